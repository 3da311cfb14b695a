# SPDX-License-Identifier: BSD-3-Clause
"""Triangular and banded systems."""
from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Array
from scinova.linalg import _native
from scinova.linalg._stacks import (
    LinAlgError,
    broadcast_stacks,
    columns,
    first,
    infos,
    options,
    read_columns,
    right_sides,
)

_TRIANGULAR = Arguments("linalg.solve_triangular", example={"a": [[1.0, 2.0], [0.0, 4.0]], "b": [1.0, 2.0]},
                        a=Array("lapack", ndim=(2, None), square=True, finite=True, refusal=ValueError),
                        b=Array("lapack", ndim=(1, None), finite=True, refusal=ValueError))
_BANDED = Arguments("linalg.solve_banded", example={"l_and_u": (0, 0), "ab": [[1.0, 2.0]], "b": [1.0, 2.0]},
                    ab=Array("lapack", ndim=(2, None), finite=True), b=Array("lapack", ndim=(1, None), finite=True))
_HBANDED = Arguments("linalg.solveh_banded", example={"ab": [[1.0, 2.0]], "b": [1.0, 2.0]},
                     ab=Array("lapack", ndim=(2, None), finite=True), b=Array("lapack", ndim=(1, None), finite=True))
_TRANS = {0: 0, 1: 1, 2: 2, "N": 0, "T": 1, "C": 2}


def solve_triangular(a: Any, b: Any, trans: int | str = 0, lower: bool = False, unit_diagonal: bool = False,
                     overwrite_b: bool = False, check_finite: bool = True) -> np.ndarray:
    """Solution of ``a @ x = b`` for triangular ``a``, or for each matrix of a stack.

    Parameters
    ----------
    a : (..., N, N) array_like
        The other triangle is not read.
    b : (N,) or (..., N, NRHS) array_like
    trans : {0, 1, 2, 'N', 'T', 'C'}, optional
        Solve with ``a``, its transpose, or its conjugate transpose.
    lower : bool, optional
        ``a`` is lower triangular.
    unit_diagonal : bool, optional
        Take the diagonal for ones; it is not read.
    overwrite_b, check_finite : bool, optional
        As in `solve`.

    Returns
    -------
    (..., N) or (..., N, NRHS) ndarray

    Raises
    ------
    LinAlgError
        If there is a zero on a diagonal.

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.solve_triangular([[2., 0.], [1., 4.]], [2., 9.], lower=True)
    array([1., 2.])
    """
    a, b = _TRIANGULAR.a(a, check_finite), _TRIANGULAR.b(b, check_finite)
    trans = options(trans, "trans", "linalg.solve_triangular", _TRANS)
    b, vector = right_sides("linalg.solve_triangular", a, b, a.shape[-1])
    kind = np.result_type(a, b)
    stack, (a, b) = broadcast_stacks("linalg.solve_triangular", a.astype(kind, copy=False), b.astype(kind, copy=False))
    x = columns(b, overwrite_b)
    if x.size:
        info = infos(len(x))
        if a.ndim == 2 and a.flags.c_contiguous and not a.flags.f_contiguous and trans < 2 and a.flags.writeable:
            _native.solve_triangular(a[None], x, not lower, 1 - trans, bool(unit_diagonal), info)
        else:
            _native.solve_triangular(read_columns(a), x, bool(lower), trans, bool(unit_diagonal), info)
        if info.any():
            raise LinAlgError(f"linalg.solve_triangular: {first(info)} is singular: element "
                              f"{info[info > 0][0] - 1} of its diagonal is zero")
    x = x.reshape(stack + x.shape[1:])
    return x[..., 0, :] if vector else x.swapaxes(-1, -2)


def _each(function: str, ab: np.ndarray, b: np.ndarray, n: int, solve_one: Callable[..., np.ndarray]) -> np.ndarray:
    """Solve for every matrix of a stack of banded ones; ``solve_one`` gets (band rows, N) and (N, NRHS)."""
    b, vector = right_sides(function, ab, b, n)
    kind = np.result_type(ab, b)
    stack, (ab, b) = broadcast_stacks(function, ab.astype(kind, copy=False), b.astype(kind, copy=False))
    out = np.empty(b.shape, dtype=kind)
    if out.size:
        for k in np.ndindex(stack):
            out[k] = solve_one(ab[k], b[k])
    return out[..., 0] if vector else out


def solve_banded(l_and_u: tuple[int, int], ab: Any, b: Any, overwrite_ab: bool = False, overwrite_b: bool = False,
                 check_finite: bool = True) -> np.ndarray:
    """Solution of ``a @ x = b`` for banded ``a``, given by its diagonals.

    Parameters
    ----------
    l_and_u : (int, int)
        Number of diagonals below and above the main one.
    ab : (..., l + u + 1, N) array_like
        ``ab[u + i - j, j] == a[i, j]``.
    b : (N,) or (..., N, NRHS) array_like
    overwrite_ab, overwrite_b, check_finite : bool, optional
        As in `solve`.

    Returns
    -------
    (..., N) or (..., N, NRHS) ndarray

    Raises
    ------
    LinAlgError
        If ``a`` is singular.

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.solve_banded((1, 0), [[2., 4.], [1., 0.]], [2., 9.])
    array([1., 2.])
    """
    ab, b = _BANDED.ab(ab, check_finite), _BANDED.b(b, check_finite)
    below, above = (operator.index(i) for i in l_and_u)
    if below < 0 or above < 0 or below + above + 1 != ab.shape[-2]:
        raise ValueError(f"linalg.solve_banded: l_and_u must be two numbers of diagonals with l + u + 1 == "
                         f"ab.shape[-2] == {ab.shape[-2]}; got {(below, above)}")
    n = ab.shape[-1]

    def solve_one(bands: np.ndarray, sides: np.ndarray) -> np.ndarray:
        work = np.zeros((n, 2 * below + above + 1), dtype=bands.dtype)
        work[:, below:] = bands.T
        x = np.array(sides.T, order="C")
        if _native.solve_banded(work, x, below, above):
            raise LinAlgError("linalg.solve_banded: the matrix is singular")
        return x.T

    return _each("linalg.solve_banded", ab, b, n, solve_one)


