// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/signal/tridiagonal.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>
#include <vector>

#include "common/parallel.hpp"

namespace scinova::signal {

namespace {

constexpr double eps = std::numeric_limits<double>::epsilon();

// How many eigenvalues lie above x.
index_t count_above(Vec<const double> d, Vec<const double> e, double x, double tiny) {
    index_t count = 0;
    double q = 1.0;
    for (index_t i = 0; i < d.shape[0]; ++i) {
        q = d(i) - x - (i > 0 ? e(i - 1) * e(i - 1) / q : 0.0);
        if (std::abs(q) < tiny) q = -tiny;
        if (q > 0.0) ++count;
    }
    return count;
}

// LU of T - x with partial pivoting, as three diagonals of U and one of multipliers.
class Shifted {
public:
    Shifted(Vec<const double> d, Vec<const double> e, double x, double tiny) {
        const std::size_t n = static_cast<std::size_t>(d.shape[0]);
        u0_.resize(n);
        u1_.assign(n, 0.0);
        u2_.assign(n, 0.0);
        factor_.assign(n, 0.0);
        swapped_.assign(n, 0);
        double a = d(0) - x, b = n > 1 ? e(0) : 0.0;  // the row being eliminated: a at column i, b at i + 1
        for (std::size_t i = 0; i < n; ++i) {
            const index_t at = static_cast<index_t>(i);
            if (i + 1 == n) {
                u0_[i] = std::abs(a) < tiny ? tiny : a;
                break;
            }
            const double below = e(at), next = d(at + 1) - x, after = i + 2 < n ? e(at + 1) : 0.0;
            if (std::abs(below) > std::abs(a)) {
                swapped_[i] = 1;
                u0_[i] = below;
                u1_[i] = next;
                u2_[i] = after;
                factor_[i] = a / below;
                a = b - factor_[i] * next;
                b = -factor_[i] * after;
            } else {
                u0_[i] = std::abs(a) < tiny ? tiny : a;
                u1_[i] = b;
                factor_[i] = below / u0_[i];
                a = next - factor_[i] * b;
                b = after;
            }
        }
    }

    void solve(std::vector<double>& v) const {
        const std::size_t n = v.size();
        for (std::size_t i = 0; i + 1 < n; ++i) {
            if (swapped_[i]) std::swap(v[i], v[i + 1]);
            v[i + 1] -= factor_[i] * v[i];
        }
        for (std::size_t i = n; i-- > 0;) {
            if (i + 1 < n) v[i] -= u1_[i] * v[i + 1];
            if (i + 2 < n) v[i] -= u2_[i] * v[i + 2];
            v[i] /= u0_[i];
        }
    }

private:
    std::vector<double> u0_, u1_, u2_, factor_;
    std::vector<char> swapped_;
};

bool normalize(std::vector<double>& v) {
    double scale = 0.0, sum = 0.0;
    for (double x : v) scale = std::max(scale, std::abs(x));
    if (!(scale > 0.0) || !std::isfinite(scale)) return false;
    for (double x : v) sum += (x / scale) * (x / scale);
    const double norm = scale * std::sqrt(sum);
    for (double& x : v) x /= norm;
    return true;
}

}  // namespace

Status largest_eigenpairs(Vec<const double> d, Vec<const double> e, Vec<double> values, Mat<double> vectors) {
    const index_t n = d.shape[0], count = values.shape[0];
    double low = std::numeric_limits<double>::infinity(), high = -low, size = 0.0;
    for (index_t i = 0; i < n; ++i) {
        const double radius = (i > 0 ? std::abs(e(i - 1)) : 0.0) + (i + 1 < n ? std::abs(e(i)) : 0.0);
        low = std::min(low, d(i) - radius);
        high = std::max(high, d(i) + radius);
        size = std::max(size, std::abs(d(i)) + radius);
    }
    if (!std::isfinite(size)) return Status::bad_argument;
    const double tiny = std::max(size * eps * eps, std::numeric_limits<double>::min());
    try {
        std::vector<double> v(static_cast<std::size_t>(n));
        for (index_t k = 0; k < count; ++k) {
            double a = low - eps * size, b = high + eps * size;  // more than k eigenvalues above a, at most k above b
            while (b - a > 2 * eps * std::max(std::abs(a), std::abs(b)) + tiny) {
                const double middle = a + 0.5 * (b - a);
                if (middle <= a || middle >= b) break;
                (count_above(d, e, middle, tiny) > k ? a : b) = middle;
                if (interrupted()) return Status::interrupted;
            }
            values(k) = a + 0.5 * (b - a);
            const Shifted shifted(d, e, values(k), size * eps);
            for (index_t i = 0; i < n; ++i)  // a start that no eigenvector is orthogonal to
                v[static_cast<std::size_t>(i)] = 1.0 + 0.5 * std::sin(static_cast<double>(i * (k + 1)) + 0.3);
            for (int step = 0; step < 4; ++step) {
                shifted.solve(v);
                if (!normalize(v)) return Status::no_convergence;
                for (index_t p = 0; p < k; ++p) {
                    double dot = 0.0;
                    for (index_t i = 0; i < n; ++i) dot += vectors(p, i) * v[static_cast<std::size_t>(i)];
                    for (index_t i = 0; i < n; ++i) v[static_cast<std::size_t>(i)] -= dot * vectors(p, i);
                }
                if (!normalize(v)) return Status::no_convergence;
            }
            for (index_t i = 0; i < n; ++i) vectors(k, i) = v[static_cast<std::size_t>(i)];
        }
    } catch (const std::bad_alloc&) {
        return Status::out_of_memory;
    }
    return Status::ok;
}

}  // namespace scinova::signal
