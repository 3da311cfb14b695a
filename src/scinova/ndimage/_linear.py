# SPDX-License-Identifier: BSD-3-Clause
"""Correlation and convolution, Gaussian and uniform filters, and the derivative filters made of them."""
from __future__ import annotations

import functools
import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova._core.arrays import normalize_axis
from scinova.ndimage import _native
from scinova.ndimage._slabs import by_slabs, is_large
from scinova.ndimage._support import (
    apply,
    array_key,
    cached,
    check_origin,
    each_part,
    expand_to_axes,
    filter_axes,
    is_sequence,
    keyed_array,
    make_output,
    mode_code,
    neighbour_offsets,
    per_axis,
    spread,
)

# Kinds of Pass in native/kernels/ndimage/passes.hpp and of Around in filters.hpp.
WEIGHTED, MEAN, LEAST, GREATEST = range(4)
AROUND_WEIGHTED, AROUND_LEAST, AROUND_GREATEST, AROUND_RANK = range(4)


def correlate1d(input: Any, weights: Any, axis: int = -1, output: Any = None, mode: str = "reflect", cval: Any = 0.0,
                origin: int = 0) -> np.ndarray:
    """Correlate along one axis with a sequence of weights.

    Parameters
    ----------
    input : array_like
        Real or complex, of any number of dimensions.
    weights : array_like, shape (n,)
    axis : int
    output : array or dtype, optional
        Where the result goes, or its dtype; by default a new array of the dtype of ``input``.
    mode : {'reflect', 'constant', 'nearest', 'mirror', 'wrap', 'grid-mirror', 'grid-constant', 'grid-wrap'}
        How the input goes on beyond its edges.
    cval : scalar
        The value beyond the edges for ``'constant'``.
    origin : int
        Moves the window: a positive one to the left.

    Returns
    -------
    ndarray
        ``out[i] = sum_k weights[k] input[i + k - n // 2 - origin]``, of the shape of ``input``.

    Notes
    -----
    Sums are in float64. Symmetric and antisymmetric weights are summed from the middle outwards-in, in pairs.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.correlate1d([2, 8, 0, 4, 1, 9, 9, 0], weights=[1, 3])
    array([ 8, 26,  8, 12,  7, 28, 36,  9])
    """
    return _correlate1d(input, weights, axis, output, mode, cval, origin, False)


def convolve1d(input: Any, weights: Any, axis: int = -1, output: Any = None, mode: str = "reflect", cval: Any = 0.0,
               origin: int = 0) -> np.ndarray:
    """Convolve along one axis with a sequence of weights.

    Parameters are those of `correlate1d`, whose weights it takes in reverse order.

    Returns
    -------
    ndarray
        ``out[i] = sum_k weights[k] input[i - k + n // 2 - origin]``, but for even n centred one to the right.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.convolve1d([2, 8, 0, 4, 1, 9, 9, 0], weights=[1, 3])
    array([14, 24,  4, 13, 12, 36, 27,  0])
    """
    return _correlate1d(input, weights, axis, output, mode, cval, origin, True)


def _correlate1d(input: Any, weights: Any, axis: int, output: Any, mode: str, cval: Any, origin: int,
                 convolution: bool) -> np.ndarray:
    input = np.asarray(input)
    if type(cval) is not float and input.dtype.kind != "c" and np.iscomplexobj(cval):
        raise ValueError(f"cval must be real where the input is; got {cval!r}")
    key = _native.array_key(weights)
    plan = cached(_line_plan, array_key(weights) if key is None else key, input.ndim, axis, mode, origin, convolution)
    if plan is not None:
        done = plan.apply(input, cval, output)
        return apply(plan, input, cval, output) if done is None else done
    weights = np.asarray(weights)
    weights = weights.conj() if convolution else weights
    return _complex_correlation(_correlate1d, input, weights, output, cval, axis=axis, mode=mode, origin=origin,
                                convolution=convolution)


