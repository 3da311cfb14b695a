# SPDX-License-Identifier: BSD-3-Clause
"""Interpolation of values on a rectangular grid in any number of dimensions."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from scinova.interpolate import _native
from scinova.interpolate._arrays import as_columns, from_columns, real_array
from scinova.interpolate._bivariate import RectBivariateSpline
from scinova.interpolate._bspline_fit import make_interp_spline
from scinova.interpolate._cubic import PchipInterpolator

_DEGREES = {"slinear": 1, "cubic": 3, "quintic": 5, "slinear_legacy": 1, "cubic_legacy": 3, "quintic_legacy": 5}
_METHODS = ("linear", "nearest", *_DEGREES, "pchip")


def _coordinates(xi: Any, ndim: int) -> np.ndarray:
    """Coordinates as an array whose last dimension runs over the axes of the grid."""
    if isinstance(xi, tuple) and len(xi) == 1:
        xi = xi[0]
    if isinstance(xi, tuple):
        xi = real_array(np.stack(np.broadcast_arrays(*(np.asarray(a) for a in xi)), axis=-1), "xi")
    else:
        xi = real_array(xi, "xi")
        if xi.ndim < 2 and xi.size % ndim == 0:
            xi = xi.reshape(-1, ndim)
    if xi.ndim == 0 or xi.shape[-1] != ndim:
        raise ValueError(f"xi must have {ndim} coordinates a point; got shape {xi.shape}")
    return xi


class RegularGridInterpolator:
    """Interpolator of values on a rectangular grid in n dimensions.

    Parameters
    ----------
    points : sequence of array_like
        Coordinates of the grid along each axis, strictly increasing or decreasing.
    values : array_like, shape (m1, ..., mn, ...)
        Values at the grid points, real or complex; dimensions beyond the n-th are carried along.
    method : str, optional
        'linear', 'nearest' (the lower of two as near); tensor-product splines 'slinear', 'cubic', 'quintic'; 'pchip',
        monotone cubics along one axis after the other, the last first. Names ending in '_legacy' are the same splines.
    bounds_error : bool, optional
        Whether points outside the grid are a ValueError.
    fill_value : number or None, optional
        What stands for values outside when they are not; None extrapolates.
    solver : callable, optional
    solver_args : dict, optional
        Kept for callers that choose a solver for the splines: the systems are solved directly, axis after axis.

    Attributes
    ----------
    grid : tuple of ndarray
    values : ndarray
    method, bounds_error, fill_value

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.interpolate import RegularGridInterpolator
    >>> x, y = np.arange(4.0), np.arange(5.0)
    >>> f = RegularGridInterpolator((x, y), x[:, None] * y)
    >>> f([[1.5, 2.0], [0.5, 0.5]])
    array([3.  , 0.25])
    """

    _ALL_METHODS = list(_METHODS)       # looked at by code that runs over all of them

    def __init__(self, points: Any, values: ArrayLike, method: str = "linear", bounds_error: bool = True,
                 fill_value: Any = np.nan, *, solver: Callable[..., Any] | None = None,
                 solver_args: dict[str, Any] | None = None):
        self._check_method(method)
        if solver is not None:
            if method not in _DEGREES:
                raise ValueError(f"RegularGridInterpolator: the method {method!r} takes no solver; got {solver!r}")
            if not callable(solver):
                raise TypeError(f"RegularGridInterpolator: solver must be callable; got {solver!r}")
        self.method, self.bounds_error, self.fill_value = method, bounds_error, fill_value
        values = np.asarray(values)
        if values.dtype.kind in "biuO":
            values = values.astype(float)
        elif values.dtype.kind not in "fc":
            raise TypeError(f"RegularGridInterpolator: values must be numbers; got dtype {values.dtype}")
        if len(points) > values.ndim:
            raise ValueError(f"RegularGridInterpolator: values must have at least {len(points)} dimensions, one for "
                             f"each of points; got {values.ndim}")
        if fill_value is not None:
            given = np.asarray(fill_value).dtype
            if given.kind not in "biufc" or not np.can_cast(given, values.dtype, casting="same_kind"):
                raise ValueError(f"RegularGridInterpolator: fill_value must be None or of a kind with the values' "
                                 f"dtype {values.dtype}; got {fill_value!r}")
        grid = []
        for d, p in enumerate(points):
            p = real_array(p, f"points[{d}]")
            if p.ndim != 1:
                raise ValueError(f"RegularGridInterpolator: points[{d}] must be 1-dimensional; got shape {p.shape}")
            if p.size != values.shape[d]:
                raise ValueError(f"RegularGridInterpolator: points[{d}] must have {values.shape[d]} coordinates, as "
                                 f"values has along that axis; got {p.size}")
            if p.size > 1 and np.all(p[1:] < p[:-1]):
                p, values = np.ascontiguousarray(p[::-1]), np.flip(values, axis=d)
            if not np.all(p[1:] > p[:-1]):
                raise ValueError(f"RegularGridInterpolator: points[{d}] must be strictly increasing or decreasing")
            grid.append(p)
        self._grid, self._values = tuple(grid), values
        self._sizes = np.array([p.size for p in grid], dtype=np.int64)
        self._splines: dict[int, tuple] = {}
        self._table = as_columns(self._wide().reshape((-1, *values.shape[len(grid):])))
        self._places = np.concatenate(grid) if grid else np.empty(0)
        self._check_sizes(method)

    @property
    def grid(self) -> tuple[np.ndarray, ...]:
        """The coordinates along each axis, increasing."""
        return self._grid

    @property
    def values(self) -> np.ndarray:
        """The values, in the order of `grid`."""
        return self._values

    @staticmethod
    def _check_method(method: Any) -> None:
        if method not in _METHODS:
            raise ValueError(f"RegularGridInterpolator: method must be one of {', '.join(map(repr, _METHODS))}; "
                             f"got {method!r}")

    def _check_sizes(self, method: str) -> None:
        needed = 4 if method == "pchip" else _DEGREES.get(method, 0) + 1
        for d, p in enumerate(self._grid):
            if p.size < needed:
                raise ValueError(f"RegularGridInterpolator: method {method!r} needs at least {needed} points along "
                                 f"each axis; got {p.size} along axis {d}")
        if method == "pchip" and self._values.dtype.kind == "c":
            raise ValueError("RegularGridInterpolator: values must be real when method is 'pchip'; got complex ones")

    def _wide(self) -> np.ndarray:
        return self._values.astype(np.complex128 if self._values.dtype.kind == "c" else np.float64, copy=False)

    def __call__(self, xi: Any, method: str | None = None, *, nu: Any = None) -> np.ndarray:
        """Interpolate at points.

        Parameters
        ----------
        xi : array_like, shape (..., n), or tuple of n array_like
            Coordinates; those of a tuple are broadcast together.
        method : str, optional
            By default as when constructed.
        nu : sequence of int, optional
            Orders of the derivatives along each axis, for the splines.

        Returns
        -------
        ndarray, shape (..., trailing shape of values)
        """
        method = self.method if method is None else method
        self._check_method(method)
        self._check_sizes(method)
        n = len(self._grid)
        if nu is not None and method not in _DEGREES:
            raise ValueError(f"RegularGridInterpolator: nu is for the splines {', '.join(_DEGREES)}; got {method!r}")
        x = _coordinates(xi, n)
        points = np.ascontiguousarray(x.reshape(-1, n))
        if self.bounds_error:
            for d, p in enumerate(self._grid):
                if points.size and not (p[0] <= points[:, d].min() and points[:, d].max() <= p[-1]):
                    raise ValueError(f"RegularGridInterpolator: xi must lie in [{p[0]}, {p[-1]}] along axis {d}")
        out = self._evaluate(points, method, nu)
        if not self.bounds_error and self.fill_value is not None and points.size:
            outside = np.zeros(len(points), dtype=bool)
            for d, p in enumerate(self._grid):
                outside |= (points[:, d] < p[0]) | (points[:, d] > p[-1])
            if outside.any():
                out[outside] = self.fill_value
        return out.reshape(x.shape[:-1] + self._values.shape[n:])

    def _evaluate(self, points: np.ndarray, method: str, nu: Any) -> np.ndarray:
        if method == "pchip":
            return self._pchip(points)
        out = np.empty((len(points), self._table.shape[1]))
        if method in _DEGREES:
            k = _DEGREES[method]
            knots, sizes, c = self._spline(k)
            orders = np.zeros(len(self._grid), np.int64) if nu is None else np.asarray(nu)
            if orders.shape != (len(self._grid),):
                raise ValueError(f"RegularGridInterpolator: nu must hold {len(self._grid)} orders; got {nu!r}")
            if np.any(orders < 0):
                raise ValueError(f"RegularGridInterpolator: nu must not be negative; got {nu!r}")
            _native.grid_spline(knots, sizes, k, c, orders.astype(np.int64), points, out)
        else:
            run = _native.grid_linear if method == "linear" else _native.grid_nearest
            run(self._places, self._sizes, self._table, points, out)
        result = from_columns(out, self._values.shape[len(self._grid):], self._values)
        return result.astype(self._values.dtype, copy=False) if method == "nearest" else result

    def _spline(self, k: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Knots, their number along each axis, and coefficients: each axis is interpolated in turn."""
        if k not in self._splines:
            c, knots = self._wide(), []
            for d, p in enumerate(self._grid):
                s = make_interp_spline(p, c, k, axis=d)
                c = np.moveaxis(s.c, 0, d)
                knots.append(s.t)
            table = as_columns(np.ascontiguousarray(c).reshape((-1, *c.shape[len(self._grid):])))
            self._splines[k] = np.concatenate(knots), np.array([t.size for t in knots], np.int64), table
        return self._splines[k]

    def _pchip(self, points: np.ndarray) -> np.ndarray:
        n, trailing = len(self._grid), self._values.shape[len(self._grid):]
        values = self._wide().reshape((*self._sizes, -1))
        out = np.empty((len(points), values.shape[-1]))
        at_once = max(1, int(2**20 // max(values.size, 1)))
        for start in range(0, len(points), at_once):
            x = points[start:start + at_once]
            level = PchipInterpolator(self._grid[-1], values, axis=n - 1)(x[:, -1])
            level = np.moveaxis(level, n - 1, -1)           # (m1, ..., columns, points)
            for d in range(n - 2, -1, -1):
                level = _pchip_each(self._grid[d], np.moveaxis(level, d, 0), x[:, d])
            out[start:start + at_once] = level.T
        return out.reshape(len(points), *trailing)


def _pchip_each(grid: np.ndarray, values: np.ndarray, x: np.ndarray) -> np.ndarray:
    """Along the first dimension of ``values``, its last dimension having an argument each."""
    c = PchipInterpolator(grid, values).c
    piece = np.clip(np.searchsorted(grid, x, side="right") - 1, 0, grid.size - 2)
    s, each = x - grid[piece], np.arange(x.size)
    own = np.moveaxis(c[:, piece, ..., each], 0, -1)        # (4, ..., points)
    return ((own[0] * s + own[1]) * s + own[2]) * s + own[3]


def interpn(points: Any, values: ArrayLike, xi: Any, method: str = "linear", bounds_error: bool = True,
            fill_value: Any = np.nan) -> np.ndarray:
    """Interpolate values on a rectangular grid, in one call.

    Parameters
    ----------
    points : sequence of array_like
        Coordinates of the grid along each axis.
    values : array_like, shape (m1, ..., mn, ...)
    xi : array_like, shape (..., n), or tuple of n array_like
        Coordinates of the points wanted.
    method : str, optional
        As in `RegularGridInterpolator`, or 'splinef2d' for bicubic splines of two variables.
    bounds_error : bool, optional
    fill_value : number or None, optional
        As in `RegularGridInterpolator`; 'splinef2d' does not extrapolate.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.interpolate import interpn
    >>> interpn((np.arange(3.0), np.arange(3.0)), np.eye(3), [0.5, 0.5])
    array([0.5])
    """
    if method != "splinef2d":
        if method not in _METHODS:
            raise ValueError(f"interpn: method must be one of {', '.join(map(repr, (*_METHODS, 'splinef2d')))}; "
                             f"got {method!r}")
        return RegularGridInterpolator(points, values, method, bounds_error, fill_value)(xi)
    values = np.asarray(values)
    if values.ndim != 2 or len(points) != 2:
        raise ValueError(f"interpn: method 'splinef2d' is for 2-dimensional values; got shape {values.shape}")
    if not bounds_error and fill_value is None:
        raise ValueError("interpn: fill_value must be a number when method is 'splinef2d', which does not extrapolate")
    plain = RegularGridInterpolator(points, values, "linear", bounds_error, fill_value)
    x = _coordinates(xi, 2)
    flat = x.reshape(-1, 2)
    inside = np.ones(len(flat), dtype=bool)
    for d, p in enumerate(plain.grid):
        inside &= (p[0] <= flat[:, d]) & (flat[:, d] <= p[-1])
    if bounds_error and not inside.all():
        raise ValueError("interpn: xi must lie in the grid")
    out = np.full(len(flat), np.nan if fill_value is None else fill_value, dtype=float)
    spline = RectBivariateSpline(*plain.grid, plain.values)
    out[inside] = spline.ev(flat[inside, 0], flat[inside, 1])
    return out.reshape(x.shape[:-1])
