# SPDX-License-Identifier: BSD-3-Clause
"""Sequences of characteristic values of spheroidal wave functions."""
from __future__ import annotations

import numpy as np

from scinova.special import _ufuncs as _u
from scinova.special._arguments import whole


def pro_cv_seq(m: int, n: int, c: float) -> np.ndarray:
    """Characteristic values of the prolate spheroidal wave functions of modes m to n.

    Parameters
    ----------
    m : int
        Order, m >= 0.
    n : int
        Last degree, n >= m, n - m <= 198.
    c : float
        Spheroidal parameter.

    Returns
    -------
    ndarray
        The values for the degrees m, m + 1, ..., n, as `pro_cv` gives them.

    Examples
    --------
    >>> from scinova import special
    >>> print(special.pro_cv_seq(0, 2, 1.0).round(8))
    [0.31900006 2.59308458 6.5334718 ]
    """
    return _sequence("pro_cv", m, n, c)


def obl_cv_seq(m: int, n: int, c: float) -> np.ndarray:
    """Characteristic values of the oblate spheroidal wave functions of modes m to n.

    Parameters
    ----------
    m : int
        Order, m >= 0.
    n : int
        Last degree, n >= m, n - m <= 198.
    c : float
        Spheroidal parameter.

    Returns
    -------
    ndarray
        The values for the degrees m, m + 1, ..., n, as `obl_cv` gives them.

    Examples
    --------
    >>> from scinova import special
    >>> print(special.obl_cv_seq(0, 2, 1.0).round(8))
    [-0.3486024   1.39320631  5.48680005]
    """
    return _sequence("obl_cv", m, n, c)


def _sequence(name: str, m: int, n: int, c: float) -> np.ndarray:
    if np.ndim(c):
        raise ValueError(f"special.{name}_seq: c must be a scalar; got {c!r}")
    order, last = whole(m, "m", f"{name}_seq"), whole(n, "n", f"{name}_seq")
    if last - order > 198:
        raise ValueError(f"special.{name}_seq: n - m must be at most 198; got {last - order}")
    degrees = np.arange(order, last + 1, dtype=float)
    return getattr(_u, name)(float(order), degrees, c)