@functools.lru_cache(maxsize=64, typed=True)
def _line_plan(key: Any, ndim: int, axis: int, mode: str, origin: int, convolution: bool) -> Any:
    """A correlation or convolution along one axis; None if the weights are complex."""
    weights, origin = keyed_array(key), operator.index(origin)
    if weights.ndim != 1 or weights.shape[0] < 1:
        raise RuntimeError(f"weights must be a non-empty sequence; got shape {weights.shape}")
    size = weights.shape[0]
    if convolution:
        weights, origin = weights[::-1], -origin - (1 if size % 2 == 0 else 0)
    if weights.dtype.kind == "c":
        return None
    axis = normalize_axis(axis, ndim)
    return _native.Passes(ndim, [weighted_pass(axis, weights, check_origin(origin, size), mode)])


def weighted_pass(axis: int, weights: Any, origin: int, mode: Any) -> tuple[Any, ...]:
    """A row of the list that makes native passes."""
    return WEIGHTED, axis, np.ascontiguousarray(weights, dtype=np.float64), origin, mode_code(mode)


def _complex_correlation(function: Callable[..., Any], input: np.ndarray, weights: np.ndarray, output: Any, cval: Any,
                         **kwargs: Any) -> np.ndarray:
    """A correlation with the conjugate of ``weights``, by up to four real ones."""
    if input.dtype.kind != "c" and np.iscomplexobj(cval):
        raise ValueError(f"cval must be real where the input is; got {cval!r}")
    output = make_output(output, input, complex_output=True)
    if np.may_share_memory(input, output):
        input = input.copy()
    if weights.dtype.kind != "c":
        return each_part(function, input, output, cval, weights=weights, **kwargs)
    re, im = weights.real, weights.imag
    part = output.real.dtype
    if input.dtype.kind != "c":
        function(input, re, output=output.real, cval=np.real(cval), **kwargs)
        output.imag[...] = -function(input, im, output=part, cval=np.real(cval), **kwargs)
        return output
    function(input.real, re, output=output.real, cval=np.real(cval), **kwargs)
    output.real[...] += function(input.imag, im, output=part, cval=np.imag(cval), **kwargs)
    function(input.imag, re, output=output.imag, cval=np.imag(cval), **kwargs)
    output.imag[...] -= function(input.real, im, output=part, cval=np.real(cval), **kwargs)
    return output


def correlate(input: Any, weights: Any, output: Any = None, mode: str = "reflect", cval: Any = 0.0, origin: Any = 0, *,
              axes: Any = None) -> np.ndarray:
    """Correlate with an array of weights.

    Parameters
    ----------
    input : array_like
        Real or complex.
    weights : array_like
        One dimension for each of ``axes``. Weights below one epsilon in magnitude are passed over.
    output, mode, cval
        As for `correlate1d`.
    origin : int or sequence of int
        For all axes, or one for each.
    axes : int, sequence of int or None
        The axes of ``input`` that the dimensions of ``weights`` belong to; None is all.

    Returns
    -------
    ndarray
        Of the shape of ``input``.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> a = np.arange(9).reshape(3, 3)
    >>> ndimage.correlate(a, [[0, 1, 0], [1, 1, 1], [0, 1, 0]], mode="constant")
    array([[ 4,  7,  8],
           [13, 20, 19],
           [16, 25, 20]])
    """
    return _correlate(input, weights, output, mode, cval, origin, axes, False)


def convolve(input: Any, weights: Any, output: Any = None, mode: str = "reflect", cval: Any = 0.0, origin: Any = 0, *,
             axes: Any = None) -> np.ndarray:
    """Convolve with an array of weights.

    Parameters are those of `correlate`, which it is with the weights mirrored about their centre.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> a = np.zeros((3, 4), int)
    >>> a[1, 1] = 1
    >>> ndimage.convolve(a, [[1, 2], [3, 4]])
    array([[1, 2, 0, 0],
           [3, 4, 0, 0],
           [0, 0, 0, 0]])
    """
    return _correlate(input, weights, output, mode, cval, origin, axes, True)


def _correlate(input: Any, weights: Any, output: Any, mode: str, cval: Any, origin: Any, axes: Any,
               convolution: bool) -> np.ndarray:
    input = np.asarray(input)
    plan = cached(_window_plan, array_key(weights), input.ndim, mode, origin, axes, convolution)
    if plan is not None:
        return apply(plan, input, cval, output)
    weights = np.asarray(weights)
    return _complex_correlation(_correlate, input, weights.conj() if convolution else weights, output, cval, mode=mode,
                                origin=origin, axes=axes, convolution=convolution)


