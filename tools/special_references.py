# SPDX-License-Identifier: BSD-3-Clause
"""Exact values, in mpmath numbers, of special functions that mpmath does not have under one name.

Every public name here can be used in the ``reference`` of a row of the table of special functions. Arguments come as
mpmath numbers at the working precision that tools/accuracy.py has set.
"""
from __future__ import annotations

import functools as _functools

import mpmath as _mp
import numpy as _np


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


def _jacobi_mode(diagonal, squares, index, size):
    """Eigenvalue number ``index`` of the symmetric tridiagonal matrix of ``size`` rows with the squared couplings
    ``squares(k)`` between rows k and k + 1, and its vector for positive couplings, by Newton's method from float64."""
    d = [_mp.mpf(diagonal(k)) for k in range(size)]
    e = [_mp.sqrt(squares(k)) for k in range(size - 1)]
    matrix = _np.diag([float(v) for v in d]) + _np.diag([float(v) for v in e], 1) + _np.diag([float(v) for v in e], -1)
    values, vectors = _np.linalg.eigh(matrix)
    value, peak = _mp.mpf(float(values[index])), int(_np.argmax(abs(vectors[:, index])))
    with _mp.workdps(_mp.mp.dps + 15):
        for _ in range(40):
            v = [_mp.mpf(0)] * size
            v[peak] = _mp.mpf(1)
            f = d[0] - value
            for k in range(peak):
                v[k] = -e[k] / f
                f = d[k + 1] - value - e[k] ** 2 / f
            b = d[-1] - value
            for k in range(size - 1, peak, -1):
                v[k] = -e[k - 1] / b
                b = d[k - 1] - value - e[k - 1] ** 2 / b
            for k in range(peak - 1, -1, -1):
                v[k] *= v[k + 1]
            for k in range(peak + 1, size):
                v[k] *= v[k - 1]
            step = (f + b - (d[peak] - value)) / sum(t * t for t in v)
            value += step
            if abs(step) < _mp.mpf(10) ** (-_mp.mp.dps + 8) * (1 + abs(value)):
                break
    return value, v, peak


@_functools.lru_cache(maxsize=8)
def _mathieu_at(digits, m, q, odd):
    """Characteristic value, harmonics and Fourier coefficients."""
    m, q = int(m), _mp.mpf(q)
    shift = m % 2 if m % 2 or not odd else 2
    size = int(m / 2 + 2.5 * _mp.sqrt(_mp.sqrt(abs(q)) * (m + 1)) + 40 + _mp.sqrt(2.5 * _mp.sqrt(abs(q)) * digits))

    def diagonal(k):
        first = 0 if k or shift != 1 else (-q if odd else q)
        return (2 * k + shift) ** 2 + first

    value, v, peak = _jacobi_mode(diagonal, lambda k: q * q * (2 if k == 0 and shift == 0 else 1), (m - shift) // 2,
                                  size)
    v = [t * (-1) ** k if q < 0 else t for k, t in enumerate(v)]
    norm = _mp.sqrt(sum(t * t for t in v))
    v = [t / norm for t in v]
    if shift == 0:
        v[0] /= _mp.sqrt(2)
    harmonics = [2 * k + shift for k in range(size)]
    total = sum(h * t for h, t in zip(harmonics, v)) if odd else sum(v)
    return value, harmonics, [t * _mp.sign(total) for t in v] if total else v, peak


def _mathieu(m, q, odd):
    return _mathieu_at(_mp.mp.dps, m, q, odd)


def exact_mathieu_a(m, q):
    return _mathieu(m, q, False)[0]


def exact_mathieu_b(m, q):
    return _mathieu(m, q, True)[0]


def _mathieu_angular(m, q, x, odd):
    with _mp.workdps(_mp.mp.dps + 30 + int(2 * _mp.sqrt(abs(q)))):
        z = _mp.mpf(x) * _mp.pi / 180
        _, harmonics, c, _ = _mathieu(m, q, odd)
        pairs = list(zip(harmonics, c))
        cosines = sum((h if odd else 1) * t * _mp.cos(h * z) for h, t in pairs)
        sines = _mp.mpf(0) if x % 180 == 0 else sum((1 if odd else -h) * t * _mp.sin(h * z) for h, t in pairs)
        return (sines, cosines) if odd else (cosines, sines)


