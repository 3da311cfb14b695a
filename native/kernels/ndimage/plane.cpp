// SPDX-License-Identifier: BSD-3-Clause
// A block of points at a time: where their samples are, then the samples one point after another, then the sums.
#include "kernels/ndimage/plane.hpp"

#include <bit>
#include <cstring>

namespace scinova::ndimage {
namespace {

constexpr int block = 64;

// Offsets of the first sample, and what the coordinates exceed it by. Places after the last point repeat it.
template <class W>
[[gnu::always_inline]] inline void places(const PlaneLine& line, index_t x, index_t n, std::int32_t* __restrict at,
                                          W* __restrict down, W* __restrict along) {
    const auto stride = static_cast<std::int32_t>(line.stride);
    const auto first = static_cast<double>(x), last = static_cast<double>(x + n - 1);
    const double b0 = line.base[0], b1 = line.base[1], s0 = line.step[0], s1 = line.step[1];
    for (int i = 0; i < block; ++i) {
        const double next = first + i, o = next < last ? next : last;
        const double y = b0 + o * s0, z = b1 + o * s1;
        const auto j = static_cast<std::int32_t>(y), k = static_cast<std::int32_t>(z);
        at[i] = j * stride + k;
        down[i] = static_cast<W>(y - j);
        along[i] = static_cast<W>(z - k);
    }
}

void floats(const PlaneLine& line, index_t x, index_t n, float* out) {
    const float *upper = static_cast<const float*>(line.data), *lower = upper + line.stride;
    alignas(64) std::int32_t at[block];
    alignas(64) double down[block], along[block];
    alignas(64) float a[2 * block], c[2 * block], value[block];
    for (index_t i = 0; i < n; i += block) {
        const index_t m = n - i < block ? n - i : block;
        places(line, x + i, m, at, down, along);
        for (int k = 0; k < block; ++k) {
            std::memcpy(a + 2 * k, upper + at[k], 8);
            std::memcpy(c + 2 * k, lower + at[k], 8);
        }
        for (int k = 0; k < block; ++k) {
            const double u = 1.0 - down[k], v = 1.0 - u, s = 1.0 - along[k], t = 1.0 - s;
            const double left = a[2 * k] * u + c[2 * k] * v, right = a[2 * k + 1] * u + c[2 * k + 1] * v;
            value[k] = static_cast<float>(0.0 + left * s + right * t);
        }
        std::memcpy(out + i, value, static_cast<std::size_t>(m) * sizeof(float));
    }
}

// float32 has 24 bits: numbers of 8 bits times weights that are wrong by 2^-25, in three sums of products rounded twice
// by 2^-17 each at most.
constexpr float doubt = 0x1p-13f;

std::uint8_t exact(const PlaneLine& line, index_t x) {
    const double y = line.base[0] + static_cast<double>(x) * line.step[0];
    const double z = line.base[1] + static_cast<double>(x) * line.step[1];
    const auto j = static_cast<std::int32_t>(y), k = static_cast<std::int32_t>(z);
    const std::uint8_t* upper = static_cast<const std::uint8_t*>(line.data) + j * line.stride + k;
    const std::uint8_t* lower = upper + line.stride;
    const double u = 1.0 - (y - j), v = 1.0 - u, s = 1.0 - (z - k), t = 1.0 - s;
    const double sum = upper[0] * u * s + upper[1] * u * t + lower[0] * v * s + lower[1] * v * t;
    return static_cast<std::uint8_t>(static_cast<std::int32_t>(sum + 0.5));
}

void bytes(const PlaneLine& line, index_t x, index_t n, std::uint8_t* out) {
    const std::uint8_t *upper = static_cast<const std::uint8_t*>(line.data), *lower = upper + line.stride;
    constexpr bool little = std::endian::native == std::endian::little;
    alignas(64) std::int32_t at[block];
    alignas(64) float down[block], along[block];
    alignas(64) std::uint32_t four[block];
    alignas(64) std::uint8_t value[block], unsure[block];
    for (index_t i = 0; i < n; i += block) {
        const index_t m = n - i < block ? n - i : block;
        places(line, x + i, m, at, down, along);
        for (int k = 0; k < block; ++k) {
            std::uint16_t p, q;
            std::memcpy(&p, upper + at[k], 2);
            std::memcpy(&q, lower + at[k], 2);
            four[k] = p | static_cast<std::uint32_t>(q) << 16;
        }
        unsigned some = 0;
        for (int k = 0; k < block; ++k) {
            const auto w = static_cast<std::int32_t>(four[k]);
            const int p = w & 255, q = (w >> 8) & 255, r = (w >> 16) & 255, s = (w >> 24) & 255;
            const int a = little ? p : q, b = little ? q : p, c = little ? r : s, d = little ? s : r;
            const float top = static_cast<float>(a) + along[k] * static_cast<float>(b - a);
            const float bottom = static_cast<float>(c) + along[k] * static_cast<float>(d - c);
            const float sum = top + down[k] * (bottom - top);
            const auto low = static_cast<std::int32_t>(sum + (0.5f - doubt)), high = static_cast<std::int32_t>(sum + (0.5f + doubt));
            value[k] = static_cast<std::uint8_t>(low);
            unsure[k] = static_cast<std::uint8_t>(low ^ high);
            some |= static_cast<unsigned>(low ^ high);
        }
        std::memcpy(out + i, value, static_cast<std::size_t>(m));
        if (some)
            for (int k = 0; k < m; ++k)
                if (unsure[k]) out[i + k] = exact(line, x + i + k);
    }
}

}  // namespace

template <>
const PlaneTable& plane_table<isa::current>() {
    static const PlaneTable t{&floats, &bytes};
    return t;
}

}  // namespace scinova::ndimage
