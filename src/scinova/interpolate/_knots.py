# SPDX-License-Identifier: BSD-3-Clause
"""Operations on knots and coefficients that stay in the B-spline basis.

With ``S = sum c_j B_{j,k}``: ``S' = sum k (c_{j+1} - c_j) / (t_{j+k+1} - t_{j+1}) B_{j,k-1}`` on the knots less the
first and the last, and its inverse (de Boor 2001, ch. X); a knot is inserted by Boehm's rule (W. Boehm, Computer-Aided
Design 12 (1980) 199). Coefficient arrays may be as long as the knots, padded with zeros.
"""
from __future__ import annotations

import numpy as np


def differentiated(t: np.ndarray, c: np.ndarray, k: int, n: int = 1) -> tuple[np.ndarray, np.ndarray, int]:
    """Knots, coefficients (padded to the length of the knots) and degree of the ``n``-th derivative."""
    if n < 0:
        return integrated(t, c, k, -n)
    if n > k:
        raise ValueError(f"the order of the derivative must be at most the degree {k}; got {n}")
    trailing = (slice(None),) + (None,) * (c.ndim - 1)
    for _ in range(n):
        gap = (t[k + 1:-1] - t[1:-k - 1])[trailing]
        if not gap.all():
            raise ValueError("the spline has interior knots so often repeated that it is not differentiable "
                             f"{n} times")
        c = np.diff(c[:t.size - k - 1], axis=0) * k / gap
        t, k = t[1:-1], k - 1
        c = np.concatenate([c, np.zeros((k + 1, *c.shape[1:]))])
    return t, c, k


def integrated(t: np.ndarray, c: np.ndarray, k: int, n: int = 1) -> tuple[np.ndarray, np.ndarray, int]:
    """Knots, coefficients (padded) and degree of the ``n``-fold antiderivative that is zero at the first knot."""
    if n < 0:
        return differentiated(t, c, k, -n)
    trailing = (slice(None),) + (None,) * (c.ndim - 1)
    for _ in range(n):
        gap = (t[k + 1:] - t[:-k - 1])[trailing]
        c = np.cumsum(c[:t.size - k - 1] * gap, axis=0) / (k + 1)
        c = np.concatenate([np.zeros((1, *c.shape[1:])), c, np.repeat(c[-1:], k + 2, axis=0)])
        t, k = np.r_[t[0], t, t[-1]], k + 1
    return t, c, k


def inserted(t: np.ndarray, c: np.ndarray, k: int, x: float, m: int,
             periodic: bool) -> tuple[np.ndarray, np.ndarray]:
    """Knots and coefficients (as many as there are B-splines) with ``x`` added ``m`` times."""
    trailing = (slice(None),) + (None,) * (c.ndim - 1)
    for _ in range(m):
        n = t.size - k - 1
        i = int(np.clip(np.searchsorted(t, x, side="right") - 1, k, n - 1))
        with np.errstate(all="ignore"):
            j = np.arange(i - k + 1, i + 1)
            width = t[j + k] - t[j]
            share = np.where(width > 0, (x - t[j]) / np.where(width > 0, width, 1.0), 0.0)[trailing]
        middle = share * c[j] + (1 - share) * c[j - 1]
        new_t = np.concatenate([t[:i + 1], [x], t[i + 1:]])
        new_c = np.concatenate([c[:i - k + 1], middle, c[i:]])
        if periodic:
            _close(new_t, new_c, k, i)
        t, c = new_t, new_c
    return t, c


def _close(t: np.ndarray, c: np.ndarray, k: int, i: int) -> None:
    """Carry a knot inserted in interval ``i`` over to the other end of a periodic spline."""
    n = t.size - k - 1
    period = t[n] - t[k]
    unknowns = n - k
    if i < 2 * k:
        t[n + 1:] = t[k + 1:2 * k + 1] + period
        c[unknowns:] = c[:k]
    if i >= n - 1 - k:
        t[:k] = t[n - k:n] - period
        c[:k] = c[unknowns:]
