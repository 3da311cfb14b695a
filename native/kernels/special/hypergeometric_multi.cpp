// SPDX-License-Identifier: BSD-3-Clause
// Hypergeometric functions by their series in multiprecision, with an error bound carried along.
//
// A series sum t_k with t_(k+1)/t_k = p_k/q_k is summed as S/D: T <- T p_k, S <- S q_k + T, D <- D q_k, so that no
// division is made and every factor is short and exact. Its rounding error is at most 2^(-64 p) k^2 max |t_k|; a tail
// is cut where a bound on the remaining ratios is below 1. Where the bound leaves too few digits, the precision grows
// by what was lost and the sum is made again; it is given up when the work exceeds about half a millisecond.
//
//   1F1  the series; Re z < 0 by Kummer's transformation (DLMF 13.2.39); large |z| by 13.7.2.
//   U    terminating and asymptotic series 13.7.3; otherwise 13.2.42, an integer b being moved by 2^-128.
//   2F1  the form of it that costs least by the estimates of gauss_plan.hpp: the series at z, z/(z-1), 1-z, 1/(1-z),
//        1/z, 1-1/z (DLMF 15.8.1-15.8.5), each also after Euler's transformation, integer differences of parameters
//        being moved by 2^-128; near exp(+-i pi/3), where all these have modulus 1, Taylor's series of the differential
//        equation 15.10.1 around (1 +- i)/2.
//   D, V DLMF 12.7.12-14 and 12.2.20 in terms of 1F1 and U.
//
// The choice follows the surveys of J. W. Pearson, S. Olver, M. A. Porter, Numer. Algorithms 74 (2017) 821, and
// F. Johansson, ACM Trans. Math. Softw. 45 (2019) 30.
#include "kernels/special/hypergeometric_multi.hpp"

#include <algorithm>
#include <cmath>

#include "kernels/special/gauss_plan.hpp"
#include "kernels/special/largest_quotient.hpp"
#include "kernels/special/multiprecision.hpp"

