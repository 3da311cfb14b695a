# SPDX-License-Identifier: BSD-3-Clause
"""Starting values for the characteristic values of Mathieu functions of low order.

With l = m for a_m and l = m - 1 for b_m, s = sqrt(q)/(l + 1), the Chebyshev series of (a - m^2)/(l + 1)^2 on four
ranges of s; good to 1e-3 (l + 1) or better, which is what Newton's method needs.
"""
from __future__ import annotations

import mpmath as mp
import numpy as np
from fitting import Header

ORDERS, TERMS = 20, 10
BORDERS = (0.0, 0.6, 0.9, 1.5, 4.0)


def characteristic(m: int, q: float, odd: bool) -> float:
    """DLMF 28.4.5-8, symmetrised."""
    shift = 1 if m % 2 else 2 * odd
    k = np.arange(60)
    d, e = (2.0 * k + shift) ** 2, np.full(59, q)
    if shift == 0:
        e[0] *= np.sqrt(2)
    if shift == 1:
        d[0] += -q if odd else q
    return np.linalg.eigvalsh(np.diag(d) + np.diag(e, 1) + np.diag(e, -1))[(m - shift) // 2]


def series(m: int, odd: bool) -> list:
    out = []
    label = m - 1 if odd else m
    for low, high in zip(BORDERS, BORDERS[1:]):
        t = np.cos(np.pi * (np.arange(40) + 0.5) / 40)
        s = low + (high - low) * (1 + t) / 2
        f = [(characteristic(m, (v * (label + 1)) ** 2, odd) - m * m) / (label + 1) ** 2 for v in s]
        out += [mp.mpf(float(np.float32(c))) for c in np.polynomial.chebyshev.chebfit(t, f, TERMS - 1)]
    return out


def write() -> None:
    h = Header("mathieu")
    rows = [series(m, False) for m in range(ORDERS)] + [series(m, True) for m in range(1, ORDERS + 1)]
    h.values("mathieu_starts", "Chebyshev series of (a - m^2)/(l + 1)^2, s from 0 to 0.6, 0.9, 1.5 and 4, 10 terms "
             "each: a_0 ... a_19, b_1 ... b_20", [c for row in rows for c in row])
    h.write()
