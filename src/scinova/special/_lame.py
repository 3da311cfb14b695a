# SPDX-License-Identifier: BSD-3-Clause
"""Ellipsoidal harmonics: Lame functions of both kinds and their norms."""
from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from scinova.special import _ufuncs as _u


def ellip_harm(h2: float, k2: float, n: int, p: int, s: ArrayLike, signm: float = 1, signn: float = 1) -> np.ndarray:
    """Ellipsoidal harmonic functions E_n^p, Lame functions of the first kind.

    Parameters
    ----------
    h2, k2 : float
        Squares of the semi-focal distances, 0 < h2 < k2.
    n : int
        Degree, n >= 0.
    p : int
        Order, 1 <= p <= 2 n + 1: the classes K, L, M, N one after the other.
    s : array_like
        Coordinate.
    signm, signn : {1, -1}, optional
        Signs of the factors sqrt|s^2 - h2| and sqrt|s^2 - k2|.

    Returns
    -------
    scalar or ndarray
        E_n^p(s), with leading coefficient 1.

    Notes
    -----
    Polynomials in s^2 - h2 times square roots, from a symmetric tridiagonal eigenproblem (Dassios, Ellipsoidal
    Harmonics, 2012). NaN where an argument is outside its range.

    Examples
    --------
    >>> from scinova import special
    >>> print(special.ellip_harm(5, 8, 2, 2, 2.5).round(12))
    4.25
    """
    return _u._ellip_harm(h2, k2, n, p, s, signm, signn)


def ellip_harm_2(h2: float, k2: float, n: int, p: int, s: ArrayLike) -> np.ndarray:
    """Ellipsoidal harmonic functions F_n^p, Lame functions of the second kind.

    Parameters
    ----------
    h2, k2 : float
        Squares of the semi-focal distances, 0 < h2 < k2.
    n, p : int
        Degree and order, 1 <= p <= 2 n + 1.
    s : array_like
        Coordinate, s > k.

    Returns
    -------
    ndarray
        F_n^p(s) = (2 n + 1) E_n^p(s) times the integral of 1/(E_n^p(1/t)^2 sqrt((1 - k2 t^2)(1 - h2 t^2))) over
        0 < t < 1/s.

    Notes
    -----
    Gauss-Legendre quadrature in the angle t = sin(angle)/k, on panels that shrink towards the end of the range.

    Examples
    --------
    >>> from scinova import special
    >>> print(special.ellip_harm_2(5, 8, 2, 1, 10.0).round(12))
    0.001080568534
    """
    return _u._ellip_harm_2(h2, k2, n, p, s)


def ellip_normal(h2: float, k2: float, n: int, p: int) -> np.ndarray:
    """Normalisation constants of ellipsoidal harmonics.

    Parameters
    ----------
    h2, k2 : float
        Squares of the semi-focal distances, 0 < h2 < k2.
    n, p : int
        Degree and order, 1 <= p <= 2 n + 1.

    Returns
    -------
    ndarray
        8 times the integral of (y^2 - x^2) E(x)^2 E(y)^2/sqrt((k2-y^2)(y^2-h2)(h2-x^2)(k2-x^2)) over
        0 < x < h < y < k.

    Notes
    -----
    Both integrals are of periodic functions in the angles x = h sin(a), y^2 = h2 + (k2 - h2) sin(b)^2; the midpoint
    rule converges geometrically.

    Examples
    --------
    >>> from scinova import special
    >>> print(special.ellip_normal(5, 8, 2, 1).round(8))
    347.51444662
    """
    h2, k2, n, p = np.broadcast_arrays(*(np.asarray(v, dtype=float) for v in (h2, k2, n, p)))
    out = np.full(h2.shape, np.nan)
    for i in np.ndindex(h2.shape):
        out[i] = _normal(h2[i], k2[i], n[i], p[i])
    return out[()]


def _normal(h2: float, k2: float, n: float, p: float) -> float:
    if np.isnan(_u._ellip_harm(h2, k2, n, p, 0.0, 1.0, 1.0)):
        return np.nan
    before, points = np.inf, int(2 * n) + 24
    while True:
        square = np.sin((np.arange(points) + 0.5) * (0.5 * np.pi / points)) ** 2
        x2, y2 = h2 * square, h2 + (k2 - h2) * square
        inner = _u._ellip_harm(h2, k2, n, p, np.sqrt(x2), 1.0, 1.0) ** 2 / np.sqrt(k2 - x2)
        outer = _u._ellip_harm(h2, k2, n, p, np.sqrt(y2), 1.0, 1.0) ** 2 / np.sqrt(y2)
        value = 8 * (0.5 * np.pi / points) ** 2 * ((y2 @ outer) * inner.sum() - outer.sum() * (x2 @ inner))
        if abs(value - before) <= 1e-14 * abs(value) or points > 100_000:
            return value
        before, points = value, 2 * points
