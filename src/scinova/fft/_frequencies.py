# SPDX-License-Identifier: BSD-3-Clause
"""Frequencies that belong to the values of a transform, and the order with zero in the middle."""
from __future__ import annotations

import operator
from typing import Any

import numpy as np

from scinova._core.arrays import normalize_axes


def fftfreq(n: int, d: float = 1.0, *, xp: Any = None, device: Any = None) -> np.ndarray:
    """Frequencies of the values of `fft`: ``0, 1, ..., -2, -1`` divided by ``n * d``.

    Parameters
    ----------
    n : int
        Number of points.
    d : float, optional
        Distance of the samples.
    xp : namespace, optional
        Array namespace of the result; NumPy by default.
    device : optional
        Device of the result, passed to ``xp``.

    Returns
    -------
    (n,) ndarray
        Cycles per unit of ``d``.

    Examples
    --------
    >>> from scinova import fft
    >>> fft.fftfreq(4, 0.5)
    array([ 0. ,  0.5, -1. , -0.5])
    """
    n = _count(n)
    if n < 0:
        raise ValueError(f"n must not be negative; got {n}")
    k = np.arange(n)
    k[(n + 1) // 2:] -= n
    return _placed(k * (1.0 / (n * d)), xp, device)


def rfftfreq(n: int, d: float = 1.0, *, xp: Any = None, device: Any = None) -> np.ndarray:
    """Frequencies of the values of `rfft`: ``0, 1, ..., n//2`` divided by ``n * d``.

    Parameters
    ----------
    n, d, xp, device
        As in `fftfreq`.

    Returns
    -------
    (n//2 + 1,) ndarray

    Examples
    --------
    >>> from scinova import fft
    >>> fft.rfftfreq(4, 0.5)
    array([0. , 0.5, 1. ])
    """
    n = _count(n)
    return _placed(np.arange(n // 2 + 1) * (1.0 / (n * d)), xp, device)


def _count(n: Any) -> int:
    try:
        return operator.index(n)
    except TypeError:
        raise ValueError(f"n must be an integer; got {n!r}") from None


def _placed(values: np.ndarray, xp: Any, device: Any) -> Any:
    if xp is None or xp is np:
        if device not in (None, "cpu"):
            raise ValueError(f"device must be None or 'cpu' for NumPy arrays; got {device!r}")
        return values
    return xp.asarray(values, device=device)


def fftshift(x: Any, axes: Any = None) -> np.ndarray:
    """Move the value at frequency zero to the middle.

    Parameters
    ----------
    x : array_like
    axes : int or sequence of int, optional
        By default all.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import fft
    >>> fft.fftshift([0, 1, 2, -2, -1])
    array([-2, -1,  0,  1,  2])
    """
    return _rolled(x, axes, lambda n: n // 2)


def ifftshift(x: Any, axes: Any = None) -> np.ndarray:
    """Undo `fftshift`.

    Parameters
    ----------
    x : array_like
    axes : int or sequence of int, optional
        By default all.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import fft
    >>> fft.ifftshift([-2, -1, 0, 1, 2])
    array([ 0,  1,  2, -2, -1])
    """
    return _rolled(x, axes, lambda n: -(n // 2))


def _rolled(x: Any, axes: Any, by: Any) -> np.ndarray:
    a = np.asarray(x)
    which = normalize_axes(axes, a.ndim)
    return np.roll(a, tuple(by(a.shape[i]) for i in which), which)
