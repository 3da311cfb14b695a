# SPDX-License-Identifier: BSD-3-Clause
"""Polynomials through points: Lagrange, Newton (Krogh) and barycentric forms."""
from __future__ import annotations

import warnings
from math import factorial
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from scinova._core.arrays import normalize_axis
from scinova._core.random import check_random_state
from scinova.interpolate._arrays import axis_back, number_array, real_array


def lagrange(x: ArrayLike, w: ArrayLike) -> np.poly1d:
    """The polynomial through points, by its coefficients.

    Parameters
    ----------
    x, w : array_like, shape (n,)
        Points; more than about 20 are numerically unstable.

    Returns
    -------
    numpy.poly1d

    Examples
    --------
    >>> from scinova.interpolate import lagrange
    >>> lagrange([0, 1, 2], [0, 1, 4]).coef
    array([1., 0., 0.])
    """
    x, w = np.asarray(x), np.asarray(w)
    total = np.poly1d([0.0])
    for j in range(len(x)):
        term = np.poly1d(w[j])
        for i in range(len(x)):
            if i != j:
                term = term * np.poly1d([1.0, -x[i]]) / (x[j] - x[i])
        total = total + term
    return total


def approximate_taylor_polynomial(f: Any, x: float, degree: int, scale: float, order: int | None = None) -> np.poly1d:
    """An estimate of the Taylor polynomial of a function, from the polynomial through nearby values.

    Parameters
    ----------
    f : callable
        Takes an array.
    x : float
        Where to expand.
    degree : int
        Degree of the result.
    scale : float
        Width of the interval that values are taken from.
    order : int, optional
        Degree of the polynomial through the values, at least ``degree`` (the default).

    Returns
    -------
    numpy.poly1d
        In powers of the distance from ``x``.

    Notes
    -----
    The values are taken at Chebyshev points of an interval that widens from even to odd orders by no more than a point.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.interpolate import approximate_taylor_polynomial
    >>> p = approximate_taylor_polynomial(np.exp, 0.0, 2, 0.1, order=6)
    >>> bool(np.allclose(p.coef, [0.5, 1.0, 1.0], atol=1e-6))
    True
    """
    order = degree if order is None else order
    n = order + 1
    points = scale * np.cos(np.linspace(0, np.pi, n, endpoint=n % 2 == 1)) + x
    p = KroghInterpolator(points, f(points))
    d = p.derivatives(x, der=degree + 1)
    return np.poly1d((d / [factorial(j) for j in range(degree + 1)])[::-1])


class _OneAxis:
    """Evaluation along one axis: shapes of arguments and results."""

    def _take(self, name: str, xi: Any, yi: Any, axis: int) -> tuple[np.ndarray, np.ndarray]:
        xi = real_array(xi, f"{name}: xi") if np.asarray(xi).dtype.kind != "c" else number_array(xi, f"{name}: xi")
        yi = number_array(yi, f"{name}: yi")
        if yi.ndim == 0:
            raise ValueError(f"{name}: yi must be at least 1-dimensional; got a number")
        self.axis = self._y_axis = normalize_axis(axis, yi.ndim)
        if xi.ndim != 1 or yi.shape[self.axis] != xi.size:
            raise ValueError(f"{name}: xi must be 1-dimensional and yi have as many values along axis {axis}; "
                             f"got shapes {xi.shape} and {yi.shape}")
        return xi, np.moveaxis(yi, self.axis, 0)

    def _shaped(self, x: np.ndarray, values: np.ndarray, extra: int = 0) -> np.ndarray:
        """Values of shape ``(..., len(x), trailing)`` with the shape of ``x`` at the interpolation axis."""
        lead = values.shape[:extra]
        out = values.reshape(lead + x.shape + values.shape[extra + 1:])
        if extra:
            return np.stack([axis_back(v, x.ndim, self._y_axis) for v in out]) if lead[0] else out
        return axis_back(out, x.ndim, self._y_axis)

    def __call__(self, x: ArrayLike) -> np.ndarray:
        """Evaluate at ``x``, of any shape."""
        x = np.asarray(x)
        return self._shaped(x, self._values(x.ravel()))

    def derivatives(self, x: ArrayLike, der: int | None = None) -> np.ndarray:
        """The value and derivatives at ``x``.

        Parameters
        ----------
        x : array_like
        der : int or None, optional
            How many, the value included; by default as many as there are points.

        Returns
        -------
        ndarray
            The derivatives along the first dimension.
        """
        x = np.asarray(x)
        count = self.n if der is None else der
        return self._shaped(x, self._derivatives(x.ravel(), count), 1)

    def derivative(self, x: ArrayLike, der: int = 1) -> np.ndarray:
        """One derivative at ``x``.

        Parameters
        ----------
        x : array_like
        der : int, optional
            Its order; 0 is the value.
        """
        x = np.asarray(x)
        return self._shaped(x, self._derivatives(x.ravel(), der + 1)[der])


