# SPDX-License-Identifier: BSD-3-Clause
"""Arrays as the spline kernels take them: real columns, the interpolation axis first."""
from __future__ import annotations

from math import prod
from typing import Any

import numpy as np

from scinova._core.arrays import FLOAT64, normalize_axis


def number_array(a: Any, name: str) -> np.ndarray:
    """``a`` as a float64 or complex128 array in C order; TypeError or ValueError when it holds no numbers."""
    a = np.asarray(a)
    if a.dtype is FLOAT64 and a.flags.c_contiguous and a.flags.aligned:
        return a
    if a.dtype.kind not in "biufcO":
        raise TypeError(f"{name} must be an array of numbers; got dtype {a.dtype}")
    kind = np.complex128 if a.dtype.kind == "c" else np.float64
    try:
        return np.ascontiguousarray(a, dtype=kind) if a.ndim else a.astype(kind)
    except (TypeError, ValueError) as problem:
        raise type(problem)(f"{name} must be an array of numbers; got dtype {a.dtype}") from None


def real_array(a: Any, name: str) -> np.ndarray:
    """``a`` as a float64 array in C order; complex numbers are refused."""
    a = np.asarray(a)
    if a.dtype is FLOAT64 and a.flags.c_contiguous and a.flags.aligned:
        return a
    if a.dtype.kind not in "biufO":
        raise TypeError(f"{name} must be real; got dtype {a.dtype}")
    try:
        return np.ascontiguousarray(a, dtype=np.float64) if a.ndim else a.astype(np.float64)
    except (TypeError, ValueError) as problem:
        raise type(problem)(f"{name} must be an array of real numbers; got dtype {a.dtype}") from None


def as_columns(c: np.ndarray, lead: int = 1) -> np.ndarray:
    """``c`` with all dimensions after ``lead`` flattened into one of float64 (two numbers for a complex one)."""
    flat = np.ascontiguousarray(c).reshape(c.shape[:lead] + (prod(c.shape[lead:]),))
    return flat.view(np.float64) if c.dtype.kind == "c" else flat


def from_columns(flat: np.ndarray, trailing: tuple[int, ...], like: np.ndarray) -> np.ndarray:
    """Undo `as_columns` on a result whose first dimension is the arguments'."""
    if like.dtype.kind == "c":
        flat = flat.view(np.complex128)
    return flat.reshape(flat.shape[:1] + trailing)


def axis_first(a: np.ndarray, axis: int) -> tuple[np.ndarray, int]:
    """``a`` with ``axis`` moved to the front, in C order, and the axis counted from the front."""
    axis = normalize_axis(axis, a.ndim)
    return np.ascontiguousarray(np.moveaxis(a, axis, 0) if axis else a), axis


def axis_back(out: np.ndarray, x_ndim: int, axis: int) -> np.ndarray:
    """Move the ``x_ndim`` leading dimensions of ``out`` to where the interpolation axis was."""
    if axis == 0:
        return out
    order = list(range(x_ndim, x_ndim + axis)) + list(range(x_ndim)) + list(range(x_ndim + axis, out.ndim))
    return out.transpose(order)


def wrapped(x: np.ndarray, low: float, high: float) -> np.ndarray:
    """``x`` brought into ``[low, high)`` by whole periods."""
    return low + (x - low) % (high - low)
