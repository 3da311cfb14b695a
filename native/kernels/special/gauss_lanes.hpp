// SPDX-License-Identifier: BSD-3-Clause
// Array kernel of real 2F1(a, b; c; z), z < 1, parameters up to 300 in size, as series side by side (series_lanes.hpp).
//
// A series has four forms (DLMF 15.8.1), of which the first is choose_form's, in float64. Where its terms cancel, the form
// of the least bound follows (factor times largest term; the value is common to all forms), in float64 if it is another
// one, and in two parts. The size of the largest term is taken from the stationary points in k: by Stirling's formula
// (DLMF 5.11.3) |t_k| is about |1 + k/a|^a |1 + k/b|^b |1 + k/c|^-c/(1 + k) where |(a + k)(b + k) z| = |(c + k)(1 + k)|.
// Near 1 and for large -z there are two series in 1 - z (15.8.4) or 1/(1 - z) (15.8.3), each summed in the same way, with
// gamma functions in parts (incomplete_lanes.hpp). Then the best form in three parts and in four. Elements that are still
// without a value go on in complex_gauss_lanes.hpp.
#pragma once

#include "kernels/special/blocks.hpp"
#include "kernels/special/gauss.hpp"
#include "kernels/special/incomplete_lanes.hpp"
#include "kernels/special/series_lanes.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

namespace lanes {

inline constexpr double farthest = 0.93;                   // argument of a series
inline constexpr double longest_series = 450.0;            // terms

// F(a, b; c; w), w = over/under, and w/(w - 1) = turned_over/turned_under; rest = 1 - w > 0
struct GaussItem {
    Dd a, b, c, over, under, turned_over, turned_under, rest;
    int form = 0;                                          // as it stands, Euler's, Pfaff's with a and with b
    bool chosen = false;                                   // by the bounds; form < 0 if there is none
    Found found{};
    double power() const noexcept {
        return form == 0 ? 0.0 : form == 1 ? ((c - a) - b).hi : form == 2 ? -a.hi : -b.hi;
    }
    double power_rest() const noexcept {
        return form == 0 ? 0.0 : form == 1 ? ((c - a) - b).lo : form == 2 ? -a.lo : -b.lo;
    }
    bool exact() const noexcept { return exact_in_two(c - a) && exact_in_two(c - b); }
    double argument() const noexcept { return over.hi / under.hi; }
    double turned() const noexcept { return turned_over.hi / turned_under.hi; }
    Job job(int item) const noexcept {
        Job j;
        j.top[0] = form == 1 || form == 3 ? c - a : a;
        j.top[1] = form == 1 || form == 2 ? c - b : b;
        j.bottom = c;
        j.over = form >= 2 ? turned_over : over;
        j.under = form >= 2 ? turned_under : under;
        j.z = j.under.hi == 1.0 && j.under.lo == 0.0 ? j.over : j.over / j.under;
        j.item = item;
        return j;
    }
};

SCINOVA_LANE double rough_log(double x) noexcept {         // to 1e-6
    const Reduced r = reduce_log(greater(absolute(x), 1e-300));
    const double s = r.f / (2.0 + r.f), w = s * s;
    return fma(r.k, 0x1.62e42fefa39efp-1, 2.0 * s * fma(w, fma(w, 0.2, 1.0 / 3.0), 1.0));
}
// log |t_k| at a stationary point
SCINOVA_LANE double size_at(double a, double b, double c, double k, double la, double lb, double lc) noexcept {
    return a * (rough_log(a + k) - la) + b * (rough_log(b + k) - lb) - c * (rough_log(c + k) - lc) - rough_log(1.0 + k);
}
// The larger one at the stationary points of one sign, and the last of these
struct Stationary {
    double size, last;
};
SCINOVA_LANE Stationary stationary(double a, double b, double c, double r, double sign, double la, double lb, double lc) noexcept {
    const double p = r - sign, q = (a + b) * r - sign * (c + 1.0), s = a * b * r - sign * c;
    const double under = fma(q, q, -4.0 * p * s), root = std::sqrt(greater(under, 0.0));
    const double t = -0.5 * (q + with_sign(root, q)), k1 = t / p, k2 = s / t;
    const double at1 = (under >= 0.0) & (k1 > 0.0) & (k1 < 1e4) ? k1 : 0.0, at2 = (under >= 0.0) & (k2 > 0.0) & (k2 < 1e4) ? k2 : 0.0;
    return {greater(size_at(a, b, c, at1, la, lb, lc), size_at(a, b, c, at2, la, lb, lc)), greater(at1, at2)};
}
// The logarithm of the largest term and a little for the work
SCINOVA_LANE double bound_of(double a, double b, double c, double w) noexcept {
    const double la = rough_log(a), lb = rough_log(b), lc = rough_log(c), r = absolute(w);
    const Stationary u = stationary(a, b, c, r, 1.0, la, lb, lc), v = stationary(a, b, c, r, -1.0, la, lb, lc);
    const double terms = greater(u.last, v.last) + 40.0 / greater(-rough_log(r), 1e-3);
    return terms < longest_series ? greater(0.0, greater(u.size, v.size)) + 0.014 * terms : 1e7;
}

// The sums of some items, by ever more digits.
class GaussSums {
public:
    static constexpr int most = 2 * block;
    GaussItem items[most];

