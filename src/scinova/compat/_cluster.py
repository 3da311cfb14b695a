# SPDX-License-Identifier: BSD-3-Clause
"""Old names of cluster."""
from __future__ import annotations

import numpy as np
import numpy.typing as npt

from scinova.cluster.vq import vq


def py_vq(obs: npt.ArrayLike, code_book: npt.ArrayLike, check_finite: bool = True) -> tuple[np.ndarray, np.ndarray]:
    """`vq` with codes of NumPy's default integer and distances in float64."""
    code, dist = vq(np.asarray(obs, dtype=np.float64), np.asarray(code_book, dtype=np.float64), check_finite)
    return code.astype(np.intp), dist


def py_vq2(obs: npt.ArrayLike, code_book: npt.ArrayLike, check_finite: bool = True) -> tuple[np.ndarray, np.ndarray]:
    """The same as `py_vq`."""
    return py_vq(obs, code_book, check_finite)
