# SPDX-License-Identifier: BSD-3-Clause
"""Linear matrix equations: Sylvester's, and Lyapunov's in continuous and discrete time.

Golub, Nash & Van Loan, IEEE Trans. Automat. Control 24 (1979) 909: one coefficient becomes triangular, the other one
Hessenberg. Bartels & Stewart, Comm. ACM 15 (1972) 820, for equations of Lyapunov, and where the first method finds the
equation close to one without a unique solution: Schur forms of both coefficients turn it into a triangular one, which
LAPACK's trsyl solves, or refuses. The discrete equation becomes a continuous one by the Cayley transform (Popov 1964).
"""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Array
from scinova.linalg import _native
from scinova.linalg._schur import schur
from scinova.linalg._solve import inv, solve
from scinova.linalg._stacks import LinAlgError, broadcast_stacks, infos, options, over_stack, rows
from scinova.linalg.lapack import get_lapack_funcs

_SQUARE: dict[str, Any] = {"dtype": "lapack", "ndim": (2, None), "square": True, "finite": True}
_SYLVESTER = Arguments("linalg.solve_sylvester",
                       example={"a": [[1.0, 2.0], [3.0, 4.0]], "b": [[5.0]], "q": [[1.0], [2.0]]}, a=Array(**_SQUARE),
                       b=Array(**_SQUARE), q=Array("lapack", ndim=(2, None), finite=True))


def _lyapunov(function: str) -> Arguments:
    return Arguments(function, example={"a": [[0.5, 0.0], [0.0, 0.25]], "q": [[1.0, 0.0], [0.0, 1.0]]},
                     a=Array(**_SQUARE, refusal=ValueError), q=Array(**_SQUARE, refusal=ValueError))


_CONTINUOUS, _DISCRETE = _lyapunov("linalg.solve_continuous_lyapunov"), _lyapunov("linalg.solve_discrete_lyapunov")
KRONECKER_BELOW = 10        # order from which the Cayley transform is the default


def solve_sylvester(a: Any, b: Any, q: Any) -> np.ndarray:
    """The solution of ``a @ x + x @ b = q``.

    Parameters
    ----------
    a : (..., M, M) array_like
    b : (..., N, N) array_like
    q : (..., M, N) array_like

    Returns
    -------
    (..., M, N) ndarray

    Raises
    ------
    LinAlgError
        If ``a`` and ``-b`` have (nearly) an eigenvalue in common, so that there is no unique solution.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> a, b, q = np.array([[1., 2.], [3., 4.]]), np.array([[5.]]), np.array([[1.], [2.]])
    >>> x = linalg.solve_sylvester(a, b, q)
    >>> np.allclose(a @ x + x @ b, q)
    True
    """
    a, b, q = _SYLVESTER.a(a), _SYLVESTER.b(b), _SYLVESTER.q(q)
    if q.shape[-2:] != (a.shape[-1], b.shape[-1]):
        raise ValueError(f"linalg.solve_sylvester: q must have {a.shape[-1]} rows like a and {b.shape[-1]} columns "
                         f"like b; got an array of shape {q.shape}")
    kind = np.result_type(a, b, q)
    stack, given = broadcast_stacks("linalg.solve_sylvester", a, b, q)
    if q.size == 0 or 0 in stack:
        return np.empty(stack + q.shape[-2:], dtype=kind)
    # What is row-major for us is transposed for the kernel, which solves b.T @ x.T + x.T @ a.T = q.T.
    x = rows(given[2].astype(kind, copy=False))
    info = infos(len(x))
    _native.solve_sylvester(*(rows(m.astype(kind, copy=False)) for m in (given[1], given[0])), x, info)
    for k in np.flatnonzero(info):
        at = np.unravel_index(k, stack)
        x[k] = _bartels_stewart(*(m[at] for m in given))
    return x.reshape(stack + q.shape[-2:])


def _bartels_stewart(a: np.ndarray, b: np.ndarray, q: np.ndarray) -> np.ndarray:
    form = "complex" if any(m.dtype.kind == "c" for m in (a, b, q)) else "real"
    r, u = schur(a, form, check_finite=False)
    s, v = schur(b.conj().T, form, check_finite=False)
    return u @ _triangular("linalg.solve_sylvester", r, s, u.conj().T @ q @ v, "C") @ v.conj().T


