# SPDX-License-Identifier: BSD-3-Clause
"""Gamma functions of a complex argument against mpmath, across the borders of the methods."""
import mpmath as mp
import numpy as np
import pytest

from scinova import special


def _points(seed, count):
    rng = np.random.default_rng(seed)
    z = 10 ** rng.uniform(-3, 2.2, count) * np.exp(1j * rng.uniform(-np.pi, np.pi, count))
    n = count // 4
    near = rng.integers(-12, 12, n) + 10 ** rng.uniform(-6, -1, n) * np.exp(1j * np.arange(n))
    return np.concatenate([z, near, rng.uniform(-12, 12, n) + 1j * rng.choice([8.99, 9.01, -9.01], n)])


@pytest.mark.parametrize(("name", "ulp"), [("gamma", 8), ("rgamma", 8), ("digamma", 25), ("loggamma", 10)])
def test_against_mpmath(name, ulp):
    z = _points(4, 120)
    for at, got in zip(z, getattr(special, name)(z)):
        with mp.workdps(40):
            exact = getattr(mp, name)(mp.mpmathify(complex(at)))
            size = max(abs(exact), mp.mpf("0.3") if name in ("loggamma", "digamma") else 0)
            if not 1e-290 < size < 1e290:
                continue
            assert abs(mp.mpmathify(complex(got)) - exact) <= ulp * 2.3e-16 * size, at


@pytest.mark.parametrize(("name"), ["gamma", "rgamma"])
def test_where_one_less_rounds(name):
    """1 - z has an exponent more than z: what it loses counts log(-z) times."""
    rng = np.random.default_rng(7)
    z = -(2.0**rng.integers(1, 8, 100) - rng.uniform(0, 1, 100)) + 1j * rng.uniform(-40, 40, 100)
    for at, got in zip(z, getattr(special, name)(z), strict=True):
        with mp.workdps(40):
            exact = getattr(mp, name)(mp.mpc(at))
            if 1e-290 < abs(exact) < 1e290:
                assert abs(mp.mpc(got) - exact) <= 8 * 2.3e-16 * abs(exact), at


def test_conjugates_and_ends():
    z = _points(5, 60)
    for name in ("gamma", "rgamma", "loggamma", "digamma"):
        f = getattr(special, name)
        np.testing.assert_array_equal(f(np.conj(z)), np.conj(f(z)))
    assert special.gamma(500 + 1j).real in (np.inf, -np.inf) or np.isnan(special.gamma(500 + 1j))
    assert special.gamma(-500 + 1j) == 0
    assert np.isnan(special.loggamma(complex(np.nan, 1)))


def test_zeta_reflection():
    s = np.array([-3.5 + 2j, -10 + 30j, -0.1 - 0.1j, -7 - 1e-3j])
    exact = [complex(mp.zeta(complex(v))) for v in s]
    np.testing.assert_allclose(special.zeta(s), exact, rtol=1e-14)


def test_log_gamma_on_the_edges_of_its_squares():
    """Taylor's series on unit squares, their corners and neighbours."""
    rng = np.random.default_rng(0)
    corners = (rng.integers(0, 6, 60) + 1j * rng.integers(0, 4, 60)).astype(complex)
    z = corners + rng.choice([0, 1e-15, -1e-15, 0.3, -1e-3, 1e-9j], 60)
    z = z[(np.abs(z) > 0.1) & (np.abs(z - 1) > 1e-14) & (np.abs(z - 2) > 1e-14)]
    with mp.workdps(30):
        for value, at in zip(special.loggamma(z), z, strict=True):
            exact = mp.loggamma(mp.mpc(at))
            assert abs(value - exact) <= 8e-16 * abs(exact)
