# SPDX-License-Identifier: BSD-3-Clause
"""Statistics along axes: the one mechanism behind ``axis``, ``nan_policy`` and ``keepdims``.

A statistic is a kernel that takes samples as arrays, reduces their last axis and returns its outputs as a tuple.
`along_axes` brings samples of any shape into that form and the outputs back: axes None, an integer or several; samples
broadcast along their other axes; NaN propagates, is omitted slice by slice or refused; masked elements are omitted;
samples below the least size give NaN and a `SmallSampleWarning`.
"""
from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from scinova._core.arrays import normalize_axes
from scinova.stats._errors import SmallSampleWarning

NAN_POLICIES = ("propagate", "omit", "raise")
Kernel = Callable[..., tuple[Any, ...]]


def check_nan_policy(nan_policy: Any, function: str) -> None:
    if nan_policy not in NAN_POLICIES:
        raise ValueError(f"{function}: nan_policy must be one of {', '.join(map(repr, NAN_POLICIES))}; "
                         f"got {nan_policy!r}")


def sample_array(x: Any, name: str) -> np.ndarray:
    """``x`` as an array of floats (integers become float64; float32 stays)."""
    a = np.asarray(x)
    if a.dtype.kind in "biu" or a.dtype == np.float16:
        return a.astype(np.float64)
    if a.dtype.kind == "O":
        try:
            return a.astype(np.float64)
        except (TypeError, ValueError):
            pass
    if a.dtype.kind != "f":
        raise TypeError(f"{name} must be made of real numbers; got dtype {a.dtype}")
    return a if a.dtype.isnative else a.astype(a.dtype.newbyteorder("="))


class _Layout:
    """Where the reduced axes are, and the shape that the outputs get."""

    def __init__(self, shapes: Sequence[tuple[int, ...]], axis: Any, function: str):
        self.ndim = max(map(len, shapes))
        if axis is None:
            self.axes: tuple[int, ...] | None = None
            self.batch: tuple[int, ...] = ()
            return
        if self.ndim == 0:
            shapes, self.ndim = [(1,)] * len(shapes), 1
        try:
            self.axes = normalize_axes(axis, self.ndim, f"{function}: axis")
        except ValueError as wrong:              # an axis named twice is an AxisError here, too
            raise np.exceptions.AxisError(str(wrong)) from None
        kept = [d for d in range(self.ndim) if d not in self.axes]
        padded = [(1,) * (self.ndim - len(s)) + tuple(s) for s in shapes]
        try:
            self.batch = np.broadcast_shapes(*(tuple(s[d] for d in kept) for s in padded))
        except ValueError:
            raise ValueError(f"{function}: the samples must broadcast along the axes that are not reduced; "
                             f"got shapes {', '.join(map(str, shapes))}") from None

    def lined_up(self, a: np.ndarray) -> np.ndarray:
        """``a`` with the reduced axes joined into one, the last, and the others broadcast."""
        if self.axes is None:
            return a.reshape(-1)
        a = a.reshape((1,) * (self.ndim - a.ndim) + a.shape)
        kept = [d for d in range(self.ndim) if d not in self.axes]
        length = int(np.prod([a.shape[d] for d in self.axes]))
        a = a.transpose(*kept, *self.axes).reshape([a.shape[d] for d in kept] + [length])
        return np.broadcast_to(a, (*self.batch, length))

    def restored(self, out: Any, keepdims: bool) -> Any:
        out = np.asarray(out)
        if out.shape != self.batch:
            out = np.broadcast_to(out, self.batch).copy()
        if not keepdims:
            return out[()]
        if self.axes is None:
            return out.reshape((1,) * self.ndim)
        shape = list(self.batch)
        for d in sorted(self.axes):
            shape.insert(d, 1)
        return out.reshape(shape)


