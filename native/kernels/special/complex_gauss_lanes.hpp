// SPDX-License-Identifier: BSD-3-Clause
// Array kernels of 2F1(a, b; c; z), parameters up to 300 in size, as series side by side: z complex and not real
// (complex_series_lanes.hpp), and z real and below 1, what gauss_lanes.hpp leaves of it.
//
// Three ways: the series in z, two series in 1 - z (DLMF 15.8.4), two in 1/(1 - z) (15.8.3); each of these series has four
// forms (15.8.1), those of Pfaff having the arguments z/(z - 1), 1 - 1/z and 1/z. The size of the largest term of each, from
// its stationary points (gauss_lanes.hpp), with its factor bounds the value: the way and the forms of the least bound are
// summed in float64, and where terms cancel in two parts, the factors in float64 or, where the two terms of a connection
// cancel, in double-double; then in three and in four parts. What is left by that is hyp2f1's of gauss.hpp, as are the
// other elements. Below the real axis by reflection.
#pragma once

#include "kernels/special/complex_double_double.hpp"
#include "kernels/special/complex_series_lanes.hpp"
#include "kernels/special/gauss_lanes.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

namespace lanes {

inline constexpr double farthest_complex = 0.96;           // modulus of the argument of a series
inline constexpr double longest_complex_series = 1100.0, terms_of_a_complex_series = 1600.0,   // foreseen, made
                        terms_in_many_parts = 900.0;
inline constexpr double easy = 4.0;                        // the bound of a series in z that is taken at once
inline constexpr double first_tolerance = 0.05 * series_tolerance, later_tolerance = 0.5 * series_tolerance;

// One series F(a, b; c; w), w = over/under and w/(w - 1) = turned_over/turned_under, in one of its forms.
struct ComplexGaussItem {
    Dd a, b, c;
    ComplexDd over, under, turned_over, turned_under;
    int form = 0;                                          // as it stands, Euler's, Pfaff's with a and with b
    ComplexFound found{};
    Dd power() const noexcept { return form == 0 ? Dd(0.0) : form == 1 ? (c - a) - b : form == 2 ? -a : -b; }
    ComplexJob job(int item) const noexcept {
        ComplexJob j;
        j.top[0] = form == 1 || form == 3 ? c - a : a;
        j.top[1] = form == 1 || form == 2 ? c - b : b;
        j.bottom = c;
        j.over = form >= 2 ? turned_over : over;
        j.under = form >= 2 ? turned_under : under;
        j.z = j.under.im.hi == 0.0 && j.under.re.hi == 1.0 && j.under.re.lo == 0.0 ? j.over : divided(j.over, j.under);
        j.item = item;
        return j;
    }
};

// log |Gamma(x)|, roughly; |sin pi x| taken for at least `least`
SCINOVA_LANE double rough_log_gamma(double x, double least = 0.0) noexcept {
    const bool left = x < 0.5;
    const double y = left ? 1.0 - x : x;
    const double g = (y - 0.5) * rough_log(y) - y + 0.9189385332046727 + 1.0 / (12.0 * y);
    return left ? 1.1447298858494002 - rough_log(greater(absolute(sincospi_usual(x).sin), least)) - g : g;
}
// Near an integer difference of parameters the two terms of a connection are larger than the value by that.
inline constexpr double least_sine = 0.05;
// bound_of with more terms
SCINOVA_LANE double complex_bound(double a, double b, double c, double r) noexcept {
    const double la = rough_log(a), lb = rough_log(b), lc = rough_log(c);
    const Stationary u = stationary(a, b, c, r, 1.0, la, lb, lc), v = stationary(a, b, c, r, -1.0, la, lb, lc);
    const double terms = greater(u.last, v.last) + 45.0 / greater(-rough_log(r), 1e-3);
    const double most = greater(0.0, greater(u.size, v.size)) + 0.014 * terms;
    return (r < farthest_complex) & (terms < longest_complex_series) ? most : 1e7;
}

// The least bound and its form of many series: arguments of modulus w and w/(w - 1), log |1 - w|, and the logarithm of a
// factor. All arrays hold `block` numbers.
struct Bounds {
    Room<double> a, b, c, w, turned, log_rest, factor, least, form;

