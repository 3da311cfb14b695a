# SPDX-License-Identifier: BSD-3-Clause
"""Lambert's W function."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.special._ufuncs import _lambertw


def lambertw(z: Any, k: Any = 0, tol: float = 1e-8) -> Any:
    """Lambert's W, ``w`` with ``w * exp(w) = z``.

    Parameters
    ----------
    z : array_like
        Real or complex.
    k : array_like of int, optional
        Branch; 0 is the principal one, real for z >= -1/e, and -1 the other real one, for -1/e <= z < 0.
    tol : float, optional
        Accepted for compatibility: the result is always as accurate as its type allows.

    Returns
    -------
    complex or ndarray
        Always complex.

    Notes
    -----
    The series about the branch point -1/e (Corless et al., Adv. Comput. Math. 5 (1996) 329), Halley's method
    elsewhere.

    Examples
    --------
    >>> from scinova import special
    >>> print(f"{special.lambertw(1.0).real:.12g} {special.lambertw(-0.1, -1).real:.12g}")
    0.56714329041 -3.5771520639
    """
    return _lambertw(z, np.asarray(k, dtype=np.dtype("long")), tol)
