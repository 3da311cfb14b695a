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
