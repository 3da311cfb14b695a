# SPDX-License-Identifier: BSD-3-Clause
"""Counting: combinations and permutations, exact or in floating point."""
from __future__ import annotations

import math
from typing import Any

import numpy as np

from scinova._core.old_calls import answers_old_calls
from scinova.special._arguments import whole
from scinova.special._ufuncs import binom, poch

_PLAIN = (int, float)


@answers_old_calls("special.comb")
def comb(N: Any, k: Any, *, exact: bool = False, repetition: bool = False) -> Any:
    """Number of ways to choose k things out of N.

    Parameters
    ----------
    N, k : array_like
        Where ``exact``, whole scalars. Out of range (k < 0, k > N, N < 0), the number is 0.
    exact : bool, optional
        Compute with integers of any length.
    repetition : bool, optional
        Let a thing be chosen more than once.

    Returns
    -------
    int, float or ndarray
        int where ``exact``.

    See Also
    --------
    binom : binomial coefficients of real arguments.

    Examples
    --------
    >>> from scinova import special
    >>> special.comb(5, [0, 1, 2])
    array([ 1.,  5., 10.])
    >>> special.comb(60, 30, exact=True)
    118264581564861424
    """
    if exact:
        if type(N) is int and type(k) is int and not repetition:
            return math.comb(N, k) if 0 <= k <= N else 0
        n, m = whole(N, "N", "comb", array=TypeError), whole(k, "k", "comb", array=TypeError)
        if repetition:
            if n == 0 == m:
                return 1
            n += m - 1
        return math.comb(n, m) if 0 <= m <= n else 0
    if type(N) in _PLAIN and type(k) in _PLAIN:
        if repetition:
            return binom(N + k - 1, k) if N or k else np.float64(1.0)
        return binom(N, k) if 0 <= k <= N else np.float64(0.0 if N == N and k == k else np.nan)
    n, m = np.asarray(N), np.asarray(k)
    if repetition:
        value = np.where((n == 0) & (m == 0), 1.0, binom(n + m - 1, m))
        return value if value.ndim else value[()]
    value = binom(n, m)
    if n.dtype.kind in "iu" and m.dtype.kind in "iu" and (not n.size or n.min() >= 0):
        return value                                     # 0 where it has to be
    inside = (m <= n) & (m >= 0)
    if inside.all():
        return value
    value = np.where(inside, value, np.where(np.isnan(n + m), np.nan, 0.0))
    return value if value.ndim else value[()]


def perm(N: Any, k: Any, exact: bool = False) -> Any:
    """Number of ordered choices of k things out of N.

    Parameters
    ----------
    N, k : array_like
        Where ``exact``, whole scalars. Out of range (k < 0, k > N, N < 0), the number is 0.
    exact : bool, optional
        Compute with integers of any length.

    Returns
    -------
    int, float or ndarray

    Examples
    --------
    >>> from scinova import special
    >>> special.perm(10, 3, exact=True)
    720
    """
    if exact:
        n, m = whole(N, "N", "perm"), whole(k, "k", "perm")
        return math.perm(n, m) if 0 <= m <= n else 0
    if type(N) in _PLAIN and type(k) in _PLAIN:
        return poch(N - k + 1, k) if 0 <= k <= N else np.float64(0.0)
    n, m = np.asarray(N), np.asarray(k)
    inside, value = (m <= n) & (m >= 0), poch(n - m + 1, m)
    if inside.all():
        return value
    value = np.where(inside, value, 0.0)
    return value if value.ndim else value[()]
