// SPDX-License-Identifier: BSD-3-Clause
// A Taylor polynomial of the exponential of 2^-s A, of degree 4, 8, 12 or 18 with 2, 3, 4 or 5 products and no system to
// solve: Bader, Blanes & Casas, Mathematics 7 (2019) 1174, sections 2 and 3. Their coefficients are here in 20 digits, of
// solutions by Newton's method in 60 digits of the equations that every power of A has its Taylor coefficient.
//
// The polynomial T is exp(A + E) with E = h(A), h(x) = log(exp(-x) T(x)). Since h'(x) = -x^m / (m! T(x)), and 1 / T(x)
// agrees with exp(-x) up to x^m,
//   ||E|| <= sum over j = 0..m of ||A^(m+1+j)|| / (m! j! (m+1+j))
// but for terms that are a square of this beside ||A||. Degree and s are the least for which it is at most a unit
// roundoff of ||A||. ||A^k|| is bounded by the least product of known norms whose powers make k, which are those of A,
// A^2, A^3, A^6 and, where halvings would be needed without, an estimate for A^19: what Al-Mohy & Higham, SIAM J. Matrix
// Anal. Appl. 31 (2009) 970, do with two powers for a Pade approximant, against overscaling. Further halvings (`excess`)
// keep the rounding errors of the evaluation small, which belong to the moduli of the matrices that are multiplied.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>
#include <limits>
#include <utility>
#include <vector>

#include "common/views.hpp"
#include "kernels/linalg/scalar_functions.hpp"

