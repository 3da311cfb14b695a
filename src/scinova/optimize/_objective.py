# SPDX-License-Identifier: BSD-3-Clause
"""The objective of a minimisation: function, gradient and Hessian behind one face that counts and remembers."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from scinova.optimize._differences import METHODS, difference_rows, step_sizes, steps_within


class Objective:
    """Value and gradient of a scalar function of a vector, evaluated once per point.

    Parameters
    ----------
    fun : callable
        ``fun(x, *args)``; returns a scalar, or ``(f, g)`` when ``jac`` is True.
    x0 : ndarray
        Starting point, a floating 1-D array.
    args : tuple
    jac : callable, True, None or {'2-point', '3-point', 'cs'}
        The gradient, or how to form it.
    step, rel_step : float or array_like, optional
        Absolute or relative step of the differences.
    bounds : (ndarray, ndarray), optional
        Limits that no difference may step over.
    mapper : callable, optional
        ``map`` or its parallel equal, for the evaluations of a difference.

    Attributes
    ----------
    nfev, njev : int
        Evaluations so far; those of differences count as evaluations of ``fun``.
    """

    __slots__ = ("_function", "_gradient", "args", "nfev", "njev", "_key", "_f", "_g", "step", "rel_step", "bounds",
                 "mapper", "method", "both")

    def __init__(self, fun: Callable[..., Any], x0: np.ndarray, args: tuple = (), jac: Any = None, *, step: Any = None,
                 rel_step: Any = None, bounds: Any = None, mapper: Any = None):
        if not callable(fun):
            raise TypeError(f"minimize: fun must be callable; got {fun!r}")
        self._function, self.args = fun, args
        self.both = jac is True
        self._gradient = jac if callable(jac) else None
        self.method = jac if jac in METHODS else "2-point"
        if self._gradient is None and not self.both and jac not in (None, False, *METHODS):
            raise ValueError(f"minimize: jac must be callable, True, or one of {METHODS}; got {jac!r}")
        if jac in METHODS:
            step = None
        self.step, self.rel_step, self.bounds = (None if rel_step is not None else step), rel_step, bounds
        self.mapper = mapper or map
        self.nfev = self.njev = 0
        self._key: Any = None
        self._f: Any = None
        self._g: Any = None

    def _at(self, x: np.ndarray) -> None:
        key = x.tobytes()
        if key != self._key:
            self._key, self._f, self._g = key, None, None

    def fun(self, x: np.ndarray) -> float:
        """The value at ``x``."""
        self._at(x)
        if self._f is None:
            if self.both:
                self._evaluate_both(x)
            else:
                self._f = self._value(x.copy())
        return self._f  # type: ignore[return-value]

    def grad(self, x: np.ndarray) -> np.ndarray:
        """The gradient at ``x``."""
        self._at(x)
        if self._g is None:
            if self.both:
                self._evaluate_both(x)
            else:
                self.njev += 1
                g = self._differences(x) if self._gradient is None else self._gradient(x.copy(), *self.args)
                self._g = self._checked(g, x)
        return self._g  # type: ignore[return-value]

    def fun_and_grad(self, x: np.ndarray) -> tuple[float, np.ndarray]:
        """Both at ``x``."""
        return self.fun(x), self.grad(x)

    def slope_at(self, x: np.ndarray) -> np.ndarray:
        """The gradient at a point beside the iteration, which is not remembered."""
        if self.both or self._gradient is None:
            kept = self._key, self._f, self._g
            g = self.grad(x)
            self._key, self._f, self._g = kept
            return g
        self.njev += 1
        return self._checked(self._gradient(x.copy(), *self.args), x)

    def _value(self, x: np.ndarray) -> float:
        self.nfev += 1
        return as_scalar(self._function(x, *self.args))

    def _evaluate_both(self, x: np.ndarray) -> None:
        self.nfev += 1
        self.njev += 1
        f, g = self._function(x.copy(), *self.args)
        self._f, self._g = as_scalar(f), self._checked(g, x)

    @staticmethod
    def _checked(g: Any, x: np.ndarray) -> np.ndarray:
        if type(g) is np.ndarray and g.dtype == x.dtype and g.shape == x.shape:
            return g.copy()
        dense = g.toarray() if hasattr(g, "toarray") else g
        out = np.array(dense, dtype=x.dtype, ndmin=1)
        out = out.reshape(-1) if out.ndim > 1 else out
        if out.size != x.size:
            raise ValueError(f"minimize: jac must return {x.size} values; it returned an array of shape {np.shape(g)}")
        return out

    def _differences(self, x: np.ndarray) -> np.ndarray:
        f0 = self.fun(x)
        h = step_sizes(x, self.method, self.rel_step, self.step)
        aside = None
        if self.bounds is not None:
            h, aside = steps_within(x, h, self.method, *self.bounds)
        value: Any
        if self.method == "cs":
            value = self._complex_value
        elif self.mapper is map:
            value = self._pure_value
        else:
            value = ScalarCall(self._function, self.args)
        self.nfev += x.size * (2 if self.method == "3-point" else 1)
        return difference_rows(value, x, f0, h, self.method, aside, self.mapper)

    def _complex_value(self, x: np.ndarray) -> complex:
        return np.asarray(self._function(x, *self.args)).item()

    def _pure_value(self, x: np.ndarray) -> float:
        return as_scalar(self._function(x, *self.args))


class ScalarCall:
    """A function with its further arguments, that can be sent to another process."""

    def __init__(self, function: Callable[..., Any], args: tuple):
        self.function, self.args = function, args

    def __call__(self, x: np.ndarray) -> float:
        return as_scalar(self.function(x, *self.args))


def as_scalar(value: Any) -> float:
    """The one number that an objective returned: a float, or an array of one element."""
    if type(value) is float or type(value) is np.float64:
        return value
    array = np.asarray(value)
    if array.size != 1:
        raise ValueError(f"the objective function must return a scalar; it returned an object of shape {array.shape}")
    if array.dtype.kind not in "biuf":
        number = array.item()
        if not isinstance(number, (int, float)):
            raise TypeError(f"the objective function must return a real number; it returned {number!r}")
        return float(number)
    return float(array.item())


def start_point(x0: Any, name: str = "minimize") -> np.ndarray:
    """``x0`` as a new floating vector; ValueError when it has two dimensions or more."""
    x = np.atleast_1d(np.asarray(x0))
    if x.dtype == object:
        x = np.array([float(v) for v in x.flat]).reshape(x.shape)
    if x.ndim != 1:
        raise ValueError(f"{name}: x0 must be at most 1-dimensional; got an array of shape {x.shape}")
    return np.array(x, dtype=x.dtype.newbyteorder("=") if x.dtype.kind == "f" else float)
