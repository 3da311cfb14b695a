# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for the gamma function and digamma."""
from __future__ import annotations

import mpmath as mp
from fitting import Header, half_octaves, octave, uniform


def write() -> None:
    h = Header("gamma")
    h.pieces("gamma_unit", "Gamma(x)", uniform(1, 2, 8), 10, mp.gamma)

    def reduced(x):
        d = (x - 1) * (x - 2)
        if x == 1:
            return mp.euler
        if x == 2:
            return 1 - mp.euler
        return mp.loggamma(x) / d
    h.pieces("lgamma_near", "log Gamma(x)/((x - 1)(x - 2))", uniform("0.5", "4", 28), 13, reduced)
    root = mp.findroot(mp.digamma, mp.mpf("1.4616321449683623"))
    high = mp.mpf(float(root))
    low = mp.mpf(float(root - high))
    h.values("digamma_root", "the positive zero of digamma in three parts", [high, low, root - high - low])
    h.pieces("digamma_unit", "digamma(x)/(x - root)", uniform(1, 2, 8), 10,
             lambda x: mp.digamma(x) / (x - root))
    h.pieces("digamma_middle", "digamma(x)", octave(1, 4, 4), 13, mp.digamma)
    h.values("stirling", "coefficients of x^(1-2k) in log Gamma(x), DLMF 5.11.1, k = 1, 2, ...",
             [mp.bernoulli(2 * k) / (2 * k * (2 * k - 1)) for k in range(1, 12)])
    h.values("digamma_series", "coefficients of -x^(-2k) in digamma(x), DLMF 5.11.2, k = 1, 2, ...",
             [mp.bernoulli(2 * k) / (2 * k) for k in range(1, 12)])
    h.values("lgamma_taylor", "log Gamma(1 + z) = sum_k lgamma_taylor[k] z^(k + 1), DLMF 5.7.3",
             [-mp.euler] + [(-1) ** k * mp.zeta(k) / k for k in range(2, 31)])
    h.values("digamma_taylor", "digamma(root + z) = sum_k digamma_taylor[k] z^(k + 1)",
             mp.taylor(mp.digamma, root, 24)[1:])
    negative = mp.findroot(mp.digamma, mp.mpf("-0.504083008264455"))
    high = mp.mpf(float(negative))
    h.values("digamma_negative_root", "the largest negative zero of digamma in two parts", [high, negative - high])
    h.values("digamma_negative_taylor", "its Taylor coefficients there", mp.taylor(mp.digamma, negative, 24)[1:])
    h.values("factorials", "n!, n = 0 ... 170", [mp.factorial(n) for n in range(171)])
    def stirling(w):   # x (log Gamma(x) - ((x - 1/2) log x - x + log(2 pi)/2)) in w = 1/x^2
        if w < mp.mpf(10) ** -6:
            return mp.mpf(1) / 12 - w / 360 + w * w / 1260 - w ** 3 / 1680
        x = 1 / mp.sqrt(w)
        return x * (mp.loggamma(x) - (x - mp.mpf(1) / 2) * mp.log(x) + x - mp.log(2 * mp.pi) / 2)
    h.single("stirling_short", "x (log Gamma(x) - ((x - 1/2) log x - x + log(2 pi)/2)) in 1/x^2", 0, mp.mpf(1) / 64, 6,
             stirling)
    h.single("stirling_long", "the same", 0, mp.mpf(1) / 18, 11, stirling)
    def asymptotic(w):   # x^2 (log x - 1/(2 x) - digamma(x)) in w = 1/x^2
        if w < mp.mpf(10) ** -6:
            return mp.mpf(1) / 12 - w / 120 + w * w / 252 - w ** 3 / 240
        x = 1 / mp.sqrt(w)
        return (mp.log(x) - 1 / (2 * x) - mp.digamma(x)) / w
    h.single("digamma_short", "x^2 (log x - 1/(2 x) - digamma(x)) in 1/x^2", 0, mp.mpf(1) / 64, 7, asymptotic)
    h.columns("lgamma_columns", "log Gamma(x)/((x - 1)(x - 2)) in half octaves of [1/2, 8)", 8, 15,
              half_octaves(reduced, -1), -0.25, 0.25)
    h.columns("digamma_columns", "digamma(x)/(x - root) in half octaves of [1/2, 8)", 8, 16,
              half_octaves(lambda x: mp.digamma(x) / (x - root), -1), -0.25, 0.25)
    h.columns("rgamma_columns", "1/Gamma((k + 1)/2 + t)", 8, 14, lambda k, t: mp.rgamma(mp.mpf(k + 1) / 2 + t),
              -0.25, 0.25)
    h.write()
