# SPDX-License-Identifier: BSD-3-Clause
"""Exact distribution functions and exact inverses of any function, in mpmath numbers.

The names are visible in the ``reference`` of a row of the table of special functions, as those of special_references.

An inverse is found without the code under test: a bracket and a rough root with few digits, then secant steps at the
working precision; the computed value may be named as where to start, which saves the bracket. ``inverse`` returns a
value only after the function has been seen to change its sign between points 10^-34 around it, so that no start,
however wrong, can certify a wrong value.

Forward functions sum positive terms in integers scaled by a power of 2. Those that end in ``both`` return both tails
with their relative accuracy. The others return the lower tail with an absolute error of 10^-digits, and ``inverse``
adds the digits that its target needs.
"""
from __future__ import annotations

import functools as _functools
import warnings as _warnings

import mpmath as _mp
import numpy as _np
from special_numbers import bits as _bits
from special_numbers import exact as _exact
from special_numbers import number as _number

_FURTHEST = 1e12         # |log x| up to which a root is looked for


def _positive(f):
    """f() > 0 with its relative accuracy: digits are added while it is small."""
    digits = _mp.mp.dps
    for extra in (20, 120, 400):
        with _mp.workdps(digits + extra):
            value = f()
        if value > _mp.mpf(10) ** (10 - extra):
            return value
    return value if value > _mp.mpf(10) ** -350 else _mp.mpf(0)


# ---- charts: the variable in which a root is followed, and back

class _Log:
    def __init__(self, low=0):
        self.low = low

    def value(self, u):
        return self.low + _mp.exp(u)

    def back(self, x):
        return _mp.log(x - self.low)


class _Logit:
    def value(self, u):
        """x and 1 - x, both with their relative accuracy."""
        e = _mp.exp(-abs(u))
        near, far = e / (1 + e), 1 / (1 + e)
        return (near, far) if u < 0 else (far, near)


class _Line:
    def value(self, u):
        return u

    def back(self, x):
        return x


class _Sinh:
    def value(self, u):
        return _mp.sinh(u)

    def back(self, x):
        return _mp.asinh(x)


LOG, LOGIT, LINE, SINH = _Log(), _Logit(), _Line(), _Sinh()


def above(low):
    """The chart of x > low."""
    return _Log(low)


def computed(name, *args):
    """What the function of that name computes."""
    from scinova.special import _ufuncs
    with _np.errstate(all="ignore"), _warnings.catch_warnings():
        _warnings.simplefilter("ignore")
        return float(getattr(_ufuncs, name)(*(float(a) for a in args)))


def inverse(f, p, q=None, chart=LOG, start=0, reach=_FURTHEST, near=None):
    """x with f(x) = p for a monotone function with values in (0, 1); q = 1 - p where that is what is given.

    ``f`` returns its value, or that and the complement where both are known well. It is followed in the chart's
    variable u from ``start``, which need not be near; no root is looked for further than ``reach`` from there. Where
    several x answer, it is one near the start. ``near`` is what x should be nearly, and saves the search if it is.
    """
    small = q if p is None else min(p, 1 - p)
    if not 0 < small < 1:
        raise ValueError("the probability has no finite inverse")
    extra = 12
    if not isinstance(f(*_pair(chart.value(_mp.mpf(start)))), tuple):
        extra += max(0, int(-_mp.log10(small)))
    with _mp.workdps(_mp.mp.dps + extra):
        lower, upper = (p, 1 - p) if p is not None else (1 - q, q)
        by_lower = lower <= upper

        def residual(*at):
            t = f(*at)
            t, rest = t if isinstance(t, tuple) else (t, 1 - t)
            t = t / lower if by_lower else rest / upper
            r = _mp.log(t) if t > 0 else _mp.mpf(-10) ** 5
            return r if by_lower else -r

        return root(residual, chart, start, 17 + extra, reach, near)


def _pair(v):
    return v if isinstance(v, tuple) else (v,)


