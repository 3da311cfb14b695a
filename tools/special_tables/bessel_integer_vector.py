# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for the array kernels of Bessel functions of orders 0 and 1."""
from __future__ import annotations

import mpmath as mp
from fitting import Header


def write() -> None:
    h = Header("bessel_integer_vector")
    step = mp.mpf(13) / 4
    two = 2 / mp.pi
    gap = mp.euler - mp.log(2)

    def of_square(f, limit):
        return lambda w: f(mp.sqrt(w)) if w > mp.mpf(10) ** -30 else mp.mpf(limit)

    def modulus(n, w, part):   # P or Q x of Hankel's expansion (DLMF 10.17.3-4) in w = 1/x^2
        x = 1 / mp.sqrt(w)
        chi = x - mp.pi / 4 - n * mp.pi / 2
        v = mp.sqrt(mp.pi * x / 2) * mp.hankel1(n, x) * mp.exp(-1j * chi)
        return v.real if part == 0 else v.imag * x

    def scaled(f, n, sign, u):   # sqrt(x) e^(+-x) f_n(x) at x = 1/u
        if u < mp.mpf(1) / 400:
            return sum((-sign) ** k * mp.fprod((4 * n * n - (2 * j - 1) ** 2) for j in range(1, k + 1))
                       / (mp.factorial(k) * 8 ** k) * u ** k for k in range(40)) * (
                mp.sqrt(mp.pi / 2) if sign < 0 else 1 / mp.sqrt(2 * mp.pi))
        return f(n, 1 / u) * mp.exp(-sign / u) / mp.sqrt(u)
    for n in (0, 1):
        over = (lambda x: x) if n else (lambda x: mp.mpf(1))
        h.columns(f"j{n}_columns", f"J{n}(13 k/4 + t)", 8, 17, lambda k, t, n=n: mp.besselj(n, k * step + t),
                  -step / 2, step / 2)
        h.columns(f"y{n}_columns", f"Y{n}(77/20 + 27 k/10 + t)", 8, 21,
                  lambda k, t, n=n: mp.bessely(n, mp.mpf(float("3.85")) + k * mp.mpf(float("2.7")) + t), -1.36, 1.36)
        h.single(f"j{n}_low", f"J{n}(x)/x^{n} in x^2", 0, mp.mpf(25) / 4, 10,
                 of_square(lambda x, n=n, over=over: mp.besselj(n, x) / over(x), mp.mpf(1) / (1 + n)))
        h.single(f"hankel{n}_p", f"P{n} in 1/x^2", mp.mpf(10) ** -7, mp.mpf(1) / 576, 6,
                 lambda w, n=n: modulus(n, w, 0))
        h.single(f"hankel{n}_q", f"x Q{n} in 1/x^2", mp.mpf(10) ** -7, mp.mpf(1) / 576, 6,
                 lambda w, n=n: modulus(n, w, 1))
        h.single(f"i{n}_low", f"I{n}(x)/x^{n} in x^2", 0, 64, 18,
                 of_square(lambda x, n=n, over=over: mp.besseli(n, x) / over(x), mp.mpf(1) / (1 + n)))
        h.columns(f"i{n}_columns", f"sqrt(x) exp(-x) I{n}(x), 1/x = (k + t)/59.5", 8, 10,
                  lambda k, t, n=n: scaled(mp.besseli, n, 1, (k + t) / mp.mpf("59.5")), lambda k: -0.5 if k else 0)
        h.columns(f"k{n}_columns", f"sqrt(x) exp(x) K{n}(x), 1/x = (k + t)/7.25", 8, 12,
                  lambda k, t, n=n: scaled(mp.besselk, n, -1, (k + t) / mp.mpf("7.25")), lambda k: -0.5 if k else 0)
    h.single("y0_low", "Y0(x) - 2/pi log(x) J0(x) in x^2", 0, mp.mpf(25) / 4, 10,
             of_square(lambda x: mp.bessely(0, x) - two * mp.log(x) * mp.besselj(0, x), two * gap))
    h.single("y1_low", "(Y1(x) - 2/pi (log(x) J1(x) - 1/x))/x in x^2", 0, mp.mpf(25) / 4, 10,
             of_square(lambda x: (mp.bessely(1, x) - two * (mp.log(x) * mp.besselj(1, x) - 1 / x)) / x,
                       two * (gap / 2 - mp.mpf(1) / 4)))
    h.single("k0_low", "K0(x) + log(x) I0(x) in x^2", 0, 1, 8,
             of_square(lambda x: mp.besselk(0, x) + mp.log(x) * mp.besseli(0, x), -gap))
    h.single("k1_low", "(K1(x) - log(x) I1(x) - 1/x)/x in x^2", 0, 1, 8,
             of_square(lambda x: (mp.besselk(1, x) - mp.log(x) * mp.besseli(1, x) - 1 / x) / x,
                       gap / 2 - mp.mpf(1) / 4))
    h.write()
