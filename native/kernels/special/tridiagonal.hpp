// SPDX-License-Identifier: BSD-3-Clause
// One eigenvalue, by its index, and its eigenvector of a real symmetric tridiagonal matrix of modest size: the form in
// which Mathieu's, the spheroidal and Lame's equations meet their expansion coefficients.
//
// Rayleigh quotient iteration on twisted factorisations (I. S. Dhillon, B. N. Parlett, Linear Algebra Appl. 387 (2004)
// 1): the forward and backward pivots of T - lambda give gamma_k = 1/[(T - lambda)^{-1}]_kk for every k; from the row r
// with the least |gamma_k| the eigenvector follows by quotients alone, so that every component, however small, keeps its
// relative accuracy, and lambda + gamma_r/|z|^2 is the next approximation (cubic convergence). The signs of the forward
// pivots count the eigenvalues below lambda (Sturm), which keeps a bracket; a step out of it is replaced by bisection.
// Where a row is known in which the vector is not small, value() twists at this row throughout: Newton's method on
// gamma_r(lambda), whose derivative is -|z|^2, at one division a row.
#pragma once

#include <cmath>
#include <cstddef>
#include <limits>

namespace scinova::special {
inline namespace SCINOVA_ISA {

struct Tridiagonal {
    static constexpr int capacity = 4096;
    double d[capacity];            // diagonal
    double e[capacity];            // e[k] couples k and k + 1
    double forward[capacity], backward[capacity];
    double v[capacity];            // eigenvector, of length 1
    int peak = 0;                  // where it is largest, or nearly
    int below = 0;                 // eigenvalues below the last lambda

    static double safe(double x) noexcept { return std::fabs(x) < 1e-290 ? std::copysign(1e-290, x) : x; }

    // Pivots and the row of the least gamma, returned with its sign.
    double factor(int n, double lambda) noexcept {
        double f = safe(d[0] - lambda), b = safe(d[n - 1] - lambda);
        forward[0] = f;
        backward[n - 1] = b;
        below = f < 0.0;
        for (int k = 1, j = n - 2; k < n; ++k, --j) {
            f = safe(d[k] - lambda - e[k - 1] * (e[k - 1] / f));
            b = safe(d[j] - lambda - e[j] * (e[j] / b));
            below += f < 0.0;
            forward[k] = f;
            backward[j] = b;
        }
        double least = std::numeric_limits<double>::infinity(), gamma = 0.0;
        for (int k = 0; k < n; ++k) {
            const double g = forward[k] + backward[k] - (d[k] - lambda);
            if (std::fabs(g) < least) {
                least = std::fabs(g);
                gamma = g;
                peak = k;
            }
        }
        return gamma;
    }

    // The vector of the twisted factorisation, 1 at the peak; its squared length.
    double vector(int n) noexcept {
        v[peak] = 1.0;
        double square = 1.0;
        for (int k = peak; k > 0; --k) {
            v[k - 1] = -e[k - 1] * v[k] / forward[k - 1];
            square += v[k - 1] * v[k - 1];
        }
        for (int k = peak; k < n - 1; ++k) {
            v[k + 1] = -e[k] * v[k] / backward[k + 1];
            square += v[k + 1] * v[k + 1];
        }
        return square;
    }

    int count(int n, double lambda) const noexcept {       // of the eigenvalues below lambda
        double f = safe(d[0] - lambda);
        int below_lambda = f < 0.0;
        for (int k = 1; k < n; ++k) {
            f = safe(d[k] - lambda - e[k - 1] * (e[k - 1] / f));
            below_lambda += f < 0.0;
        }
        return below_lambda;
    }
    // Where the step has come down to rounding, so has its sign: whether an eigenvalue at lambda is number `index` or
    // its neighbour. 0 if it is the one, -1 if lambda is too small, 1 if it is too large.
    int side(int n, int index, double lambda, double rounding) const noexcept {
        if (count(n, lambda + rounding) <= index) return -1;
        return count(n, lambda - rounding) > index ? 1 : 0;
    }

    // Eigenvalue number `index` alone, as below, from a good guess; NaN if that was not good enough.
    double value(int n, int index, int row, double guess, double low, double high) noexcept {
        constexpr double eps = 2.220446049250313e-16;
        double lambda = guess, before = std::numeric_limits<double>::infinity();
        const int up = n - 1 - row, both = row < up ? row : up;
        for (int turn = 0; turn < 12; ++turn) {
            double f = safe(d[0] - lambda), b = safe(d[n - 1] - lambda), s = 1.0, t = 1.0;
            int count = 0;
            const auto forth = [&](int k) {
                count += f < 0.0;
                const double r = e[k] / f;
                s = 1.0 + r * r * s;
                f = safe(d[k + 1] - lambda - e[k] * r);
            };
            const auto back = [&](int k) {
                count += b < 0.0;
                const double r = e[k - 1] / b;
                t = 1.0 + r * r * t;
                b = safe(d[k - 1] - lambda - e[k - 1] * r);
            };
            for (int k = 0; k < both; ++k) {
                forth(k);
                back(n - 1 - k);
            }
            for (int k = both; k < row; ++k) forth(k);
            for (int k = both; k < up; ++k) back(n - 1 - k);
            const double gamma = f + b - (d[row] - lambda), step = gamma / (s + t - 1.0), size = std::fabs(step);
            count += gamma < 0.0;
            const double scale = std::fabs(lambda) + std::fabs(d[row]);
            if (count == index ? step >= -4.0 * eps * scale : count == index + 1 && step <= 4.0 * eps * scale) {
                // The next step would be the square of this, times what the last two tell.
                const double quotient = size / before;
                const bool enough = turn > 0 && quotient < 1e-2 && size * quotient * quotient < 0.25 * eps * scale;
                if (size <= 4.0 * eps * scale) {
                    if (side(n, index, lambda, 32.0 * eps * scale) != 0) break;
                    if (enough || size <= 2.0 * eps * scale) return lambda + step;
                } else if (enough) {
                    return lambda + step;
                }
            }
            if (count > index) high = lambda;
            else low = lambda;
            lambda += step;
            before = size;
            if (!(lambda > low && lambda < high)) break;
        }
        return std::numeric_limits<double>::quiet_NaN();
    }

    // The eigenvector, of length 1, of an eigenvalue already had
    bool known(int n, double lambda) noexcept {
        factor(n, lambda);
        const double square = vector(n), norm = 1.0 / std::sqrt(square);
        for (int k = 0; k < n; ++k) v[k] *= norm;
        return square < std::numeric_limits<double>::infinity();
    }

    // Eigenvalue number `index` (from 0, ascending) of the leading n rows, within (low, high); NaN if it cannot be had.
    // A step below `enough` is the last: its square is lost. The vector is that of the step before unless `enough` is 0.
    double solve(int n, int index, double guess, double low, double high, double enough = 0.0) noexcept {
        constexpr double eps = 2.220446049250313e-16;
        double lambda = guess > low && guess < high ? guess : 0.5 * (low + high);
        for (int turn = 0; turn < 200; ++turn) {
            const double gamma = factor(n, lambda), square = vector(n), step = gamma / square;
            const double scale = std::fabs(lambda) + std::fabs(d[peak]) + (peak > 0 ? std::fabs(e[peak - 1]) : 0.0);
            // A vector out of range means a zero pivot, not an eigenvalue.
            bool here = square < std::numeric_limits<double>::infinity() &&
                        ((below == index && step >= -4.0 * eps * scale) ||
                         (below == index + 1 && step <= 4.0 * eps * scale));
            int beside = 0;
            if (here && std::fabs(step) <= 4.0 * eps * scale) {
                beside = side(n, index, lambda, 32.0 * eps * scale);
                here = beside == 0;
            }
            if (here && std::fabs(step) < enough) return lambda + step;
            if (here && std::fabs(step) <= 2.0 * eps * scale) {
                const double norm = 1.0 / std::sqrt(square);
                for (int k = 0; k < n; ++k) v[k] *= norm;
                return lambda + step;
            }
            if (beside > 0 || (beside == 0 && below > index)) high = lambda;
            else low = lambda;
            double next = lambda + step;
            if (!here || !(next > low && next < high)) {
                if (here && !(high - low > 4.0 * eps * scale)) next = lambda;
                else next = 0.5 * (low + high);
                if (next == lambda || next <= low || next >= high) {
                    const double norm = 1.0 / std::sqrt(square);
                    for (int k = 0; k < n; ++k) v[k] *= norm;
                    return lambda;
                }
            }
            lambda = next;
        }
        return std::numeric_limits<double>::quiet_NaN();
    }
};

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