def _triangular(function: str, r: np.ndarray, s: np.ndarray, f: np.ndarray, transpose: str) -> np.ndarray:
    """y with r y + y op(s) = f, for (quasi-)triangular r and s."""
    trsyl = get_lapack_funcs("trsyl", (r, s, f))
    y, scale, info = trsyl(r, s, f, tranb=transpose)
    if info != 0:
        raise LinAlgError(f"{function}: the coefficients have eigenvalues so close to each other's negatives that "
                          "there is no unique solution")
    return y / scale


def solve_continuous_lyapunov(a: Any, q: Any) -> np.ndarray:
    """The solution of ``a @ x + x @ a.conj().T = q``.

    Parameters
    ----------
    a, q : (..., M, M) array_like

    Returns
    -------
    (..., M, M) ndarray

    Raises
    ------
    LinAlgError
        If two eigenvalues of ``a`` are (nearly) each other's negative conjugates.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> a = np.array([[-3., -2., 0.], [-1., -1., 0.], [0., -5., -1.]])
    >>> x = linalg.solve_continuous_lyapunov(a, np.eye(3))
    >>> np.allclose(a @ x + x @ a.T, np.eye(3))
    True
    """
    a, q = _both(_CONTINUOUS, a, q)
    kind = np.result_type(a, q)
    stack, given = broadcast_stacks(_CONTINUOUS.function, a, q)
    if a.size == 0 or 0 in stack:
        return np.empty(stack + q.shape[-2:], dtype=kind)
    # Row-major for us is transposed for the kernel: conj(a) @ x.T + x.T @ a.T = q.T.
    x = rows(given[1].astype(kind, copy=False))
    info = infos(len(x))
    _native.solve_lyapunov(rows(given[0].astype(kind, copy=False)), x, info)
    for k in np.flatnonzero(info):
        at = np.unravel_index(k, stack)
        x[k] = _lyapunov_by_schur(*(m[at] for m in given))
    return x.reshape(stack + q.shape[-2:])


def _lyapunov_by_schur(a: np.ndarray, q: np.ndarray) -> np.ndarray:
    r, u = schur(a, "complex" if np.result_type(a, q).kind == "c" else "real", check_finite=False)
    y = _triangular(_CONTINUOUS.function, r, r, u.conj().T @ q @ u, "C")
    return u @ y @ u.conj().T


# The name of the same function before SciPy 0.17, which is public still.
solve_lyapunov = solve_continuous_lyapunov


def solve_discrete_lyapunov(a: Any, q: Any, method: str | None = None) -> np.ndarray:
    """The solution of ``a @ x @ a.conj().T - x + q = 0``.

    Parameters
    ----------
    a, q : (..., M, M) array_like
    method : {None, 'direct', 'bilinear'}, optional
        Solve the M**2 linear equations, which costs M**6 operations, or a continuous equation after a Cayley transform;
        by default the first below M = 10.

    Returns
    -------
    (..., M, M) ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> a = np.array([[0.2, 0.5], [0.7, -0.9]])
    >>> x = linalg.solve_discrete_lyapunov(a, np.eye(2))
    >>> np.allclose(a @ x @ a.T - x, -np.eye(2))
    True
    """
    a, q = _both(_DISCRETE, a, q)
    methods = {"direct": _kronecker, "bilinear": _cayley}
    default = "direct" if a.shape[-1] < KRONECKER_BELOW else "bilinear"
    key = method.lower() if isinstance(method, str) else default if method is None else method
    return over_stack(_DISCRETE.function, options(key, "method", _DISCRETE.function, methods), a, q)


def _both(declared: Arguments, a: Any, q: Any) -> tuple[np.ndarray, np.ndarray]:
    a, q = declared.a(a), declared.q(q)
    if a.shape[-1] != q.shape[-1]:
        raise ValueError(f"{declared.function}: a and q must be of the same order; got shapes {a.shape} and {q.shape}")
    return a, q


def _kronecker(a: np.ndarray, q: np.ndarray) -> np.ndarray:
    n = len(a)
    if n == 0:
        return np.empty(a.shape, dtype=np.result_type(a, q))
    operator = np.eye(n * n) - np.kron(a, a.conj())
    return np.reshape(solve(operator, q.ravel()), (n, n))


def _cayley(a: np.ndarray, q: np.ndarray) -> np.ndarray:
    if len(a) == 0:
        return np.empty(a.shape, dtype=np.result_type(a, q))
    one = np.eye(len(a))
    adjoint = a.conj().T
    inverse = inv(adjoint + one)
    b = (adjoint - one) @ inverse
    return solve_continuous_lyapunov(b.conj().T, -2 * (inv(a + one) @ q @ inverse))
