# SPDX-License-Identifier: BSD-3-Clause
"""Means, powers minus one, losses, degrees: special values."""
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scinova import special

INF, NAN = np.inf, np.nan


def test_degrees_are_exact():
    x = np.arange(-720.0, 721, 30)
    exact = np.round(2 * np.sin(np.deg2rad(np.arange(-720, 721, 30))), 9)
    half = np.isin(np.abs(exact), [0, 1, 2])
    assert_array_equal(special.sindg(x)[half], exact[half] / 2)
    assert_array_equal(special.cosdg([0.0, 60, 90, 120, 180, 270, 360e10]), [1, 0.5, 0, -0.5, -1, 0, 1])
    assert_array_equal(special.tandg([0.0, 45, 90, 135, 180, 1e15 * 9]), [0, 1, INF, -1, 0, 0])
    assert_array_equal(special.cotdg([0.0, 45, 90, 135, 180]), [INF, 1, 0, -1, INF])
    assert np.isnan(special.sindg([INF, -INF])).all()


def test_agm():
    a = [0.0, 0.0, INF, INF, INF, -1.0, -1.0, 1e308, 5e-324, 3.0]
    b = [0.0, 1.0, 1.0, 0.0, INF, 1.0, -2.0, 1.5e308, 5e-324, 3.0]
    expected = [0, 0, INF, NAN, INF, NAN, -1.4567910310469068, 1.2373402181181522e308, 5e-324, 3]
    assert_allclose(special.agm(a, b), expected, rtol=1e-15)
    x, y = np.geomspace(1e-300, 1e300, 40), np.geomspace(1e200, 1e-250, 40)
    assert_allclose(special.agm(x, y), special.agm((x + y) / 2, np.sqrt(x) * np.sqrt(y)), rtol=2e-15)


def test_powm1():
    x = [0, 0, 0, -1, -2, -2, -2, INF, INF, INF, 2, 0.5, 1, NAN, 1, -INF, -INF, 0.0]
    y = [0, 1, -1, 2, 3, 0.5, -3, 0, 1, -1, INF, INF, INF, 0, NAN, 3, 2, INF]
    expected = [0, -1, INF, 0, -9, NAN, -1.125, 0, INF, -1, INF, -1, 0, 0, 0, -INF, INF, -1]
    assert_array_equal(special.powm1(x, y), expected)


def test_losses():
    assert_array_equal(special.huber([-1, 0, 1, 1, 2, INF, 1], [1.0, 1, 0, 2, -3, 1, INF]),
                       [INF, 0, 0, 1.5, 4, 0.5, INF])
    assert_allclose(special.pseudo_huber([-1, 0, 1, 1, INF, 1, 1e-200], [1.0, 1, 0, 2, 1, INF, 1e200]),
                    [INF, 0, 0, np.sqrt(5) - 1, 0.5, INF, 1], rtol=1e-15)


def test_softplus():
    x = np.linspace(-745, 745, 999)
    assert_allclose(special.softplus(x), np.logaddexp(0, x), rtol=1e-15)
    assert_array_equal(special.softplus([-INF, INF, NAN]), [0, INF, NAN])
    assert special.softplus(np.float32(1)).dtype == np.float32
    assert special.softplus(np.longdouble(1)).dtype == np.longdouble
    assert special.softplus([1, 2]).dtype == np.float64
    out = np.empty(2)
    assert special.softplus([1.0, 2.0], out=out) is out


@pytest.mark.parametrize("name", ["sinc"])
def test_sinc(name):
    assert special.sinc(0.0) == 1.0