class KroghInterpolator(_OneAxis):
    """The polynomial through points with derivatives, in Newton's form.

    Parameters
    ----------
    xi : array_like, shape (n,)
        Abscissas; a repeated one announces that its further values are derivatives. Equal ones stand together.
    yi : array_like
        Values and derivatives, ``n`` of them along ``axis``.
    axis : int, optional

    Notes
    -----
    F. T. Krogh, Math. Comp. 24 (1970) 185. Beyond a few tens of points the result is poor, as of any such polynomial.

    Examples
    --------
    >>> from scinova.interpolate import KroghInterpolator
    >>> float(KroghInterpolator([0, 0, 1], [2, 0, 3])(0.5))
    2.25
    """

    def __init__(self, xi: ArrayLike, yi: ArrayLike, axis: int = 0):
        self.xi, self.yi = self._take("KroghInterpolator", xi, yi, axis)
        self.n = n = self.xi.size
        if n > 30:
            warnings.warn(f"KroghInterpolator: {n} points make a polynomial of so high a degree that its values are "
                          "unreliable", UserWarning, stacklevel=2)
        self.dtype = self.yi.dtype
        # Divided differences in place; for equal abscissas they are derivatives over factorials.
        first = np.zeros(n, dtype=int)
        for i in range(1, n):
            first[i] = first[i - 1] if self.xi[i] == self.xi[i - 1] else i
        c = np.array(self.yi[first])
        table = c
        self.c = np.empty_like(c)
        if n:
            self.c[0] = table[0]
        for order in range(1, n):
            new = np.empty_like(table[1:])
            for i in range(n - order):
                gap = self.xi[i + order] - self.xi[i]
                if gap == 0:
                    new[i] = self.yi[first[i] + order] / float(factorial(order))
                else:
                    new[i] = (table[i + 1] - table[i]) / gap
            table = new
            self.c[order] = table[0]

    def _values(self, x: np.ndarray) -> np.ndarray:
        return self._taylor(x, 1)[0]

    def _derivatives(self, x: np.ndarray, count: int) -> np.ndarray:
        out = self._taylor(x, max(count, 1))
        for j in range(2, out.shape[0]):
            out[j] *= float(factorial(j))
        return out[:count]

    def _taylor(self, x: np.ndarray, count: int) -> np.ndarray:
        """Taylor coefficients at ``x`` by Horner's rule on truncated series."""
        shape = (-1,) + (1,) * (self.c.ndim - 1)
        x = np.asarray(x)
        kind = np.result_type(self.c.dtype, x.dtype, np.float64)
        out = np.zeros((count, x.size, *self.c.shape[1:]), kind)
        for j in range(self.n - 1, -1, -1):
            s = (x - self.xi[j]).reshape(shape)
            for r in range(count - 1, 0, -1):
                out[r] = out[r] * s + out[r - 1]
            out[0] = out[0] * s + self.c[j]
        return out


