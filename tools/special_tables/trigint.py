# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for the sine and cosine integrals, circular and hyperbolic, and their auxiliary functions."""
from __future__ import annotations

import mpmath as mp
from fitting import Header, octave, uniform


def auxiliary(x):
    """f and g of DLMF 6.2.17-18: g + i f = exp(i x) E1(i x)."""
    v = mp.exp(1j * x) * mp.e1(1j * x)
    return -v.imag, v.real


def write() -> None:
    h = Header("trigint")
    h.pieces("si_small", "Si(x)/x", uniform(0, 8, 16), 12, lambda x: mp.si(x) / x if x else mp.mpf(1))
    roots = [mp.findroot(mp.ci, r) for r in (0.6165, 3.3842, 6.4270)]
    h.values("ci_roots", "zeros of Ci, each in two parts", [p for r in roots for p in (r, r - mp.mpf(float(r)))])
    h.pieces("ci_small", "Ci(x) - log x", uniform(0, "0.5", 1), 10, lambda x: mp.ci(x) - mp.log(x) if x else mp.euler)
    h.pieces("ci_first", "Ci(x)/(x - first root)", octave(-1, 1, 4), 13, lambda x: mp.ci(x) / (x - roots[0]))
    h.pieces("ci_second", "Ci(x)/(x - second root)", octave(1, 2, 4), 13, lambda x: mp.ci(x) / (x - roots[1]))
    h.pieces("ci_third", "Ci(x)/(x - third root)", octave(2, 3, 4), 15, lambda x: mp.ci(x) / (x - roots[2]))
    h.pieces("sici_f", "x f(x)", octave(3, 6, 4), 12, lambda x: x * auxiliary(x)[0])
    h.pieces("sici_g", "x^2 g(x)", octave(3, 6, 4), 12, lambda x: x * x * auxiliary(x)[1])
    h.pieces("sici_f_large", "x f(x) in 1/x^2", uniform(0, mp.mpf(2) ** -12, 1), 6,
             lambda w: auxiliary(1 / mp.sqrt(w))[0] / mp.sqrt(w) if w else mp.mpf(1))
    h.pieces("sici_g_large", "x^2 g(x) in 1/x^2", uniform(0, mp.mpf(2) ** -12, 1), 6,
             lambda w: auxiliary(1 / mp.sqrt(w))[1] / w if w else mp.mpf(1))

    h.pieces("shi_small", "Shi(x)/x", uniform(0, 2, 4), 11, lambda x: mp.shi(x) / x if x else mp.mpf(1))
    root = mp.findroot(mp.chi, 0.5238)
    h.values("chi_root", "the zero of Chi, in two parts", [root, root - mp.mpf(float(root))])
    h.pieces("chi_small", "Chi(x) - log x", uniform(0, "0.25", 1), 9,
             lambda x: mp.chi(x) - mp.log(x) if x else mp.euler)
    h.pieces("chi_near", "Chi(x)/(x - root)", octave(-2, 1, 4), 14, lambda x: mp.chi(x) / (x - root))
    h.pieces("shi_middle", "x exp(-x) Shi(x)", octave(1, 6, 4), 17, lambda x: x * mp.exp(-x) * mp.shi(x))
    h.pieces("chi_middle", "x exp(-x) Chi(x)", octave(1, 6, 4), 17, lambda x: x * mp.exp(-x) * mp.chi(x))
    h.values("sici_odd", "1/((2k + 1) (2k + 1)!)", [1 / ((2 * k + 1) * mp.factorial(2 * k + 1)) for k in range(16)])
    h.values("sici_even", "1/((2k + 2) (2k + 2)!)", [1 / ((2 * k + 2) * mp.factorial(2 * k + 2)) for k in range(16)])
    h.write()
