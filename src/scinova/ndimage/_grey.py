# SPDX-License-Identifier: BSD-3-Clause
"""Grey-scale morphology."""
from __future__ import annotations

import functools
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova.ndimage import _native
from scinova.ndimage._order import extremum_filter, extremum_plan
from scinova.ndimage._slabs import by_slabs, is_large
from scinova.ndimage._support import (
    apply,
    array_key,
    as_real_array,
    cached,
    filter_axes,
    keyed_array,
    per_axis,
    spread,
)


def grey_erosion(input: Any, size: Any = None, footprint: Any = None, structure: Any = None, output: Any = None,
                 mode: Any = "reflect", cval: float = 0.0, origin: Any = 0, *, axes: Any = None) -> np.ndarray:
    """Grey-scale erosion: the minimum of ``input`` less ``structure`` over a neighbourhood.

    Parameters
    ----------
    input : array_like
        Real.
    size : int or sequence of int, optional
        Lengths of a flat box.
    footprint : array_like of bool, optional
        Shape of a neighbourhood.
    structure : array_like, optional
        Heights over the neighbourhood; zero by default.
    output, mode, cval, origin, axes
        As for `minimum_filter`.

    Returns
    -------
    ndarray

    Notes
    -----
    Heights are added as in SciPy: to the first neighbour in float64, to the others in the type of ``input``, where
    fractions are dropped and integers out of range come round to the other end.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> a = np.zeros((5, 5), int)
    >>> a[1:4, 1:4] = 3
    >>> ndimage.grey_erosion(a, size=(3, 3))[2]
    array([0, 0, 3, 0, 0])
    """
    if size is None and footprint is None and structure is None:
        raise ValueError("grey_erosion: size, footprint or structure must be given")
    return extremum_filter(input, size, footprint, structure, output, mode, cval, origin, axes, False)


def grey_dilation(input: Any, size: Any = None, footprint: Any = None, structure: Any = None, output: Any = None,
                  mode: Any = "reflect", cval: float = 0.0, origin: Any = 0, *, axes: Any = None) -> np.ndarray:
    """Grey-scale dilation: the maximum of ``input`` plus the mirrored ``structure`` over a mirrored neighbourhood.

    Parameters are those of `grey_erosion`.

    Notes
    -----
    Sums with heights are those of `grey_erosion`.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.grey_dilation([0, 0, 3, 0, 0, 0], footprint=[1, 1, 0])
    array([0, 3, 3, 0, 0, 0])
    """
    if size is None and footprint is None and structure is None:
        raise ValueError("grey_dilation: size, footprint or structure must be given")
    if type(size) is int and type(origin) is int and footprint is None and structure is None:
        return extremum_filter(input, size, None, None, output, mode, cval, -origin - (size % 2 == 0), axes, True)
    if size is not None and footprint is not None:
        warnings.warn("size has no effect where a footprint is given", UserWarning, stacklevel=2)
    input = as_real_array(input)
    keys = [None if a is None else array_key(a) for a in (footprint, structure)]
    plan = cached(_dilation_plan, input.ndim, size, *keys, mode, origin, axes)
    if plan is not None:
        return apply(plan, input, cval, output)
    return extremum_filter(input, 1, None, None, output, mode, cval, 0, axes, True)


@functools.lru_cache(maxsize=64, typed=True)
def _dilation_plan(ndim: int, size: Any, footprint: Any, structure: Any, mode: Any, origin: Any, axes: Any) -> Any:
    """The maximum filter of mirrored arguments; None if it changes nothing."""
    count = len(filter_axes(axes, ndim))
    shape = None
    if structure is not None:
        structure = keyed_array(structure)
        structure = structure[(slice(None, None, -1),) * structure.ndim]
        shape = structure.shape
    if footprint is not None:
        footprint = keyed_array(footprint)
        footprint = footprint[(slice(None, None, -1),) * footprint.ndim]
        shape = footprint.shape
    if shape is None:
        shape = per_axis(size, count, "size")
    origins = per_axis(origin, count, "origin")
    if len(shape) == count:
        origins = [-o - (1 if n % 2 == 0 else 0) for o, n in zip(origins, shape)]
    return extremum_plan.__wrapped__(ndim, size, footprint, structure, mode, origins, axes, True)


def grey_opening(input: Any, size: Any = None, footprint: Any = None, structure: Any = None, output: Any = None,
                 mode: Any = "reflect", cval: float = 0.0, origin: Any = 0, *, axes: Any = None) -> np.ndarray:
    """Grey-scale erosion, then dilation.

    Parameters are those of `grey_erosion`.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.grey_opening([0, 5, 0, 2, 2, 2, 0], size=3)
    array([0, 0, 0, 2, 2, 2, 0])
    """
    return _composed(_opened, _OPENING, input, size, footprint, structure, output, mode, cval, origin, axes)


