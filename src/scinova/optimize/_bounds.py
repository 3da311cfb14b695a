# SPDX-License-Identifier: BSD-3-Clause
"""Bounds on variables, in the two forms that optimisers take: a `Bounds` object, or a sequence of pairs."""
from __future__ import annotations

from typing import Any

import numpy as np


class Bounds:
    """Limits ``lb <= x <= ub`` on the variables.

    Parameters
    ----------
    lb, ub : array_like, optional
        The limits; infinite where there is none, equal where a variable is fixed. They broadcast against each other.
    keep_feasible : array_like of bool, optional
        Whether every iterate must satisfy the limit (for methods that may leave it on the way).

    Examples
    --------
    >>> from scinova.optimize import Bounds
    >>> Bounds([0, 0], [1, 2])
    Bounds(array([0, 0]), array([1, 2]))
    """

    def __init__(self, lb: Any = -np.inf, ub: Any = np.inf, keep_feasible: Any = False):
        if any(hasattr(a, "toarray") for a in (lb, ub)):
            raise ValueError("Bounds: lb and ub must be dense arrays; got a sparse one")
        self.lb, self.ub = np.atleast_1d(lb), np.atleast_1d(ub)
        self.keep_feasible = np.atleast_1d(keep_feasible).astype(bool)
        try:
            self.lb, self.ub, self.keep_feasible = np.broadcast_arrays(self.lb, self.ub, self.keep_feasible)
        except ValueError:
            raise ValueError(f"Bounds: lb, ub and keep_feasible must broadcast together; got the shapes "
                             f"{np.shape(lb)}, {np.shape(ub)} and {np.shape(keep_feasible)}") from None

    def __repr__(self) -> str:
        kept = f", keep_feasible={self.keep_feasible!r}" if self.keep_feasible.any() else ""
        return f"Bounds({self.lb!r}, {self.ub!r}{kept})"

    def residual(self, x: Any) -> tuple[np.ndarray, np.ndarray]:
        """Distances ``x - lb`` and ``ub - x``; negative where a limit is broken.

        Parameters
        ----------
        x : array_like
            The point.
        """
        x = np.asarray(x)
        return x - self.lb, self.ub - x


def limits(bounds: Any, n: int, name: str = "minimize") -> tuple[np.ndarray, np.ndarray]:
    """``bounds`` in either form as two new float arrays of length ``n``; None means no limit."""
    if isinstance(bounds, Bounds) or (hasattr(bounds, "lb") and hasattr(bounds, "ub")):
        try:
            lower = np.array(np.broadcast_to(bounds.lb, n), dtype=float)
            upper = np.array(np.broadcast_to(bounds.ub, n), dtype=float)
        except ValueError:
            raise ValueError(f"{name}: bounds must have {n} elements or one; got the shapes {np.shape(bounds.lb)} and "
                             f"{np.shape(bounds.ub)}") from None
    else:
        pairs = list(bounds)
        lower, upper = np.full(len(pairs), -np.inf), np.full(len(pairs), np.inf)
        for i, (low, high) in enumerate(pairs):
            if low is not None:
                lower[i] = low
            if high is not None:
                upper[i] = high
        if len(pairs) != n:
            raise ValueError(f"{name}: bounds must have one pair for each of the {n} variables; got {len(pairs)}")
    if (lower > upper).any():
        raise ValueError(f"{name}: each lower bound must be at most its upper bound; got {lower} and {upper}")
    if np.isnan(lower).any() or np.isnan(upper).any():
        raise ValueError(f"{name}: bounds must not be NaN")
    return lower, upper


def unbounded(lower: np.ndarray, upper: np.ndarray) -> bool:
    """Whether no limit is finite."""
    return bool(np.isneginf(lower).all() and np.isposinf(upper).all())
