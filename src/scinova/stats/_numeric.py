# SPDX-License-Identifier: BSD-3-Clause
"""What a family inherits where it states no formula: integrals of the density and roots of the distribution function.

All for location 0 and scale 1. Formulas of user classes expect arrays, so points go in as arrays of one element.
"""
from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova import integrate, optimize


def scalar_function(formula: Callable[..., Any], shapes: tuple) -> Callable[[float], float]:
    """``formula`` as a function of one float."""
    fixed = tuple(np.atleast_1d(s) for s in shapes)

    def value(x: float) -> float:
        return float(np.asarray(formula(np.array([x]), *fixed)).reshape(-1)[0])

    return value


def each(function: Callable[..., float], x: Any, shapes: tuple) -> np.ndarray:
    """``function(x_i, *shapes_i)`` for all elements of the broadcast arguments."""
    arrays = np.broadcast_arrays(x, *shapes)
    flat = [a.ravel() for a in arrays]
    out = np.array([function(*(float(v) for v in values)) for values in zip(*flat)], dtype=np.float64)
    return out.reshape(arrays[0].shape)


def integral(f: Callable[[float], float], low: float, high: float, **options: Any) -> float:
    """Integral of ``f``, parted at the inner points where its mass may hide."""
    with np.errstate(all="ignore"):
        return integrate.quad(f, low, high, **{"limit": 200, **options})[0]


def slope(f: Callable[[float], float], x: float, low: float, high: float) -> float:
    """Derivative by the five-point formula, with a step that stays inside the support."""
    h = 1e-3 * max(1.0, abs(x))
    for room in (x - low, high - x):
        if room > 0:
            h = min(h, room / 2.001)
    return (f(x - 2 * h) - 8 * f(x - h) + 8 * f(x + h) - f(x + 2 * h)) / (12 * h)


def quantile(f: Callable[[float], float], q: float, low: float, high: float, rising: bool, xtol: float) -> float:
    """Where the monotonic ``f`` is ``q``."""
    sign = 1.0 if rising else -1.0
    difference = lambda x: sign * (f(x) - q)
    left = low if math.isfinite(low) else min(-10.0, high - 10.0 if math.isfinite(high) else -10.0)
    right = high if math.isfinite(high) else max(10.0, low + 10.0 if math.isfinite(low) else 10.0)
    if not math.isfinite(low):
        while difference(left) > 0 and math.isfinite(left):
            left, right = 10.0 * left if left < -1.0 else left - 10.0, left
    if not math.isfinite(high):
        while difference(right) < 0 and math.isfinite(right):
            left, right = right, 10.0 * right if right > 1.0 else right + 10.0
    return optimize.brentq(difference, left, right, xtol=xtol)


def moment(dist: Any, order: int, shapes: tuple, central: float = 0.0) -> float:
    """Moment about ``central`` from the density, or from the quantile function where only that is stated."""
    low, high = (float(np.asarray(v).reshape(-1)[0]) for v in dist._get_support(*shapes))
    if dist.moment_type == 1 and dist._states("_ppf") and not (dist._states("_pdf") or dist._states("_logpdf")):
        f = scalar_function(dist._ppf, shapes)
        return integral(lambda q: (f(q) - central)**order, 0.0, 1.0)
    f = scalar_function(dist._pdf, shapes)
    g = lambda x: np.float64(x - central)**order * f(x)      # overflows to inf
    middle = _middle(dist, shapes, low, high)
    return sum(integral(g, a, b) for a, b in zip((low, *middle), (*middle, high)))


def entropy(dist: Any, shapes: tuple) -> float:
    """Differential entropy from the density."""
    low, high = (float(np.asarray(v).reshape(-1)[0]) for v in dist._get_support(*shapes))
    f = scalar_function(dist._pdf, shapes)

    def g(x: float) -> float:
        p = f(x)
        return -p * math.log(p) if p > 0 else 0.0

    middle = _middle(dist, shapes, low, high)
    return sum(integral(g, a, b) for a, b in zip((low, *middle), (*middle, high)))


def _middle(dist: Any, shapes: tuple, low: float, high: float) -> tuple[float, ...]:
    """Points between which most of the probability lies, where quantiles are cheap."""
    if not (dist._states("_ppf") or dist._states("_cdf")):
        return ()
    f = scalar_function(dist._ppf, shapes)
    try:
        points = [f(q) for q in (0.05, 0.95)]
    except (RuntimeError, ValueError):
        return ()
    return tuple(p for p in points if low < p < high)
