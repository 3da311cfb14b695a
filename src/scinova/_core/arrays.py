# SPDX-License-Identifier: BSD-3-Clause
"""Array conversion, dtype promotion and axis handling, as SciPy's functions do them.

Native kernels take arrays of an exact dtype, aligned and in native byte order; `native` makes such an array, without a
copy when it already is one.
"""
from __future__ import annotations

import operator
from typing import Any

import numpy as np

FLOAT64 = np.dtype(np.float64)
_NUMPY_KINDS = "biufc"


def array_namespace(*arrays: Any) -> Any:
    """The array-API namespace that a computation on ``arrays`` belongs to.

    NumPy for ndarrays, scalars and sequences, at the cost of a type check each. Arrays of other libraries answer with
    their own namespace through ``__array_namespace__``; two different ones are a TypeError.
    """
    found = None
    for a in arrays:
        if type(a) is np.ndarray or a is None or isinstance(a, (int, float, complex, np.generic, list, tuple)):
            continue
        ask = getattr(type(a), "__array_namespace__", None)
        if ask is None or isinstance(a, np.ndarray):
            continue
        space = a.__array_namespace__()
        if found is not None and space is not found:
            raise TypeError(f"arrays of two libraries in one call: {found.__name__} and {space.__name__}")
        found = space
    return np if found is None else found


def native(a: Any, dtype: Any = None, *, copy: bool = False, contiguous: bool = False) -> np.ndarray:
    """``a`` as an aligned ndarray in native byte order.

    Parameters
    ----------
    a : array_like
    dtype : dtype, optional
        What to convert to; by default the dtype stays, less a foreign byte order.
    copy : bool
        Always return a new array that may be overwritten.
    contiguous : bool
        Also in C order.
    """
    if type(a) is np.ndarray and not copy:
        flags = a.flags
        if ((dtype is None or a.dtype is dtype or a.dtype == dtype) and flags.aligned and a.dtype.isnative
                and (flags.c_contiguous or (not contiguous and whole_strides(a)))):
            return a
    out = np.array(a, dtype=dtype, copy=True if copy else None, order="C" if contiguous else "K", subok=False)
    if not out.dtype.isnative:
        out = out.astype(out.dtype.newbyteorder("="))
    if not out.flags.aligned or not whole_strides(out):
        out = np.array(out, order="C", copy=True)
    return out


def whole_strides(a: np.ndarray) -> bool:
    """Whether every stride of ``a`` is a whole number of elements (a field of a record array's need not be)."""
    size = a.itemsize
    return all(s % size == 0 for s in a.strides)


def inexact_dtype(*arrays: np.ndarray, at_least: Any = np.float32) -> np.dtype:
    """The floating or complex dtype that a computation on ``arrays`` is done in.

    Integers and booleans count as float64, float16 as float32; longdouble stays. Other kinds are a TypeError.
    """
    kinds = []
    for a in arrays:
        d = a.dtype
        if d.kind in "biu":
            d = FLOAT64
        elif d.kind not in "fc":
            raise TypeError(f"numeric values are needed; got dtype {d}")
        kinds.append(d)
    return np.result_type(at_least, *kinds)


def lapack_dtype(*arrays: np.ndarray) -> np.dtype:
    """One of float32, float64, complex64, complex128: where LAPACK does a computation on ``arrays``."""
    d = inexact_dtype(*arrays)
    if d.char in "fdFD":
        return d
    return np.dtype(np.complex128 if d.kind == "c" else np.float64)


def normalize_axis(axis: Any, ndim: int, name: str = "axis") -> int:
    """``axis`` in ``[0, ndim)``; AxisError when it is outside, TypeError when it is not an integer."""
    i = operator.index(axis)
    if not -ndim <= i < ndim:
        raise np.exceptions.AxisError(f"{name} must be in [{-ndim}, {ndim}) for an array of {ndim} dimensions; got {i}")
    return i % ndim


def normalize_axes(axes: Any, ndim: int, name: str = "axes") -> tuple[int, ...]:
    """``axes`` (None, an integer or a sequence) as distinct axes in ``[0, ndim)``; None means all of them."""
    if axes is None:
        return tuple(range(ndim))
    out = tuple(normalize_axis(a, ndim, name) for a in (axes if np.iterable(axes) else (axes,)))
    if len(set(out)) != len(out):
        raise ValueError(f"{name} must not name an axis twice; got {axes}")
    return out