def root(residual, chart, start=0, rough_digits=30, reach=_FURTHEST, near=None):
    """x with residual(x) = 0, the one that is ``near`` if that is nearly a root."""
    def g(u):
        v = chart.value(u)
        try:
            return residual(*v) if isinstance(v, tuple) else residual(v)
        except (ZeroDivisionError, OverflowError):
            raise ValueError("no value") from None

    u = _polish_near(g, chart, near)
    if u is None:
        with _mp.workdps(rough_digits):
            u, _, slope = _rough_root(g, _mp.mpf(start), reach)
        u = _polish(g, u, slope)
    v = chart.value(u)
    return +(v[0] if isinstance(v, tuple) else v)


def _polish_near(g, chart, near):
    """The root next to a float64 number, None if there is none."""
    if near is None or not _mp.isfinite(near):
        return None
    try:
        u = chart.back(_mp.mpf(near))
        if not isinstance(u, _mp.mpf):
            return None
        step = (1 + abs(u)) * _mp.mpf(10) ** -13
        fu, fv = g(u), g(u + step)
        return _polish(g, u, (fv - fu) / step, fu) if abs(fu) < 1e-6 else None
    except (ValueError, ZeroDivisionError, TypeError):
        return None


def _rough_root(g, start, reach):
    """A root to about 12 digits: steps outwards to a change of sign, then regula falsi with halved weights."""
    a, fa = start, g(start)
    step, found = _mp.mpf(0.5), None
    if fa == 0:
        return a, fa, None
    for _ in range(48):
        # Both sides in turn until one is seen to lead the right way.
        for b in (a + step, a - step) if found is None else (a + found * step,):
            try:
                fb = g(b)
            except ValueError:
                continue
            if fb == 0:
                return b, fb, None
            if (fb > 0) != (fa > 0):
                return _illinois(g, a, fa, b, fb)
            if found is None and abs(fb) < abs(fa):
                found, a, fa = (1 if b > a else -1), b, fb
                break
            if found is not None:
                a, fa = b, fb
        step *= 2
        if step > reach:
            break
    raise ValueError("no change of sign")


def _illinois(g, a, fa, b, fb):
    side = 0
    for k in range(200):
        c = (a * fb - b * fa) / (fb - fa)
        if k % 4 == 3 and abs(b - a) > 1e-3:
            c = (a + b) / 2
        fc = g(c)
        if fc == 0:
            return c, fc, None
        if (fc > 0) == (fb > 0):
            b, fb = c, fc
            if side == 1:
                fa /= 2
            side = 1
        else:
            a, fa = c, fc
            if side == -1:
                fb /= 2
            side = -1
        if abs(b - a) < 1e-13 * (1 + abs(a)) or abs(fc) < 1e-13:
            return c, fc, (fb - fa) / (b - a)
    raise ValueError("no root")


def _polish(g, u, slope, at=None):
    """Secant steps at the working precision, and the proof."""
    size = 1 + abs(u) * _mp.mpf(10) ** -5
    before, fb = u, g(u) if at is None else at
    u = u + size * _mp.mpf(10) ** -9 if not slope or abs(fb / slope) > 1e-3 else u - fb / slope
    if u == before:
        u += size * _mp.mpf(10) ** -15
    for _ in range(12):
        f = g(u)
        if f == fb or f == 0:
            break
        step = -f * (u - before) / (f - fb)
        before, fb = u, f
        u += step
        if abs(step) < size * _mp.mpf(10) ** -22:
            break
    near = size * _mp.mpf(10) ** -34
    if (g(u - near) > 0) == (g(u + near) > 0):
        raise ValueError("unproved root")
    return u


# ---- gamma, Poisson, chi square

@_functools.lru_cache(maxsize=4096)
def _log_gamma(a, prec):
    with _mp.workprec(prec):
        return _mp.loggamma(a)


def _fixed(x, bits):
    return int(_mp.floor(_mp.ldexp(x, bits)))


