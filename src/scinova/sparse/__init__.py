# SPDX-License-Identifier: BSD-3-Clause
"""Sparse arrays and matrices."""
from __future__ import annotations

from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_base": "issparse isspmatrix sparray spmatrix",
    "_bsr": "bsr_array bsr_matrix isspmatrix_bsr",
    "_construct": "block_array block_diag bmat diags diags_array expand_dims eye eye_array find hstack identity kron "
                  "kronsum permute_dims spdiags swapaxes tril triu vstack",
    "_coo": "coo_array coo_matrix isspmatrix_coo",
    "_csc": "csc_array csc_matrix isspmatrix_csc",
    "_csr": "csr_array csr_matrix isspmatrix_csr",
    "_dia": "dia_array dia_matrix isspmatrix_dia",
    "_dok": "dok_array dok_matrix isspmatrix_dok",
    "_dtypes": "SparseEfficiencyWarning SparseWarning get_index_dtype safely_cast_index_arrays",
    "_io": "load_npz save_npz",
    "_lil": "isspmatrix_lil lil_array lil_matrix",
    "_random": "rand random random_array",
}, submodules="linalg")
