// SPDX-License-Identifier: BSD-3-Clause
// Sums of hypergeometric series in float64 and in double-double, with an estimate of their relative error.
//
// A parameter comes in two parts, so that differences such as b - a of transformed series are exact. Rounding adds up
// to about 2^-53 (4 + 2 sqrt k) sum |t_k| over k terms (2^-102 k sum |t_k| in double-double); a sum whose estimate is
// too large for the caller is thrown away, never returned.
#pragma once

#include <algorithm>

#include "kernels/special/complex.hpp"
#include "kernels/special/largest_quotient.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

template <class Z>
struct Summed {
    Z value{};
    double error = inf;                                    // relative
    double slope = 0.0;                                    // sum k |t_k| / |sum|: what a relative change of z does
    Z derivative{};                                        // z d/dz
};

inline double size_of(double z) noexcept { return std::fabs(z); }
inline double size_of(cdouble z) noexcept { return std::fabs(z.real()) + std::fabs(z.imag()); }
inline double size_of(Dd z) noexcept { return std::fabs(z.hi); }

// The modulus, where the ratio of terms is compared with 1.
inline double modulus(double z) noexcept { return std::fabs(z); }
inline double modulus(cdouble z) noexcept { return std::sqrt(z.real() * z.real() + z.imag() * z.imag()); }
inline double modulus(Dd z) noexcept { return std::fabs(z.hi); }

struct ComplexDd {
    Dd re, im;
    ComplexDd() = default;
    ComplexDd(Dd r) : re(r) {}
    ComplexDd(cdouble z) : re(z.real()), im(z.imag()) {}
    cdouble value() const noexcept { return {re.value(), im.value()}; }
};
inline double size_of(const ComplexDd& z) noexcept { return std::fabs(z.re.hi) + std::fabs(z.im.hi); }
inline double modulus(const ComplexDd& z) noexcept { return std::sqrt(z.re.hi * z.re.hi + z.im.hi * z.im.hi); }
inline ComplexDd operator+(const ComplexDd& a, const ComplexDd& b) noexcept {
    ComplexDd r;
    r.re = a.re + b.re;
    r.im = a.im + b.im;
    return r;
}
inline double over(double a, double b) noexcept { return a / b; }
inline cdouble times(cdouble a, double b) noexcept { return a * b; }
inline Dd times(Dd a, Dd b) noexcept { return a * b; }
inline ComplexDd times(const ComplexDd& a, Dd b) noexcept {
    ComplexDd r;
    r.re = a.re * b;
    r.im = a.im * b;
    return r;
}
inline ComplexDd times(const ComplexDd& a, const ComplexDd& b) noexcept {
    ComplexDd r;
    r.re = a.re * b.re - a.im * b.im;
    r.im = a.re * b.im + a.im * b.re;
    return r;
}

template <class Z> struct Extended;
template <> struct Extended<double> { using type = Dd; };
template <> struct Extended<cdouble> { using type = ComplexDd; };

// Upper bound of |t_(j+1)/t_j| for j >= k; infinite while a bottom parameter can still become small.
template <int Tops, int Bottoms>
inline double later_ratio(const Dd* top, const Dd* bottom, double k, double z) noexcept {
    if constexpr (Tops == 2 && Bottoms == 1) {
        if (bottom[0].hi + k <= 0.0) return inf;
        if (top[0].hi + k > 0.0 && top[1].hi + k > 0.0) return z * largest_quotient(top[0].hi, top[1].hi, bottom[0].hi, k);
    }
    double r = z;
    for (int i = 0; i < std::max(Tops, Bottoms + 1); ++i) {
        const double b = i == 0 ? k + 1.0 : i - 1 < Bottoms ? bottom[i - 1].hi + k : 1.0;
        if (b <= 0.0) return inf;
        if (i >= Tops) r /= b;
        else r *= std::max(1.0, std::fabs(top[i].hi + k) / b);
    }
    return r;
}

// What a sum loses when `term` is added to `total`.
inline double lost_in(double total, double term) noexcept {
    const double s = total + term, v = s - total;
    return (total - (s - v)) + (term - v);
}
inline cdouble lost_in(cdouble total, cdouble term) noexcept {
    return {lost_in(total.real(), term.real()), lost_in(total.imag(), term.imag())};
}

// sum prod (top)_k / prod (bottom)_k z^k/k!, and z times its derivative if Slope
template <int Tops, int Bottoms, class Z, bool Slope = false>
inline Summed<Z> series(const Dd* top, const Dd* bottom, Z z, int limit) noexcept {
    Z term(1.0), total(1.0), weighted(0.0), lost(0.0);
    double sizes = 1.0, slopes = 0.0;
    const double size = modulus(z);
    for (int n = 0; n < limit; ++n) {
        const double k = n;
        double over = 1.0, under = k + 1.0;
        for (int i = 0; i < Tops; ++i) over *= (top[i].hi + k) + top[i].lo;
        for (int i = 0; i < Bottoms; ++i) under *= (bottom[i].hi + k) + bottom[i].lo;
        term = times(times(term, z), over / under);
        lost += lost_in(total, term);
        total += term;
        const double now = size_of(term);
        sizes += now;
        slopes += now * (k + 1.0);
        if constexpr (Slope) weighted += term * (k + 1.0);
        if (!(now > 0x1p-55 * size_of(total))) {
            const double r = now == 0.0 ? 0.0 : later_ratio<Tops, Bottoms>(top, bottom, k + 1.0, size);
            if (r < 0.999 && now <= 0x1p-55 * size_of(total) * (1.0 - r))
                return {total + lost, 0x1p-53 * (4.0 + 2.0 * std::sqrt(k)) * sizes / size_of(total),
                        slopes / size_of(total), weighted};
            if (!(sizes < 1e300)) break;
        }
    }
    return {};
}

