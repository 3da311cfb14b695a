# SPDX-License-Identifier: BSD-3-Clause
"""Struve functions."""
from __future__ import annotations

from scinova.special._row import Row

ROWS: dict[str, Row] = {
    "struve": Row(
        "v,x", "dd->d ff->f", "Struve function of real order",
        "H_v(x): power series in double-double, or Y_v and an expansion for large x; NaN for x < 0 and fractional v",
        "DLMF 11.2.1, 11.6.1", "0.1:20,0.1:20 -20:20,0.1:60 0.1~200,1e-3~1e3 -1~-60,1e-2~1e3", 100, "exact_struve(v,x)",
        "1.5,2.0", "0.450661093963"),
    "modstruve": Row(
        "v,x", "dd->d ff->f", "Modified Struve function of real order",
        "L_v(x): power series, or I_v and an expansion for large x; NaN for x < 0 and fractional v",
        "DLMF 11.2.2, 11.6.2", "0.1:20,0.1:20 -20:20,0.1:60 0.1~200,1e-3~500 -1~-60,1e-2~500", 100,
        "exact_modstruve(v,x)", "1.5,2.0", "0.702846261226"),
}
