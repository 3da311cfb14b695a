# SPDX-License-Identifier: BSD-3-Clause
"""Interpolative decompositions: matrices of low rank written as some of their columns times a well-conditioned matrix.

Arrays, sparse arrays, and linear operators (anything with ``shape``, ``dtype``, ``matvec`` and ``rmatvec``) of double
precision.
"""
from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_decomposition": ("id_to_svd interp_decomp reconstruct_interp_matrix reconstruct_matrix_from_id "
                       "reconstruct_skel_matrix svd"),
    "_norms": "estimate_rank estimate_spectral_norm estimate_spectral_norm_diff",
})
