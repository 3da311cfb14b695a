# SPDX-License-Identifier: BSD-3-Clause
"""Random projections of matrices to fewer rows.

K. L. Clarkson & D. P. Woodruff, Low rank approximation and regression in input sparsity time, STOC (2013) 81: a matrix
with one entry of +1 or -1 in a random row of each column nearly preserves norms, and is applied in one pass.
"""
from __future__ import annotations

import operator
from typing import Any

import numpy as np

from scinova._core.arrays import native
from scinova._core.random import accepts_rng
from scinova.linalg import _native


@accepts_rng("seed", 2)
def clarkson_woodruff_transform(input_matrix: Any, sketch_size: int, rng: Any = None) -> Any:
    """A sketch ``S @ A`` of a matrix, or of each of a stack, with ``sketch_size`` rows.

    Parameters
    ----------
    input_matrix : (..., M, N) array or (M, N) sparse array
    sketch_size : int
        Number of rows of the sketch.
    rng : int or Generator, optional
        Source of randomness.

    Returns
    -------
    (..., sketch_size, N) ndarray or sparse array in CSC format
        Each row of ``A``, with a random sign, is added to a random row. For norms of all vectors in the range of a
        matrix of rank ``N`` to be preserved to within a factor ``1 + d`` with probability ``1 - p``, about
        ``N**2 / (p * d**2)`` rows are enough.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> a = np.ones((1000, 1))
    >>> s = linalg.clarkson_woodruff_transform(a, 100, rng=0)
    >>> s.shape, bool(0.5 < (s**2).sum() / (a**2).sum() < 2)
    ((100, 1), True)
    """
    size = operator.index(sketch_size)
    if size < 1:
        raise ValueError(f"linalg.clarkson_woodruff_transform: sketch_size must be at least 1; got {size}")
    is_sparse = hasattr(input_matrix, "tocoo") and hasattr(input_matrix, "nnz")
    a = input_matrix if is_sparse else np.asanyarray(input_matrix)
    if len(a.shape) < 2:
        raise ValueError("linalg.clarkson_woodruff_transform: input_matrix must be at least 2-dimensional; got shape "
                         f"{a.shape}")
    if is_sparse and len(a.shape) > 2:
        raise NotImplementedError("linalg.clarkson_woodruff_transform: sparse arrays must have 2 dimensions; got "
                                  f"shape {a.shape}")
    count = a.shape[-2]
    draw = rng.integers if hasattr(rng, "integers") else rng.randint
    target = draw(0, size, count).astype(np.int64, copy=False)
    signs = rng.choice([1, -1], count)
    if is_sparse:
        coo = a.tocoo()
        values = coo.data * signs[coo.row]
        return type(coo)((values, (target[coo.row], coo.col)), shape=(size, a.shape[1])).tocsc()
    if a.dtype.kind == "O":
        raise TypeError("linalg.clarkson_woodruff_transform: input_matrix must be an array of numbers; got objects")
    kind = np.result_type(a, np.int64)
    out = np.zeros((*a.shape[:-2], size, a.shape[-1]), dtype=kind)
    if kind.char in "dD":
        a = native(a, kind)
        for k in np.ndindex(a.shape[:-2]):
            _native.add_rows(a[k], target, signs, out[k])
    elif a.size:
        # Rows that go to the same place, side by side: sums of runs.
        order = np.argsort(target, kind="stable")
        places, starts = np.unique(target[order], return_index=True)
        out[..., places, :] = np.add.reduceat((a * signs[:, None])[..., order, :], starts, axis=-2)
    return out
