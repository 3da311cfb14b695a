# SPDX-License-Identifier: BSD-3-Clause
"""Eigenvalues and eigenvectors of general matrices and pencils: LAPACK's geev (QR) and ggev (QZ)."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Array
from scinova.linalg import _native
from scinova.linalg._stacks import COMPLEX_OF, LinAlgError, broadcast_stacks, columns, first, infos

_EIG = Arguments("linalg.eig", example={"a": [[2.0, 1.0], [1.0, 4.0]]},
                 a=Array("lapack", ndim=(2, None), square=True, finite=True, refusal=ValueError),
                 b=Array("lapack", ndim=(2, None), square=True, finite=True, refusal=ValueError))


def eig(a: Any, b: Any = None, left: bool = False, right: bool = True, overwrite_a: bool = False,
        overwrite_b: bool = False, check_finite: bool = True, homogeneous_eigvals: bool = False) -> Any:
    """Eigenvalues and eigenvectors of a square matrix or pencil, or of each of a stack.

    Parameters
    ----------
    a : (..., M, M) array_like
    b : (..., M, M) array_like, optional
        Solve ``a v = w b v``.
    left, right : bool, optional
        Return left eigenvectors (``u.conj().T @ a = w u.conj().T @ b``), right ones.
    overwrite_a, overwrite_b, check_finite : bool, optional
        As in `solve`.
    homogeneous_eigvals : bool, optional
        Return each eigenvalue as a pair ``w[0], w[1]`` with ``w[1] a v = w[0] b v``, which also tells infinite and
        indeterminate ones.

    Returns
    -------
    w : (..., M) or (..., 2, M) ndarray
        Complex.
    vl, vr : (..., M, M) ndarray
        Eigenvectors of norm one in the columns, left ones first; real when all eigenvalues of a real matrix are.

    Raises
    ------
    LinAlgError
        If the iteration does not converge.

    Examples
    --------
    >>> from scinova import linalg
    >>> w, v = linalg.eig([[0., -1.], [1., 0.]])
    >>> w
    array([0.+1.j, 0.-1.j])
    """
    a = _EIG.a(a, check_finite)
    n = a.shape[-1]
    if b is not None:
        b = _EIG.b(b, check_finite)
        if b.shape[-1] != n:
            raise ValueError(f"linalg.eig: b must be of order {n} like a; got an array of shape {b.shape}")
        kind = np.result_type(a, b)
        stack, (a, b) = broadcast_stacks("linalg.eig", a.astype(kind, copy=False), b.astype(kind, copy=False))
    else:
        stack = a.shape[:-2]
    matrices = columns(a, overwrite_a)
    count = len(matrices)
    pencil = columns(b, overwrite_b) if b is not None else np.empty((count, 0, 0), dtype=a.dtype)
    alpha = np.zeros((count, n), dtype=COMPLEX_OF[a.dtype.char])
    beta = np.ones((count, n), dtype=a.dtype)
    vectors = [np.zeros((count, n if wanted else 0, n), dtype=a.dtype) for wanted in (left, right)]
    info = infos(count)
    if matrices.size:
        _native.eig(matrices, pencil, alpha, beta, *vectors, info)
        if info.any():
            raise LinAlgError(f"linalg.eig: no convergence for {first(info)}")
    w = _values(alpha, beta, b is not None, homogeneous_eigvals)
    w = w.reshape(stack + w.shape[1:])
    wanted = [_unpacked(v, alpha, b is not None) for v, yes in zip(vectors, (left, right)) if yes]
    if not wanted:
        return w
    return (w, *(v.reshape(*stack, n, n).swapaxes(-1, -2) for v in wanted))


def eigvals(a: Any, b: Any = None, overwrite_a: bool = False, check_finite: bool = True,
            homogeneous_eigvals: bool = False) -> np.ndarray:
    """Eigenvalues of a square matrix or pencil, or of each of a stack.

    Parameters
    ----------
    a, b, overwrite_a, check_finite, homogeneous_eigvals
        As in `eig`.

    Returns
    -------
    (..., M) or (..., 2, M) ndarray

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.eigvals([[0., -1.], [1., 0.]])
    array([0.+1.j, 0.-1.j])
    """
    return eig(a, b, left=False, right=False, overwrite_a=overwrite_a, check_finite=check_finite,
               homogeneous_eigvals=homogeneous_eigvals)


def _values(alpha: np.ndarray, beta: np.ndarray, pencil: bool, homogeneous: bool) -> np.ndarray:
    if homogeneous:
        return np.stack([alpha, beta.astype(alpha.dtype)], axis=1)
    if not pencil:
        return alpha
    w = np.empty_like(alpha)
    infinite = beta == 0
    w[~infinite] = alpha[~infinite] / beta[~infinite]
    w[infinite] = np.where(alpha[infinite].imag == 0, np.inf, complex(np.inf, np.inf))
    w[infinite & (alpha == 0)] = np.nan
    return w


def _unpacked(rows: np.ndarray, alpha: np.ndarray, pencil: bool) -> np.ndarray:
    """Eigenvectors in the rows, of norm one; the two rows of a complex pair of a real matrix become conjugates."""
    if rows.dtype.kind != "c" and alpha.imag.any():
        out = np.empty(rows.shape, dtype=alpha.dtype)
        _native.paired_vectors(rows, alpha, out)
        rows = out
    if pencil and rows.size:
        rows = rows / np.linalg.norm(rows, axis=-1, keepdims=True)
    return rows


def cdf2rdf(w: Any, v: Any) -> tuple[np.ndarray, np.ndarray]:
    """Real block diagonal form from complex eigenvalues and eigenvectors of a real matrix, or of a stack.

    Parameters
    ----------
    w : (..., M) array_like
        Eigenvalues; complex ones in pairs of conjugates, next to each other among the complex ones.
    v : (..., M, M) array_like
        Eigenvectors in the columns.

    Returns
    -------
    wr : (..., M, M) ndarray
        Real eigenvalues on the diagonal; a pair ``x +- i y`` is the block ``[[x, y], [-y, x]]``.
    vr : (..., M, M) ndarray
        Real, with ``vr @ wr = a @ vr``: real and imaginary parts of the first eigenvector of each pair.

    Raises
    ------
    LinAlgError
        If the matrix of eigenvectors is not square.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> a = np.array([[1., 2., 3.], [0., 4., 5.], [0., -5., 4.]])
    >>> wr, vr = linalg.cdf2rdf(*linalg.eig(a))
    >>> np.allclose(vr @ wr, a @ vr)
    True
    """
    w, v = np.asarray(w), np.asarray(v)
    if w.ndim < 1 or v.ndim < 2:
        raise ValueError(f"linalg.cdf2rdf: w must have 1 dimension or more, v 2; got shapes {w.shape}, {v.shape}")
    n = w.shape[-1]
    if v.shape[-1] != n:
        raise ValueError(f"linalg.cdf2rdf: v must have a column for each of the {n} eigenvalues; got shape {v.shape}")
    if v.shape[-2] != n:
        raise LinAlgError(f"linalg.cdf2rdf: v must be square in its last two dimensions; got shape {v.shape}")
    wr = np.zeros((*w.shape, n), dtype=w.real.dtype)
    diagonal = np.arange(n)
    wr[..., diagonal, diagonal] = w.real
    vr = np.array(np.broadcast_to(v.real, (*w.shape, n)))
    for at in np.ndindex(*w.shape[:-1]):
        paired = np.flatnonzero(w[at].imag)
        first, second = paired[::2], paired[1::2]
        if len(first) != len(second) or not np.allclose(w[at][first], w[at][second].conj()):
            raise ValueError("linalg.cdf2rdf: complex eigenvalues in w must come in pairs of conjugates")
        wr[(*at, first, second)], wr[(*at, second, first)] = w[at][first].imag, w[at][second].imag
        vr[at][:, second] = np.broadcast_to(v, (*w.shape, n))[at][:, first].imag
    return wr, vr
