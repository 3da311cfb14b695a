# SPDX-License-Identifier: BSD-3-Clause
"""least_squares and curve_fit: certified NIST data, bounds, losses, covariances."""
import numpy as np
import pytest

from scinova.optimize import Bounds, OptimizeWarning, curve_fit, least_squares

# NIST StRD, Misra1a: y = b1 (1 - exp(-b2 x)); certified values and standard deviations.
MISRA_X = np.array([77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0])
MISRA_Y = np.array([10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78])
MISRA_B, MISRA_SD = [2.3894212918e02, 5.5015643181e-04], [2.7070075241e00, 7.2668688436e-06]


def misra(x, b1, b2):
    return b1 * (1 - np.exp(-b2 * x))


def residuals(x):
    return np.array([10 * (x[1] - x[0] ** 2), 1 - x[0]])


@pytest.mark.parametrize(("method", "start"), [("lm", (500, 1e-4)), ("lm", (250, 5e-4)), ("trf", (250, 5e-4)),
                                               ("dogbox", (250, 5e-4))])
def test_nist_misra1a(method, start):
    more = {} if method == "lm" else {"x_scale": start, "xtol": 1e-14, "ftol": 1e-14, "gtol": 1e-14}
    b, cov = curve_fit(misra, MISRA_X, MISRA_Y, start, method=method, **more)
    np.testing.assert_allclose(b, MISRA_B, rtol=1e-6)
    np.testing.assert_allclose(np.sqrt(np.diag(cov)), MISRA_SD, rtol=1e-4)


@pytest.mark.parametrize("method", ["trf", "dogbox", "lm"])
@pytest.mark.parametrize("jac", ["2-point", "3-point", "cs", lambda x: np.array([[-20 * x[0], 10], [-1, 0]])])
def test_rosenbrock(method, jac):
    res = least_squares(residuals, [-2.0, 1.0], jac, method=method)
    np.testing.assert_allclose(res.x, [1, 1], atol=1e-7)
    assert res.success and res.status > 0 and res.jac.shape == (2, 2)
    np.testing.assert_allclose(res.grad, res.jac.T @ res.fun, atol=1e-12)


@pytest.mark.parametrize("method", ["trf", "dogbox"])
@pytest.mark.parametrize(("start", "bounds", "x", "active"), [
    ((0.0, 2.0), ([-50, 0], [0.5, 100]), (0.5, 0.25), (1, 0)),
    ((-2.0, 2.0), ([-np.inf, 1.5], np.inf), (1.22437075, 1.5), (0, -1)),
    ((2.0, 2.0), ([-np.inf, 1.5], np.inf), (1.22437075, 1.5), (0, -1)),
    ((-1.0, -1.0), (-2, 0.5), (0.5, 0.25), (1, 0)),
])
def test_bounds(method, start, bounds, x, active):
    seen = []
    res = least_squares(lambda p: (seen.append(p.copy()), residuals(p))[1], start, bounds=bounds, method=method)
    lower, upper = np.broadcast_to(bounds[0], 2), np.broadcast_to(bounds[1], 2)
    assert all(((p >= lower) & (p <= upper)).all() for p in seen)
    assert res.success
    if abs(res.x[0] - x[0]) < 0.1:  # the other local minimum has x0 < 0
        np.testing.assert_allclose(res.x, x, atol=1e-4)
        assert tuple(res.active_mask) == active


@pytest.mark.parametrize("loss", ["soft_l1", "huber", "cauchy", "arctan"])
@pytest.mark.parametrize("method", ["trf", "dogbox"])
def test_losses_resist_an_outlier(loss, method):
    t = np.linspace(0, 10, 40)
    y = 2 * t + 1 + 0.01 * np.sin(37 * t)
    y[7] += 50
    fit = least_squares(lambda p: p[0] * t + p[1] - y, [1.0, 0.0], loss=loss, f_scale=0.1, method=method)
    np.testing.assert_allclose(fit.x, [2, 1], atol=0.05)


def test_loss_as_a_function():
    cauchy = lambda z: np.array([np.log1p(z), 1 / (1 + z), -1 / (1 + z) ** 2])
    a, b = (least_squares(residuals, [0.0, 0.0], loss=loss) for loss in (cauchy, "cauchy"))
    np.testing.assert_allclose(a.x, b.x)


def test_scale_and_limits():
    for scale in ("jac", [1.0, 0.2], 2.0):
        np.testing.assert_allclose(least_squares(residuals, [-2.0, 1], x_scale=scale).x, [1, 1], atol=1e-7)
    res = least_squares(residuals, [-2.0, 1], max_nfev=3)
    assert res.status == 0 and not res.success and res.nfev == 3

    def stop(intermediate_result):
        raise StopIteration
    assert least_squares(residuals, [-2.0, 1], callback=stop).status == -2


@pytest.mark.parametrize("more", [
    {"method": "x"}, {"loss": "x"}, {"jac": "x"}, {"bounds": (0,)}, {"bounds": (3, 2)}, {"bounds": (2, 3)},
    {"x_scale": -1}, {"max_nfev": 0}, {"verbose": 5}, {"ftol": None, "xtol": None, "gtol": None},
    {"method": "lm", "loss": "huber"}, {"method": "lm", "bounds": (0, 3)}, {"tr_solver": "x"},
    {"jac": lambda x: np.ones((3, 2))}, {"loss": lambda z: np.ones((2, z.size))}])
