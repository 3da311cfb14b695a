# SPDX-License-Identifier: BSD-3-Clause
"""Elementwise functions that keep zero at zero, and extremes along axes: for the formats that hold a ``data`` array."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.sparse import _reduce
from scinova.sparse._base import scaled_dtype
from scinova.sparse._dtypes import require_supported

_UFUNCS = "sin tan arcsin arctan sinh tanh arcsinh arctanh rint sign expm1 log1p deg2rad rad2deg floor ceil trunc sqrt"


class Values:
    """Methods that work on the stored values alone."""

    data: np.ndarray

    dtype = property(lambda self: self.data.dtype, doc="Dtype of the values.")

    @dtype.setter
    def dtype(self, new: Any) -> None:
        self.data = self.data.view(np.dtype(new))

    def _with_data(self, data: np.ndarray, copy: bool = True) -> Any:
        raise NotImplementedError

    def _deduped(self) -> Any:
        """This array, or one without duplicate entries."""
        return self

    def _map_values(self, f: Any) -> Any:
        out = f(self._deduped().data)
        require_supported(out.dtype)
        return self._deduped()._with_data(out, copy=True)

    def __abs__(self) -> Any:
        return self._map_values(np.abs)

    def __neg__(self) -> Any:
        if self.dtype.kind == "b":
            raise NotImplementedError("negation of a sparse array of booleans is not supported")
        return self._with_data(-self.data)

    def __imul__(self, other: Any) -> Any:
        if np.isscalar(other):
            self.data *= other
            return self
        return NotImplemented

    def __itruediv__(self, other: Any) -> Any:
        if np.isscalar(other):
            if type(other) in (int, float, complex) and other == 0:
                raise ZeroDivisionError("division of a sparse array by zero")
            self.data /= other
            return self
        return NotImplemented

    def _scaled(self, factor: Any) -> Any:
        return self._with_data(np.multiply(self.data, factor, dtype=scaled_dtype(self.dtype, factor)))

    def astype(self, dtype: Any, casting: Any = "unsafe", copy: bool = True) -> Any:
        """Values cast to ``dtype``."""
        dtype = require_supported(np.dtype(dtype))
        if dtype != self.dtype:
            source = self._deduped() if dtype.kind == "b" or dtype.itemsize < self.dtype.itemsize else self
            return source._with_data(source.data.astype(dtype, casting=casting, copy=True), copy=True)
        return self.copy() if copy else self  # type: ignore[attr-defined]

    def conj(self, copy: bool = True) -> Any:
        """Complex conjugate of the values."""
        if self.dtype.kind == "c":
            return self._with_data(self.data.conj(), copy=copy)
        return self.copy() if copy else self  # type: ignore[attr-defined]

    def copy(self) -> Any:
        """A copy."""
        return self._with_data(self.data.copy(), copy=True)

    def power(self, n: Any, dtype: Any = None) -> Any:
        """Entries raised to the power ``n``, a nonzero scalar."""
        if not np.isscalar(n):
            raise NotImplementedError("power: n must be a scalar")
        if not n:
            raise NotImplementedError("power: a zero power would fill the array; use ones of its shape")
        data = self._deduped().data
        if dtype is not None:
            data = data.astype(dtype, copy=False)
        return self._deduped()._with_data(data ** n)

    def count_nonzero(self, axis: Any = None) -> Any:
        """Number of entries that are not zero, altogether or along an axis."""
        a = self._deduped()
        if axis is None:
            return np.count_nonzero(a._live_data())
        c = a.tocoo(copy=True)
        c.eliminate_zeros()
        return c._getnnz(axis=axis)

    def _live_data(self) -> np.ndarray:
        return self.data


def _ufunc(name: str) -> Any:
    f = getattr(np, name)

    def method(self: Any) -> Any:
        return self._map_values(f)

    method.__name__ = name
    method.__doc__ = f"Entrywise ``numpy.{name}``."
    return method


for _name in _UFUNCS.split():
    setattr(Values, _name, _ufunc(_name))


class Extremes:
    """Extremes of the entries, implicit zeros included."""

    def max(self, axis: Any = None, out: Any = None, *, explicit: bool = False) -> Any:
        """Maximum, altogether or along an axis; NaN wins. ``explicit`` looks at stored entries only."""
        return _reduce.extreme(self, axis, out, np.maximum, explicit)

    def min(self, axis: Any = None, out: Any = None, *, explicit: bool = False) -> Any:
        """Minimum, altogether or along an axis; NaN wins. ``explicit`` looks at stored entries only."""
        return _reduce.extreme(self, axis, out, np.minimum, explicit)

    def nanmax(self, axis: Any = None, out: Any = None, *, explicit: bool = False) -> Any:
        """Maximum that leaves NaN aside."""
        return _reduce.extreme(self, axis, out, np.fmax, explicit)

    def nanmin(self, axis: Any = None, out: Any = None, *, explicit: bool = False) -> Any:
        """Minimum that leaves NaN aside."""
        return _reduce.extreme(self, axis, out, np.fmin, explicit)

    def argmax(self, axis: Any = None, out: Any = None, *, explicit: bool = False) -> Any:
        """Index of the first maximum."""
        return _reduce.arg_extreme(self, axis, out, np.maximum, explicit)

    def argmin(self, axis: Any = None, out: Any = None, *, explicit: bool = False) -> Any:
        """Index of the first minimum."""
        return _reduce.arg_extreme(self, axis, out, np.minimum, explicit)
