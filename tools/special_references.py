# SPDX-License-Identifier: BSD-3-Clause
"""Exact values, in mpmath numbers, of special functions that mpmath does not have under one name.

Every public name here can be used in the ``reference`` of a row of the table of special functions. Arguments come as
mpmath numbers at the working precision that tools/accuracy.py has set.
"""
from __future__ import annotations

import mpmath as _mp


def sici(x):
    return _mp.si(x), _mp.ci(x)


def shichi(x):
    return _mp.shi(x), _mp.chi(x)


def _degrees(x):
    """The angle in radians, reduced by whole turns; and the number of right angles if it is whole."""
    rest = _mp.fmod(x, 360) if abs(x) < 2 ** 100 else _mp.mpf(int(x) % 360)
    return rest * _mp.pi / 180, int(rest / 90) if rest % 90 == 0 else None


def sine_of_degrees(x):
    angle, right = _degrees(x)
    return _mp.sin(angle) if right is None else _mp.mpf((0, 1, 0, -1)[right % 4])


def cosine_of_degrees(x):
    angle, right = _degrees(x)
    return _mp.cos(angle) if right is None else _mp.mpf((1, 0, -1, 0)[right % 4])


def tangent_of_degrees(x):
    cosine = cosine_of_degrees(x)
    return sine_of_degrees(x) / cosine if cosine else _mp.inf


def cotangent_of_degrees(x):
    sine = sine_of_degrees(x)
    return cosine_of_degrees(x) / sine if sine else _mp.inf


def spence(z):
    return _mp.zeta(2) if z == 0 else _mp.polylog(2, 1 - z)


def modfresnelp(x):
    f = _mp.sqrt(_mp.pi) / 2 * _mp.expjpi(0.25) * _mp.erfc(_mp.expjpi(-0.25) * x)
    return f, _mp.exp(-1j * (x * x + _mp.pi / 4)) * f / _mp.sqrt(_mp.pi)


def modfresnelm(x):
    return tuple(_mp.conj(v) for v in modfresnelp(x))


def expn(n, x):
    with _mp.workdps(100):
        return _mp.expint(n, x)


def synchrotron_1(x):
    with _mp.workdps(60 + int(0.9 * x)):
        third, total = _mp.mpf(1) / 3, _mp.mpf(1)
        for v, sign in ((-third, -1), (third, 1)):
            term, k = 2 * (x / 2) ** (v + 1) / _mp.gamma(v + 1), 0
            while k < 5 or abs(term) > _mp.eps * _mp.exp(-x):
                total += sign * term / (2 * k + v + 1)
                k += 1
                term *= (x / 2) ** 2 / (k * (k + v))
        return x * (2 * _mp.besselk(2 * third, x) - _mp.pi / _mp.sqrt(3) * total)


def wrightomega(z):
    z = _mp.mpmathify(z)
    if abs(z.real) > 1e4:
        w = z - _mp.log(z)
        for _ in range(8):
            w -= (w + _mp.log(w) - z) / (1 + 1 / w)
        return w
    if z.imag == 0:
        return _mp.lambertw(_mp.exp(z)).real
    return _mp.lambertw(_mp.exp(z), int(_mp.ceil((z.imag - _mp.pi) / (2 * _mp.pi))))


def cheby_t(n, x):
    """T_n(x) of any real degree."""
    return _mp.re(_mp.cos(n * _mp.acos(x)))


def cheby_u(n, x):
    if abs(x) == 1:
        if x < 0 and n != int(n):
            return _mp.inf              # of either sign; by convention
        return (n + 1) * x ** int(n)
    t = _mp.acos(x)
    return _mp.re(_mp.sin((n + 1) * t) / _mp.sin(t))


def legendre_poly(n, x):
    """P_n(x), by its recurrence if n is whole."""
    return gegenbauer_poly(n, _mp.mpf(0.5), x)


def _steps(n, first, step):
    before, now = _mp.mpf(1), first
    if n == 0:
        return before
    for k in range(1, int(n)):
        before, now = now, step(k, now, before)
    return now


