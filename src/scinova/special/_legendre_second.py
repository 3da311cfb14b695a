# SPDX-License-Identifier: BSD-3-Clause
"""Legendre functions of the second kind, of all degrees and orders up to a limit."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.special._arguments import whole

_FEWEST_EXTRA = 40.0          # (x + sqrt(x^2 - 1))^-2k below 2^-57 this far beyond the degree, over acosh x


def _first(z: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """Q_0: log((1 + z)/(1 - z))/2 on and near the cut, log((z + 1)/(z - 1))/2 outside."""
    if z.dtype.kind == "c":
        quotient = np.where(inside, (1 + z) / np.where(inside, 1 - z, 1), (z + 1) / np.where(inside, 1, z - 1))
        return 0.5 * np.log(quotient)
    return np.where(inside, np.arctanh(np.where(inside, z, 0)),
                    np.copysign(0.5 * np.log1p(2 / np.where(inside, 1, np.abs(z) - 1)), z))


def _outside(n: int, z: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Q_0 ... Q_n for abs(z) > 1, where Q decreases with the degree (DLMF 14.10.3, from far beyond n downwards)."""
    decay = np.abs(np.log(np.abs(z + np.sqrt(z - 1 + 0j) * np.sqrt(z + 1 + 0j))))
    q = np.empty((n + 1, z.size), dtype=z.dtype)
    q[0] = first
    # Upwards where little is lost, downwards elsewhere.
    up = decay * n < 0.5
    if up.any() and n:
        q[1, up] = z[up] * first[up] - 1
        for k in range(1, n):
            q[k + 1, up] = ((2 * k + 1) * z[up] * q[k, up] - k * q[k - 1, up]) / (k + 1)
    for group in np.unique(np.ceil(np.log2(np.maximum(_FEWEST_EXTRA / decay[~up], 8)))) if n and not up.all() else ():
        here = ~up & (np.ceil(np.log2(np.maximum(_FEWEST_EXTRA / np.where(up, 1, decay), 8))) == group)
        w = z[here]
        ratio = np.zeros_like(w)
        ratios = []
        for k in range(n + int(2**group), 0, -1):
            ratio = k / ((2 * k + 1) * w - (k + 1) * ratio)
            if k <= n:
                ratios.append(ratio)
        q[1:, here] = first[here] * np.cumprod(np.array(ratios[::-1]), axis=0)
    return q


def _second_kind(n: int, z: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Q_0 ... Q_n, their derivatives, and where z counts as on the cut, for flat z."""
    inside = np.abs(z) <= 1
    top = max(n, 1)
    with np.errstate(all="ignore"):
        first = _first(z, inside)
        q = np.empty((top + 1, z.size), dtype=z.dtype)
        q[:, ~inside] = _outside(top, z[~inside], first[~inside])
        w = z[inside]
        q[0, inside], q[1, inside] = first[inside], w * first[inside] - 1
        for k in range(1, top):
            q[k + 1, inside] = ((2 * k + 1) * w * q[k, inside] - k * q[k - 1, inside]) / (k + 1)
        degrees = np.arange(1, top + 1)[:, np.newaxis]
        slope = np.empty_like(q)
        slope[0] = 1 / ((1 - z) * (1 + z))
        slope[1:] = degrees * (q[:-1] - z * q[1:]) * slope[0]
        end = np.abs(z) == 1
        if end.any() and z.dtype.kind == "f":
            odd = np.arange(top + 1)[:, np.newaxis] % 2 == 1
            left = z[end] < 0
            q[:, end] = np.where(left & ~odd, -np.inf, np.inf)
            slope[:, end] = np.where(left & odd, -np.inf, np.inf)
    return q[:n + 1], slope[:n + 1], inside


def _flat(z: Any) -> tuple[np.ndarray, tuple[int, ...]]:
    a = np.asarray(z)
    return a.astype(complex if a.dtype.kind == "c" else float).reshape(-1), a.shape


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
    flat, shape = _flat(z)
    q, slope, _ = _second_kind(top, flat)
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
    flat, shape = _flat(z)
    values, slope, inside = _second_kind(top, flat)
    with np.errstate(all="ignore"):
        sign = np.where(inside, -1.0, 1.0)                  # of the root's square in z^2 - 1
        if flat.dtype.kind == "c":
            root = np.where(inside, np.sqrt(1 - flat) * np.sqrt(1 + flat), np.sqrt(flat - 1) * np.sqrt(flat + 1))
        else:
            root = np.sqrt(np.abs((1 - flat) * (1 + flat)))
        q = np.empty((order + 2, top + 1, flat.size), dtype=flat.dtype)
        q[0], q[1] = values, sign * root * slope
        degree = np.arange(top + 1)[:, np.newaxis]
        for k in range(order):
            q[k + 2] = -2 * (k + 1) * flat / root * q[k + 1] + sign * (degree - k) * (degree + k + 1) * q[k]
        orders = np.arange(order + 1)[:, np.newaxis, np.newaxis]
        # (z^2 - 1) q' = root q^{k+1} + k z q off the cut, (1 - z^2) q' = -(the same) on it
        dq = np.where(inside, -(root * q[1:] + orders * flat * q[:-1]), root * q[1:] + orders * flat * q[:-1]) / root**2
        dq[0] = slope
    return q[:-1].reshape((order + 1, top + 1, *shape)), dq.reshape((order + 1, top + 1, *shape))