@functools.lru_cache(maxsize=64, typed=True)
def _window_plan(key: Any, ndim: int, mode: str, origin: Any, axes: Any, convolution: bool) -> Any:
    """A correlation or convolution with an array of weights; None if they are complex."""
    weights = keyed_array(key)
    axes = filter_axes(axes, ndim)
    if weights.ndim != len(axes) or weights.size == 0:
        raise RuntimeError(f"weights must be a non-empty array of {len(axes)} dimensions; got shape {weights.shape}")
    if is_sequence(mode):
        raise RuntimeError("mode must be one name for all axes; got a sequence")
    origins = [operator.index(o) for o in per_axis(origin, len(axes), "origin")]
    if convolution:
        weights = weights[(slice(None, None, -1),) * weights.ndim]
        origins = [-o - (1 if s % 2 == 0 else 0) for o, s in zip(origins, weights.shape)]
    if weights.dtype.kind == "c":
        return None
    w = expand_to_axes(weights, axes, ndim).astype(np.float64)
    used = np.abs(w) > np.finfo(np.float64).eps
    if ndim == 0:
        w, used, origins = w.reshape(1), used.reshape(1), [0]
    else:
        origins = [check_origin(o, s) for o, s in zip(spread(origins, axes, ndim, 0), w.shape)]
    offsets = neighbour_offsets(used, origins)
    return _native.Around(AROUND_WEIGHTED, offsets, np.ascontiguousarray(w[used]), 0, mode_code(mode))


@functools.lru_cache(maxsize=64)
def _gaussian_weights(sigma: float, order: int, radius: int) -> np.ndarray:
    """Samples of the Gaussian of unit sum times the polynomial of its derivative of ``order``.

    The derivative of p(x) exp(-x^2 / (2 sigma^2)) has the polynomial p' - p x / sigma^2. In the order that a
    correlation takes them; read-only.
    """
    if order < 0:
        raise ValueError(f"order must be at least 0; got {order}")
    variance = sigma * sigma
    x = np.arange(-radius, radius + 1)
    with np.errstate(divide="ignore", invalid="ignore"):
        weights = np.exp(-0.5 / variance * x**2) if variance else (x == 0).astype(np.float64)
    weights = weights / weights.sum()
    if order == 0:
        return _read_only(weights)
    polynomial = np.zeros(order + 1)
    polynomial[0] = 1.0
    powers = np.arange(order + 1)
    step = np.diag(powers[1:], 1) + np.diag(np.full(order, -1.0 / variance), -1)
    for _ in range(order):
        polynomial = step.dot(polynomial)
    return _read_only((x[:, None] ** powers).dot(polynomial) * weights)


def _read_only(weights: np.ndarray) -> np.ndarray:
    out = np.ascontiguousarray(weights[::-1])
    out.flags.writeable = False
    return out


def _gaussian_pass_weights(sigma: Any, order: Any, truncate: float, radius: Any) -> np.ndarray:
    sd = float(sigma)
    return _gaussian_weights(sd, operator.index(order), _radius(sd, truncate, radius))


def _radius(sd: float, truncate: float, radius: Any) -> int:
    reach = int(truncate * sd + 0.5) if radius is None else radius
    if not isinstance(reach, (int, np.integer)) or reach < 0:
        raise ValueError(f"radius must be a non-negative integer; got {reach!r}")
    return int(reach)


def gaussian_filter1d(input: Any, sigma: float, axis: int = -1, order: int = 0, output: Any = None,
                      mode: str = "reflect", cval: Any = 0.0, truncate: float = 4.0, *,
                      radius: int | None = None) -> np.ndarray:
    """Smooth along one axis with a Gaussian, or take a derivative of the smoothed input.

    Parameters
    ----------
    input : array_like
    sigma : float
        Standard deviation, in elements.
    axis : int
    order : int
        0 smooths; n is the n-th derivative of the Gaussian.
    output, mode, cval
        As for `correlate1d`.
    truncate : float
        The window reaches this many standard deviations to either side.
    radius : int, optional
        The window's reach in elements, instead of ``truncate``.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.gaussian_filter1d([1.0, 2.0, 3.0, 4.0, 5.0], 1).round(4)
    array([1.427 , 2.0678, 3.    , 3.9322, 4.573 ])
    """
    return correlate1d(input, _gaussian_pass_weights(sigma, order, truncate, radius), axis, output, mode, cval, 0)


