# SPDX-License-Identifier: BSD-3-Clause
"""The natural smoothing spline: optimality, limits, the choice of lambda."""
import numpy as np
import pytest
from numpy.testing import assert_allclose

from scinova.interpolate import CubicSpline, make_smoothing_spline

RNG = np.random.default_rng(21)
X = np.linspace(0, 2, 30) + 0.02 * RNG.normal(size=30)
Y = np.sin(3 * X) + 0.1 * RNG.normal(size=30)
W = 0.5 + RNG.random(30)


def influence(x, w, lam):
    """The matrix that takes the data to the fit, densely."""
    h, n = np.diff(x), x.size
    q, r = np.zeros((n, n - 2)), np.zeros((n - 2, n - 2))
    for j in range(n - 2):
        q[j:j + 3, j] = 1 / h[j], -1 / h[j] - 1 / h[j + 1], 1 / h[j + 1]
        r[j, j] = (h[j] + h[j + 1]) / 3
        if j + 1 < n - 2:
            r[j, j + 1] = r[j + 1, j] = h[j + 1] / 6
    v = q / w[:, None]
    return np.eye(n) - lam * v @ np.linalg.solve(r + lam * q.T @ v, q.T)


@pytest.mark.parametrize("lam", [0.0, 1e-6, 1e-3, 1.0])
def test_fit_by_hand(lam):
    s = make_smoothing_spline(X, Y, W, lam)
    assert_allclose(s(X), influence(X, W, lam) @ Y, atol=1e-9)
    assert_allclose(s(X[[0, -1]], 2), 0, atol=1e-8)
    if lam == 0:
        at = np.linspace(X[0], X[-1], 50)
        assert_allclose(s(at), CubicSpline(X, Y, bc_type="natural")(at), atol=1e-12)


def test_large_lambda_is_the_line_of_least_squares():
    p = np.polyfit(X, Y, 1, w=np.sqrt(W))
    assert_allclose(make_smoothing_spline(X, Y, W, 1e9)(X), np.polyval(p, X), atol=1e-7)


@pytest.mark.parametrize("scale", [1.0, 1e3, 1e-3])
@pytest.mark.parametrize("w", [np.ones(30), W])
def test_chosen_lambda_minimises_cross_validation(scale, w):
    x = X * scale
    fit = make_smoothing_spline(x, Y, w)(x)

    def criterion(lam):
        a = influence(x, w, lam)
        return 30 * np.sum((Y - a @ Y) ** 2) / np.trace(np.eye(30) - a) ** 2
    lams = np.exp(np.linspace(-9, 2, 400)) * scale**3      # beside the minimum of the smoothest fit there is another
    best = min(lams, key=criterion)
    assert_allclose(fit, influence(x, w, best) @ Y, atol=2e-3)


def test_columns_axis_and_refusals():
    y = np.stack([Y, Y**2])
    s = make_smoothing_spline(X, y, axis=1)
    assert s(0.5).shape == (2,) and s(np.ones((3, 4))).shape == (2, 3, 4)
    assert_allclose(s(X)[1], make_smoothing_spline(X, Y**2)(X))
    for call in (lambda: make_smoothing_spline(X[:4], Y[:4]), lambda: make_smoothing_spline(X[::-1], Y),
                 lambda: make_smoothing_spline(X, Y, -W), lambda: make_smoothing_spline(X, Y, lam=-1),
                 lambda: make_smoothing_spline(X, Y[1:]), lambda: make_smoothing_spline(X, Y * np.nan)):
        with pytest.raises(ValueError):
            call()
