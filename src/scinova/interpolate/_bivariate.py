# SPDX-License-Identifier: BSD-3-Clause
"""Splines of two variables: on grids, near scattered points, evaluation and integrals.

Fits follow P. Dierckx (Curve and Surface Fitting with Splines, 1993, ch. 5); see
``kernels/interpolate/surface_fit.hpp``.
"""
from __future__ import annotations

import operator
import warnings
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from scinova.interpolate import _native
from scinova.interpolate._arrays import real_array
from scinova.interpolate._knots import differentiated

_ENDS = {
    -2: "the least-squares polynomial fits within s",
    -1: "the spline interpolates",
    0: "the residual is s within 0.1 %",
    1: "the residual is above s when all the knots there is room for are used (s too small, or nxest and nyest)",
    2: "the search for the smoothing parameter contradicts theory, probably because s is too small",
    3: "the smoothing parameter was not found, probably because s is too small",
    4: "no more knots can be added, as there would be more coefficients than points (s too small)",
    5: "no more knots can be added, as they would coincide with others (s too small, or a point with a large weight)",
}


def outcome(end: int) -> str:
    """How a fit ended, in words."""
    if end < -2:
        return f"the system of equations has rank {-end} only; the shortest of its solutions was taken"
    return _ENDS[end]


def _degrees(kx: Any, ky: Any) -> tuple[int, int]:
    kx, ky = operator.index(kx), operator.index(ky)
    if not (1 <= kx <= 5 and 1 <= ky <= 5):
        raise ValueError(f"kx and ky must be in [1, 5]; got {kx} and {ky}")
    return kx, ky


def _box(bbox: Any, x: np.ndarray, y: np.ndarray) -> tuple[float, float, float, float]:
    bbox = np.ravel(bbox)
    if bbox.shape != (4,):
        raise ValueError(f"bbox must hold 4 limits; got shape {bbox.shape}")
    default = x.min(), x.max(), y.min(), y.max()
    low_x, high_x, low_y, high_y = (float(d if b is None else b) for b, d in zip(bbox, default))
    if not (low_x <= x.min() and x.max() <= high_x and low_y <= y.min() and y.max() <= high_y):
        raise ValueError(f"bbox must hold all points; got {bbox}")
    return low_x, high_x, low_y, high_y


class _BivariateSplineBase:
    """Evaluation of a tensor-product spline ``(tx, ty, c)`` of degrees ``degrees``."""

    fp: float
    tck: tuple[np.ndarray, np.ndarray, np.ndarray]
    degrees: tuple[int, int]

    def get_residual(self) -> float:
        """The weighted sum of squared residuals."""
        return self.fp

    def get_knots(self) -> tuple[np.ndarray, np.ndarray]:
        """All knots of the two variables."""
        return self.tck[:2]

    def get_coeffs(self) -> np.ndarray:
        """The coefficients, in one row, those of ``y`` running faster."""
        return self.tck[2]

    def __call__(self, x: ArrayLike, y: ArrayLike, dx: int = 0, dy: int = 0, grid: bool = True) -> np.ndarray:
        """Evaluate the spline or a derivative of it.

        Parameters
        ----------
        x, y : array_like
            With ``grid``, the increasing coordinates of a grid; else coordinates of points, broadcast together.
            Coordinates outside the knots count as those of the nearest end.
        dx, dy : int, optional
            Orders of the derivative.
        grid : bool, optional

        Returns
        -------
        ndarray
        """
        x, y = np.asarray(x), np.asarray(y)
        tx, ty, c = self.tck
        kx, ky = self.degrees
        if grid:
            if x.size == 0 or y.size == 0:
                return np.zeros((x.size, y.size), dtype=c.dtype)
            if (x.size > 1 and np.any(np.diff(x) < 0)) or (y.size > 1 and np.any(np.diff(y) < 0)):
                raise ValueError("x and y must be increasing when grid is true")
            return _on_grid(np.atleast_1d(x), np.atleast_1d(y), tx, ty, c, kx, ky, dx, dy)
        if x.shape != y.shape:
            x, y = np.broadcast_arrays(x, y)
        if x.size == 0 or y.size == 0:
            return np.zeros(x.shape, dtype=c.dtype)
        _check_orders(dx, dy, kx, ky)
        out = np.empty(x.size)
        _native.bspline_points(tx, ty, _matrix(c, tx, ty, kx, ky), kx, ky, _inside(x.ravel(), tx, kx),
                               _inside(y.ravel(), ty, ky), dx, dy, out)
        return out.reshape(x.shape)

    def partial_derivative(self, dx: int, dy: int) -> _DerivedBivariateSpline:
        """A derivative as a spline of lower degrees.

        Parameters
        ----------
        dx, dy : int
            Orders, below the degrees.
        """
        if dx == 0 and dy == 0:
            return self  # type: ignore[return-value]
        kx, ky = self.degrees
        if dx < 0 or dy < 0:
            raise ValueError(f"dx and dy must not be negative; got {dx} and {dy}")
        if not (dx < kx and dy < ky):
            raise ValueError(f"dx and dy must be below the degrees {kx} and {ky}; got {dx} and {dy}")
        tx, ty, c = self.tck
        c = _matrix(c, tx, ty, kx, ky)
        tx, c, kx = differentiated(tx, c, kx, dx)
        c = c[:tx.size - kx - 1].T
        ty, c, ky = differentiated(ty, c, ky, dy)
        c = c[:ty.size - ky - 1].T
        out = _DerivedBivariateSpline()
        out.fp = np.nan
        out.tck = np.ascontiguousarray(tx), np.ascontiguousarray(ty), np.ascontiguousarray(c).ravel()
        out.degrees = kx, ky
        return out