def along_axes(kernel: Kernel, samples: Sequence[Any], *, function: str, outputs: int, axis: Any = 0,
               nan_policy: str = "propagate", keepdims: bool = False, least: int = 1,
               paired: bool = False, separate: bool = False) -> tuple[Any, ...]:
    """Apply ``kernel`` along axes of the samples.

    Parameters
    ----------
    kernel : callable
        ``kernel(*samples)`` reduces the last axis and returns a tuple of ``outputs`` arrays.
    samples : sequence of array_like
    function : str
        Whom messages are about.
    outputs : int
        How many results the kernel has.
    axis : None, int or tuple of int
    nan_policy : {'propagate', 'omit', 'raise'}
    keepdims : bool
    least : int
        Size below which a sample gives NaN with a warning.
    paired : bool
        Samples have the same size, and elements are omitted together.
    separate : bool
        Once there is NaN or something to omit, call the kernel for every slice on its own, in their order, and not for
        those that keep NaN: for kernels that draw random numbers.

    Returns
    -------
    tuple
        The kernel's outputs, arrays or scalars.
    """
    check_nan_policy(nan_policy, function)
    arrays = [sample_array(s, f"{function}: a sample") for s in samples]
    layout = _Layout([a.shape for a in arrays], axis, function)
    lined = [layout.lined_up(a) for a in arrays]
    if paired and len({a.shape[-1] for a in lined}) > 1:
        raise ValueError(f"{function}: the samples must have the same size; got "
                         f"{' and '.join(str(a.shape[-1]) for a in lined)}")
    nans = [np.isnan(a) for a in lined]
    has_nan = any(m.any() for m in nans)
    masks = [layout.lined_up(np.ma.getmaskarray(s)) if np.ma.isMaskedArray(s) else None for s in samples]
    if has_nan and nan_policy == "raise" and any((m if k is None else m & ~k).any() for m, k in zip(nans, masks)):
        raise ValueError(f"{function}: a sample has NaN, which nan_policy='raise' refuses")
    drop = [(n if nan_policy == "omit" else np.zeros_like(n)) | (False if k is None else k)
            for n, k in zip(nans, masks)] if has_nan and nan_policy == "omit" or any(
                k is not None for k in masks) else None
    if drop is None and separate and has_nan:
        drop = [np.zeros_like(n) for n in nans]
    if drop is not None and (any(d.any() for d in drop) or (separate and has_nan)):
        out = _slice_by_slice(kernel, lined, drop, layout.batch, function, outputs, least, paired, separate)
    else:
        out = _at_once(kernel, lined, layout.batch, function, outputs, least)
        if has_nan:
            spoilt = np.logical_or.reduce([m.any(axis=-1) for m in nans])
            out = tuple(np.where(spoilt, np.nan, o) for o in out)
    return tuple(layout.restored(o, keepdims) for o in out)


def _at_once(kernel: Kernel, lined: list[np.ndarray], batch: tuple[int, ...], function: str, outputs: int,
             least: int) -> tuple[Any, ...]:
    if any(a.shape[-1] < least for a in lined):
        if np.prod(batch):
            warnings.warn(f"{function}: a sample has fewer than {least} elements; the result is NaN",
                          SmallSampleWarning, stacklevel=4)
        dtype = np.result_type(*lined)
        return tuple(np.full(batch, np.nan, dtype=dtype) for _ in range(outputs))
    if not np.prod(batch):
        return tuple(np.empty(batch, dtype=np.result_type(*lined)) for _ in range(outputs))
    return kernel(*lined)


def _slice_by_slice(kernel: Kernel, lined: list[np.ndarray], drop: list[np.ndarray], batch: tuple[int, ...],
                    function: str, outputs: int, least: int, paired: bool, separate: bool) -> tuple[np.ndarray, ...]:
    """Slices with nothing to omit go through the kernel together unless ``separate``, the others one by one."""
    dtype = np.result_type(*lined)
    out = tuple(np.full(batch, np.nan, dtype=dtype) for _ in range(outputs))
    if paired:
        drop = [np.logical_or.reduce(drop)] * len(drop)
    broken = np.logical_or.reduce([d.any(axis=-1) for d in drop]) | np.bool_(separate)
    whole = ~broken
    if whole.any() and all(a.shape[-1] >= least for a in lined):
        for o, value in zip(out, kernel(*(a[whole] for a in lined))):
            o[whole] = value
    small = False
    for where in zip(*np.nonzero(broken)) if batch else [()]:
        parts = [a[where][~d[where]] for a, d in zip(lined, drop)]
        if any(p.size < least for p in parts):
            small = True
            continue
        if separate and any(np.isnan(p).any() for p in parts):
            continue
        for o, value in zip(out, kernel(*parts)):
            o[where] = value
    if small:
        warnings.warn(f"{function}: after omission a sample has fewer than {least} elements; the result is NaN",
                      SmallSampleWarning, stacklevel=4)
    return out


def centred(x: np.ndarray, axis: int = -1) -> tuple[np.ndarray, np.ndarray]:
    """Mean along an axis (kept) and the deviations from it, with a warning where the deviations are only rounding."""
    mean = x.mean(axis=axis, keepdims=True)
    deviation = x - mean
    if x.shape[axis] > 1:
        with np.errstate(invalid="ignore"):
            lost = np.abs(deviation).max(axis=axis, keepdims=True) < 10 * np.finfo(x.dtype).eps * np.abs(mean)
        if np.any(lost):
            warnings.warn("the values are nearly identical; the result has lost precision", RuntimeWarning,
                          stacklevel=6)
    return mean, deviation
