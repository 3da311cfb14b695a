# SPDX-License-Identifier: BSD-3-Clause
"""Dense linear algebra: solving, factoring, eigenvalues, over LAPACK; stacks of matrices are looped natively."""
from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_stacks": "LinAlgError LinAlgWarning",
    "_solve": "det inv solve",
    "_svd": "svd svdvals diagsvd orth null_space",
})
