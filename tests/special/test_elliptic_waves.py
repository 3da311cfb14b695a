# SPDX-License-Identifier: BSD-3-Clause
"""Elliptic integrals, Mathieu, spheroidal, Lame, Struve and Kelvin functions: identities, limits, borders."""
import numpy as np
import pytest

from scinova import special


def close(a, b, rtol):
    np.testing.assert_allclose(a, b, rtol=rtol, atol=0)


def test_carlson_identities():
    rng = np.random.default_rng(0)
    x, y, z, p = 10.0 ** rng.uniform(-3, 3, (4, 200))
    close(special.elliprf(x, y, y), special.elliprc(x, y), 1e-14)
    close(special.elliprj(x, y, z, z), special.elliprd(x, y, z), 1e-13)
    close(special.elliprd(x, y, z) + special.elliprd(y, z, x) + special.elliprd(z, x, y), 3 / np.sqrt(x * y * z), 1e-13)
    close(special.elliprf(x + 0j, y, z), special.elliprf(x, y, z), 1e-13)
    close(special.elliprj(x + 0j, y, z, p), special.elliprj(x, y, z, p), 1e-13)
    close(special.elliprg(4 * x, 4 * y, 4 * z), 2 * special.elliprg(x, y, z), 1e-14)


@pytest.mark.parametrize("size", [1e-305, 1e-200, 1e200, 1e307])
def test_carlson_scales(size):
    close(special.elliprf(size, 2 * size, 3 * size) * np.sqrt(size), special.elliprf(1.0, 2.0, 3.0), 1e-14)
    assert special.elliprc(size, -size) == pytest.approx(special.elliprc(1.0, -1.0) / np.sqrt(size), rel=1e-13)


def test_carlson_principal_values_meet_the_mean_of_both_sides():
    for p in (-0.3, -2.0, -40.0):
        above, below = (special.elliprj(1.0, 2.0, 3.0, complex(p, s)) for s in (1e-9, -1e-9))
        assert special.elliprj(1.0, 2.0, 3.0, p) == pytest.approx(((above + below) / 2).real, rel=1e-7)


def test_incomplete_integrals_of_any_angle():
    m = np.array([-1e6, -3.0, 0.0, 0.5, 0.999])
    for phi in (1e-200, 1.0, np.pi / 2, 3.0, 1e3, 1e15):
        close(special.ellipkinc(-phi, m), -special.ellipkinc(phi, m), 0)
        close(special.ellipkinc(phi, 0.0), phi, 1e-15)
        close(special.ellipeinc(phi, 0.0), phi, 1e-15)
    close(special.ellipkinc(7 * np.pi, m), 14 * special.ellipk(m), 1e-13)
    close(special.ellipeinc(7 * np.pi, m), 14 * special.ellipe(m), 1e-13)


