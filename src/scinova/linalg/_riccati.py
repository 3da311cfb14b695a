# SPDX-License-Identifier: BSD-3-Clause
"""Algebraic Riccati equations in continuous and discrete time.

P. Van Dooren, A generalized eigenvalue approach for solving Riccati equations, SIAM J. Sci. Stat. Comput. 2 (1981) 121:
the stable deflating subspace [U1; U2] of an extended pencil of order 2 N + M gives the solution U2 (E U1)^-1. Neither R
nor E is inverted: the M columns of the input are first compressed away by a QR factorisation, and the QZ algorithm with
reordering finds the subspace. The pencil is scaled before by powers of two that keep its symplectic structure, after
P. Benner, Symplectic balancing of Hamiltonian matrices, SIAM J. Sci. Comput. 22 (2001) 1885.
"""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Array
from scinova.linalg._hessenberg import matrix_balance
from scinova.linalg._lu import lu_factor, lu_solve
from scinova.linalg._qr import qr
from scinova.linalg._qz import REGIONS, ordqz
from scinova.linalg._stacks import LinAlgError, over_stack
from scinova.linalg.lapack import get_lapack_funcs

_EPS = np.finfo(float).eps
_MATRIX: dict[str, Any] = {"dtype": "lapack", "ndim": (0, None), "finite": True, "refusal": ValueError}


def _declared(function: str) -> Arguments:
    return Arguments(function, example={"a": [[1.0]], "b": [[1.0]], "q": [[1.0]], "r": [[1.0]]},
                     **{name: Array(**_MATRIX) for name in "abqr"})


_CONTINUOUS, _DISCRETE = _declared("linalg.solve_continuous_are"), _declared("linalg.solve_discrete_are")


def solve_continuous_are(a: Any, b: Any, q: Any, r: Any, e: Any = None, s: Any = None,
                         balanced: bool = True) -> np.ndarray:
    """The stabilising solution of the algebraic Riccati equation of continuous time.

    It is the Hermitian ``x`` with ``a^H x e + e^H x a - (e^H x b + s) r^-1 (b^H x e + s^H) + q = 0`` for which the
    eigenvalues of the pencil ``a - b r^-1 (b^H x e + s^H), e`` lie in the left half plane.

    Parameters
    ----------
    a : (..., N, N) array_like
    b : (..., N, M) array_like
    q : (..., N, N) array_like
        Hermitian.
    r : (..., M, M) array_like
        Hermitian and regular.
    e : (..., N, N) array_like, optional
        Regular; by default the identity.
    s : (..., N, M) array_like, optional
        By default zero.
    balanced : bool, optional
        Scale the pencil first.

    Returns
    -------
    (..., N, N) ndarray of float64 or complex128

    Raises
    ------
    ValueError
        If shapes do not fit, ``q`` or ``r`` are not Hermitian, or ``r`` or ``e`` are singular.
    LinAlgError
        If there is no such solution, or eigenvalues so close to the imaginary axis that it cannot be told.

    Examples
    --------
    >>> from scinova import linalg
    >>> x = linalg.solve_continuous_are([[4.]], [[1.]], [[9.]], [[1.]])
    >>> float(x[0, 0].round(12))                # 8 x - x**2 + 9 = 0
    9.0
    """
    return _solve(_CONTINUOUS, a, b, q, r, e, s, balanced)


def solve_discrete_are(a: Any, b: Any, q: Any, r: Any, e: Any = None, s: Any = None,
                       balanced: bool = True) -> np.ndarray:
    """The stabilising solution of the algebraic Riccati equation of discrete time.

    It is the Hermitian ``x`` with
    ``a^H x a - e^H x e - (a^H x b + s) (r + b^H x b)^-1 (b^H x a + s^H) + q = 0`` for which the eigenvalues of the
    pencil ``a - b (r + b^H x b)^-1 (b^H x a + s^H), e`` lie inside the unit circle.

    Parameters
    ----------
    a : (..., N, N) array_like
    b : (..., N, M) array_like
    q : (..., N, N) array_like
        Hermitian.
    r : (..., M, M) array_like
        Hermitian; it may be singular.
    e : (..., N, N) array_like, optional
        Regular; by default the identity.
    s : (..., N, M) array_like, optional
        By default zero.
    balanced : bool, optional
        Scale the pencil first.

    Returns
    -------
    (..., N, N) ndarray of float64 or complex128

    Raises
    ------
    ValueError
        If shapes do not fit, ``q`` or ``r`` are not Hermitian, or ``e`` is singular.
    LinAlgError
        If there is no such solution, or eigenvalues so close to the unit circle that it cannot be told.

    Examples
    --------
    >>> from scinova import linalg
    >>> x = linalg.solve_discrete_are([[0.]], [[1.]], [[2.]], [[1.]])
    >>> float(x[0, 0].round(12))
    2.0
    """
    return _solve(_DISCRETE, a, b, q, r, e, s, balanced)


def _solve(declared: Arguments, a: Any, b: Any, q: Any, r: Any, e: Any, s: Any, balanced: bool) -> np.ndarray:
    given = {"a": a, "b": b, "q": q, "r": r}
    optional = {name: value for name, value in (("e", e), ("s", s)) if value is not None}
    spec = {**declared.specs, "e": declared.specs["a"], "s": declared.specs["b"]}
    arrays = {name: np.atleast_2d(spec[name](value)) for name, value in {**given, **optional}.items()}
    _check_shapes(declared.function, arrays)
    kind = np.complex128 if any(x.dtype.kind == "c" for x in arrays.values()) else np.float64
    if arrays["a"].size == 0:
        return np.empty(arrays["a"].shape, kind)
    names = list(arrays)
    discrete = declared is _DISCRETE

    def one(*matrices: np.ndarray) -> np.ndarray:
        return _stabilising(declared.function, dict(zip(names, matrices)), discrete, balanced)
    return over_stack(declared.function, one, *(x.astype(kind, copy=False) for x in arrays.values()))


