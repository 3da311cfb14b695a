# SPDX-License-Identifier: BSD-3-Clause
"""Delaunay triangulations."""
from __future__ import annotations

import re
from typing import Any

import numpy as np

from scinova.spatial import _native

_OPTION = re.compile(r"[A-Z][A-Za-z0-9]*(\.[0-9]+)?(e-?[0-9]+)?$")


class QhullError(RuntimeError):
    """Points that have no triangulation, or options that are not known."""


class Delaunay:
    """The Delaunay triangulation of points in two or more dimensions.

    Parameters
    ----------
    points : array_like
        The points, one a row.
    furthest_site : bool
        Only the triangulation of nearest sites is made; True raises NotImplementedError.
    incremental : bool
        Allow `add_points`.
    qhull_options : str, optional
        Options by Qhull's names. ``Qc``, on by default, keeps the list of `coplanar` points; those about precision have
        no effect, the predicates here being exact.

    Attributes
    ----------
    points : ndarray, shape (npoints, ndim)
    simplices : ndarray of int32, shape (nsimplex, ndim + 1)
        Vertices; in the plane counter-clockwise.
    neighbors : ndarray of int32, shape (nsimplex, ndim + 1)
        The simplex opposite to each vertex; -1 beyond the hull.
    equations : ndarray, shape (nsimplex, ndim + 2)
        Normal and offset of each simplex, lifted to the paraboloid.
    paraboloid_scale, paraboloid_shift : float
        The paraboloid is ``sum(x**2) * scale + shift``.
    transform : ndarray, shape (nsimplex, ndim + 1, ndim)
        ``transform[i, :ndim] @ (x - transform[i, ndim])`` are the barycentric coordinates but the last; NaN for
        simplices that are too flat.
    vertex_to_simplex : ndarray of int32
        A simplex of each point; -1 where there is none.
    convex_hull : ndarray of int32, shape (nfaces, ndim)
        Vertices of the facets of the hull.
    coplanar : ndarray of int32, shape (n, 3)
        Points left out because they equal another: the point, a simplex, the vertex that it equals.
    vertex_neighbor_vertices : pair of ndarray
        ``(indptr, indices)``: the vertices next to vertex k are ``indices[indptr[k]:indptr[k+1]]``.

    Raises
    ------
    QhullError
        If there are too few points, or all lie in a hyperplane to within rounding.

    Notes
    -----
    Insertion by Bowyer and Watson's method with exact predicates (Shewchuk, Discrete Comput. Geom. 18 (1997) 305).
    Where more than ``ndim + 1`` points lie on one sphere, one of their triangulations is chosen.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.spatial import Delaunay
    >>> tri = Delaunay(np.array([[0, 0], [0, 1.1], [1, 0], [1, 1]]))
    >>> len(tri.simplices), tri.find_simplex([2.0, 2.0]).item()
    (2, -1)
    """

    def __init__(self, points: Any, furthest_site: bool = False, incremental: bool = False,
                 qhull_options: str | None = None):
        if np.ma.isMaskedArray(points):
            raise ValueError("Delaunay: points must not be a masked array")
        points = self._checked(points)
        if furthest_site:
            raise NotImplementedError("Delaunay: the furthest-site triangulation is not available")
        self._options = _options(qhull_options)
        self.furthest_site = False
        self._incremental = bool(incremental)
        self._triangulate(points)

    @staticmethod
    def _checked(points: Any) -> np.ndarray:
        a = np.asarray(points)
        if a.dtype.kind == "c":
            raise TypeError("Delaunay: points must be real")
        a = np.ascontiguousarray(a, dtype=np.float64)
        if a.ndim != 2:
            raise ValueError(f"Delaunay: points must be a matrix, one point a row; got shape {a.shape}")
        if np.isnan(a).any():
            raise ValueError("Delaunay: points must not contain NaN")
        if a.shape[1] < 2:
            raise ValueError(f"Delaunay: points need at least 2 coordinates; got {a.shape[1]}")
        if not np.isfinite(a).all():
            raise QhullError("Delaunay: points must be finite")
        return a

    def _triangulate(self, points: np.ndarray) -> None:
        n, d = points.shape
        if n == 0:
            raise ValueError("Delaunay: no points are given")
        if n < d + 1:
            raise QhullError(f"Delaunay: {d + 1} points are needed in {d} dimensions; got {n}")
        if d > 20:
            raise QhullError(f"Delaunay: at most 20 dimensions; got {d}")
        self._engine: Any = _native.Triangulation(d)
        # A power of two, so that no rounding comes in, keeps squares far from overflow.
        largest = np.abs(points).max()
        self._exponent = 0 if largest == 0 else int(np.frexp(largest)[1])
        self._insert(points)
        self.points = points
        self._finish()

    def _insert(self, points: np.ndarray) -> None:
        state = self._engine.insert(np.ldexp(points, -self._exponent))
        if state == 1:
            raise QhullError("Delaunay: all points lie in one hyperplane, to within rounding")
        if state == 2:
            raise QhullError("Delaunay: the coordinates span too many orders of magnitude to be triangulated")

    def _finish(self) -> None:
        vertices, neighbors, same = self._engine.finite()
        if not self._incremental:
            self._engine = None
        self.npoints, self.ndim = self.points.shape
        self.simplices = vertices.reshape(-1, self.ndim + 1)
        self.neighbors = neighbors.reshape(-1, self.ndim + 1)
        self.coplanar = same.reshape(-1, 3) if "Qc" in self._options else np.zeros((0, 3), np.int32)
        self.nsimplex = len(self.simplices)
        self.good = np.ones(self.nsimplex, np.int32)
        self.min_bound, self.max_bound = self.points.min(axis=0), self.points.max(axis=0)
        with np.errstate(over="ignore"):
            z = (self.points ** 2).sum(axis=1)
        top = z.max() * (1.1 if "Qz" in self._options else 1.0)
        self.paraboloid_scale, self.paraboloid_shift = 1.0, 0.0
        if "Qbb" in self._options and z.min() < top < np.inf:
            self.paraboloid_scale = float(np.abs(self.points).max() / (top - z.min()))
            self.paraboloid_shift = float(-z.min() * self.paraboloid_scale)
        self._cached: dict[str, Any] = {}

    def add_points(self, points: Any, restart: bool = False) -> None:
        """Add points to a triangulation made with ``incremental=True``.

        Parameters
        ----------
        points : array_like
        restart : bool
            Triangulate all points anew.
        """
        if not self._incremental or self._engine is None:
            raise RuntimeError("add_points: the triangulation was not made with incremental=True, or is closed")
        new = self._checked(points)
        if new.shape[1] != self.ndim:
            raise ValueError(f"add_points: points must have {self.ndim} coordinates; got shape {new.shape}")
        every = np.concatenate([self.points, new])
        if restart or (new.size and np.ldexp(np.abs(new).max(), -self._exponent) > 1e6):
            self._triangulate(every)
            return
        self._insert(new)
        self.points = every
        self._finish()

    def close(self) -> None:
        """Give up what `add_points` needs."""
        self._engine = None

    def __getstate__(self) -> dict[str, Any]:
        return {**self.__dict__, "_engine": None}

    # What is worked out when asked for.

    def _lazy(self, name: str, make: Any) -> Any:
        if name not in self._cached:
            self._cached[name] = make()
        return self._cached[name]

    vertices = property(lambda self: self.simplices, doc="Older name of `simplices`.")
    transform = property(lambda self: self._lazy("transform", self._make_transform),
                         doc="Affine maps to barycentric coordinates.")
    equations = property(lambda self: self._lazy("equations", self._make_equations),
                         doc="Hyperplanes of the lifted simplices.")
    vertex_to_simplex = property(lambda self: self._lazy("vertex_to_simplex", self._make_vertex_to_simplex),
                                 doc="A simplex of each point.")
    convex_hull = property(lambda self: self._lazy("convex_hull", self._make_hull), doc="Facets of the hull.")
    vertex_neighbor_vertices = property(lambda self: self._lazy("neighbors_of", self._make_vertex_neighbors),
                                        doc="The vertices next to each vertex.")

    def _make_transform(self) -> np.ndarray:
        d = self.ndim
        corners = self.points[self.simplices]
        base = corners[:, d]
        edges = (corners[:, :d] - base[:, None]).transpose(0, 2, 1)
        out = np.empty((self.nsimplex, d + 1, d))
        out[:, d] = base
        with np.errstate(all="ignore"):
            scale = np.abs(edges).max(axis=(1, 2))
            flat = scale == 0
            scaled = edges / np.where(flat, 1.0, scale)[:, None, None]
            flat |= np.linalg.det(scaled) == 0
            scaled[flat] = np.eye(d)
            try:
                inverse = np.linalg.inv(scaled)
            except np.linalg.LinAlgError:
                inverse = np.array([_inverse(s) for s in scaled])
            condition = np.abs(scaled).sum(axis=1).max(axis=1) * np.abs(inverse).sum(axis=1).max(axis=1)
            flat |= ~(condition < 1.0 / (1000 * np.finfo(float).eps))
            out[:, :d] = inverse / np.where(scale == 0, 1.0, scale)[:, None, None]
        out[flat] = np.nan
        return out

    def _make_equations(self) -> np.ndarray:
        d = self.ndim
        z = self.lift_points(self.points)[:, d]
        t = self.transform
        rise = z[self.simplices[:, :d]] - z[self.simplices[:, d]][:, None]
        slope = np.einsum("sij,si->sj", t[:, :d], rise)
        normal = np.concatenate([slope, -np.ones((self.nsimplex, 1))], axis=1)
        normal /= np.sqrt((normal ** 2).sum(axis=1, keepdims=True))
        lifted = np.concatenate([t[:, d], z[self.simplices[:, d]][:, None]], axis=1)
        return np.concatenate([normal, -(normal * lifted).sum(axis=1, keepdims=True)], axis=1)

    def _make_vertex_to_simplex(self) -> np.ndarray:
        out = np.full(self.npoints, -1, np.int32)
        out[self.simplices.ravel()] = np.repeat(np.arange(self.nsimplex, dtype=np.int32), self.ndim + 1)
        if len(self.coplanar):
            out[self.coplanar[:, 0]] = self.coplanar[:, 1]
        return out

    def _make_hull(self) -> np.ndarray:
        simplex, place = np.nonzero(self.neighbors == -1)
        keep = np.arange(self.ndim + 1) != place[:, None]
        return self.simplices[simplex][keep].reshape(-1, self.ndim)

    def _make_vertex_neighbors(self) -> tuple[np.ndarray, np.ndarray]:
        from scinova.sparse import csr_array
        w = self.ndim + 1
        i, j = (self.simplices[:, k].ravel() for k in np.nonzero(~np.eye(w, dtype=bool)))
        pattern = csr_array((np.ones(len(i), bool), (i, j)), shape=(self.npoints, self.npoints))
        pattern.sum_duplicates()
        return pattern.indptr.astype(np.int32), pattern.indices.astype(np.int32)

    # Queries.

    def _queries(self, x: Any, who: str) -> np.ndarray:
        x = np.asarray(x)
        if x.ndim == 0:
            raise IndexError(f"{who}: coordinates along the last axis are needed; got a scalar")
        if x.dtype.kind == "c":
            raise TypeError(f"{who}: coordinates must be real")
        x = x.astype(np.float64, copy=False)
        if x.shape[-1] != self.ndim:
            raise ValueError(f"{who}: {self.ndim} coordinates along the last axis are needed; got shape {x.shape}")
        return x

    def find_simplex(self, xi: Any, bruteforce: bool = False, tol: float | None = None) -> np.ndarray:
        """The simplices that contain points.

        Parameters
        ----------
        xi : array_like
            Points, their coordinates along the last axis.
        bruteforce : bool
            Look at every simplex.
        tol : float, optional
            How far outside of a simplex barycentric coordinates may be; 100 epsilon by default.

        Returns
        -------
        ndarray of int32
            -1 for points outside of the triangulation.
        """
        xi = self._queries(xi, "find_simplex")
        eps = 100 * np.finfo(np.float64).eps if tol is None else float(tol)
        shape = xi.shape[:-1]
        flat = np.ascontiguousarray(xi.reshape(int(np.prod(shape)), self.ndim))
        out = np.empty(len(flat), np.int32)
        _native.find_simplices(flat, self.neighbors, self.transform, eps, bool(bruteforce), out)
        return out.reshape(shape)

    def lift_points(self, x: Any) -> np.ndarray:
        """Points with the height of the paraboloid above them as another coordinate."""
        x = self._queries(x, "lift_points")
        z = (x ** 2).sum(axis=-1, keepdims=True) * self.paraboloid_scale + self.paraboloid_shift
        return np.concatenate([x, z], axis=-1)

    def plane_distance(self, xi: Any) -> np.ndarray:
        """Signed distances of lifted points from the plane of each simplex, positive inside of its circumsphere."""
        z = self.lift_points(xi)
        return z @ self.equations[:, :-1].T + self.equations[:, -1]


