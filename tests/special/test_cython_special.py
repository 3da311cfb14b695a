# SPDX-License-Identifier: BSD-3-Clause
"""Functions of plain numbers."""
import numpy as np
import pytest

from scinova import special
from scinova.special import cython_special


def test_numbers_in_numbers_out():
    assert cython_special.erf(0.5) == special.erf(0.5) and type(cython_special.erf(0.5)) is float
    assert type(cython_special.gamma(1 + 2j)) is complex
    sn, cn, dn, ph = cython_special.ellipj(0.3, 0.5)
    assert (sn, cn, dn, ph) == tuple(special.ellipj(0.3, 0.5))


def test_signatures():
    assert cython_special.erf["float"](0.5) == float(special.erf(np.float32(0.5)))
    assert cython_special.jv["double", "double complex"](1.0, 1j) == special.jv(1.0, 1j)
    with pytest.raises(TypeError, match="C types"):
        cython_special.erf["real"]


def test_refusals():
    with pytest.raises(TypeError, match="takes 1 number"):
        cython_special.erf(1.0, 2.0)
    with pytest.raises(TypeError, match="arrays"):
        cython_special.erf([1.0])
    with pytest.raises(AttributeError):
        _ = cython_special.nothing
    assert {"erf", "jv", "psi"} <= set(dir(cython_special))
