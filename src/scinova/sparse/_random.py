# SPDX-License-Identifier: BSD-3-Clause
"""Random sparse arrays."""
from __future__ import annotations

import math
from typing import Any

import numpy as np

from scinova._core.random import accepts_rng
from scinova.sparse._base import container
from scinova.sparse._dtypes import get_index_dtype, require_supported


@accepts_rng("random_state")
def random_array(shape: Any, *, density: float = 0.01, format: str = "coo", dtype: Any = None, rng: Any = None,
                 data_sampler: Any = None) -> Any:
    """A sparse array with entries at random places.

    Parameters
    ----------
    shape : int or tuple of int
    density : float
        The share of entries that are stored, in [0, 1].
    format : str
    dtype : dtype, optional
        float64 by default. Floats are uniform in [0, 1), integers over their whole range.
    rng : generator or seed, optional
        ``random_state`` is its older name.
    data_sampler : callable, optional
        ``data_sampler(size=n)`` returns the values.

    Examples
    --------
    >>> from scinova.sparse import random_array
    >>> random_array((20, 30), density=0.1, rng=1).nnz
    60
    """
    data, coords, shape = _draw(shape, density, dtype, rng, data_sampler)
    return container("coo", True)((data, coords), shape=shape).asformat(format)


@accepts_rng("random_state", 5)
def random(m: int, n: int, density: float = 0.01, format: str = "coo", dtype: Any = None, rng: Any = None,
           data_rvs: Any = None) -> Any:
    """A sparse matrix with entries at random places; see `random_array`.

    Examples
    --------
    >>> from scinova.sparse import random
    >>> random(20, 30, density=0.1, rng=1).nnz
    60
    """
    if n is None:
        n = m
    m, n = int(m), int(n)
    sampler = None if data_rvs is None else lambda size: data_rvs(size)
    data, coords, shape = _draw((m, n), density, dtype, rng, sampler)
    return container("coo", False)((data, coords), shape=shape).asformat(format)


@accepts_rng("random_state", 5)
def rand(m: int, n: int, density: float = 0.01, format: str = "coo", dtype: Any = None, rng: Any = None) -> Any:
    """A sparse matrix of uniform values at random places; see `random_array`.

    Examples
    --------
    >>> from scinova.sparse import rand
    >>> rand(4, 5, density=0.5, format="csr", rng=1).format
    'csr'
    """
    data, coords, shape = _draw((int(m), int(n)), density, dtype, rng, None)
    return container("coo", False)((data, coords), shape=shape).asformat(format)


def _draw(shape: Any, density: float, dtype: Any, rng: Any, sampler: Any) -> tuple[Any, Any, tuple[int, ...]]:
    if not 0 <= density <= 1:
        raise ValueError(f"density must be in [0, 1]; got {density}")
    shape = (int(shape),) if np.isscalar(shape) else tuple(int(s) for s in shape)
    size = math.prod(shape)
    count = int(round(density * size))
    values = np.dtype(np.float64 if dtype is None else dtype)
    require_supported(values)
    # Laid out with the first axis fastest.
    flat = rng.choice(size, size=count, replace=False) if count else np.zeros(0, np.int64)
    index = get_index_dtype(maxval=max(shape))
    coords = tuple(c.astype(index, copy=False) for c in np.unravel_index(flat, shape, order="F")) if size else \
        tuple(np.zeros(0, index) for _ in shape)
    if sampler is not None:
        try:
            data = sampler(size=count)
        except TypeError:
            data = sampler(count)
    elif values.kind in "iu":
        whole = np.iinfo(values)
        draw = getattr(rng, "integers", None) or rng.randint
        data = draw(whole.min, whole.max, count, dtype=values)
    elif values.kind == "c":
        data = rng.uniform(size=count) + 1j * rng.uniform(size=count)
    else:
        data = rng.uniform(size=count)
    return np.asarray(data).astype(values, copy=False), coords, shape
