# SPDX-License-Identifier: BSD-3-Clause
"""What every window shares: its length, its symmetry, and the array it is returned as."""
from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np


def length(M: Any) -> int:
    """``M`` as a length: an integer (or a float that is one) of at least 0."""
    try:
        n = operator.index(M)
    except TypeError:
        if not isinstance(M, (float, np.floating, str)):
            raise TypeError(f"a window's length M must be an integer; got {M!r}") from None
        if isinstance(M, str) or not float(M).is_integer():
            raise ValueError(f"a window's length M must be an integer; got {M!r}") from None
        n = int(M)
    if n < 0:
        raise ValueError(f"a window's length M must not be negative; got {n}")
    return n


def sampled(M: Any, sym: bool, formula: Callable[[int], np.ndarray], xp: Any = None, device: Any = None) -> Any:
    """A window of ``M`` points.

    A periodic one (``sym`` false) is the symmetric one of a point more, less its last. A window of at most one
    point is ones.
    """
    M = length(M)
    if M <= 1:
        return delivered(np.ones(M), xp, device)
    w = formula(M) if sym else formula(M + 1)[:M]
    return delivered(w, xp, device)


def delivered(w: Any, xp: Any, device: Any) -> Any:
    """``w`` as an array of the namespace ``xp`` (NumPy's when None) on ``device``."""
    if xp is None and device is None:
        return w
    space = np if xp is None else xp
    return space.asarray(w, device=device) if device is not None else space.asarray(w)
