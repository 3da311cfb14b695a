# SPDX-License-Identifier: BSD-3-Clause
"""Removing a mean or a straight line from data, piece by piece."""
from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import ArrayLike

from scinova._core.arrays import normalize_axis

_TYPES = {"linear": "linear", "l": "linear", "constant": "constant", "c": "constant"}


def detrend(data: np.ndarray, axis: int = -1, type: Literal["linear", "constant"] = "linear", bp: ArrayLike | int = 0,
            overwrite_data: bool = False) -> np.ndarray:
    """Remove the trend along an axis.

    Parameters
    ----------
    data : array_like
        Real or complex data. Its precision is kept.
    axis : int, optional
    type : {'linear', 'constant'}, optional
        Take off the line of least squares, or the mean.
    bp : int or array_like of int, optional
        Where the line may break: each piece between two places has its own.
    overwrite_data : bool, optional
        Whether ``data`` may be changed in place.

    Returns
    -------
    ndarray
        Of the shape of ``data``.

    Notes
    -----
    With the abscissas counted from the middle of a piece, mean and slope are two independent sums.

    Examples
    --------
    >>> from scinova.signal import detrend
    >>> detrend([1.0, 3.0, 5.0, 8.0]).round(6)
    array([ 0.2, -0.1, -0.4,  0.3])
    """
    if type not in _TYPES:
        raise ValueError(f"detrend: type must be one of 'linear', 'l', 'constant', 'c'; got {type!r}")
    data = np.asarray(data)
    kind = data.dtype if data.dtype.char in "dfDF" else np.dtype(np.float64)
    if data.dtype.kind == "c" and kind.kind != "c":
        kind = np.dtype(np.complex128)
    if _TYPES[type] == "constant":
        return data - np.mean(data, axis, keepdims=True)
    axis = normalize_axis(axis, data.ndim)
    n = data.shape[axis]
    unbroken = isinstance(bp, int) and bp == 0
    places = (0, n) if unbroken else np.unique(np.concatenate(np.atleast_1d(0, bp, n), axis=None))
    if places[-1] > n or places[0] < 0:
        raise ValueError(f"detrend: bp must lie in [0, {n}], the length of the data; got {bp}")
    out = data.astype(kind, copy=not overwrite_data)
    if not np.isfinite(out).all():
        raise ValueError("detrend: data must be finite where a line is fitted; got NaN or inf")
    lines = np.moveaxis(out, axis, 0)
    for start, stop in zip(places[:-1], places[1:]):
        _take_line(lines[int(start):int(stop)])
    return out


def _take_line(piece: np.ndarray) -> None:
    """Subtract the line of least squares along the first dimension, in place."""
    m = piece.shape[0]
    piece -= piece.mean(axis=0)
    if m > 1:
        t = (np.arange(m) - (m - 1) / 2.0).astype(piece.real.dtype)
        slope = np.tensordot(t, piece, axes=1) / np.dot(t, t)
        piece -= t.reshape((-1,) + (1,) * (piece.ndim - 1)) * slope
