# SPDX-License-Identifier: BSD-3-Clause
"""The directed Hausdorff distance."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova._core.random import accepts_rng
from scinova.spatial.distance._pairs import cdist


@accepts_rng("seed", 2)
def directed_hausdorff(u: Any, v: Any, rng: Any = 0) -> tuple[float, int, int]:
    """How far the point of ``u`` that is farthest from ``v`` is from it.

    Parameters
    ----------
    u, v : array_like
        Matrices of points, one a row, of the same number of columns.
    rng : generator or seed
        Taken for the sake of the interface; the result does not depend on it. ``seed`` is its older name.

    Returns
    -------
    (float, int, int)
        The distance, and the indices of the pair of points at that distance.

    Notes
    -----
    Blocks of the distance matrix are reduced one after another; memory stays linear.

    Examples
    --------
    >>> from scinova.spatial.distance import directed_hausdorff
    >>> directed_hausdorff([[1.0, 0.0], [0.0, 1.0], [-1.0, -1.0]], [[2.0, 0.0], [0.0, 3.0]])
    (3.1622776601683795, 2, 0)
    """
    u, v = np.asarray(u, dtype=np.float64, order="c"), np.asarray(v, dtype=np.float64, order="c")
    if u.ndim != 2 or v.ndim != 2 or u.shape[1] != v.shape[1]:
        raise ValueError(f"directed_hausdorff: u and v must be matrices with as many columns; got shapes {u.shape} and "
                         f"{v.shape}")
    if len(u) == 0 or len(v) == 0:
        raise ValueError("directed_hausdorff: u and v must not be empty")
    best, at = -1.0, (0, 0)
    step = max(1, 2_000_000 // len(v))
    for first in range(0, len(u), step):
        d = cdist(u[first:first + step], v, "sqeuclidean")
        near = d.argmin(axis=1)
        closest = d[np.arange(len(d)), near]
        k = int(closest.argmax())
        if closest[k] > best:
            best, at = float(closest[k]), (first + k, int(near[k]))
    return float(np.sqrt(best)), *at
