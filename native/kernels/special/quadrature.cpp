// SPDX-License-Identifier: BSD-3-Clause
// Methods.
// 1. Up to `exact_limit` nodes, and where the others do not apply: eigenvalues of the Jacobi matrix by the implicit QL
//    iteration (G. H. Golub and J. H. Welsch, Math. Comp. 23 (1969) 221), each then improved by Newton's method on the
//    orthonormal polynomials, whose recurrence runs in double-double; the derivative and the weight come from the
//    Christoffel-Darboux sum S = sum p_k^2: dx = -b_n p_n p_{n-1}/S, w = 1/S. O(n^2).
// 2. Jacobi, large n: Newton's method on the Bessel expansion of jacobi_expansion.hpp, O(1) for each node (I. Bogaert, SIAM
//    J. Sci. Comput. 36 (2014) A1008, does this for Legendre; N. Hale and A. Townsend, ibid. 35 (2013) A652).
// 3. Laguerre, large n: with x = t^2, v = e^(-x/2) t^(alpha+1/2) L_n satisfies v'' + (4n + 2 alpha + 2 - t^2 + c/t^2) v = 0,
//    c = 1/4 - alpha^2. The first zeros by the Bessel expansion, the others by Taylor series from zero to zero (A. Glaser, X. Liu,
//    V. Rokhlin, SIAM J. Sci. Comput. 29 (2007) 1420). Hermite: DLMF 18.7.19-20, Laguerre of alpha = -1/2 or 1/2,
//    up to `taylor_limit` by Taylor series alone, from t = 0, which is regular there.
// Accuracy: a few ulp for method 1; nodes to 2 ulp and weights to 1e-14 for method 2, to 1e-13 for method 3.
#include "kernels/special/quadrature.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "common/parallel.hpp"
#include "kernels/special/bessel.hpp"
#include "kernels/special/jacobi_expansion.hpp"
#include "kernels/special/vector_math.hpp"

