# SPDX-License-Identifier: BSD-3-Clause
"""Interpolative decompositions and singular value decompositions of low rank.

H. Cheng, Z. Gimbutas, P. G. Martinsson & V. Rokhlin, On the compression of low rank matrices, SIAM J. Sci. Comput. 26
(2005) 1389: a QR factorisation with column pivoting, A[:, idx] = Q [R11 R12], gives A[:, idx] = A[:, idx[:k]] [I P]
with P = R11^-1 R12. N. Halko, P. G. Martinsson & J. A. Tropp, SIAM Review 53 (2011) 217, section 5.2: the same idx and
P from a few random combinations of the rows, whose row space is nearly that of A.
"""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.linalg import _native
from scinova.linalg._qr import qr
from scinova.linalg._structured import solve_triangular
from scinova.linalg._svd import svd as dense_svd
from scinova.linalg.interpolative._sketch import Operator, dense, generator, is_operator

OVERSAMPLING = 12           # random combinations beyond the rank
FIRST_GUESS = 20            # rank that the first sketch is made for when it is not known


def interp_decomp(A: Any, eps_or_k: float, rand: bool = True, rng: Any = None) -> tuple[Any, ...]:
    """Interpolative decomposition of a matrix, ``A[:, idx[k:]] ~ A[:, idx[:k]] @ proj``.

    Parameters
    ----------
    A : (M, N) array_like, sparse array or linear operator
        Of double precision. A linear operator needs ``rmatvec``.
    eps_or_k : float or int
        Below 1 the relative accuracy, else the rank.
    rand : bool, optional
        Use random combinations of the rows, which is faster for large matrices of small rank; operators always do.
    rng : int or Generator, optional
        Source of randomness.

    Returns
    -------
    k : int
        The rank; only if the accuracy was given.
    idx : (N,) ndarray of int
        The columns in order, those of the skeleton first.
    proj : (k, N - k) ndarray
        How the others follow from them.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.linalg import interpolative
    >>> a = np.outer([1., 2., 3.], [1., -4., 2.])
    >>> k, idx, proj = interpolative.interp_decomp(a, 1e-10, rand=False)
    >>> k, int(idx[0]), proj.shape
    (1, 1, (1, 2))
    """
    k, idx, proj = _decompose("linalg.interpolative.interp_decomp", A, eps_or_k, rand, rng)
    return (k, idx, proj) if eps_or_k < 1 else (idx, proj)


def _decompose(function: str, a: Any, eps_or_k: float, rand: bool, rng: Any) -> tuple[int, np.ndarray, np.ndarray]:
    operator = is_operator(a)
    if not operator:
        a = dense(a, function)
    if not eps_or_k >= 0:
        raise ValueError(f"{function}: eps_or_k must be an accuracy of at least 0, or a rank; got {eps_or_k}")
    least = min(a.shape)
    eps, most = (eps_or_k, least) if eps_or_k < 1 else (-1.0, min(int(eps_or_k), least))
    if not (operator or rand):
        return _pivoted(a, eps, most)
    rng = generator(rng)
    map_ = Operator(a, function)
    guess = min(FIRST_GUESS, most) if eps >= 0 else most
    while True:
        count = guess + OVERSAMPLING
        if count >= a.shape[0]:
            full = a if not operator else map_.adjoint_times(np.eye(a.shape[0], dtype=map_.dtype)).conj().T
            return _pivoted(full, eps, most)
        found = _pivoted(map_.sketch(rng, count), eps, min(most, count))
        # A rank that leaves the sketch some rows has been revealed by it.
        if eps < 0 or found[0] <= guess:
            return found
        guess *= 2


def _pivoted(a: np.ndarray, eps: float, most: int) -> tuple[int, np.ndarray, np.ndarray]:
    """The decomposition by pivoted QR; eps below 0 asks for rank ``most``."""
    n = a.shape[1]
    columns = np.array(a.T, order="C", dtype=np.result_type(a.dtype, np.float64))
    pivots, tau = np.zeros(n, dtype=np.int32), np.zeros(max(most, 1), dtype=columns.dtype)
    k = _native.qr_leading(columns, pivots, tau, eps, most) if columns.size else 0
    if eps >= 0:
        k = max(k, min(1, *a.shape))
    r = columns.T[:k]
    proj = np.zeros((k, n - k), dtype=columns.dtype, order="F")
    # Steps after the rank was exhausted have found zeros, and contribute nothing.
    regular = int(np.count_nonzero(r.diagonal()))
    if regular and n > k:
        proj[:regular] = solve_triangular(r[:regular, :regular], r[:regular, k:], check_finite=False)
    return k, pivots.astype(np.intp), proj


