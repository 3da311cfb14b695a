# SPDX-License-Identifier: BSD-3-Clause
"""Synchrotron functions: ends, the integral over the spectrum, the borders of the methods."""
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scinova import special


@pytest.mark.parametrize("name", ["synchrotron_1", "synchrotron_2"])
def test_ends(name):
    f = getattr(special, name)
    assert_array_equal(f([0.0, np.inf, -1.0, np.nan]), [0, 0, np.nan, np.nan])
    with special.errstate(all="raise"), pytest.raises(special.SpecialFunctionError):
        f(-1.0)
    for border in (1.0, 64.0):
        below, above = f(np.nextafter(border, 0)), f(border)
        assert_allclose(below, above, rtol=2e-14)


def test_integrals():
    """int_0^inf F = 8 pi/(9 sqrt 3), and three quarters of that for G (DLMF 10.43.19)."""
    nodes, weights = np.polynomial.legendre.leggauss(60)
    edges = np.concatenate([[0], np.geomspace(1e-12, 60, 60)])
    total = np.zeros(2)
    for a, b in zip(edges[:-1], edges[1:]):
        x = (a + b) / 2 + (b - a) / 2 * nodes
        total += (b - a) / 2 * np.array([weights @ special.synchrotron_1(x), weights @ special.synchrotron_2(x)])
    exact = 8 * np.pi / (9 * np.sqrt(3))
    assert_allclose(total, [exact, 0.75 * exact], rtol=1e-12)
