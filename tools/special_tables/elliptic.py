# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for complete elliptic integrals."""
from __future__ import annotations

import mpmath as mp
from fitting import Header, half_octaves, octave


def write() -> None:
    h = Header("elliptic")
    h.pieces("ellipk_pieces", "K in p = 1 - m", octave(-14, 0, 4), 11, lambda p: mp.ellipk(1 - p))
    h.pieces("ellipe_pieces", "E in p = 1 - m", octave(-14, 0, 4), 11, lambda p: mp.ellipe(1 - p))
    h.columns("ellipk_columns", "K in half octaves of p = 1 - m in [1/16, 1)", 8, 15,
              half_octaves(lambda p: mp.ellipk(1 - p), -4), -0.25, 0.25)
    h.columns("ellipe_columns", "E in half octaves of p = 1 - m in [1/16, 1)", 8, 14,
              half_octaves(lambda p: mp.ellipe(1 - p), -4), -0.25, 0.25)
    # About p = 0: K = A - log(p) B with B = K(p)/pi, E = A - p log(p) B; DLMF 19.12.1-2 summed.
    end = mp.mpf(1) / 16

    def log_part_e(p):   # the coefficient of -p log p: (K - E) of the complementary parameter over pi and p
        return (mp.ellipk(p) - mp.ellipe(p)) / mp.pi / p if p > mp.mpf(10) ** -20 else mp.mpf(1) / 4
    h.single("ellipk_smooth", "K + log(p) B in p", 0, end, 11,
             lambda p: mp.ellipk(1 - p) + mp.log(p) * mp.ellipk(p) / mp.pi if p > 0 else mp.log(16) / 2)
    h.single("ellipk_log", "B in p", 0, end, 11, lambda p: mp.ellipk(p) / mp.pi)
    h.single("ellipe_smooth", "(E + p log(p) B - 1)/p in p", 0, end, 11,
             lambda p: (mp.ellipe(1 - p) + p * mp.log(p) * log_part_e(p) - 1) / p)
    h.single("ellipe_log", "B in p", 0, end, 11, log_part_e)
    h.write()
