# SPDX-License-Identifier: BSD-3-Clause
"""Incomplete and symmetric elliptic integrals, Jacobi's elliptic functions."""
from __future__ import annotations

from scinova.special._row import Row

_CARLSON = "Carlson, Numer. Algorithms 10 (1995) 13; DLMF 19.16, 19.36"
_2, _3, _4 = (f"{'f' * n}->f {'d' * n}->d {'F' * n}->F {'D' * n}->D" for n in (2, 3, 4))

ROWS: dict[str, Row] = {
    "ellipkinc": Row(
        "phi,m", "dd->d ff->f", "Incomplete elliptic integral of the first kind",
        "F(phi, m), the integral of (1 - m sin^2 t)^(-1/2) over (0, phi), m <= 1; Carlson's R_F by duplication",
        "DLMF 19.2.4, 19.25.5, 19.36", "-20:20,-3:0.999 -1.57:1.57,-1e-3~-1e6 1e-8~1e8,0:0.999", 10,
        "ellipf(phi,m)", "1.0,0.5", "1.08321677285"),
    "ellipeinc": Row(
        "phi,m", "dd->d ff->f", "Incomplete elliptic integral of the second kind",
        "E(phi, m), the integral of (1 - m sin^2 t)^(1/2) over (0, phi), m <= 1; Carlson's R_F and R_D by "
        "duplication", "DLMF 19.2.5, 19.25.9, 19.25.10, 19.36",
        "-20:20,-3:0.999 -1.57:1.57,-1e-3~-1e6 1e-8~1e8,0:0.999", 10, "ellipe(phi,m)", "1.0,0.5",
        "0.927329883624"),
    "ellipj": Row(
        "u,m", "dd->dddd ff->ffff", "Jacobi's elliptic functions",
        "sn, cn, dn and the amplitude ph (sn = sin ph) for 0 <= m <= 1; descending Landen transformation, the mean "
        "and the angle in two parts",
        "DLMF 22.2, 22.20; Bulirsch, Numer. Math. 7 (1965) 78", "-3:3,0.01:0.9 -100:100,0.01:0.99 1e-8~10,1e-10~0.9",
        16,
        "(ellipfun('sn',u,m=m),ellipfun('cn',u,m=m),ellipfun('dn',u,m=m))", "1.0,0.5",
        "0.803001824896 0.595976567672 0.823161001632 0.932315079884", "sn,cn,dn,ph"),
    "elliprc": Row(
        "x,y", _2, "Degenerate symmetric elliptic integral",
        "R_C(x, y), the integral of 1/(2 sqrt(t + x) (t + y)) over (0, inf); the Cauchy principal value for real y < 0",
        _CARLSON, "0:10,0.01:10 1e-30~1e30,1e-30~1e30 0.001:5,-5:-0.01 0.001:5;-5:5,0.1:5;-5:5", 50, "elliprc(x,y)",
        "1.0,2.0",
        "0.785398163397"),
    "elliprd": Row(
        "x,y,z", _3, "Symmetric elliptic integral of the second kind",
        "R_D(x, y, z), the integral of 3/(2 sqrt((t + x)(t + y)(t + z)^3)) over (0, inf)", _CARLSON,
        "0:10,0.01:10,0.01:10 1e-20~1e20,1e-20~1e20,1e-20~1e20 0:5;-5:5,0.1:5;-5:5,0.1:5;-5:5", 50,
        "elliprd(x,y,z)", "1.0,2.0,3.0", "0.290460281029"),
    "elliprf": Row(
        "x,y,z", _3, "Symmetric elliptic integral of the first kind",
        "R_F(x, y, z), the integral of 1/(2 sqrt((t + x)(t + y)(t + z))) over (0, inf)", _CARLSON,
        "0:10,0.01:10,0.01:10 1e-30~1e30,1e-30~1e30,1e-30~1e30 0:5;-5:5,0.1:5;-5:5,0.1:5;-5:5", 50, "elliprf(x,y,z)",
        "1.0,2.0,3.0", "0.726945935469"),
    "elliprg": Row(
        "x,y,z", _3, "Completely symmetric elliptic integral of the second kind",
        "R_G(x, y, z), the mean of sqrt(x u^2 + y v^2 + z w^2) over the unit sphere, halved; from R_F and R_D",
        _CARLSON +
        "; 19.21.10", "0:10,0.01:10,0.01:10 1e-20~1e20,1e-20~1e20,1e-20~1e20 0.1:5;-5:5,0.1:5;-5:5,0.1:5;-5:5", 50,
        "elliprg(x,y,z)", "1.0,2.0,3.0", "1.40184709999"),
    "elliprj": Row(
        "x,y,z,p", _4, "Symmetric elliptic integral of the third kind",
        "R_J(x, y, z, p), the integral of 3/(2 sqrt((t + x)(t + y)(t + z)) (t + p)) over (0, inf); the Cauchy "
        "principal "
        "value for real p < 0", _CARLSON + "; 19.20.14",
        "0:10,0.01:10,0.01:10,0.01:10 1e-9~1e9,1e-9~1e9,1e-9~1e9,1e-9~1e9 "
        "0:5;-5:5,0.1:5;-5:5,0.1:5;-5:5,0.1:5;-5:5", 50,
        "elliprj(x,y,z,p)", "1.0,2.0,3.0,4.0", "0.23984809975"),
}
