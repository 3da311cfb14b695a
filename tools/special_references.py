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


def cheby_t(n, x):
    """T_n(x) of any real degree."""
    return _mp.re(_mp.cos(n * _mp.acos(x)))


def cheby_u(n, x):
    if abs(x) == 1:
        return (n + 1) * x ** int(n)
    t = _mp.acos(x)
    return _mp.re(_mp.sin((n + 1) * t) / _mp.sin(t))


def legendre_poly(n, x):
    """P_n(x) by its recurrence; n whole."""
    return gegenbauer_poly(n, _mp.mpf(0.5), x)


def _steps(n, first, step):
    before, now = _mp.mpf(1), first
    if n == 0:
        return before
    for k in range(1, int(n)):
        before, now = now, step(k, now, before)
    return now


def gegenbauer_poly(n, a, x):
    return _steps(n, 2 * a * x, lambda k, p, q: (2 * (k + a) * x * p - (k + 2 * a - 1) * q) / (k + 1))


def laguerre_poly(n, a, x):
    return _steps(n, 1 + a - x, lambda k, p, q: ((2 * k + 1 + a - x) * p - (k + a) * q) / (k + 1))


def hermite_poly(n, x):
    return _steps(n, 2 * x, lambda k, p, q: 2 * x * p - 2 * k * q)


def jacobi_poly(n, a, b, x):
    def step(k, p, q):
        c = 2 * k + a + b
        return (((c + 1) * (c * (c + 2) * x + a * a - b * b) * p - 2 * (k + a) * (k + b) * (c + 2) * q)
                / (2 * (k + 1) * (k + a + b + 1) * c))
    return _steps(n, a + 1 + (a + b + 2) * (x - 1) / 2, step)
