# SPDX-License-Identifier: BSD-3-Clause
"""The matrix exponential, its Frechet derivative and its condition number.

Scaling and squaring without overscaling: Al-Mohy & Higham, SIAM J. Matrix Anal. Appl. 31 (2009) 970, with Taylor
polynomials of few products for large matrices: Bader, Blanes & Casas, Mathematics 7 (2019) 1174.
"""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova._core.arrays import FLOAT64, native
from scinova._core.old_calls import answers_old_calls
from scinova.linalg import _native
from scinova.linalg._stacks import LinAlgError

LAPACK_OF = {"f": np.dtype("f4"), "d": FLOAT64, "F": np.dtype("c8"), "D": np.dtype("c16"), "e": np.dtype("f4"),
             "G": np.dtype("c16")}


def square_stack(function: str, a: Any, error: type[Exception] = LinAlgError) -> np.ndarray:
    """``a`` as a C-contiguous stack of square matrices of one of LAPACK's types; a number counts as a 1 x 1 matrix."""
    if not (type(a) is np.ndarray and a.dtype is FLOAT64 and a.flags.c_contiguous and a.flags.aligned):
        a = np.asarray(a)
        if a.dtype.kind not in "biufcO":
            raise ValueError(f"{function}: A must be an array of numbers; got dtype {a.dtype}")
        a = native(a, LAPACK_OF.get(a.dtype.char, FLOAT64), contiguous=True)
        if a.size == 1 and a.ndim < 2:
            a = a.reshape(1, 1)
    shape = a.shape
    if len(shape) < 2:
        raise error(f"{function}: A must have two dimensions or more; got an array of shape {shape}")
    if shape[-1] != shape[-2]:
        raise error(f"{function}: A must be square in its last two dimensions; got an array of shape {shape}")
    return a


@answers_old_calls("linalg.expm")
def expm(A: Any) -> np.ndarray:
    """Exponential of a square matrix, or of each matrix of a stack.

    Parameters
    ----------
    A : (..., N, N) array_like
        Single precision is kept; integers are computed in double precision. A sparse matrix gives a sparse one.

    Returns
    -------
    (..., N, N) ndarray

    Raises
    ------
    LinAlgError
        If the matrices are not square.

    Notes
    -----
    Scaling and squaring: with Pade approximants of degree 3 to 13 for orders up to 16 [1]_, with Taylor polynomials of
    degree 4 to 18, which take 2 to 5 products, for larger ones [2]_. Degree and scaling follow from norms of powers of
    ``A``. Diagonal and triangular matrices are recognised; the latter keep an exact diagonal through the squaring.

    References
    ----------
    .. [1] A. H. Al-Mohy, N. J. Higham, "A new scaling and squaring algorithm for the matrix exponential", SIAM J.
           Matrix Anal. Appl. 31 (2009) 970-989.
    .. [2] P. Bader, S. Blanes, F. Casas, "Computing the matrix exponential with an optimized Taylor polynomial
           approximation", Mathematics 7 (2019) 1174.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> linalg.expm([[0., np.pi], [-np.pi, 0.]]).round(12) + 0.
    array([[-1.,  0.],
           [ 0., -1.]])
    """
    if type(A) is not np.ndarray and hasattr(A, "tocsc"):
        sparse = A.tocsc()
        return type(sparse)(expm(sparse.toarray()))
    a = square_stack("linalg.expm", A)
    out = np.empty_like(a)
    if a.ndim <= 3:
        _native.expm(a, out)
    elif a.size:
        _native.expm(a.reshape(-1, *a.shape[-2:]), out.reshape(-1, *a.shape[-2:]))
    return out
