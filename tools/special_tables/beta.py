# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for incomplete beta functions."""
from __future__ import annotations

import mpmath as mp
from fitting import Header


def write() -> None:
    h = Header("beta")
    n = 32
    nodes, weights = [], []
    for k in range(1, n + 1):
        x = mp.cos(mp.pi * (k - mp.mpf("0.25")) / (n + mp.mpf("0.5")))
        for _ in range(12):
            before, now = mp.mpf(1), x
            for j in range(2, n + 1):
                before, now = now, ((2 * j - 1) * x * now - (j - 1) * before) / j
            slope = n * (x * now - before) / (x * x - 1)
            x -= now / slope
        nodes.append((1 + x) / 2)
        weights.append(1 / ((1 - x * x) * slope * slope))
    h.values("panel_nodes", "Gauss-Legendre nodes on [0, 1], DLMF 3.5(v)", nodes)
    h.values("panel_weights", "and weights", weights)
    # log(sinh(v/2)/(v/2)) = sum l_j v^(2 j), l_j = B_(2j)/(2 j (2 j)!) (DLMF 4.19.7, of an imaginary argument)
    logs = [j * mp.bernoulli(2 * j) / (2 * j * mp.factorial(2 * j)) for j in range(1, 8)]
    h.values("sinh_logs", "j l_j, log(sinh(v/2)/(v/2)) = sum_(j >= 1) l_j v^(2 j)", logs)
    h.write()
