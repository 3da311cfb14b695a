# SPDX-License-Identifier: BSD-3-Clause
"""The table of windows by name, and `get_window` over it."""
from __future__ import annotations

import operator
import sys
from importlib import import_module
from typing import Any

# Canonical name: home module, other spellings, whether parameters are "none", "allowed" or "needed".
WINDOWS: dict[str, tuple[str, str, str]] = {
    "barthann": ("_shapes", "brthan bth", "none"),
    "bartlett": ("_shapes", "bart brt", "none"),
    "blackman": ("_cosine_sums", "black blk", "none"),
    "blackmanharris": ("_cosine_sums", "blackharr bkh", "none"),
    "bohman": ("_shapes", "bman bmn", "none"),
    "boxcar": ("_cosine_sums", "box ones rect rectangular", "none"),
    "chebwin": ("_optimal", "cheb", "needed"),
    "cosine": ("_shapes", "halfcosine", "none"),
    "dpss": ("_optimal", "", "needed"),
    "exponential": ("_shapes", "poisson", "allowed"),
    "flattop": ("_cosine_sums", "flat flt", "none"),
    "gaussian": ("_shapes", "gauss gss", "needed"),
    "general_cosine": ("_cosine_sums", "", "needed"),
    "general_gaussian": ("_shapes", "general_gauss ggs", "needed"),
    "general_hamming": ("_cosine_sums", "", "needed"),
    "hamming": ("_cosine_sums", "hamm ham", "none"),
    "hann": ("_cosine_sums", "han", "none"),
    "kaiser": ("_optimal", "ksr", "needed"),
    "kaiser_bessel_derived": ("_optimal", "kbd", "needed"),
    "lanczos": ("_shapes", "sinc", "none"),
    "nuttall": ("_cosine_sums", "nutl nut", "none"),
    "parzen": ("_shapes", "parz par", "none"),
    "taylor": ("_optimal", "taylorwin", "allowed"),
    "triang": ("_shapes", "triangle tri", "none"),
    "tukey": ("_shapes", "tuk", "allowed"),
}
_NAMES = {spelling: name for name, (_, others, _) in WINDOWS.items() for spelling in (name, *others.split())}
_NAMES |= {spelling.replace("_", " "): name for spelling, name in _NAMES.items()}


def get_window(window: Any, Nx: int, fftbins: bool = True, *, xp: Any = None, device: Any = None) -> Any:
    """A window by its name.

    Parameters
    ----------
    window : str, tuple or float
        A name (``'hann'``); a name and parameters (``('gaussian', 2.0)``); or the shape of a Kaiser window. A name may
        end in ``_periodic`` or ``_symmetric``, which goes before ``fftbins``.
    Nx : int
        Number of points.
    fftbins : bool, optional
        Periodic (for spectra), or symmetric (for filter design).
    xp, device : optional
        Array namespace, and its device, of the result; NumPy by default.

    Returns
    -------
    ndarray, shape (Nx,)

    Examples
    --------
    >>> from scinova.signal import get_window
    >>> get_window('triang', 4)
    array([0.33333333, 0.66666667, 1.        , 0.66666667])
    """
    try:
        points = operator.index(Nx)
    except TypeError:
        points = 0
    if points < 1:
        raise ValueError(f"get_window: Nx must be a positive integer; got {Nx!r}")
    name, parameters = window, ()
    if isinstance(window, tuple) and window:
        name, *parameters = window
    elif not isinstance(window, str):
        try:
            name, parameters = "kaiser", (float(window),)
        except (TypeError, ValueError):
            raise ValueError(f"get_window: window must be a name, a tuple or a number; got {window!r}") from None
        if isinstance(window, bytes):
            raise ValueError(f"get_window: window must be a name, a tuple or a number; got {window!r}")
    sym = not fftbins
    if isinstance(name, str):
        for ending, symmetric in (("_periodic", False), ("_symmetric", True)):
            if name.endswith(ending):
                name, sym = name.removesuffix(ending), symmetric
    canonical = _NAMES.get(name) if isinstance(name, str) else None
    if canonical is None:
        raise ValueError(f"get_window: window must be one of {', '.join(WINDOWS)}; got {window!r}")
    home, _, takes = WINDOWS[canonical]
    if takes == "needed" and not parameters:
        raise ValueError(f"get_window: the window {canonical!r} needs parameters; got {window!r}")
    if takes == "none" and parameters:
        raise ValueError(f"get_window: the window {canonical!r} takes no parameters; got {window!r}")
    home = f"scinova.signal.windows.{home}"
    function = getattr(sys.modules.get(home) or import_module(home), canonical)
    if canonical == "general_cosine":
        from scinova.signal.windows._frame import delivered
        return delivered(function(Nx, *parameters, sym=sym), xp, device)
    return function(Nx, *parameters, sym=sym, xp=xp, device=device)
