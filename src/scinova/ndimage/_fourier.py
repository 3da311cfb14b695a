# SPDX-License-Identifier: BSD-3-Clause
"""Filters on Fourier transforms: multiplication by the transform of a kernel, one factor for each axis."""
from __future__ import annotations

import functools
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova._core.arrays import native, normalize_axis
from scinova.ndimage import _native
from scinova.ndimage._support import cached, per_axis

_OUTPUTS = tuple(np.dtype(c) for c in "fdFD")


def transform_output(output: Any, input: np.ndarray, complex_only: bool) -> np.ndarray:
    """The array that a filter of a transform writes to."""
    if input.dtype.char in "egGO" or input.dtype.kind in "SUVmM":
        raise RuntimeError(f"input must be boolean, integer, or float or complex of up to double precision; "
                           f"got dtype {input.dtype}")
    if output is None:
        dtype = input.dtype if input.dtype.char in "fFD" else np.float64
        if complex_only:
            dtype = np.complex64 if input.dtype.char == "F" else np.complex128
        return np.empty(input.shape, dtype)
    if not isinstance(output, np.ndarray):
        dtype = np.dtype(output)
        if dtype not in (_OUTPUTS[2:] if complex_only else _OUTPUTS):
            raise RuntimeError(f"output must be {'complex' if complex_only else 'float or complex'}; got {dtype}")
        output = np.empty(input.shape, dtype)
    if output.shape != input.shape:
        raise RuntimeError(f"output must have the shape {input.shape}; got {output.shape}")
    if output.dtype.kind != "c" and (complex_only or input.dtype.kind == "c"):
        raise RuntimeError(f"output must be complex; got dtype {output.dtype}")
    if output.dtype not in _OUTPUTS:
        raise RuntimeError(f"output must be float or complex of up to double precision; got dtype {output.dtype}")
    return output


def frequencies(length: int, n: int, real_axis: bool) -> np.ndarray:
    """Cycles per element along an axis: of a real transform of ``n`` elements, or of a complex one of ``length``."""
    k = np.arange(length, dtype=np.float64)
    if real_axis and n > 0:
        return k / n
    k[(length + 1) // 2:] -= length
    return k / max(length, 1)


Factor = Callable[[float, np.ndarray], np.ndarray]
_KEPT = 65536  # elements of arrays whose factors are worth keeping


def _gaussian(sigma: float, f: np.ndarray) -> np.ndarray:
    return np.exp(-2.0 * (np.pi * sigma * f) ** 2)


def _uniform(size: float, f: np.ndarray) -> np.ndarray:
    return np.sinc(size * f)


def _shift(shift: float, f: np.ndarray) -> np.ndarray:
    return np.exp(-2j * np.pi * shift * f)


def _factors(factor: Factor, shape: tuple[int, ...], parameter: Any, name: str, n: int, axis: int) -> list[np.ndarray]:
    """The factors along each axis."""
    axis = normalize_axis(axis, len(shape))
    n = operator.index(n)
    values = per_axis(parameter, len(shape), name)
    return [factor(float(value), frequencies(shape[d], n, d == axis)) for d, value in enumerate(values)]


@functools.lru_cache(maxsize=64, typed=True)
def _plan(factor: Factor, shape: tuple[int, ...], parameter: Any, name: str, n: int, axis: int) -> Any:
    by = np.concatenate(_factors(factor, shape, parameter, name, n, axis))
    return _native.Factors(by.view(np.float64), by.dtype.kind == "c", list(shape), False)


def _filter(input: Any, parameter: Any, name: str, n: int, axis: int, output: Any, factor: Factor,
            complex_only: bool = False) -> np.ndarray:
    input = np.asarray(input)
    if output is None and 0 < input.size <= _KEPT and input.ndim:
        if type(parameter) is list:
            parameter = tuple(parameter)
        done = cached(_plan, factor, input.shape, parameter, name, n, axis).apply(input)
        if done is not None:
            return done
    out = transform_output(output, input, complex_only)
    factors = _factors(factor, input.shape, parameter, name, n, axis)
    result = native(input, out.dtype.newbyteorder("="), contiguous=True)
    direct = out.flags.c_contiguous and out.dtype.isnative and out.flags.aligned
    product = out if direct else np.empty(out.shape, result.dtype)
    if not input.ndim:
        product[...] = result
    elif input.size:
        by = np.concatenate(factors)
        real = np.float32 if result.dtype.char in "fF" else np.float64
        _native.multiply_axes(result.ravel().view(real), result.dtype.kind == "c", by.view(np.float64),
                              by.dtype.kind == "c", np.array(input.shape, np.int64), product.reshape(-1).view(real))
    if not direct:
        out[...] = product
    return out


def fourier_gaussian(input: Any, sigma: Any, n: int = -1, axis: int = -1, output: Any = None) -> np.ndarray:
    """Multiply by the transform of a Gaussian.

    Parameters
    ----------
    input : array_like
        A Fourier transform.
    sigma : float or sequence of float
        Standard deviation in elements, for all axes or one for each.
    n : int
        Negative for a complex transform; of a real one, the length of ``axis`` before it.
    axis : int
        The axis of the real transform.
    output : array or dtype, optional

    Returns
    -------
    ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> a = np.array([0, 0, 1.0, 0, 0, 0, 0, 0])
    >>> np.fft.irfft(ndimage.fourier_gaussian(np.fft.rfft(a), 1.0, n=8)).round(3)
    array([ 0.053,  0.243,  0.398,  0.243,  0.053,  0.005, -0.001,  0.005])
    """
    return _filter(input, sigma, "sigma", n, axis, output, _gaussian)


def fourier_uniform(input: Any, size: Any, n: int = -1, axis: int = -1, output: Any = None) -> np.ndarray:
    """Multiply by the transform of a box.

    Parameters
    ----------
    size : float or sequence of float
        Lengths of the box.
    input, n, axis, output
        As for `fourier_gaussian`.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> ndimage.fourier_uniform(np.ones(4), 2).round(3)
    array([1.   , 0.637, 0.   , 0.637])
    """
    return _filter(input, size, "size", n, axis, output, _uniform)


def fourier_shift(input: Any, shift: Any, n: int = -1, axis: int = -1, output: Any = None) -> np.ndarray:
    """Multiply by the transform of a displacement.

    Parameters
    ----------
    shift : float or sequence of float
        How far the array moves along each axis.
    input, n, axis, output
        As for `fourier_gaussian`.

    Returns
    -------
    ndarray of complex

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> a = np.array([1.0, 2.0, 3.0, 4.0])
    >>> np.fft.ifft(ndimage.fourier_shift(np.fft.fft(a), 1)).real.round(3)
    array([4., 1., 2., 3.])
    """
    return _filter(input, shift, "shift", n, axis, output, _shift, complex_only=True)
