// SPDX-License-Identifier: BSD-3-Clause
// Legendre functions of the second kind (DLMF 14): Q_0 is log((1 + z)/(1 - z))/2 for |z| <= 1, counted as on the cut,
// log((z + 1)/(z - 1))/2 outside. The recurrence in the degree 14.10.3 runs upwards on the cut, where it is neutral, and
// where little is lost; elsewhere downwards, Q being its minimal solution, from so far beyond the last degree that
// (z + sqrt(z^2 - 1))^-2k is below a rounding. The order by 14.10.1 and 14.10.6, in the direction in which Q grows.
//
// Riccati and Bessel's functions (10.47, 10.51): y_k upwards; j_k upwards to k = |x|, beyond by the quotients
// j_{k+1}/j_k from downward recurrence. Jahnke and Emden's functions downwards in the order.
#include "kernels/special/sequences.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "common/parallel.hpp"
#include "kernels/special/mathieu.hpp"
#include "kernels/special/spherical_bessel.hpp"

namespace scinova::special {

namespace {

template <class T> constexpr bool is_real = std::is_same_v<T, double>;

double reciprocal(double x) noexcept { return 1.0 / x; }
cdouble reciprocal(cdouble z) noexcept { return z == 0.0 ? cdouble(nan, nan) : inverse(z); }

double first_second_kind(double z, bool inside) noexcept {
    return inside ? std::atanh(z) : std::copysign(0.5 * std::log1p(2.0 / (std::fabs(z) - 1.0)), z);
}
cdouble first_second_kind(cdouble z, bool inside) noexcept {
    const cdouble bottom = inside ? 1.0 - z : z - 1.0, top = 1.0 + z;
    if (bottom == 0.0) return {inf, nan};
    if (top == 0.0) return {-inf, 0.0};
    return 0.5 * std::log(times(top, inverse(bottom)));
}
double growth_rate(double z) noexcept { return std::acosh(std::fabs(z)); }
double growth_rate(cdouble z) noexcept { return std::fabs(std::log(std::abs(z + std::sqrt(z - 1.0) * std::sqrt(z + 1.0)))); }

template <class T>
void upwards(T z, long n, T* q) noexcept {
    if (n > 0) q[1] = times(z, q[0]) - 1.0;
    for (long k = 1; k < n; ++k) {
        const double a = static_cast<double>(k);
        q[k + 1] = (times((2.0 * a + 1.0) * z, q[k]) - a * q[k - 1]) / (a + 1.0);
    }
}
// Q_0 is known. The quotients Q_k/Q_{k-1} go into q first.
template <class T>
void downwards(T z, long n, double rate, T* q) noexcept {
    T quotient(0.0);
    const double beyond = 40.0 / rate;
    const long start = n + (beyond > 8.0 ? static_cast<long>(std::ceil(beyond)) : 8);
    for (long k = start; k > 0; --k) {
        const double a = static_cast<double>(k);
        quotient = a * reciprocal((2.0 * a + 1.0) * z - (a + 1.0) * quotient);
        if (k <= n) q[k] = quotient;
    }
    for (long k = 1; k <= n; ++k) q[k] = times(q[k], q[k - 1]);
}

template <class T>
struct SecondKind {
    long m, n;
    std::vector<T> before, now, next, slope;

    SecondKind(long m_, long n_)
        : m(m_), n(n_), before(static_cast<std::size_t>(n + 1)), now(before.size()), next(before.size()), slope(before.size()) {}

