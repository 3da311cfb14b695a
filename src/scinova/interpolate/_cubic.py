# SPDX-License-Identifier: BSD-3-Clause
"""Piecewise cubics from values and slopes: C2 splines, monotone and Akima interpolation.

All are cubic Hermite interpolants; they differ in where the slopes come from.
"""
from __future__ import annotations

from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from scinova._core.arrays import normalize_axis
from scinova.interpolate import _native
from scinova.interpolate._arrays import as_columns, number_array
from scinova.interpolate._ppoly import PPoly


def _points(name: str, x: Any, y: Any, axis: int, slopes: Any = None) -> tuple:
    """Checked abscissas, steps, ordinates and slopes (axis first), and the axis."""
    x, y = np.asarray(x), np.asarray(y)
    if x.dtype.kind == "c":
        raise ValueError(f"{name}: x must be real; got dtype {x.dtype}")
    x = np.ascontiguousarray(x, dtype=float)
    y = number_array(y, f"{name}: y")
    axis = normalize_axis(axis, y.ndim)
    if x.ndim != 1:
        raise ValueError(f"{name}: x must be 1-dimensional; got shape {x.shape}")
    if x.shape[0] < 2:
        raise ValueError(f"{name}: x must hold at least 2 points; got {x.shape[0]}")
    if x.shape[0] != y.shape[axis]:
        raise ValueError(f"{name}: y must have {x.shape[0]} values along axis {axis}; got shape {y.shape}")
    if slopes is not None:
        slopes = number_array(slopes, f"{name}: dydx")
        if slopes.shape != y.shape:
            raise ValueError(f"{name}: dydx must have the shape of y, {y.shape}; got {slopes.shape}")
        if not np.isfinite(slopes).all():
            raise ValueError(f"{name}: dydx must be finite; got NaN or inf")
        kind = np.result_type(y, slopes)
        y, slopes = y.astype(kind, copy=False), np.moveaxis(slopes.astype(kind, copy=False), axis, 0)
    if not np.isfinite(x).all():
        raise ValueError(f"{name}: x must be finite; got NaN or inf")
    if not np.isfinite(y).all():
        raise ValueError(f"{name}: y must be finite; got NaN or inf")
    step = np.diff(x)
    if np.any(step <= 0):
        raise ValueError(f"{name}: x must be strictly increasing")
    return x, step, np.moveaxis(y, axis, 0), slopes, axis


def _hermite(x: np.ndarray, step: np.ndarray, y: np.ndarray, slopes: np.ndarray) -> np.ndarray:
    """Coefficients of the cubics with given values and slopes at both ends of each piece."""
    h = step.reshape((-1,) + (1,) * (y.ndim - 1))
    secant = np.diff(y, axis=0) / h
    bend = (slopes[:-1] + slopes[1:] - 2 * secant) / h
    c = np.empty((4, x.size - 1, *y.shape[1:]), dtype=bend.dtype)
    c[0] = bend / h
    c[1] = (secant - slopes[:-1]) / h - bend
    c[2] = slopes[:-1]
    c[3] = y[:-1]
    return c


class CubicHermiteSpline(PPoly):
    """Piecewise cubic with given values and first derivatives.

    Parameters
    ----------
    x : array_like, shape (n,)
        Abscissas, strictly increasing.
    y : array_like
        Values, ``n`` of them along ``axis``.
    dydx : array_like
        Derivatives, of the shape of ``y``.
    axis : int, optional
    extrapolate : bool or 'periodic', optional
        As in `PPoly`; by default the end pieces are continued.

    Attributes
    ----------
    c, x, extrapolate, axis

    Examples
    --------
    >>> from scinova.interpolate import CubicHermiteSpline
    >>> float(CubicHermiteSpline([0, 1], [0, 1], [0, 0])(0.25))
    0.15625
    """

    __slots__ = ()

    def __init__(self, x: ArrayLike, y: ArrayLike, dydx: ArrayLike, axis: int = 0, extrapolate: Any = None):
        x, step, y, slopes, axis = _points(type(self).__name__, x, y, axis, dydx)
        self._set(x, step, y, slopes, axis, extrapolate)

    def _set(self, x: np.ndarray, step: np.ndarray, y: np.ndarray, slopes: np.ndarray, axis: int,
             extrapolate: Any) -> None:
        self.c, self.x, self.axis = _hermite(x, step, y, slopes), x, axis
        self.extrapolate = True if extrapolate is None else extrapolate


