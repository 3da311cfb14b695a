# SPDX-License-Identifier: BSD-3-Clause
"""Factorials n!, n!! and n!...!, exact or in floating point, of whole numbers or continued to the complex plane."""
from __future__ import annotations

import math
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova.special._ufuncs import gamma, rgamma

_MOST_FACTORS = 400        # products of more whole factors than this overflow float64


def _exact(n: int, k: int) -> int:
    """The product of n, n - k, n - 2 k, ... as far as it is positive; 0 for negative n."""
    if n < 0:
        return 0
    if k == 1:
        return math.factorial(n)
    return math.prod(range(n, 0, -k))


def _rounded(n: int, k: int) -> float:
    if n >= k * _MOST_FACTORS:
        return math.inf
    try:
        return float(_exact(n, k))
    except OverflowError:
        return math.inf


def _shaped(value: Any, n: Any) -> Any:
    """An array where ``n`` was one, else a scalar."""
    return np.asarray(value) if isinstance(n, np.ndarray) or np.ndim(value) else np.asarray(value)[()]


def _kind(n: Any, function: str) -> str:
    """The NumPy kind of a scalar or array argument: 'i', 'f' or 'c'; anything else is refused."""
    kind = np.asarray(n).dtype.kind if n is not None else "f"
    if kind not in "iufc":
        raise ValueError(f"special.{function}: n must be integer, real or complex; got {type(n).__name__} "
                         f"of dtype {np.asarray(n).dtype}")
    return "i" if kind == "u" else kind


def _check_mode(function: str, exact: bool, extend: str, kind: str, fractions: bool) -> None:
    if extend not in ("zero", "complex"):
        raise ValueError(f"special.{function}: extend must be 'zero' or 'complex'; got {extend!r}")
    if exact and extend == "complex":
        raise ValueError(f"special.{function}: exact=True and extend='complex' exclude each other")
    if extend == "zero" and (kind == "c" or (kind == "f" and not fractions)):
        raise ValueError(f"special.{function}: n must be an integer unless extend='complex'; got a "
                         + ("complex number" if kind == "c" else "float"))


def _whole(n: Any, k: int, exact: bool) -> Any:
    """The factorial of an integer scalar or array, by a table over its distinct values."""
    if np.ndim(n) == 0 and not isinstance(n, np.ndarray):
        value = operator.index(n)
        return _exact(value, k) if exact else np.float64(_rounded(value, k))
    a = np.asarray(n)
    if a.size == 0:
        return a
    values, inverse = np.unique(a, return_inverse=True)
    if exact:
        found = [_exact(int(v), k) for v in values]
        dtype = np.int64 if max(found) <= np.iinfo(np.int64).max else object
        table = np.array(found, dtype=dtype)
    else:
        table = np.array([_rounded(int(v), k) for v in values])
    return np.asarray(table[inverse]).reshape(a.shape)


def factorial(n: Any, exact: bool = False, extend: str = "zero") -> Any:
    """Factorial, ``1 * 2 * ... * n``, or gamma(n + 1).

    Parameters
    ----------
    n : int, float, complex or array_like
        Negative numbers give 0 unless continued.
    exact : bool, optional
        Compute with integers of any length; ``n`` must be of an integer type.
    extend : {'zero', 'complex'}, optional
        'complex' continues to negative and complex numbers.

    Returns
    -------
    int, float, complex or ndarray

    Examples
    --------
    >>> from scinova import special
    >>> special.factorial([3, 4, 5])
    array([  6.,  24., 120.])
    >>> special.factorial(25, exact=True)
    15511210043330985984000000
    """
    kind = _kind(n, "factorial")
    _check_mode("factorial", exact, extend, kind, fractions=True)
    if extend == "zero" and kind == "i":
        return _whole(n, 1, exact)
    if exact:
        if n is None or (np.ndim(n) == 0 and not isinstance(n, np.ndarray) and (np.isnan(n) or n < 0)):
            return np.float64(np.nan) if n is None or np.isnan(n) else 0
        raise ValueError(f"special.factorial: n must be of an integer type where exact=True; got {np.asarray(n).dtype}")
    x = np.asarray(np.nan if n is None else n)
    if kind == "i":
        if x.size == 0:
            return x
        x = x.astype(np.float64)
    value = _gamma(x + 1)
    if extend == "zero":
        value = np.where(x < 0, x.dtype.type(0), value)
    return _shaped(value, n)


