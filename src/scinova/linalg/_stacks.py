# SPDX-License-Identifier: BSD-3-Clause
"""Stacks of matrices (..., M, N) as the kernels take them, and the errors of linear algebra."""
from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.linalg import LinAlgError

__all__ = ["LinAlgError", "LinAlgWarning"]

REAL_OF = {"f": np.dtype("f4"), "d": np.dtype("f8"), "F": np.dtype("f4"), "D": np.dtype("f8")}
COMPLEX_OF = {"f": np.dtype("c8"), "d": np.dtype("c16"), "F": np.dtype("c8"), "D": np.dtype("c16")}


class LinAlgWarning(RuntimeWarning):
    """A result that may be far off, because the problem is close to one without a solution.

    Examples
    --------
    >>> from scinova import linalg
    >>> issubclass(linalg.LinAlgWarning, RuntimeWarning)
    True
    """


def rows(a: np.ndarray, overwrite: bool = False) -> np.ndarray:
    """``a`` as a C-contiguous stack (count, M, N) that may be overwritten."""
    shape = a.shape
    if not (overwrite and a.flags.c_contiguous and a.flags.writeable):
        a = np.array(a, order="C", copy=True)
    return a.reshape(math.prod(shape[:-2]), shape[-2], shape[-1])


def columns(a: np.ndarray, overwrite: bool = False) -> np.ndarray:
    """The same of the transposed matrices: what LAPACK reads as column-major."""
    return rows(a.swapaxes(-1, -2), overwrite)


def read_columns(a: np.ndarray) -> np.ndarray:
    """`columns` for what is only read: no copy when the matrices are in Fortran order and writable."""
    return columns(a, overwrite=True)


def infos(count: int) -> np.ndarray:
    return np.zeros(count, dtype=np.int32)


def first(info: np.ndarray) -> str:
    """Which matrices of a stack failed, for a message."""
    bad = np.flatnonzero(info)
    if info.size == 1:
        return "the matrix"
    return f"matrix {bad[0]} of the stack" + (f" (and {bad.size - 1} more)" if bad.size > 1 else "")


def warn_condition(function: str, rcond: np.ndarray, info: np.ndarray) -> None:
    """Warn when a matrix that was solved with is singular to working precision."""
    ill = ~(rcond >= np.finfo(rcond.dtype).eps) & (info == 0)
    if ill.any():
        k = int(np.flatnonzero(ill)[0])
        warnings.warn(f"{function}: {first(ill)} is ill-conditioned (reciprocal condition number {rcond[k]:.3g}); "
                      "the result may be inaccurate", LinAlgWarning, stacklevel=4)


def common_dtype(*arrays: np.ndarray) -> np.dtype:
    """LAPACK's type for several arrays that each have one already."""
    return np.result_type(*arrays)


def broadcast_stacks(function: str, *arrays: np.ndarray) -> tuple[tuple[int, ...], list[np.ndarray]]:
    """The common shape of the stacks, and every array broadcast to it."""
    if all(a.ndim == 2 for a in arrays):
        return (), list(arrays)
    try:
        shape = np.broadcast_shapes(*(a.shape[:-2] for a in arrays))
    except ValueError:
        raise ValueError(f"{function}: the stacks must broadcast against each other; got the shapes "
                         + " and ".join(str(a.shape) for a in arrays)) from None
    return shape, [np.broadcast_to(a, shape + a.shape[-2:]) for a in arrays]


def over_stack(function: str, call: Callable[..., Any], *arrays: np.ndarray) -> Any:
    """``call`` for each matrix of stacks that broadcast against each other; its results become stacks.

    A stack of no matrices gives results of the shapes that an identity (or a matrix of ones) has.
    """
    if all(a.ndim == 2 for a in arrays):
        return call(*arrays)
    stack, arrays_ = broadcast_stacks(function, *arrays)
    if 0 in stack:
        sample = call(*(np.eye(*a.shape[-2:], dtype=a.dtype) for a in arrays))
        return _as_given(sample, [np.empty(stack + np.shape(part), dtype=np.asarray(part).dtype)
                                  for part in _parts(sample)])
    results = [call(*(a[i] for a in arrays_)) for i in np.ndindex(*stack)]
    columns_ = zip(*map(_parts, results))
    return _as_given(results[0], [np.reshape(np.stack(c), stack + np.shape(c[0])) for c in columns_])


def _parts(result: Any) -> tuple[Any, ...]:
    return result if isinstance(result, tuple) else (result,)


def _as_given(sample: Any, parts: list[np.ndarray]) -> Any:
    return tuple(parts) if isinstance(sample, tuple) else parts[0]


def right_sides(function: str, a: np.ndarray, b: np.ndarray, size: int) -> tuple[np.ndarray, bool]:
    """``b`` as matrices of ``size`` rows, and whether it was a single vector."""
    vector = b.ndim == 1
    if vector:
        b = b[:, None]
    if b.ndim == 0 or b.shape[-2] != size:
        raise ValueError(f"{function}: b must have {size} rows to go with a of shape {a.shape}; got an array of shape "
                         f"{b.shape[:1] if vector else b.shape}")
    return b, vector


def options(value: Any, name: str, function: str, table: dict[Any, Any]) -> Any:
    try:
        return table[value]
    except (KeyError, TypeError):
        raise ValueError(f"{function}: {name} must be one of {', '.join(map(repr, table))}; got {value!r}") from None
