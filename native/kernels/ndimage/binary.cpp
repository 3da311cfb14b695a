// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/binary.hpp"

#include <algorithm>
#include <mutex>

#include "kernels/ndimage/neighbours.hpp"
#include "kernels/ndimage/order.hpp"

namespace scinova::ndimage {
namespace {

// Positions (flat, C order) that the first pass changed.
std::vector<index_t> first_pass(const AnyView& in, const Offsets& offsets, const BinaryPass& pass, std::uint8_t* out,
                                bool want_changes) {
    const OrderTable<std::uint8_t>& loops = order<std::uint8_t>();
    const Neighbours<std::uint8_t> around(in, offsets, Mode::constant, static_cast<std::uint8_t>(pass.border),
                                          loader<std::uint8_t>(in.dtype));
    const index_t n = around.length(), step = in.stride[in.ndim - 1];
    std::vector<index_t> changed;
    std::mutex collecting;
    around.for_lines(std::max<index_t>(1, offsets.count / 8), [&](const std::uint8_t* const* tap, index_t line, std::uint8_t* result) {
        (pass.dilate ? loops.fold_max : loops.fold_min)(tap, offsets.count, result, n);
        const auto* before = static_cast<const std::uint8_t*>(in.at(line_start(in, line)));
        if (pass.mask) {
            const std::uint8_t* mask = pass.mask + line * n;
            for (index_t i = 0; i < n; ++i) result[i] = mask[i] ? result[i] : before[i * step];
        }
        std::copy(result, result + n, out + line * n);
        if (!want_changes) return;
        std::vector<index_t> here;
        for (index_t i = 0; i < n; ++i)
            if (result[i] != before[i * step]) here.push_back(line * n + i);
        if (here.empty()) return;
        std::scoped_lock lock(collecting);
        changed.insert(changed.end(), here.begin(), here.end());
    });
    return changed;
}

}  // namespace

Status binary_morphology(const AnyView& in, const Offsets& offsets, const BinaryPass& pass, const AnyView& out) {
    auto* state = static_cast<std::uint8_t*>(out.data);
    const index_t size = in.size();
    if (size == 0) return Status::ok;
    if (offsets.count == 0) {  // the least of nothing is true, the greatest false
        for (index_t i = 0; i < size; ++i)
            if (!pass.mask || pass.mask[i]) state[i] = !pass.dilate;
        return Status::ok;
    }
    std::vector<index_t> front = first_pass(in, offsets, pass, state, pass.iterations != 1), next;
    std::array<index_t, max_dims> pitch{};
    index_t step = 1;
    for (int d = in.ndim - 1; d >= 0; --d) {
        pitch[d] = step;
        step *= in.shape[d];
    }
    // Where all neighbours are inside, one flat distance each; elsewhere coordinates are compared.
    std::vector<index_t> flat(static_cast<std::size_t>(offsets.count), 0);
    std::array<index_t, max_dims> low{}, high{};
    for (int d = 0; d < in.ndim; ++d) {
        high[d] = in.shape[d];
        for (index_t k = 0; k < offsets.count; ++k) {
            flat[static_cast<std::size_t>(k)] += offsets(k, d) * pitch[d];
            low[d] = std::max(low[d], offsets(k, d));
            high[d] = std::min(high[d], in.shape[d] + offsets(k, d));
        }
    }
    const auto value = static_cast<std::uint8_t>(pass.dilate);
    const auto reach = [&](index_t p) {
        if (state[p] == value || (pass.mask && !pass.mask[p])) return;
        state[p] = value;
        next.push_back(p);
    };
    for (index_t done = 1; !front.empty() && (pass.iterations < 1 || done < pass.iterations); ++done) {
        if (interrupted()) return Status::interrupted;
        next.clear();
        for (const index_t at : front) {
            index_t c[max_dims], rest = at;
            bool inner = true;
            for (int d = 0; d < in.ndim; ++d) {
                c[d] = rest / pitch[d];
                rest -= c[d] * pitch[d];
                inner &= c[d] >= low[d] && c[d] < high[d];
            }
            // Element p sees `at` as its neighbour k where p = at - offset k.
            if (inner) {
                for (const index_t by : flat) reach(at - by);
                continue;
            }
            for (index_t k = 0; k < offsets.count; ++k) {
                index_t p = 0;
                bool within = true;
                for (int d = 0; d < in.ndim; ++d) {
                    const index_t i = c[d] - offsets(k, d);
                    within &= i >= 0 && i < in.shape[d];
                    p += i * pitch[d];
                }
                if (within) reach(p);
            }
        }
        std::swap(front, next);
    }
    return Status::ok;
}

}  // namespace scinova::ndimage