    void degrees(T z, bool inside) noexcept {
        T* q = now.data();
        q[0] = first_second_kind(z, inside);
        const double rate = inside ? 0.0 : growth_rate(z);
        if (rate * static_cast<double>(std::max(n, 1L)) < 0.5) upwards(z, n, q);
        else downwards(z, n, rate, q);
        slope[0] = reciprocal(times(1.0 - z, 1.0 + z));
        for (long k = 1; k <= n; ++k)
            slope[static_cast<std::size_t>(k)] = static_cast<double>(k) * times(q[k - 1] - times(z, q[k]), slope[0]);
        if constexpr (is_real<T>) {
            if (std::fabs(z) != 1.0) return;
            for (long k = 0; k <= n; ++k) {
                q[k] = z < 0.0 && k % 2 == 0 ? -inf : inf;
                slope[static_cast<std::size_t>(k)] = z < 0.0 && k % 2 != 0 ? -inf : inf;
            }
        }
    }
    void point(T z, index_t count, T* q_out, T* slope_out) noexcept {
        const bool inside = std::abs(z) <= 1.0;
        degrees(z, inside);
        const double sign = inside ? -1.0 : 1.0;                // of the root's square in z^2 - 1
        T root;
        if constexpr (is_real<T>) root = std::sqrt(std::fabs((1.0 - z) * (1.0 + z)));
        else root = inside ? std::sqrt(1.0 - z) * std::sqrt(1.0 + z) : std::sqrt(z - 1.0) * std::sqrt(z + 1.0);
        const T over_root = reciprocal(root), over_square = reciprocal(times(root, root)) * sign;
        for (long k = 0; k <= n; ++k) {
            q_out[k * count] = now[static_cast<std::size_t>(k)];
            slope_out[k * count] = slope[static_cast<std::size_t>(k)];
        }
        if (m == 0) return;
        std::swap(before, now);
        for (std::size_t k = 0; k <= static_cast<std::size_t>(n); ++k) now[k] = sign * times(root, slope[k]);
        for (long i = 1; i <= m; ++i) {
            const double order = static_cast<double>(i);
            const T a = times(-2.0 * order * z, over_root);
            q_out += (n + 1) * count;
            slope_out += (n + 1) * count;
            for (long k = 0; k <= n; ++k) {
                const auto at = static_cast<std::size_t>(k);
                const double b = sign * static_cast<double>((k - i + 1) * (k + i));
                next[at] = times(a, now[at]) + b * before[at];
                q_out[k * count] = now[at];
                // (z^2 - 1) Q' = root Q^{i+1} + i z Q off the cut, -(the same) over 1 - z^2 on it
                slope_out[k * count] = times(times(root, next[at]) + times(order * z, now[at]), over_square);
            }
            std::swap(before, now);
            std::swap(now, next);
        }
    }
};

template <class T>
void legendre_second(const T* z, index_t count, long m, long n, T* q, T* slope) {
    const auto some = [&](index_t first, index_t end) {
        SecondKind<T> work(m, n);
        for (index_t j = first; j < end; ++j) work.point(z[j], count, q + j, slope + j);
    };
    if (count < 32) some(0, count);
    else parallel_for(count, 16, some);
}

// j_k, k = 0 ... n, x > 0
void spherical_first(double x, long n, double* j) noexcept {
    const RecurrenceStep step(x);
    j[0] = std::sin(x) / x;
    if (n == 0) return;
    const long turn = x < static_cast<double>(n) ? static_cast<long>(x) : n;
    double before = std::cos(x) / x, now = j[0];
    for (long k = 0; k < turn; ++k) {
        const double following = fma(step.times(static_cast<double>(k) + 0.5), now, -before);
        before = now;
        now = j[k + 1] = following;
    }
    if (turn == n) return;
    double quotient = j_ratio(static_cast<double>(n) + 0.5, x, step);              // j_{n+1}/j_n
    for (long k = n; k > turn; --k) j[k] = quotient = 1.0 / (step.times(static_cast<double>(k) + 0.5) - quotient);
    for (long k = turn + 1; k <= n; ++k) j[k] *= j[k - 1];
}
void riccati(bool second, double x, long n, double* value, double* slope) {
    const double a = std::fabs(x);
    double before;                                                              // of order k - 1
    if (second) {
        const RecurrenceStep step(a);
        double lower = std::sin(a) / a, now = -std::cos(a) / a;
        for (long k = 0; k <= n; ++k) {
            value[k] = std::isnan(now) ? -inf : now;
            const double following = fma(step.times(static_cast<double>(k) + 0.5), now, -lower);
            lower = now;
            now = following;
        }
        before = std::sin(a) / a;
    } else {
        spherical_first(a, n, value);
        before = std::cos(a) / a;
    }
    double odd = x < 0.0 && !second ? -1.0 : 1.0;                               // x f_k(x), even or odd in x
    for (long k = 0; k <= n; ++k) {
        const double f = value[k], order = static_cast<double>(k);
        const double d = second && std::isinf(f) ? inf : fma(a, before, -order * f);      // (x f_k)' = x f_{k-1} - k f_k
        value[k] = a * f * odd;
        slope[k] = x < 0.0 ? -odd * d : d;
        before = f;
        if (x < 0.0) odd = -odd;
    }
}

// Gamma(v + 1) (2/x)^v J_v(x) = 0F1(; v + 1; -x^2/4)
double lambda_one(double v, double x) noexcept {
    const double z = -0.25 * x * x;
    if (!(-z > 1.5 * (v + 1.0))) {
        double sum = 1.0, term = 1.0;
        for (int k = 1; k < 200 && std::fabs(term) > 0x1p-56 * std::fabs(sum); ++k) {
            term *= z / (k * (v + k));
            sum += term;
        }
        return sum;
    }
    if (std::isinf(x)) return v == 0.0 ? 0.0 : nan;
    return scaled_exp(lgamma_dd(two_sum(v, 1.0)) - log_dd(0.5 * std::fabs(x)) * v, jv(v, std::fabs(x)));
}
// Downwards in the order (the contiguous relation of 0F1); the derivative is -x/(2 (v + 1)) times the next.
void jahnke_emden(double v, double x, index_t count, double* value, double* slope) {
    const double z = -0.25 * x * x;
    double above = lambda_one(v + static_cast<double>(count), x), now = lambda_one(v + static_cast<double>(count - 1), x);
    for (index_t k = count - 1; k >= 0; --k) {
        const double order = v + static_cast<double>(k);
        value[k] = now;
        slope[k] = -0.5 * x / (order + 1.0) * above;
        const double following = fma(z / (order * (order + 1.0)), above, now);
        above = now;
        now = following;
    }
}

long mathieu_coefficients(long m, double q, bool odd, index_t count, double* value) {
    const mathieu::Mode* mode = mathieu::mode_of(m, q, odd);
    if (mode == nullptr) return -1;
    index_t all = mode->first + mode->size;
    while (all > 1 && (all <= mode->first || std::fabs(mode->c[all - 1 - mode->first]) < 1e-20)) --all;
    for (index_t k = 0; k < std::min(all, count); ++k) value[k] = k < mode->first ? 0.0 : mode->c[k - mode->first];
    return all;
}

}  // namespace

template <>
const Sequences& sequences_table<isa::current>() {
    static const Sequences t{&legendre_second<double>, &legendre_second<cdouble>, &riccati, &jahnke_emden, &mathieu_coefficients};
    return t;
}

}  // namespace scinova::special
