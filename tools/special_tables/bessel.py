# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for Bessel functions of real order."""
from __future__ import annotations

import mpmath as mp
from fitting import Header


def write() -> None:
    h = Header("bessel")
    d = mp.taylor(mp.rgamma, 1, 24)
    h.values("temme_odd", "(1/Gamma(1 - m) - 1/Gamma(1 + m))/(2 m) in powers of m^2", [-v for v in d[1::2]])
    h.values("temme_even", "(1/Gamma(1 - m) + 1/Gamma(1 + m))/2 in powers of m^2", d[0::2])
    # U_k(p), DLMF 10.41.9: U_{k+1} = p^2 (1 - p^2) U_k'/2 + int_0^p (1 - 5 t^2) U_k dt/8. U_k = p^k sum_j c_j p^(2j).
    count = 13
    rows = []
    u = {0: mp.mpf(1)}
    for k in range(count):
        rows.append([u.get(k + 2 * j, mp.mpf(0)) for j in range(count)])
        following: dict[int, mp.mpf] = {}
        for power, c in u.items():
            for shift, factor in ((1, mp.mpf(power) / 2 + mp.mpf(1) / 8 / (power + 1)),
                                  (3, -mp.mpf(power) / 2 - mp.mpf(5) / 8 / (power + 3))):
                following[power + shift] = following.get(power + shift, mp.mpf(0)) + factor * c
        u = following
    h.matrix("debye", "U_k(p)/p^k in powers of p^2", rows)
    h.write()
