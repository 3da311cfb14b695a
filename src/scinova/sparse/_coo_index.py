# SPDX-License-Identifier: BSD-3-Clause
"""Reading and writing parts of COO arrays of any number of dimensions."""
from __future__ import annotations

import math
from typing import Any

import numpy as np

from scinova.sparse._base import issparse
from scinova.sparse._dtypes import get_index_dtype
from scinova.sparse._index import cast_values, unsparse_key
from scinova.sparse._shapes import Key, parse_key


class CooIndexing:
    """``a[key]`` and ``a[key] = x``."""

    def __getitem__(self, key: Any) -> Any:
        a: Any = self
        parsed = parse_key(unsparse_key(key), a._shape)
        source, coords = _pick(a, parsed)
        if not parsed.shape and not any(isinstance(i, (slice, np.ndarray)) for i in parsed.index):
            return a.dtype.type(a.data[source].sum(dtype=a.dtype))
        index = get_index_dtype(a.coords, maxval=max(parsed.shape, default=0))
        return type(a)._from_parts(a.data[source], tuple(np.ascontiguousarray(c, index) for c in coords), parsed.shape)

    def __setitem__(self, key: Any, x: Any) -> None:
        a: Any = self
        parsed = parse_key(unsparse_key(key), a._shape)
        shape = parsed.shape
        if issparse(x):
            x = x.tocoo()._deduped()
            if x.shape != shape:
                from scinova.sparse._pairs import broadcast_to
                x = x.reshape(shape) if math.prod(x.shape) == math.prod(shape) else broadcast_to(x, shape)
            at, values = tuple(np.asarray(c, np.int64) for c in x.coords), x.data
        else:
            x = cast_values(x, a.dtype)
            if x.ndim > len(shape):
                if x.size != max(x.shape):
                    raise ValueError(f"values of shape {x.shape} do not broadcast to the selected shape {shape}")
                x = x.reshape(-1) if shape else x.reshape(())
            x = np.broadcast_to(x, shape)
            at = tuple(c.ravel() for c in np.indices(shape, sparse=False)) if shape else ()
            values = x.ravel()
        source, _ = _pick(a, parsed)
        keep = np.ones(len(a.data), bool)
        keep[source] = False
        new = _target(parsed, at, a._shape, len(values))
        data = values.astype(a.dtype, copy=False)
        if len(data):
            flat = np.zeros(len(data), np.int64)
            for d, c in enumerate(new):
                flat = flat * a._shape[d] + c
            _, last = np.unique(flat[::-1], return_index=True)
            last = len(flat) - 1 - last
            last = last[data[last] != 0]
            new, data = [c[last] for c in new], data[last]
        index = a.coords[0].dtype
        a.coords = tuple(np.concatenate([c[keep], n.astype(index, copy=False)]) for c, n in zip(a.coords, new))
        a.data = np.concatenate([a.data[keep], data])
        a.has_canonical_format = False


def _pick(a: Any, key: Key) -> tuple[np.ndarray, list[np.ndarray]]:
    """Which stored entries a key selects (an entry may come several times), and where each goes in the result."""
    source = np.arange(len(a.data))
    coords = [np.asarray(c) for c in a.coords]
    moved: dict[int, np.ndarray] = {}
    for d, (item, size) in enumerate(zip(key.index, a._shape)):
        if isinstance(item, np.ndarray):
            continue
        if isinstance(item, int):
            hit, at = coords[d] == item, None
        else:
            start, stop, step = item.indices(size)
            away = (coords[d].astype(np.int64) - start) * (1 if step > 0 else -1)
            span = (stop - start) * (1 if step > 0 else -1)
            hit = (away >= 0) & (away < span) & (away % abs(step) == 0)
            at = away // abs(step)
        source = source[hit]
        coords = [c[hit] for c in coords]
        moved = {k: v[hit] for k, v in moved.items()}
        if at is not None:
            moved[d] = at[hit]
    arrays = [d for d, item in enumerate(key.index) if isinstance(item, np.ndarray)]
    point = None
    if arrays:
        chosen, point = _match_points(a, key, arrays, coords)
        source = source[chosen]
        moved = {k: v[chosen] for k, v in moved.items()}
    return source, _laid_out(key, moved, point, len(source))


