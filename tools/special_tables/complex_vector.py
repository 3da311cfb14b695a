# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for vectorised functions of a complex argument."""
from __future__ import annotations

import mpmath as mp
from fitting import Header


def write() -> None:
    h = Header("complex_vector")

    def rest(w):
        t = mp.sqrt(w)
        return (mp.atan(t) - t) / t ** 3 if w > mp.mpf(10) ** -12 else -mp.mpf(1) / 3 + w / 5 - w * w / 7
    top, degree = (mp.sqrt(2) - 1) ** 2, 11
    nodes = [top / 2 * (1 + mp.cos(mp.pi * (k + mp.mpf(1) / 2) / (degree + 1))) for k in range(degree + 1)]
    powers = mp.matrix([[w ** j for j in range(degree + 1)] for w in nodes])
    c = mp.lu_solve(powers, mp.matrix([rest(w) for w in nodes]))
    grid = [top * k / 50 for k in range(1, 51)]
    worst = max(abs(mp.polyval(list(c)[::-1], w) - rest(w)) * w / (1 + w * rest(w)) for w in grid)
    h.values("atan_rest", f"(atan(t) - t)/t^3 in t^2, t <= sqrt(2) - 1; relative error of atan {mp.nstr(worst, 2)}",
             list(c))
    anchors = [mp.atan(mp.mpf(k) / 32) for k in range(33)]
    h.matrix("atan_anchors", "atan(k/32) in two parts", [[a, a - mp.mpf(float(a))] for a in anchors])
    h.write()