def _matrix(c: np.ndarray, tx: np.ndarray, ty: np.ndarray, kx: int, ky: int) -> np.ndarray:
    return np.ascontiguousarray(c[:(tx.size - kx - 1) * (ty.size - ky - 1)], dtype=float).reshape(tx.size - kx - 1, -1)


def _inside(x: np.ndarray, t: np.ndarray, k: int) -> np.ndarray:
    return np.clip(np.ascontiguousarray(x, dtype=float), t[k], t[t.size - k - 1])


def _check_orders(dx: int, dy: int, kx: int, ky: int) -> None:
    if not (0 <= dx < kx or dx == 0) or not (0 <= dy < ky or dy == 0):
        raise ValueError(f"dx and dy must be at least 0 and below the degrees {kx} and {ky}; got {dx} and {dy}")


def _on_grid(x: np.ndarray, y: np.ndarray, tx: np.ndarray, ty: np.ndarray, c: np.ndarray, kx: int, ky: int, dx: int,
             dy: int) -> np.ndarray:
    _check_orders(dx, dy, kx, ky)
    if x.ndim != 1 or y.ndim != 1:
        raise ValueError(f"x and y must be 1-dimensional on a grid; got shapes {x.shape} and {y.shape}")
    out = np.empty((x.size, y.size))
    _native.bspline_grid(tx, ty, _matrix(c, tx, ty, kx, ky), kx, ky, _inside(x, tx, kx), _inside(y, ty, ky), dx, dy,
                         out)
    return out


class BivariateSpline(_BivariateSplineBase):
    """Base of the splines of two variables.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.interpolate import BivariateSpline, RectBivariateSpline
    >>> isinstance(RectBivariateSpline(range(4), range(4), np.eye(4)), BivariateSpline)
    True
    """

    @classmethod
    def _from_tck(cls, tck: tuple) -> BivariateSpline:
        if len(tck) != 5:
            raise ValueError(f"tck must hold knots, knots, coefficients and two degrees; got {len(tck)} parts")
        self = cls.__new__(cls)
        self.tck, self.degrees = tuple(tck[:3]), tuple(tck[3:])
        return self

    def ev(self, xi: ArrayLike, yi: ArrayLike, dx: int = 0, dy: int = 0) -> np.ndarray:
        """Evaluate at points: ``self(xi, yi, dx, dy, grid=False)``.

        Parameters
        ----------
        xi, yi : array_like
            Coordinates, broadcast together.
        dx, dy : int, optional
            Orders of the derivative.
        """
        return self(xi, yi, dx=dx, dy=dy, grid=False)

    def integral(self, xa: float, xb: float, ya: float, yb: float) -> float:
        """The integral over the rectangle from ``xa`` to ``xb`` and ``ya`` to ``yb``; zero counts outside the knots."""
        tx, ty, c = self.tck
        kx, ky = self.degrees
        return float(_weights(xa, xb, tx, kx) @ _matrix(c, tx, ty, kx, ky) @ _weights(ya, yb, ty, ky))


