# SPDX-License-Identifier: BSD-3-Clause
"""Derivatives of any order of Bessel functions, by DLMF 10.6.7 and 10.29.5."""
from __future__ import annotations

import operator
from math import comb
from typing import Any

import numpy as np

from scinova.special import _ufuncs

_TEXT = """The n-th derivative with respect to z of {title}.

Parameters
----------
v : array_like, real
    Order.
z : array_like, real or complex
    Argument.
n : int, optional
    Order of the derivative; 0 gives the function itself.

Returns
-------
scalar or ndarray

Notes
-----
A sum of n + 1 functions of neighbouring orders ({source}).

Examples
--------
>>> from scinova import special
>>> print(f"{{special.{name}(1.5, 2.0):.10g}} {{special.{name}(1.5, 2.0, 2):.10g}}")
{shows}
"""


def _make(name: str, base: str, title: str, sign: int, front: int, source: str, shows: str) -> Any:
    """2^-n front^n sum_k sign^k C(n, k) f_{v-n+2k}."""
    def function(v: Any, z: Any, n: int = 1) -> Any:
        try:
            count = operator.index(n)
        except TypeError:
            raise TypeError(f"special.{name}: n must be a non-negative integer, got {n!r}") from None
        if count < 0:
            raise ValueError(f"special.{name}: n must be a non-negative integer, got {n}")
        f = getattr(_ufuncs, base)
        if count == 0:
            return f(v, z)
        order = np.asarray(v)
        total = f(order - count, z)
        for k in range(1, count + 1):
            total = total + (sign**k * comb(count, k)) * f(order - count + 2 * k, z)
        return total * (front**count / 2.0**count)

    function.__name__ = function.__qualname__ = name
    function.__doc__ = _TEXT.format(title=title, name=name, source=source, shows=shows)
    return function


jvp = _make("jvp", "jv", "J_v(z)", -1, 1, "DLMF 10.6.7", "0.1445458025 -0.2872139294")
yvp = _make("yvp", "yv", "Y_v(z)", -1, 1, "DLMF 10.6.7", "0.5315031714 -0.09266640012")
ivp = _make("ivp", "iv", "I_v(z)", 1, 1, "DLMF 10.29.5", "1.221631972 1.107110871")
kvp = _make("kvp", "kv", "K_v(z)", 1, -1, "DLMF 10.29.5", "-0.2548677654 0.4085380358")
h1vp = _make("h1vp", "hankel1", "the Hankel function H1_v(z)", -1, 1, "DLMF 10.6.7",
             "0.1445458025+0.5315031714j -0.2872139294-0.09266640012j")
h2vp = _make("h2vp", "hankel2", "the Hankel function H2_v(z)", -1, 1, "DLMF 10.6.7",
             "0.1445458025-0.5315031714j -0.2872139294+0.09266640012j")
