# SPDX-License-Identifier: BSD-3-Clause
"""log(sum(exp(a))) and the softmax functions, without overflow and without losing what stands beside the maximum."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova._core.arrays import normalize_axes


def _inexact(a: np.ndarray, name: str) -> np.ndarray:
    if a.dtype.kind in "fc":
        return a
    if a.dtype.kind in "biuO":
        return a.astype(np.complex128 if a.dtype.kind == "O" and np.iscomplexobj(a.tolist()) else np.float64)
    raise TypeError(f"special.{name}: the array must be numeric; got dtype {a.dtype}")


def logsumexp(a: Any, axis: Any = None, b: Any = None, keepdims: bool = False, return_sign: bool = False) -> Any:
    """Logarithm of a sum of exponentials, ``log(sum(b * exp(a)))``.

    Parameters
    ----------
    a : array_like
        Real or complex.
    axis : None or int or tuple of ints, optional
        Axes to sum over; by default all.
    b : array_like, optional
        Factors, of a shape that broadcasts with ``a``; they may be negative or zero.
    keepdims : bool, optional
        Keep the axes that were summed over, with length 1.
    return_sign : bool, optional
        Return the sign of the sum (its phase, for complex values) separately; otherwise a negative sum of real
        values gives NaN.

    Returns
    -------
    ndarray or scalar
        The logarithm; with ``return_sign`` that of the absolute value, and the sign.

    Notes
    -----
    With m the largest term, which occurs n times, the result is ``m + log(n) + log1p(sum of the others / n)``: terms
    far below the largest keep their digits.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import special
    >>> print(f"{special.logsumexp([1000.0, 1000.0]):.12g}")
    1000.69314718
    """
    x = np.asarray(a)
    x = _inexact(x, "logsumexp")
    if b is not None:
        x, factors = np.broadcast_arrays(x, _inexact(np.asarray(b), "logsumexp"))
        dtype = np.result_type(x, factors)
        zero = factors == 0
        with np.errstate(divide="ignore", invalid="ignore"):
            x = np.where(zero, -np.inf, x.astype(dtype))
            if dtype.kind == "c":
                x = np.where(zero, x, x + np.log(np.where(zero, 1, factors).astype(dtype)))
                signs = None
            else:
                x = np.where(zero, x, x + np.log(np.abs(np.where(zero, 1, factors))))
                signs = np.where(zero, 1, np.sign(factors)).astype(dtype)
    else:
        signs = None
    axes = normalize_axes(axis, x.ndim, "axis")
    if x.ndim == 0:
        x, axes = x.reshape(1), (0,)
        signs = None if signs is None else signs.reshape(1)
        keepdims = False
    with np.errstate(divide="ignore", invalid="ignore", over="ignore"):
        log, sign = _complex(x, axes) if x.dtype.kind == "c" else _real(x, signs, axes)
    if not keepdims:
        log, sign = np.squeeze(log, axes), np.squeeze(sign, axes)
    if not return_sign:
        if x.dtype.kind == "c":
            with np.errstate(divide="ignore", invalid="ignore"):
                phase = np.angle(sign)
            log = _from_parts(log, phase, x.dtype)
        elif signs is not None:
            log = np.where(sign < 0, np.asarray(np.nan, dtype=log.dtype), log)
        return log if np.ndim(log) else log[()]
    log, sign = np.asarray(log), np.asarray(sign)
    return (log, sign) if log.ndim else (log[()], sign[()])


def _real(x: np.ndarray, signs: np.ndarray | None, axes: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """log |sum| and the sign of the sum of signs * exp(x)."""
    one = x.dtype.type(1)
    top = np.max(x, axis=axes, keepdims=True, initial=-np.inf).astype(x.dtype)
    shift = np.where(np.isfinite(top), top, x.dtype.type(0))
    largest = x == top
    terms = np.exp(x - shift)
    if signs is None:
        count = np.sum(largest, axis=axes, keepdims=True, dtype=x.dtype)
        rest = np.sum(np.where(largest, 0, terms), axis=axes, keepdims=True, dtype=x.dtype)
        log = np.where(np.isfinite(top), np.log1p(rest / np.where(count == 0, one, count)) + np.log(count) + top, top)
        total = np.where(top == -np.inf, x.dtype.type(0), one)
        return log.astype(x.dtype), np.where(np.isnan(top), x.dtype.type(np.nan), total)
    count = np.sum(np.where(largest, signs, 0), axis=axes, keepdims=True, dtype=x.dtype)
    rest = np.sum(np.where(largest, 0, signs * terms), axis=axes, keepdims=True, dtype=x.dtype)
    total = count + rest
    sign = np.sign(total)
    with_count = count != 0
    ratio = rest / np.where(with_count, count, one)
    log = np.where(with_count & (ratio > -0.5), np.log1p(ratio) + np.log(np.abs(count)), np.log(np.abs(total)))
    unlimited = np.isinf(top)
    infinite = np.sum(np.where(largest, signs, 0), axis=axes, keepdims=True, dtype=x.dtype)
    log = np.where(unlimited, np.where((top > 0) & (infinite == 0), np.nan, top), log + shift)
    sign = np.where(unlimited, np.where(top > 0, np.sign(infinite), 0), sign)
    return log.astype(x.dtype), sign.astype(x.dtype)


def _from_parts(real: np.ndarray, imag: np.ndarray, dtype: np.dtype) -> np.ndarray:
    out = np.empty(np.shape(real), dtype=dtype)
    out.real, out.imag = real, imag
    return out


def _complex(x: np.ndarray, axes: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
    """log |sum| and the phase factor of the sum of exp(x)."""
    top = np.max(x.real, axis=axes, keepdims=True, initial=-np.inf)
    shift = np.where(np.isfinite(top), top, 0)
    # exp of -inf + i y is 0, whatever y.
    absent = x.real == -np.inf
    terms = np.where(absent, 0, np.exp(np.where(absent, 0, x - shift)))
    total = np.sum(terms, axis=axes, keepdims=True)
    size = np.abs(total)
    log = np.where(np.isnan(size), np.nan, np.where(np.isfinite(top), np.log(size) + shift, top))
    with np.errstate(invalid="ignore"):
        sign = np.where(size > 0, total / np.where(size > 0, size, 1), 0)
    unlimited = top == np.inf
    if unlimited.any():
        # Complex infinities have eight directions, and opposite ones make NaN: the logarithm of their sum says which.
        limit = np.log(np.sum(np.exp(x), axis=axes, keepdims=True))
        log = np.where(unlimited, limit.real, log)
        sign = np.where(unlimited, np.exp(_from_parts(np.zeros_like(limit.real), limit.imag, x.dtype)), sign)
    return log.astype(x.real.dtype), sign.astype(x.dtype)


def softmax(x: Any, axis: Any = None) -> Any:
    """``exp(x) / sum(exp(x))``: positive weights that add up to 1.

    Parameters
    ----------
    x : array_like
    axis : None or int or tuple of ints, optional
        Axes that the sum goes over; by default all.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import special
    >>> special.softmax([0.0, 0.0])
    array([0.5, 0.5])
    """
    x = _inexact(np.asarray(x), "softmax")
    normalize_axes(axis, x.ndim)
    terms = np.asarray(x - np.max(x, axis=axis, keepdims=True))
    np.exp(terms, out=terms)
    terms /= np.sum(terms, axis=axis, keepdims=True)
    return terms if terms.ndim else terms[()]


def log_softmax(x: Any, axis: Any = None) -> Any:
    """Logarithm of `softmax`, also where that underflows.

    Parameters
    ----------
    x : array_like
    axis : None or int or tuple of ints, optional
        Axes that the sum goes over; by default all.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import special
    >>> special.log_softmax([1000.0, 0.0])
    array([    0., -1000.])
    """
    x = _inexact(np.asarray(x), "log_softmax")
    normalize_axes(axis, x.ndim)
    top = np.max(x, axis=axis, keepdims=True)
    shift = np.where(np.isfinite(top), top, 0).astype(x.dtype)
    moved = np.asarray(x - shift)
    with np.errstate(divide="ignore"):
        moved -= np.log(np.sum(np.exp(moved), axis=axis, keepdims=True))
    return moved if moved.ndim else moved[()]
