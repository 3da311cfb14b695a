# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for Bessel functions of real order."""
from __future__ import annotations

import mpmath as mp
from fitting import Header

LANES = 8


def write() -> None:
    h = Header("bessel")
    d = mp.taylor(mp.rgamma, 1, 24)
    h.values("temme_odd", "(1/Gamma(1 - m) - 1/Gamma(1 + m))/(2 m) in powers of m^2", [-v for v in d[1::2]])
    h.values("temme_even", "(1/Gamma(1 - m) + 1/Gamma(1 + m))/2 in powers of m^2", d[0::2])
    u = debye_polynomials(3 * LANES)
    for group in range(3):
        first, top = LANES * group + 1, LANES * (group + 1)
        h.matrix(f"debye_{top}", f"c[j][k]: of p^(2 j) in U_{first}(p)/p^{first} ... U_{top}(p)/p^{top}",
                 [[u[k].get(k + 2 * j, 0) for k in range(first, top + 1)] for j in range(top + 1)])
    turning(h, u)
    h.write()


def debye_polynomials(count: int) -> list[dict[int, mp.mpf]]:
    """U_0 ... U_count, DLMF 10.41.9: U_{k+1} = p^2 (1 - p^2) U_k'/2 + int_0^p (1 - 5 t^2) U_k dt/8."""
    out = [{0: mp.mpf(1)}]
    for _ in range(count):
        following: dict[int, mp.mpf] = {}
        for power, c in out[-1].items():
            for shift, factor in ((1, mp.mpf(power) / 2 + mp.mpf(1) / 8 / (power + 1)),
                                  (3, -mp.mpf(power) / 2 - mp.mpf(5) / 8 / (power + 3))):
                following[power + shift] = following.get(power + shift, mp.mpf(0)) + factor * c
        out.append(following)
    return out


def turning(h: Header, debye: list[dict[int, mp.mpf]]) -> None:
    """What Olver's expansion (DLMF 10.20) needs about the turning point, in powers of s = (z - 1)/(z + 1).

    In s the right half-plane of z is the unit disc, and the functions are analytic in it: Cauchy's integrals over a
    circle, on which the explicit formulas 10.20.2-3 and 10.20.10-11 do not cancel.
    """
    rows, points, radius = 30, 160, mp.mpf("0.6")
    a, b = [mp.mpf(1)], [mp.mpf(1)]          # u_k, v_k of 9.7.2
    for k in range(1, 8):
        a.append(a[-1] * (6 * k - 5) * (6 * k - 3) * (6 * k - 1) / (216 * k * (2 * k - 1)))
        b.append(-a[-1] * (6 * k + 1) / (6 * k - 1))

    def lanes(s) -> list:
        z = (1 + s) / (1 - s)
        root = mp.sqrt(1 - z * z)
        xi = mp.log((1 + root) / z) - root
        turn = mp.arg(xi)                    # from 0 to -3 pi/2 in the upper half-plane
        turn -= 2 * mp.pi if turn > mp.pi / 4 else 0
        half = mp.cbrt(1.5 * abs(xi)) * mp.expj(turn / 3)
        zeta, cube = half**2, 1 / half**3

        def upper(k):
            return sum(c * root**-power for power, c in debye[k].items())

        big = [sum(mp.mpf(1.5)**j * cube**j * b[j] * upper(2 * k - j) for j in range(2 * k + 1)) for k in (1, 2, 3)]
        small = [-sum(mp.mpf(1.5)**j * cube**j * a[j] * upper(2 * k + 1 - j) for j in range(2 * k + 2)) / half
                 for k in (0, 1, 2)]
        return [zeta / s, mp.sqrt(mp.sqrt(4 * zeta / (1 - z * z))), *big, *small]

    angles = [mp.pi * (k + mp.mpf(1) / 2) / points for k in range(points)]      # the lower half by conjugation
    values = [lanes(radius * mp.expj(t)) for t in angles]
    table = [[sum(mp.re(v[lane] * mp.expj(-n * t)) for v, t in zip(values, angles)) / points / radius**n
              for lane in range(LANES)] for n in range(rows)]
    h.matrix("turning", "c[n][lane] of s^n: zeta/s, (4 zeta/(1 - z^2))^(1/4), A_1, A_2, A_3, B_0, B_1, B_2", table)