def ferrers_p(m, v, x):
    """P_v^m(x) on (-1, 1), whole m."""
    m = int(m)
    a = abs(m)
    if v < -0.5:
        v = -v - 1
    if x == -1 and v != int(v):
        return _mp.inf                      # of either sign
    if v == int(v) and a > v and m > 0 or abs(x) == 1 and a > 0:
        return _mp.mpf(0)
    with _mp.workprec(_mp.mp.prec + int(4 * abs(v)) + 60):
        f = _mp.hyp2f1(-v, v + 1, a + 1, (1 - x) / 2) * ((1 - x) / (1 + x)) ** (_mp.mpf(a) / 2) / _mp.factorial(a)
        if m <= 0:
            return +f
        front = _mp.mpf((-1) ** m)
        for k in range(1, m + 1):
            front *= (v - k + 1) * (v + k)
        return f * front


def gegenbauer_poly(n, a, x):
    if n != int(n):
        return _mp.rf(2 * a, n) / _mp.gamma(n + 1) * gauss(-n, n + 2 * a, a + 0.5, (1 - x) / 2)
    return _steps(n, 2 * a * x, lambda k, p, q: (2 * (k + a) * x * p - (k + 2 * a - 1) * q) / (k + 1))


def laguerre_poly(n, a, x):
    if n != int(n):
        return _mp.binomial(n + a, n) * kummer(-n, a + 1, x)
    return _steps(n, 1 + a - x, lambda k, p, q: ((2 * k + 1 + a - x) * p - (k + a) * q) / (k + 1))


def hermite_poly(n, x):
    return _steps(n, 2 * x, lambda k, p, q: 2 * x * p - 2 * k * q)


def jacobi_poly(n, a, b, x):
    if n != int(n):
        return _mp.binomial(n + a, n) * gauss(-n, n + a + b + 1, a + 1, (1 - x) / 2)

    def step(k, p, q):
        c = 2 * k + a + b
        return (((c + 1) * (c * (c + 2) * x + a * a - b * b) * p - 2 * (k + a) * (k + b) * (c + 2) * q)
                / (2 * (k + 1) * (k + a + b + 1) * c))
    return _steps(n, a + 1 + (a + b + 2) * (x - 1) / 2, step)


def exact_besselpoly(a, lam, v):
    """The power series of the integral, with the digits that it loses added to the working precision."""
    a, lam, v = _mp.mpf(a), _mp.mpf(lam), _mp.mpf(v)
    with _mp.workprec(_mp.mp.prec + int(3 * abs(a)) + 3 * abs(int(v)) + 60):
        if v < 0 and v == int(v):
            return (-1) ** int(v) * exact_besselpoly(a, lam, -v)
        q, term, total, k = -a * a, a ** v * _mp.rgamma(v + 1), _mp.mpf(0), 0
        largest = _mp.mpf(0)
        while k < a + 2 * abs(v) + 10 or abs(term) > largest * _mp.eps:
            total += term / (lam + v + 1 + 2 * k)
            largest = max(largest, abs(total))
            k += 1
            term *= q / (k * (v + k))
        return +total


def _struve(v, x, sign):
    """The power series DLMF 11.2.1-2, with the digits that it loses added to the working precision."""
    v, x = _mp.mpf(v), _mp.mpf(x)
    with _mp.workprec(_mp.mp.prec + int(3 * abs(x)) + 60):
        q = sign * x * x / 4
        term = (x / 2) ** (v + 1) * _mp.rgamma(_mp.mpf(3) / 2) * _mp.rgamma(v + _mp.mpf(3) / 2)
        total, n, largest = _mp.mpf(0), 0, _mp.mpf(0)
        if term == 0:                       # v + 3/2 is a pole: start behind it
            n = int(-v - _mp.mpf(1) / 2)
            term = q ** n * (x / 2) ** (v + 1) * _mp.rgamma(n + _mp.mpf(3) / 2) * _mp.rgamma(v + n + _mp.mpf(3) / 2)
        while True:
            total += term
            largest = max(largest, abs(total))
            if n > -v and n * (n + v) > x * x / 2 and abs(term) < largest * _mp.eps:
                return +total
            term *= q / ((n + _mp.mpf(3) / 2) * (v + n + _mp.mpf(3) / 2))
            n += 1


def exact_struve(v, x):
    return _struve(v, x, -1)


def exact_modstruve(v, x):
    return _struve(v, x, 1)


