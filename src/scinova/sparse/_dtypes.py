# SPDX-License-Identifier: BSD-3-Clause
"""Dtypes of values and of indices."""
from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from scinova._core.arrays import native


class SparseWarning(Warning):
    """The base of the warnings about sparse arrays."""


class SparseEfficiencyWarning(SparseWarning):
    """An operation works, but another format would do it far better."""


VALUE_DTYPES = tuple(map(np.dtype, "?bBhHiIlLqQfdgFDG"))
INT32_MAX = np.iinfo(np.int32).max


def value_dtype(dtype: Any, like: Any = None, default: Any = None) -> np.dtype:
    """The dtype asked for, or that of ``like``, or ``default``; ValueError when sparse arrays cannot hold it."""
    if dtype is None:
        if like is not None and hasattr(like, "dtype"):
            found = np.dtype(like.dtype)
        elif default is not None:
            found = np.dtype(default)
        else:
            raise TypeError("sparse: no dtype is given and none can be told from the data")
    else:
        found = np.dtype(dtype)
    return require_supported(found)


def require_supported(dtype: np.dtype) -> np.dtype:
    """``dtype`` in native byte order; ValueError unless it is boolean or a number of a width that kernels know."""
    dtype = dtype.newbyteorder("=") if not dtype.isnative else dtype
    if dtype.char not in "?bBhHiIlLqQfdgFDG":
        raise ValueError(f"sparse arrays hold booleans and numbers; dtype {dtype} is neither, or has no kernels")
    return dtype


def upcast(*dtypes: Any) -> np.dtype:
    """The dtype that values of several dtypes are combined in."""
    return np.result_type(*dtypes)


_KERNEL_DTYPES = {"f": np.float32, "d": np.float64, "g": np.longdouble,
                  "F": np.complex64, "D": np.complex128, "G": np.clongdouble}


def kernel_dtype(dtype: np.dtype) -> Any:
    """The dtype that the product and sum kernels compute values of ``dtype`` in: integers and booleans in int64."""
    return _KERNEL_DTYPES.get(dtype.char, np.int64)


def to_kernel(values: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """``values`` ready for a kernel whose result has ``dtype``."""
    if values.dtype.kind in "iu" and dtype.kind in "iub" and values.itemsize == 8:
        return np.ascontiguousarray(values).view(np.int64)
    return native(values, kernel_dtype(dtype), contiguous=True)


def from_kernel(values: np.ndarray, dtype: np.dtype) -> np.ndarray:
    """What a kernel computed, in the dtype of the result (integers are narrowed modulo their width)."""
    if values.dtype == dtype:
        return values
    return values != 0 if dtype.kind == "b" else values.astype(dtype)


def get_index_dtype(arrays: Any = (), maxval: Any = None, check_contents: bool = False) -> type:
    """The integer type that index arrays should have: int32 unless something needs int64.

    Parameters
    ----------
    arrays : array or tuple of arrays
        Index arrays that exist already; one wider than int32 asks for int64.
    maxval : int, optional
        The largest value that must fit; NaN counts as one that does not.
    check_contents : bool
        Look at the values of wide arrays: int32 will do when they fit.

    Returns
    -------
    type
        ``numpy.int32`` or ``numpy.int64``.

    Examples
    --------
    >>> from scinova.sparse import get_index_dtype
    >>> get_index_dtype(maxval=2**40).__name__
    'int64'
    """
    if maxval is not None and not maxval <= INT32_MAX:
        return np.int64
    if isinstance(arrays, np.ndarray):
        arrays = (arrays,)
    for a in arrays:
        a = np.asarray(a)
        if np.can_cast(a.dtype, np.int32):
            continue
        if not check_contents:
            return np.int64
        if a.size == 0:
            continue
        if a.dtype.kind not in "iu" or not (a.min() >= -INT32_MAX - 1 and a.max() <= INT32_MAX):
            return np.int64
    return np.int32


def index_array(a: Any, dtype: Any, name: str = "index") -> np.ndarray:
    """A contiguous index array of ``dtype``; values that are not whole numbers are a ValueError."""
    a = np.asarray(a)
    if a.dtype.kind not in "iub":
        if a.size == 0:
            return np.zeros(a.shape, dtype)
        whole = a.astype(np.int64) if a.dtype.kind in "fO" else None
        if whole is None or not (whole == a).all():
            raise ValueError(f"sparse: {name} must hold integers; got dtype {a.dtype}")
        a = whole
    return native(a, dtype, contiguous=True)


def safely_cast_index_arrays(A: Any, idx_dtype: Any = np.int32, msg: str = "") -> Any:
    """Index arrays of ``A`` as ``idx_dtype``; ValueError when a value would not fit.

    Parameters
    ----------
    A : sparse array
    idx_dtype : dtype
    msg : str
        What the indices are for, named in the error.

    Returns
    -------
    tuple of arrays
        ``(indices, indptr)`` for the compressed formats, coordinates for COO, offsets for DIA.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.sparse import eye_array, safely_cast_index_arrays
    >>> safely_cast_index_arrays(eye_array(2, format="csr"), np.int64)[0].dtype
    dtype('int64')
    """
    top = np.iinfo(idx_dtype).max
    if A.format in ("csr", "csc", "bsr"):
        parts: tuple[Any, ...] = (A.indices, A.indptr)
    elif A.format == "coo":
        parts = A.coords
    elif A.format == "dia":
        parts = (A.offsets,)
    else:
        raise TypeError(f"safely_cast_index_arrays: format {A.format!r} has no index arrays")
    if max(A.shape, default=0) > top or A.nnz > top or any(p.size and np.abs(p).max() > top for p in parts):
        raise ValueError(f"sparse: indices do not fit in {np.dtype(idx_dtype).name}{': ' + msg if msg else ''}")
    out = tuple(p.astype(idx_dtype, copy=False) for p in parts)
    return out[0] if A.format == "dia" else out


def warn_inefficient(message: str, stacklevel: int = 3) -> None:
    """A SparseEfficiencyWarning from the caller's caller."""
    warnings.warn(message, SparseEfficiencyWarning, stacklevel=stacklevel)


def is_scalar(x: Any) -> bool:
    """A number, NumPy scalar or zero-dimensional array."""
    return np.isscalar(x) or (isinstance(x, np.ndarray) and x.ndim == 0)


def as_matrix(a: Any) -> np.matrix:
    """``a`` seen as a ``numpy.matrix``."""
    return np.asarray(a).view(np.matrix)
