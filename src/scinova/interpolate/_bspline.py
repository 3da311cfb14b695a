# SPDX-License-Identifier: BSD-3-Clause
"""Splines in the B-spline basis (C. de Boor, A Practical Guide to Splines, revised ed., 2001)."""
from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from scinova import sparse
from scinova._core.arrays import normalize_axis
from scinova.interpolate import _native
from scinova.interpolate._arrays import as_columns, axis_back, from_columns, number_array, real_array, wrapped
from scinova.interpolate._knots import differentiated, inserted, integrated

if TYPE_CHECKING:
    from scinova.interpolate._ppoly import PPoly


class BSpline:
    """A spline ``sum_j c[j] B_{j,k;t}(x)``.

    Parameters
    ----------
    t : array_like, shape (n+k+1,)
        Knots, non-decreasing.
    c : array_like, shape (>=n, ...)
        Coefficients; those beyond the ``n``-th are not used.
    k : int
        Degree.
    extrapolate : bool or 'periodic', optional
        Outside the base interval ``[t[k], t[n]]``: continue the end pieces, give NaN, or repeat.
    axis : int, optional
        Interpolation axis of ``c``.

    Attributes
    ----------
    t, c, k, extrapolate, axis
    tck : tuple
        ``(t, c, k)``.

    Examples
    --------
    >>> from scinova.interpolate import BSpline
    >>> s = BSpline([0, 0, 0, 1, 1, 1], [0.0, 0.0, 1.0], 2)
    >>> s([0.0, 0.5, 1.0])
    array([0.  , 0.25, 1.  ])
    """

    def __init__(self, t: ArrayLike, c: ArrayLike, k: int, extrapolate: Any = True, axis: int = 0):
        self.k = operator.index(k)
        self._c = number_array(c, "BSpline: c")
        self._t = real_array(t, "BSpline: t")
        self.extrapolate = extrapolate if extrapolate == "periodic" else bool(extrapolate)
        n = self.t.shape[0] - self.k - 1 if self.t.ndim else 0
        if self.c.ndim < 1:
            raise ValueError("BSpline: c must be at least 1-dimensional; got a number")
        self.axis = axis = normalize_axis(axis, self.c.ndim)
        if axis:
            self._c = np.ascontiguousarray(np.moveaxis(self._c, axis, 0))
        if self.k < 0:
            raise ValueError(f"BSpline: k must not be negative; got {self.k}")
        if self.t.ndim != 1:
            raise ValueError(f"BSpline: t must be 1-dimensional; got shape {self.t.shape}")
        if n < self.k + 1:
            raise ValueError(f"BSpline: t must hold at least 2k + 2 = {2 * self.k + 2} knots; got {self.t.size}")
        if not np.isfinite(self.t).all():
            raise ValueError("BSpline: t must be finite; got NaN or inf")
        if (np.diff(self.t) < 0).any():
            raise ValueError("BSpline: t must be non-decreasing")
        if not self.t[n] > self.t[self.k]:
            raise ValueError("BSpline: t must hold two different knots among t[k:n+1]")
        if self.c.shape[0] < n:
            raise ValueError(f"BSpline: c must hold at least len(t) - k - 1 = {n} coefficients; got {self.c.shape[0]}")

    @classmethod
    def construct_fast(cls, t: np.ndarray, c: np.ndarray, k: int, extrapolate: Any = True, axis: int = 0) -> BSpline:
        """Make a spline of arrays that are known to fit, without looking at them.

        Parameters
        ----------
        t, c, k, extrapolate, axis
            As of `BSpline`, the interpolation axis of ``c`` first.
        """
        self = object.__new__(cls)
        self._t, self._c, self.k, self.extrapolate, self.axis = t, c, k, extrapolate, axis
        return self

    @property
    def t(self) -> np.ndarray:
        """Knots."""
        return self._t

    @t.setter
    def t(self, t: np.ndarray) -> None:
        self._t = t

    @property
    def c(self) -> np.ndarray:
        """Coefficients, the interpolation axis first."""
        return self._c

    @c.setter
    def c(self, c: np.ndarray) -> None:
        self._c = c

    @property
    def tck(self) -> tuple[np.ndarray, np.ndarray, int]:
        """Knots, coefficients and degree."""
        return self.t, self.c, self.k

    @classmethod
    def basis_element(cls, t: ArrayLike, extrapolate: Any = True) -> BSpline:
        """The one B-spline whose knots are ``t``.

        Parameters
        ----------
        t : array_like, shape (k+2,)
            Its knots.
        extrapolate : bool or 'periodic', optional

        Examples
        --------
        >>> from scinova.interpolate import BSpline
        >>> float(BSpline.basis_element([0, 1, 2])(0.5))
        0.5
        """
        inner = real_array(t, "basis_element: t")
        k = len(inner) - 2
        knots = np.r_[(inner[0] - 1,) * k, inner, (inner[-1] + 1,) * k]
        c = np.zeros(len(knots) - k - 1)
        c[k] = 1.0
        return cls.construct_fast(knots, c, k, extrapolate)

    @classmethod
    def design_matrix(cls, x: ArrayLike, t: ArrayLike, k: int, extrapolate: Any = False) -> Any:
        """The matrix of all B-splines at ``x``.

        Parameters
        ----------
        x : array_like, shape (m,)
            Arguments.
        t : array_like, shape (n+k+1,)
            Knots.
        k : int
            Degree.
        extrapolate : bool or 'periodic', optional
            Whether arguments outside the base interval are taken.

        Returns
        -------
        csr_array, shape (m, n)

        Examples
        --------
        >>> from scinova.interpolate import BSpline
        >>> BSpline.design_matrix([0.25], [0, 0, 1, 1], 1).toarray()
        array([[0.75, 0.25]])
        """
        x, t, k = real_array(x, "design_matrix: x"), real_array(t, "design_matrix: t"), operator.index(k)
        if extrapolate != "periodic":
            extrapolate = bool(extrapolate)
        if k < 0:
            raise ValueError(f"design_matrix: k must not be negative; got {k}")
        if t.ndim != 1 or np.any(t[1:] < t[:-1]):
            raise ValueError("design_matrix: t must be a 1-dimensional non-decreasing array")
        if len(t) < 2 * k + 2:
            raise ValueError(f"design_matrix: t must hold at least 2k + 2 = {2 * k + 2} knots; got {len(t)}")
        n = t.size - k - 1
        if extrapolate == "periodic":
            x = wrapped(x, t[k], t[n])
        elif not extrapolate and x.size and not (t[k] <= x.min() and x.max() <= t[n]):
            raise ValueError(f"design_matrix: x must lie in [{t[k]}, {t[n]}]; got [{x.min()}, {x.max()}]")
        x = x.reshape(1) if x.ndim == 0 else x
        if x.ndim != 1:
            raise ValueError(f"design_matrix: x must be 1-dimensional; got shape {x.shape}")
        values, first = np.empty((x.size, k + 1)), np.empty(x.size, np.int64)
        _native.bspline_rows(t, k, x, 0, values, first)
        columns = first[:, None] + np.arange(k + 1)
        starts = np.arange(0, x.size * (k + 1) + 1, k + 1)
        kind = np.int32 if max(x.size * (k + 1), n) < 2 ** 31 else np.int64
        return sparse.csr_array((values.ravel(), columns.ravel().astype(kind), starts.astype(kind)), shape=(x.size, n))

    def __call__(self, x: ArrayLike, nu: int = 0, extrapolate: Any = None) -> np.ndarray:
        """Evaluate the spline or a derivative of it.

        Parameters
        ----------
        x : array_like
            Where to evaluate.
        nu : int, optional
            Order of the derivative.
        extrapolate : bool or 'periodic', optional
            By default as when constructed.

        Returns
        -------
        ndarray
            The interpolation axis replaced by the shape of ``x``.
        """
        if extrapolate is None:
            extrapolate = self.extrapolate
        if nu < 0:
            raise ValueError(f"BSpline: nu must not be negative; got {nu}")
        x = np.asarray(x)
        flat = np.ascontiguousarray(x.ravel(), dtype=np.float64)
        t = np.ascontiguousarray(self.t, dtype=np.float64)
        if extrapolate == "periodic":
            flat, extrapolate = wrapped(flat, t[self.k], t[t.size - self.k - 1]), False
        c = self.c if self.c.dtype.char in "dD" else number_array(self.c, "BSpline: c")
        columns = as_columns(c)
        out = np.empty((flat.size, columns.shape[1]))
        _native.bspline_evaluate(t, columns, self.k, flat, int(nu), bool(extrapolate), out)
        result = from_columns(out, c.shape[1:], c).reshape(x.shape + c.shape[1:])
        return axis_back(result, x.ndim, self.axis)

    def derivative(self, nu: int = 1) -> BSpline:
        """The ``nu``-th derivative as a spline.

        Parameters
        ----------
        nu : int, optional
            Order; a negative one gives an antiderivative.
        """
        return self.construct_fast(*differentiated(self.t, self._padded(), self.k, nu), self.extrapolate, self.axis)

    def antiderivative(self, nu: int = 1) -> BSpline:
        """The ``nu``-fold antiderivative as a spline, zero at the first knot.

        Parameters
        ----------
        nu : int, optional
            Order; a negative one gives a derivative.
        """
        extrapolate = False if self.extrapolate == "periodic" else self.extrapolate
        return self.construct_fast(*integrated(self.t, self._padded(), self.k, nu), extrapolate, self.axis)

    def _padded(self) -> np.ndarray:
        lacking = len(self.t) - len(self.c)
        return np.r_[self.c, np.zeros((lacking, *self.c.shape[1:]))] if lacking > 0 else self.c

    def integrate(self, a: float, b: float, extrapolate: Any = None) -> np.ndarray:
        """The definite integral from ``a`` to ``b``.

        Parameters
        ----------
        a, b : float
            Limits.
        extrapolate : bool or 'periodic', optional
            When false, what lies outside the base interval does not count.

        Returns
        -------
        ndarray

        Examples
        --------
        >>> from scinova.interpolate import BSpline
        >>> float(BSpline.basis_element([0, 1, 2]).integrate(0, 2))
        1.0
        """
        if extrapolate is None:
            extrapolate = self.extrapolate
        sign = 1.0
        if b < a:
            a, b, sign = b, a, -1.0
        n = self.t.size - self.k - 1
        low, high = self.t[self.k], self.t[n]
        if not extrapolate:
            a, b = min(max(a, low), high), max(min(b, high), low)
        primitive = self.antiderivative()
        primitive.axis = 0

        def between(start: float, stop: float) -> np.ndarray:
            ends = primitive([start, stop], extrapolate=True)
            return ends[1] - ends[0]

        if extrapolate != "periodic":
            return np.asarray(sign * between(a, b))
        period = high - low
        whole, rest = divmod(b - a, period)
        total = whole * between(low, high) if whole > 0 else 0.0
        a = low + (a - low) % period
        if a + rest <= high:
            total = total + between(a, a + rest)
        else:
            total = total + between(a, high) + between(low, a + rest - period)
        return np.asarray(sign * total)

    def insert_knot(self, x: float, m: int = 1) -> BSpline:
        """The same spline with the knot ``x`` added ``m`` times.

        Parameters
        ----------
        x : float
            Within the base interval.
        m : int, optional
            How many times, at least once.

        Examples
        --------
        >>> from scinova.interpolate import BSpline
        >>> BSpline([0, 0, 1, 1], [0.0, 1.0], 1).insert_knot(0.25).c
        array([0.  , 0.25, 1.  ])
        """
        x = float(x)
        n = self.t.size - self.k - 1
        if m <= 0:
            raise ValueError(f"insert_knot: m must be positive; got {m}")
        if not self.t[self.k] <= x <= self.t[n]:
            raise ValueError(f"insert_knot: x must lie in [{self.t[self.k]}, {self.t[n]}]; got {x}")
        t, c = inserted(self.t, self.c[:n], self.k, x, m, self.extrapolate == "periodic")
        return self.construct_fast(t, c, self.k, self.extrapolate, self.axis)

    @classmethod
    def from_power_basis(cls, pp: PPoly, bc_type: Any = "not-a-knot") -> BSpline:
        """The cubic spline that equals a piecewise cubic with two continuous derivatives.

        Parameters
        ----------
        pp : PPoly
            As `CubicSpline` makes them.
        bc_type : str, optional
            The condition it was made with: 'not-a-knot', 'natural', 'clamped' or 'periodic'.

        Examples
        --------
        >>> from scinova.interpolate import BSpline, CubicSpline
        >>> round(float(BSpline.from_power_basis(CubicSpline([0, 1, 2, 3], [0, 1, 8, 27]))(2.0)), 12)
        8.0
        """
        from scinova.interpolate._ppoly import PPoly
        if not isinstance(pp, PPoly):
            raise NotImplementedError(f"from_power_basis: pp must be a PPoly; got {type(pp).__name__}")
        if pp.c.shape[0] != 4:
            raise NotImplementedError(f"from_power_basis: pp must be cubic; got degree {pp.c.shape[0] - 1}")
        from scinova.interpolate._bspline_fit import cubic_from_pieces
        return cubic_from_pieces(cls, pp, bc_type)
