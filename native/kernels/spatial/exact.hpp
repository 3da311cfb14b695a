// SPDX-License-Identifier: BSD-3-Clause
// Signs of determinants of real numbers given as doubles, always right unless an intermediate product leaves the range
// of doubles. A floating-point evaluation with a bound on its error decides nearly all; the rest is evaluated in
// expansions, sums of doubles that do not overlap (Shewchuk, Discrete Comput. Geom. 18 (1997) 305).
//
// Determinants are expanded by columns over subsets of the rows (Laplace): 2^n n operations for n rows, which is small
// for the sizes of geometry, and the same evaluation with absolute values bounds the error.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>
#include <vector>

#include "common/views.hpp"

namespace scinova::spatial {

// A sum of doubles, smallest first, without overlap; empty is zero.
class Expansion {
public:
    Expansion() = default;
    explicit Expansion(double x) {
        if (x != 0.0) terms_.push_back(x);
    }
    static Expansion difference(double a, double b) {
        const double x = a - b, bv = a - x, av = x + bv;
        return from_two(x, (bv - b) + (a - av));
    }
    int sign() const { return terms_.empty() ? 0 : terms_.back() > 0.0 ? 1 : -1; }

    Expansion& operator+=(const Expansion& o) {
        for (double t : o.terms_) grow(t);
        return *this;
    }
    Expansion operator-() const {
        Expansion out = *this;
        for (double& t : out.terms_) t = -t;
        return out;
    }
    friend Expansion operator*(const Expansion& a, const Expansion& b) {
        Expansion out;
        for (double x : a.terms_) {
            for (double y : b.terms_) {
                const double p = x * y;
                out.grow(std::fma(x, y, -p));
                out.grow(p);
            }
        }
        return out;
    }

private:
    static Expansion from_two(double high, double low) {
        Expansion out(low);
        if (high != 0.0) out.terms_.push_back(high);
        return out;
    }
    void grow(double b) {
        if (b == 0.0) return;
        std::size_t to = 0;
        double q = b;
        for (std::size_t k = 0; k < terms_.size(); ++k) {
            const double e = terms_[k], s = q + e, v = s - q;
            const double rest = (q - (s - v)) + (e - v);
            q = s;
            if (rest != 0.0) terms_[to++] = rest;
        }
        terms_.resize(to);
        if (q != 0.0) terms_.push_back(q);
    }
    std::vector<double> terms_;
};

// Determinant of an n x n matrix (rows of length n) and the sum of the magnitudes of its products.
inline double laplace(const double* a, int n, double* table, double* bounds, double& magnitude) {
    const std::uint32_t all = (std::uint32_t{1} << n) - 1;
    table[0] = 1.0, bounds[0] = 1.0;
    for (std::uint32_t rows = 1; rows <= all; ++rows) {
        const int column = std::popcount(rows) - 1;
        double sum = 0.0, size = 0.0;
        int place = column;  // how many chosen rows come after this one
        for (std::uint32_t left = rows; left; left &= left - 1, --place) {
            const int r = std::countr_zero(left);
            const std::uint32_t rest = rows & ~(std::uint32_t{1} << r);
            const double term = a[r * n + column] * table[rest];
            sum += place & 1 ? -term : term;
            size += std::fabs(a[r * n + column]) * bounds[rest];
        }
        table[rows] = sum, bounds[rows] = size;
    }
    magnitude = bounds[all];
    return table[all];
}

inline int exact_laplace_sign(const std::vector<Expansion>& a, int n) {
    const std::uint32_t all = (std::uint32_t{1} << n) - 1;
    std::vector<Expansion> table(all + 1);
    table[0] = Expansion(1.0);
    for (std::uint32_t rows = 1; rows <= all; ++rows) {
        const int column = std::popcount(rows) - 1;
        int place = column;
        for (std::uint32_t left = rows; left; left &= left - 1, --place) {
            const int r = std::countr_zero(left);
            const Expansion term = a[static_cast<std::size_t>(r * n + column)] * table[rows & ~(std::uint32_t{1} << r)];
            table[rows] += place & 1 ? -term : term;
        }
    }
    return table[all].sign();
}

// The two predicates in d dimensions.
class Predicates {
public:
    explicit Predicates(int d) : d_(d) {
        const auto size = std::size_t{1} << (d + 1);
        table_.resize(size), bounds_.resize(size), matrix_.resize(static_cast<std::size_t>((d + 1) * (d + 1)));
        // Inside a positively oriented simplex the lifted determinant has one sign: found from a unit simplex.
        std::vector<double> corner(static_cast<std::size_t>((d + 2) * d), 0.0);
        std::vector<const double*> at;
        for (int k = 0; k <= d; ++k) at.push_back(corner.data() + k * d);
        for (int k = 1; k <= d; ++k) corner[static_cast<std::size_t>(k * d + k - 1)] = 1.0;
        double* inside = corner.data() + (d + 1) * d;
        for (int k = 0; k < d; ++k) inside[k] = 1.0 / (2.0 * (d + 1));
        inside_sign_ = 1;
        inside_sign_ = orient(at.data()) * sphere(at.data(), inside);
    }

    // Sign of the volume of the simplex of d + 1 points.
    int orient(const double* const* x) {
        const double* base = x[d_];
        for (int r = 0; r < d_; ++r)
            for (int c = 0; c < d_; ++c) matrix_[static_cast<std::size_t>(r * d_ + c)] = x[r][c] - base[c];
        double size = 0.0;
        const double det = laplace(matrix_.data(), d_, table_.data(), bounds_.data(), size);
        if (const int s = decided(det, size, d_)) return s;
        std::vector<Expansion> a;
        for (int r = 0; r < d_; ++r)
            for (int c = 0; c < d_; ++c) a.push_back(Expansion::difference(x[r][c], base[c]));
        return exact_laplace_sign(a, d_);
    }

    // +1 if p is inside of the circumsphere of the positively oriented simplex x, -1 outside, 0 on it.
    int sphere(const double* const* x, const double* p) {
        const int n = d_ + 1;
        for (int r = 0; r < n; ++r) {
            double lift = 0.0;
            for (int c = 0; c < d_; ++c) {
                const double diff = x[r][c] - p[c];
                matrix_[static_cast<std::size_t>(r * n + c)] = diff;
                lift += diff * diff;
            }
            matrix_[static_cast<std::size_t>(r * n + d_)] = lift;
        }
        double size = 0.0;
        const double det = laplace(matrix_.data(), n, table_.data(), bounds_.data(), size);
        if (const int s = decided(det, size, n + 4)) return s * inside_sign_;
        std::vector<Expansion> a;
        for (int r = 0; r < n; ++r) {
            Expansion lift;
            for (int c = 0; c < d_; ++c) {
                a.push_back(Expansion::difference(x[r][c], p[c]));
                lift += a.back() * a.back();
            }
            a.push_back(lift);
        }
        return exact_laplace_sign(a, n) * inside_sign_;
    }

private:
    // Each of the n levels multiplies and adds at most n terms: (1 + u)^(3n) covers it, doubled for safety.
    static int decided(double det, double size, int n) {
        const double error = size * (6.0 * n * 1.1102230246251565e-16);
        return det > error ? 1 : det < -error ? -1 : 0;
    }
    int d_, inside_sign_ = 1;
    std::vector<double> table_, bounds_, matrix_;
};

}  // namespace scinova::spatial