def exact_mathieu_cem(m, q, x):
    return _mathieu_angular(m, q, x, False)


def exact_mathieu_sem(m, q, x):
    return _mathieu_angular(m, q, x, True)


def _downwards(step, u, top, low):
    """The decreasing solution f_0 ... f_top of f_(n-1) = step(n) f_n - f_(n+1), scaled by low = f_0, f_1 (Miller)."""
    digits = _mp.mp.dps
    start = int(max(top, u)) + digits + 30 + int(2 * digits ** 0.67 * float(u) ** 0.34)
    above, here, out = _mp.mpf(0), _mp.mpf(1), []
    for n in range(start, 0, -1):
        above, here = here, step(n) * here - above
        if n - 1 <= top:
            out.append(here)
    out.reverse()
    scale = low[0] / out[0] if abs(out[0]) > abs(out[1]) else low[1] / out[1]
    return [v * scale for v in out]


def _cylinder(u, top, f):
    """J_n(u) or Y_n(u), n = 0 ... top, by the recurrence in its stable direction."""
    first, second = _mp.besselj(0, u), _mp.besselj(1, u)
    if f is _mp.besselj and top > u:
        return _downwards(lambda n: 2 * n / u, u, top, [first, second])
    if f is _mp.bessely and u < 1000:
        # DLMF 10.8.3 with 10.23.18 (Neumann), and 10.5.2
        count = int(u + 2 * _mp.mp.dps + 2 * _mp.mp.dps ** 0.67 * u ** 0.34)
        j = _downwards(lambda n: 2 * n / u, u, count, [first, second])
        tail = sum((-1) ** k * j[2 * k] / k for k in range(1, len(j) // 2))
        low = 2 / _mp.pi * ((_mp.log(u / 2) + _mp.euler) * first - 2 * tail)
        out = [low, (second * low - 2 / (_mp.pi * u)) / first]
    else:
        out = [f(0, u), f(1, u)]
    for n in range(1, top):
        out.append(2 * n / u * out[-1] - out[-2])
    return out


def _mathieu_radial(m, q, x, odd, f):
    if x < 0 and f is _mp.bessely:
        # Even and odd solutions: the second kind is continued by its value and slope at 0.
        with _mp.workdps(2 * _mp.mp.dps + 20):
            g, gp = _mathieu_radial(m, q, -x, odd, f)
            h, hp = _mathieu_radial(m, q, -x, odd, _mp.besselj)
            at, one = _mathieu_radial(m, q, _mp.mpf(0), odd, f), _mathieu_radial(m, q, _mp.mpf(0), odd, _mp.besselj)
            ratio, side = 2 * at[odd] / one[odd], -1 if odd else 1
            return side * (ratio * h - g), side * (gp - ratio * hp)
    with _mp.workdps(_mp.mp.dps + 30):
        m, q, x = int(m), _mp.mpf(q), _mp.mpf(x)
        _, harmonics, c, s = _mathieu(m, q, odd)
        shift, h = harmonics[0], _mp.sqrt(q)
        u1, u2 = h * _mp.exp(-x), h * _mp.exp(x)
        top = 2 * len(c) + shift + 3
        known = {1: _cylinder(u1, top, _mp.besselj), 2: _cylinder(u2, top, f)}

        def get(kind, n):
            return known[kind][abs(n)] * (-1 if n < 0 and n % 2 else 1)

        def prime(kind, n):
            return (get(kind, n - 1) - get(kind, n + 1)) / 2

        value = slope = _mp.mpf(0)
        sign = -1 if odd else 1
        for k, a in enumerate(c):
            if abs(a / c[s]) < _mp.mpf(10) ** -45:
                continue
            a = a / c[s] * (-1) ** (k + (m - shift) // 2)
            lo, hi = k - s, k + s + shift
            value += a * (get(1, lo) * get(2, hi) + sign * get(1, hi) * get(2, lo))
            slope += a * (u2 * (get(1, lo) * prime(2, hi) + sign * get(1, hi) * prime(2, lo))
                          - u1 * (prime(1, lo) * get(2, hi) + sign * prime(1, hi) * get(2, lo)))
        if shift == 0 and s == 0:
            value, slope = value / 2, slope / 2
        return value, slope


def exact_mathieu_modcem1(m, q, x):
    return _mathieu_radial(m, q, x, False, _mp.besselj)


def exact_mathieu_modcem2(m, q, x):
    return _mathieu_radial(m, q, x, False, _mp.bessely)


def exact_mathieu_modsem1(m, q, x):
    return _mathieu_radial(m, q, x, True, _mp.besselj)


def exact_mathieu_modsem2(m, q, x):
    return _mathieu_radial(m, q, x, True, _mp.bessely)


@_functools.lru_cache(maxsize=8)
def _spheroidal_at(digits, m, n, c, sign, extra):
    """Characteristic value and coefficients d_r of P_(m+r)^m, r = p, p + 2, ..., up to a factor."""
    m, n, c = int(m), int(n), _mp.mpf(c)
    p, g = (n - m) % 2, sign * c * c
    size = (n - m) // 2 + int(c) + 45 + extra

    def diagonal(k):
        l = m + p + 2 * k
        return l * (l + 1) + g * (2 * l * (l + 1) - 2 * m * m - 1) / _mp.mpf((2 * l - 1) * (2 * l + 3))

    def square(k):
        l = m + p + 2 * k
        top = ((l + 1) ** 2 - m * m) * ((l + 2) ** 2 - m * m)
        return g * g * top / _mp.mpf((2 * l + 1) * (2 * l + 5) * (2 * l + 3) ** 2)

    value, v, _ = _jacobi_mode(diagonal, square, (n - m) // 2, size)
    d = []
    for k, t in enumerate(v):
        l = m + p + 2 * k
        t *= -1 if sign < 0 and k % 2 else 1
        d.append(t * _mp.sqrt((2 * l + 1) * _mp.factorial(l - m) / _mp.factorial(l + m)))
    return value, d


def _spheroidal(m, n, c, sign, extra=0):
    return _spheroidal_at(_mp.mp.dps, m, n, c, sign, extra)


def exact_pro_cv(m, n, c):
    return _spheroidal(m, n, c, 1)[0]


def exact_obl_cv(m, n, c):
    return _spheroidal(m, n, c, -1)[0]


def _associated(m, top, x):
    """P_l^m(x) for l = m ... top, without (-1)^m, and their derivatives."""
    y2 = 1 - x * x
    p = [_mp.fac2(2 * m - 1) * y2 ** (_mp.mpf(m) / 2)]
    p.append((2 * m + 1) * x * p[0])
    for l in range(m + 1, top):
        p.append(((2 * l + 1) * x * p[-1] - (l + m) * p[-2]) / (l - m + 1))
    slopes = [(-l * x * p[l - m] + ((l + m) * p[l - m - 1] if l > m else 0)) / y2 for l in range(m, top + 1)]
    return p, slopes


def _spheroidal_angle(m, n, c, x, sign):
    with _mp.workdps(_mp.mp.dps + 30 + int(c)):
        m, n, x = int(m), int(n), _mp.mpf(x)
        p = (n - m) % 2
        _, d = _spheroidal(m, n, c, sign)
        top = m + p + 2 * len(d)
        at, slope = _associated(m, top, x)
        zero, slope_zero = _associated(m, top, _mp.mpf(0))
        known = slope_zero if p else zero
        scale = known[n - m] / sum(t * known[p + 2 * k] for k, t in enumerate(d))
        return (scale * sum(t * at[p + 2 * k] for k, t in enumerate(d)),
                scale * sum(t * slope[p + 2 * k] for k, t in enumerate(d)))


def exact_pro_ang1(m, n, c, x):
    return _spheroidal_angle(m, n, c, x, 1)


def exact_obl_ang1(m, n, c, x):
    return _spheroidal_angle(m, n, c, x, -1)


def _spherical(l, z, second):
    """j_l or y_l for l = 0 ... l by recurrence in its stable direction."""
    s, c = (-_mp.cos(z), _mp.sin(z)) if second else (_mp.sin(z), _mp.cos(z))
    out = [s / z, s / z ** 2 - c / z]
    if not second and l > z:
        if z < 1:
            out[1] = _mp.besselj(_mp.mpf(3) / 2, z) * _mp.sqrt(_mp.pi / (2 * z))
        return _downwards(lambda n: (2 * n + 1) / z, z, l, out)
    for k in range(1, l + 1):
        out.append((2 * k + 1) / z * out[-1] - out[-2])
    return out


def _spheroidal_sum(m, n, c, x, sign, second):
    """Value, derivative and lambda by the sum of spherical Bessel functions."""
    extra = int(130 / _mp.log(x)) if second else 0
    _, d = _spheroidal(m, n, c, sign, extra)
    p = (n - m) % 2
    z, top = c * x, m + p + 2 * len(d)
    f = _spherical(top + 1, z, second)
    total = value = slope = _mp.mpf(0)
    for k, t in enumerate(d):
        l = m + p + 2 * k
        w = t * _mp.factorial(2 * m + p + 2 * k) / _mp.factorial(p + 2 * k)
        total += w
        w *= (-1) ** (k - (n - m) // 2)
        value += w * f[l]
        slope += w * c * (l / z * f[l] - f[l + 1])
    h = (x * x - sign) / (x * x)
    scale = h ** (_mp.mpf(m) / 2) / total
    return scale * value, scale * (slope + m * sign / (x * (x * x - sign)) * value)


def _spheroidal_march(value, slope, start, x, m, lam, c, sign):
    """Taylor steps of the radial equation from start to x."""
    at, u, up = start, value, slope
    u *= (at * at - sign) ** (-_mp.mpf(m) / 2)
    up = up * (at * at - sign) ** (-_mp.mpf(m) / 2) - m * at / (at * at - sign) * u
    while at != x:
        h = min(abs(x - at), (at - 1 if sign > 0 else _mp.sqrt(1 + at * at)) / 4, 4 / c)
        h = x - at if h == abs(x - at) else _mp.sign(x - at) * h
        y = [u, up]
        k = 0
        while k < 30 or abs(y[-1] * h ** k) > _mp.eps * 1e-5 * abs(u):
            rest = ((2 * at * (k + 1) * (k + m + 1)) * y[k + 1]
                    + (k * (k + 2 * m + 1) + c * c * at * at - lam + m * (m + 1)) * y[k]
                    + (2 * c * c * at * y[k - 1] if k > 0 else 0) + (c * c * y[k - 2] if k > 1 else 0))
            y.append(-rest / ((at * at - sign) * (k + 2) * (k + 1)))
            k += 1
        u, up = sum(t * h ** j for j, t in enumerate(y)), sum(j * t * h ** (j - 1) for j, t in enumerate(y) if j)
        at = at + h
        if abs(at - x) < _mp.eps * 10:
            at = x
    scale = (x * x - sign) ** (_mp.mpf(m) / 2)
    return scale * u, scale * (up + m * x / (x * x - sign) * u)


def _spheroidal_radius(m, n, c, x, sign, second):
    with _mp.workdps(_mp.mp.dps + 40 + int(c)):
        m, n, c, x = int(m), int(n), _mp.mpf(c), _mp.mpf(x)
        if not second or x > 1.5:
            return _spheroidal_sum(m, n, c, x, sign, second)
        start = _mp.mpf(2)
        lam = _spheroidal(m, n, c, sign, 10)[0]
        return _spheroidal_march(*_spheroidal_sum(m, n, c, start, sign, True), start, x, m, lam, c, sign)


def exact_pro_rad1(m, n, c, x):
    return _spheroidal_radius(m, n, c, x, 1, False)


def exact_pro_rad2(m, n, c, x):
    return _spheroidal_radius(m, n, c, x, 1, True)


def exact_obl_rad1(m, n, c, x):
    return _spheroidal_radius(m, n, c, x, -1, False)


def exact_obl_rad2(m, n, c, x):
    return _spheroidal_radius(m, n, c, x, -1, True)


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
