# SPDX-License-Identifier: BSD-3-Clause
"""The zeta functions, and the polygamma functions that they give."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.special._ufuncs import _hurwitz_zeta, _polygamma, _riemann_zeta, psi


def zeta(x: Any, q: Any = None, out: Any = None) -> Any:
    """Riemann zeta function, or Hurwitz's with a second argument.

    Parameters
    ----------
    x : array_like
        Real or complex without ``q``; real with it.
    q : array_like, optional
        Real; poles at 0, -1, -2, ...
    out : ndarray, optional
        Where the result goes.

    Returns
    -------
    scalar or ndarray
        The sum of ``(q + k)**-x`` over k = 0, 1, 2, ..., continued in x where ``q`` is absent (then q = 1).

    Notes
    -----
    Riemann's function is tabulated on the real axis (DLMF 25.2), with reflection (25.4.1) on the left; the others are
    summed by Euler and Maclaurin (25.11.28).

    Examples
    --------
    >>> from scinova import special
    >>> print(f"{special.zeta(2.0):.12g} {special.zeta(2.0, 2.0):.12g}")
    1.64493406685 0.644934066848
    """
    return _riemann_zeta(x, out=out) if q is None else _hurwitz_zeta(x, q, out=out)


def polygamma(n: Any, x: Any) -> Any:
    """Derivative of order n of the digamma function.

    Parameters
    ----------
    n : array_like of int
        Order, at least 0.
    x : array_like
        Real or complex; poles at 0, -1, -2, ...

    Returns
    -------
    scalar or ndarray
        ``(-1)**(n + 1) * n! * zeta(n + 1, x)`` for n > 0 (DLMF 25.11.12); float64 or complex128. Complex NaN at poles
        and for orders that are negative or not whole.

    Notes
    -----
    Left of the imaginary axis by the sum over all whole steps from x, less those on the left of x (DLMF 5.5.4).

    Examples
    --------
    >>> from scinova import special
    >>> special.polygamma([0, 1], 1.0).round(12)
    array([-0.57721566,  1.64493407])
    >>> print(f"{special.polygamma(1, 1 + 1j):.10f}")
    0.4630000966-0.7942335428j
    """
    n, x = np.broadcast_arrays(n, x)
    dtype = complex if x.dtype.kind == "c" else float
    if not (zeroth := n == 0).any():
        return _polygamma(n, x, dtype=dtype)
    value = np.array(psi(x, dtype=dtype))
    _polygamma(n, x, out=value, where=~zeroth)
    return value[()]
