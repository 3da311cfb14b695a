# SPDX-License-Identifier: BSD-3-Clause
"""What every sparse format shares: operators, conversions, elementwise operations, printing.

A format class defines its storage, ``tocsr``/``tocoo``, ``nnz``, ``copy``, ``astype`` and what it can do better than
by conversion; everything else comes from here.
"""
from __future__ import annotations

import importlib
import math
import operator
from typing import Any

import numpy as np

from scinova.sparse._dtypes import as_matrix, is_scalar, require_supported, upcast, value_dtype
from scinova.sparse._shapes import check_shape, reduction_axis

_NAMES = {"csr": "Compressed Sparse Row", "csc": "Compressed Sparse Column", "coo": "COOrdinate",
          "lil": "List of Lists", "dok": "Dictionary Of Keys", "dia": "DIAgonal", "bsr": "Block Sparse Row"}
FORMATS = tuple(_NAMES)

_CLASSES: dict[tuple[str, bool], type] = {}


def register(cls: type) -> type:
    """Make a class known as the array or matrix class of its format."""
    _CLASSES[cls._format, issubclass(cls, sparray)] = cls  # type: ignore[attr-defined]
    return cls


def container(fmt: str, array: bool) -> Any:
    """The class that holds ``fmt``: the array one, or the matrix one."""
    try:
        return _CLASSES[fmt, array]
    except KeyError:
        if fmt not in _NAMES:
            raise ValueError(f"sparse: format must be one of {', '.join(FORMATS)}; got {fmt!r}") from None
    importlib.import_module(f"scinova.sparse._{fmt}")
    return _CLASSES[fmt, array]


