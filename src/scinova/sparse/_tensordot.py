# SPDX-License-Identifier: BSD-3-Clause
"""Contraction of COO arrays over several axes."""
from __future__ import annotations

import math
import operator
from typing import Any

import numpy as np

from scinova._core.arrays import normalize_axes
from scinova.sparse._base import issparse
from scinova.sparse._products import product, times_dense


def _pairs(axes: Any, left: int, right: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    try:
        n = operator.index(axes)
    except TypeError:
        first, second = axes
        first = (first,) if not np.iterable(first) else tuple(first)
        second = (second,) if not np.iterable(second) else tuple(second)
        if len(first) != len(second):
            raise ValueError(f"tensordot: axes must pair up; got {axes}") from None
        return normalize_axes(first, left), normalize_axes(second, right)
    if not 0 <= n <= min(left, right):
        raise ValueError(f"tensordot: axes must be at most the number of dimensions; got {axes}")
    return tuple(range(left - n, left)), tuple(range(n))


def tensordot(a: Any, b: Any, axes: Any) -> Any:
    """Sum of products over pairs of axes."""
    dense = not issparse(b)
    b = np.asarray(b) if dense else b.tocoo()
    first, second = _pairs(axes, a.ndim, b.ndim)
    if any(a.shape[i] != b.shape[j] for i, j in zip(first, second)):
        raise ValueError(f"tensordot: shapes {a.shape} and {b.shape} differ along the paired axes")
    keep_a = [d for d in range(a.ndim) if d not in first]
    keep_b = [d for d in range(b.ndim) if d not in second]
    inner = math.prod(a.shape[d] for d in first)
    shape_a, shape_b = tuple(a.shape[d] for d in keep_a), tuple(b.shape[d] for d in keep_b)
    left = a.transpose([*keep_a, *first]).reshape((math.prod(shape_a), inner))
    if dense:
        out = times_dense(left, b.transpose([*second, *keep_b]).reshape(inner, math.prod(shape_b)))
        out = out.reshape(shape_a + shape_b)
        return out[()] if out.ndim == 0 else out
    right = b.transpose([*second, *keep_b]).reshape((inner, math.prod(shape_b)))
    out = product(left.tocsr(), right.tocsr()).tocoo()
    if not shape_a + shape_b:
        return out.data.sum(dtype=out.dtype)
    return out.reshape(shape_a + shape_b)
