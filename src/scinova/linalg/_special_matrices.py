# SPDX-License-Identifier: BSD-3-Clause
"""Matrices made from vectors."""
from __future__ import annotations

import warnings
from typing import Any

import numpy as np


def toeplitz(c: Any, r: Any = None) -> np.ndarray:
    """Matrix with constant diagonals.

    Parameters
    ----------
    c : (..., M) array_like
        First column.
    r : (..., N) array_like, optional
        First row; ``r[0]`` is not read. By default the conjugate of ``c``.

    Returns
    -------
    (..., M, N) ndarray

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.toeplitz([1, 2, 3], [1, 4, 5])
    array([[1, 4, 5],
           [2, 1, 4],
           [3, 2, 1]])
    """
    c = np.atleast_1d(c)
    r = c.conj() if r is None else np.atleast_1d(r)
    stack = np.broadcast_shapes(c.shape[:-1], r.shape[:-1])
    m, n = c.shape[-1], r.shape[-1]
    c, r = np.broadcast_to(c, (*stack, m)), np.broadcast_to(r, (*stack, n))
    values = np.concatenate([c[..., ::-1], r[..., 1:]], axis=-1)
    return values[..., np.arange(m - 1, -1, -1)[:, None] + np.arange(n)]


def circulant(c: Any) -> np.ndarray:
    """Square matrix whose columns are ``c`` rotated down by 0, 1, 2...

    Parameters
    ----------
    c : (..., N) array_like
        First column.

    Returns
    -------
    (..., N, N) ndarray

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.circulant([1, 2, 3])
    array([[1, 3, 2],
           [2, 1, 3],
           [3, 2, 1]])
    """
    c = np.atleast_1d(c)
    k = np.arange(c.shape[-1])
    return c[..., k[:, None] - k]


def hankel(c: Any, r: Any = None) -> np.ndarray:
    """Matrix with constant antidiagonals.

    Parameters
    ----------
    c : (M,) array_like
        First column.
    r : (N,) array_like, optional
        Last row; ``r[0]`` is not read. By default zeros.

    Returns
    -------
    (M, N) ndarray

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.hankel([1, 2, 3], [3, 4, 5])
    array([[1, 2, 3],
           [2, 3, 4],
           [3, 4, 5]])
    """
    c = np.asarray(c)
    r = np.zeros_like(c) if r is None else np.asarray(r)
    if c.ndim > 1 or r.ndim > 1:
        warnings.warn("linalg.hankel: arrays of several dimensions are flattened; later they will be stacks",
                      FutureWarning, stacklevel=2)
    c, r = c.ravel(), r.ravel()
    values = np.concatenate([c, r[1:]])
    return values[np.arange(c.size)[:, None] + np.arange(r.size)]


def block_diag(*arrs: Any) -> np.ndarray:
    """Matrix, or stack of matrices, with the given ones along the diagonal and zeros elsewhere.

    Parameters
    ----------
    *arrs : (..., M, N) array_like
        Vectors count as single rows; stacks are broadcast.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.block_diag([[1, 2]], 3)
    array([[1, 2, 0],
           [0, 0, 3]])
    """
    blocks = [np.atleast_2d(a) for a in arrs or ([],)]
    try:
        stack = np.broadcast_shapes(*(a.shape[:-2] for a in blocks))
    except ValueError:
        raise ValueError("linalg.block_diag: the stacks must broadcast against each other; got the shapes "
                         + ", ".join(str(a.shape) for a in blocks)) from None
    shape = tuple(sum(a.shape[k] for a in blocks) for k in (-2, -1))
    out = np.zeros(stack + shape, dtype=np.result_type(*blocks))
    i = j = 0
    for a in blocks:
        out[..., i:i + a.shape[-2], j:j + a.shape[-1]] = a
        i, j = i + a.shape[-2], j + a.shape[-1]
    return out