def _weights(a: float, b: float, t: np.ndarray, k: int) -> np.ndarray:
    """Integrals of the B-splines."""
    from scinova.interpolate._fitpack import splint
    n = t.size - k - 1
    return splint(a, b, (t, np.zeros(n), k), full_output=1)[1][:n]


class _DerivedBivariateSpline(_BivariateSplineBase):
    """A derivative of a spline, as a spline: it has no residual."""

    def get_residual(self) -> float:
        raise AttributeError("a derivative of a spline has no residual")


class RectBivariateSpline(BivariateSpline):
    """Spline through, or near, values on a grid.

    Parameters
    ----------
    x, y : array_like
        Coordinates of the grid, strictly increasing.
    z : array_like, shape (len(x), len(y))
        Values.
    bbox : sequence of 4, optional
        The rectangle to fit, ``xb, xe, yb, ye``; None for the ends of the grid.
    kx, ky : int, optional
        Degrees, 1 to 5.
    s : float, optional
        Bound on the sum of squared residuals; 0 interpolates.
    maxit : int, optional
        Most steps of the search for the smoothing parameter.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.interpolate import RectBivariateSpline
    >>> x = np.arange(5.0)
    >>> f = RectBivariateSpline(x, x, x[:, None] * x**2)
    >>> f(1.5, 2.5).round(6)
    array([[9.375]])
    """

    def __init__(self, x: ArrayLike, y: ArrayLike, z: ArrayLike, bbox: Any = (None,) * 4, kx: int = 3, ky: int = 3,
                 s: float = 0, maxit: int = 20):
        x, y, z = real_array(np.ravel(x), "x"), real_array(np.ravel(y), "y"), real_array(z, "z")
        kx, ky = _degrees(kx, ky)
        if not (np.all(np.diff(x) > 0) and np.all(np.diff(y) > 0)):
            raise ValueError("x and y must be strictly increasing")
        if z.shape != (x.size, y.size):
            raise ValueError(f"z must have shape {(x.size, y.size)}, that of the grid; got {z.shape}")
        if not s >= 0:
            raise ValueError(f"s must not be negative; got {s}")
        if x.size <= kx or y.size <= ky:
            raise ValueError(f"x and y must hold more points than their degrees {kx} and {ky}; "
                             f"got {x.size} and {y.size}")
        box = _box(bbox, x, y)
        regular, tx, ty, c, self.fp, end = _native.fit_grid(x, y, z, kx, ky, float(s), *box, int(maxit))
        if not regular or end > 0:
            warnings.warn(f"RectBivariateSpline: {outcome(end)}; fp={self.fp}", UserWarning, stacklevel=2)
        self.tck, self.degrees = (tx, ty, c), (kx, ky)


def _scattered(x: Any, y: Any, z: Any, w: Any, kx: Any, ky: Any, eps: Any) -> tuple:
    x, y, z = (real_array(a, name) for a, name in ((x, "x"), (y, "y"), (z, "z")))
    kx, ky = _degrees(kx, ky)
    if not (x.ndim == 1 and x.shape == y.shape == z.shape):
        raise ValueError(f"x, y and z must be 1-dimensional and of the same length; "
                         f"got {x.shape}, {y.shape}, {z.shape}")
    if w is None:
        w = np.ones_like(x)
    else:
        w = real_array(w, "w")
        if w.shape != x.shape:
            raise ValueError(f"w must have the length of x; got shape {w.shape}")
        if not np.all(w >= 0.0):
            raise ValueError("w must be positive")
    eps = 1e-16 if eps is None else float(eps)
    if not 0.0 < eps < 1.0:
        raise ValueError(f"eps must be between 0 and 1; got {eps}")
    if x.size < (kx + 1) * (ky + 1):
        raise ValueError(f"at least (kx + 1) (ky + 1) = {(kx + 1) * (ky + 1)} points are needed; got {x.size}")
    return x, y, z, w, kx, ky, eps


