# SPDX-License-Identifier: BSD-3-Clause
"""Coupling of angular momenta: Wigner's 3j, 6j and 9j symbols and Clebsch-Gordan coefficients.

All are a square root of a rational number times a sum of integers (Racah; DLMF 34.2.4, 34.4.1-3, 34.6.1). Both are
computed with integers of any length and rounded once, so that no cancellation shows at any size of the arguments.
"""
from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from math import comb, factorial, isqrt
from typing import Any

import numpy as np


def _doubled(function: str, values: tuple[Any, ...], names: str) -> tuple[list[np.ndarray], tuple[int, ...]]:
    """Twice the arguments, as integers broadcast together."""
    out = []
    for name, value in zip(names.split(","), values):
        a = np.asarray(value)
        if a.dtype.kind not in "biuf":
            raise TypeError(f"special.{function}: {name} must be whole or half-whole numbers; got dtype {a.dtype}")
        twice = 2.0 * a
        if not np.all(twice == np.round(twice)) or not np.all(np.isfinite(twice)):
            raise ValueError(f"special.{function}: {name} must be whole or half-whole numbers; got {value!r}")
        out.append(twice.astype(np.int64))
    shaped = np.broadcast_arrays(*out)
    return [a.ravel() for a in shaped], shaped[0].shape


