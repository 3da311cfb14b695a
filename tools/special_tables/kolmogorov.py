# SPDX-License-Identifier: BSD-3-Clause
"""Remainders of Stirling's formula and quadrature rules, for Smirnov's statistic and Owen's T function."""
from __future__ import annotations

import mpmath as mp
from fitting import Header


def rest(n):
    return mp.loggamma(n) - ((n - mp.mpf(1) / 2) * mp.log(n) - n + mp.log(2 * mp.pi) / 2)


def legendre(n):
    """Nodes and weights on [0, 1]."""
    out = []
    for k in range(n):
        x = mp.cos(mp.pi * (k + mp.mpf(3) / 4) / (n + mp.mpf(1) / 2))
        for _ in range(8):
            p = mp.legendre(n, x)
            slope = n * (x * p - mp.legendre(n - 1, x)) / (x * x - 1)
            x -= p / slope
        slope = n * (x * mp.legendre(n, x) - mp.legendre(n - 1, x)) / (x * x - 1)
        out.append(((1 + x) / 2, 1 / ((1 - x * x) * slope ** 2)))
    return out


def write() -> None:
    mp.mp.dps = 60
    h = Header("kolmogorov")
    h.values("stirling_integers", "log (n - 1)! - ((n - 1/2) log n - n + log(2 pi)/2), n = 1 ... 12",
             [rest(mp.mpf(n)) for n in range(1, 13)])
    for n in (12, 16, 32):
        nodes = legendre(n)
        h.values(f"legendre{n}_nodes", "Gauss-Legendre nodes on [0, 1], DLMF 3.5(v)", [a for a, _ in nodes])
        h.values(f"legendre{n}_weights", "and weights", [w for _, w in nodes])
    h.write()
