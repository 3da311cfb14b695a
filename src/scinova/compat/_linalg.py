# SPDX-License-Identifier: BSD-3-Clause
"""Names that ``scipy.linalg`` once had: pinv2, the triangles, kron; and the random numbers of its interpolative."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.linalg import pinv
from scinova.linalg.interpolative import _sketch


def pinv2(a: Any, cond: float | None = None, rcond: float | None = None, return_rank: bool = False,
          check_finite: bool = True) -> Any:
    """Moore-Penrose pseudoinverse; singular values up to ``rcond`` (or ``cond``) times the largest count as zero."""
    relative = cond if rcond is None else rcond
    return pinv(a, rtol=None if relative in (None, -1) else relative, return_rank=return_rank,
                check_finite=check_finite)


def tri(N: int, M: int | None = None, k: int = 0, dtype: Any = None) -> np.ndarray:
    """An array of ones on and below diagonal ``k``; of booleans, unless ``dtype`` is given."""
    return np.tri(N, M, k, bool if dtype is None else dtype)


def tril(m: Any, k: int = 0) -> np.ndarray:
    """A copy of a matrix with zeros above diagonal ``k``."""
    return np.tril(m, k)


def triu(m: Any, k: int = 0) -> np.ndarray:
    """A copy of a matrix with zeros below diagonal ``k``."""
    return np.triu(m, k)


def kron(a: Any, b: Any) -> np.ndarray:
    """Kronecker product of two matrices."""
    return np.kron(a, b)


def seed(seed: Any = None) -> None:
    """Set the random numbers that calls without ``rng`` take: from an integer or an array of numbers, the same each
    time with 'default', fresh ones with None."""
    entropy = 0 if isinstance(seed, str) else seed
    if np.ndim(entropy):
        entropy = np.asarray(entropy, dtype=float).view(np.uint32).tolist()
    _sketch.STREAM[:] = [np.random.default_rng(entropy)]


def rand(*shape: int) -> Any:
    """Random numbers, uniform in [0, 1), from the same stream."""
    return _sketch.generator(None).random(shape or None)
