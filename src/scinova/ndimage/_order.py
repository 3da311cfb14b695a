# SPDX-License-Identifier: BSD-3-Clause
"""Minimum, maximum, median, rank and percentile filters."""
from __future__ import annotations

import functools
import operator
import warnings
from typing import Any

import numpy as np

from scinova._core.arrays import normalize_axis
from scinova.ndimage import _native
from scinova.ndimage._linear import AROUND_GREATEST, AROUND_LEAST, AROUND_RANK, GREATEST, LEAST
from scinova.ndimage._support import (
    apply,
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
    readable,
    spread,
)

_NO_SUMS = np.empty(0)
_HALF = np.dtype(np.float16)


def minimum_filter1d(input: Any, size: int, axis: int = -1, output: Any = None, mode: str = "reflect",
                     cval: float = 0.0, origin: int = 0) -> np.ndarray:
    """The minimum of a window of ``size`` elements along one axis.

    Parameters
    ----------
    input : array_like
        Real.
    size : int
    axis : int
    output : array or dtype, optional
        Where the result goes, or its dtype; by default a new array of the dtype of ``input``.
    mode : {'reflect', 'constant', 'nearest', 'mirror', 'wrap', 'grid-mirror', 'grid-constant', 'grid-wrap'}
    cval : scalar
        The value beyond the edges for ``'constant'``.
    origin : int
        Moves the window: a positive one to the left.

    Returns
    -------
    ndarray

    Notes
    -----
    Windows are built by doubling: about log2(size) passes of SIMD minima. Lines with NaN go by the list of ascending
    minima (R. Harter, 2009), which a NaN takes part in as SciPy's does.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.minimum_filter1d([2, 8, 0, 4, 1, 9, 9, 0], size=3)
    array([2, 0, 0, 0, 1, 1, 0, 0])
    """
    return _extremum1d(input, size, axis, output, mode, cval, origin, False)


def maximum_filter1d(input: Any, size: int, axis: int = -1, output: Any = None, mode: str = "reflect",
                     cval: float = 0.0, origin: int = 0) -> np.ndarray:
    """The maximum of a window of ``size`` elements along one axis.

    Parameters are those of `minimum_filter1d`.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.maximum_filter1d([2, 8, 0, 4, 1, 9, 9, 0], size=3)
    array([8, 8, 8, 4, 9, 9, 9, 9])
    """
    return _extremum1d(input, size, axis, output, mode, cval, origin, True)


def _extremum1d(input: Any, size: int, axis: int, output: Any, mode: str, cval: float, origin: int,
                greatest: bool) -> np.ndarray:
    input = as_real_array(input)
    return apply(_line_plan(input.ndim, size, axis, mode, origin, greatest), input, cval, output)


@functools.lru_cache(maxsize=64, typed=True)
def _line_plan(ndim: int, size: int, axis: int, mode: str, origin: int, greatest: bool) -> Any:
    axis = normalize_axis(axis, ndim)
    size = operator.index(size)
    if size < 1:
        raise RuntimeError(f"size must be at least 1; got {size}")
    return _native.Passes(ndim, [(GREATEST if greatest else LEAST, axis, size, check_origin(origin, size),
                                  mode_code(mode))])


def minimum_filter(input: Any, size: Any = None, footprint: Any = None, output: Any = None, mode: Any = "reflect",
                   cval: float = 0.0, origin: Any = 0, *, axes: Any = None) -> np.ndarray:
    """The minimum of a neighbourhood.

    Parameters
    ----------
    input : array_like
        Real.
    size : int or sequence of int, optional
        Lengths of a box, for all axes or one for each.
    footprint : array_like of bool, optional
        The neighbourhood's shape, instead of ``size``.
    output, cval
        As for `minimum_filter1d`.
    mode : str or sequence of str
        One for each axis only where the neighbourhood is a box.
    origin : int or sequence of int
    axes : int, sequence of int or None
        The axes that the neighbourhood extends along; None is all.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> ndimage.minimum_filter(np.arange(9).reshape(3, 3), size=2)
    array([[0, 0, 1],
           [0, 0, 1],
           [3, 3, 4]])
    """
    return extremum_filter(input, size, footprint, None, output, mode, cval, origin, axes, False)


def maximum_filter(input: Any, size: Any = None, footprint: Any = None, output: Any = None, mode: Any = "reflect",
                   cval: float = 0.0, origin: Any = 0, *, axes: Any = None) -> np.ndarray:
    """The maximum of a neighbourhood.

    Parameters are those of `minimum_filter`.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> ndimage.maximum_filter(np.arange(9).reshape(3, 3), footprint=[[0, 1, 0], [1, 1, 1], [0, 1, 0]])
    array([[3, 4, 5],
           [6, 7, 8],
           [7, 8, 8]])
    """
    return extremum_filter(input, size, footprint, None, output, mode, cval, origin, axes, True)


