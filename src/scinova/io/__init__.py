# SPDX-License-Identifier: BSD-3-Clause
"""Reading and writing the files of other programs."""
from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "matlab._files": "loadmat savemat whosmat",
}, submodules="matlab")
