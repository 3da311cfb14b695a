# SPDX-License-Identifier: BSD-3-Clause
"""Spline interpolation on grids: prefilter, shift, zoom, rotation, affine and general transforms."""
from __future__ import annotations

import functools
import math
import operator
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova._core.arrays import normalize_axis
from scinova._core.callbacks import native_function
from scinova.ndimage import _native
from scinova.ndimage._support import cached, make_output, per_axis, readable, run

# Codes of Beyond in native/kernels/ndimage/interpolate.hpp.
_BEYOND = {"nearest": 0, "wrap": 1, "reflect": 2, "grid-mirror": 2, "mirror": 3, "constant": 4, "grid-wrap": 5,
           "grid-constant": 6}
# The code of Mode that spline coefficients are continued by: mirror, except
_CONTINUATION = {"reflect": 2, "grid-mirror": 2, "nearest": 2, "grid-wrap": 1}
# Samples added at both ends before the prefilter where the continuation of the samples is not the coefficients'.
_PAD = 12
# Elements of a volume that are rotated in one go.
_ROTATED_AT_ONCE = 1 << 20

_REAL = frozenset("?bBhHiIlLqQfd")
_DIAGONAL = "a one-dimensional matrix is a diagonal one: the offset is not scaled by it"

_MAPPING_SIGNATURES = tuple(f"int ({integer} *, double *, int, int, void *)"
                            for integer in ("intptr_t", "npy_intp", "long", "long long"))


def _beyond(mode: Any) -> int:
    try:
        return _BEYOND[mode]
    except (KeyError, TypeError):
        raise RuntimeError(f"mode must be one of {', '.join(map(repr, _BEYOND))}; got {mode!r}") from None


def _check_order(order: Any) -> int:
    n = operator.index(order)
    if not 0 <= n <= 5:
        raise RuntimeError(f"order must lie in [0, 5]; got {n}")
    return n


def spline_filter1d(input: Any, order: int = 3, axis: int = -1, output: Any = np.float64,
                    mode: str = "mirror") -> np.ndarray:
    """Spline coefficients from samples, along one axis.

    Parameters
    ----------
    input : array_like
        Real or complex.
    order : int
        Degree of the spline, 0 to 5.
    axis : int
    output : array or dtype, optional
    mode : {'mirror', 'reflect', 'grid-wrap', 'grid-mirror', 'nearest', 'constant', 'grid-constant', 'wrap'}
        How the samples go on; ``'nearest'`` is treated as reflected, and what is not listed up to here as mirrored.

    Returns
    -------
    ndarray

    Notes
    -----
    Unser, Aldroubi and Eden, "B-spline signal processing", IEEE Trans. Signal Processing 41 (1993).

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.spline_filter1d([0.0, 0.0, 1.0, 0.0, 0.0]).round(3)
    array([ 0.25, -0.5 ,  1.75, -0.5 ,  0.25])
    """
    if output is np.float64 and type(order) is int and 1 < order < 6 and type(mode) is str and mode in _BEYOND:
        done = _native.plain_spline(input, order, axis, _CONTINUATION.get(mode, 3))
        if done is not None:
            return done
    order = _check_order(order)
    _beyond(mode)
    input = np.asarray(input)
    is_complex = input.dtype.kind == "c"
    out = make_output(output, input, complex_output=is_complex)
    if is_complex:
        spline_filter1d(input.real, order, axis, out.real, mode)
        spline_filter1d(input.imag, order, axis, out.imag, mode)
        return out
    if order < 2:
        out[...] = input
        return out
    axis = normalize_axis(axis, input.ndim)
    return run(_native.spline_prefilter, input, (order, axis, _CONTINUATION.get(mode, 3)), out, in_place=True)