def test_mathieu_relations_for_negative_q():
    q, x = 7.3, np.linspace(-80, 200, 29)
    for m in range(5):
        sign = (-1) ** (m // 2)
        other, even = (special.mathieu_sem, False) if m % 2 else (special.mathieu_cem, True)
        value = special.mathieu_cem(m, -q, x)[0]
        np.testing.assert_allclose(value, sign * other(m, q, 90 - x)[0], atol=1e-14)
        assert special.mathieu_a(m, -q) == (special.mathieu_a(m, q) if even else special.mathieu_b(m, q))


def test_mathieu_between_the_wells():
    # ce_0(0, q)/ce_0(pi/2, q) is exponentially small; its logarithmic derivative solves Riccati's equation
    q, a = 2500.0, special.mathieu_a(0, 2500.0)
    x = np.array([1.0, 5.0, 30.0])
    f, fp = special.mathieu_cem(0, q, x)
    h = 1e-3
    g = [special.mathieu_cem(0, q, x + k * h)[0] for k in (-1, 1)]
    second = (g[0] - 2 * f + g[1]) / np.deg2rad(h) ** 2
    close(second, (2 * q * np.cos(2 * np.deg2rad(x)) - a) * f, 1e-3)
    assert special.mathieu_cem(0, q, 0.0)[0] < 1e-38 and np.all(f > 0) and np.all(fp > 0)


def test_radial_mathieu_wronskian():
    m, q, x = (v.ravel() for v in np.meshgrid([1.0, 4.0, 11.0], [0.3, 20.0, 400.0], [0.0, 0.4, 2.0]))
    for one, two in (("modcem1", "modcem2"), ("modsem1", "modsem2")):
        f, fp = getattr(special, "mathieu_" + one)(m, q, x)
        g, gp = getattr(special, "mathieu_" + two)(m, q, x)
        close(f * gp - fp * g, 2 / np.pi, 1e-10)


def test_radial_mathieu_without_a_barrier():
    # Products about the largest coefficient lose three digits here; sums of products in 70 digits.
    close(special.mathieu_modcem2(16, 296.0, 0.03125), [0.09135272023615345662, 2.720427299889064025], 2e-14)
    close(special.mathieu_modcem2(17, 887.0, 0.0078125), [0.03895043646641441423, 4.819143686860782785], 2e-14)
    close(special.mathieu_modsem2(18, 666.0, 0.0625), [0.05924762287572534162, 4.101277782350746183], 2e-14)


def test_radial_mathieu_left_of_zero():
    # b_2(100): values at x = -1 by Taylor steps of the equation from those at x = 1, in 40 digits
    close(special.mathieu_modsem2(2, 100, -1), [0.14317429130636411073, 0.90178714505159418074], 1e-12)
    m, q, x = (v.ravel() for v in np.meshgrid([0.0, 3.0, 6.0], [3.0, 20.0, 90.0], [0.1, 1.0]))
    f, g = special.mathieu_modcem1(m, q, x), special.mathieu_modcem1(m, q, -x)
    close((g[0], -g[1]), f, 1e-14)
    g = special.mathieu_modcem2(m, q, -x)
    w = f[0] * -g[1] - f[1] * g[0]                         # of f(x) and g(-x)
    close(w, -2 / np.pi, 1e-9)
    assert special.mathieu_modcem1(0, 0.0, 1.0) == (1.0, 0.0) and special.mathieu_modsem1(2, 0.0, 1.0) == (0.0, 0.0)


@pytest.mark.parametrize("kind, sign", [("pro", 1), ("obl", -1)])
def test_spheroidal_wronskian(kind, sign):
    rng = np.random.default_rng(1)
    m = rng.integers(0, 40, 300).astype(float)
    n, c = m + rng.integers(0, 40, 300), rng.uniform(0.5, 100, 300)
    x = (1 if sign > 0 else 0) + 10 ** rng.uniform(-6, 1, 300)
    f, fp = getattr(special, kind + "_rad1")(m, n, c, x)
    g, gp = getattr(special, kind + "_rad2")(m, n, c, x)
    w = c * ((x - 1) * (x + 1) if sign > 0 else x * x + 1)
    scale = np.maximum(1, abs(f * gp * w))
    seen = (abs(f) > 1e-290) & np.isfinite(g) & np.isfinite(scale)
    assert seen.sum() > 280
    assert np.max(np.abs((f * gp - fp * g) * w - 1)[seen] / scale[seen]) < 1e-10


@pytest.mark.parametrize("kind", ["pro", "obl"])
def test_spheroidal_angular_at_small_c_is_legendre(kind):
    x = np.linspace(-0.9, 0.9, 7)
    close(getattr(special, kind + "_ang1")(0, 3, 1e-9, x)[0], 0.5 * x * (5 * x * x - 3), 1e-13)
    assert getattr(special, kind + "_cv")(2, 7, 0.0) == 56.0
    cv = getattr(special, kind + "_cv")(2, 7, 3.0)
    for name, at in (("ang1", 0.3), ("rad1", 1.7), ("rad2", 1.7)):
        name = f"{kind}_{name}"
        close(getattr(special, name + "_cv")(2, 7, 3.0, cv, at), getattr(special, name)(2, 7, 3.0, at), 1e-13)
    values = getattr(special, kind + "_cv")(1.0, np.arange(1.0, 5.0), 2.0)
    close(getattr(special, kind + "_cv_seq")(1, 4, 2.0), values, 0)


def test_lame_functions():
    h2, k2, s = 5.0, 8.0, np.array([0.5, 2.5, 4.0])
    root = np.sqrt((h2 + k2) ** 2 - 3 * h2 * k2)
    close(special.ellip_harm(h2, k2, 2, 1, s), s * s - (h2 + k2 + root) / 3, 1e-14)
    close(special.ellip_harm(h2, k2, 2, 2, s), s * s - (h2 + k2 - root) / 3, 1e-14)
    close(special.ellip_harm(h2, k2, 2, 3, s, -1), -s * np.sqrt(abs(s * s - h2)), 1e-14)
    close(special.ellip_normal(h2, k2, 0, 1), 4 * np.pi, 1e-13)
    close(special.ellip_normal(h2, k2, 1, 1), 4 * np.pi / 3 * h2 * k2, 1e-13)
    # A matrix whose middle is a zero of its pivots
    y = s * s - 15
    close(special.ellip_harm(15.0, 25.0, 4, 4, s), s * np.sqrt(abs(y)) * (y - np.sqrt(450 / 7)), 1e-13)
    # F falls as s^(-n-1)
    close(special.ellip_harm_2(h2, k2, 3, 4, 1e6), 1e-24, 1e-10)
    assert np.isnan(special.ellip_harm(h2, k2, 2, 6, 1.0)) and np.isnan(special.ellip_harm(8, 5, 2, 1, 1.0))


def test_struve_recurrences_and_borders():
    x = np.array([1e-3, 0.5, 5.0, 36.0, 38.0, 60.0, 500.0])[:, None]
    v = np.array([0.3, 2.0, 7.7, 30.25, 80.5])
    for f, sign in ((special.struve, 1), (special.modstruve, -1)):
        last = (x / 2) ** v / (np.sqrt(np.pi) * special.gamma(v + 1.5))
        np.testing.assert_allclose(f(v - 1, x) + sign * f(v + 1, x), 2 * v / x * f(v, x) + last, rtol=1e-12)
    close(special.struve(-2.5, 3.0), special.jv(2.5, 3.0), 1e-14)
    close(special.modstruve(-2.5, 3.0), special.iv(2.5, 3.0), 1e-14)
    assert np.isnan(special.struve(0.5, -1.0)) and special.struve(2, -1.0) == -special.struve(2, 1.0)


def test_kelvin_functions_are_bessel_functions():
    x = np.array([1e-5, 0.3, 1.999, 2.0, 11.3, 25.99, 26.0, 80.0])
    z = x * np.exp(0.25j * np.pi)
    be, ke, bep, kep = special.kelvin(x)
    np.testing.assert_allclose(be, special.iv(0, z), rtol=1e-13)
    np.testing.assert_allclose(ke, special.kv(0, z), rtol=1e-13)
    np.testing.assert_allclose(kep, -np.exp(0.25j * np.pi) * special.kv(1, z), rtol=1e-13)
    np.testing.assert_allclose(bep, np.exp(0.25j * np.pi) * special.iv(1, z), rtol=1e-13)


def test_kelvin_zeros():
    for name in ("ber", "bei", "ker", "kei", "berp", "beip", "kerp", "keip"):
        z = getattr(special, name + "_zeros")(60)
        f = getattr(special, name)
        near = z[z < 100]
        assert np.all(f(near * (1 - 1e-12)) * f(near * (1 + 1e-12)) < 0)
        assert np.all(np.abs(np.diff(z) - np.sqrt(2) * np.pi) < 0.1)
    with pytest.raises(ValueError):
        special.ber_zeros(0)


def test_integrals_at_borders_of_their_tables():
    for name in ("itj0y0", "it2j0y0", "iti0k0", "it2i0k0", "itstruve0", "it2struve0", "itmodstruve0"):
        f = getattr(special, name)
        for border in (2.0, 38.0, 40.0, 64.0):
            low, high = (np.atleast_1d(f(border * (1 + s * 1e-15))) for s in (-1, 1))
            np.testing.assert_allclose(low, high, rtol=3e-13, atol=3e-14)
