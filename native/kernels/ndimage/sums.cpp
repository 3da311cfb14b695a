// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/sums.hpp"

#include <algorithm>

#include "kernels/ndimage/fold_rows.hpp"
#include "kernels/ndimage/quotient.hpp"

namespace scinova::ndimage {
namespace {

// Elements in float, sums in double: a quarter of the memory traffic of doubles along either axis.
// Named, as the compiler converts half a vector at a time.
struct Halves {
    using S = float;
    using A = double;
    using V = Vector<double>;
    static constexpr index_t L = vector_lanes<double>;
    static V load(const float* p) {
#if defined(__AVX512BW__)
        return (V)_mm512_maskz_cvtps_pd(0xff, _mm256_loadu_ps(p));
#elif defined(__AVX2__)
        return (V)_mm256_cvtps_pd(_mm_loadu_ps(p));
#else
        V v;
        for (int j = 0; j < L; ++j) v[j] = static_cast<double>(p[j]);
        return v;
#endif
    }
};
struct Narrow : Halves {
    static void store(float* p, V v) {
#if defined(__AVX512BW__)
        _mm256_storeu_ps(p, _mm512_maskz_cvtpd_ps(0xff, (__m512d)v));
#elif defined(__AVX2__)
        _mm_storeu_ps(p, _mm256_cvtpd_ps((__m256d)v));
#else
        for (int j = 0; j < L; ++j) p[j] = static_cast<float>(v[j]);
#endif
    }
};
struct Whole : Halves {
    static void store(float* p, V v) {
#if defined(__AVX512BW__)
        _mm256_storeu_ps(p, _mm256_cvtepi32_ps(_mm512_maskz_cvttpd_epi32(0xff, (__m512d)v)));
#elif defined(__AVX2__)
        _mm_storeu_ps(p, _mm_cvtepi32_ps(_mm256_cvttpd_epi32((__m256d)v)));
#else
        for (int j = 0; j < L; ++j) p[j] = static_cast<float>(static_cast<std::int32_t>(v[j]));
#endif
    }
};

// Bytes, sums of them in 16 bits.
template <class T>
struct Bytes {
    using S = T;
    using A = std::conditional_t<std::is_signed_v<T>, std::int16_t, std::uint16_t>;
    using V = Vector<A>;
    static constexpr index_t L = vector_lanes<A>;
    static V load(const T* p) {
#if defined(__AVX512BW__)
        const __m256i x = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(p));
        return (V)(std::is_signed_v<T> ? _mm512_cvtepi8_epi16(x) : _mm512_cvtepu8_epi16(x));
#elif defined(__AVX2__)
        const __m128i x = _mm_loadu_si128(reinterpret_cast<const __m128i*>(p));
        return (V)(std::is_signed_v<T> ? _mm256_cvtepi8_epi16(x) : _mm256_cvtepu8_epi16(x));
#else
        V v;
        for (int j = 0; j < L; ++j) v[j] = p[j];
        return v;
#endif
    }
    static void store(T* p, V v) {
#if defined(__AVX512BW__)
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(p), _mm512_cvtepi16_epi8((__m512i)v));
#elif defined(__AVX2__)
        const __m256i x = (__m256i)v, both = std::is_signed_v<T> ? _mm256_packs_epi16(x, x) : _mm256_packus_epi16(x, x);
        _mm_storeu_si128(reinterpret_cast<__m128i*>(p), _mm256_castsi256_si128(_mm256_permute4x64_epi64(both, 0x08)));
#else
        for (int j = 0; j < L; ++j) p[j] = static_cast<T>(v[j]);
#endif
    }
};

// sum + x w.
template <class P>
[[gnu::always_inline]] inline typename P::V added(typename P::V sum, typename P::V x, typename P::A w) {
#if defined(__FMA__)
    if constexpr (std::is_same_v<P, Narrow>) return fused(x, w - typename P::V{}, sum);
#endif
    return sum + x * w;
}

template <class P>
struct Weights {
    typename P::A w[longest_sum + 1];
    Weights(const Sum& sum, index_t count) {
        for (index_t k = 0; k < count; ++k) w[k] = static_cast<typename P::A>(sum.w[k]);
    }
};