def spline_filter(input: Any, order: int = 3, output: Any = np.float64, mode: str = "mirror") -> np.ndarray:
    """Spline coefficients from samples, along every axis.

    Parameters
    ----------
    input : array_like
        Real or complex.
    order : int
        Degree of the spline, 2 to 5.
    output, mode
        As for `spline_filter1d`.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> a = np.arange(16.0).reshape(4, 4)
    >>> c = ndimage.spline_filter(a)
    >>> bool(np.allclose(ndimage.map_coordinates(c, np.indices(a.shape), prefilter=False), a))
    True
    """
    if not 2 <= operator.index(order) <= 5:
        raise RuntimeError(f"order must lie in [2, 5]; got {order}")
    if output is np.float64 and type(order) is int and type(mode) is str and mode in _BEYOND:
        done = _native.plain_spline(input, order, None, _CONTINUATION.get(mode, 3))
        if done is not None:
            return done
    input = np.asarray(input)
    is_complex = input.dtype.kind == "c"
    out = make_output(output, input, complex_output=is_complex)
    if is_complex:
        spline_filter(input.real, order, out.real, mode)
        spline_filter(input.imag, order, out.imag, mode)
        return out
    if out.dtype == np.float64:
        _beyond(mode)
        return run(_native.spline_filter, input, (order, 0, _CONTINUATION.get(mode, 3)), out, in_place=True)
    if input.ndim == 0:
        out[...] = input
    for axis in range(input.ndim):
        spline_filter1d(input, order, axis, out, mode)
        input = out
    return out


@functools.lru_cache(maxsize=64)
def _spline(order: Any, mode: Any, prefilter: Any) -> Any:
    """What a transform does with an array: its native side, which prefilters and evaluates in one call."""
    order = _check_order(order)
    pad = _PAD if mode in ("nearest", "grid-constant") else 0
    return _native.Interpolation(order, _beyond(mode), _CONTINUATION.get(mode, 3) if prefilter else -1, pad)


