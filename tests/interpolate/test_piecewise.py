# SPDX-License-Identifier: BSD-3-Clause
"""Piecewise polynomials and the cubics made of them; `interp1d`; polynomials through points."""
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scinova.interpolate import (
    Akima1DInterpolator,
    BarycentricInterpolator,
    BPoly,
    CubicHermiteSpline,
    CubicSpline,
    KroghInterpolator,
    PchipInterpolator,
    PPoly,
    interp1d,
    lagrange,
)

RNG = np.random.default_rng(11)
X = np.linspace(0, 1, 10) + np.r_[0.0, 0.05 * RNG.normal(size=8).clip(-1, 1), 0.0]
Y = RNG.normal(size=(10, 3))
AT = np.linspace(-0.1, 1.1, 61)


@pytest.mark.parametrize("up", [True, False])
def test_bases_agree(up):
    x = X if up else X[::-1]
    p = PPoly(RNG.normal(size=(5, 9, 2)), x)
    b = BPoly.from_power_basis(p)
    assert_allclose(b(AT), p(AT), rtol=1e-7, atol=1e-8)
    assert_allclose(PPoly.from_bernstein_basis(b).c, p.c, rtol=1e-6, atol=1e-6)
    assert_allclose(b.derivative(2)(AT), p(AT, 2), rtol=1e-5, atol=1e-5)
    assert_allclose(b.integrate(0.1, 0.8), p.integrate(0.1, 0.8), rtol=1e-7)
    assert_allclose(p.antiderivative().derivative()(AT), p(AT), atol=1e-10)
    q = p.antiderivative()
    assert_allclose(q(0.8) - q(0.1), p.integrate(0.1, 0.8), atol=1e-12)


def test_roots():
    p = PPoly(np.array([[1.0, 0.0], [0.0, 0.0], [-0.25, 0.0]]), [0, 1, 2])
    assert_array_equal(p.roots()[:2], [-0.5, 0.5])
    assert_array_equal(p.roots()[2:], [1.0, np.nan])
    cubic = CubicSpline(np.arange(5.0), np.cos(np.arange(5.0)))
    r = cubic.roots(extrapolate=False)
    assert_allclose(cubic(r), 0, atol=1e-13)
    jump = PPoly([[1.0, -1.0]], [0, 1, 2])
    assert_array_equal(jump.roots(), [1.0])
    assert jump.roots(discontinuity=False).size == 0
    double = PPoly([[1.0], [-2.0], [1.0]], [0, 2])
    assert_allclose(double.roots(), [1.0])


@pytest.mark.parametrize("bc", ["not-a-knot", "natural", "clamped", "periodic", ((1, 0.5), (2, -1.0))])
@pytest.mark.parametrize("n", [2, 3, 4, 10])
def test_cubic_spline_is_twice_differentiable(bc, n):
    x, y = X[:n], Y[:n].copy()
    y[-1] = y[0] if bc == "periodic" else y[-1]
    s = CubicSpline(x, y, bc_type=bc)
    assert_allclose(s(x), y, atol=1e-12)
    left = [s.c[0] * (np.diff(x) ** 1)[:, None] * 6 + 2 * s.c[1]]
    scale = np.abs(s.c[1]).max() + 1
    assert_allclose(left[0][:-1], 2 * s.c[1, 1:], atol=1e-11 * scale)
    if bc == "natural":
        assert_allclose(s(x[[0, -1]], 2), 0, atol=1e-9 * scale)
    if bc == "clamped":
        assert_allclose(s(x[[0, -1]], 1), 0, atol=1e-11 * scale)
    if bc == "periodic":
        for nu in (1, 2):
            assert_allclose(s(x[0], nu), s(x[-1], nu, extrapolate=True), atol=1e-11 * scale)
    if isinstance(bc, tuple):
        assert_allclose(s(x[0], 1), 0.5, atol=1e-12 * scale)
        assert_allclose(s(x[-1], 2), -1.0, atol=1e-11 * scale)


def test_monotone_data_give_monotone_pchip():
    p = PchipInterpolator(X, np.cumsum(np.abs(Y), axis=0))
    assert (np.diff(p(np.linspace(0, 1, 501)), axis=0) >= 0).all()


