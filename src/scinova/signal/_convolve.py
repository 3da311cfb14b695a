# SPDX-License-Identifier: BSD-3-Clause
"""Convolution and correlation, directly and through the Fourier transform."""
from __future__ import annotations

import timeit
import warnings
from math import prod
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from scinova import fft as _fft
from scinova._core.arrays import normalize_axes

Mode = Literal["full", "valid", "same"]
Method = Literal["auto", "direct", "fft"]


def _check_mode(function: str, mode: Any) -> None:
    if mode not in ("full", "valid", "same"):
        raise ValueError(f"{function}: mode must be one of 'full', 'valid', 'same'; got {mode!r}")


def _pair(function: str, in1: Any, in2: Any) -> tuple[np.ndarray, np.ndarray]:
    a, b = np.asarray(in1), np.asarray(in2)
    if a.ndim != b.ndim:
        raise ValueError(f"{function}: in1 and in2 must have the same number of dimensions; got {a.ndim} and {b.ndim}")
    return a, b


def _must_swap(function: str, mode: str, a: tuple[int, ...], b: tuple[int, ...], axes: Any = None) -> bool:
    """Whether ``valid`` is meant with the second input as the larger one; ValueError when neither holds the other."""
    if mode != "valid" or not a:
        return False
    axes = range(len(a)) if axes is None else axes
    first = all(a[i] >= b[i] for i in axes)
    second = all(b[i] >= a[i] for i in axes)
    if not (first or second):
        raise ValueError(f"{function}: one of the inputs must hold the other in every dimension when mode is 'valid'; "
                         f"got shapes {a} and {b}")
    return not first


