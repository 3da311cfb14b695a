# SPDX-License-Identifier: BSD-3-Clause
"""Matrices made from vectors."""
from __future__ import annotations

import operator
import warnings
from typing import Any

import numpy as np

from scinova.linalg import _native

_from_column = _native.slanted_from
_TOEPLITZ, _HANKEL, _CIRCULANT = range(3)


def _slanted(values: np.ndarray, m: int, n: int, start: int, step: int) -> np.ndarray:
    """The (m, n) matrix whose row i is ``values[start + step * i:][:n]``."""
    if m and n and values.dtype.kind in "iufc" and values.dtype.isnative:
        return _native.slanted(values, m, n, start, step)
    return values[start + step * np.arange(m)[:, None] + np.arange(n)]


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
    if (quick := _from_column(c, r, _TOEPLITZ)) is not None:
        return quick
    c = np.atleast_1d(c)
    r = c.conj() if r is None else np.atleast_1d(r)
    if c.ndim == r.ndim == 1:
        return _slanted(np.concatenate((c[::-1], r[1:])), len(c), len(r), len(c) - 1, -1)
    stack = np.broadcast_shapes(c.shape[:-1], r.shape[:-1])
    if 0 in stack:
        raise ValueError(f"linalg.toeplitz: a stack must not be empty; got the shapes {c.shape} and {r.shape}")
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
    if (quick := _from_column(c, None, _CIRCULANT)) is not None:
        return quick
    c = np.atleast_1d(c)
    if c.ndim == 1:
        return _slanted(np.concatenate((c[::-1], c[:0:-1])), len(c), len(c), len(c) - 1, -1)
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
    if (quick := _from_column(c, r, _HANKEL)) is not None:
        return quick
    c = np.asarray(c)
    if r is None and c.ndim == 1:
        values = np.zeros(max(2 * len(c) - 1, 0), dtype=c.dtype)
        values[:len(c)] = c
        return _slanted(values, len(c), len(c), 0, 1)
    r = np.zeros_like(c) if r is None else np.asarray(r)
    if c.ndim > 1 or r.ndim > 1:
        warnings.warn("linalg.hankel: arrays of several dimensions are flattened; later they will be stacks",
                      FutureWarning, stacklevel=2)
    c, r = c.ravel(), r.ravel()
    return _slanted(np.concatenate((c, r[1:])), c.size, r.size, 0, 1)


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


def leslie(f: Any, s: Any) -> np.ndarray:
    """Leslie's matrix of the growth of a population by age.

    Parameters
    ----------
    f : (..., N) array_like
        Births per head of each age.
    s : (..., N - 1) array_like
        Share of each age that survives into the next.

    Returns
    -------
    (..., N, N) ndarray

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.leslie([0.1, 2.0], [0.5])
    array([[0.1, 2. ],
           [0.5, 0. ]])
    """
    f, s = np.atleast_1d(f), np.atleast_1d(s)
    n = f.shape[-1]
    if s.shape[-1] != n - 1 or n < 2:
        raise ValueError(f"linalg.leslie: f must hold at least two values and s one less; got the shapes {f.shape} and "
                         f"{s.shape}")
    stack = np.broadcast_shapes(f.shape[:-1], s.shape[:-1])
    out = np.zeros((*stack, n, n), dtype=np.result_type(f, s))
    out[..., 0, :] = f
    k = np.arange(n - 1)
    out[..., k + 1, k] = s
    return out


def companion(a: Any) -> np.ndarray:
    """Companion matrix of a polynomial, whose eigenvalues are the roots.

    Parameters
    ----------
    a : (..., N) array_like
        Coefficients, highest power first; the first is not zero.

    Returns
    -------
    (..., N - 1, N - 1) ndarray

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.companion([1, -3, 2])
    array([[ 3., -2.],
           [ 1.,  0.]])
    """
    a = np.atleast_1d(a)
    n = a.shape[-1]
    if n < 2:
        raise ValueError(f"linalg.companion: a must hold at least two coefficients; got shape {a.shape}")
    if not a[..., 0].all():
        raise ValueError("linalg.companion: the first coefficient of a must not be zero")
    top = -a[..., 1:] / (1.0 * a[..., :1])
    out = np.zeros((*a.shape[:-1], n - 1, n - 1), dtype=top.dtype)
    # Elements next to the diagonal are n apart.
    out.reshape(*a.shape[:-1], -1)[..., n - 1::n] = 1
    out[..., 0, :] = top
    return out


