# SPDX-License-Identifier: BSD-3-Clause
"""Generalised Schur form of a pencil: A = Q S Z^H, B = Q T Z^H with Q and Z unitary, S and T triangular.

Moler & Stewart, SIAM J. Numer. Anal. 10 (1973) 241, through LAPACK's gges; reordering after Kagstrom & Poromaa, Numer.
Algorithms 12 (1996) 369, through tgsen.
"""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Array, Choice
from scinova.linalg._schur import FORMS
from scinova.linalg._stacks import COMPLEX_OF, LinAlgError, options, over_stack
from scinova.linalg.lapack import get_lapack_funcs


def _declared(function: str) -> Arguments:
    square = {"dtype": "lapack", "ndim": (2, None), "square": True, "finite": True}
    return Arguments(function, example={"A": [[1.0, 2.0], [3.0, 4.0]], "B": [[1.0, 0.0], [0.0, 2.0]]},
                     A=Array(**square), B=Array(**square), output=Choice(tuple(FORMS)))      # type: ignore[arg-type]


_QZ, _ORDQZ = _declared("linalg.qz"), _declared("linalg.ordqz")


def _left(alpha: np.ndarray, beta: np.ndarray) -> np.ndarray:
    return (beta != 0) & (np.real(alpha * np.conj(beta)) < 0)


def _right(alpha: np.ndarray, beta: np.ndarray) -> np.ndarray:
    return (beta != 0) & (np.real(alpha * np.conj(beta)) > 0)


def _inside(alpha: np.ndarray, beta: np.ndarray) -> np.ndarray:
    return (beta != 0) & (np.abs(alpha) < np.abs(beta))


def _outside(alpha: np.ndarray, beta: np.ndarray) -> np.ndarray:
    return np.where(beta == 0, alpha != 0, np.abs(alpha) > np.abs(beta))


REGIONS = {"lhp": _left, "rhp": _right, "iuc": _inside, "ouc": _outside}


def qz(A: Any, B: Any, output: str = "real", lwork: int | None = None, sort: None = None, overwrite_a: bool = False,
       overwrite_b: bool = False, check_finite: bool = True) -> tuple[np.ndarray, ...]:
    """Generalised Schur (QZ) decomposition of a pencil, or of each of a stack.

    Parameters
    ----------
    A, B : (..., M, M) array_like
    output : {'real', 'complex'}, optional
        For real matrices: whether complex pairs of eigenvalues stay as 2 x 2 blocks on the diagonal.
    lwork : int, optional
        Length of LAPACK's workspace; the best one by default.
    sort : None
        Not supported: `ordqz` sorts.
    overwrite_a, overwrite_b, check_finite : bool, optional
        As in `solve`.

    Returns
    -------
    AA, BB : (..., M, M) ndarray
        The (quasi-)triangular forms.
    Q, Z : (..., M, M) ndarray
        Unitary, with ``A = Q @ AA @ Z.conj().T`` and ``B = Q @ BB @ Z.conj().T``.

    Raises
    ------
    LinAlgError
        If the iteration does not converge.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> a, b = np.array([[1., 2.], [3., 4.]]), np.array([[2., 0.], [1., 1.]])
    >>> aa, bb, q, z = linalg.qz(a, b)
    >>> np.allclose(q @ aa @ z.T, a), np.allclose(q @ bb @ z.T, b)
    (True, True)
    """
    if sort is not None:
        raise ValueError("linalg.qz: sort must be None; ordqz puts eigenvalues in order")
    a, b = _pencil(_QZ, A, B, output, check_finite)

    def one(x: np.ndarray, y: np.ndarray) -> tuple:
        aa, bb, _, _, q, z = _forms("linalg.qz", x, y, lwork, overwrite_a, overwrite_b)
        return aa, bb, q, z
    return over_stack("linalg.qz", one, a, b)


