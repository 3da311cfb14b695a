# SPDX-License-Identifier: BSD-3-Clause
"""Distances between two vectors: each function states its formula once."""
from __future__ import annotations

import math
from typing import Any

import numpy as np


def as_vector(u: Any, dtype: Any = None) -> np.ndarray:
    """``u`` as a vector; ValueError when it is not one."""
    u = np.asarray(u, dtype=dtype, order="c")
    if u.ndim == 1:
        return u
    raise ValueError(f"distances are between vectors; got an array of shape {u.shape}")


def as_weights(w: Any, dtype: Any = np.float64) -> np.ndarray:
    """Weights as a vector; ValueError when one is negative."""
    w = as_vector(w, dtype=dtype)
    if (w < 0).any():
        raise ValueError("weights must not be negative")
    return w


def _vectors(u: Any, v: Any, w: Any, same_type: bool = True) -> tuple[np.ndarray, np.ndarray, Any]:
    u, v = as_vector(u), as_vector(v)
    if u.dtype.kind in "biu" and v.dtype.kind in "biu" and not same_type:
        u, v = u.astype(np.float64), v.astype(np.float64)
    w = None if w is None else as_weights(w)
    if u.shape != v.shape or (w is not None and w.shape != u.shape):
        raise ValueError(f"the vectors (and weights) must have one length; got {len(u)} and {len(v)}"
                         + ("" if w is None else f", weights {len(w)}"))
    return u, v, w


def _difference(u: Any, v: Any, w: Any) -> tuple[np.ndarray, Any]:
    u, v, w = _vectors(u, v, w)
    return (u.astype(np.float64) - v if u.dtype.kind in "iu" or v.dtype.kind in "iu" else u - v), w


def minkowski(u: Any, v: Any, p: float = 2, w: Any = None) -> float:
    """The p-norm of ``u - v``: ``sum(w * abs(u - v)**p) ** (1/p)``, ``p`` above zero.

    Examples
    --------
    >>> from scinova.spatial import distance
    >>> distance.minkowski([1, 0, 0], [0, 1, 0], 1)
    2.0
    """
    if not p > 0:
        raise ValueError(f"minkowski: p must be above 0; got {p}")
    d, w = _difference(u, v, w)
    return float(_norm(np.abs(d), p, w))


def _norm(d: np.ndarray, p: float, w: Any) -> Any:
    if d.size == 0:
        return 0.0
    if p == np.inf:
        return (d if w is None else d[w != 0]).max(initial=0)
    if w is not None:
        d = d * (w if p == 1 else np.sqrt(w) if p == 2 else w ** (1.0 / p))
    if p == 1:
        return d.sum()
    if p == 2:
        return np.linalg.norm(d)
    return (d ** p).sum() ** (1.0 / p)


def euclidean(u: Any, v: Any, w: Any = None) -> float:
    """The Euclidean distance, ``sqrt(sum(w * (u - v)**2))``.

    Examples
    --------
    >>> from scinova.spatial import distance
    >>> distance.euclidean([0, 3], [4, 0])
    5.0
    """
    return minkowski(u, v, p=2, w=w)


def sqeuclidean(u: Any, v: Any, w: Any = None) -> Any:
    """The squared Euclidean distance, ``sum(w * (u - v)**2)``.

    Examples
    --------
    >>> from scinova.spatial import distance
    >>> float(distance.sqeuclidean([0, 3], [4, 0]))
    25.0
    """
    u, v = as_vector(u), as_vector(v)
    if not np.issubdtype(u.dtype, np.inexact):
        u = u.astype(np.float64)
    if not np.issubdtype(v.dtype, np.inexact):
        v = v.astype(np.float64)
    u, v, w = _vectors(u, v, w)
    d = u - v
    return np.dot(d, d if w is None else d * w)


def cityblock(u: Any, v: Any, w: Any = None) -> Any:
    """The Manhattan distance, ``sum(w * abs(u - v))``.

    Examples
    --------
    >>> from scinova.spatial import distance
    >>> int(distance.cityblock([0, 3], [4, 0]))
    7
    """
    u, v, w = _vectors(u, v, w)
    d = abs(u - v)
    return (d if w is None else w * d).sum()


def chebyshev(u: Any, v: Any, w: Any = None) -> Any:
    """The largest difference, ``max(abs(u - v))``, over the places of nonzero weight.

    Examples
    --------
    >>> from scinova.spatial import distance
    >>> int(distance.chebyshev([0, 3], [4, 0]))
    4
    """
    u, v, w = _vectors(u, v, w)
    d = abs(u - v)
    d = d if w is None else d[w > 0]
    return d.max() if d.size else d.dtype.type(0)