class SmoothBivariateSpline(BivariateSpline):
    """Smoothing spline of scattered points.

    Parameters
    ----------
    x, y, z : array_like, shape (m,)
        Points.
    w : array_like, shape (m,), optional
        Positive weights of the residuals, by default 1.
    bbox : sequence of 4, optional
        The rectangle to fit; None for the extremes of the points.
    kx, ky : int, optional
        Degrees, 1 to 5.
    s : float, optional
        Bound on ``sum((w * (z - spline(x, y)))**2)``, by default ``m``.
    eps : float, optional
        Pivots below this share of the largest count as zero.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.interpolate import SmoothBivariateSpline
    >>> x, y = np.random.default_rng(0).random((2, 60))
    >>> f = SmoothBivariateSpline(x, y, x * y, s=1e-8)
    >>> f.ev(0.5, 0.5).round(6)
    np.float64(0.25)
    """

    def __init__(self, x: ArrayLike, y: ArrayLike, z: ArrayLike, w: ArrayLike | None = None, bbox: Any = (None,) * 4,
                 kx: int = 3, ky: int = 3, s: float | None = None, eps: float | None = 1e-16):
        x, y, z, w, kx, ky, eps = _scattered(x, y, z, w, kx, ky, eps)
        if s is not None and not s >= 0.0:
            raise ValueError(f"s must not be negative; got {s}")
        box = _box(bbox, x, y)
        room = [max(int(k + 1 + np.sqrt(x.size / 2)), 2 * (k + 1)) for k in (kx, ky)]
        s = float(x.size if s is None else s)
        none = np.empty(0)
        _, tx, ty, c, self.fp, end = _native.fit_scattered(x, y, z, w, kx, ky, s, *box, eps, *room, False, none, none)
        if end < -2 or end > 0:
            warnings.warn(f"SmoothBivariateSpline: {outcome(end)}; fp={self.fp}", UserWarning, stacklevel=2)
        self.tck, self.degrees = (tx, ty, c), (kx, ky)


class LSQBivariateSpline(BivariateSpline):
    """Least-squares spline of scattered points, with given knots.

    Parameters
    ----------
    x, y, z : array_like, shape (m,)
        Points.
    tx, ty : array_like
        Interior knots, strictly increasing.
    w : array_like, shape (m,), optional
        Positive weights of the residuals, by default 1.
    bbox : sequence of 4, optional
        The rectangle to fit; by default it holds the points and reaches a little beyond the knots.
    kx, ky : int, optional
        Degrees, 1 to 5.
    eps : float, optional
        Pivots below this share of the largest count as zero.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.interpolate import LSQBivariateSpline
    >>> x, y = np.random.default_rng(0).random((2, 60))
    >>> LSQBivariateSpline(x, y, x * y, [0.5], [0.5]).ev(0.25, 0.5).round(6)
    np.float64(0.125)
    """

    def __init__(self, x: ArrayLike, y: ArrayLike, z: ArrayLike, tx: ArrayLike, ty: ArrayLike,
                 w: ArrayLike | None = None, bbox: Any = (None,) * 4, kx: int = 3, ky: int = 3,
                 eps: float | None = None):
        x, y, z, w, kx, ky, eps = _scattered(x, y, z, w, kx, ky, eps)
        reach = [np.r_[a, np.ravel(t)] for a, t in ((x, tx), (y, ty))]
        box = _box(bbox, *reach)
        knots = []
        for name, inner, k, low, high in (("tx", tx, kx, *box[:2]), ("ty", ty, ky, *box[2:])):
            inner = real_array(np.ravel(inner), name)
            if not np.all(np.diff(inner) > 0) or (inner.size and not (low <= inner[0] and inner[-1] <= high)):
                raise ValueError(f"{name} must be strictly increasing in [{low}, {high}]; got {inner}")
            if inner.size and (inner[0] == low or inner[-1] == high):
                warnings.warn(f"LSQBivariateSpline: knots of {name} on the edge of the rectangle are left out, as they "
                              "add nothing", UserWarning, stacklevel=2)
                inner = inner[(inner > low) & (inner < high)]
            knots.append(np.r_[(low,) * (k + 1), inner, (high,) * (k + 1)])
        _, t1, t2, c, self.fp, end = _native.fit_scattered(x, y, z, w, kx, ky, 0.0, *box, eps, 0, 0, True, *knots)
        if end < -2:
            warnings.warn(f"LSQBivariateSpline: {outcome(end)}; fp={self.fp}", UserWarning, stacklevel=2)
        self.tck, self.degrees = (t1, t2, c), (kx, ky)


