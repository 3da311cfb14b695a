# SPDX-License-Identifier: BSD-3-Clause
"""Names and calls that scipy.special once had."""
from __future__ import annotations

import mpmath as mp
import numpy as np
import pytest

from scinova import special
from scinova.compat.legacy import lookup


def old(name: str) -> object:
    return lookup("scinova.special", name)


@pytest.mark.parametrize(("name", "half", "front"), [
    ("sph_jn", mp.besselj, mp.pi / 2), ("sph_yn", mp.bessely, mp.pi / 2),
    ("sph_in", mp.besseli, mp.pi / 2), ("sph_kn", mp.besselk, mp.pi / 2)])
@pytest.mark.parametrize("z", [0.3, 7.5, 2.0 - 1.5j])
def test_tables_of_spherical_bessel_functions(name, half, front, z):
    values, slopes = old(name)(5, z)
    f = [mp.sqrt(front / z) * half(k + 0.5, z) for k in range(7)]
    sign = 1 if name in ("sph_in", "sph_kn") else -1
    side = -1 if name == "sph_kn" else sign
    for k in range(6):
        assert values[k] == pytest.approx(complex(f[k]), rel=1e-12)
        assert slopes[k] == pytest.approx(complex(k * f[k] / z + side * f[k + 1]), rel=1e-11)
    assert values.shape == slopes.shape == (6,) and values.dtype == slopes.dtype == np.result_type(z)


def test_both_kinds_at_once():
    for both, first, second in (("sph_jnyn", "sph_jn", "sph_yn"), ("sph_inkn", "sph_in", "sph_kn")):
        np.testing.assert_array_equal(old(both)(3, 1.5), [*old(first)(3, 1.5), *old(second)(3, 1.5)])


@pytest.mark.parametrize("bad", [(-1, 1.0), (1.5, 1.0), ([1, 2], 1.0), (2, [1.0, 2.0])])
def test_tables_want_one_order_and_one_point(bad):
    with pytest.raises(ValueError, match="sph_jnyn"):
        old("sph_jnyn")(*bad)


def test_derivatives_by_the_old_formula():
    z = np.array([0.5, 3.0, 10.0 + 1j])
    formula = old("bessel_diff_formula")
    np.testing.assert_allclose(formula(1.25, z, 3, special.hankel1, -1), special.h1vp(1.25, z, 3), rtol=1e-14)
    np.testing.assert_allclose(formula(2, z, 2, special.iv, 1), special.ivp(2, z, 2), rtol=1e-14)


def test_gammaln_of_complex_numbers_is_loggamma():
    z = np.array([1 + 1j, -2.5 - 3j])
    np.testing.assert_array_equal(special.gammaln(z), special.loggamma(z))
    assert special.gammaln(z.astype("F")).dtype == "F" and special.gammaln(3).dtype == "d"


def test_comb_by_position_and_with_legacy():
    assert special.comb(5, 2, True) == 10 and isinstance(special.comb(5, 2, True), int)
    assert special.comb(3, 2, True, True) == 6
    assert special.comb(5.7, 2.2, exact=True, legacy=True) == 10
    assert special.comb(5, 2, exact=False, legacy=True) == 10.0
    with pytest.raises(TypeError):
        special.comb(5, 2, True, exact=True)
