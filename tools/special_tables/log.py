# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for the logarithm in double-double."""
from __future__ import annotations

import mpmath as mp
from fitting import Header


def write() -> None:
    """log in double-double: for m in [1, 2), piece k of 128, a short c near 1/m (or 2/m past sqrt 2), and -log c."""
    h = Header("log")
    rows = []
    for k in range(128):
        middle = 1 + (k + mp.mpf(1) / 2) / 128
        if middle > mp.sqrt(2):
            middle /= 2
        c = mp.mpf(round(1 / middle * 512)) / 512
        if k == 0 or k == 127:
            c = mp.mpf(1)
        high = mp.mpf(float(-mp.log(c)))
        rows.append([c, high, -mp.log(c) - high])
    h.matrix("log_pieces", "c, and -log c in two parts", rows)
    high = mp.ldexp(mp.floor(mp.ldexp(mp.log(2), 40)), -40)
    middle = mp.mpf(float(mp.log(2) - high))
    h.values("ln2_parts", "log 2 in three parts; the first has 40 bits", [high, middle, mp.log(2) - high - middle])
    h.write()
