# SPDX-License-Identifier: BSD-3-Clause
"""Cutting a tree into flat clusters."""
from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from scinova.cluster import _native
from scinova.cluster.hierarchy._checks import checked_inconsistency, checked_linkage
from scinova.cluster.hierarchy._linkage import linkage
from scinova.cluster.hierarchy._measures import _largest, inconsistent

_CRITERIA = ("inconsistent", "distance", "maxclust", "monocrit", "maxclust_monocrit")


def _threshold_for_count(Z: np.ndarray, values: np.ndarray, most: float) -> float:
    """The least threshold on ``values`` that leaves no more than ``most`` clusters (-inf: each point its own)."""
    candidates = np.unique(values)
    if most < 1 or most >= len(Z) + 1:
        return -np.inf
    low, high = 0, len(candidates) - 1
    while low < high:
        middle = (low + high) // 2
        if _native.count_clusters(Z, values, candidates[middle]) <= most:
            high = middle
        else:
            low = middle + 1
    return candidates[low]


def _statistic(Z: np.ndarray, criterion: str, depth: int, R: Any, monocrit: Any) -> np.ndarray:
    """The number per merge that ``criterion`` compares with its threshold."""
    if criterion in ("distance", "maxclust"):
        return _largest(Z, Z[:, 2])
    if criterion == "inconsistent":
        R = inconsistent(Z, depth) if R is None else checked_inconsistency(R, "fcluster: R")
        if len(R) != len(Z):
            raise ValueError(f"fcluster: R must have as many rows as Z, {len(Z)}; got {len(R)}")
        return _largest(Z, R[:, 3])
    values = np.ascontiguousarray(monocrit, dtype=np.float64) if monocrit is not None else np.empty(0)
    if values.ndim != 1 or len(values) < len(Z):
        raise ValueError(f"fcluster: monocrit must have a number for each of the {len(Z)} merges; got "
                         f"{'none' if monocrit is None else f'shape {values.shape}'}")
    return values[:len(Z)]


def fcluster(Z: npt.ArrayLike, t: float, criterion: str = "inconsistent", depth: int = 2,
             R: npt.ArrayLike | None = None, monocrit: npt.ArrayLike | None = None) -> np.ndarray:
    """Flat clusters from a tree.

    Parameters
    ----------
    Z : (n-1, 4) array_like
        Linkage matrix.
    t : float
        Threshold, or for the two ``maxclust`` criteria the largest number of clusters.
    criterion : {'inconsistent', 'distance', 'maxclust', 'monocrit', 'maxclust_monocrit'}
        A subtree is a cluster when, throughout it, the inconsistency coefficient is at most ``t``; the height is;
        ``monocrit`` at its top is; or when the height, or ``monocrit``, is at most the least threshold that leaves no
        more than ``t`` clusters.
    depth : int
        Levels for the inconsistency coefficient.
    R : (n-1, 4) array_like, optional
        Inconsistency matrix, where it is known already.
    monocrit : (n-1,) array_like, optional
        A number per merge that does not fall on the way up.

    Returns
    -------
    (n,) ndarray of int32
        Number of the cluster of each observation, from 1.

    Examples
    --------
    >>> from scinova.cluster.hierarchy import fcluster, linkage
    >>> Z = linkage([[0.0], [1.0], [5.0], [7.0]])
    >>> fcluster(Z, 2.0, "distance")
    array([1, 1, 2, 2], dtype=int32)
    >>> fcluster(Z, 3, "maxclust")
    array([1, 1, 2, 3], dtype=int32)
    """
    Z = checked_linkage(Z, "fcluster: Z")
    if criterion not in _CRITERIA:
        raise ValueError(f"fcluster: criterion must be one of {', '.join(map(repr, _CRITERIA))}; got {criterion!r}")
    if criterion == "maxclust" and t >= len(Z) + 1:
        return np.arange(1, len(Z) + 2, dtype=np.int32)
    values = _statistic(Z, criterion, depth, R, monocrit)
    threshold = _threshold_for_count(Z, values, t) if criterion.startswith("maxclust") else float(t)
    labels = np.empty(len(Z) + 1, dtype=np.int32)
    _native.flat_clusters(Z, values, threshold, labels)
    return labels


def fclusterdata(X: npt.ArrayLike, t: float, criterion: str = "inconsistent", metric: Any = "euclidean",
                 depth: int = 2, method: str = "single", R: npt.ArrayLike | None = None) -> np.ndarray:
    """Flat clusters of observations: `linkage`, then `fcluster`.

    Parameters
    ----------
    X : (n, m) array_like
        Observations, one a row.
    t, criterion, depth, R
        As for `fcluster`.
    metric, method
        As for `linkage`.

    Returns
    -------
    (n,) ndarray of int32
        Number of the cluster of each observation, from 1.

    Examples
    --------
    >>> from scinova.cluster.hierarchy import fclusterdata
    >>> fclusterdata([[0.0], [1.0], [5.0], [7.0]], 2.0, criterion="distance")
    array([1, 1, 2, 2], dtype=int32)
    """
    X = np.asarray(X, dtype=np.float64)
    if X.ndim != 2:
        raise TypeError(f"fclusterdata: X must have 2 dimensions, observations by features; got {X.ndim}")
    return fcluster(linkage(X, method, metric), t, criterion, depth, R)