def braycurtis(u: Any, v: Any, w: Any = None) -> Any:
    """The Bray-Curtis dissimilarity, ``sum(w * abs(u - v)) / sum(w * abs(u + v))``.

    Examples
    --------
    >>> from scinova.spatial import distance
    >>> float(distance.braycurtis([1, 0, 0], [0, 1, 0]))
    1.0
    """
    u, v = as_vector(u, np.float64), as_vector(v, np.float64)
    u, v, w = _vectors(u, v, w)
    w = 1.0 if w is None else w
    return (w * abs(u - v)).sum() / (w * abs(u + v)).sum()


def canberra(u: Any, v: Any, w: Any = None) -> Any:
    """The Canberra distance, ``sum(w * abs(u - v) / (abs(u) + abs(v)))``, a term 0/0 counting as zero.

    Examples
    --------
    >>> from scinova.spatial import distance
    >>> float(distance.canberra([1, 0, 0], [0, 1, 0]))
    2.0
    """
    u, v = as_vector(u, np.float64), as_vector(v, np.float64)
    u, v, w = _vectors(u, v, w)
    with np.errstate(invalid="ignore"):
        d = abs(u - v) / (abs(u) + abs(v))
    return np.nansum(d if w is None else w * d)


def correlation(u: Any, v: Any, w: Any = None, centered: bool = True) -> float:
    """One minus the correlation of ``u`` and ``v``, about their means if ``centered``.

    Examples
    --------
    >>> from scinova.spatial import distance
    >>> round(distance.correlation([1, 2, 3], [3, 2, 1]), 12)
    2.0
    """
    u, v, w = _vectors(u, v, w, same_type=False)
    u, v = (x if x.dtype.kind in "fc" else x.astype(np.float64) for x in (u, v))
    w = np.full(len(u), 1.0) if w is None else w
    w = w / w.sum()
    if centered:
        u, v = u - np.dot(u, w), v - np.dot(v, w)
    uv, uu, vv = np.dot(u * w, v), np.dot(u * w, u), np.dot(v * w, v)
    d = 1.0 - uv / math.sqrt(uu * vv) if uu * vv != 0 else np.nan
    return float(np.clip(d, 0.0, 2.0))


def cosine(u: Any, v: Any, w: Any = None) -> float:
    """One minus the cosine of the angle between ``u`` and ``v``.

    Examples
    --------
    >>> from scinova.spatial import distance
    >>> distance.cosine([1, 0], [0, 2])
    1.0
    """
    return correlation(u, v, w=w, centered=False)


def hamming(u: Any, v: Any, w: Any = None) -> Any:
    """The share of places (by weight) where ``u`` and ``v`` differ.

    Examples
    --------
    >>> from scinova.spatial import distance
    >>> float(distance.hamming([1, 0, 0, 0], [0, 0, 0, 0]))
    0.25
    """
    u, v, w = _vectors(u, v, w)
    return np.average(u != v, weights=w)


def jaccard(u: Any, v: Any, w: Any = None) -> Any:
    """Among the places where either is nonzero, the share where they differ in being so.

    Examples
    --------
    >>> from scinova.spatial import distance
    >>> float(distance.jaccard([1, 0, 0], [1, 1, 0]))
    0.5
    """
    u, v, w = _vectors(u, v, w)
    either, unlike = (u != 0) | (v != 0), (u != 0) ^ (v != 0)
    w = np.ones(len(u)) if w is None else w
    a, b = (w * unlike).sum(), (w * either).sum()
    return np.float64(a / b) if b != 0 else np.float64(0)


def mahalanobis(u: Any, v: Any, VI: Any) -> Any:
    """The Mahalanobis distance, ``sqrt((u - v) @ VI @ (u - v))``.

    Examples
    --------
    >>> from scinova.spatial import distance
    >>> float(distance.mahalanobis([1, 0], [0, 0], [[4, 0], [0, 1]]))
    2.0
    """
    u, v, _ = _vectors(u, v, None)
    d = u - v
    return np.sqrt(np.dot(np.dot(d, np.atleast_2d(VI)), d))


def seuclidean(u: Any, v: Any, V: Any) -> float:
    """The Euclidean distance with each coordinate divided by its variance, ``sqrt(sum((u - v)**2 / V))``.

    Examples
    --------
    >>> from scinova.spatial import distance
    >>> distance.seuclidean([2, 0], [0, 0], [4, 1])
    1.0
    """
    u, v, _ = _vectors(u, v, None)
    V = as_vector(V, dtype=np.float64)
    if V.shape != u.shape:
        raise ValueError(f"seuclidean: V must have the length of the vectors, {len(u)}; got {len(V)}")
    return euclidean(u, v, w=1 / V)


