# SPDX-License-Identifier: BSD-3-Clause
"""Smoothing splines by Dierckx's method: what `splrep`, `splprep` and `UnivariateSpline` share."""
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from scinova.interpolate import _native

FRESH, RESUME, GIVEN = 0, 1, 2

ENDS = {
    -2: "the least-squares polynomial fits within s",
    -1: "the spline interpolates",
    0: "the residual is s within 0.1 %",
    1: "the residual is above s when all the knots there is room for are used (s too small, or nest)",
    2: "the search for the smoothing parameter contradicts theory, probably because s is too small",
    3: "the smoothing parameter was not found in 20 steps, probably because s is too small",
    10: "the data break a requirement",
}


@dataclass
class Curve:
    """A curve fit: its data, the spline found, and what another fit goes on from."""

    x: np.ndarray
    y: np.ndarray                   # one column a dimension
    w: np.ndarray
    low: float
    high: float
    k: int
    periodic: bool = False
    t: np.ndarray = field(default_factory=lambda: np.empty(0))
    c: np.ndarray = field(default_factory=lambda: np.empty(0))
    fp: float = 0.0
    ier: int = 0
    given: bool = False             # whether the knots were
    resume: tuple = (np.empty(0), np.empty(0, np.int64), 0.0, 0.0, 0)

    def fit(self, s: float, start: int = FRESH, nest: int | None = None) -> None:
        """Find the spline for ``s``; its knots, a row of coefficients a B-spline, residual and end code are kept."""
        if nest is None:
            nest = max(self.x.size + (2 * self.k if self.periodic else self.k + 1), 2 * self.k + 3)
        regular, self.t, c, self.fp, self.ier, *resume = _native.fit_curve(
            self.x, self.y, self.w, self.low, self.high, self.k, s, nest, self.periodic, start, self.t, *self.resume)
        self.resume = tuple(resume)
        self.c = c.reshape(-1, self.y.shape[1])
        if not regular:
            raise ValueError("the points do not determine a spline with these knots")


def meets_schoenberg_whitney(x: np.ndarray, t: np.ndarray, k: int) -> bool:
    """Whether there are points, one inside the support of each B-spline, in their order."""
    n = t.size - k - 1
    if x.size < n or np.any(np.diff(t) < 0):
        return False
    at, points = 0, x.size
    for j in range(n):
        # At the ends of the base interval a B-spline with a full knot counts the end itself.
        while at < points and not (t[j] < x[at] or (x[at] == t[j] == t[j + k])):
            at += 1
        if at == points or not (x[at] < t[j + k + 1] or x[at] == t[j + k + 1] == t[j + 1]):
            return False
        at += 1
    return True


def padded(c: np.ndarray, t: np.ndarray) -> np.ndarray:
    """``c`` with zeros up to the length of the knots, as FITPACK's users expect it."""
    return np.r_[c, np.zeros(t.size - c.size)]


def interior_knots_valid(t: np.ndarray, low: float, high: float) -> bool:
    return bool(np.all(np.diff(t) >= 0)) and (t.size == 0 or (t[0] > low and t[-1] < high))


