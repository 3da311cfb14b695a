// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/multilinear.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "kernels/ndimage/vector.hpp"

namespace scinova::ndimage {
namespace {

template <class T>
[[gnu::always_inline]] inline auto number(T x) {
    if constexpr (std::is_same_v<T, Bool>) return static_cast<std::int32_t>(x.byte != 0);
    else if constexpr (sizeof(T) < 4) return static_cast<std::int32_t>(x);
    else return x;
}

// Whether this level can pick the elements of a vector out of a window.
#if defined(__AVX512BW__) || defined(__AVX2__)
constexpr bool picks = true;
#else
constexpr bool picks = false;
#endif

template <class W>
using LaneIndex = std::conditional_t<sizeof(W) == 4, std::int32_t, std::int64_t>;
template <class W>
using Lanes = Vector<LaneIndex<W>>;

template <class W>
[[gnu::always_inline]] inline Lanes<W> lanes_at([[maybe_unused]] const std::int8_t* p) {
#if defined(__AVX512BW__)
    if constexpr (sizeof(W) == 4) return (Lanes<W>)_mm512_cvtepi8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(p)));
    else return (Lanes<W>)_mm512_cvtepi8_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(p)));
#elif defined(__AVX2__)
    if constexpr (sizeof(W) == 4) return (Lanes<W>)_mm256_cvtepi8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(p)));
    std::int32_t four;
    std::memcpy(&four, p, sizeof four);
    // Doubles are moved as two halves, for want of an instruction.
    const __m256i lane = _mm256_slli_epi64(_mm256_cvtepi8_epi64(_mm_cvtsi32_si128(four)), 1);
    return (Lanes<W>)_mm256_or_si256(lane, _mm256_slli_epi64(_mm256_add_epi64(lane, _mm256_set1_epi64x(1)), 32));
#else
    return Lanes<W>{};
#endif
}

template <class W>
[[gnu::always_inline]] inline Lanes<W> next(Lanes<W> lane) {
    if constexpr (sizeof(W) == 8 && vector_bytes == 32) return lane + (LaneIndex<W>{2} | LaneIndex<W>{2} << 32);
    else return lane + 1;
}

// a b + c, rounded once where the processor does that.
template <class V>
[[gnu::always_inline]] inline V sum_of(V a, V b, V c) {
#if defined(__AVX512BW__)
    if constexpr (sizeof(a[0]) == 4) return (V)_mm512_fmadd_ps((__m512)a, (__m512)b, (__m512)c);
    else return (V)_mm512_fmadd_pd((__m512d)a, (__m512d)b, (__m512d)c);
#elif defined(__FMA__) && defined(__AVX2__)
    if constexpr (sizeof(a[0]) == 4) return (V)_mm256_fmadd_ps((__m256)a, (__m256)b, (__m256)c);
    else return (V)_mm256_fmadd_pd((__m256d)a, (__m256d)b, (__m256d)c);
#else
    return a * b + c;
#endif
}

// Element lane[j] of the vectors a, b, and of a alone.
template <class W>
[[gnu::always_inline]] inline Vector<W> pick([[maybe_unused]] Vector<W> a, [[maybe_unused]] Vector<W> b,
                                             [[maybe_unused]] Lanes<W> lane) {
#if defined(__AVX512BW__)
    if constexpr (sizeof(W) == 4) return (Vector<W>)_mm512_permutex2var_ps((__m512)a, (__m512i)lane, (__m512)b);
    else return (Vector<W>)_mm512_permutex2var_pd((__m512d)a, (__m512i)lane, (__m512d)b);
#elif defined(__AVX2__)
    const __m256 low = _mm256_permutevar8x32_ps((__m256)a, (__m256i)lane);
    const __m256 high = _mm256_permutevar8x32_ps((__m256)b, (__m256i)lane);
    // The bit that tells the vectors apart is moved to the sign.
    if constexpr (sizeof(W) == 4) return (Vector<W>)_mm256_blendv_ps(low, high, (__m256)_mm256_slli_epi32((__m256i)lane, 28));
    else return (Vector<W>)_mm256_blendv_pd((__m256d)low, (__m256d)high, (__m256d)_mm256_slli_epi64((__m256i)lane, 28));
#else
    return a;
#endif
}
template <class W>
[[gnu::always_inline]] inline Vector<W> pick(Vector<W> a, [[maybe_unused]] Lanes<W> lane) {
#if defined(__AVX512BW__)
    if constexpr (sizeof(W) == 4) return (Vector<W>)_mm512_permutexvar_ps((__m512i)lane, (__m512)a);
    else return (Vector<W>)_mm512_permutexvar_pd((__m512i)lane, (__m512d)a);
#elif defined(__AVX2__)
    return (Vector<W>)_mm256_permutevar8x32_ps((__m256)a, (__m256i)lane);
#else
    return a;
#endif
}

