# SPDX-License-Identifier: BSD-3-Clause
"""Hypergeometric functions gone from scipy.special: each gave the value with an estimate of its error."""
from __future__ import annotations

from collections.abc import Sequence
from math import copysign, fsum, inf, isfinite, nan
from typing import Any

import numpy as np

from scinova import special

_tricomi: Any = special.hyperu


def _series(top: Sequence[float], bottom: Sequence[float], x: float) -> tuple[float, float]:
    """sum (top)_k/(bottom)_k x^k/k! to its end, to where it no longer changes or to its smallest term."""
    if not all(map(isfinite, (*top, *bottom, x))):
        return nan, inf
    terms, term = [1.0], 1.0
    for k in range(2000):
        over, under = x, k + 1.0
        for a in top:
            over *= a + k
        for b in bottom:
            under *= b + k
        if under == 0.0:
            return (copysign(inf, over), 0.0) if over and term else (fsum(terms), 0.0)
        last, term = term, term * (over / under)
        settled = all(k > -p for p in (*top, *bottom))
        if settled and len(top) > len(bottom) + 1 and abs(term) > abs(last):
            total = fsum(terms)
            return total, abs(last)
        terms.append(term)
        if term == 0.0 or (settled and abs(term) < 1e-17 * abs(fsum(terms[-3:] + [max(terms, key=abs)]))):
            break
    total = fsum(terms)
    return total, 2.3e-16 * max(map(abs, terms)) * (1.0 + 2.0 * len(terms) ** 0.5) + abs(terms[-1]) * 0.5


def _each(function: Any, arguments: tuple[Any, ...]) -> tuple[Any, Any]:
    return np.frompyfunc(function, len(arguments), 2)(*arguments) if any(map(np.ndim, arguments)) \
        else function(*map(float, arguments))


def _floats(pair: tuple[Any, Any]) -> tuple[Any, Any]:
    return np.float64(pair[0]) if np.ndim(pair[0]) == 0 else pair[0].astype(float), \
        np.float64(pair[1]) if np.ndim(pair[1]) == 0 else pair[1].astype(float)


def hyp2f0(a: Any, b: Any, x: Any, type: int) -> tuple[Any, Any]:
    """2F0(a, b; x) = (-1/x)^a U(a, 1 + a - b, -1/x) for x < 0, its divergent series to the smallest term for x > 0."""
    if type not in (1, 2):
        raise ValueError(f"hyp2f0: type has to be 1 or 2, not {type!r}")

    def one(a: float, b: float, x: float) -> tuple[float, float]:
        ends = (a <= 0.0 and a == int(a)) or (b <= 0.0 and b == int(b))
        if x < 0.0 and not ends:
            t = -1.0 / x
            value = float(t ** a * _tricomi(a, 1.0 + a - b, t))
            return value, 1e-14 * abs(value)
        return _series((a, b), (), x)
    return _floats(_each(one, (a, b, x)))


def hyp1f2(a: Any, b: Any, c: Any, x: Any) -> tuple[Any, Any]:
    """1F2(a; b, c; x) and an estimate of its error."""
    return _floats(_each(lambda a, b, c, x: _series((a,), (b, c), x), (a, b, c, x)))


def hyp3f0(a: Any, b: Any, c: Any, x: Any) -> tuple[Any, Any]:
    """3F0(a, b, c; x), its divergent series to the smallest term, and an estimate of its error."""
    return _floats(_each(lambda a, b, c, x: _series((a, b, c), (), x), (a, b, c, x)))
