# SPDX-License-Identifier: BSD-3-Clause
"""Splines through points, and splines near points with given knots.

Interpolation solves the banded collocation system by LU with partial pivoting (de Boor 2001, ch. XIII); periodic
interpolation and least squares turn the rows into a triangle by Givens rotations.
"""
from __future__ import annotations

import operator
from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from scinova.interpolate import _native
from scinova.interpolate._arrays import as_columns, axis_first, number_array, real_array
from scinova.interpolate._bspline import BSpline

_CONDITIONS = {"clamped": [(1, 0.0)], "natural": [(2, 0.0)]}


def make_interp_spline(x: ArrayLike, y: ArrayLike, k: int = 3, t: ArrayLike | None = None, bc_type: Any = None,
                       axis: int = 0, check_finite: bool = True) -> BSpline:
    """The spline through points.

    Parameters
    ----------
    x : array_like, shape (n,)
        Abscissas, increasing.
    y : array_like, shape (n, ...)
        Ordinates.
    k : int, optional
        Degree.
    t : array_like, optional
        Knots, as many as points and boundary conditions need; chosen when not given.
    bc_type : str or pair, optional
        'not-a-knot' (the default), 'natural', 'clamped', 'periodic'; or for either end such a name, None or a list of
        pairs (order of the derivative, its value).
    axis : int, optional
        Axis of ``y``.
    check_finite : bool, optional
        Whether NaN and inf are refused.

    Returns
    -------
    BSpline

    Examples
    --------
    >>> from scinova.interpolate import make_interp_spline
    >>> s = make_interp_spline([0, 1, 2, 3], [0, 1, 8, 27])
    >>> round(float(s(2.5)), 12)
    15.625
    """
    periodic = isinstance(bc_type, str) and bc_type == "periodic"
    left, right = (None, None) if periodic or bc_type in (None, "not-a-knot") else _conditions(bc_type)
    x, y = _checked("make_interp_spline: x", x, check_finite), _checked("make_interp_spline: y", y, check_finite, False)
    y, axis = axis_first(y, axis)
    k = operator.index(k)
    if x.ndim != 1 or (x[1:] < x[:-1]).any():
        raise ValueError("make_interp_spline: x must be a 1-dimensional increasing array")
    if (x[1:] == x[:-1]).any():
        raise ValueError("make_interp_spline: x must not hold a value twice")
    if k < 0:
        raise ValueError(f"make_interp_spline: k must not be negative; got {k}")
    if x.size != y.shape[0]:
        raise ValueError(f"make_interp_spline: x and y must have the same length; got {x.size} and {y.shape[0]}")
    if periodic and not np.allclose(y[0], y[-1], atol=1e-15):
        raise ValueError("make_interp_spline: y must begin and end with the same value when bc_type is 'periodic'")
    if k <= 1 and t is None and not periodic:
        if left is not None or right is not None:
            raise ValueError(f"make_interp_spline: bc_type must be None for degree {k}")
        t = np.r_[x, x[-1]] if k == 0 else np.r_[x[0], x, x[-1]]
        return BSpline.construct_fast(np.ascontiguousarray(t), y, k, axis=axis)
    if k == 0 and (left is not None or right is not None or t is not None):
        raise ValueError("make_interp_spline: degree 0 takes neither knots nor boundary conditions")
    t = _chosen_knots(x, k, left, right, periodic) if t is None else _checked("make_interp_spline: t", t, check_finite)
    if t.ndim != 1 or (t[1:] < t[:-1]).any():
        raise ValueError("make_interp_spline: t must be a 1-dimensional non-decreasing array")
    if t.size < x.size + k + 1:
        raise ValueError(f"make_interp_spline: t must hold at least {x.size + k + 1} knots; got {t.size}")
    if x[0] < t[k] or x[-1] > t[t.size - k - 1]:
        raise ValueError(f"make_interp_spline: x must lie in [{t[k]}, {t[t.size - k - 1]}]; "
                         f"got [{x[0]}, {x[-1]}]")
    if periodic:
        return _periodic(x, y, t, k, axis)
    return BSpline.construct_fast(t, _interpolated(x, y, t, k, left or [], right or []), k, axis=axis)


