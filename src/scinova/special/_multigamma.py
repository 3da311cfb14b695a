# SPDX-License-Identifier: BSD-3-Clause
"""The multivariate gamma function of statistics."""
from __future__ import annotations

import math
from typing import Any

import numpy as np

from scinova.special._ufuncs import gammaln


def multigammaln(a: Any, d: int) -> Any:
    """Logarithm of the multivariate gamma function.

    Parameters
    ----------
    a : array_like
        Real, above ``(d - 1)/2``.
    d : int
        Dimension, a whole number.

    Returns
    -------
    scalar or ndarray
        ``d (d - 1)/4 log(pi) + sum(gammaln(a - j/2) for j in range(d))`` (DLMF 35.3.5).

    Examples
    --------
    >>> from scinova import special
    >>> print(f"{special.multigammaln(3.0, 2):.12g}")
    1.55019499396
    """
    if np.ndim(d) or np.floor(d) != d:
        raise ValueError(f"special.multigammaln: d must be a whole number; got {d!r}")
    x = np.asarray(a)
    if np.any(x <= 0.5 * (d - 1)):
        raise ValueError(f"special.multigammaln: a must be above (d - 1)/2 = {0.5 * (d - 1):g}; got {a!r}")
    steps = 0.5 * np.arange(int(d))
    value = 0.25 * d * (d - 1) * math.log(math.pi) + gammaln(x[..., np.newaxis] - steps).sum(axis=-1)
    return value if np.ndim(value) else np.asarray(value)[()]