def reconstruct_matrix_from_id(B: Any, idx: Any, proj: Any) -> np.ndarray:
    """The matrix that an interpolative decomposition stands for.

    Parameters
    ----------
    B : (M, k) array_like
        The skeleton, `reconstruct_skel_matrix`.
    idx : (N,) array_like of int
    proj : (k, N - k) array_like

    Returns
    -------
    (M, N) ndarray

    Examples
    --------
    >>> from scinova.linalg import interpolative
    >>> interpolative.reconstruct_matrix_from_id([[1.], [2.]], [1, 0], [[3.]])
    array([[3., 1.],
           [6., 2.]])
    """
    B = np.asarray(B)
    idx, proj = _factors("linalg.interpolative.reconstruct_matrix_from_id", idx, proj)
    out = np.empty((B.shape[0], idx.size), dtype=np.result_type(B, proj))
    out[:, idx[:len(proj)]] = B
    out[:, idx[len(proj):]] = B @ proj
    return out


def reconstruct_interp_matrix(idx: Any, proj: Any) -> np.ndarray:
    """The matrix ``P`` with ``A ~ B @ P``, ``B`` the skeleton: ``P[:, idx] = [I, proj]``.

    Parameters
    ----------
    idx : (N,) array_like of int
    proj : (k, N - k) array_like

    Returns
    -------
    (k, N) ndarray

    Examples
    --------
    >>> from scinova.linalg import interpolative
    >>> interpolative.reconstruct_interp_matrix([1, 0], [[3.]])
    array([[3., 1.]])
    """
    idx, proj = _factors("linalg.interpolative.reconstruct_interp_matrix", idx, proj)
    return reconstruct_matrix_from_id(np.eye(len(proj), dtype=proj.dtype), idx, proj)


def reconstruct_skel_matrix(A: Any, k: int, idx: Any) -> np.ndarray:
    """The skeleton, ``A[:, idx[:k]]``.

    Parameters
    ----------
    A : (M, N) array_like
    k : int
    idx : (N,) array_like of int

    Returns
    -------
    (M, k) ndarray

    Examples
    --------
    >>> from scinova.linalg import interpolative
    >>> interpolative.reconstruct_skel_matrix([[1., 2.], [3., 4.]], 1, [1, 0])
    array([[2.],
           [4.]])
    """
    return np.asarray(A)[:, np.asarray(idx)[:k]]


def id_to_svd(B: Any, idx: Any, proj: Any) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Singular value decomposition ``U @ diag(S) @ V.conj().T`` of what an interpolative decomposition stands for.

    Parameters
    ----------
    B : (M, k) array_like
    idx : (N,) array_like of int
    proj : (k, N - k) array_like

    Returns
    -------
    U : (M, k) ndarray
    S : (k,) ndarray
    V : (N, k) ndarray

    Examples
    --------
    >>> from scinova.linalg import interpolative
    >>> u, s, v = interpolative.id_to_svd([[3.], [4.]], [0, 1], [[0.]])
    >>> float(s[0].round(12))
    5.0
    """
    left, lower = qr(np.asarray(B), mode="economic")
    right, upper = qr(reconstruct_interp_matrix(idx, proj).conj().T, mode="economic")
    u, s, vh = dense_svd(lower @ upper.conj().T, full_matrices=False)
    return left @ u, s, right @ vh.conj().T


def svd(A: Any, eps_or_k: float, rand: bool = True, rng: Any = None) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Singular value decomposition of low rank, by way of an interpolative one.

    Parameters
    ----------
    A : (M, N) array_like, sparse array or linear operator
        A linear operator needs ``matvec`` and ``rmatvec``.
    eps_or_k : float or int
        Below 1 the relative accuracy, else the rank.
    rand, rng
        As in `interp_decomp`.

    Returns
    -------
    U : (M, k) ndarray
    S : (k,) ndarray
    V : (N, k) ndarray
        With ``A ~ U @ diag(S) @ V.conj().T``; note that it is ``V``, not its conjugate transpose.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.linalg import interpolative
    >>> u, s, v = interpolative.svd(np.diag([3., 2., 1e-9]), 1e-6)
    >>> s.round(6)
    array([3., 2.])
    """
    function = "linalg.interpolative.svd"
    most = min(A.shape if is_operator(A) else np.shape(A))
    if eps_or_k >= 1 and int(eps_or_k) > most:
        raise ValueError(f"{function}: the rank must be at most {most}; got {int(eps_or_k)}")
    k, idx, proj = _decompose(function, A, eps_or_k, rand, rng)
    if is_operator(A):
        map_ = Operator(A, function)
        unit = np.zeros((A.shape[1], k), dtype=map_.dtype)
        unit[idx[:k], range(k)] = 1
        skeleton = np.stack([map_.times(unit[:, j]) for j in range(k)], axis=1) if k else np.zeros((A.shape[0], 0))
    else:
        skeleton = reconstruct_skel_matrix(A, k, idx)
    return id_to_svd(skeleton, idx, proj)


def _factors(function: str, idx: Any, proj: Any) -> tuple[np.ndarray, np.ndarray]:
    idx, proj = np.asarray(idx), np.asarray(proj)
    if idx.ndim != 1 or proj.ndim != 2 or idx.size != sum(proj.shape):
        raise ValueError(f"{function}: idx must have as many elements as proj has rows and columns; got the shapes "
                         f"{idx.shape} and {proj.shape}")
    return idx, proj
