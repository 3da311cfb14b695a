# SPDX-License-Identifier: BSD-3-Clause
"""Airy functions."""
from __future__ import annotations

from scinova.special._row import Row

_VALUES = "(airyai(z),airyai(z,derivative=1),airybi(z),airybi(z,derivative=1))"
_XI = "2*z*sqrt(z)/3"

ROWS: dict[str, Row] = {
    "airy": Row(
        "z", "f->ffff d->dddd F->FFFF D->DDDD", "Airy functions and their derivatives",
        "Ai, Ai', Bi, Bi'; tables and Taylor series, the asymptotic series for large arguments", "DLMF 9.2, 9.4, 9.7",
        "-15:15 -1000:100 -10:10;-10:10 -60:60;-60:60", 50, _VALUES, "1.0",
        "0.135292416313 -0.159147441297 1.20742359495 0.932435933393", "ai,aip,bi,bip"),
    "airye": Row(
        "z", "f->ffff d->dddd F->FFFF D->DDDD", "Airy functions and their derivatives, scaled",
        "exp(xi) Ai, exp(xi) Ai', exp(-|Re xi|) Bi, exp(-|Re xi|) Bi' with xi = 2 z^(3/2)/3; NaN for Ai and Ai' at real"
        " z < 0, where their factor is complex", "DLMF 9.2, 9.7", "0:15 0:1000 -10:10;-10:10 -60:60;-60:60", 50,
        f"(airyai(z)*exp({_XI}),airyai(z,derivative=1)*exp({_XI}),airybi(z)*exp(-abs(re({_XI}))),"
        f"airybi(z,derivative=1)*exp(-abs(re({_XI}))))", "1.0",
        "0.263513644749 -0.309976888961 0.619911943573 0.478728570605", "ai,aip,bi,bip"),
    "itairy": Row(
        "x", "f->ffff d->dddd", "Integrals of Airy functions",
        "the integrals from 0 to x of Ai(t), Bi(t), Ai(-t) and Bi(-t)", "DLMF 9.10", "0.01:8 -25:25", 50,
        "(airyai(x,derivative=-1),airybi(x,derivative=-1),-airyai(-x,derivative=-1),-airybi(-x,derivative=-1))", "1.0",
        "0.236317341917 0.872769116738 0.465673983467 0.373005009634", "apt,bpt,ant,bnt"),
}