    // In float64, then in two parts.
    void run(int count, double tolerance) noexcept {
        int n = 0, again = 0, longer = 0;
        for (int i = 0; i < count; ++i) jobs[n++] = items[i].job(i);
        sum_all<Single<2>, 2>(jobs, n, found);
        for (int i = 0; i < n; ++i) {
            keep(i);
            if (!(items[i].found.error < tolerance)) others[again++] = i;
        }
        if (again == 0) return;
        find_forms(again);
        n = 0;
        for (int i = 0; i < again; ++i) {
            GaussItem& g = items[others[i]];
            const int form = static_cast<int>(which[i]);
            g.chosen = true;
            if (form == g.form) {
                later[longer++] = g.job(others[i]);
                continue;
            }
            g.form = form;
            g.found = {};
            if (form >= 0) jobs[n++] = g.job(others[i]);
        }
        sum_all<Single<2>, 2>(jobs, n, found);
        for (int i = 0; i < n; ++i) {
            keep(i);
            if (!(items[jobs[i].item].found.error < tolerance)) later[longer++] = jobs[i];
        }
        resume<Double<2>>(longer);
    }
    // In more parts, items already tried.
    template <class Sum>
    void further(const int* chosen, int count) noexcept {
        for (int i = 0; i < count; ++i) later[i] = items[chosen[i]].job(chosen[i]);
        resume<Sum>(count);
    }

private:
    void keep(int i) noexcept { items[jobs[i].item].found = found[i]; }
    template <class Sum>
    void resume(int n) noexcept {
        sum_all<Sum, 2>(later, n, found);
        for (int i = 0; i < n; ++i)
            if (found[i].error < items[later[i].item].found.error) items[later[i].item].found = found[i];
    }
    void find_forms(int n) noexcept {
        for (int i = 0; i < n; ++i) {
            const GaussItem& g = items[others[i]];
            a[i] = g.a.hi;
            b[i] = g.b.hi;
            c[i] = g.c.hi;
            w[i] = g.argument();
            turned[i] = g.turned();
            rest[i] = g.rest.hi;
        }
        for (int i = 0; i < n; ++i) {
            const double log_rest = rough_log(rest[i]), c_a = c[i] - a[i], c_b = c[i] - b[i];
            double least = bound_of(a[i], b[i], c[i], w[i]), form = 0.0;
            const double euler = bound_of(c_a, c_b, c[i], w[i]) + (c_a - b[i]) * log_rest;
            form = euler < least ? 1.0 : form;
            least = lesser(euler, least);
            const double pfaff = bound_of(a[i], c_b, c[i], turned[i]) - a[i] * log_rest;
            form = pfaff < least ? 2.0 : form;
            least = lesser(pfaff, least);
            const double second = bound_of(c_a, b[i], c[i], turned[i]) - b[i] * log_rest;
            form = second < least ? 3.0 : form;
            least = lesser(second, least);
            which[i] = least < 1e6 ? form : -1.0;
        }
    }

