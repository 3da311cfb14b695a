# SPDX-License-Identifier: BSD-3-Clause
"""Rational filters: application, initial states."""
from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from scinova._core.arrays import normalize_axis
from scinova.signal import _native


def _coefficients(name: str, c: Any) -> np.ndarray:
    c = np.atleast_1d(c)
    if c.ndim != 1 or c.size == 0:
        raise ValueError(f"lfilter: {name} must be 1-dimensional and not empty; got shape {c.shape}")
    return c


def lfilter(b: ArrayLike, a: ArrayLike, x: ArrayLike, axis: int = -1, zi: ArrayLike | None = None) -> Any:
    """Filter data with a rational transfer function.

    Parameters
    ----------
    b, a : array_like
        Coefficients of the numerator and the denominator, from ``z**0`` to higher powers of ``1/z``; ``a[0]`` is
        not zero.
    x : array_like
        Data; at least one of the three has floating-point numbers.
    axis : int, optional
        Axis to filter along.
    zi : array_like, optional
        States to begin with, ``max(len(a), len(b)) - 1`` of them along ``axis`` and else of the shape of ``x`` (or of
        length one); zeros by default.

    Returns
    -------
    y : ndarray
        Of the shape of ``x``.
    zf : ndarray
        With ``zi``: the states at the end.

    Notes
    -----
    ``a[0] y[n] = b[0] x[n] + b[1] x[n-1] + ... - a[1] y[n-1] - ...``, in the transposed direct form II.

    Examples
    --------
    >>> from scinova.signal import lfilter
    >>> lfilter([1.0], [1.0, -0.5], [1.0, 0.0, 0.0])
    array([1.  , 0.5 , 0.25])
    """
    b, a, x = _coefficients("b", b), _coefficients("a", a), np.asarray(x)
    if x.ndim == 0:
        raise ValueError("lfilter: x must have at least one dimension; got a number")
    kind = np.result_type(b, a, x) if zi is None else np.result_type(b, a, x, np.asarray(zi))
    if kind.char not in "fdgFDG":
        raise NotImplementedError(f"lfilter: one of b, a and x must be of float32, float64, longdouble or complex "
                                  f"numbers; together they are {kind}")
    axis = normalize_axis(axis, x.ndim)
    if a[0] == 0:
        raise ValueError("lfilter: a[0] must not be zero")
    n = max(a.size, b.size)
    top, bottom = np.zeros(n, kind), np.zeros(n, kind)
    top[:b.size], bottom[:a.size] = b, a
    if bottom[0] != 1:
        top, bottom = top / bottom[0], bottom / bottom[0]
    last = axis == x.ndim - 1
    lines = x if last else np.moveaxis(x, axis, -1)
    states = None if zi is None else _states(zi, x.shape, axis, n - 1, kind)
    if x.size == 0:
        out = np.empty(x.shape, kind)
        return out if states is None else (out, np.moveaxis(states, -1, axis).copy())
    work = np.ascontiguousarray(lines.reshape(-1, lines.shape[-1]), dtype=kind)
    flat = np.zeros((len(work), n - 1), kind) if states is None else states.reshape(len(work), n - 1)
    out = np.empty_like(work)
    _native.linear_filter(top, bottom, work, out, flat)
    y = out.reshape(lines.shape)
    if not last:
        y = np.moveaxis(y, -1, axis)
    return y if states is None else (y, np.moveaxis(flat.reshape(states.shape), -1, axis))


def _states(zi: Any, shape: tuple[int, ...], axis: int, count: int, kind: np.dtype) -> np.ndarray:
    """A copy of the states to begin with, one row for each line."""
    expected = (*shape[:axis], count, *shape[axis + 1:])
    zi = np.asarray(zi)
    fits = zi.ndim == len(expected) and all(m == n or (m == 1 and d != axis)
                                            for d, (m, n) in enumerate(zip(zi.shape, expected)))
    if not fits:
        raise ValueError(f"lfilter: zi must have shape {expected}, or lengths of one beside axis {axis}; "
                         f"got {zi.shape}")
    return np.array(np.moveaxis(np.broadcast_to(zi, expected), axis, -1), dtype=kind, order="C")


