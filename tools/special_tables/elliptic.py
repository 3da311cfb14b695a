# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for complete elliptic integrals."""
from __future__ import annotations

import mpmath as mp
from fitting import Header, octave


def write() -> None:
    h = Header("elliptic")
    h.pieces("ellipk_pieces", "K in p = 1 - m", octave(-14, 0, 4), 11, lambda p: mp.ellipk(1 - p))
    h.pieces("ellipe_pieces", "E in p = 1 - m", octave(-14, 0, 4), 11, lambda p: mp.ellipe(1 - p))
    h.write()
