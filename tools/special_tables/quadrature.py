# SPDX-License-Identifier: BSD-3-Clause
"""Gauss-Legendre rules."""
from __future__ import annotations

import mpmath as mp
from fitting import Header


def legendre(n: int) -> list[tuple]:
    """Nodes and weights on [0, 1], from the last node to the first."""
    rule = []
    for k in range(n):
        x = mp.cos(mp.pi * (k + mp.mpf(3) / 4) / (n + mp.mpf(1) / 2))
        for _ in range(12):
            before, now = mp.mpf(1), x
            for j in range(2, n + 1):
                before, now = now, ((2 * j - 1) * x * now - (j - 1) * before) / j
            slope = n * (x * now - before) / (x * x - 1)
            x -= now / slope
        rule.append(((1 + x) / 2, 1 / ((1 - x * x) * slope * slope)))
    return rule


def write() -> None:
    h = Header("quadrature")
    for n in (12, 16, 24, 32):
        rule = legendre(n)
        h.values(f"legendre{n}_nodes", "Gauss-Legendre nodes on [0, 1], DLMF 3.5(v)", [x for x, _ in rule])
        h.values(f"legendre{n}_weights", "and weights", [w for _, w in rule])
    h.write()
