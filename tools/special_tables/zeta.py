# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for zeta functions."""
from __future__ import annotations

import mpmath as mp
from fitting import Header, half_octaves, octave, uniform


def write() -> None:
    h = Header("zeta")
    h.pieces("zeta_pole", "(s - 1) zeta(s)", uniform(0, 3, 12), 11,
             lambda s: mp.mpf(1) if s == 1 else (s - 1) * mp.zeta(s))
    h.pieces("zeta_tail", "2^s (zeta(s) - 1)", octave(1, 6, 4), 16,
             lambda s: mp.mpf(2) ** s * mp.zeta(s, 2))
    # Terms of the Euler-Maclaurin tail, DLMF 25.11.28: B_2k/(2k)!
    h.values("euler_maclaurin", "B_2k/(2k)!, k = 1, 2, ...",
             [mp.bernoulli(2 * k) / mp.factorial(2 * k) for k in range(1, 13)])
    h.columns("zeta_columns", "(s - 1) 2^s (zeta(s) - 1) in half octaves of [2, 32)", 8, 16,
              half_octaves(lambda s: (s - 1) * mp.mpf(2) ** s * (mp.zeta(s) - 1), 1), -0.25, 0.25)
    h.single("zeta_near", "u zeta(1 + u) in u", -0.5, 1, 16,
             lambda u: u * mp.zeta(1 + u) if abs(u) > mp.mpf(10) ** -20 else mp.mpf(1))
    h.write()
