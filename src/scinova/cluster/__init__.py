# SPDX-License-Identifier: BSD-3-Clause
"""Clustering: vector quantization and k-means (`cluster.vq`), hierarchical clustering (`cluster.hierarchy`)."""
from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {}, submodules="hierarchy vq")