def gaussian_filter(input: Any, sigma: Any, order: Any = 0, output: Any = None, mode: Any = "reflect", cval: Any = 0.0,
                    truncate: float = 4.0, *, radius: Any = None, axes: Any = None) -> np.ndarray:
    """Smooth with a Gaussian along every axis, one after the other.

    Parameters
    ----------
    input : array_like
    sigma : float or sequence of float
        Standard deviation, for all axes or one for each; 0 leaves an axis alone.
    order : int or sequence of int
        Order of the derivative along each axis.
    output, cval
        As for `correlate1d`. Between axes the result is kept in the output's dtype.
    mode : str or sequence of str
        For all axes, or one for each.
    truncate : float
    radius : None, int or sequence of int
    axes : int, sequence of int or None
        The axes that are filtered; None is all.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> a = np.zeros((3, 3))
    >>> a[1, 1] = 1
    >>> ndimage.gaussian_filter(a, sigma=0.5).round(3)
    array([[0.011, 0.084, 0.011],
           [0.084, 0.619, 0.084],
           [0.011, 0.084, 0.011]])
    """
    input = np.asarray(input)
    plan = cached(_gaussian_plan, input.ndim, sigma, order, mode, truncate, radius, axes)
    return _copied(input, output) if plan is None else apply(plan, input, cval, output)


@functools.lru_cache(maxsize=64, typed=True)
def _gaussian_plan(ndim: int, sigma: Any, order: Any, mode: Any, truncate: float, radius: Any, axes: Any) -> Any:
    """The passes of a Gaussian filter; None if there are none."""
    axes = filter_axes(axes, ndim)
    count = len(axes)
    passes = [weighted_pass(axis, _gaussian_pass_weights(s, o, truncate, r), 0, m)
              for axis, s, o, m, r in zip(axes, per_axis(sigma, count, "sigma"), per_axis(order, count, "order"),
                                          per_axis(mode, count, "mode"), per_axis(radius, count, "radius"))
              if s > 1e-15]
    return _native.Passes(ndim, passes) if passes else None


def _copied(input: np.ndarray, output: Any) -> np.ndarray:
    """What a filter without passes gives."""
    out = make_output(output, input, complex_output=input.dtype.kind == "c")
    out[...] = input
    return out


def uniform_filter1d(input: Any, size: int, axis: int = -1, output: Any = None, mode: str = "reflect",
                     cval: Any = 0.0, origin: int = 0) -> np.ndarray:
    """The mean of a window of ``size`` elements along one axis.

    Parameters
    ----------
    input : array_like
    size : int
    axis : int
    output, mode, cval, origin
        As for `correlate1d`.

    Returns
    -------
    ndarray

    Notes
    -----
    Sums are in float64. Windows of up to 64 floating-point numbers are summed afresh for every element, in blocks,
    unless some are not finite; otherwise a running sum takes what enters the window, less what leaves it.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.uniform_filter1d([2, 8, 0, 4, 1, 9, 9, 0], size=3)
    array([4, 3, 4, 1, 4, 6, 6, 3])
    """
    input = np.asarray(input)
    return apply(_mean_plan(input.ndim, size, axis, mode, origin), input, cval, output)


@functools.lru_cache(maxsize=64, typed=True)
def _mean_plan(ndim: int, size: int, axis: int, mode: str, origin: int) -> Any:
    axis = normalize_axis(axis, ndim)
    size = operator.index(size)
    if size < 1:
        raise RuntimeError(f"size must be at least 1; got {size}")
    return _native.Passes(ndim, [(MEAN, axis, size, check_origin(origin, size), mode_code(mode))])


def uniform_filter(input: Any, size: Any = 3, output: Any = None, mode: Any = "reflect", cval: Any = 0.0,
                   origin: Any = 0, *, axes: Any = None) -> np.ndarray:
    """The mean of a box of ``size``, by running sums along every axis.

    Parameters
    ----------
    input : array_like
    size : int or sequence of int
        Lengths of the box, for all axes or one for each.
    output, cval
        As for `correlate1d`.
    mode, origin
        For all axes, or a sequence with one for each.
    axes : int, sequence of int or None

    Returns
    -------
    ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> ndimage.uniform_filter(np.eye(3), size=2).round(2)
    array([[1.  , 0.5 , 0.  ],
           [0.5 , 0.5 , 0.25],
           [0.  , 0.25, 0.5 ]])
    """
    input = np.asarray(input)
    plan = cached(_box_mean_plan, input.ndim, size, mode, origin, axes)
    return _copied(input, output) if plan is None else apply(plan, input, cval, output)