class SparseBase:
    """Base of all sparse arrays and matrices."""

    __array_priority__ = 10.1
    _format = "und"
    _dims: tuple[int, ...] = (2,)        # numbers of dimensions that the array class takes; 3 stands for any
    _shape: tuple[int, ...]
    maxprint: Any = 50

    # What a format answers for itself.

    def tocsr(self, copy: bool = False) -> Any:
        return self.tocoo(copy=False).tocsr(copy=False)

    def tocoo(self, copy: bool = False) -> Any:
        return self.tocsr(copy=False).tocoo(copy=copy)

    def tocsc(self, copy: bool = False) -> Any:
        return self.tocsr(copy=copy).tocsc(copy=False)

    def tolil(self, copy: bool = False) -> Any:
        return self.tocsr(copy=False).tolil(copy=copy)

    def todok(self, copy: bool = False) -> Any:
        return self.tocoo(copy=copy).todok(copy=False)

    def todia(self, copy: bool = False) -> Any:
        return self.tocoo(copy=copy).todia(copy=False)

    def tobsr(self, blocksize: Any = None, copy: bool = False) -> Any:
        return self.tocsr(copy=False).tobsr(blocksize=blocksize, copy=copy)

    def copy(self) -> Any:
        return type(self)(self, copy=True)

    def toarray(self, order: Any = None, out: Any = None) -> np.ndarray:
        return self.tocoo(copy=False).toarray(order=order, out=out)

    def _nnz(self) -> int:
        raise NotImplementedError

    # Shape and type.

    format = property(lambda self: self._format, doc="Name of the storage format.")
    ndim = property(lambda self: len(self._shape), doc="Number of dimensions.")
    nnz = property(lambda self: self._nnz(), doc="Number of stored entries, explicit zeros included.")
    size = property(lambda self: self._nnz(), doc="Number of stored entries.")
    T = property(lambda self: self.transpose(), doc="The transpose.")
    real = property(lambda self: self._map_values(np.real), doc="The real part.")
    imag = property(lambda self: self._map_values(np.imag), doc="The imaginary part.")
    A = property(lambda self: self.toarray(), doc="The dense array.")
    H = property(lambda self: self.transpose().conj(), doc="The conjugate transpose.")

    @property
    def shape(self) -> tuple[int, ...]:
        """Lengths of the axes."""
        return self._shape

    @property
    def _shape2(self) -> tuple[int, int]:
        s = self._shape
        return s if len(s) == 2 else (1, s[0])  # type: ignore[return-value]

    def _is_array(self) -> bool:
        return isinstance(self, sparray)

    def _like(self, fmt: str) -> Any:
        return container(fmt, isinstance(self, sparray))

    def _dense(self, a: Any) -> Any:
        return a if isinstance(self, sparray) else as_matrix(a)

    def _map_values(self, f: Any) -> Any:
        return self.tocsr()._map_values(f)

    def __len__(self) -> int:
        raise TypeError("the length of a sparse array is ambiguous: use shape[0] or nnz")

    def __bool__(self) -> bool:
        if math.prod(self._shape) == 1:
            return self.nnz != 0 and bool(self.toarray().any())
        raise ValueError("the truth value of a sparse array of more than one element is ambiguous")

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        kind = "array" if isinstance(self, sparray) else "matrix"
        return (f"<{_NAMES[self._format]} sparse {kind} of dtype '{self.dtype}'\n"
                f"\twith {self.nnz} stored elements{self._repr_extra()} and shape {self._shape}>")

    def _repr_extra(self) -> str:
        return ""

    def __str__(self) -> str:
        limit = self._maxprint()
        c = self.tocoo()
        rows = ["  Coords\tValues"]
        lines = [f"  {tuple(int(i) for i in at)}\t{v}" for at, v in zip(zip(*c.coords), c.data)] \
            if c.nnz <= limit else None
        if lines is None:
            half = limit // 2
            pick = [*range(half), *range(c.nnz - half, c.nnz)]
            lines = [f"  {tuple(int(x[k]) for x in c.coords)}\t{c.data[k]}" for k in pick]
            lines.insert(half, "  :\t:")
        return "\n".join([repr(self), *(rows + lines if lines else [])])

    def _maxprint(self) -> int:
        return self.maxprint

    def __iter__(self) -> Any:
        for r in range(self._shape[0]):
            yield self[r]  # type: ignore[index]

    def __getstate__(self) -> dict[str, Any]:
        return dict(self.__dict__)

    # Conversions.

    def asformat(self, format: Any, copy: bool = False) -> Any:
        """This array in another format; None or its own name returns it as it is (or a copy)."""
        if format is None or format == self._format:
            return self.copy() if copy else self
        if format in ("array", "dense"):
            return getattr(self, "to" + format)()
        if format not in _NAMES:
            raise ValueError(f"asformat: format must be one of {', '.join(FORMATS)}; got {format!r}")
        return getattr(self, "to" + format)(copy=copy)

    def todense(self, order: Any = None, out: Any = None) -> Any:
        """The dense array (of an array), or ``numpy.matrix`` (of a matrix)."""
        a = self.toarray(order=order, out=out)
        return out if out is not None and isinstance(out, np.matrix) else self._dense(a)

    def astype(self, dtype: Any, casting: Any = "unsafe", copy: bool = True) -> Any:
        """Values cast to ``dtype``."""
        dtype = require_supported(np.dtype(dtype))
        if self.dtype != dtype:
            return self.tocsr().astype(dtype, casting=casting, copy=copy).asformat(self._format)
        return self.copy() if copy else self

    def _asfptype(self) -> Any:
        if self.dtype.kind in "fc":
            return self
        return self.astype(np.float32 if np.can_cast(self.dtype, np.float32) else np.float64)

    def conj(self, copy: bool = True) -> Any:
        """Complex conjugate of the values."""
        if self.dtype.kind == "c":
            return self.tocsr(copy=copy).conj(copy=False).asformat(self._format)
        return self.copy() if copy else self

    def conjugate(self, copy: bool = True) -> Any:
        """Complex conjugate of the values."""
        return self.conj(copy=copy)

    def transpose(self, axes: Any = None, copy: bool = False) -> Any:
        """The transpose."""
        return self.tocsr(copy=copy).transpose(axes=axes, copy=False)

    def reshape(self, *args: Any, **kwargs: Any) -> Any:
        """Another shape of the same size, as COO (LIL and DOK stay what they are)."""
        return self._reshaped(args, **kwargs)

    def _reshaped(self, args: Any, order: str = "C", copy: bool = False) -> Any:
        dims = self._dims if self._is_array() else (2,)
        shape = check_shape(args, dims, self._shape)
        if order not in ("C", "F"):
            raise ValueError(f"reshape: order must be 'C' or 'F'; got {order!r}")
        if shape == self._shape:
            return self.copy() if copy else self
        out = self.tocoo(copy=copy).reshape(shape, order=order, copy=False)
        return out.asformat(self._format, copy=False) if self._format in ("lil", "dok") else out

    def resize(self, *shape: Any) -> None:
        """Change the shape in place; entries outside of it are dropped."""
        raise NotImplementedError(f"{type(self).__name__}.resize is not supported")

    def nonzero(self) -> tuple[np.ndarray, ...]:
        """Indices of the entries that are not zero."""
        a = self.tocoo()
        keep = a.data != 0
        return tuple(c[keep] for c in a.coords)

    def count_nonzero(self, axis: Any = None) -> Any:
        """Number of entries that are not zero, altogether or along an axis."""
        return self.tocsr().count_nonzero(axis=axis) if self.ndim < 3 else self.tocoo().count_nonzero(axis=axis)

    def _getnnz(self, axis: Any = None) -> Any:
        axes = reduction_axis(axis, self.ndim)
        if axes is None:
            return self._nnz()
        c = self.tocoo()
        rest = [d for d in range(self.ndim) if d not in axes]
        shape = tuple(self._shape[d] for d in rest)
        flat = np.ravel_multi_index(tuple(c.coords[d] for d in rest), shape) if c.nnz else np.zeros(0, np.intp)
        return np.bincount(flat, minlength=math.prod(shape)).reshape(shape)

    def _broadcast_to(self, shape: Any, copy: bool = False) -> Any:
        """This array repeated to a larger shape."""
        from scinova.sparse._pairs import broadcast_to
        shape = check_shape((shape,), self._dims)
        if shape == self._shape:
            return self.copy() if copy else self
        return broadcast_to(self.tocoo(), shape).asformat(self._format)

    def diagonal(self, k: int = 0) -> np.ndarray:
        """The ``k``-th diagonal as a dense vector."""
        return self.tocsr().diagonal(k=k)

    def trace(self, offset: int = 0) -> Any:
        """Sum of the ``offset``-th diagonal."""
        return self.diagonal(k=offset).sum()

    def setdiag(self, values: Any, k: int = 0) -> None:
        """Set the ``k``-th diagonal, to a scalar or as far as ``values`` reach."""
        if self.ndim == 1:
            raise ValueError("setdiag: an array of two dimensions is needed")
        m, n = self._shape
        if (k > 0 and k >= n) or (k < 0 and -k >= m):
            raise ValueError(f"setdiag: k={k} is outside of an array of shape {self._shape}")
        values = np.asarray(values)
        length = min(m + min(k, 0), n - max(k, 0))
        if values.ndim:
            if values.ndim > 1:
                raise ValueError(f"setdiag: values must be a scalar or a vector; got shape {values.shape}")
            length = min(length, len(values))
            values = values[:length]
        if length > 0:
            self._setdiag(max(-k, 0) + np.arange(length), max(k, 0) + np.arange(length), values)

    def _setdiag(self, row: np.ndarray, col: np.ndarray, values: np.ndarray) -> None:
        self[row, col] = values  # type: ignore[index]

    def _getrow(self, i: int) -> Any:
        return self.tocsr()._getrow(i)

    def _getcol(self, j: int) -> Any:
        return self.tocsr()._getcol(j)

    # Addition.

    def __add__(self, other: Any) -> Any:
        return self._sum_with(other, 1)

    def __radd__(self, other: Any) -> Any:
        return self.__add__(other)

    def __sub__(self, other: Any) -> Any:
        return self._sum_with(other, -1)

    def __rsub__(self, other: Any) -> Any:
        if is_scalar(other):
            if other == 0:
                return -self.copy()
            raise NotImplementedError("subtracting a sparse array from a nonzero scalar would fill it")
        if isinstance(other, np.ndarray):
            return self._dense(np.asarray(other) - self.toarray())
        return NotImplemented

    def _sum_with(self, other: Any, sign: int) -> Any:
        if is_scalar(other):
            if other == 0:
                return self.copy()
            raise NotImplementedError("adding a nonzero scalar to a sparse array would fill it")
        if issparse(other):
            if other.shape != self._shape:
                raise ValueError(f"inconsistent shapes {self._shape} and {other.shape}")
            return self._sum_sparse(other, sign)
        if isinstance(other, np.ndarray):
            dense = self.toarray()
            return self._dense(dense + np.asarray(other) if sign > 0 else dense - np.asarray(other))
        return NotImplemented

    def _sum_sparse(self, other: Any, sign: int) -> Any:
        from scinova.sparse._pairs import combine_any
        return combine_any(self, other, sign)

    def __iadd__(self, other: Any) -> Any:
        return NotImplemented

    def __isub__(self, other: Any) -> Any:
        return NotImplemented

    def __imul__(self, other: Any) -> Any:
        return NotImplemented

    def __itruediv__(self, other: Any) -> Any:
        return NotImplemented

    def __neg__(self) -> Any:
        if self.dtype.kind == "b":
            raise NotImplementedError("negation of a sparse array of booleans is not supported")
        return self.tocsr().__neg__()

    def __abs__(self) -> Any:
        return self._map_values(abs)

    def __round__(self, ndigits: int = 0) -> Any:
        return self._map_values(lambda v: np.round(v, ndigits))

    # Entrywise product and quotient.

    def multiply(self, other: Any) -> Any:
        """Entrywise product with a scalar, a dense or a sparse array that broadcasts against this one."""
        if is_scalar(other):
            return self._scaled(other)
        from scinova.sparse._pairs import multiply_any
        return multiply_any(self, other)

    def _scaled(self, factor: Any) -> Any:
        return self.tocsr()._scaled(factor)

    def __truediv__(self, other: Any) -> Any:
        return self._quotient(other)

    def __rtruediv__(self, other: Any) -> Any:
        return NotImplemented

    def _quotient(self, other: Any) -> Any:
        if is_scalar(other):
            if type(other) in (int, float, complex) and other == 0:
                raise ZeroDivisionError("division of a sparse array by zero")
            return self._divided(other)
        if issparse(other):
            from scinova.sparse._pairs import quotient_any
            return quotient_any(self, other)
        if isinstance(other, np.ndarray):
            with np.errstate(divide="ignore", invalid="ignore"):
                inverse = np.true_divide(1.0, np.asarray(other))
            return self.multiply(inverse)
        return NotImplemented

    def _divided(self, other: Any) -> Any:
        with np.errstate(divide="ignore", invalid="ignore"):
            return self._map_values(lambda v: np.true_divide(v, other, dtype=_quotient_dtype(v.dtype, other)))

    def maximum(self, other: Any) -> Any:
        """Entrywise maximum with a scalar, a dense or a sparse array."""
        return self._extreme(other, np.maximum)

    def minimum(self, other: Any) -> Any:
        """Entrywise minimum with a scalar, a dense or a sparse array."""
        return self._extreme(other, np.minimum)

    def _extreme(self, other: Any, pick: Any) -> Any:
        from scinova.sparse._pairs import extreme_any
        return extreme_any(self, other, pick)

    def __eq__(self, other: Any) -> Any:
        return self._compare(other, operator.eq)

    def __ne__(self, other: Any) -> Any:
        return self._compare(other, operator.ne)

    def __lt__(self, other: Any) -> Any:
        return self._compare(other, operator.lt)

    def __le__(self, other: Any) -> Any:
        return self._compare(other, operator.le)

    def __gt__(self, other: Any) -> Any:
        return self._compare(other, operator.gt)

    def __ge__(self, other: Any) -> Any:
        return self._compare(other, operator.ge)

    def _compare(self, other: Any, op: Any) -> Any:
        from scinova.sparse._pairs import compare_any
        return compare_any(self, other, op)

    def power(self, n: Any, dtype: Any = None) -> Any:
        """Entries raised to the power ``n``, a nonzero scalar."""
        if not is_scalar(n):
            raise NotImplementedError("power: n must be a scalar")
        if not n:
            raise NotImplementedError("power: a zero power would fill the array; use ones of its shape")
        if dtype is not None:
            return self.astype(dtype)._map_values(lambda v: v ** n)
        return self._map_values(lambda v: v ** n)

    # Matrix product.

    def __matmul__(self, other: Any) -> Any:
        if is_scalar(other):
            raise ValueError("matmul: scalar operands are not allowed; use '*'")
        return self._matmul(other)

    def __rmatmul__(self, other: Any) -> Any:
        if is_scalar(other):
            raise ValueError("matmul: scalar operands are not allowed; use '*'")
        return self._rmatmul(other)

    def dot(self, other: Any) -> Any:
        """Product with a matrix or vector; entrywise with a scalar."""
        return self * other if is_scalar(other) else self @ other

    def _matmul(self, other: Any) -> Any:
        from scinova.sparse._products import matmul
        return matmul(self, other)

    def _rmatmul(self, other: Any) -> Any:
        from scinova.sparse._products import rmatmul
        return rmatmul(self, other)

    # Reductions.

    def sum(self, axis: Any = None, dtype: Any = None, out: Any = None) -> Any:
        """Sum of the entries, altogether or along axes; dense."""
        from scinova.sparse._reduce import total
        return total(self, axis, dtype, out)

    def mean(self, axis: Any = None, dtype: Any = None, out: Any = None) -> Any:
        """Mean of the entries, zeros included, altogether or along axes; dense."""
        from scinova.sparse._reduce import mean
        return mean(self, axis, dtype, out)


