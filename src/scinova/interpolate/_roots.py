# SPDX-License-Identifier: BSD-3-Clause
"""Real roots of piecewise polynomials.

Pieces of the same true degree are solved together: degree 1 and 2 in closed form (the quadratic without cancellation),
higher ones as eigenvalues of companion matrices, polished by a Newton step.
"""
from __future__ import annotations

import numpy as np

_EPS = np.finfo(float).eps


def polynomial_roots(c: np.ndarray) -> np.ndarray:
    """Real roots of the polynomials ``c[:, i]`` (highest power first, leading coefficient not zero), NaN for none."""
    degree, count = c.shape[0] - 1, c.shape[1]
    if degree == 0:
        return np.empty((count, 0))
    if degree == 1:
        return (-c[1] / c[0])[:, None]
    if degree == 2:
        return _quadratic(*c)
    companion = np.zeros((count, degree, degree))
    companion[:, np.arange(1, degree), np.arange(degree - 1)] = 1.0
    companion[:, 0, :] = -(c[1:] / c[0]).T
    with np.errstate(all="ignore"):
        usable = np.isfinite(companion).all(axis=(1, 2))
        companion[~usable] = 0.0
        z = np.linalg.eigvals(companion).astype(complex)
        z[~usable] = np.nan
        r = z.real
        value, slope, size = _horner(c, r)
        # Rounding parts a double root into a pair of conjugates about it.
        double = (np.abs(z.imag) <= 1e-6 * np.maximum(1.0, np.abs(r))) & (np.abs(value) <= 64 * _EPS * size)
        real = (z.imag == 0) | double
        step = np.where((z.imag == 0) & (slope != 0), value / slope, 0.0)
        polished = r - step
        better = np.abs(_horner(c, polished)[0]) < np.abs(value)
        return np.where(real, np.where(better, polished, r), np.nan)


def _quadratic(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> np.ndarray:
    with np.errstate(all="ignore"):
        q = -0.5 * (b + np.copysign(np.sqrt(b * b - 4 * a * c), b))
        both = np.stack([q / a, c / q], axis=1)
        both[q == 0] = 0.0
    return both


def _horner(c: np.ndarray, r: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Value, slope and the sum of the magnitudes of the terms at ``r[i, :]``."""
    value, slope, size = np.zeros_like(r), np.zeros_like(r), np.zeros_like(r)
    for row in c:
        slope = slope * r + value
        value = value * r + row[:, None]
        size = size * np.abs(r) + np.abs(row)[:, None]
    return value, slope, size


def piecewise_roots(c: np.ndarray, x: np.ndarray, y: float, discontinuity: bool, beyond: bool) -> np.ndarray:
    """Where the piecewise polynomial with coefficients ``c[:, i]`` on ``[x[i], x[i+1]]`` equals ``y``."""
    if x[-1] < x[0]:
        c, x = _mirrored(c, x)
    c = np.array(c, dtype=float)
    c[-1] -= y
    pieces = c.shape[1]
    nonempty = x[1:] > x[:-1]
    found = [np.empty(0)]
    owner = [np.empty(0, int)]
    # Leading coefficients that are zero lower the degree.
    lead = np.where((c != 0).any(axis=0), np.argmax(c != 0, axis=0), c.shape[0])
    for first in range(c.shape[0]):
        chosen = np.flatnonzero((lead == first) & nonempty)
        if chosen.size == 0:
            continue
        roots = polynomial_roots(c[first:, chosen]) + x[chosen][:, None]
        low, high = x[chosen].copy(), x[chosen + 1].copy()
        if beyond:
            low[chosen == 0] = -np.inf
            high[chosen == pieces - 1] = np.inf
        # The right end belongs to the next piece, except for the last; a root a rounding error outside is the end's.
        slack = 4 * _EPS * np.maximum(np.abs(x[chosen]), np.abs(x[chosen + 1]))[:, None]
        low, high = low[:, None], high[:, None]
        inside = (roots >= low - slack) & (roots <= high + slack)
        roots = np.clip(roots, low, high)
        found.append(roots[inside])
        owner.append(np.broadcast_to(chosen[:, None], roots.shape)[inside])
    flat = np.flatnonzero((lead == c.shape[0]) & nonempty)
    found += [x[flat], np.full(flat.size, np.nan)]
    owner += [flat, flat]
    if discontinuity and pieces > 1:
        width = np.diff(x)[:-1]
        before = np.zeros(pieces - 1)
        for row in c[:, :-1]:
            before = before * width + row
        after = c[-1, 1:]
        jump = np.flatnonzero(((before < 0) & (after > 0)) | ((before > 0) & (after < 0)))
        found.append(x[jump + 1])
        owner.append(jump + 1)
    values, owners = np.concatenate(found), np.concatenate(owner)
    rank = np.lexsort((values, owners))
    values = values[rank]
    if values.size > 1:
        gap = np.abs(np.diff(values))
        tiny = 8 * _EPS * np.maximum(np.abs(values[1:]), x[-1] - x[0])
        values = values[np.r_[True, ~(gap <= tiny)]]
    return values


def _mirrored(c: np.ndarray, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """A descending piecewise polynomial with its breakpoints in ascending order."""
    c = np.array(c[:, ::-1], dtype=float)
    up = x[::-1]
    shift = up[:-1] - up[1:]        # from the right end of a piece, where it was expanded, to the left
    k = c.shape[0]
    for last in range(k - 1):       # Taylor shift by repeated synthetic division
        for r in range(1, k - last):
            c[r] += shift * c[r - 1]
    return c, up
