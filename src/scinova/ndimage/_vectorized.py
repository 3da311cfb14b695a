# SPDX-License-Identifier: BSD-3-Clause
"""A filter by a function that takes many windows at once."""
from __future__ import annotations

import functools
import math
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova.ndimage._support import filter_axes, is_sequence

# The names of numpy.pad.
_PADDING = {"reflect": "symmetric", "grid-mirror": "symmetric", "constant": "constant", "grid-constant": "constant",
            "nearest": "edge", "mirror": "reflect", "wrap": "wrap", "grid-wrap": "wrap", "valid": None}
# Windows are laid out for the function in pieces that stay in the cache.
_BATCH = 2**20
_ORDERING = (np.median, np.nanmedian, np.percentile, np.nanpercentile, np.quantile, np.nanquantile)


def _window(size: Any, footprint: Any, axes: Any, ndim: int) -> tuple[tuple[int, ...], np.ndarray | None,
                                                                      tuple[int, ...]]:
    """The window's shape, its footprint unless that is all of it, and the axes that it extends along."""
    if size is None and footprint is None:
        raise ValueError("size or footprint must be given")
    if size is not None and footprint is not None:
        raise ValueError("size and footprint must not both be given")
    axes = filter_axes(axes, ndim)
    if footprint is not None:
        footprint = np.asarray(footprint, dtype=bool)
        if footprint.ndim != len(axes) or footprint.size == 0:
            raise ValueError(f"footprint must be a non-empty array of {len(axes)} dimensions; got shape "
                             f"{footprint.shape}")
        return footprint.shape, footprint, axes
    sizes = list(size) if is_sequence(size) else [size] * len(axes)
    if len(sizes) != len(axes):
        raise ValueError(f"size must have one entry for each of {len(axes)} axes; got {len(sizes)}")
    try:
        window = tuple(operator.index(n) for n in sizes)
    except TypeError:
        window = (0,)
    if any(n < 1 for n in window):
        raise ValueError(f"size must consist of positive integers; got {size}")
    return window, None, axes


class _Padded:
    """An array with what lies beyond its last ``len(window)`` axes, some indices of the first axis at a time."""

    def __init__(self, a: np.ndarray, window: tuple[int, ...], mode: str, cval: Any, origin: Any):
        self.array, self.padding = a, _PADDING[mode]
        self.width = _widths(window, mode, origin)
        self.free = a.ndim - len(window)
        self.shape = a.shape[:self.free] + tuple([n + before + after for n, (before, after) in
                                                  zip(a.shape[self.free:], self.width)])
        self.value = np.asarray(0 if cval is None else cval)
        if self.value.dtype.kind not in "iufc":
            raise ValueError(f"cval must be a number; got {cval!r}")

    def __getitem__(self, rows: slice) -> np.ndarray:
        a, free, width = self.array, self.free, self.width
        if self.padding is None:
            return a[rows]
        if free:
            a = a[rows]
        if self.padding == "constant":
            return self._constant(a, rows)
        for axis, (before, after) in enumerate(width, free):
            if before or after:
                places = _extended(a.shape[axis], before, after, self.padding)
                a = a.take(places if axis else places[rows], axis)
            elif not axis:
                a = a[rows]
        return a

    def _constant(self, a: np.ndarray, rows: slice) -> np.ndarray:
        free, width = self.free, self.width
        first = len(a) if free else min(rows.stop, self.shape[0]) - rows.start
        out = np.empty((first, *self.shape[1:]), a.dtype)
        out[...] = self.value
        inner = [slice(before, before + n) for n, (before, _) in zip(a.shape[free:], width)]
        if not free:
            start, stop = (min(max(k, 0), len(a)) for k in (rows.start - width[0][0], rows.start - width[0][0] + first))
            to = start + width[0][0] - rows.start
            a, inner[0] = a[start:stop], slice(to, to + stop - start)
        out[(slice(None),) * free + tuple(inner)] = a
        return out


def _widths(window: tuple[int, ...], mode: str, origin: Any) -> list[tuple[int, int]]:
    """How far windows reach beyond an element before and after it."""
    if mode == "valid":
        if origin is not None:
            raise ValueError("origin must not be given for mode 'valid'")
        return [(0, 0)] * len(window)
    origins = [0] * len(window) if origin is None else list(origin) if is_sequence(origin) else [origin] * len(window)
    if len(origins) != len(window):
        raise ValueError(f"origin must have one entry for each of {len(window)} axes; got {len(origins)}")
    width = []
    for n, o in zip(window, origins):
        before = n // 2 + operator.index(o)
        if not 0 <= before < n:
            raise ValueError(f"origin must lie in [{-(n // 2)}, {(n - 1) // 2}] for a window of {n}; got {o}")
        width.append((before, n - 1 - before))
    return width


@functools.lru_cache(maxsize=64)
def _extended(n: int, before: int, after: int, padding: Any) -> np.ndarray:
    """The indices of an axis of ``n`` elements, extended on either side."""
    return np.pad(np.arange(n), (before, after), mode=padding)


