# SPDX-License-Identifier: BSD-3-Clause
"""Zeros of Airy and Bessel functions and of their derivatives.

Starts: DLMF 9.9.18-21 for Airy functions; for orders n >= 1 the leading term of Olver's uniform expansion (DLMF
10.21.41), z(zeta) with zeta = n^(-2/3) times the Airy zero; McMahon's expansion (DLMF 10.21.19) for order 0. All are
polished by Newton's method with the second-order correction that the differential equation gives.
"""
from __future__ import annotations

import functools
from typing import Any

import numpy as np

from scinova.special import _ufuncs
from scinova.special._arguments import whole
from scinova.special._remembered import remembered

_STEPS = 12
# A relative step this small is the last: what follows is below rounding, by far.
_LAST_OF_THREE, _LAST_OF_TWO = 1e-10, 1e-12
# In 1/t^2 (DLMF 9.9.18, 9.9.19)
_AIRY_SERIES = (1, 5 / 48, -5 / 36, 77125 / 82944, -108056875 / 6967296)
_SLOPE_SERIES = (1, -7 / 48, 35 / 288, -181223 / 207360, 18683371 / 1244160)


def _airy_start(count: int, shift: int, derivative: bool) -> np.ndarray:
    t = 3 * np.pi * (4 * np.arange(1, count + 1) - shift) / 8
    terms = np.full(count, 5)
    terms[:1] = 3                                # the expansion is asymptotic
    w, series = t**-2.0, np.zeros(count)
    for k, c in reversed(list(enumerate(_SLOPE_SERIES if derivative else _AIRY_SERIES))):
        series = series * w + np.where(k < terms, c, 0)
    return -t**(2 / 3) * series


def _airy_zeros(count: int, kind: int, derivative: bool) -> np.ndarray:
    """Negative zeros of Ai (kind 0) or Bi (kind 1), or of the derivative."""
    x = _airy_start(count, (3 if kind == 0 else 1) if derivative else (1 if kind == 0 else 3), derivative)
    near = x[:8]                                 # a view; beyond, the start is near enough for a single step
    for part, steps in ((near, 3), (x, 1)):
        for _ in range(steps):
            values = _ufuncs.airy(part)
            f, slope = values[2 * kind], values[2 * kind + 1]
            # f'' = x f
            if derivative:
                r = slope / (part * f)
                r /= 1 + 0.5 * r / part
            else:
                r = f / slope
            part -= r
    return x


@remembered
def _airy_run(count: int, kind: int) -> tuple[np.ndarray, ...]:
    zeros, turns = _airy_zeros(count, kind, False), _airy_zeros(count, kind, True)
    return zeros, turns, _ufuncs.airy(turns)[2 * kind], _ufuncs.airy(zeros)[2 * kind + 1]


def _airy_result(nt: Any, kind: int, function: str) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    zeros, turns, values, slopes = _airy_run(whole(nt, "nt", function, 1), kind)
    return zeros, turns, values, slopes