class PchipInterpolator(CubicHermiteSpline):
    """Monotone piecewise cubic: no overshoot, one continuous derivative.

    Parameters
    ----------
    x : array_like, shape (n,)
        Abscissas, strictly increasing.
    y : array_like
        Real values, ``n`` of them along ``axis``.
    axis : int, optional
    extrapolate : bool, optional
        Whether the end pieces are continued; by default they are.

    Notes
    -----
    Inner slopes are weighted harmonic means of the neighbouring secants, zero at extrema (F. N. Fritsch and J. Butland,
    SIAM J. Sci. Stat. Comput. 5 (1984) 300); end slopes come from three points, limited so that the shape is kept
    (C. Moler, Numerical Computing with MATLAB, 2004, sec. 3.6).

    Examples
    --------
    >>> from scinova.interpolate import PchipInterpolator
    >>> float(PchipInterpolator([0, 1, 2, 3], [0, 0, 1, 1])(0.5))
    0.0
    """

    __slots__ = ()

    def __init__(self, x: ArrayLike, y: ArrayLike, axis: int = 0, extrapolate: Any = None):
        x, step, y, _, axis = _points("PchipInterpolator", x, y, axis)
        if y.dtype.kind == "c":
            raise ValueError("PchipInterpolator: y must be real; got complex numbers")
        self._set(x, step, y, _monotone_slopes(step, y), axis, extrapolate)


def _monotone_slopes(step: np.ndarray, y: np.ndarray) -> np.ndarray:
    h = step.reshape((-1,) + (1,) * (y.ndim - 1))
    secant = np.diff(y, axis=0) / h
    if y.shape[0] == 2:
        return np.broadcast_to(secant, y.shape).copy()
    before, after = secant[:-1], secant[1:]
    w1, w2 = 2 * h[1:] + h[:-1], h[1:] + 2 * h[:-1]
    flat = (np.sign(before) != np.sign(after)) | (before == 0) | (after == 0)
    slopes = np.zeros_like(y)
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        mean = (w1 + w2) / (w1 / before + w2 / after)
    slopes[1:-1] = np.where(flat, 0.0, mean)
    slopes[0] = _end_slope(h[0], h[1], secant[0], secant[1])
    slopes[-1] = _end_slope(h[-1], h[-2], secant[-1], secant[-2])
    return slopes


def _end_slope(h0: np.ndarray, h1: np.ndarray, d0: np.ndarray, d1: np.ndarray) -> np.ndarray:
    slope = ((2 * h0 + h1) * d0 - h0 * d1) / (h0 + h1)
    slope = np.where(np.sign(slope) != np.sign(d0), 0.0, slope)
    steep = (np.sign(d0) != np.sign(d1)) & (np.abs(slope) > 3 * np.abs(d0))
    return np.where(steep, 3 * d0, slope)


pchip = PchipInterpolator       # its older name