def _quotient_dtype(dtype: np.dtype, other: Any) -> np.dtype:
    """The dtype of values times the reciprocal of a scalar: float64 for whatever float64 can hold."""
    base = np.dtype(np.float64) if np.can_cast(dtype, np.float64) else dtype
    if isinstance(other, (np.ndarray, np.generic)):
        return np.result_type(base, other.dtype)
    return np.result_type(base, complex(other) if isinstance(other, complex) else 1.0)


class _OldGetters:
    """Method names of SciPy's older releases."""

    def getrow(self, i: int) -> Any:
        """Row ``i`` as a matrix of one row."""
        return self._getrow(i)  # type: ignore[attr-defined]

    def getcol(self, j: int) -> Any:
        """Column ``j`` as a matrix of one column."""
        return self._getcol(j)  # type: ignore[attr-defined]

    def getnnz(self, axis: Any = None) -> Any:
        """Number of stored entries, altogether or along an axis."""
        return self._getnnz(axis=axis)  # type: ignore[attr-defined]

    def asfptype(self) -> Any:
        """Values in a floating dtype."""
        return self._asfptype()  # type: ignore[attr-defined]

    def get_shape(self) -> tuple[int, ...]:
        """The shape."""
        return self._shape  # type: ignore[attr-defined]

    def set_shape(self, shape: Any) -> None:
        """Reshape in place."""
        new = self.reshape(shape, copy=False).asformat(self._format)  # type: ignore[attr-defined]
        self.__dict__ = new.__dict__

    def getformat(self) -> str:
        """Name of the format."""
        return self._format  # type: ignore[attr-defined]

    def getmaxprint(self) -> int:
        """Number of entries that printing shows."""
        return self._maxprint()  # type: ignore[attr-defined]

    def getH(self) -> Any:
        """The conjugate transpose."""
        return self.conj().transpose()  # type: ignore[attr-defined]


