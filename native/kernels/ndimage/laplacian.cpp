// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/laplacian.hpp"

#include <algorithm>

#include "kernels/ndimage/linear.hpp"
#include "kernels/ndimage/rows.hpp"

namespace scinova::ndimage {
namespace {

// The windows of all passes, one after the other.
Neighbourhood cross(int ndim, const std::vector<Pass>& passes) {
    std::vector<index_t> offsets;
    index_t count = 0;
    for (const Pass& p : passes) {
        for (index_t place : p.weights.place) {
            offsets.resize(static_cast<std::size_t>(++count * ndim), 0);
            offsets[static_cast<std::size_t>((count - 1) * ndim + p.axis)] = place - p.before();
        }
    }
    return Neighbourhood({offsets.data(), count, ndim});
}

template <class W>
void in_type(const AnyView& in, const Laplacian& filter, bool constant_used, double constant, const AnyView& out) {
    constexpr bool real = std::is_floating_point_v<W>;
    const Neighbours<W> around(in, filter.shape, filter.modes.data(), constant_used ? static_cast<W>(constant) : W{},
                               loader<W>(in.dtype));
    const ConvertFn store = storer<W>(out.dtype);
    const bool kept = !real || out.dtype == DType::f8;
    const index_t n = around.length();
    std::vector<std::vector<W>> weights;
    if constexpr (!real)
        for (const Pass& p : filter.passes) weights.emplace_back(p.weights.each.begin(), p.weights.each.end());
    around.for_lines(filter.shape.count() + 4, [&](const W* const* tap, index_t line, W* sum) {
        W* part = sum + around.scratch_pitch();
        for (std::size_t k = 0; k < filter.passes.size(); ++k) {
            const Weights& w = filter.passes[k].weights;
            W* into = k ? part : sum;
            if constexpr (real) {
                if (w.symmetry == Weights::Symmetry::none) linear<W>().weighted(tap, w.value.data(), filter.passes[k].size, into, n);
                else rows().paired(tap, w.value.data(), filter.passes[k].size / 2, w.symmetry == Weights::Symmetry::odd, into, n);
            } else linear<W>().weighted(tap, weights[k].data(), filter.passes[k].size, into, n);
            tap += filter.passes[k].size;
            if (!kept) keep_as<W>(out.dtype, into, n);
            if (k) {
                const W* both[] = {sum, into};
                linear<W>().summed(both, 2, sum, n);
                if (!kept && k + 1 < filter.passes.size()) keep_as<W>(out.dtype, sum, n);
            }
        }
        store(sum, 1, out.at(line_start(out, line)), out.stride[out.ndim - 1], n);
    }, 2);
}

}  // namespace

Laplacian::Laplacian(int ndim, std::vector<Pass> p)
    : shape(cross(ndim, p)), passes(std::move(p)), modes(static_cast<std::size_t>(ndim), Mode::reflect) {
    for (const Pass& pass : passes) modes[static_cast<std::size_t>(pass.axis)] = pass.mode;
}

void laplacian(const AnyView& in, const Laplacian& filter, double constant, const AnyView& out) {
    bool whole = true, edge = false;
    double total = 0.0;
    for (const Pass& p : filter.passes) {
        whole &= p.weights.whole;
        total += p.weights.total;
        edge |= p.mode == Mode::constant;
    }
    const auto fit = [&](double limit) {
        return whole && sums_fit(largest_of(in.dtype), out.dtype, total, edge ? Mode::constant : Mode::reflect, constant, limit);
    };
    if (fit(32767.0)) in_type<std::int16_t>(in, filter, edge, constant, out);
    else if (fit(2147483647.0)) in_type<std::int32_t>(in, filter, edge, constant, out);
    else in_type<double>(in, filter, edge, constant, out);
}

}  // namespace scinova::ndimage