template <class W>
void plan(Spread<W>& s) {
    constexpr int lanes = vector_lanes<W>;
    for (index_t i = s.n; i < s.n + spread_slack; ++i)
        for (int k = 0; k < 2; ++k) s.at[k][i] = s.at[k][s.n - 1];
    s.span = Spread<W>::tight;
    for (index_t v = 0; v * lanes < s.n; ++v) {
        const std::int32_t *low = s.at[0] + v * lanes, *high = s.at[1] + v * lanes;
        std::int32_t least = low[0], most = low[0], apart = 0;
        for (int j = 0; j < lanes; ++j) {
            least = low[j] < least ? low[j] : least;
            most = low[j] > most ? low[j] : most;
            apart |= high[j] - low[j] - 1;
        }
        const bool together = picks && apart == 0 && most - least < 2 * lanes;
        s.window[v] = together ? least : -1;
        const auto span = most - least + 1 < lanes ? Spread<W>::tight : most - least < lanes ? Spread<W>::narrow : Spread<W>::wide;
        if (together && span > s.span) s.span = span;
        for (int j = 0; j < lanes; ++j) s.lane[v * lanes + j] = static_cast<std::int8_t>(low[j] - least);
    }
}

// The two samples of each element of vector v, on lines `pitch` apart.
template <int lines, int span, class W>
[[gnu::always_inline]] inline void samples(const W* line, index_t pitch, const Spread<W>& s, index_t v, Vector<W>* low,
                                           Vector<W>* high) {
    constexpr int lanes = vector_lanes<W>;
    const std::int32_t window = s.window[v];
    if (window < 0) {
        W each[2][lanes];  // elements set in the vectors themselves would keep those in memory in all cases
        for (int l = 0; l < lines; ++l) {
            for (int k = 0; k < 2; ++k)
                for (int j = 0; j < lanes; ++j) each[k][j] = line[l * pitch + s.at[k][v * lanes + j]];
            low[l] = load_vector(each[0]);
            high[l] = load_vector(each[1]);
        }
        return;
    }
    const auto lane = lanes_at<W>(s.lane + v * lanes);
    for (int l = 0; l < lines; ++l) {
        const W* p = line + l * pitch + window;
        if constexpr (span == Spread<W>::tight) {
            const auto a = load_vector(p);
            low[l] = pick<W>(a, lane);
            high[l] = pick<W>(a, next<W>(lane));
        } else if constexpr (span == Spread<W>::narrow) {
            low[l] = pick<W>(load_vector(p), lane);
            high[l] = pick<W>(load_vector(p + 1), lane);
        } else {
            low[l] = pick<W>(load_vector(p), load_vector(p + lanes), lane);
            high[l] = pick<W>(load_vector(p + 1), load_vector(p + lanes + 1), lane);
        }
    }
}

// each(i, lower samples, upper samples, weights of the lower ones, count) for every vector of elements.
template <int lines, class W, class Each>
[[gnu::always_inline]] inline void pairs(const W* line, index_t pitch, const Spread<W>& spread, Each each) {
    constexpr int lanes = vector_lanes<W>;
    const Spread<W> s = spread;
    const auto all = [&](auto span) {
        Vector<W> low[lines]{}, high[lines]{};
        index_t i = 0;
        for (; i + lanes <= s.n; i += lanes) {
            samples<lines, decltype(span)::value>(line, pitch, s, i / lanes, low, high);
            each(i, low, high, load_vector(s.weight + i), index_t{lanes});
        }
        if (i < s.n) {
            samples<lines, decltype(span)::value>(line, pitch, s, i / lanes, low, high);
            each(i, low, high, load_vector(s.weight + i), s.n - i);
        }
    };
    switch (s.span) {
        case Spread<W>::tight: return all(std::integral_constant<int, Spread<W>::tight>{});
        case Spread<W>::narrow: return all(std::integral_constant<int, Spread<W>::narrow>{});
        default: return all(std::integral_constant<int, Spread<W>::wide>{});
    }
}

