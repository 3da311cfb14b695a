# SPDX-License-Identifier: BSD-3-Clause
"""The module ``scipy.linalg.calc_lwork``: least and best lengths of workspace of some routines of LAPACK.

Each function returns ``(least, best)``; the least as the LAPACK Users' Guide, 3rd edition, states it, the best as the
routine answers.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

from scinova.linalg import lapack

__all__ = ["gees", "geev", "gehrd", "gelss", "geqrf", "gesdd", "getri", "gqr", "heev", "syev"]


def _lengths(prefix: str, routine: str, least: int, *args: Any) -> tuple[int, int]:
    answer = getattr(lapack, f"{prefix}{routine}_lwork")(*args)[0]
    return max(1, least), max(1, least, int(answer.real))


def _is_real(prefix: str) -> bool:
    return prefix in ("s", "d")


def gehrd(prefix: str, n: int, lo: int = 0, hi: int | None = None) -> tuple[int, int]:
    """Reduction to Hessenberg form."""
    return _lengths(prefix, "gehrd", n, n, lo, n - 1 if hi is None else hi)


def gesdd(prefix: str, m: int, n: int, compute_uv: int = 1) -> tuple[int, int]:
    """Singular values by divide and conquer."""
    low, high = min(m, n), max(m, n)
    if _is_real(prefix):
        least = 3 * low + max(high, 4 * low * low + 4 * low if compute_uv else 7 * low)
    else:
        least = low * low + 2 * low + high if compute_uv else 2 * low + high
    return _lengths(prefix, "gesdd", least, m, n, compute_uv)


def gelss(prefix: str, m: int, n: int, nrhs: int) -> tuple[int, int]:
    """Least squares by singular values."""
    low, high = min(m, n), max(m, n)
    least = 3 * low + max(2 * low, high, nrhs) if _is_real(prefix) else 2 * low + max(high, nrhs)
    return _lengths(prefix, "gelss", least, m, n, nrhs)


def getri(prefix: str, n: int) -> tuple[int, int]:
    """Inverse from the LU factorisation."""
    return _lengths(prefix, "getri", n, n)


def geev(prefix: str, n: int, compute_vl: int = 1, compute_vr: int = 1) -> tuple[int, int]:
    """Eigenvalues of a general matrix."""
    least = (4 if compute_vl or compute_vr else 3) * n if _is_real(prefix) else 2 * n
    return _lengths(prefix, "geev", least, n, compute_vl, compute_vr)


def syev(prefix: str, n: int, lower: int = 0) -> tuple[int, int]:
    """Eigenvalues of a symmetric matrix."""
    return _lengths(prefix, "syev", 3 * n - 1, n, lower)


def heev(prefix: str, n: int, lower: int = 0) -> tuple[int, int]:
    """Eigenvalues of a Hermitian matrix."""
    return _lengths(prefix, "heev", 2 * n - 1, n, lower)


def geqrf(prefix: str, m: int, n: int) -> tuple[int, int]:
    """QR factorisation."""
    return _lengths(prefix, "geqrf", n, m, n)


def _asked(routine: Callable[..., Any], *args: Any) -> int:
    return int(routine(*args, lwork=-1)[-2][0].real)


def gees(prefix: str, n: int, compute_v: int = 1) -> tuple[int, int]:
    """Schur form."""
    least = max(1, (3 if _is_real(prefix) else 2) * n)
    matrix = [[0.0] * max(n, 1) for _ in range(max(n, 1))]
    return least, max(least, _asked(getattr(lapack, prefix + "gees"), lambda *_: False, matrix, compute_v))


def gqr(prefix: str, m: int, n: int) -> tuple[int, int]:
    """The orthogonal factor of a QR factorisation."""
    routine = getattr(lapack, prefix + ("orgqr" if _is_real(prefix) else "ungqr"))
    matrix = [[0.0] * max(n, 1) for _ in range(max(m, 1))]
    return max(1, n), max(1, n, _asked(routine, matrix, [0.0] * min(max(n, 1), max(m, 1))))