// B output rows at once: the rows of a tap, or of either side of a pair, move on by one from each weight to the next,
// so that one of them is loaded and B - 1 are still there.
template <class P, bool odd, int B>
[[gnu::always_inline]] inline void paired_block(const typename P::A* w, index_t pairs, const typename P::S* const* row,
                                                typename P::S* const* out, index_t n) {
    using V = typename P::V;
    over_strips<P::L>(n, [&](index_t i) {
        V o[B], low[B], high[B];
#pragma GCC unroll 4
        for (int j = 0; j < B; ++j) {
            o[j] = P::load(row[pairs + j] + i) * w[0];
            low[j] = P::load(row[j] + i);
            high[j] = P::load(row[2 * pairs + j] + i);
        }
        // Tap c: row j of the lower side is in low[(j + c) % B], of the upper one in high[(j - c) % B].
        const auto step = [&](index_t k, auto phase) __attribute__((always_inline)) {
            constexpr int c = decltype(phase)::value;
#pragma GCC unroll 4
            for (int j = 0; j < B; ++j) {
                const V p = low[(j + c) % B], q = high[(j + B - c) % B];
                o[j] = added<P>(o[j], odd ? p - q : p + q, w[1 + k]);
            }
            // Of the last pair too, whose rows are there: a way out would have sums kept in memory for what follows it.
            low[c % B] = P::load(row[k + B] + i);
            high[(2 * B - 1 - c) % B] = P::load(row[2 * pairs - 1 - k] + i);
        };
        index_t k = 0;
        if constexpr (B == 4) {
            for (; k + 4 <= pairs; k += 4) {
                step(k, std::integral_constant<int, 0>{});
                step(k + 1, std::integral_constant<int, 1>{});
                step(k + 2, std::integral_constant<int, 2>{});
                step(k + 3, std::integral_constant<int, 3>{});
            }
            if (k < pairs) step(k++, std::integral_constant<int, 0>{});
            if (k < pairs) step(k++, std::integral_constant<int, 1>{});
            if (k < pairs) step(k++, std::integral_constant<int, 2>{});
        } else {
            for (; k < pairs; ++k) step(k, std::integral_constant<int, 0>{});
        }
#pragma GCC unroll 4
        for (int j = 0; j < B; ++j) P::store(out[j] + i, o[j]);
    });
}

// The same of few pairs: all rows are loaded first, each once.
template <class P, bool odd, int B, int pairs>
[[gnu::always_inline]] inline void few_pairs_block(const typename P::A* w, const typename P::S* const* row,
                                                   typename P::S* const* out, index_t n) {
    using V = typename P::V;
    over_strips<P::L>(n, [&](index_t i) {
        V x[2 * pairs + B];
#pragma GCC unroll 8
        for (int j = 0; j < 2 * pairs + B; ++j) x[j] = P::load(row[j] + i);
#pragma GCC unroll 4
        for (int j = 0; j < B; ++j) {
            V o = x[j + pairs] * w[0];
#pragma GCC unroll 2
            for (int k = 0; k < pairs; ++k) {
                const V p = x[j + k], q = x[j + 2 * pairs - k];
                o = added<P>(o, odd ? p - q : p + q, w[1 + k]);
            }
            P::store(out[j] + i, o);
        }
    });
}
template <class P, bool odd, int B>
inline void pairs_block(const typename P::A* w, index_t pairs, const typename P::S* const* row, typename P::S* const* out,
                        index_t n) {
    if (pairs == 1) few_pairs_block<P, odd, B, 1>(w, row, out, n);
    else if (pairs == 2) few_pairs_block<P, odd, B, 2>(w, row, out, n);
    else paired_block<P, odd, B>(w, pairs, row, out, n);
}

