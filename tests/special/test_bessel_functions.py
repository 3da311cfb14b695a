# SPDX-License-Identifier: BSD-3-Clause
"""Bessel functions beyond the table: region borders, large orders, spherical functions, derivatives, zeros."""
import doctest

import numpy as np
import pytest

from scinova import special

mp = pytest.importorskip("mpmath")
EPS = np.finfo(float).eps


@pytest.mark.parametrize("v", [0.3, 3.999, 12.1, 39.99, 40.1, 77.7])
@pytest.mark.parametrize("ratio", [0.31, 0.67, 0.999, 1.02, 1.39, 4.0])
def test_region_borders(v, ratio):
    for x in np.array([1, 1 + 1e-9]) * max(v * ratio, 1.999 * ratio):
        with mp.workdps(60 + int(v)):
            j, y, i, k = (f(mp.mpf(v), mp.mpf(float(x))) for f in (mp.besselj, mp.bessely, mp.besseli, mp.besselk))
            modulus = mp.hypot(j, y) if x > v else 0
            for got, exact, scale in ((special.jv(v, x), j, modulus), (special.yv(v, x), y, modulus),
                                      (special.iv(v, x), i, 0), (special.kv(v, x), k, 0)):
                if 1e-300 < abs(exact) < 1e300:
                    assert abs(got - exact) <= 60 * EPS * max(abs(exact), scale)


@pytest.mark.parametrize("v", [1e3, 1e6, 1e9, 1e12])
def test_large_orders_satisfy_the_wronskian(v):
    for x in (v, v + 2 * v**(1 / 3), v - 2 * v**(1 / 3), 1.2 * v, 3 * v):
        # the orders must differ by exactly one
        w = special.jv(v + 1, x) * special.yv(v, x) - special.jv(v, x) * special.yv(v + 1, x)
        size = abs(special.jv(v + 1, x) * special.yv(v, x)) + abs(special.jv(v, x) * special.yv(v + 1, x))
        assert abs(w - 2 / (np.pi * x)) <= 200 * EPS * (size + 2 / (np.pi * x))


@pytest.mark.parametrize("kind, z", [(k, z) for k in "jyik"
                                     for z in (0.3, 7.0, 30.0, -4.0, 3 + 2j, -5 + 1j, 0.01j)])
def test_spherical(kind, z):
    for n in (0, 1, 2, 5, 20, 39, 40, 60):
        w = mp.mpmathify(z)
        with mp.workdps(60):
            f = {"j": mp.besselj, "y": mp.bessely, "i": mp.besseli, "k": mp.besselk}[kind]
            sign = 1
            if mp.re(w) < 0 and kind != "k":
                w, sign = -w, (-1)**n * (-1 if kind == "y" else 1)
            # the root and K on the same side of the cut
            exact = sign * mp.sqrt(mp.pi / 2) / mp.sqrt(w) * f(mp.mpf(n) + 0.5, w)
            got = getattr(special, f"spherical_{kind}n")(n, z)
            if 1e-300 < abs(exact) < 1e300:
                scale = max(abs(exact), 1 / abs(w) if kind in "jy" and abs(w) > n else 0)
                assert abs(complex(got) - exact) <= 500 * EPS * scale


def test_spherical_derivatives_by_differences():
    x = np.array([0.5, 2.0, 9.0, 30.0])[:, None]
    n = np.arange(8)
    h = 1e-5
    for f in (special.spherical_jn, special.spherical_yn, special.spherical_in, special.spherical_kn):
        assert np.allclose(f(n, x, derivative=True), (f(n, x + h) - f(n, x - h)) / (2 * h), rtol=1e-6, atol=1e-9)