@functools.lru_cache(maxsize=64, typed=True)
def _box_mean_plan(ndim: int, size: Any, mode: Any, origin: Any, axes: Any) -> Any:
    """The passes of a box of means; None if there are none."""
    axes = filter_axes(axes, ndim)
    count = len(axes)
    passes = [(MEAN, axis, int(s), check_origin(o, int(s)), mode_code(m))
              for axis, s, o, m in zip(axes, per_axis(size, count, "size"), per_axis(origin, count, "origin"),
                                       per_axis(mode, count, "mode")) if s > 1]
    return _native.Passes(ndim, passes) if passes else None


@functools.lru_cache(maxsize=64, typed=True)
def _difference_plan(ndim: int, axis: int, mode: Any, side: tuple[int, ...]) -> Any:
    """A central difference along ``axis`` and the weights ``side`` along every other axis."""
    axis = normalize_axis(axis, ndim)
    modes = per_axis(mode, ndim, "mode")
    others = [weighted_pass(other, side, 0, modes[other]) for other in range(ndim) if other != axis]
    return _native.Passes(ndim, [weighted_pass(axis, (-1, 0, 1), 0, modes[axis]), *others])


def prewitt(input: Any, axis: int = -1, output: Any = None, mode: Any = "reflect", cval: Any = 0.0) -> np.ndarray:
    """A Prewitt filter: differences along ``axis``, sums of three along the other axes.

    Parameters
    ----------
    input : array_like
    axis : int
    output, cval
        As for `correlate1d`.
    mode : str or sequence of str

    Returns
    -------
    ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> ndimage.prewitt(np.tri(4, dtype=int))
    array([[-2, -3, -1,  0],
           [-1, -2, -2, -1],
           [ 0, -1, -2, -1],
           [ 0,  0, -1, -1]])
    """
    input = np.asarray(input)
    return apply(cached(_difference_plan, input.ndim, axis, mode, (1, 1, 1)), input, cval, output)


def sobel(input: Any, axis: int = -1, output: Any = None, mode: Any = "reflect", cval: Any = 0.0) -> np.ndarray:
    """A Sobel filter: differences along ``axis``, sums weighted 1, 2, 1 along the other axes.

    Parameters are those of `prewitt`.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> ndimage.sobel(np.tri(4, dtype=int))
    array([[-3, -4, -1,  0],
           [-1, -3, -3, -1],
           [ 0, -1, -3, -2],
           [ 0,  0, -1, -1]])
    """
    input = np.asarray(input)
    return apply(cached(_difference_plan, input.ndim, axis, mode, (1, 2, 1)), input, cval, output)


def generic_laplace(input: Any, derivative2: Callable[..., Any], output: Any = None, mode: Any = "reflect",
                    cval: Any = 0.0, extra_arguments: tuple = (), extra_keywords: dict | None = None, *,
                    axes: Any = None) -> np.ndarray:
    """The sum over axes of a second derivative that a function computes.

    Parameters
    ----------
    input : array_like
    derivative2 : callable
        ``derivative2(input, axis, output, mode, cval, *extra_arguments, **extra_keywords)``.
    output, cval
        As for `correlate1d`.
    mode : str or sequence of str
    extra_arguments : tuple
    extra_keywords : dict, optional
    axes : int, sequence of int or None

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import ndimage
    >>> def second(input, axis, output, mode, cval):
    ...     return ndimage.correlate1d(input, [1, -2, 1], axis, output, mode, cval)
    >>> ndimage.generic_laplace([0.0, 1.0, 4.0, 9.0], second)
    array([ 1.,  2.,  2., -5.])
    """
    keywords = extra_keywords or {}
    input = np.asarray(input)
    along = cached(_axes_and_modes, input.ndim, axes, mode)
    out = make_output(output, input)
    if not along:
        out[...] = input
        return out
    source = input.copy() if output is not None and np.may_share_memory(input, out) else input
    derivative2(source, along[0][0], out, along[0][1], cval, *extra_arguments, **keywords)
    for axis, m in along[1:]:
        out += derivative2(source, axis, out.dtype, m, cval, *extra_arguments, **keywords)
    return out


