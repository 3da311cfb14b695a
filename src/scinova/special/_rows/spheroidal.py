# SPDX-License-Identifier: BSD-3-Clause
"""Spheroidal wave functions."""
from __future__ import annotations

from scinova.special._row import Row

_SOURCE = "DLMF 30; Flammer, Spheroidal Wave Functions (1957)"
_VALUES = "0:50i,50:100i,0:100 0:5i,5:20i,1e-5~1000"
_ANGLES = "0:5i,5:20i,0:30,-1:1 0:50i,50:100i,0:100,-1:1 0:3i,3:10i,1e-8~100,-1:1"
_PROLATE = "0:5i,5:20i,0.1:30,1:5 0:50i,50:100i,0:100,1:5 0:3i,3:10i,1e-5~100,1:100"
_OBLATE = "0:5i,5:20i,0.1:30,0:5 0:50i,50:100i,0:100,0:5 0:3i,3:10i,1e-5~100,1e-10~100"
_PROLATE_2 = "0:5i,5:20i,0.1:30,1:5 0:50i,50:100i,0:100,1.5:50"
_OBLATE_2 = "0:5i,5:20i,0.1:30,0:5 0:50i,50:100i,0:100,1.5:50"
_CV = ("the characteristic value lambda of d/dx (1 - x^2) dS/dx + (lambda {}c^2 x^2 - m^2/(1 - x^2)) S = 0; "
       "tridiagonal eigenproblem")


def _wave(what: str, notes: str, samples: str, name: str, example: str, shows: str, given: bool) -> Row:
    args, types = ("m,n,c,cv,x", "fffff->ff ddddd->dd") if given else ("m,n,c,x", "ffff->ff dddd->dd")
    return Row(args, types, what, notes + ("; cv is the characteristic value" if given else ""), _SOURCE,
               "" if given else samples, 45000, "" if given else f"exact_{name}(m,n,c,x)", example, shows, "s,sp")


ROWS: dict[str, Row] = {
    "pro_cv": Row(
        "m,n,c", "fff->f ddd->d", "Characteristic value of prolate spheroidal wave functions", _CV.format("- "),
        _SOURCE,
        _VALUES, 1000, "exact_pro_cv(m,n,c)", "1,2,3.0", "9.55599839843"),
    "pro_ang1": _wave(
        "Prolate spheroidal angular function of the first kind and its derivative",
        "S_mn(c, x) and its derivative, |x| < 1, in Flammer's normalisation S(0) = P_n^m(0); Legendre functions or "
        "powers",
        _ANGLES, "pro_ang1", "1,2,3.0,0.5",
        "1.11760508789 0.807135192186", False),
    "pro_ang1_cv": _wave(
        "Prolate spheroidal angular function of the first kind and its derivative",
        "S_mn(c, x) and its derivative, |x| < 1, in Flammer's normalisation S(0) = P_n^m(0); Legendre functions or "
        "powers",
        _ANGLES, "pro_ang1", "1,2,3.0,9.555998398430969,0.5",
        "1.11760508789 0.807135192186", True),
    "pro_rad1": _wave(
        "Prolate spheroidal radial function of the first kind and its derivative",
        "R_mn^(1)(c, x) and its derivative, x > 1; spherical Bessel functions, powers or Taylor steps",
        _PROLATE, "pro_rad1", "1,2,3.0,1.5",
        "0.298327545269 -0.239852357596", False),
    "pro_rad1_cv": _wave(
        "Prolate spheroidal radial function of the first kind and its derivative",
        "R_mn^(1)(c, x) and its derivative, x > 1; spherical Bessel functions, powers or Taylor steps",
        _PROLATE, "pro_rad1", "1,2,3.0,9.555998398430969,1.5",
        "0.298327545269 -0.239852357596", True),
    "pro_rad2": _wave(
        "Prolate spheroidal radial function of the second kind and its derivative",
        "R_mn^(2)(c, x) and its derivative, x > 1; spherical Bessel functions and Taylor steps",
        _PROLATE_2, "pro_rad2", "1,2,3.0,1.5",
        "-0.0423905083983 0.927953634976", False),
    "pro_rad2_cv": _wave(
        "Prolate spheroidal radial function of the second kind and its derivative",
        "R_mn^(2)(c, x) and its derivative, x > 1; spherical Bessel functions and Taylor steps",
        _PROLATE_2, "pro_rad2", "1,2,3.0,9.555998398430969,1.5",
        "-0.0423905083983 0.927953634976", True),
    "obl_cv": Row(
        "m,n,c", "fff->f ddd->d", "Characteristic value of oblate spheroidal wave functions", _CV.format("+ "), _SOURCE,
        _VALUES, 1000, "exact_obl_cv(m,n,c)", "1,2,3.0", "1.82154143583"),
    "obl_ang1": _wave(
        "Oblate spheroidal angular function of the first kind and its derivative",
        "S_mn(c, x) and its derivative, |x| < 1, in Flammer's normalisation S(0) = P_n^m(0); Legendre functions or "
        "powers",
        _ANGLES, "obl_ang1", "1,2,3.0,0.5",
        "1.5405959653 3.08411915973", False),
    "obl_ang1_cv": _wave(
        "Oblate spheroidal angular function of the first kind and its derivative",
        "S_mn(c, x) and its derivative, |x| < 1, in Flammer's normalisation S(0) = P_n^m(0); Legendre functions or "
        "powers",
        _ANGLES, "obl_ang1", "1,2,3.0,1.821541435834392,0.5",
        "1.5405959653 3.08411915973", True),
    "obl_rad1": _wave(
        "Oblate spheroidal radial function of the first kind and its derivative",
        "R_mn^(1)(c, x) and its derivative, x >= 0; spherical Bessel functions, powers or Taylor steps",
        _OBLATE, "obl_rad1", "1,2,3.0,1.5",
        "0.133664482601 -0.456079522571", False),
    "obl_rad1_cv": _wave(
        "Oblate spheroidal radial function of the first kind and its derivative",
        "R_mn^(1)(c, x) and its derivative, x >= 0; spherical Bessel functions, powers or Taylor steps",
        _OBLATE, "obl_rad1", "1,2,3.0,1.821541435834392,1.5",
        "0.133664482601 -0.456079522571", True),
    "obl_rad2": _wave(
        "Oblate spheroidal radial function of the second kind and its derivative",
        "R_mn^(2)(c, x) and its derivative, x >= 0; spherical Bessel functions and Taylor steps",
        _OBLATE_2, "obl_rad2", "1,2,3.0,1.5",
        "0.156559236253 0.233125810487", False),
    "obl_rad2_cv": _wave(
        "Oblate spheroidal radial function of the second kind and its derivative",
        "R_mn^(2)(c, x) and its derivative, x >= 0; spherical Bessel functions and Taylor steps",
        _OBLATE_2, "obl_rad2", "1,2,3.0,1.821541435834392,1.5",
        "0.156559236253 0.233125810487", True),
}

HELPERS = {"_ellip_harm": "ddddddd->d fffffff->f", "_ellip_harm_2": "ddddd->d"}
