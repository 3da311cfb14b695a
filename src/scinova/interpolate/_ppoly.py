# SPDX-License-Identifier: BSD-3-Clause
"""Piecewise polynomials in the power and Bernstein bases.

On the piece ``[x_i, x_{i+1}]`` a `PPoly` is ``sum_r c[r, i] (x - x_i)^(k-1-r)``; a `BPoly` is
``sum_r c[r, i] binom(k-1, r) s^r (1-s)^(k-1-r)`` with ``s = (x - x_i) / (x_{i+1} - x_i)``. Degree elevation,
derivatives and the change of basis follow R. T. Farouki and V. T. Rajan, Comput. Aided Geom. Design 5 (1988) 1.
"""
from __future__ import annotations

from math import comb, factorial, prod
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from scinova.interpolate import _native
from scinova.interpolate._arrays import as_columns, axis_back, from_columns, number_array, real_array, wrapped


class _Piecewise:
    """What the two bases share: coefficients ``c`` of shape (k, m, ...), breakpoints ``x`` of shape (m + 1,)."""

    __slots__ = ("c", "x", "extrapolate", "axis")

    c: np.ndarray
    x: np.ndarray
    extrapolate: Any
    axis: int

    def __init__(self, c: ArrayLike, x: ArrayLike, extrapolate: Any = None, axis: int = 0):
        name = type(self).__name__
        self.c = number_array(c, f"{name}: c")
        self.x = real_array(x, f"{name}: x")
        self.extrapolate = _extrapolation(extrapolate, True)
        if self.c.ndim < 2:
            raise ValueError(f"{name}: c must be at least 2-dimensional; got shape {self.c.shape}")
        if not 0 <= axis < self.c.ndim - 1:
            raise ValueError(f"{name}: axis must be in [0, {self.c.ndim - 1}); got {axis}")
        self.axis = axis
        if axis:
            self.c = np.ascontiguousarray(np.moveaxis(self.c, (axis, axis + 1), (0, 1)))
        if self.x.ndim != 1:
            raise ValueError(f"{name}: x must be 1-dimensional; got shape {self.x.shape}")
        if self.x.size < 2:
            raise ValueError(f"{name}: x must hold at least 2 breakpoints; got {self.x.size}")
        if self.c.shape[0] == 0:
            raise ValueError(f"{name}: c must hold at least one coefficient a piece; got shape {self.c.shape}")
        if self.c.shape[1] != self.x.size - 1:
            raise ValueError(f"{name}: c must have len(x) - 1 = {self.x.size - 1} pieces; got shape {self.c.shape}")
        step = np.diff(self.x)
        if not (np.all(step >= 0) or np.all(step <= 0)):
            raise ValueError(f"{name}: x must be strictly increasing or decreasing")

    @classmethod
    def construct_fast(cls, c: np.ndarray, x: np.ndarray, extrapolate: Any = None, axis: int = 0) -> Any:
        """Make an instance of arrays that are known to fit, without looking at them.

        Parameters
        ----------
        c : ndarray
            Coefficients, float64 or complex128, the interpolation axis first.
        x : ndarray
            Breakpoints, float64.
        extrapolate : bool or 'periodic', optional
        axis : int
        """
        self = object.__new__(cls)
        self.c, self.x, self.axis = c, x, axis
        self.extrapolate = True if extrapolate is None else extrapolate
        return self

    def extend(self, c: ArrayLike, x: ArrayLike) -> None:
        """Add pieces at either end.

        Parameters
        ----------
        c : array_like
            Coefficients of the new pieces; a lower order than the present one is raised.
        x : array_like
            Their new breakpoints, all to the right or all to the left of the present ones.

        Examples
        --------
        >>> from scinova.interpolate import PPoly
        >>> p = PPoly([[1.0], [0.0]], [0, 1])
        >>> p.extend([[0.0], [1.0]], [2])
        >>> float(p(1.5))
        1.0
        """
        c = number_array(c, "extend: c")
        x = real_array(x, "extend: x")
        if c.ndim < 2 or x.ndim != 1:
            raise ValueError(f"extend: c must be at least 2- and x 1-dimensional; got {c.ndim} and {x.ndim}")
        if x.shape[0] != c.shape[1]:
            raise ValueError(f"extend: x and c must hold as many pieces; got {x.shape[0]} and {c.shape[1]}")
        if c.shape[2:] != self.c.shape[2:]:
            raise ValueError(f"extend: c must have trailing shape {self.c.shape[2:]}; got {c.shape[2:]}")
        if c.size == 0:
            return
        run = np.diff(x)
        up = self.x[-1] >= self.x[0]
        if not (np.all(run >= 0) if up else np.all(run <= 0)):
            raise ValueError("extend: x must run the same way as the present breakpoints")
        to_right = x[0] >= self.x[-1] if up else x[0] <= self.x[-1]
        to_left = x[-1] <= self.x[0] if up else x[-1] >= self.x[0]
        if not (to_right or to_left):
            raise ValueError("extend: x must lie to one side of the present breakpoints")
        order = max(self.c.shape[0], c.shape[0])
        old = self._raised(self.c, order - self.c.shape[0])
        new = self._raised(c, order - c.shape[0])
        if to_right:
            self.c, self.x = np.concatenate([old, new], axis=1), np.r_[self.x, x]
        else:
            self.c, self.x = np.concatenate([new, old], axis=1), np.r_[x, self.x]

    def __call__(self, x: ArrayLike, nu: int = 0, extrapolate: Any = None) -> np.ndarray:
        """Evaluate the piecewise polynomial or a derivative of it.

        Parameters
        ----------
        x : array_like
            Where to evaluate.
        nu : int, optional
            Order of the derivative.
        extrapolate : bool or 'periodic', optional
            How to go on outside the breakpoints; by default as when constructed.

        Returns
        -------
        ndarray
            The interpolation axis replaced by the shape of ``x``.
        """
        extrapolate = _extrapolation(extrapolate, self.extrapolate)
        x = np.asarray(x)
        flat = np.ascontiguousarray(x.ravel(), dtype=np.float64)
        if extrapolate == "periodic":
            flat, extrapolate = wrapped(flat, self.x[0], self.x[-1]), False
        columns = as_columns(self.c, 2)
        out = np.empty((flat.size, columns.shape[2]))
        self._evaluate(columns, np.ascontiguousarray(self.x, dtype=np.float64), flat, int(nu), bool(extrapolate), out)
        result = from_columns(out, self.c.shape[2:], self.c).reshape(x.shape + self.c.shape[2:])
        return axis_back(result, x.ndim, self.axis)

    def _like(self, c: np.ndarray, extrapolate: Any = None) -> Any:
        """The same breakpoints with other coefficients, in the same class."""
        return self.construct_fast(c, self.x, self.extrapolate if extrapolate is None else extrapolate, self.axis)


