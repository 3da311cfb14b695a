# SPDX-License-Identifier: BSD-3-Clause
"""Toeplitz and circulant matrices, given by their first columns and rows.

Systems with Toeplitz matrices by Levinson's recursion (Golub & Van Loan, Matrix Computations, 4th ed., section 4.7);
products by embedding in a circulant matrix, which the discrete Fourier transform makes diagonal (section 4.8).
"""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova import fft
from scinova._core.validation import Arguments, Array, Choice
from scinova.linalg import _native
from scinova.linalg._stacks import LinAlgError, infos

_VECTOR: dict[str, Any] = {"dtype": "lapack", "ndim": (1, None), "finite": True, "refusal": ValueError}
_SOLVE = Arguments("linalg.solve_toeplitz", example={"c_or_cr": [2.0, 1.0], "b": [1.0, 2.0]},
                   c_or_cr=Array(**_VECTOR), b=Array(**_VECTOR))
_MATMUL = Arguments("linalg.matmul_toeplitz", example={"c_or_cr": [2.0, 1.0], "x": [1.0, 2.0], "check_finite": True},
                    c_or_cr=Array(**_VECTOR), x=Array(**_VECTOR))
_CIRCULANT = Arguments("linalg.solve_circulant", example={"c": [2.0, 1.0], "b": [1.0, 2.0]},
                       c=Array("any"), b=Array("any"), singular=Choice(("raise", "lstsq")))
DIRECT_BELOW = 30_000       # elements of a matrix whose product with a vector takes no transform


def solve_toeplitz(c_or_cr: Any, b: Any, check_finite: bool = True) -> np.ndarray:
    """Solution of ``toeplitz(c, r) @ x = b``, or for each of a stack of Toeplitz matrices.

    Parameters
    ----------
    c_or_cr : (..., M) array_like or tuple of two
        The first column, or the first column and the first row, whose first element is not read. By default the row
        is the conjugate of the column.
    b : (M,) or (..., M, K) array_like
        Right-hand sides; a vector goes with every matrix of the stack.
    check_finite : bool, optional
        As in `solve`.

    Returns
    -------
    (..., M) or (..., M, K) ndarray of float64 or complex128

    Raises
    ------
    LinAlgError
        If a leading block of the matrix is singular, where the recursion cannot go on (though the matrix itself may be
        regular).

    Notes
    -----
    Levinson's recursion: M**2 operations, of order M memory. The error is small for positive definite matrices, and
    grows with the condition of the leading blocks for others; ``solve(toeplitz(c, r), b)`` is safe then.

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.solve_toeplitz(([1., 3.], [1., -1.]), [0., 4.])
    array([1., 1.])
    """
    c, r = _column_and_row(_SOLVE, c_or_cr, check_finite)
    b = _SOLVE.b(b, check_finite)
    n = c.shape[-1]
    vector = b.ndim == 1
    if r.shape[-1] != n or b.shape[0 if vector else -2] != n:
        raise ValueError(f"linalg.solve_toeplitz: the column and the row must be of the same length, and b have as "
                         f"many rows; got the shapes {c.shape}, {r.shape} and {b.shape}")
    kind = np.dtype(np.complex128 if "c" in (c.dtype.kind, r.dtype.kind, b.dtype.kind) else np.float64)
    sides = b[None, :] if vector else b.swapaxes(-1, -2)
    stack = _stack(_SOLVE, c.shape[:-1], r.shape[:-1], sides.shape[:-2])
    x = np.empty((*stack, *sides.shape[-2:]), dtype=kind)
    x[...] = sides
    if x.size:
        t = np.empty((*stack, 2 * n - 1), dtype=kind)
        t[..., :n] = c[..., ::-1]
        t[..., n:] = r[..., 1:]
        info = infos(x[..., 0, 0].size)
        _native.solve_toeplitz(t.reshape(-1, 2 * n - 1), x.reshape(-1, *x.shape[-2:]), info)
        if info.any():
            raise LinAlgError(f"linalg.solve_toeplitz: the leading block of order {info[info > 0][0]} is singular; "
                              "solve takes such matrices, unless they are singular themselves")
    return x[..., 0, :] if vector else x.swapaxes(-1, -2)


