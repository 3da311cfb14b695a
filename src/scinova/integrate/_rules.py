# SPDX-License-Identifier: BSD-3-Clause
"""Fixed rules: Gauss-Legendre and Newton-Cotes."""
from __future__ import annotations

import functools
import math
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Function, Integer

_FIXED = Arguments("integrate.fixed_quad", example=dict(func=np.cos, a=0.0, b=1.0), func=Function(), n=Integer(1))


def fixed_quad(func: Callable[..., Any], a: float, b: float, args: tuple = (), n: int = 5) -> tuple[Any, None]:
    """Integrate a function by the Gauss-Legendre rule of n points.

    Parameters
    ----------
    func : callable
        ``func(x, *args)`` of an array x of shape (n,); returns shape (..., n).
    a, b : float
        Finite limits.
    args : tuple, optional
        Further arguments of `func`.
    n : int, optional
        Number of points.

    Returns
    -------
    val : float or ndarray
        The integral; exact for polynomials of degree up to 2 n - 1.
    none : None

    See Also
    --------
    quad, romb, simpson

    Examples
    --------
    >>> from scinova import integrate
    >>> value, _ = integrate.fixed_quad(lambda x: x**8, 0.0, 1.0, n=5)
    >>> bool(abs(value - 1 / 9) < 1e-15)
    True
    """
    _FIXED.func(func)
    x, w = gauss_legendre(int(n) if isinstance(n, float) and n.is_integer() and n >= 1 else _FIXED.n(n))
    if np.isinf(a) or np.isinf(b):
        raise ValueError(f"fixed_quad: a and b must be finite; got {a} and {b}")
    y = (b - a) * (x + 1) / 2.0 + a
    return (b - a) / 2.0 * np.sum(w * func(y, *args), axis=-1), None


@functools.lru_cache(maxsize=64)
def gauss_legendre(n: int) -> tuple[np.ndarray, np.ndarray]:
    """Nodes and weights of the Gauss-Legendre rule of n points on [-1, 1], read-only."""
    from numpy.polynomial.legendre import leggauss
    x, w = leggauss(n)
    x.flags.writeable = w.flags.writeable = False
    return x, w


def newton_cotes(rn: Any, equal: int = 0) -> tuple[np.ndarray, float]:
    """Weights and error coefficient of a Newton-Cotes rule.

    Parameters
    ----------
    rn : int or array_like
        The order N of the rule with evenly spaced samples 0, 1, ..., N; or the positions of the N + 1 samples, the
        first 0 and the last N.
    equal : int, optional
        1 to have the samples evenly spaced whatever `rn` says.

    Returns
    -------
    an : ndarray of shape (N + 1,)
        Weights for unit spacing.
    B : float
        Error coefficient: with a spacing h the error is ``B * h**(N + 2)`` times the derivative of order N + 1, or,
        for evenly spaced samples and even N, ``B * h**(N + 3)`` times that of order N + 2.

    See Also
    --------
    simpson, fixed_quad

    Notes
    -----
    Weights and coefficient are computed in rational arithmetic and rounded once.

    Examples
    --------
    >>> from scinova import integrate
    >>> weights, error = integrate.newton_cotes(2)
    >>> weights * 3
    array([1., 4., 1.])
    >>> round(1 / error)
    -90
    """
    points, even = _positions(rn, equal)
    order = len(points) - 1
    if order == 0:
        return np.zeros(1), 0.0
    weights = _weights(points, order)
    power = order + 2 if even and order % 2 == 0 else order + 1
    excess = Fraction(order) ** (power + 1) / (power + 1) - sum(w * p**power for w, p in zip(weights, points))
    return np.array([float(w) for w in weights]), float(excess / math.factorial(power))


def _positions(rn: Any, equal: int) -> tuple[list[Fraction], bool]:
    given = np.asarray(rn)
    if given.dtype.kind not in "biuf":
        raise TypeError(f"newton_cotes: rn must be an integer or an array of real numbers; got dtype {given.dtype}")
    if given.ndim > 1:
        raise ValueError(f"newton_cotes: rn must have at most one dimension; got {given.ndim}")
    order = int(given) if given.ndim == 0 else given.size - 1
    if order < 0 or (given.ndim == 0 and order != given):
        raise ValueError(f"newton_cotes: the order must be a non-negative integer; got {rn!r}")
    if given.ndim == 0 or equal or (np.diff(given) == 1).all():
        return [Fraction(k) for k in range(order + 1)], True
    if not np.isfinite(given).all() or given[0] != 0 or given[-1] != order:
        raise ValueError(f"newton_cotes: sample positions must be finite and run from 0 to N = {order}; got {rn!r}")
    points = [Fraction(float(p)) for p in given]
    if len(set(points)) != len(points):
        raise ValueError("newton_cotes: sample positions must differ from each other")
    return points, False


def _weights(points: list[Fraction], order: int) -> list[Fraction]:
    """Integrals over [0, order] of the Lagrange polynomials."""
    master = [Fraction(1)]                      # prod (x - p), lowest degree first
    for p in points:
        raised = [Fraction(0), *master]
        for k, c in enumerate(master):
            raised[k] -= p * c
        master = raised
    powers = [Fraction(order) ** (k + 1) / (k + 1) for k in range(order + 1)]
    weights = []
    for p in points:
        quotient, carry = [Fraction(0)] * (order + 1), Fraction(0)
        for k in range(order, -1, -1):          # master / (x - p) by Horner's scheme
            carry = master[k + 1] + p * carry
            quotient[k] = carry
        value = Fraction(0)
        for c in reversed(quotient):
            value = value * p + c
        weights.append(sum(c * q for c, q in zip(quotient, powers)) / value)
    return weights
