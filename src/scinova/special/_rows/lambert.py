# SPDX-License-Identifier: BSD-3-Clause
"""Lambert's W function, behind a function that checks the branch, and Wright's omega."""
from __future__ import annotations

from scinova.special._row import Row

ROWS: dict[str, Row] = {
    "wrightomega": Row(
        "z", "f->f d->d F->F D->D", "Wright omega function",
        "the solution of w + log(w) = z, and W_K(exp(z)) with K = ceil((Im z - pi)/(2 pi)) for every complex z; cuts "
        "along Im z = +-pi to the left of -1. Tables on the real axis, iteration of fourth order off it",
        "Corless and Jeffrey, LNAI 2385 (2002) 76", "-700:1e4 -5:5 1~1e300 -8:8;-8:8 -100:100;-100:100", 6,
        "wrightomega(z)", "1.0", "1"),
}
HELPERS = {"_lambertw": "Flf->F Dld->D"}
