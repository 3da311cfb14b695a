# SPDX-License-Identifier: BSD-3-Clause
"""What the functions of ndimage share: boundary modes, per-axis arguments, outputs, and calls of native kernels.

Errors follow SciPy's types: an element type, a mode or an output that does not fit is a RuntimeError, an origin
outside its window a ValueError.
"""
from __future__ import annotations

import functools
import operator
import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from scinova._core.arrays import native, normalize_axes
from scinova.ndimage import _native

# The codes of Mode in native/kernels/ndimage/anyview.hpp. For filters the grid- variants are other names.
FILTER_MODES = {"nearest": 0, "wrap": 1, "grid-wrap": 1, "reflect": 2, "grid-mirror": 2, "mirror": 3, "constant": 4,
                "grid-constant": 4}

_SUPPORTED = frozenset("?bBhHiIlLqQfd")


def mode_code(mode: Any) -> int:
    """The native code of a filter's boundary mode."""
    try:
        return FILTER_MODES[mode]
    except (KeyError, TypeError):
        raise RuntimeError(f"mode must be one of {', '.join(map(repr, FILTER_MODES))}; got {mode!r}") from None


def is_sequence(value: Any) -> bool:
    """Whether ``value`` gives one entry per axis rather than one for all."""
    if value is None or isinstance(value, (str, int, float)):
        return False
    return isinstance(value, (list, tuple)) or (isinstance(value, Iterable) and np.ndim(value) > 0)


def per_axis(value: Any, count: int, name: str) -> list[Any]:
    """``value`` repeated for every axis, or as a list that must have one entry per axis."""
    if not is_sequence(value):
        return [value] * count
    out = list(value)
    if len(out) != count:
        raise RuntimeError(f"{name} must have one entry per axis, {count} of them; got {len(out)}")
    return out


def filter_axes(axes: Any, ndim: int) -> tuple[int, ...]:
    """The axes that a filter works on, in the order given."""
    if axes is None:
        return tuple(range(ndim))
    return normalize_axes(axes, ndim)


def check_origin(origin: Any, size: int, name: str = "origin") -> int:
    """An origin that leaves the centre inside a window of ``size``."""
    if type(origin) is int and origin == 0:
        return 0
    o = operator.index(origin)
    if not 0 <= size // 2 + o < size:
        raise ValueError(f"{name} must lie in [{-(size // 2)}, {(size - 1) // 2}] for a window of {size}; got {o}")
    return o


def as_real_array(a: Any, name: str = "input") -> np.ndarray:
    """``a`` as an array of real numbers; complex input is a TypeError."""
    out = np.asarray(a)
    if out.dtype.kind == "c":
        raise TypeError(f"{name} must be real; got dtype {out.dtype}")
    return out


def true_elements(input: Any, error: type[Exception] = RuntimeError) -> np.ndarray:
    """The elements of a real array that are not zero, as a native boolean array."""
    a = as_real_array(input)
    if a.dtype.char == "?" and _native.is_plain(a):
        return a
    if a.dtype.char not in _SUPPORTED:
        raise error(f"input must be boolean, integer, float32 or float64; got dtype {a.dtype}")
    return native(a if a.dtype.kind == "b" else a != 0)


def readable(a: np.ndarray, name: str = "input") -> np.ndarray:
    """``a`` as kernels take it: a supported type, native, aligned, at least one dimension."""
    if _native.is_plain(a):
        return a
    if a.dtype.char not in _SUPPORTED:
        error = TypeError if a.dtype.kind in "SUV" else RuntimeError
        raise error(f"{name} must be boolean, integer, float32 or float64; got dtype {a.dtype}")
    a = native(a)
    return a if a.ndim else a.reshape(1)


def make_output(output: Any, input: np.ndarray, shape: tuple[int, ...] | None = None,
                complex_output: bool = False) -> np.ndarray:
    """The array that a function writes to: ``output`` itself, or a new one of its dtype.

    Parameters
    ----------
    output : None, dtype-like or ndarray
        None is the dtype of ``input``.
    input : ndarray
    shape : tuple of int, optional
        By default the shape of ``input``.
    complex_output : bool
        The result is complex: a real dtype is promoted, with a warning when it was asked for; a real array is refused.
    """
    shape = input.shape if shape is None else shape
    if output is None and not complex_output and input.dtype.isnative:
        return np.empty(shape, input.dtype)
    if output is None:
        dtype = np.result_type(input.dtype, np.complex64) if complex_output else input.dtype
        return np.empty(shape, dtype.newbyteorder("=") if dtype.kind not in "OSUV" else dtype)
    if isinstance(output, (type, np.dtype, str)):
        dtype = np.dtype(output)
        if complex_output and dtype.kind != "c":
            warnings.warn("the output is complex; its dtype has been promoted", stacklevel=3)
            dtype = np.result_type(dtype, np.complex64)
        return np.empty(shape, dtype)
    out = output if isinstance(output, np.ndarray) else np.asarray(output)
    if out.shape != tuple(shape):
        raise RuntimeError(f"output must have the shape {tuple(shape)}; got {out.shape}")
    if complex_output and out.dtype.kind != "c":
        raise RuntimeError(f"output must be complex; got dtype {out.dtype}")
    return out


def _same_layout(a: np.ndarray, b: np.ndarray) -> bool:
    return (a.__array_interface__["data"][0] == b.__array_interface__["data"][0] and a.shape == b.shape
            and a.strides == b.strides and a.itemsize == b.itemsize)


