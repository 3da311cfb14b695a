# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for incomplete gamma functions."""
from __future__ import annotations

import mpmath as mp
from fitting import Header


def write() -> None:
    """Taylor coefficients in eta of c_k(eta), DLMF 8.12.9-8.12.12, for the uniform expansion of Q(a, x)."""
    h = Header("gammainc")
    terms, degree = 11, 26
    size = degree + 2 * terms + 6
    # lambda - 1 = mu(eta), where eta^2/2 = mu - log(1 + mu): mu mu' = eta (1 + mu).
    mu = [mp.mpf(0)] * (size + 2)
    mu[1] = mp.mpf(1)
    for n in range(2, size + 1):
        # coefficient of eta^n in mu mu' - eta mu - eta: sum_{i+j=n+1} j mu_i mu_j = mu_{n-1}
        inner = sum((n + 1 - i) * mu[i] * mu[n + 1 - i] for i in range(2, n))
        mu[n] = (mu[n - 1] - inner) / (n + 1)
    # 1/mu = 1/eta * r(eta)
    lead = mu[1:size + 1]
    r = [mp.mpf(1)]
    for n in range(1, size):
        r.append(-sum(lead[i] * r[n - i] for i in range(1, n + 1)))
    # The coefficients g_k of the series of 1/Gamma*(a) come from the demand that c_k has no pole.
    rows = []
    c = [r[n + 1] for n in range(size - 1)]              # c_0 = 1/mu - 1/eta
    rows.append(c[:degree])
    for _ in range(1, terms):
        derivative = [(n + 1) * c[n + 1] for n in range(len(c) - 1)]
        g = -derivative[0]                               # (1/eta)(c' ) + g/mu finite at 0
        total = [derivative[n] + g * r[n] for n in range(min(len(derivative), len(r)))]
        c = total[1:]
        rows.append(c[:degree])
    h.matrix("temme", "c_k(eta) = sum_n temme[k][n] eta^n", rows)
    h.write()