class sparray(_OldGetters):
    """Base class of the sparse arrays: ``*`` and ``**`` work entry by entry, reductions drop axes.

    Examples
    --------
    >>> from scinova.sparse import csr_array, sparray
    >>> isinstance(csr_array((2, 2)), sparray)
    True
    """

    @classmethod
    def __class_getitem__(cls, arg: Any, /) -> Any:
        from types import GenericAlias
        return GenericAlias(cls, arg)

    def __mul__(self, other: Any) -> Any:
        return self.multiply(other)  # type: ignore[attr-defined]

    def __rmul__(self, other: Any) -> Any:
        return self.multiply(other)  # type: ignore[attr-defined]

    def __pow__(self, *args: Any, **kwargs: Any) -> Any:
        return self.power(*args, **kwargs)  # type: ignore[attr-defined]


class spmatrix(_OldGetters):
    """Base class of the sparse matrices: ``*`` is the matrix product, every result has two dimensions.

    Examples
    --------
    >>> from scinova.sparse import csr_matrix, spmatrix
    >>> isinstance(csr_matrix((2, 2)), spmatrix)
    True
    """

    @classmethod
    def __class_getitem__(cls, arg: Any, /) -> Any:
        from types import GenericAlias
        return GenericAlias(cls, arg)

    @property
    def shape(self) -> tuple[int, ...]:
        """Lengths of the axes; assigning reshapes in place."""
        return self._shape  # type: ignore[attr-defined]

    @shape.setter
    def shape(self, shape: Any) -> None:
        self.set_shape(shape)

    def __mul__(self, other: Any) -> Any:
        return self._scaled(other) if is_scalar(other) else self._matmul(other)  # type: ignore[attr-defined]

    def __rmul__(self, other: Any) -> Any:
        return self._scaled(other) if is_scalar(other) else self._rmatmul(other)  # type: ignore[attr-defined]

    def __pow__(self, power: Any, mod: Any = None) -> Any:
        from scinova.sparse._products import matrix_power
        return matrix_power(self, power)


