# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for Fresnel's integrals and their auxiliary functions."""
from __future__ import annotations

import mpmath as mp
from fitting import Header, octave, uniform


def auxiliary(x):
    """f and g of DLMF 7.2.10-11, from the error function: f + i g = (1 + i)/2 exp(-i pi x^2/2) erfc(u)-like."""
    u = mp.sqrt(mp.pi) / 2 * (1 - 1j) * x
    v = (1 + 1j) / 2 * mp.exp(u * u) * mp.erfc(u)        # exp(-i pi x^2/2) int_x^inf exp(i pi t^2/2) dt = g + i f
    return v.imag, v.real


def write() -> None:
    h = Header("fresnel")
    top = uniform(0, 6, 3)
    h.pieces("fresnel_c", "C(x)/x in x^4", top, 12,
             lambda t: mp.fresnelc(mp.root(t, 4)) / mp.root(t, 4) if t else mp.mpf(1))
    h.pieces("fresnel_s", "S(x)/x^3 in x^4", top, 12,
             lambda t: mp.fresnels(mp.root(t, 4)) / mp.root(t, 4) ** 3 if t else mp.pi / 6)
    h.pieces("fresnel_f_small", "f(x)", uniform(0, 2, 8), 13, lambda x: auxiliary(x)[0])
    h.pieces("fresnel_g_small", "g(x)", uniform(0, 2, 8), 13, lambda x: auxiliary(x)[1])
    h.pieces("fresnel_f", "pi x f(x)", octave(0, 3, 4), 14, lambda x: mp.pi * x * auxiliary(x)[0])
    h.pieces("fresnel_g", "pi^2 x^3 g(x)", octave(0, 3, 4), 14, lambda x: mp.pi ** 2 * x ** 3 * auxiliary(x)[1])
    h.pieces("fresnel_f_large", "pi x f(x) in 1/x^4", uniform(0, mp.mpf(2) ** -12, 1), 6,
             lambda w: mp.pi * auxiliary(1 / mp.root(w, 4))[0] / mp.root(w, 4) if w else mp.mpf(1))
    h.pieces("fresnel_g_large", "pi^2 x^3 g(x) in 1/x^4", uniform(0, mp.mpf(2) ** -12, 1), 6,
             lambda w: mp.pi ** 2 * auxiliary(1 / mp.root(w, 4))[1] / mp.root(w, 4) ** 3 if w else mp.mpf(1))
    h.values("fresnel_c_series", "C(z)/z in z^4, DLMF 7.6.4",
             [(-1) ** k * (mp.pi / 2) ** (2 * k) / (mp.factorial(2 * k) * (4 * k + 1)) for k in range(16)])
    h.values("fresnel_s_series", "S(z)/z^3 in z^4, DLMF 7.6.6",
             [(-1) ** k * (mp.pi / 2) ** (2 * k + 1) / (mp.factorial(2 * k + 1) * (4 * k + 3)) for k in range(16)])
    h.write()
