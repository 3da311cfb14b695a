# SPDX-License-Identifier: BSD-3-Clause
"""Filters over a neighbourhood, zeros assumed outside the data: medians, ranks, Wiener's filter."""
from __future__ import annotations

import warnings
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from scinova import ndimage


def _sizes(function: str, size: Any, ndim: int) -> tuple[int, ...]:
    """A neighbourhood's odd lengths, one a dimension."""
    sizes = np.asarray(3 if size is None else size)
    if sizes.shape == () or sizes.shape == (1,):
        sizes = np.repeat(sizes.ravel(), ndim)
    if sizes.shape != (ndim,):
        raise ValueError(f"{function}: kernel_size must be one number or {ndim}; got {size!r}")
    if any(n % 2 != 1 for n in sizes):
        raise ValueError(f"{function}: kernel_size must be odd; got {size!r}")
    return tuple(int(n) for n in sizes)


def medfilt(volume: ArrayLike, kernel_size: Any = None) -> np.ndarray:
    """Median over a neighbourhood of each point.

    Parameters
    ----------
    volume : array_like
        Integers or floats.
    kernel_size : int or sequence of int, optional
        Odd length of the neighbourhood, by default 3, for all dimensions or for each.

    Returns
    -------
    ndarray
        Of the shape and dtype of ``volume``.

    Examples
    --------
    >>> from scinova.signal import medfilt
    >>> medfilt([1.0, 9.0, 2.0, 3.0])
    array([1., 2., 3., 2.])
    """
    volume = np.atleast_1d(volume)
    if not (volume.dtype.kind in "iu" or volume.dtype.char in "fd"):
        raise ValueError(f"medfilt: volume must be of integers, float32 or float64; got dtype {volume.dtype}")
    sizes = _sizes("medfilt", kernel_size, volume.ndim)
    if any(k > n for k, n in zip(sizes, volume.shape)):
        warnings.warn(f"medfilt: kernel_size {sizes} exceeds the data's shape {volume.shape}, which counts as padded "
                      "with zeros", UserWarning, stacklevel=2)
    if volume.size == 0:
        return volume.copy()
    return ndimage.median_filter(volume, size=sizes, mode="constant", cval=0)


def medfilt2d(input: ArrayLike, kernel_size: Any = 3) -> np.ndarray:
    """Median over a neighbourhood of each point of an image.

    Parameters
    ----------
    input : array_like, 2-dimensional
        Of integers, float32 or float64.
    kernel_size : int or pair of int, optional
        Odd lengths of the neighbourhood.

    Returns
    -------
    ndarray
        Of the shape and dtype of ``input``.

    Examples
    --------
    >>> from scinova.signal import medfilt2d
    >>> medfilt2d([[1.0, 2.0], [3.0, 4.0]])
    array([[0., 0.],
           [0., 0.]])
    """
    image = np.asarray(input)
    if not (image.dtype.kind in "iu" or image.dtype.char in "fd"):
        raise ValueError(f"medfilt2d: input must be of integers, float32 or float64; got dtype {image.dtype}")
    if image.ndim != 2:
        raise ValueError(f"medfilt2d: input must be 2-dimensional; got shape {image.shape}")
    sizes = _sizes("medfilt2d", kernel_size, 2)
    if image.size == 0:
        return image.copy()
    return ndimage.median_filter(image, size=sizes, mode="constant", cval=0)


def order_filter(a: ArrayLike, domain: ArrayLike, rank: int) -> np.ndarray:
    """The value of a given rank over a neighbourhood of each point.

    Parameters
    ----------
    a : array_like
        Data.
    domain : array_like
        Mask of the neighbourhood, of odd lengths and as many dimensions as ``a``.
    rank : int
        From 0, the smallest value.

    Returns
    -------
    ndarray
        Of the shape of ``a``.

    Examples
    --------
    >>> from scinova.signal import order_filter
    >>> order_filter([1.0, 9.0, 2.0, 3.0], [1, 1, 1], 2)
    array([9., 9., 9., 3.])
    """
    a, domain = np.asarray(a), np.asarray(domain)
    if domain.ndim != a.ndim:
        raise RuntimeError(f"order_filter: domain must have {a.ndim} dimensions, as a has; got {domain.ndim}")
    if any(n % 2 != 1 for n in domain.shape):
        raise ValueError(f"order_filter: domain must have odd lengths; got shape {domain.shape}")
    if not (a.dtype.kind in "iu" or a.dtype.char in "fd"):
        raise ValueError(f"order_filter: a must be of integers, float32 or float64; got dtype {a.dtype}")
    return ndimage.rank_filter(a, rank, footprint=domain, mode="constant")


def wiener(im: ArrayLike, mysize: Any = None, noise: float | None = None) -> np.ndarray:
    """Wiener's filter: smooth where the variance is no more than that of the noise.

    Parameters
    ----------
    im : array_like
        Data.
    mysize : int or sequence of int, optional
        Lengths of the neighbourhood, by default 3, for all dimensions or for each.
    noise : float, optional
        Variance of the noise, by default the mean of the local variances.

    Returns
    -------
    ndarray
        Of the shape of ``im``.

    Notes
    -----
    With local mean m and variance v, a point becomes ``m + max(v - noise, 0) / v * (im - m)`` (J. S. Lim,
    Two-Dimensional Signal and Image Processing, 1990, sec. 9.2).

    Examples
    --------
    >>> from scinova.signal import wiener
    >>> wiener([0.0, 0.0, 6.0, 0.0, 0.0], noise=8.0)
    array([0., 2., 2., 2., 0.])
    """
    im = np.asarray(im)
    if im.dtype.kind not in "biufc":
        raise TypeError(f"wiener: im must hold numbers; got dtype {im.dtype}")
    work = im.astype(np.result_type(im.dtype, np.float64) if im.dtype.kind == "c" else np.float64, copy=False)
    sizes = np.asarray(3 if mysize is None else mysize)
    sizes = np.repeat(sizes.ravel(), im.ndim) if sizes.size == 1 else sizes
    if sizes.shape != (im.ndim,):
        raise ValueError(f"wiener: mysize must be one number or {im.ndim}; got {mysize!r}")
    if im.size == 0 or im.ndim == 0:
        return work.copy()
    sizes = tuple(int(n) for n in sizes)
    mean = _mean(work, sizes)
    variance = _mean(np.abs(work) ** 2, sizes) - np.abs(mean) ** 2
    if noise is None:
        noise = np.mean(variance)
    noisy = variance > noise
    gain = np.where(noisy, 1.0 - noise / np.where(noisy, variance, 1.0), 0.0)
    return (mean + gain * (work - mean)).astype(np.result_type(im.dtype, work.dtype), copy=False)


def _mean(a: np.ndarray, sizes: tuple[int, ...]) -> np.ndarray:
    return ndimage.uniform_filter(a, sizes, mode="constant")
