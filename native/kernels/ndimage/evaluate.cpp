// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/evaluate.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/ndimage/vector.hpp"
#include "kernels/ndimage/weights.hpp"

namespace scinova::ndimage {
namespace {

// The number as an index; of one too large, or a NaN, an index that the boundary rule still takes.
inline std::int64_t index_of(double whole) {
    constexpr double most = 0x1p62;
    return static_cast<std::int64_t>(std::max(-most, std::min(whole, most)));
}

template <int order>
void weights_of(const double* coordinate, index_t n, std::int64_t* first, double* weight, index_t pitch) {
    for (index_t i = 0; i < n; ++i) {
        const double c = coordinate[i], base = std::floor(order % 2 ? c : c + 0.5);
        first[i] = index_of(base) - order / 2;
        double w[order + 1];
        weights_at<order>(c - base, w);
        for (int k = 0; k <= order; ++k) weight[k * pitch + i] = w[k];
    }
}

void weights(const double* c, int order, index_t n, std::int64_t* first, double* weight, index_t pitch) {
    switch (order) {
        case 0:
            for (index_t i = 0; i < n; ++i) {
                first[i] = index_of(std::floor(c[i] + 0.5));
                weight[i] = 1.0;
            }
            return;
        case 1: return weights_of<1>(c, n, first, weight, pitch);
        case 2: return weights_of<2>(c, n, first, weight, pitch);
        case 3: return weights_of<3>(c, n, first, weight, pitch);
        case 4: return weights_of<4>(c, n, first, weight, pitch);
        default: return weights_of<5>(c, n, first, weight, pitch);
    }
}

template <class T>
inline double value(T x) {
    if constexpr (std::is_same_v<T, Bool>) return x.byte != 0 ? 1.0 : 0.0;
    else return static_cast<double>(x);
}

template <class T, int ndim>
void gather_of(const T* data, const AxisTaps* axes, int order, index_t n, double* __restrict out) {
    for (index_t i = 0; i < n; ++i) out[i] = 0.0;
    if constexpr (ndim == 1) {
        for (int k = 0; k <= order; ++k)
            for (index_t i = 0; i < n; ++i) out[i] += value(data[axes[0].at[k][i]]) * axes[0].weight[k][i];
    } else if constexpr (ndim == 2) {
        for (int j = 0; j <= order; ++j)
            for (int k = 0; k <= order; ++k) {
                const std::int64_t *a = axes[0].at[j], *b = axes[1].at[k];
                const double *u = axes[0].weight[j], *v = axes[1].weight[k];
                for (index_t i = 0; i < n; ++i) out[i] += value(data[a[i] + b[i]]) * u[i] * v[i];
            }
    } else {
        for (int h = 0; h <= order; ++h)
            for (int j = 0; j <= order; ++j)
                for (int k = 0; k <= order; ++k) {
                    const std::int64_t *a = axes[0].at[h], *b = axes[1].at[j], *c = axes[2].at[k];
                    const double *u = axes[0].weight[h], *v = axes[1].weight[j], *w = axes[2].weight[k];
                    for (index_t i = 0; i < n; ++i) out[i] += value(data[a[i] + b[i] + c[i]]) * u[i] * v[i] * w[i];
                }
    }
}

template <class T>
void gather_any(const T* data, const AxisTaps* axes, int ndim, int order, index_t n, double* out) {
    for (index_t i = 0; i < n; ++i) out[i] = 0.0;
    int k[max_dims] = {};
    double term[block_length];
    for (;;) {
        for (index_t i = 0; i < n; ++i) {
            std::int64_t at = 0;
            for (int d = 0; d < ndim; ++d) at += axes[d].at[k[d]][i];
            term[i] = value(data[at]);
        }
        for (int d = 0; d < ndim; ++d)
            for (index_t i = 0; i < n; ++i) term[i] *= axes[d].weight[k[d]][i];
        for (index_t i = 0; i < n; ++i) out[i] += term[i];
        int d = ndim - 1;
        while (d >= 0 && ++k[d] > order) k[d--] = 0;
        if (d < 0) return;
    }
}

template <class T>
void gather(const void* data, const AxisTaps* axes, int ndim, int order, index_t n, double* out) {
    const T* p = static_cast<const T*>(data);
    switch (ndim) {
        case 1: return gather_of<T, 1>(p, axes, order, n, out);
        case 2: return gather_of<T, 2>(p, axes, order, n, out);
        case 3: return gather_of<T, 3>(p, axes, order, n, out);
        default: return gather_any<T>(p, axes, ndim, order, n, out);
    }
}

typedef double Four __attribute__((vector_size(32)));

[[gnu::always_inline]] inline void load_four(const double* p, Four& v) { std::memcpy(&v, p, sizeof v); }

// Four points of order 3 at a time: the four taps along the last axis are one load for each point.
inline void four_points_cubic(const double* const* p, const AxisTaps& last, index_t i, const Four* outer, int factors,
                              Four& sum) {
    Four a, b, c, d;
    load_four(p[0], a);
    load_four(p[1], b);
    load_four(p[2], c);
    load_four(p[3], d);
    const Four ab02 = __builtin_shufflevector(a, b, 0, 4, 2, 6), ab13 = __builtin_shufflevector(a, b, 1, 5, 3, 7);
    const Four cd02 = __builtin_shufflevector(c, d, 0, 4, 2, 6), cd13 = __builtin_shufflevector(c, d, 1, 5, 3, 7);
    Four tap[4] = {__builtin_shufflevector(ab02, cd02, 0, 1, 4, 5), __builtin_shufflevector(ab13, cd13, 0, 1, 4, 5),
                   __builtin_shufflevector(ab02, cd02, 2, 3, 6, 7), __builtin_shufflevector(ab13, cd13, 2, 3, 6, 7)};
    for (int k = 0; k < 4; ++k) {
        for (int f = 0; f < factors; ++f) tap[k] *= outer[f];
        Four w;
        load_four(last.weight[k] + i, w);
        sum += tap[k] * w;
    }
}

template <class T>
inline void four_points(const T* const* p, index_t step, const AxisTaps& last, int order, index_t i, const Four* outer,
                        int factors, Four& sum) {
    for (int k = 0; k <= order; ++k) {
        const index_t o = k * step;
        Four tap = {value(p[0][o]), value(p[1][o]), value(p[2][o]), value(p[3][o])};
        for (int f = 0; f < factors; ++f) tap *= outer[f];
        Four w;
        load_four(last.weight[k] + i, w);
        sum += tap * w;
    }
}

template <class T, int factors>
void inside_of(const T* data, const std::int64_t* base, const index_t* stride, const AxisTaps* axes, int order,
               index_t n, double* out) {
    const bool cubic = order == 3 && stride[factors] == 1;
    const AxisTaps& last = axes[factors];
    for (index_t i = 0; i < n; i += 4) {
        const T* start[4];
        for (index_t j = 0; j < 4; ++j) start[j] = data + base[i + j < n ? i + j : n - 1];
        Four sum{};
        const auto line = [&](index_t offset, const Four* outer) {
            const T* p[4] = {start[0] + offset, start[1] + offset, start[2] + offset, start[3] + offset};
            if constexpr (std::is_same_v<T, double>) {
                if (cubic) {
                    four_points_cubic(p, last, i, outer, factors, sum);
                    return;
                }
            }
            four_points(p, stride[factors], last, order, i, outer, factors, sum);
        };
        if constexpr (factors == 0) {
            line(0, nullptr);
        } else if constexpr (factors == 1) {
            for (int j = 0; j <= order; ++j) {
                Four w;
                load_four(axes[0].weight[j] + i, w);
                line(j * stride[0], &w);
            }
        } else {
            for (int h = 0; h <= order; ++h)
                for (int j = 0; j <= order; ++j) {
                    Four w[2];
                    load_four(axes[0].weight[h] + i, w[0]);
                    load_four(axes[1].weight[j] + i, w[1]);
                    line(h * stride[0] + j * stride[1], w);
                }
        }
        for (index_t j = 0; j < 4 && i + j < n; ++j) out[i + j] = sum[j];
    }
}

template <class T>
void inside(const void* data, const std::int64_t* base, const index_t* stride, const AxisTaps* axes, int ndim, int order,
            index_t n, double* out) {
    const T* p = static_cast<const T*>(data);
    switch (ndim) {
        case 1: return inside_of<T, 0>(p, base, stride, axes, order, n, out);
        case 2: return inside_of<T, 1>(p, base, stride, axes, order, n, out);
        default: return inside_of<T, 2>(p, base, stride, axes, order, n, out);
    }
}

template <class T>
void expand(const void* line, index_t step, const std::int64_t* at, double constant, index_t n, double* out) {
    const T* p = static_cast<const T*>(line);
    for (index_t i = 0; i < n; ++i) out[i] = at[i] < 0 ? constant : value(p[at[i] * step]);
}

using V = Vector<double>;
constexpr index_t L = vector_lanes<double>;

template <int count>
void tensor_of(const double* const* line, index_t lines, const double* outer, int general, const double* weight,
               index_t pitch, int taps, double* out, index_t n) {
    const int factors = count >= 0 ? count : general;
    for (index_t i = 0; i < n; i += 2 * L) {
        V a{}, b{};
        for (index_t l = 0; l < lines; ++l) {
            const double* w = outer + l * factors;
            const double* c = line[l] + i;
            for (int k = 0; k < taps; ++k) {
                V s = load_vector(c + k * pitch), t = load_vector(c + k * pitch + L);
                for (int f = 0; f < factors; ++f) {
                    s *= w[f];
                    t *= w[f];
                }
                a += s * load_vector(weight + k * pitch + i);
                b += t * load_vector(weight + k * pitch + i + L);
            }
        }
        store_vector(out + i, a);
        store_vector(out + i + L, b);
    }
}

void tensor(const double* const* line, index_t lines, const double* outer, int count, const double* weight,
            index_t pitch, int taps, double* out, index_t n) {
    switch (count) {
        case 0: return tensor_of<0>(line, lines, outer, count, weight, pitch, taps, out, n);
        case 1: return tensor_of<1>(line, lines, outer, count, weight, pitch, taps, out, n);
        case 2: return tensor_of<2>(line, lines, outer, count, weight, pitch, taps, out, n);
        default: return tensor_of<-1>(line, lines, outer, count, weight, pitch, taps, out, n);
    }
}

void ramp(double* c, double base, double step, index_t x, index_t n) {
    for (index_t i = 0; i < n; ++i) c[i] = base + static_cast<double>(x + i) * step;
}

// A coordinate beyond [0, last] folded into the range where the samples stand; `outside` where the value is the constant.
constexpr double outside = -std::numeric_limits<double>::infinity();

template <Beyond beyond>
inline double folded(double x, double length) {
    const double last = length - 1.0;
    if constexpr (beyond == Beyond::nearest) {
        const double part = x - std::floor(x);
        return x < -16.0 ? part - 17.0 : x > last + 16.0 ? part + (last + 16.0) : x;
    } else if constexpr (beyond == Beyond::grid_constant) {
        return (x < -16.0) | (x > last + 16.0) ? outside : x;
    } else if constexpr (beyond == Beyond::wrap || beyond == Beyond::grid_wrap) {
        const double period = beyond == Beyond::wrap ? last : length;
        return x < 0.0 ? x + period * (std::trunc(-x / period) + 1.0) : x - period * std::trunc(x / period);
    } else if constexpr (beyond == Beyond::mirror) {
        const double period = 2.0 * last;
        const double below = x + period * std::trunc(-x / period), above = x - period * std::trunc(x / period);
        // Up to half a step beyond the last sample it stays there.
        return x < 0.0 ? (below <= -last ? below + period : -below) : (above >= length ? period - above : above);
    } else if constexpr (beyond == Beyond::reflect) {
        const double period = 2.0 * length;
        const double down = x + period * std::trunc(-x / period), above = x - period * std::trunc(x / period);
        const double below = x < -period ? down : x;
        return x < 0.0 ? (below < -length ? below + period : -below - 1.0) : (above >= length ? period - above - 1.0 : above);
    } else {
        return outside;
    }
}

template <Beyond beyond>
index_t fold(double* c, index_t n, index_t samples, std::uint8_t* constant) {
    const auto length = static_cast<double>(samples);
    constexpr bool repeats = beyond == Beyond::wrap || beyond == Beyond::mirror || beyond == Beyond::reflect ||
                             beyond == Beyond::grid_wrap;
    if (repeats && samples == 1) {  // the sample itself, not a sum of weights times it
        for (index_t i = 0; i < n; ++i) c[i] = c[i] - c[i] == 0.0 ? 0.0 : outside;
    } else {
        for (index_t i = 0; i < n; ++i) {
            const double x = c[i], y = folded<beyond>(x, length);
            const double z = x - x == 0.0 ? y : outside;  // NaN and the infinities
            c[i] = (x >= 0.0) & (x <= length - 1.0) ? x : z;
        }
    }
    index_t count = 0;
    for (index_t i = 0; i < n; ++i) {
        if (c[i] != outside) continue;
        c[i] = 0.0;
        count += constant[i] ? 0 : 1;
        constant[i] = 1;
    }
    return count;
}

void bounds(const std::int64_t* a, index_t n, std::int64_t* least, std::int64_t* greatest) {
    std::int64_t low = 0, high = 0;
    for (index_t i = 0; i < n; ++i) {
        low = a[i] < low ? a[i] : low;
        high = a[i] > high ? a[i] : high;
    }
    *least = low;
    *greatest = high;
}

void accumulate(std::int64_t* sum, const std::int64_t* a, index_t factor, bool fresh, index_t n) {
    if (fresh) for (index_t i = 0; i < n; ++i) sum[i] = a[i] * factor;
    else for (index_t i = 0; i < n; ++i) sum[i] += a[i] * factor;
}

template <class... T>
EvaluateTable table(Tag<T>...) {
    return {&ramp,
            {&fold<Beyond::nearest>, &fold<Beyond::wrap>, &fold<Beyond::reflect>, &fold<Beyond::mirror>,
             &fold<Beyond::constant>, &fold<Beyond::grid_wrap>, &fold<Beyond::grid_constant>},
            &bounds, &accumulate, &weights, {&gather<T>...}, {&inside<T>...}, {&expand<T>...}, &tensor};
}

}  // namespace

template <>
const EvaluateTable& evaluate_table<isa::current>() {
    static const EvaluateTable t =
        table(Tag<Bool>{}, Tag<std::uint8_t>{}, Tag<std::int8_t>{}, Tag<std::uint16_t>{}, Tag<std::int16_t>{},
              Tag<std::uint32_t>{}, Tag<std::int32_t>{}, Tag<std::uint64_t>{}, Tag<std::int64_t>{}, Tag<float>{},
              Tag<double>{});
    return t;
}

}  // namespace scinova::ndimage