def jensenshannon(p: Any, q: Any, base: float | None = None, *, axis: int = 0, keepdims: bool = False) -> Any:
    """The Jensen-Shannon distance of two distributions, the square root of their divergence.

    Parameters
    ----------
    p, q : array_like
        Normalised to sum to one along ``axis``.
    base : float, optional
        Of the logarithm; e by default.
    axis : int
    keepdims : bool

    Examples
    --------
    >>> from scinova.spatial import distance
    >>> float(distance.jensenshannon([1, 0], [0, 1], 2.0))
    1.0
    """
    p, q = np.asarray(p), np.asarray(q)
    p = p / np.sum(p, axis=axis, keepdims=True)
    q = q / np.sum(q, axis=axis, keepdims=True)
    m = (p + q) / 2.0
    js = np.sum(_gain(p, m) + _gain(q, m), axis=axis, keepdims=keepdims)
    if base is not None:
        js = js / np.log(base)
    return np.sqrt(np.maximum(js, 0.0) / 2.0)


def _gain(x: np.ndarray, m: np.ndarray) -> np.ndarray:
    with np.errstate(divide="ignore", invalid="ignore"):
        out = x * np.log(x / m)
    return np.where(x == 0, 0.0, np.where(x < 0, np.inf, out))


def _counts(u: Any, v: Any, w: Any) -> tuple[Any, Any, Any, Any]:
    """Weights of the places (false, false), (false, true), (true, false), (true, true); products for numbers."""
    u, v, w = _vectors(u, v, w)
    if u.dtype == v.dtype == bool and w is None:
        return (~u & ~v).sum(), (~u & v).sum(), (u & ~v).sum(), (u & v).sum()
    u, v = u.astype(float), v.astype(float)
    w = 1.0 if w is None else w
    return ((w * (1.0 - u) * (1.0 - v)).sum(), (w * (1.0 - u) * v).sum(), (w * u * (1.0 - v)).sum(),
            (w * u * v).sum())


def dice(u: Any, v: Any, w: Any = None) -> float:
    """The Dice dissimilarity, ``(tf + ft) / (2 tt + tf + ft)`` where ``tf`` counts true against false, and so on.

    Examples
    --------
    >>> from scinova.spatial import distance
    >>> distance.dice([True, False], [True, True])
    0.3333333333333333
    """
    _, ft, tf, tt = _counts(u, v, w)
    with np.errstate(invalid="ignore"):
        return float((tf + ft) / np.array(2.0 * tt + tf + ft))


def rogerstanimoto(u: Any, v: Any, w: Any = None) -> float:
    """The Rogers-Tanimoto dissimilarity, ``2 R / (tt + ff + 2 R)`` with ``R = tf + ft``.

    Examples
    --------
    >>> from scinova.spatial import distance
    >>> distance.rogerstanimoto([True, False], [True, True])
    0.6666666666666666
    """
    ff, ft, tf, tt = _counts(u, v, w)
    return float(2.0 * (tf + ft)) / float(tt + ff + 2.0 * (tf + ft))


def russellrao(u: Any, v: Any, w: Any = None) -> float:
    """The Russell-Rao dissimilarity, ``(n - tt) / n``.

    Examples
    --------
    >>> from scinova.spatial import distance
    >>> distance.russellrao([True, False], [True, True])
    0.5
    """
    _, _, _, tt = _counts(u, v, w)
    n = float(len(as_vector(u))) if w is None else as_weights(w).sum()
    return float(n - tt) / float(n)


def sokalsneath(u: Any, v: Any, w: Any = None) -> float:
    """The Sokal-Sneath dissimilarity, ``2 R / (tt + 2 R)`` with ``R = tf + ft``.

    Examples
    --------
    >>> from scinova.spatial import distance
    >>> distance.sokalsneath([True, False], [True, True])
    0.6666666666666666
    """
    _, ft, tf, tt = _counts(u, v, w)
    below = tt + 2.0 * (tf + ft)
    if not np.any(below):
        raise ValueError("sokalsneath: not defined for two vectors that are false throughout")
    return float(2.0 * (tf + ft)) / float(below)


def yule(u: Any, v: Any, w: Any = None) -> float:
    """The Yule dissimilarity, ``2 tf ft / (tt ff + tf ft)``.

    Examples
    --------
    >>> from scinova.spatial import distance
    >>> distance.yule([True, False], [False, True])
    2.0
    """
    ff, ft, tf, tt = _counts(u, v, w)
    half = tf * ft
    return 0.0 if half == 0 else float(2.0 * half / (tt * ff + half))