def pchip_interpolate(xi: ArrayLike, yi: ArrayLike, x: ArrayLike, der: Any = 0, axis: int = 0) -> Any:
    """Monotone piecewise cubic interpolation in one call.

    Parameters
    ----------
    xi, yi : array_like
        Points, as `PchipInterpolator` takes them.
    x : array_like
        Where to evaluate.
    der : int or sequence of int, optional
        Order of the derivative, or several.
    axis : int, optional

    Returns
    -------
    ndarray or list of ndarray

    Examples
    --------
    >>> from scinova.interpolate import pchip_interpolate
    >>> pchip_interpolate([0, 1, 2], [0, 1, 2], [0.5, 1.5])
    array([0.5, 1.5])
    """
    p = PchipInterpolator(xi, yi, axis=axis)
    if np.ndim(der) == 0:
        return p(x) if der == 0 else p.derivative(der)(x)
    return [p.derivative(nu)(x) for nu in der]


class Akima1DInterpolator(CubicHermiteSpline):
    """Akima's piecewise cubic: slopes from five points, little disturbed by an outlier.

    Parameters
    ----------
    x : array_like, shape (n,)
        Abscissas, strictly increasing.
    y : array_like
        Real values, ``n`` of them along ``axis``.
    axis : int, optional
    method : {'akima', 'makima'}, optional
        The original weights, or modified ones that keep flat stretches flat.
    extrapolate : bool, optional
        Whether the end pieces are continued; by default NaN is returned outside.

    Notes
    -----
    H. Akima, J. ACM 17 (1970) 589. The modified weights add half the magnitude of the sum of the two secants.

    Examples
    --------
    >>> from scinova.interpolate import Akima1DInterpolator
    >>> float(Akima1DInterpolator([0, 1, 2, 3, 4], [0, 1, 2, 3, 4])(2.5))
    2.5
    """

    __slots__ = ()

    def __init__(self, x: ArrayLike, y: ArrayLike, axis: int = 0, *, method: Literal["akima", "makima"] = "akima",
                 extrapolate: bool | None = None):
        if method not in ("akima", "makima"):
            raise NotImplementedError(f"Akima1DInterpolator: method must be one of 'akima', 'makima'; got {method!r}")
        x, step, y, _, axis = _points("Akima1DInterpolator", x, y, axis)
        if y.dtype.kind == "c":
            raise ValueError("Akima1DInterpolator: y must be real; got complex numbers")
        slopes = _akima_slopes(step, y, method == "makima")
        self._set(x, step, y, slopes, axis, False if extrapolate is None else extrapolate)

    def extend(self, c: ArrayLike, x: ArrayLike, right: bool = True) -> None:
        """Not available: added pieces would not be Akima's.

        Raises
        ------
        NotImplementedError
            Always.
        """
        raise NotImplementedError("Akima1DInterpolator cannot be extended; make one from all points")

    @classmethod
    def from_spline(cls, tck: Any, extrapolate: Any = None) -> PPoly:
        """Not available: a spline is not Akima's interpolant.

        Raises
        ------
        NotImplementedError
            Always.
        """
        raise NotImplementedError("Akima1DInterpolator cannot be made from a spline; use PPoly.from_spline")

    @classmethod
    def from_bernstein_basis(cls, bp: Any, extrapolate: Any = None) -> PPoly:
        """Not available: a `BPoly` is not Akima's interpolant.

        Raises
        ------
        NotImplementedError
            Always.
        """
        raise NotImplementedError("Akima1DInterpolator cannot be made from a BPoly; use PPoly.from_bernstein_basis")


def _akima_slopes(step: np.ndarray, y: np.ndarray, modified: bool) -> np.ndarray:
    h = step.reshape((-1,) + (1,) * (y.ndim - 1))
    if y.shape[0] == 2:
        return np.broadcast_to(np.diff(y, axis=0) / h, y.shape).copy()
    # Two secants continued beyond either end, as on a parabola.
    m = np.empty((y.shape[0] + 3, *y.shape[1:]))
    m[2:-2] = np.diff(y, axis=0) / h
    m[1] = 2 * m[2] - m[3]
    m[0] = 2 * m[1] - m[2]
    m[-2] = 2 * m[-3] - m[-4]
    m[-1] = 2 * m[-2] - m[-3]
    change = np.abs(np.diff(m, axis=0))
    if modified:
        change = change + np.abs(m[1:] + m[:-1]) / 2
    ahead, behind = change[2:], change[:-2]
    total = ahead + behind
    # Where both weights vanish (beside their largest) the slope is the mean of the neighbouring secants.
    slopes = (m[3:] + m[:-3]) / 2 if not modified else np.zeros_like(y)
    clear = total > 1e-9 * np.max(total, initial=-np.inf)
    slopes = np.array(slopes)
    slopes[clear] = (ahead[clear] / total[clear] * m[1:-2][clear] + behind[clear] / total[clear] * m[2:-1][clear])
    return slopes


