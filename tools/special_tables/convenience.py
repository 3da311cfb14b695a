# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for softplus and the circular functions of degrees."""
from __future__ import annotations

import mpmath as mp
from fitting import Header, uniform


def write() -> None:
    h = Header("convenience")
    h.pieces("softplus_middle", "log(1 + exp(-x))", uniform(0, 4, 16), 11, lambda x: mp.log1p(mp.exp(-x)))
    h.pieces("softplus_tail", "log(1 + u)/u", uniform(0, "0.03125", 1), 9,
             lambda u: mp.log1p(u) / u if u else mp.mpf(1))
    unit = mp.pi / 180
    c1 = -unit ** 2 / 2
    h.values("sine_of_degrees_head", "pi/180 in two parts", [unit, unit - mp.mpf(float(unit))])
    h.values("cosine_of_degrees_head", "-(pi/180)^2/2 in two parts", [c1, c1 - mp.mpf(float(c1))])
    # The remainders after the leading terms are Taylor series: on [0, 45 degrees] seven terms reach 1e-19.
    h.values("sine_of_degrees", "sin(pi r/180) = pi r/180 + r^3 sum c_k r^2k",
             [(-1) ** (k + 1) * unit ** (2 * k + 3) / mp.factorial(2 * k + 3) for k in range(7)])
    h.values("cosine_of_degrees", "cos(pi r/180) = 1 + c r^2 + r^4 sum c_k r^2k",
             [(-1) ** k * unit ** (2 * k + 4) / mp.factorial(2 * k + 4) for k in range(7)])
    h.write()