def gamma_both(a, x):
    """P(a, x) and Q(a, x) by the series DLMF 8.7.1, far above the mean by the continued fraction 8.9.2."""
    if x <= 0:
        return _mp.mpf(0), _mp.mpf(1)
    far = x - a > 12 * _mp.sqrt(a) + 40
    prec = _mp.mp.prec + 30 + max(0, int(_mp.log(abs(a) + x + 2, 2)))
    if not far and x > a:
        prec += 120 + int(40 / (1 + a))
    with _mp.workprec(prec):
        front = _mp.exp(a * _mp.log(x) - x - _log_gamma(a + 1, prec))
        if far:
            upper = front * a * _gamma_fraction(a, x) if front else front
            return 1 - upper, upper
        one, total, term, n = 1 << prec, 1 << prec, 1 << prec, _fixed(a, prec)
        step = _fixed(x, prec)
        while term:
            n += one
            term = term * step // n
            total += term
            if total.bit_length() - term.bit_length() > prec:
                break
        lower = front * _mp.ldexp(_mp.mpf(total), -prec)
        return lower, 1 - lower


def gamma_lower(a, x):
    return gamma_both(a, x)[0]


def _gamma_fraction(a, x):
    b = x + 1 - a
    c, d = 1 / _mp.mpf(10) ** 500, 1 / b
    h, c = d, _mp.mpf(10) ** 500
    for n in range(1, 100000):
        an = n * (a - n)
        b += 2
        d = 1 / (an * d + b)
        c = b + an / c
        h *= d * c
        if abs(d * c - 1) < _mp.eps * 8:
            return h
    raise ValueError("slow")


# ---- beta

@_functools.lru_cache(maxsize=4096)
def _log_beta(a, b, prec):
    with _mp.workprec(prec):
        return _mp.loggamma(a) + _mp.loggamma(b) - _mp.loggamma(a + b)


def beta_both(a, b, x, y=None):
    """I_x(a, b) and its complement, y = 1 - x, by DLMF 8.17.8 from the side of the mean."""
    y = 1 - x if y is None else y
    if x <= 0 or y <= 0:
        return _mp.mpf(x > 0), _mp.mpf(x <= 0)
    if x * (b + 1) > (a + 1) * y:
        return beta_both(b, a, y, x)[::-1]
    if a + b > 1e9:
        raise ValueError("slow")
    prec = _mp.mp.prec + 30 + max(0, int(_mp.log(a + b + 2, 2)))
    with _mp.workprec(prec):
        front = a * _mp.log(x) + b * _mp.log(y) - _log_beta(a, b, prec) - _mp.log(a)
    # A series with x near 1 is long; that of the other side is not, and the difference costs digits.
    other = x > 0.97 and (a + b) * y < 1e5 and front > -2000
    for more in (60 + int(-1.45 * front) if other else 0, 300, 1500, 5000):
        with _mp.workprec(prec + more):
            tail = _beta_series(b, a, y, 1 - y, _mp.mp.prec) if other else _beta_series(a, b, x, 1 - x, _mp.mp.prec)
            rest = 1 - tail
        if rest * _mp.mpf(2) ** (more + 20) > 1 or (other and rest > 0 and more):
            return (rest, tail) if other else (tail, rest)
    raise ValueError("a tail without digits")