@functools.lru_cache(maxsize=64, typed=True)
def _axes_and_modes(ndim: int, axes: Any, mode: Any) -> tuple[tuple[int, Any], ...]:
    """Each axis that a filter works on, and its mode."""
    axes = filter_axes(axes, ndim)
    return tuple(zip(axes, per_axis(mode, len(axes), "mode")))


def laplace(input: Any, output: Any = None, mode: Any = "reflect", cval: Any = 0.0, *, axes: Any = None) -> np.ndarray:
    """The Laplacian by second differences.

    Parameters
    ----------
    input : array_like
    output, cval
        As for `correlate1d`.
    mode : str or sequence of str
    axes : int, sequence of int or None

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.laplace([[0, 0, 0], [0, 1, 0], [0, 0, 0]])
    array([[ 0,  1,  0],
           [ 1, -4,  1],
           [ 0,  1,  0]])
    """
    input = np.asarray(input)
    plan = cached(_laplacian_plan, input.ndim, mode, axes)
    done = None if plan is None else plan.apply(input, cval, output)
    return generic_laplace(input, _second, output, mode, cval, axes=axes) if done is None else done


def _second(input: np.ndarray, axis: int, output: Any, mode: str, cval: Any) -> np.ndarray:
    return correlate1d(input, [1, -2, 1], axis, output, mode, cval, 0)


@functools.lru_cache(maxsize=64, typed=True)
def _laplacian_plan(ndim: int, mode: Any, axes: Any) -> Any:
    """Second differences along all axes at once; None if there are no axes."""
    axes = filter_axes(axes, ndim)
    passes = [weighted_pass(axis, (1, -2, 1), 0, m) for axis, m in zip(axes, per_axis(mode, len(axes), "mode"))]
    return _native.Laplacian(ndim, passes) if passes else None


def gaussian_laplace(input: Any, sigma: Any, output: Any = None, mode: Any = "reflect", cval: Any = 0.0, *,
                     axes: Any = None, **kwargs: Any) -> np.ndarray:
    """The Laplacian by second derivatives of a Gaussian.

    Parameters
    ----------
    input : array_like
    sigma : float or sequence of float
    output, cval
        As for `correlate1d`.
    mode : str or sequence of str
    axes : int, sequence of int or None
    **kwargs
        For `gaussian_filter`.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.gaussian_laplace([0.0, 0.0, 1.0, 0.0, 0.0], 1).round(3)
    array([ 0.197,  0.002, -0.399,  0.002,  0.197])
    """
    input = np.asarray(input)
    along = filter_axes(axes, input.ndim)
    derivative = _gaussian_derivative(2, sigma, along, kwargs)
    return _of_gaussian(generic_laplace, derivative, along, input, sigma, output, mode, cval, axes, kwargs)


# Codes of Composition in native/kernels/ndimage/boxes.hpp.
_SUM, _MAGNITUDE = 5, 6


@functools.lru_cache(maxsize=64, typed=True)
def _gaussian_pair(ndim: int, laplacian: bool, sigma: Any, smoothed: tuple[int, ...], mode: Any, axes: Any,
                   truncate: float, radius: Any) -> Any:
    """Both derivatives of a Gaussian of two axes and what becomes of them; None where there are not two."""
    along = filter_axes(axes, ndim)
    if len(along) != 2 or len(smoothed) != 2:
        return None
    plans = [_gaussian_plan.__wrapped__(ndim, sigma, [(2 if laplacian else 1) * (a == axis) for a in smoothed], mode,
                                        truncate, radius, smoothed) for axis in along]
    if not all(plan is not None and plan.passes == 2 for plan in plans):
        return None
    return *plans, _SUM if laplacian else _MAGNITUDE


def _gaussian_derivative(degree: int, sigma: Any, axes: tuple[int, ...], kwargs: dict) -> Callable[..., Any]:
    """A function that smooths along ``axes`` and differentiates ``degree`` times along one of them."""
    def derivative(input: np.ndarray, axis: int, output: Any, mode: Any, cval: Any) -> np.ndarray:
        order = tuple([degree if a == axis else 0 for a in axes])
        return gaussian_filter(input, sigma, order, output, mode, cval, axes=axes, **kwargs)
    return derivative


