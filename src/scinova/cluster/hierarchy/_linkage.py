# SPDX-License-Identifier: BSD-3-Clause
"""Building the tree: agglomerative clustering by seven rules, and the best order of its leaves.

The kernels and their papers: ``native/kernels/cluster/linkage.hpp`` and ``ordering.hpp``.
"""
from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import numpy.typing as npt

from scinova._core.arrays import native
from scinova.cluster import _native
from scinova.cluster.hierarchy._checks import ClusterWarning, checked_linkage, condensed_points
from scinova.spatial.distance import pdist

_METHODS = {"single": 0, "complete": 1, "average": 2, "weighted": 3, "ward": 4, "centroid": 5, "median": 6}
_EUCLIDEAN_ONLY = ("ward", "centroid", "median")


def _looks_like_distances(y: np.ndarray) -> bool:
    return (y.shape[0] == y.shape[1] and not np.diag(y).any() and bool(np.all(y >= 0)) and np.allclose(y, y.T))


def _points_or_distances(y: Any, name: str) -> np.ndarray:
    y = np.asarray(y)
    if y.dtype.kind == "c":
        raise TypeError(f"{name} must be real; got dtype {y.dtype}")
    y = native(y, np.float64)
    if y.ndim not in (1, 2):
        raise ValueError(f"{name} must have 1 or 2 dimensions; got {y.ndim}")
    return y


def _distances(y: np.ndarray, metric: Any, function: str) -> np.ndarray:
    """A condensed distance matrix of our own, to overwrite."""
    if y.ndim == 1:
        condensed_points(y, f"{function}: y")
        return np.array(y, order="C")
    if len(y) < 2:
        raise ValueError(f"{function}: y must have at least 2 observations; got {len(y)}")
    return native(pdist(y, metric), np.float64, contiguous=True)


def linkage(y: npt.ArrayLike, method: str = "single", metric: Any = "euclidean",
            optimal_ordering: bool = False) -> np.ndarray:
    """Hierarchical clustering of observations or of a condensed distance matrix.

    Parameters
    ----------
    y : (n, m) or (n*(n-1)/2,) array_like
        Observations, one a row, or the distances between them as `scinova.spatial.distance.pdist` gives them.
    method : {'single', 'complete', 'average', 'weighted', 'centroid', 'median', 'ward'}
        Distance between clusters: least, largest or mean distance of their points; mean of the distances of the parts
        of a cluster; distance of centroids; distance of centroids with equal weights for the parts; growth of the sum
        of squares. The last three are meant for Euclidean distances.
    metric : str or callable
        Metric of `pdist`; unused for distances.
    optimal_ordering : bool
        Order the leaves by `optimal_leaf_ordering`.

    Returns
    -------
    (n-1, 4) ndarray
        Row k joins nodes ``Z[k, 0]`` and ``Z[k, 1]`` at height ``Z[k, 2]`` to node ``n + k`` of ``Z[k, 3]``
        observations.

    Raises
    ------
    ValueError
        For NaN or infinite distances (or negative ones, with the last three methods), fewer than two observations, a
        length that is no n*(n-1)/2, or another metric than the Euclidean with a method that needs it.

    Notes
    -----
    Prim's algorithm for ``single`` (which, for Euclidean distances of observations, needs memory in proportion to n
    only), nearest-neighbour chains for ``complete``, ``average``, ``weighted`` and ``ward``, a priority queue for
    ``centroid`` and ``median`` (D. Müllner, arXiv:1109.2378).

    Examples
    --------
    >>> from scinova.cluster.hierarchy import linkage
    >>> linkage([[0.0], [1.0], [5.0], [7.0]], "complete")
    array([[0., 1., 1., 2.],
           [2., 3., 2., 2.],
           [4., 5., 7., 4.]])
    """
    if method not in _METHODS:
        raise ValueError(f"linkage: method must be one of {', '.join(map(repr, _METHODS))}; got {method!r}")
    y = _points_or_distances(y, "linkage: y")
    euclidean = isinstance(metric, str) and metric.lower() in ("euclidean", "euclid", "eu", "e")
    if y.ndim == 2:
        if method in _EUCLIDEAN_ONLY and not euclidean:
            raise ValueError(f"linkage: method {method!r} needs metric='euclidean'; got {metric!r}")
        if _looks_like_distances(y):
            warnings.warn("linkage: y is symmetric with a zero diagonal, like a square distance matrix, but is taken "
                          "as observations; pass distances in condensed form", ClusterWarning, stacklevel=2)
    if y.ndim == 2 and method == "single" and euclidean and not optimal_ordering and len(y) > 1:
        if not np.isfinite(y).all():
            raise ValueError("linkage: y must have finite distances; got observations with NaN or inf")
        Z = np.empty((len(y) - 1, 4))
        _native.single_of_points(y, Z)
        return Z
    distances = _distances(y, metric, "linkage")
    if not np.isfinite(distances).all():
        raise ValueError("linkage: y must have finite distances; got NaN or inf")
    if method in _EUCLIDEAN_ONLY and distances.min() < 0:
        raise ValueError(f"linkage: y must have no negative distance for method {method!r}; got {distances.min():g}")
    Z = np.empty((condensed_points(distances, "linkage: y") - 1, 4))
    kept = distances.copy() if optimal_ordering else None
    _native.linkage(distances, _METHODS[method], Z)
    if optimal_ordering:
        _native.optimal_order(Z, kept)
    return Z


