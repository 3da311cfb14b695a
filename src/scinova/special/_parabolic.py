# SPDX-License-Identifier: BSD-3-Clause
"""Sequences of parabolic cylinder functions."""
from __future__ import annotations

import numpy as np

from scinova.special import _ufuncs


def _orders(v: float, minimum: int) -> np.ndarray:
    """The orders v0, v0 +- 1, ... up to v, v0 the fractional part of v."""
    whole = int(v)
    return (v - whole) + np.arange(max(abs(whole), minimum) + 1) * (-1 if v < 0 else 1)


def _scalars(*values: object) -> None:
    if not all(np.isscalar(x) for x in values):
        raise ValueError("a sequence is computed for one order and one argument: both must be scalars, not arrays")


def pbdv_seq(v: float, x: float) -> tuple[np.ndarray, np.ndarray]:
    """Parabolic cylinder functions D of orders v0, v0 +- 1, ..., v with their derivatives.

    Parameters
    ----------
    v : float
        The last order; v0 is its fractional part, with the sign of v.
    x : float
        The argument.

    Returns
    -------
    dv, dp : ndarray, shape (max(abs(int(v)), 1) + 1,)
        D and dD/dx at x, for each of the orders.

    Notes
    -----
    Each order is computed on its own, as by `pbdv`.

    Examples
    --------
    >>> from scinova import special
    >>> d, dp = special.pbdv_seq(2, 1.5)
    >>> print(f"{d[2]:.10f} {dp[2]:.10f}")
    0.7122285309 1.1751770761
    """
    _scalars(v, x)
    return _ufuncs.pbdv(_orders(v, 1), float(x))


def pbvv_seq(v: float, x: float) -> tuple[np.ndarray, np.ndarray]:
    """Parabolic cylinder functions V of orders v0, v0 +- 1, ..., v with their derivatives.

    Parameters
    ----------
    v : float
        The last order; v0 is its fractional part, with the sign of v.
    x : float
        The argument.

    Returns
    -------
    vv, vp : ndarray, shape (max(abs(int(v)), 1) + 1,)
        V and dV/dx at x, for each of the orders.

    Notes
    -----
    Each order is computed on its own, as by `pbvv`.

    Examples
    --------
    >>> from scinova import special
    >>> w, wp = special.pbvv_seq(2, 1.5)
    >>> print(f"{w[2]:.10f} {wp[2]:.10f}")
    -0.3919734703 0.4735085843
    """
    _scalars(v, x)
    return _ufuncs.pbvv(_orders(v, 1), float(x))


def pbdn_seq(n: int, z: complex) -> tuple[np.ndarray, np.ndarray]:
    """Parabolic cylinder functions D of whole orders 0, +-1, ..., n at a complex argument, with their derivatives.

    Parameters
    ----------
    n : int
        The last order.
    z : complex
        The argument.

    Returns
    -------
    dv, dp : ndarray of complex, shape (max(abs(n), 1) + 1,)
        D and dD/dz at z, for each of the orders.

    Notes
    -----
    Orders from 0 upwards are Hermite polynomials times a Gaussian (DLMF 12.7.2), by their recurrence 12.8.1. Negative
    ones are D_-n(z) = exp(-z^2/4) U(n/2, 1/2, z^2/2)/2^(n/2) in terms of 1F1 where Re z < 0.3, and by
    Miller's algorithm, D being the minimal solution of the recurrence downwards, elsewhere.

    Examples
    --------
    >>> from scinova import special
    >>> d, dp = special.pbdn_seq(2, 1 + 1j)
    >>> print(f"{d[2]:.8f}")
    0.08126852+2.23459066j
    """
    _scalars(n, z)
    if n != np.floor(n):
        raise ValueError(f"n has to be a whole number, not {n!r}")
    count, z = max(abs(int(n)), 1), complex(z)
    with np.errstate(all="ignore"):
        gauss = np.exp(np.complex128(-0.25 * z * z))
    if n >= 0:
        d = np.empty(count + 2, complex)
        d[0], d[1] = gauss, z * gauss
        for k in range(1, count + 1):
            d[k + 1] = z * d[k] - k * d[k - 1]
        return d[:-1], 0.5 * z * d[:-1] - d[1:]
    d = _down(count + 1, z, gauss)
    orders = -np.arange(count + 1)
    return d[:-1], -0.5 * z * d[:-1] + orders * d[1:]


def _down(count: int, z: complex, gauss: complex) -> np.ndarray:
    """D_0(z), D_-1(z), ... D_-count(z)."""
    if z.real < 0.3 or not np.isfinite(z):
        n = np.arange(count + 1)
        w = 0.5 * z * z
        even = _ufuncs.hyp1f1(0.5 * n, 0.5, w) * _ufuncs.rgamma(0.5 * (n + 1))
        odd = _ufuncs.hyp1f1(0.5 * (n + 1), 1.5, w) * _ufuncs.rgamma(0.5 * n)
        d = np.sqrt(np.pi) * gauss * 2.0 ** (-0.5 * n) * (even - np.sqrt(2.0) * z * odd)
        d[0] = gauss
        return d
    # D_(1-k) = z D_-k + k D_(-k-1), from far enough; D_0 is known.
    # The other solution grows as exp(2 sqrt(k) Re z) against D.
    start = int((20.0 / z.real + np.sqrt(count)) ** 2) + count + 20
    ratio = np.empty(count + 1, complex)
    r = 1.0 / (0.5 * z + np.sqrt(0.25 * z * z + start))
    for k in range(start, 0, -1):
        r = 1.0 / (z + k * r)                              # D_-k/D_(1-k)
        if k <= count:
            ratio[k] = r
    ratio[0] = gauss
    return np.cumprod(ratio)
