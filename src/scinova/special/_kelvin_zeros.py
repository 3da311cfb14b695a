# SPDX-License-Identifier: BSD-3-Clause
"""Positive zeros of the Kelvin functions and of their derivatives.

The phase of I_nu and K_nu at x exp(i pi/4) by their expansions for large argument (DLMF 10.40.1-2) gives every zero
by a fixed-point iteration, to full precision beyond 40; below, Newton's method on the functions themselves follows.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from scinova.special import _ufuncs as _u
from scinova.special._arguments import whole
from scinova.special._remembered import remembered


class _Kind(NamedTuple):
    shift: float            # the m-th zero is near sqrt(2) (m + shift) pi
    growing: bool           # ber, bei rather than ker, kei
    order: int              # 0, or 1 for the derivative
    value: str
    slope: Callable


def _second(other: str, sign: float, derivative: str) -> Callable:
    """f'' from f'' = sign g - f'/x, the differential equation DLMF 10.61.4 in real form."""
    return lambda x: sign * getattr(_u, other)(x) - getattr(_u, derivative)(x) / x


def _first(name: str) -> Callable:
    return lambda x: getattr(_u, name)(x)


_KINDS = {
    "ber": _Kind(-3 / 8, True, 0, "ber", _first("berp")),
    "bei": _Kind(1 / 8, True, 0, "bei", _first("beip")),
    "ker": _Kind(-5 / 8, False, 0, "ker", _first("kerp")),
    "kei": _Kind(-1 / 8, False, 0, "kei", _first("keip")),
    "berp": _Kind(3 / 8, True, 1, "berp", _second("bei", -1.0, "berp")),
    "beip": _Kind(-1 / 8, True, 1, "beip", _second("ber", 1.0, "beip")),
    "kerp": _Kind(-3 / 8, False, 1, "kerp", _second("kei", -1.0, "kerp")),
    "keip": _Kind(1 / 8, False, 1, "keip", _second("ker", 1.0, "keip")),
}


def _phase(kind: _Kind, x: np.ndarray) -> np.ndarray:
    """The argument of sum_k (-+1)^k a_k(order)/(x exp(i pi/4))^k."""
    u = np.exp(-0.25j * np.pi) / x * (-1.0 if kind.growing else 1.0)
    total = term = np.ones(x.shape, dtype=complex)
    for k in range(1, 14):
        factor = (4 * kind.order - (2 * k - 1) ** 2) / (8.0 * k)
        following = term * (factor * u)
        term = np.where(np.abs(following) < np.abs(term), following, 0.0)
        total = total + term
    return np.angle(total)


@remembered
def _run(count: int, name: str) -> tuple[np.ndarray, ...]:
    kind = _KINDS[name]
    t = (np.arange(1, count + 1) + kind.shift) * np.pi
    sign = -1.0 if kind.growing else 1.0
    x = np.sqrt(2.0) * t
    for _ in range(12):
        before, x = x, np.sqrt(2.0) * (t + sign * _phase(kind, x))
        if np.all(np.abs(x - before)[x >= 40.0] <= 1e-13):             # the next change is below rounding
            break
    near = x < 40.0
    z = x[near]
    for _ in range(6):
        z = z - getattr(_u, kind.value)(z) / kind.slope(z)
    x[near] = z
    return (x,)


def _zeros(name: str, count: int) -> np.ndarray:
    return _run(count, name)[0]


def _make(name: str, text: str, example: str) -> Callable[[int], np.ndarray]:
    def zeros(nt: int) -> np.ndarray:
        return _zeros(name, whole(nt, "nt", f"{name}_zeros", 1))

    zeros.__name__ = zeros.__qualname__ = f"{name}_zeros"
    zeros.__doc__ = f"""The first positive zeros of {text}.

    Parameters
    ----------
    nt : int
        How many, at least 1.

    Returns
    -------
    ndarray
        The zeros in ascending order, to a few units in the last place.

    Notes
    -----
    From the phase of the expansion for large argument (DLMF 10.40.1-2, 10.70), corrected by Newton's method below 40.

    Examples
    --------
    >>> from scinova import special
    >>> print(special.{name}_zeros(3).round(8))
    {example}
    """
    return zeros


ber_zeros = _make("ber", "the Kelvin function ber", "[ 2.84891782  7.23882945 11.67396355]")
bei_zeros = _make("bei", "the Kelvin function bei", "[ 5.02622395  9.4554063  13.89348785]")
ker_zeros = _make("ker", "the Kelvin function ker", "[ 1.71854296  6.12727913 10.56294271]")
kei_zeros = _make("kei", "the Kelvin function kei", "[ 3.91466761  8.34422506 12.78255715]")
berp_zeros = _make("berp", "the derivative of the Kelvin function ber", "[ 6.03871081 10.51364251 14.96844542]")
beip_zeros = _make("beip", "the derivative of the Kelvin function bei", "[ 3.7726733   8.28098785 12.74214752]")
kerp_zeros = _make("kerp", "the derivative of the Kelvin function ker", "[ 2.66583979  7.17212212 11.63218639]")
keip_zeros = _make("keip", "the derivative of the Kelvin function kei", "[ 4.93181194  9.40405458 13.85826916]")


def kelvin_zeros(nt: int) -> tuple[np.ndarray, ...]:
    """The first positive zeros of all Kelvin functions and of their derivatives.

    Parameters
    ----------
    nt : int
        How many of each, at least 1.

    Returns
    -------
    tuple of 8 ndarrays
        The zeros of ber, bei, ker, kei and of their derivatives in the same order.

    See Also
    --------
    ber_zeros, bei_zeros, ker_zeros, kei_zeros, berp_zeros, beip_zeros, kerp_zeros, keip_zeros

    Examples
    --------
    >>> from scinova import special
    >>> print(special.kelvin_zeros(2)[0].round(8))
    [2.84891782 7.23882945]
    """
    count = whole(nt, "nt", "kelvin_zeros", 1)
    return tuple(_zeros(name, count) for name in _KINDS)
