# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for Bessel functions of orders 0 and 1."""
from __future__ import annotations

import mpmath as mp
from fitting import Header, octave, uniform


def write() -> None:
    h = Header("bessel_integer")

    def of_square(f, limit):
        return lambda w: f(mp.sqrt(w)) if w > 0 else mp.mpf(limit)
    eight = mp.mpf(1)
    for n in (0, 1):
        h.pieces(f"j{n}_pieces", f"J{n}(x), absolute", uniform(0, 26, 52), 13, lambda x, n=n: mp.besselj(n, x))
        h.pieces(f"y{n}_pieces", f"Y{n}(x), absolute", uniform(1, 26, 100), 13, lambda x, n=n: mp.bessely(n, x))
        h.pieces(f"i{n}e_pieces", f"exp(-x) I{n}(x)", octave(0, 6, 4), 13,
                 lambda x, n=n: mp.exp(-x) * mp.besseli(n, x))
        h.pieces(f"k{n}e_pieces", f"exp(x) K{n}(x)", octave(0, 6, 4), 13,
                 lambda x, n=n: mp.exp(x) * mp.besselk(n, x))
    half = mp.mpf(1) / 2
    h.pieces("j0_small", "J0(x) in x^2", uniform(0, eight, 1), 9, of_square(lambda x: mp.besselj(0, x), 1))
    h.pieces("j1_small", "J1(x)/x in x^2", uniform(0, eight, 1), 9, of_square(lambda x: mp.besselj(1, x) / x, half))
    h.pieces("i0_small", "I0(x) in x^2", uniform(0, eight, 1), 9, of_square(lambda x: mp.besseli(0, x), 1))
    h.pieces("i1_small", "I1(x)/x in x^2", uniform(0, eight, 1), 9, of_square(lambda x: mp.besseli(1, x) / x, half))
    two = 2 / mp.pi
    gap = mp.euler - mp.log(2)
    h.pieces("y0_small", "Y0(x) - 2/pi log(x) J0(x) in x^2", uniform(0, eight, 1), 9,
             of_square(lambda x: mp.bessely(0, x) - two * mp.log(x) * mp.besselj(0, x), two * gap))
    h.pieces("y1_small", "(Y1(x) - 2/pi (log(x) J1(x) - 1/x))/x in x^2", uniform(0, eight, 1), 9,
             of_square(lambda x: (mp.bessely(1, x) - two * (mp.log(x) * mp.besselj(1, x) - 1 / x)) / x,
                       two * (gap / 2 - mp.mpf(1) / 4)))
    h.pieces("k0_small", "K0(x) + log(x) I0(x) in x^2", uniform(0, eight, 1), 9,
             of_square(lambda x: mp.besselk(0, x) + mp.log(x) * mp.besseli(0, x), -gap))
    h.pieces("k1_small", "(K1(x) - log(x) I1(x) - 1/x)/x in x^2", uniform(0, eight, 1), 9,
             of_square(lambda x: (mp.besselk(1, x) - mp.log(x) * mp.besseli(1, x) - 1 / x) / x,
                       gap / 2 - mp.mpf(1) / 4))
    for n in (0, 1):
        a = [mp.mpf(1)]
        for k in range(1, 22):
            a.append(a[-1] * (4 * n * n - (2 * k - 1) ** 2) / (8 * k))
        h.values(f"hankel{n}", f"a_k({n}), DLMF 10.17.1", a)
    h.write()
