# SPDX-License-Identifier: BSD-3-Clause
import mpmath as mp
import numpy as np
import pytest

from scinova import special


@pytest.mark.parametrize("k", [0, -1, 1, 2, -5])
@pytest.mark.parametrize("z", [0.3, -0.2, -0.36, -0.55, -3.0, 1e-8, 1e200, 1 + 1j, -0.3679 + 1e-4j, -0.4 - 0.01j, -2j])
def test_against_mpmath(z, k):
    assert special.lambertw(z, k) == pytest.approx(complex(mp.lambertw(z, k)), rel=2e-15)


def test_limits():
    assert special.lambertw(0.0) == 0
    assert special.lambertw(0.0, -1) == -np.inf
    assert special.lambertw(np.inf) == np.inf
    assert np.isnan(special.lambertw(np.nan))
    assert special.lambertw(-np.exp(-1)) == pytest.approx(-1, abs=3e-8)
    assert special.lambertw(np.array([0.1, 0.2], dtype=np.float32)).dtype == np.complex64


@pytest.mark.parametrize("k", [0, -1, 1, -4, 1000])
def test_identity_over_the_plane(k):
    rng = np.random.default_rng(2)
    z = 10 ** rng.uniform(-8, 8, 2000) * np.exp(1j * rng.uniform(-np.pi, np.pi, 2000))
    w = special.lambertw(z, k)
    np.testing.assert_allclose(w * np.exp(w), z, rtol=2e-15 * (10 + np.abs(w).max()))
    np.testing.assert_allclose(special.lambertw(np.conj(z), -k), np.conj(w), rtol=3e-15)


def test_elements_do_not_depend_on_their_neighbours():
    rng = np.random.default_rng(3)
    ends = [0, np.inf, np.nan, -0.3, 5.0, 1e300j, -np.exp(-1)]
    z = np.concatenate([rng.normal(size=(50, 2)).view(complex)[:, 0], ends])
    assert np.array_equal(special.lambertw(z, -1), [special.lambertw(v, -1) for v in z], equal_nan=True)


def test_omega_at_cuts_and_ends():
    x = np.array([-1.5, -3.0, -30.0])
    above, below = special.wrightomega(x + 1j * np.nextafter(np.pi, 4)), special.wrightomega(x + 1j * np.pi)
    assert (np.abs(above - below) > 0.3).all()
    for z in (2 + 3j, -5 + 3j, -5 + 4j, -5 - 4j, 1e3 - 1e3j, -1 + 3.1j):
        w = special.wrightomega(z)
        assert abs(w + np.log(w) - z) < 1e-14 * abs(z) * 4
    assert special.wrightomega(np.inf) == np.inf
    assert special.wrightomega(-np.inf) == 0
    assert special.wrightomega(complex(-np.inf, 1)) == 0
    assert special.wrightomega(0.0) == pytest.approx(0.5671432904097838, rel=1e-15)
