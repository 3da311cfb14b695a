# SPDX-License-Identifier: BSD-3-Clause
"""Norms of vectors and matrices."""
from __future__ import annotations

import math
from typing import Any

import numpy as np

from scinova._core.arrays import normalize_axes
from scinova._core.validation import Arguments, Array
from scinova.linalg._svd import svd

_NORM = Arguments("linalg.norm", example={"a": [[1.0, 2.0], [3.0, 4.0]]}, a=Array("inexact", finite=True))


def norm(a: Any, ord: Any = None, axis: Any = None, keepdims: bool = False, check_finite: bool = True) -> Any:
    """Norm of a vector or a matrix, or of those that lie along given axes.

    Parameters
    ----------
    a : array_like
        Of one or two dimensions, unless ``axis`` is given or ``ord`` is None.
    ord : {None, 'fro', 'nuc', inf, -inf, int, float}, optional
        None is the root of the sum of squares. For matrices 'fro' is the same, 'nuc' the sum of the singular values,
        1 and inf the largest sum of moduli of a column or row, 2 the largest singular value; negative ones take the
        smallest instead. For vectors 0 counts the nonzero elements, inf and -inf are the largest and smallest modulus,
        and any other number p is ``sum(abs(a)**p)**(1/p)``.
    axis : int or pair of int, optional
        The axis of the vectors, or those of the matrices.
    keepdims : bool, optional
        Leave the axes with length one.
    check_finite : bool, optional
        As in `det`.

    Returns
    -------
    float or ndarray

    Notes
    -----
    Sums of squares are scaled by a power of two where they would overflow or underflow.

    Examples
    --------
    >>> from scinova import linalg
    >>> float(linalg.norm([3., 4.]))
    5.0
    >>> float(linalg.norm([[1., -7.], [2., 3.]], 1))
    10.0
    """
    a = _NORM.a(a, False)
    if axis is None and not keepdims and (ord is None or (ord == 2 and a.ndim == 1)):
        value = _root_of_squares(a)
        if value is not None:
            return value
    if check_finite:
        _NORM.a(a)
    if axis is None:
        if ord is None:
            return _euclidean(a, None, keepdims)
        if a.ndim not in (1, 2):
            raise ValueError(f"linalg.norm: a must have one or two dimensions where ord is given and axis is not; got "
                             f"an array of shape {a.shape}")
    axes = normalize_axes(axis, a.ndim, "axis")
    if len(axes) == 1:
        return _vector_norm(a, ord, axes[0], keepdims)
    if len(axes) == 2:
        return _matrix_norm(a, ord, axes, keepdims)
    raise ValueError(f"linalg.norm: axis must be an integer or a pair of integers; got {axis!r}")


def _root_of_squares(a: np.ndarray) -> Any:
    """The norm of all elements, unless a sum of squares could not tell it: then None (NaN and inf, too)."""
    if a.dtype.char not in "fdFD":
        return None
    v = a.ravel(order="K")
    if a.dtype.char in "fF":
        v = v.astype(np.complex128 if a.dtype.char == "F" else np.float64)
    square = float(np.vdot(v, v).real)
    if not 1e-280 < square < 1e300:
        return None
    root = math.sqrt(square)
    if a.dtype.char in "dD":
        return np.float64(root)
    return root if a.ndim == 1 else np.float32(root)    # a bare float leaves the precision of what it meets as it is


def _euclidean(a: np.ndarray, axes: Any, keepdims: bool) -> Any:
    with np.errstate(over="ignore", under="ignore"):
        squares = np.sum(a.real**2 + a.imag**2 if a.dtype.kind == "c" else a * a, axis=axes, keepdims=True)
    info = np.finfo(squares.dtype)
    risky = ~((squares > info.tiny / info.eps) & (squares < info.max))
    if risky.any():
        largest = np.max(np.abs(a), axis=axes, keepdims=True, initial=0)
        scale = np.ldexp(np.ones_like(largest), np.frexp(largest)[1])
        scale[~((largest > 0) & (largest < np.inf))] = 1
        scaled = np.abs(a / scale)
        out = scale * np.sqrt(np.sum(scaled * scaled, axis=axes, keepdims=True))
        out = np.where(risky, out, np.sqrt(squares))
    else:
        out = np.sqrt(squares)
    out = out.astype(a.real.dtype, copy=False)
    return out if keepdims else _squeezed(out, axes)


def _squeezed(out: np.ndarray, axes: Any) -> Any:
    return out.reshape(())[()] if axes is None else np.squeeze(out, axis=axes)[()]


def _vector_norm(a: np.ndarray, ord: Any, axis: int, keepdims: bool) -> Any:
    if ord is None or ord == 2:
        return _euclidean(a, axis, keepdims)
    if isinstance(ord, str):
        raise ValueError(f"linalg.norm: ord must be a number for vectors; got {ord!r}")
    size = np.abs(a)
    if ord == math.inf:
        return size.max(axis=axis, keepdims=keepdims)
    if ord == -math.inf:
        return size.min(axis=axis, keepdims=keepdims)
    if ord == 0:
        return (size != 0).astype(size.dtype).sum(axis=axis, keepdims=keepdims)
    if ord == 1:
        return size.sum(axis=axis, keepdims=keepdims)
    try:
        p = float(ord)
    except (TypeError, ValueError):
        raise ValueError(f"linalg.norm: ord must be a number for vectors; got {ord!r}") from None
    with np.errstate(divide="ignore"):
        return ((size**p).sum(axis=axis, keepdims=keepdims) ** (1 / p)).astype(size.dtype, copy=False)


def _matrix_norm(a: np.ndarray, ord: Any, axes: tuple[int, ...], keepdims: bool) -> Any:
    if ord is None or ord == "fro":
        return _euclidean(a, axes, keepdims)
    if ord not in ("nuc", 1, -1, 2, -2, math.inf, -math.inf):
        raise ValueError(f"linalg.norm: ord must be None, 'fro', 'nuc', 1, -1, 2, -2, inf or -inf for matrices; got "
                         f"{ord!r}")
    matrices = np.moveaxis(a, axes, (-2, -1))
    if ord in ("nuc", 2, -2):
        values = svd(matrices, compute_uv=False, check_finite=False)
        value = values.sum(axis=-1) if ord == "nuc" else values[..., 0 if ord == 2 else -1]
    else:
        sums = np.abs(matrices).sum(axis=-2 if ord in (1, -1) else -1)
        value = sums.max(axis=-1, initial=0) if ord > 0 else sums.min(axis=-1)
    if keepdims:
        return np.expand_dims(value, tuple(sorted(axes)))
    return value[()]