def test_spherical_special_arguments():
    assert special.spherical_jn(0, 0.0) == 1.0 and special.spherical_jn(3, 0.0) == 0.0
    assert special.spherical_jn(1, 0.0, derivative=True) == pytest.approx(1 / 3)
    assert special.spherical_yn(2, 0.0) == -np.inf and special.spherical_kn(2, 0.0) == np.inf
    assert np.isnan(special.spherical_jn(-1, 1.0))
    assert special.spherical_in(3, -np.inf) == -np.inf
    for f in (special.spherical_jn, special.spherical_yn):       # infinite off the real axis
        assert f(2, complex(-np.inf, 0)) == 0
        assert np.isinf(f(2, complex(1, np.inf))) and np.isinf(f(2, np.inf * (1 + 1j)))
    assert special.spherical_jn(1, 1e-250) == pytest.approx(1e-250 / 3, rel=1e-14)


def test_derivatives_satisfy_bessels_equation():
    v, z = 2.3, np.array([0.7, 3.0, 12.0])
    for f, p, sign in ((special.jv, special.jvp, 1), (special.yv, special.yvp, 1), (special.iv, special.ivp, -1),
                       (special.kv, special.kvp, -1)):
        assert np.allclose(z**2 * p(v, z, 2) + z * p(v, z) + (sign * z**2 - v**2) * f(v, z), 0,
                           atol=1e-12 * np.max(np.abs(f(v, z)) * (z**2 + v**2)))
        assert np.array_equal(p(v, z, 0), f(v, z))
    with pytest.raises(ValueError):
        special.jvp(1, 2.0, -1)
    with pytest.raises(TypeError):
        special.jvp(1, 2.0, 1.5)


# On both sides of each border between methods, about the turning points, beyond the Stokes line, far orders, small z
@pytest.mark.parametrize("v, z", [
    (0.3, 0.7 + 1.1j), (0.5, 1e-200 + 1e-201j), (-3.5, 9e-18 + 1.4e-17j), (3, 2.9j), (3, 3.1j), (6.6, 3 - 7j),
    (4.2, 11 + 3j), (12.5, -13 + 9j), (30.2, 3 + 20.9j), (31.61397935156373, -0.0677 - 267.35j), (59.9, 2 + 58j),
    (60.1, 2 + 58j), (86.55, 5.6 + 63.3j), (60.8, -6.7 - 89j), (269.7, 34 + 247j), (-70.6, -55 + 10.5j),
    (14.6, 1e-9 - 1e-9j)])
def test_complex_arguments(v, z):
    with mp.workdps(40 + int(0.9 * abs(z))):
        for name, exact in (("jv", mp.besselj), ("yv", mp.bessely), ("iv", mp.besseli), ("kv", mp.besselk),
                            ("hankel1", mp.hankel1), ("hankel2", mp.hankel2)):
            if abs(z) > 50 and name in ("yv", "hankel1", "hankel2"):      # mpmath takes seconds
                continue
            value = exact(mp.mpf(v), mp.mpc(z))
            if 1e-290 < abs(value) < 1e290:
                assert abs(getattr(special, name)(v, z) - value) < 40 * EPS * abs(value), name


def test_complex_and_real_arguments_agree():
    rng = np.random.default_rng(5)
    v = np.exp(rng.uniform(0, np.log(1e11), 2000))
    x = v * (1 + rng.normal(size=v.size) * np.where(rng.uniform(size=v.size) < 0.5, 0.2, v**(-2 / 3)))
    for f, other in ((special.jv, special.yv), (special.yv, special.jv), (special.ive, special.ive),
                     (special.kve, special.kve)):
        real, near = f(v, x), f(v, x + 1e-30j * x).real
        size = np.abs(real) + np.where(x > v, np.abs(other(v, x)), 0.0)
        good = (size > 1e-290) & (size < 1e290)
        assert good.sum() > 100 and np.all(np.abs(real[good] - near[good]) <= 40 * EPS * size[good])


def test_overflow_of_complex_arguments_keeps_its_direction():
    assert special.iv(-120, -1300 + 0j) == complex(np.inf, 0) and special.iv(301, -1300 + 0j) == complex(-np.inf, 0)
    assert special.kv(301, 1 + 0j) == np.inf and special.jv(3, 1e13 + 1e13j) != special.jv(3, 1.0)
    assert special.yv(503, 503j).real == pytest.approx(3.748350147e114)