def matmul_toeplitz(c_or_cr: Any, x: Any, check_finite: bool = False, workers: int | None = None) -> np.ndarray:
    """The product ``toeplitz(c, r) @ x``, without forming the matrix.

    Parameters
    ----------
    c_or_cr : (..., M) array_like or tuple of (..., M) and (..., N) array_like
        As in `solve_toeplitz`; the row may be of another length.
    x : (N,) or (..., N, K) array_like
    check_finite : bool, optional
        Refuse NaN and inf.
    workers : int, optional
        Number of threads, as in `scinova.fft.fft`.

    Returns
    -------
    (..., M) or (..., M, K) ndarray of float64 or complex128

    Notes
    -----
    Short products are summed directly; for others the matrix is embedded in a circulant one of order ``M + N - 1`` or
    more. The error is then relative to the largest element of the product.

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.matmul_toeplitz(([1., 3.], [1., -1., 0.]), [1., 1., 5.])
    array([ 0., -1.])
    """
    c, r = _column_and_row(_MATMUL, c_or_cr, check_finite)
    x = _MATMUL.x(x, check_finite)
    m, n = c.shape[-1], r.shape[-1]
    vector = x.ndim == 1
    if x.shape[0 if vector else -2] != n:
        raise ValueError(f"linalg.matmul_toeplitz: x must have {n} rows, as many as the matrix has columns; got an "
                         f"array of shape {x.shape}")
    single = vector and c.ndim == r.ndim == 1
    if single and m and n and m * n <= DIRECT_BELOW:
        diagonals = np.concatenate((r[:0:-1], c), dtype=_double(c, r))
        return np.convolve(diagonals, x.astype(_double(x), copy=False), "valid")
    sides = x[:, None] if vector else x
    stack = _stack(_MATMUL, c.shape[:-1], r.shape[:-1], sides.shape[:-2])
    kind = _double(c, r, x)
    shape = (*stack, m, sides.shape[-1])
    y = _embedded(c, r, sides, kind, workers) if m and n and 0 not in shape else np.zeros(shape, dtype=kind)
    return y[..., 0] if vector else y


def _embedded(c: np.ndarray, r: np.ndarray, x: np.ndarray, kind: np.dtype, workers: int | None) -> np.ndarray:
    m, n = c.shape[-1], r.shape[-1]
    real = kind.kind == "f"
    size = fft.next_fast_len(m + n - 1, real)
    first = np.zeros((*np.broadcast_shapes(c.shape[:-1], r.shape[:-1]), size), dtype=kind)
    first[..., :m] = c
    first[..., size - n + 1:] = r[..., :0:-1]
    forward, back = (fft.rfft, fft.irfft) if real else (fft.fft, fft.ifft)
    factors = forward(first, workers=workers)[..., None, :]
    sides = x.astype(kind, copy=False).swapaxes(-1, -2)
    y = back(factors * forward(sides, size, workers=workers), size, workers=workers)[..., :m]
    return np.ascontiguousarray(y.swapaxes(-1, -2))