namespace scinova::special {

namespace {

constexpr index_t exact_limit = 200, laguerre_limit = 700, hermite_limit = 150, taylor_limit = 1500;
constexpr int width = 32;                                // nodes side by side
constexpr Dd ln2_dd{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};

// Diagonal a[k] and off-diagonal b[k], k >= 1, of the Jacobi matrix
struct Matrix {
    std::vector<Dd> a, b, inverse_b;
    Matrix(Rule rule, index_t n, double alpha, double beta) : a(size(n)), b(size(n) + 1), inverse_b(size(n) + 1) {
        const Dd s = two_sum(alpha, beta);
        for (std::size_t k = 0; k <= size(n); ++k) {
            const double kd = static_cast<double>(k);
            Dd diagonal = 0.0, square = 0.0;
            if (rule == Rule::laguerre) {
                diagonal = two_sum(alpha, 2.0 * kd + 1.0);
                square = two_sum(alpha, kd) * kd;
            } else if (rule == Rule::hermite) {
                square = 0.5 * kd;
            } else {
                const Dd t = s + 2.0 * kd, skew = two_sum(beta, alpha) * two_diff(beta, alpha);
                diagonal = k == 0 ? two_diff(beta, alpha) / (s + 2.0) : skew / (t * (t + 2.0));
                if (k == 1) square = two_sum(alpha, 1.0) * two_sum(beta, 1.0) * 4.0 / ((s + 2.0) * (s + 2.0) * (s + 3.0));
                if (k > 1) square = two_sum(alpha, kd) * two_sum(beta, kd) * (s + kd) * (4.0 * kd) / (t * t * (t + 1.0) * (t - 1.0));
            }
            if (k < size(n)) a[k] = diagonal;
            b[k] = sqrt_dd(square);
            inverse_b[k] = k == 0 ? Dd(0.0) : 1.0 / b[k];
        }
    }
    static std::size_t size(index_t n) noexcept { return static_cast<std::size_t>(n); }
};

// Eigenvalues by implicit QL; d diagonal, e off-diagonal with e[n-1] = 0
void eigenvalues(std::vector<double>& d, std::vector<double>& e) noexcept {
    const std::size_t n = d.size();
    for (std::size_t l = 0; l < n; ++l) {
        for (int iteration = 0; iteration < 60; ++iteration) {
            std::size_t m = l;
            while (m + 1 < n && std::fabs(e[m]) > 0x1p-53 * (std::fabs(d[m]) + std::fabs(d[m + 1]))) ++m;
            if (m == l) break;
            double g = (d[l + 1] - d[l]) / (2.0 * e[l]), r = std::sqrt(g * g + 1.0);
            g = d[m] - d[l] + e[l] / (g + std::copysign(r, g));
            double s = 1.0, c = 1.0, p = 0.0;
            std::size_t i = m;
            while (i-- > l) {
                const double f = s * e[i], h = c * e[i];
                r = std::sqrt(f * f + g * g);
                e[i + 1] = r;
                if (r == 0.0) {
                    d[i + 1] -= p;
                    e[m] = 0.0;
                    break;
                }
                s = f / r;
                c = g / r;
                g = d[i + 1] - p;
                r = (d[i] - g) * s + 2.0 * c * h;
                p = s * r;
                d[i + 1] = g + p;
                g = c * r - h;
            }
            if (r == 0.0 && i != static_cast<std::size_t>(-1) && i >= l) continue;
            d[l] -= p;
            e[l] = g;
            e[m] = 0.0;
        }
    }
    std::sort(d.begin(), d.end());
}

// Newton steps for `count` <= width nodes; `weights` become exponents of 2 and mantissas in one: 1/S.
struct Refined {
    double x[width], x_lo[width], sum[width], exponent[width], step[width];
};
void refine(const Matrix& m, index_t n, Refined& r) noexcept {
    double now[width], now_lo[width], before[width], before_lo[width];
    for (int j = 0; j < width; ++j) {
        now[j] = 1.0;
        now_lo[j] = before[j] = before_lo[j] = 0.0;
        r.sum[j] = 1.0;
        r.exponent[j] = 0.0;
    }
    for (index_t k = 0; k < n; ++k) {
        const auto at = static_cast<std::size_t>(k);
        const Dd a = m.a[at], b = m.b[at], q = m.inverse_b[at + 1];
        const bool last = k + 1 == n;
        for (int j = 0; j < width; ++j) {
            const Dd p{now[j], now_lo[j]}, o{before[j], before_lo[j]}, x{r.x[j], r.x_lo[j]};
            const Dd next = ((x - a) * p - o * b) * q;
            before[j] = p.hi;
            before_lo[j] = p.lo;
            now[j] = next.hi;
            now_lo[j] = next.lo;
            r.sum[j] += last ? 0.0 : next.hi * next.hi;
        }
        if (k % 8 == 7)
            for (int j = 0; j < width; ++j)
                if (std::fabs(now[j]) > 0x1p200) {
                    now[j] *= 0x1p-300;
                    now_lo[j] *= 0x1p-300;
                    before[j] *= 0x1p-300;
                    before_lo[j] *= 0x1p-300;
                    r.sum[j] *= 0x1p-600;
                    r.exponent[j] += 600.0;
                }
    }
    const double b = m.b[static_cast<std::size_t>(n)].hi;
    for (int j = 0; j < width; ++j) r.step[j] = b * now[j] * before[j] / r.sum[j];
}

void exact_rule(Rule rule, index_t n, double alpha, double beta, double* nodes, double* weights) {
    const Matrix m(rule, n, alpha, beta);
    std::vector<double> d(m.a.size()), e(m.a.size());
    for (std::size_t k = 0; k < d.size(); ++k) {
        d[k] = m.a[k].hi;
        e[k] = k + 1 < d.size() ? m.b[k + 1].hi : 0.0;
    }
    if (rule == Rule::hermite && n > 1) {                 // half the size: squares are Laguerre nodes (DLMF 18.7.19-20)
        const std::size_t half = d.size() / 2;
        const double kind = n % 2 ? 0.5 : -0.5;
        std::vector<double> squares(half), off(half);
        for (std::size_t k = 0; k < half; ++k) {
            const double kd = static_cast<double>(k);
            squares[k] = 2.0 * kd + 1.0 + kind;
            off[k] = k + 1 < half ? std::sqrt((kd + 1.0) * (kd + 1.0 + kind)) : 0.0;
        }
        eigenvalues(squares, off);
        for (std::size_t k = 0; k < half; ++k) {
            d[d.size() - half + k] = std::sqrt(std::fmax(squares[k], 0.0));
            d[half - 1 - k] = -d[d.size() - half + k];
        }
    } else {
        eigenvalues(d, e);
    }
    const bool symmetric = rule == Rule::hermite || (rule == Rule::jacobi && alpha == beta);
    const index_t first = symmetric ? n / 2 : 0, count = n - first;      // of a symmetric rule, the nodes >= 0
    parallel_for((count + width - 1) / width, 4, [&](index_t begin, index_t end) {
        Refined r;
        for (index_t block = begin; block < end; ++block) {
            const index_t from = first + block * width;
            for (int j = 0; j < width; ++j) {
                const index_t k = std::min(from + j, n - 1);
                const auto at = static_cast<std::size_t>(k), mirror = static_cast<std::size_t>(n - 1 - k);
                r.x[j] = symmetric ? 0.5 * (d[at] - d[mirror]) : d[at];
                r.x_lo[j] = 0.0;
            }
            for (int round = 0; round < 4; ++round) {
                refine(m, n, r);
                double largest = 0.0;
                for (int j = 0; j < width; ++j) {
                    const double step = std::isfinite(r.step[j]) ? r.step[j] : 0.0;
                    if (round == 3 || std::fabs(step) <= 0x1p-60 * std::fabs(r.x[j])) continue;
                    largest = std::fmax(largest, std::fabs(step) / (std::fabs(r.x[j]) + 1e-300));
                    const Dd moved = Dd(r.x[j], r.x_lo[j]) - step;
                    r.x[j] = moved.hi;
                    r.x_lo[j] = moved.lo;
                }
                // The weight belongs to the point where S was summed.
                if (largest < 0x1p-60) break;
            }
            for (int j = 0; j < width && from + j < n; ++j) {
                const index_t k = from + j;
                const bool middle = symmetric && 2 * k + 1 == n;
                nodes[k] = middle ? 0.0 : r.x[j];
                weights[k] = std::ldexp(1.0 / r.sum[j], static_cast<int>(-r.exponent[j]));
                if (symmetric) {
                    nodes[n - 1 - k] = middle ? 0.0 : -nodes[k];
                    weights[n - 1 - k] = weights[k];
                }
            }
        }
    });
}

// J_a and J_{a+1} of a fixed order: elementary for a = -1/2 and 1/2, Hankel's expansion (DLMF 10.17.3) where it serves
class BesselPair {
public:
    explicit BesselPair(double order) noexcept : order_(order), far_(std::fmax(30.0, order * order)) {
        for (int i = 0; i < 2; ++i) {
            const double mu = 4.0 * (order + i) * (order + i);
            double a = 1.0;
            for (int k = 0; k < terms; ++k) {
                coefficients_[i][k] = a;
                a *= (mu - (2.0 * k + 1.0) * (2.0 * k + 1.0)) / (8.0 * (k + 1.0));
            }
        }
    }
    // at z = hi + lo
    void operator()(Dd z, double& j0_value, double& j1_value) const noexcept {
        if (order_ == 0.0) {
            j0_value = j0(z.hi);
            j1_value = j1(z.hi);
        } else if (z.hi >= far_ || std::fabs(order_) == 0.5) {
            const double c = std::cos(z.hi), s = std::sin(z.hi), scale = std::sqrt(2.0 / (pi * z.hi));
            j0_value = scale * hankel(0, z.hi, c, s);
            j1_value = scale * hankel(1, z.hi, c, s);
        } else {
            j0_value = jv(order_, z.hi);
            j1_value = jv(order_ + 1.0, z.hi);
        }
        const double c = std::cos(z.lo), s = std::sin(z.lo), first = j0_value, second = j1_value;
        j0_value = first * c + s * (order_ / z.hi * first - second);
        j1_value = second * c + s * (first - (order_ + 1.0) / z.hi * second);
    }

private:
    static constexpr int terms = 34;
    double hankel(int i, double z, double c, double s) const noexcept {
        // omega = z - (nu/2 + 1/4) pi
        const double phase = 0.5 * (order_ + i) + 0.25, cp = cospi(phase), sp = sinpi(phase);
        const double cosine = c * cp + s * sp, sine = s * cp - c * sp, w = 1.0 / z;
        double p = 0.0, q = 0.0, power = 1.0, smallest = inf;
        for (int k = 0; k < terms; ++k) {
            const double term = coefficients_[i][k] * power, size = std::fabs(term);
            if (size > smallest) break;
            smallest = size;
            if (k % 2 == 0) p += k % 4 == 0 ? term : -term;
            else q += k % 4 == 1 ? term : -term;
            if (size < 1e-18) break;
            power *= w;
        }
        return p * cosine - q * sine;
    }
    double order_, far_;
    double coefficients_[2][terms];
};

// u = A F + B F' and u' for a fixed N, with F = sqrt(t) J_alpha(N t), F'' = -(N^2 + c/t^2) F
class Wave {
public:
    Wave(double alpha, Dd n, const BesselExpansion::Coefficients& f) noexcept
        : bessel_(alpha), alpha_(alpha), n_(n.hi), n_lo_(n.lo) {
        BesselExpansion(alpha, f).collapse(n.hi, a_, b_);
    }
    void operator()(double t, double& u, double& slope) const noexcept {
        constexpr int length = BesselExpansion::length;
        const double t2 = t * t;
        double a = a_[length - 1], b = b_[length - 1], da = 0.0, db = 0.0;
        for (int k = length - 2; k >= 0; --k) {
            da = fma(da, t2, a);
            db = fma(db, t2, b);
            a = fma(a, t2, a_[k]);
            b = fma(b, t2, b_[k]);
        }
        // A = 1 + a(t^2), B = t b(t^2)
        const double big_b = t * b, slope_a = 2.0 * t * da, slope_b = b + 2.0 * t2 * db;
        double j, following;
        bessel_(two_prod(n_, t) + n_lo_ * t, j, following);
        const double root = std::sqrt(t), f = root * j, df = root * ((0.5 + alpha_) / t * j - n_ * following);
        const double q = n_ * n_ + (0.25 - alpha_ * alpha_) / t2;
        u = f + (a * f + big_b * df);
        slope = (slope_a - q * big_b) * f + (1.0 + a + slope_b) * df;
    }
    double frequency() const noexcept { return n_; }
    // McMahon's expansion of the zeros of J_alpha (DLMF 10.21.19), over N
    double guess(double k) const noexcept {
        const double a = (k + 0.5 * alpha_ - 0.25) * pi, mu = 4.0 * alpha_ * alpha_, e = 1.0 / (8.0 * a);
        return (a - (mu - 1.0) * e * (1.0 + 4.0 * (7.0 * mu - 31.0) / 3.0 * e * e)) / n_;
    }

private:
    BesselPair bessel_;
    double alpha_, n_, n_lo_;
    double a_[BesselExpansion::length], b_[BesselExpansion::length];
};

// A zero of the wave near `t`: returned as t - step, the slope taken at t.
double settle(const Wave& wave, double t, double& step, double& slope) noexcept {
    // The slope changes by the square of the step, measured in radians.
    double u;
    for (int round = 0; round < 12; ++round) {
        wave(t, u, slope);
        step = u / slope;
        if (std::fabs(step) * wave.frequency() < 1e-9) break;
        t -= step;
    }
    return t;
}

// The nodes on [0, 1] of a Jacobi rule (all of those with x > 0, and 0 itself): out[0] is nearest to 1.
void jacobi_half(index_t n, double alpha, double beta, index_t count, double* nodes, double* weights, index_t stride) {
    const double nd = static_cast<double>(n), big = nd + 0.5 * (alpha + beta + 1.0);
    const Wave wave(alpha, (two_sum(alpha, beta) + 1.0) * 0.5 + nd, jacobi_rest(alpha, beta));
    // 2^(s+2) N^(2 alpha) Gamma(n+beta+1) n!/(Gamma(n+s+1) Gamma(n+alpha+1)), over 2^(s+1) B(alpha+1, beta+1)
    const Dd s = two_sum(alpha, beta);
    const Dd log_front = ln2_dd + log_dd(big) * (2.0 * alpha) + (lgamma_dd(two_sum(nd, beta + 1.0)) - lgamma_dd(s + (nd + 1.0))) +
                         (lgamma_dd(Dd(nd + 1.0)) - lgamma_dd(two_sum(nd, alpha + 1.0))) + lgamma_dd(s + 2.0) -
                         lgamma_dd(two_sum(alpha, 1.0)) - lgamma_dd(two_sum(beta, 1.0));
    const double front = exp_dd(log_front);
    parallel_for(count, 256, [&](index_t begin, index_t end) {
        for (index_t k = begin; k < end; ++k) {
            double step, slope;
            const double t = settle(wave, wave.guess(static_cast<double>(k) + 1.0), step, slope), at = t - step;
            // From the middle of the interval, where the cosine vanishes
            const double rest = (half_pi_dd.hi - t) + (half_pi_dd.lo + step);
            nodes[k * stride] = rest < 0.8 ? std::sin(rest) : std::cos(at);
            const double sine = std::sin(0.5 * at), cosine = std::cos(0.5 * at);
            const double g = alpha == 0.0 && beta == 0.0
                                 ? sine * cosine
                                 : std::pow(sine, 2.0 * alpha + 1.0) * std::pow(cosine, 2.0 * beta + 1.0);
            weights[k * stride] = front * g / (slope * slope);
        }
    });
}

bool jacobi_is_far(index_t n, double alpha, double beta) noexcept {
    const double largest = std::fmax(std::fabs(alpha), std::fabs(beta));
    return n > exact_limit && largest <= 10.0 && std::fmin(alpha, beta) >= -0.7 && static_cast<double>(n) > 40.0 * largest * largest;
}

// Which nodes lie on the right is not known beforehand where alpha != beta: both halves are made with one to spare, and
// the doubtful one goes to the side where it is positive.
void jacobi_far(index_t n, double alpha, double beta, double* nodes, double* weights) {
    if (alpha == beta) {
        const index_t count = (n + 1) / 2;
        jacobi_half(n, alpha, beta, count, nodes + n - 1, weights + n - 1, -1);
        if (n % 2) nodes[n / 2] = 0.0;
        for (index_t k = 0; k < n / 2; ++k) {
            nodes[k] = -nodes[n - 1 - k];
            weights[k] = weights[n - 1 - k];
        }
        return;
    }
    // zeros of angle up to pi/2: N pi/2 = (k + alpha/2 - 1/4) pi
    const double big = static_cast<double>(n) + 0.5 * (alpha + beta + 1.0);
    const auto right = std::clamp<index_t>(static_cast<index_t>(0.5 * big - 0.5 * alpha + 0.25), 0, n);
    jacobi_half(n, alpha, beta, right, nodes + n - 1, weights + n - 1, -1);
    jacobi_half(n, beta, alpha, n - right, nodes, weights, 1);
    for (index_t k = 0; k < n - right; ++k) nodes[k] = -nodes[k];
}

// ------------------------------------------------------------------------------------------------ Laguerre

constexpr int taylor_terms = 32;
constexpr index_t by_bessel = 24;                         // zeros before the Taylor series take over

struct TaylorFactors {
    double last = 0.0, first = 0.0, second = 0.0;
};
constexpr auto taylor_factors = [] {
    std::array<TaylorFactors, taylor_terms> f{};
    for (std::size_t k = 0; k < f.size(); ++k) {
        const double j = static_cast<double>(k);
        f[k] = {1.0 / ((j + 2.0) * (j + 1.0)), 2.0 * j / (j + 2.0), j * (j - 1.0) / ((j + 1.0) * (j + 2.0))};
    }
    return f;
}();

// The scaled Taylor coefficients of v(t0 + h s) in s
void taylor(double t0, double h, double nu, double c, double v, double slope, double* b) noexcept {
    // t^2 v'' + p v = 0, p = nu t^2 - t^4 + c, t = t0 + h s: p = p0 + ... + p4 s^4
    const double r = h / t0, t2 = t0 * t0, h2 = h * h;
    const double p[5] = {h2 * (nu - t2 + c / t2), 2.0 * r * h2 * (nu - 2.0 * t2), r * r * h2 * (nu - 6.0 * t2),
                         -4.0 * r * h2 * h2, -r * r * h2 * h2};
    b[0] = v;
    b[1] = slope * h;
    for (int j = 0; j + 2 < taylor_terms; ++j) {
        const TaylorFactors& w = taylor_factors[j];
        double sum = p[0] * b[j];
        for (int i = 1; i <= 4 && i <= j; ++i) sum += p[i] * b[j - i];
        b[j + 2] = -fma(sum, w.last, r * fma(w.first, b[j + 1], r * w.second * b[j]));
    }
}
// The same where c = 0, without the singular point: v'' + (nu - t^2) v = 0
void taylor_regular(double t0, double h, double nu, double v, double slope, double* b) noexcept {
    const double h2 = h * h, p0 = h2 * (nu - t0 * t0), p1 = -2.0 * t0 * h2 * h, p2 = -h2 * h2;
    b[0] = v;
    b[1] = slope * h;
    for (int j = 0; j + 2 < taylor_terms; ++j) {
        double sum = p0 * b[j];
        if (j >= 1) sum = fma(p1, b[j - 1], sum);
        if (j >= 2) sum = fma(p2, b[j - 2], sum);
        b[j + 2] = -sum * taylor_factors[j].last;
    }
}
// v and dv/ds at s; even and odd powers in two chains each
void sum_up(const double* b, double s, double& v, double& slope) noexcept {
    const double z = s * s;
    double even = b[taylor_terms - 2], odd = b[taylor_terms - 1], d_even = 0.0, d_odd = 0.0;
    for (int j = taylor_terms - 4; j >= 0; j -= 2) {
        d_even = fma(d_even, z, even);
        d_odd = fma(d_odd, z, odd);
        even = fma(even, z, b[j]);
        odd = fma(odd, z, b[j + 1]);
    }
    // v = even(z) + s odd(z)
    v = fma(s, odd, even);
    slope = fma(2.0 * z, d_odd, fma(2.0 * s, d_even, odd));
}

// t_k and weights over their sum, of n nodes; `square`: nodes are t^2. extra: the part of the weight that doubles at 0.
void laguerre_far(index_t n, double alpha, double* t_hi, double* t_lo, double* weights) noexcept {
    const double nu = 4.0 * static_cast<double>(n) + 2.0 * alpha + 2.0, c = 0.25 - alpha * alpha;
    BesselExpansion::Coefficients f{};
    f[1] = -1.0;
    const Wave wave(alpha, sqrt_dd(two_sum(2.0 * alpha, 2.0) + 4.0 * static_cast<double>(n)), f);
    // v'^2 at a zero is W a', where a' is the derivative of the phase (F. W. J. Olver, Asymptotics and Special Functions, 6.2)
    //     a'^2 = q - q''/(4 q) + 5 q'^2/(16 q^2) + ...,   q = nu - t^2 + c/t^2,
    // and W the Wronskian of the two solutions of the expansion, (2/pi)(1 - 2 alpha B'(0)), B'(0) = (1/4 + c/3)/nu^2 + O(nu^-4).
    // Far from 0 that is more exact than what thousands of Taylor series have carried along.
    const double wronskian = 2.0 / pi * (1.0 - 2.0 * alpha * (0.25 + c / 3.0) / (nu * nu));
    const auto by_phase = n < taylor_limit ? n : static_cast<index_t>(100.0 * std::cbrt(1.0 + std::fabs(c)));
    const auto put = [&](index_t k, Dd t, double slope) {
        t_hi[k] = t.hi;
        t_lo[k] = t.lo;
        const double x = t.hi * t.hi, rest = fma(t.hi, t.hi, -x) + 2.0 * t.hi * t.lo;
        if (x > 800.0) {
            weights[k] = 0.0;
            return;
        }
        double square = slope * slope;
        if (k >= by_phase) {
            const double w = c / x, q = nu - x + w, dq = -2.0 * (t.hi + w / t.hi), ddq = -2.0 + 6.0 * w / x;
            square = wronskian * std::sqrt(q - 0.25 * ddq / q + 0.3125 * dq * dq / (q * q));
        }
        weights[k] = std::exp(-x) * (1.0 - rest) * std::pow(t.hi, 2.0 * alpha + 1.0) / square;
    };
    double t = 0.0, v = 0.0, slope = 0.0, h = 0.0;
    // Hermite's functions start with their values at 0 where rounding has not yet gathered.
    const bool from_origin = c == 0.0 && n < taylor_limit;
    const index_t first = from_origin ? 0 : std::min(n, by_bessel);
    if (from_origin) {
        v = alpha < 0.0 ? 1.0 : 0.0;
        slope = 1.0 - v;
    }
    for (index_t k = 0; k < first; ++k) {
        double step;
        t = settle(wave, wave.guess(static_cast<double>(k) + 1.0), step, slope);
        put(k, two_sum(t, -step), slope);
        v = step * slope;
    }
    double b[taylor_terms];
    for (index_t k = first; k < n; ++k) {
        const double q = nu - t * t + (c == 0.0 ? 0.0 : c / (t * t)), middle = t + 0.5 * pi / std::sqrt(q), qm = nu - middle * middle;
        h = q > 0.0 && qm > 0.02 * q ? pi / std::sqrt(qm) : 1.3 * h;
        if (from_origin) taylor_regular(t, h, nu, v, slope, b);
        else taylor(t, h, nu, c, v, slope, b);
        double s = t == 0.0 && v != 0.0 ? 0.5 : 1.0, value, change;
        for (int round = 0; round < 20; ++round) {
            sum_up(b, s, value, change);
            const double step = value / change;
            s -= step;
            if (std::fabs(step) < 1e-8) break;     // what is left is its square
        }
        const double next = t + h * s;
        const Dd exact = two_sum(t, h * s);
        const double at = (next - t) / h;
        sum_up(b, at, value, change);
        v = value;
        slope = change / h;
        t = next;
        put(k, exact, slope);
    }
}

void normalize(index_t n, double* weights) noexcept {
    Dd sum = 0.0;
    for (index_t k = n; k-- > 0;) sum = sum + weights[k];
    const double scale = 1.0 / sum.hi;
    for (index_t k = 0; k < n; ++k) weights[k] *= scale;
}

void make(Rule rule, index_t n, double alpha, double beta, double* nodes, double* weights) {
    if (rule == Rule::jacobi && jacobi_is_far(n, alpha, beta)) return jacobi_far(n, alpha, beta, nodes, weights);
    if (rule == Rule::laguerre && n > (alpha <= 1.0 ? laguerre_limit : 1000) && alpha <= 5.0 && alpha >= -0.7) {
        std::vector<double> low(static_cast<std::size_t>(n));
        laguerre_far(n, alpha, nodes, low.data(), weights);
        for (index_t k = 0; k < n; ++k) {
            const Dd t{nodes[k], low[static_cast<std::size_t>(k)]};
            nodes[k] = (t * t).value();
        }
        return normalize(n, weights);
    }
    if (rule == Rule::hermite && n > hermite_limit) {
        const index_t half = n / 2;
        const double kind = n % 2 ? 0.5 : -0.5;
        std::vector<double> low(static_cast<std::size_t>(half));
        double *positive = nodes + (n - half), *weight = weights + (n - half);
        laguerre_far(half, kind, positive, low.data(), weight);
        // A Laguerre weight of alpha = 1/2 is x^2 times that of Hermite; what is left of the sum is at 0.
        double lost = 0.0;
        if (n % 2) {
            normalize(half, weight);                      // sum of w x^2 over both sides: 1/2, each side 1/4 of sqrt(pi)
            Dd sum = 0.0;
            for (index_t k = half; k-- > 0;) {
                weight[k] *= 0.25 / (positive[k] * positive[k]);
                sum = sum + weight[k];
            }
            // The weight at 0 is sqrt(pi) 2^(n-1) n!/(n H_{n-1}(0))^2 (DLMF 3.5.28): Gamma(m+1)^2 4^m/Gamma(2m+2) over sqrt(pi)
            const double m = static_cast<double>(half);
            lost = exp_dd(lgamma_dd(Dd(m + 1.0)) * 2.0 + ln2_dd * (2.0 * m) - lgamma_dd(Dd(2.0 * m + 2.0)));
        } else {
            normalize(half, weight);
            for (index_t k = 0; k < half; ++k) weight[k] *= 0.5;
        }
        for (index_t k = 0; k < half; ++k) {
            positive[k] += low[static_cast<std::size_t>(k)];
            nodes[half - 1 - k] = -positive[k];
            weights[half - 1 - k] = weight[k];
        }
        if (n % 2) {
            nodes[half] = 0.0;
            weights[half] = lost;
        }
        return;
    }
    exact_rule(rule, n, alpha, beta, nodes, weights);
}

// The angles are counted from the middle, and squares on [0, 1] from 0, so that small nodes keep their digits.
void chebyshev(Chebyshev rule, index_t n, double* __restrict nodes, double* __restrict weights) {
    const double count = static_cast<double>(rule.second ? n + 1 : n), ends = rule.second ? 2.0 : 1.0;
    if (rule.shifted) {
        for (index_t i = 0; i < n; ++i) {
            const double s = sincospi_usual((2.0 * static_cast<double>(i) + ends) / (4.0 * count)).sin;
            nodes[i] = s * s;
        }
    } else {
        for (index_t i = 0; i < n; ++i)
            nodes[i] = rule.scale * sincospi_usual((2.0 * static_cast<double>(i) + ends - count) / (2.0 * count)).sin;
    }
    if (!rule.second) {
        std::fill(weights, weights + n, rule.weight);
        return;
    }
    for (index_t i = 0; i < n; ++i) {
        const double k = static_cast<double>(i) + 1.0, s = sincospi_usual(lesser(k, count - k) / count).sin;
        weights[i] = rule.weight * (s * s);
    }
}

}  // namespace

template <>
const Quadrature& quadrature_table<isa::current>() {
    static const Quadrature t{&make, &chebyshev};
    return t;
}

}  // namespace scinova::special
