# SPDX-License-Identifier: BSD-3-Clause
"""Assigning observations to the nearest entry of a code book."""
from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import numpy.typing as npt

from scinova._core.arrays import native
from scinova.cluster import _native


def finite_array(a: Any, name: str, check_finite: bool | None = True) -> np.ndarray:
    """``a`` as an array, a ValueError when it has NaN or inf and that is checked."""
    a = np.asarray(a)
    if check_finite or check_finite is None:
        if a.dtype.kind not in "biufc":
            raise TypeError(f"{name} must be numeric; got dtype {a.dtype}")
        if a.dtype.kind in "fc" and not np.isfinite(a).all():
            raise ValueError(f"{name} must be finite; got an array with NaN or inf")
    return a


def whiten(obs: npt.ArrayLike, check_finite: bool | None = None) -> np.ndarray:
    """Divide each feature by its standard deviation over all observations.

    Parameters
    ----------
    obs : array_like
        Observations in rows, features in columns (or observations of one feature).
    check_finite : bool, optional
        Refuse NaN and infinities; by default they are refused.

    Returns
    -------
    ndarray
        Features of unit variance. A constant feature is left as it is, with a RuntimeWarning.

    Examples
    --------
    >>> from scinova.cluster.vq import whiten
    >>> whiten([[1.0, 10.0], [3.0, 50.0]])
    array([[1. , 0.5],
           [3. , 2.5]])
    """
    obs = finite_array(obs, "obs", check_finite)
    deviation = np.std(obs, axis=0) if obs.shape[:1] != (0,) else np.ones(obs.shape[1:])
    constant = deviation == 0
    if np.any(constant):
        deviation = np.where(constant, 1.0, deviation)
        warnings.warn("whiten: some features of obs are constant; they are left as they are",
                      RuntimeWarning, stacklevel=2)
    return obs / deviation


def float_points(a: np.ndarray, *others: np.ndarray) -> tuple[np.ndarray, ...]:
    """Arrays in the one precision that k-means works in: float32 if all are, else float64."""
    dtype = np.result_type(a, *others)
    if dtype.kind == "c":
        raise ValueError(f"real values are needed; got dtype {dtype}")
    if dtype.kind not in "biuf" or dtype == np.float16:
        raise TypeError(f"values of dtype float32 or float64 are needed; got {dtype}")
    dtype = np.dtype(np.float32 if dtype == np.float32 else np.float64)
    return tuple(native(x, dtype) for x in (a, *others))


def nearest_codes(obs: np.ndarray, code_book: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Codes and distances, for two arrays of `float_points` with the same number of dimensions, 1 or 2."""
    x, book = (a[:, np.newaxis] if a.ndim == 1 else a for a in (obs, code_book))
    codes = np.empty(len(x), dtype=np.int32)
    distances = np.empty(len(x), dtype=x.dtype)
    _native.quantize(x, book, codes, distances)
    return codes, distances


def vq(obs: npt.ArrayLike, code_book: npt.ArrayLike, check_finite: bool = True) -> tuple[np.ndarray, np.ndarray]:
    """The entry of a code book nearest to each observation.

    Parameters
    ----------
    obs : (M, N) or (M,) array_like
        Observations, one a row.
    code_book : (K, N) or (K,) array_like
        Codes, one a row, with as many features.
    check_finite : bool
        Refuse NaN and infinities.

    Returns
    -------
    code : (M,) ndarray of int32
        Index of the nearest code; the lower one of two equally near.
    dist : (M,) ndarray
        Euclidean distance to it.

    Examples
    --------
    >>> from scinova.cluster.vq import vq
    >>> code, dist = vq([[1.0, 1.0], [4.0, 3.0]], [[0.0, 1.0], [4.0, 4.0]])
    >>> code
    array([0, 1], dtype=int32)
    >>> dist
    array([1., 1.])
    """
    obs = finite_array(obs, "vq: obs", check_finite)
    code_book = finite_array(code_book, "vq: code_book", check_finite)
    if obs.ndim != code_book.ndim:
        raise ValueError(f"vq: obs and code_book must have as many dimensions; got {obs.ndim} and {code_book.ndim}")
    if obs.ndim not in (1, 2):
        raise ValueError(f"vq: obs must have 1 or 2 dimensions; got {obs.ndim}")
    if obs.ndim == 2 and obs.shape[1] != code_book.shape[1]:
        raise ValueError(f"vq: obs and code_book must have as many columns; got {obs.shape[1]} and "
                         f"{code_book.shape[1]}")
    if len(code_book) == 0 and len(obs) > 0:
        raise ValueError("vq: code_book must have at least one code; got none")
    return nearest_codes(*float_points(obs, code_book))