@pytest.mark.parametrize("method", ["akima", "makima"])
def test_akima_reproduces_parabolas_inside_and_keeps_flats(method):
    x = np.arange(8.0)
    if method == "akima":
        assert_allclose(Akima1DInterpolator(x, x ** 2)(x + 0.0), x ** 2)
    y = np.r_[np.zeros(4), np.ones(4)]
    assert_allclose(Akima1DInterpolator(x, y, method=method)([0.5, 1.5, 5.5, 6.5]), [0, 0, 1, 1], atol=1e-14)


@pytest.mark.parametrize("cls", [CubicSpline, PchipInterpolator, Akima1DInterpolator])
@pytest.mark.parametrize("n", [2, 3, 10])
def test_as_scipy(cls, n):
    oracle = getattr(pytest.importorskip("scipy.interpolate"), cls.__name__)
    a, b = cls(X[:n], Y[:n]), oracle(X[:n], Y[:n])
    assert_allclose(a.c, b.c, atol=1e-11 * np.abs(b.c).max())
    assert_allclose(a(AT), b(AT), atol=1e-11 * np.abs(b.c).max(), equal_nan=True)


def test_hermite_interpolates_slopes():
    s = CubicHermiteSpline(X, Y, 2 * Y)
    assert_allclose(s(X, 1), 2 * Y, rtol=1e-8, atol=1e-8)


@pytest.mark.parametrize("kind", ["linear", "nearest", "nearest-up", "zero", "slinear", "quadratic", "cubic",
                                  "previous", "next", 0, 1, 2, 3, 5])
def test_interp1d_as_scipy(kind):
    oracle = pytest.importorskip("scipy.interpolate").interp1d
    order = RNG.permutation(10)
    for y, axis in ((Y, 0), (Y.T.astype(np.float32), -1), (Y[:, 0] + 1j, 0), (np.arange(10), 0)):
        moved = np.take(y, order, axis=axis)
        for fill in (np.nan, (-1.0, 2.0), "extrapolate"):
            a = interp1d(X[order], moved, kind, axis=axis, bounds_error=False, fill_value=fill)
            b = oracle(X[order], moved, kind, axis=axis, bounds_error=False, fill_value=fill)
            at = AT.reshape(1, -1)
            assert_allclose(a(at), b(at), rtol=1e-9, atol=1e-6 if y.dtype == np.float32 else 1e-9)
            assert a(at).dtype == b(at).dtype


def test_interp1d_bounds():
    f = interp1d([0, 1], [0, 1])
    with pytest.raises(ValueError):
        f(1.5)
    assert np.isnan(f(np.nan))
    with pytest.raises(ValueError):
        interp1d([0, 1], [0, 1], bounds_error=True, fill_value="extrapolate")
    with pytest.raises(NotImplementedError):
        interp1d([0, 1], [0, 1], "guess")


def test_polynomials_through_points():
    x = np.linspace(-1, 1, 7)
    p = np.poly1d(RNG.normal(size=7))
    for q in (KroghInterpolator(x, p(x)), BarycentricInterpolator(x, p(x))):
        assert_allclose(q(AT), p(AT), atol=1e-12)
        assert_allclose(q.derivatives(AT, 3), [p(AT), p.deriv()(AT), p.deriv(2)(AT)], atol=1e-10)
        assert_allclose(q.derivative(AT, 2), p.deriv(2)(AT), atol=1e-10)
    assert_allclose(lagrange(x[:4], x[:4] ** 2).coef[-3:], [1, 0, 0], atol=1e-12)
    grown = BarycentricInterpolator(x[:3], p(x[:3]))
    grown.add_xi(x[3:], p(x[3:]))
    assert_allclose(grown(AT), p(AT), atol=1e-12)
    hermite = KroghInterpolator([0, 0, 0, 1], [1.0, 2.0, 6.0, 7.0])
    assert_allclose(hermite([0, 0.5, 1]), [1, 1 + 1 + 0.75 + 0.125, 7])


def test_values_and_derivatives_in_bernstein_form():
    b = BPoly.from_derivatives([0, 1, 3], [[0, 1], [2, -1, 3], [0]])
    assert_allclose([float(b(v)) for v in (0, 1, 3)], [0, 2, 0], atol=1e-13)
    assert_allclose(float(b(0, 1)), 1)
    assert_allclose(float(b.derivative()(1 - 1e-12)), -1, atol=1e-9)