@pytest.mark.parametrize("n", [0, 1, 2, 7, 40, 150])
def test_zeros_are_zeros(n):
    for zeros, f in ((special.jn_zeros, special.jv), (special.yn_zeros, special.yv),
                     (special.jnp_zeros, special.jvp), (special.ynp_zeros, special.yvp)):
        x = zeros(n, 30)
        assert np.all(np.diff(x) > 0) and np.all(np.abs(f(n, x)) < 1e-13)
        assert np.all(f(n, x * (1 - 1e-6)) * f(n, x * (1 + 1e-6)) < 0)
    for m in (1, 2, 30):
        exact = mp.besseljzero(n, m)
        assert abs(special.jn_zeros(n, m)[-1] / exact - 1) <= 2 * EPS


def test_zeros_in_order():
    zo, n, m, t = special.jnjnp_zeros(200)
    assert np.all(np.diff(zo) > -1e-9) and zo.size == 200
    value = np.where(t == 0, special.jv(n, zo), special.jvp(n, zo))
    assert np.all(np.abs(value) < 1e-13)
    with pytest.raises(ValueError):
        special.jnjnp_zeros(1201)


def test_complex_zeros():
    for zeros, n, derivative in ((special.y0_zeros, 0, 0), (special.y1_zeros, 1, 0), (special.y1p_zeros, 1, 1)):
        z, _ = zeros(6, complex=True)
        f = special.yvp(n, z) if derivative else special.yv(n, z)
        assert np.all(np.abs(f) < 1e-13) and np.all(z.imag > 0) and np.unique(np.round(z, 6)).size == 6


def test_airy_zeros():
    for zeros, k in ((special.ai_zeros, 0), (special.bi_zeros, 2)):
        a, ap, f, fp = zeros(100)
        assert np.allclose(special.airy(a)[k], 0, atol=1e-13) and np.allclose(special.airy(ap)[k + 1], 0, atol=1e-13)
        assert np.array_equal(f, special.airy(ap)[k]) and np.array_equal(fp, special.airy(a)[k + 1])
    assert abs(special.ai_zeros(3)[0][2] / mp.airyaizero(3) - 1) <= 2 * EPS


@pytest.mark.parametrize("a, b, x", [(0, 2, 3), (0.5, 0, 1), (3, 0.2, 1e3), (0.1, 2, 150), (1, 1, 0), (20, 3, 1e6)])
def test_wright_bessel(a, b, x):
    exact = mp.fsum(mp.mpf(x)**k * mp.rgamma(k + 1) * mp.rgamma(mp.mpf(a) * k + b) for k in range(900))
    assert abs(special.wright_bessel(a, b, x) / exact - 1) < 1e-12
    assert abs(special.log_wright_bessel(a, b, x) - mp.log(exact)) < 1e-13 * max(1, abs(mp.log(exact)))


def test_log_wright_bessel_of_large_arguments():
    # a = 0: exp(x)/Gamma(b); a = 1, b = 1: I_0(2 sqrt x)
    assert special.log_wright_bessel(0.0, 2.5, 1e7) == pytest.approx(1e7 - special.gammaln(2.5), rel=1e-13)
    exact = np.log(special.i0e(2e4)) + 2e4
    assert special.log_wright_bessel(1.0, 1.0, 1e8) == pytest.approx(exact, rel=1e-13)


@pytest.mark.parametrize("name", "jvp h1vp spherical_jn spherical_kn jn_zeros ynp_zeros ai_zeros y1p_zeros jnjnp_zeros "
                         "jnyn_zeros riccati_jn riccati_yn lmbda".split())
def test_docstring_examples(name):
    example = doctest.DocTestParser().get_doctest(getattr(special, name).__doc__, {}, name, None, 0)
    assert example.examples and doctest.DocTestRunner(verbose=False).run(example).failed == 0