def krogh_interpolate(xi: ArrayLike, yi: ArrayLike, x: ArrayLike, der: Any = 0, axis: int = 0) -> np.ndarray:
    """The polynomial through points with derivatives, in one call.

    Parameters
    ----------
    xi, yi : array_like
        As `KroghInterpolator` takes them.
    x : array_like
        Where to evaluate.
    der : int, None or sequence of int, optional
        Order of the derivative, several, or None for all.
    axis : int, optional

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova.interpolate import krogh_interpolate
    >>> float(krogh_interpolate([0, 1, 2], [0, 1, 4], 1.5))
    2.25
    """
    p = KroghInterpolator(xi, yi, axis=axis)
    return _by_order(p, x, der)


def _by_order(p: Any, x: Any, der: Any) -> np.ndarray:
    if der is None:
        return p.derivatives(x)
    if np.ndim(der) == 0:
        return p(x) if der == 0 else p.derivative(x, der=der)
    return p.derivatives(x, der=int(np.amax(der)) + 1)[np.asarray(der)]


class BarycentricInterpolator(_OneAxis):
    """The polynomial through points, in barycentric form: stable, and points may be added.

    Parameters
    ----------
    xi : array_like, shape (n,)
        Abscissas, all different.
    yi : array_like, optional
        Values, ``n`` of them along ``axis``; may be set later with `set_yi`.
    axis : int, optional
    wi : array_like, shape (n,), optional
        Barycentric weights, when they are known.
    rng : Generator, optional
        Orders the factors of the weights, which guards against overflow; ``random_state`` is its older name.

    Notes
    -----
    J.-P. Berrut and L. N. Trefethen, SIAM Review 46 (2004) 501.

    Examples
    --------
    >>> from scinova.interpolate import BarycentricInterpolator
    >>> round(float(BarycentricInterpolator([0, 1, 2], [0, 1, 4])(1.5)), 12)
    2.25
    """

    def __init__(self, xi: ArrayLike, yi: ArrayLike | None = None, axis: int = 0, *, wi: ArrayLike | None = None,
                 rng: Any = None, random_state: Any = None):
        if rng is not None and random_state is not None:
            raise TypeError("BarycentricInterpolator got both rng and random_state; give one of them")
        generator = np.random.default_rng(rng) if rng is not None else check_random_state(random_state)
        self.xi = real_array(xi, "BarycentricInterpolator: xi")
        if self.xi.ndim != 1:
            raise ValueError(f"BarycentricInterpolator: xi must be 1-dimensional; got shape {self.xi.shape}")
        self.n = self.xi.size
        self._y_axis = self.axis = axis
        self.yi: Any = None
        self.set_yi(yi, axis)
        if self.n and np.unique(self.xi).size != self.n:
            raise ValueError("BarycentricInterpolator: xi must hold different values")
        # Scaled by the capacity of the interval, (b - a) / 4, the products neither over- nor underflow.
        spread = self.xi.max() - self.xi.min() if self.n else 1.0
        self._scale = 4.0 / spread if spread > 0 else 1.0
        if wi is not None:
            self.wi = real_array(wi, "BarycentricInterpolator: wi")
            if self.wi.shape != self.xi.shape:
                raise ValueError(f"BarycentricInterpolator: wi must have shape {self.xi.shape}; got {self.wi.shape}")
        else:
            order = generator.permutation(self.n)
            self.wi = self._weights(order)
        self._slopes: Any = None

    def _weights(self, order: np.ndarray) -> np.ndarray:
        gaps = self._scale * (self.xi[:, None] - self.xi[order][None, :])
        gaps[order, np.arange(self.n)] = 1.0
        with np.errstate(over="ignore", divide="ignore"):
            return 1.0 / np.prod(gaps, axis=1)

    def set_yi(self, yi: ArrayLike | None, axis: int | None = None) -> None:
        """Set or replace the values.

        Parameters
        ----------
        yi : array_like or None
            Values at all abscissas.
        axis : int, optional
            Their interpolation axis, by default the present one.
        """
        self._slopes = None
        if yi is None:
            self.yi = None
            return
        _, self.yi = self._take("BarycentricInterpolator", self.xi, yi, self._y_axis if axis is None else axis)
        self.dtype = self.yi.dtype

    def add_xi(self, xi: ArrayLike, yi: ArrayLike | None = None) -> None:
        """Add points.

        Parameters
        ----------
        xi : array_like
            Further abscissas.
        yi : array_like, optional
            Their values, needed when the present points have some.
        """
        xi = np.atleast_1d(real_array(xi, "add_xi: xi")).ravel()
        if yi is not None:
            if self.yi is None:
                raise ValueError("add_xi: yi must not be given when the first points have no values")
            new = np.moveaxis(np.atleast_1d(number_array(yi, "add_xi: yi")), self._y_axis if np.ndim(yi) > 1 else 0, 0)
            self.yi = np.concatenate([self.yi, new.reshape((xi.size, *self.yi.shape[1:]))])
        elif self.yi is not None:
            raise ValueError("add_xi: yi must be given, as the first points have values")
        old = self.n
        self.xi = np.concatenate([self.xi, xi])
        self.n = self.xi.size
        if np.unique(self.xi).size != self.n:
            raise ValueError("BarycentricInterpolator: xi must hold different values")
        wi = np.concatenate([self.wi, np.ones(xi.size)])
        for j in range(old, self.n):
            gaps = self._scale * (self.xi[:j] - self.xi[j])
            wi[:j] /= gaps
            wi[j] = 1.0 / np.prod(-gaps)
        self.wi, self._slopes = wi, None

    def __call__(self, x: ArrayLike) -> np.ndarray:
        """Evaluate at ``x``, of any shape."""
        return super().__call__(x)

    def _values(self, x: np.ndarray) -> np.ndarray:
        if self.yi is None:
            raise ValueError("BarycentricInterpolator: yi must be set before values are asked for")
        return self._combine(x, self.yi)

    def _combine(self, x: np.ndarray, y: np.ndarray) -> np.ndarray:
        x = np.asarray(x)
        if x.size == 0 or self.n == 0:
            return np.zeros((x.size, *y.shape[1:]), y.dtype)
        gaps = x[:, None] - self.xi
        exact = gaps == 0
        gaps[exact] = 1.0
        weights = self.wi / gaps
        with np.errstate(all="ignore"):
            out = np.tensordot(weights, y, axes=1) / weights.sum(axis=1).reshape((-1,) + (1,) * (y.ndim - 1))
        rows, points = np.nonzero(exact)
        out[rows] = y[points]
        return out

    def _derivatives(self, x: np.ndarray, count: int) -> np.ndarray:
        if self.yi is None:
            raise ValueError("BarycentricInterpolator: yi must be set before values are asked for")
        out, y = [], self.yi
        for order in range(count):
            out.append(self._combine(x, y) if order < self.n else np.zeros((np.size(x), *y.shape[1:]), y.dtype))
            if order + 1 < count:
                y = self._differentiated(y)
        return np.stack(out) if out else np.empty((0, np.size(x), *y.shape[1:]))

    def _differentiated(self, y: np.ndarray) -> np.ndarray:
        """Values at the points of the derivative (Berrut & Trefethen 2004, sec. 9.3)."""
        if self._slopes is None:
            gaps = self.xi[:, None] - self.xi
            np.fill_diagonal(gaps, 1.0)
            slopes = self.wi[None, :] / (gaps * self.wi[:, None])
            np.fill_diagonal(slopes, 0.0)
            np.fill_diagonal(slopes, -slopes.sum(axis=1))
            self._slopes = slopes
        return np.tensordot(self._slopes, y, axes=1)


def barycentric_interpolate(xi: ArrayLike, yi: ArrayLike, x: ArrayLike, axis: int = 0, *, der: Any = 0,
                            rng: Any = None) -> np.ndarray:
    """The polynomial through points, in one call.

    Parameters
    ----------
    xi, yi : array_like
        As `BarycentricInterpolator` takes them.
    x : array_like
        Where to evaluate.
    axis : int, optional
    der : int, None or sequence of int, optional
        Order of the derivative, several, or None for all.
    rng : Generator, optional

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova.interpolate import barycentric_interpolate
    >>> round(float(barycentric_interpolate([0, 1, 2], [0, 1, 4], 1.5)), 12)
    2.25
    """
    return _by_order(BarycentricInterpolator(xi, yi, axis=axis, rng=rng), x, der)
