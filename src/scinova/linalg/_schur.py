# SPDX-License-Identifier: BSD-3-Clause
"""Schur form of a matrix: A = Z T Z^H with Z unitary and T triangular, or quasi-triangular for real matrices.

Golub & Van Loan, Matrix Computations, 4th ed., chapter 7, through LAPACK's gees; the real form becomes the complex one
by Givens rotations that split its 2 x 2 blocks.
"""
from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Array, Choice
from scinova.linalg._stacks import COMPLEX_OF, LinAlgError, options, over_stack
from scinova.linalg.lapack import get_lapack_funcs

FORMS = {"real": False, "r": False, "complex": True, "c": True}
_SCHUR = Arguments("linalg.schur", example={"a": [[1.0, 2.0], [3.0, 4.0]]},
                   a=Array("lapack", ndim=(2, None), square=True, finite=True),
                   output=Choice(tuple(FORMS)))
_RSF2CSF = Arguments("linalg.rsf2csf", example={"T": [[1.0, 2.0], [0.0, 4.0]], "Z": [[1.0, 0.0], [0.0, 1.0]]},
                     T=Array("lapack", ndim=(2, None), square=True, finite=True, refusal=ValueError),
                     Z=Array("lapack", ndim=(2, None), square=True, finite=True, refusal=ValueError))

# Half planes, and inside and outside of the unit circle.
REGIONS: dict[str, Callable[[complex], bool]] = {
    "lhp": lambda z: z.real < 0, "rhp": lambda z: z.real >= 0,
    "iuc": lambda z: abs(z) <= 1, "ouc": lambda z: abs(z) > 1}


def schur(a: Any, output: str = "real", lwork: int | None = None, overwrite_a: bool = False, sort: Any = None,
          check_finite: bool = True) -> Any:
    """Schur decomposition ``a = Z @ T @ Z.conj().T`` of a square matrix, or of each of a stack.

    Parameters
    ----------
    a : (..., M, M) array_like
    output : {'real', 'complex'}, optional
        For a real matrix: whether complex pairs of eigenvalues stay as 2 x 2 blocks on the diagonal of ``T``.
    lwork : int, optional
        Length of LAPACK's workspace; the best one by default.
    overwrite_a, check_finite : bool, optional
        As in `solve`.
    sort : {None, callable, 'lhp', 'rhp', 'iuc', 'ouc'}, optional
        Which eigenvalues come first: those with negative or non-negative real part, inside (or on) or outside the unit
        circle, or those for which the function is true. It is called with one complex number, or with real and
        imaginary part when the form is real (with the real part alone if it takes one argument).

    Returns
    -------
    T, Z : (..., M, M) ndarray
    sdim : int
        With ``sort``: how many eigenvalues were chosen.

    Raises
    ------
    LinAlgError
        If the iteration does not converge, or rounding errors upset the order asked for.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> a = np.array([[0., 2.], [-2., 0.]])
    >>> t, z = linalg.schur(a, output="complex")
    >>> np.allclose(z @ t @ z.conj().T, a), np.allclose(t[1, 0], 0)
    (True, True)
    """
    complex_form = FORMS[_SCHUR.output(output)]
    a = _SCHUR.a(a, check_finite)
    if complex_form and a.dtype.char in COMPLEX_OF:
        a = a.astype(COMPLEX_OF[a.dtype.char], copy=False)
    chooser = None if sort is None else _chooser(sort, a.dtype.kind == "c")

    def one(matrix: np.ndarray) -> tuple:
        return _schur(matrix, lwork, overwrite_a, chooser)
    return over_stack("linalg.schur", one, a)


def _chooser(sort: Any, is_complex: bool) -> Callable[..., Any]:
    """What LAPACK calls: with a complex number, or with its parts."""
    if callable(sort):
        if is_complex or _takes_two(sort):
            return sort
        return lambda re, im: sort(re)
    region = options(sort, "sort", "linalg.schur", REGIONS)
    return region if is_complex else lambda re, im: region(complex(re, im))


def _takes_two(function: Callable[..., Any]) -> bool:
    try:
        inspect.signature(function).bind(0.0, 0.0)
    except TypeError:
        return False
    except ValueError:              # built-in functions need not tell
        pass
    return True


def _schur(a: np.ndarray, lwork: int | None, overwrite: bool, chooser: Callable[..., Any] | None) -> tuple:
    n = len(a)
    if n == 0:
        empty = np.empty_like(a)
        return (empty, empty.copy(), 0) if chooser else (empty, empty.copy())
    gees = get_lapack_funcs("gees", (a,))
    t, sdim, *_, z, _, info = gees(chooser or (lambda *_: False), a, lwork=lwork, overwrite_a=overwrite,
                                   sort_t=chooser is not None)
    if info == n + 1:
        raise LinAlgError("linalg.schur: eigenvalues are too close to each other to be put in the order asked for")
    if info == n + 2:
        raise LinAlgError("linalg.schur: rounding errors changed eigenvalues, so that sort is not true of the leading "
                          "ones any more")
    if info > 0:
        raise LinAlgError("linalg.schur: no convergence")
    return (t, z, sdim) if chooser else (t, z)


def rsf2csf(T: Any, Z: Any, check_finite: bool = True) -> tuple[np.ndarray, np.ndarray]:
    """The complex Schur form from the real one.

    Parameters
    ----------
    T, Z : (..., M, M) array_like
        The real form, as `schur` returns it.
    check_finite : bool, optional
        As in `solve`.

    Returns
    -------
    T, Z : (..., M, M) ndarray
        Complex, ``T`` upper triangular, with the same product ``Z @ T @ Z.conj().T``.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> t, z = linalg.rsf2csf([[0., 2.], [-2., 0.]], np.eye(2))
    >>> np.sort(np.diag(t).imag.round(12))
    array([-2.,  2.])
    """
    T, Z = _RSF2CSF.T(T, check_finite), _RSF2CSF.Z(Z, check_finite)
    if T.shape[-1] != Z.shape[-1]:
        raise ValueError(f"linalg.rsf2csf: T and Z must be of the same order; got shapes {T.shape} and {Z.shape}")
    kind = np.result_type(T, Z)
    kind = COMPLEX_OF.get(kind.char, kind)
    return over_stack("linalg.rsf2csf", _split_blocks, T.astype(kind), Z.astype(kind))


def _split_blocks(t: np.ndarray, z: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Rotates every 2 x 2 block on the diagonal of t into triangular form."""
    t, z = t.copy(), z.copy()
    eps = np.finfo(t.dtype).eps
    for m in range(len(t) - 1, 0, -1):
        if abs(t[m, m - 1]) > eps * (abs(t[m - 1, m - 1]) + abs(t[m, m])):
            # The first column of the rotation is an eigenvector of the block.
            mu = np.linalg.eigvals(t[m - 1:m + 1, m - 1:m + 1])[0] - t[m, m]
            r = np.hypot(abs(mu), abs(t[m, m - 1]))
            c, s = mu / r, t[m, m - 1] / r
            g = np.array([[c.conjugate(), s.conjugate()], [-s, c]], dtype=t.dtype)
            t[m - 1:m + 1, m - 1:] = g @ t[m - 1:m + 1, m - 1:]
            t[:m + 1, m - 1:m + 1] = t[:m + 1, m - 1:m + 1] @ g.conj().T
            z[:, m - 1:m + 1] = z[:, m - 1:m + 1] @ g.conj().T
        t[m, m - 1] = 0
    return t, z