// each(i, values, count) for every vector of elements of one line.
template <class W, class Each>
[[gnu::always_inline]] inline void vectors(const W* line, const Spread<W>& spread, Each each) {
    pairs<1>(line, 0, spread, [&](index_t i, const Vector<W>* low, const Vector<W>* high, Vector<W> w, index_t n) {
        each(i, sum_of<Vector<W>>(*high, W{1} - w, *low * w), n);
    });
}

template <class T, class X>
[[gnu::always_inline]] inline void put(T* to, const X& x, index_t count) {
    if (count * sizeof(T) == sizeof x) std::memcpy(to, &x, sizeof x);
    else std::memcpy(to, &x, static_cast<std::size_t>(count) * sizeof(T));
}

template <class W, class T>
void reals(const W* line, const Spread<W>& s, void* out) {
    T* to = static_cast<T*>(out);
    typedef T Some __attribute__((vector_size(sizeof(T) * vector_lanes<W>)));
    vectors(line, s, [&](index_t i, Vector<W> x, index_t n) {
        put(to + i, __builtin_convertvector(x, Some), n);
    });
}

// Where the elements of two vectors differ, as bits.
template <class I>
[[gnu::always_inline]] inline unsigned differ(const I& a, const I& b) {
#if defined(__AVX512BW__)
    if constexpr (sizeof(I) == 64 && sizeof(a[0]) == 4) return _mm512_cmpneq_epi32_mask((__m512i)a, (__m512i)b);
    if constexpr (sizeof(I) == 64 && sizeof(a[0]) == 8) return _mm512_cmpneq_epi64_mask((__m512i)a, (__m512i)b);
#elif defined(__AVX2__)
    if constexpr (sizeof(I) == 32 && sizeof(a[0]) == 4) return static_cast<unsigned>(_mm256_movemask_ps((__m256)(a != b)));
    if constexpr (sizeof(I) == 32 && sizeof(a[0]) == 8) return static_cast<unsigned>(_mm256_movemask_pd((__m256d)(a != b)));
#endif
    unsigned bits = 0;
    for (unsigned j = 0; j < sizeof(I) / sizeof(a[0]); ++j) bits |= static_cast<unsigned>(a[j] != b[j]) << j;
    return bits;
}

// Appends i + the places of the bits.
[[gnu::always_inline]] inline index_t put_down(unsigned bits, index_t i, std::int32_t* to, index_t count) {
#if defined(__AVX512BW__)
    const __m512i at = _mm512_add_epi32(_mm512_set1_epi32(static_cast<int>(i)),
                                        _mm512_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15));
    _mm512_storeu_si512(to + count, _mm512_maskz_compress_epi32(static_cast<__mmask16>(bits), at));
    return count + __builtin_popcount(bits);
#else
    for (; bits; bits &= bits - 1) to[count++] = static_cast<std::int32_t>(i + __builtin_ctz(bits));
    return count;
#endif
}

template <class W, class T>
index_t integers(const W* line, const Spread<W>& s, double doubt, void* out, std::int32_t* doubtful) {
    T* to = static_cast<T*>(out);
    // Truncation is rounding down of what is not negative.
    constexpr auto least = static_cast<W>(std::numeric_limits<T>::min());
    const W below = static_cast<W>(0.5 - doubt) - least, above = static_cast<W>(0.5 + doubt) - least;
    typedef LaneIndex<W> Wide __attribute__((vector_size(vector_bytes)));
    typedef T Some __attribute__((vector_size(sizeof(T) * vector_lanes<W>)));
    index_t count = 0;
    vectors(line, s, [&](index_t i, Vector<W> x, index_t n) {
        const Wide a = __builtin_convertvector(x + below, Wide), b = __builtin_convertvector(x + above, Wide);
        put(to + i, __builtin_convertvector(a + static_cast<LaneIndex<W>>(std::numeric_limits<T>::min()), Some), n);
        const unsigned bits = differ(a, b) & ((1u << n) - 1);
        if (bits) count = put_down(bits, i, doubtful, count);
    });
    return count;
}

