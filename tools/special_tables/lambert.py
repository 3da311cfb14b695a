# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for Lambert W."""
from __future__ import annotations

import mpmath as mp
from fitting import Header


def write() -> None:
    """W = sum mu_k p^k, p = +-sqrt(2 (e z + 1)): Corless et al., Adv. Comput. Math. 5 (1996) 329, (4.22)-(4.24)."""
    h = Header("lambert")
    mu, alpha = [mp.mpf(-1), mp.mpf(1)], [mp.mpf(2), mp.mpf(-1)]
    for k in range(2, 40):
        a = sum((mu[j] * mu[k + 1 - j] for j in range(2, k)), mp.mpf(0))
        alpha.append(a)
        mu.append(mp.mpf(k - 1) / (k + 1) * (mu[k - 2] / 2 + alpha[k - 2] / 4) - a / 2 - mu[k - 1] / (k + 1))
    h.values("branch_series", "mu_k", mu)
    h.write()
