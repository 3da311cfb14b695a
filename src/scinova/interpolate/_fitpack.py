# SPDX-License-Identifier: BSD-3-Clause
"""Splines as tuples ``(t, c, k)``: fitting, evaluation, calculus.

``c`` is as long as the knots ``t``, its last k+1 entries unused. A curve in space has a list of such arrays.
Fits follow P. Dierckx (Curve and Surface Fitting with Splines, 1993); see ``kernels/interpolate/curve_fit.hpp``.
"""
from __future__ import annotations

import threading
import warnings
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from scinova.interpolate import _native
from scinova.interpolate._arrays import number_array, real_array
from scinova.interpolate._bspline import BSpline
from scinova.interpolate._curve import (
    ENDS,
    FRESH,
    GIVEN,
    RESUME,
    Curve,
    interior_knots_valid,
    meets_schoenberg_whitney,
    padded,
)
from scinova.interpolate._knots import differentiated, inserted, integrated
from scinova.interpolate._ppoly import PPoly

_last = threading.local()       # the fits that task=1 goes on from


def _degree(function: str, k: Any) -> int:
    if not 1 <= k <= 5:
        raise TypeError(f"{function}: k must be an integer in [1, 5]; got {k}")
    return int(k)


def _weights(function: str, w: Any, m: int) -> np.ndarray:
    if w is None:
        return np.ones(m)
    w = real_array(w, f"{function}: w")
    if w.shape != (m,):
        raise TypeError(f"{function}: w must have the length of the data, {m}; got shape {w.shape}")
    return w


def _fit(function: str, slot: str, curve: Curve, task: int, t: Any, s: float, nest: int | None) -> Curve:
    """Run the fit that ``task`` asks for."""
    if task not in (-1, 0, 1):
        raise TypeError(f"{function}: task must be -1, 0 or 1; got {task}")
    if not s >= 0:
        raise ValueError(f"{function}: s must not be negative; got {s}")
    k, m = curve.k, curve.x.size
    if m <= k:
        raise TypeError(f"{function}: more than k = {k} points are needed; got {m}")
    if not (np.all(np.diff(curve.x) > 0) if s == 0 and task >= 0 else np.all(np.diff(curve.x) >= 0)):
        raise ValueError(f"{function}: the abscissas must be increasing, strictly so when s is 0")
    if not (curve.low <= curve.x[0] and curve.x[-1] <= curve.high and curve.low < curve.high):
        raise ValueError(f"{function}: the interval must hold all abscissas; got [{curve.low}, {curve.high}]")
    if not np.all(curve.w > 0):
        raise ValueError(f"{function}: w must be positive")
    if task == -1:
        if t is None:
            raise TypeError(f"{function}: t must be given when task is -1")
        inner = real_array(t, f"{function}: t")
        if inner.ndim != 1:
            raise TypeError(f"{function}: t must be 1-dimensional; got shape {inner.shape}")
        if slot in ("open", "closed"):
            # A curve is given all its knots, of which the inner ones matter.
            if inner.size < 2 * k + 2:
                raise TypeError(f"{function}: t must hold at least 2k + 2 = {2 * k + 2} knots; got {inner.size}")
            inner = inner[k + 1:-k - 1]
        if not interior_knots_valid(inner, curve.low, curve.high):
            raise ValueError(f"{function}: t must be non-decreasing and strictly inside "
                             f"({curve.low}, {curve.high}); got {inner}")
        curve.t = _all_knots(inner, curve)
        if not curve.periodic and not meets_schoenberg_whitney(curve.x, curve.t, k):
            raise ValueError(f"{function}: t must leave a point to every B-spline (Schoenberg-Whitney conditions)")
        curve.fit(0.0, GIVEN, nest)
    elif task == 1:
        before = getattr(_last, slot, None)
        if before is None or before.x.size != m or before.k != k or before.periodic != curve.periodic:
            raise TypeError(f"{function}: task=1 goes on from an earlier call with the same data; there was none")
        curve.t, curve.resume = before.t, before.resume
        curve.fit(s, RESUME, nest)
    else:
        curve.fit(s, FRESH, nest)
    setattr(_last, slot, curve)
    return curve


