# SPDX-License-Identifier: BSD-3-Clause
"""Lambert's W function, behind a function that checks the branch."""
from __future__ import annotations

from scinova.special._row import Row

ROWS: dict[str, Row] = {}
HELPERS = {"_lambertw": "Flf->F Dld->D"}