namespace scinova::linalg {
inline namespace SCINOVA_ISA {

// Ops, for matrices without gaps: n(), buffer(0 .. 6), multiply(a, b, out), multiply_add(f, a, b, c): c := f (c + a b),
// norm(a), norm_estimate({a, b, ...}) of a product.
template <class T, class Ops>
class TaylorExponential {
public:
    using R = Part<T>;

    explicit TaylorExponential(Ops& ops) : ops_(ops), n_(ops.n()), size_(ops.n() * ops.n()) { logs_.fill(unknown); }

    // Looks at the matrix in buffer 0, which may be scaled, and returns the s that its exponential needs.
    int halvings() {
        T *a = buffer(a_), *a2 = buffer(a2_), *a3 = buffer(a3_), *a6 = buffer(a6_);
        const int before = within_range(a);
        ops_.multiply(a, a, a2);
        know(2, a2);
        const bool low = logs_[1] <= 2;
        for (degree_ = 4; low && degree_ <= 8; degree_ += 4)
            if (least_halvings() == 0) return before;
        ops_.multiply(a2, a, a3);
        know(3, a3);
        degree_ = 12;
        if (low && least_halvings() == 0) return before;
        degree_ = 18;
        ops_.multiply(a3, a3, a6);
        know(6, a6);
        s_ = least_halvings();
        const double power = 3 * logs_[6] + logs_[1];
        // An estimate is worth its cost only if A^19 could be small enough: no larger than A, or as powers decrease.
        logs_[19] = std::min(logs_[1], logs_[6] + 13 * (logs_[6] - logs_[1]) / 5);
        const bool useful = s_ > least_halvings();
        logs_[19] = unknown;
        if (useful && n_ >= estimated_from && power < std::numeric_limits<R>::max_exponent - 16) {
            logs_[19] = log2_of(ops_.norm_estimate({a6, a6, a6, a}));
            s_ = least_halvings();
        }
        s_ = excess(s_);
        return before + s_;
    }

    // f times the polynomial of 2^-s A, in one of two buffers; the other one is free.
    std::pair<T*, T*> evaluate(T f) {
        T *p = buffer(p_), *q = buffer(q_), *r = buffer(r_);
        switch (degree_) {
            case 4: fourth(p); break;
            case 8: eighth(p, r); break;
            case 12: twelfth(p, r); break;
            default: eighteenth(p, q, r);
        }
        ops_.multiply_add(f, p, degree_ == 4 ? buffer(a2_) : r, q);
        for (index_t i = 0; i < n_; ++i) q[i * (n_ + 1)] += f;
        return {q, p};
    }

private:
    enum Buffer { a_, a2_, a3_, a6_, p_, q_, r_ };
    static constexpr double unknown = std::numeric_limits<double>::infinity();
    static constexpr index_t estimated_from = 64;
    // Of A, A^2, A^3, A^6
    using Coefficients = std::array<double, 4>;
    static constexpr std::array<int, 4> powers{1, 2, 3, 6};

    // Degree 18: T = I + E + e M + (D + M) (F + M) with M = B C. In the paper the constant terms of two factors make I;
    // here they are multiplied out, so that neither I nor A brings a rounding error that squarings would double.
    static constexpr Coefficients b18{-0.10036558103014461829, -0.0080292464824115694633, -0.00089213849804572994036, 0};
    static constexpr Coefficients c18{0, -0.092336461936711860862, -0.016936493900208172010, -0.000014008679818203616220};
    static constexpr Coefficients d18{1.6125176868819237811, 0.12477411482493251588, 0.0225731558180510319,
                                      0.000019579475957000983719};
    static constexpr Coefficients e18{1, 0.60907142504894648534, 0.16942415471701652609, -0.00048576227860552417918};
    static constexpr Coefficients f18{-0.067640451907138190756, 0.067596130177045964608, 0.029555257042931552743,
                                      -0.000013918025751606070112};
    static constexpr double m18 = -11.148502971774368372;

    T* buffer(int k) { return ops_.buffer(k); }

    static double log2_of(R norm) noexcept {
        const auto x = static_cast<double>(norm);
        return std::isnan(x) ? unknown : std::log2(x);
    }
    void know(int power, const T* x) { logs_[static_cast<std::size_t>(power)] = log2_of(ops_.norm(x)); }

    // A matrix whose sixth power would overflow is scaled down first; returns the halvings.
    int within_range(T* a) {
        constexpr bool single = sizeof(R) == 4;
        int before = 0;
        const auto halve = [&](int times) {
            // In two steps: the factor alone may underflow.
            const R f = std::ldexp(R(1), -times / 2), rest = std::ldexp(R(1), times / 2 - times);
            for (index_t i = 0; i < size_; ++i) a[i] = scaled(scaled(a[i], f), rest);
            before += times;
            know(1, a);
        };
        know(1, a);
        if (std::isinf(ops_.norm(a))) halve(64);
        if (logs_[1] >= (single ? 20 : 160)) halve(static_cast<int>(logs_[1]) - (single ? 18 : 100));
        return before;
    }

    // Logarithms of bounds of ||A^k||, k up to 2 m + 1.
    std::array<double, 38> bounds() const noexcept {
        std::array<double, 38> least{};
        for (std::size_t k = 1; k < least.size(); ++k) {
            least[k] = k < logs_.size() ? logs_[k] : unknown;
            for (const std::size_t j : {1, 2, 3, 6, 19})
                if (j < k) least[k] = std::min(least[k], least[k - j] + logs_[j]);
        }
        return least;
    }

    int least_halvings() const noexcept {
        const auto least = bounds();
        const double unit = std::numeric_limits<R>::epsilon() / 2;
        for (int s = 0;; ++s) {
            double sum = 0, factorials = std::tgamma(degree_ + 1.0);
            for (int j = 0; j <= degree_; ++j) {
                if (j > 0) factorials *= j;
                const double log = least[static_cast<std::size_t>(degree_ + 1 + j)] - logs_[1] - s * (degree_ + j);
                sum += std::exp2(log) / (factorials * (degree_ + 1 + j));
            }
            if (!(sum > unit)) return s;
        }
    }

    static double scaled_down(double c, int power, int s) noexcept { return std::ldexp(c, -power * s); }

    // Halvings, s or more, with which the moduli of what is multiplied, and so the rounding errors, do not exceed some
    // units in the last place of A. Norms of the powers often suffice to know.
    int excess(int s) {
        constexpr double some = 32;
        for (;; ++s) {
            const double allowed = some * std::max(1.0, std::exp2(logs_[1] - s));
            const auto of_norms = [&](const Coefficients& c) {
                double sum = 0;
                for (std::size_t k = 0; k < 4; ++k)
                    if (c[k] != 0)
                        sum += std::exp2(logs_[static_cast<std::size_t>(powers[k])] - powers[k] * s) * std::abs(c[k]);
                return sum;
            };
            const double m = of_norms(b18) * of_norms(c18);
            if (!((of_norms(d18) + m) * (of_norms(f18) + m) - m18 * m > allowed)) return s;
            const double ratio = of_moduli(s) / allowed;
            if (!(ratio > 1)) return s;
            // The bound is of degree 18 in A.
            s += std::isfinite(ratio) ? static_cast<int>(std::log2(ratio) / 18) : 0;
        }
    }

    // The largest column sum of (D + M) (F + M) + |e| M, with the moduli of coefficients and powers.
    double of_moduli(int s) {
        const auto times = [&](const Row& x, const Coefficients& c) {
            Row sum(x.size(), 0.0);
            for (std::size_t k = 0; k < 4; ++k)
                if (c[k] != 0) add_row_times(x, scaled_down(std::abs(c[k]), powers[k], s), buffer(static_cast<int>(k)), sum);
            return sum;
        };
        const auto plus = [](Row x, const Row& y, double f) {
            for (std::size_t j = 0; j < x.size(); ++j) x[j] += f * y[j];
            return x;
        };
        const auto times_m = [&](const Row& x) { return times(times(x, b18), c18); };
        const Row one(static_cast<std::size_t>(n_), 1.0), m = times_m(one), left = plus(times(one, d18), m, 1);
        const Row all = plus(plus(times(left, f18), times_m(left), 1), m, -m18);
        return *std::max_element(all.begin(), all.end());
    }

    using Row = std::vector<double>;

    // sum := sum + c x |a|
    void add_row_times(const Row& x, double c, const T* a, Row& sum) const noexcept {
        for (index_t i = 0; i < n_; ++i) {
            const double f = c * x[static_cast<std::size_t>(i)];
            const T* row = a + i * n_;
            for (index_t j = 0; j < n_; ++j) sum[static_cast<std::size_t>(j)] += f * static_cast<double>(modulus(row[j]));
        }
    }

    void add_to_diagonal(T* x, double value) const noexcept {
        for (index_t i = 0; i < n_; ++i) x[i * (n_ + 1)] += static_cast<R>(value);
    }

    // Elements as real numbers: all coefficients are.
    R* numbers(int k) { return reinterpret_cast<R*>(buffer(k)); }
    index_t count() const noexcept { return size_ * (has_parts<T> ? 2 : 1); }

    // Each leaves p, q and r with T = I + q + p r; for degree 4 r is A^2.
    void fourth(T* p_out) {
        const R *x = numbers(a_), *x2 = numbers(a2_);
        R *p = numbers(p_), *q = numbers(q_);
        for (index_t i = 0; i < count(); ++i) {
            p[i] = (x2[i] / 4 + x[i]) / 6;
            q[i] = x[i];
        }
        add_to_diagonal(p_out, 0.5);
    }

    // p = x3 A^2 + C, r = x4 + x5 A + x6 A^2 + x7 C, C = A^2 (x1 A + x2 A^2)
    void eighth(T* p_out, T* r_out) {
        constexpr double root = 13.304134695650070628;      // of 177
        constexpr double x3 = 2.0 / 3, x1 = x3 * (1 + root) / 88, x2 = x1 / 4, x4 = (-271 + 29 * root) / (315 * x3);
        constexpr double x5 = 11 * (-1 + root) / (1260 * x3), x6 = 11 * (-9 + root) / (5040 * x3);
        constexpr double x7 = (89 - root) / (5040 * x3 * x3), y2 = (857 - 58 * root) / 630;
        const R *x = numbers(a_), *xx = numbers(a2_);
        R *p = numbers(p_), *q = numbers(q_), *r = numbers(r_);
        for (index_t i = 0; i < count(); ++i) p[i] = R(x1) * x[i] + R(x2) * xx[i];
        ops_.multiply(p_out, buffer(a2_), r_out);
        for (index_t i = 0; i < count(); ++i) {
            p[i] = R(x3) * xx[i] + r[i];
            r[i] = R(x5) * x[i] + R(x6) * xx[i] + R(x7) * r[i];
            q[i] = x[i] + R(y2) * xx[i];
        }
        add_to_diagonal(r_out, x4);
    }

    // Degree 12: T = I + E + e M + (D + M) (F + M) with M = B^2.
    void twelfth(T* p_out, T* r_out) {
        const R *x = numbers(a_), *x2 = numbers(a2_), *x3 = numbers(a3_);
        R *p = numbers(p_), *q = numbers(q_), *r = numbers(r_);
        for (index_t i = 0; i < count(); ++i)
            p[i] = R(-0.13181061013830184016) * x[i] + R(-0.020278555405892590793) * x2[i] +
                   R(-0.0067595184686308635978) * x3[i];
        ops_.multiply(p_out, p_out, r_out);
        for (index_t i = 0; i < count(); ++i) {
            const R y = x[i], y2 = x2[i], y3 = x3[i], m = r[i];
            p[i] = R(1.1510994882542135615) * y + R(0.033189608383927776166) * y2 + R(0.012516177931579242503) * y3 + m;
            q[i] = y + (R(0.23059149366054513325) * y2 + R(-0.078849845912911846858) * y3 + R(5.0233862365996188859) * m);
            r[i] = R(0.15822438471572672537) * y + R(0.16563516943672741501) * y2 + R(0.010786277931579242503) * y3 + m;
        }
    }

    void eighteenth(T* p_out, T* q_out, T* r_out) {
        const auto down = [&](const Coefficients& c) {
            std::array<R, 4> out;
            for (std::size_t k = 0; k < 4; ++k) out[k] = static_cast<R>(scaled_down(c[k], powers[k], s_));
            return out;
        };
        const R *x = numbers(a_), *x2 = numbers(a2_), *x3 = numbers(a3_), *x6 = numbers(a6_);
        R *p = numbers(p_), *q = numbers(q_), *r = numbers(r_);
        const auto b = down(b18), c = down(c18), d = down(d18), e = down(e18), f = down(f18);
        for (index_t i = 0; i < count(); ++i) {
            p[i] = b[0] * x[i] + b[1] * x2[i] + b[2] * x3[i];
            q[i] = c[1] * x2[i] + c[2] * x3[i] + c[3] * x6[i];
        }
        ops_.multiply(p_out, q_out, r_out);
        for (index_t i = 0; i < count(); ++i) {
            const R y = x[i], y2 = x2[i], y3 = x3[i], y6 = x6[i], m = r[i];
            p[i] = d[0] * y + d[1] * y2 + d[2] * y3 + d[3] * y6 + m;
            q[i] = e[0] * y + (e[1] * y2 + e[2] * y3 + e[3] * y6 + R(m18) * m);
            r[i] = f[0] * y + f[1] * y2 + f[2] * y3 + f[3] * y6 + m;
        }
    }

    Ops& ops_;
    index_t n_, size_;
    std::array<double, 20> logs_;   // of the norms of powers that are known
    int degree_ = 0, s_ = 0;
};

}  // namespace SCINOVA_ISA
}  // namespace scinova::linalg
