# SPDX-License-Identifier: BSD-3-Clause
"""Norms of sparse arrays."""
from __future__ import annotations

import operator
from typing import Any

import numpy as np

from scinova.sparse._base import issparse

_MATRIX = {1: (0, np.max), -1: (0, np.min), np.inf: (1, np.max), -np.inf: (1, np.min)}


def norm(x: Any, ord: Any = None, axis: Any = None) -> Any:
    """The norm of a sparse matrix, or of its rows or columns.

    Parameters
    ----------
    x : sparse array
    ord : {None, 'fro', 1, -1, 2, inf, -inf} or number
        None and 'fro' the Frobenius norm; 1 and inf the largest column and row sum of magnitudes, -1 and -inf the
        smallest; 2 the largest singular value. For vectors any number.
    axis : int or pair of int, optional
        An integer gives the norms of the vectors along that axis.

    Returns
    -------
    float or ndarray

    Examples
    --------
    >>> from scinova.sparse import csr_array
    >>> from scinova.sparse.linalg import norm
    >>> a = csr_array([[3.0, 0.0], [4.0, 5.0]])
    >>> float(norm(a, 1)), norm(a, axis=0)
    (7.0, array([5., 5.]))
    """
    if not issparse(x):
        raise TypeError("norm: a sparse array is needed; numpy.linalg.norm takes dense ones")
    a = x.tocsr() if x.ndim < 3 else x.tocoo()
    axes = _axes(axis, a)
    if len(axes) == 2:
        return _matrix_norm(a, ord)
    return _vector_norms(a, ord, axes[0])


def _axes(axis: Any, a: Any) -> tuple[int, ...]:
    if axis is None:
        return tuple(range(a.ndim)) if a.ndim < 3 else (0, 1)
    given = axis if isinstance(axis, tuple) else (axis,)
    try:
        out = tuple(operator.index(i) for i in given)
    except TypeError:
        raise TypeError(f"norm: axis must be None, an integer or a pair of integers; got {axis!r}") from None
    if any(not -a.ndim <= i < a.ndim for i in out):
        raise ValueError(f"norm: axis {axis} is out of range for shape {a.shape}")
    out = tuple(i % a.ndim for i in out)
    if len(out) not in (1, 2) or len(set(out)) != len(out):
        raise ValueError(f"norm: axis must be one axis or two different ones; got {axis}")
    return out


def _matrix_norm(a: Any, ord: Any) -> Any:
    if ord is None or ord in ("fro", "f"):
        return np.linalg.norm(a._deduped().data)
    if isinstance(ord, str) or ord not in (*_MATRIX, 2):
        raise ValueError(f"norm: for matrices ord must be None, 'fro', 1, -1, 2, inf or -inf; got {ord!r}")
    if ord == 2:
        return _largest_singular_value(a)
    axis, pick = _MATRIX[ord]
    return pick(np.asarray(abs(a).sum(axis=axis)).ravel())


def _vector_norms(a: Any, ord: Any, axis: int) -> Any:
    size = abs(a)

    def flat(v: Any) -> np.ndarray:
        v = v.toarray() if issparse(v) else np.asarray(v)
        return v.ravel() if a.ndim > 1 else v.ravel()[0]

    if ord == np.inf:
        return flat(size.max(axis=axis))
    if ord == -np.inf:
        return flat(size.min(axis=axis))
    if ord == 0:
        return flat((a != 0).astype(np.int64).sum(axis=axis))
    if ord == 1:
        return flat(size.sum(axis=axis))
    if ord in (2, None):
        return np.sqrt(flat(size.power(2).sum(axis=axis)))
    try:
        ord + 1
    except TypeError:
        raise ValueError(f"norm: for vectors ord must be a number; got {ord!r}") from None
    with np.errstate(divide="ignore"):
        return np.power(flat(size.power(ord).sum(axis=axis)), 1 / ord)


def _largest_singular_value(a: Any) -> Any:
    """Golub-Kahan-Lanczos bidiagonalisation with full reorthogonalisation (Golub, Van Loan, Matrix Computations,
    section 10.4), until the residual of the leading triplet is at rounding level."""
    dtype = np.result_type(a.dtype, np.float64)
    a = a.astype(dtype)
    if a.nnz == 0 or min(a.shape) == 0:
        return np.float64(0.0)
    if not np.isfinite(a.data).all():
        return np.float64(np.nan)
    m, n = a.shape
    adjoint = a.conj().T
    v = np.random.default_rng(0).standard_normal(n).astype(dtype)
    v /= np.linalg.norm(v)
    left: list[np.ndarray] = []
    right = [v]
    alpha, beta = [], []
    sigma = 0.0
    for _ in range(min(m, n)):
        u = a @ right[-1] - (beta[-1] * left[-1] if left else 0.0)
        u = _orthogonal(u, left)
        alpha.append(np.linalg.norm(u))
        left.append(u / alpha[-1] if alpha[-1] > 0 else u)
        w = _orthogonal(adjoint @ left[-1] - alpha[-1] * right[-1], right)
        beta.append(np.linalg.norm(w))
        k = len(alpha)
        b = np.diag(alpha) + np.diag(beta[:k - 1], 1)
        p, s, _ = np.linalg.svd(b)
        sigma = s[0]
        if beta[-1] * abs(p[-1, 0]) <= 1e-15 * sigma or beta[-1] <= 1e-15 * sigma:
            break
        right.append(w / beta[-1])
    return np.float64(sigma)


def _orthogonal(x: np.ndarray, basis: list[np.ndarray]) -> np.ndarray:
    if basis:
        q = np.array(basis)
        for _ in range(2):
            x = x - q.T @ (q.conj() @ x)
    return x
