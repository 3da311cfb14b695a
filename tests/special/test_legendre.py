# SPDX-License-Identifier: BSD-3-Clause
"""Legendre functions and spherical harmonics: addition theorem, derivatives, huge degrees, shapes and errors."""
import numpy as np
import pytest

from scinova import special


@pytest.mark.parametrize("n", [0, 1, 7, 60, 399, 450, 3000])
def test_addition_theorem(n):
    # sum over m of |Y|^2 is (2 n + 1)/(4 pi) everywhere
    m = np.arange(-n, n + 1)
    for theta in (1e-8, 0.01, 0.7, 1.5, 3.1):
        y = special.sph_harm_y(n, m, theta, 0.3)
        assert np.sum(np.abs(y) ** 2) == pytest.approx((2 * n + 1) / (4 * np.pi), rel=1e-11)


@pytest.mark.parametrize("norm", [False, True])
def test_all_agrees_with_one_by_one(norm):
    z = np.array([-0.999, -0.3, 0.0, 0.5, 0.99])
    every = special.assoc_legendre_p_all(12, 5, z, norm=norm, diff_n=2)
    for m in range(-5, 6):
        one = special.assoc_legendre_p(np.arange(13)[:, None], m, z, norm=norm, diff_n=2)
        assert np.allclose(every[:, :, m], one, rtol=1e-11, atol=1e-13)
    sphere = special.sph_legendre_p_all(12, 5, np.arccos(z), diff_n=2)
    assert np.allclose(sphere[:, 7, -3], special.sph_legendre_p(7, -3, np.arccos(z), diff_n=2), rtol=1e-11, atol=1e-13)


@pytest.mark.parametrize("n, m", [(5, 3), (40, -17), (200, 150)])
def test_legendre_equation(n, m):
    z = np.linspace(-0.95, 0.95, 11)
    p, d, dd = special.assoc_legendre_p(n, m, z, norm=True, diff_n=2)
    left = (1 - z**2) * dd - 2 * z * d + (n * (n + 1) - m**2 / (1 - z**2)) * p
    assert np.all(np.abs(left) < 1e-11 * n**2 * (np.abs(p).max() + 1))


def test_derivatives_at_the_ends():
    n = np.arange(6)
    p, d, dd = special.legendre_p(n, 1.0, diff_n=2)
    assert np.array_equal(p, np.ones(6)) and np.array_equal(d, n * (n + 1) / 2)
    assert np.array_equal(dd, (n - 1) * n * (n + 1) * (n + 2) / 8)
    assert special.assoc_legendre_p(3, 1, 1.0, diff_n=1)[1] == np.inf
    assert special.assoc_legendre_p(3, 2, 1.0, diff_n=1)[1] == -30
    # d^2/dz^2 of -15 (1 - z^2)^(3/2)
    assert special.assoc_legendre_p(3, 3, 1.0, diff_n=2)[2] == -np.inf


def test_high_degree_does_not_underflow():
    every = special.sph_legendre_p_all(5000, 2, np.array([1e-3, 1.0]))
    one = special.sph_legendre_p(5000, 2, np.array([1e-3, 1.0]))
    assert np.allclose(every[0, 5000, 2], one[0], rtol=1e-10)
    assert np.isfinite(special.sph_harm_y(5000, 4000, 0.9, 0.1)) and special.sph_harm_y(5000, 4000, 1.2, 0.1) != 0


def test_shapes_and_dtypes():
    t = np.zeros((2, 3), dtype=np.float32)
    assert special.sph_legendre_p_all(4, 2, t, diff_n=1).shape == (2, 5, 5, 2, 3)
    assert special.sph_legendre_p_all(4, 2, t).dtype == np.float32
    assert special.legendre_p_all(4, t.astype(float)).shape == (1, 5, 2, 3)
    y, dy, d2y = special.sph_harm_y_all(3, 1, t, t, diff_n=2)
    assert (y.shape, dy.shape, d2y.shape) == ((4, 3, 2, 3), (4, 3, 2, 3, 2), (4, 3, 2, 3, 2, 2))
    assert np.allclose(d2y[..., 0, 1], d2y[..., 1, 0])


def test_errors():
    with pytest.raises(ValueError, match="diff_n"):
        special.sph_harm_y(3, 1, 0.1, 0.2, diff_n=3)
    with pytest.raises(NotImplementedError, match="diff_n"):
        special.legendre_p(3, 0.1, diff_n=3)
    with pytest.raises(ValueError, match="non-negative"):
        special.legendre_p_all(-1, 0.5)
    with pytest.raises(TypeError):
        special.assoc_legendre_p(3.5, 1, 0.5)


