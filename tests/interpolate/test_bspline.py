# SPDX-License-Identifier: BSD-3-Clause
"""B-splines: partition of unity, polynomials reproduced, calculus, interpolation, knot insertion."""
import numpy as np
import pytest
from numpy.testing import assert_allclose

from scinova.interpolate import BSpline, PPoly, bisplev, make_interp_spline, make_lsq_spline

RNG = np.random.default_rng(7)


def knots(k, n=9):
    inner = np.sort(RNG.random(n - k - 1))
    return np.r_[(0.0,) * (k + 1), inner, (1.0,) * (k + 1)]


@pytest.mark.parametrize("k", range(8))
def test_partition_of_unity_and_recurrence(k):
    t = knots(k, n=k + 6)
    s = BSpline(t, np.ones(t.size - k - 1), k)
    x = np.r_[np.linspace(0, 1, 101), t]
    assert_allclose(s(x), 1.0, rtol=1e-14)
    if k:
        assert_allclose(s(x, 1), 0.0, atol=1e-10)


@pytest.mark.parametrize("k", range(1, 6))
def test_polynomials_are_reproduced_with_all_derivatives(k):
    x = np.sort(RNG.random(12))
    p = np.poly1d(RNG.normal(size=k + 1))
    s = make_interp_spline(x, p(x), k)
    at = np.linspace(x[0] - 0.05, x[-1] + 0.05, 57)
    for nu in range(k + 1):
        scale = np.abs(p.deriv(nu)(at) if nu else p(at)).max()
        assert_allclose(s(at, nu), (p.deriv(nu) if nu else p)(at), atol=1e-7 * 30 ** nu * max(scale, 1))
    assert_allclose(s.integrate(x[0], x[-1]), np.diff(p.integ()(x[[0, -1]]))[0], rtol=1e-10)


@pytest.mark.parametrize("k", range(1, 6))
def test_derivative_antiderivative_and_pieces_agree(k):
    t = knots(k)
    c = RNG.normal(size=(t.size - k - 1, 2))
    s = BSpline(t, c, k)
    x = np.linspace(0, 1, 33)
    assert_allclose(s.derivative()(x), s(x, 1), atol=1e-11)
    assert_allclose(s.antiderivative().derivative()(x), s(x), atol=1e-12)
    assert_allclose(PPoly.from_spline(s)(x), s(x), atol=1e-12)


def test_outside_the_knots():
    s = BSpline([0, 0, 1, 1], [0.0, 2.0], 1)
    assert_allclose(s([-1, 2]), [-2, 4])
    assert np.isnan(s([-1, 2, np.nan], extrapolate=False)).all()
    assert_allclose(s([-0.75, 1.25], extrapolate="periodic"), [0.5, 0.5])


@pytest.mark.parametrize("k", [2, 3, 4, 5])
def test_periodic_interpolant_closes(k):
    x = np.r_[0.0, np.sort(RNG.random(9)), 1.0]
    y = RNG.normal(size=(11, 2))
    y[-1] = y[0]
    s = make_interp_spline(x, y, k, bc_type="periodic")
    assert_allclose(s(x), y, atol=1e-11)
    for nu in range(k):
        scale = np.abs(s(x, nu)).max()
        assert_allclose(s(0.0, nu), s(1.0, nu, extrapolate=True), atol=1e-9 * scale)


def test_boundary_derivatives_and_axis():
    x = np.linspace(0, 1, 7)
    y = np.sin(x)[None, :, None] * np.arange(1, 4)
    s = make_interp_spline(x, y, 3, bc_type=([(1, np.arange(1, 4.0)[None])], [(2, 0.0)]), axis=1)
    assert s(0.5).shape == (1, 3)
    assert s(np.ones((2, 5))).shape == (1, 2, 5, 3)
    assert_allclose(s(0.0, 1), [[1, 2, 3]], atol=1e-12)
    assert_allclose(s(1.0, 2), 0.0, atol=1e-10)


def test_complex_coefficients():
    x = np.linspace(0, 1, 8)
    y = np.exp(1j * x)
    s = make_interp_spline(x, y)
    assert s(0.3).dtype == complex
    assert_allclose(s(x), y, rtol=1e-14)
    assert_allclose(make_lsq_spline(x, y, s.t)(x), y, rtol=1e-13)


@pytest.mark.parametrize("method", ["qr", "norm-eq"])
def test_least_squares_meets_the_normal_equations(method):
    x = np.sort(RNG.random(40))
    y, w = RNG.normal(size=40), 1 + RNG.random(40)
    t = np.r_[(0,) * 4, 0.3, 0.6, (1,) * 4]
    s = make_lsq_spline(x, y, t, 3, w, method=method)
    a = np.stack([BSpline(t, e, 3)(x) for e in np.eye(6)], axis=1)
    assert_allclose(a.T @ (w ** 2 * (a @ s.c - y)), 0, atol=1e-9)


def test_inserted_knots_leave_the_spline():
    t = knots(3)
    s = BSpline(t, RNG.normal(size=t.size - 4), 3)
    x = np.linspace(0, 1, 41)
    assert_allclose(s.insert_knot(0.37, 2)(x), s(x), atol=1e-13)


@pytest.mark.parametrize("call", [
    lambda: BSpline([0, 0, 1, 1], [1.0], 1), lambda: BSpline([0, 1, 0, 1], [1.0, 2], 1),
    lambda: BSpline([0, np.nan, 1, 1], [1.0, 2], 1), lambda: BSpline([0, 0, 0, 0], [1.0, 2], 1),
    lambda: make_interp_spline([0, 0, 1], [1, 2, 3], 1), lambda: make_interp_spline([0, 1], [1, 2, 3], 1),
    lambda: make_interp_spline([0, 1, 2], [1, 2, np.nan], 2), lambda: make_interp_spline([0, 1, 2], [1, 2, 3], -1),
    lambda: make_lsq_spline([0, 1, 2], [1, 2, 3], [0, 0, 2, 2], 1, method="guess"),
])
def test_bad_input_is_refused(call):
    with pytest.raises(ValueError):
        call()


def test_singular_collocation_is_an_error():
    with pytest.raises(np.linalg.LinAlgError):
        make_interp_spline([0, 0.1, 0.2, 1], [1, 2, 3, 4], 1, t=[0, 0, 0.6, 0.8, 1, 1])


def test_parts_that_do_not_fit_are_refused_not_read():
    s = BSpline(np.arange(8.0), np.arange(4.0), 3)
    s.c = np.arange(2.0)
    with pytest.raises(ValueError):
        s([4.0])
    with pytest.raises(ValueError):
        bisplev(0.5, 0.5, ([0, 0, 1, 1], [0, 0, 1, 1], [0.0, 1.0], 1, 1))
    p = PPoly([[1.0, 2.0]], [0, 1, 2])
    p.x = np.arange(9.0)
    with pytest.raises(ValueError):
        p([8.0])