def lfiltic(b: ArrayLike, a: ArrayLike, y: ArrayLike, x: ArrayLike | None = None) -> np.ndarray:
    """The states of a filter after given outputs and inputs.

    Parameters
    ----------
    b, a : array_like
        Coefficients, as of `lfilter`.
    y : array_like
        Past outputs, the latest first; those before count as zero.
    x : array_like, optional
        Past inputs, the latest first.

    Returns
    -------
    ndarray
        To be given to `lfilter` as ``zi``.

    Examples
    --------
    >>> from scinova.signal import lfiltic
    >>> lfiltic([1.0, 2.0], [1.0, 0.5], [1.0])
    array([-0.5])
    """
    b, a, y = np.atleast_1d(b), np.atleast_1d(a), np.asarray(y)
    x = np.zeros(0) if x is None else np.asarray(x)
    if b.ndim > 1 or a.ndim > 1:
        raise ValueError(f"lfiltic: b and a must be 1-dimensional; got shapes {b.shape} and {a.shape}")
    if a.size == 0:
        raise ValueError("lfiltic: a must hold at least one coefficient")
    if a[0] == 0:
        raise ValueError("lfiltic: a[0] must not be zero")
    kind = np.result_type(a, b, y, x, np.float32)
    if kind.kind not in "fc" or any(v.dtype.kind in "biu" for v in (a, b, y)):
        kind = np.result_type(kind, np.float64)
    top, bottom = np.asarray(b / a[0], kind), np.asarray(a / a[0], kind)
    inputs, outputs = b.size - 1, a.size - 1
    past_x, past_y = np.zeros(max(inputs, 0), kind), np.zeros(max(outputs, 0), kind)
    past_x[:x.size] = np.ravel(x)[:past_x.size]
    past_y[:y.size] = np.ravel(y)[:past_y.size]
    z = np.zeros(max(inputs, outputs, 0), kind)
    for m in range(inputs):
        z[m] = np.dot(top[m + 1:], past_x[:inputs - m])
    for m in range(outputs):
        z[m] -= np.dot(bottom[m + 1:], past_y[:outputs - m])
    return z


def lfilter_zi(b: ArrayLike, a: ArrayLike) -> np.ndarray:
    """The states with which a filter answers a step at once with its steady value.

    Parameters
    ----------
    b, a : array_like
        Coefficients, as of `lfilter`.

    Returns
    -------
    ndarray
        To be scaled with the first sample and given to `lfilter` as ``zi``.

    Raises
    ------
    numpy.linalg.LinAlgError
        When the filter has no steady value: a pole at 1.

    Notes
    -----
    In the steady state ``z_i = z_{i+1} + b_{i+1} - a_{i+1} g``, where ``g = sum(b) / sum(a)``: sums from the last.

    Examples
    --------
    >>> from scinova.signal import lfilter_zi
    >>> lfilter_zi([1.0, 2.0], [1.0, 0.5])
    array([1.])
    """
    b, a = np.atleast_1d(b), np.atleast_1d(a)
    if b.ndim != 1 or a.ndim != 1:
        raise ValueError(f"lfilter_zi: b and a must be 1-dimensional; got shapes {b.shape} and {a.shape}")
    first = np.flatnonzero(a)
    if first.size == 0:
        raise ValueError("lfilter_zi: a must hold a coefficient that is not zero")
    a = a[first[0]:]
    n = max(a.size, b.size)
    if n < 2:
        raise ValueError("lfilter_zi: a filter without states has none to begin with; b and a must be longer")
    kind = np.result_type(a, b, np.float32)
    if kind.kind not in "fc" or any(v.dtype.kind in "biu" for v in (a, b)):
        kind = np.result_type(kind, np.float64)
    top, bottom = np.zeros(n, kind), np.zeros(n, kind)
    top[:b.size], bottom[:a.size] = b / a[0], a / a[0]
    total = bottom.sum()
    if total == 0:
        raise np.linalg.LinAlgError("lfilter_zi: the filter has a pole at 1, so no steady value")
    rest = top[1:] - bottom[1:] * (top.sum() / total)
    return np.cumsum(rest[::-1])[::-1].copy()