class CubicSpline(CubicHermiteSpline):
    """The cubic spline through points: two continuous derivatives.

    Parameters
    ----------
    x : array_like, shape (n,)
        Abscissas, strictly increasing.
    y : array_like
        Values, ``n`` of them along ``axis``; real or complex.
    axis : int, optional
    bc_type : str or pair, optional
        'not-a-knot' (the first two pieces are one cubic, as are the last two), 'periodic', 'clamped' (zero slope),
        'natural' (zero curvature); or a pair of such names or of ``(order, value)`` with order 1 or 2 for the two ends.
    extrapolate : bool or 'periodic', optional
        By default 'periodic' for a periodic spline, else the end pieces are continued.

    Attributes
    ----------
    c, x, extrapolate, axis

    Notes
    -----
    The slopes solve a tridiagonal system (de Boor 2001, ch. IV), cyclic when periodic.

    Examples
    --------
    >>> from scinova.interpolate import CubicSpline
    >>> round(float(CubicSpline([0, 1, 2, 3], [0, 1, 8, 27])(2.5)), 12)
    15.625
    """

    __slots__ = ()

    def __init__(self, x: ArrayLike, y: ArrayLike, axis: int = 0, bc_type: Any = "not-a-knot",
                 extrapolate: Any = None):
        x, step, y, _, axis = _points("CubicSpline", x, y, axis)
        ends, y = _spline_ends(bc_type, y)
        if extrapolate is None:
            extrapolate = "periodic" if ends[0] == "periodic" else True
        slopes = np.zeros_like(y) if y.size == 0 else _spline_slopes(step, y, ends)
        self._set(x, step, y, slopes, axis, extrapolate)


def _spline_ends(bc_type: Any, y: np.ndarray) -> tuple[list, np.ndarray]:
    """Each end as 'not-a-knot', 'periodic' or (order, value); a complex value makes ``y`` complex."""
    if isinstance(bc_type, str):
        if bc_type == "periodic":
            if not np.allclose(y[0], y[-1], rtol=1e-15, atol=1e-15):
                raise ValueError("CubicSpline: y must begin and end with the same value when bc_type is 'periodic'; "
                                 f"got {y[0]} and {y[-1]}")
            return ["periodic", "periodic"], y
        bc_type = (bc_type, bc_type)
    else:
        try:
            if len(bc_type) != 2:
                raise ValueError
        except (TypeError, ValueError):
            raise ValueError(f"CubicSpline: bc_type must be a name or a pair; got {bc_type!r}") from None
        if any(isinstance(b, str) and b == "periodic" for b in bc_type):
            raise ValueError("CubicSpline: bc_type 'periodic' holds for both ends, and is given alone")
    ends: list = []
    for end in bc_type:
        if isinstance(end, str):
            named = {"clamped": (1, 0.0), "natural": (2, 0.0), "not-a-knot": "not-a-knot"}
            if end not in named:
                raise ValueError("CubicSpline: bc_type must be one of 'not-a-knot', 'periodic', 'clamped', 'natural'; "
                                 f"got {end!r}")
            end = named[end]
        if not isinstance(end, str):
            try:
                order, value = end
            except (TypeError, ValueError):
                raise ValueError(f"CubicSpline: bc_type must give pairs (order, value); got {end!r}") from None
            if order not in (1, 2):
                raise ValueError(f"CubicSpline: the order of a derivative in bc_type must be 1 or 2; got {order!r}")
            value = np.asarray(value)
            if value.shape not in ((), y.shape[1:]):
                raise ValueError(f"CubicSpline: a derivative in bc_type must have shape {y.shape[1:]}; "
                                 f"got {value.shape}")
            if value.dtype.kind == "c":
                y = y.astype(np.complex128)
            end = (order, value)
        ends.append(end)
    return ends, y


