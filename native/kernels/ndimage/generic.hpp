// SPDX-License-Identifier: BSD-3-Clause
// Filters by a function of the neighbourhood or of the line. The function runs on the calling thread.
#pragma once

#include "common/status.hpp"
#include "kernels/ndimage/filters.hpp"
#include "kernels/ndimage/neighbours.hpp"

namespace scinova::ndimage {

// function(values of the neighbours, result) -> Status, for every element in C order.
template <class Function>
Status generic_filter(const AnyView& in, const Neighbourhood& shape, Edge edge, const AnyView& out, Function function) {
    const Neighbours<double> around(in, shape, edge.mode, edge.constant, loader<double>(in.dtype));
    const ConvertFn store = storer<double>(out.dtype);
    typename Neighbours<double>::Walker walker(around);
    const index_t n = around.length(), taps = around.taps();
    std::vector<double> result(static_cast<std::size_t>(n));
    for (index_t line = 0; line < around.lines(); ++line) {
        const double* const* tap = walker(line);
        for (index_t i = 0; i < n; ++i) {
            const auto gather = [&](double* buffer) {
                for (index_t k = 0; k < taps; ++k) buffer[k] = tap[k][i];
            };
            const Status s = function(gather, &result[static_cast<std::size_t>(i)]);
            if (s != Status::ok) return s;
        }
        store(result.data(), 1, out.at(line_start(out, line)), out.stride[out.ndim - 1], n);
    }
    return Status::ok;
}

// function(extended line, its length, result, its length) -> Status, for every line along `axis`.
template <class Function>
Status generic_filter1d(const AnyView& in, index_t size, int axis, index_t origin, Edge edge, const AnyView& out,
                        Function function) {
    const index_t n = in.shape[axis], before = size / 2 + origin, after = size - 1 - before;
    const ConvertFn load = loader<double>(in.dtype), store = storer<double>(out.dtype);
    std::vector<double> line(static_cast<std::size_t>(n + size - 1));
    index_t lines = n ? in.size() / n : 0;
    for (index_t k = 0; k < lines; ++k) {
        index_t from = 0, to = 0, rest = k;
        for (int d = in.ndim - 1; d >= 0; --d) {
            if (d == axis) continue;
            from += rest % in.shape[d] * in.stride[d];
            to += rest % in.shape[d] * out.stride[d];
            rest /= in.shape[d];
        }
        load(in.at(from), in.stride[axis], line.data() + before, 1, n);
        extend_tile(line.data(), n, index_t{1}, before, after, edge.mode, edge.constant);
        const auto keep = [&](const double* result) { store(result, 1, out.at(to), out.stride[axis], n); };
        const Status s = function(line.data(), n + size - 1, n, keep);
        if (s != Status::ok) return s;
    }
    return Status::ok;
}

}  // namespace scinova::ndimage
