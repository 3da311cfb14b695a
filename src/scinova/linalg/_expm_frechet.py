# SPDX-License-Identifier: BSD-3-Clause
"""The Frechet derivative of the matrix exponential, and the exponential's condition number.

Al-Mohy & Higham, SIAM J. Matrix Anal. Appl. 30 (2009) 1639: scaling and squaring, differentiated step by step.
"""
from __future__ import annotations

import math
from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Array, Choice
from scinova.linalg._expm import expm
from scinova.linalg._lu import lu_factor, lu_solve
from scinova.linalg._stacks import over_stack

_SQUARE: dict[str, Any] = {"dtype": "lapack", "ndim": (2, None), "square": True, "finite": True}
_FRECHET = Arguments("linalg.expm_frechet",
                     example={"A": [[1.0, 2.0], [3.0, 4.0]], "E": [[0.0, 1.0], [1.0, 0.0]], "method": "SPS"},
                     A=Array(**_SQUARE), E=Array(**_SQUARE),
                     method=Choice({None: "SPS", "SPS": "SPS", "blockEnlarge": "blockEnlarge"}))
_COND = Arguments("linalg.expm_cond", example={"A": [[1.0, 2.0], [3.0, 4.0]]}, A=Array(**_SQUARE))

# Table 6.1 of the paper: the norm up to which a degree serves both the function and the derivative.
_LIMITS = {3: 1.08e-2, 5: 2.00e-1, 7: 7.83e-1, 9: 1.78, 13: 4.74}


def _pade(m: int) -> list[float]:
    """Coefficients of the numerator of the diagonal Pade approximant of exp, lowest power first."""
    b = [1.0] * (m + 1)
    for k in range(m, 0, -1):
        b[k - 1] = b[k] * k * (2 * m - k + 1) / (m - k + 1)
    return b


def _double(a: np.ndarray) -> np.ndarray:
    return a.astype(np.complex128 if a.dtype.kind == "c" else np.float64, copy=False)


def expm_frechet(A: Any, E: Any, method: str | None = None, compute_expm: bool = True,
                 check_finite: bool = True) -> Any:
    """Frechet derivative of the matrix exponential at ``A`` in the direction ``E``.

    Parameters
    ----------
    A, E : (..., N, N) array_like
        Computed in double precision.
    method : {None, 'SPS', 'blockEnlarge'}, optional
        Scaling, Pade and squaring (the default), or the exponential of ``[[A, E], [0, A]]``.
    compute_expm : bool, optional
        Return the exponential too.
    check_finite : bool, optional
        Refuse NaN and inf.

    Returns
    -------
    expm_A : (..., N, N) ndarray
        With ``compute_expm``.
    expm_frechet_AE : (..., N, N) ndarray
        The part of ``expm(A + E) - expm(A)`` that is linear in ``E``.

    Raises
    ------
    ValueError
        If ``A`` and ``E`` are not square matrices of the same order.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> a, e = np.array([[1., 2.], [3., 4.]]), np.array([[0., 1.], [2., 3.]])
    >>> f, d = linalg.expm_frechet(a, e)
    >>> np.allclose(d, (linalg.expm(a + 1e-6 * e) - linalg.expm(a - 1e-6 * e)) / 2e-6)
    True
    """
    a, e = _double(_FRECHET.A(A, check_finite)), _double(_FRECHET.E(E, check_finite))
    if a.shape[-1] != e.shape[-1]:
        raise ValueError(f"linalg.expm_frechet: A and E must be of the same order; got shapes {a.shape} and {e.shape}")
    algorithm = _sps if _FRECHET.method(method) == "SPS" else _enlarged
    f, d = over_stack("linalg.expm_frechet", algorithm, a, e)
    return (f, d) if compute_expm else d