def _checked(name: str, a: Any, check_finite: bool, real: bool = True) -> np.ndarray:
    a = real_array(a, name) if real else number_array(a, name)
    if check_finite and not np.isfinite(a).all():
        raise ValueError(f"{name} must be finite; got NaN or inf")
    return a


def _conditions(bc_type: Any) -> tuple[list | None, list | None]:
    """Boundary conditions of the two ends as lists of (order, value), None for not-a-knot."""
    if isinstance(bc_type, str):
        bc_type = (bc_type, bc_type)
    try:
        left, right = bc_type
    except (TypeError, ValueError):
        raise ValueError(f"make_interp_spline: bc_type must be a name or a pair; got {bc_type!r}") from None
    return _one_condition(left), _one_condition(right)


def _one_condition(given: Any) -> list | None:
    if given is None or (isinstance(given, str) and given == "not-a-knot"):
        return None
    if isinstance(given, str):
        if given not in _CONDITIONS:
            raise ValueError("make_interp_spline: bc_type must be one of 'not-a-knot', 'natural', 'clamped', "
                             f"'periodic' or derivatives; got {given!r}")
        return _CONDITIONS[given]
    try:
        pairs = [(operator.index(order), value) for order, value in given]
    except TypeError:
        raise ValueError("make_interp_spline: bc_type must list pairs (order of a derivative, value); "
                         f"got {given!r}") from None
    return pairs