def issparse(x: Any) -> bool:
    """Whether ``x`` is a sparse array or sparse matrix.

    Examples
    --------
    >>> from scinova.sparse import csr_array, issparse
    >>> issparse(csr_array((2, 2))), issparse([1])
    (True, False)
    """
    return isinstance(x, SparseBase)


def isspmatrix(x: Any) -> bool:
    """Whether ``x`` is a sparse matrix (the older kind, not an array).

    Examples
    --------
    >>> from scinova.sparse import csr_array, csr_matrix, isspmatrix
    >>> isspmatrix(csr_matrix((2, 2))), isspmatrix(csr_array((2, 2)))
    (True, False)
    """
    return isinstance(x, spmatrix)


def scaled_dtype(dtype: np.dtype, factor: Any) -> np.dtype:
    """The dtype of values times a scalar."""
    return upcast(dtype, factor if isinstance(factor, np.generic) or not isinstance(factor, np.ndarray)
                  else factor.dtype)


def dense_input(a: Any, dtype: Any, array: bool) -> np.ndarray:
    """A dense argument of a constructor, of a dtype that can be held."""
    try:
        a = np.asarray(a)
    except Exception as error:
        raise ValueError(f"sparse: no array can be made of {type(a).__name__}") from error
    if a.ndim == 0 and a.dtype.kind == "O":
        raise TypeError(f"sparse: no array can be made of {type(a[()]).__name__}")
    if a.ndim == 0 and array:
        raise ValueError("sparse: an array needs at least one dimension; got a scalar")
    if dtype is not None:
        return a.astype(require_supported(np.dtype(dtype)), copy=False)
    value_dtype(None, a)
    return a if a.dtype.isnative else a.astype(a.dtype.newbyteorder("="))