// a b and a/b without renormalising the operands first
inline Dd loose_product(Dd a, Dd b) noexcept {
    const double p = a.hi * b.hi;
    return {p, fma(a.hi, b.hi, -p) + fma(a.hi, b.lo, a.lo * b.hi)};
}
inline Dd loose_quotient(Dd a, Dd b) noexcept {
    const double r = 1.0 / b.hi, q = a.hi * r;
    return {q, (fma(-q, b.hi, a.hi) + fma(-q, b.lo, a.lo)) * r};
}
inline Dd loose_shift(Dd a, double k) noexcept {
    const Dd s = two_sum(a.hi, k);
    return quick_two_sum(s.hi, s.lo + a.lo);               // near 0 the low part is not small
}

template <int Tops, int Bottoms, class Z, bool Slope = false>
inline Summed<typename Extended<Z>::type> series_dd(const Dd* top, const Dd* bottom, typename Extended<Z>::type z,
                                                    int limit) noexcept {
    using W = typename Extended<Z>::type;
    W term(Dd(1.0)), total(Dd(1.0)), weighted(Dd(0.0));
    double sizes = 1.0;
    const double size = modulus(z);
    for (int n = 0; n < limit; ++n) {
        const double k = n;
        Dd over(1.0), under(k + 1.0);
        for (int i = 0; i < Tops; ++i) over = i == 0 ? loose_shift(top[i], k) : loose_product(over, loose_shift(top[i], k));
        for (int i = 0; i < Bottoms; ++i) under = loose_product(under, loose_shift(bottom[i], k));
        if constexpr (std::is_same_v<Z, double>) {
            const Dd t = loose_product(term, loose_quotient(loose_product(over, z), under));
            term = quick_two_sum(t.hi, t.lo);
            const Dd sum = two_sum(total.hi, term.hi);
            total = {sum.hi, total.lo + (sum.lo + term.lo)};
        } else {
            const Dd q = loose_quotient(over, under);
            term = times(times(term, z), quick_two_sum(q.hi, q.lo));
            total = total + term;
        }
        if constexpr (Slope) weighted = weighted + times(term, Dd(k + 1.0));
        const double now = size_of(term);
        sizes += now;
        if (!(now > 0x1p-108 * sizes)) {
            const double r = now == 0.0 ? 0.0 : later_ratio<Tops, Bottoms>(top, bottom, k + 1.0, size);
            if (r < 0.999 && now <= 0x1p-108 * sizes * (1.0 - r)) {
                total = total + Dd(0.0);                   // its high part may have been all cancellation
                return {total, 0x1p-102 * (k + 4.0) * sizes / size_of(total), 0.0, weighted};
            }
            if (!(sizes < 1e250)) break;
        }
    }
    return {};
}

// The series sum (a)_k (b)_k/k! z^k, to its end or to where its terms grow for good, past k^2 = |a b|; the smallest
// term then counts as an error.
template <class Z>
inline Summed<Z> series_2f0(Dd a, Dd b, Z z) noexcept {
    Z term(1.0), total(1.0);
    double sizes = 1.0, before = inf;
    for (int n = 0; n < 400; ++n) {
        const double k = n, over = ((a.hi + k) + a.lo) * ((b.hi + k) + b.lo);
        term = times(times(term, z), over / (k + 1.0));
        const double now = size_of(term);
        if (now > before && k > -a.hi && k > -b.hi && k * k > std::fabs(a.hi * b.hi)) return {total, before / size_of(total), 0.0, {}};
        total += term;
        sizes += now;
        if (!(sizes < 1e300)) break;
        if (now <= 0x1p-55 * size_of(total) &&
            (now == 0.0 || ((k > -a.hi && k > -b.hi) || (std::fabs(over) * size_of(z) < 0.5 * (k + 1.0)))))
            return {total, 0x1p-53 * (4.0 + 2.0 * std::sqrt(k)) * sizes / size_of(total), 0.0, {}};
        before = now;
    }
    return {};
}

// A three-term recurrence next = t now + u before, and what rounding makes of it. A relative error e made at step j is
// (reduction of order) e sum_(i > j) d_i/d_j at the end, with d_i = C_i/(f_i f_(i-1)) and C the Casoratian, C_(i+1) =
// -u C_i; followed for the j of the least |d_j|.
template <class Z>
struct Stepping {
    Z now, before;
    Z d = 1.0, sum = 0.0;
    double least = 1.0, carried = 1.0;
    Stepping(Z start, Z previous) noexcept : now(start), before(previous) {}
    void step(Z t, Z u) noexcept {
        const Z next = times(t, now) + times(u, before);
        d = -times(d, over(times(u, before), next));
        before = now;
        now = next;
        sum += d;
        if (size_of(d) < least) {
            carried += size_of(sum) / least;
            least = size_of(d);
            sum = 0.0;
        }
    }
    double error(double steps, double initial) const noexcept {
        const double growth = carried + size_of(sum) / least;
        return 0x1p-53 * 8.0 + growth * (initial + 0x1p-53 * (2.0 + 0.5 * std::sqrt(steps)));
    }
};
inline constexpr double stepping_tolerance = 4e-12;

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
