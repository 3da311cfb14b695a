# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for the Faddeeva function."""
from __future__ import annotations

import mpmath as mp
from fitting import Header, octave, uniform


def write() -> None:
    h = Header("faddeeva")
    step = mp.mpf(float(mp.sqrt(mp.pi / 12)))
    h.values("faddeeva_step", "sqrt(pi/12)", [step])
    h.values("faddeeva_half", "exp(-t^2) at odd multiples of half a step",
             [mp.exp(-((k + mp.mpf(1) / 2) * step) ** 2) for k in range(12)])
    h.values("faddeeva_whole", "exp(-t^2) at multiples of the step", [mp.exp(-(k * step) ** 2) for k in range(12)])

    def dawson(x):
        return mp.sqrt(mp.pi) / 2 * mp.exp(-x * x) * mp.erfi(x)
    h.pieces("dawson_small", "dawsn(x)/x in x^2", uniform(0, "0.0625", 1), 9,
             lambda w: dawson(mp.sqrt(w)) / mp.sqrt(w) if w > 0 else mp.mpf(1))
    h.pieces("dawson_middle", "dawsn(x)", octave(-2, 4, 4), 14, dawson)
    h.write()
