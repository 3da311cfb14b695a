# SPDX-License-Identifier: BSD-3-Clause
"""Fourier sums with points, or frequencies, anywhere.

    type 1   f_k = sum_j c_j exp(+-i k . x_j)      from points to modes k
    type 2   c_j = sum_k f_k exp(+-i k . x_j)      from modes to points
    type 3   f_k = sum_j c_j exp(+-i s_k . x_j)    from points to frequencies

Method: spreading onto a finer regular grid, a fast Fourier transform, and division by the transform of the spreading
kernel, or the same backwards (A. Dutt, V. Rokhlin, SIAM J. Sci. Comput. 14 (1993) 1368), with the kernel, the choice
of parameters and type 3 of A. H. Barnett, J. Magland, L. af Klinteberg, SIAM J. Sci. Comput. 41 (2019) C479, sections
2 and 3. Axis by axis, only the modes wanted are kept after a transform, and only what is not zero enters one.
"""
from __future__ import annotations

import math
import operator
from typing import Any

import numpy as np

from scinova.fft import _native
from scinova.fft._complex import fft, ifft
from scinova.fft._engine import threads
from scinova.fft._spreading import Kernel, polynomials, transform_at, transform_on_grid, width_for

_LEAST_EPS = {"F": 1e-7, "D": 1e-15}
_MOST_GRID = 2 ** 38  # elements: beyond any memory, a sign of wrong units
_GRIDS_AT_ONCE = 2 ** 24


def _points(x: Any, name: str) -> np.ndarray:
    """Coordinates as a float64 array of shape (d, n)."""
    a = np.asarray(x)
    if a.dtype.kind not in "biuf":
        raise TypeError(f"{name} must be real numbers; got an array of dtype {a.dtype}")
    a = np.atleast_2d(a.astype(np.float64, copy=False))
    if a.ndim != 2 or not 1 <= a.shape[0] <= 3:
        raise ValueError(f"{name} must be of shape (n,) or (d, n) with d of 1 to 3; got {np.shape(x)}")
    if not np.isfinite(a).all():
        raise ValueError(f"{name} must be finite; got an array with NaN or inf")
    return a


def _complex(values: Any, name: str) -> np.ndarray:
    a = np.asarray(values)
    if a.dtype.kind not in "biufc":
        raise TypeError(f"{name} must be numbers; got an array of dtype {a.dtype}")
    return a.astype(np.complex64 if a.dtype.char in "efF" else np.complex128, copy=False)


def _strengths(c: Any, n: int) -> np.ndarray:
    a = _complex(c, "c")
    if a.ndim == 0 or a.shape[-1] != n:
        raise ValueError(f"c must have one value for each of the {n} points along its last axis; got shape {a.shape}")
    return a


def _modes(modes: Any, dims: int) -> tuple[int, ...]:
    try:
        lengths = tuple(operator.index(m) for m in (modes if np.iterable(modes) else (modes,) * dims))
    except TypeError:
        raise TypeError(f"modes must be an integer or a sequence of integers; got {modes!r}") from None
    if len(lengths) != dims:
        raise ValueError(f"modes must have one number for each of the {dims} dimensions of x; got {modes!r}")
    if min(lengths) < 0:
        raise ValueError(f"modes must not be negative; got {modes!r}")
    return lengths


def _sign(sign: Any) -> bool:
    """Whether the exponent is negative."""
    if sign not in (1, -1):
        raise ValueError(f"sign must be 1 or -1; got {sign!r}")
    return sign < 0


def _grid(modes: tuple[int, ...], kernel: Kernel) -> tuple[int, ...]:
    return tuple(_native.fast_length_above(max(math.ceil(kernel.sigma * m), 2 * kernel.width), True) for m in modes)