def ai_zeros(nt: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Zeros of Ai and Ai', and the values of the one at the zeros of the other.

    Parameters
    ----------
    nt : int
        How many, nt >= 1.

    Returns
    -------
    a, ap : ndarray
        The first nt zeros of Ai and of Ai', all negative.
    ai, aip : ndarray
        Ai at ``ap`` and Ai' at ``a``.

    Examples
    --------
    >>> from scinova import special
    >>> print(f"{special.ai_zeros(1)[0][0]:.12g}")
    -2.33810741046
    """
    return _airy_result(nt, 0, "ai_zeros")


def bi_zeros(nt: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Real zeros of Bi and Bi', and the values of the one at the zeros of the other.

    Parameters
    ----------
    nt : int
        How many, nt >= 1.

    Returns
    -------
    b, bp : ndarray
        The first nt negative zeros of Bi and of Bi'.
    bi, bip : ndarray
        Bi at ``bp`` and Bi' at ``b``.

    Examples
    --------
    >>> from scinova import special
    >>> print(f"{special.bi_zeros(1)[0][0]:.12g}")
    -1.17371322271
    """
    return _airy_result(nt, 1, "bi_zeros")


def _olver_start(n: np.ndarray, airy_zeros: np.ndarray) -> np.ndarray:
    """n z(zeta), zeta = n^(-2/3) airy_zeros: t - arctan t = 2 (-zeta)^(3/2)/3 with t = sqrt(z^2 - 1)."""
    target = 2 / 3 * (-airy_zeros)**1.5 / n
    t = np.where(target < 1, np.cbrt(3 * target), target + np.pi / 2)
    for _ in range(8):
        t = np.maximum(t - (t - np.arctan(t) - target) * (1 + t * t) / (t * t), 0.1 * t)
    return n * np.sqrt(1 + t * t)


def _polished(n: np.ndarray, x: np.ndarray, kind: int, derivative: bool) -> np.ndarray:
    """The zeros near ``x`` of functions of orders ``n`` (float64)."""
    bessel = _ufuncs.jv if kind == 0 else _ufuncs.yv
    for _ in range(_STEPS):
        f, lower = bessel(n, x), bessel(n - 1, x)
        slope = lower - n / x * f
        if derivative:
            curve = -slope / x - (1 - (n / x)**2) * f
            step = slope / curve
        else:
            r = f / slope
            step = r / (1 + 0.5 * r / x)         # f'' = -f'/x at a zero
        x = x - step
        if np.all(np.abs(step) <= (_LAST_OF_TWO if derivative else _LAST_OF_THREE) * x):
            break
    return x


def _bessel_zeros(n: int, count: int, kind: int, derivative: bool) -> np.ndarray:
    """Positive zeros of J_n (kind 0) or Y_n (kind 1), or of the derivative; n >= 0."""
    return _bessel_run(count, n, kind, derivative)[0]


@remembered
def _bessel_run(count: int, n: int, kind: int, derivative: bool) -> tuple[np.ndarray, ...]:
    if n == 0 and derivative:
        return _bessel_run(count, 1, kind, False)
    if n == 0:
        b = (np.arange(1, count + 1) - (0.25 if kind == 0 else 0.75)) * np.pi
        x = b + 1 / (8 * b) if kind == 0 else b + 1 / (8 * b) * np.minimum(1, b)
    else:
        x = _olver_start(np.float64(n), _airy_zeros(count, kind, derivative))
    return (_polished(np.float64(n), x, kind, derivative),)


def _make(name: str, kind: int, derivative: bool, symbol: str, shows: str) -> Any:
    def function(n: int, nt: int) -> np.ndarray:
        order = whole(n, "n", name)
        return _bessel_zeros(abs(order), whole(nt, "nt", name, 1), kind, derivative)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = f"""The first positive zeros of {symbol}(x).

    Parameters
    ----------
    n : int
        Order.
    nt : int
        How many, nt >= 1.

    Returns
    -------
    ndarray
        In increasing order{"; x = 0 is not among them" if derivative and kind == 0 else ""}.

    Examples
    --------
    >>> from scinova import special
    >>> print(f"{{special.{name}(1, 2)[1]:.12g}}")
    {shows}
    """
    return function


jn_zeros = _make("jn_zeros", 0, False, "J_n", "7.01558666982")
yn_zeros = _make("yn_zeros", 1, False, "Y_n", "5.42968104079")
jnp_zeros = _make("jnp_zeros", 0, True, "J_n'", "5.33144277353")
ynp_zeros = _make("ynp_zeros", 1, True, "Y_n'", "6.94149995365")


def jnyn_zeros(n: int, nt: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The first positive zeros of J_n, J_n', Y_n and Y_n'.

    Parameters
    ----------
    n : int
        Order.
    nt : int
        How many of each, nt >= 1.

    Returns
    -------
    jn, jnp, yn, ynp : ndarray

    Examples
    --------
    >>> from scinova import special
    >>> print(" ".join(f"{z[0]:.8g}" for z in special.jnyn_zeros(1, 1)))
    3.831706 1.8411838 2.1971413 3.6830229
    """
    order, count = abs(whole(n, "n", "jnyn_zeros")), whole(nt, "nt", "jnyn_zeros", 1)
    first, second, third, fourth = (_bessel_zeros(order, count, kind, d) for kind in (0, 1) for d in (False, True))
    return first, second, third, fourth


def jnjnp_zeros(nt: int) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Zeros of all J_n and J_n', n >= 0, in increasing order.

    Parameters
    ----------
    nt : int
        How many, at most 1200.

    Returns
    -------
    zo : ndarray
        The zeros; the first is x = 0, where J_0' vanishes.
    n, m, t : ndarray of int
        For each the order, its number among the zeros of that function, and 0 for J_n or 1 for J_n'.

    Examples
    --------
    >>> from scinova import special
    >>> zo, n, m, t = special.jnjnp_zeros(3)
    >>> print(n, m, t)
    [0 1 0] [0 1 1] [1 1 0]
    """
    total = whole(nt, "nt", "jnjnp_zeros", 0)
    if total > 1200:
        raise ValueError(f"special.jnjnp_zeros: nt must be at most 1200; got {nt!r}")
    zo, order, number, which = (column[:total].copy() for column in _all_zeros(32 if total <= 32 else 1200))
    return zo, order, number, which


@functools.lru_cache(maxsize=2)
def _all_zeros(total: int) -> tuple[np.ndarray, ...]:
    """The first ``total`` zeros of all J_n and J_n', their orders, numbers and kinds."""
    top = 2.0 * np.sqrt(total) + 8.0
    counts = [int((top - n) / np.pi + 0.3 * n**(1 / 3)) + 3 for n in range(int(top) + 1)]
    found = [(np.zeros(1), np.zeros(1), np.zeros(1), np.ones(1))]
    for t in (1, 0):
        airy = _airy_zeros(counts[0], 0, bool(t))
        order, m = (np.concatenate(parts) for parts in zip(*((np.full(c, float(n)), np.arange(c)) for n, c in
                                                             enumerate(counts) if n), strict=True))
        zeros = _polished(order, _olver_start(order, airy[m]), 0, bool(t))
        first = _bessel_zeros(0, counts[0], 0, bool(t))
        zeros, order = np.concatenate([first, zeros]), np.concatenate([np.zeros(len(first)), order])
        m = np.concatenate([np.arange(len(first)), m])
        low = zeros <= top
        found.append((zeros[low], order[low], m[low] + 1, np.full(low.sum(), t)))
    zo, order, number, which = (np.concatenate(column) for column in zip(*found, strict=True))
    chosen = np.lexsort((which, np.round(zo, 9)))[:total]
    return zo[chosen], *(column[chosen].astype(np.int32) for column in (order, number, which))


def _complex_zeros(n: int, start: np.ndarray, derivative: bool) -> np.ndarray:
    """Newton's method for Y_n or Y_n' from ``start``."""
    z = start.astype(complex)
    for _ in range(40):
        f, lower = _ufuncs.yv(n, z), _ufuncs.yv(n - 1, z)
        slope = lower - n / z * f
        step = slope / (-slope / z - (1 - (n / z)**2) * f) if derivative else f / slope
        z = z - step
        if np.all(np.abs(step) <= _LAST_OF_TWO * np.abs(z)):
            break
    return z


# Beyond the first, the complex zeros lie at -(j + i log(3)/2), nearly, with j the zeros of J_n or J_n' (DLMF 10.21(ix))
_LIFT = 0.5j * np.log(3)


@remembered
def _y_run(count: int, n: int, derivative: bool, complex: bool) -> tuple[np.ndarray, ...]:
    """Zeros of Y_n or Y_n', n = 0 or 1, and what Y_(1-n) or Y_n is there."""
    if not complex:
        z = _bessel_zeros(n, count, 1, derivative).astype(np.complex128)
    elif n == 0:
        z = _complex_zeros(0, -_bessel_zeros(0, count, 0, False) + _LIFT, False)
    else:
        first = 0.58 + 0.9j if derivative else -0.5 + 0.8j
        later = -_bessel_zeros(1, count, 0, derivative)[:count - 1] + _LIFT
        z = _complex_zeros(1, np.concatenate([[first], later]), derivative)
    return z, _ufuncs.yv(n if derivative else 1 - n, z)


def _y_zeros(nt: Any, complex: bool, n: int, derivative: bool, function: str) -> tuple[np.ndarray, np.ndarray]:
    z, value = _y_run(whole(nt, "nt", function, 1), n, derivative, bool(complex))
    return z, value


def y0_zeros(nt: int, complex: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Zeros of Y_0, and the value of -Y_0' = Y_1 there.

    Parameters
    ----------
    nt : int
        How many, nt >= 1.
    complex : bool, optional
        Whether to return the complex zeros in the left half-plane, Im z > 0, instead of the real ones.

    Returns
    -------
    z0, y0pz0 : ndarray of complex

    Examples
    --------
    >>> from scinova import special
    >>> print(f"{special.y0_zeros(1)[0][0].real:.12g}")
    0.893576966279
    """
    return _y_zeros(nt, complex, 0, False, "y0_zeros")


def y1_zeros(nt: int, complex: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Zeros of Y_1, and the value of Y_1' = Y_0 there.

    Parameters
    ----------
    nt : int
        How many, nt >= 1.
    complex : bool, optional
        Whether to return the complex zeros in the left half-plane, Im z > 0, instead of the real ones.

    Returns
    -------
    z1, y1pz1 : ndarray of complex

    Examples
    --------
    >>> from scinova import special
    >>> print(f"{special.y1_zeros(1)[0][0].real:.12g}")
    2.19714132603
    """
    return _y_zeros(nt, complex, 1, False, "y1_zeros")


def y1p_zeros(nt: int, complex: bool = False) -> tuple[np.ndarray, np.ndarray]:
    """Zeros of Y_1', and the value of Y_1 there.

    Parameters
    ----------
    nt : int
        How many, nt >= 1.
    complex : bool, optional
        Whether to return the complex zeros instead of the real ones.

    Returns
    -------
    z1p, y1z1p : ndarray of complex

    Examples
    --------
    >>> from scinova import special
    >>> print(f"{special.y1p_zeros(1)[0][0].real:.12g}")
    3.68302285659
    """
    return _y_zeros(nt, complex, 1, True, "y1p_zeros")
