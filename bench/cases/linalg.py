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
