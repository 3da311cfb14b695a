// SPDX-License-Identifier: BSD-3-Clause
// Groups of lines and the buffers they are transformed in. For HOT sources: each has its own copy, for its own processor
// level, which is why this is in an unnamed namespace.
#pragma once

#include <algorithm>
#include <cmath>

#include "common/parallel.hpp"
#include "kernels/fft/passes.hpp"
#include "kernels/fft/vectors.hpp"

namespace scinova::fft {
namespace {

using Isa = isa::current;

template <class T>
constexpr index_t most_lanes = 256 / static_cast<index_t>(sizeof(T) > 8 ? 16 : sizeof(T));

// Lines done at once: several vectors' worth, so that an axis with a long stride is read in pieces of some hundred
// bytes, unless the buffers would leave the cache.
template <class T>
index_t lanes_for(index_t length, index_t lines, bool contiguous) noexcept {
    constexpr index_t cache = 512 * 1024, long_enough = 96;
    if (contiguous && length >= long_enough) return 1;  // one line keeps the vectors busy, and needs no transposition
    index_t lanes = most_lanes<T>;
    while (lanes > 1 && lanes * length * static_cast<index_t>(4 * sizeof(T)) > cache) lanes /= 2;
    if (lanes < 4) lanes = 1;
    return lines >= 2 ? std::min(lanes, lines) : 1;
}

template <class T>
struct Buffers {
    std::vector<T> memory;
    Split<T> data, scratch;
    explicit Buffers(index_t size) : memory(static_cast<std::size_t>(4 * (size + 16))) {
        T* at = memory.data();
        const index_t step = size + 16;  // keeps the four apart in the cache
        data = {at, at + step};
        scratch = {at + 2 * step, at + 3 * step};
    }
};

// Calls work(first line, how many, buffers) for groups of lines.
template <class T, class Work>
void for_lines(index_t count, const Plan<T>& plan, bool contiguous, Work&& work) {
    const index_t length = plan.buffer_length(), lanes = lanes_for<T>(length, count, contiguous);
    const index_t groups = (count + lanes - 1) / lanes;
    const double cost = static_cast<double>(lanes * length) * (4 + 1.5 * std::log2(static_cast<double>(length) + 1));
    const auto grain = static_cast<index_t>(std::max(1.0, 6e4 / cost));
    parallel_for(groups, grain, [&](index_t begin, index_t end) {
        Buffers<T> buffers(length * lanes);
        for (index_t g = begin; g < end; ++g) {
            const index_t first = g * lanes;
            work(first, std::min(lanes, count - first), buffers);
        }
    });
}

// Spectrum of real lines of length 2 h at k, from that of its even + i odd elements.
template <class T>
void untangle(const Plan<T>& plan, Split<T> z, index_t lanes, index_t k, T* xr, T* xi) {
    const index_t h = plan.n, a = (k == h ? 0 : k) * lanes, b = (k == 0 ? 0 : h - k) * lanes;
    const T wr = plan.half_re[k], wi = plan.half_im[k], half = T(0.5);
    for (index_t q = 0; q < lanes; ++q) {
        const T er = half * (z.re[a + q] + z.re[b + q]), ei = half * (z.im[a + q] - z.im[b + q]);
        const T orr = half * (z.im[a + q] + z.im[b + q]), oi = half * (z.re[b + q] - z.re[a + q]);
        xr[q] = er + (wr * orr - wi * oi);
        xi[q] = ei + (wr * oi + wi * orr);
    }
}

// Into line q of the buffer, what the inverse complex transform turns into the real line of length n whose spectrum is
// value(k), k = 0..n/2 (real at both ends): twice its packed form for even n, all of it for odd n.
template <class T, class Value>
void spread_spectrum(const Plan<T>& plan, index_t n, index_t lanes, index_t q, Value&& value, Split<T> to) {
    const bool even = n % 2 == 0;
    const index_t h = plan.n, kept = n / 2 + 1;
    for (index_t k = 0; k < (even ? h : kept); ++k) {
        const std::complex<T> x = value(k);
        if (!even) {
            to.re[k * lanes + q] = x.real();
            to.im[k * lanes + q] = x.imag();
            if (k > 0) {
                to.re[(n - k) * lanes + q] = x.real();
                to.im[(n - k) * lanes + q] = -x.imag();
            }
            continue;
        }
        const std::complex<T> y = std::conj(value(h - k));
        const T dr = x.real() - y.real(), di = x.imag() - y.imag();
        const T wr = plan.half_re[k], wi = -plan.half_im[k];
        const T tr = dr * wr - di * wi, ti = dr * wi + di * wr;
        to.re[k * lanes + q] = x.real() + y.real() - ti;
        to.im[k * lanes + q] = x.imag() + y.imag() + tr;
    }
}

}  // namespace
}  // namespace scinova::fft
