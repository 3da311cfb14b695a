# SPDX-License-Identifier: BSD-3-Clause
"""Splines of two variables: polynomials, interpolation, the contract fp <= s, agreement with FITPACK, interp2d."""
import numpy as np
import pytest
from numpy.testing import assert_allclose

from scinova import interpolate
from scinova.interpolate import LSQBivariateSpline, RectBivariateSpline, SmoothBivariateSpline, bisplev, bisplrep

RNG = np.random.default_rng(2)
X, Y = np.sort(RNG.random(11)), np.sort(RNG.random(14))
Z = np.sin(5 * X)[:, None] * np.cos(4 * Y) + 0.05 * RNG.normal(size=(11, 14))
PX, PY = RNG.random((2, 90))
PZ = np.sin(5 * PX) * np.cos(4 * PY) + 0.05 * RNG.normal(size=90)


def bicubic(x, y):
    return 1 + x * y**2 - 2 * x**3 + y**3 * x**2


@pytest.mark.parametrize("kx", range(1, 6))
@pytest.mark.parametrize("ky", [1, 3, 4])
def test_grid_is_interpolated(kx, ky):
    f = RectBivariateSpline(X, Y, Z, kx=kx, ky=ky)
    assert_allclose(f(X, Y), Z, atol=1e-9)
    assert_allclose(f.ev(X[:, None], Y), Z, atol=1e-9)
    assert f.get_residual() == 0


def test_cubics_are_reproduced_with_derivatives_and_integral():
    f = RectBivariateSpline(X, Y, bicubic(X[:, None], Y))
    x, y = np.linspace(X[0], X[-1], 7), np.linspace(Y[0], Y[-1], 9)
    assert_allclose(f(x, y), bicubic(x[:, None], y), atol=1e-11)
    assert_allclose(f(x, y, dx=1), y**2 - 6 * x[:, None] ** 2 + 2 * x[:, None] * y**3, atol=1e-8)
    assert_allclose(f.partial_derivative(1, 2)(x, y), 2 + 12 * x[:, None] * y, atol=1e-5)

    def primitive(x, y):
        return x * y + x**2 * y**3 / 6 - x**4 * y / 2 + y**4 * x**3 / 12
    a, b, c, d = X[2], X[7] + 0.01, Y[1], Y[9] + 0.01
    exact = primitive(b, d) - primitive(a, d) - primitive(b, c) + primitive(a, c)
    assert_allclose(f.integral(a, b, c, d), exact, rtol=1e-10)
    assert_allclose(f.integral(b, a, c, d), -exact, rtol=1e-10)


@pytest.mark.parametrize("s", [0.2, 0.5, 5.0, 100.0])
def test_smoothing_as_fitpack(s):
    oracle = pytest.importorskip("scipy.interpolate")
    for k in ((3, 3), (1, 2), (5, 4)):
        a = RectBivariateSpline(X, Y, Z, kx=k[0], ky=k[1], s=s)
        b = oracle.RectBivariateSpline(X, Y, Z, kx=k[0], ky=k[1], s=s)
        for mine, theirs in zip(a.tck, b.tck):
            assert_allclose(mine, theirs, atol=1e-8)
        assert_allclose(np.sum((a(X, Y) - Z) ** 2), a.get_residual(), rtol=1e-9)
        assert a.get_residual() <= s * 1.001


@pytest.mark.parametrize("s", [0.1, 0.25, 1.0, 50.0])
@pytest.mark.parametrize("k", [(1, 1), (3, 3), (2, 4)])
def test_scattered_as_fitpack(s, k):
    oracle = pytest.importorskip("scipy.interpolate")
    w = 0.5 + RNG.random(90)
    a, fp, ier, _ = bisplrep(PX, PY, PZ, w, kx=k[0], ky=k[1], s=s, full_output=1)
    b, fp0, ier0, _ = oracle.bisplrep(PX, PY, PZ, w, kx=k[0], ky=k[1], s=s, full_output=1)
    assert ier == ier0
    for mine, theirs in zip(a[:3], b[:3]):
        assert_allclose(mine, theirs, atol=1e-7)
    x, y = np.linspace(0.1, 0.9, 5), np.linspace(0.1, 0.9, 4)
    assert_allclose(bisplev(x, y, a), oracle.bisplev(x, y, b), atol=1e-9)


