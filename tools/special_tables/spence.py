# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for Spence's function, the dilogarithm of 1 - x."""
from __future__ import annotations

import mpmath as mp
from fitting import Header, octave, uniform


def spence(x):
    return mp.polylog(2, 1 - x).real if x <= 2 else -mp.log(x) ** 2 / 2 - spence(1 / x)


def write() -> None:
    h = Header("spence")
    h.pieces("spence_near", "spence(x)/(x - 1)", octave(-1, 1, 4), 13,
             lambda x: spence(x) / (x - 1) if x != 1 else mp.mpf(-1))
    h.pieces("spence_low", "spence(x)", octave(-4, -1, 4), 13, spence)
    h.pieces("spence_high", "spence(x)", octave(1, 6, 4), 13, spence)
    h.pieces("spence_end", "pi^2/6 - spence(1 - x)", uniform(0, "0.0625", 1), 9,
             lambda x: mp.pi ** 2 / 6 - (spence(1 - x) if x else 0))
    h.pieces("spence_log", "-log(1 - x)/x", uniform(0, "0.0625", 1), 9,
             lambda x: -mp.log(1 - x) / x if x else mp.mpf(1))
    # Li2(1 - exp(-u)) = sum B_n u^(n+1)/(n+1)!, odd powers past the second term
    h.values("spence_bernoulli", "B_2k/(2k + 1)!",
             [mp.bernoulli(2 * k) / mp.factorial(2 * k + 1) for k in range(14)])
    h.write()
