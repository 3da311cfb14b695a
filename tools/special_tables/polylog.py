# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for polylogarithms, Clausen's function and the integrals of Debye."""
from __future__ import annotations

import mpmath as mp
from fitting import Header


def write() -> None:
    h = Header("polylog")
    h.values("stieltjes", "zeta(1 + e) - 1/e = sum_k c_k e^k (DLMF 25.2.4)",
             [(-1) ** k * mp.stieltjes(k) / mp.factorial(k) for k in range(18)])
    h.values("zeta_rests", "(zeta(k) - 1)/k, k = 2, 3, ...", [(mp.zeta(k) - 1) / k for k in range(2, 30)])
    h.values("even_zetas", "zeta(2k), k = 1, 2, ...", [mp.zeta(2 * k) for k in range(1, 28)])
    h.values("bose_series", "x/(e^x - 1) = 1 - x/2 + sum_k B_2k/(2k)! x^2k, k = 1, 2, ...",
             [mp.bernoulli(2 * k) / mp.factorial(2 * k) for k in range(1, 18)])
    # DLMF 25.12.9 with log(2 sin(t/2)) expanded: |B_2k|/(2k (2k + 1)!), and around pi with factors 2^2k - 1.
    h.values("clausen_near_zero", "Cl_2(t) = t (1 - log t) + t sum_k c_k t^2k, k = 1, 2, ...",
             [abs(mp.bernoulli(2 * k)) / (2 * k * mp.factorial(2 * k + 1)) for k in range(1, 19)])
    h.values("clausen_near_pi", "Cl_2(pi - t) = t log 2 - t sum_k c_k t^2k, k = 1, 2, ...",
             [abs(mp.bernoulli(2 * k)) * (2 ** (2 * k) - 1) / (2 * k * mp.factorial(2 * k + 1))
              for k in range(1, 19)])
    h.write()