def test_least_squares_on_given_knots():
    f = LSQBivariateSpline(PX, PY, bicubic(PX, PY), [0.4], [0.3, 0.6])
    assert f.get_residual() < 1e-20
    assert_allclose(f.ev(PX, PY), bicubic(PX, PY), atol=1e-10)
    tck = bisplrep(PX, PY, PZ, task=-1, tx=f.tck[0], ty=f.tck[1])
    assert_allclose(tck[2], LSQBivariateSpline(PX, PY, PZ, [0.4], [0.3, 0.6]).tck[2], atol=1e-10)


def test_knots_on_the_edge_add_nothing():
    with pytest.warns(UserWarning):
        f = LSQBivariateSpline(PX, PY, bicubic(PX, PY), [0.5, PX.max()], [0.5])
    assert_allclose(f.ev(PX, PY), bicubic(PX, PY), atol=1e-10)


def test_undetermined_coefficients_are_the_shortest():
    x, y = np.repeat([1.0, 2.0, 3.0], 3), np.tile([1.0, 2.0, 3.0], 3)
    with pytest.warns(UserWarning):
        f = LSQBivariateSpline(x, y, np.full(9, 3.0), [1.1, 2.9], [1.1, 2.9], kx=1, ky=1)
    assert_allclose(f.ev(x, y), 3.0)
    assert_allclose(f(2, 2), 3.0)


def test_smooth_bivariate_spline_takes_the_polynomial_when_it_fits():
    f = SmoothBivariateSpline(PX, PY, bicubic(PX, PY), s=1e-9)
    assert_allclose(f.ev(PX, PY), bicubic(PX, PY), atol=1e-6)
    assert len(f.get_knots()[0]) == 8


def test_shapes_and_refusals():
    f = RectBivariateSpline(X, Y, Z)
    assert f(0.5, 0.5).shape == (1, 1)
    assert f([], []).shape == (0, 0)
    assert f(np.ones((2, 1)), np.ones(3), grid=False).shape == (2, 3)
    for call in (lambda: f([2, 1], [1]), lambda: f(0, 0, dx=3), lambda: RectBivariateSpline(X[::-1], Y, Z),
                 lambda: RectBivariateSpline(X, Y, Z.T), lambda: RectBivariateSpline(X, Y, Z, s=-1),
                 lambda: RectBivariateSpline(X[:3], Y, Z[:3]), lambda: SmoothBivariateSpline(PX, PY, PZ[1:]),
                 lambda: LSQBivariateSpline(PX, PY, PZ, [0.5, 0.4], [0.5]), lambda: f.partial_derivative(3, 0)):
        with pytest.raises(ValueError):
            call()
    with pytest.raises(TypeError):
        bisplrep(PX[:5], PY[:5], PZ[:5])


@pytest.mark.filterwarnings("ignore")
class TestInterp2d:
    def test_grid(self):
        for kind, k in (("linear", 1), ("cubic", 3), ("quintic", 5)):
            f = interpolate.interp2d(X, Y, Z.T, kind=kind)
            x, y = np.linspace(X[0], X[-1], 6), np.linspace(Y[0], Y[-1], 5)
            out = f(x, y)
            assert out.shape == (5, 6)
            assert_allclose(out, RectBivariateSpline(X, Y, Z, kx=k, ky=k)(x, y).T)
            assert_allclose(f(x[::-1], y), out)
            assert f(x[2], y).shape == (5, 1) and f(x, y[2]).shape == (6,)
        shuffled = RNG.permutation(11)
        assert_allclose(interpolate.interp2d(X[shuffled], Y, Z.T[:, shuffled])(X, Y), Z.T, atol=1e-10)

    def test_scattered(self):
        f = interpolate.interp2d(PX[:30], PY[:30], 1 + 2 * PX[:30] - PY[:30])
        assert_allclose(f(0.5, 0.4), 1.6, atol=1e-8)

    def test_outside(self):
        f = interpolate.interp2d(X, Y, Z.T, fill_value=-7.0)
        out = f([0.5, 2.0], [0.5])
        assert out[1] == -7.0 and out[0] != -7.0
        assert_allclose(interpolate.interp2d(X, Y, Z.T)(9.0, 9.0), Z[-1, -1])
        with pytest.raises(ValueError):
            interpolate.interp2d(X, Y, Z.T, bounds_error=True)(9.0, 0.5)
