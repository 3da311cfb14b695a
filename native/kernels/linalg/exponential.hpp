// SPDX-License-Identifier: BSD-3-Clause
// exp, and cos and sin or cosh and sinh together, of one square matrix: scaling, a Pade approximant, doubling.
//
// Al-Mohy & Higham, SIAM J. Matrix Anal. Appl. 31 (2009) 970, algorithm 5.1: the approximant's degree (3, 5, 7, 9, 13)
// and the scaling follow from alpha_k = max(||A^k||^(1/k), ||A^(k+2)||^(1/(k+2))) in place of ||A||, which avoids
// overscaling, with the check of section 5 (`excess` here) that rounding errors of the evaluation stay small. The
// bounds theta_m for single precision are those of Higham, SIAM J. Matrix Anal. Appl. 26 (2005) 1179, table 2.1.
//
// The approximant r(X) = (V - U)^-1 (V + U) has U odd and V even in X, both real polynomials, and its backward error
// is odd in X too; hence cosh X = (V^2 - U^2)^-1 (V^2 + U^2) and sinh X = (V^2 - U^2)^-1 2 U V with the same backward
// error, and likewise cos and sin with X^2 replaced by -X^2: real arithmetic for real matrices, and no cancellation in
// sinh and sin of small matrices. Doubling: S := 2 S C (Al-Mohy, Higham & Relton, SIAM J. Sci. Comput. 37 (2015) A456);
// cosh by C := 2 C^2 - I, cos by C := (C - S) (C + S), which is the square of C + i S: its errors double with each
// doubling, where those of 2 C^2 - I grow fourfold.
//
// Of matrices whose products are BLAS's (Ops::taylor) the exponential alone comes from a Taylor polynomial, which needs
// no system solved: exponential_taylor.hpp.
//
// A matrix near a multiple of the identity is shifted first (Higham, Functions of Matrices, SIAM 2008, section 4.1 and
// theorem 10.18).
//
// Everything commutes, so that the storage order of the matrices does not matter. `Ops` supplies the arithmetic on
// buffers whose rows are ld() apart, with zeros between n() and ld():
//   T* buffer(k), multiply(a, b, out), norm(a), solve(p, q): q := p^-1 q, p destroyed, row_times(x, a, y): y := x a for
//   a real matrix in a buffer, norm_of_product(a, b, out): the norm of a b or an estimate, and whether out is a b now.
// Elements up to size() are worked on; rows after n() are zero or of no consequence.
#pragma once

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "common/views.hpp"
#include "kernels/linalg/exponential_taylor.hpp"
#include "kernels/linalg/scalar_functions.hpp"

