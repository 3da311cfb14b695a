# SPDX-License-Identifier: BSD-3-Clause
"""Standard error, skewness and kurtosis of samples.

The estimates without bias are the k-statistics' ratios: D. N. Joanes and C. A. Gill, "Comparing measures of sample
skewness and kurtosis", The Statistician 47 (1998) 183, G1 and G2.
"""
from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from scinova.stats._reduction import along_axes, centred


def sem(a: npt.ArrayLike, axis: int | tuple[int, ...] | None = 0, ddof: int = 1, nan_policy: str = "propagate", *,
        keepdims: bool = False) -> Any:
    """Standard error of the mean.

    Parameters
    ----------
    a : array_like
        The sample.
    axis : None, int or tuple of int
        Along which to compute; None is over everything.
    ddof : int
        What is subtracted from the size in the variance's denominator.
    nan_policy : {'propagate', 'omit', 'raise'}
        What to do about NaN.
    keepdims : bool
        Keep the reduced axes with length 1.

    Returns
    -------
    float or ndarray

    Examples
    --------
    >>> from scinova import stats
    >>> round(stats.sem([1.0, 2.0, 4.0]), 6)
    np.float64(0.881917)
    """
    def kernel(x: np.ndarray) -> tuple[Any]:
        n = x.shape[-1]
        d = x - x.mean(axis=-1, keepdims=True)
        with np.errstate(divide="ignore", invalid="ignore"):
            return (np.sqrt((d * d).sum(axis=-1) / np.asarray(max(n - ddof, 0), dtype=x.dtype) / n).astype(x.dtype),)

    return along_axes(kernel, (a,), function="sem", outputs=1, axis=axis, nan_policy=nan_policy, keepdims=keepdims,
                      least=2)[0]


def _central(x: np.ndarray, order: int) -> tuple[np.ndarray, np.ndarray]:
    """The second central moment, NaN where it is only rounding, and that of the given order."""
    mean, d = centred(x)
    second = (d * d).mean(axis=-1)
    lost = second <= (np.finfo(x.dtype).eps * mean[..., 0])**2
    return np.where(lost, np.nan, second), (d**order).mean(axis=-1)


def skew(a: npt.ArrayLike, axis: int | tuple[int, ...] | None = 0, bias: bool = True, nan_policy: str = "propagate",
         *, keepdims: bool = False) -> Any:
    """Skewness of a sample.

    Parameters
    ----------
    a : array_like
        The sample.
    axis : None, int or tuple of int
        Along which to compute; None is over everything.
    bias : bool
        The ratio of moments; else that of the estimates without bias, from three values on.
    nan_policy : {'propagate', 'omit', 'raise'}
        What to do about NaN.
    keepdims : bool
        Keep the reduced axes with length 1.

    Returns
    -------
    float or ndarray
        NaN where all values are equal.

    Examples
    --------
    >>> from scinova import stats
    >>> round(stats.skew([1.0, 2.0, 4.0]), 6), round(stats.skew([1.0, 2.0, 4.0], bias=False), 6)
    (np.float64(0.381802), np.float64(0.93522))
    """
    def kernel(x: np.ndarray) -> tuple[Any]:
        n = x.shape[-1]
        second, third = _central(x, 3)
        with np.errstate(divide="ignore", invalid="ignore"):
            value = third / second**1.5
        if not bias and n > 2:
            value = value * (np.sqrt((n - 1.0) * n) / (n - 2.0))
        return (value.astype(x.dtype),)

    return along_axes(kernel, (a,), function="skew", outputs=1, axis=axis, nan_policy=nan_policy,
                      keepdims=keepdims)[0]


def kurtosis(a: npt.ArrayLike, axis: int | tuple[int, ...] | None = 0, fisher: bool = True, bias: bool = True,
             nan_policy: str = "propagate", *, keepdims: bool = False) -> Any:
    """Kurtosis of a sample.

    Parameters
    ----------
    a : array_like
        The sample.
    axis : None, int or tuple of int
        Along which to compute; None is over everything.
    fisher : bool
        In excess of 3, the kurtosis of a normal distribution.
    bias : bool
        The ratio of moments; else that of the estimates without bias, from four values on.
    nan_policy : {'propagate', 'omit', 'raise'}
        What to do about NaN.
    keepdims : bool
        Keep the reduced axes with length 1.

    Returns
    -------
    float or ndarray
        NaN where all values are equal.

    Examples
    --------
    >>> from scinova import stats
    >>> round(stats.kurtosis([1.0, 2.0, 4.0, 9.0]), 6)
    np.float64(-1.0)
    """
    def kernel(x: np.ndarray) -> tuple[Any]:
        n = x.shape[-1]
        second, fourth = _central(x, 4)
        with np.errstate(divide="ignore", invalid="ignore"):
            value = fourth / second**2
        if not bias and n > 3:
            value = ((n * n - 1.0) * value - 3.0 * (n - 1.0)**2) / ((n - 2.0) * (n - 3.0)) + 3.0
        return ((value - 3.0 if fisher else value).astype(x.dtype),)

    return along_axes(kernel, (a,), function="kurtosis", outputs=1, axis=axis, nan_policy=nan_policy,
                      keepdims=keepdims)[0]
