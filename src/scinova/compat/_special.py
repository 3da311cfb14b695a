# SPDX-License-Identifier: BSD-3-Clause
"""Names gone from scipy.special."""
from __future__ import annotations

from scinova.special import geterr, seterr


def errprint(inflag: int | None = None) -> int:
    """Ask for warnings from the special functions, or for silence; what seterr does today.

    Parameters
    ----------
    inflag : int, optional
        Nonzero for warnings of every category, 0 for none; without it nothing changes.

    Returns
    -------
    int
        1 if any category warned or raised before the call, else 0.

    Examples
    --------
    >>> from scinova.compat._special import errprint
    >>> before = errprint(1)
    >>> errprint(before)
    1
    """
    before = int(any(action != "ignore" for category, action in geterr().items() if category != "memory"))
    if inflag is not None:
        seterr(all="warn" if inflag else "ignore", memory="raise")
    return before
