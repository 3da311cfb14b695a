# SPDX-License-Identifier: BSD-3-Clause
"""Nodes and weights of Gaussian quadrature."""
from __future__ import annotations

import operator
from typing import Any

import numpy as np


def roots_legendre(n: int, mu: bool = False) -> tuple[Any, ...]:
    """Nodes and weights of Gauss-Legendre quadrature on [-1, 1].

    Parameters
    ----------
    n : int
        Number of nodes, at least 1.
    mu : bool, optional
        Return the sum of the weights too.

    Returns
    -------
    x, w : ndarray
        Nodes in increasing order, and weights; polynomials up to degree 2 n - 1 are integrated exactly.
    mu : float
        2.0, if asked for.

    Notes
    -----
    Newton's method in the angle, from the asymptotic zeros (DLMF 18.16.14), with the Legendre polynomials by their
    recurrence (DLMF 18.9.1); the weights are DLMF 3.5.20, taken at the angle before the last step and corrected by the
    differential equation.

    Examples
    --------
    >>> from scinova import special
    >>> x, w = special.roots_legendre(2)
    >>> (x**2 @ w).round(12)
    np.float64(0.666666666667)
    """
    try:
        count = operator.index(n)
    except TypeError:
        count = int(n)
        if count != n:
            raise ValueError(f"special.roots_legendre: n must be a positive integer; got {n!r}") from None
    if count < 1:
        raise ValueError(f"special.roots_legendre: n must be a positive integer; got {n!r}")
    half = (count + 1) // 2
    k = np.arange(1, half + 1)
    angle = (k - 0.25) / (count + 0.5) * np.pi
    angle += 1 / (8 * (count + 0.5) ** 2) / np.tan(angle)
    for _ in range(20):
        value, slope = _legendre_and_slope(count, angle)
        step = value / slope
        angle = angle - step
        if np.all(np.abs(step) < 1e-9 * angle):
            break
    # d/dtheta of P_n at the corrected angle, where P = 0: P'' = -cot P' - n (n + 1) P.
    value, slope = _legendre_and_slope(count, angle)
    step = value / slope
    slope = slope + step * (slope / np.tan(angle) + count * (count + 1) * value)
    angle = angle - step
    x, w = np.cos(angle), 2 / slope**2
    if count % 2:
        x[-1] = 0.0
    nodes = np.concatenate([-x, x[::-1][count % 2:]])
    weights = np.concatenate([w, w[::-1][count % 2:]])
    weights *= 2 / weights.sum()
    return (nodes, weights, 2.0) if mu else (nodes, weights)


def _legendre_and_slope(n: int, angle: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """P_n(cos angle) and its derivative in the angle.

    The recurrence runs on differences, d_k = P_k - P_{k-1}, with cos(angle) - 1 = -2 sin^2(angle/2): near the ends of
    the interval P_k stays near 1 and the differences keep their digits.
    """
    y = -2 * np.sin(0.5 * angle) ** 2
    before = np.ones_like(angle)
    difference = y.copy()
    now = before + difference
    for k in range(1, n):
        # (k + 1) d_{k+1} = k d_k + (2 k + 1) y P_k
        difference = (k * difference + (2 * k + 1) * y * now) / (k + 1)
        before, now = now, now + difference
    # sin(t) P_n'(x) = n (P_{n-1} - x P_n)/sin(t); dP/dt = -sin(t) P'(x). P_{n-1} - x P_n = -d_n - y P_n.
    return now, n * (difference + y * now) / np.sin(angle)