template <class P, int B>
[[gnu::always_inline]] inline void weighted_block(const typename P::A* w, index_t size, const typename P::S* const* row,
                                                  typename P::S* const* out, index_t n) {
    using V = typename P::V;
    over_strips<P::L>(n, [&](index_t i) {
        V o[B], x[B];
#pragma GCC unroll 4
        for (int j = 0; j < B; ++j) {
            o[j] = P::load(row[size - 1 + j] + i) * w[size - 1];
            x[j] = P::load(row[j] + i);
        }
        const auto step = [&](index_t k, auto phase) __attribute__((always_inline)) {
            constexpr int c = decltype(phase)::value;
#pragma GCC unroll 4
            for (int j = 0; j < B; ++j) o[j] = added<P>(o[j], x[(j + c) % B], w[k]);
            x[c % B] = P::load(row[k + B] + i);
        };
        index_t k = 0;
        if constexpr (B == 4) {
            for (; k + 4 < size; k += 4) {
                step(k, std::integral_constant<int, 0>{});
                step(k + 1, std::integral_constant<int, 1>{});
                step(k + 2, std::integral_constant<int, 2>{});
                step(k + 3, std::integral_constant<int, 3>{});
            }
            if (k + 1 < size) step(k++, std::integral_constant<int, 0>{});
            if (k + 1 < size) step(k++, std::integral_constant<int, 1>{});
            if (k + 1 < size) step(k++, std::integral_constant<int, 2>{});
        } else {
            for (; k + 1 < size; ++k) step(k, std::integral_constant<int, 0>{});
        }
#pragma GCC unroll 4
        for (int j = 0; j < B; ++j) P::store(out[j] + i, o[j]);
    });
}

// block(first output row, number of them) in fours, the last overlapping, or one by one.
template <class Block>
[[gnu::always_inline]] inline void in_fours(index_t count, Block block) {
    if (count < 4) {
        for (index_t j = 0; j < count; ++j) block(j, std::integral_constant<int, 1>{});
        return;
    }
    for (index_t j = 0; j < count; j += 4) block(j + 4 <= count ? j : count - 4, std::integral_constant<int, 4>{});
}

template <class P>
using QuotientOf = MeanOf<typename P::A>;

// Means of short windows of floating-point numbers, each summed in order, of four output rows.
template <class P, int size>
void ordered_mean(const typename P::S* const* row, typename P::S* const* out, index_t count, index_t n) {
    const Quotient mean(size);
    in_fours(count, [&](index_t at, auto b) __attribute__((always_inline)) {
        constexpr int B = decltype(b)::value;
        over_strips<P::L>(n, [&](index_t i) {
            typename P::V x[size + B - 1];
#pragma GCC unroll 16
            for (int k = 0; k < size + B - 1; ++k) x[k] = P::load(row[at + k] + i);
#pragma GCC unroll 4
            for (int j = 0; j < B; ++j) {
                typename P::V o = x[j];
#pragma GCC unroll 8
                for (int k = 1; k < size; ++k) o += x[j + k];
                P::store(out[at + j] + i, mean(o));
            }
        });
    });
}
template <class P>
void mean_along(index_t size, const typename P::S* const* row, typename P::S* const* out, index_t count, index_t n) {
    using V = typename P::V;
    const QuotientOf<P> mean(size);
    for (index_t j = 0; j < count; ++j) {
        if (size <= few_folds) {
            fold_along<P>(row[j], size, 1, out[j], n, [](V a, V b) { return a + b; }, mean);
            continue;
        }
        // Every element of the window in turn.
        over_strips<P::L>(n, [&](index_t i) {
            V t = P::load(row[j] + i);
            for (index_t k = 1; k < size; ++k) t += P::load(row[j] + i + k);
            P::store(out[j] + i, mean(t));
        });
    }
}
template <class P>
void mean_down(index_t size, const typename P::S* const* row, typename P::S* const* out, index_t count, index_t n) {
    using V = typename P::V;
    if constexpr (std::is_floating_point_v<typename P::A>) {
        switch (size) {
            case 2: return ordered_mean<P, 2>(row, out, count, n);
            case 3: return ordered_mean<P, 3>(row, out, count, n);
            case 4: return ordered_mean<P, 4>(row, out, count, n);
            case 5: return ordered_mean<P, 5>(row, out, count, n);
            case 6: return ordered_mean<P, 6>(row, out, count, n);
            case 7: return ordered_mean<P, 7>(row, out, count, n);
            default: break;
        }
    }
    const QuotientOf<P> mean(size);
    fold_down<P>(row, size, out, count, n, [](V a, V b) { return a + b; }, mean);
}

