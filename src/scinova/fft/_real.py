# SPDX-License-Identifier: BSD-3-Clause
"""Transforms of real sequences, and of those with hermitian symmetry, that keep half of the spectrum."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.fft._engine import (
    as_complex,
    c2c,
    c2r,
    converted,
    divisor,
    many_axes,
    needs_real,
    one_axis,
    quick,
    r2c,
    r2c_over,
    refuse_plan,
    threads,
)


def _from_real(x: Any, n: int | None, axis: int, norm: str | None, workers: int | None, plan: Any,
               forward: bool) -> np.ndarray:
    refuse_plan(plan)
    a = needs_real(x)
    axis, n = one_axis(a, n, axis)
    by = divisor(norm, forward, n)
    with threads(workers):
        return r2c(a, axis, n, forward, by)


def _to_real(x: Any, n: int | None, axis: int, norm: str | None, workers: int | None, plan: Any,
             forward: bool) -> np.ndarray:
    refuse_plan(plan)
    a = as_complex(converted(x))
    i, length = one_axis(a, None if a.ndim and a.shape[axis] else 1, axis)
    n = 2 * (a.shape[i] - 1) if n is None else n
    axis, n = one_axis(a, n, axis)
    by = divisor(norm, forward, n)
    with threads(workers):
        return c2r(a, axis, n, forward, by)


def _from_real_over(x: Any, s: Any, axes: Any, norm: str | None, workers: int | None, plan: Any,
                    forward: bool) -> np.ndarray:
    refuse_plan(plan)
    a = needs_real(x)
    which, lengths = many_axes(a, s, axes)
    if not which:
        raise ValueError("axes must name at least one axis")
    by = divisor(norm, forward, int(np.prod(lengths, dtype=np.int64)))
    with threads(workers):
        return r2c_over(a, which, lengths, forward, by)


def _to_real_over(x: Any, s: Any, axes: Any, norm: str | None, overwrite_x: bool, workers: int | None, plan: Any,
                  forward: bool) -> np.ndarray:
    refuse_plan(plan)
    a = converted(x)
    overwrite_x = overwrite_x and a.dtype.kind == "c"
    which, lengths = many_axes(a, s, axes)
    if not which:
        raise ValueError("axes must name at least one axis")
    if s is None:
        lengths[-1] = max(1, 2 * (a.shape[which[-1]] - 1))
    a = as_complex(a)
    overwrite_x = overwrite_x and all(a.shape[i] == n for i, n in zip(which[:-1], lengths))
    by = divisor(norm, forward, int(np.prod(lengths, dtype=np.int64)))
    with threads(workers):
        for axis, n in zip(which[:-1], lengths[:-1]):
            a = c2c(a, axis, n, forward, 1.0, overwrite_x)
            overwrite_x = True
        return c2r(a, which[-1], lengths[-1], forward, by)


def rfft(x: Any, n: int | None = None, axis: int = -1, norm: str | None = None, overwrite_x: bool = False,
         workers: int | None = None, *, plan: Any = None) -> np.ndarray:
    """The ``n//2 + 1`` values of the discrete Fourier transform of a real sequence that determine the others.

    Parameters
    ----------
    x : array_like
        Real.
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
        Complex, of length ``n//2 + 1`` along the axis.

    Examples
    --------
    >>> from scinova import fft
    >>> fft.rfft([1., 1., 1., 1.]).real
    array([4., 0., 0.])
    """
    if workers is None and plan is None and (out := quick(x, n, axis, norm, overwrite_x, 2)) is not None:
        return out
    return _from_real(x, n, axis, norm, workers, plan, True)


def irfft(x: Any, n: int | None = None, axis: int = -1, norm: str | None = None, overwrite_x: bool = False,
          workers: int | None = None, *, plan: Any = None) -> np.ndarray:
    """Inverse of `rfft`: a real sequence from the first half of its spectrum.

    Parameters
    ----------
    x : array_like
        First half of a spectrum with hermitian symmetry.
    n : int, optional
        Number of points; a longer ``x`` is cut, a shorter one continued with zeros. By default
        ``2 * (m - 1)`` for a line of ``m`` values.
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
        Real, of length ``n`` along the axis.

    Examples
    --------
    >>> from scinova import fft
    >>> fft.irfft([4., 0., 0.])
    array([1., 1., 1., 1.])
    """
    if workers is None and plan is None and (out := quick(x, n, axis, norm, overwrite_x, 3)) is not None:
        return out
    return _to_real(x, n, axis, norm, workers, plan, False)


def hfft(x: Any, n: int | None = None, axis: int = -1, norm: str | None = None, overwrite_x: bool = False,
         workers: int | None = None, *, plan: Any = None) -> np.ndarray:
    """Discrete Fourier transform, which is real, of a sequence with hermitian symmetry given by its first half.

    Parameters
    ----------
    x : array_like
        First half of a sequence with hermitian symmetry.
    n : int, optional
        Number of points; a longer ``x`` is cut, a shorter one continued with zeros. By default
        ``2 * (m - 1)`` for a line of ``m`` values.
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
        Real, of length ``n`` along the axis.

    Examples
    --------
    >>> from scinova import fft
    >>> fft.hfft([1., 1., 1.])
    array([4., 0., 0., 0.])
    """
    if workers is None and plan is None and (out := quick(x, n, axis, norm, overwrite_x, 4)) is not None:
        return out
    return _to_real(x, n, axis, norm, workers, plan, True)


def ihfft(x: Any, n: int | None = None, axis: int = -1, norm: str | None = None, overwrite_x: bool = False,
          workers: int | None = None, *, plan: Any = None) -> np.ndarray:
    """Inverse of `hfft`: the first half of a sequence with hermitian symmetry.

    Parameters
    ----------
    x : array_like
        Real.
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
        Complex, of length ``n//2 + 1`` along the axis.

    Examples
    --------
    >>> from scinova import fft
    >>> fft.ihfft([4., 0., 0., 0.]).real
    array([1., 1., 1.])
    """
    if workers is None and plan is None and (out := quick(x, n, axis, norm, overwrite_x, 5)) is not None:
        return out
    return _from_real(x, n, axis, norm, workers, plan, False)


def rfftn(x: Any, s: Any = None, axes: Any = None, norm: str | None = None, overwrite_x: bool = False,
          workers: int | None = None, *, plan: Any = None) -> np.ndarray:
    """Discrete Fourier transform of a real array along several axes, of which the last keeps half.

    Parameters
    ----------
    x : array_like
        Real.
    s : sequence of int, optional
        Number of points along each axis; -1 keeps the array's. By default its shape.
    axes : sequence of int, optional
        By default the last ``len(s)`` axes, or all.
    norm, overwrite_x, workers, plan
        As in `rfft`.

    Returns
    -------
    ndarray
        Complex, of length ``s[-1]//2 + 1`` along the last axis.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fft
    >>> fft.rfftn(np.ones((2, 4))).real
    array([[8., 0., 0.],
           [0., 0., 0.]])
    """
    return _from_real_over(x, s, axes, norm, workers, plan, True)


def irfftn(x: Any, s: Any = None, axes: Any = None, norm: str | None = None, overwrite_x: bool = False,
           workers: int | None = None, *, plan: Any = None) -> np.ndarray:
    """Inverse of `rfftn`.

    Parameters
    ----------
    x : array_like
        First half of a spectrum with hermitian symmetry.
    s : sequence of int, optional
        Number of points along each axis; -1 keeps the array's. By default its shape, with ``2 * (m - 1)`` last.
    axes : sequence of int, optional
        By default the last ``len(s)`` axes, or all.
    norm, overwrite_x, workers, plan
        As in `irfft`.

    Returns
    -------
    ndarray
        Real.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fft
    >>> fft.irfftn(fft.rfftn(np.ones((2, 4))))
    array([[1., 1., 1., 1.],
           [1., 1., 1., 1.]])
    """
    return _to_real_over(x, s, axes, norm, overwrite_x, workers, plan, False)


def hfftn(x: Any, s: Any = None, axes: Any = None, norm: str | None = None, overwrite_x: bool = False,
          workers: int | None = None, *, plan: Any = None) -> np.ndarray:
    """Discrete Fourier transform, which is real, along several axes of an array with hermitian symmetry.

    Parameters
    ----------
    x : array_like
        First half of a array with hermitian symmetry.
    s : sequence of int, optional
        Number of points along each axis; -1 keeps the array's. By default its shape, with ``2 * (m - 1)`` last.
    axes : sequence of int, optional
        By default the last ``len(s)`` axes, or all.
    norm, overwrite_x, workers, plan
        As in `hfft`.

    Returns
    -------
    ndarray
        Real.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fft
    >>> fft.hfftn(np.ones((2, 3)))
    array([[8., 0., 0., 0.],
           [0., 0., 0., 0.]])
    """
    return _to_real_over(x, s, axes, norm, overwrite_x, workers, plan, True)


def ihfftn(x: Any, s: Any = None, axes: Any = None, norm: str | None = None, overwrite_x: bool = False,
           workers: int | None = None, *, plan: Any = None) -> np.ndarray:
    """Inverse of `hfftn`.

    Parameters
    ----------
    x : array_like
        Real.
    s : sequence of int, optional
        Number of points along each axis; -1 keeps the array's. By default its shape.
    axes : sequence of int, optional
        By default the last ``len(s)`` axes, or all.
    norm, overwrite_x, workers, plan
        As in `ihfft`.

    Returns
    -------
    ndarray
        Complex, of length ``s[-1]//2 + 1`` along the last axis.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fft
    >>> fft.ihfftn(np.ones((2, 4))).real
    array([[1., 0., 0.],
           [0., 0., 0.]])
    """
    return _from_real_over(x, s, axes, norm, workers, plan, False)


def rfft2(x: Any, s: Any = None, axes: Any = (-2, -1), norm: str | None = None, overwrite_x: bool = False,
          workers: int | None = None, *, plan: Any = None) -> np.ndarray:
    """Discrete Fourier transform of a real array along two axes, of which the last keeps half.

    Parameters
    ----------
    x : array_like
        Real.
    s : sequence of int, optional
        Number of points along each axis; -1 keeps the array's. By default its shape.
    axes : sequence of int, optional
        By default the last two.
    norm, overwrite_x, workers, plan
        As in `rfft`.

    Returns
    -------
    ndarray
        Complex, of length ``s[-1]//2 + 1`` along the last axis.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fft
    >>> fft.rfft2(np.ones((2, 4))).real
    array([[8., 0., 0.],
           [0., 0., 0.]])
    """
    return _from_real_over(x, s, axes, norm, workers, plan, True)


def irfft2(x: Any, s: Any = None, axes: Any = (-2, -1), norm: str | None = None, overwrite_x: bool = False,
           workers: int | None = None, *, plan: Any = None) -> np.ndarray:
    """Inverse of `rfft2`.

    Parameters
    ----------
    x : array_like
        First half of a spectrum with hermitian symmetry.
    s : sequence of int, optional
        Number of points along each axis; -1 keeps the array's. By default its shape, with ``2 * (m - 1)`` last.
    axes : sequence of int, optional
        By default the last two.
    norm, overwrite_x, workers, plan
        As in `irfft`.

    Returns
    -------
    ndarray
        Real.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fft
    >>> fft.irfft2(fft.rfft2(np.ones((2, 4))))
    array([[1., 1., 1., 1.],
           [1., 1., 1., 1.]])
    """
    return _to_real_over(x, s, axes, norm, overwrite_x, workers, plan, False)


def hfft2(x: Any, s: Any = None, axes: Any = (-2, -1), norm: str | None = None, overwrite_x: bool = False,
          workers: int | None = None, *, plan: Any = None) -> np.ndarray:
    """Discrete Fourier transform, which is real, along two axes of an array with hermitian symmetry.

    Parameters
    ----------
    x : array_like
        First half of a array with hermitian symmetry.
    s : sequence of int, optional
        Number of points along each axis; -1 keeps the array's. By default its shape, with ``2 * (m - 1)`` last.
    axes : sequence of int, optional
        By default the last two.
    norm, overwrite_x, workers, plan
        As in `hfft`.

    Returns
    -------
    ndarray
        Real.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fft
    >>> fft.hfft2(np.ones((2, 3)))
    array([[8., 0., 0., 0.],
           [0., 0., 0., 0.]])
    """
    return _to_real_over(x, s, axes, norm, overwrite_x, workers, plan, True)


def ihfft2(x: Any, s: Any = None, axes: Any = (-2, -1), norm: str | None = None, overwrite_x: bool = False,
           workers: int | None = None, *, plan: Any = None) -> np.ndarray:
    """Inverse of `hfft2`.

    Parameters
    ----------
    x : array_like
        Real.
    s : sequence of int, optional
        Number of points along each axis; -1 keeps the array's. By default its shape.
    axes : sequence of int, optional
        By default the last two.
    norm, overwrite_x, workers, plan
        As in `ihfft`.

    Returns
    -------
    ndarray
        Complex, of length ``s[-1]//2 + 1`` along the last axis.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fft
    >>> fft.ihfft2(np.ones((2, 4))).real
    array([[1., 0., 0.],
           [0., 0., 0.]])
    """
    return _from_real_over(x, s, axes, norm, workers, plan, False)