def _new(output: Any, input: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    """`make_output`, of which a new array like the input is the usual case."""
    if output is None:
        dtype = input.dtype
        if dtype.isnative and dtype.char in _REAL:
            return np.empty(shape, dtype)
    return make_output(output, input, shape, complex_output=input.dtype.kind == "c")


def _run(kernel: Callable[..., Any], input: np.ndarray, args: tuple[Any, ...], output: np.ndarray,
         fresh: bool) -> np.ndarray:
    """`run`, of which an output of this call's own making needs no checks."""
    if fresh and output.dtype.char in _REAL and output.ndim:
        kernel(readable(input), *args, output)
        return output
    return run(kernel, input, args, output)


def _numbers(values: Any, count: int, name: str) -> list[float]:
    if type(values) is float or type(values) is int:
        return [float(values)] * count
    return [float(v) for v in per_axis(values, count, name)]


def _each_part(transform: Callable[..., Any], input: np.ndarray, out: np.ndarray, cval: Any,
               kwargs: dict[str, Any]) -> np.ndarray:
    if np.may_share_memory(input, out):
        input = input.copy()
    transform(input.real, output=out.real, cval=np.real(cval), **kwargs)
    transform(input.imag, output=out.imag, cval=np.imag(cval), **kwargs)
    return out


def _needs_axes(input: np.ndarray) -> None:
    if input.ndim < 1:
        raise RuntimeError("input must have at least one dimension; got a scalar")


def shift(input: Any, shift: Any, output: Any = None, order: int = 3, mode: str = "constant", cval: Any = 0.0,
          prefilter: bool = True) -> np.ndarray:
    """Move an array along its axes.

    Parameters
    ----------
    input : array_like
        Real or complex.
    shift : float or sequence of float
        In elements, for all axes or one for each; positive ones move to larger indices.
    output : array or dtype, optional
        By default an array of the dtype of ``input``. Integers are rounded and clipped.
    order : int
        Degree of the spline, 0 to 5.
    mode : str
        What lies beyond the edges: ``'constant'`` (``cval`` right beyond the outermost samples), ``'nearest'``,
        ``'reflect'`` or ``'grid-mirror'``, ``'mirror'``, ``'wrap'`` (the last sample is the first of the next period),
        ``'grid-wrap'`` (it is followed by the first), ``'grid-constant'`` (samples of ``cval`` go on on the grid).
    cval : scalar
    prefilter : bool
        False when ``input`` holds spline coefficients already.

    Returns
    -------
    ndarray
        Of the shape of ``input``.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.shift([1.0, 2.0, 3.0, 4.0], 1.5, order=1, cval=-1.0)
    array([-1. , -1. ,  1.5,  2.5])
    """
    spline = cached(_spline, order, mode, prefilter)
    done = spline.plain_shift(input, shift, cval, output)
    if done is not None:
        return done
    input = np.asarray(input)
    _needs_axes(input)
    ndim = input.ndim
    moves = [-s for s in _numbers(shift, ndim, "shift")]
    grid = ([1.0] * ndim, moves, [0.0] * ndim, False)
    return _resample(input, _new(output, input, input.shape), spline, cval, grid, output is None)


def _resample(input: np.ndarray, output: np.ndarray, spline: Any, cval: Any,
              grid: tuple[list[float], list[float], list[float], bool], fresh: bool = False) -> np.ndarray:
    """Values at zoom (o + shift) + after: ``grid`` is these three of every axis, and whether elements are cells."""
    if input.dtype.kind == "c":
        return _each_part(_resample, input, output, cval, dict(spline=spline, grid=grid))
    if 0 in input.shape:
        output[...] = cval
        return output
    return _run(spline.resample, input, (float(cval), *grid), output, fresh)


def zoom(input: Any, zoom: Any, output: Any = None, order: int = 3, mode: str = "constant", cval: Any = 0.0,
         prefilter: bool = True, *, grid_mode: bool = False) -> np.ndarray:
    """Resize an array.

    Parameters
    ----------
    input : array_like
        Real or complex.
    zoom : float or sequence of float
        Factors, for all axes or one for each; lengths are rounded to the nearest integer.
    output, order, mode, cval, prefilter
        As for `shift`.
    grid_mode : bool
        Elements are cells whose outer edges are kept in place; otherwise the centres of the outermost elements are.

    Returns
    -------
    ndarray

    Notes
    -----
    Taps and weights are made once per axis; each input line is spread over the output's last axis once.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.zoom([[1.0, 3.0], [5.0, 7.0]], (1, 2), order=1).round(3)
    array([[1.   , 1.667, 2.333, 3.   ],
           [5.   , 5.667, 6.333, 7.   ]])
    """
    spline = cached(_spline, order, mode, prefilter)
    done = None if grid_mode else spline.plain_zoom(input, zoom, cval, output)
    if done is not None:
        return done
    input = np.asarray(input)
    _needs_axes(input)
    factors = _numbers(zoom, input.ndim, "zoom")
    shape = tuple([round(n * z) for n, z in zip(input.shape, factors)])
    out = _new(output, input, shape)
    if factors.count(1.0) == len(factors):
        readable(input.real)
        out[...] = input
        return out
    if grid_mode:
        better = {"constant": "grid-constant", "wrap": "grid-wrap"}.get(mode)
        if better is not None:
            warnings.warn(f"grid_mode keeps the edges of the outer cells: mode {better!r} suits it, not {mode!r}",
                          UserWarning, stacklevel=2)
        steps = [n / m if m else 1.0 for n, m in zip(input.shape, shape)]
    else:
        steps = [(n - 1) / (m - 1) if m != 1 else 1.0 for n, m in zip(input.shape, shape)]
    zeros = [0.0] * input.ndim
    return _resample(input, out, spline, cval, (steps, zeros, zeros, grid_mode), output is None)


def affine_transform(input: Any, matrix: Any, offset: Any = 0.0, output_shape: Any = None, output: Any = None,
                     order: int = 3, mode: str = "constant", cval: Any = 0.0, prefilter: bool = True) -> np.ndarray:
    """Interpolate at linear functions of the output index.

    Parameters
    ----------
    input : array_like
        Real or complex, of n dimensions.
    matrix : array_like
        Shape (n, m): element o of the m-dimensional result is ``input`` at ``matrix @ o + offset``. Shape (n,): a
        diagonal matrix. Shape (n, n + 1) or (n + 1, n + 1): homogeneous coordinates, the last column being the offset.
    offset : float or sequence of float
    output_shape : tuple of int, optional
        By default that of an ``output`` array, else of ``input``.
    output, order, mode, cval, prefilter
        As for `shift`.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> ndimage.affine_transform(np.arange(4.0).reshape(2, 2), [[0, 1], [1, 0]])
    array([[-4.02455846e-16,  2.00000000e+00],
           [ 1.00000000e+00,  3.00000000e+00]])
    """
    spline = cached(_spline, order, mode, prefilter)
    if output_shape is None:
        done = spline.plain_affine(input, matrix, offset, cval, output)
        if done is not None:
            return done
        done = spline.plain_scale(input, matrix, offset, cval, output)
        if done is not None:
            warnings.warn(_DIAGONAL, UserWarning, stacklevel=2)
            return done
    input = np.asarray(input)
    _needs_axes(input)
    if output_shape is None:
        output_shape = output.shape if isinstance(output, np.ndarray) else input.shape
    shape = tuple([operator.index(n) for n in (output_shape if np.iterable(output_shape) else (output_shape,))])
    if not shape:
        raise RuntimeError("output_shape must have at least one dimension; got ()")
    out = _new(output, input, shape)
    if input.dtype.kind == "c":
        kwargs = dict(matrix=matrix, offset=offset, output_shape=shape, order=order, mode=mode, prefilter=prefilter)
        return _each_part(affine_transform, input, out, cval, kwargs)
    matrix, offset = _matrix_and_offset(matrix, offset, input.ndim, len(shape))
    if matrix.ndim == 1:
        warnings.warn(_DIAGONAL, UserWarning, stacklevel=2)
        if len(shape) != input.ndim:
            raise RuntimeError(f"output_shape must have {input.ndim} dimensions; got {len(shape)}")
        zooms = matrix.tolist()
        before = [o / z if z else 0.0 for o, z in zip(offset, zooms)]
        after = [0.0 if z else o for o, z in zip(offset, zooms)]
        return _resample(input, out, spline, cval, (zooms, before, after, False), output is None)
    scales = _diagonal(matrix)
    if scales is not None:
        return _resample(input, out, spline, cval, (scales, [0.0] * input.ndim, offset, False), output is None)
    return _affine(input, out, spline, matrix, offset, cval, fresh=output is None)


def _diagonal(matrix: np.ndarray) -> list[float] | None:
    """The diagonal of a square matrix that has finite numbers there and zeros elsewhere."""
    rows = matrix.tolist()
    out = []
    if len(rows) != len(rows[0]):
        return None
    for i, row in enumerate(rows):
        out.append(row[i])
        if row.count(0.0) < len(row) - (row[i] != 0.0) or not math.isfinite(row[i]):
            return None
    return out


def _affine(input: np.ndarray, output: np.ndarray, spline: Any, matrix: np.ndarray, offset: list[float], cval: float,
            batch: int = 0, fresh: bool = False) -> np.ndarray:
    """`affine_transform` of the dimensions behind the first ``batch``, which the two arrays share."""
    if 0 in input.shape:
        output[...] = cval
        return output
    if not matrix.flags.c_contiguous:
        matrix = np.ascontiguousarray(matrix)
    return _run(spline.affine, input, (float(cval), matrix, offset, batch), output, fresh)


def _matrix_and_offset(matrix: Any, offset: Any, rank: int, rank_out: int) -> tuple[np.ndarray, list[float]]:
    matrix = np.asarray(matrix, dtype=np.float64)
    if matrix.ndim not in (1, 2) or matrix.shape[0] < 1:
        raise RuntimeError(f"matrix must have one or two dimensions; got shape {matrix.shape}")
    if matrix.ndim == 2 and matrix.shape[1] == rank + 1 and matrix.shape[0] in (rank, rank + 1):
        if matrix.shape[0] == rank + 1:
            bottom = [0.0] * rank + [1.0]
            if not np.array_equal(matrix[rank], bottom):
                raise ValueError(f"matrix must have the last row {bottom} in homogeneous coordinates; "
                                 f"got {matrix[rank].tolist()}")
        matrix, offset = matrix[:rank, :rank], matrix[:rank, rank].tolist()
    if matrix.shape[0] != rank:
        raise RuntimeError(f"matrix must have {rank} rows; got shape {matrix.shape}")
    if matrix.ndim == 2 and matrix.shape[1] != rank_out:
        raise RuntimeError(f"matrix must have {rank_out} columns; got shape {matrix.shape}")
    return matrix, _numbers(offset, rank, "offset")


def _degrees(angle: float) -> tuple[float, float]:
    """Cosine and sine of an angle in degrees, exact at multiples of 90."""
    turn = math.fmod(angle, 360.0)
    quarter = math.floor(turn / 90.0)
    rest = turn - 90.0 * quarter
    if rest < 45.0:
        c, s = math.cos(math.radians(rest)), math.sin(math.radians(rest))
    else:
        c, s = math.sin(math.radians(90.0 - rest)), math.cos(math.radians(90.0 - rest))
    return ((c, s), (-s, c), (-c, -s), (s, -c))[quarter % 4]


def rotate(input: Any, angle: float, axes: Any = (1, 0), reshape: bool = True, output: Any = None, order: int = 3,
           mode: str = "constant", cval: Any = 0.0, prefilter: bool = True) -> np.ndarray:
    """Rotate an array in the plane of two of its axes.

    Parameters
    ----------
    input : array_like
        Real or complex, of at least two dimensions.
    angle : float
        In degrees, from the second of the axes (in increasing order) towards the first.
    axes : tuple of two int
    reshape : bool
        Make the result large enough to hold all of the input.
    output, order, mode, cval, prefilter
        As for `shift`.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> ndimage.rotate(np.arange(6).reshape(2, 3), 90)
    array([[2, 5],
           [1, 4],
           [0, 3]])
    """
    input = np.asarray(input)
    ndim = input.ndim
    if ndim < 2:
        raise ValueError(f"input must have at least two dimensions; got {ndim}")
    plane = list(axes)
    if len(plane) != 2 or not all(float(a).is_integer() for a in plane):
        raise ValueError(f"axes must be two integers; got {axes}")
    plane = [int(a) + ndim if a < 0 else int(a) for a in plane]
    if min(plane) < 0 or max(plane) >= ndim:
        raise ValueError(f"axes must lie in [{-ndim}, {ndim}); got {axes}")
    plane.sort()
    c, s = _degrees(angle)
    turned = ((c, s), (-s, c))
    height, width = input.shape[plane[0]], input.shape[plane[1]]
    across = [height, width]
    if reshape:  # the extents of the turned corners
        corners = ((0.0, s * width, c * height, c * height + s * width),
                   (0.0, c * width, -s * height, -s * height + c * width))
        across = [int(max(x) - min(x) + 0.5) for x in corners]
    matrix = np.array(turned)
    # NumPy's product, as its rounding decides which way points fall that lie between two
    centre = (matrix @ np.array([(n - 1) / 2 for n in across])).tolist()
    offset = [(height - 1) / 2 - centre[0], (width - 1) / 2 - centre[1]]
    shape = list(input.shape)
    shape[plane[0]], shape[plane[1]] = across
    out = _new(output, input, tuple(shape))
    kwargs = dict(spline=cached(_spline, order, mode, prefilter), matrix=matrix, offset=offset)
    if input.dtype.kind == "c":
        _each_part(lambda part, output, cval: _rotate(part, output, plane, cval, kwargs), input, out, cval, {})
    else:
        _rotate(input, out, plane, cval, kwargs, output is None)
    return out


def _rotate(input: np.ndarray, output: np.ndarray, plane: list[int], cval: float, kwargs: dict[str, Any],
            fresh: bool = False) -> None:
    """Every plane of two axes by `_affine`, as many at once as make a few megabytes of coefficients."""
    batch = input.ndim - 2
    if plane != [batch, batch + 1]:
        input, output = np.moveaxis(input, plane, (-2, -1)), np.moveaxis(output, plane, (-2, -1))
    if batch == 0:
        _affine(input, output, cval=cval, fresh=fresh, **kwargs)
        return
    if np.may_share_memory(input, output):
        input = input.copy()
    at_once = max(1, _ROTATED_AT_ONCE // max(1, math.prod(input.shape[1:])))
    for start in range(0, len(input), at_once):
        planes = slice(start, start + at_once)
        _affine(input[planes], output[planes], cval=cval, batch=batch, **kwargs)


def map_coordinates(input: Any, coordinates: Any, output: Any = None, order: int = 3, mode: str = "constant",
                    cval: Any = 0.0, prefilter: bool = True) -> np.ndarray:
    """Interpolate at given coordinates.

    Parameters
    ----------
    input : array_like
        Real or complex, of n dimensions.
    coordinates : array_like, shape (n, ...)
    output, order, mode, cval, prefilter
        As for `shift`.

    Returns
    -------
    ndarray
        Of shape ``coordinates.shape[1:]``.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> a = np.arange(12.0).reshape(4, 3)
    >>> ndimage.map_coordinates(a, [[0.5, 2], [0.5, 1]], order=1)
    array([2., 7.])
    """
    spline = cached(_spline, order, mode, prefilter)
    done = spline.plain_sample(input, coordinates, cval, output)
    if done is not None:
        return done
    input = np.asarray(input)
    coordinates = np.asarray(coordinates)
    if coordinates.dtype.kind == "c":
        raise TypeError(f"coordinates must be real; got dtype {coordinates.dtype}")
    shape = coordinates.shape[1:]
    if input.ndim < 1 or coordinates.ndim < 1 or not shape and coordinates.ndim < 1:
        raise RuntimeError("input and coordinates must have at least one dimension")
    if coordinates.shape[0] != input.ndim:
        raise RuntimeError(f"coordinates must have a first dimension of {input.ndim}; got shape {coordinates.shape}")
    out = _new(output, input, shape)
    if input.dtype.kind == "c":
        kwargs = dict(coordinates=coordinates, order=order, mode=mode, prefilter=prefilter)
        return _each_part(map_coordinates, input, out, cval, kwargs)
    if 0 in input.shape:
        out[...] = cval
        return out
    if out.size == 0:
        return out
    places = readable(coordinates, "coordinates").reshape(input.ndim, -1)
    return _run(spline.sample, input, (float(cval), places), out, output is None)


def geometric_transform(input: Any, mapping: Any, output_shape: Any = None, output: Any = None, order: int = 3,
                        mode: str = "constant", cval: Any = 0.0, prefilter: bool = True, extra_arguments: tuple = (),
                        extra_keywords: dict | None = None) -> np.ndarray:
    """Interpolate at coordinates that a function of the output index gives.

    Parameters
    ----------
    input : array_like
        Real or complex, of n dimensions.
    mapping : callable or LowLevelCallable
        ``mapping(index, *extra_arguments, **extra_keywords)`` takes a tuple of integers and returns n coordinates. A
        native function has the signature ``int (intptr_t *index, double *coordinates, int output_rank, int
        input_rank, void *data)``, 0 being failure.
    output_shape : tuple of int, optional
    output, order, mode, cval, prefilter
        As for `shift`.
    extra_arguments : tuple
    extra_keywords : dict, optional

    Returns
    -------
    ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> a = np.arange(12.0).reshape(4, 3)
    >>> ndimage.geometric_transform(a, lambda i: (i[0] - 0.5, i[1]), order=1)[:2]
    array([[0. , 0. , 0. ],
           [1.5, 2.5, 3.5]])
    """
    spline = cached(_spline, order, mode, prefilter)
    if output_shape is None:
        done = spline.plain_transform(input, mapping, extra_arguments, extra_keywords, cval, output)
        if done is not None:
            return done
    input = np.asarray(input)
    _needs_axes(input)
    shape = input.shape if output_shape is None else tuple(operator.index(n) for n in output_shape)
    if not shape:
        raise RuntimeError("output_shape must have at least one dimension; got ()")
    out = make_output(output, input, shape, complex_output=input.dtype.kind == "c")
    if input.dtype.kind == "c":
        kwargs = dict(mapping=mapping, output_shape=shape, order=order, mode=mode, prefilter=prefilter,
                      extra_arguments=extra_arguments, extra_keywords=extra_keywords)
        return _each_part(geometric_transform, input, out, cval, kwargs)
    if 0 in input.shape:
        out[...] = cval
        return out
    native = native_function(mapping, _MAPPING_SIGNATURES)
    if native is None:
        if not callable(mapping):
            raise RuntimeError(f"mapping must be callable; got {mapping!r}")
        extra = (mapping, tuple(extra_arguments), dict(extra_keywords or {}))
        return run(spline.transform_python, input, (float(cval), *extra), out)

    def kernel(*args: Any) -> None:
        if not spline.transform_native(*args):
            raise RuntimeError("geometric_transform: mapping reported a failure")
    return run(kernel, input, (float(cval), native.address, native.user_data), out)