def _rounded_root(square: Fraction, factor: Fraction) -> float:
    """sqrt(square) * factor, rounded: the root of the square of all of it, taken with 64 bits to spare."""
    if not factor or not square:
        return 0.0
    whole = square * factor * factor
    top, bottom = whole.numerator, whole.denominator
    shift = 160 - (top.bit_length() - bottom.bit_length())
    shift += shift % 2
    scaled = (top << shift) // bottom if shift >= 0 else top // (bottom << -shift)
    root = isqrt(scaled)
    value = float(Fraction(root) / 2 ** (shift // 2) if shift >= 0 else Fraction(root) * 2 ** (-shift // 2))
    return value if factor > 0 else -value


def _triangle(a: int, b: int, c: int) -> bool:
    return (a + b + c) % 2 == 0 and abs(a - b) <= c <= a + b


def _delta(a: int, b: int, c: int) -> Fraction:
    """(a+b-c)! (a-b+c)! (-a+b+c)!/(a+b+c+1)! for doubled arguments."""
    return Fraction(factorial((a + b - c) // 2) * factorial((a - b + c) // 2) * factorial((-a + b + c) // 2),
                    factorial((a + b + c) // 2 + 1))


@lru_cache(maxsize=4096)
def _three(a: int, b: int, c: int, x: int, y: int, z: int) -> float:
    if min(a, b, c) < 0 or x + y + z or not _triangle(a, b, c) or abs(x) > a or abs(y) > b or abs(z) > c:
        return 0.0
    if (a + x) % 2 or (b + y) % 2 or (c + z) % 2:
        return 0.0
    # The sum over k of (-1)^k C(n1, k) C(n2, p - k) C(n3, q - k), which is that of 34.2.4 over factorials without k
    n1, n2, n3 = (a + b - c) // 2, (a - b + c) // 2, (-a + b + c) // 2
    p, q = (a - x) // 2, (b + y) // 2
    low, high = max(0, p - n2, q - n3), min(n1, p, q)
    total = sum((-1) ** k * comb(n1, k) * comb(n2, p - k) * comb(n3, q - k) for k in range(low, high + 1))
    square = Fraction(factorial((a + x) // 2) * factorial((a - x) // 2) * factorial((b + y) // 2)
                      * factorial((b - y) // 2) * factorial((c + z) // 2) * factorial((c - z) // 2),
                      factorial(n1) * factorial(n2) * factorial(n3) * factorial((a + b + c) // 2 + 1))
    sign = -1 if ((a - b - z) // 2) % 2 else 1
    return _rounded_root(square, Fraction(sign * total))


@lru_cache(maxsize=4096)
def _six_parts(a: int, b: int, c: int, d: int, e: int, f: int) -> tuple[Fraction, int]:
    """The square under the root and the sum of a 6j symbol."""
    triads = ((a, b, c), (a, e, f), (d, b, f), (d, e, c))
    if min(a, b, c, d, e, f) < 0 or not all(_triangle(*t) for t in triads):
        return Fraction(0), 0
    square = Fraction(1)
    for t in triads:
        square *= _delta(*t)
    sums = [sum(t) // 2 for t in triads]
    pairs = [(a + b + d + e) // 2, (b + c + e + f) // 2, (a + c + d + f) // 2]
    total = 0
    for k in range(max(sums), min(pairs) + 1):
        # (k+1)! over seven factorials: a multinomial coefficient times k + 1
        rest = [k - s for s in sums] + [p - k for p in pairs]
        term, left = factorial(k + 1), 1
        for r in rest:
            left *= factorial(r)
        total += (-1) ** k * (term // left)
    return square, total


def _six(*args: int) -> float:
    square, total = _six_parts(*args)
    return _rounded_root(square, Fraction(total))


@lru_cache(maxsize=1024)
def _nine(a: int, b: int, c: int, d: int, e: int, f: int, g: int, h: int, i: int) -> float:
    # 34.6.2: sum over j of (-1)^(2j) (2j + 1) {a b c; f i j} {d e f; b j h} {g h i; j a d}
    low, high = max(abs(a - i), abs(d - h), abs(b - f)), min(a + i, d + h, b + f)
    root, total = Fraction(0), Fraction(0)
    for j in range(low, high + 1, 2):
        (s, x), (t, y) = _six_parts(a, b, c, f, i, j), _six_parts(d, e, f, b, j, h)
        u, z = _six_parts(g, h, i, j, a, d)
        if not x or not y or not z:
            continue
        # The part of the root that depends on j is a square: each pair of triads with j occurs twice.
        square = s * t * u
        if not root:
            root = square
        ratio = square / root
        part = Fraction(isqrt(ratio.numerator), isqrt(ratio.denominator))
        total += (-1) ** j * (j + 1) * x * y * z * part
    return _rounded_root(root, total)


# The work grows with the cube of the arguments: beyond these a call would seem to hang.
_LARGEST = {"wigner_3j": 5000, "wigner_6j": 1000, "wigner_9j": 100}


def _mapped(function: str, kernel: Any, names: str, values: tuple[Any, ...]) -> Any:
    columns, shape = _doubled(function, values, names)
    largest = max((abs(int(c.max())) for c in columns if c.size), default=0)
    if largest > 2 * _LARGEST[function]:
        raise ValueError(f"special.{function}: the arguments must be at most {_LARGEST[function]}; got {largest / 2:g}")
    out = np.array([kernel(*(int(v) for v in row)) for row in zip(*columns)], dtype=float).reshape(shape)
    return out[()]


def wigner_3j(j1: Any, j2: Any, j3: Any, m1: Any, m2: Any, m3: Any) -> Any:
    """Wigner's 3j symbol.

    Parameters
    ----------
    j1, j2, j3, m1, m2, m3 : array_like
        Whole or half-whole numbers.

    Returns
    -------
    scalar or ndarray
        0 where the selection rules are broken. Rounded once from the exact value.

    Notes
    -----
    DLMF 34.2.4, in integers of any length.

    Examples
    --------
    >>> from scinova import special
    >>> print(f"{special.wigner_3j(1, 1, 2, 1, -1, 0):.12f}")
    0.182574185835
    """
    return _mapped("wigner_3j", _three, "j1,j2,j3,m1,m2,m3", (j1, j2, j3, m1, m2, m3))


def clebsch_gordan(j1: Any, m1: Any, j2: Any, m2: Any, j3: Any, m3: Any) -> Any:
    """Clebsch-Gordan coefficient <j1 m1 j2 m2 | j3 m3>.

    Parameters
    ----------
    j1, m1, j2, m2, j3, m3 : array_like
        Whole or half-whole numbers.

    Returns
    -------
    scalar or ndarray

    Notes
    -----
    (-1)**(j1 - j2 + m3) sqrt(2 j3 + 1) times a 3j symbol (DLMF 34.1.1).

    Examples
    --------
    >>> from scinova import special
    >>> print(f"{special.clebsch_gordan(0.5, 0.5, 0.5, -0.5, 1, 0):.12f}")
    0.707106781187
    """
    value = wigner_3j(j1, j2, j3, m1, m2, -np.asarray(m3))
    sign = np.where((np.asarray(j1) - np.asarray(j2) + np.asarray(m3)) % 2 == 1, -1.0, 1.0)
    return (sign * np.sqrt(2 * np.maximum(np.asarray(j3), 0) + 1.0) * value)[()]


def wigner_6j(j1: Any, j2: Any, j3: Any, l1: Any, l2: Any, l3: Any) -> Any:
    """Wigner's 6j symbol.

    Parameters
    ----------
    j1, j2, j3, l1, l2, l3 : array_like
        Whole or half-whole numbers: the upper row, then the lower.

    Returns
    -------
    scalar or ndarray
        0 where the selection rules are broken. Rounded once from the exact value.

    Notes
    -----
    DLMF 34.4.2, in integers of any length.

    Examples
    --------
    >>> from scinova import special
    >>> print(f"{special.wigner_6j(1, 1, 1, 1, 1, 1):.12f}")
    0.166666666667
    """
    return _mapped("wigner_6j", _six, "j1,j2,j3,l1,l2,l3", (j1, j2, j3, l1, l2, l3))


def wigner_9j(j11: Any, j12: Any, j13: Any, j21: Any, j22: Any, j23: Any, j31: Any, j32: Any, j33: Any) -> Any:
    """Wigner's 9j symbol.

    Parameters
    ----------
    j11, j12, j13, j21, j22, j23, j31, j32, j33 : array_like
        Whole or half-whole numbers, by rows.

    Returns
    -------
    scalar or ndarray
        0 where the selection rules are broken. Rounded once from the exact value.

    Notes
    -----
    The sum of products of 6j symbols, DLMF 34.6.2, in integers of any length.

    Examples
    --------
    >>> from scinova import special
    >>> print(f"{special.wigner_9j(1, 1, 2, 1, 1, 2, 2, 2, 4):.12f}")
    0.040000000000
    """
    return _mapped("wigner_9j", _nine, "j11,j12,j13,j21,j22,j23,j31,j32,j33",
                   (j11, j12, j13, j21, j22, j23, j31, j32, j33))