    [[gnu::noinline]] void find(int n) noexcept {
        for (int i = 0; i < n; ++i) {
            const double c_a = c[i] - a[i], c_b = c[i] - b[i];
            double least_one = complex_bound(a[i], b[i], c[i], w[i]), form_one = 0.0;
            const double euler = complex_bound(c_a, c_b, c[i], w[i]) + (c_a - b[i]) * log_rest[i];
            form_one = euler < least_one ? 1.0 : form_one;
            least_one = lesser(euler, least_one);
            least[i] = least_one;
            form[i] = form_one;
        }
        for (int i = 0; i < n; ++i) {
            const double pfaff = complex_bound(a[i], c[i] - b[i], c[i], turned[i]) - a[i] * log_rest[i];
            const double second = complex_bound(c[i] - a[i], b[i], c[i], turned[i]) - b[i] * log_rest[i];
            double least_one = least[i], form_one = form[i];
            form_one = pfaff < least_one ? 2.0 : form_one;
            least_one = lesser(pfaff, least_one);
            form_one = second < least_one ? 3.0 : form_one;
            least_one = lesser(second, least_one);
            form[i] = form_one;
            least[i] = least_one + factor[i];
        }
    }
};

// Gamma(c) Gamma(difference)/(Gamma(under[0]) Gamma(under[1])) of many: e^exponent factor
struct ComplexParts {
    Pairs difference, under[2], exponent;
    alignas(64) double c[Pairs::most], factor[Pairs::most];

    void set(int i, const Connection& t, double c_) noexcept {
        difference.set(i, t.difference);
        under[0].set(i, t.under[0]);
        under[1].set(i, t.under[1]);
        c[i] = c_;
    }
    [[gnu::noinline]] void multiply(int n) noexcept {
        for (int i = 0; i < n; ++i) {
            const Product p = times(gamma_product(difference.get(i), false), gamma_product(c[i], false));
            exponent.set(i, p.exponent);
            factor[i] = p.factor;
        }
        for (int i = 0; i < n; ++i) {
            const Product p = times(gamma_product(under[0].get(i), true), gamma_product(under[1].get(i), true));
            exponent.set(i, plus(p.exponent, exponent.get(i)));
            factor[i] *= p.factor;
        }
    }
};

struct ComplexGaussElement {
    double a, b, c;
    cdouble z;
    int at;                                                // in the block
    enum Way { near_zero, near_one, far, none } way = none;
    int item = 0;                                          // the first of its own
    bool reflected;
    double loss = 0.0;                                     // of the series in z over the least bound
    int form = 0, forms[2];                                // of the series in z and of the other two
};

inline bool in_lanes(double a, double b, double c, cdouble z) noexcept {
    if (!(std::fabs(a) < 300.0 && std::fabs(b) < 300.0 && std::fabs(c) < 300.0)) return false;
    if (is_pole(a) || is_pole(b) || is_pole(c) || a == c || b == c) return false;
    const double size = size_of(z), rest = std::fabs(1.0 - z.real()) + std::fabs(z.imag());
    return std::fabs(z.imag()) > 1e-150 && size > 1e-100 && size < 1e8 && rest > 1e-10;
}

class ComplexGaussBlock {
public:
    void add(double a, double b, double c, cdouble z, int at) noexcept {
        ComplexGaussElement& e = elements[count++];
        e.a = a;
        e.b = b;
        e.c = c;
        e.reflected = z.imag() < 0.0;
        e.z = e.reflected ? std::conj(z) : z;
        e.at = at;
    }

    // Elements without a value are left to `other`.
    template <class Z, class Other>
    void run(Z* y, Other other) noexcept {
        if (count == 0) return;
        choose();
        set_items();
        tolerance_now = first_tolerance;                   // float64 is cheap to improve on
        sum<ComplexSingle<2>>(25.0);
        take(y, false);
        tolerance_now = later_tolerance;
        if (count > 0) {
            sum<ComplexDouble<2>>(55.0);
            take(y, true);
        }
        further<ComplexTriple<2>>(y, 35.0);
        further<ComplexQuadruple<2>>(y, 70.0);
        for (int i = 0; i < count; ++i) other(elements[i].at);
        count = 0;
    }

private:
    using Element = ComplexGaussElement;

