# SPDX-License-Identifier: BSD-3-Clause
"""Arrays from diagonals, blocks, Kronecker products and parts of other arrays."""
from __future__ import annotations

import math
from typing import Any

import numpy as np

from scinova._core.arrays import normalize_axes
from scinova.sparse._base import container, issparse, sparray
from scinova.sparse._dtypes import get_index_dtype, require_supported, upcast
from scinova.sparse._shapes import _whole

_UNSET: Any = object()


def _any_array(*items: Any) -> bool:
    return any(isinstance(i, sparray) for i in items)


def diags_array(diagonals: Any, /, *, offsets: Any = 0, shape: Any = None, format: str | None = None,
                dtype: Any = _UNSET) -> Any:
    """A sparse array from its diagonals.

    Parameters
    ----------
    diagonals : sequence of array_like
        The diagonals; one of length one is repeated along its diagonal when ``shape`` is given.
    offsets : int or sequence of int
        Which diagonal each is: 0 the main one, above it positive.
    shape : tuple of int, optional
        By default the smallest square that holds the diagonals.
    format : str, optional
        Format of the result; DIA by default.
    dtype : dtype, optional
        None takes the dtype of the diagonals; left out, integers become float64.

    Examples
    --------
    >>> from scinova.sparse import diags_array
    >>> diags_array([[1.0, 2.0], [3.0]], offsets=[0, 1]).toarray()
    array([[1., 3.],
           [0., 2.]])
    """
    if np.isscalar(offsets) or (isinstance(offsets, np.ndarray) and offsets.ndim == 0):
        if len(diagonals) and not np.isscalar(diagonals[0]) and np.ndim(diagonals[0]) > 0:
            raise ValueError("diags: one offset goes with one diagonal, given as a vector")
        lines = [np.atleast_1d(diagonals)]
    else:
        lines = [np.atleast_1d(d) for d in diagonals]
    at = np.atleast_1d(offsets)
    if len(lines) != len(at):
        raise ValueError(f"diags: {len(lines)} diagonals do not go with {len(at)} offsets")
    if shape is None:
        m = len(lines[0]) + abs(int(at[0]))
        shape = (m, m)
    if dtype is _UNSET:
        dtype = np.result_type(*(d.dtype for d in lines))
        dtype = np.dtype(np.float64) if dtype.kind in "iub" else dtype
    elif dtype is None:
        dtype = np.result_type(*(d.dtype for d in lines))
    m, n = (_whole(s) for s in shape)
    width = max(0, *(min(m + int(k), n) - max(0, int(k)) for k in at), *(min(m + int(k), n) for k in at))
    data = np.zeros((len(at), width), dtype=dtype)
    for row, line, k in zip(data, lines, at.tolist()):
        start = max(0, k)
        length = min(m + k, n) - start
        if length < 0:
            raise ValueError(f"diags: offset {k} lies outside of shape {(m, n)}")
        if len(line) not in (1, length) or line.ndim != 1:
            raise ValueError(f"diags: diagonal {k} of shape {(m, n)} has length {length}; got {line.shape}")
        row[start:start + length] = line
    return container("dia", True)((data, at), shape=(m, n)).asformat(format)


def diags(diagonals: Any, offsets: Any = 0, shape: Any = None, format: str | None = None, dtype: Any = _UNSET) -> Any:
    """A sparse matrix from its diagonals; see `diags_array`.

    Examples
    --------
    >>> from scinova.sparse import diags
    >>> diags([1.0, -2.0, 1.0], [-1, 0, 1], shape=(3, 3)).toarray()
    array([[-2.,  1.,  0.],
           [ 1., -2.,  1.],
           [ 0.,  1., -2.]])
    """
    a = diags_array(diagonals, offsets=offsets, shape=shape, dtype=dtype)
    return container("dia", False)(a).asformat(format)


def spdiags(data: Any, diags: Any, m: Any = None, n: Any = None, format: str | None = None) -> Any:
    """A sparse matrix from the rows of ``data``, entry ``j`` of a row standing in column ``j`` of its diagonal.

    Examples
    --------
    >>> from scinova.sparse import spdiags
    >>> spdiags([[1, 2, 3], [4, 5, 6]], [0, 1], 3, 3).toarray()
    array([[1, 5, 0],
           [0, 2, 6],
           [0, 0, 3]])
    """
    if m is None and n is None:
        m = n = len(np.atleast_2d(data)[0])
    elif n is None:
        m, n = m
    return container("dia", False)((data, diags), shape=(m, n)).asformat(format)


