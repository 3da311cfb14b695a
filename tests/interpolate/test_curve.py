# SPDX-License-Identifier: BSD-3-Clause
"""Smoothing splines: the contract fp <= s, polynomials, the optimality condition, agreement with FITPACK."""
import numpy as np
import pytest
from numpy.testing import assert_allclose

from scinova.interpolate import (
    InterpolatedUnivariateSpline,
    LSQUnivariateSpline,
    UnivariateSpline,
    insert,
    spalde,
    splantider,
    splder,
    splev,
    splint,
    splprep,
    splrep,
    sproot,
)

RNG = np.random.default_rng(3)
X = np.r_[0.0, np.sort(RNG.random(58)), 1.0]
Y = np.sin(6 * X) + 0.1 * RNG.normal(size=60)
W = 1 + RNG.random(60)


@pytest.mark.parametrize("k", range(1, 6))
@pytest.mark.parametrize("s", [0.0, 0.05, 0.3, 3.0, 100.0])
@pytest.mark.parametrize("per", [0, 1])
def test_residual_is_the_one_asked_for(k, s, per):
    tck, fp, ier, _ = splrep(X, Y, w=W, k=k, s=s, per=per, full_output=1)
    data = slice(None, -1) if per else slice(None)
    assert_allclose(np.sum((W * (splev(X, tck) - Y))[data] ** 2), fp, rtol=1e-9, atol=1e-18)
    assert ier <= 0
    assert fp <= s * 1.001 + 1e-18
    if ier == 0:
        assert_allclose(fp, s, rtol=1.001e-3)


@pytest.mark.parametrize("k", range(1, 6))
@pytest.mark.parametrize("s", [0.0, 0.2, 0.6, 6.0, 60.0])
@pytest.mark.parametrize("per", [0, 1])
@pytest.mark.parametrize("weighted", [False, True])
def test_same_knots_and_coefficients_as_fitpack(k, s, per, weighted):
    oracle = pytest.importorskip("scipy.interpolate")
    w = W if weighted else None
    t, c, _ = splrep(X, Y, w=w, k=k, s=s, per=per)
    t0, c0, _ = oracle.splrep(X, Y, w=w, k=k, s=s, per=per)
    assert_allclose(t, t0, atol=1e-12)
    assert_allclose(c, c0, atol=1e-8 * np.abs(c0).max())


def test_curve_in_space():
    oracle = pytest.importorskip("scipy.interpolate")
    p = np.linspace(0, 2 * np.pi, 40)
    points = [np.cos(p), np.sin(p), np.cos(3 * p)]
    for per in (0, 1):
        for s in (0, 1e-3, 0.5):
            (t, c, _), u = splprep(points, s=s, per=per)
            (t0, c0, _), u0 = oracle.splprep(points, s=s, per=per)
            assert_allclose(u, u0)
            assert_allclose(t, t0)
            for a, b in zip(c, c0):
                assert_allclose(a, b[:a.size], atol=1e-8)


def test_polynomial_needs_no_knots():
    s = UnivariateSpline(X, X ** 3 - X, s=1e-6)
    assert isinstance(s, LSQUnivariateSpline)
    assert_allclose(s.get_knots(), [0, 1])
    assert_allclose(s.roots(), [0, 1], atol=1e-12)


def test_class_tells_the_outcome():
    assert isinstance(UnivariateSpline(X, Y, s=0), InterpolatedUnivariateSpline)
    s = UnivariateSpline(X, Y, s=0.4)
    assert type(s) is UnivariateSpline
    assert_allclose(s.get_residual(), 0.4, rtol=1.001e-3)
    s.set_smoothing_factor(0)
    assert_allclose(s(X), Y, atol=1e-10)


def test_smoothing_again_goes_on_from_the_knots():
    oracle = pytest.importorskip("scipy.interpolate")
    a, b = UnivariateSpline(X, Y, s=2.0), oracle.UnivariateSpline(X, Y, s=2.0)
    for s in (0.6, 5.0, 0.4):
        a.set_smoothing_factor(s)
        b.set_smoothing_factor(s)
        assert_allclose(a.get_knots(), b.get_knots())
        assert_allclose(a.get_coeffs(), b.get_coeffs(), atol=1e-8)


def test_calculus():
    tck = splrep(X, Y)
    assert_allclose(splev(X, splder(splantider(tck))), Y, atol=1e-10)
    total = splint(0, 1, tck)
    assert_allclose(total, splev(1.0, splantider(tck)), rtol=1e-12)
    assert_allclose(splint(1, 0, tck), -total)
    assert_allclose(splint(-3, 7, tck), total)
    whole, each = splint(0, 1, tck, full_output=1)
    assert_allclose(np.dot(each, tck[1]), whole)
    assert_allclose(spalde(0.3, tck), [splev(0.3, tck, der=d) for d in range(4)])
    roots = sproot(tck)
    assert_allclose(splev(roots, tck), 0, atol=1e-10)
    assert_allclose(splev(X, insert(0.5, tck, m=3)), Y, atol=1e-10)


def test_outside_modes():
    s = InterpolatedUnivariateSpline([0, 1, 2], [1, 2, 3], k=1)
    assert_allclose(s([-1, 3]), [0, 4])
    assert_allclose(s([-1, 3], ext="zeros"), [0, 0])
    assert_allclose(s([-1, 3], ext=3), [1, 3])
    with pytest.raises(ValueError):
        s(3, ext=2)


def test_too_small_s_warns():
    y = RNG.normal(size=20)
    with pytest.warns(UserWarning):
        LSQUnivariateSpline(np.arange(20.0), y, [5, 10]).set_smoothing_factor(1)


@pytest.mark.parametrize("call", [
    lambda: UnivariateSpline(X[::-1], Y), lambda: UnivariateSpline(X, Y, k=6), lambda: UnivariateSpline(X, Y, w=W[1:]),
    lambda: UnivariateSpline(X[:3], Y[:3]), lambda: UnivariateSpline(X, Y, s=-1), lambda: UnivariateSpline(X, Y, ext=9),
    lambda: UnivariateSpline(X, Y, bbox=[0.5, 1]), lambda: UnivariateSpline(X, Y * np.nan, check_finite=True),
    lambda: LSQUnivariateSpline(X, Y, [0.5, 0.4]), lambda: splrep(X[::-1], Y), lambda: splrep(X, Y, t=[2.0]),
    lambda: insert(3.0, splrep(X, Y)), lambda: sproot(splrep(X, Y, k=2)), lambda: splev(0.5, splrep(X, Y), der=9),
])
def test_bad_input_is_refused(call):
    with pytest.raises(ValueError):
        call()


def test_nan_data_end():
    y = Y.copy()
    y[5] = np.nan
    assert np.isnan(splev(0.5, splrep(X, y, s=0)))
    with pytest.warns(RuntimeWarning):
        splrep(X, y, s=1.0)
