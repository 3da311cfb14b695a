# SPDX-License-Identifier: BSD-3-Clause
"""Sparse arrays and matrices."""
from __future__ import annotations

from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_base": "issparse isspmatrix sparray spmatrix",
    "_coo": "coo_array coo_matrix isspmatrix_coo",
    "_csc": "csc_array csc_matrix isspmatrix_csc",
    "_csr": "csr_array csr_matrix isspmatrix_csr",
    "_dtypes": "SparseEfficiencyWarning SparseWarning get_index_dtype safely_cast_index_arrays",
})