def optimal_leaf_ordering(Z: npt.ArrayLike, y: npt.ArrayLike, metric: Any = "euclidean") -> np.ndarray:
    """Turn the nodes of a tree so that neighbouring leaves are as near to each other as can be.

    Parameters
    ----------
    Z : (n-1, 4) array_like
        Linkage matrix.
    y : (n, m) or (n*(n-1)/2,) array_like
        Observations or condensed distances.
    metric : str or callable
        Metric of `pdist`; unused for distances.

    Returns
    -------
    (n-1, 4) ndarray
        ``Z`` with the first two columns of some rows swapped: the sum of the distances between adjacent leaves is the
        least possible.

    Notes
    -----
    Z. Bar-Joseph, D. Gifford and T. Jaakkola, Bioinformatics 17 (2001) S22. Time of order n**3 at worst, memory of
    order n**2.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.cluster.hierarchy import leaves_list, linkage, optimal_leaf_ordering
    >>> y = np.array([[0.0], [10.0], [1.0], [9.0]])
    >>> leaves_list(optimal_leaf_ordering(linkage(y), y))
    array([0, 2, 3, 1], dtype=int32)
    """
    Z = np.array(checked_linkage(Z), order="C")
    y = _points_or_distances(y, "optimal_leaf_ordering: y")
    if y.ndim == 2 and _looks_like_distances(y):
        warnings.warn("optimal_leaf_ordering: y is symmetric with a zero diagonal, like a square distance matrix, but "
                      "is taken as observations; pass distances in condensed form", ClusterWarning, stacklevel=2)
    distances = _distances(y, metric, "optimal_leaf_ordering")
    if not np.isfinite(distances).all():
        raise ValueError("optimal_leaf_ordering: y must have finite distances; got NaN or inf")
    n = condensed_points(distances, "optimal_leaf_ordering: y")
    if n != len(Z) + 1:
        raise ValueError(f"optimal_leaf_ordering: y must have the {len(Z) + 1} observations of Z; got {n}")
    _native.optimal_order(Z, distances)
    return Z


def _shorthand(method: str, rule: str) -> Any:
    def function(y: npt.ArrayLike) -> np.ndarray:
        return linkage(y, method, "euclidean")

    function.__name__ = function.__qualname__ = method
    function.__doc__ = f"""Hierarchical clustering by {rule}: ``linkage(y, {method!r})``.

    Parameters
    ----------
    y : (n, m) or (n*(n-1)/2,) array_like
        Observations, or the condensed distances between them.

    Returns
    -------
    (n-1, 4) ndarray
        Linkage matrix; see `linkage`.

    Examples
    --------
    >>> from scinova.cluster.hierarchy import {method}
    >>> {method}([[0.0], [1.0]])
    array([[0., 1., 1., 2.]])
    """
    return function


single = _shorthand("single", "the least distance of points")
complete = _shorthand("complete", "the largest distance of points")
average = _shorthand("average", "the mean distance of points")
weighted = _shorthand("weighted", "the mean of the distances of a cluster's parts")
centroid = _shorthand("centroid", "the distance of centroids")
median = _shorthand("median", "the distance of centroids with equally weighted parts")
ward = _shorthand("ward", "the least growth of the sum of squares")
