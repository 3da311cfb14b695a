# SPDX-License-Identifier: BSD-3-Clause
"""Frequencies of packed spectra, shifts, and lengths that transform fast."""
from __future__ import annotations

import operator

import numpy as np

from scinova.fft import fftfreq, fftshift, ifftshift
from scinova.fft import next_fast_len as _next_fast_len

__all__ = ["fftfreq", "fftshift", "ifftshift", "next_fast_len", "rfftfreq"]


def rfftfreq(n: int, d: float = 1.0) -> np.ndarray:
    """Frequencies of the values of the packed `rfft`: ``0, 1, 1, 2, 2, ...`` divided by ``n * d``.

    Parameters
    ----------
    n : int
        Number of points.
    d : float, optional
        Distance of the samples.

    Returns
    -------
    (n,) ndarray

    Examples
    --------
    >>> from scinova import fftpack
    >>> fftpack.rfftfreq(4, 0.5)
    array([0. , 0.5, 0.5, 1. ])
    """
    n = operator.index(n)
    if n < 0:
        raise ValueError(f"n must not be negative; got {n}")
    return (np.arange(1, n + 1) // 2) / float(n * d)


def next_fast_len(target: int) -> int:
    """The smallest product of powers of 2, 3 and 5 that is at least ``target``.

    Parameters
    ----------
    target : int

    Returns
    -------
    int

    Examples
    --------
    >>> from scinova import fftpack
    >>> fftpack.next_fast_len(1001)
    1024
    """
    return _next_fast_len(target, real=True)