def eye_array(m: int, n: int | None = None, *, k: int = 0, dtype: Any = float, format: str | None = None) -> Any:
    """A sparse array of ones on a diagonal.

    Parameters
    ----------
    m, n : int
        Numbers of rows and columns; ``n`` is ``m`` by default.
    k : int
        Which diagonal.
    dtype : dtype
    format : str, optional
        DIA by default.

    Examples
    --------
    >>> from scinova.sparse import eye_array
    >>> eye_array(2, 3, k=1).toarray()
    array([[0., 1., 0.],
           [0., 0., 1.]])
    """
    return _eye(m, n, k, dtype, format, True)


def eye(m: int, n: int | None = None, k: int = 0, dtype: Any = float, format: str | None = None) -> Any:
    """A sparse matrix of ones on a diagonal; see `eye_array`.

    Examples
    --------
    >>> from scinova.sparse import eye
    >>> eye(2).toarray()
    array([[1., 0.],
           [0., 1.]])
    """
    return _eye(m, n, k, dtype, format, False)


def identity(n: int, dtype: Any = "d", format: str | None = None) -> Any:
    """The identity as a sparse matrix.

    Examples
    --------
    >>> from scinova.sparse import identity
    >>> identity(2, dtype=int, format="csr").toarray()
    array([[1, 0],
           [0, 1]])
    """
    return eye(n, n, dtype=dtype, format=format)


def _eye(m: Any, n: Any, k: Any, dtype: Any, format: str | None, array: bool) -> Any:
    m = _whole(m)
    n = m if n is None else _whole(n)
    if m < 0 or n < 0:
        raise ValueError(f"eye: lengths must not be negative; got {(m, n)}")
    k = _whole(k)
    if k > n or -k > m:
        raise ValueError(f"eye: diagonal {k} lies outside of shape {(m, n)}")
    length = max(0, min(m + min(k, 0), n - max(k, 0)))
    if format in ("csr", "csc") and m == n and k == 0:
        index = get_index_dtype(maxval=n)
        at = np.arange(n, dtype=index)
        return container(format, array)._from_parts(np.ones(n, require_supported(np.dtype(dtype))), at,
                                                    np.arange(n + 1, dtype=index), (m, n), canonical=True)
    if format == "coo":
        index = get_index_dtype(maxval=max(m, n))
        at = np.arange(length, dtype=index)
        return container("coo", array)((np.ones(length, dtype), (at + index(max(-k, 0)), at + index(max(k, 0)))),
                                       shape=(m, n))
    data = np.ones((1, max(0, min(m + k, n))), dtype=dtype)
    return container("dia", array)((data, [k]), shape=(m, n)).asformat(format)


def kron(A: Any, B: Any, format: str | None = None) -> Any:
    """The Kronecker product.

    Parameters
    ----------
    A, B : array_like or sparse arrays
    format : str, optional
        By default BSR when ``B`` is at least half full, else COO.

    Examples
    --------
    >>> from scinova.sparse import csr_array, kron
    >>> kron(csr_array([[0, 2], [5, 0]]), csr_array([[1, 2], [3, 4]])).toarray()
    array([[ 0,  0,  2,  4],
           [ 0,  0,  6,  8],
           [ 5, 10,  0,  0],
           [15, 20,  0,  0]])
    """
    array = _any_array(A, B)
    a, b = (x.tocoo() if issparse(x) else container("coo", array)(x) for x in (A, B))
    if a.ndim != 2 or b.ndim != 2:
        raise ValueError(f"kron: two dimensions are needed; got shapes {a.shape} and {b.shape}")
    shape = (a.shape[0] * b.shape[0], a.shape[1] * b.shape[1])
    dtype = upcast(a.dtype, b.dtype)
    if a.nnz == 0 or b.nnz == 0:
        return container("coo", array)(shape, dtype=dtype).asformat(format)
    if format in (None, "bsr") and 2 * b.nnz >= math.prod(b.shape):
        left = container("csr", array)(a)
        data = left.data[:, None, None] * b.toarray()
        out = container("bsr", array)((data, left.indices, left.indptr), shape=shape)
        return out.asformat(format)
    index = get_index_dtype(maxval=max(*shape, a.nnz * b.nnz))
    row, col = ((x.astype(index)[:, None] * index(size) + y.astype(index)).ravel()
                for x, y, size in ((a.row, b.row, b.shape[0]), (a.col, b.col, b.shape[1])))
    data = (a.data[:, None] * b.data).ravel()
    return container("coo", array)((data, (row, col)), shape=shape).asformat(format)