def _all_knots(inner: np.ndarray, curve: Curve) -> np.ndarray:
    k = curve.k
    if not curve.periodic:
        return np.r_[(curve.low,) * (k + 1), inner, (curve.high,) * (k + 1)]
    core, period = np.r_[curve.low, inner], curve.high - curve.low
    place = np.arange(-k, core.size + k + 1)
    return core[place % core.size] + period * (place // core.size)


def _outcome(function: str, curve: Curve, quiet: Any, full_output: Any) -> None:
    """Say how a fit ended: printed when not quiet, a warning when it fell short of ``s``."""
    if curve.ier <= 0 and not quiet:
        print(f"{function}: {ENDS[curve.ier]}; k={curve.k} n={curve.t.size} m={curve.x.size} fp={curve.fp}")
    if curve.ier > 0 and not full_output:
        warnings.warn(f"{function}: {ENDS[curve.ier]}; fp={curve.fp}", RuntimeWarning, stacklevel=3)


def splrep(x: ArrayLike, y: ArrayLike, w: ArrayLike | None = None, xb: float | None = None, xe: float | None = None,
           k: int = 3, task: int = 0, s: float | None = None, t: ArrayLike | None = None, full_output: Any = 0,
           per: Any = 0, quiet: Any = 1) -> Any:
    """The smoothing spline of points in the plane, as ``(t, c, k)``.

    Parameters
    ----------
    x, y : array_like, shape (m,)
        Points, ``x`` increasing.
    w : array_like, shape (m,), optional
        Weights of the residuals, by default 1. The inverse standard deviations suit the default ``s``.
    xb, xe : float, optional
        The interval to fit, by default ``x[0]`` and ``x[-1]``.
    k : int, optional
        Degree, 1 to 5.
    task : {0, 1, -1}, optional
        Find the knots; go on from the knots of the last call with another ``s``; least squares with the interior knots
        ``t``.
    s : float, optional
        Bound on the weighted sum of squared residuals. 0 (the default without weights) interpolates; with weights the
        default is ``m - sqrt(2 m)``.
    t : array_like, optional
        Interior knots; implies ``task=-1``.
    full_output : bool, optional
        Also return the residual and how the fit ended.
    per : bool, optional
        Fit a periodic spline; ``y[-1]`` and ``w[-1]`` are not used.
    quiet : bool, optional
        Whether to keep from printing.

    Returns
    -------
    tck : tuple
    fp : float
    ier : int
        Up to 0: fine. 1, 2, 3: the residual is above ``s``.
    msg : str

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.interpolate import splev, splrep
    >>> x = np.linspace(0, 1, 11)
    >>> round(float(splev(0.25, splrep(x, x**3))), 12)
    0.015625
    """
    x, y = real_array(x, "splrep: x"), real_array(y, "splrep: y")
    if x.size != y.size:
        raise (TypeError if y.ndim == x.ndim else ValueError)(
            f"splrep: x and y must be of the same length; got shapes {x.shape} and {y.shape}")
    x, y = x.ravel(), y.ravel()
    k = _degree("splrep", k)
    if x.size <= k:
        raise TypeError(f"splrep: more than k = {k} points are needed; got {x.size}")
    if s is None:
        s = 0.0 if w is None else x.size - np.sqrt(2 * x.size)
    w = _weights("splrep", w, x.size)
    low, high = (x[0], x[-1]) if per else (x[0] if xb is None else xb, x[-1] if xe is None else xe)
    curve = Curve(x, y[:, None], w, float(low), float(high), k, bool(per))
    _fit("splrep", "periodic" if per else "plain", curve, -1 if t is not None else task, t, float(s), None)
    _outcome("splrep", curve, quiet, full_output)
    tck = curve.t, padded(curve.c[:, 0], curve.t), k
    return (tck, curve.fp, curve.ier, ENDS[curve.ier]) if full_output else tck


def splprep(x: Any, w: ArrayLike | None = None, u: ArrayLike | None = None, ub: float | None = None,
            ue: float | None = None, k: int = 3, task: int = 0, s: float | None = None, t: ArrayLike | None = None,
            full_output: Any = 0, nest: int | None = None, per: Any = 0, quiet: Any = 1) -> Any:
    """The smoothing spline curve through or near points in several dimensions.

    Parameters
    ----------
    x : sequence of array_like
        A coordinate each.
    w : array_like, shape (m,), optional
        Weights of the residuals.
    u : array_like, shape (m,), optional
        Parameter of each point; by default the length along the polygon, scaled to [0, 1].
    ub, ue : float, optional
        The interval of the parameter.
    k : int, optional
        Degree, 1 to 5.
    task, full_output, per, quiet
        As in `splrep`.
    t : array_like, optional
        All knots, those at the ends included, for ``task=-1``.
    s : float, optional
        Bound on the weighted sum of squared distances, by default ``m - sqrt(2 m)``.
    nest : int, optional
        Most knots to use; by default, or when negative, as many as interpolation takes.

    Returns
    -------
    tck : list
        Knots, a list of coefficient arrays, degree.
    u : ndarray
    fp, ier, msg
        With ``full_output``, as in `splrep`; the first two are then returned as a tuple.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.interpolate import splev, splprep
    >>> p = np.linspace(0, 2 * np.pi, 41)
    >>> tck, u = splprep([np.cos(p), np.sin(p)], s=0)
    >>> x, y = splev(0.25, tck)
    >>> abs(x) < 1e-4, round(float(y), 4)
    (np.True_, 1.0)
    """
    points = np.atleast_1d(x)
    points = real_array(points, "splprep: x")
    if points.ndim != 2:
        raise ValueError(f"splprep: x must hold coordinates of equal length; got shape {points.shape}")
    dims, m = points.shape
    if not 1 <= dims <= 10:
        raise TypeError(f"splprep: x must have 1 to 10 coordinates; got {dims}")
    k = _degree("splprep", k)
    if per and np.any(points[:, 0] != points[:, -1]):
        points = points.copy()
        points[:, -1] = points[:, 0]
        if not quiet:
            warnings.warn("splprep: the last point was set to the first, as the curve is periodic", RuntimeWarning,
                          stacklevel=2)
    w = _weights("splprep", w, m)
    if u is None:
        u = np.r_[0.0, np.cumsum(np.sqrt(np.sum(np.diff(points, axis=1) ** 2, axis=0)))]
        if not u[-1] > 0:
            raise ValueError("splprep: x must hold points that differ")
        u = u / u[-1]
    else:
        u = real_array(u, "splprep: u")
        if u.shape != (m,):
            raise TypeError(f"splprep: u must have the number of points, {m}; got shape {u.shape}")
    if m <= k:
        raise TypeError(f"splprep: more than k = {k} points are needed; got {m}")
    low, high = (u[0], u[-1]) if per else (u[0] if ub is None else ub, u[-1] if ue is None else ue)
    curve = Curve(u, np.ascontiguousarray(points.T), w, float(low), float(high), k, bool(per))
    s = m - np.sqrt(2 * m) if s is None else float(s)
    if nest is not None and nest < 0:
        nest = None
    if nest is not None and nest < 2 * (k + 1):
        raise TypeError(f"splprep: nest must be at least 2 (k + 1) = {2 * (k + 1)}; got {nest}")
    _fit("splprep", "closed" if per else "open", curve, task, t, s, nest)
    _outcome("splprep", curve, quiet, full_output)
    tck = [curve.t, [np.array(c) for c in curve.c.T], k]
    return ((tck, u), curve.fp, curve.ier, ENDS[curve.ier]) if full_output else (tck, u)


def _parts(tck: Any) -> tuple[np.ndarray, Any, int, bool]:
    """Knots, coefficients, degree, and whether the coefficients are those of several coordinates."""
    t, c, k = tck
    several = not isinstance(c, np.ndarray) and len(c) > 0 and np.ndim(c[0]) > 0 or np.ndim(c) > 1
    return real_array(t, "t"), c, int(k), bool(several)


def _one_dimensional(function: str, tck: BSpline) -> None:
    if tck.c.ndim > 1:
        raise ValueError(f"{function}: a BSpline must have 1-dimensional coefficients; got shape {tck.c.shape}")


def _evaluate(t: np.ndarray, c: Any, k: int, x: np.ndarray, nu: int) -> np.ndarray:
    out = np.empty((x.size, 1))
    c = real_array(c, "c")
    if c.ndim != 1 or c.size < t.size - k - 1:
        raise ValueError(f"c must hold at least len(t) - k - 1 = {t.size - k - 1} coefficients; got shape {c.shape}")
    if t.size < 2 * k + 2:
        raise ValueError(f"t must hold at least 2k + 2 = {2 * k + 2} knots; got {t.size}")
    _native.bspline_evaluate(t, c[:, None], k, x, nu, True, out)
    return out[:, 0]


def splev(x: ArrayLike, tck: Any, der: int = 0, ext: int = 0) -> Any:
    """Evaluate a spline or its derivative.

    Parameters
    ----------
    x : array_like
        Where; of any shape.
    tck : tuple or BSpline
        The spline, as `splrep` and `splprep` return it.
    der : int, optional
        Order of the derivative, at most the degree.
    ext : {0, 1, 2, 3}, optional
        Outside the knots: continue the end pieces, return 0, raise ValueError, or return the value at the boundary.

    Returns
    -------
    ndarray or list of ndarray
        Of the shape of ``x``; a list over the coordinates of a curve.

    Examples
    --------
    >>> from scinova.interpolate import splev, splrep
    >>> float(splev(1.5, splrep([0, 1, 2], [0, 1, 4], k=1)))
    2.5
    """
    if isinstance(tck, BSpline):
        _one_dimensional("splev", tck)
        if ext != 0:
            raise ValueError(f"splev: ext must be 0 for a BSpline; got {ext}")
        return tck(x, der, extrapolate=True)
    t, c, k, several = _parts(tck)
    if several:
        return [splev(x, (t, part, k), der, ext) for part in c]
    if not 0 <= der <= k:
        raise ValueError(f"splev: der must be in [0, {k}], up to the degree; got {der}")
    if ext not in (0, 1, 2, 3):
        raise ValueError(f"splev: ext must be one of 0, 1, 2, 3; got {ext}")
    x = np.asarray(x)
    flat = np.ascontiguousarray(x.ravel(), dtype=float)
    low, high = t[k], t[t.size - k - 1]
    outside = (flat < low) | (flat > high) if ext else None
    if ext == 2 and outside.any():
        raise ValueError(f"splev: x must lie in [{low}, {high}] when ext is 2; got {flat[outside][0]}")
    out = _evaluate(t, c, k, np.clip(flat, low, high) if ext == 3 else flat, int(der))
    if ext == 1:
        out[outside] = 0.0
    return out.reshape(x.shape)


def splint(a: float, b: float, tck: Any, full_output: Any = 0) -> Any:
    """The definite integral of a spline, which counts as zero outside its knots.

    Parameters
    ----------
    a, b : float
        Limits.
    tck : tuple or BSpline
    full_output : bool, optional
        Also return the integrals of the B-splines.

    Returns
    -------
    float, or tuple of float and ndarray
        A list of them over the coordinates of a curve.

    Examples
    --------
    >>> from scinova.interpolate import splint, splrep
    >>> round(splint(0, 2, splrep([0, 1, 2], [0, 1, 2], k=1)), 12)
    2.0
    """
    if isinstance(tck, BSpline):
        _one_dimensional("splint", tck)
        if full_output:
            raise ValueError("splint: full_output must be false for a BSpline")
        return tck.integrate(a, b, extrapolate=False)
    t, c, k, several = _parts(tck)
    if several:
        return [splint(a, b, (t, part, k), full_output) for part in c]
    n = t.size - k - 1
    low, high = np.clip([a, b], t[k], t[n])
    # The integral of B_j up to x is (t_{j+k+1} - t_j) / (k+1) times the sum of the B-splines j+1, ... of degree k+1.
    raised = np.r_[t[0], t, t[-1]]
    values, first = np.empty((2, k + 2)), np.empty(2, np.int64)
    _native.bspline_rows(raised, k + 1, np.array([low, high]), 0, values, first)
    dense = np.zeros((2, n + 1))
    for row in range(2):
        dense[row, first[row]:first[row] + k + 2] = values[row]
    tails = np.cumsum(dense[:, ::-1], axis=1)[:, ::-1][:, 1:]
    each = (tails[1] - tails[0]) * (t[k + 1:] - t[:n]) / (k + 1)
    total = float(np.dot(real_array(c, "splint: c")[:n], each))
    return (total, np.r_[each, np.zeros(k + 1)]) if full_output else total


def sproot(tck: Any, mest: int = 10) -> Any:
    """The zeros of a cubic spline inside its knots.

    Parameters
    ----------
    tck : tuple or BSpline
        A cubic spline.
    mest : int, optional
        Kept for callers that estimate the number of zeros; all of them are returned.

    Returns
    -------
    ndarray or list of ndarray

    Examples
    --------
    >>> from scinova.interpolate import splrep, sproot
    >>> sproot(splrep([0, 1, 2, 3, 4, 5], [-4, -3, 0, 5, 12, 21])).round(12)
    array([2.])
    """
    if isinstance(tck, BSpline):
        _one_dimensional("sproot", tck)
        tck = tck.tck
    t, c, k, several = _parts(tck)
    if k != 3:
        raise ValueError(f"sproot: the spline must be cubic; got degree {k}")
    if several:
        return [sproot((t, part, k), mest) for part in c]
    if t.size < 8:
        raise TypeError(f"sproot: t must hold at least 8 knots; got {t.size}")
    inside = slice(k, t.size - k)
    whole = PPoly.from_spline((t, c, k))
    pieces = PPoly.construct_fast(np.ascontiguousarray(whole.c[:, k:t.size - k - 1]), t[inside], False)
    roots = pieces.roots(discontinuity=False, extrapolate=False)
    return roots[~np.isnan(roots)]


def spalde(x: ArrayLike, tck: Any) -> Any:
    """A spline and all its derivatives at points.

    Parameters
    ----------
    x : float or array_like
        Within the knots.
    tck : tuple

    Returns
    -------
    ndarray or list of ndarray
        The k+1 derivatives at each point.

    Examples
    --------
    >>> from scinova.interpolate import spalde, splrep
    >>> spalde(1.5, splrep([0, 1, 2], [0, 1, 4], k=1))
    array([2.5, 3. ])
    """
    if isinstance(tck, BSpline):
        raise TypeError("spalde: tck must be a tuple (t, c, k); got a BSpline")
    t, c, k, several = _parts(tck)
    if several:
        return [spalde(x, (t, part, k)) for part in c]
    x = np.atleast_1d(np.asarray(x, dtype=float))
    if x.size > 1:
        return [spalde(v, tck) for v in x]
    if not t[k] <= x[0] <= t[t.size - k - 1]:
        raise TypeError(f"spalde: x must lie in [{t[k]}, {t[t.size - k - 1]}]; got {x[0]}")
    return np.array([_evaluate(t, c, k, x, nu)[0] for nu in range(k + 1)])


def splder(tck: Any, n: int = 1) -> Any:
    """The ``n``-th derivative of a spline, as a spline.

    Parameters
    ----------
    tck : tuple or BSpline
    n : int, optional
        Order; a negative one gives the antiderivative.

    Returns
    -------
    tuple or BSpline

    Examples
    --------
    >>> from scinova.interpolate import splder, splev, splrep
    >>> float(splev(0.5, splder(splrep([0, 1, 2], [0, 2, 4], k=1))))
    2.0
    """
    if isinstance(tck, BSpline):
        return tck.derivative(n)
    t, c, k = tck
    return differentiated(np.asarray(t), _coefficients(c, t), k, n)


def splantider(tck: Any, n: int = 1) -> Any:
    """The ``n``-fold antiderivative of a spline, zero at its first knot, as a spline.

    Parameters
    ----------
    tck : tuple or BSpline
    n : int, optional

    Returns
    -------
    tuple or BSpline

    Examples
    --------
    >>> from scinova.interpolate import splantider, splev, splrep
    >>> float(splev(2, splantider(splrep([0, 1, 2], [1, 1, 1], k=1))))
    2.0
    """
    if isinstance(tck, BSpline):
        return tck.antiderivative(n)
    t, c, k = tck
    return integrated(np.asarray(t), _coefficients(c, t), k, n)


def _coefficients(c: Any, t: Any) -> np.ndarray:
    c = number_array(c, "c")
    lacking = len(t) - len(c)
    return np.r_[c, np.zeros((lacking, *c.shape[1:]))] if lacking > 0 else c


def insert(x: float, tck: Any, m: int = 1, per: Any = 0) -> Any:
    """The same spline with the knot ``x`` added ``m`` times.

    Parameters
    ----------
    x : float
        Inside the knots.
    tck : tuple or BSpline
    m : int, optional
    per : bool, optional
        Whether the spline is periodic.

    Returns
    -------
    tuple or BSpline

    Examples
    --------
    >>> from scinova.interpolate import insert, splev, splrep
    >>> float(splev(1.5, insert(0.5, splrep([0, 1, 2], [0, 1, 4], k=1))))
    2.5
    """
    if isinstance(tck, BSpline):
        t, c, k = tck.tck
        n = t.size - k - 1
        new_t, new_c = _insert(x, t, c[:n], k, m, per)
        return BSpline(new_t, np.concatenate([new_c, np.zeros((k + 1, *c.shape[1:]))]), k, tck.extrapolate)
    t, c, k, several = _parts(tck)
    if several:
        made = [insert(x, (t, part, k), m, per) for part in c]
        return made[0][0], [part for _, part, _ in made], k
    new_t, new_c = _insert(x, t, real_array(c, "insert: c")[:t.size - k - 1], k, m, per)
    return new_t, padded(new_c, new_t), k


def _insert(x: float, t: np.ndarray, c: np.ndarray, k: int, m: int, per: Any) -> tuple[np.ndarray, np.ndarray]:
    x = float(x)
    if not t[k] <= x <= t[t.size - k - 1]:
        raise ValueError(f"insert: x must lie in [{t[k]}, {t[t.size - k - 1]}]; got {x}")
    if per and not np.any((t > t[k]) & (t < t[t.size - k - 1])):
        raise ValueError("insert: t must hold at least one interior knot when per is true; got none")
    return inserted(t, c, k, x, int(m), bool(per))