def extremum_filter(input: Any, size: Any, footprint: Any, structure: Any, output: Any, mode: Any, cval: float,
                    origin: Any, axes: Any, greatest: bool) -> np.ndarray:
    """Minimum or maximum of ``input`` minus or plus ``structure`` over a box or a footprint."""
    if size is not None and footprint is not None:
        warnings.warn("size has no effect where a footprint is given", UserWarning, stacklevel=4)
    input = as_real_array(input)
    keys = [None if a is None else array_key(a) for a in (footprint, structure)]
    plan = cached(extremum_plan, input.ndim, size, *keys, mode, origin, axes, greatest)
    if plan is not None:
        return apply(plan, input, cval, output)
    readable(input)
    out = make_output(output, input)
    out[...] = input
    return out


@functools.lru_cache(maxsize=64, typed=True)
def extremum_plan(ndim: int, size: Any, footprint: Any, structure: Any, mode: Any, origin: Any, axes: Any,
                   greatest: bool) -> Any:
    """A minimum or maximum filter; None if it changes nothing. The footprint and the structure are keys of arrays."""
    axes = filter_axes(axes, ndim)
    count = len(axes)
    origins = per_axis(origin, count, "origin")
    if structure is None and footprint is None:
        if size is None:
            raise RuntimeError("size, footprint or structure must be given")
        return _box_plan(ndim, axes, per_axis(size, count, "size"), origins, mode, greatest)
    if footprint is not None:
        footprint = keyed_array(footprint).astype(bool)
        if not footprint.any():
            raise ValueError("footprint must have a true element")
    if structure is None:
        if footprint.all() and footprint.ndim == count:
            return _box_plan(ndim, axes, list(footprint.shape), origins, mode, greatest)
    else:
        structure = keyed_array(structure).astype(np.float64)
        footprint = np.ones(structure.shape, bool) if footprint is None else footprint
        if not footprint.any():
            raise ValueError("structure must have an element")
        if structure.shape != footprint.shape:
            raise RuntimeError(f"structure must have the footprint's shape, {footprint.shape}; got {structure.shape}")
    if footprint.ndim != count:
        raise RuntimeError(f"footprint must have {count} dimensions; got {footprint.ndim}")
    if is_sequence(mode):
        raise RuntimeError("mode must be one name for all axes where the neighbourhood is not a box; got a sequence")
    wide, placed = expand_to_axes(footprint, axes, ndim), spread(origins, axes, ndim, 0)
    placed = [check_origin(o, s) for o, s in zip(placed, wide.shape)]
    sums = _NO_SUMS
    if structure is not None:
        values = expand_to_axes(structure, axes, ndim)[wide]
        sums = np.ascontiguousarray(values if greatest else -values)
    offsets = neighbour_offsets(*_at_least_1d(wide, placed))
    return _native.Around(AROUND_GREATEST if greatest else AROUND_LEAST, offsets, sums, 0, mode_code(mode))


def _at_least_1d(footprint: np.ndarray, origins: list[int]) -> tuple[np.ndarray, list[int]]:
    return (footprint, origins) if footprint.ndim else (footprint.reshape(1), [0])


def _box_plan(ndim: int, axes: tuple[int, ...], box: list[Any], origins: list[Any], mode: Any, greatest: bool) -> Any:
    """The passes of a box; None if there are none."""
    kind = GREATEST if greatest else LEAST
    passes = [(kind, axis, int(s), check_origin(o, int(s)), mode_code(m))
              for axis, s, o, m in zip(axes, box, origins, per_axis(mode, len(axes), "mode")) if s > 1]
    return _native.Passes(ndim, passes) if passes else None


def rank_filter(input: Any, rank: int, size: Any = None, footprint: Any = None, output: Any = None,
                mode: str = "reflect", cval: float = 0.0, origin: Any = 0, *, axes: Any = None) -> np.ndarray:
    """The value of a given rank in a neighbourhood.

    Parameters
    ----------
    input : array_like
        Real.
    rank : int
        0 is the minimum; -1 the maximum.
    size, footprint, output, cval, origin, axes
        As for `minimum_filter`.
    mode : str

    Returns
    -------
    ndarray

    Notes
    -----
    Up to 448 neighbours (64 of 8 bits) are ordered by a selection network in SIMD lanes; larger boxes of 8-bit values
    take a constant time by histograms of columns; other large windows slide a histogram of the values or of their
    ordinals. NaN counts as greater than every number.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.rank_filter([2, 8, 0, 4, 1, 9, 9, 0], rank=1, size=3)
    array([2, 2, 4, 1, 4, 9, 9, 0])
    """
    return _rank_filter(input, "rank", rank, size, footprint, output, mode, cval, origin, axes)


