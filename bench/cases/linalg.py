# SPDX-License-Identifier: BSD-3-Clause
"""Cases of linalg: one small matrix, stacks of small ones, and large ones; the ratios to SciPy that are required."""
from __future__ import annotations

import numpy as np

from bench.case import Case

SUBPACKAGES = ("linalg", "linalg.interpolative")

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
_LARGE |= {
    "qz": lambda lib, a: lib.linalg.qz(a, a.T),
    "svdvals": lambda lib, a: lib.linalg.svdvals(a),
    "cho_factor": lambda lib, a: lib.linalg.cho_factor(a),
    "ldl": lambda lib, a: lib.linalg.ldl(a),
}
_SYMMETRIC = {"cholesky", "cho_factor", "eigh", "ldl"}
_NUMPY = {name: (lambda a, name=name: getattr(np.linalg, name)(a))
          for name in ("det", "inv", "cholesky", "svd", "eigh")}
_NUMPY["solve"] = lambda a: np.linalg.solve(a, a[..., :1])
_STACKED = {"det", "inv", "solve", "cholesky", "svd", "eigh"}


def _matrix(shape, symmetric):
    def make():
        a = np.random.default_rng(0).standard_normal(shape) + 2 * np.eye(shape[-1])
        return (a @ a.swapaxes(-1, -2) + np.eye(shape[-1]) if symmetric else a,)
    return make


def _case(name, call, what, shape, bar):
    # On stacks scinova is to be no slower than NumPy, the peer.
    peers = {"numpy": _NUMPY[name]} if len(shape) > 2 else {}
    return Case(f"linalg.{name} {what}", _matrix(shape, name in _SYMMETRIC), call, peers=peers, bar={1: bar})


CASES = [
    *(_case(name, call, "4x4", (4, 4), 4.0) for name, call in _CALLS.items()),
    *(_case(name, call, "5000 of 4x4", (5000, 4, 4), 10.0) for name, call in _CALLS.items() if name in _STACKED),
    *(_case(name, call, "300x300", (300, 300), 2.0 if name == "pinv" else 1.0)
      for name, call in {**_CALLS, **_LARGE}.items()),
    *(_case(name, call, "1000x1000", (1000, 1000), 2.0 if name == "pinv" else 1.0)
      for name, call in {**_CALLS, **_LARGE}.items()),
    *(Case(f"linalg.{name} of {n}", lambda n=n: (np.arange(float(n)),), call, bar={1: 2.0})
      for n in (5, 300) for name, call in _MADE.items()),
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
              ("funm", "4x4", (4, 4), 1),
              ("sqrtm", "100x100", (100, 100), 2), ("sqrtm", "300x300", (300, 300), 2),
              ("logm", "100x100", (100, 100), 2), ("signm", "100x100", (100, 100), 2),
              ("funm", "100x100", (100, 100), 2), ("fractional_matrix_power", "100x100", (100, 100), 2))]

def _vectors(n, sides):
    def setup():
        rng = np.random.default_rng(0)
        c = rng.standard_normal(n)
        c[0] = 3 * np.sqrt(n)
        return c, rng.standard_normal((n, sides) if sides else n)
    return setup


CASES += [
    Case("linalg.solve_toeplitz 4", _vectors(4, 0), lambda lib, c, b: lib.linalg.solve_toeplitz(c, b), bar={1: 2}),
    Case("linalg.solve_toeplitz 100", _vectors(100, 0),
         lambda lib, c, b: lib.linalg.solve_toeplitz(c, b), bar={1: 2}),
    Case("linalg.solve_toeplitz 1000", _vectors(1000, 0),
         lambda lib, c, b: lib.linalg.solve_toeplitz(c, b), bar={1: 2}),
    Case("linalg.solve_toeplitz 1000 complex", _vectors(1000, 0),
         lambda lib, c, b: lib.linalg.solve_toeplitz(c + 0j, b), bar={1: 2}),
    Case("linalg.solve_toeplitz 1000, 20 sides", _vectors(1000, 20),
         lambda lib, c, b: lib.linalg.solve_toeplitz(c, b), bar={1: 6}),
    Case("linalg.matmul_toeplitz 20", _vectors(20, 0), lambda lib, c, b: lib.linalg.matmul_toeplitz(c, b), bar={1: 3}),
    Case("linalg.matmul_toeplitz 4000", _vectors(4000, 0),
         lambda lib, c, b: lib.linalg.matmul_toeplitz(c, b), bar={1: 3}),
    Case("linalg.solve_circulant 1000", _vectors(1000, 0),
         lambda lib, c, b: lib.linalg.solve_circulant(c, b), bar={1: 1.2}),
]


def _control(n, m):
    def setup():
        rng = np.random.default_rng(0)
        return rng.standard_normal((n, n)) / np.sqrt(n), rng.standard_normal((n, m)), np.eye(n), np.eye(m)
    return setup


