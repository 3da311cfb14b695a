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
_BATCH = 2**21
_SMALL = 4096
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


def _padded(a: np.ndarray, window: tuple[int, ...], mode: str, cval: Any, origin: Any) -> np.ndarray:
    """``a`` with what lies beyond its last ``len(window)`` axes."""
    if mode == "valid":
        if origin is not None:
            raise ValueError("origin must not be given for mode 'valid'")
        return a
    origins = [0] * len(window) if origin is None else list(origin) if is_sequence(origin) else [origin] * len(window)
    if len(origins) != len(window):
        raise ValueError(f"origin must have one entry for each of {len(window)} axes; got {len(origins)}")
    width = [(0, 0)] * (a.ndim - len(window))
    for n, o in zip(window, origins):
        before = n // 2 + operator.index(o)
        if not 0 <= before < n:
            raise ValueError(f"origin must lie in [{-(n // 2)}, {(n - 1) // 2}] for a window of {n}; got {o}")
        width.append((before, n - 1 - before))
    if _PADDING[mode] == "constant":
        value = np.asarray(0 if cval is None else cval)
        if value.dtype.kind not in "iufc":
            raise ValueError(f"cval must be a number; got {cval!r}")
        out = np.empty([n + sum(w) for n, w in zip(a.shape, width)], a.dtype)
        out[...] = value
        out[tuple(slice(before, before + n) for n, (before, _) in zip(a.shape, width))] = a
        return out
    if a.size <= _SMALL and all(max(w) < n for w, n in zip(width, a.shape)):
        for axis, (before, after) in enumerate(width):
            if before or after:
                a = a.take(_extended(a.shape[axis], before, after, _PADDING[mode]), axis)
        return a
    return np.pad(a, width, mode=_PADDING[mode])


@functools.lru_cache(maxsize=64)
def _extended(n: int, before: int, after: int, padding: Any) -> np.ndarray:
    """The indices of an axis of ``n`` elements extended by fewer than that on either side."""
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
    moved = np.moveaxis(input, axes, range(-len(axes), 0))
    if mode == "valid" and any(n > m for n, m in zip(window, moved.shape[-len(axes):])):
        raise ValueError(f"size must not exceed the input's shape for mode 'valid'; got {window}")
    reduced = -1 if footprint is not None or len(axes) == 1 else tuple(range(-len(axes), 0))
    if input.size == 0:
        probe = np.zeros((1,) * moved.ndim + (window if footprint is None else (int(footprint.sum()),)), input.dtype)
        result = np.empty(moved.shape, np.asarray(function(probe, axis=reduced)).dtype)
    else:
        padded = _padded(moved, window, mode, cval, origin)
        result = _in_batches(padded, window, footprint, function, reduced, batch_memory)
    result = np.moveaxis(result, range(-len(axes), 0), axes)
    return np.ascontiguousarray(result) if output is None else _store(result, output)


def _store(result: np.ndarray, output: Any) -> np.ndarray:
    if not isinstance(output, np.ndarray):
        return result.astype(output)
    if output.shape != result.shape:
        raise ValueError(f"output must have the shape {result.shape}; got {output.shape}")
    output[...] = result
    return output


def _in_batches(padded: np.ndarray, window: tuple[int, ...], footprint: np.ndarray | None,
                function: Callable[..., Any], axis: Any, batch_memory: int) -> np.ndarray:
    """``function`` of the windows along the last axes of ``padded``, some rows of the first axis at a time.

    What a function sees as a window's elements lie far apart in memory, and those of neighbouring windows side by side:
    a reduction then is a few loops over many windows, where windows as they lie in the array would be many short loops.
    Functions that order a window's elements get each window in one piece.
    """
    whole = any(function is f or getattr(function, "func", None) is f for f in _ORDERING)
    count = len(window)
    free = padded.shape[:padded.ndim - count]
    shape = free + tuple(m - n + 1 for m, n in zip(padded.shape[-count:], window))
    views = np.lib.stride_tricks.as_strided(padded, shape + window, padded.strides + padded.strides[-count:],
                                            writeable=False)
    taps = math.prod(window) if footprint is None else int(np.count_nonzero(footprint))
    row_bytes = math.prod(shape[1:]) * taps * padded.itemsize
    if row_bytes > batch_memory:
        raise ValueError(f"batch_memory must be at least {row_bytes} bytes for this input and window; "
                         f"got {batch_memory}")
    step = max(1, int(min(batch_memory, _BATCH) // max(row_bytes, 1)))
    places = [slice(None)] * count if footprint is None else np.nonzero(footprint)
    result = None
    for k in range(0, shape[0], step):
        part = np.moveaxis(views[k:k + step], range(-count, 0), range(count))
        # Advanced indices come first in the result, as the window's axes do here.
        if footprint is not None:
            rows = part[tuple(places)]
        else:
            rows = part if whole else np.ascontiguousarray(part)
        seen = np.moveaxis(rows, range(rows.ndim - len(shape)), range(len(shape) - rows.ndim, 0))
        if whole:
            seen = np.ascontiguousarray(seen)
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
        result[k:k + step] = values
    return result
