# SPDX-License-Identifier: BSD-3-Clause
"""Kelvin functions, and integrals of Bessel and Struve functions."""
from __future__ import annotations

from scinova.special._row import Row

_REAL = "0.01:45 1e-8~500"
_DECAY = "0.01:60 1e-8~900"


def _kelvin(name: str, what: str, formula: str, samples: str, shows: str) -> Row:
    return Row("x", "f->f d->d", what, f"{name}(x), {formula}; power series, tables, expansion for large x",
               "DLMF 10.61, 10.65, 10.40", samples, 50, f"exact_{name}(x)", "1.0", shows)


def _integral(what: str, formula: str, source: str, samples: str, name: str, shows: str, outputs: str = "") -> Row:
    types = "f->ff d->dd" if outputs else "f->f d->d"
    return Row("x", types, what, f"{formula}; power series, tables, expansion for large x", source, samples, 50,
               f"exact_{name}(x)", "1.0", shows, outputs)


ROWS: dict[str, Row] = {
    "ber": _kelvin("ber", "Kelvin function ber", "the real part of J_0(x exp(3 pi i/4))", _REAL,
        "0.984381781213"),
    "bei": _kelvin("bei", "Kelvin function bei", "the imaginary part of J_0(x exp(3 pi i/4))", _REAL,
        "0.249566040037"),
    "ker": _kelvin("ker", "Kelvin function ker", "the real part of K_0(x exp(pi i/4))", _DECAY,
        "0.286706208728"),
    "kei": _kelvin("kei", "Kelvin function kei", "the imaginary part of K_0(x exp(pi i/4))", _DECAY,
        "-0.494994636519"),
    "berp": _kelvin("berp", "Derivative of the Kelvin function ber", "the derivative of the real part of J_0(x "
        "exp(3 pi i/4))", _REAL,
        "-0.062445752179"),
    "beip": _kelvin("beip", "Derivative of the Kelvin function bei", "the derivative of the imaginary part of J_0(x "
        "exp(3 pi i/4))", _REAL,
        "0.497396511468"),
    "kerp": _kelvin("kerp", "Derivative of the Kelvin function ker", "the derivative of the real part of K_0(x "
        "exp(pi i/4))", _DECAY,
        "-0.694603891101"),
    "keip": _kelvin("keip", "Derivative of the Kelvin function kei", "the derivative of the imaginary part of K_0(x "
        "exp(pi i/4))", _DECAY,
        "0.352369913336"),
    "kelvin": Row(
        "x", "f->FFFF d->DDDD", "Kelvin functions and their derivatives as complex numbers",
        "ber + i bei, ker + i kei and the derivatives of both; NaN for the second kind where x < 0", "DLMF 10.61",
        "0.01:45 1e-8~500", 50, "exact_kelvin(x)", "1.0",
        "0.984381781213+0.249566040037j 0.286706208728-0.494994636519j -0.062445752179+0.497396511468j "
        "-0.694603891101+0.352369913336j", "Be,Ke,Bep,Kep"),
    "itj0y0": _integral(
        "Integrals of Bessel functions of order 0",
        "the integrals of J_0 and Y_0 over (0, x)", "DLMF 10.22(i)",
        "0.01:100 1e-8~1e3", "itj0y0", "0.91973041009 -0.637069376607", "ij0,iy0"),
    "it2j0y0": _integral(
        "Integrals related to Bessel functions of order 0",
        "the integrals of (1 - J_0(t))/t over (0, x) and of Y_0(t)/t over (x, inf)", "DLMF 10.22(i)",
        "0.01:100 1e-8~1e3", "it2j0y0", "0.121165246995 0.395272901699", "ij0,iy0"),
    "iti0k0": _integral(
        "Integrals of modified Bessel functions of order 0",
        "the integrals of I_0 and K_0 over (0, x)", "DLMF 10.43(i)",
        "0.01:100 1e-8~600", "iti0k0", "1.08652109702 1.24250984862", "ii0,ik0"),
    "it2i0k0": _integral(
        "Integrals related to modified Bessel functions of order 0",
        "the integrals of (I_0(t) - 1)/t over (0, x) and of K_0(t)/t over (x, inf)", "DLMF 10.43(i)",
        "0.01:100 1e-8~600", "it2i0k0", "0.128979442495 0.2085182909", "ii0,ik0"),
    "itstruve0": _integral(
        "Integral of the Struve function of order 0",
        "the integral of H_0 over (0, x), even in x", "DLMF 11.7(i)",
        "0.01:100 1e-8~1e3", "itstruve0", "0.301090426708"),
    "it2struve0": _integral(
        "Integral related to the Struve function of order 0",
        "the integral of H_0(t)/t over (x, inf)", "DLMF 11.7(i)",
        "0.01:100 1e-8~1e3 -50:50", "it2struve0", "0.957197350638"),
    "itmodstruve0": _integral(
        "Integral of the modified Struve function of order 0",
        "the integral of L_0 over (0, x), even in x", "DLMF 11.7(i)",
        "0.01:100 1e-8~600", "itmodstruve0", "0.336472628644"),
    "besselpoly": Row(
        "a,lmb,nu", "ddd->d fff->f", "Integral of a power times a Bessel function",
        "the integral of x^lmb J_nu(2 a x) over (0, 1), and its analytic continuation where lmb + nu <= -1; quotient "
        "of power series, backward recurrence in the order, expansion for large a; a < 0 for whole nu",
        "DLMF 10.22(ii), 11.9(iii); Watson 10.74",
        "0:30,-0.9:6,0:12 1e-6~1e3,-0.9:30,0:60 1e-3~50,6:12,-5:0 1e-8~500,-0.99:100,0:300",
        500, "exact_besselpoly(a,lmb,nu)", "1.0,1.0,0.0", "0.288362403878"),
}
