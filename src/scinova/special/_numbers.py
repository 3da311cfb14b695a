# SPDX-License-Identifier: BSD-3-Clause
"""Numbers of Bernoulli, Euler and Stirling, exactly or rounded once; the periodic sinc function."""
from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import numpy as np

from scinova.special._arguments import whole

# The first indices past the range of float64
_BERNOULLI_END, _EULER_END = 260, 188
_FEW = 32                                    # so many are computed at once


@lru_cache(maxsize=8)
def _tangent_numbers(count: int) -> tuple[int, ...]:
    """T_1 ... T_count (R. P. Brent and D. Harvey, Fast computation of Bernoulli, tangent and secant numbers, 2011)."""
    t = [0, 1] + [0] * (count - 1)
    for k in range(2, count + 1):
        t[k] = (k - 1) * t[k - 1]
    for k in range(2, count + 1):
        for j in range(k, count + 1):
            t[j] = (j - k) * t[j - 1] + (j - k + 2) * t[j]
    return tuple(t[1:count + 1])


@lru_cache(maxsize=8)
def _secant_numbers(count: int) -> tuple[int, ...]:
    """S_0 ... S_count, by the same paper."""
    s = [1] + [0] * count
    for k in range(1, count + 1):
        s[k] = k * s[k - 1]
    for k in range(1, count + 1):
        for j in range(k + 1, count + 1):
            s[j] = (j - k) * s[j - 1] + (j - k + 1) * s[j]
    return tuple(s)


def bernoulli(n: int) -> np.ndarray:
    """Bernoulli numbers B_0 ... B_n, with B_1 = -1/2.

    Parameters
    ----------
    n : int
        Highest index.

    Returns
    -------
    ndarray, shape (n + 1,)
        The exact numbers, rounded once; infinite beyond the range of float64.

    Notes
    -----
    From the tangent numbers, B_2k = (-1)**(k - 1) 2 k T_k/(4**k (4**k - 1)) (DLMF 24.15.4).

    Examples
    --------
    >>> from scinova import special
    >>> special.bernoulli(4).round(10)
    array([ 1.          , -0.5         ,  0.1666666667,  0.          ,
           -0.0333333333])
    """
    if type(n) is int and 0 <= n < _FEW:
        return _bernoulli_run(_FEW)[:n + 1].copy()
    return _up_to(whole(n, "n", "bernoulli", 0, cut=True), _bernoulli_run, _BERNOULLI_END, (-np.inf, np.inf))