def test_bad_input(more):
    with pytest.raises(ValueError):
        least_squares(residuals, [1.0, 1.0], **more)


def test_bad_residuals():
    for fun, x0 in ((lambda x: x * np.nan, [1.0]), (residuals, [[1.0, 1]]), (residuals, [1.0, 1j])):
        with pytest.raises(ValueError):
            least_squares(fun, x0)


def line(x, a, b):
    return a * x + b


def test_covariance_of_a_line_is_the_closed_form():
    rng = np.random.default_rng(0)
    x = np.linspace(0, 4, 25)
    s = 0.1 + 0.2 * rng.random(25)
    y = 2 * x + 1 + s * rng.standard_normal(25)
    j = np.stack([x, np.ones(25)], axis=1) / s[:, None]
    closed = np.linalg.inv(j.T @ j)
    best = closed @ j.T @ (y / s)
    spread = float(np.sum((j @ best - y / s) ** 2)) / 23
    for method in ("lm", "trf", "dogbox"):
        p, cov = curve_fit(line, x, y, sigma=s, absolute_sigma=True, method=method)
        np.testing.assert_allclose(p, best, rtol=1e-6)
        np.testing.assert_allclose(cov, closed, rtol=1e-5)
        np.testing.assert_allclose(curve_fit(line, x, y, sigma=s, method=method)[1], closed * spread, rtol=1e-5)
    full = curve_fit(line, x, y, sigma=np.diag(s**2), absolute_sigma=True)[1]
    np.testing.assert_allclose(full, closed, rtol=1e-5)


def test_curve_fit_with_bounds_and_jacobian():
    x = np.linspace(0, 4, 30)
    y = misra(x, 2.5, 1.3)
    jac = lambda x, a, b: np.stack([1 - np.exp(-b * x), a * x * np.exp(-b * x)], axis=1)
    for bounds in ((0, [3, 2]), Bounds([0, 0], [3, 2])):
        np.testing.assert_allclose(curve_fit(misra, x, y, bounds=bounds)[0], [2.5, 1.3], rtol=1e-6)
    np.testing.assert_allclose(curve_fit(misra, x, y, jac=jac)[0], [2.5, 1.3], rtol=1e-6)
    p, cov, info, note, code = curve_fit(misra, x, y, full_output=True)
    assert code in (1, 2, 3, 4) and info["fvec"].shape == (30,)


def test_curve_fit_tutorial():
    x = np.linspace(-10, 10, num=20)
    y = x**2 + 10 * np.sin(x) + np.random.default_rng(1).standard_normal(20)
    p, _ = curve_fit(lambda x, a, b: a * x**2 + b * np.sin(x), x, y, [2, 2])
    np.testing.assert_allclose(p, [1, 10], rtol=0.1)


def test_alaska_temperatures():
    months = np.arange(12)
    high = np.array([17, 19, 21, 28, 33, 38, 37, 37, 31, 23, 19, 18])
    wave = lambda t, average, swing, offset: average + swing * np.cos((t + offset) * 2 * np.pi / 12)
    p, cov = curve_fit(wave, months, high, [20, 10, 0])
    # linear in average, swing cos(offset), swing sin(offset): the closed form
    a = np.stack([np.ones(12), np.cos(2 * np.pi * months / 12), np.sin(2 * np.pi * months / 12)], axis=1)
    c = np.linalg.lstsq(a, high, rcond=None)[0]
    np.testing.assert_allclose([p[0], abs(p[1])], [c[0], np.hypot(c[1], c[2])], rtol=1e-6)


def test_nan_policies():
    x, y = np.arange(10.0), 2 * np.arange(10.0) + 1
    y[3] = np.nan
    np.testing.assert_allclose(curve_fit(line, x, y, nan_policy="omit")[0], [2, 1], rtol=1e-7)
    for policy in (None, "raise", "propagate", "x"):
        with pytest.raises(ValueError):
            curve_fit(line, x, y, nan_policy=policy)


def test_what_cannot_be_fitted():
    x, y = np.arange(3.0), np.arange(3.0)
    with pytest.warns(OptimizeWarning):
        assert np.isinf(curve_fit(lambda x, a, b: a * x, x, y)[1]).all()
    with pytest.raises(TypeError):
        curve_fit(lambda x, a, b, c, d: a * x, x, y)
    with pytest.raises(ValueError):
        curve_fit(lambda x, *p: p[0] * x, x, y)
    with pytest.raises(RuntimeError):
        curve_fit(misra, MISRA_X, MISRA_Y, [500, 1e-4], maxfev=3)
    for method in ("lm", "trf"):
        with pytest.raises((TypeError, ValueError)):
            curve_fit(line, x, y[:, None], method=method)
    for more in ({"sigma": np.ones(2)}, {"method": "lm", "bounds": (0, 1)}, {"args": (1,)}, {"bounds": (3, 0)}):
        with pytest.raises(ValueError):
            curve_fit(line, x, y, **more)