def _gamma(x: Any) -> Any:
    """gamma, with NaN at the pole at 0 too, which has no side here."""
    return np.where(x == 0, np.asarray(x).dtype.type(np.nan), gamma(x))


def _continued(n: Any, formula: Callable[[np.ndarray], Any]) -> Any:
    x = np.asarray(n)
    if x.dtype.kind in "iu":
        if x.size == 0:
            return x
        x = x.astype(np.float64)
    with np.errstate(all="ignore"):
        value = formula(x)
    return _shaped(value, n)


def factorial2(n: Any, exact: bool = False, extend: str = "zero") -> Any:
    """Double factorial, ``n * (n - 2) * (n - 4) * ...`` down to 1 or 2.

    Parameters
    ----------
    n : int or array_like
        Whole numbers; negative ones give 0. Real and complex numbers with ``extend='complex'``.
    exact : bool, optional
        Compute with integers of any length.
    extend : {'zero', 'complex'}, optional
        'complex' is ``sqrt(2/pi) * 2**(n/2) * gamma(n/2 + 1)``, which continues the values at odd numbers.

    Returns
    -------
    int, float, complex or ndarray

    Examples
    --------
    >>> from scinova import special
    >>> special.factorial2([7, 8])
    array([105., 384.])
    """
    kind = _kind(n, "factorial2") if n is not None else "i"
    _check_mode("factorial2", exact, extend, kind, fractions=False)
    if n is None:
        return np.float64(np.nan)
    if extend == "zero":
        return _whole(n, 2, exact)

    def formula(x: np.ndarray) -> Any:
        value = math.sqrt(2 / math.pi) * np.power(2.0, x / 2) * _gamma(x / 2 + 1)
        return np.where(x == 0, 1, value)      # an empty product
    return _continued(n, formula)


def factorialk(n: Any, k: int, exact: bool = False, extend: str = "zero") -> Any:
    """Factorial in steps of k, ``n * (n - k) * (n - 2 k) * ...`` while positive.

    Parameters
    ----------
    n : int or array_like
        Whole numbers; negative ones give 0. Real and complex numbers with ``extend='complex'``.
    k : int
        Step, positive; any number but 0 with ``extend='complex'``.
    exact : bool, optional
        Compute with integers of any length.
    extend : {'zero', 'complex'}, optional
        'complex' is ``k**((n - 1)/k) * gamma(n/k + 1) / gamma(1/k + 1)``, which continues the values at 1, 1 + k, ...

    Returns
    -------
    int, float, complex or ndarray

    Examples
    --------
    >>> from scinova import special
    >>> special.factorialk(10, 3, exact=True)
    280
    """
    kind = _kind(n, "factorialk") if n is not None else "i"
    if np.ndim(k) or np.asarray(k).dtype.kind not in "iufc":
        raise ValueError(f"special.factorialk: k must be a number; got {k!r}")
    _check_mode("factorialk", exact, extend, kind, fractions=False)
    if n is None:
        return np.float64(np.nan)
    step_kind = np.asarray(k).dtype.kind
    if extend == "zero":
        if step_kind not in "iu":
            raise ValueError(f"special.factorialk: k must be an integer unless extend='complex'; got {k!r}")
        if k < 1:
            raise ValueError(f"special.factorialk: k must be positive unless extend='complex'; got {k!r}")
        return _whole(n, operator.index(k), exact)
    if k == 0:
        raise ValueError("special.factorialk: k must not be 0")
    step = complex(k) if step_kind == "c" or np.real(k) < 0 else float(k)
    return _continued(n, lambda x: np.where(
        x == 0, 1, np.power(step, (x - 1) / step) * _gamma(x / step + 1) * rgamma(1 / step + 1)))
