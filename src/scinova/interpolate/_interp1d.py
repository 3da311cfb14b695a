# SPDX-License-Identifier: BSD-3-Clause
"""`interp1d`: one call for the simple kinds of interpolation."""
from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from scinova._core.arrays import normalize_axis
from scinova.interpolate import _native
from scinova.interpolate._arrays import as_columns, axis_back
from scinova.interpolate._bspline_fit import make_interp_spline

_DEGREES = {"zero": 0, "slinear": 1, "quadratic": 2, "cubic": 3}
_STEPS = ("nearest", "nearest-up", "previous", "next")


class interp1d:
    """Interpolation of values along an axis.

    Parameters
    ----------
    x : array_like, shape (n,)
        Abscissas.
    y : array_like
        Values, ``n`` of them along ``axis``.
    kind : str or int, optional
        'linear'; 'nearest' (halves go down) and 'nearest-up'; 'previous' and 'next'; splines of degree 0 to 3 as
        'zero', 'slinear', 'quadratic', 'cubic', or the degree itself.
    axis : int, optional
        Interpolation axis of ``y``, by default the last.
    copy : bool, optional
        Whether ``x`` and ``y`` are copied even when sorted.
    bounds_error : bool, optional
        Whether values outside the range of ``x`` are a ValueError; by default they are, unless ``fill_value`` is
        'extrapolate'.
    fill_value : array_like, (below, above) or 'extrapolate', optional
        What stands for values outside.
    assume_sorted : bool, optional
        Whether ``x`` is known to be increasing.

    Attributes
    ----------
    x, y : ndarray
    axis : int
    bounds_error : bool
    fill_value

    Examples
    --------
    >>> from scinova.interpolate import interp1d
    >>> interp1d([0, 1, 2], [0, 1, 4])([0.5, 1.5])
    array([0.5, 2.5])
    >>> interp1d([0, 1, 2, 3], [0, 1, 8, 27], kind='cubic')(1.5).round(12)
    np.float64(3.375)
    """

    def __init__(self, x: ArrayLike, y: ArrayLike, kind: Any = "linear", axis: int = -1, copy: bool = True,
                 bounds_error: bool | None = None, fill_value: Any = np.nan, assume_sorted: bool = False):
        self.bounds_error, self.copy = bounds_error, copy
        self._degree = self._degree_of(kind)
        self._kind = kind
        x, y = np.array(x, copy=copy or None), np.array(y, copy=copy or None)
        if x.ndim != 1:
            raise ValueError(f"interp1d: x must be 1-dimensional; got shape {x.shape}")
        if y.ndim == 0:
            raise ValueError("interp1d: y must be at least 1-dimensional; got a number")
        if not issubclass(y.dtype.type, np.inexact):
            y = y.astype(np.float64)
        self.axis = normalize_axis(axis, y.ndim)
        if x.size != y.shape[self.axis]:
            raise ValueError(f"interp1d: y must have {x.size} values along axis {self.axis}; got shape {y.shape}")
        if x.size == 0:
            raise ValueError("interp1d: x must hold at least one point; got none")
        if not assume_sorted and not (x[1:] >= x[:-1]).all():
            order = np.argsort(x, kind="stable")
            x, y = x[order], np.take(y, order, axis=self.axis)
        self.x, self.y = x, y
        self._knots = np.ascontiguousarray(x, dtype=np.float64)
        self._values = np.ascontiguousarray(np.moveaxis(y, self.axis, 0) if self.axis else y)
        self._spline = None if self._degree is None else self._make_spline()
        if self._kind == "linear" and y.dtype.char != "g" and y.dtype.char != "G":
            wide = np.complex128 if y.dtype.kind == "c" else np.float64
            self._columns = as_columns(self._values.astype(wide, copy=False))
        self.fill_value = fill_value

    @staticmethod
    def _degree_of(kind: Any) -> int | None:
        if isinstance(kind, (int, np.integer)) and not isinstance(kind, bool):
            return int(kind)
        if isinstance(kind, str):
            if kind == "linear" or kind in _STEPS:
                return None
            if kind in _DEGREES:
                return _DEGREES[kind]
        raise NotImplementedError(f"interp1d: kind must be 'linear', {', '.join(map(repr, (*_STEPS, *_DEGREES)))} "
                                  f"or a degree; got {kind!r}")

    def _make_spline(self) -> Any:
        k = self._degree
        if k == 1 and self.x.size < 2:
            raise ValueError("interp1d: kind 'slinear' needs at least 2 points; got 1")
        if k > 1 and np.isnan(self._knots).all():
            raise ValueError("interp1d: x must hold numbers; got only NaN")
        if k > 1 and (np.isnan(self._knots).any() or np.isnan(self._values).any()):
            # One NaN leaves the whole of a spline undefined.
            return make_interp_spline(np.arange(float(max(self.x.size, 2 * k))),
                                      np.full((max(self.x.size, 2 * k), *self._values.shape[1:]), np.nan,
                                              self._values.dtype), k, check_finite=False)
        return make_interp_spline(self._knots, self._values, k, check_finite=False)

    @property
    def fill_value(self) -> Any:
        """What stands for values outside the range of ``x``."""
        return self._fill_value

    @fill_value.setter
    def fill_value(self, fill_value: Any) -> None:
        self._extrapolate = isinstance(fill_value, str) and fill_value == "extrapolate"
        if self._extrapolate:
            if self.bounds_error:
                raise ValueError("interp1d: bounds_error must not be true when fill_value is 'extrapolate'")
            self.bounds_error = False
        else:
            below, above = fill_value if isinstance(fill_value, tuple) and len(fill_value) == 2 else (fill_value,) * 2
            shape = self.y.shape[:self.axis] + self.y.shape[self.axis + 1:]
            # A value may also carry a dimension of length one in place of the interpolation axis.
            wide = self.y.shape[:self.axis] + (1,) + self.y.shape[self.axis + 1:]
            self._below, self._above = (self._broadcast(v, shape, wide) for v in (below, above))
            if self.bounds_error is None:
                self.bounds_error = True
        self._fill_value = fill_value

    def _broadcast(self, value: Any, shape: tuple, wide: tuple) -> np.ndarray:
        value = np.asarray(value)
        if value.ndim == 0:
            return value
        for target in (shape, wide):
            try:
                return np.broadcast_to(value, target).reshape(shape)
            except ValueError:
                continue
        raise ValueError(f"interp1d: fill_value must broadcast to shape {shape}; got shape {value.shape}")

    def __call__(self, x: ArrayLike) -> np.ndarray:
        """Interpolate at ``x``.

        Parameters
        ----------
        x : array_like
            Real numbers, of any shape.

        Returns
        -------
        ndarray
            The interpolation axis replaced by the shape of ``x``.
        """
        x = np.asarray(x)
        if x.dtype.kind == "c":
            raise TypeError(f"interp1d: x must be real; got dtype {x.dtype}")
        flat = np.ascontiguousarray(x.ravel(), dtype=np.float64)
        out = self._evaluate(flat)
        if self._kind == "linear":
            kind = np.result_type(self.x.dtype, self.y.dtype, x.dtype)
            out = out if out.dtype == kind else out.astype(kind)
        if not self._extrapolate and flat.size:
            low, high = self._knots[0], self._knots[-1]
            if not (flat.min() >= low and flat.max() <= high):
                out = self._fill(flat, out, flat < low, flat > high)
        return axis_back(out.reshape(x.shape + out.shape[1:]), x.ndim, self.axis)

    def _fill(self, x: np.ndarray, out: np.ndarray, below: np.ndarray, above: np.ndarray) -> np.ndarray:
        outside = below | above
        if self.bounds_error and outside.any():
            raise ValueError(f"interp1d: x must lie in [{self._knots[0]}, {self._knots[-1]}]; got {x[outside][0]}")
        out[below] = self._below
        out[above] = self._above
        return out

    def _evaluate(self, x: np.ndarray) -> np.ndarray:
        if self._spline is not None:
            out = self._spline(x)
            return out if self._values.dtype.kind == "c" or out.dtype.kind != "c" else out.real
        if self._kind != "linear":
            return self._step(x)
        if self._values.shape[0] == 1:
            return np.repeat(self._values, x.size, axis=0)
        if self._values.dtype.char in "gG":
            i = np.clip(np.searchsorted(self._knots, x), 1, self._knots.size - 1)
            shape = (-1,) + (1,) * (self._values.ndim - 1)
            s = ((x - self._knots[i - 1]) / (self._knots[i] - self._knots[i - 1])).reshape(shape)
            return self._values[i - 1] + s * (self._values[i] - self._values[i - 1])
        out = np.empty((x.size, self._columns.shape[1]))
        _native.linear_evaluate(self._knots, self._columns, x, out)
        if self._values.dtype.kind == "c":
            out = out.view(np.complex128)
        return out.reshape(x.size, *self._values.shape[1:])

    def _step(self, x: np.ndarray) -> np.ndarray:
        last = self._knots.size - 1
        if self._kind in ("nearest", "nearest-up"):
            middles = self._knots[:-1] / 2 + self._knots[1:] / 2
            i = np.searchsorted(middles, x, side="left" if self._kind == "nearest" else "right")
            unknown = np.isnan(x)
        elif self._kind == "previous":
            i = np.searchsorted(self._knots, x, side="right") - 1
            unknown = np.isnan(x) | (i < 0)
        else:
            i = np.searchsorted(self._knots, x, side="left")
            unknown = np.isnan(x) | (i > last)
        out = self._values[np.clip(i, 0, last)]
        if unknown.any():
            out[unknown] = np.nan
        return out