def solve_circulant(c: Any, b: Any, singular: str = "raise", tol: float | None = None, caxis: int = -1, baxis: int = 0,
                    outaxis: int = 0) -> np.ndarray:
    """Solution of ``circulant(c) @ x = b``.

    Parameters
    ----------
    c : array_like
        The first columns, along ``caxis``.
    b : array_like
        The right-hand sides, along ``baxis``; what is left of the shapes of ``c`` and ``b`` without these axes is
        broadcast against each other.
    singular : {'raise', 'lstsq'}, optional
        What to do with a matrix that is singular or nearly so: an error, or the shortest of the least squares
        solutions.
    tol : float, optional
        Eigenvalues of no greater modulus are taken for zero. By default M eps times the largest one.
    caxis, baxis, outaxis : int, optional
        The axes of the columns, of the right-hand sides and of the solutions.

    Returns
    -------
    ndarray

    Raises
    ------
    LinAlgError
        If a matrix is singular and ``singular='raise'``.

    Notes
    -----
    The eigenvalues of a circulant matrix are the discrete Fourier transform of its first column, and its eigenvectors
    those of the transform. Single and extended precision are kept.

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.solve_circulant([2., 1., 0.], [5., 5., 8.]).round(12)
    array([1., 2., 3.])
    >>> linalg.solve_circulant([1., 1.], [3., 5.], singular="lstsq")
    array([2., 2.])
    """
    singular = _CIRCULANT.singular(singular)
    c, b = np.atleast_1d(_CIRCULANT.c(c)), np.atleast_1d(_CIRCULANT.b(b))
    for name, a in (("c", c), ("b", b)):
        if a.dtype.kind not in "biufc":
            raise TypeError(f"linalg.solve_circulant: {name} must be an array of real or complex numbers; got dtype "
                            f"{a.dtype}")
    kind = np.result_type(np.float32, *(np.float64 if a.dtype.kind in "biu" else a.dtype for a in (c, b)))
    real = kind.kind == "f"
    c, b = np.moveaxis(c, caxis, -1).astype(kind, copy=False), np.moveaxis(b, baxis, -1).astype(kind, copy=False)
    n = c.shape[-1]
    if b.shape[-1] != n:
        raise ValueError(f"linalg.solve_circulant: c and b must be of the same length along caxis and baxis; got {n} "
                         f"and {b.shape[-1]}")
    if n == 0 or b.size == 0 or c.size == 0:
        shape = (*np.broadcast_shapes(c.shape[:-1], b.shape[:-1]), n)
        return np.moveaxis(np.empty(shape, dtype=kind), -1, outaxis)
    forward = fft.rfft if real else fft.fft
    eigenvalues = forward(c)
    sizes = np.abs(eigenvalues)
    limit = sizes.max(axis=-1, keepdims=True) * n * np.finfo(sizes.dtype).eps if tol is None else tol
    zero = sizes <= limit
    if zero.any():
        if singular == "raise":
            raise LinAlgError("linalg.solve_circulant: a matrix is singular, or nearly so: an eigenvalue is not above "
                              f"{np.max(limit):.3g} in modulus")
        eigenvalues[zero] = 1
    quotient = forward(b) / eigenvalues
    if zero.any():
        quotient[np.broadcast_to(zero, quotient.shape)] = 0
    return np.moveaxis(fft.irfft(quotient, n) if real else fft.ifft(quotient), -1, outaxis)


def _double(*arrays: np.ndarray) -> np.dtype:
    return np.dtype(np.complex128 if any(a.dtype.kind == "c" for a in arrays) else np.float64)


def _column_and_row(declared: Arguments, given: Any, check_finite: bool) -> tuple[np.ndarray, np.ndarray]:
    if not isinstance(given, tuple):
        c = declared.c_or_cr(given, check_finite)
        return c, c.conj()
    if len(given) != 2:
        raise ValueError(f"{declared.function}: c_or_cr must be a column, or a tuple of column and row; got a tuple of "
                         f"{len(given)}")
    c, r = given
    return declared.c_or_cr(c, check_finite), declared.c_or_cr(r, check_finite)


def _stack(declared: Arguments, *shapes: tuple[int, ...]) -> tuple[int, ...]:
    if not any(shapes):
        return ()
    try:
        return np.broadcast_shapes(*shapes)
    except ValueError:
        raise ValueError(f"{declared.function}: the stacks must broadcast against each other; got the shapes "
                         + ", ".join(map(str, shapes))) from None
