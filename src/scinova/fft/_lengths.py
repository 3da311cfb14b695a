# SPDX-License-Identifier: BSD-3-Clause
"""Lengths with small prime factors, for which transforms are fast."""
from __future__ import annotations

import operator

from scinova.fft import _native


def _target(target: int) -> int:
    n = operator.index(target)
    if n >= 1 << 63:
        raise OverflowError(f"target must be at most 2**62; got {n}")
    if not 0 <= n < (1 << 62) + 1:
        raise ValueError(f"target must be an integer in [0, 2**62]; got {n}")
    return n


def next_fast_len(target: int, real: bool = False) -> int:
    """The smallest length of at least ``target`` that transforms fast.

    Parameters
    ----------
    target : int
    real : bool, optional
        For real transforms (prime factors 2, 3 and 5); otherwise 7 and 11 count too.

    Returns
    -------
    int

    Examples
    --------
    >>> from scinova import fft
    >>> fft.next_fast_len(1021), fft.next_fast_len(1021, real=True)
    (1024, 1024)
    """
    return _native.fast_length_above(_target(target), bool(real))


def prev_fast_len(target: int, real: bool = False) -> int:
    """The largest length of at most ``target`` that transforms fast.

    Parameters
    ----------
    target : int
    real : bool, optional
        As in `next_fast_len`.

    Returns
    -------
    int

    Examples
    --------
    >>> from scinova import fft
    >>> fft.prev_fast_len(1021), fft.prev_fast_len(1021, real=True)
    (1008, 1000)
    """
    return _native.fast_length_below(_target(target), bool(real))