// A difference of two floats, rounded to double and then to float, is what it is rounded to float at once (S. Figueroa,
// "When is double rounding innocuous?", SIGNUM Newsletter 30, 1995): 53 >= 2 * 24 + 2.
bool is_difference(const Sum& sum) {
    return sum.kind == Sum::Kind::odd && sum.size == 3 && sum.w[0] == 0.0 && (sum.w[1] == 1.0 || sum.w[1] == -1.0);
}

template <class P>
void down(const Sum& sum, const typename P::S* const* row, typename P::S* const* out, index_t count, index_t n) {
    const index_t size = sum.size, pairs = size / 2;
    if (sum.kind == Sum::Kind::mean) return mean_down<P>(size, row, out, count, n);
    if (sum.kind == Sum::Kind::weighted) {
        const Weights<P> by(sum, size);
        return in_fours(count, [&](index_t j, auto b) __attribute__((always_inline)) {
            weighted_block<P, decltype(b)::value>(by.w, size, row + j, out + j, n);
        });
    }
    if constexpr (std::is_same_v<P, Narrow>) {
        if (is_difference(sum)) {
            const Weights<Plain<float>> by(sum, 2);
            return in_fours(count, [&](index_t j, auto b) __attribute__((always_inline)) {
                few_pairs_block<Plain<float>, true, decltype(b)::value, 1>(by.w, row + j, out + j, n);
            });
        }
    }
    if constexpr (std::is_floating_point_v<typename P::A>) {
        const Weights<P> by(sum, pairs + 1);
        in_fours(count, [&](index_t j, auto b) __attribute__((always_inline)) {
            if (sum.kind == Sum::Kind::odd) pairs_block<P, true, decltype(b)::value>(by.w, pairs, row + j, out + j, n);
            else pairs_block<P, false, decltype(b)::value>(by.w, pairs, row + j, out + j, n);
        });
    }
}

// Four by four elements, rows for columns.
template <class S>
[[gnu::always_inline]] inline void turn(const S* a, const S* b, const S* c, const S* d, S* p, S* q, S* r, S* s) {
    typedef S Four __attribute__((vector_size(4 * sizeof(S))));
    using I = std::conditional_t<sizeof(S) == 8, std::int64_t, std::int32_t>;
    typedef I Places __attribute__((vector_size(4 * sizeof(S))));
    Four x, y, z, w;
    std::memcpy(&x, a, sizeof x);
    std::memcpy(&y, b, sizeof y);
    std::memcpy(&z, c, sizeof z);
    std::memcpy(&w, d, sizeof w);
    const Four xy = __builtin_shuffle(x, y, Places{0, 4, 2, 6}), yx = __builtin_shuffle(x, y, Places{1, 5, 3, 7});
    const Four zw = __builtin_shuffle(z, w, Places{0, 4, 2, 6}), wz = __builtin_shuffle(z, w, Places{1, 5, 3, 7});
    const Four first = __builtin_shuffle(xy, zw, Places{0, 1, 4, 5}), second = __builtin_shuffle(yx, wz, Places{0, 1, 4, 5});
    const Four third = __builtin_shuffle(xy, zw, Places{2, 3, 6, 7}), fourth = __builtin_shuffle(yx, wz, Places{2, 3, 6, 7});
    std::memcpy(p, &first, sizeof first);
    std::memcpy(q, &second, sizeof second);
    std::memcpy(r, &third, sizeof third);
    std::memcpy(s, &fourth, sizeof fourth);
}

