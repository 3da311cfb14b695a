# SPDX-License-Identifier: BSD-3-Clause
"""Spherical Bessel functions."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.special import _ufuncs

_TEXT = """{title}

Parameters
----------
n : array_like of int
    Order, n >= 0.
z : array_like, real or complex
    Argument.
derivative : bool, optional
    Whether to return the derivative with respect to z instead.

Returns
-------
scalar or ndarray

Notes
-----
{notes}

Examples
--------
>>> from scinova import special
>>> print(f"{{special.{name}(2, 1.5):.12g}} {{special.{name}(2, 1.5, derivative=True):.12g}}")
{shows}
"""


def _make(kind: str, title: str, notes: str, shows: str) -> Any:
    def function(n: Any, z: Any, derivative: bool = False) -> Any:
        order = np.asarray(n)
        if order.dtype.kind not in "biu":
            order = order.astype(np.dtype("long"))
        return getattr(_ufuncs, f"_spherical_{kind}n" + ("_d" if derivative else ""))(
            order.astype(np.dtype("long"), copy=False), z)

    name = f"spherical_{kind}n"
    function.__name__ = function.__qualname__ = name
    function.__doc__ = _TEXT.format(title=title, notes=notes, name=name, shows=shows)
    return function


spherical_jn = _make("j", "Spherical Bessel function of the first kind, sqrt(pi/(2 z)) J_{n+1/2}(z).",
                     "Power series, or recurrences from sin z/z (DLMF 10.47, 10.51, 10.53).",
                     "0.127349283688 0.141474403335")
spherical_yn = _make("y", "Spherical Bessel function of the second kind, sqrt(pi/(2 z)) Y_{n+1/2}(z).",
                     "Forward recurrence from -cos z/z (DLMF 10.47, 10.51).", "-1.34571269362 1.99498997321")
spherical_in = _make("i", "Modified spherical Bessel function of the first kind, sqrt(pi/(2 z)) I_{n+1/2}(z).",
                     "Power series or I of half-integer order (DLMF 10.47, 10.53).", "0.175666332045 0.270593988251")
spherical_kn = _make("k", "Modified spherical Bessel function of the second kind, sqrt(pi/(2 z)) K_{n+1/2}(z).",
                     "Forward recurrence from pi exp(-z)/(2 z) (DLMF 10.47, 10.51).", "1.01253254832 -2.41450069216")
