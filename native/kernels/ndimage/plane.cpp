// SPDX-License-Identifier: BSD-3-Clause
// A block of points at a time: where their samples are, then the samples one point after another, then the sums.
#include "kernels/ndimage/plane.hpp"

#include <bit>
#include <cstring>

namespace scinova::ndimage {
namespace {

constexpr int block = 64;

// Offsets of the first sample, and what the coordinates exceed it by. Places after the last point repeat it.
template <bool all, class W>
[[gnu::always_inline]] inline void places_of(const PlaneLine& line, index_t x, index_t n, std::int32_t* __restrict at,
                                             W* __restrict down, W* __restrict along) {
    const auto stride = static_cast<double>(line.stride), first = static_cast<double>(x), last = static_cast<double>(x + n - 1);
    const double b0 = line.base[0], b1 = line.base[1], s0 = line.step[0], s1 = line.step[1];
    for (int i = 0; i < block; ++i) {
        const double next = first + i, o = all || next < last ? next : last;
        const double y = b0 + o * s0, z = b1 + o * s1;
        // Integers below 2^31: their products and sums are exact.
        const auto j = static_cast<double>(static_cast<std::int32_t>(y)), k = static_cast<double>(static_cast<std::int32_t>(z));
        at[i] = static_cast<std::int32_t>(j * stride + k);
        down[i] = static_cast<W>(y - j);
        along[i] = static_cast<W>(z - k);
    }
}
template <class W>
[[gnu::always_inline]] inline void places(const PlaneLine& line, index_t x, index_t n, std::int32_t* __restrict at,
                                          W* __restrict down, W* __restrict along) {
    n == block ? places_of<true>(line, x, n, at, down, along) : places_of<false>(line, x, n, at, down, along);
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

// Points that are worked out in double, and in the order of evaluate.hpp, some at a time.
class Unsure {
public:
    // out[i] is the point x + i.
    Unsure(const PlaneLine& line, index_t x, std::uint8_t* out) : line_(line), x_(x), out_(out) {}
    ~Unsure() { work(); }
    Unsure(const Unsure&) = delete;
    Unsure& operator=(const Unsure&) = delete;
    void add(index_t i) noexcept {
        place_[count_++] = i;
        if (count_ == some) work();
    }

private:
    static constexpr int some = 16;
    void work() noexcept {
        if (count_ == 0) return;
        alignas(64) double o[some], sum[some], y[some], z[some], corner[4][some];
        for (int k = 0; k < some; ++k) o[k] = static_cast<double>(x_ + place_[k < count_ ? k : 0]);
        for (int k = 0; k < some; ++k) {
            y[k] = line_.base[0] + o[k] * line_.step[0];
            z[k] = line_.base[1] + o[k] * line_.step[1];
        }
        for (int k = 0; k < count_; ++k) {
            const auto j = static_cast<std::int32_t>(y[k]), i = static_cast<std::int32_t>(z[k]);
            const std::uint8_t* upper = static_cast<const std::uint8_t*>(line_.data) + j * line_.stride + i;
            const std::uint8_t* lower = upper + line_.stride;
            corner[0][k] = upper[0], corner[1][k] = upper[1], corner[2][k] = lower[0], corner[3][k] = lower[1];
        }
        for (int k = count_; k < some; ++k)
            for (auto& c : corner) c[k] = 0.0;
        for (int k = 0; k < some; ++k) {
            const auto j = static_cast<std::int32_t>(y[k]), i = static_cast<std::int32_t>(z[k]);
            const double u = 1.0 - (y[k] - j), v = 1.0 - u, s = 1.0 - (z[k] - i), t = 1.0 - s;
            sum[k] = corner[0][k] * u * s + corner[1][k] * u * t + corner[2][k] * v * s + corner[3][k] * v * t + 0.5;
        }
        for (int k = 0; k < count_; ++k) out_[place_[k]] = static_cast<std::uint8_t>(static_cast<std::int32_t>(sum[k]));
        count_ = 0;
    }

    const PlaneLine& line_;
    index_t x_;
    std::uint8_t* out_;
    index_t place_[some] = {};
    int count_ = 0;
};

// Of 64 bytes, 0 or 1, a bit each, the first lowest: the product moves those of eight side by side.
std::uint64_t bits(const std::uint8_t* truth) {
    std::uint64_t all = 0;
    for (int k = 0; k < 8; ++k) {
        std::uint64_t eight;
        std::memcpy(&eight, truth + 8 * k, 8);
        if constexpr (std::endian::native == std::endian::big) eight = __builtin_bswap64(eight);
        all |= ((eight * 0x0102040810204080) >> 56) << (8 * k);
    }
    return all;
}

void bytes(const PlaneLine& line, index_t x, index_t n, std::uint8_t* out) {
    const std::uint8_t *upper = static_cast<const std::uint8_t*>(line.data), *lower = upper + line.stride;
    constexpr bool little = std::endian::native == std::endian::little;
    alignas(64) std::int32_t at[block];
    alignas(64) float down[block], along[block];
    alignas(64) std::uint32_t four[block];
    alignas(64) std::uint8_t value[block], unsure[block];
    Unsure again(line, x, out);
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
            unsure[k] = low != high;
            some |= static_cast<unsigned>(low ^ high);
        }
        std::memcpy(out + i, value, static_cast<std::size_t>(m));
        if (!some) continue;
        for (std::uint64_t left = bits(unsure) & (~std::uint64_t{0} >> (block - m)); left; left &= left - 1)
            again.add(i + std::countr_zero(left));
    }
}

}  // namespace

template <>
const PlaneTable& plane_table<isa::current>() {
    static const PlaneTable t{&floats, &bytes};
    return t;
}

}  // namespace scinova::ndimage
