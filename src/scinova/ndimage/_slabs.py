# SPDX-License-Identifier: BSD-3-Clause
"""Filters of several steps, a slab of a large array at a time: what comes in between is then as small as a slab.

A slab is a range of indices along the axis of the longest stride, and as many more on either side as the steps together
reach; results of those, which edges that the array does not have went into, are dropped. The others are those of the
whole array, bit by bit.
"""
from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

# Bytes of a slab, a quarter of the array between these: it and most of what is made of it stay in a second cache.
_LEAST, _MOST = 2**19, 2**20
# A slab is at least so many times longer than the steps reach, but not so many times larger than the above: in one that
# fell out of the cache the results to be dropped would cost more than is saved.
_TIMES, _LARGEST = 8, 3

Work = Callable[[np.ndarray, Any], np.ndarray]


def is_large(input: np.ndarray) -> bool:
    """Whether an array is worth slabs."""
    return input.nbytes >= 4 * _LEAST


def by_slabs(work: Work, input: np.ndarray, output: Any, reaches: Sequence[int], modes: Sequence[Any],
             suits: Callable[[np.ndarray], bool] | None = None, costly: bool = False) -> np.ndarray | None:
    """``work(input, output)`` in slabs; None where those would not serve.

    Parameters
    ----------
    work : callable
        ``work(input, output)``, a filter: ``output`` is None, a dtype, or an array that is returned.
    input : ndarray
    output : None, dtype-like or ndarray
    reaches : sequence of int
        For each axis of ``input``, how far from an element those lie that its result depends on.
    modes : sequence of str
        For each axis, its boundary mode.
    suits : callable, optional
        Whether a slab's elements are such that results depend on no others.
    costly : bool
        An element costs more to work out than to fetch: fewer may be dropped.
    """
    axis = int(np.argmax(np.abs(input.strides)))
    n, reach = input.shape[axis], reaches[axis]
    size = min(max(input.nbytes // 4, _LEAST), _MOST)
    length = max((3 if costly else 1) * _TIMES * reach, size * n // input.nbytes, 1)
    if n < 2 * length or length * input.nbytes > _LARGEST * size * n:
        return None
    given = output if isinstance(output, np.ndarray) else None
    if given is None:
        if output is not None and not isinstance(output, (type, np.dtype, str)):
            return None
    elif given.shape != input.shape or np.may_share_memory(given, input):
        return None
    wrap = modes[axis] in ("wrap", "grid-wrap")
    out = given
    for start in range(0, n, length):
        stop = min(start + length, n)
        low, high = start - reach, stop + reach
        if wrap and (low < 0 or high > n):
            slab = input.take(np.arange(low, high), axis, mode="wrap")
        else:
            low, high = max(low, 0), min(high, n)
            slab = input[_along(axis, low, high)]
        if suits is not None and not suits(slab):
            return None
        done = work(slab, output if given is None else np.empty(slab.shape, given.dtype))
        if out is None:
            out = np.empty(input.shape, done.dtype)
        out[_along(axis, start, stop)] = done[_along(axis, start - low, stop - low)]
        del done
    return out


def _along(axis: int, start: int, stop: int) -> tuple[slice, ...]:
    return (slice(None),) * axis + (slice(start, stop),)