def kronsum(A: Any, B: Any, format: str | None = None) -> Any:
    """The Kronecker sum of square arrays: ``kron(I, A) + kron(B, I)``.

    Examples
    --------
    >>> from scinova.sparse import csr_array, kronsum
    >>> kronsum(csr_array([[1]]), csr_array([[2, 3], [0, 4]])).toarray()
    array([[3, 3],
           [0, 5]])
    """
    array = _any_array(A, B)
    a, b = (container("coo", array)(x) for x in (A, B))
    for name, x in (("A", a), ("B", b)):
        if x.shape[0] != x.shape[1]:
            raise ValueError(f"kronsum: {name} must be square; got shape {x.shape}")
    dtype = upcast(a.dtype, b.dtype)
    left = kron(_eye(b.shape[0], None, 0, dtype, "coo", array), a, format="coo")
    right = kron(b, _eye(a.shape[0], None, 0, dtype, "coo", array), format="coo")
    return (left + right).asformat(format)


def hstack(blocks: Any, format: str | None = None, dtype: Any = None) -> Any:
    """Arrays side by side.

    Parameters
    ----------
    blocks : sequence of sparse or dense arrays, at least one of them sparse
    format : str, optional
        By default CSR or CSC when all blocks are, else COO.
    dtype : dtype, optional

    Examples
    --------
    >>> from scinova.sparse import coo_array, hstack
    >>> hstack([coo_array([[1, 2], [3, 4]]), coo_array([[5], [6]])]).toarray()
    array([[1, 2, 5],
           [3, 4, 6]])
    """
    grid = _grid([list(blocks)])
    return _assemble(grid, format, dtype, _any_array(*grid.flat))


def vstack(blocks: Any, format: str | None = None, dtype: Any = None) -> Any:
    """Arrays one below another; see `hstack`.

    Examples
    --------
    >>> from scinova.sparse import coo_array, vstack
    >>> vstack([coo_array([[1, 2]]), coo_array([[3, 4]])]).toarray()
    array([[1, 2],
           [3, 4]])
    """
    grid = _grid([[b] for b in blocks])
    return _assemble(grid, format, dtype, _any_array(*grid.flat))


def bmat(blocks: Any, format: str | None = None, dtype: Any = None) -> Any:
    """A sparse array or matrix from a grid of blocks, None standing for zeros.

    Examples
    --------
    >>> from scinova.sparse import bmat, coo_matrix
    >>> bmat([[coo_matrix([[1]]), None], [None, coo_matrix([[2]])]]).toarray()
    array([[1, 0],
           [0, 2]])
    """
    grid = _grid(blocks)
    return _assemble(grid, format, dtype, _any_array(*grid.flat))


def block_array(blocks: Any, *, format: str | None = None, dtype: Any = None) -> Any:
    """A sparse array from a grid of blocks, None standing for zeros.

    Examples
    --------
    >>> from scinova.sparse import block_array, coo_array
    >>> block_array([[coo_array([[1]]), None], [None, coo_array([[2]])]]).toarray()
    array([[1, 0],
           [0, 2]])
    """
    return _assemble(_grid(blocks), format, dtype, True)


def _grid(blocks: Any) -> np.ndarray:
    rows = [list(r) if np.iterable(r) and not issparse(r) else None for r in blocks]
    if not rows or any(r is None or not r for r in rows) or len({len(r) for r in rows}) != 1:  # type: ignore[arg-type]
        raise ValueError("blocks must form a grid of two dimensions")
    grid = np.empty((len(rows), len(rows[0])), dtype=object)  # type: ignore[arg-type]
    for i, row in enumerate(rows):
        for j, b in enumerate(row):  # type: ignore[arg-type]
            grid[i, j] = b
    if not any(issparse(b) or b is None for b in grid.flat):
        raise ValueError("blocks must form a grid of two dimensions with at least one sparse block")
    return grid


