# SPDX-License-Identifier: BSD-3-Clause
"""Complete elliptic integrals."""
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
}
