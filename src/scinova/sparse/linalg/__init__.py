# SPDX-License-Identifier: BSD-3-Clause
"""Linear algebra of sparse arrays."""
from __future__ import annotations

from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_direct": "MatrixRankWarning SuperLU factorized inv splu spsolve use_solver",
    "_norm": "norm",
    "_triangular": "is_sptriangular spbandwidth spsolve_triangular",
})