def _chosen_knots(x: np.ndarray, k: int, left: Iterable | None, right: Iterable | None, periodic: bool) -> np.ndarray:
    if periodic:
        return _periodic_knots(x, k)
    if left is not None or right is not None:
        return np.r_[(x[0],) * k, x, (x[-1],) * k]
    # Not-a-knot: an odd degree leaves out the points next to the ends, an even one has its knots between points.
    inner = x[(k + 1) // 2:x.size - (k + 1) // 2] if k % 2 else ((x[1:] + x[:-1]) / 2)[k // 2:x.size - 1 - k // 2]
    t = np.empty(inner.size + 2 * k + 2)
    t[:k + 1], t[k + 1:-k - 1], t[-k - 1:] = x[0], inner, x[-1]
    return t


def _periodic_knots(x: np.ndarray, k: int) -> np.ndarray:
    core = x.copy()
    if k % 2 == 0:
        core[1:-1] = (x[:-2] + x[1:-1]) / 2
    n, period = core.size - 1, core[-1] - core[0]
    place = np.arange(-k, n + k + 1)
    return core[place % n] + period * (place // n) if n > 0 else core


def _rows(t: np.ndarray, k: int, x: np.ndarray, nu: int = 0) -> tuple[np.ndarray, np.ndarray]:
    values, first = np.empty((x.size, k + 1)), np.empty(x.size, np.int64)
    _native.bspline_rows(t, k, x, nu, values, first)
    return values, first


def _interpolated(x: np.ndarray, y: np.ndarray, t: np.ndarray, k: int, left: list, right: list) -> np.ndarray:
    n = t.size - k - 1
    if n - x.size != len(left) + len(right):
        raise ValueError(f"make_interp_spline: {n - x.size} boundary conditions must be given with these knots; "
                         f"got {len(left) + len(right)}")
    sides = [np.broadcast_to(np.asarray(v), y.shape[1:])[None] for _, v in (*left, *right)]
    rhs = np.concatenate([*sides[:len(left)], y, *sides[len(left):]]) if sides else y
    solution = np.array(as_columns(number_array(rhs, "y")))
    orders = [np.array([order for order, _ in end], dtype=np.int64) for end in (left, right)]
    if not _native.collocate(t, k, x, *orders, solution):
        raise np.linalg.LinAlgError("make_interp_spline: the points and knots do not determine a spline "
                                    "(the collocation matrix is singular)")
    return _restored(solution, rhs)


def _restored(columns: np.ndarray, like: np.ndarray) -> np.ndarray:
    if like.dtype.kind == "c":
        columns = columns.view(np.complex128)
    return columns.reshape(columns.shape[:1] + like.shape[1:])


def _periodic(x: np.ndarray, y: np.ndarray, t: np.ndarray, k: int, axis: int) -> BSpline:
    n = t.size - k - 1
    unknowns = n - k
    if unknowns != x.size - 1:
        raise ValueError(f"make_interp_spline: t must hold {x.size + 2 * k} knots when periodic; got {t.size}")
    if k == 0:
        return BSpline.construct_fast(t, y, k, "periodic", axis)
    values, first = _rows(t, k, x[:-1])
    columns = as_columns(y)
    solution = np.empty((unknowns, columns.shape[1]))
    if not _native.least_squares(values, first, columns[:-1], True, solution):
        raise np.linalg.LinAlgError("make_interp_spline: the points and knots do not determine a periodic spline")
    closed = solution[np.arange(n) % unknowns]
    return BSpline.construct_fast(t, _restored(np.ascontiguousarray(closed), y), k, "periodic", axis)


def make_lsq_spline(x: ArrayLike, y: ArrayLike, t: ArrayLike, k: int = 3, w: ArrayLike | None = None, axis: int = 0,
                    check_finite: bool = True, *, method: str = "qr") -> BSpline:
    """The spline with given knots nearest to points, in the least-squares sense.

    Parameters
    ----------
    x : array_like, shape (m,)
        Abscissas, non-decreasing.
    y : array_like, shape (m, ...)
        Ordinates.
    t : array_like, shape (n+k+1,)
        Knots; every B-spline needs a point of its own (the conditions of Schoenberg and Whitney).
    k : int, optional
        Degree.
    w : array_like, shape (m,), optional
        Weights of the residuals.
    axis : int, optional
        Axis of ``y``.
    check_finite : bool, optional
        Whether NaN and inf are refused.
    method : {'qr', 'norm-eq'}, optional
        By orthogonal rotations, or by the faster, less accurate normal equations.

    Returns
    -------
    BSpline

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.interpolate import make_lsq_spline
    >>> x = np.linspace(0, 1, 9)
    >>> s = make_lsq_spline(x, x**2, [0, 0, 0, 1, 1, 1], k=2)
    >>> round(float(s(0.3)), 12)
    0.09
    """
    x, t = _checked("make_lsq_spline: x", x, check_finite), _checked("make_lsq_spline: t", t, check_finite)
    y = _checked("make_lsq_spline: y", y, check_finite, False)
    w = np.ones_like(x) if w is None else _checked("make_lsq_spline: w", w, check_finite)
    k = operator.index(k)
    y, axis = axis_first(y, axis)
    if method not in ("qr", "norm-eq"):
        raise ValueError(f"make_lsq_spline: method must be one of 'qr', 'norm-eq'; got {method!r}")
    if x.ndim != 1:
        raise ValueError(f"make_lsq_spline: x must be 1-dimensional; got shape {x.shape}")
    if x.shape[0] < k + 1:
        raise ValueError(f"make_lsq_spline: x must hold at least k + 1 = {k + 1} points; got {x.shape[0]}")
    if k < 0:
        raise ValueError(f"make_lsq_spline: k must not be negative; got {k}")
    if t.ndim != 1 or (t[1:] < t[:-1]).any():
        raise ValueError("make_lsq_spline: t must be a 1-dimensional non-decreasing array")
    if t.size < 2 * k + 2:
        raise ValueError(f"make_lsq_spline: t must hold at least 2k + 2 = {2 * k + 2} knots; got {t.size}")
    if x.size != y.shape[0]:
        raise ValueError(f"make_lsq_spline: x and y must have the same length; got {x.size} and {y.shape[0]}")
    n = t.size - k - 1
    if np.any((x < t[k]) | (x > t[n])):
        raise ValueError(f"make_lsq_spline: x must lie in [{t[k]}, {t[n]}]; got [{x.min()}, {x.max()}]")
    if w.shape != x.shape:
        raise ValueError(f"make_lsq_spline: w must have the shape of x, {x.shape}; got {w.shape}")
    if method == "qr" and (x[1:] < x[:-1]).any():
        raise ValueError("make_lsq_spline: x must be non-decreasing")
    values, first = _rows(t, k, x)
    rows, rhs = values * w[:, None], as_columns(y) * w[:, None]
    solve = _by_rotations if method == "qr" else _by_normal_equations
    solution = solve(rows, first, rhs, n)
    if solution is None:
        raise np.linalg.LinAlgError("make_lsq_spline: the points do not determine a spline with these knots")
    return BSpline.construct_fast(t, _restored(solution, y), k, axis=axis)


def _by_rotations(rows: np.ndarray, first: np.ndarray, rhs: np.ndarray, n: int) -> np.ndarray | None:
    out = np.empty((n, rhs.shape[1]))
    return out if _native.least_squares(rows, first, rhs, False, out) else None


def _by_normal_equations(rows: np.ndarray, first: np.ndarray, rhs: np.ndarray, n: int) -> np.ndarray | None:
    width = rows.shape[1]
    k = width - 1
    band, right = np.zeros((n, 3 * k + 1)), np.zeros((n, rhs.shape[1]))
    for a in range(width):
        np.add.at(right, first + a, rows[:, a, None] * rhs)
        for b in range(width):
            np.add.at(band, (first + a, b - a + k), rows[:, a] * rows[:, b])
    return right if _native.solve_banded(band, k, k, right) else None


def cubic_from_pieces(cls: type, pp: Any, bc_type: Any) -> BSpline:
    """A piecewise cubic with two continuous derivatives in the B-spline basis.

    The coefficient of ``B_j`` is the blossom of the piece at the three knots inside its support (L. Ramshaw, Comput.
    Aided Geom. Design 6 (1989) 323): for ``a0 + a1 u + a2 u^2 + a3 u^3`` it is
    ``a0 + a1 (u1+u2+u3)/3 + a2 (u1 u2 + u1 u3 + u2 u3)/3 + a3 u1 u2 u3``.
    """
    x = np.asarray(pp.x, dtype=float)
    if isinstance(bc_type, str) and bc_type == "periodic":
        t = _periodic_knots(x, 3)
    elif bc_type in ("not-a-knot", "natural", "clamped"):
        t = np.r_[(x[0],) * 4, x[2:-2], (x[-1],) * 4] if bc_type == "not-a-knot" else \
            np.r_[(x[0],) * 3, x, (x[-1],) * 3]
    else:
        raise TypeError("from_power_basis: bc_type must be one of 'not-a-knot', 'natural', 'clamped', 'periodic'; "
                        f"got {bc_type!r}")
    n = t.size - 4
    # A piece within the support, counted by where the middle knot lies.
    j = np.arange(n)
    piece = np.clip(np.searchsorted(x, t[j + 2], side="right") - 1, 0, x.size - 2)
    shape = (-1,) + (1,) * (pp.c.ndim - 2)
    u1, u2, u3 = (_inside(t, x, j, place, piece).reshape(shape) for place in (1, 2, 3))
    a3, a2, a1, a0 = (pp.c[r, piece] for r in range(4))
    c = a0 + a1 * (u1 + u2 + u3) / 3 + a2 * (u1 * u2 + u1 * u3 + u2 * u3) / 3 + a3 * u1 * u2 * u3
    extrapolate = True if pp.extrapolate is None else pp.extrapolate
    return cls.construct_fast(t, np.ascontiguousarray(c), 3, extrapolate, pp.axis)


def _inside(t: np.ndarray, x: np.ndarray, j: np.ndarray, place: int, piece: np.ndarray) -> np.ndarray:
    return t[j + place] - x[piece]
