// SPDX-License-Identifier: BSD-3-Clause
// The hot loops of spline evaluation.
#pragma once

#include "common/simd.hpp"
#include "kernels/ndimage/anyview.hpp"
#include "kernels/ndimage/spline.hpp"

namespace scinova::ndimage {

inline constexpr index_t block_length = 128;

// How coordinates outside [0, n - 1] are treated. `constant` is exactly that beyond the outermost samples;
// `grid_constant` and `grid_wrap` have samples of the constant, or the next period, right after the last sample.
enum class Beyond : int { nearest, wrap, reflect, mirror, constant, grid_wrap, grid_constant };
inline constexpr int beyond_count = 7;

// The taps of a block of points along one axis.
struct AxisTaps {
    std::int64_t at[max_order + 1][block_length];  // offsets in elements
    double weight[max_order + 1][block_length];
};

struct EvaluateTable {
    // c[i] = base + (x + i) step
    void (*ramp)(double* c, double base, double step, index_t x, index_t n);
    // Folds the coordinates of an axis into the range where its samples stand. Those whose value is the constant (NaN
    // and infinite ones too) become 0 and are marked; how many were not marked before.
    index_t (*fold[beyond_count])(double* c, index_t n, index_t samples, std::uint8_t* constant);
    void (*bounds)(const std::int64_t* a, index_t n, std::int64_t* least, std::int64_t* greatest);
    // sum[i] += a[i] factor, from 0 if `fresh`; sum may be a.
    void (*accumulate)(std::int64_t* sum, const std::int64_t* a, index_t factor, bool fresh, index_t n);
    // weight[k][i], k <= order, at the fractional part of each coordinate, and first[i], the index of tap 0.
    void (*weights)(const double* coordinate, int order, index_t n, std::int64_t* first, double* weight, index_t pitch);
    // out[i] = sum over taps of data[sum_d at_d[k_d][i]] times the weights; n <= block_length.
    void (*gather[dtype_count])(const void* data, const AxisTaps* axes, int ndim, int order, index_t n, double* out);
    // The same where every tap is inside: those of point i start at base[i], `stride` elements apart along each axis.
    void (*inside[dtype_count])(const void* data, const std::int64_t* base, const index_t* stride, const AxisTaps* axes,
                                int ndim, int order, index_t n, double* out);
    // out[i] = line[at[i] * step], or `constant` where at[i] is negative.
    void (*expand[dtype_count])(const void* line, index_t step, const std::int64_t* at, double constant, index_t n, double* out);
    // out[i] = sum over lines l and taps k of ((line[l][k * pitch + i] outer[l][0]) ... outer[l][count-1]) weight[k * pitch + i]
    void (*tensor)(const double* const* line, index_t lines, const double* outer, int count, const double* weight,
                   index_t pitch, int taps, double* out, index_t n);
};

template <class Isa>
const EvaluateTable& evaluate_table();
template <>
const EvaluateTable& evaluate_table<isa::current>();

inline const EvaluateTable& evaluation() {
    static const EvaluateTable& t =
        simd::pick(&evaluate_table<isa::v2>, &evaluate_table<isa::v3>, &evaluate_table<isa::v4>);
    return t;
}

}  // namespace scinova::ndimage