def _kelvin_parts(x, part):
    """J_0(x exp(3 pi i/4)), K_0(x exp(i pi/4)) and derivatives, from mpmath's Bessel functions."""
    with _mp.workdps(_mp.mp.dps + 10):
        x = _mp.mpf(x)
        z, turn = x * _mp.expjpi(_mp.mpf(1) / 4), _mp.expjpi(_mp.mpf(1) / 4)
        if part == "be":
            return _mp.besseli(0, z)
        if part == "ke":
            return _mp.besselk(0, z)
        return turn * _mp.besseli(1, z) if part == "bep" else -turn * _mp.besselk(1, z)


def exact_ber(x):
    return _kelvin_parts(x, "be").real


def exact_bei(x):
    return _kelvin_parts(x, "be").imag


def exact_ker(x):
    return _kelvin_parts(x, "ke").real


def exact_kei(x):
    return _kelvin_parts(x, "ke").imag


def exact_berp(x):
    return _kelvin_parts(x, "bep").real


def exact_beip(x):
    return _kelvin_parts(x, "bep").imag


def exact_kerp(x):
    return _kelvin_parts(x, "kep").real


def exact_keip(x):
    return _kelvin_parts(x, "kep").imag


def exact_kelvin(x):
    return tuple(_kelvin_parts(x, p) for p in ("be", "ke", "bep", "kep"))


def _series(x, sign, term):
    """sum_k sign^k (x/2)^{2k} term(k, 1/(k!)^2, H_k) with the digits that it loses added."""
    with _mp.workprec(_mp.mp.prec + int(6 * abs(x)) + 40):
        q, c, h, s, k = sign * (_mp.mpf(x) / 2) ** 2, _mp.mpf(1), _mp.mpf(0), _mp.mpf(0), 0
        while True:
            t = term(k, c, h)
            s += t
            if k > abs(x) and abs(t) <= _mp.eps * _mp.mpf(10) ** -10:
                return s
            k += 1
            c *= q / (_mp.mpf(k) * k)
            h += _mp.mpf(1) / k


def _extended(x):
    return _mp.workprec(_mp.mp.prec + int(6 * abs(x)) + 40)


def _log_part(x):
    return _mp.log(abs(_mp.mpf(x)) / 2) + _mp.euler


def _it(x, sign, second):
    x = _mp.mpf(x)
    if abs(x) > 300 and sign < 0:
        return _it_far(x, second)
    if not second:
        return x * _series(x, sign, lambda k, c, h: c / (2 * k + 1))
    with _extended(x):
        log = _log_part(x)
        return x * _series(x, sign, lambda k, c, h: c / (2 * k + 1) * (log - _mp.mpf(1) / (2 * k + 1) - h))


def _it_far(x, second):
    """The integral of J_0 or Y_0 over (0, x) by Struve functions, DLMF 10.22.2."""
    f = _mp.bessely if second else _mp.besselj
    with _mp.workdps(_mp.mp.dps + 10):
        return x * f(0, x) + _mp.pi * x / 2 * (f(1, x) * _struve_far(0, x) - f(0, x) * _struve_far(1, x))


def _struve_far(v, x):
    """Struve's function of order 0 or 1 for x > 300, DLMF 11.6.1."""
    s, k = _mp.bessely(v, x), 0
    while True:
        t = _mp.gamma(k + _mp.mpf(1) / 2) * (x / 2) ** (v - 2 * k - 1) * _mp.rgamma(v + _mp.mpf(1) / 2 - k) / _mp.pi
        s += t
        if abs(t) < _mp.eps * _mp.mpf(10) ** -10:
            return s
        k += 1


def exact_itj0y0(x):
    return _it(x, -1, False), 2 / _mp.pi * _it(x, -1, True) if abs(x) <= 300 else _it(x, -1, True)


def exact_iti0k0(x):
    return _it(x, 1, False), -_it(x, 1, True)


def _it2(x, sign, second):
    x = _mp.mpf(x)
    if not second:
        return _series(x, sign, lambda k, c, h: c / (2 * k) if k else _mp.mpf(0))
    log = _log_part(x)
    return _series(x, sign, lambda k, c, h: c / (2 * k) * (log - _mp.mpf(1) / (2 * k) - h) if k else _mp.mpf(0))