def _assemble(grid: np.ndarray, format: str | None, dtype: Any, array: bool) -> Any:
    formats = {b.format if issparse(b) else None for b in grid.flat}
    for fmt, shared in (("csr", 1), ("csc", 0)):
        if formats == {fmt} and format in (None, fmt):
            if grid.shape[shared] == 1:
                return _stacked_lists(list(grid.flat), fmt, dtype, array)
            if grid.shape[1 - shared] == 1:
                return _general(grid, fmt, dtype, array)
    return _general(grid, format, dtype, array)


def _stacked_lists(blocks: list[Any], fmt: str, dtype: Any, array: bool) -> Any:
    """Compressed arrays one after another along their major axis."""
    blocks = [b if b.ndim == 2 else b.reshape(1, -1) for b in blocks]
    cls = container(fmt, array)
    sizes = [cls._swap(b.shape) for b in blocks]
    minors = {s[1] for s in sizes}
    if len(minors) != 1:
        raise ValueError(f"blocks do not fit: their lengths along the shared axis are {sorted(minors)}")
    nnz = sum(b.nnz for b in blocks)
    majors = sum(s[0] for s in sizes)
    index = get_index_dtype(tuple(x for b in blocks for x in (b.indices, b.indptr)), maxval=max(nnz, majors, *minors))
    values = dtype if dtype is not None else upcast(*(b.dtype for b in blocks))
    data = np.concatenate([b._live_data() for b in blocks]).astype(require_supported(np.dtype(values)), copy=False)
    indices = np.concatenate([b.indices[:b.nnz] for b in blocks]).astype(index, copy=False)
    indptr = np.zeros(majors + 1, index)
    at, base = 0, 0
    for b, (m, _) in zip(blocks, sizes):
        indptr[at + 1:at + m + 1] = b.indptr[1:].astype(np.int64) + base
        at, base = at + m, base + b.nnz
    return cls._from_parts(data, indices, indptr, cls._swap((majors, minors.pop())))


def _general(grid: np.ndarray, format: str | None, dtype: Any, array: bool) -> Any:
    rows, cols = grid.shape
    heights, widths = [None] * rows, [None] * cols
    parts = []
    for i in range(rows):
        for j in range(cols):
            if grid[i, j] is None:
                continue
            b = grid[i, j].tocoo() if issparse(grid[i, j]) else container("coo", array)(np.atleast_2d(grid[i, j]))
            b = b.reshape(1, b.shape[0]) if b.ndim == 1 else b
            if b.ndim != 2:
                raise ValueError(f"blocks[{i},{j}] must have two dimensions; got shape {b.shape}")
            for sizes, k, have, word in ((heights, i, b.shape[0], "rows"), (widths, j, b.shape[1], "columns")):
                if sizes[k] is None:
                    sizes[k] = have
                elif sizes[k] != have:
                    raise ValueError(f"blocks[{i},{j}] has {have} {word} where its neighbours have {sizes[k]}")
            parts.append((i, j, b))
    top = np.concatenate([[0], np.cumsum([h or 0 for h in heights])]).astype(np.int64)
    left = np.concatenate([[0], np.cumsum([w or 0 for w in widths])]).astype(np.int64)
    shape = (int(top[-1]), int(left[-1]))
    values = dtype if dtype is not None else upcast(*(b.dtype for _, _, b in parts)) if parts else np.float64
    index = get_index_dtype(maxval=max(shape))
    if not parts:
        return container("coo", array)(shape, dtype=values).asformat(format)
    data = np.concatenate([b.data for _, _, b in parts]).astype(values, copy=False)
    row = np.concatenate([b.row.astype(index) + index(top[i]) for i, _, b in parts])
    col = np.concatenate([b.col.astype(index) + index(left[j]) for _, j, b in parts])
    return container("coo", array)((data, (row, col)), shape=shape).asformat(format)


def block_diag(mats: Any, format: str | None = None, dtype: Any = None) -> Any:
    """Arrays along the diagonal of a sparse one.

    Examples
    --------
    >>> from scinova.sparse import block_diag
    >>> block_diag([[[1, 2]], 3]).toarray()
    array([[1, 2, 0],
           [0, 0, 3]])
    """
    mats = list(mats)
    array = _any_array(*mats)
    parts = []
    for m in mats:
        b = m.tocoo() if issparse(m) else container("coo", array)(np.atleast_2d(m))
        parts.append(b if b.ndim == 2 else b.reshape(1, b.shape[0]))
    if not parts:
        raise ValueError("block_diag: at least one array is needed")
    top = np.concatenate([[0], np.cumsum([b.shape[0] for b in parts])])
    left = np.concatenate([[0], np.cumsum([b.shape[1] for b in parts])])
    index = get_index_dtype(maxval=max(top[-1], left[-1]))
    row = np.concatenate([b.row.astype(index) + index(t) for b, t in zip(parts, top)])
    col = np.concatenate([b.col.astype(index) + index(t) for b, t in zip(parts, left)])
    data = np.concatenate([b.data for b in parts])
    shape = (int(top[-1]), int(left[-1]))
    return container("coo", array)((data, (row, col)), shape=shape, dtype=dtype).asformat(format)


