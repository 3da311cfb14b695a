# SPDX-License-Identifier: BSD-3-Clause
"""K-means clustering by Lloyd's iteration.

S. P. Lloyd, "Least squares quantization in PCM", IEEE Trans. Inform. Theory 28 (1982) 129; the initial centroids of
``minit='++'`` follow D. Arthur and S. Vassilvitskii, "k-means++", Proc. SODA (2007) 1027.
"""
from __future__ import annotations

import operator
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from scinova._core.progress import track
from scinova._core.random import accepts_rng
from scinova.cluster import _native
from scinova.cluster.vq._quantize import finite_array, float_points, nearest_codes


class ClusterError(Exception):
    """A cluster lost all its points, and `kmeans2` was asked to raise."""


def _cluster_means(data: np.ndarray, codes: np.ndarray, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Mean of the points of each code (zero where there are none), and which codes have points."""
    columns = data[:, np.newaxis] if data.ndim == 1 else data
    sums, numbers = np.zeros((count, columns.shape[1])), np.zeros(count)
    _native.sums_by_code(columns, codes, sums, numbers)
    means = (sums / np.maximum(numbers, 1.0)[:, np.newaxis]).astype(data.dtype)
    return means.reshape((count,) + data.shape[1:]), numbers > 0


def _choose_points(data: np.ndarray, k: int, rng: Any) -> np.ndarray:
    return data[rng.choice(data.shape[0], size=k, replace=False)]


def _lloyd(data: np.ndarray, codes: np.ndarray, thresh: float) -> tuple[np.ndarray, Any]:
    """Iterate until the mean distance changes by no more than ``thresh``; codes without points are dropped."""
    before = np.inf
    while True:
        nearest, distance = nearest_codes(data, codes)
        after = np.mean(distance)
        means, kept = _cluster_means(data, nearest, len(codes))
        codes = means[kept]
        if not abs(before - after) > thresh:
            return codes, after
        before = after


@accepts_rng("seed")
def kmeans(obs: npt.ArrayLike, k_or_guess: npt.ArrayLike, iter: int = 20, thresh: float = 1e-5,
           check_finite: bool = True, *, rng: Any = None) -> tuple[np.ndarray, float]:
    """Centroids of clusters of least distortion, by repeated k-means.

    Parameters
    ----------
    obs : (M, N) or (M,) array_like
        Observations, one a row; `whiten` them first if the features differ in scale.
    k_or_guess : int or array_like
        Number of centroids, or the centroids to start from.
    iter : int
        How often to start from new random points of ``obs``, keeping the best. Without effect when initial centroids
        are given.
    thresh : float
        A run ends when the distortion changes by no more than this.
    check_finite : bool
        Refuse NaN and infinities.
    rng : Generator or seed, optional
        Source of the random starts.

    Returns
    -------
    codebook : (k, N) or (k,) ndarray
        Centroids; fewer than asked for when some ended without points.
    distortion : float
        Mean (not squared) Euclidean distance of the observations to their centroids.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.cluster.vq import kmeans
    >>> obs = np.array([[0.0, 0.0], [0.0, 1.0], [9.0, 8.0], [9.0, 9.0]])
    >>> codebook, distortion = kmeans(obs, 2, rng=1)
    >>> codebook[codebook[:, 0].argsort()], float(distortion)
    (array([[0. , 0.5],
           [9. , 8.5]]), 0.5)
    """
    obs = finite_array(obs, "kmeans: obs", check_finite)
    guess = finite_array(k_or_guess, "kmeans: k_or_guess", check_finite)
    if iter < 1:
        raise ValueError(f"kmeans: iter must be at least 1; got {iter}")
    if obs.ndim not in (1, 2):
        raise ValueError(f"kmeans: obs must have 1 or 2 dimensions; got {obs.ndim}")
    if guess.size != 1:
        if guess.size < 1:
            raise ValueError("kmeans: k_or_guess must have at least one centroid; got none")
        if guess.ndim != obs.ndim or guess.shape[1:] != obs.shape[1:]:
            raise ValueError(f"kmeans: k_or_guess must be centroids for observations of shape {obs.shape}; "
                             f"got shape {guess.shape}")
        return _lloyd(*float_points(obs, guess), thresh)
    k = int(guess.item())
    if k != guess.item():
        raise ValueError(f"kmeans: k_or_guess must be an integer when it is a scalar; got {guess.item()}")
    if k < 1:
        raise ValueError(f"kmeans: k_or_guess must be at least 1; got {k}")
    (obs,) = float_points(obs)
    best, least = None, np.inf
    for _ in track(range(iter), "k-means", iter):
        codes, distortion = _lloyd(obs, _choose_points(obs, k, rng), thresh)
        if best is None or distortion < least:
            best, least = codes, distortion
    return best, least


def _start_normal(data: np.ndarray, k: int, rng: Any) -> np.ndarray:
    """Samples of the normal distribution with the mean and covariance of the data."""
    mean = data.mean(axis=0)
    n = data.shape[0]
    if data.ndim == 1:
        return rng.standard_normal(size=k) * np.sqrt(np.cov(data)) + mean
    if data.shape[1] > n:            # a singular covariance: sample in the space that the points span
        _, s, vh = np.linalg.svd(data - mean, full_matrices=False)
        return rng.standard_normal(size=(k, s.size)) @ (s[:, np.newaxis] * vh / np.sqrt(n - 1)) + mean
    covariance = np.atleast_2d(np.cov(data.T))
    return rng.standard_normal(size=(k, data.shape[1])) @ np.linalg.cholesky(covariance).T + mean


def _start_spread(data: np.ndarray, k: int, rng: Any) -> np.ndarray:
    """k-means++: each further point with probability in proportion to its squared distance from those chosen."""
    chosen = np.empty((k,) + data.shape[1:], dtype=data.dtype)
    draw = rng.integers if isinstance(rng, np.random.Generator) else rng.randint
    chosen[0] = data[draw(data.shape[0])]
    square = np.full(data.shape[0], np.inf)
    for i in range(1, k):
        _, distance = nearest_codes(data, chosen[i - 1:i])
        square = np.minimum(square, distance.astype(float)**2)
        total = square.sum()
        cumulated = np.cumsum(square / total) if total > 0 else np.ones(1)
        chosen[i] = data[min(np.searchsorted(cumulated, rng.uniform()), data.shape[0] - 1)]
    return chosen


_STARTS: dict[str, Callable[..., np.ndarray]] = {
    "random": _start_normal, "points": _choose_points, "++": _start_spread,
}


def _initial_codes(data: np.ndarray, k: Any, minit: str, rng: Any) -> np.ndarray:
    given = np.asarray(k)
    if minit == "matrix" or given.size > 1:
        if given.ndim != data.ndim:
            raise ValueError(f"kmeans2: k must be centroids of {data.ndim} dimensions, as data; got {given.ndim}")
        if len(given) < 1:
            raise ValueError("kmeans2: k must have at least one centroid; got none")
        if given.shape[1:] != data.shape[1:]:
            raise ValueError(f"kmeans2: k must have as many columns as data, {data.shape[1]}; got {given.shape[1]}")
        return np.array(given, dtype=data.dtype)
    count = operator.index(given.item() if given.ndim == 0 else k)
    if count < 1:
        raise ValueError(f"kmeans2: k must be at least 1; got {count}")
    return np.asarray(_STARTS[minit](data, count, rng), dtype=data.dtype)


@accepts_rng("seed")
def kmeans2(data: npt.ArrayLike, k: npt.ArrayLike, iter: int = 10, thresh: float = 1e-5, minit: str = "random",
            missing: str = "warn", check_finite: bool = True, *, rng: Any = None) -> tuple[np.ndarray, np.ndarray]:
    """Cluster points by a fixed number of k-means iterations.

    Parameters
    ----------
    data : (M, N) or (M,) array_like
        Points, one a row.
    k : int or array_like
        Number of clusters, or the centroids to start from.
    iter : int
        Number of iterations.
    thresh : float
        Unused; here because callers pass it.
    minit : {'random', 'points', '++', 'matrix'}
        How to start: from samples of a normal distribution with the mean and covariance of the data, from random
        points, from points spread by k-means++, or from the centroids in ``k``.
    missing : {'warn', 'raise'}
        What to do about a cluster without points: a warning (its centroid stays), or `ClusterError`.
    check_finite : bool
        Refuse NaN and infinities.
    rng : Generator or seed, optional
        Source of random starts.

    Returns
    -------
    centroid : (k, N) or (k,) ndarray
    label : (M,) ndarray of int32
        Index of the centroid that each point was nearest to in the last iteration.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.cluster.vq import kmeans2
    >>> centroid, label = kmeans2(np.array([0.0, 1.0, 8.0, 9.0]), np.array([2.0, 3.0]))
    >>> centroid
    array([0.5, 8.5])
    >>> label
    array([0, 0, 1, 1], dtype=int32)
    """
    if operator.index(iter) < 1:
        raise ValueError(f"kmeans2: iter must be at least 1; got {iter}")
    if missing not in ("warn", "raise"):
        raise ValueError(f"kmeans2: missing must be 'warn' or 'raise'; got {missing!r}")
    if minit != "matrix" and minit not in _STARTS:
        raise ValueError(f"kmeans2: minit must be one of 'random', 'points', '++', 'matrix'; got {minit!r}")
    data = finite_array(data, "kmeans2: data", check_finite)
    if data.ndim not in (1, 2):
        raise ValueError(f"kmeans2: data must have 1 or 2 dimensions; got {data.ndim}")
    if data.size < 1:
        raise ValueError(f"kmeans2: data must be non-empty; got shape {data.shape}")
    (data,) = float_points(data)
    codes = _initial_codes(data, k, minit, rng)
    for _ in range(iter):
        label, _distance = nearest_codes(data, codes)
        means, full = _cluster_means(data, label, len(codes))
        if not full.all():
            if missing == "raise":
                raise ClusterError("kmeans2: a cluster is without points; start from other centroids")
            warnings.warn("kmeans2: a cluster is without points; start from other centroids", UserWarning,
                          stacklevel=3)
            means[~full] = codes[~full]
        codes = means
    return codes, label
