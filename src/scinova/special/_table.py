# SPDX-License-Identifier: BSD-3-Clause
"""The table of special functions: registration, docstrings and the accuracy battery are made from it.

Each module of ``_rows`` states one family in ``ROWS``; it may add ``ALIASES``, other names of the same function, and
``HELPERS``, the loops of ufuncs behind functions that do more than broadcast (not public).
"""
from __future__ import annotations

import importlib

from scinova.special._row import Row

FAMILIES = """
    airy
    bessel
    bessel_integrals
    convenience
    distributions
    elementary
    elliptic
    elliptic_incomplete
    error_functions
    expint
    gamma
    hypergeometric
    incomplete
    kolmogorov
    lambert
    mathieu
    orthopoly
    physics
    spheroidal
    struve
    noncentral
""".split()

TABLE: dict[str, Row] = {}
ALIASES: dict[str, str] = {}
HELPERS: dict[str, str] = {}

for _family in FAMILIES:
    _module = importlib.import_module(f"scinova.special._rows.{_family}")
    TABLE.update(_module.ROWS)
    ALIASES.update(getattr(_module, "ALIASES", {}))
    HELPERS.update(getattr(_module, "HELPERS", {}))
