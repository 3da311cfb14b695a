# SPDX-License-Identifier: BSD-3-Clause
"""Sample data that is downloaded when first asked for, and kept."""
from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_fetch": "ascent clear_cache download_all electrocardiogram face",
})
