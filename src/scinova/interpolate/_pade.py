# SPDX-License-Identifier: BSD-3-Clause
"""Padé approximants.

G. A. Baker and P. Graves-Morris, "Padé Approximants", 2nd edition (Cambridge 1996), section 1.1: with p of degree n, q
of degree m and q(0) = 1, the product q(x) a(x) agrees with p(x) up to the power n + m. Its powers n + 1 to n + m
vanish, which is a Toeplitz system for q; its powers 0 to n are p.
"""
from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from scinova import linalg
from scinova._core.validation import Arguments, Array, Integer

_PADE = Arguments("interpolate.pade", example=dict(an=[1.0, 1.0, 0.5], m=1, n=1),
                  an=Array("lapack", ndim=1, nonempty=True, refusal=ValueError), m=Integer(0), n=Integer(0))


def pade(an: ArrayLike, m: int, n: int | None = None) -> tuple[np.poly1d, np.poly1d]:
    """The rational function that agrees with a power series as far as its degrees allow.

    Parameters
    ----------
    an : (N,) array_like
        Coefficients of the series, that of the constant first. Real or complex.
    m : int
        Degree of the denominator, below N.
    n : int, optional
        Degree of the numerator, at most ``N - 1 - m``, which is the default; terms of the series beyond the power
        ``m + n`` are not used.

    Returns
    -------
    p, q : numpy.poly1d
        Numerator and denominator, with ``q(0) = 1``.

    Raises
    ------
    LinAlgError
        There is no such function, or there are many.

    Notes
    -----
    The denominator comes from a Toeplitz system of order m, whose condition grows fast with m.

    Examples
    --------
    >>> from math import factorial
    >>> from scinova import interpolate
    >>> p, q = interpolate.pade([1 / factorial(k) for k in range(5)], 2)
    >>> p.coeffs.round(6), q.coeffs.round(6)
    (array([0.083333, 0.5     , 1.      ]), array([ 0.083333, -0.5     ,  1.      ]))
    >>> round(float(p(1.0) / q(1.0)), 6)
    2.714286
    """
    series, m = _PADE.an(an), _PADE.m(m)
    highest = len(series) - 1
    if m > highest:
        raise _PADE.m.refuse(f"at most {highest}, for {len(series)} terms in an", m)
    n = highest - m if n is None else _PADE.n(n)
    if m + n > highest:
        raise _PADE.n.refuse(f"at most {highest - m}, for {len(series)} terms in an and m = {m}", n)
    series = series[:m + n + 1]
    if not np.isfinite(series).all():
        raise _PADE.an.refuse("finite", "NaN or inf")
    power = np.arange(n + 1, n + m + 1)[:, np.newaxis] - np.arange(m + 1)      # of the term that q[j] multiplies
    rows = np.where(power >= 0, series[power], series.dtype.type(0))
    q = np.ones(m + 1, dtype=series.dtype)
    if m:
        q[1:] = linalg.solve(rows[:, 1:], -rows[:, 0])
    p = np.convolve(q, series)[:n + 1]
    return np.poly1d(p[::-1]), np.poly1d(q[::-1])