template <class T, class W>
void combine(const Around& around, index_t n, W* __restrict to) {
    const index_t step = around.step;
    W factor[2];
    const T* from[2];
    bool first = true;
    for (index_t l = 0; l < around.count;) {
        int pair = 0;
        for (; l < around.count && pair < 2; ++l) {
            double w = 1.0;
            for (int d = 0; d < around.outer; ++d) w *= around.weight[l * around.outer + d];
            if (around.line[l]) {
                factor[pair] = static_cast<W>(w);
                from[pair++] = static_cast<const T*>(around.line[l]);
                continue;
            }
            const auto constant = static_cast<W>(around.constant * w);
            if (first) for (index_t i = 0; i < n; ++i) to[i] = constant;
            else for (index_t i = 0; i < n; ++i) to[i] += constant;
            first = false;
        }
        const auto both = [&](auto fresh, auto stride, auto two) {
            const T *a = from[0], *b = from[1];
            const W u = factor[0], v = factor[1];
            for (index_t i = 0; i < n; ++i) {
                const index_t o = stride == 1 ? i : i * step;
                W x = static_cast<W>(number(a[o])) * u;
                if constexpr (two) x += static_cast<W>(number(b[o])) * v;
                // A sum that starts from 0 has no negative zero, nor has then one of its products with weights.
                if constexpr (!fresh) to[i] += x;
                else if constexpr (std::is_floating_point_v<T>) to[i] = x + W{0};
                else to[i] = x;
            }
        };
        using Yes = std::true_type;
        using No = std::false_type;
        using One = std::integral_constant<int, 1>;
        using Any = std::integral_constant<int, 0>;
        if (pair == 2) {
            if (first) step == 1 ? both(Yes{}, One{}, Yes{}) : both(Yes{}, Any{}, Yes{});
            else step == 1 ? both(No{}, One{}, Yes{}) : both(No{}, Any{}, Yes{});
        } else if (pair == 1) {
            if (first) both(Yes{}, Any{}, No{});
            else both(No{}, Any{}, No{});
        }
        first &= pair == 0;
    }
}

// One element as evaluate.hpp sums it up.
template <class T>
double exact_at(const Around& around, const std::int64_t* const* at, const double* const* w, index_t x) {
    double total = 0.0;
    for (index_t l = 0; l < around.count; ++l) {
        const T* line = static_cast<const T*>(around.line[l]);
        for (int k = 0; k < 2; ++k) {
            const std::int64_t i = at[k][x];
            double term = line && i >= 0 ? static_cast<double>(number(line[i * around.step])) : around.constant;
            for (int d = 0; d < around.outer; ++d) term *= around.weight[l * around.outer + d];
            total += term * w[k][x];
        }
    }
    return total;
}

template <class T>
void exact(const Around& around, const std::int64_t* const* at, const double* const* w, const std::int32_t* which,
           index_t count, double* value) {
    for (index_t k = 0; k < count; ++k) value[k] = exact_at<T>(around, at, w, which[k]);
}

template <class T>
void weighted(const Around& around, index_t l, index_t n, double* __restrict to) {
    const double* w = around.weight + l * around.outer;
    const T* line = static_cast<const T*>(around.line[l]);
    const auto fill = [&](auto value) {
        if (around.outer == 1) for (index_t i = 0; i < n; ++i) to[i] = value(i) * w[0];
        else for (index_t i = 0; i < n; ++i) to[i] = value(i);
        for (int d = 0; d < around.outer && around.outer > 1; ++d)
            for (index_t i = 0; i < n; ++i) to[i] *= w[d];
    };
    if (!line) fill([&](index_t) { return around.constant; });
    else if (around.step == 1) fill([&](index_t i) { return static_cast<double>(number(line[i])); });
    else fill([&](index_t i) { return static_cast<double>(number(line[i * around.step])); });
}

template <class T, int lines>
void rounded_of(const double* line, index_t pitch, const Spread<double>& s, void* out) {
    using I = std::conditional_t<sizeof(T) < 4, std::int32_t, std::int64_t>;
    typedef I Wide __attribute__((vector_size(sizeof(I) * vector_lanes<double>)));
    typedef T Some __attribute__((vector_size(sizeof(T) * vector_lanes<double>)));
    using V = Vector<double>;
    T* to = static_cast<T*>(out);
    pairs<lines>(line, pitch, s, [&](index_t i, const V* low, const V* high, V w, index_t n) {
        const V rest = 1.0 - w;
        V x = low[0] * w + high[0] * rest;
        for (int l = 1; l < lines; ++l) {
            x += low[l] * w;
            x += high[l] * rest;
        }
        V r = x + 0.5;
        if constexpr (std::is_signed_v<T>) r = x > 0.0 ? r : x - 0.5;
        put(to + i, __builtin_convertvector(__builtin_convertvector(r, Wide), Some), n);
    });
}
template <class T>
void rounded(const double* line, index_t lines, index_t pitch, const Spread<double>& s, void* out) {
    if (lines == 1) rounded_of<T, 1>(line, pitch, s, out);
    else if (lines == 2) rounded_of<T, 2>(line, pitch, s, out);
    else rounded_of<T, 4>(line, pitch, s, out);
}

