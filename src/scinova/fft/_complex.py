# SPDX-License-Identifier: BSD-3-Clause
"""Complex transforms: each axis is one native pass over all lines."""
from __future__ import annotations

import itertools
from typing import Any

import numpy as np

from scinova.fft._engine import (
    c2c,
    c2c_over,
    converted,
    divisor,
    many_axes,
    one_axis,
    quick,
    r2c,
    r2c_over,
    refuse_plan,
    threads,
)


def _along(x: Any, n: int | None, axis: int, norm: str | None, overwrite_x: bool, workers: int | None, plan: Any,
           forward: bool) -> np.ndarray:
    refuse_plan(plan)
    a = converted(x)
    axis, n = one_axis(a, n, axis)
    by = divisor(norm, forward, n)
    with threads(workers):
        if a.dtype.kind == "c":
            return c2c(a, axis, n, forward, by, overwrite_x or a is not x and not np.may_share_memory(a, x))
        return r2c(a, axis, n, forward, by, full=True)


def _over(x: Any, s: Any, axes: Any, norm: str | None, overwrite_x: bool, workers: int | None, plan: Any,
          forward: bool) -> np.ndarray:
    refuse_plan(plan)
    a = converted(x)
    which, lengths = many_axes(a, s, axes)
    if not which:
        return a
    by = divisor(norm, forward, int(np.prod(lengths, dtype=np.int64)))
    overwrite_x = overwrite_x and all(a.shape[i] == n for i, n in zip(which, lengths))
    with threads(workers):
        if a.dtype.kind != "c":
            return _over_real(a, which, lengths, by, forward)
        return c2c_over(a, which, lengths, forward, by, overwrite_x)


