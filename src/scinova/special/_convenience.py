# SPDX-License-Identifier: BSD-3-Clause
"""softplus and sinc."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.special._ufuncs import _softplus

sinc = np.sinc


def softplus(x: Any, **kwargs: Any) -> Any:
    """log(1 + exp(x)), a smooth ramp.

    Parameters
    ----------
    x : array_like
        Real.
    **kwargs
        Those of every NumPy ufunc: ``out``, ``where``, ``dtype``...

    Returns
    -------
    scalar or ndarray
        max(x, 0) + log(1 + exp(-|x|)), tabulated.

    Examples
    --------
    >>> from scinova import special
    >>> print(f"{special.softplus(1.0):.12g}")
    1.31326168752
    """
    kind = np.dtype(kwargs["dtype"]) if kwargs.get("dtype") is not None else getattr(x, "dtype", None)
    if kind in (np.dtype(np.longdouble), np.dtype(np.float16)):
        return np.logaddexp(0, x, **kwargs)
    return _softplus(x, **kwargs)
