# SPDX-License-Identifier: BSD-3-Clause
"""Binary morphology and its structuring elements."""
from __future__ import annotations

import functools
import operator
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np

from scinova.ndimage import _native
from scinova.ndimage._support import (
    array_key,
    as_real_array,
    cached,
    check_origin,
    expand_to_axes,
    filter_axes,
    keyed_array,
    neighbour_offsets,
    per_axis,
    spread,
    true_elements,
)

_NO_MASK = np.empty(0, np.uint8)


def generate_binary_structure(rank: int, connectivity: int) -> np.ndarray:
    """The elements of a 3 x 3 x ... box that are connected to its centre.

    Parameters
    ----------
    rank : int
        Number of dimensions.
    connectivity : int
        How many coordinates a connected element may differ in from the centre: 1 for the elements that share a face,
        ``rank`` for all of them.

    Returns
    -------
    ndarray of bool

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.generate_binary_structure(2, 1).astype(int)
    array([[0, 1, 0],
           [1, 1, 1],
           [0, 1, 0]])
    """
    return ball(rank, connectivity).copy()


@functools.lru_cache(maxsize=64)
def ball(rank: int, connectivity: int) -> np.ndarray:
    """What `generate_binary_structure` gives, made once and read-only."""
    if rank < 1:
        out = np.array(True, dtype=bool)
    else:
        out = np.abs(np.indices([3] * rank) - 1).sum(axis=0) <= max(connectivity, 1)
    out.flags.writeable = False
    return out


def structure_bytes(structure: np.ndarray) -> np.ndarray:
    """A structure as kernels take it: bytes in C order."""
    return np.ascontiguousarray(structure).reshape(-1).view(np.uint8)


@functools.lru_cache(maxsize=64)
def ball_bytes(rank: int, connectivity: int) -> np.ndarray:
    """The same of `ball`."""
    return structure_bytes(ball(rank, connectivity))


def iterate_structure(structure: Any, iterations: int, origin: Any = None) -> Any:
    """A structuring element dilated by itself.

    Parameters
    ----------
    structure : array_like of bool
    iterations : int
        How often it acts in all: 2 dilates it once.
    origin : int or sequence of int, optional
        The element's origin; if given the origin of the result is returned too.

    Returns
    -------
    ndarray of bool, or a tuple of it and a list of int

    Examples
    --------
    >>> from scinova import ndimage
    >>> diamond = ndimage.generate_binary_structure(2, 1)
    >>> ndimage.iterate_structure(diamond, 2).astype(int)
    array([[0, 0, 1, 0, 0],
           [0, 1, 1, 1, 0],
           [1, 1, 1, 1, 1],
           [0, 1, 1, 1, 0],
           [0, 0, 1, 0, 0]])
    """
    structure = np.asarray(structure)
    if iterations < 2:
        return structure.copy()
    out = cached(_iterated, array_key(structure), operator.index(iterations) - 1).copy()
    if origin is None:
        return out
    return out, [iterations * o for o in per_axis(origin, structure.ndim, "origin")]


