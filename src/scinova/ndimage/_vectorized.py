# SPDX-License-Identifier: BSD-3-Clause
"""A filter by a function that takes many windows at once."""
from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova.ndimage._support import filter_axes, is_sequence

# The names of numpy.pad.
_PADDING = {"reflect": "symmetric", "grid-mirror": "symmetric", "constant": "constant", "grid-constant": "constant",
            "nearest": "edge", "mirror": "reflect", "wrap": "wrap", "grid-wrap": "wrap", "valid": None}


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
        value = 0 if cval is None else cval
        return np.pad(a.astype(np.result_type(a.dtype, value), copy=False), width, mode="constant",
                      constant_values=value)
    return np.pad(a, width, mode=_PADDING[mode])


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
        The value beyond the edges for ``'constant'``.
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
        views = np.lib.stride_tricks.sliding_window_view(padded, window, tuple(range(-len(axes), 0)))
        result = _in_batches(views, footprint, len(axes), function, reduced, batch_memory)
    result = np.moveaxis(result, range(-len(axes), 0), axes)
    return np.ascontiguousarray(result) if output is None else _store(result, output)


def _store(result: np.ndarray, output: Any) -> np.ndarray:
    if not isinstance(output, np.ndarray):
        return result.astype(output)
    if output.shape != result.shape:
        raise ValueError(f"output must have the shape {result.shape}; got {output.shape}")
    output[...] = result
    return output


def _in_batches(views: np.ndarray, footprint: np.ndarray | None, count: int, function: Callable[..., Any], axis: Any,
                batch_memory: int) -> np.ndarray:
    """``function`` of the windows, which are the last ``count`` axes, some rows of the first axis at a time."""
    rows = views.shape[0]
    row_bytes = math.prod(views.shape[1:]) * views.itemsize
    if row_bytes > batch_memory:
        raise ValueError(f"batch_memory must be at least {row_bytes} bytes for this input and window; "
                         f"got {batch_memory}")
    step = max(1, int(batch_memory // max(row_bytes, 1)))
    parts = []
    for k in range(0, rows, step):
        part = views[k:k + step]
        parts.append(np.asarray(function(part[..., footprint] if footprint is not None else part, axis=axis)))
        if parts[-1].shape != part.shape[:-count]:
            raise ValueError(f"function must reduce the axes of the window, to the shape {part.shape[:-count]}; "
                             f"it returned {parts[-1].shape}")
    return parts[0] if len(parts) == 1 else np.concatenate(parts)