CASES += [Case(f"linalg.solve_{kind}_are {n}", _control(n, m),
               lambda lib, *abqr, kind=kind: getattr(lib.linalg, f"solve_{kind}_are")(*abqr), bar={1: 1})
          for kind in ("continuous", "discrete") for n, m in ((3, 1), (40, 5))]


def _factors(mode):
    def setup():
        rng = np.random.default_rng(0)
        q, r = np.linalg.qr(rng.standard_normal((500, 200)), "complete" if mode == "full" else "reduced")
        return np.asfortranarray(q), r, rng.standard_normal((500, 3)), rng.standard_normal((200, 3))
    return setup


_UPDATES = {
    "qr_delete row": lambda lib, q, r, u, v: lib.linalg.qr_delete(q, r, 5),
    "qr_delete 3 columns": lambda lib, q, r, u, v: lib.linalg.qr_delete(q, r, 5, 3, "col"),
    "qr_insert 3 rows": lambda lib, q, r, u, v: lib.linalg.qr_insert(q, r, v.T.copy(), 5),
    "qr_insert column": lambda lib, q, r, u, v: lib.linalg.qr_insert(q, r, u[:, 0].copy(), 5, "col"),
    "qr_update": lambda lib, q, r, u, v: lib.linalg.qr_update(q, r, u[:, 0].copy(), v[:, 0].copy()),
}
CASES += [Case(f"linalg.{name} 500x200 {mode}", _factors(mode), call, bar={1: 1})
          for name, call in _UPDATES.items() for mode in ("full", "economic")]


def _low_rank(m, n):
    def setup():
        rng = np.random.default_rng(0)
        return (rng.standard_normal((m, 12)) @ np.diag(10.0 ** -np.arange(12)) @ rng.standard_normal((12, n)),)
    return setup


CASES += [Case(f"linalg.interpolative.{name} 1000x800 {what}", _low_rank(1000, 800), call, bar={1: 1.5})
          for name, what, call in (
              ("interp_decomp", "rank 8", lambda lib, a: lib.linalg.interpolative.interp_decomp(a, 8)),
              ("interp_decomp", "1e-6", lambda lib, a: lib.linalg.interpolative.interp_decomp(a, 1e-6)),
              ("interp_decomp", "1e-6 not random",
               lambda lib, a: lib.linalg.interpolative.interp_decomp(a, 1e-6, False)),
              ("svd", "1e-6", lambda lib, a: lib.linalg.interpolative.svd(a, 1e-6)),
              ("estimate_rank", "1e-6", lambda lib, a: lib.linalg.interpolative.estimate_rank(a, 1e-6)))]

_SMALL = np.asfortranarray(4 * np.eye(4) + 1)
CASES += [Case(f"linalg.blas.{name} of 4", lambda: (np.ones(4), np.ones(4)), call, bar={1: 1}) for name, call in {
    "ddot": lambda lib, x, y: lib.linalg.blas.ddot(x, y), "dnrm2": lambda lib, x, y: lib.linalg.blas.dnrm2(x),
    "dgemv": lambda lib, x, y: lib.linalg.blas.dgemv(1.0, _SMALL, x)}.items()]
CASES += [Case(f"linalg.lapack.{name} of 4", lambda: (_SMALL, np.ones(4)), call, bar={1: 1}) for name, call in {
    "dgesv": lambda lib, a, b: lib.linalg.lapack.dgesv(a, b), "dpotrf": lambda lib, a, b: lib.linalg.lapack.dpotrf(a),
    "dgetrf": lambda lib, a, b: lib.linalg.lapack.dgetrf(a)}.items()]


def _sylvester(n):
    def setup():
        rng = np.random.default_rng(0)
        a, b, q = rng.standard_normal((3, n, n)) / np.sqrt(n)
        return a + 3 * np.eye(n), b + 3 * np.eye(n), q
    return setup


CASES += [Case(f"linalg.solve_sylvester {n}x{n}", _sylvester(n),
               lambda lib, a, b, q: lib.linalg.solve_sylvester(a, b, q), bar={1: 2}) for n in (4, 100, 300)]


def _factored(n):
    def setup():
        # Arrays alone, so that both libraries solve from the same factors.
        rng = np.random.default_rng(0)
        a = rng.standard_normal((n, n))
        return (np.asfortranarray(np.triu(a) + 9 * n * np.eye(n)), np.arange(n, dtype=np.int32), a[0].copy())
    return setup


CASES += [Case(f"linalg.{name} {n}x{n} factored", _factored(n), call, bar={1: 4 if n == 4 else 1})
          for n in (4, 50, 300) for name, call in {
              "lu_solve": lambda lib, c, p, b: lib.linalg.lu_solve((c, p), b),
              "cho_solve": lambda lib, c, p, b: lib.linalg.cho_solve((c, False), b)}.items()]