def leaders(Z: npt.ArrayLike, T: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The node at the top of each flat cluster.

    Parameters
    ----------
    Z : (n-1, 4) array_like
        Linkage matrix.
    T : (n,) ndarray of int32
        Cluster of each observation, as `fcluster` gives it.

    Returns
    -------
    L : ndarray of int32
        Nodes.
    M : ndarray of int32
        The cluster that each is the top of.

    Raises
    ------
    TypeError
        If ``T`` is not an int32 array.
    ValueError
        If some cluster is not a subtree of ``Z``.

    Examples
    --------
    >>> from scinova.cluster.hierarchy import fcluster, leaders, linkage
    >>> Z = linkage([[0.0], [1.0], [5.0], [7.0]])
    >>> leaders(Z, fcluster(Z, 2, "maxclust"))
    (array([4, 5], dtype=int32), array([1, 2], dtype=int32))
    """
    Z = checked_linkage(Z, "leaders: Z")
    if not isinstance(T, np.ndarray) or T.dtype != np.int32:
        raise TypeError(f"leaders: T must be an array of dtype int32; got {getattr(T, 'dtype', type(T).__name__)}")
    if T.shape != (len(Z) + 1,):
        raise ValueError(f"leaders: T must have the {len(Z) + 1} observations of Z; got shape {T.shape}")
    count = len(np.unique(T))
    nodes, names = np.empty(count, dtype=np.int32), np.empty(count, dtype=np.int32)
    if _native.leaders(Z, np.ascontiguousarray(T), nodes, names) != count:
        raise ValueError("leaders: T must be made of subtrees of Z; a cluster in it is not one")
    return nodes, names


def is_isomorphic(T1: npt.ArrayLike, T2: npt.ArrayLike) -> bool:
    """Whether two assignments to clusters differ in the names of the clusters only.

    Parameters
    ----------
    T1, T2 : (n,) array_like

    Returns
    -------
    bool

    Examples
    --------
    >>> from scinova.cluster.hierarchy import is_isomorphic
    >>> is_isomorphic([1, 1, 2], [7, 7, 5]), is_isomorphic([1, 1, 2], [7, 5, 5])
    (True, False)
    """
    T1, T2 = np.asarray(T1), np.asarray(T2)
    for name, T in (("T1", T1), ("T2", T2)):
        if T.ndim != 1:
            raise ValueError(f"is_isomorphic: {name} must have 1 dimension; got {T.ndim}")
    if T1.shape != T2.shape:
        raise ValueError(f"is_isomorphic: T1 and T2 must have as many elements; got {len(T1)} and {len(T2)}")
    first, first_of = np.unique(T1, return_inverse=True)
    second, second_of = np.unique(T2, return_inverse=True)
    pairs = np.unique(first_of.astype(np.int64) * max(len(second), 1) + second_of)
    return len(first) == len(second) == len(pairs)


def cut_tree(Z: npt.ArrayLike, n_clusters: npt.ArrayLike | None = None,
             height: npt.ArrayLike | None = None) -> np.ndarray:
    """Clusters after cutting a tree, at several places if asked.

    Parameters
    ----------
    Z : (n-1, 4) array_like
        Linkage matrix.
    n_clusters : int or sequence of int, optional
        Numbers of clusters.
    height : float or sequence of float, optional
        Heights below which merges are kept. With neither, every number of clusters from n down to 1.

    Returns
    -------
    (n, k) ndarray of int64
        A column for each cut: the cluster of each observation, from 0 in the order of their first observations.

    Examples
    --------
    >>> from scinova.cluster.hierarchy import cut_tree, linkage
    >>> cut_tree(linkage([[0.0], [1.0], [5.0], [7.0]]), n_clusters=[3, 2])
    array([[0, 0],
           [0, 0],
           [1, 1],
           [2, 1]])
    """
    Z = checked_linkage(Z, "cut_tree: Z")
    if n_clusters is not None and height is not None:
        raise ValueError("cut_tree: give n_clusters or height; got both")
    n = len(Z) + 1
    if height is not None:
        merges = np.searchsorted(np.maximum.accumulate(Z[:, 2]), np.atleast_1d(height))
    elif n_clusters is not None:
        merges = n - np.clip(np.atleast_1d(n_clusters).astype(np.int64), 1, n)
    else:
        merges = np.arange(n)
    out = np.empty((n, len(merges)), dtype=np.int64)
    label = np.empty(n, dtype=np.int32)
    steps = np.arange(n - 1, dtype=np.float64)
    for column, count in enumerate(merges):
        _native.flat_clusters(Z, steps, count - 0.5, label)
        _, first, group = np.unique(label, return_index=True, return_inverse=True)
        out[:, column] = np.argsort(np.argsort(first))[group]
    return out
