# SPDX-License-Identifier: BSD-3-Clause
"""Distance transforms: exact Euclidean, chamfer, and by trying every pair."""
from __future__ import annotations

import functools
from typing import Any

import numpy as np

from scinova._core.arrays import native
from scinova.ndimage import _native
from scinova.ndimage._binary import ball_bytes, structure_bytes
from scinova.ndimage._support import cached, per_axis

_NO_INDICES = np.empty(0, np.int64)
_NO_PLACES = np.empty(0, np.int32)


def _foreground(input: Any) -> np.ndarray:
    input = np.asarray(input)
    return native(input if input.dtype.kind == "b" else input != 0, contiguous=True)


def _steps(sampling: Any, ndim: int) -> np.ndarray:
    return _unit_steps(ndim) if sampling is None else cached(_kept_steps, sampling, ndim)


@functools.lru_cache(maxsize=64, typed=True)
def _kept_steps(sampling: Any, ndim: int) -> np.ndarray:
    return np.array([float(s) for s in per_axis(sampling, ndim, "sampling")])


@functools.lru_cache
def _unit_steps(ndim: int) -> np.ndarray:
    return np.ones(ndim)


def _wanted(return_distances: bool, return_indices: bool, distances: Any, indices: Any) -> None:
    if not return_distances and not return_indices:
        raise RuntimeError("return_distances or return_indices must be true")
    if distances is not None and not return_distances:
        raise RuntimeError("distances must not be given where return_distances is false")
    if indices is not None and not return_indices:
        raise RuntimeError("indices must not be given where return_indices is false")


def _check(array: np.ndarray, name: str, shape: tuple[int, ...], dtype: Any, error: type[Exception]) -> None:
    if array.dtype != dtype:
        raise error(f"{name} must have the dtype {np.dtype(dtype)}; got {array.dtype}")
    if array.shape != shape:
        raise error(f"{name} must have the shape {shape}; got {array.shape}")


def _deliver(distances: np.ndarray | None, indices: np.ndarray | None, into_distances: Any, into_indices: Any) -> Any:
    """What a transform returns: the results that were not written to arrays given for them."""
    results = []
    for result, into in ((distances, into_distances), (indices, into_indices)):
        if result is None:
            continue
        if isinstance(into, np.ndarray):
            into[...] = result
        else:
            results.append(result)
    return None if not results else results[0] if len(results) == 1 else tuple(results)


def distance_transform_edt(input: Any, sampling: Any = None, return_distances: bool = True,
                           return_indices: bool = False, distances: Any = None, indices: Any = None) -> Any:
    """The exact Euclidean distance of every foreground element to the nearest background element.

    Parameters
    ----------
    input : array_like
        Elements other than zero are foreground.
    sampling : float or sequence of float, optional
        Distance of neighbours along the axes.
    return_distances, return_indices : bool
        Whether to give distances, and the indices of the nearest background elements.
    distances : ndarray of float64, optional
        Where the distances go; they are then not returned.
    indices : ndarray of int32, optional
        Where the indices go, of shape ``(ndim, *input.shape)``.

    Returns
    -------
    ndarray, or tuple of them
        Where no element is background, distances are those to a background element before the first one.

    Notes
    -----
    P. Felzenszwalb and D. Huttenlocher, "Distance transforms of sampled functions", Theory of Computing 8 (2012):
    linear in the number of elements, in parallel over lines. Of several nearest elements which one is given is not
    specified.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.distance_transform_edt([[0, 1, 1], [1, 1, 1]]).round(3)
    array([[0.   , 1.   , 2.   ],
           [1.   , 1.414, 2.236]])
    """
    if (type(input) is np.ndarray and input.dtype.char == "?" and input.ndim and input.flags.c_contiguous
            and sampling is distances is indices is None and return_distances and not return_indices):
        result = np.empty(input.shape)
        _native.euclidean(input, _unit_steps(input.ndim), result, _NO_PLACES)
        return result
    _wanted(return_distances, return_indices, distances, indices)
    true = _foreground(input)
    if not true.ndim:
        true = true.reshape(1)
    shape, ndim = true.shape, true.ndim
    steps = _steps(sampling, ndim)
    if indices is not None and return_indices and isinstance(indices, np.ndarray):
        _check(indices, "indices", (ndim, *shape), np.int32, RuntimeError)
    if distances is not None and return_distances and isinstance(distances, np.ndarray):
        _check(distances, "distances", shape, np.float64, RuntimeError)
    if sampling is not None and 0.0 in steps.tolist() and not true.all():
        raise ValueError("sampling must not be 0")
    result = np.empty(shape)
    nearest = np.empty((ndim, *shape), np.int32) if return_indices else None
    _native.euclidean(true, steps, result, _NO_PLACES if nearest is None else nearest.reshape(-1))
    if distances is None and indices is None and nearest is None:
        return result
    return _deliver(result if return_distances else None, nearest, distances, indices)


