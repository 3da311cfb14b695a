# SPDX-License-Identifier: BSD-3-Clause
"""From a public call to native passes: conversion, lengths, axes, scaling, threads."""
from __future__ import annotations

import contextlib
import math
import operator
from collections.abc import Sequence
from typing import Any

import numpy as np

from scinova._core.arrays import native
from scinova._core.threads import threads_for
from scinova.fft import _native
from scinova.fft._workers import current_workers

# What a forward transform is divided by, given the number of points; a backward one swaps the first and last.
_NORMS = {None: 0, "backward": 0, "ortho": 1, "forward": 2}
_IDLE = contextlib.nullcontext()
_COMPLEX = {"f": np.dtype("c8"), "d": np.dtype("c16"), "g": np.dtype(np.clongdouble)}
# Small plain calls of one axis, natively; the last argument is a Kind of bindings/fft_quick.cpp. None: not such a call.
quick = _native.quick
_REAL = {"F": np.dtype("f4"), "D": np.dtype("f8"), "G": np.dtype(np.longdouble)}


def converted(x: Any) -> np.ndarray:
    """``x`` as an array of float or complex: integers become float64, half precision single."""
    if type(x) is not np.ndarray:
        x = np.asarray(x)
    code = x.dtype.char
    if code in "dDfFgG":
        return native(x)
    if x.dtype.kind == "c":
        return native(x, np.complex128)
    if code == "e":
        return native(x, np.float32)
    return native(x, np.float64)


def as_complex(a: np.ndarray) -> np.ndarray:
    return a if a.dtype.kind == "c" else a.astype(_COMPLEX[a.dtype.char])


def needs_real(x: Any) -> np.ndarray:
    a = converted(x)
    if a.dtype.kind == "c":
        raise TypeError(f"x must be real; got an array of dtype {a.dtype}")
    return a


def divisor(norm: str | None, forward: bool, points: int) -> float:
    try:
        kind = _NORMS[norm]
    except (KeyError, TypeError):
        raise ValueError(f"norm must be 'backward', 'ortho' or 'forward'; got {norm!r}") from None
    if kind == 1:
        return math.sqrt(points)
    return float(points) if (kind == 2) == forward else 1.0


def refuse_plan(plan: Any) -> None:
    if plan is not None:
        raise NotImplementedError("plan must be None: plans are kept and reused without being asked for")


def threads(workers: int | None) -> Any:
    count = current_workers(workers)
    return _IDLE if count is None else threads_for(count)


def one_axis(a: np.ndarray, n: int | None, axis: int) -> tuple[int, int]:
    """The axis from 0, and the number of points."""
    if a.ndim == 0:
        raise IndexError("x must have at least one dimension; got a scalar")
    i = operator.index(axis)
    if not -a.ndim <= i < a.ndim:
        raise IndexError(f"axis must be in [{-a.ndim}, {a.ndim}) for an array of {a.ndim} dimensions; got {i}")
    i %= a.ndim
    n = a.shape[i] if n is None else operator.index(n)
    if n < 1:
        raise ValueError(f"n must be at least 1; got {n} (x has shape {a.shape})")
    return i, n


def _integers(value: Any, name: str) -> list[int]:
    try:
        return [operator.index(v) for v in (value if np.iterable(value) else (value,))]
    except TypeError:
        raise ValueError(f"{name} must be an integer or a sequence of integers; got {value!r}") from None


def many_axes(a: np.ndarray, s: Any, axes: Any) -> tuple[list[int], list[int]]:
    """The axes from 0, and the number of points along each (-1 in ``s`` keeps the array's)."""
    if axes is None:
        count = a.ndim if s is None else len(_integers(s, "s"))
        if count > a.ndim:
            raise ValueError(f"s must not be longer than the {a.ndim} dimensions of x; got {s!r}")
        which = list(range(a.ndim - count, a.ndim))
    else:
        which = []
        for i in _integers(axes, "axes"):
            if not -a.ndim <= i < a.ndim:
                raise ValueError(f"axes must be in [{-a.ndim}, {a.ndim}) for an array of {a.ndim} dimensions; got {i}")
            which.append(i % a.ndim)
        if len(set(which)) != len(which):
            raise ValueError(f"axes must not name an axis twice; got {axes!r}")
    if s is None:
        lengths = [a.shape[i] for i in which]
    else:
        lengths = _integers(s, "s")
        if len(lengths) != len(which):
            raise ValueError(f"s and axes must be of the same length; got {s!r} and {axes!r}")
        lengths = [a.shape[i] if n == -1 else n for n, i in zip(lengths, which)]
    if any(n < 1 for n in lengths):
        raise ValueError(f"the number of points must be at least 1 along every axis; got {lengths}")
    return which, lengths


def c2c(a: np.ndarray, axis: int, n: int, forward: bool, by: float, overwrite: bool,
        then: int | None = None) -> np.ndarray:
    """Complex transform along an axis (and another), divided by ``by``; into ``a`` itself when that is allowed."""
    if overwrite and n == a.shape[axis] and a.flags.writeable:
        out = a
    else:
        shape = list(a.shape)
        shape[axis] = n
        out = np.empty(shape, dtype=a.dtype)
    if not out.size:
        return out
    if then is None:
        _native.c2c(a, out, axis, forward, by)
    else:
        _native.c2c_twice(a, out, axis, then, forward, by)
    return out


def c2c_over(a: np.ndarray, axes: Sequence[int], lengths: Sequence[int], forward: bool, by: float,
             overwrite: bool) -> np.ndarray:
    """Complex transforms along axes, the last first, two at a time where the second has its length already."""
    left = list(zip(axes, lengths))
    while left:
        axis, n = left.pop()
        then = left.pop()[0] if left and left[-1][1] == a.shape[left[-1][0]] else None
        a = c2c(a, axis, n, forward, by, overwrite, then)
        overwrite, by = True, 1.0
    return a


def r2c(a: np.ndarray, axis: int, n: int, forward: bool, by: float, full: bool = False,
        then: int | None = None) -> np.ndarray:
    """Transform of real lines: half of the spectrum, or all of it; and perhaps a complex one along an axis."""
    shape = list(a.shape)
    shape[axis] = n if full else n // 2 + 1
    out = np.empty(shape, dtype=_COMPLEX[a.dtype.char])
    if not out.size:
        return out
    if then is None:
        _native.r2c(a, out, axis, n, forward, by)
    else:
        _native.r2c_c2c(a, out, axis, n, then, forward, by)
    return out


def r2c_over(a: np.ndarray, axes: Sequence[int], lengths: Sequence[int], forward: bool, by: float) -> np.ndarray:
    """Half the spectrum along the last of ``axes``, and complex transforms along the others."""
    (*axes, last), (*lengths, n) = axes, lengths
    then = axes.pop() if axes and lengths[-1] == a.shape[axes[-1]] else None
    return c2c_over(r2c(a, last, n, forward, by, then=then), axes, lengths[:len(axes)], forward, 1.0, True)


def c2r(a: np.ndarray, axis: int, n: int, forward: bool, by: float) -> np.ndarray:
    """Real lines of length ``n`` from the first half of their spectrum."""
    shape = list(a.shape)
    shape[axis] = n
    out = np.empty(shape, dtype=_REAL[a.dtype.char])
    if out.size:
        _native.c2r(a, out, axis, forward, by)
    return out
