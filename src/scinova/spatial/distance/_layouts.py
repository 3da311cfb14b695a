# SPDX-License-Identifier: BSD-3-Clause
"""Distance matrices: square, or condensed to the vector of the entries above the diagonal, row by row."""
from __future__ import annotations

import warnings
from typing import Any

import numpy as np


def _side(length: int) -> int | None:
    """n with n (n - 1) / 2 = length, if there is one."""
    n = int(np.ceil(np.sqrt(length * 2)))
    return n if n * (n - 1) == length * 2 else None


def squareform(X: Any, force: str = "no", checks: bool = True) -> np.ndarray:
    """A condensed distance matrix as a square one, or the other way round.

    Parameters
    ----------
    X : array_like
        A vector of n (n - 1) / 2 distances, or a square symmetric matrix.
    force : {'no', 'tomatrix', 'tovector'}
        What ``X`` has to become.
    checks : bool
        Whether a matrix must be symmetric with a zero diagonal.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova.spatial.distance import squareform
    >>> squareform([1, 2, 3])
    array([[0, 1, 2],
           [1, 0, 3],
           [2, 3, 0]])
    """
    X = np.ascontiguousarray(X) if np.ndim(X) else np.asarray(X)
    if force.lower() == "tomatrix" and X.ndim != 1:
        raise ValueError(f"squareform: only a vector can become a matrix; got shape {X.shape}")
    if force.lower() == "tovector" and X.ndim != 2:
        raise ValueError(f"squareform: only a matrix can become a vector; got shape {X.shape}")
    if X.ndim == 1:
        if X.size == 0:
            return np.zeros((1, 1), dtype=X.dtype)
        n = _side(X.size)
        if n is None:
            raise ValueError(f"squareform: a condensed matrix has n (n - 1) / 2 entries; got {X.size}")
        out = np.zeros((n, n), dtype=X.dtype)
        above = np.triu_indices(n, 1)
        out[above] = X
        out.T[above] = X
        return out
    if X.ndim == 2:
        if X.shape[0] != X.shape[1]:
            raise ValueError(f"squareform: a matrix must be square; got shape {X.shape}")
        if checks:
            is_valid_dm(X, throw=True, name="X")
        if X.shape[0] <= 1:
            return np.array([], dtype=X.dtype)
        return X[np.triu_indices(X.shape[0], 1)]
    raise ValueError(f"squareform: X must have one or two dimensions; got shape {X.shape}")


def is_valid_dm(D: Any, tol: float = 0.0, throw: bool = False, name: str | None = "D", warning: bool = False) -> bool:
    """Whether ``D`` is a square symmetric matrix with a zero diagonal, to within ``tol``.

    Examples
    --------
    >>> from scinova.spatial.distance import is_valid_dm
    >>> is_valid_dm([[0.0, 1.0], [2.0, 0.0]])
    False
    """
    D = np.asarray(D, order="c")
    label = f"distance matrix {name!r}" if name else "a distance matrix"
    fault = None
    if D.ndim != 2:
        fault = f"{label} must have two dimensions; got shape {D.shape}"
    elif D.shape[0] != D.shape[1]:
        raise ValueError(f"{label} must be square; got shape {D.shape}")
    elif tol == 0.0:
        if not (D == D.T).all():
            fault = f"{label} must be symmetric"
        elif not (D[range(len(D)), range(len(D))] == 0).all():
            fault = f"{label} must have a zero diagonal"
    elif not (tol >= D - D.T).all():
        fault = f"{label} must be symmetric within {tol}"
    elif not (D[range(len(D)), range(len(D))] <= tol).all():
        fault = f"{label} must have a zero diagonal within {tol}"
    return _verdict(fault, throw, warning)


def is_valid_y(y: Any, warning: bool = False, throw: bool = False, name: str | None = None) -> bool:
    """Whether ``y`` is a vector of n (n - 1) / 2 entries for some n.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.spatial.distance import is_valid_y
    >>> is_valid_y(np.zeros(3)), is_valid_y(np.zeros(4))
    (True, False)
    """
    y = np.asarray(y, order="c")
    label = f"condensed distance matrix {name!r}" if name else "a condensed distance matrix"
    fault = None
    if y.ndim != 1:
        fault = f"{label} must be a vector; got shape {y.shape}"
    elif _side(len(y)) is None:
        fault = f"{label} has n (n - 1) / 2 entries; got {len(y)}"
    return _verdict(fault, throw, warning)


def _verdict(fault: str | None, throw: bool, warning: bool) -> bool:
    if fault is None:
        return True
    if throw:
        raise ValueError(fault)
    if warning:
        warnings.warn(fault, stacklevel=3)
    return False


def num_obs_dm(d: Any) -> int:
    """The number of observations of a square distance matrix.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.spatial.distance import num_obs_dm
    >>> num_obs_dm(np.zeros((4, 4)))
    4
    """
    d = np.asarray(d, order="c")
    is_valid_dm(d, tol=np.inf, throw=True, name="d")
    return d.shape[0]


def num_obs_y(Y: Any) -> int:
    """The number of observations of a condensed distance matrix.

    Examples
    --------
    >>> from scinova.spatial.distance import num_obs_y
    >>> num_obs_y([1, 2, 3])
    3
    """
    Y = np.asarray(Y, order="c")
    is_valid_y(Y, throw=True, name="Y")
    if Y.shape[0] == 0:
        raise ValueError("num_obs_y: an empty matrix does not tell the number of observations")
    return _side(Y.shape[0])  # type: ignore[return-value]
