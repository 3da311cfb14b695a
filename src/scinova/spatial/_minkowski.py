# SPDX-License-Identifier: BSD-3-Clause
"""Minkowski distances that broadcast, and boxes."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.spatial.distance import cdist


def minkowski_distance_p(x: Any, y: Any, p: float = 2.0) -> Any:
    """The p-th power of the p-norm of ``x - y`` along the last axis (the norm itself for inf and 1).

    Parameters
    ----------
    x, y : array_like
        Broadcast against each other.
    p : float
        At least 0.

    Examples
    --------
    >>> from scinova.spatial import minkowski_distance_p
    >>> minkowski_distance_p([[0, 0], [0, 0]], [[1, 1], [0, 1]])
    array([2., 1.])
    """
    x, y = np.asarray(x), np.asarray(y)
    common = np.promote_types(np.promote_types(x.dtype, y.dtype), np.float64)
    x, y = x.astype(common, copy=False), y.astype(common, copy=False)
    if p == np.inf:
        return np.amax(np.abs(y - x), axis=-1)
    return np.sum(np.abs(y - x) if p == 1 else np.abs(y - x) ** p, axis=-1)


def minkowski_distance(x: Any, y: Any, p: float = 2.0) -> Any:
    """The p-norm of ``x - y`` along the last axis.

    Parameters
    ----------
    x, y : array_like
        Broadcast against each other.
    p : float
        At least 1, or inf.

    Examples
    --------
    >>> from scinova.spatial import minkowski_distance
    >>> minkowski_distance([[0, 0], [0, 0]], [[3, 4], [0, 1]])
    array([5., 1.])
    """
    d = minkowski_distance_p(x, y, p)
    return d if p in (np.inf, 1) else d ** (1.0 / p)


def distance_matrix(x: Any, y: Any, p: float = 2.0, threshold: int = 1000000) -> np.ndarray:
    """Minkowski distances between all pairs of points of two sets.

    Parameters
    ----------
    x, y : array_like
        Matrices of points, one a row.
    p : float
        At least 1, or inf.
    threshold : int
        How many numbers an intermediate array may hold; complex points are then done block by block.

    Returns
    -------
    ndarray
        Shape ``(len(x), len(y))``.

    Examples
    --------
    >>> from scinova.spatial import distance_matrix
    >>> distance_matrix([[0, 0], [0, 1]], [[1, 0], [1, 1]], p=1)
    array([[1., 2.],
           [2., 1.]])
    """
    x, y = np.asarray(x), np.asarray(y)
    if x.ndim != 2 or y.ndim != 2 or x.shape[1] != y.shape[1]:
        raise ValueError(f"distance_matrix: the points must have one dimension; got shapes {x.shape} and {y.shape}")
    if x.dtype.kind in "biuf" and y.dtype.kind in "biuf" and p > 0:
        return cdist(x, y, "minkowski", p=p)
    step = max(1, threshold // max(1, y.size))
    out = np.empty((len(x), len(y)))
    for first in range(0, len(x), step):
        out[first:first + step] = minkowski_distance(x[first:first + step, None, :], y[None, :, :], p)
    return out


class Rectangle:
    """A box with its sides along the axes.

    Parameters
    ----------
    maxes, mins : array_like
        Two opposite corners.

    Examples
    --------
    >>> from scinova.spatial import Rectangle
    >>> float(Rectangle([2, 3], [0, 0]).volume())
    6.0
    """

    def __init__(self, maxes: Any, mins: Any):
        self.maxes = np.maximum(maxes, mins).astype(float)
        self.mins = np.minimum(maxes, mins).astype(float)
        self.m, = self.maxes.shape

    def __repr__(self) -> str:
        return f"<Rectangle {list(zip(self.mins, self.maxes))}>"

    def volume(self) -> Any:
        """The product of the sides."""
        return np.prod(self.maxes - self.mins)

    def split(self, d: int, split: float) -> tuple[Rectangle, Rectangle]:
        """The parts below and above coordinate ``split`` of axis ``d``."""
        middle = np.copy(self.maxes)
        middle[d] = split
        less = Rectangle(self.mins, middle)
        middle = np.copy(self.mins)
        middle[d] = split
        return less, Rectangle(middle, self.maxes)

    def min_distance_point(self, x: Any, p: float = 2.0) -> Any:
        """The least distance from a point."""
        return minkowski_distance(0, np.maximum(0, np.maximum(self.mins - x, x - self.maxes)), p)

    def max_distance_point(self, x: Any, p: float = 2.0) -> Any:
        """The largest distance from a point."""
        return minkowski_distance(0, np.maximum(self.maxes - x, x - self.mins), p)

    def min_distance_rectangle(self, other: Rectangle, p: float = 2.0) -> Any:
        """The least distance from another box."""
        return minkowski_distance(0, np.maximum(0, np.maximum(self.mins - other.maxes, other.mins - self.maxes)), p)

    def max_distance_rectangle(self, other: Rectangle, p: float = 2.0) -> Any:
        """The largest distance from another box."""
        return minkowski_distance(0, np.maximum(self.maxes - other.mins, other.maxes - self.mins), p)
