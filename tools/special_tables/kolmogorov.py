# SPDX-License-Identifier: BSD-3-Clause
"""Remainders of Stirling's formula, for Smirnov's statistic."""
from __future__ import annotations

import mpmath as mp
from fitting import Header


def rest(n):
    return mp.loggamma(n) - ((n - mp.mpf(1) / 2) * mp.log(n) - n + mp.log(2 * mp.pi) / 2)


def write() -> None:
    mp.mp.dps = 60
    h = Header("kolmogorov")
    h.values("stirling_integers", "log (n - 1)! - ((n - 1/2) log n - n + log(2 pi)/2), n = 1 ... 12",
             [rest(mp.mpf(n)) for n in range(1, 13)])
    h.write()