def _cost(kernel: Kernel, points: int, modes: tuple[int, ...]) -> float:
    """Nanoseconds, roughly, of spreading and transforming."""
    lanes = -(-kernel.width // 4) * 4
    size = math.prod(_grid(modes, kernel))
    return points * (30 + lanes / 8 * kernel.width ** (len(modes) - 1)) + size * (1.5 + 0.15 * math.log2(size))


def _kernel(eps: Any, sigma: Any, code: str, points: int, modes: tuple[int, ...], third: bool = False) -> Kernel:
    eps = float(eps)
    # The narrow kernel's transform is so small at the ends of the band that less would drown in rounding.
    least_narrow = (1e-4 if third else 1e-6) if code == "F" else 1e-9
    if not _LEAST_EPS[code] <= eps < 1:
        raise ValueError(f"eps must be in [{_LEAST_EPS[code]}, 1) for {'single' if code == 'F' else 'double'} "
                         f"precision; got {eps}")
    if sigma not in (None, 2, 1.25):
        raise ValueError(f"sigma must be 2, 1.25 or None; got {sigma!r}")
    wide, narrow = (Kernel(width_for(eps, s), s) for s in (2.0, 1.25))
    if sigma == 2 or (sigma is None and eps < least_narrow):
        return wide
    if eps < least_narrow:
        raise ValueError(f"eps must be at least {least_narrow} with sigma=1.25 here; got {eps}")
    if sigma is None and _cost(wide, points, modes) < 1.2 * _cost(narrow, points, modes):
        return wide
    return narrow


def _sorted(x: np.ndarray, grid: tuple[int, ...], kernel: Kernel, code: str) -> Any:
    if math.prod(grid) > _MOST_GRID:
        raise ValueError(f"the grid that is needed, of shape {grid}, is too large")
    kind, dtype = (_native.NonuniformPoints32, np.float32) if code == "F" else (_native.NonuniformPoints64, np.float64)
    return kind(x, np.array(grid, dtype=np.int64), polynomials(kernel, np.dtype(dtype)), kernel.width)


def _halves(modes: int, points: int, centred: bool) -> tuple[tuple[slice, slice], tuple[slice, slice]]:
    """Of the negative modes, and of the others: where they are in the result, and on the grid."""
    low = modes // 2
    high = modes - low
    grid = slice(points - low, points), slice(0, high)
    kept = (slice(0, low), slice(low, modes)) if centred else (slice(high, modes), slice(0, high))
    return (kept[0], grid[0]), (kept[1], grid[1])


def _inverse_transform(kernel: Kernel, points: int, modes: int, centred: bool, dtype: np.dtype) -> np.ndarray:
    """Of the kernel, inverted, for the modes in their order."""
    values = 1 / transform_on_grid(kernel, points, modes // 2 + 1)
    out = np.empty(modes, dtype=dtype.type(0).real.dtype)
    negative, other = _halves(modes, points, centred)
    out[negative[0]] = values[modes // 2:0:-1]
    out[other[0]] = values[:modes - modes // 2]
    return out


def _transform(a: np.ndarray, axis: int, negative: bool) -> np.ndarray:
    return fft(a, axis=axis, overwrite_x=True) if negative else ifft(a, axis=axis, norm="forward", overwrite_x=True)


def _on(axis: int, where: slice, dims: int) -> tuple[slice, ...]:
    index = [slice(None)] * (dims + 1)
    index[axis] = where
    return tuple(index)


def _along(values: np.ndarray, axis: int, dims: int) -> np.ndarray:
    return values.reshape((-1,) + (1,) * (dims - axis))


def _batches(count: int, size: int) -> range:
    return range(0, count, max(1, min(count, _GRIDS_AT_ONCE // max(1, size))))


def _to_modes(points: Any, c: np.ndarray, grid: tuple[int, ...], modes: tuple[int, ...], kernel: Kernel,
              negative: bool, centred: bool) -> np.ndarray:
    """Type 1 of (batch, points) to (batch, *modes)."""
    dims = len(grid)
    out = np.empty((len(c), *modes), dtype=c.dtype)
    steps = _batches(len(c), math.prod(grid))
    for first in steps:
        part = c[first:first + steps.step]
        a = np.zeros((len(part), *grid), dtype=c.dtype)
        points.spread(part, a)
        for axis in range(dims, 0, -1):
            n, m = grid[axis - 1], modes[axis - 1]
            a = _transform(a, axis, negative)
            shape = list(a.shape)
            shape[axis] = m
            kept = out[first:first + steps.step] if axis == 1 else np.empty(shape, dtype=c.dtype)
            factors = _inverse_transform(kernel, n, m, centred, c.dtype)
            for to, source in _halves(m, n, centred):
                np.multiply(a[_on(axis, source, dims)], _along(factors[to], axis, dims), out=kept[_on(axis, to, dims)])
            a = kept
    return out


def _to_points(points: Any, f: np.ndarray, grid: tuple[int, ...], n: int, kernel: Kernel, negative: bool,
               centred: bool) -> np.ndarray:
    """Type 2 of (batch, *modes) to (batch, n)."""
    dims = len(grid)
    out = np.empty((len(f), n), dtype=f.dtype)
    steps = _batches(len(f), math.prod(grid))
    for first in steps:
        a = f[first:first + steps.step]
        for axis in range(1, dims + 1):
            m, size = a.shape[axis], grid[axis - 1]
            shape = list(a.shape)
            shape[axis] = size
            padded = np.zeros(shape, dtype=f.dtype)
            factors = _inverse_transform(kernel, size, m, centred, f.dtype)
            for source, to in _halves(m, size, centred):
                np.multiply(a[_on(axis, source, dims)], _along(factors[source], axis, dims),
                            out=padded[_on(axis, to, dims)])
            a = _transform(padded, axis, negative)
        points.interpolate(np.ascontiguousarray(a), out[first:first + steps.step])
    return out


def nufft1(x: Any, c: Any, modes: Any, *, sign: int = 1, eps: float = 1e-6, centred: bool = True,
           sigma: float | None = None, workers: int | None = None) -> np.ndarray:
    """Non-uniform Fourier transform of type 1: ``f[k] = sum(c[j] * exp(sign * 1j * dot(k, x[:, j])))``.

    Parameters
    ----------
    x : (n,) or (d, n) array_like
        Coordinates of n points in 1 to 3 dimensions, in radians: any finite numbers, taken modulo 2 pi.
    c : (..., n) array_like
        Strengths of the points, real or complex, any number of sets. Their precision, single or double, is the
        result's.
    modes : int or sequence of d int
        Number of modes in each dimension; the modes are ``-(m//2) .. (m - 1)//2``.
    sign : {1, -1}, optional
        Sign of the exponent.
    eps : float, optional
        Relative error aimed at, in the 2-norm: at least 1e-15, or 1e-7 in single precision.
    centred : bool, optional
        Order of the modes: increasing, or if False that of `fftfreq`.
    sigma : {None, 2, 1.25}, optional
        Refinement of the inner grid: 1.25 needs less memory and a wider kernel, and allows ``eps`` from 1e-9, or
        from 1e-6 in single precision. By default what is likely to be faster.
    workers : int, optional
        Number of threads, as in `fft`. The result does not depend on it.

    Returns
    -------
    (..., m_1, ..., m_d) ndarray
        Complex.

    Raises
    ------
    ValueError
        If shapes do not fit together, a coordinate is NaN or infinite, or ``eps`` is out of range.

    See Also
    --------
    nufft2 : from modes to points, the adjoint with its default sign.
    nufft3 : from points to any frequencies.

    Notes
    -----
    Spreading with the "exponential of semicircle" kernel (Barnett, Magland, af Klinteberg, SIAM J. Sci. Comput. 41
    (2019) C479). Rounding of the coordinates themselves changes ``f`` by about ``abs(k * x)`` ulps, whatever ``eps``.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fft
    >>> x, c = np.array([0.1, 1.5, -2.0]), np.array([1.0, 2.0, 1j])
    >>> exact = np.exp(1j * np.outer(np.arange(-2, 3), x)) @ c
    >>> np.allclose(fft.nufft1(x, c, 5, eps=1e-12), exact, rtol=0, atol=1e-11)
    True
    """
    x = _points(x, "x")
    dims, n = x.shape
    c = _strengths(c, n)
    lengths, negative = _modes(modes, dims), _sign(sign)
    kernel = _kernel(eps, sigma, c.dtype.char, n, lengths)
    shape = c.shape[:-1] + lengths
    if n == 0 or 0 in shape:
        return np.zeros(shape, dtype=c.dtype)
    grid = _grid(lengths, kernel)
    with threads(workers):
        points = _sorted(x, grid, kernel, c.dtype.char)
        return _to_modes(points, c.reshape(-1, n), grid, lengths, kernel, negative, centred).reshape(shape)


def nufft2(x: Any, f: Any, *, sign: int = -1, eps: float = 1e-6, centred: bool = True, sigma: float | None = None,
           workers: int | None = None) -> np.ndarray:
    """Non-uniform Fourier transform of type 2: ``c[j] = sum(f[k] * exp(sign * 1j * dot(k, x[:, j])))``.

    Parameters
    ----------
    x : (n,) or (d, n) array_like
        Coordinates of n points in 1 to 3 dimensions, in radians: any finite numbers, taken modulo 2 pi.
    f : (..., m_1, ..., m_d) array_like
        Coefficients of the modes ``-(m//2) .. (m - 1)//2`` in each dimension, any number of sets. Their precision,
        single or double, is the result's.
    sign : {-1, 1}, optional
        Sign of the exponent.
    eps : float, optional
        Relative error aimed at, in the 2-norm: at least 1e-15, or 1e-7 in single precision.
    centred : bool, optional
        Order of the modes: increasing, or if False that of `fftfreq`.
    sigma : {None, 2, 1.25}, optional
        As in `nufft1`.
    workers : int, optional
        Number of threads, as in `fft`. The result does not depend on it.

    Returns
    -------
    (..., n) ndarray
        Complex.

    Raises
    ------
    ValueError
        If shapes do not fit together, a coordinate is NaN or infinite, or ``eps`` is out of range.

    See Also
    --------
    nufft1 : from points to modes; its Notes hold here too.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fft
    >>> x = np.array([0.0, np.pi / 2, np.pi])
    >>> fft.nufft2(x, [0.5, 0.0, 0.5], eps=1e-12).real.round(9) + 0.0   # cos(x)
    array([ 1.,  0., -1.])
    """
    x = _points(x, "x")
    dims, n = x.shape
    f = _complex(f, "f")
    if f.ndim < dims:
        raise ValueError(f"f must have at least the {dims} dimensions of x; got an array of shape {f.shape}")
    lengths, negative = f.shape[f.ndim - dims:], _sign(sign)
    kernel = _kernel(eps, sigma, f.dtype.char, n, lengths)
    shape = f.shape[:f.ndim - dims] + (n,)
    if f.size == 0 or n == 0:
        return np.zeros(shape, dtype=f.dtype)
    grid = _grid(lengths, kernel)
    with threads(workers):
        points = _sorted(x, grid, kernel, f.dtype.char)
        return _to_points(points, f.reshape(-1, *lengths), grid, n, kernel, negative, centred).reshape(shape)


def _scaled(x: np.ndarray, s: np.ndarray, kernel: Kernel) -> tuple[list[int], np.ndarray, np.ndarray]:
    """Per dimension: grid points, points in radians on it, and frequencies in radians per grid point (section 3.3)."""
    grid, points, frequencies = [], np.empty_like(x), np.empty_like(s)
    for d in range(len(x)):
        extent, band = abs(x[d]).max(), abs(s[d]).max()
        if extent == 0 or band == 0:
            extent, band = (extent or 1 / (band or 1)), (band or 1 / (extent or 1))
        least = 2 * kernel.sigma * extent * band / math.pi + kernel.width + 1
        if not least < _MOST_GRID:
            raise ValueError(f"the extents of x and s, {2 * extent} and {2 * band} in dimension {d}, are too large "
                             f"together")
        n = _native.fast_length_above(max(math.ceil(least), 2 * kernel.width), True)
        ratio = n / (2 * kernel.sigma * band)
        points[d] = x[d] / ratio
        frequencies[d] = s[d] * (ratio * 2 * math.pi / n)
        grid.append(n)
    return grid, points, frequencies


def nufft3(x: Any, c: Any, s: Any, *, sign: int = 1, eps: float = 1e-6, sigma: float | None = None,
           workers: int | None = None) -> np.ndarray:
    """Non-uniform Fourier transform of type 3: ``f[k] = sum(c[j] * exp(sign * 1j * dot(s[:, k], x[:, j])))``.

    Parameters
    ----------
    x : (n,) or (d, n) array_like
        Coordinates of n points in 1 to 3 dimensions: any finite numbers.
    c : (..., n) array_like
        Strengths of the points, real or complex, any number of sets. Their precision, single or double, is the
        result's.
    s : (m,) or (d, m) array_like
        Frequencies: any finite numbers.
    sign : {1, -1}, optional
        Sign of the exponent.
    eps : float, optional
        Relative error aimed at, in the 2-norm: at least 1e-15, or 1e-7 in single precision.
    sigma : {None, 2, 1.25}, optional
        As in `nufft1`; in single precision 1.25 allows ``eps`` from 1e-4.
    workers : int, optional
        Number of threads, as in `fft`. The result does not depend on it.

    Returns
    -------
    (..., m) ndarray
        Complex.

    Raises
    ------
    ValueError
        If shapes do not fit together, a coordinate or frequency is NaN or infinite, ``eps`` is out of range, or the
        grid would be too large: it has about ``product(4/pi * X * S)`` points, X and S the halves of the extents of
        ``x`` and ``s``.

    See Also
    --------
    nufft1 : its Notes hold here too.

    Notes
    -----
    A transform of type 2 of the points spread onto a grid (Barnett, Magland, af Klinteberg 2019, section 3.3).

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fft
    >>> x, c, s = np.array([0.1, 1.5, -2.0]), np.array([1.0, 2.0, 1j]), np.array([0.3, -7.7])
    >>> exact = np.exp(1j * np.outer(s, x)) @ c
    >>> np.allclose(fft.nufft3(x, c, s, eps=1e-12), exact, rtol=0, atol=1e-11)
    True
    """
    x, s = _points(x, "x"), _points(s, "s")
    if len(x) != len(s):
        raise ValueError(f"x and s must have as many dimensions; got {len(x)} and {len(s)}")
    dims, n = x.shape
    c = _strengths(c, n)
    code, negative, m = c.dtype.char, _sign(sign), s.shape[1]
    kernel = _kernel(eps, sigma, code, n + m, (1,) * dims, third=True)
    shape = c.shape[:-1] + (m,)
    if n == 0 or m == 0 or c.size == 0:
        return np.zeros(shape, dtype=c.dtype)
    centre, middle = ((a.max(axis=1) / 2 + a.min(axis=1) / 2)[:, None] for a in (x, s))
    x = x - centre
    turn = -1j if negative else 1j
    before, after = np.exp(turn * (middle * x).sum(axis=0)), np.exp(turn * (centre * s).sum(axis=0))
    grid, places, angles = _scaled(x, s - middle, kernel)
    for d in range(dims):
        after /= transform_at(kernel, angles[d])
    with threads(workers):
        points = _sorted(places, tuple(grid), kernel, code)
        strengths = (c * before).astype(c.dtype, copy=False).reshape(-1, n)
        modes = np.zeros((len(strengths), *grid), dtype=c.dtype)
        points.spread(strengths, modes)
        fine = _grid(tuple(grid), kernel)
        targets = _sorted(angles, fine, kernel, code)
        out = _to_points(targets, modes, fine, m, kernel, negative, centred=False)
    return (out * after).astype(c.dtype, copy=False).reshape(shape)