def _of_gaussian(work: Callable[..., np.ndarray], derivative: Callable[..., Any], smoothed: tuple[int, ...],
                 input: np.ndarray, sigma: Any, output: Any, mode: Any, cval: Any, axes: Any,
                 kwargs: dict) -> np.ndarray:
    """A sum over axes of derivatives of a Gaussian: of two in one sweep, else in slabs where the array is large."""
    plain = kwargs.keys() <= {"truncate", "radius"} and isinstance(mode, str)
    if plain and input.dtype.char in "fd" and (output is None or type(output) is np.ndarray):
        filters = cached(_gaussian_pair, input.ndim, work is generic_laplace, sigma, smoothed, mode, axes,
                         kwargs.get("truncate", 4.0), kwargs.get("radius"))
        done = None if filters is None else _native.composed(*filters, input, cval, output)
        if done is not None:
            return done
    if plain and is_large(input):
        widths = per_axis(sigma, len(smoothed), "sigma")
        radii = per_axis(kwargs.get("radius"), len(smoothed), "radius")
        reaches = [_radius(float(s), kwargs.get("truncate", 4.0), r) for s, r in zip(widths, radii)]
        done = by_slabs(lambda a, out: work(a, derivative, out, mode, cval, axes=axes), input, output,
                        spread(reaches, smoothed, input.ndim, 0), [mode] * input.ndim, costly=True)
        if done is not None:
            return done
    return work(input, derivative, output, mode, cval, axes=axes)


def generic_gradient_magnitude(input: Any, derivative: Callable[..., Any], output: Any = None, mode: Any = "reflect",
                               cval: Any = 0.0, extra_arguments: tuple = (), extra_keywords: dict | None = None, *,
                               axes: Any = None) -> np.ndarray:
    """The length of a gradient whose components a function computes.

    Parameters
    ----------
    input : array_like
    derivative : callable
        ``derivative(input, axis, output, mode, cval, *extra_arguments, **extra_keywords)``.
    output, mode, cval, extra_arguments, extra_keywords, axes
        As for `generic_laplace`.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.generic_gradient_magnitude([[0.0, 3.0], [4.0, 7.0]], ndimage.sobel)
    array([[20., 20.],
           [20., 20.]])
    """
    keywords = extra_keywords or {}
    input = np.asarray(input)
    out = make_output(output, input)
    along = cached(_axes_and_modes, input.ndim, axes, mode)
    if not along:
        out[...] = input
        return out
    source = input.copy() if output is not None and np.may_share_memory(input, out) else input
    derivative(source, along[0][0], out, along[0][1], cval, *extra_arguments, **keywords)
    np.multiply(out, out, out)
    for axis, m in along[1:]:
        part = derivative(source, axis, out.dtype, m, cval, *extra_arguments, **keywords)
        np.multiply(part, part, part)
        out += part
        del part
    if out.dtype == np.uint8:
        out[...] = _roots_of_bytes()[out]
    else:
        np.sqrt(out, out, casting="unsafe")
    return out


@functools.cache
def _roots_of_bytes() -> np.ndarray:
    """All of them, in the precision that NumPy finds them in: half, which is slow."""
    return np.sqrt(np.arange(256, dtype=np.uint8)).astype(np.uint8)


def gaussian_gradient_magnitude(input: Any, sigma: Any, output: Any = None, mode: Any = "reflect", cval: Any = 0.0, *,
                                axes: Any = None, **kwargs: Any) -> np.ndarray:
    """The length of the gradient by derivatives of a Gaussian.

    Parameters are those of `gaussian_laplace`. Every axis is smoothed; ``axes`` are those of the gradient's components.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.gaussian_gradient_magnitude([0.0, 0.0, 1.0, 1.0, 1.0], 1).round(3)
    array([0.108, 0.363, 0.364, 0.122, 0.013])
    """
    input = np.asarray(input)
    every = tuple(range(input.ndim))
    derivative = _gaussian_derivative(1, sigma, every, kwargs)
    return _of_gaussian(generic_gradient_magnitude, derivative, every, input, sigma, output, mode, cval, axes, kwargs)