def _extrapolation(given: Any, default: Any) -> Any:
    if given is None:
        return default
    return given if given == "periodic" else bool(given)


def _falling(n: np.ndarray, nu: int) -> np.ndarray:
    """``n (n-1) ... (n-nu+1)``, element by element."""
    return np.prod([n - j for j in range(nu)], axis=0, dtype=float) if nu else np.ones(np.shape(n))


class PPoly(_Piecewise):
    """Piecewise polynomial in the power basis of each piece.

    Parameters
    ----------
    c : array_like, shape (k, m, ...)
        Coefficients, the highest power first: ``c[r, i]`` multiplies ``(x - x[i])**(k-1-r)`` on ``[x[i], x[i+1])``.
    x : array_like, shape (m+1,)
        Breakpoints, increasing or decreasing.
    extrapolate : bool or 'periodic', optional
        Outside the breakpoints: continue the end pieces (the default), give NaN, or repeat.
    axis : int, optional
        Interpolation axis.

    Attributes
    ----------
    c, x, extrapolate, axis

    Examples
    --------
    >>> from scinova.interpolate import PPoly
    >>> p = PPoly([[1.0, 2.0], [0.0, 1.0]], [0, 1, 2])
    >>> p([0.5, 1.5])
    array([0.5, 2. ])
    >>> float(p.integrate(0, 2))
    2.5
    """

    __slots__ = ()
    _evaluate = staticmethod(_native.ppoly_evaluate)

    @staticmethod
    def _raised(c: np.ndarray, by: int) -> np.ndarray:
        return np.concatenate([np.zeros((by, *c.shape[1:]), c.dtype), c]) if by else c

    def derivative(self, nu: int = 1) -> PPoly:
        """The ``nu``-th derivative, a `PPoly` of lower order (an antiderivative for negative ``nu``).

        Examples
        --------
        >>> from scinova.interpolate import PPoly
        >>> float(PPoly([[1.0], [0.0], [0.0]], [0, 1]).derivative()(0.25))
        0.5
        """
        if nu < 0:
            return self.antiderivative(-nu)
        k = self.c.shape[0]
        if nu >= k:
            return self._like(np.zeros((1, *self.c.shape[1:]), self.c.dtype))
        factor = _falling(np.arange(k - 1, nu - 1, -1), nu)
        return self._like(self.c[:k - nu] * factor.reshape((-1,) + (1,) * (self.c.ndim - 1)))

    def antiderivative(self, nu: int = 1) -> PPoly:
        """The ``nu``-fold antiderivative that vanishes at the first breakpoint, continuous across pieces.

        Examples
        --------
        >>> from scinova.interpolate import PPoly
        >>> float(PPoly([[1.0, 2.0]], [0, 1, 2]).antiderivative()(2.0))
        3.0
        """
        if nu <= 0:
            return self.derivative(-nu)
        c, widths = self.c, np.diff(self.x).reshape((-1,) + (1,) * (self.c.ndim - 2))
        for _ in range(nu):
            k = c.shape[0]
            raised = np.zeros((k + 1, *c.shape[1:]), c.dtype)
            raised[:k] = c / np.arange(k, 0, -1).reshape((-1,) + (1,) * (c.ndim - 1))
            ends = np.zeros(c.shape[1:], c.dtype)
            for r in range(k):
                ends = (ends + raised[r]) * widths
            raised[k, 1:] = np.cumsum(ends[:-1], axis=0)
            c = raised
        return self._like(c, False if self.extrapolate == "periodic" else None)

    def integrate(self, a: float, b: float, extrapolate: Any = None) -> np.ndarray:
        """The definite integral from ``a`` to ``b``.

        Parameters
        ----------
        a, b : float
            Limits.
        extrapolate : bool or 'periodic', optional
            What holds outside the breakpoints; by default as when constructed.

        Returns
        -------
        ndarray
            Of the trailing shape of ``c``.
        """
        extrapolate = _extrapolation(extrapolate, self.extrapolate)
        a, b = float(a), float(b)
        sign = 1.0
        if b < a:
            a, b, sign = b, a, -1.0
        low, high = min(self.x[0], self.x[-1]), max(self.x[0], self.x[-1])
        if extrapolate == "periodic":
            period = high - low
            whole, rest = divmod(b - a, period)
            total = whole * self._integral(low, high) if whole > 0 else 0.0
            a = low + (a - low) % period
            b = a + rest
            if b <= high:
                total = total + self._integral(a, b)
            else:
                total = total + self._integral(a, high) + self._integral(low, low + rest + a - high)
        elif not extrapolate and not (low <= a and b <= high):
            total = np.full(self.c.shape[2:], np.nan, self.c.dtype)
        else:
            total = self._integral(a, b)
        return np.asarray(sign * total)

    def _integral(self, a: float, b: float) -> np.ndarray:
        """Sum over the pieces of the integral of each between the limits, the end pieces being endless."""
        left = np.array(np.minimum(self.x[:-1], self.x[1:]))
        right = np.array(np.maximum(self.x[:-1], self.x[1:]))
        left[np.argmin(left)] = -np.inf
        right[np.argmax(right)] = np.inf
        touched = np.flatnonzero((left <= b) & (right >= a) & ~np.isnan(a + b))
        if touched.size == 0:
            return np.full(self.c.shape[2:], np.nan, self.c.dtype)
        shape = (-1,) + (1,) * (self.c.ndim - 2)
        start = (np.maximum(left[touched], a) - self.x[touched]).reshape(shape)
        stop = (np.minimum(right[touched], b) - self.x[touched]).reshape(shape)
        k = self.c.shape[0]
        at_start = at_stop = 0.0
        for r in range(k):
            term = self.c[r, touched] / (k - r)
            at_start, at_stop = (at_start + term) * start, (at_stop + term) * stop
        return np.sum(at_stop - at_start, axis=0)

    def solve(self, y: float = 0.0, discontinuity: bool = True, extrapolate: Any = None) -> np.ndarray:
        """Where the piecewise polynomial equals ``y``.

        Parameters
        ----------
        y : float, optional
            Right-hand side.
        discontinuity : bool, optional
            Whether a jump across ``y`` at a breakpoint counts.
        extrapolate : bool or 'periodic', optional
            Whether to look outside the breakpoints too; by default as when constructed.

        Returns
        -------
        ndarray
            Solutions in increasing order; an object array of such when there are several polynomials. A piece that
            equals ``y`` throughout gives its left end followed by NaN.

        Examples
        --------
        >>> from scinova.interpolate import PPoly
        >>> PPoly([[1.0], [0.0], [-0.25]], [0, 1]).solve(extrapolate=False)
        array([0.5])
        """
        extrapolate = _extrapolation(extrapolate, self.extrapolate)
        if self.c.dtype.kind == "c":
            raise ValueError(f"{type(self).__name__}.solve: the coefficients must be real; got complex ones")
        beyond = bool(extrapolate) and extrapolate != "periodic"
        columns = as_columns(self.c, 2)
        from scinova.interpolate._roots import piecewise_roots
        found = [piecewise_roots(columns[:, :, q], self.x, float(y), bool(discontinuity), beyond)
                 for q in range(columns.shape[2])]
        if self.c.ndim == 2:
            return found[0]
        out = np.empty(len(found), dtype=object)
        for q, roots in enumerate(found):
            out[q] = roots
        return out.reshape(self.c.shape[2:])

    def roots(self, discontinuity: bool = True, extrapolate: Any = None) -> np.ndarray:
        """Where the piecewise polynomial is zero: ``solve(0, ...)``."""
        return self.solve(0, discontinuity, extrapolate)

    @classmethod
    def from_spline(cls, tck: Any, extrapolate: Any = None) -> PPoly:
        """The piecewise polynomial that equals a spline.

        Parameters
        ----------
        tck : BSpline or tuple
            The spline, or its knots, coefficients and degree.
        extrapolate : bool or 'periodic', optional

        Examples
        --------
        >>> from scinova.interpolate import PPoly, splrep
        >>> p = PPoly.from_spline(splrep([0, 1, 2, 3], [0, 1, 8, 27]))
        >>> round(float(p(2.5)), 12)
        15.625
        """
        from scinova.interpolate._bspline import BSpline
        if isinstance(tck, BSpline):
            t, c, k = tck.tck
            if extrapolate is None:
                extrapolate = tck.extrapolate
        else:
            t, c, k = tck
        t, c, k = real_array(t, "from_spline: t"), number_array(c, "from_spline: c"), int(k)
        columns = as_columns(c[:t.size - k - 1])
        out = np.empty((k + 1, t.size - 1, columns.shape[1]))
        for m in range(k + 1):
            _native.bspline_evaluate(t, columns, k, t[:-1], m, True, out[k - m])
            out[k - m] /= factorial(m)
        coefficients = out.view(np.complex128) if c.dtype.kind == "c" else out
        return cls.construct_fast(coefficients.reshape(k + 1, t.size - 1, *c.shape[1:]), t,
                                  True if extrapolate is None else extrapolate)

    @classmethod
    def from_bernstein_basis(cls, bp: BPoly, extrapolate: Any = None) -> PPoly:
        """The piecewise polynomial that equals a `BPoly`.

        Examples
        --------
        >>> from scinova.interpolate import BPoly, PPoly
        >>> PPoly.from_bernstein_basis(BPoly([[0.0], [1.0]], [0, 2])).c.ravel()
        array([0.5, 0. ])
        """
        if not isinstance(bp, BPoly):
            raise TypeError(f"from_bernstein_basis: bp must be a BPoly; got {type(bp).__name__}")
        widths = np.diff(bp.x).reshape((1, -1) + (1,) * (bp.c.ndim - 2))
        k = bp.c.shape[0] - 1
        c = np.zeros_like(bp.c)
        for a in range(k + 1):
            for s in range(a, k + 1):
                c[k - s] += (-1) ** (s - a) * comb(k, a) * comb(k - a, s - a) * bp.c[a]
        for s in range(k + 1):
            c[k - s] /= widths[0] ** s
        return cls.construct_fast(c, bp.x, bp.extrapolate if extrapolate is None else extrapolate, bp.axis)


