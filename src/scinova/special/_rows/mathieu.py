# SPDX-License-Identifier: BSD-3-Clause
"""Mathieu functions of integer order."""
from __future__ import annotations

from scinova.special._row import Row

_RANGES = "0:30i,0:100 0:100i,-100:100 0:100i,1e-10~1e5"
_ANGLES = "1:30i,0.1:100,-180:180 1:100i,-100:100,-360:360 1:100i,1e-10~1e4,1:89"
_RADII = "1:100i,0:100,-5:5 1:30i,1e-5~100,1e-6~20 1:20i,0.1:1000,0.01:3"

ROWS: dict[str, Row] = {
    "mathieu_a": Row(
        "m,q", "ff->f dd->d", "Characteristic value of even Mathieu functions",
        "a_m(q), the eigenvalue of the even periodic solution ce_m of y'' + (a - 2 q cos 2x) y = 0; tridiagonal "
        "eigenproblem", "DLMF 28.2, 28.4", _RANGES, 1000, "exact_mathieu_a(m,q)", "2,5.0",
        "7.44910973953"),
    "mathieu_b": Row(
        "m,q", "ff->f dd->d", "Characteristic value of odd Mathieu functions",
        "b_m(q), the eigenvalue of the odd periodic solution se_m of y'' + (a - 2 q cos 2x) y = 0; tridiagonal "
        "eigenproblem", "DLMF 28.2, 28.4", _RANGES.replace("0:30i", "1:30i").replace("0:100i", "1:100i"), 1000,
        "exact_mathieu_b(m,q)", "2,5.0",
        "2.09946044549"),
    "mathieu_cem": Row(
        "m,q,x", "fff->ff ddd->dd", "Even Mathieu function and its derivative",
        "ce_m(x, q), x in degrees, and its derivative by the angle in radians; Fourier series, Taylor series "
        "between "
        "the wells", "DLMF 28.2, 28.4, 28.23", _ANGLES, 45000, "exact_mathieu_cem(m,q,x)", "2,5.0,30.0",
        "0.9065012519 0.302022577574", "y,yp"),
    "mathieu_sem": Row(
        "m,q,x", "fff->ff ddd->dd", "Odd Mathieu function and its derivative",
        "se_m(x, q), x in degrees, and its derivative by the angle in radians; Fourier series, Taylor series "
        "between "
        "the wells", "DLMF 28.2, 28.4, 28.23", _ANGLES, 45000, "exact_mathieu_sem(m,q,x)", "2,5.0,30.0",
        "0.504634571721 1.34344582819", "y,yp"),
    "mathieu_modcem1": Row(
        "m,q,x", "fff->ff ddd->dd", "Even modified Mathieu function of the first kind and its derivative",
        "Mc_m^(1)(x, sqrt q) and its derivative, q > 0; series of products of Bessel functions", "DLMF 28.20, 28.24",
        _RADII,
        45000, "exact_mathieu_modcem1(m,q,x)", "2,5.0,1.0", "-0.31020496727 -0.575381460818", "y,yp"),
    "mathieu_modcem2": Row(
        "m,q,x", "fff->ff ddd->dd", "Even modified Mathieu function of the second kind and its derivative",
        "Mc_m^(2)(x, sqrt q) and its derivative, q > 0; series of products of Bessel functions", "DLMF 28.20, 28.24",
        _RADII,
        45000, "exact_mathieu_modcem2(m,q,x)", "2,5.0,1.0", "0.136827027178 -1.79846261812", "y,yp"),
    "mathieu_modsem1": Row(
        "m,q,x", "fff->ff ddd->dd", "Odd modified Mathieu function of the first kind and its derivative",
        "Ms_m^(1)(x, sqrt q) and its derivative, q > 0; series of products of Bessel functions", "DLMF 28.20, 28.24",
        _RADII,
        45000, "exact_mathieu_modsem1(m,q,x)", "2,5.0,1.0", "-0.213605299308 -1.36639404708", "y,yp"),
    "mathieu_modsem2": Row(
        "m,q,x", "fff->ff ddd->dd", "Odd modified Mathieu function of the second kind and its derivative",
        "Ms_m^(2)(x, sqrt q) and its derivative, q > 0; series of products of Bessel functions", "DLMF 28.20, 28.24",
        _RADII,
        45000, "exact_mathieu_modsem2(m,q,x)", "2,5.0,1.0", "0.246620568047 -1.40276901964", "y,yp"),
}