def _over_real(a: np.ndarray, which: list[int], lengths: list[int], by: float, forward: bool) -> np.ndarray:
    """Half of the spectrum along the last axis is computed; the rest are conjugates at the opposite frequencies."""
    last, n = which[-1], lengths[-1]
    if len(which) == 1:
        return r2c(a, last, n, forward, by, full=True)
    half = r2c_over(a, which, lengths, forward, by)
    shape = list(half.shape)
    shape[last] = n
    out = np.empty(shape, dtype=half.dtype)
    kept = [slice(None)] * out.ndim
    kept[last] = slice(0, n // 2 + 1)
    out[tuple(kept)] = half
    opposite = ((slice(0, 1), slice(0, 1)), (slice(1, None), slice(None, 0, -1)))  # frequency zero, and the others
    for pairs in itertools.product(opposite, repeat=len(which) - 1):
        to, source = [slice(None)] * out.ndim, [slice(None)] * out.ndim
        to[last], source[last] = slice(n // 2 + 1, n), slice((n - 1) // 2, 0, -1)
        for axis, (there, here) in zip(which[:-1], pairs):
            to[axis], source[axis] = there, here
        np.conjugate(half[tuple(source)], out=out[tuple(to)])
    return out


def fft(x: Any, n: int | None = None, axis: int = -1, norm: str | None = None, overwrite_x: bool = False,
        workers: int | None = None, *, plan: Any = None) -> np.ndarray:
    """Discrete Fourier transform along an axis: ``y[k] = sum(x[j] * exp(-2j*pi*j*k/n) for j in range(n))``.

    Parameters
    ----------
    x : array_like
        Real or complex.
    n : int, optional
        Number of points; a longer ``x`` is cut, a shorter one continued with zeros. By default its length.
    axis : int, optional
    norm : {None, 'backward', 'ortho', 'forward'}, optional
        Which transform is scaled: the inverse by ``1/n``, both by ``1/sqrt(n)``, or the forward one.
    overwrite_x : bool, optional
        Allow ``x`` to be overwritten.
    workers : int, optional
        Number of threads; -1 is every processor. The result does not depend on it.
    plan : None
        Must be None: plans are kept between calls.

    Returns
    -------
    ndarray
        Complex, in the precision of ``x``; integers count as double precision.

    Examples
    --------
    >>> from scinova import fft
    >>> fft.fft([1., 0., 0., 0.]).real
    array([1., 1., 1., 1.])
    """
    if workers is None and plan is None and (out := quick(x, n, axis, norm, overwrite_x, 0)) is not None:
        return out
    return _along(x, n, axis, norm, overwrite_x, workers, plan, True)


def ifft(x: Any, n: int | None = None, axis: int = -1, norm: str | None = None, overwrite_x: bool = False,
         workers: int | None = None, *, plan: Any = None) -> np.ndarray:
    """Inverse of `fft`: ``y[j] = sum(x[k] * exp(2j*pi*j*k/n) for k in range(n)) / n``.

    Parameters
    ----------
    x : array_like
        Real or complex.
    n : int, optional
        Number of points; a longer ``x`` is cut, a shorter one continued with zeros. By default its length.
    axis : int, optional
    norm : {None, 'backward', 'ortho', 'forward'}, optional
        Which transform is scaled: the inverse by ``1/n``, both by ``1/sqrt(n)``, or the forward one.
    overwrite_x : bool, optional
        Allow ``x`` to be overwritten.
    workers : int, optional
        Number of threads; -1 is every processor. The result does not depend on it.
    plan : None
        Must be None: plans are kept between calls.

    Returns
    -------
    ndarray
        Complex, in the precision of ``x``.

    Examples
    --------
    >>> from scinova import fft
    >>> fft.ifft([4., 0., 0., 0.]).real
    array([1., 1., 1., 1.])
    """
    if workers is None and plan is None and (out := quick(x, n, axis, norm, overwrite_x, 1)) is not None:
        return out
    return _along(x, n, axis, norm, overwrite_x, workers, plan, False)


def fftn(x: Any, s: Any = None, axes: Any = None, norm: str | None = None, overwrite_x: bool = False,
         workers: int | None = None, *, plan: Any = None) -> np.ndarray:
    """Discrete Fourier transform along several axes.

    Parameters
    ----------
    x : array_like
        Real or complex.
    s : sequence of int, optional
        Number of points along each axis; -1 keeps the array's. By default its shape.
    axes : sequence of int, optional
        By default the last ``len(s)`` axes, or all.
    norm, overwrite_x, workers, plan
        As in `fft`.

    Returns
    -------
    ndarray
        Complex.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fft
    >>> fft.fftn(np.ones((2, 2))).real
    array([[4., 0.],
           [0., 0.]])
    """
    return _over(x, s, axes, norm, overwrite_x, workers, plan, True)


def ifftn(x: Any, s: Any = None, axes: Any = None, norm: str | None = None, overwrite_x: bool = False,
          workers: int | None = None, *, plan: Any = None) -> np.ndarray:
    """Inverse discrete Fourier transform along several axes.

    Parameters
    ----------
    x : array_like
        Real or complex.
    s : sequence of int, optional
        Number of points along each axis; -1 keeps the array's. By default its shape.
    axes : sequence of int, optional
        By default the last ``len(s)`` axes, or all.
    norm, overwrite_x, workers, plan
        As in `ifft`.

    Returns
    -------
    ndarray
        Complex.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fft
    >>> fft.ifftn(np.ones((2, 2))).real
    array([[1., 0.],
           [0., 0.]])
    """
    return _over(x, s, axes, norm, overwrite_x, workers, plan, False)


def fft2(x: Any, s: Any = None, axes: Any = (-2, -1), norm: str | None = None, overwrite_x: bool = False,
         workers: int | None = None, *, plan: Any = None) -> np.ndarray:
    """Discrete Fourier transform along two axes.

    Parameters
    ----------
    x : array_like
        Real or complex.
    s : sequence of int, optional
        Number of points along each axis; -1 keeps the array's. By default its shape.
    axes : sequence of int, optional
        By default the last two.
    norm, overwrite_x, workers, plan
        As in `fft`.

    Returns
    -------
    ndarray
        Complex.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fft
    >>> fft.fft2(np.ones((2, 2))).real
    array([[4., 0.],
           [0., 0.]])
    """
    return _over(x, s, axes, norm, overwrite_x, workers, plan, True)


def ifft2(x: Any, s: Any = None, axes: Any = (-2, -1), norm: str | None = None, overwrite_x: bool = False,
          workers: int | None = None, *, plan: Any = None) -> np.ndarray:
    """Inverse discrete Fourier transform along two axes.

    Parameters
    ----------
    x : array_like
        Real or complex.
    s : sequence of int, optional
        Number of points along each axis; -1 keeps the array's. By default its shape.
    axes : sequence of int, optional
        By default the last two.
    norm, overwrite_x, workers, plan
        As in `ifft`.

    Returns
    -------
    ndarray
        Complex.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fft
    >>> fft.ifft2(np.ones((2, 2))).real
    array([[1., 0.],
           [0., 0.]])
    """
    return _over(x, s, axes, norm, overwrite_x, workers, plan, False)