def vectorized_filter(input: Any, function: Callable[..., Any], *, size: Any = None, footprint: Any = None,
                      output: Any = None, mode: str = "reflect", cval: Any = None, origin: Any = None, axes: Any = None,
                      batch_memory: int = 2**30) -> np.ndarray:
    """A filter by a function that takes many windows at once.

    Parameters
    ----------
    input : array_like
    function : callable
        ``function(windows, axis=axis)`` reduces the axes of the window: the last ones, or with a footprint the last
        one.
    size : int or sequence of int, optional
    footprint : array_like of bool, optional
    output : array or dtype, optional
        By default an array of the dtype that ``function`` returns.
    mode : str
        As for the other filters, or ``'valid'``: only windows that lie within the input.
    cval : scalar, optional
        The value beyond the edges for ``'constant'``, in the dtype of ``input``.
    origin : int or sequence of int, optional
    axes : int, sequence of int or None
    batch_memory : int
        Bytes that the windows of one call of ``function`` may take.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> ndimage.vectorized_filter(np.array([1, 5, 2, 8]), np.ptp, size=3, mode="valid")
    array([4, 6])
    """
    input = np.asarray(input)
    if not callable(function):
        raise ValueError(f"function must be callable; got {function!r}")
    if mode not in _PADDING:
        raise ValueError(f"mode must be one of {', '.join(map(repr, _PADDING))}; got {mode!r}")
    if cval is not None and _PADDING[mode] != "constant":
        raise ValueError(f"cval must not be given for mode {mode!r}")
    if cval is not None and np.ndim(cval) > 0:
        raise ValueError(f"cval must be a scalar; got {cval!r}")
    window, footprint, axes = _window(size, footprint, axes, input.ndim)
    if not axes:
        result = np.asarray(function(input if footprint is None else input[footprint], axis=()))
        return result if output is None else _store(result, output)
    last = axes == tuple(range(input.ndim - len(axes), input.ndim))
    moved = input if last else np.moveaxis(input, axes, range(-len(axes), 0))
    if mode == "valid" and any(n > m for n, m in zip(window, moved.shape[-len(axes):])):
        raise ValueError(f"size must not exceed the input's shape for mode 'valid'; got {window}")
    reduced = -1 if footprint is not None or len(axes) == 1 else tuple(range(-len(axes), 0))
    if input.size == 0:
        probe = np.zeros((1,) * moved.ndim + (window if footprint is None else (int(footprint.sum()),)), input.dtype)
        result = np.empty(moved.shape, np.asarray(function(probe, axis=reduced)).dtype)
    else:
        padded = _Padded(moved, window, mode, cval, origin)
        result = _in_batches(padded, window, footprint, function, reduced, batch_memory)
    if not last:
        result = np.moveaxis(result, range(-len(axes), 0), axes)
    return np.ascontiguousarray(result) if output is None else _store(result, output)


def _store(result: np.ndarray, output: Any) -> np.ndarray:
    if not isinstance(output, np.ndarray):
        return result.astype(output)
    if output.shape != result.shape:
        raise ValueError(f"output must have the shape {result.shape}; got {output.shape}")
    output[...] = result
    return output


def _in_batches(padded: _Padded, window: tuple[int, ...], footprint: np.ndarray | None,
                function: Callable[..., Any], axis: Any, batch_memory: int) -> np.ndarray:
    """``function`` of the windows along the last axes of ``padded``, some rows of the first axis at a time.

    What a function sees as a window's elements lie far apart in memory, and those of neighbouring windows side by side:
    a reduction then is a few loops over many windows, where windows as they lie in the array would be many short loops.
    Functions that order a window's elements get each window in one piece.
    """
    whole = function in _ORDERING or getattr(function, "func", None) in _ORDERING
    free = padded.free
    shape = padded.shape[:free] + tuple([m - n + 1 for m, n in zip(padded.shape[free:], window)])
    taps = math.prod(window) if footprint is None else int(np.count_nonzero(footprint))
    row_bytes = math.prod(shape[1:]) * taps * padded.array.itemsize
    if row_bytes > batch_memory:
        raise ValueError(f"batch_memory must be at least {row_bytes} bytes for this input and window; "
                         f"got {batch_memory}")
    # A window, and the double that it may become.
    at_once = min(batch_memory // max(row_bytes, 1), _BATCH // (row_bytes + 8 * math.prod(shape[1:]) + 1))
    step = max(1, int(at_once))
    reach = 0 if free else window[0] - 1
    places = None if footprint is None else np.nonzero(footprint)
    result = None
    for k in range(0, shape[0], step):
        stop = min(k + step, shape[0])
        seen = _windows(padded[k:stop + reach], window, (stop - k, *shape[1:]), places, whole)
        values = np.asarray(function(seen, axis=axis))
        if values.shape != seen.shape[:len(shape)]:
            raise ValueError(f"function must reduce the axes of the window, to the shape {seen.shape[:len(shape)]}; "
                             f"it returned {values.shape}")
        if step >= shape[0]:
            return values
        if result is None:
            result = np.empty(shape, values.dtype)
        elif not np.can_cast(values.dtype, result.dtype):
            result = result.astype(np.result_type(result, values))
        result[k:stop] = values
        del seen, values
    return result


def _windows(a: np.ndarray, window: tuple[int, ...], shape: tuple[int, ...], places: Any, whole: bool) -> np.ndarray:
    """The windows of ``a`` as `_in_batches` shows them: for each of ``shape`` an array of elements behind it."""
    free = len(shape)
    strides = a.strides + a.strides[-len(window):]
    if whole and places is None:
        return np.ascontiguousarray(_view(a, shape + window, strides))
    part = _view(a, window + shape, strides[free:] + strides[:free])
    # Advanced indices come first in the result, as the window's axes do here.
    rows = np.ascontiguousarray(part) if places is None else part[places]
    inner = rows.ndim - free
    seen = rows.transpose([*range(inner, rows.ndim), *range(inner)])
    return np.ascontiguousarray(seen) if whole else seen


def _view(a: np.ndarray, shape: tuple[int, ...], strides: tuple[int, ...]) -> np.ndarray:
    if a.flags.c_contiguous:
        return np.ndarray(shape, a.dtype, a, 0, strides)
    return np.lib.stride_tricks.as_strided(a, shape, strides)
