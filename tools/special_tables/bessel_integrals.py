# SPDX-License-Identifier: BSD-3-Clause
"""Coefficients for Kelvin functions and for integrals of Bessel and Struve functions, from their power series."""
from __future__ import annotations

from collections.abc import Callable

import mpmath as mp
from fitting import Header, octave, uniform

G = mp.euler


def total(term: Callable, x) -> mp.mpf:
    """sum_k term(k), with the digits that the terms cancel."""
    with mp.workdps(mp.mp.dps + int(x) + 10):
        s, k = mp.mpf(0), 0
        while True:
            t = term(k)
            s += t
            if k > x and abs(t) < mp.mpf(10) ** (-mp.mp.dps):
                return s
            k += 1


def _psi_sum(x, sign, power: Callable, weight: Callable):
    """sum_k sign^k q^k/(k!)^2 power(k) weight(k, H_k), by running products."""
    state = {"c": mp.mpf(1), "h": mp.mpf(0)}

    def term(k):
        if k:
            state["c"] *= sign * (mp.mpf(x) / 2) ** 2 / (mp.mpf(k) * k)
            state["h"] += mp.mpf(1) / k
        return state["c"] * power(k) * weight(k, state["h"])
    return total(term, x)


def one(k, h):
    return mp.mpf(1)


def odd(k):
    return mp.mpf(1) / (2 * k + 1)


def even(k):
    return mp.mpf(1) / (2 * k) if k else mp.mpf(0)


def log_of(x):
    return mp.log(mp.mpf(x) / 2) + G


def itj0(x):
    return x * _psi_sum(x, -1, odd, one)


def ity0(x):
    return 2 / mp.pi * x * _psi_sum(x, -1, odd, lambda k, h: log_of(x) - odd(k) - h)


def it2j0(x):
    return -_psi_sum(x, -1, even, one)


def it2y0(x):
    s = _psi_sum(x, -1, even, lambda k, h: log_of(x) - even(k) - h)
    return mp.pi / 6 - log_of(x) ** 2 / mp.pi - 2 / mp.pi * s


def iti0(x):
    return x * _psi_sum(x, 1, odd, one)


def itk0(x):
    return x * _psi_sum(x, 1, odd, lambda k, h: odd(k) + h - log_of(x))


def it2i0(x):
    return _psi_sum(x, 1, even, one)


def it2k0(x):
    s = _psi_sum(x, 1, even, lambda k, h: even(k) + h - log_of(x))
    return log_of(x) ** 2 / 2 + mp.pi ** 2 / 24 - s


def _struve(x, sign, shift):
    state = {"c": mp.mpf(1) / mp.gamma(mp.mpf(3) / 2) ** 2}

    def term(k):
        if k:
            state["c"] *= sign * (mp.mpf(x) / 2) ** 2 / (k + mp.mpf(1) / 2) ** 2
        return state["c"] / (2 * k + shift)
    return total(term, x)


def itstruve0(x):
    return x ** 2 / 2 * _struve(x, -1, 2)


def itmodstruve0(x):
    return x ** 2 / 2 * _struve(x, 1, 2)


def it2struve0(x):
    return mp.pi / 2 - x / 2 * _struve(x, -1, 1)


