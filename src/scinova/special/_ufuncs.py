# SPDX-License-Identifier: BSD-3-Clause
"""The special functions that are NumPy ufuncs, made from their rows in the table when first asked for."""
from __future__ import annotations

import numpy as np

import scinova.special._native as _native
from scinova.special._errors import SpecialFunctionError, SpecialFunctionWarning
from scinova.special._row import docstring
from scinova.special._table import ALIASES, HELPERS, TABLE

_native.set_trouble_classes(SpecialFunctionWarning, SpecialFunctionError)


def __getattr__(name: str) -> np.ufunc:
    if name in ALIASES:
        value = globals()[name] = globals().get(ALIASES[name]) or __getattr__(ALIASES[name])
        return value
    if name in HELPERS:
        value = globals()[name] = _native.make_ufunc(name, name, HELPERS[name], "")
        return value
    row = TABLE.get(name)
    if row is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = _native.make_ufunc(name, name, row.types, docstring(name, row))
    return value
