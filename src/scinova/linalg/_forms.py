# SPDX-License-Identifier: BSD-3-Clause
"""Schur forms of stacks, as functions of matrices use them.

Everything here is kept as the kernels lay it out: matrices are column-major, so that ``t[k].T`` is the triangular
matrix. A row-major matrix handed over as it is gives the form of its transpose, and f(A^T) = f(A)^T undoes that.
"""
from __future__ import annotations

import warnings
from collections.abc import Callable
from typing import Any, NamedTuple

import numpy as np

from scinova.linalg import _native
from scinova.linalg._stacks import COMPLEX_OF, LinAlgError

PAIRS, NEGATIVE, ZERO, TRIANGULAR, TRANSPOSED, NOT_FINITE, NOT_CONVERGED = 1, 2, 4, 8, 16, 32, 64

NEWTON_FROM = 24        # order from which iterations are tried

NOT_GIVEN: Any = type("NotGiven", (), {"__repr__": lambda self: "<not given>"})()


def deprecated(function: str, **arguments: Any) -> None:
    """Warn of arguments that are given and have no future."""
    for name, value in arguments.items():
        if value is not NOT_GIVEN:
            warnings.warn(f"{function}: {name} is deprecated, and does nothing that is not done without it",
                          DeprecationWarning, stacklevel=3)


class Forms(NamedTuple):
    """``t[k]`` and ``z[k]`` for each matrix, and what is known of the eigenvalues. Complex forms of real matrices have
    no ``z``, which follows from their real forms."""

    t: np.ndarray
    z: np.ndarray
    spectrum: np.ndarray
    found: int = 0          # what is known of any of them
    real: Forms | None = None   # the real forms that these complex ones come from

    def any(self, what: int) -> bool:
        return bool(self.found & what)

    def as_complex(self) -> Forms:
        """The complex forms, for real ones."""
        if self.t.dtype.kind == "c":
            return self
        kind = COMPLEX_OF[self.t.dtype.char]
        t, z = np.empty(self.t.shape, kind), np.empty((0, 0, 0), kind)
        _native.split_pairs(self.t, self.z, t, z, self.spectrum)
        return Forms(t, z, self.spectrum, self.found, self)

    def vectors(self, k: int) -> np.ndarray:
        """z of matrix k, in the type of t."""
        if self.real is None:
            return self.z[k]
        one = self.real.one(k)
        t, z = np.empty(one.t.shape, self.t.dtype), np.empty(one.t.shape, self.t.dtype)
        _native.split_pairs(one.t, one.z, t, z, one.spectrum)
        return z[0]

    def back(self, f: np.ndarray, real_part: bool = False) -> np.ndarray:
        """``f`` in the basis that the matrices were given in; of complex forms of real matrices perhaps the real part
        alone, with zeros for the imaginary one."""
        if self.real is None:
            _native.back_from_forms(self.z, f, self.spectrum)
        else:
            _native.back_from_pairs(self.real.t, self.real.z, f, self.spectrum, real_part)
        if self.found & NOT_FINITE:
            f[(self.spectrum & NOT_FINITE) != 0] = np.nan
        return f

    def with_diagonal(self, k: int, values: np.ndarray) -> np.ndarray:
        """f of matrix k, whose (complex) form has eigenvalues apart from each other, given its values there."""
        n = len(values)
        f = np.zeros((1, n, n), dtype=self.t.dtype)
        f.flat[::n + 1] = values
        _native.parlett(self.t[k], np.arange(n + 1, dtype=np.int32), f[0])
        return self.one(k).back(f)[0]

    def one(self, k: int) -> Forms:
        """Form k alone."""
        part = slice(k, k + 1)
        return Forms(self.t[part], self.z[part], self.spectrum[part], self.found, self.real and self.real.one(k))

    def with_blocks(self, k: int, groups: list[np.ndarray],
                    blocks: Callable[[np.ndarray, np.ndarray], list[np.ndarray]]) -> np.ndarray | None:
        """f of matrix k, whose (complex) form is brought into the order of ``groups`` of eigenvalues.

        ``blocks`` is called with the upper triangular matrix and where the groups begin, and gives f of the diagonal
        blocks; the rest follows from f T = T f. None if the form cannot be reordered.
        """
        t = np.array(self.t[k], dtype=COMPLEX_OF[self.t.dtype.char])
        free, n = self.spectrum[k] & TRIANGULAR, len(t)
        z = np.eye(n, dtype=t.dtype) if free else np.array(self.vectors(k), dtype=t.dtype)
        if _native.reorder_form(t, z, np.concatenate(groups).astype(np.int32)):
            return None
        starts = np.cumsum([0] + [len(g) for g in groups]).astype(np.int32)
        f = np.zeros_like(t)
        for begin, block in zip(starts, blocks(t.T, starts)):
            f.T[begin:begin + len(block), begin:begin + len(block)] = block
        _native.parlett(t, starts, f)
        f = Forms(t[None], z[None], np.zeros(1, dtype=np.int32)).back(f[None])[0]
        return f.T if self.spectrum[k] & TRANSPOSED else f


def forms(function: str, a: np.ndarray) -> Forms:
    """The Schur forms of a stack (count, n, n), which is overwritten."""
    z, spectrum = np.empty_like(a), np.zeros(len(a), dtype=np.int32)
    return made(function, a, z, spectrum, _native.schur_form(a, z, spectrum))


def made(function: str, a: np.ndarray, z: np.ndarray, spectrum: np.ndarray, found: int) -> Forms:
    """Schur forms that a kernel made, if it could."""
    if found & NOT_CONVERGED:
        raise LinAlgError(f"{function}: the QR iteration did not converge")
    return Forms(a, z, spectrum, found)


def by_newton(native_iteration: Callable[..., None], otherwise: Callable[[np.ndarray], np.ndarray],
              stack: np.ndarray) -> np.ndarray:
    """A function of a stack from an iteration where it serves, and from ``otherwise`` for the rest."""
    if stack.shape[-1] < NEWTON_FROM:
        return otherwise(stack)
    out, done = np.empty_like(stack), np.zeros(len(stack), dtype=np.int32)
    native_iteration(stack, out, done)
    left = done == 0
    if left.all():
        return otherwise(stack)
    if left.any():
        rest = otherwise(stack[left])
        out = out.astype(rest.dtype, copy=False)
        out[left] = rest
    return out


def diagonals(t: np.ndarray) -> np.ndarray:
    """The diagonals of a stack, as a view that may be written to."""
    return np.einsum("kii->ki", t)