@lru_cache(maxsize=2)
def _bernoulli_run(size: int) -> np.ndarray:
    out = np.zeros(size)
    out[:2] = 1.0, -0.5
    for k, t in enumerate(_tangent_numbers((size - 1) // 2), 1):
        out[2 * k] = (-1) ** (k - 1) * float(Fraction(2 * k * t, 4**k * (4**k - 1)))
    return out


def _up_to(top: int, run: Callable[[int], np.ndarray], end: int, beyond: tuple[float, float]) -> np.ndarray:
    """Numbers 0 ... top, infinite from ``end`` on: by turns ``beyond`` and, at odd indices, 0."""
    if top < _FEW:
        return run(_FEW)[:top + 1].copy()
    if top < end:
        return run(end)[:top + 1].copy()
    out = np.zeros(top + 1)
    out[:end] = run(end)
    infinite = np.arange(end, top + 1, 2)
    out[infinite] = np.where(infinite % 4 == 0, *beyond)
    return out


def euler(n: int) -> np.ndarray:
    """Euler numbers E_0 ... E_n.

    Parameters
    ----------
    n : int
        Highest index.

    Returns
    -------
    ndarray, shape (n + 1,)
        The exact numbers, rounded once; infinite beyond the range of float64.

    Notes
    -----
    From the secant numbers, E_2k = (-1)**k S_k (DLMF 24.2.6).

    Examples
    --------
    >>> from scinova import special
    >>> special.euler(6)
    array([  1.,   0.,  -1.,   0.,   5.,   0., -61.])
    """
    if type(n) is int and 0 <= n < _FEW:
        return _euler_run(_FEW)[:n + 1].copy()
    return _up_to(whole(n, "n", "euler", 0, cut=True), _euler_run, _EULER_END, (np.inf, -np.inf))


@lru_cache(maxsize=2)
def _euler_run(size: int) -> np.ndarray:
    out = np.zeros(size)
    for k, s in enumerate(_secant_numbers((size - 1) // 2)):
        out[2 * k] = (-1) ** k * float(s)
    return out


def diric(x: Any, n: Any) -> np.ndarray:
    """Periodic sinc (Dirichlet's) function sin(n x/2)/(n sin(x/2)).

    Parameters
    ----------
    x : array_like, real
    n : array_like of int
        Positive; NaN elsewhere.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import special
    >>> special.diric([0.0, 1.0], 3).round(10)
    array([1.          , 0.6935348706])
    """
    x, n = np.broadcast_arrays(np.asarray(x), np.asarray(n))
    kind = np.result_type(x.dtype, np.float32) if x.dtype.kind == "f" and n.dtype.kind == "f" else np.float64
    x, n = x.astype(np.float64), n.astype(np.float64)
    good = (n > 0) & (n == np.floor(n)) & np.isfinite(x)
    half = np.where(good, 0.5 * x, 0.0)
    sine = np.sin(half)
    # At multiples of 2 pi, as near as float64 comes to them, the limit with its curvature
    turns = np.round(half / np.pi)
    near = np.abs(sine) < 1e-9 / np.where(good, n, 1)
    sign = np.where((turns % 2 == 1) & (n % 2 == 0), -1.0, 1.0)
    value = np.where(near, sign, np.sin(np.where(good, n, 1) * half) / np.where(near, 1.0, np.where(good, n, 1) * sine))
    return np.where(good, value, np.nan).astype(kind)


@lru_cache(maxsize=256)
def _associated_row(excess: int) -> tuple[int, ...]:
    """Numbers of partitions of excess + j things into j blocks of at least two, j = 0 ... excess."""
    # b(m, j) = j b(m - 1, j) + (m - 1) b(m - 2, j - 1): along m - j = excess
    row = [1]
    for r in range(1, excess + 1):
        new = [0] * (r + 1)
        for j in range(1, r + 1):
            m = r + j
            new[j] = j * (row[j] if j < len(row) else 0) + (m - 1) * row[j - 1]
        row = new
    return tuple(row)


@lru_cache(maxsize=4096)
def _stirling2(n: int, k: int) -> int:
    if n < 0 or k < 0 or k > n:
        return 0
    if n == k:
        return 1
    if k == 0:
        return 0
    excess = n - k
    if k <= 2 * excess:
        return sum((-1) ** (k - j) * math.comb(k, j) * j**n for j in range(1, k + 1)) // math.factorial(k)
    row = _associated_row(excess)
    return sum(math.comb(n, excess + j) * row[j] for j in range(1, min(excess, k) + 1))


def _stirling2_rounded(n: int, k: int) -> float:
    # S(n, k) >= k^(n-k)
    if 1 < k < n and (n - k) * math.log(k) > 710:
        return math.inf
    try:
        return float(_stirling2(n, k))
    except OverflowError:
        return math.inf


def stirling2(N: Any, K: Any, *, exact: bool = False) -> Any:
    """Stirling numbers of the second kind: in how many ways N things fall into K non-empty sets.

    Parameters
    ----------
    N, K : array_like of int
    exact : bool, optional
        Return integers of any length.

    Returns
    -------
    float, int or ndarray
        0 for negative N or K and for K > N; of dtype object where ``exact`` and not scalar.

    Notes
    -----
    The exact number by DLMF 26.8.6, or for K near N by the sets of more than one thing; rounded once.

    Examples
    --------
    >>> from scinova import special
    >>> special.stirling2(10, 5, exact=True)
    42525
    """
    n, k = np.asarray(N), np.asarray(K)
    for name, a, given in (("N", n, N), ("K", k, K)):
        if a.dtype.kind not in "iu":
            raise TypeError(f"special.stirling2: {name} must contain only integers; got {given!r}")
    scalar = not n.ndim and not k.ndim
    n, k = np.broadcast_arrays(n, k)
    pairs = zip(n.ravel().tolist(), k.ravel().tolist())
    if exact:
        found = [_stirling2(a, b) for a, b in pairs]
        if scalar:
            return found[0]
        out = np.empty(n.shape, dtype=object)
        out.flat = found
        return out
    return np.array([_stirling2_rounded(a, b) for a, b in pairs]).reshape(n.shape)[()]
