# SPDX-License-Identifier: BSD-3-Clause
"""Elliptic integrals and functions."""
from __future__ import annotations

from scinova.special._row import Row

ROWS: dict[str, Row] = {
    "ellipk": Row(
        "m", "d->d f->f", "Complete elliptic integral of the first kind",
        "K(m), the integral of (1 - m sin^2 t)^(-1/2) over (0, pi/2), m <= 1; a table in the octaves of 1 - m",
        "DLMF 19.2.8, 19.12", "-10:0.999", 4, "ellipk(m)", "0.5", "1.8540746773"),
    "ellipkm1": Row(
        "p", "d->d f->f", "Complete elliptic integral of the first kind around m = 1",
        "K(1 - p), with all digits for small p", "DLMF 19.2.8, 19.12", "1e-12~10", 4, "ellipk(1-p)", "1e-10",
        "12.8992198264"),
    "ellipe": Row(
        "m", "d->d f->f", "Complete elliptic integral of the second kind",
        "E(m), the integral of (1 - m sin^2 t)^(1/2) over (0, pi/2), m <= 1; a table in the octaves of 1 - m",
        "DLMF 19.2.8, 19.12", "-10:0.999", 4, "ellipe(m)", "0.5", "1.35064388105"),
    "ellipkinc": Row(
        "phi,m", "dd->d ff->f", "Incomplete elliptic integral of the first kind",
        "F(phi, m), the integral of (1 - m sin^2 t)^(-1/2) over (0, phi), m <= 1; Carlson's R_F by duplication",
        "DLMF 19.2.4, 19.25.5, 19.36", "-20:20,-3:0.999", 10, "ellipf(phi,m)", "1.0,0.5", "1.08321677285"),
    "ellipeinc": Row(
        "phi,m", "dd->d ff->f", "Incomplete elliptic integral of the second kind",
        "E(phi, m), the integral of (1 - m sin^2 t)^(1/2) over (0, phi), m <= 1; Carlson's R_F and R_D by "
        "duplication", "DLMF 19.2.5, 19.25.9, 19.25.10, 19.36", "-20:20,-3:0.999", 10, "ellipe(phi,m)", "1.0,0.5",
        "0.927329883624"),
    "ellipj": Row(
        "u,m", "dd->dddd ff->ffff", "Jacobi's elliptic functions",
        "sn, cn, dn and the amplitude ph (sn = sin ph) for 0 <= m <= 1; descending Landen transformation",
        "DLMF 22.2, 22.20; Bulirsch, Numer. Math. 7 (1965) 78", "-3:3,0.01:0.9", 50,
        "(ellipfun('sn',u,m=m),ellipfun('cn',u,m=m),ellipfun('dn',u,m=m))", "1.0,0.5",
        "0.803001824896 0.595976567672 0.823161001632 0.932315079884", "sn,cn,dn,ph"),
}