def exact_it2j0y0(x):
    with _extended(x):
        log = _log_part(x)
        return -_it2(x, -1, False), _mp.pi / 6 - log ** 2 / _mp.pi - 2 / _mp.pi * _it2(x, -1, True)


def exact_it2i0k0(x):
    with _extended(x):
        log = _log_part(x)
        return _it2(x, 1, False), log ** 2 / 2 + _mp.pi ** 2 / 24 + _it2(x, 1, True)


def _itstruve(x, sign, even):
    x = abs(_mp.mpf(x))
    with _mp.workprec(_mp.mp.prec + int(3 * x) + 40):
        q, c, s, k = sign * (x / 2) ** 2, 4 / _mp.pi, _mp.mpf(0), 0
        while True:
            t = c / (k + 1) if even else c / (2 * k + 1)
            s += t
            if k > x and abs(t) < _mp.eps * _mp.mpf(10) ** -10:
                return s
            k += 1
            c *= q / (k + _mp.mpf(1) / 2) ** 2


def exact_itstruve0(x):
    return (_mp.mpf(x) / 2) ** 2 * _itstruve(x, -1, True)


def exact_itmodstruve0(x):
    return (_mp.mpf(x) / 2) ** 2 * _itstruve(x, 1, True)


def exact_it2struve0(x):
    return _mp.pi / 2 - _mp.mpf(x) / 2 * _itstruve(x, -1, False)


def _even_odd(v, x):
    """The even and odd solutions of Weber's equation (DLMF 12.4), and their derivatives, at 250 digits."""
    z = x * x / 2
    g = _mp.exp(-z / 2)
    a, b = -v / 2, (1 - v) / 2
    half, three = _mp.mpf(1) / 2, _mp.mpf(3) / 2
    m, n = _mp.hyp1f1(a, half, z), _mp.hyp1f1(b, three, z)
    m1, n1 = a / half * _mp.hyp1f1(a + 1, three, z), b / three * _mp.hyp1f1(b + 1, three + 1, z)
    even, odd = g * m, g * x * n
    return even, odd, g * x * m1 - x / 2 * even, g * (n + x * x * n1) - x / 2 * odd


def pcfd_both(v, x):
    with _mp.workdps(40 + int(0.25 * x * x + 1.5 * abs(v))):
        c = 2 ** (v / 2) * _mp.sqrt(_mp.pi) * _mp.rgamma((1 - v) / 2)
        d = -2 ** ((v + 1) / 2) * _mp.sqrt(_mp.pi) * _mp.rgamma(-v / 2)
        even, odd, even1, odd1 = _even_odd(v, x)
        return c * even + d * odd, c * even1 + d * odd1


def pcfv_both(v, x):
    with _mp.workdps(40 + int(0.25 * x * x + 1.5 * abs(v))):
        c = -2 ** (-v / 2) * _mp.sinpi(v / 2) * _mp.rgamma(1 + v / 2)
        d = 2 ** ((1 - v) / 2) * _mp.cospi(v / 2) * _mp.rgamma((1 + v) / 2)
        even, odd, even1, odd1 = _even_odd(v, x)
        return c * even + d * odd, c * even1 + d * odd1


def pcfw_both(a, x):
    """W(a, x) and its derivative by the even and odd series of the differential equation (DLMF 12.14.8-10)."""
    with _mp.workdps(60 + int(3 * abs(a) + 0.6 * x * x)):
        ratio = _mp.sqrt(abs(_mp.gamma(_mp.mpc(0.25, a / 2)) / _mp.gamma(_mp.mpc(0.75, a / 2))))
        w0 = 2 ** _mp.mpf(-0.75) * ratio
        total = slope = _mp.mpf(0)
        for odd, c in ((0, w0), (1, -1 / (2 * w0))):
            before, now, k = _mp.mpf(0), c * x ** odd, odd
            while k < 40 or abs(now) > _mp.eps * abs(total) * 1e-5 or k * k < 4 * abs(a) * x * x:
                total += now
                slope += k * now
                before, now = now, (a * x * x * now - x ** 4 / 4 * before) / ((k + 1) * (k + 2))
                k += 2
        return total, slope / x if x else -1 / (2 * w0)


def kummer(a, b, x):
    """1F1; at the usual precision mpmath's sums can lose everything when the parameters are large and negative."""
    with _mp.workdps(350):
        return _mp.hyp1f1(a, b, x, maxprec=20000)


