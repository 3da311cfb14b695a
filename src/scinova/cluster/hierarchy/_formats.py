# SPDX-License-Identifier: BSD-3-Clause
"""MATLAB's form of a linkage matrix: nodes counted from 1, no column of counts."""
from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scinova.cluster.hierarchy._checks import checked_linkage


def from_mlab_linkage(Z: npt.ArrayLike) -> np.ndarray:
    """A linkage matrix from MATLAB's.

    Parameters
    ----------
    Z : (n-1, 3) array_like
        Nodes from 1, and heights.

    Returns
    -------
    (n-1, 4) ndarray

    Examples
    --------
    >>> from scinova.cluster.hierarchy import from_mlab_linkage
    >>> from_mlab_linkage([[1.0, 2.0, 0.5], [3.0, 4.0, 0.8]])
    array([[0. , 1. , 0.5, 2. ],
           [2. , 3. , 0.8, 3. ]])
    """
    Z = np.array(Z, dtype=np.float64, order="C")
    if Z.size == 0:
        return Z
    if Z.ndim != 2 or Z.shape[1] not in (3, 4):
        raise ValueError(f"from_mlab_linkage: Z must have 2 dimensions and 3 columns; got shape {Z.shape}")
    n = len(Z) + 1
    parts = Z[:, :2]
    if parts.min() != 1 or parts.max() != 2 * len(Z):
        raise ValueError(f"from_mlab_linkage: Z must count nodes from 1 to {2 * len(Z)}; got {parts.min():g} to "
                         f"{parts.max():g}")
    parts = (parts - 1).astype(np.int64)
    if (parts >= np.arange(n, 2 * n - 1)[:, np.newaxis]).any():
        raise ValueError("from_mlab_linkage: Z uses a node before it is formed")
    count = np.ones(2 * n - 1)
    for k, (a, b) in enumerate(parts):
        count[n + k] = count[a] + count[b]
    return np.column_stack([parts, Z[:, 2], count[n:]])


def to_mlab_linkage(Z: npt.ArrayLike) -> np.ndarray:
    """MATLAB's form of a linkage matrix.

    Parameters
    ----------
    Z : (n-1, 4) array_like
        Linkage matrix.

    Returns
    -------
    (n-1, 3) ndarray
        Nodes from 1, and heights.

    Examples
    --------
    >>> from scinova.cluster.hierarchy import to_mlab_linkage
    >>> to_mlab_linkage([[0.0, 1.0, 0.5, 2.0]])
    array([[1. , 2. , 0.5]])
    """
    Z = np.array(Z, dtype=np.float64, order="C")
    if Z.size == 0:
        return Z
    Z = checked_linkage(Z, "to_mlab_linkage: Z")
    return Z[:, :3] + [1.0, 1.0, 0.0]
