# SPDX-License-Identifier: BSD-3-Clause
"""Matrices known by name, whose elements have closed forms.

Higham, Accuracy and Stability of Numerical Algorithms, 2nd ed., chapter 28, for Hilbert's and Pascal's.
"""
from __future__ import annotations

import math
import operator
from typing import Any

import numpy as np


def _order(n: Any, function: str) -> int:
    order = operator.index(n)
    if order < 0:
        raise ValueError(f"linalg.{function}: n must not be negative; got {order}")
    return order


def _exact(rows: list[list[int]], dtype: Any, n: int, limit: int) -> np.ndarray:
    """Integers as ``dtype`` where they fit for certain, else as Python integers."""
    fits = n < limit
    return np.array(rows, dtype=dtype if fits else object).reshape(n, n)


def hilbert(n: int) -> np.ndarray:
    """Hilbert's matrix, ``1 / (i + j + 1)``.

    Parameters
    ----------
    n : int
        Order.

    Returns
    -------
    (n, n) ndarray

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.hilbert(2)
    array([[1.        , 0.5       ],
           [0.5       , 0.33333333]])
    """
    k = np.arange(_order(n, "hilbert"))
    return 1.0 / (k[:, None] + k + 1)


def invhilbert(n: int, exact: bool = False) -> np.ndarray:
    """Inverse of Hilbert's matrix, whose elements are integers.

    Parameters
    ----------
    n : int
        Order.
    exact : bool, optional
        Return integers (Python's where they do not fit 64 bits), otherwise the nearest floats.

    Returns
    -------
    (n, n) ndarray

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.invhilbert(2, exact=True)
    array([[ 4, -6],
           [-6, 12]])
    """
    n = _order(n, "invhilbert")
    c = math.comb
    rows = [[(-1) ** (i + j) * (i + j - 1) * c(n + i - 1, n - j) * c(n + j - 1, n - i) * c(i + j - 2, i - 1) ** 2
             for j in range(1, n + 1)] for i in range(1, n + 1)]
    return _exact(rows, np.int64, n, 15) if exact else np.array(rows, dtype=float).reshape(n, n)


def pascal(n: int, kind: str = "symmetric", exact: bool = True) -> np.ndarray:
    """Pascal's matrix of binomial coefficients.

    Parameters
    ----------
    n : int
        Order.
    kind : {'symmetric', 'lower', 'upper'}, optional
        The matrix of ``comb(i + j, i)``, or its triangular factors.
    exact : bool, optional
        Return integers (Python's where they do not fit 64 bits), otherwise floats.

    Returns
    -------
    (n, n) ndarray

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.pascal(3)
    array([[1, 1, 1],
           [1, 2, 3],
           [1, 3, 6]], dtype=uint64)
    """
    n = _order(n, "pascal")
    _check_kind(kind, "pascal")
    rows = [[math.comb(i + j, i) if kind == "symmetric" else math.comb(*((i, j) if kind == "lower" else (j, i)))
             for j in range(n)] for i in range(n)]
    return _exact(rows, np.uint64, n, 35) if exact else np.array(rows, dtype=float).reshape(n, n)


def invpascal(n: int, kind: str = "symmetric", exact: bool = True) -> np.ndarray:
    """Inverse of Pascal's matrix.

    Parameters
    ----------
    n : int
        Order.
    kind : {'symmetric', 'lower', 'upper'}, optional
        As in `pascal`.
    exact : bool, optional
        Return integers (Python's where they do not fit 64 bits), otherwise floats.

    Returns
    -------
    (n, n) ndarray

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.invpascal(3, kind='lower')
    array([[ 1,  0,  0],
           [-1,  1,  0],
           [ 1, -2,  1]])
    """
    n = _order(n, "invpascal")
    _check_kind(kind, "invpascal")
    lower = [[(-1) ** (i - j) * math.comb(i, j) for j in range(n)] for i in range(n)]
    if kind == "lower":
        rows = lower
    elif kind == "upper":
        rows = [[lower[j][i] for j in range(n)] for i in range(n)]
    else:
        rows = [[sum(lower[k][i] * lower[k][j] for k in range(max(i, j), n)) for j in range(n)] for i in range(n)]
    return _exact(rows, np.int64, n, 35) if exact else np.array(rows, dtype=float).reshape(n, n)


def _check_kind(kind: str, function: str) -> None:
    if kind not in ("symmetric", "lower", "upper"):
        raise ValueError(f"linalg.{function}: kind must be 'symmetric', 'lower' or 'upper'; got {kind!r}")


def hadamard(n: int, dtype: Any = int) -> np.ndarray:
    """Sylvester's Hadamard matrix: orthogonal up to a factor, of elements 1 and -1.

    Parameters
    ----------
    n : int
        Order, a power of two.
    dtype : dtype, optional

    Returns
    -------
    (n, n) ndarray

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.hadamard(2)
    array([[ 1,  1],
           [ 1, -1]])
    """
    n = operator.index(n)
    if n < 1 or n & (n - 1):
        raise ValueError(f"linalg.hadamard: n must be a power of two; got {n}")
    out = np.empty((n, n), dtype=dtype)
    out[0, 0] = 1
    k = 1
    while k < n:
        known, double = out[:k, :k], 2 * k
        out[:k, k:double] = known
        out[k:double, :k] = known
        np.negative(known, out=out[k:double, k:double])
        k = double
    return out


def helmert(n: int, full: bool = False) -> np.ndarray:
    """Helmert's matrix, whose orthonormal rows are contrasts.

    Parameters
    ----------
    n : int
        Order, at least 1.
    full : bool, optional
        Include the first row, which is constant.

    Returns
    -------
    (n - 1, n) or (n, n) ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> np.round(linalg.helmert(2, full=True) * np.sqrt(2), 12)
    array([[ 1.,  1.],
           [ 1., -1.]])
    """
    n = operator.index(n)
    if n < 1:
        raise IndexError(f"linalg.helmert: n must be at least 1; got {n}")
    i = np.arange(n, dtype=float)[:, None]
    out = np.tril(np.ones((n, n)), -1) - np.diag(np.arange(n, dtype=float))
    out[0], i[0] = 1, 0
    out /= np.sqrt(np.where(i == 0, n, i * (i + 1)))
    return out if full else out[1:]


def dft(n: int, scale: str | None = None) -> np.ndarray:
    """Matrix of the discrete Fourier transform, ``exp(-2j * pi * j * k / n)``.

    Parameters
    ----------
    n : int
        Order.
    scale : {None, 'sqrtn', 'n'}, optional
        What it is divided by.

    Returns
    -------
    (n, n) ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> np.round(linalg.dft(2).real, 12)
    array([[ 1.,  1.],
           [ 1., -1.]])
    """
    if scale not in (None, "sqrtn", "n"):
        raise ValueError(f"linalg.dft: scale must be None, 'sqrtn' or 'n'; got {scale!r}")
    n = _order(n, "dft")
    if n == 0:
        return np.empty((0, 0), dtype=complex)
    k = np.arange(n)
    roots = np.exp(-2j * np.pi / n * k)
    if scale is not None:
        roots /= n if scale == "n" else math.sqrt(n)
    return roots[k[:, None] * k % n]
