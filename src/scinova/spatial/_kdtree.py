# SPDX-License-Identifier: BSD-3-Clause
"""k-d trees: nearest neighbours, points within a radius, pair counts."""
from __future__ import annotations

import operator
from typing import Any

import numpy as np

from scinova._core.threads import threads_for
from scinova.sparse import coo_matrix, dok_matrix
from scinova.spatial import _native


class cKDTree:
    """A tree for quick searches among points.

    Parameters
    ----------
    data : array_like
        The points, one a row, finite.
    leafsize : int
        The number of points at which a search looks at each of them.
    compact_nodes : bool
        Shrink boxes to their points before they are split.
    copy_data : bool
        Keep a copy of ``data`` rather than a reference.
    balanced_tree : bool
        Split at the median rather than at the midpoint.
    boxsize : float or array_like, optional
        Lengths of a periodic box that holds the points; 0 for an axis that is not periodic.

    Attributes
    ----------
    data : ndarray
    leafsize, m, n, size : int
        The leaf size, the dimension, the number of points and of nodes.
    maxes, mins : ndarray
        The bounding box.
    indices : ndarray
        Rows of the data in tree order.
    tree : node
        The root: ``lesser``, ``greater``, ``split``, ``split_dim``, ``children``, ``indices``, ``data_points``.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.spatial import cKDTree
    >>> tree = cKDTree(np.mgrid[0:5, 0:5].reshape(2, -1).T)
    >>> distance, index = tree.query([2.2, 3.1])
    >>> index, round(distance, 3)
    (13, 0.224)
    """

    def __init__(self, data: Any, leafsize: int = 16, compact_nodes: bool = True, copy_data: bool = False,
                 balanced_tree: bool = True, boxsize: Any = None):
        points = np.array(data, order="C", copy=True if copy_data else None, dtype=np.float64)
        if points.ndim != 2:
            raise ValueError(f"data must have the shape (n, m), n points of m coordinates; got {points.shape}")
        if not np.isfinite(points).all():
            raise ValueError("data must be finite; got NaN or inf")
        leafsize = operator.index(leafsize)
        if leafsize < 1:
            raise ValueError(f"leafsize must be at least 1; got {leafsize}")
        self.data, self.leafsize = points, leafsize
        self.n, self.m = points.shape
        self._options = (bool(balanced_tree), bool(compact_nodes))
        self.boxsize = None
        if boxsize is not None:
            self.boxsize = np.array(np.broadcast_to(np.asarray(boxsize, dtype=np.float64), (self.m,)))
            self._check_box()
        self._build()

    def _check_box(self) -> None:
        periodic = self.boxsize > 0
        if (self.data[:, periodic] >= self.boxsize[periodic]).any():
            raise ValueError("data must lie below boxsize along the periodic axes")
        if (self.data[:, periodic] < 0).any():
            raise ValueError("data must not be negative along the periodic axes")

    def _build(self) -> None:
        box = np.zeros(0) if self.boxsize is None or not (self.boxsize > 0).any() else self.boxsize
        self._tree = _native.Tree.build(self.data, self.leafsize, *self._options, box)
        self.maxes = self.data.max(axis=0) if self.n else np.zeros(self.m)
        self.mins = self.data.min(axis=0) if self.n else np.zeros(self.m)
        self._root: Any = None

    @property
    def indices(self) -> np.ndarray:
        """Rows of the data in tree order."""
        return self._tree.indices

    @property
    def size(self) -> int:
        """The number of nodes."""
        return int(self._tree.size)

    @property
    def tree(self) -> Any:
        """The root of the tree."""
        if self._root is None:
            table, split = self._tree.nodes
            self._root = TreeNode(self, table.reshape(-1, 5).tolist(), split.tolist(), self.indices, 0, 0)
        return self._root

    def __getstate__(self) -> Any:
        return self.data, self.leafsize, self._options, self.boxsize

    def __setstate__(self, state: Any) -> None:
        self.data, self.leafsize, self._options, self.boxsize = state
        self.data = np.ascontiguousarray(self.data)
        self.n, self.m = self.data.shape
        self._build()

    def query(self, x: Any, k: Any = 1, eps: float = 0.0, p: float = 2.0, distance_upper_bound: float = np.inf,
              workers: int | None = None, **kwargs: Any) -> tuple[Any, Any]:
        """The nearest points.

        Parameters
        ----------
        x : array_like
            Points, their coordinates along the last axis.
        k : int or sequence of int
            How many neighbours; a sequence names which of them, from 1.
        eps : float
            Distances may be too large by the factor ``1 + eps``.
        p : float
            The norm, at least 1; inf for the maximum.
        distance_upper_bound : float
            Only points nearer than that.
        workers : int, optional
            How many threads; -1 all processors, None the setting of the process.

        Returns
        -------
        d, i : float and int, or ndarrays
            Distances and rows of the data, with an axis for ``k`` unless it is 1; inf and ``n`` where there is none.
        """
        workers = _old_jobs(workers, kwargs)
        if k is None:
            raise ValueError("query: k must be an integer or a sequence of integers; got None")
        x = self._queries(x, "query")
        p, eps = _norm(p, "query"), _slack(eps)
        single = np.ndim(k) == 0
        wanted = np.arange(1, operator.index(k) + 1) if single else np.asarray(k)
        if wanted.ndim != 1 or wanted.size == 0 or wanted.dtype.kind not in "iu" or wanted.min() < 1:
            raise ValueError(f"query: k must be a positive integer or a sequence of them; got {k!r}")
        most = int(wanted.max())
        flat = np.ascontiguousarray(x.reshape(-1, self.m) if x.size else np.zeros((int(np.prod(x.shape[:-1])), self.m)))
        d, i = np.empty((len(flat), most)), np.empty((len(flat), most), np.int64)
        bound = float(distance_upper_bound)
        if np.isnan(bound):
            raise ValueError("query: distance_upper_bound must be a number; got NaN")
        with threads_for(workers):
            self._tree.nearest(flat, p, eps, max(bound, 0.0), d, i)
        if not single:
            d, i = d[:, wanted - 1], i[:, wanted - 1]
        shape = x.shape[:-1] if single and most == 1 else (*x.shape[:-1], d.shape[1])
        d, i = d.reshape(shape), i.reshape(shape)
        return (d, i) if shape else (float(d), self._index(i))

    def _index(self, i: np.ndarray) -> Any:
        return int(i)

    def _queries(self, x: Any, who: str) -> np.ndarray:
        x = np.asarray(x)
        if x.dtype.kind == "c":
            raise TypeError(f"{who}: coordinates must be real")
        x = x.astype(np.float64, copy=False)
        if x.ndim == 0 or x.shape[-1] != self.m:
            raise ValueError(f"{who}: x must have {self.m} coordinates along its last axis; got shape {x.shape}")
        if not np.isfinite(x).all():
            raise ValueError(f"{who}: x must be finite; got NaN or inf")
        return x

    def query_ball_point(self, x: Any, r: Any, p: float = 2.0, eps: float = 0.0, workers: int | None = None,
                         return_sorted: bool | None = None, return_length: bool = False, **kwargs: Any) -> Any:
        """All points within distance ``r``.

        Parameters
        ----------
        x : array_like
            Points, their coordinates along the last axis.
        r : array_like
            Radii, broadcast against the points.
        p : float
            The norm, at least 1; inf for the maximum.
        eps : float
            Points between ``r / (1 + eps)`` and ``r (1 + eps)`` may be in or out.
        workers : int, optional
            How many threads; -1 all processors, None the setting of the process.
        return_sorted : bool, optional
            Sort each list; by default the lists of several points are.
        return_length : bool
            Return how many there are.

        Returns
        -------
        list of int, ndarray of lists, or counts
        """
        workers = _old_jobs(workers, kwargs)
        x = self._queries(x, "query_ball_point")
        p, eps = _norm(p, "query_ball_point"), _slack(eps)
        r = np.asarray(r, dtype=np.float64)
        shape = np.broadcast_shapes(x.shape[:-1], r.shape)
        flat = np.ascontiguousarray(np.broadcast_to(x, (*shape, self.m)).reshape(int(np.prod(shape)), self.m))
        radius = np.ascontiguousarray(np.broadcast_to(r, shape).reshape(-1))
        length = np.empty(len(flat), np.int64)
        in_order = bool(return_sorted) if return_sorted is not None else bool(shape)
        with threads_for(workers):
            found = self._tree.within(flat, radius, p, eps, in_order, length, not return_length)
        if return_length:
            return length.reshape(shape) if shape else int(length[0])
        if not shape:
            return found[0]
        out = np.empty(len(flat), dtype=object)
        for k, one in enumerate(found):
            out[k] = one
        return out.reshape(shape)

    def query_ball_tree(self, other: Any, r: float, p: float = 2.0, eps: float = 0.0) -> list[list[int]]:
        """For each point of this tree, the points of another one within distance ``r``.

        Returns
        -------
        list of lists of int
        """
        self._same_space(other, "query_ball_tree")
        if self.n == 0:
            return []
        length = np.empty(self.n, np.int64)
        return other._tree.within(self.data, np.full(self.n, float(r)), _norm(p, "query_ball_tree"), _slack(eps), True,
                                  length, True)

    def query_pairs(self, r: float, p: float = 2.0, eps: float = 0.0, output_type: str = "set") -> Any:
        """All pairs of points at most ``r`` apart.

        Parameters
        ----------
        r : float
        p, eps : float
            As in `query_ball_point`.
        output_type : {'set', 'ndarray'}

        Returns
        -------
        set of (i, j), or ndarray of shape (pairs, 2), with ``i < j``
        """
        if output_type not in ("set", "ndarray"):
            raise ValueError(f"query_pairs: output_type must be 'set' or 'ndarray'; got {output_type!r}")
        i, j = self._tree.close_pairs(float(r), _norm(p, "query_pairs"), _slack(eps))
        if output_type == "ndarray":
            return np.column_stack([i, j])
        return set(zip(i.tolist(), j.tolist()))

    def count_neighbors(self, other: Any, r: Any, p: float = 2.0, weights: Any = None, cumulative: bool = True) -> Any:
        """How many pairs, one point from each tree, are at most ``r`` apart.

        Parameters
        ----------
        other : cKDTree
        r : float or sequence of float
            Radii, increasing unless ``cumulative``.
        p : float
        weights : array_like or pair of them, optional
            Weights of the points of the trees; the products of the weights of the pairs are added up. One array goes
            with both trees; None in a pair is ones.
        cumulative : bool
            False counts the pairs between one radius and the next.

        Returns
        -------
        int, float or ndarray
        """
        self._same_space(other, "count_neighbors")
        p = _norm(p, "count_neighbors")
        radii = np.asarray(r, dtype=np.float64)
        if radii.ndim > 1:
            raise ValueError(f"count_neighbors: r must be a number or a vector; got shape {radii.shape}")
        flat = np.atleast_1d(radii)
        if np.isnan(flat).any():
            raise ValueError("count_neighbors: r must not contain NaN")
        if not cumulative and (flat[:-1] > flat[1:]).any():
            raise ValueError("count_neighbors: radii must increase when cumulative is False")
        wa, wb = weights if isinstance(weights, tuple) else (weights, weights)
        wa, wb = self._weights(wa), other._weights(wb)
        order = np.argsort(flat, kind="stable")
        out = np.empty(len(flat))
        counts = np.zeros(len(flat))
        self._tree.count_pairs(other._tree, np.ascontiguousarray(flat[order]), p, wa, wb, counts)
        out[order] = counts
        if not cumulative:
            out = np.diff(out, prepend=0.0)
        if weights is None:
            out = np.rint(out).astype(np.int64)
        return out if radii.ndim else out[0].item()

    def _weights(self, w: Any) -> Any:
        if w is None:
            return None
        w = np.ascontiguousarray(w, dtype=np.float64)
        if w.shape != (self.n,):
            raise ValueError(f"weights must be a vector of {self.n}; got shape {w.shape}")
        return w

    def sparse_distance_matrix(self, other: Any, max_distance: float, p: float = 2.0,
                               output_type: str = "dok_matrix") -> Any:
        """Distances of the pairs, one point from each tree, that are at most ``max_distance`` apart.

        Parameters
        ----------
        other : cKDTree
        max_distance : float
        p : float
        output_type : {'dok_matrix', 'coo_matrix', 'dict', 'ndarray'}

        Returns
        -------
        dok_matrix, coo_matrix, dict or record array with the fields i, j, v
        """
        self._same_space(other, "sparse_distance_matrix")
        if output_type not in ("dok_matrix", "coo_matrix", "dict", "ndarray"):
            raise ValueError(f"sparse_distance_matrix: unknown output_type {output_type!r}")
        i, j, v = self._tree.cross_pairs(other._tree, float(max_distance), _norm(p, "sparse_distance_matrix"))
        if output_type == "dict":
            return dict(zip(zip(i.tolist(), j.tolist()), v.tolist()))
        if output_type == "ndarray":
            out = np.empty(len(v), np.dtype([("i", np.intp), ("j", np.intp), ("v", np.float64)], align=True))
            out["i"], out["j"], out["v"] = i, j, v
            return out
        matrix = coo_matrix((v, (i, j)), shape=(self.n, other.n))
        return dok_matrix(matrix) if output_type == "dok_matrix" else matrix

    def _same_space(self, other: Any, who: str) -> None:
        if not isinstance(other, cKDTree):
            raise TypeError(f"{who}: the other tree must be a cKDTree or KDTree; got {type(other).__name__}")
        if other.m != self.m:
            raise ValueError(f"{who}: the trees must have one dimension; got {self.m} and {other.m}")
        boxes = [np.zeros(self.m) if t.boxsize is None else np.maximum(t.boxsize, 0) for t in (self, other)]
        if (boxes[0] != boxes[1]).any():
            raise ValueError(f"{who}: the trees must have the same boxsize")