template <class T, int count>
void sum_of_lines(const double* const* row, const double* weight, index_t lines, index_t n, void* out) {
    T* to = static_cast<T*>(out);
    using V = Vector<double>;
    constexpr int lanes = vector_lanes<double>;
    typedef T Some __attribute__((vector_size(sizeof(T) * lanes)));
    const double* from[count ? count : 1];
    V factor[count ? count : 1];
    for (int l = 0; l < count; ++l) {
        from[l] = row[l];
        factor[l] = V{} + weight[l];
    }
    const auto at = [&](index_t i) {
        V x{};
        if constexpr (count > 0) for (int l = 0; l < count; ++l) x = sum_of<V>(load_vector(from[l] + i), factor[l], x);
        else for (index_t l = 0; l < lines; ++l) x = sum_of<V>(load_vector(row[l] + i), V{} + weight[l], x);
        return __builtin_convertvector(x, Some);
    };
    index_t i = 0;
    for (; i + 2 * lanes <= n; i += 2 * lanes) {
        const Some a = at(i), b = at(i + lanes);
        std::memcpy(to + i, &a, sizeof a);
        std::memcpy(to + i + lanes, &b, sizeof b);
    }
    for (; i < n; i += lanes) {
        const Some a = at(i);
        put(to + i, a, std::min<index_t>(n - i, lanes));
    }
}
template <class T>
void sum(const double* const* row, const double* weight, index_t lines, index_t n, void* out) {
    switch (lines) {
        case 2: return sum_of_lines<T, 2>(row, weight, lines, n, out);
        case 4: return sum_of_lines<T, 4>(row, weight, lines, n, out);
        default: return sum_of_lines<T, 0>(row, weight, lines, n, out);
    }
}
template <class T>
constexpr auto sum_as() {
    if constexpr (std::is_floating_point_v<T>) return &sum<T>;
    else return static_cast<void (*)(const double* const*, const double*, index_t, index_t, void*)>(nullptr);
}

template <class W, class T>
constexpr auto reals_of() {
    if constexpr (std::is_floating_point_v<T>) return &reals<W, T>;
    else return static_cast<void (*)(const W*, const Spread<W>&, void*)>(nullptr);
}
template <class W, class T>
constexpr auto integers_of() {
    // float32 holds the integers of 24 bits, but leaves room for an error bound in those of 8 bits alone.
    constexpr bool some = std::is_integral_v<T> && (sizeof(W) == 8 ? sizeof(T) <= 4 : sizeof(T) == 1);
    if constexpr (some) return &integers<W, T>;
    else return static_cast<index_t (*)(const W*, const Spread<W>&, double, void*, std::int32_t*)>(nullptr);
}

template <class T>
constexpr auto rounded_as() {
    if constexpr (std::is_integral_v<T> && sizeof(T) <= 4) return &rounded<T>;
    else return static_cast<void (*)(const double*, index_t, index_t, const Spread<double>&, void*)>(nullptr);
}

template <class W, class... T>
SpreadTable<W> spread_table(Tag<T>...) {
    return {&plan<W>, {&combine<T, W>...}, {reals_of<W, T>()...}, {integers_of<W, T>()...}};
}
template <class... T>
MultilinearTable table(Tag<T>... t) {
    return {spread_table<float>(t...), spread_table<double>(t...), {&exact<T>...}, {&weighted<T>...}, {rounded_as<T>()...},
            {sum_as<T>()...}};
}

}  // namespace

template <>
const MultilinearTable& multilinear_table<isa::current>() {
    static const MultilinearTable t =
        table(Tag<Bool>{}, Tag<std::uint8_t>{}, Tag<std::int8_t>{}, Tag<std::uint16_t>{}, Tag<std::int16_t>{},
              Tag<std::uint32_t>{}, Tag<std::int32_t>{}, Tag<std::uint64_t>{}, Tag<std::int64_t>{}, Tag<float>{},
              Tag<double>{});
    return t;
}

}  // namespace scinova::ndimage