def _triangle(A: Any, keep: Any, format: str | None) -> Any:
    array = isinstance(A, sparray)
    c = container("coo", array)(A) if not issparse(A) else A.tocoo()
    at = keep(c.col.astype(np.int64) - c.row)
    return container("coo", array)((c.data[at], (c.row[at], c.col[at])), shape=c.shape, dtype=c.dtype).asformat(format)


def tril(A: Any, k: int = 0, format: str | None = None) -> Any:
    """Entries on and below diagonal ``k``.

    Examples
    --------
    >>> from scinova.sparse import csr_array, tril
    >>> tril(csr_array([[1, 2], [3, 4]])).toarray()
    array([[1, 0],
           [3, 4]])
    """
    return _triangle(A, lambda d: d <= k, format)


def triu(A: Any, k: int = 0, format: str | None = None) -> Any:
    """Entries on and above diagonal ``k``.

    Examples
    --------
    >>> from scinova.sparse import csr_array, triu
    >>> triu(csr_array([[1, 2], [3, 4]])).toarray()
    array([[1, 2],
           [0, 4]])
    """
    return _triangle(A, lambda d: d >= k, format)


def find(A: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Rows, columns and values of the entries that are not zero, duplicates added up.

    Examples
    --------
    >>> from scinova.sparse import csr_array, find
    >>> [part.tolist() for part in find(csr_array([[0, 7], [8, 0]]))]
    [[0, 1], [1, 0], [7, 8]]
    """
    c = container("coo", isinstance(A, sparray))(A, copy=True)
    c.sum_duplicates()
    keep = c.data != 0
    return c.row[keep], c.col[keep], c.data[keep]


def expand_dims(A: Any, /, *, axis: int = 0) -> Any:
    """``A`` with a new axis of length one, as COO.

    Examples
    --------
    >>> from scinova.sparse import coo_array, expand_dims
    >>> expand_dims(coo_array([1, 0, 2]), axis=1).shape
    (3, 1)
    """
    at = normalize_axes((axis,), A.ndim + 1)[0] if -A.ndim - 1 <= axis <= A.ndim else None
    if at is None:
        raise ValueError(f"expand_dims: axis must be in [{-A.ndim - 1}, {A.ndim}]; got {axis}")
    return A.tocoo().reshape((*A.shape[:at], 1, *A.shape[at:]))


def swapaxes(A: Any, axis1: int, axis2: int) -> Any:
    """``A`` with two axes exchanged, as COO.

    Examples
    --------
    >>> from scinova.sparse import coo_array, swapaxes
    >>> swapaxes(coo_array([[1, 0, 2]]), 0, 1).shape
    (3, 1)
    """
    order = list(range(A.ndim))
    i, j = (_axis(x, A.ndim) for x in (axis1, axis2))
    order[i], order[j] = order[j], order[i]
    return A.tocoo().transpose(order)


def permute_dims(A: Any, axes: Any = None, copy: bool = False) -> Any:
    """``A`` with its axes in another order (reversed by default), as COO.

    Examples
    --------
    >>> from scinova.sparse import coo_array, permute_dims
    >>> permute_dims(coo_array([[1, 0, 2]])).shape
    (3, 1)
    """
    order = tuple(range(A.ndim))[::-1] if axes is None else tuple(_axis(x, A.ndim) for x in axes)
    if sorted(order) != list(range(A.ndim)):
        raise ValueError(f"permute_dims: axes must name every axis once; got {axes}")
    return A.tocoo(copy=copy).transpose(order, copy=copy)


def _axis(axis: Any, ndim: int) -> int:
    i = _whole(axis)
    if not -ndim <= i < ndim:
        raise ValueError(f"axis {i} is out of range for an array of {ndim} dimensions")
    return i % ndim