def bisplrep(x: ArrayLike, y: ArrayLike, z: ArrayLike, w: ArrayLike | None = None, xb: float | None = None,
             xe: float | None = None, yb: float | None = None, ye: float | None = None, kx: int = 3, ky: int = 3,
             task: int = 0, s: float | None = None, eps: float = 1e-16, tx: ArrayLike | None = None,
             ty: ArrayLike | None = None, full_output: Any = 0, nxest: int | None = None, nyest: int | None = None,
             quiet: Any = 1) -> Any:
    """The smoothing spline of scattered points, as ``[tx, ty, c, kx, ky]``.

    Parameters
    ----------
    x, y, z : array_like, shape (m,)
        Points.
    w : array_like, shape (m,), optional
        Positive weights of the residuals, by default 1.
    xb, xe, yb, ye : float, optional
        The rectangle to fit; by default the extremes of the points.
    kx, ky : int, optional
        Degrees, 1 to 5.
    task : {0, 1, -1}, optional
        0 and 1: find the knots. -1: least squares with all the knots ``tx`` and ``ty``.
    s : float, optional
        Bound on the weighted sum of squared residuals, by default ``m - sqrt(2 m)``.
    eps : float, optional
        Pivots below this share of the largest count as zero.
    tx, ty : array_like, optional
        All knots, those at the ends included, for ``task=-1``.
    full_output : bool, optional
        Also return the residual and how the fit ended.
    nxest, nyest : int, optional
        Most knots to use.
    quiet : bool, optional
        Whether to keep from printing.

    Returns
    -------
    tck : list
    fp : float
    ier : int
        Up to 0: fine (below -2, less the rank of the system). Above: the residual is above ``s``.
    msg : str

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.interpolate import bisplev, bisplrep
    >>> x, y = np.random.default_rng(0).random((2, 60))
    >>> round(float(bisplev(0.5, 0.5, bisplrep(x, y, x * y, s=1e-8))), 6)
    0.25
    """
    x, y, z = (real_array(np.ravel(a), f"bisplrep: {name}") for a, name in ((x, "x"), (y, "y"), (z, "z")))
    m = x.size
    if not m == y.size == z.size:
        raise TypeError(f"bisplrep: x, y and z must have the same length; got {m}, {y.size} and {z.size}")
    w = np.ones(m) if w is None else real_array(w, "bisplrep: w")
    if w.shape != (m,):
        raise TypeError(f"bisplrep: w must have the length of x, {m}; got shape {w.shape}")
    if task not in (-1, 0, 1):
        raise TypeError(f"bisplrep: task must be -1, 0 or 1; got {task}")
    if not (1 <= kx <= 5 and 1 <= ky <= 5):
        raise TypeError(f"bisplrep: kx and ky must be in [1, 5]; got {kx} and {ky}")
    if m < (kx + 1) * (ky + 1):
        raise TypeError(f"bisplrep: at least (kx + 1) (ky + 1) = {(kx + 1) * (ky + 1)} points are needed; got {m}")
    s = m - np.sqrt(2 * m) if s is None else float(s)
    box = (x.min() if xb is None else xb, x.max() if xe is None else xe,
           y.min() if yb is None else yb, y.max() if ye is None else ye)
    if not (box[0] <= x.min() and x.max() <= box[1] and box[2] <= y.min() and y.max() <= box[3]):
        raise ValueError(f"bisplrep: xb, xe, yb, ye must hold all points; got {box}")
    if not np.all(w > 0) or not s >= 0:
        raise ValueError("bisplrep: w must be positive and s not negative")
    knots = (np.empty(0), np.empty(0))
    if task == -1:
        knots = _given(tx, "tx", kx, *box[:2]), _given(ty, "ty", ky, *box[2:])
    room = [int(max(k + np.sqrt(3 * m if s == 0 else m / 2), 2 * k + 3)) if n is None else int(n)
            for n, k in ((nxest, kx), (nyest, ky))]
    if room[0] < 2 * kx + 2 or room[1] < 2 * ky + 2:
        raise TypeError(f"bisplrep: nxest and nyest must be at least {2 * kx + 2} and {2 * ky + 2}; got {room}")
    _, tx, ty, c, fp, ier = _native.fit_scattered(x, y, z, w, kx, ky, s, *map(float, box), float(eps), *room,
                                                  task == -1, *knots)
    if ier <= 0 and not quiet:
        print(f"bisplrep: {outcome(ier)}; kx, ky={kx}, {ky} nx, ny={tx.size}, {ty.size} m={m} fp={fp} s={s}")
    if ier > 0 and not full_output:
        warnings.warn(f"bisplrep: {outcome(ier)}; fp={fp}, s={s}", RuntimeWarning, stacklevel=2)
    tck = [tx, ty, c, kx, ky]
    return (tck, fp, ier, outcome(ier)) if full_output else tck


