# SPDX-License-Identifier: BSD-3-Clause
"""Cases of linalg: one small matrix, a stack of small ones, and a large one."""
from __future__ import annotations

import numpy as np

from bench.case import Case

_CALLS = {
    "det": lambda lib, a: lib.linalg.det(a),
    "inv": lambda lib, a: lib.linalg.inv(a),
    "solve": lambda lib, a: lib.linalg.solve(a, a[..., :1]),
    "svd": lambda lib, a: lib.linalg.svd(a),
    "eigh": lambda lib, a: lib.linalg.eigh(a @ a.swapaxes(-1, -2)),
    "eig": lambda lib, a: lib.linalg.eig(a),
    "qr": lambda lib, a: lib.linalg.qr(a),
    "lu_factor": lambda lib, a: lib.linalg.lu_factor(a),
    "pinv": lambda lib, a: lib.linalg.pinv(a),
}
_SHAPES = {"3x3": (3, 3), "10000 of 3x3": (10000, 3, 3), "500x500": (500, 500)}


def _matrix(shape):
    return lambda: (np.random.default_rng(0).standard_normal(shape) + 2 * np.eye(shape[-1]),)


CASES = [Case(f"linalg.{name} {what}", _matrix(shape), call)
         for name, call in _CALLS.items() for what, shape in _SHAPES.items()]

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
