# SPDX-License-Identifier: BSD-3-Clause
"""Cases of linalg: one small matrix, stacks of small ones, and large ones; the ratios to SciPy that are required."""
from __future__ import annotations

import numpy as np

from bench.case import Case

_CALLS = {
    "det": lambda lib, a: lib.linalg.det(a),
    "inv": lambda lib, a: lib.linalg.inv(a),
    "solve": lambda lib, a: lib.linalg.solve(a, a[..., :1]),
    "cholesky": lambda lib, a: lib.linalg.cholesky(a),
    "svd": lambda lib, a: lib.linalg.svd(a),
    "eigh": lambda lib, a: lib.linalg.eigh(a),
    "qr": lambda lib, a: lib.linalg.qr(a),
    "lu": lambda lib, a: lib.linalg.lu(a),
    "lu_factor": lambda lib, a: lib.linalg.lu_factor(a),
    "lu_solve": lambda lib, a: lib.linalg.lu_solve(lib.linalg.lu_factor(a), a[..., :1]),
    "lstsq": lambda lib, a: lib.linalg.lstsq(a, a[..., 0]),
    "pinv": lambda lib, a: lib.linalg.pinv(a),
}
_LARGE = {
    "eig": lambda lib, a: lib.linalg.eig(a),
    "eigvals": lambda lib, a: lib.linalg.eigvals(a),
    "schur": lambda lib, a: lib.linalg.schur(a),
    "hessenberg": lambda lib, a: lib.linalg.hessenberg(a),
}
_MADE = {
    "toeplitz": lambda lib, x: lib.linalg.toeplitz(x),
    "hankel": lambda lib, x: lib.linalg.hankel(x),
    "circulant": lambda lib, x: lib.linalg.circulant(x),
    "block_diag": lambda lib, x: lib.linalg.block_diag(*[x] * 50),
}
_SYMMETRIC = {"cholesky", "eigh"}
_STACKED = {"det", "inv", "solve", "cholesky", "svd", "eigh"}


def _matrix(shape, symmetric):
    def make():
        a = np.random.default_rng(0).standard_normal(shape) + 2 * np.eye(shape[-1])
        return (a @ a.swapaxes(-1, -2) + np.eye(shape[-1]) if symmetric else a,)
    return make


def _case(name, call, what, shape, bar):
    return Case(f"linalg.{name} {what}", _matrix(shape, name in _SYMMETRIC), call, bar={1: bar})


CASES = [
    *(_case(name, call, "4x4", (4, 4), 4.0) for name, call in _CALLS.items()),
    *(_case(name, call, "5000 of 4x4", (5000, 4, 4), 10.0) for name, call in _CALLS.items() if name in _STACKED),
    *(_case(name, call, "300x300", (300, 300), 2.0 if name == "pinv" else 1.0)
      for name, call in {**_CALLS, **_LARGE}.items()),
    *(_case(name, call, "1000x1000", (1000, 1000), 1.0) for name, call in _CALLS.items()),
    *(Case(f"linalg.{name} of 5", lambda: (np.arange(5.0),), call, bar={1: 2.0}) for name, call in _MADE.items()),
]

_FUNCTIONS = {
    "expm": lambda lib, a: lib.linalg.expm(a),
    "cosm": lambda lib, a: lib.linalg.cosm(a),
    "sqrtm": lambda lib, a: lib.linalg.sqrtm(a),
    "logm": lambda lib, a: lib.linalg.logm(a),
    "signm": lambda lib, a: lib.linalg.signm(a),
    "funm": lambda lib, a: lib.linalg.funm(a, np.exp),
    "fractional_matrix_power": lambda lib, a: lib.linalg.fractional_matrix_power(a, 0.3),
}


def _in_right_half_plane(shape):
    n = shape[-1]
    return lambda: (np.random.default_rng(0).standard_normal(shape) / n ** 0.5 + 3 * np.eye(n),)


CASES += [Case(f"linalg.{name} {what}", _in_right_half_plane(shape), _FUNCTIONS[name], bar={1: bar})
          for name, what, shape, bar in (
              ("expm", "4x4", (4, 4), 4), ("expm", "2000 of 5x5", (2000, 5, 5), 10), ("expm", "300x300", (300, 300), 2),
              ("cosm", "4x4", (4, 4), 3), ("cosm", "300x300", (300, 300), 2), ("sqrtm", "4x4", (4, 4), 1),
              ("sqrtm", "100x100", (100, 100), 2), ("sqrtm", "300x300", (300, 300), 2),
              ("logm", "100x100", (100, 100), 2), ("signm", "100x100", (100, 100), 2),
              ("funm", "100x100", (100, 100), 2), ("fractional_matrix_power", "100x100", (100, 100), 2))]
