# SPDX-License-Identifier: BSD-3-Clause
"""Cosine and sine transforms in the older convention: without a norm, neither direction is scaled."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.fft import _trigonometric
from scinova.fft._trigonometric import inverse_type
from scinova.fftpack._transforms import _shape


def dct(x: Any, type: int = 2, n: int | None = None, axis: int = -1, norm: str | None = None,
        overwrite_x: bool = False) -> np.ndarray:
    """Discrete cosine transform along an axis.

    Parameters
    ----------
    x : array_like
    type : {1, 2, 3, 4}, optional
    n : int, optional
        Number of points; a longer ``x`` is cut, a shorter one continued with zeros.
    axis : int, optional
    norm : {None, 'ortho'}, optional
        'ortho' makes the transform orthogonal.
    overwrite_x : bool, optional
        Allow ``x`` to be overwritten.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import fftpack
    >>> fftpack.dct([1., 1.])
    array([4., 0.])
    """
    return _trigonometric.dct(x, type, n, axis, norm, overwrite_x)


def idct(x: Any, type: int = 2, n: int | None = None, axis: int = -1, norm: str | None = None,
         overwrite_x: bool = False) -> np.ndarray:
    """Inverse of `dct` of the same type, up to a factor.

    Parameters
    ----------
    x : array_like
    type : {1, 2, 3, 4}, optional
    n : int, optional
        Number of points; a longer ``x`` is cut, a shorter one continued with zeros.
    axis : int, optional
    norm : {None, 'ortho'}, optional
        'ortho' makes the transform orthogonal.
    overwrite_x : bool, optional
        Allow ``x`` to be overwritten.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import fftpack
    >>> fftpack.idct([4., 0.])
    array([4., 4.])
    """
    return _trigonometric.dct(x, inverse_type(type), n, axis, norm, overwrite_x)


def dst(x: Any, type: int = 2, n: int | None = None, axis: int = -1, norm: str | None = None,
        overwrite_x: bool = False) -> np.ndarray:
    """Discrete sine transform along an axis.

    Parameters
    ----------
    x : array_like
    type : {1, 2, 3, 4}, optional
    n : int, optional
        Number of points; a longer ``x`` is cut, a shorter one continued with zeros.
    axis : int, optional
    norm : {None, 'ortho'}, optional
        'ortho' makes the transform orthogonal.
    overwrite_x : bool, optional
        Allow ``x`` to be overwritten.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import fftpack
    >>> fftpack.dst([2.], type=1)
    array([4.])
    """
    return _trigonometric.dst(x, type, n, axis, norm, overwrite_x)


def idst(x: Any, type: int = 2, n: int | None = None, axis: int = -1, norm: str | None = None,
         overwrite_x: bool = False) -> np.ndarray:
    """Inverse of `dst` of the same type, up to a factor.

    Parameters
    ----------
    x : array_like
    type : {1, 2, 3, 4}, optional
    n : int, optional
        Number of points; a longer ``x`` is cut, a shorter one continued with zeros.
    axis : int, optional
    norm : {None, 'ortho'}, optional
        'ortho' makes the transform orthogonal.
    overwrite_x : bool, optional
        Allow ``x`` to be overwritten.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import fftpack
    >>> fftpack.idst([4.], type=1)
    array([8.])
    """
    return _trigonometric.dst(x, inverse_type(type), n, axis, norm, overwrite_x)


def dctn(x: Any, type: int = 2, shape: Any = None, axes: Any = None, norm: str | None = None,
         overwrite_x: bool = False) -> np.ndarray:
    """Discrete cosine transform along several axes.

    Parameters
    ----------
    x : array_like
    type : {1, 2, 3, 4}, optional
    shape : sequence of int, optional
        Number of points along each axis.
    axes : sequence of int, optional
        By default all.
    norm : {None, 'ortho'}, optional
        'ortho' makes the transform orthogonal.
    overwrite_x : bool, optional
        Allow ``x`` to be overwritten.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import fftpack
    >>> fftpack.dctn([[1., 1.]], axes=[1])
    array([[4., 0.]])
    """
    return _trigonometric.dctn(x, type, _shape(x, shape, axes), axes, norm, overwrite_x)


def idctn(x: Any, type: int = 2, shape: Any = None, axes: Any = None, norm: str | None = None,
          overwrite_x: bool = False) -> np.ndarray:
    """Inverse of `dctn` of the same type, up to a factor.

    Parameters
    ----------
    x : array_like
    type : {1, 2, 3, 4}, optional
    shape : sequence of int, optional
        Number of points along each axis.
    axes : sequence of int, optional
        By default all.
    norm : {None, 'ortho'}, optional
        'ortho' makes the transform orthogonal.
    overwrite_x : bool, optional
        Allow ``x`` to be overwritten.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import fftpack
    >>> fftpack.idctn([[4., 0.]], axes=[1])
    array([[4., 4.]])
    """
    return _trigonometric.dctn(x, inverse_type(type), _shape(x, shape, axes), axes, norm, overwrite_x)


def dstn(x: Any, type: int = 2, shape: Any = None, axes: Any = None, norm: str | None = None,
         overwrite_x: bool = False) -> np.ndarray:
    """Discrete sine transform along several axes.

    Parameters
    ----------
    x : array_like
    type : {1, 2, 3, 4}, optional
    shape : sequence of int, optional
        Number of points along each axis.
    axes : sequence of int, optional
        By default all.
    norm : {None, 'ortho'}, optional
        'ortho' makes the transform orthogonal.
    overwrite_x : bool, optional
        Allow ``x`` to be overwritten.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import fftpack
    >>> fftpack.dstn([[2.]], type=1)
    array([[8.]])
    """
    return _trigonometric.dstn(x, type, _shape(x, shape, axes), axes, norm, overwrite_x)


def idstn(x: Any, type: int = 2, shape: Any = None, axes: Any = None, norm: str | None = None,
          overwrite_x: bool = False) -> np.ndarray:
    """Inverse of `dstn` of the same type, up to a factor.

    Parameters
    ----------
    x : array_like
    type : {1, 2, 3, 4}, optional
    shape : sequence of int, optional
        Number of points along each axis.
    axes : sequence of int, optional
        By default all.
    norm : {None, 'ortho'}, optional
        'ortho' makes the transform orthogonal.
    overwrite_x : bool, optional
        Allow ``x`` to be overwritten.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import fftpack
    >>> fftpack.idstn([[8.]], type=1)
    array([[32.]])
    """
    return _trigonometric.dstn(x, inverse_type(type), _shape(x, shape, axes), axes, norm, overwrite_x)