def _spline_slopes(step: np.ndarray, y: np.ndarray, ends: list) -> np.ndarray:
    n = y.shape[0]
    h = step.reshape((-1,) + (1,) * (y.ndim - 1))
    secant = np.diff(y, axis=0) / h
    if n == 2:
        if ends[0] == "periodic":
            return np.zeros_like(y)
        ends = [(1, secant[0]) if end == "not-a-knot" else end for end in ends]
    if n == 3 and ends[0] == "not-a-knot" and ends[1] == "not-a-knot":
        bend = (secant[1] - secant[0]) / (h[0] + h[1])
        return np.stack([secant[0] - bend * h[0], secant[0] + bend * h[0], secant[1] + bend * h[1]])
    if ends[0] == "periodic":
        return _periodic_slopes(step, h, secant, y)
    band, rhs = np.zeros((n, 7)), np.empty_like(y)      # two diagonals either side, and room for the elimination
    band[1:-1, 1], band[1:-1, 2], band[1:-1, 3] = step[1:], 2 * (step[:-1] + step[1:]), step[:-1]
    rhs[1:-1] = 3 * (h[1:] * secant[:-1] + h[:-1] * secant[1:])
    band[0, 2:5], rhs[0] = _end_row(ends[0], step[:2], secant[:2], 1.0)
    band[-1, 2::-1], rhs[-1] = _end_row(ends[1], step[:-3:-1], secant[:-3:-1], -1.0)
    solution = np.array(as_columns(rhs))
    _native.solve_banded(band, 2, 2, solution)
    return _as(solution, rhs)


def _end_row(end: Any, h: np.ndarray, secant: np.ndarray, sense: float) -> tuple[list[float], Any]:
    """The equation of an end, seen from it: coefficients of the slopes at its first three points, and right side."""
    if isinstance(end, str):
        d = h[0] + h[1]
        return [h[1], d, 0.0], ((h[0] + 2 * d) * h[1] * secant[0] + h[0] ** 2 * secant[1]) / d
    order, value = end
    if order == 1:
        return [1.0, 0.0, 0.0], value
    return [2.0, 1.0, 0.0], 3 * secant[0] - sense * 0.5 * value * h[0]


def _periodic_slopes(step: np.ndarray, h: np.ndarray, secant: np.ndarray, y: np.ndarray) -> np.ndarray:
    n = step.size
    rows = np.stack([step, 2 * (np.roll(step, 1) + step), np.roll(step, 1)], axis=1)   # at s[i-1], s[i], s[i+1]
    rhs = 3 * (h * np.roll(secant, 1, axis=0) + np.roll(h, 1, axis=0) * secant)
    columns = as_columns(rhs)
    solution = np.empty((n, columns.shape[1]))
    order = np.r_[np.arange(1, n), 0]       # rows that do not wrap come first
    first = (order - 1) % n
    _native.least_squares(np.ascontiguousarray(rows[order]), first.astype(np.int64),
                          np.ascontiguousarray(columns[order]), True, solution)
    slopes = _as(solution, rhs)
    return np.concatenate([slopes, slopes[:1]])


def _as(solution: np.ndarray, like: np.ndarray) -> np.ndarray:
    if like.dtype.kind == "c":
        solution = solution.view(np.complex128)
    return solution.reshape(solution.shape[:1] + like.shape[1:])
