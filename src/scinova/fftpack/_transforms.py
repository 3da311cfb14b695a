# SPDX-License-Identifier: BSD-3-Clause
"""Transforms over `scinova.fft`, and real ones whose spectrum is packed in a real array.

The packed spectrum of n real values is ``[y0, Re y1, Im y1, Re y2, Im y2, ...]``, n values in all; for even n the last
is ``Re y(n/2)``.
"""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.fft import _complex, _real
from scinova.fft._engine import needs_real, one_axis


def _shape(x: Any, shape: Any, axes: Any) -> Any:
    if shape is not None and axes is None and len(np.atleast_1d(shape)) != np.ndim(x):
        raise ValueError(f"shape must have one length for each of the {np.ndim(x)} dimensions of x where axes is not "
                         f"given; got {shape!r}")
    return shape


def fft(x: Any, n: int | None = None, axis: int = -1, overwrite_x: bool = False) -> np.ndarray:
    """Discrete Fourier transform along an axis.

    Parameters
    ----------
    x : array_like
        Real or complex.
    n : int, optional
        Number of points; a longer ``x`` is cut, a shorter one continued with zeros.
    axis : int, optional
    overwrite_x : bool, optional
        Allow ``x`` to be overwritten.

    Returns
    -------
    ndarray
        Complex.

    Examples
    --------
    >>> from scinova import fftpack
    >>> fftpack.fft([1., 0., 0., 0.]).real
    array([1., 1., 1., 1.])
    """
    return _complex.fft(x, n, axis, None, overwrite_x)


def ifft(x: Any, n: int | None = None, axis: int = -1, overwrite_x: bool = False) -> np.ndarray:
    """Inverse of `fft`, scaled by ``1/n``.

    Parameters
    ----------
    x : array_like
        Real or complex.
    n : int, optional
        Number of points; a longer ``x`` is cut, a shorter one continued with zeros.
    axis : int, optional
    overwrite_x : bool, optional
        Allow ``x`` to be overwritten.

    Returns
    -------
    ndarray
        Complex.

    Examples
    --------
    >>> from scinova import fftpack
    >>> fftpack.ifft([4., 0., 0., 0.]).real
    array([1., 1., 1., 1.])
    """
    return _complex.ifft(x, n, axis, None, overwrite_x)


def fftn(x: Any, shape: Any = None, axes: Any = None, overwrite_x: bool = False) -> np.ndarray:
    """Discrete Fourier transform along several axes.

    Parameters
    ----------
    x : array_like
        Real or complex.
    shape : sequence of int, optional
        Number of points along each axis.
    axes : sequence of int, optional
        By default all.
    overwrite_x : bool, optional
        Allow ``x`` to be overwritten.

    Returns
    -------
    ndarray
        Complex.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fftpack
    >>> fftpack.fftn(np.ones((2, 2))).real
    array([[4., 0.],
           [0., 0.]])
    """
    return _complex.fftn(x, _shape(x, shape, axes), axes, None, overwrite_x)


def ifftn(x: Any, shape: Any = None, axes: Any = None, overwrite_x: bool = False) -> np.ndarray:
    """Inverse of `fftn`.

    Parameters
    ----------
    x : array_like
        Real or complex.
    shape : sequence of int, optional
        Number of points along each axis.
    axes : sequence of int, optional
        By default all.
    overwrite_x : bool, optional
        Allow ``x`` to be overwritten.

    Returns
    -------
    ndarray
        Complex.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fftpack
    >>> fftpack.ifftn(np.ones((2, 2))).real
    array([[1., 0.],
           [0., 0.]])
    """
    return _complex.ifftn(x, _shape(x, shape, axes), axes, None, overwrite_x)


def fft2(x: Any, shape: Any = None, axes: Any = (-2, -1), overwrite_x: bool = False) -> np.ndarray:
    """Discrete Fourier transform along two axes.

    Parameters
    ----------
    x : array_like
        Real or complex.
    shape : sequence of int, optional
        Number of points along each axis.
    axes : sequence of int, optional
        By default the last two.
    overwrite_x : bool, optional
        Allow ``x`` to be overwritten.

    Returns
    -------
    ndarray
        Complex.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fftpack
    >>> fftpack.fft2(np.ones((2, 2))).real
    array([[4., 0.],
           [0., 0.]])
    """
    return _complex.fftn(x, _shape(x, shape, axes), axes, None, overwrite_x)


def ifft2(x: Any, shape: Any = None, axes: Any = (-2, -1), overwrite_x: bool = False) -> np.ndarray:
    """Inverse of `fft2`.

    Parameters
    ----------
    x : array_like
        Real or complex.
    shape : sequence of int, optional
        Number of points along each axis.
    axes : sequence of int, optional
        By default the last two.
    overwrite_x : bool, optional
        Allow ``x`` to be overwritten.

    Returns
    -------
    ndarray
        Complex.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fftpack
    >>> fftpack.ifft2(np.ones((2, 2))).real
    array([[1., 0.],
           [0., 0.]])
    """
    return _complex.ifftn(x, _shape(x, shape, axes), axes, None, overwrite_x)


def rfft(x: Any, n: int | None = None, axis: int = -1, overwrite_x: bool = False) -> np.ndarray:
    """Discrete Fourier transform of real values, packed in as many real values.

    Parameters
    ----------
    x : array_like
        Real.
    n : int, optional
        Number of points; a longer ``x`` is cut, a shorter one continued with zeros.
    axis : int, optional
    overwrite_x : bool, optional
        Allow ``x`` to be overwritten.

    Returns
    -------
    ndarray
        ``[y0, Re y1, Im y1, ...]``, of length n along the axis.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fftpack
    >>> np.round(fftpack.rfft([9, -9, 1, 3]), 12)
    array([ 4.,  8., 12., 16.])
    """
    a = needs_real(x)
    axis, n = one_axis(a, n, axis)
    y = np.moveaxis(_real.rfft(a, n, axis), axis, -1)
    out = np.empty(y.shape[:-1] + (n,), dtype=a.dtype)
    out[..., 0] = y[..., 0].real
    out[..., 1::2] = y[..., 1:].real
    out[..., 2::2] = y[..., 1:(n + 1) // 2].imag
    return np.moveaxis(out, -1, axis)


def irfft(x: Any, n: int | None = None, axis: int = -1, overwrite_x: bool = False) -> np.ndarray:
    """Inverse of `rfft`: real values from a packed spectrum.

    Parameters
    ----------
    x : array_like
        ``[y0, Re y1, Im y1, ...]``, real.
    n : int, optional
        Number of points; a longer ``x`` is cut, a shorter one continued with zeros.
    axis : int, optional
    overwrite_x : bool, optional
        Allow ``x`` to be overwritten.

    Returns
    -------
    ndarray
        Real, of length n along the axis.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fftpack
    >>> np.round(fftpack.irfft(fftpack.rfft([9., -9., 1., 3.])), 12)
    array([ 9., -9.,  1.,  3.])
    """
    a = needs_real(x)
    axis, n = one_axis(a, n, axis)
    a = np.moveaxis(a, axis, -1)[..., :n]
    y = np.zeros(a.shape[:-1] + (n // 2 + 1,), dtype=np.result_type(a.dtype, np.complex64))
    m = a.shape[-1]
    y[..., 0] = a[..., 0]
    y.real[..., 1:m // 2 + 1] = a[..., 1::2]
    y.imag[..., 1:(m + 1) // 2] = a[..., 2::2]
    return np.moveaxis(_real.irfft(y, n), -1, axis)
