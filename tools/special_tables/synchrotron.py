# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for the synchrotron functions."""
from __future__ import annotations

import mpmath as mp
from fitting import Header, octave, uniform


def first(x):
    """x int_x^inf K_5/3 = x (2 K_2/3(x) - int_x^inf K_1/3), the last by the series of I_-1/3 and I_1/3."""
    with mp.workdps(50 + int(0.9 * x)):
        x, third, sum_ = mp.mpf(x), mp.mpf(1) / 3, mp.mpf(0)
        for v, sign in ((-third, -1), (third, 1)):
            term, k = 2 * (x / 2) ** (v + 1) / mp.gamma(v + 1), 0
            while k < 5 or abs(term) > mp.eps * mp.exp(-x) / 1000:
                sum_ += sign * term / (2 * k + v + 1)
                k += 1
                term *= (x / 2) ** 2 / (k * (k + v))
        return x * (2 * mp.besselk(2 * third, x) - mp.pi / mp.sqrt(3) * (1 + sum_))


def second(x):
    return x * mp.besselk(mp.mpf(2) / 3, x)


def asymptotic(w):
    """exp(x) F(x)/sqrt(x) and exp(x) G(x)/sqrt(x) at w = 1/x <= 1/64, from a_k(nu) of DLMF 10.40.2: the integral's
    coefficients follow from its derivative, c_k = a_k(5/3) - (k - 1/2) c_{k-1}."""
    f = g = mp.mpf(0)
    a, b, c = mp.mpf(1), mp.mpf(1), mp.mpf(1)
    for k in range(31):
        if k:
            a *= (mp.mpf(100) / 9 - (2 * k - 1) ** 2) / (8 * k)
            b *= (mp.mpf(16) / 9 - (2 * k - 1) ** 2) / (8 * k)
            c = a - (k - mp.mpf(1) / 2) * c
        f += c * w ** k
        g += b * w ** k
    return f * mp.sqrt(mp.pi / 2), g * mp.sqrt(mp.pi / 2)


def write() -> None:
    h = Header("synchrotron")
    third = mp.mpf(1) / 3
    # x K_2/3 = pi/sqrt 3 (x I_-2/3 - x I_2/3): x^(1/3) and x^(5/3) times series in x^2; so for x int_0^x I_-+1/3.
    a, b, c, d = [], [], [], []
    root = mp.pi / mp.sqrt(3)
    for k in range(13):
        low = mp.mpf(2) ** (2 * third - 2 * k) / (mp.factorial(k) * mp.gamma(k + 1 - 2 * third)) * root
        high = mp.mpf(2) ** (-2 * third - 2 * k) / (mp.factorial(k) * mp.gamma(k + 1 + 2 * third)) * root
        c.append(low)
        d.append(high)
        i_low = 2 * mp.mpf(2) ** (third - 2 * k - 1) / (mp.factorial(k) * mp.gamma(k + 1 - third)) / (2 * k + 1 - third)
        i_high = 2 * mp.mpf(2) ** (-third - 2 * k - 1) / mp.factorial(k) / mp.gamma(k + 1 + third) / (2 * k + 1 + third)
        b.append(2 * high - root * i_low)
        a.append((2 * low, -root * i_high))
    merged = [a[0][0]] + [a[k][0] + a[k - 1][1] for k in range(1, 13)]
    h.values("synchrotron_1_low", "F: x^(1/3) times this in x^2", merged)
    h.values("synchrotron_1_high", "F: minus x^(5/3) times this in x^2", b)
    h.values("synchrotron_2_low", "G: x^(1/3) times this in x^2", c)
    h.values("synchrotron_2_high", "G: minus x^(5/3) times this in x^2", d)
    h.pieces("synchrotron_1", "exp(x) F(x)/sqrt(x)", octave(-1, 6, 4), 12, lambda x: mp.exp(x) * first(x) / mp.sqrt(x))
    h.pieces("synchrotron_2", "exp(x) G(x)/sqrt(x)", octave(-1, 6, 4), 12, lambda x: mp.exp(x) * second(x) / mp.sqrt(x))
    h.pieces("synchrotron_1_large", "exp(x) F(x)/sqrt(x) in 1/x", uniform(0, "0.015625", 1), 10,
             lambda w: asymptotic(w)[0])
    h.pieces("synchrotron_2_large", "exp(x) G(x)/sqrt(x) in 1/x", uniform(0, "0.015625", 1), 7,
             lambda w: asymptotic(w)[1])
    h.write()