class BPoly(_Piecewise):
    """Piecewise polynomial in the Bernstein basis of each piece.

    Parameters
    ----------
    c : array_like, shape (k, m, ...)
        Coefficients: ``c[r, i]`` multiplies ``binom(k-1, r) s**r (1-s)**(k-1-r)``, ``s`` running from 0 to 1 over
        ``[x[i], x[i+1]]``.
    x : array_like, shape (m+1,)
        Breakpoints, increasing or decreasing.
    extrapolate : bool or 'periodic', optional
        As in `PPoly`.
    axis : int, optional
        Interpolation axis.

    Examples
    --------
    >>> from scinova.interpolate import BPoly
    >>> float(BPoly([[0.0], [0.0], [1.0]], [0, 1])(0.5))
    0.25
    """

    __slots__ = ()

    @staticmethod
    def _evaluate(c: np.ndarray, x: np.ndarray, at: np.ndarray, nu: int, extrapolate: bool, out: np.ndarray) -> None:
        if nu < 0:
            raise ValueError(f"BPoly: nu must not be negative; got {nu}")
        _native.bpoly_evaluate(c, x, at, nu, extrapolate, out)

    def derivative(self, nu: int = 1) -> BPoly:
        """The ``nu``-th derivative, a `BPoly` of lower order (an antiderivative for negative ``nu``)."""
        if nu < 0:
            return self.antiderivative(-nu)
        c, widths = self.c, np.diff(self.x).reshape((1, -1) + (1,) * (self.c.ndim - 2))
        for _ in range(nu):
            if c.shape[0] == 1:
                c = np.zeros_like(c)
                break
            c = (c.shape[0] - 1) * np.diff(c, axis=0) / widths
        return self._like(c)

    def antiderivative(self, nu: int = 1) -> BPoly:
        """The ``nu``-fold antiderivative that vanishes at the first breakpoint, continuous across pieces."""
        if nu <= 0:
            return self.derivative(-nu)
        c, widths = self.c, np.diff(self.x).reshape((-1,) + (1,) * (self.c.ndim - 2))
        for _ in range(nu):
            raised = np.zeros((c.shape[0] + 1, *c.shape[1:]), c.dtype)
            raised[1:] = np.cumsum(c, axis=0) * (widths / c.shape[0])
            raised[:, 1:] += np.cumsum(raised[-1], axis=0)[:-1]
            c = raised
        return self._like(c, False if self.extrapolate == "periodic" else None)

    def integrate(self, a: float, b: float, extrapolate: Any = None) -> np.ndarray:
        """The definite integral from ``a`` to ``b``; see `PPoly.integrate`."""
        return PPoly.from_bernstein_basis(self).integrate(a, b, _extrapolation(extrapolate, self.extrapolate))

    def extend(self, c: ArrayLike, x: ArrayLike) -> None:
        """Add pieces at either end; see `PPoly.extend`."""
        super().extend(c, x)

    @classmethod
    def from_power_basis(cls, pp: PPoly, extrapolate: Any = None) -> BPoly:
        """The `BPoly` that equals a `PPoly`.

        Examples
        --------
        >>> from scinova.interpolate import BPoly, PPoly
        >>> BPoly.from_power_basis(PPoly([[0.5], [0.0]], [0, 2])).c.ravel()
        array([0., 1.])
        """
        if not isinstance(pp, PPoly):
            raise TypeError(f"from_power_basis: pp must be a PPoly; got {type(pp).__name__}")
        widths = np.diff(pp.x).reshape((-1,) + (1,) * (pp.c.ndim - 2))
        k = pp.c.shape[0] - 1
        c = np.zeros_like(pp.c)
        for a in range(k + 1):          # power k - a of the place in the piece
            scaled = pp.c[a] * widths ** (k - a) / comb(k, k - a)
            for j in range(k - a, k + 1):
                c[j] += scaled * comb(j, k - a)
        return cls.construct_fast(c, pp.x, pp.extrapolate if extrapolate is None else extrapolate, pp.axis)

    @classmethod
    def from_derivatives(cls, xi: ArrayLike, yi: Any, orders: Any = None, extrapolate: Any = None) -> BPoly:
        """The piecewise polynomial with given values and derivatives at the breakpoints.

        Parameters
        ----------
        xi : array_like, shape (m+1,)
            Breakpoints, increasing.
        yi : sequence of array_like
            ``yi[i][j]`` is the ``j``-th derivative at ``xi[i]``.
        orders : None, int or sequence of int, optional
            Degree of each piece; derivatives beyond it are left out, those at its left and right end in turn.
        extrapolate : bool or 'periodic', optional

        Examples
        --------
        >>> from scinova.interpolate import BPoly
        >>> float(BPoly.from_derivatives([0, 1], [[0, 0], [1, 0]])(0.25))
        0.15625
        """
        xi = np.asarray(xi, dtype=float)
        if xi.ndim != 1 or len(xi) != len(yi):
            raise ValueError(f"from_derivatives: yi must give values for each of the {xi.size} breakpoints; "
                             f"got {len(yi)}")
        if not np.all(np.diff(xi) > 0):
            raise ValueError("from_derivatives: xi must be strictly increasing")
        m = xi.size - 1
        yi = [np.asarray(v) for v in yi]
        if any(v.ndim == 0 for v in yi):
            raise ValueError("from_derivatives: each of yi must be a sequence of derivatives; got a number")
        wanted = [None] * m if orders is None else [orders] * m if isinstance(orders, (int, np.integer)) else orders
        if len(wanted) != m:
            raise ValueError(f"from_derivatives: orders must hold {m} degrees; got {len(wanted)}")
        if any(o is not None and o <= 0 for o in wanted):
            raise ValueError(f"from_derivatives: orders must be positive; got {orders}")
        pieces = [_hermite_piece(xi[i], xi[i + 1], yi[i], yi[i + 1], wanted[i]) for i in range(m)]
        k = max(len(p) for p in pieces)
        c = np.stack([cls._raised(p, k - len(p)) for p in pieces], axis=1)
        return cls(c, xi, extrapolate)

    @staticmethod
    def _raised(c: np.ndarray, by: int) -> np.ndarray:
        """The coefficients of the same polynomials at a degree higher by ``by``."""
        for _ in range(by):
            k = c.shape[0]
            out = np.zeros((k + 1, *c.shape[1:]), c.dtype if c.dtype.kind in "fc" else float)
            share = (np.arange(1, k + 1) / k).reshape((-1,) + (1,) * (c.ndim - 1))
            out[1:] += share * c
            out[:-1] += (1 - share + 1 / k) * c
            c = out
        return c


