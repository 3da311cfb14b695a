# SPDX-License-Identifier: BSD-3-Clause
"""Finite differences: exact cases, measured order, bounds."""
import numpy as np
import pytest

from scinova.optimize import _differences as d
from scinova.optimize import approx_fprime, check_grad, rosen, rosen_der


@pytest.mark.parametrize(("method", "order"), [("2-point", 1), ("3-point", 2), ("cs", 2)])
def test_measured_order(method, order):
    f = lambda x: np.exp(2 * x[0])
    x, steps = np.array([0.3]), np.array([1e-1, 1e-2])
    errors = [abs(d.difference_rows(f, x, f(x), np.array([h]), method)[0] - 2 * np.exp(0.6)) for h in steps]
    assert abs(np.log10(errors[0] / errors[1]) - order) < 0.2


@pytest.mark.parametrize("method", d.METHODS)
def test_jacobian(method):
    a = np.random.default_rng(0).standard_normal((4, 3))
    f = lambda x: a @ x**2
    x = np.array([0.5, -2.0, 0.0])
    rows = d.difference_rows(f, x, f(x), d.step_sizes(x, method), method)
    np.testing.assert_allclose(rows.T, 2 * a * x, atol=1e-6)


def test_steps_stay_inside():
    lower, upper = np.array([0.0, 0.0, 0.0]), np.array([1.0, 1e-9, 1.0])
    for x in (lower, upper, np.array([1.0, 0.0, 0.5])):
        for method in ("2-point", "3-point"):
            h, aside = d.steps_within(x, d.step_sizes(x, method), method, lower, upper)
            points = []
            d.difference_rows(lambda p: (points.append(p), 0.0)[1], x, 0.0, h, method, aside)  # noqa: B023
            assert all(((p >= lower) & (p <= upper)).all() for p in points)
            f = lambda p: 3 * p.sum()
            np.testing.assert_allclose(d.difference_rows(f, x, f(x), h, method, aside), 3, rtol=1e-5)


def test_one_sided_three_point_is_second_order():
    f = lambda x: x[0] ** 2
    x = np.array([1.0])
    rows = d.difference_rows(f, x, 1.0, np.array([-0.25]), "3-point", np.array([True]))
    assert rows[0] == 2.0


def test_approx_fprime_and_check_grad():
    np.testing.assert_allclose(approx_fprime([0.5, 0.7], rosen), rosen_der([0.5, 0.7]), rtol=1e-6)
    assert approx_fprime([1.0, 2.0], lambda x: [x[0], x[1], x[0] * x[1]]).shape == (3, 2)
    assert approx_fprime(2.0, lambda x, a: a * x[0] ** 2, 1e-8, 3)[0] == pytest.approx(12, rel=1e-6)
    assert check_grad(rosen, rosen_der, [0.5, 0.7]) < 1e-5
    assert check_grad(rosen, rosen_der, [0.5, 0.7], direction="random", rng=1) < 1e-5
    assert check_grad(rosen, lambda x: 2 * rosen_der(x), [0.5, 0.7]) > 1
    for bad in (lambda: check_grad(rosen, rosen_der, [0.5, 0.7], direction="x"),
                lambda: approx_fprime([[1.0]], rosen)):
        with pytest.raises(ValueError):
            bad()
