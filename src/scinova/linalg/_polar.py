# SPDX-License-Identifier: BSD-3-Clause
"""What follows from a singular value decomposition: polar factors, Procrustes rotations, angles between subspaces."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Array, Choice
from scinova.linalg._stacks import over_stack
from scinova.linalg._svd import orth, svd, svdvals

_POLAR = Arguments("linalg.polar", example={"a": [[1.0, 2.0], [3.0, 4.0]]},
                   a=Array("lapack", ndim=(2, None), finite=True, refusal=ValueError), side=Choice(("right", "left")))
_PROCRUSTES = Arguments("linalg.orthogonal_procrustes", example={"A": [[1.0, 2.0]], "B": [[2.0, 1.0]]},
                        A=Array("lapack", ndim=(2, None), finite=True, refusal=ValueError),
                        B=Array("lapack", ndim=(2, None), finite=True, refusal=ValueError))
_ANGLES = Arguments("linalg.subspace_angles", example={"A": [[1.0], [0.0]], "B": [[1.0], [1.0]]},
                    A=Array("lapack", ndim=(2, None), finite=True, refusal=ValueError),
                    B=Array("lapack", ndim=(2, None), finite=True, refusal=ValueError))


def polar(a: Any, side: str = "right") -> tuple[np.ndarray, np.ndarray]:
    """Polar decomposition ``a = u @ p`` (or ``a = p @ u``) of a matrix, or of each of a stack.

    Parameters
    ----------
    a : (..., M, N) array_like
    side : {'right', 'left'}, optional
        On which side of ``u`` the factor ``p`` stands.

    Returns
    -------
    u : (..., M, N) ndarray
        Orthonormal columns (rows, if there are fewer of them).
    p : (..., N, N) or (..., M, M) ndarray
        Hermitian positive semidefinite.

    Notes
    -----
    From ``a = w @ diag(s) @ vh``: ``u = w @ vh`` (Higham, SIAM J. Sci. Stat. Comput. 7 (1986) 1160).

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> a = np.array([[1., -1.], [2., 4.]])
    >>> u, p = linalg.polar(a)
    >>> np.allclose(u @ p, a), np.allclose(u @ u.T, np.eye(2))
    (True, True)
    """
    a, side = _POLAR.a(a), _POLAR.side(side)
    w, s, vh = svd(a, full_matrices=False)
    u = w @ vh
    if side == "right":
        return u, (vh.conj().swapaxes(-1, -2) * s[..., None, :]) @ vh
    return u, (w * s[..., None, :]) @ w.conj().swapaxes(-1, -2)


def orthogonal_procrustes(A: Any, B: Any, check_finite: bool = True) -> tuple[np.ndarray, Any]:
    """The unitary matrix ``R`` that minimises the Frobenius norm of ``A @ R - B``.

    Parameters
    ----------
    A, B : (..., M, N) array_like
    check_finite : bool, optional
        As in `solve`.

    Returns
    -------
    R : (..., N, N) ndarray
    scale : float or ndarray
        Sum of the singular values of ``A.conj().T @ B``.

    Notes
    -----
    Schonemann, Psychometrika 31 (1966) 1.

    Examples
    --------
    >>> from scinova import linalg
    >>> r, scale = linalg.orthogonal_procrustes([[2., 0.], [0., 1.]], [[0., 2.], [-1., 0.]])
    >>> (r + 0.).tolist(), scale
    ([[0.0, 1.0], [-1.0, 0.0]], np.float64(5.0))
    """
    A, B = _PROCRUSTES.A(A, check_finite), _PROCRUSTES.B(B, check_finite)
    if A.shape[-2:] != B.shape[-2:]:
        raise ValueError(f"linalg.orthogonal_procrustes: A and B must be of one shape; got {A.shape} and {B.shape}")

    def one(a: np.ndarray, b: np.ndarray) -> tuple:
        # The transposed product costs less to hold when A is given in column-major order.
        u, s, vh = svd((b.T @ a.conj()).T)
        return u @ vh, s.sum()
    return over_stack("linalg.orthogonal_procrustes", one, A, B)


def subspace_angles(A: Any, B: Any) -> np.ndarray:
    """Angles between the spaces that the columns of two matrices span.

    Parameters
    ----------
    A : (..., M, N) array_like
    B : (..., M, K) array_like

    Returns
    -------
    (..., min(rank A, rank B)) ndarray
        In radians, the largest first.

    Notes
    -----
    Small angles come from sines, large ones from cosines (Knyazev & Argentati, SIAM J. Sci. Comput. 23 (2002) 2008).

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> np.rad2deg(linalg.subspace_angles([[1.], [0.]], [[1.], [1.]]))
    array([45.])
    """
    A, B = _ANGLES.A(A), _ANGLES.B(B)
    if A.shape[-2] != B.shape[-2]:
        raise ValueError(f"linalg.subspace_angles: A and B must have the same number of rows; got {A.shape[-2]} and "
                         f"{B.shape[-2]}")
    return over_stack("linalg.subspace_angles", _angles, A, B)


def _angles(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    q, other = orth(a), orth(b)
    if q.shape[1] < other.shape[1]:
        q, other = other, q
    product = q.conj().T @ other
    cosines = svdvals(product)
    sines = svdvals(other - q @ product)[::-1]          # so that the largest cosine goes with the smallest sine
    small = np.square(cosines) >= 0.5
    return np.where(small, np.arcsin(np.clip(sines, -1, 1)), np.arccos(np.clip(cosines, -1, 1)))[::-1]