    // The way and the forms of the least bound.
    void choose() noexcept {
        const int n = count;
        for (int i = 0; i < n; ++i) {
            const Element& e = elements[i];
            const double x = e.z.real(), v = e.z.imag();
            r[i] = std::sqrt(x * x + v * v);
            q[i] = std::sqrt((1.0 - x) * (1.0 - x) + v * v);
            a[i] = e.a;
            b[i] = e.b;
            c[i] = e.c;
        }
        for (int i = 0; i < n; ++i) {
            lr[i] = rough_log(r[i]);
            lq[i] = rough_log(q[i]);
            bounds.a[i] = a[i];
            bounds.b[i] = b[i];
            bounds.c[i] = c[i];
            bounds.w[i] = r[i];
            bounds.turned[i] = r[i] / q[i];
            bounds.log_rest[i] = lq[i];
            bounds.factor[i] = 0.0;
        }
        bounds.find(n);
        int m = 0;                                         // for which the series in z may not do
        for (int i = 0; i < n; ++i) {
            Element& e = elements[i];
            e.form = static_cast<int>(bounds.form[i]);
            e.loss = 0.0;
            const double power = e.form == 0 ? 0.0 : e.form == 1 ? (e.c - e.a) - e.b : e.form == 2 ? -e.a : -e.b;
            if (bounds.least[i] - power * lq[i] < easy) {
                e.way = Element::near_zero;
                continue;
            }
            zero[m] = bounds.least[i];
            a[m] = a[i];
            b[m] = b[i];
            c[m] = c[i];
            r[m] = r[i];
            q[m] = q[i];
            lr[m] = lr[i];
            lq[m] = lq[i];
            places[m++] = i;
        }
        if (m > 0) choose_among_all(m);
    }
    void choose_among_all(int n) noexcept {
        for (int k = 0; k < 2; ++k) {
            for (int i = 0; i < n; ++i) {
                const double s = (c[i] - a[i]) - b[i], t = k == 0 ? s : -s;
                const double under = k == 0 ? rough_log_gamma(c[i] - a[i]) + rough_log_gamma(c[i] - b[i])
                                            : rough_log_gamma(a[i]) + rough_log_gamma(b[i]);
                bounds.a[i] = k == 0 ? a[i] : c[i] - a[i];
                bounds.b[i] = k == 0 ? b[i] : c[i] - b[i];
                bounds.c[i] = 1.0 - t;
                bounds.w[i] = q[i];
                bounds.turned[i] = q[i] / r[i];
                bounds.log_rest[i] = lr[i];
                bounds.factor[i] = rough_log_gamma(c[i]) + rough_log_gamma(t, least_sine) - under + (k == 0 ? 0.0 : s * lq[i]);
            }
            bounds.find(n);
            for (int i = 0; i < n; ++i) {
                one[i] = k == 0 ? bounds.least[i] : greater(one[i], bounds.least[i]);
                forms[0][k][i] = bounds.form[i];
            }
        }
        for (int k = 0; k < 2; ++k) {
            for (int i = 0; i < n; ++i) {
                const double u = k == 0 ? a[i] : b[i], v = k == 0 ? b[i] : a[i];
                bounds.a[i] = u;
                bounds.b[i] = c[i] - v;
                bounds.c[i] = u - v + 1.0;
                bounds.w[i] = 1.0 / q[i];
                bounds.turned[i] = 1.0 / r[i];
                bounds.log_rest[i] = lr[i] - lq[i];
                bounds.factor[i] = rough_log_gamma(c[i]) + rough_log_gamma(v - u, least_sine) - rough_log_gamma(v) -
                                   rough_log_gamma(c[i] - u) - u * lq[i];
            }
            bounds.find(n);
            for (int i = 0; i < n; ++i) {
                beyond[i] = k == 0 ? bounds.least[i] : greater(beyond[i], bounds.least[i]);
                forms[1][k][i] = bounds.form[i];
            }
        }
        for (int i = 0; i < n; ++i) {
            Element& e = elements[places[i]];
            const Dd s = two_diff(e.c, e.a) - e.b, t = two_diff(e.a, e.b);
            const double value = std::fmin(std::fmin(one[i], beyond[i]) + 2.0, zero[i]);
            if (beside_integer(s)) one[i] = 1e7;
            if (beside_integer(t)) beyond[i] = 1e7;
            const double connected = std::fmin(one[i], beyond[i]) + 2.0;       // two series and their factors
            e.way = !(std::fmin(connected, zero[i]) < 1e6) ? Element::none
                    : zero[i] < connected                  ? Element::near_zero
                    : one[i] < beyond[i]                   ? Element::near_one
                                                           : Element::far;
            e.loss = zero[i] < 1e6 ? zero[i] - value : inf;
            for (int k = 0; k < 2; ++k) e.forms[k] = static_cast<int>(forms[e.way == Element::far ? 1 : 0][k][i]);
        }
    }
    static ComplexDd number(Dd re, Dd im) noexcept {
        ComplexDd v;
        v.re = re;
        v.im = im;
        return v;
    }
    static void set_item(const Element& e, int part, const Connection* t, ComplexGaussItem& g) noexcept {
        const ComplexDd z = e.z, rest = number(two_diff(1.0, e.z.real()), -e.z.imag()), less = number(-rest.re, -rest.im);
        g = {};
        if (e.way == Element::near_zero) {
            g.a = e.a;
            g.b = e.b;
            g.c = e.c;
            g.over = g.turned_over = z;
            g.under = Dd(1.0);
            g.turned_under = less;
            return;
        }
        g.a = t[part].top[0];
        g.b = t[part].top[1];
        g.c = t[part].bottom[0];
        g.turned_under = z;
        if (e.way == Element::near_one) {
            g.over = rest;
            g.under = Dd(1.0);
            g.turned_over = less;
        } else {
            g.over = g.turned_over = Dd(1.0);
            g.under = rest;
        }
    }
    static void terms_of(const Element& e, Connection* t) noexcept {
        t[0] = t[1] = {};
        if (e.way == Element::far) terms_far(e.a, e.b, e.c, false, t);
        else terms_near_one(e.a, e.b, e.c, false, t);
    }
    void set_items() noexcept {
        int n = 0;
        for (int i = 0; i < count; ++i) {
            Element& e = elements[i];
            e.item = n;
            if (e.way == Element::none) continue;
            if (e.way == Element::near_zero) {
                set_item(e, 0, nullptr, items[n]);
                items[n++].form = e.form;
                continue;
            }
            Connection t[2];
            terms_of(e, t);
            for (int k = 0; k < 2; ++k) {
                set_item(e, k, t, items[n]);
                items[n++].form = e.forms[k];
            }
        }
    }
    static bool exact(const Element& e) noexcept {
        return exact_in_two(two_diff(e.c, e.a)) && exact_in_two(two_diff(e.c, e.b)) && exact_in_two(two_diff(e.a, e.b));
    }
    static int series_of(const Element& e) noexcept { return e.way == Element::none ? 0 : e.way == Element::near_zero ? 1 : 2; }

