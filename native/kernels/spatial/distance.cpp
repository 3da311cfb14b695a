// SPDX-License-Identifier: BSD-3-Clause
// Compiled once per processor level; everything is in the unnamed namespace (see common/simd.hpp).
//
// A sum runs in eight interleaved parts, which vectorise and lose less to rounding than one running sum. Metrics on
// booleans work on rows packed 64 to a word, except with weights.
#include "kernels/spatial/distance.hpp"

#include <bit>
#include <cmath>
#include <limits>
#include <vector>

#include "common/parallel.hpp"

namespace scinova::spatial {
namespace {

constexpr index_t lanes = 8;

template <class Term>
inline double total(index_t n, Term term) {
    if (n < lanes) {
        double sum = 0.0;
        for (index_t k = 0; k < n; ++k) sum += term(k);
        return sum;
    }
    double part[lanes] = {};
    index_t k = 0;
    for (; k + lanes <= n; k += lanes)
        for (index_t l = 0; l < lanes; ++l) part[l] += term(k + l);
    for (; k < n; ++k) part[k % lanes] += term(k);
    return ((part[0] + part[4]) + (part[2] + part[6])) + ((part[1] + part[5]) + (part[3] + part[7]));
}

struct Braycurtis {
    template <class W>
    static double of(const double* u, const double* v, const Rows& r, W w, index_t, index_t) {
        return total(r.n, [&](index_t k) { return w(k) * std::fabs(u[k] - v[k]); }) /
               total(r.n, [&](index_t k) { return w(k) * std::fabs(u[k] + v[k]); });
    }
};
struct Canberra {
    template <class W>
    static double of(const double* u, const double* v, const Rows& r, W w, index_t, index_t) {
        return total(r.n, [&](index_t k) {
            const double below = std::fabs(u[k]) + std::fabs(v[k]);
            return below == 0.0 ? 0.0 : w(k) * std::fabs(u[k] - v[k]) / below;
        });
    }
};
struct Chebyshev {
    template <class W>
    static double of(const double* u, const double* v, const Rows& r, W w, index_t, index_t) {
        if (r.n < lanes) {
            double best = 0.0, wrong = 0.0;
            for (index_t k = 0; k < r.n; ++k) {
                const double d = w(k) > 0.0 ? std::fabs(u[k] - v[k]) : 0.0;
                wrong = d == d ? wrong : 1.0;
                best = d > best ? d : best;
            }
            return wrong > 0.0 ? std::numeric_limits<double>::quiet_NaN() : best;
        }
        double top[lanes] = {};
        double nan[lanes] = {};  // one where a difference was NaN
        const auto take = [&](index_t k, index_t l) {
            const double d = w(k) > 0.0 ? std::fabs(u[k] - v[k]) : 0.0;
            nan[l] = d == d ? nan[l] : 1.0;
            top[l] = d > top[l] ? d : top[l];
        };
        index_t k = 0;
        for (; k + lanes <= r.n; k += lanes)
            for (index_t l = 0; l < lanes; ++l) take(k + l, l);
        for (; k < r.n; ++k) take(k, 0);
        double wrong = 0.0;
        for (index_t l = 0; l < lanes; ++l) wrong += nan[l];
        if (wrong > 0.0) return std::numeric_limits<double>::quiet_NaN();
        for (index_t l = 1; l < lanes; ++l) top[0] = top[l] > top[0] ? top[l] : top[0];
        return top[0];
    }
};
struct Cityblock {
    template <class W>
    static double of(const double* u, const double* v, const Rows& r, W w, index_t, index_t) {
        return total(r.n, [&](index_t k) { return w(k) * std::fabs(u[k] - v[k]); });
    }
};
struct Cosine {
    template <class W>
    static double of(const double* u, const double* v, const Rows& r, W w, index_t i, index_t j) {
        const double dot = total(r.n, [&](index_t k) { return w(k) * u[k] * v[k]; });
        const double d = 1.0 - dot * r.norm_a[i] * r.norm_b[j];
        return d < 0.0 ? 0.0 : d > 2.0 ? 2.0 : d;
    }
};
struct Sqeuclidean {
    template <class W>
    static double of(const double* u, const double* v, const Rows& r, W w, index_t, index_t) {
        return total(r.n, [&](index_t k) {
            const double d = u[k] - v[k];
            return w(k) * (d * d);
        });
    }
};
struct Euclidean {
    template <class W>
    static double of(const double* u, const double* v, const Rows& r, W w, index_t i, index_t j) {
        return std::sqrt(Sqeuclidean::of(u, v, r, w, i, j));
    }
};
struct Hamming {
    template <class W>
    static double of(const double* u, const double* v, const Rows& r, W w, index_t, index_t) {
        return total(r.n, [&](index_t k) { return u[k] != v[k] ? w(k) : 0.0; }) / r.weight_sum;
    }
};
struct Jaccard {
    template <class W>
    static double of(const double* u, const double* v, const Rows& r, W w, index_t, index_t) {
        const double any = total(r.n, [&](index_t k) { return u[k] != 0.0 || v[k] != 0.0 ? w(k) : 0.0; });
        const double unlike =
            total(r.n, [&](index_t k) { return (u[k] != 0.0 || v[k] != 0.0) && u[k] != v[k] ? w(k) : 0.0; });
        return any == 0.0 ? 0.0 : unlike / any;
    }
};
struct Jensenshannon {
    template <class W>
    static double of(const double* u, const double* v, const Rows& r, W, index_t, index_t) {
        const double su = total(r.n, [&](index_t k) { return u[k]; });
        const double sv = total(r.n, [&](index_t k) { return v[k]; });
        const auto gain = [](double x, double m) {
            return x > 0.0 ? x * std::log(x / m) : x == 0.0 ? 0.0 : std::numeric_limits<double>::infinity();
        };
        const double js = total(r.n, [&](index_t k) {
            const double x = u[k] / su, y = v[k] / sv, m = 0.5 * (x + y);
            return gain(x, m) + gain(y, m);
        });
        return std::sqrt(js > 0.0 ? 0.5 * js : js == js ? 0.0 : js);
    }
};
struct Mahalanobis {
    template <class W>
    static double of(const double* u, const double* v, const Rows& r, W, index_t, index_t) {
        return std::sqrt(total(r.n, [&](index_t i) {
            const double* line = r.inverse + i * r.n;
            return (u[i] - v[i]) * total(r.n, [&](index_t k) { return line[k] * (u[k] - v[k]); });
        }));
    }
};
struct Minkowski {
    template <class W>
    static double of(const double* u, const double* v, const Rows& r, W w, index_t, index_t) {
        return std::pow(total(r.n, [&](index_t k) { return w(k) * std::pow(std::fabs(u[k] - v[k]), r.p); }), 1.0 / r.p);
    }
};
struct Dice {
    template <class W>
    static double of(const double* u, const double* v, const Rows& r, W w, index_t, index_t) {
        const double both = total(r.n, [&](index_t k) { return w(k) * u[k] * v[k]; });
        const double one = total(r.n, [&](index_t k) { return w(k) * (u[k] * (1.0 - v[k]) + (1.0 - u[k]) * v[k]); });
        return one / (2.0 * both + one);
    }
};

// What the boolean metrics are made of: how often (true, true), (true, false), (false, true), (false, false) come.
struct Counts {
    double tt, tf, ft, n;
    double unlike() const { return tf + ft; }
    double ff() const { return n - tt - tf - ft; }
};

double from_counts(Metric m, const Counts& c) {
    const double r = c.unlike();
    switch (m) {
        case Metric::dice_bool: return r / (2.0 * c.tt + r);
        case Metric::jaccard_bool: return c.tt + r == 0.0 ? 0.0 : r / (c.tt + r);
        case Metric::kulczynski1: return c.tt / r;
        case Metric::kulsinski: return (r - c.tt + c.n) / (r + c.n);
        case Metric::rogerstanimoto: return 2.0 * r / (c.n + r);
        case Metric::russellrao: return (c.n - c.tt) / c.n;
        case Metric::sokalsneath: return 2.0 * r / (c.tt + 2.0 * r);
        case Metric::hamming_bool: return r / c.n;
        default: {  // yule
            const double half = c.tf * c.ft;
            return half == 0.0 ? 0.0 : 2.0 * half / (c.tt * c.ff() + half);
        }
    }
}

// Calls pair(i, j, out) for every wanted pair, in threads.
template <class Pair>
void over_full(const Rows& r, index_t cost, double* out, Pair pair) {
    parallel_for(r.na, 1 + 20000 / (r.nb * cost + 1), [&](index_t begin, index_t end) {
        for (index_t i = begin; i < end; ++i)
            for (index_t j = 0; j < r.nb; ++j) out[i * r.nb + j] = pair(i, j);
    });
}
template <class Pair>
void over_condensed(const Rows& r, index_t cost, double* out, Pair pair) {
    // Row i has na - 1 - i pairs; a chunk takes rows from both ends so that chunks are alike.
    const index_t m = r.na;
    const auto row = [&](index_t i) {
        double* to = out + i * (2 * m - i - 1) / 2;
        for (index_t j = i + 1; j < m; ++j) *to++ = pair(i, j);
    };
    parallel_for((m + 1) / 2, 1 + 20000 / (m * cost + 1), [&](index_t begin, index_t end) {
        for (index_t i = begin; i < end; ++i) {
            row(i);
            if (m - 1 - i != i) row(m - 1 - i);
        }
    });
}

template <class F, bool Condensed>
void run(const Rows& r, double* out, index_t cost) {
    const auto go = [&](auto w) {
        const auto pair = [&, w](index_t i, index_t j) { return F::of(r.a + i * r.n, r.b + j * r.n, r, w, i, j); };
        if constexpr (Condensed) over_condensed(r, cost, out, pair);
        else over_full(r, cost, out, pair);
    };
    if (r.weight) go([w = r.weight](index_t k) { return w[k]; });
    else go([](index_t) { return 1.0; });
}

std::vector<std::uint64_t> packed(const double* rows, index_t m, index_t n, index_t words) {
    std::vector<std::uint64_t> out(static_cast<std::size_t>(m * words), 0);
    for (index_t i = 0; i < m; ++i)
        for (index_t k = 0; k < n; ++k)
            if (rows[i * n + k] != 0.0) out[static_cast<std::size_t>(i * words + k / 64)] |= std::uint64_t{1} << (k % 64);
    return out;
}

template <bool Condensed>
void run_bool(Metric m, const Rows& r, double* out) {
    const auto go = [&](index_t cost, auto pair) {
        if constexpr (Condensed) over_condensed(r, cost, out, pair);
        else over_full(r, cost, out, pair);
    };
    if (r.weight) {
        const double all = total(r.n, [&](index_t k) { return r.weight[k]; });
        go(3 * r.n, [&, all](index_t i, index_t j) {
            const double *u = r.a + i * r.n, *v = r.b + j * r.n, *w = r.weight;
            const Counts c{total(r.n, [=](index_t k) { return u[k] != 0.0 && v[k] != 0.0 ? w[k] : 0.0; }),
                           total(r.n, [=](index_t k) { return u[k] != 0.0 && v[k] == 0.0 ? w[k] : 0.0; }),
                           total(r.n, [=](index_t k) { return u[k] == 0.0 && v[k] != 0.0 ? w[k] : 0.0; }), all};
            return from_counts(m, c);
        });
        return;
    }
    const index_t words = (r.n + 63) / 64;
    const auto a = packed(r.a, r.na, r.n, words);
    const auto b = r.a == r.b ? a : packed(r.b, r.nb, r.n, words);
    go(words + 4, [&](index_t i, index_t j) {
        const std::uint64_t *u = a.data() + i * words, *v = b.data() + j * words;
        std::int64_t tt = 0, tf = 0, ft = 0;
        for (index_t k = 0; k < words; ++k) {
            tt += std::popcount(u[k] & v[k]);
            tf += std::popcount(u[k] & ~v[k]);
            ft += std::popcount(~u[k] & v[k]);
        }
        return from_counts(m, {static_cast<double>(tt), static_cast<double>(tf), static_cast<double>(ft),
                               static_cast<double>(r.n)});
    });
}

template <bool Condensed>
Status dispatch(Metric m, const Rows& r, double* out) {
    const index_t n = r.n;
    switch (m) {
        case Metric::braycurtis: run<Braycurtis, Condensed>(r, out, n); break;
        case Metric::canberra: run<Canberra, Condensed>(r, out, 2 * n); break;
        case Metric::chebyshev: run<Chebyshev, Condensed>(r, out, n); break;
        case Metric::cityblock: run<Cityblock, Condensed>(r, out, n); break;
        case Metric::cosine: run<Cosine, Condensed>(r, out, n); break;
        case Metric::euclidean: run<Euclidean, Condensed>(r, out, n); break;
        case Metric::hamming: run<Hamming, Condensed>(r, out, n); break;
        case Metric::jaccard: run<Jaccard, Condensed>(r, out, n); break;
        case Metric::jensenshannon: run<Jensenshannon, Condensed>(r, out, 30 * n); break;
        case Metric::mahalanobis: run<Mahalanobis, Condensed>(r, out, n * n); break;
        case Metric::minkowski: run<Minkowski, Condensed>(r, out, 30 * n); break;
        case Metric::sqeuclidean: run<Sqeuclidean, Condensed>(r, out, n); break;
        case Metric::dice: run<Dice, Condensed>(r, out, 2 * n); break;
        default: run_bool<Condensed>(m, r, out);
    }
    return Status::ok;
}

}  // namespace

template <>
const DistanceTable& distance_table<isa::current>() {
    static const DistanceTable t{dispatch<false>, dispatch<true>};
    return t;
}

}  // namespace scinova::spatial
