# SPDX-License-Identifier: BSD-3-Clause
"""Sparse arrays: products, sums, conversions, indexing."""
from __future__ import annotations

import importlib
from typing import Any

import numpy as np

from bench.case import Case


def _random(lib: Any, n: int = 20000, density: float = 5e-4) -> Any:
    rng = np.random.default_rng(0)
    nnz = int(n * n * density)
    parts = (rng.random(nnz), (rng.integers(0, n, nnz), rng.integers(0, n, nnz)))
    return lib.sparse.csr_array(parts, shape=(n, n))


_MADE: dict[str, Any] = {}


def _made(lib: Any) -> Any:
    if lib.__name__ not in _MADE:
        _MADE[lib.__name__] = _random(lib)
    return _MADE[lib.__name__]


def _coords() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    rng = np.random.default_rng(1)
    return rng.random(1_000_000), rng.integers(0, 50000, 1_000_000), rng.integers(0, 50000, 1_000_000)


def _poisson(lib: Any, n: int = 100) -> Any:
    key = lib.__name__ + "poisson"
    if key not in _MADE:
        t = lib.sparse.diags_array([-1.0, 2.0, -1.0], offsets=[-1, 0, 1], shape=(n, n))
        _MADE[key] = lib.sparse.kronsum(t, t).tocsc()
    return _MADE[key]


def _linalg(lib: Any) -> Any:
    return importlib.import_module(lib.__name__ + ".sparse.linalg")


CASES = [
    Case("sparse.linalg.spsolve Poisson 100x100", lambda: (np.ones(10000),),
         lambda lib, b: _linalg(lib).spsolve(_poisson(lib), b), bar={1: 1.0}),
    Case("sparse.csr_array matvec 20000, 10 a row", lambda: (np.ones(20000),), lambda lib, x: _made(lib) @ x,
         threads=(1, 2)),
    Case("sparse.csr_array times dense 20000x16", lambda: (np.ones((20000, 16)),), lambda lib, x: _made(lib) @ x,
         threads=(1, 2)),
    Case("sparse.csr_array squared", tuple, lambda lib: _made(lib) @ _made(lib), threads=(1, 2)),
    Case("sparse.csr_array sum", tuple, lambda lib: _made(lib) + _made(lib)),
    Case("sparse.csr_array tocsc", tuple, lambda lib: _made(lib).tocsc()),
    Case("sparse.coo_array to csr, 1e6 triplets", _coords,
         lambda lib, v, i, j: lib.sparse.coo_array((v, (i, j)), shape=(50000, 50000)).tocsr()),
    Case("sparse.csr_array small matvec", lambda: (np.ones(3), np.eye(3)),
         lambda lib, x, a: lib.sparse.csr_array(a) @ x),
]
