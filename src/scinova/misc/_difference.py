# SPDX-License-Identifier: BSD-3-Clause
"""Derivatives by central differences on an equally spaced stencil.

The weights w of an n-point stencil satisfy sum_k w_k k^j = j! [j = derivative] for j = 0..n-1: the stencil is exact for
polynomials of degree below n. Fornberg, "Generation of finite difference formulas on arbitrarily spaced grids",
Math. Comp. 51 (1988), eq. (2.1). The small system is solved in rational arithmetic, so the weights are correctly
rounded.
"""
from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from math import factorial
from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Function, Integer

_WEIGHTS = Arguments("misc.central_diff_weights", example=dict(Np=3, ndiv=1), Np=Integer(), ndiv=Integer(low=0))
_DERIVATIVE = Arguments("misc.derivative", example=dict(func=np.exp, x0=0.0, n=1, order=3), func=Function(),
                        n=Integer(low=0), order=Integer())


def central_diff_weights(Np: int, ndiv: int = 1) -> np.ndarray:
    """Weights of the central difference formula with ``Np`` points for the derivative of order ``ndiv``.

    Parameters
    ----------
    Np : int
        Number of points, odd and above ``ndiv``.
    ndiv : int
        Order of the derivative.

    Returns
    -------
    ndarray, shape (Np,)
        Weights for unit spacing; divide the sum by ``h**ndiv`` for spacing ``h``.

    Raises
    ------
    ValueError
        If ``Np`` is even, or not above ``ndiv``.

    Examples
    --------
    >>> from scinova.misc import central_diff_weights
    >>> central_diff_weights(3)
    array([-0.5,  0. ,  0.5])
    """
    points, order = _WEIGHTS.Np(Np), _WEIGHTS.ndiv(ndiv)
    if points < order + 1:
        raise _WEIGHTS.Np.refuse(f"above the order of the derivative, {order}", points)
    if points % 2 == 0:
        raise _WEIGHTS.Np.refuse("odd", points)
    half = points // 2
    rows = [[Fraction(k) ** j for k in range(-half, half + 1)] + [Fraction(factorial(order) if j == order else 0)]
            for j in range(points)]
    for column in range(points):
        pivot = next(r for r in range(column, points) if rows[r][column])
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [v / rows[column][column] for v in rows[column]]
        for r in range(points):
            if r != column and rows[r][column]:
                rows[r] = [a - rows[r][column] * b for a, b in zip(rows[r], rows[column])]
    return np.array([float(row[-1]) for row in rows])


def derivative(func: Callable[..., Any], x0: float, dx: float = 1.0, n: int = 1, args: tuple = (),
               order: int = 3) -> Any:
    """The ``n``-th derivative of a function at a point, by a central difference formula.

    Parameters
    ----------
    func : callable
        ``func(x, *args)``.
    x0 : float
        Where.
    dx : float
        Spacing of the points.
    n : int
        Order of the derivative.
    args : tuple
        Further arguments of ``func``.
    order : int
        Number of points, odd and above ``n``.

    Returns
    -------
    float or ndarray
        Whatever shape ``func`` returns.

    Raises
    ------
    ValueError
        If ``order`` is even or not above ``n``.

    Examples
    --------
    >>> from scinova.misc import derivative
    >>> print(round(derivative(lambda x: x**3 + x**2, 1.0, dx=1e-6), 6))
    5.0
    """
    func, n, points = _DERIVATIVE.func(func), _DERIVATIVE.n(n), _DERIVATIVE.order(order)
    if points < n + 1:
        raise _DERIVATIVE.order.refuse(f"above n, {n}", points)
    if points % 2 == 0:
        raise _DERIVATIVE.order.refuse("odd", points)
    half = points // 2
    total: Any = 0.0
    for k, weight in enumerate(central_diff_weights(points, n)):
        total = total + weight * func(x0 + (k - half) * dx, *args)
    return total / np.prod((dx,) * n, axis=0)
