# SPDX-License-Identifier: BSD-3-Clause
"""Names of linalg that are gone from SciPy: the exponential by eigenvectors and by its Taylor series."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.linalg import eig, inv


def expm2(A: Any) -> np.ndarray:
    """Exponential of a square matrix from its eigenvectors, which must be independent; use `linalg.expm`.

    Parameters
    ----------
    A : (N, N) array_like

    Returns
    -------
    (N, N) ndarray
        In the precision of ``A``, real if ``A`` is.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.compat._linalg_expm import expm2
    >>> expm2(np.diag([0., 1.])).round(6)
    array([[1.      , 0.      ],
           [0.      , 2.718282]])
    """
    a = _single_or_double(A)
    w, v = eig(a)
    f = (v * np.exp(w)) @ inv(v)
    return (f if a.dtype.kind == "c" else f.real).astype(a.dtype)


def expm3(A: Any, q: int = 20) -> np.ndarray:
    """Exponential of a square matrix from ``q - 1`` terms of its Taylor series after the first; use `linalg.expm`.

    Parameters
    ----------
    A : (N, N) array_like
    q : int, optional

    Returns
    -------
    (N, N) ndarray
        In the precision of ``A``.

    Examples
    --------
    >>> from scinova.compat._linalg_expm import expm3
    >>> expm3([[0., 1.], [0., 0.]], q=2)
    array([[1., 1.],
           [0., 1.]])
    """
    a = _single_or_double(A)
    f = term = np.eye(len(a), dtype=a.dtype)
    for k in range(1, q):
        term = term @ a / k
        f = f + term
    return f.astype(a.dtype)


def _single_or_double(a: Any) -> np.ndarray:
    a = np.asarray(a)
    if a.ndim != 2 or a.shape[0] != a.shape[1]:
        raise ValueError(f"A must be a square matrix; got an array of shape {a.shape}")
    return a if a.dtype.char in "fdFD" else a.astype(np.float64)