@functools.lru_cache(maxsize=64)
def _iterated(key: Any, more: int) -> np.ndarray:
    """A structuring element dilated so many times."""
    structure = keyed_array(key)
    wide = np.zeros([n + more * (n - 1) for n in structure.shape], bool)
    wide[tuple(slice(more * (n // 2), more * (n // 2) + n) for n in structure.shape)] = structure != 0
    return binary_dilation(wide, structure, iterations=more)


def _structure(structure: Any, axes: tuple[int, ...], ndim: int) -> np.ndarray:
    if structure is None:
        structure = ball(len(axes), 1)
    else:
        structure = np.asarray(structure, dtype=bool)
    if structure.ndim != len(axes):
        raise RuntimeError(f"structure must have {len(axes)} dimensions; got {structure.ndim}")
    if structure.size < 1:
        raise RuntimeError("structure must not be empty")
    return expand_to_axes(structure, axes, ndim)


def _mirrored(structure: np.ndarray, origins: Sequence[int]) -> tuple[np.ndarray, list[int]]:
    """The structure and origin that a dilation looks at neighbours with."""
    flipped = structure[(slice(None, None, -1),) * structure.ndim]
    return flipped, [-o - (1 if n % 2 == 0 else 0) for o, n in zip(origins, structure.shape)]


def _morphology(input: Any, structure: Any, iterations: Any, mask: Any, output: Any, border_value: Any, origin: Any,
                axes: Any, dilate: bool, mirror: bool = True) -> np.ndarray:
    if output is None and type(input) is np.ndarray and input.ndim:
        key = None if structure is None else array_key(structure)
        plan = cached(_plan, input.ndim, key, origin, axes, dilate, mirror)
        if (done := plan.apply(input, iterations, mask, border_value)) is not None:
            return done
    try:
        iterations = operator.index(iterations)
    except TypeError:
        raise TypeError(f"iterations must be an integer; got {iterations!r}") from None
    input = as_real_array(input)
    axes = filter_axes(axes, input.ndim)
    around = _neighbours(structure, origin, axes, input.ndim, dilate and mirror)
    if mask is not None:
        mask = np.asarray(mask, dtype=bool)
        if mask.shape != input.shape:
            raise RuntimeError(f"mask must have the shape of the input, {input.shape}; got {mask.shape}")
    if isinstance(output, np.ndarray):
        if output.dtype.kind == "c":
            raise TypeError(f"output must be real; got dtype {output.dtype}")
        if output.shape != input.shape:
            raise RuntimeError(f"output must have the shape {input.shape}; got {output.shape}")
    result = _iterate(true_elements(input), around, iterations, mask, bool(border_value), dilate)
    if isinstance(output, np.ndarray):
        output[...] = result
        return output
    return result


@functools.lru_cache(maxsize=256, typed=True)
def _plan(ndim: int, key: Any, origin: Any, axes: Any, dilate: bool, mirror: bool) -> Any:
    structure = None if key is None else keyed_array(key)
    around = _neighbours(structure, origin, filter_axes(axes, ndim), ndim, dilate and mirror)
    return _native.Binary(around.offsets, dilate)


class _Around(NamedTuple):
    """The neighbours that a structure looks at."""

    offsets: np.ndarray
    # The structure as 3 x 3 x ... bytes, if it is symmetric and holds its centre: iterations then follow connected
    # elements.
    connected: np.ndarray | None


_LARGEST_KEY = 4096     # bytes of a structure whose neighbours are kept


def _neighbours(structure: Any, origin: Any, axes: tuple[int, ...], ndim: int, mirror: bool) -> _Around:
    if type(origin) is not int:
        origin = tuple(operator.index(o) for o in per_axis(origin, len(axes), "origin"))
    if structure is None:
        return _kept_neighbours(None, (), origin, axes, ndim, mirror)
    structure = np.asarray(structure, dtype=bool)
    if structure.size > _LARGEST_KEY:
        return _make_neighbours(structure, origin, axes, ndim, mirror)
    return _kept_neighbours(structure.tobytes(), structure.shape, origin, axes, ndim, mirror)


@functools.lru_cache(maxsize=256)
def _kept_neighbours(structure: bytes | None, shape: tuple[int, ...], origin: Any, axes: tuple[int, ...], ndim: int,
                     mirror: bool) -> _Around:
    array = None if structure is None else np.frombuffer(structure, bool).reshape(shape)
    return _make_neighbours(array, origin, axes, ndim, mirror)


def _make_neighbours(structure: Any, origin: Any, axes: tuple[int, ...], ndim: int, mirror: bool) -> _Around:
    structure = _structure(structure, axes, ndim)
    origins = spread([operator.index(o) for o in per_axis(origin, len(axes), "origin")], axes, ndim, 0)
    if mirror:
        structure, origins = _mirrored(structure, origins)
    for o, n in zip(origins, structure.shape):
        check_origin(o, n)
    offsets = neighbour_offsets(structure, origins) if ndim else np.zeros((int(structure), 1), np.int64)
    return _Around(offsets, _connected(offsets, ndim or 1))


def _connected(offsets: np.ndarray, ndim: int) -> np.ndarray | None:
    if not len(offsets) or np.abs(offsets).max() > 1:
        return None
    structure = np.zeros((3,) * ndim, bool)
    structure[tuple((offsets + 1).T)] = True
    if not structure[(1,) * ndim] or not np.array_equal(structure, structure[(slice(None, None, -1),) * ndim]):
        return None
    return structure.reshape(-1).view(np.uint8)


_SMALL = 4096   # elements for which passes over all of them cost less than components


def _iterate(state: np.ndarray, around: _Around, iterations: int, mask: np.ndarray | None, border: bool,
             dilate: bool) -> np.ndarray:
    """``iterations`` passes, or as many as change something if below 1."""
    shape = state.shape
    if state.ndim == 0:
        state = state.reshape(1)
    flat_mask = _NO_MASK if mask is None else np.ascontiguousarray(mask).reshape(-1).view(np.uint8)
    if (iterations < 1 and dilate and mask is not None and around.connected is not None and state.size > _SMALL):
        return _grown(state, mask.reshape(state.shape), around, border).reshape(shape)
    out = np.empty(state.shape, bool)
    _native.binary_morphology(state, around.offsets, dilate, border, flat_mask, iterations, out)
    return out if out.shape == shape else out.reshape(shape)


def _grown(state: np.ndarray, mask: np.ndarray, around: _Around, border: bool) -> np.ndarray:
    """Dilation within a mask until nothing changes: the components of both that hold a true element."""
    labels = np.empty(state.shape, np.int32 if state.size < 2**31 - 2 else np.int64)
    count = _native.label(state | mask, around.connected, labels)
    reached = np.zeros(count + 1, bool)
    reached[labels[state]] = True
    if border:
        for offset in around.offsets:
            for d in np.flatnonzero(offset):
                edge = labels.take(0 if offset[d] < 0 else -1, axis=d)
                reached[edge[mask.take(0 if offset[d] < 0 else -1, axis=d)]] = True
    reached[0] = False
    return reached[labels]


def binary_erosion(input: Any, structure: Any = None, iterations: int = 1, mask: Any = None, output: Any = None,
                   border_value: int = 0, origin: Any = 0, brute_force: bool = False, *,
                    axes: Any = None) -> np.ndarray:
    """Binary erosion: true where the structure, moved there, lies within the true elements.

    Parameters
    ----------
    input : array_like
        Elements other than zero are true.
    structure : array_like of bool, optional
        By default the elements that share a face with the centre.
    iterations : int
        How often; below 1, until nothing changes.
    mask : array_like of bool, optional
        Elements where it is false stay as they are.
    output : ndarray, optional
        Where the result goes; its dtype stays.
    border_value : int
        What lies beyond the edges, 0 or 1.
    origin : int or sequence of int
    brute_force : bool
        Taken for compatibility: iterations always visit only what may change.
    axes : int, sequence of int or None
        The axes that the structure's dimensions belong to.

    Returns
    -------
    ndarray of bool

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> a = np.zeros((5, 5), int)
    >>> a[1:4, 1:4] = 1
    >>> ndimage.binary_erosion(a).astype(int)
    array([[0, 0, 0, 0, 0],
           [0, 0, 0, 0, 0],
           [0, 0, 1, 0, 0],
           [0, 0, 0, 0, 0],
           [0, 0, 0, 0, 0]])
    """
    return _morphology(input, structure, iterations, mask, output, border_value, origin, axes, False)


def binary_dilation(input: Any, structure: Any = None, iterations: int = 1, mask: Any = None, output: Any = None,
                    border_value: int = 0, origin: Any = 0, brute_force: bool = False, *,
                    axes: Any = None) -> np.ndarray:
    """Binary dilation: the structure, moved to every true element.

    Parameters are those of `binary_erosion`.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.binary_dilation([[0, 0, 0], [0, 1, 0], [0, 0, 0]]).astype(int)
    array([[0, 1, 0],
           [1, 1, 1],
           [0, 1, 0]])
    """
    return _morphology(input, structure, iterations, mask, output, border_value, origin, axes, True)


def binary_opening(input: Any, structure: Any = None, iterations: int = 1, output: Any = None, origin: Any = 0,
                   mask: Any = None, border_value: int = 0, brute_force: bool = False, *,
                    axes: Any = None) -> np.ndarray:
    """Erosion, then dilation: removes what the structure does not fit into.

    Parameters are those of `binary_erosion`; ``iterations`` is for each of the two.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> a = np.zeros((5, 5), int)
    >>> a[1:4, 1:4] = 1
    >>> a[4, 4] = 1
    >>> ndimage.binary_opening(a).astype(int)
    array([[0, 0, 0, 0, 0],
           [0, 0, 1, 0, 0],
           [0, 1, 1, 1, 0],
           [0, 0, 1, 0, 0],
           [0, 0, 0, 0, 0]])
    """
    eroded = _morphology(input, structure, iterations, mask, None, border_value, origin, axes, False)
    return _morphology(eroded, structure, iterations, mask, output, border_value, origin, axes, True)


def binary_closing(input: Any, structure: Any = None, iterations: int = 1, output: Any = None, origin: Any = 0,
                   mask: Any = None, border_value: int = 0, brute_force: bool = False, *,
                    axes: Any = None) -> np.ndarray:
    """Dilation, then erosion: fills what the structure does not fit into.

    Parameters are those of `binary_erosion`; ``iterations`` is for each of the two.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.binary_closing([0, 1, 1, 0, 1, 1, 0]).astype(int)
    array([0, 1, 1, 1, 1, 1, 0])
    """
    dilated = _morphology(input, structure, iterations, mask, None, border_value, origin, axes, True)
    return _morphology(dilated, structure, iterations, mask, output, border_value, origin, axes, False)


def binary_hit_or_miss(input: Any, structure1: Any = None, structure2: Any = None, output: Any = None,
                       origin1: Any = 0, origin2: Any = None, *, axes: Any = None) -> np.ndarray | None:
    """True where one structure fits into the true elements and another into the false ones.

    Parameters
    ----------
    input : array_like
    structure1 : array_like of bool, optional
    structure2 : array_like of bool, optional
        By default the complement of ``structure1``.
    output : ndarray, optional
        If given the function returns None.
    origin1, origin2 : int or sequence of int
        Those of the two structures; ``origin2`` is by default ``origin1``.
    axes : int, sequence of int or None

    Returns
    -------
    ndarray of bool

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.binary_hit_or_miss([0, 1, 0, 1, 1, 0], structure1=[0, 1, 0]).astype(int)
    array([0, 1, 0, 0, 0, 0])
    """
    input = as_real_array(input)
    count = len(filter_axes(axes, input.ndim))
    structure1 = ball(count, 1) if structure1 is None else np.asarray(structure1)
    structure2 = np.logical_not(structure1) if structure2 is None else structure2
    origin2 = origin1 if origin2 is None else origin2
    hit = _morphology(input, structure1, 1, None, None, 0, origin1, axes, False)
    blocked = _morphology(input, structure2, 1, None, None, 0, origin2, axes, True, mirror=False)
    result = np.greater(hit, blocked)
    if isinstance(output, np.ndarray):
        output[...] = result
        return None
    return result


def binary_propagation(input: Any, structure: Any = None, mask: Any = None, output: Any = None, border_value: int = 0,
                       origin: Any = 0, *, axes: Any = None) -> np.ndarray:
    """Dilation within a mask until nothing changes.

    Parameters are those of `binary_erosion`.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.binary_propagation([0, 1, 0, 0, 0], mask=[1, 1, 1, 0, 1]).astype(int)
    array([1, 1, 1, 0, 0])
    """
    return binary_dilation(input, structure, -1, mask, output, border_value, origin, axes=axes)


def binary_fill_holes(input: Any, structure: Any = None, output: Any = None, origin: Any = 0, *,
                      axes: Any = None) -> np.ndarray | None:
    """Fill the false elements that are not connected to the edge.

    Parameters
    ----------
    input : array_like
    structure : array_like of bool, optional
        How false elements are connected.
    output : ndarray, optional
        If given the function returns None.
    origin : int or sequence of int
    axes : int, sequence of int or None

    Returns
    -------
    ndarray of bool

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.binary_fill_holes([[1, 1, 1], [1, 0, 1], [1, 1, 1]]).astype(int)
    array([[1, 1, 1],
           [1, 1, 1],
           [1, 1, 1]])
    """
    input = np.asarray(input)
    if input.dtype.kind not in "biufc":
        raise TypeError(f"input must be numeric; got dtype {input.dtype}")
    outside = binary_dilation(np.zeros(input.shape, bool), structure, -1, input == 0, None, 1, origin, axes=axes)
    np.logical_not(outside, outside)
    if isinstance(output, np.ndarray):
        output[...] = outside
        return None
    return outside
