# SPDX-License-Identifier: BSD-3-Clause
"""Smoothing, interpolating and least-squares splines of one variable, as objects."""
from __future__ import annotations

import warnings
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from scinova._core.arrays import FLOAT64
from scinova.interpolate import _native
from scinova.interpolate._arrays import real_array
from scinova.interpolate._curve import ENDS, FRESH, GIVEN, RESUME, Curve, meets_schoenberg_whitney, padded
from scinova.interpolate._fitpack import spalde, splantider, splder, splev, splint, sproot

_MODES = {0: 0, 1: 1, 2: 2, 3: 3, "extrapolate": 0, "zeros": 1, "raise": 2, "const": 3}


def _mode(ext: Any) -> int:
    try:
        return _MODES[ext]
    except (KeyError, TypeError):
        raise ValueError("ext must be one of 0 to 3, 'extrapolate', 'zeros', 'raise', 'const'; "
                         f"got {ext!r}") from None


class UnivariateSpline:
    """Smoothing spline of points in the plane.

    Parameters
    ----------
    x : array_like, shape (m,)
        Abscissas, increasing; strictly so when ``s`` is 0.
    y : array_like, shape (m,)
        Ordinates.
    w : array_like, shape (m,), optional
        Positive weights of the residuals, by default 1.
    bbox : pair, optional
        The interval to fit, None for the ends of ``x``.
    k : int, optional
        Degree, 1 to 5.
    s : float, optional
        Bound on ``sum((w * (y - spline(x)))**2)``, by default ``m``; as few knots are used as reach it. 0 interpolates.
    ext : int or str, optional
        Outside the knots: 0 or 'extrapolate', 1 or 'zeros', 2 or 'raise', 3 or 'const' (the boundary value).
    check_finite : bool, optional
        Whether NaN and inf are refused.

    Notes
    -----
    Knots and smoothing follow P. Dierckx (Curve and Surface Fitting with Splines, 1993).

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.interpolate import UnivariateSpline
    >>> x = np.linspace(0, 1, 11)
    >>> round(float(UnivariateSpline(x, x**3, s=0)(0.25)), 12)
    0.015625
    """

    def __init__(self, x: ArrayLike, y: ArrayLike, w: ArrayLike | None = None, bbox: Any = (None, None), k: int = 3,
                 s: float | None = None, ext: Any = 0, check_finite: bool = False):
        x, y, w, bbox, self.ext = self.validate_input(x, y, w, bbox, k, s, ext, check_finite)
        self._curve = curve = _curve(x, y, w, bbox, k)
        s = float(x.size if s is None else s)
        if s == 0:
            curve.fit(s)
        else:
            # Half as many knots as points first, as many as it takes when that is not enough.
            curve.fit(s, FRESH, max(x.size // 2, 2 * (k + 1)))
            if curve.ier == 1:
                curve.fit(s, RESUME)
        self._finish()

    @staticmethod
    def validate_input(x: Any, y: Any, w: Any, bbox: Any, k: Any, s: Any, ext: Any, check_finite: Any) -> tuple:
        """Check what a spline is made from; returns the arrays and the mode of extrapolation."""
        x, y = real_array(x, "x"), real_array(y, "y")
        bbox = np.asarray(bbox)
        if w is not None:
            w = real_array(w, "w")
        if check_finite:
            finite = np.isfinite(x).all() and np.isfinite(y).all() and (w is None or np.isfinite(w).all())
            if not finite:
                raise ValueError("x, y and w must be finite; got NaN or inf")
        x, y = x.ravel(), y.ravel()
        step = np.diff(x)
        if s is None or s > 0:
            if not np.all(step >= 0):
                raise ValueError("x must be increasing")
        elif not np.all(step > 0):
            raise ValueError("x must be strictly increasing when s is 0")
        if x.size != y.size or (w is not None and w.shape != x.shape):
            raise ValueError(f"x, y and w must have the same length; got {x.size}, {y.size} and "
                             f"{x.size if w is None else w.size}")
        if bbox.shape != (2,):
            raise ValueError(f"bbox must be a pair; got shape {bbox.shape}")
        if not 1 <= k <= 5:
            raise ValueError(f"k must be an integer in [1, 5]; got {k}")
        if s is not None and not s >= 0.0:
            raise ValueError(f"s must not be negative; got {s}")
        if x.size <= k:
            raise ValueError(f"more than k = {k} points are needed; got {x.size}")
        return x, y, w, bbox, _mode(ext)

    @classmethod
    def _from_tck(cls, tck: tuple, ext: Any = 0) -> UnivariateSpline:
        self = object.__new__(cls)
        self._eval_args, self._curve, self.ext = tck, None, ext
        return self

    def _finish(self) -> None:
        curve = self._curve
        self._eval_args = curve.t, padded(curve.c[:, 0], curve.t), curve.k
        kinds = {-1: InterpolatedUnivariateSpline, -2: LSQUnivariateSpline}
        if curve.ier <= 0:
            # A fit that turned out to interpolate, or to be one polynomial, says so by its class.
            if type(self) in (UnivariateSpline, InterpolatedUnivariateSpline, LSQUnivariateSpline):
                self.__class__ = kinds.get(curve.ier, UnivariateSpline)
        else:
            warnings.warn(f"{type(self).__name__}: {ENDS[curve.ier]}; fp={curve.fp}", UserWarning, stacklevel=4)

    def set_smoothing_factor(self, s: float) -> None:
        """Fit again with another ``s``, going on from the present knots.

        Parameters
        ----------
        s : float
            New bound on the residual.
        """
        curve = self._curve
        if curve is None or curve.given:
            warnings.warn("set_smoothing_factor has no effect on a spline whose knots were given", UserWarning,
                          stacklevel=2)
            return
        nest = max(curve.t.size, curve.x.size // 2, 2 * (curve.k + 1))
        curve.fit(float(s), RESUME, None if s == 0 else nest)
        if curve.ier == 1:
            curve.fit(float(s), RESUME)
        self._finish()

    def __call__(self, x: ArrayLike, nu: int = 0, ext: Any = None) -> np.ndarray:
        """Evaluate the spline or its derivative.

        Parameters
        ----------
        x : array_like
            Where; of any shape.
        nu : int, optional
            Order of the derivative.
        ext : int or str, optional
            By default as when constructed.
        """
        x = np.asarray(x)
        if x.size == 0:
            return np.array([])
        mode = self.ext if ext is None else _mode(ext)
        t, c, k = self._eval_args
        if mode == 0 and x.dtype is FLOAT64 and x.flags.c_contiguous and x.flags.aligned and 0 <= nu <= k:
            out = np.empty((x.size, 1))
            _native.bspline_evaluate(t, c[:, None], k, x.ravel(), int(nu), True, out)
            return out.reshape(x.shape)
        return splev(x, self._eval_args, der=nu, ext=mode)

    def get_knots(self) -> np.ndarray:
        """The interior knots and the two ends."""
        t, _, k = self._eval_args
        return t[k:t.size - k]

    def get_coeffs(self) -> np.ndarray:
        """The coefficients of the B-splines."""
        t, c, k = self._eval_args
        return c[:t.size - k - 1]

    def get_residual(self) -> float:
        """The weighted sum of squared residuals."""
        return self._curve.fp

    def integral(self, a: float, b: float) -> float:
        """The definite integral from ``a`` to ``b``; outside the knots the spline counts as zero."""
        return splint(a, b, self._eval_args)

    def derivatives(self, x: float) -> np.ndarray:
        """The value and all derivatives at a point.

        Examples
        --------
        >>> from scinova.interpolate import UnivariateSpline
        >>> UnivariateSpline([0, 1, 2], [0, 1, 4], k=1, s=0).derivatives(1.5)
        array([2.5, 3. ])
        """
        return spalde(x, self._eval_args)

    def roots(self) -> np.ndarray:
        """The zeros of a cubic spline."""
        if self._eval_args[2] != 3:
            raise NotImplementedError(f"roots: the spline must be cubic; got degree {self._eval_args[2]}")
        return sproot(self._eval_args)

    def derivative(self, n: int = 1) -> UnivariateSpline:
        """The ``n``-th derivative, as a spline of lower degree.

        Examples
        --------
        >>> import numpy as np
        >>> from scinova.interpolate import UnivariateSpline
        >>> x = np.linspace(0, 1, 9)
        >>> round(float(UnivariateSpline(x, x**2, s=0).derivative()(0.3)), 10)
        0.6
        """
        # Zeros and boundary values of the spline do not carry over to its derivative, except as zeros.
        return UnivariateSpline._from_tck(splder(self._eval_args, n), 1 if self.ext == 3 else self.ext)

    def antiderivative(self, n: int = 1) -> UnivariateSpline:
        """The ``n``-fold antiderivative, as a spline of higher degree."""
        return UnivariateSpline._from_tck(splantider(self._eval_args, n), self.ext)


def _curve(x: np.ndarray, y: np.ndarray, w: np.ndarray | None, bbox: np.ndarray, k: int) -> Curve:
    w = np.ones_like(x) if w is None else w
    low = x[0] if bbox[0] is None else float(bbox[0])
    high = x[-1] if bbox[1] is None else float(bbox[1])
    if not (low <= x[0] and x[-1] <= high):
        raise ValueError(f"bbox must hold all of x; got [{low}, {high}]")
    return Curve(x, y[:, None], w, float(low), float(high), int(k))


class InterpolatedUnivariateSpline(UnivariateSpline):
    """The spline through points in the plane.

    Parameters
    ----------
    x, y : array_like, shape (m,)
        Points, ``x`` strictly increasing.
    w : array_like, optional
        Positive weights; an interpolant does not depend on them.
    bbox : pair, optional
    k : int, optional
        Degree, 1 to 5.
    ext : int or str, optional
    check_finite : bool, optional
        As in `UnivariateSpline`.

    Examples
    --------
    >>> from scinova.interpolate import InterpolatedUnivariateSpline
    >>> float(InterpolatedUnivariateSpline([0, 1, 2], [0, 1, 4], k=2)(1.5))
    2.25
    """

    def __init__(self, x: ArrayLike, y: ArrayLike, w: ArrayLike | None = None, bbox: Any = (None, None), k: int = 3,
                 ext: Any = 0, check_finite: bool = False):
        x, y, w, bbox, self.ext = self.validate_input(x, y, w, bbox, k, None, ext, check_finite)
        if not np.all(np.diff(x) > 0):
            raise ValueError("x must be strictly increasing")
        self._curve = _curve(x, y, w, bbox, k)
        self._curve.fit(0.0)
        self._finish()


class LSQUnivariateSpline(UnivariateSpline):
    """The spline with given interior knots nearest to points, in the least-squares sense.

    Parameters
    ----------
    x, y : array_like, shape (m,)
        Points, ``x`` increasing.
    t : array_like
        Interior knots, increasing; each B-spline needs a point of its own.
    w : array_like, optional
        Positive weights of the residuals.
    bbox : pair, optional
    k : int, optional
        Degree, 1 to 5.
    ext : int or str, optional
    check_finite : bool, optional
        As in `UnivariateSpline`.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.interpolate import LSQUnivariateSpline
    >>> x = np.linspace(0, 1, 11)
    >>> round(float(LSQUnivariateSpline(x, x**2, [0.5])(0.3)), 12)
    0.09
    """

    def __init__(self, x: ArrayLike, y: ArrayLike, t: ArrayLike, w: ArrayLike | None = None, bbox: Any = (None, None),
                 k: int = 3, ext: Any = 0, check_finite: bool = False):
        x, y, w, bbox, self.ext = self.validate_input(x, y, w, bbox, k, None, ext, check_finite)
        self._curve = curve = _curve(x, y, w, bbox, k)
        inner = real_array(t, "t")
        curve.t = np.r_[(curve.low,) * (k + 1), inner, (curve.high,) * (k + 1)]
        if not (np.all(curve.t[k + 1:-k] - curve.t[k:-k - 1] > 0) and meets_schoenberg_whitney(x, curve.t, k)):
            raise ValueError("t must be strictly increasing inside the interval and leave a point to every B-spline "
                             "(Schoenberg-Whitney conditions)")
        curve.fit(0.0, GIVEN)
        curve.given = True
        self._eval_args = curve.t, padded(curve.c[:, 0], curve.t), curve.k