namespace scinova::linalg {
inline namespace SCINOVA_ISA {

enum class Shape { diagonal, upper, lower, full };

// Row-major.
template <class T>
Shape shape_of(const T* a, index_t n, index_t ld) noexcept {
    bool above = false, below = false;
    for (index_t i = 0; i < n; ++i) {
        for (index_t j = 0; j < i; ++j) below |= a[i * ld + j] != T(0);
        for (index_t j = i + 1; j < n; ++j) above |= a[i * ld + j] != T(0);
        if (above && below) return Shape::full;
    }
    return above ? Shape::upper : below ? Shape::lower : Shape::diagonal;
}

// What ||A^k|| must not exceed for degree m, and the leading coefficient of the backward error: (m!)^2 / (2m)! (2m+1)!.
struct Degree {
    int m;
    double theta, coefficient;
};
inline constexpr std::array<Degree, 5> degrees_double{{{3, 1.495585217958292e-2, 1.0 / 100800.0},
                                                       {5, 2.539398330063230e-1, 1.0 / 10059033600.0},
                                                       {7, 9.504178996162932e-1, 1.0 / 4487938430976000.0},
                                                       {9, 2.097847961257068e0, 1.0 / 5914384781877411840000.0},
                                                       {13, 4.25, 1.0 / 113250775606021113483283660800000000.0}}};
inline constexpr std::array<Degree, 3> degrees_single{{{3, 4.258730016922831e-1, 1.0 / 100800.0},
                                                       {5, 1.880152677804762e0, 1.0 / 10059033600.0},
                                                       {7, 3.925724783138660e0, 1.0 / 4487938430976000.0}}};

// Numerators of the diagonal Pade approximants of exp, lowest power first: (2m-k)! / k! (m-k)! times a common factor.
template <int M>
constexpr std::array<double, M + 1> pade_coefficients() {
    std::array<double, M + 1> b{};
    b[M] = 1;
    for (int k = M; k > 0; --k) b[k - 1] = b[k] * k * (2 * M - k + 1) / (M - k + 1);
    return b;
}

enum class Wanted { exp, trigonometric, hyperbolic };

template <class T, class Ops>
class Exponential {
public:
    using R = Part<T>;
    static constexpr bool single = sizeof(R) == 4;
    static constexpr int buffers = 7;

    explicit Exponential(Ops& ops) : ops_(ops), n_(ops.n()), ld_(ops.ld()), size_(ops.size()) {}

    // out := exp(a), both n x n row-major.
    void exponential(const T* a, T* out) {
        const Shape shape = shape_of(a, n_, n_);
        if (shape == Shape::diagonal) return on_diagonal(a, out, [](T x) { return std::exp(x); });
        if (!load(a)) return fill_unknown(shape, out);
        wanted_ = Wanted::exp;
        const T mean = shape == Shape::full ? shift() : T(0);
        if constexpr (Ops::taylor) {
            TaylorExponential<T, Ops> taylor(ops_);
            const int s = taylor.halvings();
            const auto [x, other] = taylor.evaluate(std::exp(scaled(mean, std::ldexp(R(1), -s))));
            return store(square(a, shape, s, x, other), out);
        }
        const int s = approximant();
        T *u = buffer(u_), *v = buffer(v_);
        for (index_t i = 0; i < size_; ++i) v[i] -= u[i];
        ops_.solve(v, u);
        for (index_t i = 0; i < size_; ++i) u[i] = scaled(u[i], R(2));
        for (index_t i = 0; i < n_; ++i) u[i * (ld_ + 1)] += T(1);
        if (mean != T(0)) {
            const T factor = std::exp(scaled(mean, std::ldexp(R(1), -s)));
            for (index_t i = 0; i < size_; ++i) u[i] = times(u[i], factor);
        }
        store(square(a, shape, s, u, v), out);
    }

    // c and s := cos and sin, or cosh and sinh, of a.
    void cosine_and_sine(const T* a, bool hyperbolic, T* c_out, T* s_out) {
        const Shape shape = shape_of(a, n_, n_);
        if (shape == Shape::diagonal) {
            on_diagonal(a, c_out, [&](T x) { return hyperbolic ? std::cosh(x) : std::cos(x); });
            return on_diagonal(a, s_out, [&](T x) { return hyperbolic ? std::sinh(x) : std::sin(x); });
        }
        if (!load(a)) {
            fill_unknown(shape, c_out);
            return fill_unknown(shape, s_out);
        }
        wanted_ = hyperbolic ? Wanted::hyperbolic : Wanted::trigonometric;
        const int doublings = approximant();
        T *u = buffer(u_), *v = buffer(v_), *c = buffer(x2_), *s = buffer(x4_), *vv = buffer(x6_), *both = buffer(a_);
        ops_.multiply(u, v, s);
        ops_.multiply(u, u, c);
        ops_.multiply(v, v, vv);
        const R sign = hyperbolic ? R(1) : R(-1);
        for (index_t i = 0; i < size_; ++i) {
            // cosh X = I + (V^2 - U^2)^-1 2 U^2
            vv[i] -= scaled(c[i], sign);
            c[i] = scaled(c[i], 2 * sign);
            s[i] = scaled(s[i], R(2));
        }
        std::copy_n(vv, size_, both);
        ops_.solve(vv, c);
        ops_.solve(both, s);
        for (index_t i = 0; i < n_; ++i) c[i * (ld_ + 1)] += T(1);
        for (int k = 0; k < doublings; ++k) {
            ops_.multiply(s, c, u);
            if (hyperbolic) {
                ops_.multiply(c, c, v);
            } else {
                for (index_t i = 0; i < size_; ++i) {
                    vv[i] = c[i] - s[i];
                    both[i] = c[i] + s[i];
                }
                ops_.multiply(vv, both, v);
            }
            for (index_t i = 0; i < size_; ++i) {
                s[i] = scaled(u[i], R(2));
                c[i] = hyperbolic ? scaled(v[i], R(2)) : v[i];
            }
            if (!hyperbolic) continue;
            for (index_t i = 0; i < n_; ++i) c[i * (ld_ + 1)] -= T(1);
        }
        store(c, c_out);
        store(s, s_out);
    }

    // out := tanh(a), doubled by tanh 2X = (I + tanh^2 X)^-1 2 tanh X, which neither overflows nor cancels.
    void hyperbolic_tangent(const T* a, T* out) {
        const Shape shape = shape_of(a, n_, n_);
        if (shape == Shape::diagonal) return on_diagonal(a, out, [](T x) { return std::tanh(x); });
        if (!load(a)) return fill_unknown(shape, out);
        wanted_ = Wanted::hyperbolic;
        const int doublings = approximant();
        T *u = buffer(u_), *v = buffer(v_), *uu = buffer(x2_), *t = buffer(x4_), *p = buffer(x6_);
        ops_.multiply(u, v, t);
        ops_.multiply(u, u, uu);
        ops_.multiply(v, v, p);
        for (index_t i = 0; i < size_; ++i) {
            p[i] += uu[i];
            t[i] = scaled(t[i], R(2));
        }
        ops_.solve(p, t);
        for (int k = 0; k < doublings; ++k) {
            ops_.multiply(t, t, p);
            for (index_t i = 0; i < n_; ++i) p[i * (ld_ + 1)] += T(1);
            for (index_t i = 0; i < size_; ++i) t[i] = scaled(t[i], R(2));
            ops_.solve(p, t);
        }
        store(t, out);
    }

private:
    // A^8 is no longer needed when U is written.
    enum Buffer { a_, x2_, x4_, x6_, u_, v_, scratch_, x8_ = u_ };
    T* buffer(int k) { return ops_.buffer(k); }

    // Whether all of it is finite.
    bool load(const T* a) {
        T* x = buffer(a_);
        for (index_t i = 0; i < n_; ++i) {
            std::copy_n(a + i * n_, n_, x + i * ld_);
            std::fill_n(x + i * ld_ + n_, ld_ - n_, T(0));
        }
        std::fill(x + n_ * ld_, x + size_, T(0));
        return finite(a);
    }

    void store(const T* x, T* out) {
        for (index_t i = 0; i < n_; ++i) std::copy_n(x + i * ld_, n_, out + i * n_);
    }

    bool finite(const T* a) const noexcept {
        R sum = 0;
        for (index_t i = 0; i < n_ * n_; ++i) {
            if constexpr (has_parts<T>) sum += (a[i].real() - a[i].real()) + (a[i].imag() - a[i].imag());
            else sum += a[i] - a[i];
        }
        return sum == R(0);
    }

    // Subtracts the mean of the eigenvalues, mu, where that leaves at most half of A by the Frobenius norm: fewer
    // halvings then, and exp(A) = exp(mu) exp(A - mu I). The factor enters before the squarings, so that neither
    // overflows alone.
    T shift() {
        T *a = buffer(a_), mean(0);
        for (index_t i = 0; i < n_; ++i) mean += scaled(a[i * (ld_ + 1)], R(1) / static_cast<R>(n_));
        R before = 0, less = 0;
        for (index_t i = 0; i < size_; ++i) before += squared(a[i]);
        for (index_t i = 0; i < n_; ++i) less += squared(a[i * (ld_ + 1)]) - squared(a[i * (ld_ + 1)] - mean);
        if (!(less >= before * R(0.75)) || before > std::numeric_limits<R>::max()) return T(0);
        for (index_t i = 0; i < n_; ++i) a[i * (ld_ + 1)] -= mean;
        return mean;
    }

    static R squared(T x) noexcept {
        if constexpr (has_parts<T>) return x.real() * x.real() + x.imag() * x.imag();
        else return x * x;
    }

    template <class F>
    void on_diagonal(const T* a, T* out, F f) {
        std::fill_n(out, n_ * n_, T(0));
        for (index_t i = 0; i < n_; ++i) out[i * (n_ + 1)] = f(a[i * (n_ + 1)]);
    }

    // NaN wherever the function could differ from zero.
    void fill_unknown(Shape shape, T* out) {
        for (index_t i = 0; i < n_; ++i)
            for (index_t j = 0; j < n_; ++j) {
                const bool zero = (shape == Shape::upper && j < i) || (shape == Shape::lower && j > i);
                out[i * n_ + j] = zero ? T(0) : T(std::numeric_limits<R>::quiet_NaN());
            }
    }

    // U and V of 2^-s A for the matrix that was loaded; returns s.
    int approximant() {
        T* a = buffer(a_);
        int before = 0;
        norm_ = ops_.norm(a);
        // So large that powers would overflow: scaled down first.
        if (std::isinf(norm_)) norm_ = scaled_norm(a, before = 64);
        if (const R large = single ? R(1e8) : R(1e60); norm_ > large) {
            const int more = std::ilogb(norm_) - (single ? 20 : 100);
            norm_ = scaled_norm(a, more);
            before += more;
        }
        ops_.multiply(a, a, buffer(x2_));
        return before + degree();
    }

    R scaled_norm(T* a, int halvings) {
        scale(a, -halvings);
        return ops_.norm(a);
    }

    template <int K>
    static double root(R norm) {
        const auto x = static_cast<double>(norm);
        if constexpr (K == 4) return std::sqrt(std::sqrt(x));
        else if constexpr (K == 6) return std::cbrt(std::sqrt(x));
        else if constexpr (K == 8) return std::sqrt(std::sqrt(std::sqrt(x)));
        else return std::pow(x, 1.0 / K);
    }

    // cosh and sinh come from V^2 - U^2, which loses digits where ||A|| is much above one.
    double most(const Degree& d) const noexcept { return wanted_ == Wanted::exp ? d.theta : std::min(d.theta, 2.0); }

    // Halvings that bring alpha to what the highest degree takes.
    int halvings(const Degree& d, double alpha) {
        const double ratio = alpha / most(d);
        int s = 0;
        if (ratio > 1 && std::frexp(ratio, &s) == 0.5) --s;    // ratio <= 2^s
        return s + excess(d, s);
    }

    bool enough(const Degree& d, double alpha) { return alpha <= most(d) && excess(d, 0) == 0; }

    // The powers of A as they are needed, one degree after the other; the halvings of the highest.
    int degree() {
        const Degree* d = single ? degrees_single.data() : degrees_double.data();
        T *x2 = buffer(x2_), *x4 = buffer(x4_), *x6 = buffer(x6_);
        ops_.multiply(x2, x2, x4);
        const double d4 = root<4>(ops_.norm(x4));
        const auto [sixth, known] = ops_.norm_of_product(x4, x2, x6);
        double d6 = root<6>(sixth);
        const double eta1 = std::max(d4, d6);
        if (enough(d[0], eta1)) return low<3>(), 0;
        if (enough(d[1], eta1)) return low<5>(), 0;
        if (!known) {
            ops_.multiply(x2, x4, x6);
            d6 = root<6>(ops_.norm(x6));
        }
        const double d8 = root<8>(ops_.norm_of_product(x4, x4, buffer(scratch_)).first), eta3 = std::max(d6, d8);
        if constexpr (single) {
            const int s = halvings(d[2], std::min(eta1, eta3));
            scale_powers(s);
            low<7>();
            return s;
        } else {
            if (enough(d[2], eta3)) return low<7>(), 0;
            if (enough(d[3], eta3)) {
                ops_.multiply(x4, x4, buffer(x8_));
                return low<9>(), 0;
            }
            const double d10 = root<10>(ops_.norm_of_product(x4, x6, buffer(scratch_)).first);
            const int s = halvings(d[4], std::min(eta3, std::max(d8, d10)));
            scale_powers(s);
            highest();
            return s;
        }
    }

    // A, A^2, A^4, A^6 as those of 2^-s A
    void scale_powers(int s) {
        for (int k = 0; s > 0 && k < 4; ++k) scale(buffer(k), -s * std::max(1, 2 * k));
    }

    void scale(T* x, int exponent) {
        const R f = std::ldexp(R(1), exponent);
        for (index_t i = 0; i < size_; ++i) x[i] = scaled(x[i], f);
    }

    // How many further halvings keep the rounding errors of degree m's evaluation at 2^-s a below a unit roundoff.
    int excess(const Degree& d, int s) {
        const double unit = std::numeric_limits<R>::epsilon() / 2, norm = std::ldexp(static_cast<double>(norm_), -s);
        // ||  |A|^(2m+1)  || is at most ||A||^(2m+1): most matrices need no more than this.
        double power = 1;
        for (int k = 0; k < d.m; ++k) power *= norm * norm;
        if (d.coefficient * power <= unit) return 0;
        R *x = reinterpret_cast<R*>(buffer(u_)), *y = x + ld_, *absolute = reinterpret_cast<R*>(buffer(v_));
        const T* a = buffer(a_);
        for (index_t i = 0; i < size_; ++i) absolute[i] = modulus(a[i]);
        std::fill_n(x, n_, R(1));
        double log_norm = 0;
        constexpr R far = single ? R(1e12) : R(1e100);
        R largest = 0;
        for (int k = 0; k < 2 * d.m + 1; ++k) {
            ops_.row_times(x, absolute, y);
            largest = 0;
            for (index_t i = 0; i < n_; ++i) largest = std::max(largest, y[i]);
            if (largest == R(0)) return 0;
            if (largest > far || largest < 1 / far) {
                log_norm += std::log2(static_cast<double>(largest));
                for (index_t i = 0; i < n_; ++i) y[i] /= largest;
                largest = 1;
            }
            std::swap(x, y);
        }
        log_norm += std::log2(static_cast<double>(largest));
        const double excess_bits = std::log2(d.coefficient / unit) + log_norm - std::log2(static_cast<double>(norm_)) -
                                   2.0 * d.m * s;
        return std::max(0, static_cast<int>(std::ceil(excess_bits / (2 * d.m))));
    }

    // Signs of X^2's powers: alternating for cos and sin.
    R sign(int power_of_square) const noexcept {
        return wanted_ == Wanted::trigonometric && power_of_square % 2 ? R(-1) : R(1);
    }

    // U and V of degree 3, 5, 7 or 9 from A^2, A^4, A^6, A^8.
    template <int M>
    void low() {
        static constexpr auto b = pade_coefficients<M>();
        constexpr int half = M / 2;
        const T* powers[4] = {buffer(x2_), buffer(x4_), buffer(x6_), buffer(x8_)};
        T *w = buffer(scratch_), *v = buffer(v_);
        R odd[half], even[half];
        for (int k = 0; k < half; ++k) {
            odd[k] = static_cast<R>(b[2 * k + 3]) * sign(k + 1);
            even[k] = static_cast<R>(b[2 * k + 2]) * sign(k + 1);
        }
        for (index_t i = 0; i < size_; ++i) {
            T o = scaled(powers[half - 1][i], odd[half - 1]), e = scaled(powers[half - 1][i], even[half - 1]);
            for (int k = half - 2; k >= 0; --k) {
                o += scaled(powers[k][i], odd[k]);
                e += scaled(powers[k][i], even[k]);
            }
            w[i] = o;
            v[i] = e;
        }
        for (index_t i = 0; i < n_; ++i) {
            w[i * (ld_ + 1)] += static_cast<R>(b[1]);
            v[i * (ld_ + 1)] += static_cast<R>(b[0]);
        }
        ops_.multiply(buffer(a_), w, buffer(u_));
    }

    // Degree 13, with six products: (2.6), (2.7) of the paper of 2005.
    void highest() {
        static constexpr auto b = pade_coefficients<13>();
        T *x = buffer(a_), *x2 = buffer(x2_), *x4 = buffer(x4_), *x6 = buffer(x6_);
        T *w = buffer(scratch_), *u = buffer(u_), *v = buffer(v_);
        R c[14];
        for (int k = 0; k < 14; ++k) c[k] = static_cast<R>(b[k]) * sign(k / 2);
        for (index_t i = 0; i < size_; ++i)
            w[i] = scaled(x6[i], c[13]) + scaled(x4[i], c[11]) + scaled(x2[i], c[9]);
        ops_.multiply(x6, w, u);
        for (index_t i = 0; i < size_; ++i)
            u[i] += scaled(x6[i], c[7]) + scaled(x4[i], c[5]) + scaled(x2[i], c[3]);
        for (index_t i = 0; i < n_; ++i) u[i * (ld_ + 1)] += c[1];
        ops_.multiply(x, u, w);
        std::copy_n(w, size_, u);
        for (index_t i = 0; i < size_; ++i)
            w[i] = scaled(x6[i], c[12]) + scaled(x4[i], c[10]) + scaled(x2[i], c[8]);
        ops_.multiply(x6, w, v);
        for (index_t i = 0; i < size_; ++i)
            v[i] += scaled(x6[i], c[6]) + scaled(x4[i], c[4]) + scaled(x2[i], c[2]);
        for (index_t i = 0; i < n_; ++i) v[i * (ld_ + 1)] += c[0];
    }

    // x^(2^s), in x or in other. For triangular matrices the diagonal and what is next to it are set to their known
    // values at every step: code fragment 2.1.
    T* square(const T* a, Shape shape, int s, T* x, T* other) {
        if (shape != Shape::full) known_diagonals(a, shape, s, x);
        for (int k = s - 1; k >= 0; --k) {
            ops_.multiply(x, x, other);
            std::swap(x, other);
            if (shape != Shape::full) known_diagonals(a, shape, k, x);
        }
        return x;
    }

    void known_diagonals(const T* a, Shape shape, int s, T* x) {
        const R f = std::ldexp(R(1), -s);
        const bool upper = shape == Shape::upper;
        for (index_t i = 0; i < n_; ++i) {
            x[i * (ld_ + 1)] = std::exp(scaled(a[i * (n_ + 1)], f));
            if (i + 1 == n_) break;
            const T next = a[i * (n_ + 1) + (upper ? 1 : n_)];
            x[i * (ld_ + 1) + (upper ? 1 : ld_)] =
                times(scaled(next, f), exp_difference(scaled(a[i * (n_ + 1)], f), scaled(a[(i + 1) * (n_ + 1)], f)));
        }
    }

    Ops& ops_;
    index_t n_, ld_, size_;
    R norm_ = 0;
    Wanted wanted_ = Wanted::exp;
};

}  // namespace SCINOVA_ISA
}  // namespace scinova::linalg
