# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for the elementary functions of the loops that vectorise."""
from __future__ import annotations

import mpmath as mp
from fitting import Header


def write() -> None:
    h = Header("vector")
    quarter = mp.log(2) / 2 * (1 + mp.mpf(2) ** -20)
    h.single("exp_rest", "(exp(r) - 1 - r)/r^2", -quarter, quarter, 9,
             lambda r: (mp.expm1(r) - r) / r ** 2 if abs(r) > 1e-20 else mp.mpf(1) / 2)
    # log((1 + s)/(1 - s)) = 2 s + s R(s^2), |s| <= (sqrt 2 - 1)/(sqrt 2 + 1)
    z = ((mp.sqrt(2) - 1) / (mp.sqrt(2) + 1)) ** 2 * (1 + mp.mpf(2) ** -20)

    def rest(w):
        if w < mp.mpf(10) ** -12:
            return mp.mpf(2) / 3 + w * 2 / 5 + w * w * 2 / 7 + w ** 3 * 2 / 9
        s = mp.sqrt(w)
        return (2 * mp.atanh(s) / s - 2) / w
    h.single("atanh_rest", "(2 atanh(s)/s - 2)/s^2 in s^2", 0, z, 6, rest)
    h.single("atanh_more", "(2 atanh(s)/s - 2)/s^2 in s^2", 0, z, 8, rest)
    # sin and cos of r in w = r^2, |r| <= pi/4
    w = (mp.pi / 4) ** 2 * (1 + mp.mpf(2) ** -20)
    h.single("sin_rest", "(sin(r) - r)/r^3 in r^2", 0, w, 5,
             lambda w: (mp.sin(mp.sqrt(w)) - mp.sqrt(w)) / w ** 1.5 if w > 1e-16 else -mp.mpf(1) / 6 + w / 120)
    h.single("cos_rest", "(cos(r) - 1 + r^2/2)/r^4 in r^2", 0, w, 5,
             lambda w: (mp.cos(mp.sqrt(w)) - 1 + w / 2) / w ** 2 if w > 1e-10 else
             mp.mpf(1) / 24 - w / 720 + w * w / 40320)
    quarter = mp.mpf(1) / 16 * (1 + mp.mpf(2) ** -20)
    h.single("sinpi_rest", "(sin(pi r) - pi r)/r^3 in r^2", 0, quarter, 6,
             lambda w: (mp.sin(mp.pi * mp.sqrt(w)) - mp.pi * mp.sqrt(w)) / w ** 1.5 if w > 1e-16 else
             -mp.pi ** 3 / 6 + w * mp.pi ** 5 / 120)
    h.single("cospi_rest", "(cos(pi r) - 1)/r^2 in r^2", 0, quarter, 7,
             lambda w: (mp.cos(mp.pi * mp.sqrt(w)) - 1) / w if w > 1e-16 else -mp.pi ** 2 / 2 + w * mp.pi ** 4 / 24)
    ln2 = mp.log(2)
    high = mp.mpf(float(mp.ldexp(mp.floor(mp.ldexp(ln2, 40)), -40)))
    h.values("ln2_short", "log 2: a part of 40 bits, so that its product with an exponent is exact, and the rest",
             [high, ln2 - high, ln2 - high - mp.mpf(float(ln2 - high))])
    ratio = mp.log10(2)
    high = mp.mpf(float(mp.ldexp(mp.floor(mp.ldexp(ratio, 40)), -40)))
    h.values("log10_2_short", "log10(2) likewise", [high, ratio - high])
    ln10 = mp.log(10)
    h.values("ln10_parts", "log 10 in two parts", [ln10, ln10 - mp.mpf(float(ln10))])
    ln2 = mp.log(2)
    h.values("ln2_whole", "log 2 in two parts", [ln2, ln2 - mp.mpf(float(ln2))])
    h.single("cbrt_seed", "x^(-1/3)", 1, 8, 5, lambda x: x ** (-mp.mpf(1) / 3))
    h.write()