def solveh_banded(ab: Any, b: Any, overwrite_ab: bool = False, overwrite_b: bool = False, lower: bool = False,
                  check_finite: bool = True) -> np.ndarray:
    """Solution of ``a @ x = b`` for hermitian positive definite banded ``a``, given by its diagonals.

    Parameters
    ----------
    ab : (..., u + 1, N) array_like
        ``ab[u + i - j, j] == a[i, j]`` for ``i <= j``; with ``lower``, ``ab[i - j, j] == a[i, j]`` for ``i >= j``.
    b : (N,) or (..., N, NRHS) array_like
    overwrite_ab, overwrite_b, check_finite : bool, optional
        As in `solve`.
    lower : bool, optional

    Returns
    -------
    (..., N) or (..., N, NRHS) ndarray

    Raises
    ------
    LinAlgError
        If ``a`` is not positive definite.

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.solveh_banded([[0., 1.], [2., 3.]], [3., 4.])
    array([1., 1.])
    """
    ab, b = _HBANDED.ab(ab, check_finite), _HBANDED.b(b, check_finite)

    def solve_one(bands: np.ndarray, sides: np.ndarray) -> np.ndarray:
        x = np.array(sides.T, order="C")
        info = _native.solveh_banded(np.array(bands.T, order="C"), x, bool(lower))
        if info:
            raise LinAlgError(f"linalg.solveh_banded: the matrix is not positive definite: its leading minor of order "
                              f"{info} is not positive")
        return x.T

    return _each("linalg.solveh_banded", ab, b, ab.shape[-1], solve_one)


_CHOLESKY_BANDED = Arguments("linalg.cholesky_banded", example={"ab": [[1.0, 2.0]]},
                             ab=Array("lapack", ndim=(2, None), finite=True))
_CHO_SOLVE_BANDED = Arguments("linalg.cho_solve_banded",
                              example={"cb_and_lower": ([[1.0, 2.0]], False), "b": [1.0, 2.0]},
                              b=Array("lapack", ndim=(1, None), finite=True))
_FACTOR = Array("lapack", ndim=(2, None), finite=True)
_FACTOR.function, _FACTOR.name = "linalg.cho_solve_banded", "cb"


def cholesky_banded(ab: Any, overwrite_ab: bool = False, lower: bool = False, check_finite: bool = True) -> np.ndarray:
    """Cholesky factor of a hermitian positive definite banded matrix, in the same band form.

    Parameters
    ----------
    ab : (..., u + 1, N) array_like
        As in `solveh_banded`.
    overwrite_ab, lower, check_finite : bool, optional
        As in `solveh_banded`.

    Returns
    -------
    (..., u + 1, N) ndarray

    Raises
    ------
    LinAlgError
        If the matrix is not positive definite.

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.cholesky_banded([[0., 2.], [4., 5.]])
    array([[0., 1.],
           [2., 2.]])
    """
    ab = _CHOLESKY_BANDED.ab(ab, check_finite)
    out = np.empty_like(ab)
    if out.size:
        for k in np.ndindex(ab.shape[:-2]):
            work = np.array(ab[k].T, order="C")
            info = _native.cholesky_banded(work, bool(lower))
            if info:
                raise LinAlgError(f"linalg.cholesky_banded: the matrix is not positive definite: its leading minor of "
                                  f"order {info} is not positive")
            out[k] = work.T
    return out


def cho_solve_banded(cb_and_lower: tuple[Any, bool], b: Any, overwrite_b: bool = False,
                     check_finite: bool = True) -> np.ndarray:
    """Solution of ``a @ x = b`` from the factorisation of `cholesky_banded`.

    Parameters
    ----------
    cb_and_lower : tuple of (..., u + 1, N) array_like and bool
    b : (N,) or (..., N, NRHS) array_like
    overwrite_b, check_finite : bool, optional
        As in `solve`.

    Returns
    -------
    (..., N) or (..., N, NRHS) ndarray

    Examples
    --------
    >>> from scinova import linalg
    >>> c = linalg.cholesky_banded([[0., 2.], [4., 5.]])
    >>> linalg.cho_solve_banded((c, False), [8., 14.])
    array([0.75, 2.5 ])
    """
    cb, lower = cb_and_lower
    cb, b = _FACTOR(cb, check_finite), _CHO_SOLVE_BANDED.b(b, check_finite)

    def solve_one(bands: np.ndarray, sides: np.ndarray) -> np.ndarray:
        x = np.array(sides.T, order="C")
        _native.cho_solve_banded(np.array(bands.T, order="C"), x, bool(lower))
        return x.T

    return _each("linalg.cho_solve_banded", cb, b, cb.shape[-1], solve_one)