// Along rows that are turned, eight at a time and so many columns of them that they stay in the cache: every element of a
// window is then in its own vector, and sums go down. Windows of at least four elements.
template <class P>
void turned(const Sum& sum, const typename P::S* const* row, typename P::S* const* out, index_t count, index_t n) {
    using S = typename P::S;
    constexpr index_t eight = 8, piece = 64, most = piece + longest_sum + 8;
    alignas(64) S columns[most * eight], results[(piece + 4) * eight];
    const S* from[most];
    S* to[piece];
    for (index_t x = 0; x < most; ++x) from[x] = columns + x * eight;
    for (index_t x = 0; x < piece; ++x) to[x] = results + x * eight;
    for (index_t j = 0; j < count; j += eight) {
        const auto line = [&](index_t k) { return std::min(j + k, count - 1); };
        for (index_t x = 0; x < n; x += piece) {
            const index_t here = std::min(piece, n - x), all = here + sum.size - 1;
            for (index_t k = 0; k < eight; k += 4) {
                const S *a = row[line(k)] + x, *b = row[line(k + 1)] + x, *c = row[line(k + 2)] + x, *d = row[line(k + 3)] + x;
                for (index_t i = 0; i < all; i = i + 4 < all && i + 8 > all ? all - 4 : i + 4) {
                    S* p = columns + i * eight + k;
                    turn(a + i, b + i, c + i, d + i, p, p + eight, p + 2 * eight, p + 3 * eight);
                }
            }
            down<P>(sum, from, to, here, eight);
            for (index_t k = 0; k < eight; k += 4) {
                S *a = out[line(k)] + x, *b = out[line(k + 1)] + x, *c = out[line(k + 2)] + x, *d = out[line(k + 3)] + x;
                const S* p = results + k;
                index_t i = 0;
                for (; i + 4 <= here; i += 4, p += 4 * eight)
                    turn(p, p + eight, p + 2 * eight, p + 3 * eight, a + i, b + i, c + i, d + i);
                for (; i < here; ++i, p += eight) a[i] = p[0], b[i] = p[1], c[i] = p[2], d[i] = p[3];
            }
        }
    }
}

template <class P, bool odd, int pairs>
[[gnu::always_inline]] inline void paired_along(const typename P::A* w, const typename P::S* p, typename P::S* out, index_t n) {
    using V = typename P::V;
    over_strips<P::L>(n, [&](index_t i) {
        V o = P::load(p + i + pairs) * w[0];
#pragma GCC unroll 4
        for (int k = 0; k < pairs; ++k) {
            const V a = P::load(p + i + k), b = P::load(p + i + 2 * pairs - k);
            o = added<P>(o, odd ? a - b : a + b, w[1 + k]);
        }
        P::store(out + i, o);
    });
}

// w p[i + 1] + by (p[i] - p[i + 2]), what is loaded once and shifted in registers: half of all loads from places that are
// not multiples of a vector reach into a second cache line.
void difference_along(float w, float by, const float* p, float* out, index_t n) {
    using V = Vector<float>;
    constexpr int L = vector_lanes<float>;
    using I = Vector<std::int32_t>;
    const auto sum = [&](V a, V b, V c) { return b * w + (a - c) * by; };
    index_t i = 0;
    if (n >= L) {
        I one, two;
        for (int k = 0; k < L; ++k) one[k] = k + 1, two[k] = k + 2;
        V a = load_vector(p);
        for (; i + 2 * L <= n; i += L) {
            const V next = load_vector(p + i + L);
            store_vector(out + i, sum(a, __builtin_shuffle(a, next, one), __builtin_shuffle(a, next, two)));
            a = next;
        }
    }
    if (i < n) over_strips<L>(n - i, [&](index_t j) {
        const float* q = p + i + j;
        store_vector(out + i + j, sum(load_vector(q), load_vector(q + 1), load_vector(q + 2)));
    });
}