def grey_closing(input: Any, size: Any = None, footprint: Any = None, structure: Any = None, output: Any = None,
                 mode: Any = "reflect", cval: float = 0.0, origin: Any = 0, *, axes: Any = None) -> np.ndarray:
    """Grey-scale dilation, then erosion.

    Parameters are those of `grey_erosion`.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.grey_closing([4, 0, 4, 4, 1, 1, 1], size=3)
    array([4, 4, 4, 4, 1, 1, 1])
    """
    return _composed(_closed, _CLOSING, input, size, footprint, structure, output, mode, cval, origin, axes)


# What becomes of two filters, the codes of Composition in native/kernels/ndimage/boxes.hpp, and whether the dilation is
# the first of them. Of chains the second is of the first's result.
_OPENING, _CLOSING = (0, False), (0, True)
_WHITE, _BLACK = (1, False), (2, True)
_DIFFERENCE, _LAPLACIAN = (3, True), (4, True)


def _composed(work: Callable[..., np.ndarray], how: tuple[int, bool], input: Any, size: Any, footprint: Any,
              structure: Any, output: Any, mode: Any, cval: float, origin: Any, axes: Any) -> np.ndarray:
    """``work``, which takes the same arguments: of boxes in one sweep, else in slabs where the array is large."""
    input = np.asarray(input)
    if structure is None and (size is None) != (footprint is None) and (output is None or type(output) is np.ndarray):
        key = None if footprint is None else array_key(footprint)
        filters = cached(_boxes, input.ndim, size, key, mode, origin, axes, how[1])
        done = None if filters is None else _native.composed(*filters, how[0], input, cval, output)
        if done is not None:
            return done
    if is_large(input) and (size is None or footprint is None) and cval == cval:
        around = footprint if structure is None else structure
        along = filter_axes(axes, input.ndim)
        if around is not None:
            lengths = [max(np.shape(around), default=1)] * len(along)
        else:
            lengths = per_axis(size, len(along), "size")
        if all(isinstance(n, (int, np.integer)) for n in lengths):
            steps = 1 if how in (_DIFFERENCE, _LAPLACIAN) else 2
            reaches = spread([steps * max(int(n) - 1, 0) for n in lengths], along, input.ndim, 0)
            modes = spread(per_axis(mode, len(along), "mode"), along, input.ndim, "reflect")
            done = by_slabs(lambda a, out: work(a, size, footprint, structure, out, mode, cval, origin, axes),
                            input, output, reaches, modes, _has_no_nan if input.dtype.kind == "f" else None)
            if done is not None:
                return done
    return work(input, size, footprint, structure, output, mode, cval, origin, axes)


@functools.lru_cache(maxsize=64, typed=True)
def _boxes(ndim: int, size: Any, footprint: Any, mode: Any, origin: Any, axes: Any, dilation_first: bool) -> Any:
    """An erosion and a dilation by the same box, in either order; None where it is not a box of two axes."""
    pair = (extremum_plan.__wrapped__(ndim, size, footprint, None, mode, origin, axes, False),
            _dilation_plan.__wrapped__(ndim, size, footprint, None, mode, origin, axes))
    if not all(isinstance(plan, _native.Passes) and plan.passes == 2 for plan in pair):
        return None
    return pair[::-1] if dilation_first else pair


def _has_no_nan(a: np.ndarray) -> bool:
    """What an extremum makes of a NaN may depend on all of the line before it."""
    least = a.min()
    return bool(least == least)


def _opened(*args: Any) -> np.ndarray:
    return _two_steps(grey_erosion, grey_dilation, *args)


def _closed(*args: Any) -> np.ndarray:
    return _two_steps(grey_dilation, grey_erosion, *args)


def _two_steps(first: Callable[..., np.ndarray], second: Callable[..., np.ndarray], input: Any, size: Any,
               footprint: Any, structure: Any, output: Any, mode: Any, cval: float, origin: Any,
               axes: Any) -> np.ndarray:
    """Of booleans with a structure what comes in between are bytes: sums need not be 0 or 1."""
    input = np.asarray(input)
    between = np.uint8 if structure is not None and input.dtype == np.bool_ else None
    done = first(input, size, footprint, structure, between, mode, cval, origin, axes=axes)
    done = second(done, size, footprint, structure, output, mode, cval, origin, axes=axes)
    return done if between is None or output is not None else done != 0


def morphological_gradient(input: Any, size: Any = None, footprint: Any = None, structure: Any = None,
                           output: Any = None, mode: Any = "reflect", cval: float = 0.0, origin: Any = 0, *,
                           axes: Any = None) -> np.ndarray:
    """Dilation less erosion.

    Parameters are those of `grey_erosion`.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.morphological_gradient([0, 0, 3, 3, 3], size=3)
    array([0, 3, 3, 0, 0])
    """
    return _composed(_gradient, _DIFFERENCE, input, size, footprint, structure, output, mode, cval, origin, axes)


