# SPDX-License-Identifier: BSD-3-Clause
"""Hessenberg form A = Q H Q^H, and balancing.

Golub & Van Loan, Matrix Computations, 4th ed., section 7.4, through LAPACK's gehrd and orghr; balancing after Parlett &
Reinsch, Numer. Math. 13 (1969) 293, in the norm of James, Langou & Lowery (arXiv:1401.5766), through gebal.
"""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Array
from scinova.linalg import _native
from scinova.linalg._stacks import over_stack
from scinova.linalg.lapack import get_lapack_funcs

_HESSENBERG = Arguments("linalg.hessenberg", example={"a": [[1.0, 2.0], [3.0, 4.0]]},
                        a=Array("lapack", ndim=(2, None), square=True, finite=True, refusal=ValueError))
_BALANCE = Arguments("linalg.matrix_balance", example={"A": [[1.0, 2.0], [3.0, 4.0]]},
                     A=Array("lapack", ndim=(2, None), square=True, finite=True, refusal=ValueError))


def hessenberg(a: Any, calc_q: bool = False, overwrite_a: bool = False, check_finite: bool = True) -> Any:
    """Hessenberg form of a square matrix: zeros below the first subdiagonal.

    Parameters
    ----------
    a : (..., M, M) array_like
    calc_q : bool, optional
        Return ``Q`` too.
    overwrite_a, check_finite : bool, optional
        As in `solve`.

    Returns
    -------
    H : (..., M, M) ndarray
    Q : (..., M, M) ndarray
        Unitary, with ``a = Q @ H @ Q.conj().T``; only with ``calc_q``.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> a = np.array([[1., 2., 3.], [4., 5., 6.], [7., 8., 10.]])
    >>> h, q = linalg.hessenberg(a, calc_q=True)
    >>> np.allclose(q @ h @ q.T, a), h[2, 0]
    (True, np.float64(0.0))
    """
    a = _HESSENBERG.a(a, check_finite)

    def one(matrix: np.ndarray) -> Any:
        return _reduce(matrix, calc_q, overwrite_a)
    return over_stack("linalg.hessenberg", one, a)


def _reduce(a: np.ndarray, calc_q: bool, overwrite: bool) -> Any:
    n = len(a)
    if n <= 2:
        return (a.copy(), np.eye(n, dtype=a.dtype)) if calc_q else a.copy()
    gehrd, orghr = get_lapack_funcs(("gehrd", "orghr"), (a,))
    compact, tau, _ = gehrd(a, overwrite_a=overwrite)
    h = np.empty_like(compact) if calc_q else compact
    _native.upper_part(compact.T[None], h.T[None], 1)
    return (h, orghr(compact, tau, overwrite_a=True)[0]) if calc_q else h


def _order(n: int, lo: int, hi: int, scale: np.ndarray) -> np.ndarray:
    """The permutation of gebal: row ``order[k]`` of the matrix became row k."""
    order = np.arange(n)
    swaps = scale.astype(int) - 1
    for k in [*range(n - 1, hi, -1), *range(lo)]:
        order[[k, swaps[k]]] = order[[swaps[k], k]]
    return order


def matrix_balance(A: Any, permute: bool = True, scale: bool = True, separate: bool = False,
                   overwrite_a: bool = False) -> tuple[np.ndarray, Any]:
    """A diagonal similarity that brings rows and columns to similar norms.

    Parameters
    ----------
    A : (..., M, M) array_like
    permute : bool, optional
        Also look for a permutation that isolates eigenvalues.
    scale : bool, optional
        Scale by powers of two, which rounds nothing.
    separate : bool, optional
        Return scaling and permutation apart.
    overwrite_a : bool, optional
        As in `solve`.

    Returns
    -------
    B : (..., M, M) ndarray
        The balanced matrix, ``inv(T) @ A @ T``.
    T : (..., M, M) ndarray
        A permuted diagonal matrix; or with ``separate`` the tuple of the (M,) scales and the (M,) permutation;
        of a stack, both as the rows of a (..., 2, M) array.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> b, t = linalg.matrix_balance([[1., 1e4], [1e-4, 1.]])
    >>> bool(abs(b[0, 1]) < 10), np.allclose(np.linalg.inv(t) @ [[1., 1e4], [1e-4, 1.]] @ t, b)
    (True, True)
    """
    A = _BALANCE.A(A)

    def one(matrix: np.ndarray) -> tuple:
        return _balanced(matrix, permute, scale, overwrite_a)
    b, factors, order = over_stack("linalg.matrix_balance", one, A)
    if separate:
        return b, (factors, order) if b.ndim == 2 else np.stack((factors, order), axis=-2)
    t = np.zeros(b.shape, dtype=factors.dtype)
    np.put_along_axis(t, order[..., None, :], factors[..., None, :], -2)
    return b, t


def _balanced(a: np.ndarray, permute: bool, scale: bool, overwrite: bool) -> tuple:
    n = len(a)
    if n == 0:
        return a.copy(), np.ones(0, dtype=a.real.dtype), np.arange(0)
    gebal, = get_lapack_funcs(("gebal",), (a,))
    b, lo, hi, factors, _ = gebal(a, scale=scale, permute=permute, overwrite_a=overwrite)
    order = _order(n, lo, hi, factors)
    factors[:lo] = factors[hi + 1:] = 1
    return b, factors, order
