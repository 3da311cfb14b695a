# SPDX-License-Identifier: BSD-3-Clause
"""What ``scipy.misc`` held until it was removed: pictures, sample data, and finite-difference derivatives."""
from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_difference": "central_diff_weights derivative",
    "_pictures": "bytescale fromimage imread imresize imrotate imsave imshow toimage",
    "_samples": "ascent electrocardiogram face",
})