def test_names_of_the_past():
    from scinova.compat._special_legendre import clpmn, lpmn, lpn, sph_harm

    assert sph_harm(2, 3, 0.2, 0.5) == special.sph_harm_y(3, 2, 0.5, 0.2)
    assert np.isnan(sph_harm(4, 3, 0.2, 0.5))
    assert np.allclose(lpn(4, 0.3)[0], special.eval_legendre(np.arange(5), 0.3))
    p, dp = lpmn(2, 4, 0.3)
    assert np.allclose(p[2], special.lpmv(2, np.arange(5), 0.3)) and p.shape == dp.shape == (3, 5)
    assert np.allclose(clpmn(2, 4, 0.3 + 0j, type=2)[0], p)
    with pytest.raises(ValueError, match="abs"):
        lpmn(3, 2, 0.5)


@pytest.mark.parametrize("v", [0.25, 1 - 2 ** -20, 3.5, 17 + 2 ** -20, 40.3, 150.7, -3.3, -0.2])
def test_ferrers_functions_of_real_degree_meet_their_recurrences(v):
    x = np.array([-0.999, -0.6, -0.3, 0.2, 0.5, 0.9, 1 - 1e-9])
    for m in range(-6, 7):
        low, middle, high = (special.lpmv(m, v + k, x) for k in (-1, 0, 1))
        size = np.abs((v - m + 1) * high) + np.abs((2 * v + 1) * x * middle) + np.abs((v + m) * low)
        assert (np.abs((v - m + 1) * high - (2 * v + 1) * x * middle + (v + m) * low) <= 1e-12 * size).all()
        low, high = special.lpmv(m - 1, v, x), special.lpmv(m + 1, v, x)
        side = 2 * m * x / np.sqrt((1 - x) * (1 + x)) * middle
        size = np.abs(high) + np.abs(side) + np.abs((v + m) * (v - m + 1) * low)
        assert (np.abs(high + side + (v + m) * (v - m + 1) * low) <= 1e-12 * size).all()


@pytest.mark.parametrize("n, m, x, value", [                # to 15 digits, by the hypergeometric series at 60 digits
    (318, -102, 0.48563251824779563, 2.9510921663369e-257), (303, -122, 0.19888407964366994, -1.92011269303521e-303),
    (389, -96, 0.44880376190150173, -1.52727856129923e-250), (389, 96, 0.44880376190150173, -5.0268548960732e246)])
def test_factors_beyond_the_range_of_float64(n, m, x, value):
    assert special.lpmv(m, n, x) == pytest.approx(value, rel=1e-12, abs=0)
    assert special.assoc_legendre_p(n, m, x)[0] == pytest.approx(value, rel=1e-12, abs=0)


def test_next_to_the_pole():
    # P_n^m ~ a sin^m, also where the square of the sine underflows
    for n, m in ((1, 1), (2, -1), (5, 1), (3, 2), (300, 2)):
        near, far = special.sph_legendre_p(n, m, [2.0 ** -400, 2.0 ** -510])[0]
        assert far == pytest.approx(near * 2.0 ** (-110 * abs(m)), rel=1e-12, abs=0)
        assert special.sph_harm_y(n, m, 2.0 ** -510, 0.0).real == far


@pytest.mark.parametrize("orders, degrees", [(12, 12), (40, 60), (100, 500)])
def test_an_element_does_not_know_its_neighbours(orders, degrees):
    rng = np.random.default_rng(1)
    n, m = rng.integers(0, degrees, 400), rng.integers(-orders, orders, 400)
    theta = np.where(rng.uniform(size=400) < 0.2, 10.0 ** rng.uniform(-20, 1, 400), rng.uniform(0, np.pi, 400))
    z = np.where(rng.uniform(size=400) < 0.2, 1 - 10.0 ** rng.uniform(-16, -1, 400), np.cos(theta))
    cases = [(special.sph_harm_y, (n, m, theta, 0.3 * theta)), (special.lpmv, (m, n, z)),
             (special.lpmv, (m, n + 0.25, z)),
             (lambda *x: special.sph_legendre_p(*x)[0], (n, m, theta)),
             (lambda *x: special.assoc_legendre_p(*x)[0], (n, m, z))]
    for f, columns in cases:
        alone = np.array([f(*(c[k] for c in columns)) for k in range(400)])
        assert np.array_equal(f(*columns), alone, equal_nan=True)
