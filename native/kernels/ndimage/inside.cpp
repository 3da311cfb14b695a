// SPDX-License-Identifier: BSD-3-Clause
// One lane per point, at most a block of points a call. The samples of a point along the last axis are one load where they lie side by side, and a
// transposition of `lanes` such loads gives the vectors "tap k of every point".
#include "kernels/ndimage/inside.hpp"

#include <algorithm>
#include <bit>
#include <utility>

#include "kernels/ndimage/evaluate.hpp"
#include "kernels/ndimage/vector.hpp"
#include "kernels/ndimage/weights.hpp"

namespace scinova::ndimage {
namespace {

constexpr int lanes = vector_lanes<double> > 4 ? vector_lanes<double> : 4;
static_assert(lanes <= inside_slack);

template <class T, int n>
struct Some {
    typedef T type __attribute__((vector_size(sizeof(T) * n)));
};
using Reals = Some<double, lanes>::type;
using Ints = Some<std::int32_t, lanes>::type;
using Pair = Some<double, 2>::type;
using Four = Some<double, 4>::type;

template <class X, class P>
[[gnu::always_inline]] inline X load_as(const P* p) {
    X x;
    std::memcpy(&x, p, sizeof x);
    return x;
}

template <class T>
[[gnu::always_inline]] inline double real(T x) {
    if constexpr (std::is_same_v<T, Bool>) return x.byte != 0 ? 1.0 : 0.0;
    else return static_cast<double>(x);
}

// {f(0), f(1), ...} as a vector X.
template <class X, class F, std::size_t... j>
[[gnu::always_inline]] inline X each_of(F f, std::index_sequence<j...>) {
    return X{f(j)...};
}
template <class X, class F>
[[gnu::always_inline]] inline X each(F f) {
    return each_of<X>(f, std::make_index_sequence<lanes>{});
}

template <class T>
[[gnu::always_inline]] inline Reals one_tap(const T* p, const std::int32_t* at) {
    if constexpr (sizeof(T) < 4 || std::is_same_v<T, Bool>) {
        const Ints v = each<Ints>([&](std::size_t j) {
            if constexpr (std::is_same_v<T, Bool>) return static_cast<std::int32_t>(p[at[j]].byte != 0);
            else return static_cast<std::int32_t>(p[at[j]]);
        });
        return __builtin_convertvector(v, Reals);
    } else {
        return each<Reals>([&](std::size_t j) { return real(p[at[j]]); });
    }
}

template <class R>
[[gnu::always_inline]] inline R halves(Four a, Four b) {
    if constexpr (sizeof(R) == 64) return __builtin_shufflevector(a, b, 0, 1, 2, 3, 4, 5, 6, 7);
    else return (R)a;
}

// Two doubles side by side for each point.
[[gnu::always_inline]] inline void two_taps(const double* p, const std::int32_t* at, Reals* tap) {
    const auto of_four = [&](int j, Four& lo, Four& hi) {
        const Pair a = load_as<Pair>(p + at[j]), b = load_as<Pair>(p + at[j + 1]), c = load_as<Pair>(p + at[j + 2]),
                   d = load_as<Pair>(p + at[j + 3]);
        const Four ac = __builtin_shufflevector(a, c, 0, 1, 2, 3), bd = __builtin_shufflevector(b, d, 0, 1, 2, 3);
        lo = __builtin_shufflevector(ac, bd, 0, 4, 2, 6);
        hi = __builtin_shufflevector(ac, bd, 1, 5, 3, 7);
    };
    Four l0, h0, l1{}, h1{};
    of_four(0, l0, h0);
    if constexpr (lanes == 8) of_four(4, l1, h1);
    tap[0] = halves<Reals>(l0, l1);
    tap[1] = halves<Reals>(h0, h1);
}

// Four doubles side by side for each point.
template <class R>
[[gnu::always_inline]] inline void four_taps(const double* p, const std::int32_t* at, R* tap) {
    if constexpr (sizeof(R) == 64) {
        const auto both = [&](int j) {
            return __builtin_shufflevector(load_as<Four>(p + at[j]), load_as<Four>(p + at[j + 4]), 0, 1, 2, 3, 4, 5, 6, 7);
        };
        const auto a = both(0), b = both(1), c = both(2), d = both(3);
        const auto ab02 = __builtin_shufflevector(a, b, 0, 8, 2, 10, 4, 12, 6, 14);
        const auto ab13 = __builtin_shufflevector(a, b, 1, 9, 3, 11, 5, 13, 7, 15);
        const auto cd02 = __builtin_shufflevector(c, d, 0, 8, 2, 10, 4, 12, 6, 14);
        const auto cd13 = __builtin_shufflevector(c, d, 1, 9, 3, 11, 5, 13, 7, 15);
        tap[0] = (R)__builtin_shufflevector(ab02, cd02, 0, 1, 8, 9, 4, 5, 12, 13);
        tap[1] = (R)__builtin_shufflevector(ab13, cd13, 0, 1, 8, 9, 4, 5, 12, 13);
        tap[2] = (R)__builtin_shufflevector(ab02, cd02, 2, 3, 10, 11, 6, 7, 14, 15);
        tap[3] = (R)__builtin_shufflevector(ab13, cd13, 2, 3, 10, 11, 6, 7, 14, 15);
    } else {
        const Four a = load_as<Four>(p + at[0]), b = load_as<Four>(p + at[1]), c = load_as<Four>(p + at[2]),
                   d = load_as<Four>(p + at[3]);
        const Four ab02 = __builtin_shufflevector(a, b, 0, 4, 2, 6), ab13 = __builtin_shufflevector(a, b, 1, 5, 3, 7);
        const Four cd02 = __builtin_shufflevector(c, d, 0, 4, 2, 6), cd13 = __builtin_shufflevector(c, d, 1, 5, 3, 7);
        tap[0] = (R)__builtin_shufflevector(ab02, cd02, 0, 1, 4, 5);
        tap[1] = (R)__builtin_shufflevector(ab13, cd13, 0, 1, 4, 5);
        tap[2] = (R)__builtin_shufflevector(ab02, cd02, 2, 3, 6, 7);
        tap[3] = (R)__builtin_shufflevector(ab13, cd13, 2, 3, 6, 7);
    }
}

// The order + 1 samples from p + at[j], `step` apart; `joined` where step is 1.
template <class T, int order, bool joined>
[[gnu::always_inline]] inline void taps_of(const T* p, const std::int32_t* at, index_t step, Reals* tap) {
    if constexpr (joined && order > 0) {  // of doubles only
        if constexpr (order >= 3) four_taps(p, at, tap);
        else two_taps(p, at, tap);
        if constexpr (order == 2) tap[2] = one_tap(p + 2, at);
        else if constexpr (order == 4) tap[4] = one_tap(p + 4, at);
        else if constexpr (order == 5) two_taps(p + 4, at, tap + 4);
    } else {
        for (int k = 0; k <= order; ++k) tap[k] = one_tap(p + k * step, at);
    }
}

// Repeats the last coordinate, so that whole vectors of points can be taken.
void fill_slack(double* const* coordinate, int ndim, index_t n) {
    for (int d = 0; d < ndim; ++d) std::fill(coordinate[d] + n, coordinate[d] + n + lanes - 1, coordinate[d][n - 1]);
}

// Offsets of the first sample of every point. They go through memory: a block of them is long written when the samples
// are fetched, which is quicker than taking a vector apart.
template <bool odd>
void first_samples(const index_t* stride, double* const* coordinate, int ndim, int order, index_t n, std::int32_t* at) {
    for (index_t i = 0; i < n; i += lanes) {
        Ints first{};
        for (int d = 0; d < ndim; ++d) {
            const Reals c = load_as<Reals>(coordinate[d] + i);
            const Ints base = __builtin_convertvector(odd ? c : c + 0.5, Ints);
            first += (base - order / 2) * static_cast<std::int32_t>(stride[d]);
        }
        std::memcpy(at + i, &first, sizeof first);
    }
}

template <int ndim, int order>
[[gnu::always_inline]] inline void weights_of(double* const* coordinate, index_t i, Reals (*w)[order + 1]) {
    for (int d = 0; d < ndim; ++d) {
        const Reals c = load_as<Reals>(coordinate[d] + i);
        const Ints base = __builtin_convertvector(order % 2 ? c : c + 0.5, Ints);
        weights_at<order>(Reals(c - __builtin_convertvector(base, Reals)), w[d]);
    }
}

// line(offset, weights...) for every combination of taps along the axes but the last, in C order.
template <int ndim, int order, class Line>
[[gnu::always_inline]] inline void each_line(const index_t* stride, const Reals (*w)[order + 1], Line line) {
    if constexpr (ndim == 1) {
        line(0);
    } else if constexpr (ndim == 2) {
        for (int j = 0; j <= order; ++j) line(j * stride[0], w[0][j]);
    } else {
        for (int h = 0; h <= order; ++h)
            for (int j = 0; j <= order; ++j) line(h * stride[0] + j * stride[1], w[0][h], w[1][j]);
    }
}

template <class T, int ndim, int order, bool joined>
void evaluate_of(const T* data, const index_t* stride, double* const* coordinate, const std::int32_t* at, index_t n,
                 double* out) {
    const index_t step = stride[ndim - 1];
    for (index_t i = 0; i < n; i += lanes) {
        Reals w[ndim][order + 1];
        weights_of<ndim, order>(coordinate, i, w);
        Reals sum{};
        each_line<ndim, order>(stride, w, [&](index_t offset, const auto&... outer) {
            Reals tap[order + 1];
            taps_of<T, order, joined>(data + offset, at + i, step, tap);
            for (int k = 0; k <= order; ++k) {
                ((tap[k] *= outer), ...);
                sum += tap[k] * w[ndim - 1][k];
            }
        });
        std::memcpy(out + i, &sum, sizeof sum);
    }
}

// A pair of samples side by side, as one word.
template <class T>
using Word = std::conditional_t<sizeof(T) == 1, std::uint16_t, std::conditional_t<sizeof(T) == 2, std::uint32_t, std::uint64_t>>;

// The two samples of `lanes` words.
template <class T>
[[gnu::always_inline]] inline void apart(const Word<T>* pair, Reals& low, Reals& high) {
    constexpr bool little = std::endian::native == std::endian::little;
    Ints a, b;
    if constexpr (sizeof(T) == 4) {
        using Wide = typename Some<std::int64_t, lanes>::type;
        const Wide both = load_as<Wide>(pair);
        a = __builtin_convertvector(both, Ints);
        b = __builtin_convertvector(both >> 32, Ints);
        if constexpr (std::is_same_v<T, float>) {
            using Floats = typename Some<float, lanes>::type;
            low = __builtin_convertvector(little ? (Floats)a : (Floats)b, Reals);
            high = __builtin_convertvector(little ? (Floats)b : (Floats)a, Reals);
            return;
        }
    } else {
        constexpr int bits = 8 * static_cast<int>(sizeof(T)), left = 32 - bits;
        using Narrow = typename Some<Word<T>, lanes>::type;
        const Ints both = __builtin_convertvector(load_as<Narrow>(pair), Ints);
        if constexpr (std::is_same_v<T, Bool>) {
            a = -((both & 255) != 0);
            b = -((both >> 8) != 0);
        } else if constexpr (std::is_signed_v<T>) {
            a = (both << left) >> left;
            b = (both << (left - bits)) >> left;
        } else {
            constexpr int mask = (1 << bits) - 1;
            a = both & mask;
            b = (both >> bits) & mask;
        }
    }
    if constexpr (!little) std::swap(a, b);
    if constexpr (std::is_same_v<T, std::uint32_t>) {
        using Unsigned = typename Some<std::uint32_t, lanes>::type;
        low = __builtin_convertvector((Unsigned)a, Reals);
        high = __builtin_convertvector((Unsigned)b, Reals);
    } else {
        low = __builtin_convertvector(a, Reals);
        high = __builtin_convertvector(b, Reals);
    }
}

// Order 1 of types up to 32 bits: the pairs of a block are fetched first, then taken apart as vectors.
template <class T, int ndim>
void linear_of(const T* data, const index_t* stride, double* const* coordinate, const std::int32_t* at, index_t n, double* out) {
    constexpr int lines = 1 << (ndim - 1);
    alignas(64) Word<T> pair[lines][block_length];
    for (index_t start = 0; start < n; start += block_length) {
        const index_t m = std::min(block_length, (n - start + lanes - 1) / lanes * lanes);
        for (int l = 0; l < lines; ++l) {
            const index_t offset = ndim == 1 ? 0 : ndim == 2 ? l * stride[0] : (l >> 1) * stride[0] + (l & 1) * stride[1];
            const T* p = data + offset;
            for (index_t i = 0; i < m; ++i) {
                if (stride[ndim - 1] == 1) pair[l][i] = load_as<Word<T>>(p + at[start + i]);
                else {
                    const T both[2] = {p[at[start + i]], p[at[start + i] + stride[ndim - 1]]};
                    pair[l][i] = load_as<Word<T>>(both);
                }
            }
        }
        for (index_t i = 0; i < m; i += lanes) {
            Reals w[ndim][2];
            weights_of<ndim, 1>(coordinate, start + i, w);
            Reals sum{};
            int l = 0;
            each_line<ndim, 1>(stride, w, [&](index_t, const auto&... outer) {
                Reals low, high;
                apart<T>(pair[l++] + i, low, high);
                ((low *= outer), ...);
                ((high *= outer), ...);
                sum += low * w[ndim - 1][0];
                sum += high * w[ndim - 1][1];
            });
            std::memcpy(out + start + i, &sum, sizeof sum);
        }
    }
}

template <class T, int order, bool joined>
void evaluate_dims(const T* data, const index_t* stride, double* const* coordinate, const std::int32_t* at, int ndim,
                   index_t n, double* out) {
    if constexpr (order == 1 && sizeof(T) <= 4) {
        switch (ndim) {
            case 1: return linear_of<T, 1>(data, stride, coordinate, at, n, out);
            case 2: return linear_of<T, 2>(data, stride, coordinate, at, n, out);
            default: return linear_of<T, 3>(data, stride, coordinate, at, n, out);
        }
    } else {
        switch (ndim) {
            case 1: return evaluate_of<T, 1, order, joined>(data, stride, coordinate, at, n, out);
            case 2: return evaluate_of<T, 2, order, joined>(data, stride, coordinate, at, n, out);
            default: return evaluate_of<T, 3, order, joined>(data, stride, coordinate, at, n, out);
        }
    }
}

template <class T>
void evaluate(const void* data, const index_t* stride, double* const* coordinate, int ndim, int order, index_t n,
              double* out) {
    const T* p = static_cast<const T*>(data);
    fill_slack(coordinate, ndim, n);
    alignas(64) std::int32_t at[block_length + lanes];
    if (order % 2) first_samples<true>(stride, coordinate, ndim, order, n, at);
    else first_samples<false>(stride, coordinate, ndim, order, n, at);
    const auto of = [&](auto tag) {
        constexpr int o = decltype(tag)::value;
        if constexpr (std::is_same_v<T, double>) {
            if (stride[ndim - 1] == 1) return evaluate_dims<T, o, true>(p, stride, coordinate, at, ndim, n, out);
        }
        return evaluate_dims<T, o, false>(p, stride, coordinate, at, ndim, n, out);
    };
    if constexpr (std::is_same_v<T, double>) {
        switch (order) {
            case 2: return of(std::integral_constant<int, 2>{});
            case 3: return of(std::integral_constant<int, 3>{});
            case 4: return of(std::integral_constant<int, 4>{});
            case 5: return of(std::integral_constant<int, 5>{});
            default: break;
        }
    }
    if (order == 1) return of(std::integral_constant<int, 1>{});
    return evaluate_dims<T, 0, false>(p, stride, coordinate, at, ndim, n, out);
}

template <class T>
void nearest(const void* data, const index_t* stride, double* const* coordinate, int ndim, index_t n, void* out,
             index_t out_step) {
    const T* p = static_cast<const T*>(data);
    T* to = static_cast<T*>(out);
    fill_slack(coordinate, ndim, n);
    alignas(64) std::int32_t at[block_length + lanes];
    first_samples<false>(stride, coordinate, ndim, 0, n, at);
    const auto one = [&](index_t i) {
        T x = p[at[i]];
        if constexpr (std::is_floating_point_v<T>) x += T{0};  // a sum that starts from 0 has no negative zero
        else if constexpr (std::is_same_v<T, Bool>) x.byte = x.byte != 0;
        return x;
    };
    if (out_step == 1) for (index_t i = 0; i < n; ++i) to[i] = one(i);
    else for (index_t i = 0; i < n; ++i) to[i * out_step] = one(i);
}

index_t beyond(const double* const* coordinate, const Range* range, int ndim, index_t n, std::uint8_t* flag) {
    constexpr index_t most = 256;
    std::int64_t outside[most];  // as wide as the coordinates, so that one vector loop does it
    index_t count = 0;
    for (index_t start = 0; start < n; start += most) {
        const index_t m = std::min(most, n - start);
        for (int d = 0; d < ndim; ++d) {
            const double* c = coordinate[d] + start;
            const double lo = range[d].lo, hi = range[d].hi;
            if (d == 0) for (index_t i = 0; i < m; ++i) outside[i] = (c[i] >= lo) & (c[i] <= hi) ? 0 : 1;
            else for (index_t i = 0; i < m; ++i) outside[i] |= (c[i] >= lo) & (c[i] <= hi) ? 0 : 1;
        }
        std::int64_t here = 0;
        for (index_t i = 0; i < m; ++i) here += outside[i];
        count += here;
        if (here) for (index_t i = 0; i < m; ++i) flag[start + i] = static_cast<std::uint8_t>(outside[i]);
        else std::memset(flag + start, 0, static_cast<std::size_t>(m));
    }
    return count;
}

template <class... T>
InsideTable table(Tag<T>...) {
    return {{&evaluate<T>...}, {&nearest<T>...}, &beyond};
}

}  // namespace

template <>
const InsideTable& inside_table<isa::current>() {
    static const InsideTable t =
        table(Tag<Bool>{}, Tag<std::uint8_t>{}, Tag<std::int8_t>{}, Tag<std::uint16_t>{}, Tag<std::int16_t>{},
              Tag<std::uint32_t>{}, Tag<std::int32_t>{}, Tag<std::uint64_t>{}, Tag<std::int64_t>{}, Tag<float>{},
              Tag<double>{});
    return t;
}

}  // namespace scinova::ndimage
