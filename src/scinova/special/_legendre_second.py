# SPDX-License-Identifier: BSD-3-Clause
"""Legendre functions of the second kind, of all degrees and orders up to a limit."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.special import _native
from scinova.special._arguments import whole


def _second_kind(m: int, n: int, z: Any) -> tuple[np.ndarray, np.ndarray, tuple[int, ...]]:
    """Q and Q' of orders 0 ... m, degrees 0 ... n, at the points of z taken as flat; the shape of z."""
    a = np.asarray(z)
    dtype = np.complex128 if a.dtype.kind == "c" else np.float64
    flat = np.ascontiguousarray(a, dtype=dtype).reshape(-1)
    q, slope = np.empty((m + 1, n + 1, flat.size), dtype), np.empty((m + 1, n + 1, flat.size), dtype)
    _native.legendre_second(flat, q, slope)
    return q, slope, a.shape


def lqn(n: int, z: Any) -> tuple[np.ndarray, np.ndarray]:
    """Legendre functions of the second kind of degrees 0 ... n, and their derivatives.

    Parameters
    ----------
    n : int
        Highest degree.
    z : array_like, real or complex

    Returns
    -------
    q, dq : ndarray, shape (n + 1, ...)

    Notes
    -----
    Q_0 is log((1 + z)/(1 - z))/2 for abs(z) <= 1 and log((z + 1)/(z - 1))/2 outside. The recurrence in the degree
    (DLMF 14.10.3) runs upwards on the cut, where it is neutral, and downwards outside, where Q is its minimal solution.

    Examples
    --------
    >>> from scinova import special
    >>> special.lqn(2, 2.0)[0].round(10)
    array([0.5493061443, 0.0986122887, 0.0211837942])
    """
    top = whole(n, "n", "lqn", 0, array=TypeError)
    q, slope, shape = _second_kind(0, top, z)
    return q.reshape((-1, *shape)), slope.reshape((-1, *shape))


def lqmn(m: int, n: int, z: Any) -> tuple[np.ndarray, np.ndarray]:
    """Associated Legendre functions of the second kind of orders 0 ... m and degrees 0 ... n, and their derivatives.

    Parameters
    ----------
    m, n : int
        Highest order and degree.
    z : array_like, real or complex

    Returns
    -------
    q, dq : ndarray, shape (m + 1, n + 1, ...)

    Notes
    -----
    On the cut Ferrers' functions, with the factor (-1)**m; outside (abs(z) > 1) those of DLMF 14.3.7 without their
    phase, (z**2 - 1)**(m/2) times the m-th derivative. Recurrence in the order, DLMF 14.10.1 and 14.10.6, in the
    direction in which Q grows.

    Examples
    --------
    >>> from scinova import special
    >>> special.lqmn(1, 2, 0.5)[0][1].round(10)
    array([-1.1547005384, -1.0530633447,  0.7298060598])
    """
    order, top = whole(m, "m", "lqmn", 0, cut=True), whole(n, "n", "lqmn", 0, cut=True)
    q, slope, shape = _second_kind(order, top, z)
    return q.reshape((order + 1, top + 1, *shape)), slope.reshape((order + 1, top + 1, *shape))
