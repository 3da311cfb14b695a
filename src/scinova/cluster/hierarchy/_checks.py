# SPDX-License-Identifier: BSD-3-Clause
"""What makes a linkage or an inconsistency matrix a valid one."""
from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt


class ClusterWarning(UserWarning):
    """Something about a clustering looks unintended."""


def linkage_fault(Z: np.ndarray, name: str) -> Exception | None:
    """What keeps ``Z`` from being a linkage matrix, as the exception to raise, or None."""
    if Z.dtype.kind != "f":
        return TypeError(f"{name} must hold floating-point numbers; got dtype {Z.dtype}")
    if Z.ndim != 2 or Z.shape[1] != 4:
        return ValueError(f"{name} must have 2 dimensions and 4 columns; got shape {Z.shape}")
    if len(Z) == 0:
        return ValueError(f"{name} must have at least one row; got none")
    n = len(Z) + 1
    parts = Z[:, :2]
    if (parts < 0).any():
        return ValueError(f"{name} names a negative node")
    if (Z[:, 2] < 0).any():
        return ValueError(f"{name} has a negative height")
    if (Z[:, 3] < 0).any():
        return ValueError(f"{name} has a negative number of observations")
    if not (parts < np.arange(n, 2 * n - 1)[:, np.newaxis]).all():
        return ValueError(f"{name} uses a node before it is formed")
    if np.bincount(parts.astype(np.int64).ravel()).max() > 1:
        return ValueError(f"{name} joins a node more than once")
    if len(Z) > 1 and (Z[:, 3] > n).any():
        return ValueError(f"{name} has a row with more observations than there are, {n}")
    return None


def inconsistency_fault(R: np.ndarray, name: str) -> Exception | None:
    """What keeps ``R`` from being an inconsistency matrix, as the exception to raise, or None."""
    if R.dtype != np.float64:
        return TypeError(f"{name} must hold float64 numbers; got dtype {R.dtype}")
    if R.ndim != 2 or R.shape[1] != 4:
        return ValueError(f"{name} must have 2 dimensions and 4 columns; got shape {R.shape}")
    if len(R) == 0:
        return ValueError(f"{name} must have at least one row; got none")
    for column, what in enumerate(("mean of heights", "standard deviation of heights", "number of links")):
        if (R[:, column] < 0).any():
            return ValueError(f"{name} has a negative {what}")
    return None


def _judge(fault: Exception | None, warning: bool, throw: bool) -> bool:
    if fault is None:
        return True
    if throw:
        raise fault
    if warning:
        warnings.warn(str(fault), ClusterWarning, stacklevel=3)
    return False


def _checked(a: Any, name: str, fault: Callable[[np.ndarray, str], Exception | None]) -> np.ndarray:
    a = np.asarray(a)
    wrong = fault(a, name)
    if wrong is not None:
        raise wrong
    return np.require(a, dtype=np.float64, requirements="A")


def checked_linkage(Z: npt.ArrayLike, name: str = "Z") -> np.ndarray:
    """``Z`` as a float64 array for the kernels; TypeError or ValueError when it is no linkage matrix."""
    return _checked(Z, name, linkage_fault)


def checked_inconsistency(R: npt.ArrayLike, name: str = "R") -> np.ndarray:
    """``R`` as a float64 array for the kernels; TypeError or ValueError when it is no inconsistency matrix."""
    return _checked(R, name, inconsistency_fault)


def condensed_points(y: np.ndarray, name: str) -> int:
    """The number of points whose condensed distance matrix ``y`` is; ValueError when there is none."""
    length = len(y)
    n = (1 + math.isqrt(1 + 8 * length)) // 2
    if length == 0 or n * (n - 1) // 2 != length:
        raise ValueError(f"{name} must be a condensed distance matrix, of length n*(n-1)/2 for some n; "
                         f"got length {length}")
    return n


def is_valid_linkage(Z: npt.ArrayLike, warning: bool = False, throw: bool = False, name: str | None = None) -> bool:
    """Whether ``Z`` is a linkage matrix.

    It is when it holds floats in 4 columns, every row joins two nodes formed before and joined nowhere else, heights
    are not negative, and no row counts more observations than there are.

    Parameters
    ----------
    Z : array_like
    warning : bool
        Warn, with `ClusterWarning`, of what is wrong.
    throw : bool
        Raise it, as TypeError or ValueError.
    name : str, optional
        What to call ``Z`` in the message.

    Returns
    -------
    bool

    Examples
    --------
    >>> from scinova.cluster.hierarchy import is_valid_linkage
    >>> is_valid_linkage([[0.0, 1.0, 0.5, 2.0]]), is_valid_linkage([[0.0, 2.0, 0.5, 2.0]])
    (True, False)
    """
    return _judge(linkage_fault(np.asarray(Z), name or "the linkage matrix"), warning, throw)


def is_valid_im(R: npt.ArrayLike, warning: bool = False, throw: bool = False, name: str | None = None) -> bool:
    """Whether ``R`` is an inconsistency matrix, as `inconsistent` makes.

    Parameters
    ----------
    R : array_like
    warning : bool
        Warn, with `ClusterWarning`, of what is wrong.
    throw : bool
        Raise it, as TypeError or ValueError.
    name : str, optional
        What to call ``R`` in the message.

    Returns
    -------
    bool

    Examples
    --------
    >>> from scinova.cluster.hierarchy import is_valid_im
    >>> is_valid_im([[0.5, 0.0, 1.0, 0.0]]), is_valid_im([[-0.5, 0.0, 1.0, 0.0]])
    (True, False)
    """
    return _judge(inconsistency_fault(np.asarray(R), name or "the inconsistency matrix"), warning, throw)


def is_monotonic(Z: npt.ArrayLike) -> bool:
    """Whether no merge is lower than one made before it.

    Parameters
    ----------
    Z : (n-1, 4) array_like
        Linkage matrix.

    Returns
    -------
    bool

    Examples
    --------
    >>> from scinova.cluster.hierarchy import is_monotonic
    >>> bool(is_monotonic([[0.0, 1.0, 2.0, 2.0], [2.0, 3.0, 1.9, 3.0]]))
    False
    """
    heights = checked_linkage(Z)[:, 2]
    return (heights[1:] >= heights[:-1]).all()


def num_obs_linkage(Z: npt.ArrayLike) -> int:
    """The number of observations in a linkage matrix.

    Parameters
    ----------
    Z : (n-1, 4) array_like

    Returns
    -------
    int

    Examples
    --------
    >>> from scinova.cluster.hierarchy import num_obs_linkage
    >>> num_obs_linkage([[0.0, 1.0, 0.5, 2.0]])
    2
    """
    return len(checked_linkage(Z)) + 1


def correspond(Z: npt.ArrayLike, Y: npt.ArrayLike) -> bool:
    """Whether a linkage matrix and a condensed distance matrix have as many observations.

    Parameters
    ----------
    Z : (n-1, 4) array_like
        Linkage matrix.
    Y : (n*(n-1)/2,) array_like
        Condensed distance matrix.

    Returns
    -------
    bool

    Examples
    --------
    >>> from scinova.cluster.hierarchy import correspond
    >>> correspond([[0.0, 1.0, 0.5, 2.0]], [0.5]), correspond([[0.0, 1.0, 0.5, 2.0]], [0.5, 1.0, 2.0])
    (True, False)
    """
    Z = checked_linkage(Z)
    Y = np.asarray(Y)
    if Y.ndim != 1:
        raise ValueError(f"correspond: Y must have 1 dimension; got {Y.ndim}")
    return len(Z) + 1 == condensed_points(Y, "correspond: Y")
