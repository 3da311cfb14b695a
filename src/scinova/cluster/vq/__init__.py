# SPDX-License-Identifier: BSD-3-Clause
"""Vector quantization and k-means clustering."""
from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_quantize": "vq whiten",
    "_kmeans": "ClusterError kmeans kmeans2",
})
