# SPDX-License-Identifier: BSD-3-Clause
"""Riccati-Bessel functions and Jahnke-Emden's Lambda function, all orders up to a given one."""
from __future__ import annotations

import math
from typing import Any

import numpy as np

from scinova.special import _native
from scinova.special._arguments import whole
from scinova.special._spherical_bessel import spherical_jn, spherical_yn


def _order(n: Any, x: Any, function: str) -> int:
    if type(x) not in (int, float) and np.ndim(x) != 0:
        raise ValueError(f"special.{function}: x must be a scalar, got shape {np.shape(x)}")
    return whole(n, "n", function, 0)


def _all_orders(second: bool, x: float, count: int) -> tuple[np.ndarray, np.ndarray]:
    value, slope = np.empty(count), np.empty(count)
    _native.riccati(second, float(x), value, slope)
    return value, slope


def riccati_jn(n: int, x: float) -> tuple[np.ndarray, np.ndarray]:
    """Riccati-Bessel functions x j_k(x), k = 0 ... n, and their derivatives.

    Parameters
    ----------
    n : int
        Highest order.
    x : float
        Argument.

    Returns
    -------
    jn, jnp : ndarray, shape (n + 1,)

    Examples
    --------
    >>> from scinova import special
    >>> print(f"{special.riccati_jn(2, 1.0)[0][2]:.12g}")
    0.0620350520114
    """
    count = _order(n, x, "riccati_jn") + 1
    if 1e-10 < abs(x) < math.inf:
        return _all_orders(False, x, count)
    order = np.arange(count)
    j = spherical_jn(order, float(x))
    return x * j, j + x * spherical_jn(order, float(x), derivative=True)


def riccati_yn(n: int, x: float) -> tuple[np.ndarray, np.ndarray]:
    """Riccati-Bessel functions x y_k(x), k = 0 ... n, and their derivatives.

    Parameters
    ----------
    n : int
        Highest order.
    x : float
        Argument.

    Returns
    -------
    yn, ynp : ndarray, shape (n + 1,)

    Examples
    --------
    >>> from scinova import special
    >>> print(f"{special.riccati_yn(2, 1.0)[0][2]:.12g}")
    -3.60501756616
    """
    count = _order(n, x, "riccati_yn") + 1
    if 1e-10 < abs(x) < math.inf:
        return _all_orders(True, x, count)
    order = np.arange(count)
    if x == 0:
        return np.where(order == 0, -1.0, -np.inf), np.where(order == 0, 0.0, np.inf)
    y = spherical_yn(order, float(x))
    # (x y_k)' = x y_{k-1} - k y_k, and sin x for k = 0
    slope = x * spherical_yn(np.maximum(order - 1, 0), float(x)) - order * y
    slope[0] = np.sin(x)
    return x * y, slope


def lmbda(v: float, x: float) -> tuple[np.ndarray, np.ndarray]:
    """Jahnke and Emden's Lambda function Gamma(v + 1) (2/x)^v J_v(x) and its derivative, for v0, v0 + 1, ... v.

    Parameters
    ----------
    v : float
        Highest order, v >= 0; v0 is its fractional part.
    x : float
        Argument.

    Returns
    -------
    vl, dl : ndarray, shape (int(v) + 1,)

    Notes
    -----
    0F1(; v + 1; -x^2/4), whose derivative is -x/(2 (v + 1)) times the function of the next order.

    Examples
    --------
    >>> from scinova import special
    >>> print(f"{special.lmbda(2, 1.5)[0][2]:.12g}")
    0.825200612068
    """
    if any(type(a) not in (int, float) and np.ndim(a) != 0 for a in (v, x)):
        raise ValueError(f"special.lmbda: v and x must be scalars, got shapes {np.shape(v)} and {np.shape(x)}")
    if v < 0:
        raise ValueError(f"special.lmbda: v must not be negative, got {v!r}")
    count = int(v)
    value, slope = np.empty(count + 1), np.empty(count + 1)
    _native.jahnke_emden(float(v - count), float(x), value, slope)
    return value, slope