def _kelvin(x, weight: Callable):
    """sum_j i^j (x/2)^{2j}/(j!)^2 weight(j): real and imaginary part."""
    re, im, c, j = mp.mpf(0), mp.mpf(0), mp.mpf(1), 0
    with mp.workdps(mp.mp.dps + int(x) + 10):
        q = (mp.mpf(x) / 2) ** 2
        while True:
            if j:
                c *= q / (mp.mpf(j) * j)
            t = c * weight(j) * (-1) ** (j // 2)
            if j % 2:
                im += t
            else:
                re += t
            if j > x and c < mp.mpf(10) ** (-mp.mp.dps):
                return re, im
            j += 1


def be(x):
    return _kelvin(x, lambda j: mp.mpf(1))


def be_prime(x):
    re, im = _kelvin(x, lambda j: mp.mpf(2 * j))
    return re / x, im / x


def _psi(j):
    return mp.harmonic(j) - G


def ke(x):
    (r, i), (a, b), l = be(x), _kelvin(x, _psi), mp.log(mp.mpf(x) / 2)
    return -l * r + mp.pi / 4 * i + a, -l * i - mp.pi / 4 * r + b


def ke_prime(x):
    (r, i), (rp, ip), l = be(x), be_prime(x), mp.log(mp.mpf(x) / 2)
    a, b = _kelvin(x, lambda j: 2 * j * _psi(j))
    return -r / x - l * rp + mp.pi / 4 * ip + a / x, -i / x - l * ip - mp.pi / 4 * rp + b / x


def _kelvin_tables() -> None:
    h = Header("kelvin")
    for name, f, part in (("ber", be, 0), ("bei", be, 1), ("berp", be_prime, 0), ("beip", be_prime, 1),
                          ("ker", ke, 0), ("kei", ke, 1), ("kerp", ke_prime, 0), ("keip", ke_prime, 1)):
        degree = 13 if name.startswith("be") else 17        # the logarithm is near
        h.pieces(f"{name}_pieces", f"{name}(x), absolute", uniform(2, 26, 24), degree,
                 lambda x, f=f, part=part: f(x)[part])
    n = 8
    fact = [mp.factorial(j) ** 2 for j in range(2 * n)]
    h.values("ber_taylor", "ber x in (x/2)^4", [(-1) ** k / fact[2 * k] for k in range(n)])
    h.values("bei_taylor", "4 bei x/x^2 in (x/2)^4", [(-1) ** k / fact[2 * k + 1] for k in range(n)])
    h.values("ker_taylor", "the same with digammas", [(-1) ** k * _psi(2 * k) / fact[2 * k] for k in range(n)])
    h.values("kei_taylor", "the same with digammas", [(-1) ** k * _psi(2 * k + 1) / fact[2 * k + 1] for k in range(n)])
    for order in (0, 1):
        a = [mp.mpf(1)]
        for k in range(1, 20):
            a.append(a[-1] * (4 * order - (2 * k - 1) ** 2) / (8 * k))
        h.values(f"kelvin_far{order}", f"a_k({order}), DLMF 10.17.1", a)
    h.write()


def _integral_tables() -> None:
    h = Header("bessel_integrals")
    for name, f in (("itj0", itj0), ("ity0", ity0), ("it2j0", it2j0), ("it2y0", it2y0), ("itstruve0", itstruve0),
                    ("it2struve0", it2struve0)):
        degree = 16 if "y0" in name else 12                 # the logarithm is near
        h.pieces(f"{name}_pieces", f"{name}(x), absolute", uniform(2, 48, 46), degree, f)
    h.pieces("itk0_pieces", "the integral of K0 over (0, x)", octave(1, 6, 4), 13, itk0)
    for name, f in (("iti0", iti0), ("it2i0", it2i0), ("itmodstruve0", itmodstruve0)):
        h.pieces(f"{name}_pieces", f"exp(-x) {name}(x)", octave(1, 6, 4), 13, lambda x, f=f: mp.exp(-x) * f(x))
    h.pieces("it2k0_pieces", "exp(x) times the integral of K0(t)/t over (x, inf)", octave(1, 6, 4), 13,
             lambda x: mp.exp(x) * it2k0(x))
    n = 15
    c = [1 / mp.factorial(k) ** 2 for k in range(n)]
    hk = [mp.harmonic(k) for k in range(n)]
    h.values("it_taylor", "itj0(x)/x in -(x/2)^2", [c[k] * odd(k) for k in range(n)])
    h.values("it_taylor_log", "companion of the logarithm", [c[k] * odd(k) * (odd(k) + hk[k]) for k in range(n)])
    h.values("it2_taylor", "-it2j0(x) in -(x/2)^2", [c[k] * even(k) for k in range(n)])
    h.values("it2_taylor_log", "companion of the logarithm", [c[k] * even(k) * (even(k) + hk[k]) for k in range(n)])
    g = [1 / mp.gamma(k + mp.mpf(3) / 2) ** 2 for k in range(n)]
    h.values("itstruve_taylor", "itstruve0(x)/(x/2)^2 in -(x/2)^2", [g[k] / (k + 1) for k in range(n)])
    h.values("it2struve_taylor", "(pi/2 - it2struve0(x))/(x/2) in -(x/2)^2", [g[k] / (2 * k + 1) for k in range(n)])
    # Expansions for x beyond the tables: those of J0, Y0, I0, K0 (DLMF 10.17.1) integrated term by term.
    a = [mp.mpf(1)]
    for k in range(1, 32):
        a.append(-a[-1] * (2 * k - 1) ** 2 / (8 * k))
    half = mp.mpf(1) / 2
    for name, shift in (("it_far", -half), ("it2_far", half)):
        s = [a[0]]
        for k in range(1, 32):
            s.append(a[k] - (k + shift) * s[-1])
        h.values(name, "g_k = a_k - (k -+ 1/2) g_(k-1)", s)
    h.values("itstruve_far", "(2k)! (2k-1)!/((k!)^2 4^k), k >= 1",
             [mp.factorial(2 * k) * mp.factorial(2 * k - 1) / (mp.factorial(k) ** 2 * 4 ** k) for k in range(1, 16)])
    h.values("it2struve_far", "((2k-1)!!)^2/(2k+1)", [mp.fac2(2 * k - 1) ** 2 / (2 * k + 1) for k in range(15)])
    h.write()


def write() -> None:
    _kelvin_tables()
    _integral_tables()
