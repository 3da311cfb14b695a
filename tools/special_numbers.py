# SPDX-License-Identifier: BSD-3-Clause
"""Numbers for the long loops of exact values: gmpy2's where it is installed, several times as quick as mpmath's.

They obey the operators; functions are mpmath's, before ``number`` and after ``exact``. ``digits`` and ``bits`` set the
working precision of both kinds.
"""
from __future__ import annotations

import contextlib
from collections.abc import Iterator
from typing import Any

import mpmath as mp

try:
    import gmpy2
except ImportError:
    gmpy2 = None


@contextlib.contextmanager
def bits(count: int) -> Iterator[None]:
    with mp.workprec(count):
        if gmpy2 is None:
            yield
            return
        context = gmpy2.get_context()
        before, context.precision = context.precision, count
        try:
            yield
        finally:
            context.precision = before


def digits(count: int) -> Any:
    return bits(mp.libmp.dps_to_prec(count))


def number(x: Any) -> Any:
    """A real mpmath number, or a float, as one for loops."""
    if gmpy2 is None:
        return mp.mpf(x)
    if not isinstance(x, mp.mpf):
        return gmpy2.mpfr(x)
    sign, mantissa, exponent, _ = x._mpf_
    if not mantissa:
        return gmpy2.mpfr(float(x))
    m = gmpy2.mpfr(mantissa)
    m = gmpy2.mul_2exp(m, exponent) if exponent >= 0 else gmpy2.div_2exp(m, -exponent)
    return -m if sign else m


def exact(x: Any) -> mp.mpf:
    """Back in mpmath."""
    if gmpy2 is None or isinstance(x, (int, float, mp.mpf)):
        return mp.mpf(x)
    if not gmpy2.is_finite(x):
        return mp.mpf(float(x))
    mantissa, exponent = x.as_mantissa_exp()
    return mp.ldexp(mp.mpf(int(mantissa)), int(exponent))
