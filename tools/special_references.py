# SPDX-License-Identifier: BSD-3-Clause
"""Exact values, in mpmath numbers, of special functions that mpmath does not have under one name.

Every public name here can be used in the ``reference`` of a row of the table of special functions. Arguments come as
mpmath numbers at the working precision that tools/accuracy.py has set.
"""
from __future__ import annotations
