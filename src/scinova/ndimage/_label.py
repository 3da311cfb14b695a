# SPDX-License-Identifier: BSD-3-Clause
"""Connected components and where labels lie."""
from __future__ import annotations

import functools
import operator
from typing import Any

import numpy as np

from scinova._core.arrays import native
from scinova.ndimage import _native
from scinova.ndimage._binary import ball, structure_bytes
from scinova.ndimage._support import array_key, as_real_array, cached, keyed_array, true_elements


def label(input: Any, structure: Any = None, output: Any = None) -> Any:
    """Number the connected components of the elements other than zero.

    Parameters
    ----------
    input : array_like
        Real.
    structure : array_like, optional
        Which neighbours are connected: of shape (3, 3, ...), symmetric about its centre. By default those that share a
        face.
    output : array or dtype, optional
        Where the labels go, or their dtype; int32 by default, int64 for arrays that may need it.

    Returns
    -------
    labels : ndarray
        0 for the background, 1, 2, ... in the order of each component's first element. Only if ``output`` is not an
        array.
    count : int

    Raises
    ------
    RuntimeError
        If the output's dtype cannot hold the labels.

    Examples
    --------
    >>> from scinova import ndimage
    >>> labels, count = ndimage.label([[0, 1, 1], [0, 0, 0], [1, 0, 1]])
    >>> labels
    array([[0, 1, 1],
           [0, 0, 0],
           [2, 0, 3]], dtype=int32)
    >>> count
    3
    """
    input = as_real_array(input)
    ndim = input.ndim
    flags = cached(_connections, ndim, None if structure is None else array_key(structure))
    given = isinstance(output, np.ndarray)
    if given:
        out = output
        if out.shape != input.shape:
            raise ValueError(f"output must have the shape of the input, {input.shape}; got {out.shape}")
    else:
        out = np.empty(input.shape, np.dtype(output) if output is not None
                       else np.int32 if input.size < 2**31 - 2 else np.int64)
    count = _label(input, flags, out, given)
    return count if given else (out, count)


@functools.lru_cache(maxsize=64)
def _connections(ndim: int, key: Any) -> np.ndarray:
    """A structure, by the key of an array, as bytes: which neighbours are connected."""
    if key is None:
        return structure_bytes(ball(ndim, 1))
    structure = keyed_array(key).astype(bool)
    if structure.ndim != ndim:
        raise RuntimeError(f"structure must have {ndim} dimensions; got {structure.ndim}")
    if any(n != 3 for n in structure.shape):
        raise ValueError(f"structure must have a length of 3 along every axis; got shape {structure.shape}")
    if not np.array_equal(structure, structure[(slice(None, None, -1),) * ndim]):
        raise AssertionError("structure must be symmetric about its centre")
    return structure_bytes(structure)


def _label(input: np.ndarray, flags: np.ndarray, out: np.ndarray, given: bool) -> int:
    true = true_elements(input, TypeError)
    if input.ndim == 0:
        out[...] = true
        return int(true)
    target = out
    if not (out.dtype.char in "?bBhHiIlLqQfd" and out.dtype.isnative and out.flags.behaved) or (
            given and np.may_share_memory(true, out)):
        if out.dtype.kind not in "biuf":
            raise TypeError(f"output must be of a real dtype; got {out.dtype}")
        target = np.empty(out.shape, out.dtype.newbyteorder("=") if out.dtype.char not in "eg" else np.float64)
    count = int(_native.label(true, flags, target))
    if count < 0:
        raise RuntimeError(f"output dtype {out.dtype} cannot hold {-count} labels; give a wider one")
    if target is not out:
        out[...] = target
    return count


def find_objects(input: Any, max_label: int = 0) -> list[tuple[slice, ...] | None]:
    """The bounding box of every label.

    Parameters
    ----------
    input : array_like of int
        Labels; those below 1 are background.
    max_label : int, optional
        The largest label looked for; by default the largest there is.

    Returns
    -------
    list of tuple of slice
        Entry k is that of label k + 1; None if it does not occur.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.find_objects([[0, 3, 3], [1, 0, 3]])
    [(slice(1, 2, None), slice(0, 1, None)), None, (slice(0, 2, None), slice(1, 3, None))]
    """
    if type(max_label) is int:
        found = _native.find_objects(input, max_label, _MOST_BOXES)
        if found is not None:
            return found
    input = np.asarray(input)
    if input.dtype.kind == "c":
        raise TypeError(f"input must be an array of integers; got dtype {input.dtype}")
    if max_label < 1 and input.size == 0:
        raise ValueError("input must not be empty where max_label is not given")
    max_label = operator.index(max_label)
    if input.ndim == 0 or input.dtype.kind not in "biu":
        if max_label < 1:
            top = input.max()
            max_label = int(top) if isinstance(top, np.bool_) else operator.index(top)
        if max_label < 1:
            return []
        if input.ndim == 0:
            return [() if k + 1 == input else None for k in range(max_label)]
        input = input.astype(np.int64)
    return _native.find_objects(np.asarray(native(input)), max_label, _MOST_BOXES)


_MOST_BOXES = 2**40


def value_indices(arr: Any, *, ignore_value: int | None = None) -> dict[Any, tuple[np.ndarray, ...]]:
    """Where each distinct value of an integer array lies.

    Parameters
    ----------
    arr : ndarray of int
    ignore_value : int, optional
        A value to leave out.

    Returns
    -------
    dict
        From each value to a tuple of index arrays, as of `numpy.nonzero`.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> where = ndimage.value_indices(np.array([[1, 0], [0, 3]]), ignore_value=0)
    >>> {int(k): tuple(i.tolist() for i in v) for k, v in where.items()}
    {1: ([0], [0]), 3: ([1], [1])}
    """
    places = _native.places_of_values(arr, ignore_value)
    if places is not None:
        return places
    arr = np.asarray(arr)
    if arr.dtype.kind not in "iu":
        raise ValueError(f"arr must be an array of integers; got dtype {arr.dtype}")
    if arr.ndim == 0:
        return {} if ignore_value is not None and arr == ignore_value else {arr[()]: ()}
    values = native(arr)
    wanted = None if ignore_value is None else _integer(ignore_value)
    if (places := _native.places_of_values(np.asarray(values), wanted)) is not None:
        return places
    distinct, ranks = np.unique(values, return_inverse=True)
    skip = np.flatnonzero(distinct == ignore_value) if ignore_value is not None else np.empty(0, np.int64)
    return _native.places_of_ranks(ranks.reshape(arr.shape), skip, distinct)


def _integer(value: Any) -> int:
    """``value``, or a number that no array holds if it is not whole."""
    whole = int(value)
    return whole if whole == value else 2**64
