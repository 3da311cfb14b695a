# SPDX-License-Identifier: BSD-3-Clause
"""Exact Mathieu and spheroidal wave functions, in mpmath numbers.

The names are visible in the ``reference`` of a row of the table of special functions, as those of special_references.
Characteristic values are eigenvalues of tridiagonal matrices; the functions are series of the eigenvectors.
"""
from __future__ import annotations

import functools as _functools
import math as _math

import mpmath as _mp
from special_numbers import digits as _digits
from special_numbers import exact as _exact
from special_numbers import number as _number


def _jacobi_mode(row, parameter, index, size):
    """Eigenvalue number ``index`` of the tridiagonal matrix of ``size`` rows ``row(k, parameter)``, each the entries
    to the left of the diagonal, on it and to the right, the products of opposite ones positive; its vector, 1 at the
    peak, in numbers for loops; and the peak.

    Bisection by Sturm's counts in float64, then Newton's method on the twisted factorisation at the peak, in which
    only the rows where the vector counts for the eigenvalue take part.
    """
    left, middle, right = zip(*(row(k, float(parameter)) for k in range(size)))
    squares = [0.0] + [r * s for r, s in zip(right, left[1:])]
    rough = _bisected(middle, squares, index)
    peak, first, last = _where_it_counts(middle, squares, rough, 0.5 * _mp.mp.prec + 60)
    tolerance = 10.0 ** (-0.6 * _mp.mp.dps)
    with _digits(_mp.mp.dps + 15):
        value, parameter = _number(rough), _number(parameter)
        rows = [row(k, parameter) for k in range(size)]
        for _ in range(40):
            downwards = _pivots(rows, value, range(first, peak + 1), 1)
            upwards = _pivots(rows, value, range(last, peak - 1, -1), -1)
            norm = 1 + _share(rows, downwards, range(peak - 1, first - 1, -1), 1) \
                + _share(rows, upwards, range(peak + 1, last + 1), -1)
            step = (downwards[peak] + upwards[peak] - (rows[peak][1] - value)) / norm
            value += step
            if abs(step) < tolerance * (1 + abs(value)):
                break
        v = [_number(1.0)] * size
        downwards, upwards = _pivots(rows, value, range(peak), 1), _pivots(rows, value, range(size - 1, peak, -1), -1)
        for k in range(peak - 1, -1, -1):
            v[k] = -rows[k][2] / downwards[k] * v[k + 1]
        for k in range(peak + 1, size):
            v[k] = -rows[k][0] / upwards[k] * v[k - 1]
    return _exact(value), v, peak


def _pivots(rows, value, where, step):
    """The pivots of the elimination along ``where``."""
    out, before = {}, None
    for k in where:
        d = rows[k][1] - value
        if before is not None:
            d -= (rows[k][0] * rows[k - 1][2] if step > 0 else rows[k][2] * rows[k + 1][0]) / before
        out[k] = before = d
    return out


def _share(rows, pivots, where, step):
    """The squares of the symmetric vector along ``where``, away from the peak, in units of the peak's."""
    total, square = _number(0.0), _number(1.0)
    for k in where:
        square *= (rows[k][2] * rows[k + 1][0] if step > 0 else rows[k][0] * rows[k - 1][2]) / pivots[k] ** 2
        total += square
    return total


def _bisected(middle, squares, index):
    reach = [_math.sqrt(s) for s in [*squares, 0.0]]
    low = min(d - r - t for d, r, t in zip(middle, reach, reach[1:])) - 1.0
    high = max(d + r + t for d, r, t in zip(middle, reach, reach[1:])) + 1.0
    while True:
        at = 0.5 * (low + high)
        if not low < at < high or high - low < 1e-15 * abs(at):
            return at
        pivot, below = 1.0, 0
        for d, s in zip(middle, squares):
            pivot = d - at - s / (pivot or 1e-300)
            below += pivot < 0.0
        low, high = (at, high) if below <= index else (low, at)


def _where_it_counts(middle, squares, value, bits):
    """The peak of the vector, and the first and the last row where it is above 2^-bits of that."""
    size = len(middle)
    down, up = [0.0] * size, [0.0] * size
    before = 1.0
    for k in range(size):
        down[k] = before = (middle[k] - value - squares[k] / before) or 1e-300
    before = 1.0
    for k in range(size - 1, -1, -1):
        up[k] = before = (middle[k] - value - (squares[k + 1] if k + 1 < size else 0.0) / before) or 1e-300
    peak = min(range(size), key=lambda k: abs(down[k] + up[k] - (middle[k] - value)))
    first = last = peak
    log = 0.0
    while first > 0 and log > -bits:
        first -= 1
        log += 0.5 * _math.log2(squares[first + 1] or 1e-300) - _math.log2(abs(down[first]))
    log = 0.0
    while last < size - 1 and log > -bits:
        last += 1
        log += 0.5 * _math.log2(squares[last] or 1e-300) - _math.log2(abs(up[last]))
    return peak, first, last