    Job jobs[most], later[most];
    Found found[most];
    int others[most];
    alignas(64) double a[most], b[most], c[most], w[most], turned[most], rest[most], which[most];
};

// ---- the connection formulas

// factor e^exponent
struct Product {
    Dd exponent;
    double factor;
};
// Gamma(x), or 1/Gamma(x) if `under`; infinite or 0 at its poles
SCINOVA_LANE Product gamma_product(Dd x, bool under) noexcept {
    const bool left = x.hi < 0.5, turned = left == under;
    const Dd one = two_diff(1.0, x.hi);
    const GammaParts g = gamma_parts(left ? one.hi : x.hi, left ? one.lo - x.lo : x.lo);
    const double low = g.main.lo + g.rest, scale = g.product * one_over_sqrt_2pi;
    const SinCos turn = sincospi_usual(x.hi);
    const double sine = fma(turn.cos, pi * x.lo, turn.sin) * (1.0 / pi), reflected = left ? sine : 1.0;
    return {{turned ? g.main.hi : -g.main.hi, turned ? low : -low}, under ? reflected * (turned ? 1.0 / scale : scale)
                                                                        : (turned ? 1.0 / scale : scale) / reflected};
}
SCINOVA_LANE Product times(Product a, Product b) noexcept { return {plus(a.exponent, b.exponent), a.factor * b.factor}; }
SCINOVA_LANE Dd power_log(Dd log, double power, double power_rest) noexcept {
    const Dd p = two_prod(log.hi, power);
    return {p.hi, fma(log.lo, power, fma(log.hi, power_rest, p.lo))};
}

struct GaussElement {
    double a, b, c, z;
    int at;                                                // in the block
    int item = -1;                                         // its own series
    bool far;
};

inline void set_parts(const GaussElement& e, Connection* t, GaussItem* items) noexcept {
    const Dd rest = two_diff(1.0, e.z);
    t[0] = t[1] = {};
    if (e.far) terms_far(e.a, e.b, e.c, false, t);
    else terms_near_one(e.a, e.b, e.c, false, t);
    for (int i = 0; i < 2; ++i) {
        GaussItem& g = items[i] = {};
        g.a = t[i].top[0];
        g.b = t[i].top[1];
        g.c = t[i].bottom[0];
        if (e.far) {
            g.over = g.turned_over = 1.0;
            g.under = rest;
            g.turned_under = e.z;
            g.rest = Dd(-e.z) / rest;
        } else {
            g.over = rest;
            g.under = 1.0;
            g.turned_over = -rest;
            g.turned_under = e.z;
            g.rest = e.z;
        }
    }
}
// Numbers in two parts, those of the two terms of all elements of a block.
struct Pairs {
    static constexpr int most = 2 * block;
    alignas(64) double hi[most], lo[most];
    void set(int i, Dd x) noexcept {
        hi[i] = x.hi;
        lo[i] = x.lo;
    }
    Dd get(int i) const noexcept { return {hi[i], lo[i]}; }
};
// What the two parts of an element take, one array each.
struct Parts {
    Pairs difference, under[2], power, base, rest, rest_power, exponent, common;
    alignas(64) double c[block], factor[Pairs::most], common_factor[block];

    void set(int i, const Connection& t, const GaussItem& g, Dd b) noexcept {
        difference.set(i, t.difference);
        under[0].set(i, t.under[0]);
        under[1].set(i, t.under[1]);
        power.set(i, t.power);
        base.set(i, b);
        rest.set(i, g.rest);
        rest_power.set(i, Dd(g.power(), g.power_rest()));
    }
    void multiply(int n) noexcept {
        for (int i = 0; i < 2 * n; ++i) {
            const Product p = times(times(gamma_product(difference.get(i), false), gamma_product(under[0].get(i), true)),
                                    gamma_product(under[1].get(i), true));
            const Dd b = log_close(base.hi[i], base.lo[i] / base.hi[i]).log, r = log_close(rest.hi[i], rest.lo[i] / rest.hi[i]).log;
            const Dd e = plus(plus(p.exponent, power_log(b, power.hi[i], power.lo[i])), power_log(r, rest_power.hi[i], rest_power.lo[i]));
            exponent.set(i, e);
            factor[i] = p.factor;
        }
        for (int i = 0; i < n; ++i) {
            const Product p = gamma_product(c[i], false);
            common.set(i, p.exponent);
            common_factor[i] = p.factor;
        }
    }
    // Element i; true if it is good enough.
    bool value(int i, const GaussItem* items, double& y) const noexcept {
        double part[2], error[2];
        const int j = 2 * i;
        const Dd e0 = exponent.get(j), e1 = exponent.get(j + 1), top = e0.hi > e1.hi ? e0 : e1;
        for (int k = 0; k < 2; ++k) {
            const bool none = factor[j + k] == 0.0;
            const Found& f = items[k].found;
            part[k] = none ? 0.0 : factor[j + k] * f.value * exp_dd((k == 0 ? e0 : e1) - top);
            error[k] = none ? 0.0 : std::fabs(part[k]) * (f.error + 4e-15 + 4e-18 * std::fabs(exponent.hi[j + k]));
        }
        const double sum = part[0] + part[1];
        if (!(error[0] + error[1] < series_tolerance * std::fabs(sum))) return false;
        const double v = scaled_exp(top + common.get(i), common_factor[i] * sum);
        if (!(std::fabs(v) > 1e-290)) return false;
        if (std::isinf(v)) report(Trouble::overflow);
        y = v;
        return true;
    }
};

// ---- a block

inline bool in_lanes(double a, double b, double c, double z) noexcept {
    if (!(std::fabs(a) < 300.0 && std::fabs(b) < 300.0 && std::fabs(c) < 300.0)) return false;
    if (is_pole(a) || is_pole(b) || is_pole(c) || a == c || b == c) return false;
    return z < 1.0 - 1e-10 && z > -1e8 && std::fabs(z) > 1e-200;
}

class GaussBlock {
public:
    void add(double a, double b, double c, double z, int at) noexcept { elements[count++] = {a, b, c, z, at, -1, z < 0.0}; }