namespace scinova::special::multi {

namespace {

inline constexpr int move_bits = 128;
inline constexpr int gamma_limbs = 24;       // beyond, Stirling's series needs too large a shift

// What an element may still spend, in units of about 10 ns.
struct Budget {
    double left = 50000.0;
    bool spend(double units) noexcept {
        left -= units;
        return left > 0.0;
    }
};

const Number one(1.0);

Number negative(Number x) noexcept {
    x.negate();
    return x;
}
Complex negative(Complex z) noexcept {
    z.re.negate();
    z.im.negate();
    return z;
}

struct Series {
    Number top[2];
    int tops;
    Number bottom;
    int bottoms;
    Complex z;
};

Ball failed() noexcept { return {{Number(1.0), Number()}, 1000000}; }

// An upper bound on |t_(k+1)/t_k| for all later k.
double ratio_bound(const double* top, int tops, const double* bottom, int bottoms, double k, double z) noexcept {
    for (int i = 0; i < tops; ++i)
        if (top[i] + k <= 0.0) return 1e300;
    if (bottoms && bottom[0] + k <= 0.0) return 1e300;
    if (tops == 2 && bottoms == 1) return z * largest_quotient(top[0], top[1], bottom[0], k);
    // each quotient of linear factors is monotonic
    double r = z;
    for (int i = 0; i < std::max(tops, bottoms + 1); ++i) {
        const double t = i < tops ? top[i] + k : 1.0;
        const double b = i == 0 ? k + 1.0 : i - 1 < bottoms ? bottom[i - 1] + k : 1.0;
        r *= i < tops && i < bottoms + 1 ? std::max(t / b, 1.0) : t / b;
    }
    return r;
}

// `asymptotic`: stop at the smallest term, which then is the error. `slope`: z times the derivative, sum k t_k.
Ball sum_series(const Series& s, int p, Budget& budget, bool asymptotic = false, Complex* slope = nullptr) noexcept {
    const Shifted top[2] = {Shifted(s.top[0]), Shifted(s.top[1])};
    const Shifted bottom(s.bottom);
    const double tops[2] = {top[0].approx, top[1].approx}, bottoms[1] = {bottom.approx};
    const double size = std::hypot(s.z.re.value(), s.z.im.value());
    const double per_term = (p + 6.0) * (s.z.real() ? 1.0 : 2.5) + (s.z.re.n > 2 ? 0.3 * p * p : 0.0);
    Complex term{one, Number()}, total = term;
    Complex weighted;
    Number d = one;
    std::int64_t largest = 1, error = 0, before = 1;
    bool exact = true;
    for (std::int64_t k = 0;; ++k) {
        if (!budget.spend(per_term)) return failed();
        for (int i = 0; i < s.tops; ++i) multiply(term, term, top[i].at(k), p);
        if (term.zero()) {                                 // a polynomial
            error = exact ? no_exponent : largest - 64 * p + 8 + 2 * static_cast<std::int64_t>(std::log2(static_cast<double>(k + 2)));
            break;
        }
        multiply(term, term, s.z, p);
        if (k > 0) {
            const Number kk(static_cast<double>(k + 1));
            multiply(total, total, kk, p);
            multiply(d, d, kk, p);
        }
        if (s.bottoms) {
            const Number b = bottom.at(k);
            multiply(total, total, b, p);
            multiply(d, d, b, p);
        }
        add(total, total, term, p);
        if (slope) {
            if (s.bottoms) multiply(weighted, weighted, bottom.at(k), p);
            const Number kk(static_cast<double>(k + 1));
            multiply(weighted, weighted, kk, p);
            Complex t;
            multiply(t, term, kk, p);
            add(weighted, weighted, t, p);
        }
        exact = exact && term.re.n < p && term.im.n < p && total.re.n < p && total.im.n < p && d.n < p;
        const std::int64_t now = term.exponent() - d.exponent + 1;
        largest = std::max(largest, now);
        error = largest - 64 * p + 8 + 2 * static_cast<std::int64_t>(std::log2(static_cast<double>(k + 2)));
        if (asymptotic) {
            if (now < error) break;
            if (k > 4 && now > before + 1 && static_cast<double>(k * k) > std::fabs(tops[0] * tops[1]) &&
                ratio_bound(tops, s.tops, bottoms, s.bottoms, static_cast<double>(k), size) < 1e299) {
                error = std::max(error, before + 4);
                break;
            }
            before = std::min(before, now);
            continue;
        }
        if (now < error) {
            const double r = ratio_bound(tops, s.tops, bottoms, s.bottoms, static_cast<double>(k + 1), size);
            if (r < 0.999 && static_cast<double>(now) - std::log2(1.0 - r) < static_cast<double>(error)) break;
        }
    }
    Ball out;
    const Number over = inverse(d, p);
    multiply(out.value, total, over, p);
    if (slope) multiply(*slope, weighted, over, p);
    out.error = error;
    if (error == no_exponent && !out.value.zero()) out.error = out.value.exponent() - 64 * p + 2;
    return out;
}

// Makes `eval(p, budget)` again until it has the bits.
template <class Eval>
bool adapt(Eval&& eval, int p, int p_max, Budget& budget, Ball& out) noexcept {
    p_max = std::min(p_max, max_limbs - 2);
    for (;;) {
        out = eval(p, budget);
        const std::int64_t bits = out.bits();
        if (bits >= needed_bits) return true;
        if (out.error >= 1000000) return false;            // out of reach
        if (p >= p_max || budget.left <= 0.0) return false;
        const std::int64_t lost = 64 * static_cast<std::int64_t>(p) - bits;
        const std::int64_t more = bits < 0 ? std::max<std::int64_t>(2 * p, (lost + needed_bits) / 64 + 1)
                                           : (lost + needed_bits + 63) / 64;
        p = static_cast<int>(std::clamp<std::int64_t>(more, p + 1, p_max));
    }
}

bool pole(const Number& x) noexcept {
    std::int64_t k;
    return to_integer(x, k) && k <= 0;
}
bool whole(const Number& x) noexcept {
    std::int64_t k;
    return to_integer(x, k);
}

// sin(pi x), reduced to |x| <= 1/2
Ball sine_of_turns(const Number& x, int p) noexcept {
    const double n = std::nearbyint(x.value());
    Number r = exact_difference(x, Number(n));
    if (std::fmod(n, 2.0) != 0.0) r.negate();
    if (r.zero()) return exactly({});
    const Complex turn{Number(), times(r, pi(p + 1), p + 1)};
    const Complex e = exponential(turn, p + 1);
    Ball s{{e.im, Number()}, 0};
    // absolute errors of the exponential are relative to 1
    s.error = std::max(e.im.exponent, std::int64_t{0}) - 64 * p + 20;
    return s;
}

Answer answer(const Ball& b, bool ok, bool conjugate = false) noexcept {
    return {{b.value.re.value(), conjugate ? -b.value.im.value() : b.value.im.value()}, ok, !b.value.zero()};
}

Complex from(std::complex<double> z) noexcept { return {Number(z.real()), Number(z.imag())}; }


// Arguments that no method here has a chance with are refused before any work.
inline constexpr double most = 1e5;
bool within(double x) noexcept { return std::fabs(x) <= most; }
double size_of(std::complex<double> z) noexcept { return std::max(std::fabs(z.real()), std::fabs(z.imag())); }

// ---------------------------------------------------------------------------------------------------------- 0F1, 1F1

// DLMF 13.7.2; both exponentials for complex z, and on the real axis only where the second one is out of sight.
Ball asymptotic_1f1(const Number& a, const Number& b, const Complex& z, int p, Budget& budget) noexcept {
    const Number b_a = exact_difference(b, a);
    Ball total = exactly({});
    if (!budget.spend(8.0 * work_of_gamma(p))) return failed();
    if (!pole(a)) {
        const Number top[1] = {b}, bottom[1] = {a};
        const Series s{{exact_difference(one, a), b_a}, 2, Number(), 0, inverse(z, p)};
        Ball part = product(sum_series(s, p, budget, true), gamma_ratio(top, 1, bottom, 1, p), p);
        part = product(part, power(z, false, negative(b_a), p), p);
        total = product(part, exponential_ball(z, p), p);
    }
    if (!pole(b_a)) {
        const Number top[1] = {b}, bottom[1] = {b_a};
        const Series s{{a, exact_sum(exact_difference(a, b), one)}, 2, Number(), 0, negative(inverse(z, p))};
        Ball part = product(sum_series(s, p, budget, true), gamma_ratio(top, 1, bottom, 1, p), p);
        // e^(i pi a) z^(-a) = (-z)^(-a) for Im z >= 0
        part = product(part, power(negative(z), true, negative(a), p), p);
        if (z.real() && z.re.sign > 0) {
            part.error = std::max(part.error, part.value.exponent()) + 2;
            part.value = Complex();
        }
        total = sum(total, part, p);
    }
    return total;
}

Ball ball_1f1(const Number& a, const Number& b, const Complex& z, int p, Budget& budget) noexcept {
    if (pole(a)) return sum_series({{a, Number()}, 1, b, 1, z}, p, budget);
    const Number b_a = exact_difference(b, a);
    const double size = std::hypot(z.re.value(), z.im.value());
    if (size > 60.0) {
        // terms shrink to e^-|z| if the parameters are small against z
        const double x = std::fabs(a.value()) + std::fabs(b_a.value());
        if (size > 45.0 * p + 3.0 * x + 10.0 || size > 3000.0) return asymptotic_1f1(a, b, z, p, budget);
    }
    if (z.re.sign < 0 || pole(b_a)) {
        const Ball m = sum_series({{b_a, Number()}, 1, b, 1, negative(z)}, p, budget);
        return product(m, exponential_ball(z, p), p);
    }
    return sum_series({{a, Number()}, 1, b, 1, z}, p, budget);
}

// ------------------------------------------------------------------------------------------------------------------ U

Ball power_series_u(const Number& a, const Number& b, const Number& x, int p, Budget& budget, bool asymptotic) noexcept {
    const Number a1 = exact_sum(exact_difference(a, b), one);
    const Series s{{a, a1}, 2, Number(), 0, {negative(inverse(x, p)), Number()}};
    const Ball m = sum_series(s, p, budget, asymptotic);
    return product(m, power({x, Number()}, false, negative(a), p), p);
}

// DLMF 13.2.42
Ball connection_u(const Number& a, const Number& b, const Number& x, int p, Budget& budget) noexcept {
    const Number a1 = exact_sum(exact_difference(a, b), one), b1 = exact_difference(one, b), b2 = exact_sum(one, b1);
    const Number minus_b1 = negative(b1);
    const Complex z{x, Number()};
    if (!budget.spend(6.0 * work_of_gamma(p))) return failed();
    const Ball first = product(gamma_ratio(&b1, 1, &a1, 1, p), sum_series({{a, Number()}, 1, b, 1, z}, p, budget), p);
    if (budget.left <= 0.0) return failed();
    Ball second = product(gamma_ratio(&minus_b1, 1, &a, 1, p), sum_series({{a1, Number()}, 1, b2, 1, z}, p, budget), p);
    second = product(second, power(z, false, b1, p), p);
    return sum(first, second, p);
}

bool find_u(const Number& a, Number b, const Number& x, Budget& budget, Ball& out) noexcept {
    const Number a1 = exact_sum(exact_difference(a, b), one);
    if (pole(a) || pole(a1))
        return adapt([&](int p, Budget& w) { return power_series_u(a, b, x, p, w, false); }, 2, max_limbs, budget, out);
    const double size = x.value(), reach = std::fabs(a.value()) + std::fabs(a1.value());
    if (size > 2.6 * reach + 30.0 &&
        adapt([&](int p, Budget& w) { return power_series_u(a, b, x, p, w, true); }, 2, 6, budget, out)) return true;
    int p = 3 + static_cast<int>(std::min(size, 1000.0) * 2.0 / 64);
    bool moved = false;
    if (whole(b)) {
        Number h(1.0);
        h.shift(-move_bits);
        b = exact_sum(b, h);
        moved = true;
        p += 3;
    }
    const bool ok = adapt([&](int q, Budget& w) { return connection_u(a, b, x, q, w); }, p, gamma_limbs, budget, out);
    if (moved) out.error = std::max(out.error, out.value.exponent() - move_bits + 40);
    return ok && out.bits() >= needed_bits;
}

// ---------------------------------------------------------------------------------------------------------------- 2F1

struct Gauss {
    Number a, b, c;
    Complex z;                                             // Im z >= 0; on the cut the value is that above
};


Ball sum_2f1(const Number& a, const Number& b, const Number& c, const Complex& w, int p, Budget& budget) noexcept {
    return sum_series({{a, b}, 2, c, 1, w}, p, budget);
}

// The work of a sum that loses `loss` bits, and of its factor; in units of 10 ns.
double work_of_sum(const Course& v, double loss, bool real) noexcept {
    const double bits = loss + needed_bits + guard_bits, p = std::ceil(bits / 64.0);
    return v.terms(64.0 * p) * (p + 6.0) * (real ? 1.0 : 2.5);
}

// The series or Euler's transformation of it, whichever is less work; rest = 1 - w, below its cut if `below`.
Ball shorter_2f1(const Number& a, const Number& b, const Number& c, const Complex& w, const Complex& rest, bool below,
                 int p, Budget& budget) noexcept {
    const Number c_a = exact_difference(c, a), c_b = exact_difference(c, b);
    const Number s = exact_difference(c_a, b);
    const double r = std::hypot(w.re.value(), w.im.value()), q = std::hypot(rest.re.value(), rest.im.value());
    const Course plain = course(a.value(), b.value(), c.value(), r), turned = course(c_a.value(), c_b.value(), c.value(), r);
    const double power_size = s.value() * std::log2(std::max(q, 1e-30));
    const double extra = plain.largest - (turned.largest + power_size);
    const bool real = w.real();
    const double work1 = work_of_sum(plain, std::max(extra, 0.0), real);
    const double work2 = work_of_sum(turned, std::max(-extra, 0.0), real) + work_of_power(p);
    if (extra > 64.0 * p - 80.0 || (work2 < work1 && -extra < 64.0 * p - 80.0)) {
        if (!budget.spend(work_of_power(p))) return failed();
        return product(sum_2f1(c_a, c_b, c, w, p, budget), power(rest, below, s, p), p);
    }
    return sum_2f1(a, b, c, w, p, budget);
}

// One of the two terms of a connection formula, without its powers.
Ball term_2f1(const Number& c, const Number& difference, const Number& under1, const Number& under2, const Number& a,
              const Number& b, const Number& c1, const Complex& w, const Complex& rest, bool below, int p,
              Budget& budget) noexcept {
    const Number top[2] = {c, difference}, bottom[2] = {under1, under2};
    if (!budget.spend(4.0 * work_of_gamma(p) + work_of_power(p))) return failed();
    const Ball g = gamma_ratio(top, 2, bottom, 2, p);
    if (g.value.zero() || g.error >= 1000000) return g;
    return product(g, shorter_2f1(a, b, c1, w, rest, below, p, budget), p);
}

Ball connect_2f1(const Gauss& f, Way way, int p, Budget& budget) noexcept {
    const Number &a = f.a, &b = f.b, &c = f.c;
    Complex rest;                                          // 1 - z, below its cut when z is on its own
    rest.re = exact_difference(one, f.z.re);
    rest.im = negative(f.z.im);
    const Number c_a = exact_difference(c, a), c_b = exact_difference(c, b), s = exact_difference(c_a, b),
                 a_b = exact_difference(a, b), b_a = negative(a_b);
    const Number s1 = exact_sum(s, one), t1 = exact_difference(one, s);
    if (way == euler) {
        if (!budget.spend(work_of_power(p))) return failed();
        return product(sum_2f1(c_a, c_b, c, f.z, p, budget), power(rest, true, s, p), p);
    }
    if (way == pfaff || way == pfaff_second) {
        if (!budget.spend(work_of_power(p))) return failed();
        const bool second = way == pfaff_second;
        const Complex w = times(f.z, inverse(negative(rest), p), p);
        const Ball m = second ? sum_2f1(c_a, b, c, w, p, budget) : sum_2f1(a, c_b, c, w, p, budget);
        return product(m, power(rest, true, negative(second ? b : a), p), p);
    }
    if (way == at_one) {
        const Ball first = term_2f1(c, s, c_a, c_b, a, b, t1, rest, f.z, false, p, budget);
        const Ball second = term_2f1(c, negative(s), a, b, c_a, c_b, s1, rest, f.z, false, p, budget);
        return sum(first, product(second, power(rest, true, s, p), p), p);
    }
    if (way == beside) {
        const Complex over_z = inverse(f.z, p), w = negative(times(rest, over_z, p));         // 1 - 1/z
        Ball first = term_2f1(c, s, c_a, c_b, a, exact_difference(one, c_a), t1, w, over_z, true, p, budget);
        first = product(first, power(f.z, false, negative(a), p), p);
        Ball second = term_2f1(c, negative(s), a, b, c_a, exact_difference(one, a), s1, w, over_z, true, p, budget);
        second = product(second, power(rest, true, s, p), p);
        return sum(first, product(second, power(f.z, false, negative(c_a), p), p), p);
    }
    const bool outside = way == at_infinity;
    const Complex base = outside ? negative(f.z) : rest;
    const Complex w = outside ? inverse(f.z, p) : inverse(rest, p);
    // 1 - w: (z - 1)/z, and z/(z - 1), where w = 1/(1 - z)
    const Complex gap = outside ? negative(times(rest, w, p)) : negative(times(f.z, w, p));
    const bool below = !outside;
    const Number a3 = exact_sum(a_b, one), b3 = exact_sum(b_a, one);
    const Number a2 = outside ? exact_difference(one, c_a) : c_b, b2 = outside ? exact_difference(one, c_b) : c_a;
    Ball first = term_2f1(c, b_a, b, c_a, a, a2, a3, w, gap, below, p, budget);
    first = product(first, power(base, true, negative(a), p), p);
    Ball second = term_2f1(c, a_b, a, c_b, b, b2, b3, w, gap, below, p, budget);
    return sum(first, product(second, power(base, true, negative(b), p), p), p);
}

// log2 of what an error of 1 in either of the first coefficients can become, by float64: the sums of |v_k| for both.
std::int64_t taylor_growth(const Gauss& f) noexcept {
    const double a = f.a.value(), b = f.b.value(), c = f.c.value();
    const std::complex<double> t(f.z.re.value() - 0.5, f.z.im.value() - 0.5), t2 = t * t;
    const std::complex<double> middle = 0.5 * (a + b + 1.0) * std::complex<double>(1.0, 1.0) - c;
    double worst = 1.0;
    for (int way = 0; way < 2; ++way) {
        std::complex<double> before = way == 0 ? 1.0 : 0.0, now = way == 0 ? 0.0 : 1.0;
        double sizes = 1.0;
        for (int n = 0; n < 600; ++n) {
            const double k = n;
            const std::complex<double> next = (2.0 * (k + 1.0) * t * (middle + std::complex<double>(0.0, k)) * now +
                                               2.0 * (k + a) * (k + b) * t2 * before) / ((k + 1.0) * (k + 2.0));
            before = now;
            now = next;
            const double size = std::fabs(now.real()) + std::fabs(now.imag());
            sizes += size;
            if (!(sizes < 1e290)) return 1000;
            if (n > 20 && size < 1e-3 * sizes && std::fabs(before.real()) + std::fabs(before.imag()) < 1e-3 * sizes &&
                std::fabs(a * b) < k * k + 50.0) break;
        }
        worst = std::max(worst, sizes);
    }
    return static_cast<std::int64_t>(std::log2(worst)) + 1;
}

// Taylor's series around z0 = (1 + i)/2. With t = z - z0 the equation 15.10.1 is
//   (1/2 - i t - t^2) w'' + (c - (a + b + 1)(z0 + t)) w' - a b w = 0, so that
//   (k + 2)(k + 1) u_(k+2) = 2 (k + 1) [i k - c + (a + b + 1) z0] u_(k+1) + 2 (k + a)(k + b) u_k.
Ball taylor_2f1(const Gauss& f, const Ball& u0, const Complex& slope, int p, Budget& budget) noexcept {
    Complex z0{Number(0.5), Number(0.5)}, t;
    add(t, f.z, z0, max_limbs, true);
    const Complex u1 = times(slope, inverse(z0, p), p);
    // v_k = u_k t^k = V_k/D_k, D_k = k! (k - 1)!; `last` is V_k over the denominator of V_(k+1).
    Complex last = u0.value, v = times(u1, t, p), total = last;
    add(total, total, v, p);
    Number d(1.0);
    Complex middle{exact_difference(times(exact_sum(exact_sum(f.a, f.b), one), Number(0.5), p), f.c),
                   times(exact_sum(exact_sum(f.a, f.b), one), Number(0.5), p)};
    const Complex t2 = times(t, t, p);
    const Shifted a(f.a), b(f.b);
    std::int64_t largest = std::max(total.exponent(), std::max(last.exponent(), v.exponent()));
    const double ratio = std::hypot(t.re.value(), t.im.value()) * 1.4142135623730951;
    for (std::int64_t k = 0; k < 20000; ++k) {
        if (!budget.spend((p + 6.0) * 5.0)) return failed();
        Complex m = middle;
        add(m.im, m.im, Number(static_cast<double>(k)), p);
        multiply(m, m, t, p);
        multiply(m, m, v, p);
        const Number k1(2.0 * static_cast<double>(k + 1)), q(static_cast<double>((k + 1) * (k + 2)));
        multiply(m, m, k1, p);
        Complex n = times(last, t2, p);
        multiply(n, n, a.at(k), p);
        multiply(n, n, b.at(k), p);
        n.re.shift(1);
        n.im.shift(1);
        multiply(last, v, q, p);                           // over D_(k+2)
        add(v, m, n, p);
        multiply(total, total, q, p);
        multiply(d, d, q, p);
        add(total, total, v, p);
        const std::int64_t now = v.exponent() - d.exponent + 1;
        largest = std::max(largest, now);
        const double kd = static_cast<double>(k) + 2.0;
        const double bound = ratio * std::sqrt(std::fabs((1.0 + std::fabs(a.approx) / kd) * (1.0 + std::fabs(b.approx) / kd)) + std::fabs(f.c.value()) / kd);
        if (bound < 0.98 && now < largest - 64 * p - 8) break;
    }
    Ball out;
    multiply(out.value, total, inverse(d, p), p);
    const std::int64_t scale = std::max(u0.value.exponent(), times(u1, t, 1).exponent());
    out.error = std::max(u0.error + 10, std::max(scale, largest) - 64 * p) + taylor_growth(f) + 12;
    return out;
}

bool by_way(Gauss f, Way way, int p, Budget& budget, Ball& out) noexcept {
    if (way == at_zero)
        return adapt([&](int q, Budget& w) { return sum_2f1(f.a, f.b, f.c, f.z, q, w); }, p, max_limbs, budget, out);
    if (way == halfway) {
        return adapt([&](int q, Budget& w) {
            const Complex z0{Number(0.5), Number(0.5)};
            Complex slope;
            const Ball u0 = sum_series({{f.a, f.b}, 2, f.c, 1, z0}, q, w, false, &slope);
            return w.left <= 0.0 ? failed() : taylor_2f1(f, u0, slope, q, w);
        }, std::max(p, 3), 24, budget, out);
    }
    bool moved = false;
    const bool single = way == euler || way == pfaff || way == pfaff_second;
    if (!single) {
        const Number s = exact_difference(exact_difference(f.c, f.a), f.b);
        const bool upper = way == at_one || way == beside;
        if (whole(upper ? s : exact_difference(f.a, f.b))) {
            Number h(1.0);
            h.shift(-move_bits);
            Number& x = upper ? f.c : f.b;
            x = exact_sum(x, h);
            moved = true;
            p = std::max(p, 6);
        }
    }
    const int p_max = single ? max_limbs : gamma_limbs;
    const bool ok = adapt([&](int q, Budget& w) { return connect_2f1(f, way, q, w); }, p, p_max, budget, out);
    if (moved) out.error = std::max(out.error, out.value.exponent() - move_bits + 40);
    return ok && out.bits() >= needed_bits;
}

bool find_2f1(const Gauss& f, std::complex<double> z, Budget& budget, Ball& out) noexcept {
    if (pole(f.a) || pole(f.b)) return by_way(f, at_zero, 2, budget, out);
    const Number c_a = exact_difference(f.c, f.a), c_b = exact_difference(f.c, f.b);
    if (pole(c_a) || pole(c_b)) {                          // Euler's transformation ends
        const Number s = exact_difference(c_a, f.b);
        Complex rest{exact_difference(one, f.z.re), negative(f.z.im)};
        return adapt([&](int p, Budget& w) {
            return product(sum_2f1(c_a, c_b, f.c, f.z, p, w), power(rest, true, s, p), p);
        }, 2, max_limbs, budget, out);
    }
    const Plan plan = plan_2f1(f.a.value(), f.b.value(), f.c.value(), z);
    for (int i = 0; i < plan.count && budget.left > 0.0; ++i) {
        Budget part{i + 1 < plan.count && plan.work[i + 1] < budget.left ? 0.7 * budget.left : budget.left};
        const double before = part.left;
        if (by_way(f, plan.way[i], plan.start[i], part, out)) return true;
        budget.left -= before - part.left;
    }
    return false;
}

}  // namespace

Answer hyp0f1(double b, std::complex<double> z) noexcept {
    if (size_of(z) > 4e6) return {};
    Budget budget;
    Ball out;
    const Complex w = from(z);
    const bool ok = adapt([&](int p, Budget& u) { return sum_series({{}, 0, Number(b), 1, w}, p, u); }, 2, max_limbs,
                          budget, out);
    return answer(out, ok);
}

Answer hyp1f1(double a, double b, std::complex<double> z) noexcept {
    if (!within(a) || !within(b)) return {};
    Budget budget{z.imag() == 0.0 ? 50000.0 : 34000.0};      // series side by side have spent more on complex numbers
    Ball out;
    const bool below = z.imag() < 0.0;
    const Complex w = from(below ? std::conj(z) : z);
    const bool ok = adapt([&](int p, Budget& u) { return ball_1f1(Number(a), Number(b), w, p, u); }, 2, max_limbs,
                          budget, out);
    return answer(out, ok, below);
}

Answer hyperu(double a, double b, double x) noexcept {
    if (!within(a) || !within(b)) return {};
    Budget budget;
    Ball out;
    // U is smooth in b, and a b this near to 0 would cost as many bits as its exponent says.
    const bool ok = find_u(Number(a), Number(std::fabs(b) < 1e-30 ? 0.0 : b), Number(x), budget, out);
    return answer(out, ok);
}

Answer hyp2f1(double a, double b, double c, std::complex<double> z) noexcept {
    if (!within(a) || !within(b) || !within(c)) return {};
    Budget budget{z.imag() == 0.0 ? 60000.0 : 28000.0};      // float64 has spent more on complex numbers
    Ball out;
    const bool below = std::signbit(z.imag());
    const std::complex<double> up(z.real(), std::fabs(z.imag()));
    const bool ok = find_2f1({Number(a), Number(b), Number(c), from(up)}, up, budget, out);
    return answer(out, ok, below);
}

Answer gamma_quotient(double b, double a) noexcept {
    if (!within(a) || !within(b)) return {};
    Budget budget;
    Ball out;
    const Number top = exact_difference(one, Number(b)), bottom = exact_sum(Number(a), top);
    const bool ok = adapt([&](int p, Budget&) { return gamma_ratio(&top, 1, &bottom, 1, p); }, 2, 8, budget, out);
    return answer(out, ok || out.value.zero());
}

ScaledPair gamma_product(const double (&high)[4], const double (&low)[4]) noexcept {
    Number x[4];
    for (int i = 0; i < 4; ++i) {
        if (!within(high[i])) return {};
        x[i] = exact_sum(Number(high[i]), Number(low[i]));
    }
    if (pole(x[0]) || pole(x[1])) return {};
    const Ball v = gamma_ratio(x, 2, x + 2, 2, 2);
    if (v.value.zero()) return {0.0, 0.0, 0, true};
    if (v.bits() < 100) return {};
    Number m = v.value.re;
    const auto exponent = static_cast<int>(m.exponent);
    m.shift(-exponent);
    const double hi = m.value();
    return {hi, minus(m, Number(hi), 3).value(), exponent, true};
}

Answer hyp2f1_at_one(double a, double b, double c) noexcept {
    if (!within(a) || !within(b) || !within(c)) return {};
    Budget budget;
    Ball out;
    const Number x(a), y(b), z(c);
    const Number top[2] = {z, exact_difference(exact_difference(z, x), y)};
    const Number bottom[2] = {exact_difference(z, x), exact_difference(z, y)};
    const bool ok = pole(x) || pole(y)
        ? adapt([&](int p, Budget& u) { return sum_2f1(x, y, z, {one, Number()}, p, u); }, 2, max_limbs, budget, out)
        : adapt([&](int p, Budget&) { return gamma_ratio(top, 2, bottom, 2, p); }, 2, 8, budget, out);
    return answer(out, ok || out.value.zero());
}

TwoAnswers parabolic(double v, double x, bool second) noexcept {
    Budget budget{28000.0};                                // the powers are not counted
    if (std::fabs(x) > 60.0 || !within(v)) return {};
    Number x2 = times(Number(x), Number(x), 2), z = x2, quarter = x2, half(v);
    z.shift(-1);
    quarter.shift(-2);
    half.shift(-1);                                        // v/2
    const Number a1 = negative(half), a2 = exact_sum(Number(0.5), a1);
    Ball out[2];
    const auto eval = [&](int p, Budget& w) {
        Complex slope1, slope2;
        const Ball m1 = sum_series({{a1, Number()}, 1, Number(0.5), 1, {z, Number()}}, p, w, false, &slope1);
        Ball m2 = sum_series({{a2, Number()}, 1, Number(1.5), 1, {z, Number()}}, p, w, false, &slope2);
        if (!w.spend(6.0 * work_of_gamma(p))) return failed();
        // The values at 0, DLMF 12.2.6-9 with a = -v - 1/2, without their 2^(v/2) or 2^(-v/2).
        Ball c1, c2;
        const Number root = pi(p);
        const Ball sqrt_pi = power({root, Number()}, false, Number(0.5), p);
        const Ball sqrt2 = power({Number(2.0), Number()}, false, Number(0.5), p);
        if (!second) {
            c1 = product(gamma_ratio(nullptr, 0, &a2, 1, p), sqrt_pi, p);
            c2 = product(product(gamma_ratio(nullptr, 0, &a1, 1, p), sqrt_pi, p), sqrt2, p);
            c2.value = negative(c2.value);
        } else {
            // sin(pi(3/4 - a/2))/Gamma(3/4 - a/2) with 3/4 - a/2 = 1 + v/2; sin(pi(1/4 - a/2))/Gamma(1/4 - a/2) with
            // 1/4 - a/2 = (1 + v)/2
            const Number g1 = exact_sum(one, half), g2 = exact_sum(Number(0.5), half);
            c1 = product(gamma_ratio(nullptr, 0, &g1, 1, p), sine_of_turns(g1, p), p);
            c2 = product(product(gamma_ratio(nullptr, 0, &g2, 1, p), sine_of_turns(g2, p), p), sqrt2, p);
        }
        const Complex xx{Number(x), Number()};
        m2 = product(m2, exactly(xx), p);
        const Ball t = sum(product(c1, m1, p), product(c2, m2, p), p);
        // Derivative without -x/2 t: c1 2 slope1/x + c2 (m2/x + 2 slope2)
        Complex d1 = slope1, d2 = slope2;
        d1.re.shift(1);
        d2.re.shift(1);
        if (x != 0.0) multiply(d1, d1, inverse(xx, p), p);
        Ball b1{d1, m1.error + 12}, b2{d2, m2.error + 12};
        if (x != 0.0) b2 = sum(b2, product(m2, {inverse(xx, p), m2.error - 62 * 64}, p), p);
        else b2 = exactly({one, Number()});
        Ball minus_half = exactly({Number(-0.5 * x), Number()});
        const Ball u = sum(sum(product(c1, b1, p), product(c2, b2, p), p), product(t, minus_half, p), p);
        // e^(-x^2/4) 2^(v/2), or for V e^(-x^2/4) 2^(-v/2)
        Complex exponent = times(logarithm({Number(2.0), Number()}, false, p + 1), {second ? a1 : half, Number()}, p + 1);
        add(exponent.re, exponent.re, quarter, p + 1, true);
        const Ball factor = exponential_ball(exponent, p);
        out[0] = product(t, factor, p);
        out[1] = product(u, factor, p);
        return out[0].value.zero() || (!out[1].value.zero() && out[1].bits() < out[0].bits()) ? out[1] : out[0];
    };
    Ball worst;
    int p = 3 + static_cast<int>(0.72 * x * x / 64);
    const bool ok = adapt(eval, std::min(p, 20), gamma_limbs, budget, worst);
    return {answer(out[0], ok), answer(out[1], ok)};
}

// DLMF 12.14.2-10: the even and odd solutions sum v_k, (k + 1)(k + 2) v_(k+2) = a x^2 v_k - x^4/4 v_(k-2).
TwoAnswers weber(double a, double x) noexcept {
    Budget budget;
    if (!(std::fabs(x) < 100.0) || !(std::fabs(a) < 1e5)) return {};
    const Number nx(x), na(a), x2 = times(nx, nx, 2);
    Number ax2 = times(na, x2, 3), x4 = times(x2, x2, 4), half_a(a);
    x4.shift(-2);
    half_a.shift(-1);
    Ball out[2];
    const auto eval = [&](int p, Budget& w) {
        if (!w.spend(10.0 * work_of_gamma(p))) return failed();
        const Ball g1 = gamma_square(Number(0.25), half_a, p), g3 = gamma_square(Number(0.75), half_a, p);
        // W(a, 0)^2 = 2^(-3/2) |Gamma(1/4 + i a/2)|/|Gamma(3/4 + i a/2)|, W(a, 0) W'(a, 0) = -1/2
        Ball ratio = product(g1, {inverse(g3.value, p), inverse(g3.value, p).exponent() - 64 * p + 60}, p);
        ratio = power(ratio.value, false, Number(0.25), p);
        Ball c0 = product(ratio, power({Number(2.0), Number()}, false, Number(-0.75), p), p);
        c0.error += 60;
        Ball c1{inverse(c0.value, p), 0};
        c1.value.re.shift(-1);
        c1.value.re.negate();
        c1.error = c1.value.exponent() - 64 * p + 120;
        Ball sums[2], slopes[2];
        for (int odd = 0; odd < 2; ++odd) {
            Number before, now = odd ? nx : one, total = now, weighted = odd ? now : Number(), d(1.0);
            std::int64_t largest = now.exponent;
            int small = 0;
            for (std::int64_t k = odd; small < 2; k += 2) {
                if (!w.spend(1.6 * (p + 6.0))) return failed();
                const Number q(static_cast<double>((k + 1) * (k + 2)));
                Number next = minus(times(ax2, now, p), times(x4, before, p), p);
                multiply(before, now, q, p);
                now = next;
                multiply(total, total, q, p);
                multiply(weighted, weighted, q, p);
                multiply(d, d, q, p);
                add(total, total, now, p);
                add(weighted, weighted, times(now, Number(static_cast<double>(k + 2)), p), p);
                const std::int64_t size = now.zero() ? no_exponent : now.exponent - d.exponent;
                largest = std::max(largest, size);
                const double kk = static_cast<double>((k + 3) * (k + 4));
                small = size < largest - 64 * p && kk > 4.0 * (std::fabs(a) * x * x + x * x) ? small + 1 : 0;
            }
            const Number over = inverse(d, p);
            sums[odd] = {{times(total, over, p), Number()}, largest - 64 * p + 24};
            slopes[odd] = {{times(weighted, over, p), Number()}, largest - 64 * p + 36};
        }
        out[0] = sum(product(c0, sums[0], p), product(c1, sums[1], p), p);
        if (x == 0.0) {
            out[1] = c1;
        } else {
            out[1] = sum(product(c0, slopes[0], p), product(c1, slopes[1], p), p);
            const Complex over{inverse(nx, p), Number()};
            out[1] = product(out[1], {over, over.exponent() - 64 * p + 8}, p);
        }
        return out[1].bits() < out[0].bits() ? out[1] : out[0];
    };
    Ball worst;
    // The error bounds of the values at 0 are loose by up to 180 bits.
    const bool ok = adapt(eval, 6, gamma_limbs, budget, worst);
    return {answer(out[0], ok), answer(out[1], ok)};
}

}  // namespace scinova::special::multi
