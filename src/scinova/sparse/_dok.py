# SPDX-License-Identifier: BSD-3-Clause
"""A dictionary from indices to values."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.sparse._base import SparseBase, dense_input, issparse, register, sparray, spmatrix
from scinova.sparse._compressed import is_shape
from scinova.sparse._dtypes import get_index_dtype, is_scalar, require_supported, value_dtype
from scinova.sparse._index import cast_values, unsparse_key
from scinova.sparse._shapes import check_shape, check_transpose_axes, parse_key


class _Dok(SparseBase):
    _format = "dok"
    _dims = (1, 2)

    _dict: dict[Any, Any]

    def __init__(self, arg1: Any, shape: Any = None, dtype: Any = None, copy: bool = False, *, maxprint: Any = None):
        self.maxprint = 50 if maxprint is None else maxprint
        dims = self._dims if self._is_array() else (2,)
        if is_shape(arg1, dims):
            self._shape, self._dict = check_shape((arg1,), dims), {}
            self.dtype = value_dtype(dtype, default=float)
            return
        if issparse(arg1):
            if arg1.ndim not in dims:
                if arg1.ndim != 1:
                    raise ValueError(f"{type(self).__name__} holds at most two dimensions; got shape {arg1.shape}")
                arg1 = arg1.reshape(1, arg1.shape[0])
            other = arg1.todok() if arg1.format != "dok" else arg1
            self._dict = dict(other._dict) if copy or other is arg1 and copy else other._dict
            self._shape, self.dtype = other._shape, other.dtype
            if dtype is not None and self.dtype != require_supported(np.dtype(dtype)):
                new = other.astype(dtype)
                self._dict, self.dtype = new._dict, new.dtype
            return
        if isinstance(arg1, tuple):
            raise TypeError(f"{type(self).__name__}: a tuple must be a shape; got {arg1!r}")
        dense = dense_input(arg1, dtype, self._is_array())
        if not self._is_array():
            dense = np.atleast_2d(dense)
        if dense.ndim > 2:
            raise (ValueError if self._is_array() else TypeError)(
                f"{type(self).__name__} holds at most two dimensions; got shape {dense.shape}")
        other = self._like("coo")(dense).todok()
        self._shape, self._dict, self.dtype = other._shape, other._dict, other.dtype

    @classmethod
    def _from_dict(cls, entries: dict[Any, Any], shape: tuple[int, ...], dtype: Any) -> Any:
        self = cls.__new__(cls)
        self._dict, self._shape, self.dtype = entries, shape, np.dtype(dtype)
        return self

    # The dictionary's own methods.

    def __contains__(self, key: Any) -> bool:
        return key in self._dict

    def __len__(self) -> int:
        return len(self._dict)

    def __reversed__(self) -> Any:
        return reversed(self._dict)

    def __delitem__(self, key: Any, /) -> None:
        del self._dict[key]

    def keys(self) -> Any:
        """Indices of the entries."""
        return self._dict.keys()

    def values(self) -> Any:
        """Values of the entries."""
        return self._dict.values()

    def items(self) -> Any:
        """Pairs of indices and value."""
        return self._dict.items()

    def clear(self) -> None:
        """Drop every entry."""
        self._dict.clear()

    def pop(self, /, *args: Any) -> Any:
        """Take an entry out and return its value."""
        return self._dict.pop(*args)

    def popitem(self) -> Any:
        """Take the last entry out and return its indices and value."""
        return self._dict.popitem()

    def setdefault(self, key: Any, default: Any = None, /) -> Any:
        """The value at ``key``, which is first set to ``default`` if there is none."""
        return self._dict.setdefault(key, default)

    def update(self, val: Any) -> None:
        """Not supported: assign to indices instead."""
        raise NotImplementedError("update: assign to indices instead")

    def __or__(self, other: Any) -> Any:
        return self._merged(self, other)

    def __ror__(self, other: Any) -> Any:
        return self._merged(self, other)

    def _merged(self, a: Any, b: Any) -> Any:
        if isinstance(b, _Dok):
            return type(self)._from_dict({**a._dict, **b._dict}, self._shape, self.dtype)
        return self._dict | b

    def __ior__(self, other: Any) -> Any:
        if isinstance(other, _Dok):
            self._dict |= other._dict
        else:
            self._dict |= other
        return self

    @classmethod
    def fromkeys(cls, iterable: Any, value: Any = 1, /) -> Any:
        """An array with ``value`` at every index of ``iterable``."""
        entries = dict.fromkeys(iterable, value)
        keys = list(entries)
        if keys and isinstance(keys[0], tuple):
            shape = tuple(max(axis) + 1 for axis in zip(*keys))
        else:
            shape = (max(keys) + 1,) if keys else (0, 0)
        return cls._from_dict(entries, shape, np.array(value).dtype)

    def get(self, key: Any, default: Any = 0.0) -> Any:
        """The value at ``key``, or ``default`` where none is stored."""
        if key in self._dict:
            return self._dict[key]
        whole = key if isinstance(key, tuple) else (key,)
        if len(whole) != self.ndim or any(not isinstance(k, (int, np.integer)) for k in whole):
            raise IndexError(f"get: an index of {self.ndim} integers is needed; got {key!r}")
        if any(not -n <= k < n for k, n in zip(whole, self._shape)):
            raise IndexError(f"index {key!r} is out of bounds for shape {self._shape}")
        whole = tuple(int(k) % n for k, n in zip(whole, self._shape))
        return self._dict.get(whole if self.ndim > 1 else whole[0], default)

    # The array.

    def _nnz(self) -> int:
        return len(self._dict)

    def count_nonzero(self, axis: Any = None) -> Any:
        """Number of entries that are not zero."""
        if axis is not None:
            raise NotImplementedError("count_nonzero of a dok array takes no axis; convert it first")
        return sum(v != 0 for v in self._dict.values())

    def _getnnz(self, axis: Any = None) -> Any:
        if axis is not None:
            raise NotImplementedError("getnnz of a dok array counts all entries; convert it to count along an axis")
        return len(self._dict)

    def copy(self) -> Any:
        """A copy."""
        return type(self)._from_dict(dict(self._dict), self._shape, self.dtype)

    def astype(self, dtype: Any, casting: Any = "unsafe", copy: bool = True) -> Any:
        """Values cast to ``dtype``."""
        dtype = require_supported(np.dtype(dtype))
        if dtype == self.dtype:
            return self.copy() if copy else self
        return self.tocoo().astype(dtype, casting=casting).todok()

    def tocoo(self, copy: bool = False) -> Any:
        """As coordinates."""
        n = len(self._dict)
        index = get_index_dtype(maxval=max(self._shape))
        data = np.fromiter(self._dict.values(), self.dtype, n)
        if self.ndim == 1:
            coords: tuple[np.ndarray, ...] = (np.fromiter(self._dict.keys(), index, n),)
        else:
            coords = tuple(np.fromiter((k[d] for k in self._dict), index, n) for d in range(2))
        out = self._like("coo")((data, coords), shape=self._shape, dtype=self.dtype)
        out.has_canonical_format = False
        return out

    def tocsr(self, copy: bool = False) -> Any:
        """As compressed rows."""
        return self.tocoo().tocsr()

    def tocsc(self, copy: bool = False) -> Any:
        """As compressed columns."""
        return self.tocoo().tocsc()

    def todok(self, copy: bool = False) -> Any:
        """This array (or a copy)."""
        return self.copy() if copy else self

    def _for_products(self) -> Any:
        return self.tocsr()

    def _map_values(self, f: Any) -> Any:
        return self.tocsr()._map_values(f)

    def _divided(self, other: Any) -> Any:
        return self.tocoo()._divided(other).todok()

    def __neg__(self) -> Any:
        return (-self.tocoo()).todok()

    def __add__(self, other: Any) -> Any:
        if is_scalar(other) and other != 0:
            return self._like("coo")(self.toarray() + other).todok()
        return super().__add__(other)

    def _scaled(self, factor: Any) -> Any:
        return self.tocoo()._scaled(factor).todok()

    def conjtransp(self) -> Any:
        """The conjugate transpose."""
        return self.conj().transpose()

    def conj(self, copy: bool = True) -> Any:
        """Complex conjugate of the values."""
        return self.tocoo().conj().todok() if self.dtype.kind == "c" else self.copy() if copy else self

    def __imul__(self, other: Any) -> Any:
        if not np.isscalar(other):
            return NotImplemented
        self._dict.update((k, v * other) for k, v in self._dict.items())
        return self

    def __itruediv__(self, other: Any) -> Any:
        if not np.isscalar(other):
            return NotImplemented
        self._dict.update((k, v / other) for k, v in self._dict.items())
        return self

    def transpose(self, axes: Any = None, copy: bool = False) -> Any:
        """The transpose."""
        check_transpose_axes(axes)
        if self.ndim == 1:
            return self.copy() if copy else self
        return type(self)._from_dict({(j, i): v for (i, j), v in self._dict.items()}, self._shape[::-1], self.dtype)

    def resize(self, *shape: Any) -> None:
        """Change the shape in place; entries outside of it are dropped."""
        new = check_shape(shape, self._dims if self._is_array() else (2,))
        if len(new) != self.ndim:
            raise ValueError(f"resize: shape must keep {self.ndim} dimensions; got {new}")
        for key in [k for k in self._dict if any(i >= n for i, n in zip(k if self.ndim > 1 else (k,), new))]:
            del self._dict[key]
        self._shape = new

    def __getitem__(self, key: Any) -> Any:
        parsed = parse_key(unsparse_key(key), self._shape)
        if len(parsed.shape) > 2:
            raise IndexError("indexing a dok array must not lead to more than two dimensions; use COO")
        if not parsed.shape and all(isinstance(i, int) for i in parsed.index):
            return self.dtype.type(self._dict.get(parsed.index if self.ndim > 1 else parsed.index[0], 0))
        out = self.tocoo() if self._is_array() else self._like_array().tocoo()
        out = out[key if not issparse(key) else unsparse_key(key)]
        if self._is_array():
            return out.todok() if out.ndim == 2 else out
        if out.ndim < 2:
            shape = self._kept_shape(parsed)
            out = out.reshape(shape)
        return self._like("coo")(out).todok()

    def _like_array(self) -> Any:
        return dok_array._from_dict(self._dict, self._shape, self.dtype)

    def _kept_shape(self, parsed: Any) -> tuple[int, int]:
        row, col = parsed.index
        if isinstance(row, np.ndarray) and isinstance(col, np.ndarray):
            return (1, int(np.prod(parsed.shape)))
        return (1, parsed.shape[0]) if isinstance(row, int) else (parsed.shape[0], 1)

    def __setitem__(self, key: Any, x: Any) -> None:
        parsed = parse_key(unsparse_key(key), self._shape)
        if not parsed.shape and all(isinstance(i, int) for i in parsed.index):
            value = self._scalar(x)
            at = parsed.index if self.ndim > 1 else parsed.index[0]
            if value != 0:
                self._dict[at] = value
            else:
                self._dict.pop(at, None)
            return
        from scinova.sparse._index import _fit, _grid, cast_values
        row, col = parsed.index if self.ndim > 1 else (0, *parsed.index)
        row, col = np.broadcast_arrays(*_grid(row, col, self._shape2))
        x = x.toarray() if issparse(x) else np.asarray(x)
        x = _fit(cast_values(x, self.dtype), row.shape)
        for i, j, value in zip(row.ravel().tolist(), col.ravel().tolist(), x.ravel()):
            at = (i, j) if self.ndim > 1 else j
            if value != 0:
                self._dict[at] = value
            else:
                self._dict.pop(at, None)

    def _scalar(self, x: Any) -> Any:
        x = x.toarray() if issparse(x) else np.asarray(x)
        if x.size == 1:
            x = cast_values(x.reshape(()), self.dtype)
        if x.size != 1:
            raise ValueError(f"one value is needed for one entry; got shape {x.shape}")
        return x.reshape(1).astype(self.dtype, copy=False)[0]

    def __iter__(self) -> Any:
        for r in range(self._shape[0]):
            yield self[r]


def from_coo(c: Any) -> Any:
    """A COO array as a dictionary of keys."""
    c = c._deduped()
    keys: Any = zip(*(x.tolist() for x in c.coords)) if c.ndim > 1 else c.coords[0].tolist()
    return c._like("dok")._from_dict(dict(zip(keys, c.data)), c.shape, c.dtype)


_DOC = """Sparse {kind} as a dictionary from indices to values.

    Reading and setting single entries takes constant time; it also has a dictionary's methods.

    Parameters
    ----------
    arg1 : array_like, sparse array or shape
    shape : tuple of int, optional
    dtype : dtype, optional
    copy : bool
        Do not share storage with the arguments.
    maxprint : int, optional
        How many entries printing shows.

    Examples
    --------
    >>> from scinova.sparse import dok_{kind}
    >>> a = dok_{kind}((2, 2))
    >>> a[0, 1] = 3
    >>> list(a.keys())
    [(0, 1)]
    """


@register
class dok_array(_Dok, sparray):
    __doc__ = _DOC.format(kind="array")


@register
class dok_matrix(spmatrix, _Dok):
    __doc__ = _DOC.format(kind="matrix")


def isspmatrix_dok(x: Any) -> bool:
    """Whether ``x`` is a `dok_matrix`.

    Examples
    --------
    >>> from scinova.sparse import dok_matrix, isspmatrix_dok
    >>> isspmatrix_dok(dok_matrix((2, 2)))
    True
    """
    return isinstance(x, dok_matrix)