def _chamfer_structure(metric: Any, ndim: int) -> np.ndarray:
    """Which neighbours are a step away, as bytes."""
    if isinstance(metric, str):
        reach = {"taxicab": 1, "cityblock": 1, "manhattan": 1, "chessboard": ndim}.get(metric)
        if reach is None:
            raise ValueError("metric must be 'chessboard', 'taxicab', 'cityblock', 'manhattan' or an array; "
                             f"got {metric!r}")
        return ball_bytes(ndim, reach)
    try:
        structure = np.asarray(metric) != 0
    except Exception as problem:
        raise ValueError(f"metric must be a name or an array; got {metric!r}") from problem
    if structure.shape != (3,) * ndim:
        raise ValueError(f"metric must have a length of 3 along each of {ndim} axes; got shape {structure.shape}")
    return structure_bytes(structure)


def distance_transform_cdt(input: Any, metric: Any = "chessboard", return_distances: bool = True,
                           return_indices: bool = False, distances: Any = None, indices: Any = None) -> Any:
    """The least number of steps from every foreground element to the background, by two sweeps.

    Parameters
    ----------
    input : array_like
        Elements other than zero are foreground.
    metric : {'chessboard', 'taxicab', 'cityblock', 'manhattan'} or array_like
        Which neighbours are one step away; an array of shape (3, 3, ...) says so itself.
    return_distances, return_indices : bool
    distances : ndarray of int32, optional
    indices : ndarray of int32, optional
        As for `distance_transform_edt`.

    Returns
    -------
    ndarray of int32, or tuple of them
        -1 where no background element is reached.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.distance_transform_cdt([[0, 1, 1], [1, 1, 1]], "taxicab")
    array([[0, 1, 2],
           [1, 2, 3]], dtype=int32)
    """
    _wanted(return_distances, return_indices, distances, indices)
    true = _foreground(input)
    if true.ndim == 0:
        raise TypeError("input must have at least one dimension; got a scalar")
    shape, ndim = true.shape, true.ndim
    structure = _chamfer_structure(metric, ndim)
    if isinstance(distances, np.ndarray) and return_distances:
        _check(distances, "distances", shape, np.int32, ValueError)
    if isinstance(indices, np.ndarray) and return_indices:
        _check(indices, "indices", (ndim, *shape), np.int32, ValueError)
    steps = np.empty(shape, np.int32)
    nearest = np.arange(true.size) if return_indices else _NO_INDICES
    _native.chamfer(true, steps, nearest, structure)
    places = None
    if return_indices:
        places = np.array(np.unravel_index(nearest, shape), np.int32).reshape(ndim, *shape)
    return _deliver(steps if return_distances else None, places, distances, indices)


_METRICS = {"euclidean": 0, "taxicab": 1, "cityblock": 1, "manhattan": 1, "chessboard": 2}


def distance_transform_bf(input: Any, metric: str = "euclidean", sampling: Any = None, return_distances: bool = True,
                          return_indices: bool = False, distances: Any = None, indices: Any = None) -> Any:
    """Distances of foreground elements to the nearest background element, by trying them all.

    Parameters
    ----------
    input : array_like
        Elements other than zero are foreground.
    metric : {'euclidean', 'taxicab', 'cityblock', 'manhattan', 'chessboard'}
    sampling : float or sequence of float, optional
        Distance of neighbours along the axes, for the Euclidean metric.
    return_distances, return_indices : bool
    distances : ndarray of float64 (uint32 for the other metrics), optional
    indices : ndarray of int32, optional
        As for `distance_transform_edt`.

    Returns
    -------
    ndarray, or tuple of them
        The largest number of the dtype (its root, if Euclidean) where no element is background.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.distance_transform_bf([[0, 1, 1], [1, 1, 1]], "chessboard")
    array([[0, 1, 2],
           [1, 1, 2]], dtype=uint32)
    """
    _wanted(return_distances, return_indices, distances, indices)
    true = _foreground(input)
    shape, ndim = true.shape, true.ndim
    code = _METRICS.get(metric.lower()) if isinstance(metric, str) else None
    if code is None:
        raise RuntimeError(f"metric must be one of {', '.join(map(repr, _METRICS))}; got {metric!r}")
    dtype = np.float64 if code == 0 else np.uint32
    steps = _steps(sampling if code == 0 else None, ndim)
    if isinstance(distances, np.ndarray) and return_distances:
        _check(distances, "distances", shape, dtype, RuntimeError)
    if isinstance(indices, np.ndarray) and return_indices:
        _check(indices, "indices", (ndim, *shape), np.int32, RuntimeError)
    if ndim:
        result, where = _native.brute_force(true, code, steps, return_indices)
    else:
        # One element has no neighbours: as foreground, there is no background.
        result, where = _native.brute_force(true.reshape(1), code, _unit_steps(1), False)
        result, where = result.reshape(()), np.empty(0, np.int32) if return_indices else None
    return _deliver(result if return_distances else None, where, distances, indices)
