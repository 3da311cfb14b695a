# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for Lambert W."""
from __future__ import annotations

import mpmath as mp
from fitting import Header, octave, uniform


def rational_start() -> list:
    """Least squares, weighted so as to come near the fit of the quotient itself, over the half disc."""
    turn = (mp.sqrt(5) - 1) / 2
    points = [4.6 * mp.sqrt((k + mp.mpf(1) / 2) / 400) * mp.expjpi(k * turn % 1 - mp.mpf(1) / 2) for k in range(400)]
    with mp.workdps(25):
        values = [mp.lambertw((p * p / 2 - 1) / mp.e) for p in points]
        c = [mp.mpf(0)] * 4
        for _ in range(6):
            rows, right = [], []
            for p, w in zip(points, values):
                f = (w + 1) / p
                weight = 1 / abs(1 + c[2] * p + c[3] * p * p) / max(abs(w), mp.mpf(3) / 10)
                row = [p * weight, p * p * weight, -f * p * weight, -f * p * p * weight]
                rows += [[v.real for v in row], [v.imag for v in row]]
                right += [((f - 1) * weight).real, ((f - 1) * weight).imag]
            c = list(mp.lu_solve(mp.matrix(rows), mp.matrix(right)))
    return c


def write() -> None:
    """W = sum mu_k p^k, p = +-sqrt(2 (e z + 1)): Corless et al., Adv. Comput. Math. 5 (1996) 329, (4.22)-(4.24)."""
    h = Header("lambert")
    mu, alpha = [mp.mpf(-1), mp.mpf(1)], [mp.mpf(2), mp.mpf(-1)]
    for k in range(2, 40):
        a = sum((mu[j] * mu[k + 1 - j] for j in range(2, k)), mp.mpf(0))
        alpha.append(a)
        mu.append(mp.mpf(k - 1) / (k + 1) * (mu[k - 2] / 2 + alpha[k - 2] / 4) - a / 2 - mu[k - 1] / (k + 1))
    h.values("branch_series", "mu_k", mu)
    h.values("lambert_start", "a1, a2, b1, b2: W = -1 + p (1 + a1 p + a2 p^2)/(1 + b1 p + b2 p^2), |p| < 4.6",
             rational_start())

    def omega(x):
        """w + log w = x"""
        return mp.lambertw(mp.exp(x)).real

    def lower(y):
        """v - log v = y, v > 1"""
        v = -mp.lambertw(-mp.exp(-y), -1).real
        for _ in range(3):
            v -= (v - mp.log(v) - y) * v / (v - 1)
        return v

    def near_branch(p, k):
        return mp.lambertw((p * p / 2 - 1) / mp.e, k).real if abs(p) > 1e-12 else mp.mpf(-1)
    h.pieces("w0_near", "W0(z)/z", uniform("-0.1875", "0.5", 11), 13,
             lambda z: mp.lambertw(z).real / z if z else mp.mpf(1))
    h.pieces("w0_branch", "W0 in p", uniform(0, 1, 16), 12, lambda p: near_branch(p, 0))
    h.pieces("wm1_branch", "W-1 in -p", uniform(0, 1, 16), 12, lambda p: near_branch(p, -1))
    h.pieces("omega_middle", "omega(x)", uniform(-1, 4, 10), 13, omega)
    h.pieces("omega_high", "omega(x)/x", octave(2, 10, 4), 12, lambda x: omega(x) / x)
    h.pieces("wm1_log", "-W-1(-exp(-y))/y", octave(0, 10, 4)[2:], 14, lambda y: lower(y) / y)
    h.write()