def ordqz(A: Any, B: Any, sort: Any = "lhp", output: str = "real", overwrite_a: bool = False, overwrite_b: bool = False,
          check_finite: bool = True) -> tuple[np.ndarray, ...]:
    """QZ decomposition of a pencil with chosen eigenvalues first.

    Parameters
    ----------
    A, B : (..., M, M) array_like
    sort : {callable, 'lhp', 'rhp', 'iuc', 'ouc'}, optional
        Which eigenvalues ``alpha/beta`` come first: in the left or right half plane, inside or outside the unit circle
        (infinite ones are outside of it and in no half plane); or a function of the arrays ``alpha`` and ``beta`` that
        returns booleans.
    output, overwrite_a, overwrite_b, check_finite
        As in `qz`.

    Returns
    -------
    AA, BB : (..., M, M) ndarray
    alpha, beta : (..., M) ndarray
        The eigenvalues are ``alpha/beta``.
    Q, Z : (..., M, M) ndarray

    Raises
    ------
    LinAlgError
        If the iteration does not converge, or the pencil is too close to one that cannot be reordered.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> aa, bb, alpha, beta, q, z = linalg.ordqz(np.diag([3., -1.]), np.eye(2), sort="lhp")
    >>> np.real(alpha / beta)
    array([-1.,  3.])
    """
    a, b = _pencil(_ORDQZ, A, B, output, check_finite)
    choose = sort if callable(sort) else options(sort, "sort", "linalg.ordqz", REGIONS)

    def one(x: np.ndarray, y: np.ndarray) -> tuple:
        aa, bb, alpha, beta, q, z = _forms("linalg.ordqz", x, y, None, overwrite_a, overwrite_b)
        if len(x) == 0:
            return aa, bb, alpha, beta, q, z
        chosen = np.asarray(choose(alpha, beta), dtype=bool)
        tgsen = get_lapack_funcs("tgsen", (aa, bb))
        result = tgsen(chosen, aa, bb, q, z, ijob=0, overwrite_a=True, overwrite_b=True, overwrite_q=True,
                       overwrite_z=True)
        if result[-1] != 0:
            raise LinAlgError("linalg.ordqz: the pencil is too close to one whose eigenvalues cannot be put in the "
                              "order asked for")
        aa, bb, *values, beta, q, z = result[:7 if aa.dtype.kind == "f" else 6]
        return aa, bb, _alpha(values), beta, q, z
    return over_stack("linalg.ordqz", one, a, b)


def _alpha(parts: list[np.ndarray]) -> np.ndarray:
    return parts[0] if len(parts) == 1 else parts[0] + parts[1].dtype.type(1) * 1j * parts[1]


def _pencil(declared: Arguments, A: Any, B: Any, output: str, check_finite: bool) -> tuple[np.ndarray, np.ndarray]:
    complex_form = FORMS[declared.output(output)]
    a, b = declared.A(A, check_finite), declared.B(B, check_finite)
    if a.shape[-1] != b.shape[-1]:
        raise ValueError(f"{declared.function}: A and B must be of the same order; got shapes {a.shape} and {b.shape}")
    kind = np.result_type(a, b)
    if complex_form:
        kind = COMPLEX_OF.get(kind.char, kind)
    return a.astype(kind, copy=False), b.astype(kind, copy=False)


def _forms(function: str, a: np.ndarray, b: np.ndarray, lwork: int | None, overwrite_a: bool,
           overwrite_b: bool) -> tuple[np.ndarray, ...]:
    n = len(a)
    if n == 0:
        return (*(np.empty_like(a) for _ in range(2)), np.empty(0, COMPLEX_OF.get(a.dtype.char, a.dtype)),
                np.empty(0, a.dtype), *(np.empty_like(a) for _ in range(2)))
    gges = get_lapack_funcs("gges", (a, b))
    aa, bb, _, *values, beta, q, z, _, info = gges(lambda *_: False, a, b, lwork=lwork, overwrite_a=overwrite_a,
                                                   overwrite_b=overwrite_b)
    if info > 0:
        raise LinAlgError(f"{function}: no convergence")
    return aa, bb, _alpha(values), beta, q, z
