// SPDX-License-Identifier: BSD-3-Clause
// Arithmetic and elementary functions of multiprecision.hpp.
//
// Products are the schoolbook ones: at 40 limbs nothing else is faster. exp is Taylor's series at z/2^j and j squarings
// (R. P. Brent, J. ACM 23 (1976) 242); log x is the float64 value y and the series of log(1 + d), 1 + d = x e^-y;
// log Gamma is Stirling's series (DLMF 5.11.1) after an upward shift by the recurrence, with Bernoulli numbers from the
// tangent numbers (R. P. Brent and D. Harvey, "Fast computation of Bernoulli, tangent and secant numbers", 2013,
// algorithm TangentNumbers); pi is Machin's formula. The constants are computed once.
#include "kernels/special/multiprecision.hpp"

#include <algorithm>
#include <bit>
#include <complex>
#include <cstring>
#include <vector>

namespace scinova::special::multi {

Number& Number::operator=(const Number& o) noexcept {
    n = o.n;
    sign = o.sign;
    exponent = o.exponent;
    std::memmove(m, o.m, static_cast<std::size_t>(o.n) * sizeof(Limb));
    return *this;
}

Number::Number(double x) noexcept {
    if (x == 0.0) return;
    int e;
    const double f = std::frexp(std::fabs(x), &e);
    n = 1;
    sign = x < 0 ? -1 : 1;
    exponent = e;
    m[0] = static_cast<Limb>(std::ldexp(f, 64));
}

double Number::scaled(std::int64_t by) const noexcept {
    if (!sign) return 0.0;
    const std::int64_t e = std::clamp<std::int64_t>(exponent + by, -100000, 100000);
    // The top 64 bits with the rest sticky, in a long double's manner: round once at 53 bits (or fewer when subnormal).
    Limb top = m[0];
    if (n > 1) top |= 1;
    const auto keep = static_cast<int>(std::clamp<std::int64_t>(e + 1074, 0, 53));   // bits the result can hold
    if (e > 1024) return sign * std::numeric_limits<double>::infinity();
    if (keep == 0) {
        // below half of the least number, or above it
        const bool up = e == -1074 && top > (Limb{1} << 63);
        return sign * (up ? std::numeric_limits<double>::denorm_min() : 0.0);
    }
    const int drop = 64 - keep;
    const Limb half = Limb{1} << (drop - 1), mask = (half << 1) - 1, rest = top & mask;
    Limb kept = drop == 64 ? 0 : top >> drop;
    if (rest > half || (rest == half && (kept & 1))) ++kept;
    return sign * std::ldexp(static_cast<double>(kept), static_cast<int>(e) - keep);
}
double Number::value() const noexcept { return scaled(0); }

namespace {

void trim(Number& r) noexcept {
    while (r.n > 0 && r.m[r.n - 1] == 0) --r.n;
}

// Takes `count` limbs, normalises them and keeps p.
void set(Number& r, const Limb* t, int count, int sign, std::int64_t exponent, int p) noexcept {
    int skip = 0;
    while (skip < count && t[skip] == 0) ++skip;
    if (skip == count) {
        r.sign = r.n = 0;
        r.exponent = no_exponent;
        return;
    }
    const int up = std::countl_zero(t[skip]);
    exponent -= 64 * static_cast<std::int64_t>(skip) + up;
    t += skip;
    count -= skip;
    const int n = std::min({count, p, max_limbs});
    if (up == 0) {
        std::memmove(r.m, t, static_cast<std::size_t>(n) * sizeof(Limb));
    } else {
        for (int i = 0; i < n; ++i)
            r.m[i] = (t[i] << up) | (i + 1 < count ? t[i + 1] >> (64 - up) : 0);
    }
    r.n = n;
    r.sign = sign;
    r.exponent = exponent;
    trim(r);
}

}  // namespace

Number from_integer(__int128 a, int places) noexcept {
    Number r;
    if (a == 0) return r;
    const auto u = static_cast<Wide>(a < 0 ? -a : a);
    const Limb t[2] = {static_cast<Limb>(u >> 64), static_cast<Limb>(u)};
    set(r, t, 2, a < 0 ? -1 : 1, 128 - places, 2);
    return r;
}

void multiply(Number& r, const Number& a, const Number& b, int p) noexcept {
    if (!a.sign || !b.sign) {
        r = Number();
        return;
    }
    const Number &x = a.n >= b.n ? a : b, &y = a.n >= b.n ? b : a;
    const int nx = std::min(x.n, p), ny = std::min(y.n, p);
    const int sign = x.sign * y.sign;
    const std::int64_t exponent = x.exponent + y.exponent;
    Limb t[2 * max_limbs];
    if (ny == 1) {
        const Limb f = y.m[0];
        Limb carry = 0;
        for (int i = nx - 1; i >= 0; --i) {
            const Wide v = static_cast<Wide>(x.m[i]) * f + carry;
            t[i + 1] = static_cast<Limb>(v);
            carry = static_cast<Limb>(v >> 64);
        }
        t[0] = carry;
        set(r, t, nx + 1, sign, exponent, p);
        return;
    }
    std::memset(t, 0, static_cast<std::size_t>(nx + ny) * sizeof(Limb));
    for (int j = ny - 1; j >= 0; --j) {
        const Limb f = y.m[j];
        if (f == 0) continue;
        Limb carry = 0;
        // Limbs that cannot reach the p + 1 that are kept are left out.
        const int last = std::min(nx - 1, p + 1 - j);
        for (int i = last; i >= 0; --i) {
            const Wide v = static_cast<Wide>(x.m[i]) * f + t[i + j + 1] + carry;
            t[i + j + 1] = static_cast<Limb>(v);
            carry = static_cast<Limb>(v >> 64);
        }
        t[j] = carry;
    }
    set(r, t, nx + ny, sign, exponent, p);
}

int compare_magnitude(const Number& a, const Number& b) noexcept {
    if (a.exponent != b.exponent) return a.exponent < b.exponent ? -1 : 1;
    for (int i = 0; i < std::min(a.n, b.n); ++i)
        if (a.m[i] != b.m[i]) return a.m[i] < b.m[i] ? -1 : 1;
    return a.n == b.n ? 0 : a.n < b.n ? -1 : 1;
}

void add(Number& r, const Number& a, const Number& b, int p, bool subtract) noexcept {
    const int sb = subtract ? -b.sign : b.sign;
    if (!b.sign) {
        r = a;
        r.n = std::min(r.n, p);
        return;
    }
    if (!a.sign) {
        r = b;
        r.sign = sb;
        r.n = std::min(r.n, p);
        return;
    }
    const bool swap = compare_magnitude(a, b) < 0;
    const Number &x = swap ? b : a, &y = swap ? a : b;
    const int sign = swap ? sb : a.sign;
    const bool difference = a.sign != sb;
    const std::int64_t gap = x.exponent - y.exponent, exponent = x.exponent + 64;
    const int width = std::min(p, max_limbs) + 2;          // one limb above for the carry, one below as guard
    if (gap > 64 * static_cast<std::int64_t>(width)) {
        r = x;
        r.sign = sign;
        r.n = std::min(r.n, p);
        return;
    }
    Limb t[max_limbs + 3];
    t[0] = 0;
    const int whole = static_cast<int>(gap / 64), bits = static_cast<int>(gap % 64);
    const int used = std::min(width, std::max(x.n, y.n + whole + (bits ? 1 : 0)));
    const auto low = [&](int i) -> Limb {                  // limb i of y, shifted down
        const int k = i - whole;
        if (k < 0 || k > y.n) return 0;
        if (bits == 0) return k < y.n ? y.m[k] : 0;
        return (k < y.n ? y.m[k] >> bits : 0) | (k > 0 ? y.m[k - 1] << (64 - bits) : 0);
    };
    Limb carry = 0;
    if (difference) {
        for (int i = used - 1; i >= 0; --i) {
            const Limb u = i < x.n ? x.m[i] : 0, v = low(i);
            const Limb d = u - v, e = d - carry;
            carry = static_cast<Limb>(u < v) | static_cast<Limb>(d < carry);
            t[i + 1] = e;
        }
    } else {
        for (int i = used - 1; i >= 0; --i) {
            const Limb u = i < x.n ? x.m[i] : 0, v = low(i);
            const Limb s = u + v, e = s + carry;
            carry = static_cast<Limb>(s < u) | static_cast<Limb>(e < s);
            t[i + 1] = e;
        }
        t[0] = carry;
    }
    set(r, t, used + 1, sign, exponent, p);
}

Number inverse(const Number& a, int p) noexcept {
    Number x(1.0 / a.scaled(-a.exponent));
    x.exponent -= a.exponent;
    const Number two(2.0);
    for (int good = 50; good < 64 * p + 64;) {             // x (2 - a x)
        good *= 2;
        const int q = std::min(p + 1, good / 64 + 2);
        multiply(x, x, minus(two, times(a, x, q), q), q);
    }
    if (x.n > p) x.n = p;
    return x;
}

bool to_integer(const Number& a, std::int64_t& value) noexcept {
    value = 0;
    if (!a.sign) return true;
    if (a.exponent < 1 || a.exponent > 62 || a.n > 1) return false;
    const int drop = static_cast<int>(64 - a.exponent);
    if (a.m[0] & ((Limb{1} << drop) - 1)) return false;
    value = a.sign * static_cast<std::int64_t>(a.m[0] >> drop);
    return true;
}

Shifted::Shifted(const Number& a) noexcept : approx(a.value()), base(a) {
    if (!a.sign) {
        places = 0;
        limit = std::int64_t{1} << 40;
        return;
    }
    if (a.n > 2 || a.exponent > 60) return;
    Wide u = static_cast<Wide>(a.m[0]) << 64 | (a.n > 1 ? a.m[1] : 0);
    int zeros = 0;
    while (!(u & 1)) {
        u >>= 1;
        ++zeros;
    }
    const std::int64_t s = 128 - zeros - a.exponent;       // a = u 2^-s
    if (s > 100) return;
    if (s < 0) {
        places = 0;
        integer = static_cast<__int128>(u << -s);
    } else {
        places = static_cast<int>(s);
        integer = static_cast<__int128>(u);
        if (a.exponent + s > 124) {
            places = -1;
            return;
        }
    }
    integer *= a.sign;
    limit = std::int64_t{1} << std::min(40, 124 - places);
}

void multiply(Complex& r, const Complex& a, const Complex& b, int p) noexcept {
    if (b.real()) return multiply(r, a, b.re, p);
    if (a.real()) {
        const Number s = a.re;
        return multiply(r, b, s, p);
    }
    const Number rr = times(a.re, b.re, p), ii = times(a.im, b.im, p), ri = times(a.re, b.im, p),
                 ir = times(a.im, b.re, p);
    add(r.re, rr, ii, p, true);
    add(r.im, ri, ir, p);
}
void multiply(Complex& r, const Complex& a, const Number& b, int p) noexcept {
    multiply(r.re, a.re, b, p);
    if (a.im.zero()) r.im = a.im;
    else multiply(r.im, a.im, b, p);
}
void add(Complex& r, const Complex& a, const Complex& b, int p, bool subtract) noexcept {
    add(r.re, a.re, b.re, p, subtract);
    if (a.im.zero() && b.im.zero()) r.im = Number();
    else add(r.im, a.im, b.im, p, subtract);
}
Complex inverse(const Complex& a, int p) noexcept {
    if (a.real()) return {inverse(a.re, p), Number()};
    const Number d = inverse(plus(times(a.re, a.re, p + 1), times(a.im, a.im, p + 1), p + 1), p + 1);
    Complex r{times(a.re, d, p), times(a.im, d, p)};
    r.im.negate();
    return r;
}

namespace {

// a/d for a small positive d
Number quotient(const Number& a, Limb d, int p) noexcept {
    Limb t[max_limbs + 1];
    Limb rest = 0;
    const int count = std::min(p + 1, max_limbs + 1);
    for (int i = 0; i < count; ++i) {
        const Wide v = static_cast<Wide>(rest) << 64 | (i < a.n ? a.m[i] : 0);
        t[i] = static_cast<Limb>(v / d);
        rest = static_cast<Limb>(v % d);
    }
    Number r;
    set(r, t, count, a.sign, a.exponent, p);
    return r;
}

// arctan(1/n) = sum (-1)^k / ((2k + 1) n^(2k+1))
Number arctan_inverse(Limb n, int p) noexcept {
    Number power = quotient(Number(1.0), n, p), total = power;
    for (Limb k = 1;; ++k) {
        power = quotient(power, n * n, p);
        power.negate();
        const Number t = quotient(power, 2 * k + 1, p);
        if (t.exponent < total.exponent - 64 * p) return total;
        add(total, total, t, p);
    }
}

inline constexpr int bernoulli_count = 130;

struct Constants {
    Number pi, ln2, half_log_2pi;
    std::vector<Number> stirling;            // B_2k / (2k (2k - 1))
    Constants();
};

const Constants& constants() {
    static const Constants c;
    return c;
}

// exp without its constants: |z| moderate, by Taylor and squaring
Complex exponential_raw(Complex z, int p) noexcept {
    const int q = std::min(max_limbs, p + 1);
    const auto size = static_cast<int>(std::max<std::int64_t>(z.exponent(), -100000));
    const int root = static_cast<int>(std::sqrt(64.0 * p) * 0.7) + 2;
    const int halvings = std::max(0, root + size);
    z.re.shift(-halvings);
    z.im.shift(-halvings);
    // S/D -> sum z^k/k!
    Complex term{Number(1.0), Number()}, total = term;
    Number d(1.0);
    for (int k = 1; k < 2000; ++k) {
        const Number kk(static_cast<double>(k));
        multiply(term, term, z, q);
        multiply(total, total, kk, q);
        add(total, total, term, q);
        multiply(d, d, kk, q);
        if (term.exponent() - total.exponent() < -64 * q - 8) break;
    }
    multiply(total, total, inverse(d, q), q);
    for (int k = 0; k < halvings; ++k) multiply(total, total, total, q);
    return total;
}

}  // namespace

Complex exponential(const Complex& z, int p) noexcept {
    if (z.zero()) return {Number(1.0), Number()};
    const int q = std::min(max_limbs, p + 1 + static_cast<int>(std::max<std::int64_t>(z.exponent(), 0) / 64));
    Complex r = z;
    // k log 2 is taken out of the real part, and full turns out of the imaginary one.
    const double k = z.re.exponent > 0 ? std::nearbyint(z.re.value() / 0.6931471805599453) : 0.0;
    if (k != 0.0) add(r.re, r.re, times(constants().ln2, Number(k), q), q, true);
    if (z.im.exponent > 3) {
        const double turns = std::nearbyint(z.im.value() / 6.283185307179586);
        Number turn = constants().pi;
        turn.shift(1);
        add(r.im, r.im, times(turn, Number(turns), q), q, true);
    }
    Complex e = exponential_raw(r, p);
    e.re.shift(static_cast<std::int64_t>(k));
    e.im.shift(static_cast<std::int64_t>(k));
    return e;
}

Complex logarithm(const Complex& z, bool lower_side, int p) noexcept {
    // The float64 logarithm of z/2^e with e log 2 added at the end.
    const std::int64_t e = z.exponent();
    const int q = std::min(max_limbs, p + 1);
    Complex x = z;
    x.re.shift(-e);
    x.im.shift(-e);
    const std::complex<double> rough(x.re.value(), x.im.value());
    double angle = std::arg(rough);
    if (z.im.zero()) angle = z.re.sign > 0 ? 0.0 : lower_side ? -3.141592653589793 : 3.141592653589793;
    Complex y{Number(std::log(std::abs(rough))), Number(angle)};
    if (z.im.zero()) {
        // Real: iterate on |z|, the angle is exact.
        Complex t{x.re, Number()};
        t.re.sign = 1;
        y.im = Number();
        x = t;
    }
    // x e^-y = 1 + d, |d| about 2^-48, and log x = y + d - d^2/2 + d^3/3 - ...
    Complex back = y;
    back.re.negate();
    back.im.negate();
    Complex d, power;
    multiply(d, x, exponential(back, q), q);
    add(d.re, d.re, Number(1.0), q, true);
    power = d;
    for (Limb k = 1; !power.zero() && power.exponent() > -64 * q - 4; ++k) {
        const Complex t{quotient(power.re, k, q), quotient(power.im, k, q)};
        add(y, y, t, q, k % 2 == 0);
        multiply(power, power, d, q);
    }
    if (e) add(y.re, y.re, times(constants().ln2, Number(static_cast<double>(e)), q), q);
    if (z.im.zero() && z.re.sign < 0) {
        y.im = constants().pi;
        if (lower_side) y.im.negate();
    }
    return y;
}

Number pi(int p) noexcept {
    Number v = constants().pi;
    v.n = std::min(v.n, p);
    return v;
}

namespace {

Constants::Constants() {
    const int p = max_limbs;
    // Machin: pi/4 = 4 arctan(1/5) - arctan(1/239)
    pi = minus(times(Number(16.0), arctan_inverse(5, p), p), times(Number(4.0), arctan_inverse(239, p), p), p);
    // log 2 = 2 arctanh(1/3)
    Number power = quotient(Number(1.0), 3, p);
    ln2 = power;
    for (Limb k = 1;; ++k) {
        power = quotient(power, 9, p);
        const Number t = quotient(power, 2 * k + 1, p);
        if (t.exponent < ln2.exponent - 64 * p) break;
        add(ln2, ln2, t, p);
    }
    ln2.shift(1);
    // Here, with exponential_raw, because logarithm() would ask for these constants: x = 2 pi/8 < 1.
    Number x = pi;
    x.shift(-2);
    Complex y{Number(std::log(x.value())), Number()};
    for (int good = 45; good < 64 * p; good *= 3) {
        const Complex ey = exponential_raw(y, p - 1);
        Number top = minus(x, ey.re, p);
        multiply(top, top, inverse(plus(x, ey.re, p), p), p);
        top.shift(1);
        add(y.re, y.re, top, p);
    }
    half_log_2pi = plus(y.re, times(Number(3.0), ln2, p), p);
    half_log_2pi.shift(-1);
    // Tangent numbers, then B_2k = (-1)^(k-1) 2k T_k / (4^k (4^k - 1)).
    std::vector<Number> t(bernoulli_count + 1);
    t[1] = Number(1.0);
    for (int k = 2; k <= bernoulli_count; ++k) t[k] = times(Number(k - 1.0), t[k - 1], p);
    for (int k = 2; k <= bernoulli_count; ++k)
        for (int j = k; j <= bernoulli_count; ++j)
            t[j] = plus(times(Number(static_cast<double>(j - k)), t[j - 1], p),
                        times(Number(static_cast<double>(j - k + 2)), t[j], p), p);
    stirling.resize(bernoulli_count + 1);
    for (int k = 1; k <= bernoulli_count; ++k) {
        Number four(1.0);
        four.shift(2 * k);
        Number b = times(t[k], inverse(times(four, minus(four, Number(1.0), p), p), p), p);
        if (k % 2 == 0) b.negate();
        stirling[static_cast<std::size_t>(k)] = quotient(b, static_cast<Limb>(2 * k - 1), p);
    }
}

}  // namespace

Ball exactly(const Complex& z) noexcept { return {z, no_exponent}; }

Ball product(const Ball& a, const Ball& b, int p) noexcept {
    Ball r;
    multiply(r.value, a.value, b.value, p);
    const std::int64_t ea = a.value.exponent(), eb = b.value.exponent();
    r.error = std::max({a.error + std::max(eb, b.error), b.error + ea, ea + eb - 64 * p + 4}) + 2;
    return r;
}

Ball sum(const Ball& a, const Ball& b, int p) noexcept {
    Ball r;
    add(r.value, a.value, b.value, p);
    r.error = std::max({a.error, b.error, std::max(a.value.exponent(), b.value.exponent()) - 64 * p + 3}) + 1;
    return r;
}

namespace {

// Adds sign * log Gamma(x + shift) to `log`, multiplies `shifts` by x (x + 1) ... ; returns false if out of reach.
bool add_log_gamma(const Number& x, int sign, Number& log, Number& shifts, int p) noexcept {
    // Far enough for 130 terms of Stirling's series to reach the precision.
    const double start = x.value(), least = std::max(14.0 * p + 12.0, 15.3 * std::exp2(64.0 * p / 260));
    if (!(start > -3000.0) || !(start < 1e15)) return false;
    Number y = x;
    if (start < least) {
        const auto steps = static_cast<std::int64_t>(std::ceil(least - start));
        const Shifted s(x);
        for (std::int64_t k = 0; k < steps; ++k) multiply(shifts, shifts, s.at(k), p);
        y = s.at(steps);
    }
    const Constants& c = constants();
    const Number l = logarithm({y, Number()}, false, p).re;
    Number v = plus(minus(times(minus(y, Number(0.5), p), l, p), y, p), c.half_log_2pi, p);
    const Number w = inverse(y, p), w2 = times(w, w, p);
    Number series, power = w;
    for (std::size_t k = 1; k <= bernoulli_count; ++k) {
        const Number t = times(c.stirling[k], power, p);
        if (t.exponent < -64 * p) break;
        add(series, series, t, p);
        multiply(power, power, w2, p);
    }
    add(v, v, series, p);
    add(log, log, v, p, sign < 0);
    return true;
}

}  // namespace

Ball gamma_ratio(const Number* top, int tops, const Number* bottom, int bottoms, int p) noexcept {
    std::int64_t whole;
    for (int i = 0; i < bottoms; ++i)
        if (to_integer(bottom[i], whole) && whole <= 0) return exactly({Number(), Number()});
    const int q = std::min(max_limbs, p + 1);
    Number log, over(1.0), under(1.0);
    bool within = true;
    std::int64_t largest = 0;
    for (int i = 0; i < tops + bottoms && within; ++i) {
        const bool up = i < tops;
        within = add_log_gamma(up ? top[i] : bottom[i - tops], up ? 1 : -1, log, up ? under : over, q);
        largest = std::max(largest, log.exponent);
    }
    if (!within) return {{Number(1.0), Number()}, 1000000};
    Ball r{exponential({log, Number()}, q), 0};
    multiply(r.value, r.value, over, q);
    multiply(r.value, r.value, inverse(under, q), q);
    r.error = r.value.exponent() - 64 * q + std::max<std::int64_t>(largest, 0) + 24;
    return r;
}

Ball gamma_square(const Number& x, const Number& y, int p) noexcept {
    const int q = std::min(max_limbs, p + 1);
    // The place of add_log_gamma's shift.
    const double least = std::max(14.0 * q + 12.0, 15.3 * std::exp2(64.0 * q / 260));
    const auto steps = static_cast<std::int64_t>(std::max(0.0, std::ceil(least - x.value())));
    const Number y2 = times(y, y, q);
    const Shifted s(x);
    Number shifts(1.0);
    for (std::int64_t k = 0; k < steps; ++k) {
        const Number xk = s.at(k);
        multiply(shifts, shifts, plus(times(xk, xk, q), y2, q), q);
    }
    const Complex z{s.at(steps), y};
    const Constants& c = constants();
    Complex v{minus(z.re, Number(0.5), q), y};
    multiply(v, v, logarithm(z, false, q), q);
    Number log = plus(minus(v.re, z.re, q), c.half_log_2pi, q);
    const Complex w = inverse(z, q), w2 = times(w, w, q);
    Complex power = w;
    for (std::size_t k = 1; k <= bernoulli_count; ++k) {
        const Number t = times(c.stirling[k], power.re, q);
        if (c.stirling[k].exponent + power.exponent() < -64 * q) break;
        add(log, log, t, q);
        multiply(power, power, w2, q);
    }
    log.shift(1);
    Ball r = exponential_ball({log, Number()}, q);
    multiply(r.value, r.value, inverse(shifts, q), q);
    r.error = r.value.exponent() - 64 * q + std::max<std::int64_t>(std::max(log.exponent, v.exponent()), 0) + 60;
    return r;
}

Ball exponential_ball(const Complex& z, int p) noexcept {
    const int q = std::min(max_limbs, p + 1);
    Ball r{exponential(z, q), 0};
    r.error = r.value.exponent() - 64 * q + std::max<std::int64_t>(z.exponent(), 0) + 50;
    return r;
}

Ball power(const Complex& base, bool lower_side, const Number& exponent, int p) noexcept {
    if (exponent.zero()) return exactly({Number(1.0), Number()});
    const int q = std::min(max_limbs, p + 1);
    Complex l = logarithm(base, lower_side, q);
    multiply(l, l, exponent, q);
    return exponential_ball(l, p);
}

}  // namespace scinova::special::multi
