# SPDX-License-Identifier: BSD-3-Clause
"""Randomised estimates of the rank and the spectral norm.

The power method for A^H A from a random vector (J. Kuczynski & H. Wozniakowski, SIAM J. Matrix Anal. Appl. 13 (1992)
1094), and the singular values of a random projection (N. Halko, P. G. Martinsson & J. A. Tropp, SIAM Review 53 (2011)
217, section 4).
"""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.linalg._svd import svdvals
from scinova.linalg.interpolative._sketch import Operator, generator, is_operator

# A random projection to twice as many dimensions as the rank shrinks no singular value by more, relative to the
# largest, with overwhelming probability: (1 - 2**-0.5) / (1 + 2**-0.5), and a reserve.
SHRINKING = 1 / 8


def estimate_spectral_norm(A: Any, its: int = 20, rng: Any = None) -> float:
    """A lower estimate of the largest singular value.

    Parameters
    ----------
    A : (M, N) array_like, sparse array or linear operator
        Of double precision. A linear operator needs ``matvec`` and ``rmatvec``.
    its : int, optional
        Number of steps of the power method.
    rng : int or Generator, optional
        Source of randomness.

    Returns
    -------
    float

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.linalg import interpolative
    >>> round(interpolative.estimate_spectral_norm(np.diag([4., 1.])), 10)
    4.0
    """
    return _power_method([Operator(A, "linalg.interpolative.estimate_spectral_norm")], its, rng)


def estimate_spectral_norm_diff(A: Any, B: Any, its: int = 20, rng: Any = None) -> float:
    """A lower estimate of the largest singular value of ``A - B``.

    Parameters
    ----------
    A, B : (M, N) array_like, sparse array or linear operator
        As in `estimate_spectral_norm`.
    its : int, optional
        Number of steps of the power method.
    rng : int or Generator, optional
        Source of randomness.

    Returns
    -------
    float

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.linalg import interpolative
    >>> round(interpolative.estimate_spectral_norm_diff(np.diag([4., 1.]), np.eye(2)), 10)
    3.0
    """
    function = "linalg.interpolative.estimate_spectral_norm_diff"
    both = [Operator(A, function), Operator(B, function)]
    if both[0].shape != both[1].shape:
        raise ValueError(f"{function}: A and B must be of the same shape; got {both[0].shape} and {both[1].shape}")
    return _power_method(both, its, rng)


def _power_method(terms: list[Operator], its: int, rng: Any) -> float:
    """For the first operator less the others."""
    first, *rest = terms
    x = next((a for a in terms if a.dtype.kind == "c"), first).draw(generator(rng), first.shape[1])
    norm = float(np.linalg.norm(x))
    for _ in range(int(its)):
        x = x / norm
        y = first.times(x) - sum(a.times(x) for a in rest) if rest else first.times(x)
        size = float(np.linalg.norm(y))
        if size == 0:
            return 0.0
        y = y / size
        x = first.adjoint_times(y) - sum(a.adjoint_times(y) for a in rest) if rest else first.adjoint_times(y)
        norm = float(np.linalg.norm(x))
        if norm == 0:
            return 0.0
    return norm if its > 0 else 0.0


def estimate_rank(A: Any, eps: float, rng: Any = None) -> int:
    """An estimate from above of how many singular values exceed ``eps`` times the largest.

    Parameters
    ----------
    A : (M, N) array_like, sparse array or linear operator
        Of double precision. A linear operator needs ``rmatvec``.
    eps : float
    rng : int or Generator, optional
        Source of randomness.

    Returns
    -------
    int
        Exact for small matrices; for larger ones the singular values that a random projection may have made up to eight
        times smaller than they are count too.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.linalg import interpolative
    >>> interpolative.estimate_rank(np.diag([4., 1., 1e-9]), 1e-6)
    2
    """
    map_ = Operator(A, "linalg.interpolative.estimate_rank")
    least, rng = min(map_.shape), generator(rng)
    if least == 0:
        return 0
    guess = 16
    while 2 * guess + 10 < least:
        s = svdvals(map_.sketch(rng, 2 * guess + 10), check_finite=False)
        found = int(np.count_nonzero(s > eps * SHRINKING * s[0]))
        if found <= guess:
            return found
        guess *= 2
    full = map_.adjoint_times(np.eye(map_.shape[0], dtype=map_.dtype)) if is_operator(A) else map_.a
    s = svdvals(full, check_finite=False)
    return int(np.count_nonzero(s > eps * s[0]))
