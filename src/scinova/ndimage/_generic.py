# SPDX-License-Identifier: BSD-3-Clause
"""Filters by a function of the neighbourhood or of the line."""
from __future__ import annotations

import functools
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova._core.arrays import normalize_axis
from scinova._core.callbacks import native_function
from scinova.ndimage import _native
from scinova.ndimage._support import (
    array_key,
    as_real_array,
    cached,
    check_origin,
    expand_to_axes,
    filter_axes,
    is_sequence,
    keyed_array,
    make_output,
    mode_code,
    neighbour_offsets,
    per_axis,
    run,
    spread,
)

_INTEGERS = ("intptr_t", "npy_intp", "long", "long long")
_FILTER_SIGNATURES = tuple(f"int (double *, {i}, double *, void *)" for i in _INTEGERS)
_FILTER1D_SIGNATURES = tuple(f"int (double *, {i}, double *, {i}, void *)" for i in _INTEGERS)


def _with_keywords(function: Any, keywords: dict | None) -> Callable[..., Any]:
    if not callable(function):
        raise RuntimeError(f"function must be callable; got {function!r}")
    if not keywords:
        return function
    return lambda *args: function(*args, **keywords)


def _checked(kernel: Callable[..., bool], name: str, *args: Any) -> None:
    if not kernel(*args):
        raise RuntimeError(f"{name}: the native function reported a failure")


def generic_filter(input: Any, function: Any, size: Any = None, footprint: Any = None, output: Any = None,
                   mode: str = "reflect", cval: float = 0.0, origin: Any = 0, extra_arguments: tuple = (),
                   extra_keywords: dict | None = None, *, axes: Any = None) -> np.ndarray:
    """A filter by a function of the neighbourhood.

    Parameters
    ----------
    input : array_like
        Real.
    function : callable or LowLevelCallable
        ``function(values, *extra_arguments, **extra_keywords)`` takes the neighbours, a float64 array in C order, and
        returns a scalar. A native function has the signature ``int (double *values, intptr_t count, double *result,
        void *data)``, 0 being failure.
    size : int or sequence of int, optional
        Lengths of a box.
    footprint : array_like of bool, optional
        Shape of the neighbourhood, instead of ``size``.
    output : array or dtype, optional
    mode : str
    cval : scalar
    origin : int or sequence of int
    extra_arguments : tuple
    extra_keywords : dict, optional
    axes : int, sequence of int or None

    Returns
    -------
    ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> ndimage.generic_filter([1, 5, 2, 8], np.ptp, size=3)
    array([4, 4, 6, 6])
    """
    input = as_real_array(input)
    key = None if footprint is None else array_key(footprint)
    offsets, plan = cached(_neighbourhood, input.ndim, size, key, mode, origin, axes)
    native = native_function(function, _FILTER_SIGNATURES)
    if native is not None:
        kernel = functools.partial(_checked, _native.filter_native, "generic_filter")
        edge = (mode_code(mode), float(cval))
        return run(kernel, input, (offsets, native.address, native.user_data, *edge), make_output(output, input))
    call, extra = _with_keywords(function, extra_keywords), tuple(extra_arguments)
    done = plan.apply(input, call, extra, cval, output)
    if done is not None:
        return done
    return run(plan.into, input, (call, extra, float(cval)), make_output(output, input))


@functools.lru_cache(maxsize=64, typed=True)
def _neighbourhood(ndim: int, size: Any, key: Any, mode: Any, origin: Any, axes: Any) -> tuple[np.ndarray, Any]:
    """The offsets of a box or of a footprint, by the key of an array, and filters of such neighbourhoods."""
    axes = filter_axes(axes, ndim)
    count = len(axes)
    if key is not None:
        footprint = keyed_array(key).astype(bool)
    elif size is None:
        raise RuntimeError("size or footprint must be given")
    else:
        footprint = np.ones([operator.index(n) for n in per_axis(size, count, "size")], bool)
    if footprint.ndim != count or footprint.size == 0:
        raise RuntimeError(f"footprint must be a non-empty array of {count} dimensions; got shape {footprint.shape}")
    if is_sequence(mode):
        raise RuntimeError("mode must be one name for all axes; got a sequence")
    wide = expand_to_axes(footprint, axes, ndim)
    origins = spread([operator.index(o) for o in per_axis(origin, count, "origin")], axes, ndim, 0)
    for o, n in zip(origins, wide.shape):
        check_origin(o, n)
    if wide.ndim == 0:
        wide, origins = wide.reshape(1), [0]
    offsets = neighbour_offsets(wide, origins)
    return offsets, _native.Generic(offsets, mode_code(mode))


def generic_filter1d(input: Any, function: Any, filter_size: int, axis: int = -1, output: Any = None,
                     mode: str = "reflect", cval: float = 0.0, origin: int = 0, extra_arguments: tuple = (),
                     extra_keywords: dict | None = None) -> np.ndarray:
    """A filter by a function of each line along an axis.

    Parameters
    ----------
    input : array_like
        Real.
    function : callable or LowLevelCallable
        ``function(line, result, *extra_arguments, **extra_keywords)`` takes the line, extended by ``filter_size - 1``
        elements, and fills the result. A native function has the signature ``int (double *line, intptr_t length,
        double *result, intptr_t result_length, void *data)``, 0 being failure.
    filter_size : int
    axis : int
    output : array or dtype, optional
    mode : str
    cval : scalar
    origin : int
    extra_arguments : tuple
    extra_keywords : dict, optional

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import ndimage
    >>> def sums(line, result):
    ...     result[...] = line[:-1] + line[1:]
    >>> ndimage.generic_filter1d([1, 5, 2, 8], sums, 2)
    array([ 2,  6,  7, 10])
    """
    input = as_real_array(input)
    size, axis, origin = cached(_window, input.ndim, filter_size, axis, origin)
    native = native_function(function, _FILTER1D_SIGNATURES)
    where = (size, axis, origin, mode_code(mode))
    if native is not None:
        kernel = functools.partial(_checked, _native.filter1d_native, "generic_filter1d")
        return run(kernel, input, (native.address, native.user_data, *where, float(cval)), make_output(output, input))
    call, extra = _with_keywords(function, extra_keywords), tuple(extra_arguments)
    done = _native.plain_filter1d(input, call, extra, *where, cval, output)
    if done is not None:
        return done
    return run(_native.filter1d_python, input, (call, extra, *where, float(cval)), make_output(output, input))


@functools.lru_cache(maxsize=64, typed=True)
def _window(ndim: int, size: Any, axis: Any, origin: Any) -> tuple[int, int, int]:
    """Size, axis and origin as integers that fit."""
    size = operator.index(size)
    if size < 1:
        raise RuntimeError(f"filter_size must be at least 1; got {size}")
    return size, normalize_axis(axis, ndim), check_origin(origin, size)