def _centred(full: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    starts = [(n - m) // 2 for n, m in zip(full.shape, shape)]
    return full[tuple(slice(i, i + m) for i, m in zip(starts, shape))].copy()


def _cut(full: np.ndarray, a: tuple[int, ...], b: tuple[int, ...], mode: str, axes: Any = None) -> np.ndarray:
    """The part of a full convolution that ``mode`` asks for."""
    if mode == "full":
        return full
    if mode == "same":
        return _centred(full, a)
    axes = range(len(a)) if axes is None else axes
    return _centred(full, tuple(a[i] - b[i] + 1 if i in axes else full.shape[i] for i in range(len(a))))


def correlation_lags(in1_len: int, in2_len: int, mode: Mode = "full") -> np.ndarray:
    """The lag of each value of a 1-dimensional cross-correlation.

    Parameters
    ----------
    in1_len, in2_len : int
        Lengths of the inputs.
    mode : {'full', 'valid', 'same'}, optional
        As given to `correlate`.

    Returns
    -------
    ndarray of int

    Examples
    --------
    >>> from scinova.signal import correlation_lags
    >>> correlation_lags(3, 2)
    array([-1,  0,  1,  2])
    """
    _check_mode("correlation_lags", mode)
    if mode == "full":
        return np.arange(-in2_len + 1, in1_len)
    if mode == "same":
        lags = np.arange(-in2_len + 1, in1_len)
        start = lags.size // 2 - in1_len // 2
        return lags[start:start + in1_len]
    difference = in1_len - in2_len
    return np.arange(difference + 1) if difference >= 0 else np.arange(difference, 1)


def _direct(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Full convolution: one scaled and shifted copy of the larger input for each value of the smaller."""
    if a.ndim == 1 and a.size and b.size:
        return np.convolve(a, b)
    if b.size > a.size:
        a, b = b, a
    kind = np.result_type(a, b)
    out = np.zeros([max(n + m - 1, 0) for n, m in zip(a.shape, b.shape)], dtype=kind)
    a = a.astype(kind, copy=False)
    for place in np.ndindex(b.shape):
        window = out[tuple(slice(i, i + n) for i, n in zip(place, a.shape))]
        if kind.kind == "b":
            window |= a & b[place]
        else:
            window += a * b[place].astype(kind) if isinstance(b[place], np.generic) else a * b[place]
    return out


def _valid_direct(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """The part of the convolution where ``b`` lies inside ``a``."""
    shape = tuple(n - m + 1 for n, m in zip(a.shape, b.shape))
    kind = np.result_type(a, b)
    out = np.zeros(shape, dtype=kind)
    flipped = b[(slice(None, None, -1),) * b.ndim]
    for place in np.ndindex(b.shape):
        out += a[tuple(slice(i, i + n) for i, n in zip(place, shape))] * flipped[place]
    return out


def convolve(in1: ArrayLike, in2: ArrayLike, mode: Mode = "full", method: Method = "auto") -> np.ndarray:
    """Convolution of two arrays.

    Parameters
    ----------
    in1, in2 : array_like
        Of the same number of dimensions.
    mode : {'full', 'valid', 'same'}, optional
        All of it; where one input lies inside the other; or the middle, of the shape of ``in1``.
    method : {'auto', 'direct', 'fft'}, optional
        Sums; the Fourier transform; or whichever should be faster.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova.signal import convolve
    >>> convolve([1, 2, 3], [0, 1, 1])
    array([0, 1, 3, 5, 3])
    """
    a, b = _pair("convolve", in1, in2)
    _check_mode("convolve", mode)
    if method not in ("auto", "direct", "fft"):
        raise ValueError(f"convolve: method must be one of 'auto', 'direct', 'fft'; got {method!r}")
    if a.ndim == 0:
        return a * b
    if _must_swap("convolve", mode, a.shape, b.shape):
        a, b = b, a
    if method == "auto":
        method = choose_conv_method(a, b, mode=mode)
    kind = np.result_type(a, b)
    if method == "fft":
        out = fftconvolve(a, b, mode=mode)
        if kind.kind in "ui":
            out = np.around(out)
        if out.size and not (np.isfinite(out.flat[0]) and np.isfinite(out.flat[-1])):
            warnings.warn("convolve: NaN or inf in the input spreads to the whole result when method is 'fft'; "
                          "use 'direct'", RuntimeWarning, stacklevel=2)
        return out.astype(kind)
    if a.size == 0 or b.size == 0:
        raise ValueError(f"convolve: in1 and in2 must not be empty; got shapes {a.shape} and {b.shape}")
    return _cut(_direct(a, b), a.shape, b.shape, mode)


def correlate(in1: ArrayLike, in2: ArrayLike, mode: Mode = "full", method: Method = "auto") -> np.ndarray:
    """Cross-correlation of two arrays.

    Parameters
    ----------
    in1, in2 : array_like
        Of the same number of dimensions. The second is conjugated.
    mode : {'full', 'valid', 'same'}, optional
        As in `convolve`.
    method : {'auto', 'direct', 'fft'}, optional
        As in `convolve`.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova.signal import correlate
    >>> correlate([1, 2, 3], [0, 1, 1])
    array([1, 3, 5, 3, 0])
    """
    a, b = _pair("correlate", in1, in2)
    _check_mode("correlate", mode)
    if method not in ("auto", "direct", "fft"):
        raise ValueError(f"correlate: method must be one of 'auto', 'direct', 'fft'; got {method!r}")
    if a.ndim == 0:
        return a * b.conj()
    turned = _must_swap("correlate", mode, a.shape, b.shape)
    if turned:
        a, b = b, a
    out = convolve(a, _turned(b), mode, method)
    return _turned(out) if turned else out


def _turned(a: np.ndarray) -> np.ndarray:
    """Reversed in all dimensions, and conjugated."""
    a = a[(slice(None, None, -1),) * a.ndim]
    return a.conj() if a.dtype.kind in "cO" else a


def _transform_axes(function: str, a: np.ndarray, b: np.ndarray, axes: Any) -> list[int]:
    """The axes that are convolved along: those given, less the ones of length one in either input."""
    everything = axes is None
    try:
        chosen = normalize_axes(axes, a.ndim)
    except TypeError:
        raise ValueError(f"{function}: axes must be an integer or a sequence of them; got {axes!r}") from None
    if not everything and not chosen:
        raise ValueError(f"{function}: axes must name at least one axis; got none")
    chosen = [i for i in chosen if a.shape[i] != 1 and b.shape[i] != 1]
    for i in range(a.ndim):
        if i not in chosen and a.shape[i] != b.shape[i] and a.shape[i] != 1 and b.shape[i] != 1:
            raise ValueError(f"{function}: the inputs must agree, or have length one, along axis {i} that is not "
                             f"convolved; got shapes {a.shape} and {b.shape}")
    return sorted(chosen)


def _by_transform(a: np.ndarray, b: np.ndarray, axes: list[int], shape: list[int]) -> np.ndarray:
    if not axes:
        return a * b
    real = a.dtype.kind != "c" and b.dtype.kind != "c"
    fast = [_fft.next_fast_len(shape[i], real) for i in axes]
    forward, backward = (_fft.rfftn, _fft.irfftn) if real else (_fft.fftn, _fft.ifftn)
    out = backward(forward(a, fast, axes=axes) * forward(b, fast, axes=axes), fast, axes=axes)
    return out[tuple(slice(n) for n in shape)]


def fftconvolve(in1: ArrayLike, in2: ArrayLike, mode: Mode = "full", axes: Any = None) -> np.ndarray:
    """Convolution through the Fourier transform.

    Parameters
    ----------
    in1, in2 : array_like
        Of the same number of dimensions.
    mode : {'full', 'valid', 'same'}, optional
        As in `convolve`.
    axes : int or sequence of int, optional
        Axes to convolve along; along the others the inputs are broadcast.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova.signal import fftconvolve
    >>> fftconvolve([1.0, 2.0, 3.0], [0.0, 1.0, 1.0]).round(6) + 0.0
    array([0., 1., 3., 5., 3.])
    """
    a, b = _pair("fftconvolve", in1, in2)
    _check_mode("fftconvolve", mode)
    if a.ndim == 0:
        return a * b
    if a.size == 0 or b.size == 0:
        return np.array([])
    chosen = _transform_axes("fftconvolve", a, b, axes)
    if _must_swap("fftconvolve", mode, a.shape, b.shape, chosen):
        a, b = b, a
    shape = [a.shape[i] + b.shape[i] - 1 if i in chosen else max(a.shape[i], b.shape[i]) for i in range(a.ndim)]
    full = _by_transform(a, b, chosen, shape)
    return _cut(full, a.shape, b.shape, mode, chosen)


def oaconvolve(in1: ArrayLike, in2: ArrayLike, mode: Mode = "full", axes: Any = None) -> np.ndarray:
    """Convolution through Fourier transforms of blocks: fast when one input is much longer than the other.

    Parameters
    ----------
    in1, in2 : array_like
        Of the same number of dimensions.
    mode : {'full', 'valid', 'same'}, optional
        As in `convolve`.
    axes : int or sequence of int, optional
        As in `fftconvolve`.

    Returns
    -------
    ndarray

    Notes
    -----
    Overlap-add (A. V. Oppenheim and R. W. Schafer, Discrete-Time Signal Processing, sec. 8.7.3) along the axis where
    the lengths differ most; the length of the blocks makes the number of operations per sample smallest.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.signal import oaconvolve
    >>> oaconvolve(np.ones(1000), [0.5, 0.5])[:3].round(6)
    array([0.5, 1. , 1. ])
    """
    a, b = _pair("oaconvolve", in1, in2)
    _check_mode("oaconvolve", mode)
    if a.ndim == 0:
        return a * b
    if a.size == 0 or b.size == 0:
        return np.array([])
    if a.shape == b.shape:
        return fftconvolve(a, b, mode=mode, axes=axes)
    chosen = _transform_axes("oaconvolve", a, b, axes)
    if _must_swap("oaconvolve", mode, a.shape, b.shape, chosen):
        a, b = b, a
    if not chosen:
        return _cut(a * b, a.shape, b.shape, mode, chosen)
    shape = [a.shape[i] + b.shape[i] - 1 if i in chosen else max(a.shape[i], b.shape[i]) for i in range(a.ndim)]
    axis = max(chosen, key=lambda i: max(a.shape[i], b.shape[i]) / min(a.shape[i], b.shape[i]))
    long, short = (a, b) if a.shape[axis] >= b.shape[axis] else (b, a)
    block = _block_length(long.shape[axis], short.shape[axis])
    full = _by_transform(a, b, chosen, shape) if block is None else _add_blocks(long, short, chosen, shape, axis, block)
    return _cut(full, a.shape, b.shape, mode, chosen)


def _block_length(long: int, short: int) -> int | None:
    """How many samples of the long input to take at a time; None when all at once is best."""
    best, length = (long + short) * np.log2(long + short), None
    size = 2 * short
    while size < long + short:
        step = _fft.next_fast_len(size, True) - short + 1
        cost = -(-long // step) * (step + short) * np.log2(step + short)
        if cost < best:
            best, length = cost, step
        size *= 2
    return length


def _add_blocks(long: np.ndarray, short: np.ndarray, axes: list[int], shape: list[int], axis: int,
                block: int) -> np.ndarray:
    overlap = short.shape[axis] - 1
    out: Any = None
    for start in range(0, long.shape[axis], block):
        part = long[(slice(None),) * axis + (slice(start, start + block),)]
        length = part.shape[axis] + overlap
        piece = _by_transform(part, short, axes, [length if i == axis else n for i, n in enumerate(shape)])
        if out is None:
            out = np.zeros(shape, piece.dtype)
        out[(slice(None),) * axis + (slice(start, start + length),)] += piece
    return out


def choose_conv_method(in1: ArrayLike, in2: ArrayLike, mode: Mode = "full", measure: bool = False) -> Any:
    """Which method of `convolve` should be faster.

    Parameters
    ----------
    in1, in2 : array_like
    mode : {'full', 'valid', 'same'}, optional
    measure : bool, optional
        Time both rather than estimate.

    Returns
    -------
    method : {'direct', 'fft'}
        'direct' too when the transform could not represent the result: large integers, extended precision.
    times : dict
        Seconds of each, with ``measure``.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.signal import choose_conv_method
    >>> choose_conv_method(np.ones(10**5), np.ones(10**5)), choose_conv_method(np.ones(100), np.ones(3))
    ('fft', 'direct')
    """
    a, b = np.asarray(in1), np.asarray(in2)
    if measure:
        times = {}
        for method in ("fft", "direct"):
            run = lambda method=method: convolve(a, b, mode=mode, method=method)
            run()
            times[method] = min(timeit.repeat(run, number=1, repeat=3))
        return ("fft" if times["fft"] < times["direct"] else "direct"), times
    kinds = {a.dtype.kind, b.dtype.kind}
    if not kinds <= set("biufc") or kinds & {"b"} or any(x.dtype.char in "gGe" for x in (a, b)):
        return "direct"
    if kinds <= {"i", "u"} and a.size and b.size:
        largest = int(np.abs(a.astype(float)).max()) * int(np.abs(b.astype(float)).max()) * min(a.size, b.size)
        if largest > 2**np.finfo(float).nmant - 1:
            return "direct"
    return "fft" if _transform_cost(a, b) < _direct_cost(a, b) else "direct"


def _transform_cost(a: np.ndarray, b: np.ndarray) -> float:
    """In multiplications: three transforms, and the fixed cost of calling them."""
    n = prod(x + y - 1 for x, y in zip(a.shape, b.shape))
    complexity = 2.0 if "c" in a.dtype.kind + b.dtype.kind else 1.0
    return 2.5e4 + complexity * 6.0 * n * np.log2(max(n, 2))


def _direct_cost(a: np.ndarray, b: np.ndarray) -> float:
    complexity = 4.0 if "c" in a.dtype.kind + b.dtype.kind else 1.0
    per_pass = 0.0 if a.ndim == 1 else 1500.0 * min(a.size, b.size)
    return complexity * (0.25 if a.ndim == 1 else 1.0) * a.size * b.size + per_pass


_PADS = {"fill": "constant", "pad": "constant", "wrap": "wrap", "circular": "wrap", "symm": "symmetric",
         "symmetric": "symmetric"}


def convolve2d(in1: ArrayLike, in2: ArrayLike, mode: Mode = "full",
               boundary: Literal["fill", "wrap", "symm"] = "fill", fillvalue: Any = 0) -> np.ndarray:
    """Convolution of two images.

    Parameters
    ----------
    in1, in2 : array_like, 2-dimensional
    mode : {'full', 'valid', 'same'}, optional
        As in `convolve`.
    boundary : {'fill', 'wrap', 'symm'}, optional
        How ``in1`` goes on outside: with a value, repeated, or mirrored about its edges.
    fillvalue : number, optional
        The value, for 'fill'.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova.signal import convolve2d
    >>> convolve2d([[1, 2], [3, 4]], [[1, 1]])
    array([[1, 3, 2],
           [3, 7, 4]])
    """
    a, b = np.asarray(in1), np.asarray(in2)
    if not a.ndim == b.ndim == 2:
        raise ValueError(f"convolve2d: in1 and in2 must be 2-dimensional; got {a.ndim} and {b.ndim} dimensions")
    _check_mode("convolve2d", mode)
    if boundary not in _PADS:
        raise ValueError(f"convolve2d: boundary must be one of 'fill', 'wrap', 'symm'; got {boundary!r}")
    if _must_swap("convolve2d", mode, a.shape, b.shape):
        a, b = b, a
    fill = np.asarray(fillvalue)
    if fill.size != 1:
        raise ValueError(f"convolve2d: fillvalue must be one number; got shape {fill.shape}")
    kind = np.result_type(a, b)
    if mode == "valid":
        return _valid_direct(a, b).astype(kind, copy=False)
    pad = _PADS[boundary]
    if pad == "constant" and not fill.any():
        full = _direct(a, b)
    else:
        around = [(n - 1, n - 1) for n in b.shape]
        value = {"constant_values": fill.astype(kind).item()} if pad == "constant" else {}
        full = _valid_direct(np.pad(a.astype(kind, copy=False), around, pad, **value), b)
    return _cut(full, a.shape, b.shape, mode)


def correlate2d(in1: ArrayLike, in2: ArrayLike, mode: Mode = "full",
                boundary: Literal["fill", "wrap", "symm"] = "fill", fillvalue: Any = 0) -> np.ndarray:
    """Cross-correlation of two images.

    Parameters
    ----------
    in1, in2 : array_like, 2-dimensional
        The second is conjugated.
    mode : {'full', 'valid', 'same'}, optional
        As in `convolve`.
    boundary : {'fill', 'wrap', 'symm'}, optional
        As in `convolve2d`.
    fillvalue : number, optional
        The value, for 'fill'.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova.signal import correlate2d
    >>> correlate2d([[1, 2], [3, 4]], [[1, 0]], mode="same")
    array([[1, 2],
           [3, 4]])
    """
    a, b = np.asarray(in1), np.asarray(in2)
    if not a.ndim == b.ndim == 2:
        raise ValueError(f"correlate2d: in1 and in2 must be 2-dimensional; got {a.ndim} and {b.ndim} dimensions")
    _check_mode("correlate2d", mode)
    turned = _must_swap("correlate2d", mode, a.shape, b.shape)
    if turned:
        a, b = b, a
    if mode == "same":
        # The middle of an even kernel is the right one of its two, where that of a convolution is the left one.
        full = convolve2d(a, _turned(b), "full", boundary, fillvalue)
        return full[tuple(slice(m // 2, m // 2 + n) for n, m in zip(a.shape, b.shape))].copy()
    out = convolve2d(a, _turned(b), mode, boundary, fillvalue)
    return _turned(out) if turned else out
