# SPDX-License-Identifier: BSD-3-Clause
"""Names gone from scipy.spatial."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.spatial.distance import minkowski
from scinova.spatial.distance._metrics import _counts, as_weights


def kulsinski(u: Any, v: Any, w: Any = None) -> float:
    """The Kulsinski dissimilarity of booleans, ``(tf + ft - tt + n) / (tf + ft + n)``."""
    _, ft, tf, tt = _counts(u, v, w)
    n = len(np.asarray(u)) if w is None else as_weights(w).sum()
    return float((ft + tf - tt + n) / (ft + tf + n))


def kulczynski1(u: Any, v: Any, *, w: Any = None) -> float:
    """The Kulczynski 1 dissimilarity of booleans, ``tt / (tf + ft)``."""
    _, ft, tf, tt = _counts(u, v, w)
    with np.errstate(divide="ignore", invalid="ignore"):
        return float(np.float64(tt) / np.float64(ft + tf))


def wminkowski(u: Any, v: Any, p: float, w: Any) -> float:
    """The Minkowski distance with weights inside of the power, ``sum(abs(w * (u - v))**p) ** (1/p)``."""
    return minkowski(u, v, p=p, w=as_weights(w) ** p)