def _hermite_piece(a: float, b: float, left: np.ndarray, right: np.ndarray, order: int | None) -> np.ndarray:
    """Bernstein coefficients of the polynomial with the derivatives ``left`` at ``a`` and ``right`` at ``b``."""
    if order is None:
        na, nb = len(left), len(right)
    else:
        na = min((order + 1) // 2, len(left))
        nb = min(order + 1 - na, len(right))
        na = min(order + 1 - nb, len(left))
        if na + nb != order + 1:
            raise ValueError(f"from_derivatives: degree {order} needs {order + 1} derivatives at the two ends; "
                             f"got {len(left)} and {len(right)}")
        if not (na <= len(left) and nb <= len(right)):
            raise ValueError(f"from_derivatives: degree {order} needs more derivatives than were given")
    left, right = left[:na], right[:nb]
    if left.shape[1:] != right.shape[1:]:
        raise ValueError(f"from_derivatives: yi must agree in shape; got {left.shape[1:]} and {right.shape[1:]}")
    n = na + nb
    dtype = np.complex128 if "c" in (left.dtype.kind, right.dtype.kind) else np.float64
    c = np.zeros((n, *left.shape[1:]), dtype)
    # The q-th derivative at an end is (n-1)!/(n-1-q)! / (b-a)^q times the q-th difference of the q+1 nearest
    # coefficients, so they follow one after the other.
    for q in range(na):
        factor = (b - a) ** q / prod(range(n - q, n))
        c[q] = left[q] * factor - sum((-1) ** (j + q) * comb(q, j) * c[j] for j in range(q))
    for q in range(nb):
        factor = (-1) ** q * (b - a) ** q / prod(range(n - q, n))
        c[n - 1 - q] = right[q] * factor - sum((-1) ** (j + q) * comb(q, j) * c[n - 1 - j] for j in range(q))
    return c