def _given(t: Any, name: str, k: int, low: float, high: float) -> np.ndarray:
    """All knots of one variable, with ends at the limits."""
    if t is None:
        raise TypeError(f"bisplrep: {name} must be given when task is -1")
    t = real_array(t, f"bisplrep: {name}")
    if t.ndim != 1 or t.size < 2 * k + 2:
        raise TypeError(f"bisplrep: {name} must hold at least 2k + 2 = {2 * k + 2} knots; got shape {t.shape}")
    inner = t[k + 1:t.size - k - 1]
    if not np.all(np.diff(inner) > 0) or (inner.size and not (low < inner[0] and inner[-1] < high)):
        raise ValueError(f"bisplrep: the interior knots of {name} must be strictly increasing inside ({low}, {high})")
    return np.r_[(low,) * (k + 1), inner, (high,) * (k + 1)]


def bisplev(x: ArrayLike, y: ArrayLike, tck: Any, dx: int = 0, dy: int = 0) -> Any:
    """Evaluate a spline of two variables on a grid.

    Parameters
    ----------
    x, y : array_like
        Increasing coordinates of a grid, or numbers.
    tck : sequence
        ``(tx, ty, c, kx, ky)``, as `bisplrep` returns it.
    dx, dy : int, optional
        Orders of the derivative, below the degrees.

    Returns
    -------
    ndarray or float
        Of shape (len(x), len(y)), or (len(y),) when ``x`` is one number, or a number when ``y`` is too.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.interpolate import bisplev
    >>> float(bisplev(0.5, 0.25, ([0, 0, 1, 1], [0, 0, 1, 1], [0, 0, 0, 1], 1, 1)))
    0.125
    """
    tx, ty, c, kx, ky = tck
    if not 0 <= dx < kx or not 0 <= dy < ky:
        raise ValueError(f"bisplev: dx and dy must be at least 0 and below the degrees {kx} and {ky}; "
                         f"got {dx} and {dy}")
    x, y = np.atleast_1d(np.asarray(x, dtype=float)), np.atleast_1d(np.asarray(y, dtype=float))
    if x.ndim != 1 or y.ndim != 1:
        raise ValueError(f"bisplev: x and y must be at most 1-dimensional; got shapes {x.shape} and {y.shape}")
    if np.any(np.diff(x) < 0) or np.any(np.diff(y) < 0):
        raise ValueError("bisplev: x and y must be increasing")
    z = _on_grid(x, y, real_array(tx, "tx"), real_array(ty, "ty"), real_array(c, "c"), kx, ky, dx, dy)
    if z.shape[0] > 1:
        return z
    return z[0] if z.shape[1] > 1 else z[0, 0]
