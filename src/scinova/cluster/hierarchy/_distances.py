# SPDX-License-Identifier: BSD-3-Clause
"""Distances between observations."""
from __future__ import annotations

import importlib
from typing import Any

import numpy as np


def pdist(x: np.ndarray, metric: Any) -> np.ndarray:
    """Condensed distances of the rows of ``x``."""
    if metric != "euclidean":
        return importlib.import_module("scinova.spatial.distance").pdist(x, metric)
    n = len(x)
    out = np.empty(n * (n - 1) // 2)
    at = 0
    for i in range(n - 1):
        d = x[i + 1:] - x[i]
        out[at:at + n - 1 - i] = np.sqrt(np.einsum("ij,ij->i", d, d))
        at += n - 1 - i
    return out
