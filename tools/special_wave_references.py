# SPDX-License-Identifier: BSD-3-Clause
"""Exact Mathieu and spheroidal wave functions, in mpmath numbers.

The names are visible in the ``reference`` of a row of the table of special functions, as those of special_references.
Characteristic values are eigenvalues of tridiagonal matrices; the functions are series of the eigenvectors.
"""
from __future__ import annotations

import functools as _functools

import mpmath as _mp
import numpy as _np


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
