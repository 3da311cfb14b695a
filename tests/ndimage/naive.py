# SPDX-License-Identifier: BSD-3-Clause
"""Definitions of the filters, as plainly as NumPy says them, and random arguments for them."""
import itertools

import numpy as np
from hypothesis import strategies as st

MODES = ["reflect", "constant", "nearest", "mirror", "wrap", "grid-mirror", "grid-constant", "grid-wrap"]
INTEGERS = "bBhHiIlL"
REALS = "?" + INTEGERS + "fd"


def map_index(i, n, mode):
    """The index that stands for each of ``i`` in an axis of ``n``; -1 is the constant."""
    i = np.asarray(i)
    if mode == "nearest":
        return np.clip(i, 0, n - 1)
    if mode in ("wrap", "grid-wrap"):
        return i % n
    if mode in ("reflect", "grid-mirror"):
        r = i % (2 * n)
        return np.where(r < n, r, 2 * n - 1 - r)
    if mode == "mirror":
        if n == 1:
            return np.zeros_like(i)
        r = i % (2 * n - 2)
        return np.where(r < n, r, 2 * n - 2 - r)
    return np.where((i >= 0) & (i < n), i, -1)


def neighbours(a, offsets, mode, cval):
    """An array with a leading axis over ``offsets``: the neighbour of every element at each of them, in float64."""
    out = np.empty((len(offsets), *a.shape))
    for k, offset in enumerate(offsets):
        index = np.ix_(*[map_index(np.arange(n) + o, n, mode) for n, o in zip(a.shape, offset)])
        outside = np.zeros(a.shape, bool)
        for j in index:
            outside |= j < 0
        out[k] = np.where(outside, cval, a[index])
    return out


def offsets_of(footprint, origin):
    """Offsets of the true elements from the centre, in C order."""
    footprint = np.asarray(footprint)
    origin = np.broadcast_to(origin, footprint.ndim)
    return [tuple(i - s // 2 - o for i, s, o in zip(at, footprint.shape, origin))
            for at in itertools.product(*map(range, footprint.shape)) if footprint[at]]


@st.composite
def arrays(draw, dtypes=REALS, max_ndim=4, min_ndim=1, most=None):
    """Small arrays of any dtype, whose memory may be transposed, reversed, strided or read-only."""
    ndim = draw(st.integers(min_ndim, max_ndim))
    limit = most or [40, 14, 7, 5][ndim - 1]
    shape = tuple(draw(st.integers(1, limit)) for _ in range(ndim))
    dtype = np.dtype(draw(st.sampled_from(dtypes)))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    if dtype.kind == "b":
        a = rng.random(shape) < 0.5
    elif dtype.kind in "ui":
        a = rng.integers(0 if dtype.kind == "u" else -60, 60, shape).astype(dtype)
    else:
        a = rng.standard_normal(shape).astype(dtype)
    layout = draw(st.sampled_from(["plain", "transposed", "reversed", "strided", "read-only", "swapped"]))
    if layout == "transposed":
        a = a.T
    elif layout == "reversed":
        a = a[::-1]
    elif layout == "strided":
        wide = np.zeros((*shape[:-1], 2 * shape[-1]), dtype)
        wide[..., ::2] = a
        a = wide[..., ::2]
    elif layout == "read-only":
        a.flags.writeable = False
    elif layout == "swapped":
        a = a.astype(dtype.newbyteorder())
    return a


@st.composite
def windows(draw, ndim, most=5):
    """A footprint with a true element and an origin that keeps its centre inside."""
    shape = tuple(draw(st.integers(1, most)) for _ in range(ndim))
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    footprint = rng.random(shape) < 0.7
    footprint.flat[rng.integers(footprint.size)] = True
    origin = [int(rng.integers(-(s // 2), (s - 1) // 2 + 1)) for s in shape]
    return footprint, origin


def stored(values, dtype):
    """Real results in an output of ``dtype``: truncated, not rounded."""
    dtype = dtype.newbyteorder("=")
    if dtype.kind == "u":
        return np.trunc(values).astype(np.int64).astype(dtype)
    if dtype.kind == "b":
        return np.trunc(values) != 0
    return values.astype(dtype)
