# SPDX-License-Identifier: BSD-3-Clause
"""The check of a scalar integer argument that may come as a float: special functions' orders, degrees and counts."""
from __future__ import annotations

import math
import operator
from typing import Any

import numpy as np


def whole(value: Any, name: str, function: str, least: int | None = None, *, array: type[Exception] = ValueError,
          cut: bool = False) -> int:
    """``value`` as an int, not below ``least``.

    Parameters
    ----------
    value : scalar
        A whole number of any real type.
    name, function : str
        For the messages.
    least : int, optional
    array : type, optional
        What an array raises.
    cut : bool, optional
        Whether to take a fractional number too, cut off towards zero.

    Raises
    ------
    ValueError
        For NaN, a fractional number and one below ``least``.
    OverflowError
        For an infinity that is not below ``least``.
    TypeError
        For what is not a real number.
    """
    if type(value) is int and (least is None or value >= least):
        return value
    required = f"special.{function}: {name} must be " + (
        "an integer" if least is None else "a non-negative integer" if least == 0 else
        "a positive integer" if least == 1 else f"an integer of at least {least}")
    if np.ndim(value):
        raise array(f"{required}; got an array of shape {np.shape(value)}")
    try:
        n = operator.index(value)
    except TypeError:
        n = _from_float(value, required, least, cut)
    if least is not None and n < least:
        raise ValueError(f"{required}; got {value!r}")
    return n


def _from_float(value: Any, required: str, least: int | None, cut: bool) -> int:
    if isinstance(value, (str, bytes, complex, np.complexfloating)):
        raise TypeError(f"{required}; got {value!r}")
    try:
        x = float(value)
    except (TypeError, ValueError):
        raise TypeError(f"{required}; got {value!r}") from None
    if math.isinf(x) and (x > 0 or least is None):
        raise OverflowError(f"{required}; got {value!r}")
    if not math.isfinite(x) or not (cut or x == int(value)) or (least is not None and x < least):
        raise ValueError(f"{required}; got {value!r}")
    return int(value)