class TreeNode:
    """A node of a tree, as `cKDTree.tree` shows it."""

    def __init__(self, owner: cKDTree, table: Any, split: Any, indices: Any, at: int, level: int):
        self._owner, self._parts = owner, (table, split, indices)
        self.start_idx, self.end_idx, self._less, self._greater, self.split_dim = table[at]
        self.split, self.level = split[at], level
        self.children = self.end_idx - self.start_idx

    def _child(self, at: int) -> Any:
        return TreeNode(self._owner, *self._parts, at, self.level + 1) if at >= 0 else None

    lesser = property(lambda self: self._child(self._less), doc="Points below the split; None in a leaf.")
    greater = property(lambda self: self._child(self._greater), doc="Points from the split on; None in a leaf.")
    less = property(lambda self: self._child(self._less), doc="Points below the split; None in a leaf.")

    @property
    def indices(self) -> np.ndarray:
        """Rows of the data in this node."""
        return self._parts[2][self.start_idx:self.end_idx]

    idx = indices

    @property
    def data_points(self) -> np.ndarray:
        """The points in this node."""
        return self._owner.data[self.indices]


class KDTree(cKDTree):
    """`cKDTree` by its older name, with leaves of ten points.

    Examples
    --------
    >>> from scinova.spatial import KDTree
    >>> KDTree([[0.0], [1.0], [3.0]]).query_ball_point([0.4], 1.0)
    [0, 1]
    """

    class node:
        """Base of the nodes of a `KDTree`."""

        def __init__(self, ckdtree_node: Any = None):
            self._node = ckdtree_node

        @property
        def children(self) -> int:
            """The number of points."""
            return self._node.children

        def __lt__(self, other: Any) -> bool:
            return id(self) < id(other)

    class leafnode(node):
        """A leaf."""

        @property
        def idx(self) -> np.ndarray:
            """Rows of the data."""
            return self._node.indices

    class innernode(node):
        """A node with a split."""

        def __init__(self, ckdtreenode: Any):
            super().__init__(ckdtreenode)
            self.less, self.greater = (_wrap(c) for c in (ckdtreenode.lesser, ckdtreenode.greater))

        split_dim = property(lambda self: self._node.split_dim, doc="Axis of the split.")
        split = property(lambda self: self._node.split, doc="Coordinate of the split.")

    def __init__(self, data: Any, leafsize: int = 10, compact_nodes: bool = True, copy_data: bool = False,
                 balanced_tree: bool = True, boxsize: Any = None):
        data = np.asarray(data)
        if data.dtype.kind == "c":
            raise TypeError("KDTree: coordinates must be real")
        super().__init__(data, leafsize, compact_nodes, copy_data, balanced_tree, boxsize)

    @property
    def tree(self) -> Any:
        """The root of the tree."""
        return _wrap(super().tree)

    def query(self, x: Any, k: Any = 1, eps: float = 0.0, p: float = 2.0, distance_upper_bound: float = np.inf,
              workers: int | None = 1, **kwargs: Any) -> tuple[Any, Any]:
        """The nearest points; see `cKDTree.query`."""
        return super().query(x, k, eps, p, distance_upper_bound, workers, **kwargs)

    def query_ball_point(self, x: Any, r: Any, p: float = 2.0, eps: float = 0.0, workers: int | None = 1,
                         return_sorted: bool | None = None, return_length: bool = False, **kwargs: Any) -> Any:
        """All points within distance ``r``; see `cKDTree.query_ball_point`."""
        return super().query_ball_point(x, r, p, eps, workers, return_sorted, return_length, **kwargs)

    def _index(self, i: np.ndarray) -> Any:
        return np.int64(i)


def _wrap(node: TreeNode) -> Any:
    return KDTree.leafnode(node) if node.split_dim < 0 else KDTree.innernode(node)


def _norm(p: Any, who: str) -> float:
    p = float(p)
    if not p >= 1:
        raise ValueError(f"{who}: p must be at least 1; got {p}")
    return p


def _slack(eps: Any) -> float:
    eps = float(eps)
    if not eps > -1:
        raise ValueError(f"eps must not be negative; got {eps}")
    return max(eps, 0.0)


def _old_jobs(workers: Any, kwargs: dict[str, Any]) -> Any:
    """``workers``, or its older name ``n_jobs``."""
    if "n_jobs" in kwargs:
        workers = kwargs.pop("n_jobs")
    if kwargs:
        raise TypeError(f"unexpected arguments: {', '.join(sorted(kwargs))}")
    if workers is not None and workers != -1 and operator.index(workers) < 1:
        raise ValueError(f"workers must be at least 1, or -1 for all processors; got {workers}")
    return workers