def _enlarged(a: np.ndarray, e: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    n = len(a)
    f = expm(np.block([[a, e], [np.zeros_like(a), a]]))
    return f[:n, :n], f[:n, n:]


def _sps(a: np.ndarray, e: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """exp(a) and its derivatives in the directions e (..., n, n)."""
    n = len(a)
    if a.size == 0:
        return a.copy(), np.empty(e.shape, dtype=np.result_type(a, e))
    norm = float(np.abs(a).sum(0).max())
    m = next((m for m, limit in _LIMITS.items() if norm <= limit), 13)
    s = max(0, math.ceil(math.log2(norm / _LIMITS[13]))) if m == 13 and math.isfinite(norm) else 0
    a, e = a * 2.0 ** -s, e * 2.0 ** -s
    u, v, du, dv = (_high if m == 13 else _low)(a, e, _pade(m))
    lu = lu_factor(v - u, check_finite=False)

    def solved(b: np.ndarray) -> np.ndarray:
        wide = np.moveaxis(b, -2, 0).reshape(n, -1)
        return np.moveaxis(lu_solve(lu, wide, check_finite=False).reshape(n, *b.shape[:-2], n), 0, -2)

    f = solved(u + v)
    d = solved(du + dv + (du - dv) @ f)
    for _ in range(s):
        d = f @ d + d @ f
        f = f @ f
    return f, d


def _low(a: np.ndarray, e: np.ndarray, b: list[float]) -> tuple[np.ndarray, ...]:
    """Odd and even part of degree 3, 5, 7 or 9, and their derivatives."""
    one = np.eye(len(a))
    a2, m2 = a @ a, a @ e + e @ a
    powers, derivatives = [one, a2], [np.zeros_like(one), m2]
    while 2 * len(powers) < len(b):
        derivatives.append(a2 @ derivatives[-1] + m2 @ powers[-1])
        powers.append(a2 @ powers[-1])
    w, v = (sum(c * p for c, p in zip(b[k::2], powers)) for k in (1, 0))
    dw, dv = (sum(c * p for c, p in zip(b[k::2], derivatives)) for k in (1, 0))
    return a @ w, v, a @ dw + e @ w, dv


def _high(a: np.ndarray, e: np.ndarray, b: list[float]) -> tuple[np.ndarray, ...]:
    """The same of degree 13, with fewer products."""
    one = np.eye(len(a))
    a2, m2 = a @ a, a @ e + e @ a
    a4, m4 = a2 @ a2, a2 @ m2 + m2 @ a2
    a6, m6 = a2 @ a4, a4 @ m2 + m4 @ a2
    w1, z1 = (b[k + 4] * a6 + b[k + 2] * a4 + b[k] * a2 for k in (9, 8))
    dw1, dz1 = (b[k + 4] * m6 + b[k + 2] * m4 + b[k] * m2 for k in (9, 8))
    w, v = (a6 @ x + b[k + 6] * a6 + b[k + 4] * a4 + b[k + 2] * a2 + b[k] * one for k, x in ((1, w1), (0, z1)))
    dw, dv = (a6 @ dx + m6 @ x + b[k + 6] * m6 + b[k + 4] * m4 + b[k + 2] * m2
              for k, x, dx in ((1, w1, dw1), (0, z1, dz1)))
    return a @ w, v, a @ dw + e @ w, dv


def expm_cond(A: Any, check_finite: bool = True) -> Any:
    """Relative condition number of the matrix exponential in the Frobenius norm.

    Parameters
    ----------
    A : (..., N, N) array_like
    check_finite : bool, optional
        Refuse NaN and inf.

    Returns
    -------
    (...) float

    Raises
    ------
    ValueError
        If the matrices are not square.

    Notes
    -----
    ``||K||_2 ||A||_F / ||expm(A)||_F``, where the N**2 columns of K are the derivatives in the directions of the single
    elements; exact, and affordable for small matrices only.

    Examples
    --------
    >>> from scinova import linalg
    >>> float(linalg.expm_cond([[1., 2.], [3., 4.]]).round(6))
    5.511587
    """
    return over_stack("linalg.expm_cond", _condition, _double(_COND.A(A, check_finite)))[()]


def _condition(a: np.ndarray) -> Any:
    n = len(a)
    if n == 0:
        return np.float64(0.0)
    kronecker = np.empty((n * n, n * n), dtype=a.dtype)
    step = max(1, 2 ** 20 // (n * n))
    for begin in range(0, n * n, step):
        k = np.arange(begin, min(begin + step, n * n))
        directions = np.zeros((len(k), n, n), dtype=a.dtype)
        directions[np.arange(len(k)), k // n, k % n] = 1
        kronecker[k] = _sps(a, directions)[1].reshape(len(k), -1)
    if not np.isfinite(kronecker).all():
        return np.float64(np.nan)
    return np.linalg.norm(kronecker, 2) * np.linalg.norm(a) / np.linalg.norm(expm(a))
