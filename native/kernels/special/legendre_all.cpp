// SPDX-License-Identifier: BSD-3-Clause
// Method: for each order m the normalized functions by their recurrence in the degree, in the difference form of legendre.hpp
// with the norm rho_k = sqrt((2n+3)(n+1-m)/((2n+1)(n+1+m))), k = n - m, taken into the coefficients,
//     e' = rho (2 (k + m + 1/2)(|z| - 1) P + k e)/(k + 1),   P' = rho (k + 2m + 1)/(k + 1) P + e',
// (plain form below |z| = 1/2), sixty-four points side by side. Each point carries a multiple of 2^300 as exponent until its
// function has grown into range (T. Fukushima, J. Geod. 86 (2012) 271).
#include "kernels/special/legendre_all.hpp"

#include "common/parallel.hpp"
#include "kernels/special/legendre.hpp"
#include "kernels/special/vector_math.hpp"

namespace scinova::special {

namespace {

constexpr index_t points = 64;
constexpr double step = 300.0;

struct Points {
    double x[points], keep[points], side[points];          // |z| - 1 or |z|, whether the former; -1 for z < 0
    double a[points], power[points], power_lo[points];     // |z|; log of the sine in two parts
    double now[points], other[points], scale[points], unit[points];
    bool lost[points];                                     // NaN

    void load(const double* t, index_t count, bool angle) noexcept {
        for (index_t j = 0; j < count; ++j) {
            lost[j] = !std::isfinite(t[j]) || (!angle && std::fabs(t[j]) > 1.0);
            const SpherePoint p = lost[j] ? at_cosine(0.0) : angle ? at_angle(t[j]) : at_cosine(t[j]);
            a[j] = p.z;
            keep[j] = p.z >= 0.5 ? 1.0 : 0.0;
            x[j] = p.z >= 0.5 ? -p.below : p.z;
            side[j] = p.left ? -1.0 : 1.0;
            const Dd l = p.s > 0.0 ? log_dd(Dd(p.s, p.s_lo)) : Dd(-1e300);
            power[j] = l.hi;
            power_lo[j] = l.lo;
        }
    }
};

// The coefficients of one order
struct Order {
    std::vector<double> by_x, by_e, by_p, by_before;
    Dd log_front;                                          // of P_m^m / s^m
    double sign;

