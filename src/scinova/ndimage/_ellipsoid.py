# SPDX-License-Identifier: BSD-3-Clause
"""Multiplication by the transform of an ellipsoid."""
from __future__ import annotations

import functools
import math
import operator
from typing import Any

import numpy as np

from scinova._core.arrays import normalize_axis
from scinova.ndimage import _native
from scinova.ndimage._fourier import frequencies, transform_output
from scinova.ndimage._support import cached, per_axis
from scinova.special import j1

_KEPT = 4096  # elements of arrays whose factors are kept
_AT_ONCE = 2**16  # elements of larger ones that are multiplied at once
_BALL_SERIES = [(-1) ** (k + 1) * 6 * k / math.factorial(2 * k + 1) for k in range(1, 11)]


def _interval(r: np.ndarray) -> np.ndarray:
    return np.sin(r) / r


def _disc(r: np.ndarray) -> np.ndarray:
    return 2.0 * j1(r) / r


def _ball(r: np.ndarray) -> np.ndarray:
    out = 3.0 * (np.sin(r) - r * np.cos(r)) / (r * r * r)
    # Below one the difference cancels: the power series, whose term k is (-1)^(k+1) 6 k r^(2k-2) / (2k+1)!.
    near = r < 1.0
    out[near] = np.polynomial.polynomial.polyval(r[near] ** 2, _BALL_SERIES)
    return out


def fourier_ellipsoid(input: Any, size: Any, n: int = -1, axis: int = -1, output: Any = None) -> np.ndarray:
    """Multiply by the transform of an ellipsoid of constant density and unit mass.

    Parameters
    ----------
    input : array_like
        A Fourier transform of one, two or three dimensions.
    size : float or sequence of float
        Diameters along the axes.
    n, axis, output
        As for `fourier_gaussian`.

    Returns
    -------
    ndarray

    Notes
    -----
    With r = pi |size . frequency| the factor is sin(r) / r, 2 J1(r) / r or 3 (sin r - r cos r) / r^3 for one, two or
    three dimensions.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> ndimage.fourier_ellipsoid(np.ones(4), 2).round(3)
    array([1.   , 0.637, 0.   , 0.637])
    """
    input = np.asarray(input)
    kept = 0 < input.size <= _KEPT and 0 < input.ndim <= 3
    if kept and output is None and (done := cached(_plan, input.shape, size, n, axis).apply(input)) is not None:
        return done
    out = transform_output(output, input, False)
    if input.ndim > 3:
        raise NotImplementedError(f"input must have at most 3 dimensions; got {input.ndim}")
    factor, places = _reduced_factor(input.shape, size, n, axis)
    if not input.size:
        return out
    apart = out is input or not np.may_share_memory(input, out)
    rows = max(1, _AT_ONCE // math.prod(input.shape[1:])) if apart else len(input)
    for start in range(0, len(input), rows):
        some = slice(start, start + rows)
        np.multiply(input[some], _spread(factor, [places[0][some], *places[1:]]), out=out[some], casting="unsafe")
    return out


def _reduced_factor(shape: tuple[int, ...], size: Any, n: int, axis: int) -> tuple[np.ndarray, list[np.ndarray]]:
    """The transform of the ellipsoid for each modulus of the frequencies, and along each axis the places of those."""
    axis = normalize_axis(axis, len(shape))
    n = operator.index(n)
    sizes = per_axis(size, len(shape), "size")
    # The factor is even in every frequency: it is found once for each modulus.
    square, places = np.zeros(()), []
    for d, s in enumerate(sizes):
        moduli, place = np.unique(np.abs(frequencies(shape[d], n, d == axis)), return_inverse=True)
        square = np.add.outer(square, (float(s) * moduli) ** 2)
        places.append(place)
    r = np.sqrt(square, out=square)
    r *= np.pi
    still = r == 0
    r[still] = 1.0
    factor = (_interval, _disc, _ball)[len(shape) - 1](r)
    factor[still] = 1.0
    return factor, places


def _spread(factor: np.ndarray, places: list[np.ndarray]) -> np.ndarray:
    for d, place in enumerate(places):
        factor = factor.take(place, axis=d)
    return factor


@functools.lru_cache(maxsize=32, typed=True)
def _plan(shape: tuple[int, ...], size: Any, n: int, axis: int) -> Any:
    factor = _spread(*_reduced_factor(shape, size, n, axis))
    return _native.Factors(np.ascontiguousarray(factor).reshape(-1), False, list(shape), True)
