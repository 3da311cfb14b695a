# SPDX-License-Identifier: BSD-3-Clause
"""Fourier coefficients of Mathieu functions."""
from __future__ import annotations

import numpy as np

from scinova.special import _native
from scinova.special._arguments import whole

_LARGEST_ORDER = 10_000_000


def mathieu_even_coef(m: int, q: float) -> np.ndarray:
    """Fourier coefficients of the even Mathieu function ce_m.

    Parameters
    ----------
    m : int
        Order, m >= 0.
    q : float
        Parameter, q >= 0.

    Returns
    -------
    ndarray
        A_0, A_2, A_4, ... for even m, A_1, A_3, ... for odd m, to where they fall below 1e-20.

    Notes
    -----
    ce_m(z, q) = sum A_{2k} cos 2kz, or sum A_{2k+1} cos (2k+1)z, normalised so that its square has the integral pi
    over a period (DLMF 28.4.1-2, 28.2.30). Components of the eigenvector of the symmetrised recurrence, DLMF 28.4.5-6.

    Examples
    --------
    >>> from scinova import special
    >>> print(special.mathieu_even_coef(2, 5.0)[:3].round(8))
    [ 0.43873717  0.65364026 -0.42657894]
    """
    order, value = _arguments("mathieu_even_coef", m, q, 0)
    return _coefficients(order, value, False)


def mathieu_odd_coef(m: int, q: float) -> np.ndarray:
    """Fourier coefficients of the odd Mathieu function se_m.

    Parameters
    ----------
    m : int
        Order, m >= 1.
    q : float
        Parameter, q >= 0.

    Returns
    -------
    ndarray
        B_1, B_3, ... for odd m, B_2, B_4, ... for even m, to where they fall below 1e-20.

    Notes
    -----
    se_m(z, q) = sum B_{2k+1} sin (2k+1)z, or sum B_{2k+2} sin (2k+2)z, normalised so that its square has the integral
    pi over a period (DLMF 28.4.3-4, 28.2.30). Components of the eigenvector of the recurrence, DLMF 28.4.7-8.

    Examples
    --------
    >>> from scinova import special
    >>> print(special.mathieu_odd_coef(3, 5.0)[:3].round(8))
    [ 0.33737224  0.8931139  -0.29515873]
    """
    order, value = _arguments("mathieu_odd_coef", m, q, 1)
    return _coefficients(order, value, True)


def _arguments(name: str, m: int, q: float, lowest: int) -> tuple[int, float]:
    if np.ndim(q):
        raise ValueError(f"special.{name}: q must be a scalar; got {q!r}")
    if not 0 <= q < np.inf:
        raise ValueError(f"special.{name}: q must be finite and not negative; got {q!r}")
    return whole(m, "m", name, lowest), float(q)


def _coefficients(m: int, q: float, odd: bool) -> np.ndarray:
    values = np.empty(m // 2 + 48)
    count = _native.mathieu_coefficients(m, q, odd, values) if m <= _LARGEST_ORDER else -1
    if count > values.size:
        values = np.empty(count)
        _native.mathieu_coefficients(m, q, odd, values)
    return values[:count].copy() if count >= 0 else np.full(1, np.nan)