@_functools.lru_cache(maxsize=8)
def _mathieu_at(digits, m, q, odd):
    """Characteristic value, harmonics, Fourier coefficients, and where those are largest."""
    m, q = int(m), _mp.mpf(q)
    shift = m % 2 if m % 2 or not odd else 2
    size = int(m / 2 + 2.5 * _mp.sqrt(_mp.sqrt(abs(q)) * (m + 1)) + 40 + _mp.sqrt(2.5 * _mp.sqrt(abs(q)) * digits))

    def row(k, q):                                                        # DLMF 28.4.5-8
        first = 0 if k or shift != 1 else (-q if odd else q)
        return 2 * q if k == 1 and shift == 0 else q, (2 * k + shift) ** 2 + first, q

    with _digits(digits):
        value, v, peak = _jacobi_mode(row, q, (m - shift) // 2, size)
        harmonics = [2 * k + shift for k in range(size)]
        norm = (sum(t * t for t in v) + (v[0] ** 2 if shift == 0 else 0)) ** 0.5
        total = sum(h * t for h, t in zip(harmonics, v)) if odd else sum(v)
        return value, harmonics, [t / (-norm if total < 0 else norm) for t in v], peak


def _mathieu(m, q, odd):
    return _mathieu_at(_mp.mp.dps, m, q, odd)


def exact_mathieu_a(m, q):
    return _mathieu(m, q, False)[0]


def exact_mathieu_b(m, q):
    return _mathieu(m, q, True)[0]


def _mathieu_angular(m, q, x, odd):
    with _digits(_mp.mp.dps + 30 + int(2 * _mp.sqrt(abs(q)))):
        z = _mp.mpf(x) * _mp.pi / 180
        _, harmonics, c, _ = _mathieu(m, q, odd)
        cosine, before, twice, sine, sine_before = (_number(v) for v in (
            _mp.cos(harmonics[0] * z), _mp.cos((harmonics[0] - 2) * z), 2 * _mp.cos(2 * z),
            _mp.sin(harmonics[0] * z), _mp.sin((harmonics[0] - 2) * z)))
        cosines = sines = _number(0.0)
        for h, t in zip(harmonics, c):
            cosines += (h * t if odd else t) * cosine
            sines += (t if odd else -h * t) * sine
            cosine, before = twice * cosine - before, cosine
            sine, sine_before = twice * sine - sine_before, sine
        cosines, sines = _exact(cosines), _mp.mpf(0) if x % 180 == 0 else _exact(sines)
        return (sines, cosines) if odd else (cosines, sines)


def exact_mathieu_cem(m, q, x):
    return _mathieu_angular(m, q, x, False)


def exact_mathieu_sem(m, q, x):
    return _mathieu_angular(m, q, x, True)


def _downwards(step, u, top, low):
    """The decreasing solution f_0 ... f_top of f_(n-1) = step(n) f_n - f_(n+1), scaled by low = f_0, f_1 (Miller)."""
    digits = _mp.mp.dps
    start = int(max(top, u)) + digits + 30 + int(2 * digits ** 0.67 * float(u) ** 0.34)
    above, here, out = _number(0.0), _number(1.0), []
    for n in range(start, 0, -1):
        above, here = here, step(n) * here - above
        if n - 1 <= top:
            out.append(here)
    out.reverse()
    scale = low[0] / out[0] if abs(out[0]) > abs(out[1]) else low[1] / out[1]
    return [v * scale for v in out]


def _cylinder(u, top, f):
    """J_n(u) or Y_n(u), n = 0 ... top, by the recurrence in its stable direction."""
    of_first_kind, turn = f is _mp.besselj, 2 / _number(u)
    if of_first_kind or u < 1000:
        first, second = _number(_mp.besselj(0, u)), _number(_mp.besselj(1, u))
    if of_first_kind and top > u:
        return _downwards(lambda n: n * turn, u, top, [first, second])
    if not of_first_kind and u < 1000:
        # DLMF 10.8.3 with 10.23.18 (Neumann), and 10.5.2
        count = int(u + 2 * _mp.mp.dps + 2 * _mp.mp.dps ** 0.67 * u ** 0.34)
        j = _downwards(lambda n: n * turn, u, count, [first, second])
        tail = sum((-1) ** k * j[2 * k] / k for k in range(1, len(j) // 2))
        low = _number(2 / _mp.pi) * (_number(_mp.log(u / 2) + _mp.euler) * first - 2 * tail)
        out = [low, (second * low - _number(1 / _mp.pi) * turn) / first]
    else:
        out = [first, second] if of_first_kind else [_number(f(0, u)), _number(f(1, u))]
    for n in range(1, top):
        out.append(n * turn * out[-1] - out[-2])
    return out


def _mathieu_radial(m, q, x, odd, f):
    if q == 0:
        return (-_mp.inf, _mp.inf) if f is _mp.bessely else (_mp.mpf(m == 0), _mp.mpf(0))
    if x < 0 and f is _mp.bessely:
        # Even and odd solutions: the second kind is continued by its value and slope at 0.
        with _digits(2 * _mp.mp.dps + 20):
            g, gp = _mathieu_radial(m, q, -x, odd, f)
            h, hp = _mathieu_radial(m, q, -x, odd, _mp.besselj)
            at, one = _mathieu_radial(m, q, _mp.mpf(0), odd, f), _mathieu_radial(m, q, _mp.mpf(0), odd, _mp.besselj)
            ratio, side = 2 * at[odd] / one[odd], -1 if odd else 1
            return side * (ratio * h - g), side * (gp - ratio * hp)
    with _digits(_mp.mp.dps + 30):
        m, q, x = int(m), _mp.mpf(q), _mp.mpf(x)
        _, harmonics, c, s = _mathieu(m, q, odd)
        shift, h = harmonics[0], _mp.sqrt(q)
        u1, u2 = h * _mp.exp(-x), h * _mp.exp(x)
        counts = [k for k, a in enumerate(c) if abs(a) >= 10.0 ** -_mp.mp.dps * abs(c[s])]
        top = max(max(counts), s) + s + shift + 3
        known = {1: _cylinder(u1, top, _mp.besselj), 2: _cylinder(u2, top, f)}
        u1, u2 = _number(u1), _number(u2)

        def get(kind, n):
            return known[kind][abs(n)] * (-1 if n < 0 and n % 2 else 1)

        def prime(kind, n):
            return (get(kind, n - 1) - get(kind, n + 1)) / 2

        value = slope = _number(0.0)
        sign = -1 if odd else 1
        for k in counts:
            a = c[k] / c[s] * (-1) ** (k + (m - shift) // 2)
            lo, hi = k - s, k + s + shift
            value += a * (get(1, lo) * get(2, hi) + sign * get(1, hi) * get(2, lo))
            slope += a * (u2 * (get(1, lo) * prime(2, hi) + sign * get(1, hi) * prime(2, lo))
                          - u1 * (prime(1, lo) * get(2, hi) + sign * prime(1, hi) * get(2, lo)))
        half = 2 if shift == 0 and s == 0 else 1
        return _exact(value) / half, _exact(slope) / half


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
    p = (n - m) % 2
    size = (n - m) // 2 + int(c) + 45 + extra

    def row(k, c):                                                        # Abramowitz and Stegun 21.7.3-4
        r, g = p + 2 * k, sign * c * c
        l, s = m + r, 2 * (m + r)
        return (r * (r - 1) * g / ((s - 3) * (s - 1)),
                l * (l + 1) + (2 * l * (l + 1) - 2 * m * m - 1) * g / ((s - 1) * (s + 3)),
                (l + m + 2) * (l + m + 1) * g / ((s + 3) * (s + 5)))

    with _digits(digits):
        return _jacobi_mode(row, c, (n - m) // 2, size)[:2]


def _spheroidal(m, n, c, sign, extra=0):
    return _spheroidal_at(_mp.mp.dps, m, n, c, sign, extra)


def exact_pro_cv(m, n, c):
    return _spheroidal(m, n, c, 1)[0]


def exact_obl_cv(m, n, c):
    return _spheroidal(m, n, c, -1)[0]


def _associated(m, top, x):
    """P_l^m(x) for l = m ... top, without (-1)^m, and their derivatives."""
    y2 = 1 - x * x
    if y2 == 0:
        raise ValueError("the interval is open")
    p = [_number(_mp.fac2(2 * m - 1) * y2 ** (_mp.mpf(m) / 2))]
    x, y2 = _number(x), _number(y2)
    p.append((2 * m + 1) * x * p[0])
    for l in range(m + 1, top):
        p.append(((2 * l + 1) * x * p[-1] - (l + m) * p[-2]) / (l - m + 1))
    slopes = [(-l * x * p[l - m] + ((l + m) * p[l - m - 1] if l > m else 0)) / y2 for l in range(m, top + 1)]
    return p, slopes


def _spheroidal_angle(m, n, c, x, sign):
    with _digits(_mp.mp.dps + 30 + int(c)):
        m, n, x = int(m), int(n), _mp.mpf(x)
        p = (n - m) % 2
        _, d = _spheroidal(m, n, c, sign)
        top = m + p + 2 * len(d)
        at, slope = _associated(m, top, x)
        zero, slope_zero = _associated(m, top, _mp.mpf(0))
        known = slope_zero if p else zero
        scale = known[n - m] / sum(t * known[p + 2 * k] for k, t in enumerate(d))
        return (_exact(scale * sum(t * at[p + 2 * k] for k, t in enumerate(d))),
                _exact(scale * sum(t * slope[p + 2 * k] for k, t in enumerate(d))))


def exact_pro_ang1(m, n, c, x):
    return _spheroidal_angle(m, n, c, x, 1)


def exact_obl_ang1(m, n, c, x):
    return _spheroidal_angle(m, n, c, x, -1)


def _spherical(l, z, second):
    """j_l or y_l for l = 0 ... l by recurrence in its stable direction."""
    s, c = (-_mp.cos(z), _mp.sin(z)) if second else (_mp.sin(z), _mp.cos(z))
    out = [_number(s / z), _number(s / z ** 2 - c / z)]
    turn = 1 / _number(z)
    if not second and l > z:
        if z < 1:
            out[1] = _number(_mp.besselj(_mp.mpf(3) / 2, z) * _mp.sqrt(_mp.pi / (2 * z)))
        return _downwards(lambda n: (2 * n + 1) * turn, z, l, out)
    for k in range(1, l + 1):
        out.append((2 * k + 1) * turn * out[-1] - out[-2])
    return out


def _spheroidal_sum(m, n, c, x, sign, second):
    """Value and derivative by the sum of spherical Bessel functions."""
    extra = int(130 / _mp.log(x)) if second else 0
    _, d = _spheroidal(m, n, c, sign, extra)
    p = (n - m) % 2
    f = _spherical(m + p + 2 * len(d) + 1, c * x, second)
    h, c, back = (x * x - sign) / (x * x), _number(c), _number(1 / x)
    total = value = slope = _number(0.0)
    weight = _number(_mp.factorial(2 * m + p))
    for k, t in enumerate(d):
        r = p + 2 * k
        w = t * weight
        total += w
        w *= -1 if k % 2 else 1
        value += w * f[m + r]
        slope += w * ((m + r) * back * f[m + r] - c * f[m + r + 1])
        weight = weight * ((2 * m + r + 2) * (2 * m + r + 1)) / ((r + 2) * (r + 1))
    value, slope = _exact(value), _exact(slope)
    scale = h ** (_mp.mpf(m) / 2) * (-1) ** ((n - m) // 2) / _exact(total)
    return scale * value, scale * (slope + m * sign / (x * (x * x - sign)) * value)


def _spheroidal_march(value, slope, start, x, m, lam, c, sign):
    """Taylor steps of the radial equation from start to x."""
    front, lean = (start * start - sign) ** (-_mp.mpf(m) / 2), m * start / (start * start - sign)
    u, up = _number(value * front), _number((slope - lean * value) * front)
    at, goal, c2, lam = _number(start), _number(x), _number(c * c), _number(lam)
    small = _number(_mp.eps * 1e-5)
    while at != goal:
        room = at - 1 if sign > 0 else (1 + at * at) ** 0.5
        h = min(abs(goal - at), room / 4, 4 / _number(c))
        h = goal - at if h == abs(goal - at) else (h if goal > at else -h)
        # the Taylor coefficients, each with its power of h
        h2 = h * h
        y, total, rise = [u, up * h], u + up * h, up * h
        side, curb = at * h / (at * at - sign), c2 * at * at - lam + m * (m + 1)
        scale, pull, far = h2 / (at * at - sign), 2 * c2 * at * h, c2 * h2
        k = 0
        while k < 30 or abs(y[-1]) > small * abs(u):
            rest = 2 * side * ((k + 1) * (k + m + 1)) * y[k + 1] + scale * (
                (k * (k + 2 * m + 1) + curb) * y[k] + (pull * y[k - 1] if k > 0 else 0)
                + (far * y[k - 2] if k > 1 else 0))
            y.append(-rest / ((k + 2) * (k + 1)))
            total += y[-1]
            rise += (k + 2) * y[-1]
            k += 1
        u, up, at = total, rise / h, at + h
        if abs(at - goal) < small:
            at = goal
    scale = (x * x - sign) ** (_mp.mpf(m) / 2)
    u, up = _exact(u), _exact(up)
    return scale * u, scale * (up + m * x / (x * x - sign) * u)


def _spheroidal_radius(m, n, c, x, sign, second):
    if c == 0:
        return (-_mp.inf, _mp.inf) if second else (_mp.mpf(n == 0), _mp.mpf(0))
    with _digits(_mp.mp.dps + 40 + int(c)):
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