def _kernel_ready(a: np.ndarray) -> bool:
    """Whether a kernel can read and write ``a`` as it lies in memory."""
    flags = a.flags
    return (a.ndim > 0 and a.dtype.char in _SUPPORTED and a.dtype.isnative and flags.behaved
            and (flags.forc or all(s % a.itemsize == 0 for s in a.strides)))


def run(kernel: Callable[..., Any], source: np.ndarray, args: Sequence[Any], output: np.ndarray, *,
        in_place: bool = False) -> np.ndarray:
    """``kernel(source, *args, output)`` for any output.

    An output that the kernel cannot write (foreign byte order, unaligned, another dtype kind), or that shares memory
    with the source where the kernel cannot work in place, goes through a temporary.
    """
    if source is output and in_place and _kernel_ready(source):
        kernel(source, *args, output)
        return output
    source = readable(source)
    if output.dtype.char not in _SUPPORTED:
        raise RuntimeError(f"output must be boolean, integer, float32 or float64; got dtype {output.dtype}")
    target = output if output.ndim else output.reshape(1)
    direct = _kernel_ready(target)
    if direct and np.may_share_memory(source, target):
        direct = in_place and _same_layout(source, target)
    if not output.flags.writeable:
        raise ValueError("output is read-only")
    into = target if direct else np.empty(target.shape, target.dtype.newbyteorder("="))
    kernel(source, *args, into)
    if not direct:
        target[...] = into
    return output


def cached(build: Callable[..., Any], *args: Any) -> Any:
    """``build(*args)`` of a function with a cache, also for arguments that no cache can look up.

    Lists and small arrays are looked up as the tuples of their entries, which ``build`` must take for the same.
    """
    try:
        return build(*args)
    except TypeError:
        known = [_entries(a) if type(a) is list or type(a) is np.ndarray else a for a in args]
    try:
        return build(*known)
    except TypeError:
        return build.__wrapped__(*args)


def _entries(values: Any) -> Any:
    """The entries of a list, or of an array of one dimension, as a tuple."""
    if type(values) is list:
        return tuple(values)
    few = values.ndim == 1 and 0 < values.size <= 32 and values.dtype.kind in "biuf"
    return tuple(values.tolist()) if few else values


def array_key(a: Any) -> tuple[Any, ...] | np.ndarray:
    """What a cache knows a small array by; a large one comes back as an array, which no cache takes."""
    if (key := _native.array_key(a)) is not None:
        return key
    a = np.asarray(a)
    return a if (key := _native.array_key(a)) is None else key


def keyed_array(key: tuple[Any, ...] | np.ndarray) -> np.ndarray:
    """The array that `array_key` made a key of."""
    if isinstance(key, np.ndarray):
        return key
    dtype, shape, data = key
    return np.array(shape) if dtype is None else np.frombuffer(data, dtype).reshape(shape)


def apply(plan: Any, input: np.ndarray, cval: Any, output: Any) -> np.ndarray:
    """A native filter of ``input``, complex ones by parts."""
    done = plan.apply(input, cval, output)
    return _apply(plan, input, cval, output) if done is None else done


def _apply(plan: Any, input: np.ndarray, cval: Any, output: Any) -> np.ndarray:
    if input.dtype.kind == "c":
        out = make_output(output, input, complex_output=True)
        if np.may_share_memory(input, out) and not _same_layout(input, out):
            input = input.copy()
        return each_part(lambda part, output, cval: _apply(plan, part, cval, output), input, out, cval)
    if np.iscomplexobj(cval):
        raise ValueError(f"cval must be real where the input is; got {cval!r}")
    return run(plan.into, input, (float(cval),), make_output(output, input), in_place=plan.in_place)


def neighbour_offsets(footprint: np.ndarray, origins: Sequence[int]) -> np.ndarray:
    """Offsets of the true elements of ``footprint`` from its centre, in C order: shape (count, ndim)."""
    if footprint.all():
        return _box_offsets(footprint.shape, tuple(origins))
    centre = np.array([s // 2 for s in footprint.shape], np.int64) + np.asarray(origins, np.int64)
    return np.ascontiguousarray(np.argwhere(footprint) - centre, dtype=np.int64)


@functools.lru_cache(maxsize=64)
def _box_offsets(shape: tuple[int, ...], origins: tuple[int, ...]) -> np.ndarray:
    out = np.stack([np.indices(shape)[d].ravel() - shape[d] // 2 - origins[d] for d in range(len(shape))], axis=1)
    out = np.ascontiguousarray(out, dtype=np.int64)
    out.flags.writeable = False
    return out


def expand_to_axes(a: np.ndarray, axes: Sequence[int], ndim: int) -> np.ndarray:
    """``a`` with dimensions of length one for the axes not in ``axes``.

    Its dimensions belong to the axes in increasing order, however they are listed: SciPy's rule for arrays of weights,
    footprints and structures (lists of sizes, origins and modes follow the order of ``axes``).
    """
    missing = [axis for axis in range(ndim) if axis not in axes]
    return np.expand_dims(a, missing) if missing else a


def spread(values: Sequence[Any], axes: Sequence[int], ndim: int, default: Any) -> list[Any]:
    """Per-axis ``values`` in the order of all ``ndim`` axes; ``default`` on the other axes."""
    out = [default] * ndim
    for axis, value in zip(axes, values):
        out[axis] = value
    return out


def each_part(function: Callable[..., Any], input: np.ndarray, output: np.ndarray, cval: Any,
              **kwargs: Any) -> np.ndarray:
    """Apply a linear real filter to the real and the imaginary part of ``input``."""
    function(input.real, output=output.real, cval=np.real(cval), **kwargs)
    function(input.imag, output=output.imag, cval=np.imag(cval), **kwargs)
    return output
