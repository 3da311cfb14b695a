# SPDX-License-Identifier: BSD-3-Clause
"""Names gone from `scipy.interpolate`."""
from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from scinova.interpolate._bivariate import RectBivariateSpline, bisplev, bisplrep

_DEGREES = {"linear": 1, "cubic": 3, "quintic": 5}


class interp2d:
    """Interpolation of values on a grid, or at scattered points, by splines of two variables.

    Parameters
    ----------
    x, y : array_like
        Coordinates of the columns and rows of a grid; or of points.
    z : array_like
        Values: on a grid of shape (len(y), len(x)), or so many in a row, ``x`` running faster; else one for each point.
    kind : {'linear', 'cubic', 'quintic'}, optional
        Splines of degree 1, 3 or 5.
    copy : bool, optional
        Kept for old scripts; the data are always copied.
    bounds_error : bool, optional
        Whether coordinates outside the data are a ValueError.
    fill_value : number, optional
        What stands for values outside. By default the value at the nearest end.

    Notes
    -----
    Data on a grid are interpolated; scattered ones are fitted with `bisplrep` and ``s=0``, which may need more knots
    than the points determine, and then warns.

    Examples
    --------
    >>> from scinova.interpolate import interp2d
    >>> interp2d([0, 1, 2], [0, 1], [[0, 1, 2], [1, 2, 3]])([0.5, 1.5], [0.5])
    array([1., 2.])
    """

    def __init__(self, x: ArrayLike, y: ArrayLike, z: ArrayLike, kind: str = "linear", copy: bool = True,
                 bounds_error: bool = False, fill_value: Any = None):
        x, y, z = np.ravel(x), np.ravel(y), np.array(z, dtype=float)
        if kind not in _DEGREES:
            raise ValueError(f"interp2d: kind must be one of 'linear', 'cubic', 'quintic'; got {kind!r}")
        k = _DEGREES[kind]
        if z.size == x.size * y.size:
            if z.ndim == 2 and z.shape != (y.size, x.size):
                raise ValueError(f"interp2d: z must have shape (len(y), len(x)) = {(y.size, x.size)}; got {z.shape}")
            if not np.all(np.diff(x) >= 0):
                order = np.argsort(x)
                x, z = x[order], z.reshape(y.size, x.size)[:, order]
            if not np.all(np.diff(y) >= 0):
                order = np.argsort(y)
                y, z = y[order], z.reshape(y.size, x.size)[order]
            fit = RectBivariateSpline(x, y, z.reshape(y.size, x.size).T, kx=k, ky=k)
            self.tck: tuple = (*fit.tck, k, k)
        else:
            z = np.ravel(z)
            if x.size != y.size:
                raise ValueError(f"interp2d: x and y must have the same length for scattered points; got {x.size} and "
                                 f"{y.size}")
            if z.size != x.size:
                raise ValueError(f"interp2d: z must hold a value for each point; got {z.size} for {x.size}")
            self.tck = tuple(bisplrep(x, y, z, kx=k, ky=k, s=0.0))
        self.bounds_error, self.fill_value = bounds_error, fill_value
        self.x, self.y, self.z = x, y, z
        self.x_min, self.x_max = np.amin(x), np.amax(x)
        self.y_min, self.y_max = np.amin(y), np.amax(y)

    def __call__(self, x: ArrayLike, y: ArrayLike, dx: int = 0, dy: int = 0, assume_sorted: bool = False) -> np.ndarray:
        """Interpolate on a grid.

        Parameters
        ----------
        x, y : array_like
            Coordinates; sorted first unless ``assume_sorted``.
        dx, dy : int, optional
            Orders of the derivative.
        assume_sorted : bool, optional

        Returns
        -------
        ndarray
            Of shape (len(y), len(x)), or (len(x),) when ``y`` is one number.
        """
        x, y = np.atleast_1d(x), np.atleast_1d(y)
        if x.ndim != 1 or y.ndim != 1:
            raise ValueError(f"interp2d: x and y must be at most 1-dimensional; got shapes {x.shape} and {y.shape}")
        if not assume_sorted:
            x, y = np.sort(x, kind="stable"), np.sort(y, kind="stable")
        out_x = (x < self.x_min) | (x > self.x_max)
        out_y = (y < self.y_min) | (y > self.y_max)
        outside = bool(np.any(out_x) or np.any(out_y))
        if self.bounds_error and outside:
            raise ValueError(f"interp2d: coordinates must lie in [{self.x_min}, {self.x_max}] and "
                             f"[{self.y_min}, {self.y_max}]")
        z = np.atleast_2d(bisplev(x, y, self.tck, dx, dy)).reshape(x.size, y.size)
        if self.fill_value is not None and outside:
            z[out_x, :] = self.fill_value
            z[:, out_y] = self.fill_value
        z = z.T
        return np.array(z[0]) if z.shape[0] == 1 else np.array(z)
