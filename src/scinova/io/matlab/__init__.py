# SPDX-License-Identifier: BSD-3-Clause
"""MATLAB's MAT-files, levels 4 and 5."""
from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_files": "loadmat matfile_version savemat varmats_from_mat whosmat",
    "_types": ("MatReadError MatReadWarning MatWriteError MatWriteWarning MatlabFunction MatlabObject MatlabOpaque "
               "mat_struct"),
})