    // Sums all items whose errors are not yet small, unless more than e^hopeless is sure to cancel.
    template <class Sum>
    void sum(double hopeless) noexcept {
        int n = 0;
        for (int i = 0; i < count; ++i)
            for (int k = 0; k < series_of(elements[i]); ++k) {
                const int at = elements[i].item + k;
                if (elements[i].way == Element::near_zero && elements[i].loss > hopeless) continue;
                if (!(items[at].found.error < 1e-15)) jobs[n++] = items[at].job(at);
            }
        sum_all<Sum, 2>(jobs, n, found, terms_of_a_complex_series);
        for (int i = 0; i < n; ++i)
            if (found[i].error < items[jobs[i].item].found.error) items[jobs[i].item].found = found[i];
    }
    static void put(const Element& e, cdouble v, cdouble* y) noexcept { y[e.at] = e.reflected ? std::conj(v) : v; }
    static void put(const Element& e, cdouble v, double* y) noexcept { y[e.at] = v.real(); }
    static bool fine(cdouble v) noexcept { return size_of(v) > 1e-290 && size_of(v) < 1e300; }

    // The series in z with its factor
    template <class Z>
    bool take_one(const Element& e, const ComplexGaussItem& g, Z* y) const noexcept {
        const double power = g.power().hi;
        const double cost = g.form == 0 ? 0.0 : 6e-16 + 4.0 * std::fabs(g.power().lo);
        if (!(g.found.error + cost < tolerance_now)) return false;
        cdouble v = g.found.value.value();
        if (!fine(v)) return false;
        if (g.form != 0) {
            const cdouble factor = power_of_rest(e.z, power);
            if (!fine(factor)) return false;
            v = special::times(v, factor);
        }
        if (!fine(v)) return false;
        put(e, v, y);
        return true;
    }
    // log(1 - z), log z; that of the factor of a form
    static cdouble rest_log(const Element& e, cdouble log_rest, cdouble log_z) noexcept {
        return e.way == Element::near_one ? log_z : cdouble(log_z.real() - log_rest.real(), (log_z.imag() - pi) - log_rest.imag());
    }
    // The two terms, factors in float64
    template <class Z>
    bool connect(const Element& e, int at, Z* y) const noexcept {
        const cdouble log_rest = clog(rest_of(e.z)), log_z = clog(e.z), log_form = rest_log(e, log_rest, log_z);
        Dd real[2], angle[2];
        double power_error[2];
        for (int k = 0; k < 2; ++k) {
            const ComplexGaussItem& g = items[e.item + k];
            const Dd p = k == 1 && e.way == Element::near_one ? two_diff(e.c, e.a) - e.b
                         : e.way == Element::near_one         ? Dd(0.0)
                                                              : Dd(k == 0 ? -e.a : -e.b);
            const Dd f = g.power();
            real[k] = parts.exponent.get(at + k) + (power_log(log_rest.real(), p.hi, p.lo) + power_log(log_form.real(), f.hi, f.lo));
            angle[k] = power_log(log_rest.imag(), p.hi, p.lo) + power_log(log_form.imag(), f.hi, f.lo);
            power_error[k] = std::fabs(p.hi) * size_of(log_rest) + std::fabs(f.hi) * (size_of(log_z) + size_of(log_rest));
        }
        const Dd top = real[0].hi > real[1].hi ? real[0] : real[1];
        cdouble total = 0.0;
        double error = 0.0;
        for (int k = 0; k < 2; ++k) {
            if (parts.factor[at + k] == 0.0) continue;
            const ComplexFound& f = items[e.item + k].found;
            const cdouble part = special::times(f.value.value() * parts.factor[at + k], special::exp_dd(real[k] - top, angle[k]));
            total += part;
            error += size_of(part) * (f.error + 5e-15 + 4e-18 * std::fabs(parts.exponent.hi[at + k]) + 2e-16 * power_error[k]);
        }
        if (!(error < tolerance_now * size_of(total)) || !(std::fabs(top.hi) < 690.0)) return false;
        const cdouble v = total * special::exp_dd(top);
        if (!fine(v)) return false;
        put(e, v, y);
        return true;
    }
    // Gamma(c) Gamma(difference)/(Gamma(under[0]) Gamma(under[1])) = 2^power value e^log
    struct Gammas {
        Dd value{0.0}, log{0.0};
        int power = 0;
        double error = inf;
    };
    static Gammas gammas_of(double c, const Connection& t, bool precise) noexcept {
        Gammas g;
        if (!precise) {
            LogProduct k;
            k.gamma(c, 1.0);
            k.gamma(t.difference, 1.0);
            k.gamma(t.under[0], -1.0);
            k.gamma(t.under[1], -1.0);
            if (k.infinite) return g;
            if (!k.zero) g.value = k.sign;
            g.log = k.log;
            g.error = 2e-20;
            return g;
        }
        const double high[4] = {c, t.difference.hi, t.under[0].hi, t.under[1].hi};
        const double low[4] = {0.0, t.difference.lo, t.under[0].lo, t.under[1].lo};
        const multi::ScaledPair m = multi::gamma_product(high, low);
        if (!m.ok) return g;
        g.value = {m.hi, m.lo};
        g.power = m.exponent;
        g.error = 0x1p-95;
        return g;
    }
    // The two terms in double-double, with gamma functions to 2^-65 or, `precise`, to 2^-95
    template <class Z>
    bool connect_in_two(const Element& e, Z* y, bool precise) const noexcept {
        const ComplexDd log_rest = log_dd(number(two_diff(1.0, e.z.real()), -e.z.imag())), log_z = log_dd(ComplexDd(e.z));
        ComplexDd log_form = log_z;
        if (e.way == Element::far) log_form = number(log_z.re - log_rest.re, (log_z.im - pi_dd) - log_rest.im);
        Connection t[2];
        terms_of(e, t);
        ComplexDd part[2];
        double error[2];
        int power[2];
        for (int k = 0; k < 2; ++k) {
            const ComplexGaussItem& g = items[e.item + k];
            if (!(g.found.error < 1e-12)) return false;
            const Gammas gammas = gammas_of(e.c, t[k], precise);
            if (!(gammas.error < 1.0)) return false;
            const Dd p = t[k].power, f = g.power();
            const ScaledComplexDd v = exp_full(number(log_rest.re * p + log_form.re * f + gammas.log, log_rest.im * p + log_form.im * f));
            part[k] = special::times(special::times(v.value, g.found.value), gammas.value);
            power[k] = gammas.value.hi == 0.0 ? -100000 : v.power + gammas.power;
            error[k] = g.found.error + gammas.error + 0x1p-88 * (1.0 + std::fabs(p.hi) + std::fabs(f.hi));
        }
        const int top = std::max(power[0], power[1]);
        ComplexDd total;
        double sizes = 0.0;
        for (int k = 0; k < 2; ++k) {
            const double scale = std::ldexp(1.0, power[k] - top);
            total = total + special::times(part[k], Dd(scale));
            sizes += error[k] * scale * size_of(part[k]);
        }
        if (!(sizes < tolerance_now * size_of(total)) || std::abs(top) > 1800) return false;
        cdouble v = total.value();
        v = {std::ldexp(v.real(), top), std::ldexp(v.imag(), top)};
        if (!fine(v)) return false;
        put(e, v, y);
        return true;
    }
    template <class Z>
    void take(Z* y, bool in_two) noexcept {
        int n = 0;
        for (int i = 0; i < count; ++i) {
            const Element& e = elements[i];
            if (series_of(e) != 2) continue;
            Connection t[2];
            terms_of(e, t);
            parts.set(n++, t[0], e.c);
            parts.set(n++, t[1], e.c);
        }
        parts.multiply(n);
        n = 0;
        int left = 0;
        for (int i = 0; i < count; ++i) {
            const Element e = elements[i];
            bool done = false;
            if (e.way == Element::near_zero) done = take_one(e, items[e.item], y);
            if (series_of(e) == 2) {
                done = connect(e, n, y) || (in_two && (connect_in_two(e, y, false) || connect_in_two(e, y, true)));
                n += 2;
            }
            if (!done) elements[left++] = e;
        }
        count = left;
    }
    // In more parts: the series in z where its bound is not more than e^most above the least, else the two of a connection
    // unless it is these that cancel.
    template <class Sum, class Z>
    void further(Z* y, double most) noexcept {
        int n = 0, tried = 0, left = 0;
        for (int i = 0; i < count; ++i) {
            Element e = elements[i];
            const bool one = e.loss < most;
            const auto lost = [&](int k) { return items[e.item + k].found.error > 1e-18; };
            if ((one || (series_of(e) == 2 && (lost(0) || lost(1)))) && exact(e)) {
                if (one) {
                    e.way = Element::near_zero;
                    set_item(e, 0, nullptr, items[e.item]);
                    items[e.item].form = e.form;
                }
                for (int k = 0; k < series_of(e); ++k) jobs[n++] = items[e.item + k].job(e.item + k);
                std::swap(elements[i], elements[tried]);
                elements[tried++] = e;
            }
        }
        if (n == 0) return;
        sum_all<Sum, 2>(jobs, n, found, terms_in_many_parts);
        for (int i = 0; i < n; ++i)
            if (found[i].error < items[jobs[i].item].found.error) items[jobs[i].item].found = found[i];
        const int all = count;
        count = tried;
        take(y, true);
        left = count;
        for (int i = tried; i < all; ++i) elements[left++] = elements[i];
        count = left;
    }

    Element elements[block];
    ComplexGaussItem items[2 * block];
    ComplexJob jobs[2 * block];
    ComplexFound found[2 * block];
    Bounds bounds;
    Room<double> a, b, c, r, q, lr, lq, zero, one, beyond, forms[2][2];
    ComplexParts parts;
    double tolerance_now = 0.0;
    int places[block], count = 0;
};

}  // namespace lanes

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
