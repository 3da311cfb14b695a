# SPDX-License-Identifier: BSD-3-Clause
"""Numbers read off a tree: cophenetic distances, inconsistency coefficients, largest values below each merge."""
from __future__ import annotations

import operator
from typing import Any

import numpy as np
import numpy.typing as npt

from scinova.cluster import _native
from scinova.cluster.hierarchy._checks import checked_inconsistency, checked_linkage, condensed_points


def cophenet(Z: npt.ArrayLike, Y: npt.ArrayLike | None = None) -> Any:
    """Heights at which pairs of observations are joined, and their correlation with the distances.

    Parameters
    ----------
    Z : (n-1, 4) array_like
        Linkage matrix.
    Y : (n*(n-1)/2,) array_like, optional
        The condensed distances that ``Z`` was made from.

    Returns
    -------
    c : float
        Correlation coefficient of ``d`` and ``Y``; only with ``Y``.
    d : (n*(n-1)/2,) ndarray
        Cophenetic distances, condensed.

    Examples
    --------
    >>> from scinova.cluster.hierarchy import cophenet, linkage
    >>> cophenet(linkage([1.0, 6.0, 5.0]))
    array([1., 5., 5.])
    """
    Z = checked_linkage(Z, "cophenet: Z")
    n = len(Z) + 1
    out = np.empty(n * (n - 1) // 2)
    _native.cophenetic(Z, out)
    if Y is None:
        return out
    y = np.asarray(Y, dtype=np.float64)
    if y.ndim != 1:
        raise ValueError(f"cophenet: Y must have 1 dimension; got {y.ndim}")
    if condensed_points(y, "cophenet: Y") != n:
        raise ValueError(f"cophenet: Y must have length {len(out)} for the {n} observations of Z; got {len(y)}")
    a, b = y - y.mean(), out - out.mean()
    with np.errstate(invalid="ignore", divide="ignore"):
        return (a * b).sum() / np.sqrt((a * a).sum() * (b * b).sum()), out


def inconsistent(Z: npt.ArrayLike, d: int = 2) -> np.ndarray:
    """Compare the height of each merge with the heights of the merges just below it.

    Parameters
    ----------
    Z : (n-1, 4) array_like
        Linkage matrix.
    d : int
        How many levels to look at, the merge itself being the first.

    Returns
    -------
    (n-1, 4) ndarray
        For each merge: mean and standard deviation of the heights, their number, and the inconsistency coefficient
        ``(height - mean) / deviation`` (zero where the deviation is).

    Examples
    --------
    >>> from scinova.cluster.hierarchy import inconsistent, linkage
    >>> inconsistent(linkage([[0.0], [1.0], [4.0]]))
    array([[1.        , 0.        , 1.        , 0.        ],
           [2.        , 1.41421356, 2.        , 0.70710678]])
    """
    Z = checked_linkage(Z, "inconsistent: Z")
    try:
        depth = operator.index(d)
    except TypeError:
        if d != np.floor(d):
            raise ValueError(f"inconsistent: d must be an integer of at least 0; got {d!r}") from None
        depth = int(d)
    if depth < 0:
        raise ValueError(f"inconsistent: d must be an integer of at least 0; got {d!r}")
    R = np.empty((len(Z), 4))
    _native.inconsistency(Z, min(depth, len(Z) + 1), R)
    return R


def _largest(Z: np.ndarray, values: np.ndarray) -> np.ndarray:
    out = np.empty(len(Z))
    _native.largest_below(Z, np.ascontiguousarray(values), out)
    return out


def maxdists(Z: npt.ArrayLike) -> np.ndarray:
    """The largest height in the tree below each merge, itself included.

    Parameters
    ----------
    Z : (n-1, 4) array_like
        Linkage matrix.

    Returns
    -------
    (n-1,) ndarray

    Examples
    --------
    >>> from scinova.cluster.hierarchy import maxdists
    >>> maxdists([[0.0, 1.0, 2.0, 2.0], [2.0, 3.0, 1.9, 3.0]])
    array([2., 2.])
    """
    Z = checked_linkage(Z, "maxdists: Z")
    return _largest(Z, Z[:, 2])


def maxRstat(Z: npt.ArrayLike, R: npt.ArrayLike, i: int) -> np.ndarray:
    """The largest value of a column of the inconsistency matrix below each merge, itself included.

    Parameters
    ----------
    Z : (n-1, 4) array_like
        Linkage matrix.
    R : (n-1, 4) array_like
        Inconsistency matrix; see `inconsistent`.
    i : int
        Column of ``R``, 0 to 3.

    Returns
    -------
    (n-1,) ndarray

    Examples
    --------
    >>> from scinova.cluster.hierarchy import inconsistent, linkage, maxRstat
    >>> Z = linkage([[0.0], [1.0], [4.0]])
    >>> maxRstat(Z, inconsistent(Z), 2)
    array([1., 2.])
    """
    Z = checked_linkage(Z, "maxRstat: Z")
    R = checked_inconsistency(R, "maxRstat: R")
    if not isinstance(i, (int, np.integer)):
        raise TypeError(f"maxRstat: i must be an integer; got {i!r}")
    if not 0 <= i <= 3:
        raise ValueError(f"maxRstat: i must be an integer in [0, 3]; got {i}")
    if len(R) != len(Z):
        raise ValueError(f"maxRstat: R must have as many rows as Z, {len(Z)}; got {len(R)}")
    return _largest(Z, R[:, i])


def maxinconsts(Z: npt.ArrayLike, R: npt.ArrayLike) -> np.ndarray:
    """The largest inconsistency coefficient below each merge, itself included.

    Parameters
    ----------
    Z : (n-1, 4) array_like
        Linkage matrix.
    R : (n-1, 4) array_like
        Inconsistency matrix; see `inconsistent`.

    Returns
    -------
    (n-1,) ndarray

    Examples
    --------
    >>> from scinova.cluster.hierarchy import inconsistent, linkage, maxinconsts
    >>> Z = linkage([[0.0], [1.0], [4.0]])
    >>> maxinconsts(Z, inconsistent(Z))
    array([0.        , 0.70710678])
    """
    return maxRstat(Z, R, 3)