def median_filter(input: Any, size: Any = None, footprint: Any = None, output: Any = None, mode: str = "reflect",
                  cval: float = 0.0, origin: Any = 0, *, axes: Any = None) -> np.ndarray:
    """The median of a neighbourhood; of an even number of neighbours the upper one of the middle two.

    Parameters are those of `rank_filter`, without the rank.

    Notes
    -----
    NaN counts as greater than every number: a result is NaN where at least half of the neighbourhood is.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.median_filter([2, 80, 6, 3, 7, 7, 90, 7], size=3)
    array([2, 6, 6, 6, 7, 7, 7, 7])
    """
    return _rank_filter(input, "median", 0, size, footprint, output, mode, cval, origin, axes)


def percentile_filter(input: Any, percentile: float, size: Any = None, footprint: Any = None, output: Any = None,
                      mode: str = "reflect", cval: float = 0.0, origin: Any = 0, *, axes: Any = None) -> np.ndarray:
    """The value of a given percentile in a neighbourhood.

    Parameters
    ----------
    input : array_like
        Real.
    percentile : float
        In [-100, 100]; below 0 it counts from the top, -20 being 80.
    size, footprint, output, mode, cval, origin, axes
        As for `rank_filter`.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.percentile_filter([2, 8, 0, 4, 1, 9, 9, 0], percentile=20, size=3)
    array([2, 0, 0, 0, 1, 1, 0, 0])
    """
    return _rank_filter(input, "percentile", percentile, size, footprint, output, mode, cval, origin, axes)


def _rank_of(count: int, what: str, value: Any) -> int:
    """The rank among ``count`` neighbours that a filter picks."""
    if what == "median":
        return count // 2
    if what == "percentile":
        p = value + 100.0 if value < 0.0 else value
        if not 0.0 <= p <= 100.0:
            raise RuntimeError(f"percentile must lie in [-100, 100]; got {value}")
        return count - 1 if p == 100.0 else int(float(count) * p / 100.0)
    rank = operator.index(value)
    if not -count <= rank < count:
        raise RuntimeError(f"rank must lie in [{-count}, {count}) for {count} neighbours; got {rank}")
    return rank % count


def _rank_filter(input: Any, what: str, value: Any, size: Any, footprint: Any, output: Any, mode: str, cval: float,
                 origin: Any, axes: Any) -> np.ndarray:
    if size is not None and footprint is not None:
        warnings.warn("size has no effect where a footprint is given", UserWarning, stacklevel=3)
    input = as_real_array(input)
    key = None if footprint is None else array_key(footprint)
    plan = cached(_rank_plan, input.ndim, what, value, size, key, mode, origin, axes)
    if plan is None:
        return extremum_filter(input, 1, None, None, output, "reflect", cval, 0, None, False)
    if input.dtype == _HALF and isinstance(plan, _native.Around):
        out = make_output(output, input)
        out[...] = apply(plan, input.astype(np.float32), cval, None)
        return out
    return apply(plan, input, cval, output)


@functools.lru_cache(maxsize=64, typed=True)
def _rank_plan(ndim: int, what: str, value: Any, size: Any, footprint: Any, mode: str, origin: Any, axes: Any) -> Any:
    """A rank filter; None if it changes nothing. The footprint is the key of an array."""
    axes = filter_axes(axes, ndim)
    count = len(axes)
    if footprint is None:
        if size is None:
            raise RuntimeError("size or footprint must be given")
        footprint = np.ones(per_axis(size, count, "size"), bool)
    else:
        footprint = keyed_array(footprint).astype(bool)
    if footprint.ndim != count or footprint.size == 0:
        raise RuntimeError(f"footprint must be a non-empty array of {count} dimensions; got shape {footprint.shape}")
    if not footprint.any():
        raise ValueError("footprint must have a true element")
    origins = [operator.index(o) for o in per_axis(origin, count, "origin")]
    wide, placed = expand_to_axes(footprint, axes, ndim), spread(origins, axes, ndim, 0)
    for o, s in zip(placed, wide.shape):
        check_origin(o, s)
    n = int(np.count_nonzero(footprint))
    rank = _rank_of(n, what, value)
    if rank in (0, n - 1):
        return cached(extremum_plan, ndim, None, array_key(wide), None, mode, tuple(placed), None, rank > 0)
    if is_sequence(mode):
        raise RuntimeError("mode must be one name for all axes; got a sequence")
    offsets = neighbour_offsets(*_at_least_1d(wide, placed))
    return _native.Around(AROUND_RANK, offsets, _NO_SUMS, rank, mode_code(mode))
