# SPDX-License-Identifier: BSD-3-Clause
"""Complex zeros of the Fresnel integrals and of the error function in the first quadrant."""
from __future__ import annotations

from collections.abc import Callable

import numpy as np

from scinova.special._arguments import whole
from scinova.special._remembered import remembered
from scinova.special._ufuncs import erf, fresnel


def _newton(z: np.ndarray, step: Callable[[np.ndarray], np.ndarray]) -> np.ndarray:
    for _ in range(8):
        z = z - step(z)
    return z


def _fresnel(count: int, quarter: int) -> np.ndarray:
    return _fresnel_run(count, quarter)[0]


@remembered
def _fresnel_run(count: int, quarter: int) -> tuple[np.ndarray, ...]:
    """Zeros of C (quarter -1) or S (quarter 0).

    Far out C = 0 says exp(-i pi z^2/2) = i pi z to leading order (DLMF 7.12.2-3 with the growing exponential alone), so
    z^2 = 4 n - 1 + (2 i/pi) log(pi z); S likewise without the quarter turn. Newton's method does the rest.
    """
    n = 4.0 * np.arange(1, count + 1) + quarter
    z = np.sqrt(n) + 0.3j
    for _ in range(6):
        z = np.sqrt(n + 2j / np.pi * np.log(np.pi * z))

    def step(z: np.ndarray) -> np.ndarray:
        s, c = fresnel(z)
        phase = 0.5 * np.pi * z * z
        return c / np.cos(phase) if quarter else s / np.sin(phase)
    return (_newton(z, step),)


def fresnelc_zeros(nt: int) -> np.ndarray:
    """First zeros of the Fresnel integral C(z) in the first quadrant.

    Parameters
    ----------
    nt : int
        How many.

    Returns
    -------
    ndarray of complex

    Raises
    ------
    ValueError
        If ``nt`` is not a positive whole number.

    Examples
    --------
    >>> from scinova import special
    >>> special.fresnelc_zeros(2).round(8)
    array([1.74366749+0.30573506j, 2.6514596 +0.25290396j])
    """
    return _fresnel(whole(nt, "nt", "fresnelc_zeros", 1), -1)


def fresnels_zeros(nt: int) -> np.ndarray:
    """First zeros of the Fresnel integral S(z) in the first quadrant.

    Parameters
    ----------
    nt : int
        How many.

    Returns
    -------
    ndarray of complex

    Raises
    ------
    ValueError
        If ``nt`` is not a positive whole number.

    Examples
    --------
    >>> from scinova import special
    >>> special.fresnels_zeros(2).round(8)
    array([2.00925701+0.2885479j , 2.83347723+0.24428524j])
    """
    return _fresnel(whole(nt, "nt", "fresnels_zeros", 1), 0)


def fresnel_zeros(nt: int) -> tuple[np.ndarray, np.ndarray]:
    """First zeros of both Fresnel integrals in the first quadrant.

    Parameters
    ----------
    nt : int
        How many of each.

    Returns
    -------
    zeros_s, zeros_c : ndarray of complex
        Zeros of S(z) and of C(z).

    Raises
    ------
    ValueError
        If ``nt`` is not a positive whole number.

    Examples
    --------
    >>> from scinova import special
    >>> s, c = special.fresnel_zeros(1)
    >>> print(f"{s[0]:.8f} {c[0]:.8f}")
    2.00925701+0.28854790j 1.74366749+0.30573506j
    """
    count = whole(nt, "nt", "fresnel_zeros", 1)
    return _fresnel(count, 0), _fresnel(count, -1)


def erf_zeros(nt: int) -> np.ndarray:
    """First zeros of the error function in the first quadrant, by modulus.

    Parameters
    ----------
    nt : int
        How many.

    Returns
    -------
    ndarray of complex

    Raises
    ------
    ValueError
        If ``nt`` is not a positive whole number.

    Notes
    -----
    Newton's method from the solution of exp(-z^2) = sqrt(pi) z, the leading order of erf(z) = 0 (DLMF 7.13(i)).

    Examples
    --------
    >>> from scinova import special
    >>> special.erf_zeros(1).round(8)
    array([1.45061616+1.880943j])
    """
    return _erf_run(whole(nt, "nt", "erf_zeros", 1))[0]


@remembered
def _erf_run(count: int) -> tuple[np.ndarray, ...]:
    n = 2j * np.pi * np.arange(1, count + 1)
    z = np.sqrt(n)
    for _ in range(6):
        z = np.sqrt(n - np.log(np.sqrt(np.pi) * z))
    return (_newton(z, lambda z: erf(z) * (0.5 * np.sqrt(np.pi)) * np.exp(z * z)),)
