# SPDX-License-Identifier: BSD-3-Clause
"""Matrices and linear operators as the randomised methods see them: shape, products, and random projections."""
from __future__ import annotations

from typing import Any

import numpy as np

# What the old function `seed` has set; otherwise calls without a generator take a fresh one.
STREAM: list[Any] = []


def generator(rng: Any) -> Any:
    """The source of random numbers that ``rng`` stands for."""
    if isinstance(rng, np.random.Generator | np.random.RandomState):
        return rng
    return STREAM[-1] if rng is None and STREAM else np.random.default_rng(rng)


def is_operator(a: Any) -> bool:
    return not isinstance(a, np.ndarray) and hasattr(a, "shape") and (hasattr(a, "matvec") or hasattr(a, "tocsr"))


class Operator:
    """A linear map by what it does to vectors and blocks of them.

    Parameters
    ----------
    a : ndarray, sparse array or linear operator
    function : str
        For messages.
    """

    def __init__(self, a: Any, function: str):
        if not is_operator(a):
            a = dense(a, function)
        self.a, self.shape = a, tuple(a.shape)
        self.matrix = not hasattr(a, "matvec")
        self.dtype = np.dtype(np.float64 if a.dtype is None else a.dtype)
        if len(self.shape) != 2:
            raise ValueError(f"{function}: a matrix is needed; got shape {self.shape}")

    def times(self, x: np.ndarray) -> np.ndarray:
        """The product with a vector."""
        return self.a @ x if self.matrix else np.asarray(self.a.matvec(x)).ravel()

    def adjoint_times(self, x: np.ndarray) -> np.ndarray:
        """The product of the conjugate transpose with a vector or a block of columns."""
        if self.matrix:
            return self.a.conj().T @ x
        if x.ndim == 1:
            return np.asarray(self.a.rmatvec(x)).ravel()
        if hasattr(self.a, "rmatmat"):
            return np.asarray(self.a.rmatmat(x))
        return np.stack([self.adjoint_times(x[:, j]) for j in range(x.shape[1])], axis=1)

    def draw(self, rng: Any, *shape: int) -> np.ndarray:
        """Gaussian random numbers of the operator's kind."""
        x = rng.standard_normal(shape)
        return x + 1j * rng.standard_normal(shape) if self.dtype.kind == "c" else x

    def sketch(self, rng: Any, count: int) -> np.ndarray:
        """``count`` random combinations of the rows."""
        return self.adjoint_times(self.draw(rng, self.shape[0], count)).conj().T


def dense(a: Any, function: str) -> np.ndarray:
    """A finite matrix of double precision."""
    if hasattr(a, "tocsr") or not isinstance(a, np.ndarray | list | tuple):
        raise TypeError(f"{function}: an array or a linear operator is needed; got {type(a).__name__}")
    a = np.asarray(a)
    if a.dtype not in (np.float64, np.complex128):
        raise ValueError(f"{function}: the dtype must be float64 or complex128; got {a.dtype}")
    if a.ndim != 2:
        raise ValueError(f"{function}: a matrix is needed; got an array of shape {a.shape}")
    if not np.isfinite(a).all():
        raise ValueError(f"{function}: the matrix must be finite; got one with NaN or inf")
    return a