def fiedler_companion(a: Any) -> np.ndarray:
    """Fiedler's companion matrix of a polynomial: pentadiagonal, with the roots as eigenvalues.

    Parameters
    ----------
    a : (..., N) array_like
        Coefficients, highest power first; the first is not zero.

    Returns
    -------
    (..., N - 1, N - 1) ndarray
        For fewer than two coefficients an array of shape (..., 0).

    Notes
    -----
    M. Fiedler, A note on companion matrices, Linear Algebra Appl. 372 (2003) 325. It is the product of the same
    elementary factors as the usual companion matrix, those of odd number before those of even number.

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.fiedler_companion([1, -6, 11, -6])
    array([[  6., -11.,   1.],
           [  1.,   0.,   0.],
           [  0.,   6.,   0.]])
    """
    a = np.atleast_1d(a)
    n = a.shape[-1] - 1
    if n < 1:
        return np.empty((*a.shape[:-1], 0), dtype=a.dtype)
    if np.any(a[..., 0] == 0):
        raise ValueError("linalg.fiedler_companion: the first coefficient of a must not be zero")
    monic = a / (-1.0 * a[..., :1])
    out = np.zeros((*a.shape[:-1], n, n), dtype=monic.dtype)
    out[..., 0, 0] = monic[..., 1]
    even, odd = np.arange(0, n, 2), np.arange(1, n, 2)
    left, right, above = even[1:], even[even + 1 < n], even[even + 2 < n]
    out[..., left, left - 1] = monic[..., left + 1]
    out[..., right, right + 1] = monic[..., right + 2]
    out[..., above, above + 2] = 1
    if n > 1:
        out[..., 1, 0] = 1
    below = odd[odd + 2 < n]
    out[..., below + 2, below] = 1
    return out


def fiedler(a: Any) -> np.ndarray:
    """Fiedler's matrix of absolute differences, ``abs(a[i] - a[j])``.

    Parameters
    ----------
    a : (..., N) array_like

    Returns
    -------
    (..., N, N) ndarray

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.fiedler([1, 4])
    array([[0, 3],
           [3, 0]])
    """
    a = np.atleast_1d(a)
    if a.size == 0 and a.ndim == 1:
        return np.array([], dtype=float)
    if a.shape[-1] == 1:
        return np.zeros((*a.shape, 1))
    return np.abs(a[..., :, None] - a[..., None, :])


def convolution_matrix(a: Any, n: int, mode: str = "full") -> np.ndarray:
    """Matrix whose product with a sequence of length ``n`` is the convolution with ``a``.

    Parameters
    ----------
    a : (..., M) array_like
    n : int
        Length of what is convolved.
    mode : {'full', 'same', 'valid'}, optional
        All ``M + n - 1`` values, the middle ``max(M, n)``, or those without continuation by zeros.

    Returns
    -------
    (..., K, n) ndarray

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.convolution_matrix([1, 2], 2)
    array([[1, 0],
           [2, 1],
           [0, 2]])
    """
    if mode not in ("full", "same", "valid"):
        raise ValueError(f"linalg.convolution_matrix: mode must be 'full', 'same' or 'valid'; got {mode!r}")
    a = np.atleast_1d(a)
    m, n = a.shape[-1], operator.index(n)
    if n < 1 or m < 1:
        raise ValueError(f"linalg.convolution_matrix: n and the length of a must be at least 1; got {n} and {m}")
    padded = np.zeros((*a.shape[:-1], m + 2 * n - 2), dtype=a.dtype)
    padded[..., n - 1:n - 1 + m] = a
    full = padded[..., np.arange(m + n - 1)[:, None] + np.arange(n - 1, -1, -1)]
    if mode == "full":
        return full
    short, long = min(m, n), max(m, n)
    start, count = ((short - 1) // 2, long) if mode == "same" else (short - 1, long - short + 1)
    return full[..., start:start + count, :]


def khatri_rao(a: Any, b: Any) -> np.ndarray:
    """Khatri-Rao product: the Kronecker products of the columns of two matrices.

    Parameters
    ----------
    a : (..., N, K) array_like
    b : (..., M, K) array_like

    Returns
    -------
    (..., N*M, K) ndarray

    Notes
    -----
    Khatri & Rao, Sankhya A 30 (1968) 167.

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.khatri_rao([[1, 2], [3, 4]], [[5, 6]])
    array([[ 5, 12],
           [15, 24]])
    """
    a, b = np.asarray(a), np.asarray(b)
    if a.ndim < 2 or b.ndim < 2:
        raise ValueError(f"linalg.khatri_rao: a and b must have 2 dimensions or more; got {a.shape}, {b.shape}")
    if a.shape[-1] != b.shape[-1]:
        raise ValueError(f"linalg.khatri_rao: a and b must have the same number of columns; got {a.shape[-1]} and "
                         f"{b.shape[-1]}")
    product = a[..., :, None, :] * b[..., None, :, :]
    return product.reshape(*product.shape[:-3], a.shape[-2] * b.shape[-2], a.shape[-1])
