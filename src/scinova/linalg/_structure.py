# SPDX-License-Identifier: BSD-3-Clause
"""Which zeros and symmetries a matrix has."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.linalg import _native

_SCANNED = "fdFD" + np.dtype(np.int64).char       # types that are looked through as they are


def _matrix(a: Any, function: str, square: bool = False) -> np.ndarray:
    a = np.asarray(a)
    if a.dtype == "S1":
        a = a.view(np.int8)         # single characters are small numbers
    if a.dtype.kind not in "biufc" or a.dtype.char == "e":
        raise TypeError(f"linalg.{function}: a must be of integers, or of numbers of at least single precision; got "
                        f"dtype {a.dtype}")
    if a.ndim < 2:
        raise ValueError(f"linalg.{function}: a must be at least 2-dimensional; got an array of shape {a.shape}")
    if square and a.shape[-1] != a.shape[-2]:
        raise ValueError(f"linalg.{function}: a must be square in its last two dimensions; got an array of shape "
                         f"{a.shape}")
    return a


def bandwidth(a: Any) -> tuple[Any, Any]:
    """Number of diagonals with nonzeros below and above the main one.

    Parameters
    ----------
    a : (..., M, N) array_like

    Returns
    -------
    below, above : int or (...) ndarray

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.bandwidth([[1, 2, 0], [0, 3, 4], [0, 0, 5]])
    (0, 1)
    """
    a = _matrix(a, "bandwidth")
    if a.ndim == 2:
        known = a.dtype.char in _SCANNED and a.dtype.isnative and a.flags.aligned and (
            a.flags.forc or not any(s % a.itemsize for s in a.strides))
        return _native.bandwidth(a if known else (a != 0).view(np.uint8))
    m, n = a.shape[-2:]
    distance = np.arange(n) - np.arange(m)[:, None]
    where = np.where(a != 0, distance, 0)
    axes = (-2, -1)
    return -where.min(axis=axes, initial=0), where.max(axis=axes, initial=0)


def issymmetric(a: Any, atol: float | None = None, rtol: float | None = None) -> Any:
    """Whether a matrix equals its transpose.

    Parameters
    ----------
    a : (..., N, N) array_like
    atol, rtol : float, optional
        Differences up to ``atol + rtol * abs(a)`` are allowed; none by default.

    Returns
    -------
    bool or (...) ndarray of bool

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.issymmetric([[1, 2], [2, 5]])
    True
    """
    a = _matrix(a, "issymmetric", square=True)
    other = a.swapaxes(-1, -2)
    if atol is None and rtol is None:
        same = a == other
    else:
        same = np.isclose(a, other, atol=atol or 0.0, rtol=rtol or 0.0)
    result = same.all(axis=(-2, -1))
    return bool(result) if a.ndim == 2 else result


def ishermitian(a: Any, atol: float | None = None, rtol: float | None = None) -> Any:
    """Whether a matrix equals its conjugate transpose.

    Parameters
    ----------
    a : (..., N, N) array_like
    atol, rtol : float, optional
        Differences up to ``atol + rtol * abs(a)`` are allowed; none by default.

    Returns
    -------
    bool or (...) ndarray of bool

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.ishermitian([[1, 2], [2, 5]])
    True
    """
    a = _matrix(a, "ishermitian", square=True)
    other = a.conj().swapaxes(-1, -2)
    if atol is None and rtol is None:
        same = a == other
    else:
        same = np.isclose(a, other, atol=atol or 0.0, rtol=rtol or 0.0)
    result = same.all(axis=(-2, -1))
    return bool(result) if a.ndim == 2 else result
