# SPDX-License-Identifier: BSD-3-Clause
"""Names gone from scipy.special: tables of spherical Bessel functions at one point, and a formula for derivatives."""
from __future__ import annotations

from collections.abc import Callable
from math import comb
from typing import Any

import numpy as np

from scinova import special

Pair = tuple[np.ndarray, np.ndarray]


def _orders(n: Any, z: Any, function: str) -> np.ndarray:
    """The orders 0 ... n."""
    if np.ndim(n) or np.ndim(z):
        raise ValueError(f"special.{function}: n and z must be scalars; got {n!r} and {z!r}")
    if not n >= 0 or n != int(n):
        raise ValueError(f"special.{function}: n must be a non-negative integer; got {n!r}")
    return np.arange(int(n) + 1)


def _pair(f: Callable[..., np.ndarray], n: Any, z: Any, function: str) -> Pair:
    orders, point = _orders(n, z, function), z if np.iscomplexobj(z) else float(z)
    return f(orders, point), f(orders, point, derivative=True)


def sph_jn(n: int, z: complex) -> Pair:
    """Spherical Bessel functions j_0 ... j_n of one number z, and their derivatives.

    Parameters
    ----------
    n : int
        Highest order.
    z : float or complex
        Argument.

    Returns
    -------
    jn, jnp : ndarray
        Values and derivatives, n + 1 of each.

    Examples
    --------
    >>> from scinova.compat._special_spherical import sph_jn
    >>> values, derivatives = sph_jn(1, 2.0)
    >>> print(values.round(6), derivatives.round(6))
    [0.454649 0.435398] [-0.435398  0.019251]
    """
    return _pair(special.spherical_jn, n, z, "sph_jn")


def sph_yn(n: int, z: complex) -> Pair:
    """The same for y_0 ... y_n."""
    return _pair(special.spherical_yn, n, z, "sph_yn")


def sph_jnyn(n: int, z: complex) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Both kinds: values and derivatives of j, then of y."""
    return (*_pair(special.spherical_jn, n, z, "sph_jnyn"), *_pair(special.spherical_yn, n, z, "sph_jnyn"))


def sph_in(n: int, z: complex) -> Pair:
    """The same for the modified functions i_0 ... i_n."""
    return _pair(special.spherical_in, n, z, "sph_in")


def sph_kn(n: int, z: complex) -> Pair:
    """The same for the modified functions k_0 ... k_n."""
    return _pair(special.spherical_kn, n, z, "sph_kn")


def sph_inkn(n: int, z: complex) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Both modified kinds: values and derivatives of i, then of k."""
    return (*_pair(special.spherical_in, n, z, "sph_inkn"), *_pair(special.spherical_kn, n, z, "sph_inkn"))


def bessel_diff_formula(v: Any, z: Any, n: int, L: Callable[[Any, Any], Any], phase: float) -> Any:
    """The n-th derivative in z of L(v, z), a solution of Bessel's equation (DLMF 10.6.7, 10.29.5).

    Parameters
    ----------
    v, z : array_like
        Order and argument.
    n : int
        Order of the derivative.
    L : callable
        The function, called as ``L(order, z)``.
    phase : float
        -1 for J, Y and the Hankel functions, 1 for I and exp(i pi v) K.

    Returns
    -------
    scalar or ndarray

    Examples
    --------
    >>> from scinova import special
    >>> from scinova.compat._special_spherical import bessel_diff_formula
    >>> print(f"{bessel_diff_formula(1.5, 2.0, 1, special.jv, -1):.10f} {special.jvp(1.5, 2.0):.10f}")
    0.1445458025 0.1445458025
    """
    order = np.asarray(v)
    return sum(phase ** k * comb(n, k) * L(order - n + 2 * k, z) for k in range(n + 1)) / 2.0 ** n