// Integers: sums in any order, so weights of zero are passed over.
template <class P>
void weighted_along(const typename P::A* w, index_t size, const typename P::S* p, typename P::S* out, index_t n) {
    using V = typename P::V;
    index_t place[longest_sum], count = 0;
    typename P::A by[longest_sum];
    for (index_t k = 0; k < size; ++k) {
        const index_t at = (size - 1 + k) % size;
        if (std::is_integral_v<typename P::A> && w[at] == 0) continue;
        place[count] = at;
        by[count++] = w[at];
    }
    if (count == 0) place[count] = 0, by[count++] = 0;
    over_strips<2 * P::L>(n, [&](index_t i) {
        V a = P::load(p + i + place[0]) * by[0], b = P::load(p + i + place[0] + P::L) * by[0];
        for (index_t k = 1; k < count; ++k) {
            a = added<P>(a, P::load(p + i + place[k]), by[k]);
            b = added<P>(b, P::load(p + i + place[k] + P::L), by[k]);
        }
        P::store(out + i, a);
        P::store(out + i + P::L, b);
    });
}

template <class P>
void along(const Sum& sum, const typename P::S* const* row, typename P::S* const* out, index_t count, index_t n) {
    constexpr bool real = std::is_floating_point_v<typename P::A>;
    const index_t size = sum.size, pairs = size / 2;
    if (sum.kind == Sum::Kind::mean && (sizeof(typename P::S) < 4 || size <= (real ? 5 : few_folds)))
        return mean_along<P>(size, row, out, count, n);
    if (sum.kind == Sum::Kind::weighted && (!real || size <= 5)) {
        const Weights<P> by(sum, size);
        for (index_t j = 0; j < count; ++j) weighted_along<P>(by.w, size, row[j], out[j], n);
        return;
    }
    if constexpr (std::is_same_v<P, Narrow>) {
        if (is_difference(sum)) {
            const Weights<Plain<float>> by(sum, 2);
            for (index_t j = 0; j < count; ++j) difference_along(by.w[0], by.w[1], row[j], out[j], n);
            return;
        }
    }
    if constexpr (real) {
        if (pairs <= 2 && (sum.kind == Sum::Kind::even || sum.kind == Sum::Kind::odd)) {
            const Weights<P> by(sum, pairs + 1);
            const bool odd = sum.kind == Sum::Kind::odd;
            for (index_t j = 0; j < count; ++j) {
                if (pairs == 0) paired_along<P, false, 0>(by.w, row[j], out[j], n);
                else if (pairs == 1) odd ? paired_along<P, true, 1>(by.w, row[j], out[j], n) : paired_along<P, false, 1>(by.w, row[j], out[j], n);
                else odd ? paired_along<P, true, 2>(by.w, row[j], out[j], n) : paired_along<P, false, 2>(by.w, row[j], out[j], n);
            }
            return;
        }
    }
    if constexpr (sizeof(typename P::S) >= 4) turned<P>(sum, row, out, count, n);
}

// x - x is zero, or NaN where x is not finite.
bool finite(const float* x, index_t n) {
    constexpr index_t L = vector_lanes<float>;
    Vector<float> a{}, b{};
    index_t i = 0;
    for (; i + 2 * L <= n; i += 2 * L) {
        const Vector<float> p = load_vector(x + i), q = load_vector(x + i + L);
        a += p - p;
        b += q - q;
    }
    a += b;
    float total = 0.0f;
    for (int j = 0; j < L; ++j) total += a[j];
    for (; i < n; ++i) total += x[i] - x[i];
    return total == 0.0f;
}

template <class P>
constexpr SumLoops<typename P::S> loops() {
    return {&down<P>, &along<P>};
}
template <class P>
constexpr SumLoops<typename P::S> loops_of_means() {
    using S = typename P::S;
    return {[](const Sum& sum, const S* const* row, S* const* out, index_t count, index_t n) {
                mean_down<P>(sum.size, row, out, count, n);
            },
            [](const Sum& sum, const S* const* row, S* const* out, index_t count, index_t n) {
                mean_along<P>(sum.size, row, out, count, n);
            }};
}

}  // namespace

template <>
const SumTable& sum_table<isa::current>() {
    static const SumTable t{loops<Plain<double>>(), loops<Narrow>(), loops<Whole>(), loops<Plain<std::int16_t>>(),
                            loops<Plain<std::int32_t>>(), loops_of_means<Bytes<std::uint8_t>>(),
                            loops_of_means<Bytes<std::int8_t>>(), &finite};
    return t;
}

}  // namespace scinova::ndimage