def _beta_series(a, b, x, y, prec):
    with _mp.workprec(prec):
        front = a * _mp.log(x) + b * _mp.log(y) - _log_beta(a, b, prec) - _mp.log(a)
        one, total, term = 1 << prec, 1 << prec, 1 << prec
        top, bottom, step = _fixed(a + b, prec), _fixed(a + 1, prec), _fixed(x, prec)
        while True:
            term = (term * top // bottom * step) >> prec
            total += term
            top += one
            bottom += one
            if total.bit_length() - term.bit_length() > prec - 2 or not term:
                break
        # what is left is about a geometric series of quotient x
        left = term * step // (one - step) if step < one else 0
        return _mp.exp(front) * _mp.ldexp(_mp.mpf(total + left), -prec)


def beta_lower(a, b, x, y=None):
    return beta_both(a, b, x, y)[0]


def f_both(n, d, f):
    """Fisher's F."""
    s = n * f + d
    return beta_both(n / 2, d / 2, n * f / s, d / s)


def student_both(df, t):
    """P(|T| < t) and P(|T| > t), t > 0."""
    s = df + t * t
    return beta_both(_mp.mpf(1) / 2, df / 2, t * t / s, df / s)


# ---- mixtures

def _last_weight(half):
    """Beyond which the weights of a Poisson variable are below the working precision."""
    reach = _mp.mp.prec * 0.7
    return int(half + _mp.sqrt(2 * half * reach) + reach / _mp.log(2 + reach / (half + 1)) * 1.5) + 10


def _poisson_mixture(half, top_value, top_step, down):
    """sum_j w_j V_j, V_(j-1) = V_j + s_(j-1), s_(j-1) = s_j down(j); ``top_value`` and ``top_step`` at the last j."""
    if half > 5000:
        raise ValueError("slow")
    j = _last_weight(half)
    v, s = _number(top_value(j)), _number(top_step(j))
    w = _number(_mp.exp(j * _mp.log(half) - half - _mp.loggamma(j + 1)))
    total = w * v
    back = _number(1 / half)
    while j > 0:
        s *= down(j)
        v += s
        w *= j * back
        j -= 1
        total += w * v
    return _exact(total)


def chi_lower(x, df, nc):
    """Non-central chi square."""
    if nc == 0:
        return gamma_lower(df / 2, x / 2)
    y, a = x / 2, df / 2
    prec = _mp.mp.prec + 40
    with _bits(prec):
        log, shape, back = _mp.log(y), _number(a), _number(1 / y)
        return _poisson_mixture(
            nc / 2, lambda j: gamma_lower(a + j, y),
            lambda j: _mp.exp((a + j) * log - y - _mp.loggamma(a + j + 1)), lambda j: (shape + j) * back)


def _beta_mixture(a, b, x, y, half):
    with _bits(_mp.mp.prec + 40):
        shape, other, back = _number(a), _number(a + b - 1), _number(1 / x)
        return _poisson_mixture(
            half, lambda j: beta_lower(a + j, b, x, y),
            lambda j: _mp.exp((a + j) * _mp.log(x) + b * _mp.log(y) + _mp.loggamma(a + j + b) - _mp.loggamma(a + j + 1)
                              - _mp.loggamma(b)),
            lambda j: (shape + j) / (other + j) * back)


def ncf_lower(n, d, nc, f):
    """Non-central F."""
    s = n * f + d
    x, y = n * f / s, d / s
    return beta_lower(n / 2, d / 2, x, y) if nc == 0 else _beta_mixture(n / 2, d / 2, x, y, nc / 2)


def nct_lower(df, d, t):
    """Non-central t: Johnson, Kotz and Balakrishnan, chapter 31; the alternating sum for d t < 0 gets more digits."""
    if t < 0:
        return 1 - nct_lower(df, -d, -t)
    normal = _mp.erfc(d / _mp.sqrt(2)) / 2
    if t == 0:
        return normal
    if abs(d) > 40:
        raise ValueError("slow")
    if d == 0:
        return (1 + student_both(df, t)[0]) / 2
    with _bits(_mp.mp.prec + 60 + int(1.5 * d * d if d < 0 else 0)):
        half, s, b = d * d / 2, df + t * t, df / 2
        x, y = t * t / s, df / s
        j = _last_weight(half)
        lx, ly, gb = b * _mp.log(y), _mp.log(x), _mp.loggamma(b)
        total, back, rest, inverse_half = _number(0.0), _number(1 / x), _number(b - 1), _number(1 / half)
        for a in (0.5, 1.0):
            v = _number(beta_lower(a + j, b, x, y))
            step = _number(_mp.exp((a + j) * ly + lx + _mp.loggamma(a + j + b) - _mp.loggamma(a + j + 1) - gb))
            w = _number(_mp.exp((j + a - 0.5) * _mp.log(half) - half - _mp.loggamma(j + a + 0.5)))
            if a == 1 and d < 0:
                w = -w
            total += w * v
            for k in range(j, 0, -1):
                step *= (a + k) / (rest + (a + k)) * back
                v += step
                w *= (k + a - 0.5) * inverse_half
                total += w * v
        return _mp.erfc(d / _mp.sqrt(2)) / 2 + _exact(total) / 2


def chndtr(x, df, nc):
    return _positive(lambda: chi_lower(x, df, nc))


def ncfdtr(dfn, dfd, nc, f):
    return _positive(lambda: ncf_lower(dfn, dfd, nc, f))


def nctdtr(df, nc, t):
    return _positive(lambda: nct_lower(df, nc, t))


def gamma_p(a, x):
    return gamma_both(a, x)[0]


def gamma_q(a, x):
    return gamma_both(a, x)[1]


def beta_p(a, b, x, y=None):
    return beta_both(a, b, x, y)[0]


# ---- inverses that are more than a line of a table

def student_quantile(df, p):
    if p == 0.5:
        return _mp.mpf(0)
    t = inverse(lambda t: student_both(df, t), None, 2 * min(p, 1 - p))
    return t if p > 0.5 else -t


def student_degrees(p, t):
    return inverse(lambda df: student_both(df, abs(t)), None, 2 * (p if t < 0 else 1 - p), start=_mp.log(5))


def normal_quantile(p):
    def both(z):
        return _mp.erfc(-z / _mp.sqrt(2)) / 2, _mp.erfc(z / _mp.sqrt(2)) / 2
    return inverse(both, p, chart=LINE)


def from_zero(value, y, find):
    """0 where a distribution function already exceeds y at 0, else find()."""
    return _mp.mpf(0) if value >= y else find()


def smirnov_lower(n, d, rest):
    """1 - P(D_n^+ >= d), rest = 1 - d, by the sum of Birnbaum and Tingey."""
    n = int(n)
    total, c = rest ** n, 1
    for j in range(1, n + 1):
        room = n * rest - j
        c = c * (n - j + 1) // j
        if room <= 0:
            break
        total += c * d * (d + _mp.mpf(j) / n) ** (j - 1) * (room / n) ** (n - j)
    return 1 - total


def kolmogorov_lower(x):
    if x < 1:
        return _mp.sqrt(2 * _mp.pi) / x * _mp.fsum(_mp.exp(-(k * _mp.pi / x) ** 2 / 8) for k in range(1, 60, 2))
    return 1 - 2 * _mp.fsum((-1) ** (k - 1) * _mp.exp(-2 * (k * x) ** 2) for k in range(1, 40))


def kolmogorov(x):
    if x < 1:
        return _positive(lambda: 1 - kolmogorov_lower(x))
    return 2 * _mp.fsum((-1) ** (k - 1) * _mp.exp(-2 * (k * x) ** 2) for k in range(1, 40))


def smirnov(n, d):
    return _positive(lambda: 1 - smirnov_lower(n, d, 1 - d))


def tukey_lambda(x, shape):
    """p with (p^shape - (1 - p)^shape)/shape = x."""
    if shape > 0 and abs(x) * shape >= 1:
        return _mp.mpf(x > 0)
    if x == 0:
        return _mp.mpf(0.5)
    with _mp.workdps(_mp.mp.dps + 40 + max(0, int(-_mp.log10(abs(shape)))) if shape else _mp.mp.dps):
        if shape == 0:
            return 1 / (1 + _mp.exp(-x))
        return root(lambda p, q: (p ** shape - q ** shape) / shape - x, LOGIT, x / (1 + abs(x)), _mp.mp.dps)