def _inverse(a: np.ndarray) -> np.ndarray:
    try:
        return np.linalg.inv(a)
    except np.linalg.LinAlgError:
        return np.full_like(a, np.nan)


def _options(text: Any) -> set[str]:
    if text is None:
        return {"Qbb", "Qc", "Qz", "Q12"}
    if isinstance(text, bytes):
        text = text.decode("latin1")
    tokens = text.split()
    for token in tokens:
        if not _OPTION.match(token):
            raise QhullError(f"unknown option {token!r}")
    return set(tokens) | {"Qbb"}


def tsearch(tri: Delaunay, xi: Any) -> np.ndarray:
    """The simplices of a triangulation that contain points; -1 outside.

    Parameters
    ----------
    tri : Delaunay
    xi : array_like
        Points, their coordinates along the last axis.

    Returns
    -------
    ndarray of int32

    Examples
    --------
    >>> from scinova.spatial import Delaunay, tsearch
    >>> tri = Delaunay([[0, 0], [2, 0], [0, 2]])
    >>> tsearch(tri, [[0.5, 0.5], [2.0, 2.0]])
    array([ 0, -1], dtype=int32)
    """
    if not isinstance(tri, Delaunay):
        raise TypeError(f"tsearch: a Delaunay triangulation is needed; got {type(tri).__name__}")
    return tri.find_simplex(xi)
