# SPDX-License-Identifier: BSD-3-Clause
"""The Jacobian of an implicit method: given, constant, or by finite differences, and the linear systems with it."""
from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova.integrate import _native
from scinova.integrate._ivp_base import EPS, OdeSolver
from scinova.linalg import lu_factor, lu_solve


def dense(matrix: Any, dtype: Any) -> np.ndarray:
    """A matrix, sparse or not, as an array."""
    if hasattr(matrix, "toarray"):
        matrix = matrix.toarray()
    return np.array(matrix, dtype=dtype, ndmin=2)


class Jacobian:
    """``df/dy`` of a solver's right-hand side.

    Parameters
    ----------
    solver : OdeSolver
    jac : array_like, sparse matrix, callable or None
        Constant, a function of (t, y), or to be found by differences.
    sparsity : array_like or sparse matrix, optional
        Where the Jacobian may differ from zero: columns that share no row are found with one evaluation.
    """

    def __init__(self, solver: OdeSolver, jac: Any, sparsity: Any, f: np.ndarray):
        self.solver, self.n, self.dtype = solver, solver.n, solver.y.dtype
        self.function, self.constant = jac if callable(jac) else None, jac is not None and not callable(jac)
        self.factor: np.ndarray | None = None
        self.groups = self.structure = None
        if jac is None and sparsity is not None:
            self.structure = dense(sparsity, bool)
            self._check(self.structure, "jac_sparsity")
            self.groups = group_columns(self.structure)
        if self.constant:
            self.value = dense(jac, self.dtype)
        else:
            self.value = self(solver.t, solver.y, f)
        self._check(self.value, "jac")

    def _check(self, matrix: np.ndarray, name: str) -> None:
        if matrix.shape != (self.n, self.n):
            raise ValueError(f"{type(self.solver).__name__}: {name} must have the shape {(self.n, self.n)}; "
                             f"got {matrix.shape}")

    def __call__(self, t: float, y: np.ndarray, f: np.ndarray) -> np.ndarray:
        """The Jacobian at (t, y), where the right-hand side is f."""
        self.solver.njev += 1
        if self.function is not None:
            return dense(self.function(t, y), self.dtype)
        return self._difference(t, y, f)

    def _difference(self, t: float, y: np.ndarray, f: np.ndarray) -> np.ndarray:
        """Forward differences with increments that adapt to each column (D. E. Salane, Adaptive routines for forming
        Jacobians numerically, Sandia Report SAND86-1319, 1986)."""
        if self.n == 0:
            return np.empty((0, 0), dtype=self.dtype)
        if self.factor is None:
            self.factor = np.full(self.n, EPS**0.5)
        # A component near zero moves on the scale of its tolerance and, lest rounding rule, of the whole state.
        threshold = np.maximum(np.asarray(self.solver.atol, dtype=float), EPS**0.25 * np.max(np.abs(y)))
        heading = np.where(np.real(f) >= 0, 1.0, -1.0)
        size = heading * np.maximum(threshold, np.abs(y))
        step = (y + self.factor * size) - y
        for k in np.flatnonzero(step == 0):
            while step[k] == 0 and self.factor[k] < 1e300:
                self.factor[k] *= 10
                step[k] = (y[k] + self.factor[k] * size[k]) - y[k]
        change, scale = self._evaluate(t, y, f, step)
        low = np.max(np.abs(change), axis=0) < EPS**0.875 * scale
        again = np.flatnonzero(low)
        if again.size and self.groups is None:
            larger = np.minimum(10 * self.factor[again], 1e3)
            new = step.copy()
            new[again] = (y[again] + larger * size[again]) - y[again]
            second, second_scale = self._evaluate(t, y, f, new, again)
            before = np.max(np.abs(change[:, again]), axis=0)
            better = np.max(np.abs(second), axis=0) * scale[again] > before * second_scale
            chosen = again[better]
            change[:, chosen], step[chosen], scale[chosen] = second[:, better], new[chosen], second_scale[better]
            self.factor[again] = larger
        largest = np.max(np.abs(change), axis=0)
        self.factor[largest > EPS**0.25 * scale] *= 0.1
        self.factor[largest < EPS**0.75 * scale] *= 10
        self.factor = np.clip(self.factor, 1e3 * EPS, 1e3)
        return change / step

    def _evaluate(self, t: float, y: np.ndarray, f: np.ndarray, step: np.ndarray,
                  columns: np.ndarray | None = None) -> tuple[np.ndarray, np.ndarray]:
        """``f(y + step_k e_k) - f`` for the columns k, and the size of f in the row where it is largest."""
        if self.groups is not None:
            count = int(self.groups.max()) + 1
            member = self.groups[None, :] == np.arange(count)[:, None]
            values = self.solver.fun_vectorized(t, y[:, None] + np.where(member, step, 0.0).T)
            change = np.where(self.structure, (values - f[:, None])[:, self.groups], 0.0)
            values = values[:, self.groups]
        else:
            columns = np.arange(self.n) if columns is None else columns
            points = np.repeat(y[:, None], columns.size, axis=1)
            points[columns, np.arange(columns.size)] += step[columns]
            values = self.solver.fun_vectorized(t, points)
            change = values - f[:, None]
        row = np.argmax(np.abs(change), axis=0)
        return change, np.maximum(np.abs(f[row]), np.abs(values[row, np.arange(row.size)]))


def group_columns(structure: np.ndarray) -> np.ndarray:
    """A group for each column, so that columns of a group share no row (A. Curtis, M. J. D. Powell, J. Reid, J. Inst.
    Math. Appl. 13 (1974) 117-120)."""
    n = structure.shape[1]
    groups, taken = np.full(n, -1), []
    for k in range(n):
        for g, rows in enumerate(taken):
            if not (rows & structure[:, k]).any():
                rows |= structure[:, k]
                groups[k] = g
                break
        else:
            groups[k] = len(taken)
            taken.append(structure[:, k].copy())
    return groups


class Factors:
    """What solves linear systems with a matrix: band factors where it is a narrow band, LU factors, or for a small one
    its inverse, which costs less per call; Newton's iteration corrects the difference."""

    SMALL = 12

    def __init__(self, solver: OdeSolver, matrix: np.ndarray):
        solver.nlu += 1
        self.solve: Callable[[np.ndarray], np.ndarray] = _no_solution
        if not np.isfinite(matrix).all():
            return
        if matrix.shape[0] <= self.SMALL:
            with contextlib.suppress(np.linalg.LinAlgError):
                self.solve = np.linalg.inv(matrix).dot
            return
        rows, columns = np.nonzero(matrix)
        offsets = rows - columns
        lower, upper = (int(max(offsets.max(), 0)), int(max(-offsets.min(), 0))) if offsets.size else (0, 0)
        if 4 * (2 * lower + upper) < matrix.shape[0]:
            self._use_band(matrix, lower, upper)
        else:
            factors = lu_factor(matrix, overwrite_a=True, check_finite=False)
            if (np.diagonal(factors[0]) != 0).all():
                self.solve = lambda b: lu_solve(factors, b, check_finite=False)

    def _use_band(self, matrix: np.ndarray, lower: int, upper: int) -> None:
        kind = _native.BandFactorsComplex if matrix.dtype.kind == "c" else _native.BandFactorsReal
        factors = kind(matrix, lower, upper)

        def solve(b: np.ndarray) -> np.ndarray:
            x = np.array(b, dtype=matrix.dtype)
            factors.solve(x)
            return x

        if factors.regular:
            self.solve = solve


def _no_solution(b: np.ndarray) -> np.ndarray:
    return np.full_like(b, np.nan)