def _match_points(a: Any, key: Key, arrays: list[int], coords: list[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Pairs (entry, point) where an entry lies at a point of the index arrays."""
    want = np.zeros(math.prod(key.point_shape), np.int64)
    have = np.zeros(len(coords[0]), np.int64)
    for d in arrays:
        want = want * a._shape[d] + np.broadcast_to(key.index[d], key.point_shape).ravel()
        have = have * a._shape[d] + coords[d]
    order = np.argsort(want, kind="stable")
    ordered = want[order]
    first, last = np.searchsorted(ordered, have, "left"), np.searchsorted(ordered, have, "right")
    times = last - first
    chosen = np.repeat(np.arange(len(have)), times)
    offset = np.arange(len(chosen)) - np.repeat(np.cumsum(times) - times, times)
    return chosen, order[np.repeat(first, times) + offset]


def _point_place(key: Key) -> int:
    """Where in the result the axes of the index arrays begin: found from the shape that the key promised."""
    slices = sum(isinstance(i, slice) for i in key.index)
    before = 0
    for item in key.index:
        if isinstance(item, slice):
            before += 1
        else:
            break
    kinds = [not isinstance(i, slice) for i in key.index]
    first = kinds.index(True)
    block = kinds[first:first + sum(kinds)]
    return before if all(block) or slices == 0 else 0


def _laid_out(key: Key, moved: dict[int, np.ndarray], point: Any, count: int) -> list[np.ndarray]:
    """Coordinates in the result, new axes of length one filled in by reshaping."""
    parts: list[np.ndarray] = [moved[d] for d in sorted(moved)]
    sizes = _slice_lengths(key)
    if point is not None:
        spread = [np.asarray(c) for c in np.unravel_index(point, key.point_shape)] if key.point_shape else []
        at = min(_point_place(key), len(parts))
        parts[at:at] = spread
        sizes[at:at] = key.point_shape
    flat = np.zeros(count, np.int64)
    for c, size in zip(parts, sizes):
        flat = flat * size + c
    out = []
    for size in key.shape[::-1]:
        out.append(flat % max(size, 1))
        flat = flat // max(size, 1)
    return out[::-1]


def _slice_lengths(key: Key) -> list[int]:
    shape = list(key.shape)
    if not any(isinstance(i, np.ndarray) for i in key.index):
        rest = list(shape)
        wanted = sum(isinstance(i, slice) for i in key.index)
        while len(rest) > wanted:
            rest.remove(1)
        return rest
    at = _point_place(key)
    n = len(key.point_shape)
    wanted = sum(isinstance(i, slice) for i in key.index)
    rest = shape
    while len(rest) > wanted + n:
        rest.remove(1)
    return rest[:at] + rest[at + n:]


def _target(key: Key, at: Any, shape: tuple[int, ...], count: int) -> list[np.ndarray]:
    """Coordinates in the array of entries that stand at ``at`` in the selected region."""
    flat = np.zeros(count, np.int64)
    for c, size in zip(at, key.shape):
        flat = flat * size + c
    sizes = _slice_lengths(key)
    arrays = any(isinstance(i, np.ndarray) for i in key.index)
    place = min(_point_place(key), len(sizes)) if arrays else 0
    full = [*sizes[:place], *(key.point_shape if arrays else ()), *sizes[place:]]
    parts = []
    for size in full[::-1]:
        parts.append(flat % max(size, 1))
        flat = flat // max(size, 1)
    parts = parts[::-1]
    n = len(key.point_shape) if arrays else 0
    points, rest = tuple(parts[place:place + n]), parts[:place] + parts[place + n:]
    out = []
    for item, size in zip(key.index, shape):
        if isinstance(item, slice):
            start, _, step = item.indices(size)
            out.append(start + step * rest.pop(0))
        elif isinstance(item, np.ndarray):
            out.append(np.broadcast_to(item, key.point_shape)[points].astype(np.int64) if n else
                       np.full(count, int(item), np.int64))
        else:
            out.append(np.full(count, item, np.int64))
    return out

