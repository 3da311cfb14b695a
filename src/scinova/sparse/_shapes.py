# SPDX-License-Identifier: BSD-3-Clause
"""Shapes and keys: what a shape argument and an index expression mean."""
from __future__ import annotations

import math
import operator
from typing import Any, NamedTuple

import numpy as np


def check_shape(args: Any, dims: tuple[int, ...] = (2,), current: tuple[int, ...] | None = None) -> tuple[int, ...]:
    """A shape from ``(m, n)`` or ``((m, n),)``; with ``current``, one of the same size, -1 standing for the rest."""
    if not args:
        raise TypeError("sparse: a shape is needed")
    if len(args) == 1:
        try:
            shape = tuple(operator.index(s) for s in iter(args[0]))
        except TypeError:
            shape = (_whole(args[0]),) if not np.iterable(args[0]) else tuple(_whole(s) for s in args[0])
    else:
        shape = tuple(_whole(s) for s in args)
    if current is None:
        if len(shape) not in dims and not (3 in dims and len(shape) >= 1):
            raise ValueError(f"sparse: shape must have {' or '.join(map(str, dims))} dimensions; got {shape}")
        if any(s < 0 for s in shape):
            raise ValueError(f"sparse: a shape has no negative lengths; got {shape}")
        return shape
    size = math.prod(current)
    unknown = [i for i, s in enumerate(shape) if s < 0]
    if len(unknown) > 1:
        raise ValueError(f"reshape: only one length may be left open; got {shape}")
    if unknown:
        rest = math.prod(s for s in shape if s >= 0)
        if rest == 0 or size % rest:
            raise ValueError(f"reshape: an array of shape {current} does not fit {shape}")
        shape = tuple(size // rest if s < 0 else s for s in shape)
    elif math.prod(shape) != size:
        raise ValueError(f"reshape: an array of shape {current} does not fit {shape}")
    if len(shape) not in dims and not (3 in dims and len(shape) >= 1):
        raise ValueError(f"reshape: this format takes {' or '.join(map(str, dims))} dimensions; got {shape}")
    return shape


def check_transpose_axes(axes: Any) -> None:
    """Raise ValueError unless ``axes`` exchanges the two axes, the one thing a sparse matrix can do."""
    if axes is not None and (not np.iterable(axes) or tuple(axes) != (1, 0)):
        raise ValueError(f"transpose: axes of a sparse matrix can only be (1, 0) or None; got {axes!r}")


def _whole(s: Any) -> int:
    try:
        return operator.index(s)
    except TypeError:
        if isinstance(s, np.ndarray) and s.size == 1:
            return operator.index(s.item())
        raise TypeError(f"sparse: the lengths of a shape are integers; got {s!r}") from None


def reduction_axis(axis: Any, ndim: int) -> tuple[int, ...] | None:
    """``axis`` of a reduction as distinct sorted axes, or None for all of them."""
    if axis is None:
        return None
    given = axis if isinstance(axis, tuple) else (axis,)
    out = []
    for a in given:
        try:
            i = operator.index(a)
        except TypeError:
            raise TypeError(f"axis must be an integer or a tuple of them; got {axis!r}") from None
        if not -ndim <= i < ndim:
            raise ValueError(f"axis {i} is out of range for an array of {ndim} dimensions")
        out.append(i % ndim)
    if len(set(out)) != len(out):
        raise ValueError(f"axis names a dimension twice: {axis}")
    return None if len(out) == ndim else tuple(sorted(out))


class Key(NamedTuple):
    """An index expression taken apart.

    ``index`` has, for each axis of the array, an int, a slice or an integer array; ``shape`` is the shape of the result
    and ``points`` says that several arrays are walked together (they are then broadcast against each other).
    """

    index: tuple[Any, ...]
    shape: tuple[int, ...]
    points: bool
    point_shape: tuple[int, ...]


def parse_key(key: Any, shape: tuple[int, ...]) -> Key:
    """Take an index expression apart as NumPy would for an array of this shape."""
    items = [_listed(k) for k in (key if isinstance(key, tuple) else (key,))]
    ndim = len(shape)
    parsed: list[Any] = []
    used = 0
    spread = [k for k, item in enumerate(items) if item is Ellipsis]
    if len(spread) > 1:
        raise IndexError("an index may have one ellipsis only")
    counts = [_consumes(item) for item in items]
    total = sum(counts)
    if total > ndim:
        raise IndexError(f"too many indices: {total} for an array of {ndim} dimensions")
    if not spread:
        items, counts = [*items, Ellipsis], [*counts, 0]
    for item, count in zip(items, counts):
        if item is Ellipsis:
            parsed += [slice(None)] * (ndim - total)
            used += ndim - total
        elif item is None:
            parsed.append(None)
        elif count > 1 or (count == 1 and _is_boolean(item)):
            parsed += _boolean(item, shape[used:used + count], used)
            used += count
        else:
            parsed.append(_one_axis(item, shape[used], used))
            used += 1
    return _finish(parsed, shape)


def _listed(item: Any) -> Any:
    """A list of booleans as an array; anything else as it is."""
    probe = item
    while isinstance(probe, list) and probe:
        probe = probe[0]
    return np.asarray(item) if isinstance(item, list) and isinstance(probe, (bool, np.bool_)) else item


def _is_boolean(item: Any) -> bool:
    return getattr(item, "dtype", None) == np.bool_ and getattr(item, "ndim", 0) > 0


def _consumes(item: Any) -> int:
    """How many axes an item of an index expression takes."""
    if item is None or item is Ellipsis:
        return 0
    if _is_boolean(item):
        return item.ndim
    return 1


def _boolean(item: Any, shape: tuple[int, ...], first: int) -> list[Any]:
    if item.shape != shape:
        raise IndexError(f"boolean index {first} has shape {item.shape}; the array has {shape} there")
    return [np.asarray(i) for i in item.nonzero()]


def _one_axis(item: Any, length: int, axis: int) -> Any:
    if isinstance(item, slice):
        return item
    try:
        i = operator.index(item)
    except TypeError:
        pass
    else:
        if isinstance(item, (bool, np.bool_)):
            raise IndexError("a single boolean is not an index of a sparse array")
        if not -length <= i < length:
            raise IndexError(f"index {i} is out of bounds for axis {axis} of length {length}")
        return i % length
    if hasattr(item, "format") and hasattr(item, "toarray"):
        raise IndexError("a sparse array of numbers is no index; only boolean ones are")
    try:
        a = np.asarray(item)
    except ValueError as error:
        raise IndexError(f"invalid index {item!r}") from error
    if a.dtype.kind == "b":
        return _boolean(a, (length,), axis)[0]
    if a.dtype.kind not in "iu":
        if a.ndim == 0 or a.dtype.kind != "f" and a.size:
            raise IndexError(f"index {item!r} is neither an integer, a slice, nor an array of integers or booleans")
        a = a.astype(np.intp)
    if a.ndim == 0:
        return _one_axis(int(a), length, axis)
    if a.size:
        low, high = a.min(), a.max()
        if low < -length or high >= length:
            worst = low if low < -length else high
            raise IndexError(f"index {worst} is out of bounds for axis {axis} of length {length}")
        if low < 0:
            a = np.where(a < 0, a + length, a)
    return a.astype(np.intp, copy=False)


def _finish(parsed: list[Any], shape: tuple[int, ...]) -> Key:
    arrays = [p for p in parsed if isinstance(p, np.ndarray)]
    try:
        point_shape = np.broadcast_shapes(*(a.shape for a in arrays))
    except ValueError:
        raise IndexError("index arrays cannot be broadcast together: shapes "
                         + ", ".join(str(a.shape) for a in arrays)) from None
    # NumPy puts the axes of the arrays where the first stands, or in front when something stands between them. An
    # integer beside an array counts as one.
    fancy = [k for k, p in enumerate(parsed) if isinstance(p, (np.ndarray, int))] if arrays else []
    together = fancy == list(range(fancy[0], fancy[0] + len(fancy))) if fancy else True
    index, out, axis = [], [], 0
    placed = False
    if arrays and not together:
        out += point_shape
        placed = True
    for p in parsed:
        if p is None:
            out.append(1)
            continue
        if isinstance(p, slice):
            out.append(len(range(*p.indices(shape[axis]))))
        elif (isinstance(p, np.ndarray) or arrays) and not placed:
            out += point_shape
            placed = True
        index.append(p)
        axis += 1
    return Key(tuple(index), tuple(out), len(arrays) > 1, tuple(point_shape))