def gauss(a, b, c, z):
    """2F1, for the same reason at 350 digits."""
    with _mp.workdps(350):
        return _mp.hyp2f1(a, b, c, z, maxprec=20000)


def owens_t(h, a):
    reach = min(abs(a), 14 / abs(h)) if h else abs(a)
    ends = [reach * _mp.mpf(k) / 8 for k in range(9)] if reach <= 1 else \
        [0, _mp.mpf(1) / 4, _mp.mpf(1) / 2, 1] + [_mp.mpf(2) ** k for k in range(1, 200) if 2 ** k < reach] + [reach]
    return _mp.sign(a) * _mp.exp(-h * h / 2) * _mp.quad(
        lambda x: _mp.exp(-h * h * x * x / 2) / (1 + x * x), ends) / (2 * _mp.pi)


def polylogarithm(s, z):
    """Li_s(z), on the cut the limit from below; the series with many digits where it converges well."""
    if z == 0:
        return z
    if z == 1 and s <= 1:
        return _mp.inf
    if abs(z) < 0.75:
        terms = int(_mp.mp.dps * 2.4 / float(-_mp.log10(abs(z)))) + 60 + int(8 * abs(float(s)))
        with _mp.workdps(_mp.mp.dps + 20):
            return _mp.fsum(z ** k * _mp.mpf(k) ** -s for k in range(1, terms))
    with _mp.workdps(_mp.mp.dps + 20):
        return _mp.polylog(s, z)


def debye(n, x):
    if x < 0:
        return debye(n, -x) - n * x / (n + 1)
    return _mp.mpf(1) if x == 0 else n / x ** n * _planck(n, x, lambda k: 1)


def transport(n, x):
    return _mp.mpf(0) if x == 0 else _planck(n, x, lambda k: k)


def _planck(n, x, weight):
    """int_0^x t^n sum_k weight(k) e^-kt dt, by sums of incomplete gamma functions or Bernoulli's series."""
    with _mp.workdps(_mp.mp.dps + 20):
        if x < 3:
            whole = weight(2) == 1
            return _mp.fsum((1 if whole else 1 - k) * _mp.bernoulli(k) / _mp.factorial(k) * x ** (k + n - (not whole))
                            / (k + n - (not whole)) for k in range(4 * _mp.mp.dps))
        total, k = _mp.mpf(0), 1
        high = _mp.gamma(n + 1) * _mp.zeta(n + (1 if weight(2) == 1 else 0))
        if n > x:
            power = 1 if weight(2) == 1 else 2
            return _mp.quad(lambda t: t ** n * _mp.exp((power - 1) * t) / _mp.expm1(t) ** power, _mp.linspace(0, x, 4))
        with _mp.workdps(_mp.mp.dps + int(n) + 40):
            while True:
                term = weight(k) * _mp.gammainc(n + 1, k * x) / _mp.mpf(k) ** (n + 1)
                total += term
                if term < high * _mp.mpf(10) ** (-2 * _mp.mp.dps):
                    break
                k += 1
            high = _mp.gamma(n + 1) * _mp.zeta(n + (1 if weight(2) == 1 else 0))
            return high - total


def coulomb_four(l, eta, rho):  # noqa: E741
    """F, F', G, G', the derivatives by DLMF 33.4.3."""
    with _mp.workdps(_mp.mp.dps + 15):
        r, s = _mp.sqrt((l + 1) ** 2 + eta ** 2) / (l + 1), (l + 1) / rho + eta / (l + 1)
        f, g = _mp.coulombf(l, eta, rho), _mp.coulombg(l, eta, rho)
        return f, s * f - r * _mp.coulombf(l + 1, eta, rho), g, s * g - r * _mp.coulombg(l + 1, eta, rho)


def exact_kv(v, z):
    """K_v(z) by its connection with I, with the digits that the difference costs; mpmath's own loses them."""
    with _mp.workdps(_mp.mp.dps + 30 + int(1.5 * (abs(v) + abs(z)))):
        if v == _mp.floor(v):
            return _mp.besselk(v, z)
        return _mp.pi / 2 * (_mp.besseli(-v, z) - _mp.besseli(v, z)) / _mp.sin(v * _mp.pi)