def _gradient(input: np.ndarray, size: Any, footprint: Any, structure: Any, output: Any, mode: Any, cval: float,
              origin: Any, axes: Any) -> np.ndarray:
    dilated = grey_dilation(input, size, footprint, structure, None, mode, cval, origin, axes=axes)
    if isinstance(output, np.ndarray):
        grey_erosion(input, size, footprint, structure, output, mode, cval, origin, axes=axes)
        return np.subtract(dilated, output, output)
    eroded = grey_erosion(input, size, footprint, structure, None, mode, cval, origin, axes=axes)
    return np.subtract(dilated, eroded, dilated)


def morphological_laplace(input: Any, size: Any = None, footprint: Any = None, structure: Any = None,
                          output: Any = None, mode: Any = "reflect", cval: float = 0.0, origin: Any = 0, *,
                          axes: Any = None) -> np.ndarray:
    """Dilation plus erosion less twice the input.

    Parameters are those of `grey_erosion`.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.morphological_laplace([0, 0, 3, 3, 3], size=3)
    array([ 0,  3, -3,  0,  0])
    """
    return _composed(_laplacian, _LAPLACIAN, input, size, footprint, structure, output, mode, cval, origin, axes)


def _laplacian(input: np.ndarray, size: Any, footprint: Any, structure: Any, output: Any, mode: Any, cval: float,
               origin: Any, axes: Any) -> np.ndarray:
    total = grey_dilation(input, size, footprint, structure, None, mode, cval, origin, axes=axes)
    if isinstance(output, np.ndarray):
        source = input.copy() if np.may_share_memory(input, output) else input
        grey_erosion(source, size, footprint, structure, output, mode, cval, origin, axes=axes)
        np.add(total, output, output)
        np.subtract(output, source, output)
        return np.subtract(output, source, output)
    total += grey_erosion(input, size, footprint, structure, None, mode, cval, origin, axes=axes)
    np.subtract(total, input, total)
    np.subtract(total, input, total)
    return total


def white_tophat(input: Any, size: Any = None, footprint: Any = None, structure: Any = None, output: Any = None,
                 mode: Any = "reflect", cval: float = 0.0, origin: Any = 0, *, axes: Any = None) -> np.ndarray:
    """The input less its opening.

    Parameters are those of `grey_erosion`. Of booleans it is the exclusive or.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.white_tophat([0, 5, 0, 2, 2, 2, 0], size=3)
    array([0, 5, 0, 0, 0, 0, 0])
    """
    return _composed(_white, _WHITE, input, size, footprint, structure, output, mode, cval, origin, axes)


def _white(input: np.ndarray, size: Any, footprint: Any, structure: Any, output: Any, mode: Any, cval: float,
           origin: Any, axes: Any) -> np.ndarray:
    opened = _opened(input, size, footprint, structure, _holding(input, output), mode, cval, origin, axes)
    return _difference(input, opened, output)


def black_tophat(input: Any, size: Any = None, footprint: Any = None, structure: Any = None, output: Any = None,
                 mode: Any = "reflect", cval: float = 0.0, origin: Any = 0, *, axes: Any = None) -> np.ndarray:
    """The closing of the input less the input.

    Parameters are those of `grey_erosion`. Of booleans it is the exclusive or.

    Examples
    --------
    >>> from scinova import ndimage
    >>> ndimage.black_tophat([4, 0, 4, 4, 1, 1, 1], size=3)
    array([0, 4, 0, 0, 0, 0, 0])
    """
    return _composed(_black, _BLACK, input, size, footprint, structure, output, mode, cval, origin, axes)


def _black(input: np.ndarray, size: Any, footprint: Any, structure: Any, output: Any, mode: Any, cval: float,
           origin: Any, axes: Any) -> np.ndarray:
    closed = _closed(input, size, footprint, structure, _holding(input, output), mode, cval, origin, axes)
    return _difference(closed, input, output)


def _holding(input: np.ndarray, output: Any) -> np.dtype | None:
    """A type that holds the elements of the input and of the output, in which they are subtracted."""
    if output is None:
        return None
    kind = np.result_type(input.dtype, output.dtype if isinstance(output, np.ndarray) else np.dtype(output))
    return None if kind == input.dtype else kind


def _difference(a: np.ndarray, b: np.ndarray, output: Any) -> np.ndarray:
    both = a.dtype == np.bool_ and b.dtype == np.bool_
    if isinstance(output, np.ndarray):
        if both and output.dtype == np.bool_:
            return np.bitwise_xor(a, b, out=output)
        return np.subtract(a, b, out=output, casting="unsafe") if not both else np.bitwise_xor(a, b, out=output)
    result = np.bitwise_xor(a, b) if both else a - b
    return result if output is None else result.astype(output)
