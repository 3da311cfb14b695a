# SPDX-License-Identifier: BSD-3-Clause
"""A vector function and its Jacobian as the native solvers take them: checked once, at the starting point."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np


def first_value(owner: str, name: str, function: Callable[..., Any], x: np.ndarray, args: tuple,
                shape: tuple[int, ...] | None = None) -> np.ndarray:
    """``function(x, *args)`` as a float array; TypeError if its shape is not ``shape``."""
    if not callable(function):
        raise TypeError(f"{owner}: {name} must be callable; got {function!r}")
    value = np.atleast_1d(function(x.copy(), *args))
    if shape is not None and value.shape != shape and not (shape == (1,) and value.size == 1 and value.ndim <= 1):
        raise TypeError(f"{owner}: {name} must return an array of shape {shape}; it returned one of shape "
                        f"{value.shape}")
    if value.dtype.kind == "c":
        raise TypeError(f"{owner}: {name} must return real values; it returned dtype {value.dtype}")
    if value.dtype.kind not in "biuf":
        try:
            value = value.astype(float)
        except (TypeError, ValueError):
            raise TypeError(f"{owner}: {name} must return numbers; it returned dtype {value.dtype}") from None
    return np.array(value, dtype=float)


def start_vector(owner: str, x0: Any) -> np.ndarray:
    """``x0`` flattened into a new float64 vector; TypeError if it is complex or empty."""
    x = np.asarray(x0).flatten()
    if x.dtype.kind == "c":
        raise TypeError(f"{owner}: x0 must be real; got dtype {x.dtype}")
    if x.size == 0:
        raise ValueError(f"{owner}: x0 must not be empty")
    return x.astype(float)


def scale_vector(owner: str, diag: Any, n: int) -> tuple[np.ndarray, bool]:
    """The scale of the variables: ``diag``, positive, or room for the solver's own."""
    if diag is None:
        return np.ones(n), False
    scale = np.array(np.atleast_1d(diag), dtype=float)
    if scale.shape != (n,) or not (scale > 0).all():
        raise TypeError(f"{owner}: diag must be {n} positive numbers; got {diag}")
    return scale, True


def check_factor(owner: str, factor: float) -> float:
    """The multiple of the first step bound, positive."""
    if not factor > 0:
        raise TypeError(f"{owner}: factor must be positive; got {factor}")
    return float(factor)


class Primed:
    """A function whose value at its first call is already known (it was needed for a check)."""

    def __init__(self, function: Callable[..., Any], value: np.ndarray):
        self.function, self.value = function, value

    def __call__(self, x: np.ndarray, *args: Any) -> Any:
        if self.value is not None:
            value, self.value = self.value, None  # type: ignore[assignment]
            return value
        return self.function(x, *args)


class Both:
    """Function and Jacobian from one callable that returns the pair; the Jacobian of the last point is kept."""

    def __init__(self, function: Callable[..., Any]):
        self.function = function
        self.key: bytes | None = None
        self.last: Any = None

    def _pair(self, x: np.ndarray, args: tuple) -> Any:
        key = np.asarray(x).tobytes()
        if key != self.key:
            self.key, self.last = None, self.function(x, *args)
            self.key = key
        return self.last

    def __call__(self, x: np.ndarray, *args: Any) -> Any:
        return self._pair(x, args)[0]

    def derivative(self, x: np.ndarray, *args: Any) -> Any:
        return self._pair(x, args)[1]
