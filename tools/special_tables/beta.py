# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for incomplete beta functions."""
from __future__ import annotations

import mpmath as mp
from fitting import Header


def write() -> None:
    h = Header("beta")
    # log(sinh(v/2)/(v/2)) = sum l_j v^(2 j), l_j = B_(2j)/(2 j (2 j)!) (DLMF 4.19.7, of an imaginary argument)
    logs = [j * mp.bernoulli(2 * j) / (2 * j * mp.factorial(2 * j)) for j in range(1, 8)]
    h.values("sinh_logs", "j l_j, log(sinh(v/2)/(v/2)) = sum_(j >= 1) l_j v^(2 j)", logs)
    h.write()
