# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for error functions and normal quantiles."""
from __future__ import annotations

import mpmath as mp
from fitting import Header, half_octaves, octave, uniform


def write() -> None:
    h = Header("erf")
    h.pieces("erfcx_small", "erfcx(x)", uniform("-0.125", "0.125", 2), 11, lambda x: mp.exp(x * x) * mp.erfc(x))
    h.pieces("erfcx_middle", "erfcx(x)", octave(-3, 5, 4), 13,
             lambda x: mp.exp(x * x) * mp.erfc(x) if x < 12 else
             mp.nsum(lambda n: (-1) ** int(n) * mp.fac2(2 * int(n) - 1) / (2 * x * x) ** int(n), [0, 40])
             / x / mp.sqrt(mp.pi))

    def from_log(s):
        """z > 0 with log Phi(-z) = -s, by Newton's method on the logarithm."""
        z = mp.sqrt(2 * s)
        for _ in range(60):
            tail = mp.erfc(z / mp.sqrt(2)) / 2
            step = (mp.log(tail) + s) * tail / (mp.npdf(z))
            z += step
            if abs(step) < mp.mpf(10) ** -45 * abs(z):
                break
        return z
    # The quantile is odd in q = p - 1/2: q times a function of q^2.
    def central(w):
        q = mp.sqrt(w) if w > 0 else mp.mpf(0)
        if q < mp.mpf(10) ** -12:
            return mp.sqrt(2 * mp.pi)
        return mp.sqrt(2) * mp.erfinv(2 * q) / q
    h.pieces("ndtri_central", "ndtri(1/2 + q)/q in w = q^2", uniform(0, mp.mpf(9) / 64, 9), 10, central)
    h.pieces("ndtri_tail", "z in s, where log Phi(-z) = -s", octave(0, 10, 4)[2:], 11, from_log)
    step = mp.mpf(13) / 16
    h.columns("erf_columns", "erf(13 k/16 + t)", 8, 17, lambda k, t: mp.erf(k * step + t), -step / 2, step / 2)

    top = mp.mpf("22.25")   # u(0) < 7.5: the last piece ends there

    def scaled(k, t):
        u = k + t
        if u < mp.mpf(10) ** -20:
            return 1 / mp.sqrt(mp.pi) / top
        x = top / u - 3
        if x < 12:
            return mp.exp(x * x) * mp.erfc(x) / u
        return mp.nsum(lambda n: (-1) ** int(n) * mp.fac2(2 * int(n) - 1) / (2 * x * x) ** int(n), [0, 40]
                       ) / x / mp.sqrt(mp.pi) / u
    h.columns("erfcx_columns", "erfcx(x)/u, u = k + t = 22.25/(x + 3)", 8, 10, scaled, low=lambda k: -0.5 if k else 0)
    def middle(w):
        q = mp.sqrt(abs(w))
        return mp.sqrt(2) * mp.erfinv(2 * q) / q if q > 1e-12 else mp.sqrt(2 * mp.pi)
    h.columns("quantile_columns", "ndtri(1/2 + q)/q in q^2 = (k + t)/41", 8, 13, lambda k, t: middle((k + t) / 41),
              low=lambda k: -0.5 if k else 0)
    h.columns("erfinv_columns", "erfinv(y)/y in y^2 = 4 (k + t)/41", 8, 13,
              lambda k, t: middle((k + t) / 41) / mp.sqrt(8), low=lambda k: -0.5 if k else 0)
    h.columns("tail_columns", "z in r = sqrt(-2 log Phi(-z)), half octaves of [2, 32)", 8, 15,
              half_octaves(lambda r: from_log(r * r / 2), 1), -0.25, 0.25)
    h.write()