    // Elements without a value are left to `other`.
    template <class Other>
    void run(double* y, Other other) noexcept {
        int n = 0;
        for (int i = 0; i < count; ++i) {
            GaussElement& e = elements[i];
            if (e.z < farthest && e.z > -8.0) e.item = n;
            if (e.item >= 0) set_item(e, sums.items[n++]);
        }
        sums.run(n, series_tolerance);
        int left = 0;
        for (int i = 0; i < count; ++i)
            if (elements[i].item < 0 || !take(elements[i], y)) elements[left++] = elements[i];
        count = left;
        if (count == 0) return;
        further<Triple<2>>(y, [](const GaussElement& e) { return std::fabs(e.z) < 0.5; });
        connect(y);
        further<Triple<2>>(y, [](const GaussElement& e) { return !(std::fabs(e.z) < 0.5); });
        further<Quadruple<2>>(y, [](const GaussElement&) { return true; });
        for (int i = 0; i < count; ++i) other(elements[i].at);
        count = 0;
    }

private:
    static void set_item(const GaussElement& e, GaussItem& g) noexcept {
        g = {};
        g.a = e.a;
        g.b = e.b;
        g.c = e.c;
        g.over = g.turned_over = e.z;
        g.under = 1.0;
        g.turned_under = two_diff(e.z, 1.0);
        g.rest = two_diff(1.0, e.z);
        const Form f = choose_form(e.a, e.b, Dd(e.c), e.z);
        const bool first = f.top[0].hi == e.a && f.top[0].lo == 0.0;
        g.form = f.pfaff ? (first ? 2 : 3) : f.power == 0.0 ? 0 : 1;
    }
    // The sum with its factor; true if it is good enough.
    bool take(const GaussElement& e, double* y) const noexcept {
        const GaussItem& g = sums.items[e.item];
        const double power = g.form > 0 ? g.power() : 0.0;
        const double cost = power == 0.0 ? 0.0 : 2e-16 + 4.0 * std::fabs(g.power_rest());
        if (!(g.found.error + cost < series_tolerance)) return false;
        const double factor = power == 0.0 ? 1.0 : power_of(g.rest, power), v = g.found.value * factor;
        if (!(std::fabs(v) > 1e-290) || !(std::fabs(g.found.value) > 1e-290)) return false;
        if (std::isinf(v)) {
            if (std::isinf(factor) && !(std::fabs(g.found.value) > 1.0)) return false;
            report(Trouble::overflow);
        }
        y[e.at] = v;
        return true;
    }
    template <class Sum, class Chosen>
    void further(double* y, Chosen chosen) noexcept {
        int n = 0, left = 0;
        for (int i = 0; i < count; ++i) {
            const GaussElement& e = elements[i];
            if (e.item >= 0 && sums.items[e.item].form >= 0 && sums.items[e.item].exact() && chosen(e)) indices[n++] = e.item;
        }
        if (n == 0) return;
        sums.further<Sum>(indices, n);
        for (int i = 0; i < count; ++i)
            if (elements[i].item < 0 || !chosen(elements[i]) || !take(elements[i], y)) elements[left++] = elements[i];
        count = left;
    }
    void connect(double* y) noexcept {
        int n = 0, left = 0;
        const auto suits = [](const GaussElement& e) { return e.z > 0.5 || e.z < -1.0; };
        for (int i = 0; i < count; ++i)
            if (suits(elements[i])) {
                set_parts(elements[i], terms + 2 * n, parts.items + 2 * n);
                ++n;
            }
        if (n == 0) return;
        parts.run(2 * n, 1e-13);
        n = 0;
        for (int i = 0; i < count; ++i) {
            const GaussElement& e = elements[i];
            if (!suits(e)) continue;
            for (int j = 2 * n; j < 2 * n + 2; ++j) products.set(j, terms[j], parts.items[j], two_diff(1.0, e.z));
            products.c[n++] = e.c;
        }
        products.multiply(n);
        n = 0;
        for (int i = 0; i < count; ++i) {
            const GaussElement& e = elements[i];
            bool done = false;
            if (suits(e)) {
                done = products.value(n, parts.items + 2 * n, y[e.at]);
                ++n;
            }
            if (!done) elements[left++] = e;
        }
        count = left;
    }

    GaussElement elements[block];
    Connection terms[2 * block];
    int indices[block];
    GaussSums sums, parts;
    Parts products;
    int count = 0;
};

}  // namespace lanes

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