def _check_shapes(function: str, arrays: dict[str, np.ndarray]) -> None:
    n, m = arrays["b"].shape[-2:]
    for name, x in arrays.items():
        wanted = {"b": (n, m), "s": (n, m), "r": (m, m)}.get(name, (n, n))
        if x.shape[-2:] != wanted:
            raise ValueError(f"{function}: with b of shape {arrays['b'].shape}, {name} must have {wanted[0]} rows and "
                             f"{wanted[1]} columns; got an array of shape {x.shape}")


def _stabilising(function: str, given: dict[str, np.ndarray], discrete: bool, balanced: bool) -> np.ndarray:
    for name in "qr":
        x = given[name]
        if _norm(x - x.conj().T) > 100 * _EPS * _norm(x):
            raise ValueError(f"{function}: {name} must be Hermitian")
    for name in ("e",) if discrete else ("e", "r"):
        if name in given and not _regular(given[name]):
            raise ValueError(f"{function}: {name} must be regular; it is singular to working precision")
    n, m = given["b"].shape
    if n == 0:
        return np.empty_like(given["a"])
    h, j = (_symplectic if discrete else _hamiltonian)(given)
    scale = _scaling(h, j, n) if balanced else np.ones(len(h))
    ratios = scale[:, None] / scale
    h, j = h * ratios, j * ratios
    # Rows orthogonal to the last M columns of h; those of j are zero.
    rest = qr(h[:, 2 * n:])[0][:, m:].conj().T
    inside = REGIONS["iuc" if discrete else "lhp"]
    _, _, alpha, beta, _, z = ordqz(rest @ h[:, :2 * n], rest @ j[:, :2 * n], sort="iuc" if discrete else "lhp",
                                    output="real" if h.dtype.kind == "f" else "complex", overwrite_a=True,
                                    overwrite_b=True, check_finite=False)
    if inside(alpha, beta).sum() != n:
        raise LinAlgError(f"{function}: the pencil has eigenvalues too close to the "
                          f"{'unit circle' if discrete else 'imaginary axis'} for a stabilising solution")
    upper, lower = j[:n, :n] @ z[:n, :n], z[n:, :n]
    return _quotient(function, upper, lower) * (scale[:n, None] * scale[:n])


def _quotient(function: str, upper: np.ndarray, lower: np.ndarray) -> np.ndarray:
    """``lower @ inv(upper)`` for a basis of a subspace on which that is Hermitian."""
    product = upper.conj().T @ lower
    if _norm(product - product.conj().T) > max(1e3 * _EPS, 0.1 * _norm(product)):
        raise LinAlgError(f"{function}: the pencil has eigenvalues so close to the border of stability that the "
                          "solution cannot be told")
    if not _regular(upper):
        raise LinAlgError(f"{function}: there is no finite solution")
    x = lu_solve(lu_factor(upper, check_finite=False), lower.conj().T, trans=2, check_finite=False).conj().T
    return (x + x.conj().T) / 2


def _hamiltonian(given: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """h and j with h [x, p, u] = t j [x, p, u]: states, costates and inputs of motions exp(t time)."""
    a, b, q, r, e, s = _six(given)
    n, m = b.shape
    at, zero = a.conj().T, np.zeros((n, n))
    h = np.block([[a, zero, b], [-q, -at, -s], [s.conj().T, b.conj().T, r]])
    return h, np.block([[e, zero, np.zeros((n, m))], [zero, e.conj().T, np.zeros((n, m))], [np.zeros((m, 2 * n + m))]])


def _symplectic(given: dict[str, np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """The same for motions t**time."""
    a, b, q, r, e, s = _six(given)
    n, m = b.shape
    zero, side = np.zeros((n, n)), np.zeros((n, m))
    h = np.block([[a, zero, b], [-q, e.conj().T, -s], [s.conj().T, side.T, r]])
    return h, np.block([[e, zero, side], [zero, a.conj().T, side], [side.T, -b.conj().T, np.zeros((m, m))]])


def _six(given: dict[str, np.ndarray]) -> tuple[np.ndarray, ...]:
    b = given["b"]
    return (given["a"], b, given["q"], given["r"], given.get("e", np.eye(len(b), dtype=b.dtype)),
            given.get("s", np.zeros_like(b)))


def _scaling(h: np.ndarray, j: np.ndarray, n: int) -> np.ndarray:
    """Powers of two d with ``d h / d`` and ``d j / d`` balanced, those of states and costates each other's inverse."""
    sizes = np.abs(h) + np.abs(j)
    np.fill_diagonal(sizes, 0)
    # The other way round: the balanced matrix is inv(diag(d)) sizes diag(d).
    exponent = -np.log2(matrix_balance(sizes, permute=False, separate=True)[1][0])
    states = np.round((exponent[:n] - exponent[n:2 * n]) / 2)
    return np.exp2(np.concatenate((states, -states, exponent[2 * n:])))


def _norm(x: np.ndarray) -> float:
    return float(np.abs(x).sum(axis=0).max(initial=0))


def _regular(x: np.ndarray) -> bool:
    """Whether the estimated condition number is below the inverse of the rounding unit."""
    getrf, gecon = get_lapack_funcs(("getrf", "gecon"), (x,))
    lu, _, info = getrf(x)
    return bool(info == 0 and (x.size == 0 or gecon(lu, _norm(x))[0] >= _EPS))