    void make(long m0, long nmax, double unit) {
        const double m = static_cast<double>(m0);
        const auto count = static_cast<std::size_t>(nmax - m0 + 1);
        by_x.resize(count);
        by_e.resize(count);
        by_p.resize(count);
        by_before.resize(count);
        double last = 1.0;
        for (std::size_t i = 0; i < count; ++i) {
            const double k = static_cast<double>(i), n = m + k;
            const double rho = std::sqrt((2.0 * n + 3.0) * (k + 1.0) / ((2.0 * n + 1.0) * (n + 1.0 + m))), r = rho / (k + 1.0);
            by_x[i] = r * (2.0 * (k + m) + 1.0);
            by_e[i] = r * k;
            by_p[i] = r * (k + 2.0 * m + 1.0);
            by_before[i] = r * last * (k + 2.0 * m);
            last = rho;
        }
        // (2m-1)!! sqrt(unit (2m+1)/(2m)!) = sqrt(unit (2m+1) (2m)!)/(2^m m!)
        const Dd ln2{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
        const Wide top = factorial_wide(2.0 * m), bottom = factorial_wide(m);
        log_front = (log_dd(top.m * unit * (2.0 * m + 1.0)) + ln2 * top.e) * 0.5 - log_dd(bottom.m) - ln2 * (bottom.e + m);
        sign = odd(m) ? -1.0 : 1.0;
    }
};

double unit_of(double scale) noexcept { return scale < -1000.0 ? 0.0 : std::ldexp(1.0, static_cast<int>(scale)); }

void begin(Points& p, const Order& order, double m, index_t count) noexcept {
    for (index_t j = 0; j < count; ++j) {
        const Dd l = m == 0.0 ? order.log_front : p.power[j] < -1e299 ? Dd(-1e300) : Dd(p.power[j], p.power_lo[j]) * m + order.log_front;
        double e = 0.0;
        if (l.hi < -200.0) e = std::floor(l.hi / (step * 0x1.62e42fefa39efp-1)) * step;
        const Dd ln2{0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};
        p.now[j] = l.hi < -1e12 ? 0.0 : exp_dd(l - ln2 * e);
        p.scale[j] = l.hi < -1e12 ? 0.0 : e;
        p.unit[j] = unit_of(p.scale[j]);
        p.other[j] = 0.0;
        if (p.lost[j]) p.now[j] = nan;
    }
}

void advance(Points& p, const Order& order, std::size_t k, index_t count) noexcept {
    const double cx = order.by_x[k], ce = order.by_e[k], cp = order.by_p[k], cb = order.by_before[k];
    double largest = 0.0;
    for (index_t j = 0; j < count; ++j) {
        const bool keep = p.keep[j] != 0.0;
        const double now = p.now[j], g = cx * (p.x[j] * now) + (keep ? ce : cb) * p.other[j];
        p.other[j] = keep ? g : -now;
        p.now[j] = g + (keep ? cp * now : 0.0);
        largest = greater(std::fabs(p.now[j]), largest);
    }
    if (largest < 0x1p250) return;
    for (index_t j = 0; j < count; ++j) {
        if (p.scale[j] == 0.0 || std::fabs(p.now[j]) < 0x1p250) continue;
        p.now[j] *= 0x1p-300;
        p.other[j] *= 0x1p-300;
        p.scale[j] += step;
        p.unit[j] = unit_of(p.scale[j]);
    }
}

void sphere(const double* t, index_t count, long nmax, long mmax, bool angle, double* out) {
    const double unit = angle ? quarter_over_pi : 0.5;
    const long width = 2 * mmax + 1, last = std::min(nmax, mmax);
    std::vector<Order> orders(static_cast<std::size_t>(last + 1));
    for (long m = 0; m <= last; ++m) orders[static_cast<std::size_t>(m)].make(m, nmax, unit);
    const index_t blocks = (count + points - 1) / points;
    parallel_for(blocks, 1, [&](index_t first, index_t end) {
        Points p;
        for (index_t b = first; b < end; ++b) {
            const index_t from = b * points, here = std::min(points, count - from);
            p.load(t + from, here, angle);
            for (long m = 0; m <= last; ++m) {
                const Order& order = orders[static_cast<std::size_t>(m)];
                begin(p, order, static_cast<double>(m), here);
                for (long n = m; n <= nmax; ++n) {
                    double* plus = out + (n * width + m) * count + from;
                    double* minus = out + (n * width + (m ? width - m : 0)) * count + from;
                    const bool turned = (n - m) % 2 != 0;
                    for (index_t j = 0; j < here; ++j) {
                        const double v = p.now[j] * p.unit[j] * (turned ? p.side[j] : 1.0);
                        minus[j] = v;
                        plus[j] = order.sign * v;
                    }
                    if (n < nmax) advance(p, order, static_cast<std::size_t>(n - m), here);
                }
            }
        }
    });
}

void polynomials(const double* z, index_t count, long nmax, int order, double* out) {
    const index_t rows = nmax + 1;
    parallel_for((count + points - 1) / points, 1, [&](index_t first, index_t end) {
        double x[points], keep[points], side[points], now[points], other[points];
        for (index_t b = first; b < end; ++b) {
            const index_t from = b * points, here = std::min(points, count - from);
            for (index_t j = 0; j < here; ++j) {
                const double a = std::fabs(z[from + j]);
                keep[j] = a >= 0.5 ? 1.0 : 0.0;
                x[j] = a >= 0.5 ? a - 1.0 : a;
                side[j] = z[from + j] < 0.0 ? -1.0 : 1.0;
                now[j] = 1.0;
                other[j] = 0.0;
            }
            for (index_t n = 0; n < rows; ++n) {
                const double k = static_cast<double>(n), c = 2.0 * k + 1.0, inverse = 1.0 / (k + 1.0);
                double* row = out + n * count + from;
                for (index_t j = 0; j < here; ++j) {
                    row[j] = n % 2 ? side[j] * now[j] : now[j];
                    const double g = (c * (x[j] * now[j]) + k * other[j]) * inverse;
                    other[j] = keep[j] != 0.0 ? g : -now[j];
                    now[j] = keep[j] != 0.0 ? g + now[j] : g;
                }
            }
            // P_{n+1}^(d) = P_{n-1}^(d) + (2n+1) P_n^(d-1)
            for (int d = 1; d <= order; ++d) {
                double *to = out + d * rows * count + from, *lower = out + (d - 1) * rows * count + from;
                for (index_t n = 0; n < rows; ++n)
                    for (index_t j = 0; j < here; ++j)
                        to[n * count + j] = n == 0 ? 0.0 * lower[j]
                                                   : (n > 1 ? to[(n - 2) * count + j] : 0.0) +
                                                         (2.0 * static_cast<double>(n) - 1.0) * lower[(n - 1) * count + j];
            }
        }
    });
}

double power_of_two(double e) noexcept { return std::ldexp(1.0, static_cast<int>(std::fmax(std::fmin(e, 2000.0), -2000.0))); }

// a 2^e without overflow or underflow of the factor alone
template <class T>
T times_power(T a, double e) noexcept {
    if (std::fabs(e) < 1000.0) return a * from_bits(static_cast<std::uint64_t>(1023 + static_cast<int>(e)) << 52);
    return a * power_of_two(std::trunc(0.5 * e)) * power_of_two(e - std::trunc(0.5 * e));
}

// Products without the recovery of infinities that the language prescribes
double product(double a, double b) noexcept { return a * b; }
cdouble product(cdouble a, cdouble b) noexcept { return times(a, b); }

// The factors of (-1)^m (2m-1)!! r^m G that depend on degree and order: for m and for -m
struct CutFactors {
    std::vector<Wide> plus, minus;                         // [m (nmax + 1) + n]
    CutFactors(long nmax, long mmax, bool norm) {
        const auto rows = static_cast<std::size_t>(nmax + 1);
        plus.resize(rows * static_cast<std::size_t>(mmax + 1));
        minus = plus;
        for (long m = 0; m <= mmax; ++m)
            for (long n = m; n <= nmax; ++n) {
                const auto at = static_cast<std::size_t>(m) * rows + static_cast<std::size_t>(n);
                Wide ratio = factorial_ratio(static_cast<double>(n), static_cast<double>(m));
                if (norm) {
                    ratio.m *= static_cast<double>(n) + 0.5;
                    plus[at] = minus[at] = root(normal(ratio));
                } else {
                    plus[at] = {1.0, 0.0};
                    minus[at] = normal(ratio);
                }
            }
    }
};

// One point of cut_real and cut_complex; `out` is that of the point, rows are `count` apart.
template <class T>
void cut_point(T z, long branch, index_t count, long nmax, long mmax, bool norm, int order, const CutFactors& factors, T* out) {
    const long width = 2 * mmax + 1, last = std::min(nmax, mmax);
    const index_t level = (nmax + 1) * width * count;
    const bool cut = branch != 3, left = real_part(z) < 0.0;
    const double q = cut ? -1.0 : 1.0;
    const T square = cut ? (T(1.0) - z) * (T(1.0) + z) : (z - 1.0) * (z + 1.0);
    const bool hard = size_of(square) == 0.0 || any_nan(z) || !std::isfinite(size_of(z)) ||
                      (std::is_same_v<T, double> && (cut ? size_of(z) > 1.0 : size_of(z) < 1.0 || left));
    T r;
    if constexpr (std::is_same_v<T, double>) r = std::sqrt(square);
    else r = cut ? std::sqrt(T(1.0) - z) * std::sqrt(T(1.0) + z) : std::sqrt(z - 1.0) * std::sqrt(z + 1.0);
    const T zz = left ? -z : z, y = zz - 1.0, inverse = T(1.0) / square;
    const bool near_one = real_part(zz) >= 0.5;
    T power(1.0);                                          // (2m-1)!! r^m as power 2^e
    double e = 0.0;
    for (long m = 0; m <= last; ++m) {
        const double md = static_cast<double>(m), lambda = md + 0.5, twice = 2.0 * lambda;
        if (m > 0) power *= r * (2.0 * md - 1.0);
        if (const double s = size_of(power); s > 0x1p200 || (s < 0x1p-200 && s > 0.0)) {
            power *= s > 1.0 ? 0x1p-200 : 0x1p200;
            e += s > 1.0 ? 200.0 : -200.0;
        }
        const T c1 = q * md * z * inverse, c2 = q * md * inverse + md * (md - 2.0) * z * z * inverse * inverse;
        T now(1.0), other(near_one ? 0.0 : 0.0), d0(0.0), d1(0.0), s0(0.0), s1(0.0);
        const double odd_order = cut && m % 2 ? -1.0 : 1.0;
        for (long n = m; n <= nmax; ++n) {
            const double k = static_cast<double>(n - m), turned = left && (n - m) % 2 ? -1.0 : 1.0;
            T value[3];
            if (hard) {
                associated(n, m, z, branch, norm, order, value);
            } else {
                const T p = product(now, power) * turned;
                value[0] = p;
                if (order > 0) {
                    const T g = product(d1, power) * (left ? -turned : turned);
                    value[1] = product(c1, p) + g;
                    if (order > 1) value[2] = product(c2, p) + 2.0 * product(c1, g) + product(s1, power) * turned;
                }
            }
            const auto at = static_cast<std::size_t>(m * (nmax + 1) + n);
            const Wide &up = factors.plus[at], &down = factors.minus[at];
            for (int d = 0; d <= order; ++d) {
                T* row = out + d * level + n * width * count;
                if (hard) {
                    row[m * count] = value[d];
                    if (m == 0) continue;
                    T other_value[3];
                    associated(n, -m, z, branch, norm, order, other_value);
                    row[(width - m) * count] = other_value[d];
                } else {
                    row[m * count] = odd_order * times_power(value[d] * up.m, e + up.e);
                    if (m > 0) row[(width - m) * count] = times_power(value[d] * down.m, e + down.e);
                }
            }
            // G_k -> G_{k+1}; G' and G'' by 2 (k + lambda) C_k = C'_{k+1} - C'_{k-1} (DLMF 18.9.19-20)
            const double c = 2.0 * k + twice, down_k = 1.0 / (k + 1.0);
            const T d2 = d0 + c * now, s2 = s0 + c * d1;
            s0 = s1;
            s1 = s2;
            d0 = d1;
            d1 = d2;
            if (near_one) {
                other = (c * product(y, now) + k * other) * down_k;
                now = (k + twice) * down_k * now + other;
            } else {
                const T next = (c * product(zz, now) - (k + twice - 1.0) * other) * down_k;
                other = now;
                now = next;
            }
        }
    }
}

template <class T>
void cut_all(const T* z, const long* branch, index_t count, long nmax, long mmax, bool norm, int order, T* out) {
    const CutFactors factors(nmax, std::min(nmax, mmax), norm);
    parallel_for(count, 16, [&](index_t first, index_t end) {
        for (index_t j = first; j < end; ++j) cut_point(z[j], branch[j], count, nmax, mmax, norm, order, factors, out + j);
    });
}

}  // namespace

template <>
const LegendreAll& legendre_all_table<isa::current>() {
    static const LegendreAll t{&sphere, &polynomials, &cut_all<double>, &cut_all<cdouble>};
    return t;
}

}  // namespace scinova::special
