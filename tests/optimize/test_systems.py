# SPDX-License-Identifier: BSD-3-Clause
"""fsolve, root, leastsq: problems of Moré, Garbow and Hillstrom (ACM TOMS 7, 1981, 17-41), factors, bad input."""
import numpy as np
import pytest

from scinova.optimize import fsolve, leastsq, root


def powell_singular(x):
    return [x[0] + 10 * x[1], 5**0.5 * (x[2] - x[3]), (x[1] - 2 * x[2])**2, 10**0.5 * (x[0] - x[3])**2]


def rosenbrock(x):
    return [10 * (x[1] - x[0]**2), 1 - x[0]]


def rosenbrock_slope(x):
    return np.array([[-20 * x[0], 10.0], [-1.0, 0.0]])


def broyden_tridiagonal(x):
    padded = np.concatenate(([0.0], x, [0.0]))
    return (3 - 2 * x) * x - padded[:-2] - 2 * padded[2:] + 1


def test_tutorial():
    f = lambda x: x**2 + 10 * np.sin(x)
    np.testing.assert_allclose(fsolve(f, 1), [0], atol=1e-10)
    np.testing.assert_allclose(fsolve(f, -2.5), [-2.47948183], atol=1e-8)


@pytest.mark.parametrize("method", ["hybr", "lm"])
def test_published_problems(method):
    np.testing.assert_allclose(root(rosenbrock, [-1.2, 1], method=method).x, [1, 1], atol=1e-8)
    np.testing.assert_allclose(root(powell_singular, [3, -1, 0, 1], method=method).x, np.zeros(4), atol=1e-3)
    res = root(broyden_tridiagonal, -np.ones(20), method=method)
    assert res.success and np.abs(res.fun).max() < 1e-7
    res = root(lambda x: (rosenbrock(x), rosenbrock_slope(x)), [-1.2, 1], jac=True, method=method)
    assert res.success and res.njev >= 1


def test_band_takes_fewer_evaluations():
    x0 = -np.ones(30)
    dense, info, _, _ = fsolve(broyden_tridiagonal, x0, full_output=True)
    band, less, _, _ = fsolve(broyden_tridiagonal, x0, full_output=True, band=(1, 1))
    np.testing.assert_allclose(dense, band, atol=1e-8)
    assert less["nfev"] < info["nfev"] - 20


def test_factors_of_the_jacobian():
    x, info, code, _ = fsolve(rosenbrock, [-1.2, 1], fprime=rosenbrock_slope, full_output=True)
    q, r = info["fjac"].T, np.zeros((2, 2))
    r[np.triu_indices(2)] = info["r"]
    np.testing.assert_allclose(q.T @ q, np.eye(2), atol=1e-14)
    np.testing.assert_allclose((q @ r)[1], [-1, 0], atol=1e-12)  # Broyden's matrix is exact for a linear function
    assert code == 1


def test_no_root():
    with pytest.warns(RuntimeWarning):
        fsolve(lambda x: x * x + 1, 1.0)
    _, _, code, note = fsolve(lambda x: x * x + 1, 1.0, full_output=True)
    assert code in (4, 5) and note
    with pytest.warns(RuntimeWarning):
        fsolve(rosenbrock, [-1.2, 1], maxfev=3)


def decay():
    t = np.linspace(0, 3, 12)
    y = 2 * np.exp(-1.3 * t) + 0.01 * np.random.default_rng(0).standard_normal(12)
    slope = lambda p: np.stack([np.exp(-p[1] * t), -p[0] * t * np.exp(-p[1] * t)], axis=1)
    return (lambda p: p[0] * np.exp(-p[1] * t) - y), slope


def test_leastsq_factors_and_covariance():
    f, slope = decay()
    x, cov, info, note, code = leastsq(f, [1, 1], Dfun=slope, full_output=True)
    j = slope(x)
    np.testing.assert_allclose(cov, np.linalg.inv(j.T @ j), rtol=1e-6)
    np.testing.assert_allclose(j.T @ f(x), 0, atol=1e-6)
    r = np.triu(info["fjac"].T[:2])
    np.testing.assert_allclose(r.T @ r, (j.T @ j)[np.ix_(info["ipvt"], info["ipvt"])], rtol=1e-6)
    assert 1 <= code <= 4
    again = leastsq(f, [1, 1], Dfun=lambda p: slope(p).T, col_deriv=True)[0]
    np.testing.assert_allclose(x, again)
    np.testing.assert_allclose(x, leastsq(f, [1, 1])[0], rtol=1e-6)


def test_leastsq_rank_deficient():
    x, cov, _, _, code = leastsq(lambda p: np.array([p[0] + p[1] - 1] * 3), [0.0, 0.0], full_output=True)
    assert abs(x.sum() - 1) < 1e-7 and 1 <= code <= 4


@pytest.mark.parametrize(("call", "error"), [
    (lambda: fsolve(lambda x: [1.0, 2, 3], [1.0, 2]), TypeError),
    (lambda: fsolve(rosenbrock, [1.0, 2], fprime=lambda x: np.ones((3, 2))), TypeError),
    (lambda: fsolve(rosenbrock, [1.0, 2j]), TypeError),
    (lambda: fsolve(lambda x: x * 1j, [1.0]), TypeError),
    (lambda: fsolve(3, [1.0]), TypeError),
    (lambda: fsolve(rosenbrock, []), ValueError),
    (lambda: fsolve(rosenbrock, [1.0, 2], diag=(1, 0)), TypeError),
    (lambda: fsolve(rosenbrock, [1.0, 2], factor=0), TypeError),
    (lambda: fsolve(lambda x: "ab", [1.0]), TypeError),
    (lambda: root(rosenbrock, [1.0, 2], method="zz"), ValueError),
    (lambda: leastsq(lambda x: x[:1], [1.0, 2]), TypeError),
    (lambda: leastsq(lambda x: np.outer(x, x), [1.0, 2]), TypeError),
    (lambda: leastsq(rosenbrock, [1.0, 2], xtol=-1), TypeError),
])
def test_bad_input(call, error):
    with pytest.raises(error):
        call()


def test_shape_that_changes_later_is_an_error_not_a_crash():
    calls = [0]

    def f(x):
        calls[0] += 1
        return np.ones(2 if calls[0] < 3 else 5)
    with pytest.raises(ValueError):
        fsolve(f, [1.0, 2.0])


def test_agrees_with_scipy():
    theirs = pytest.importorskip("scipy.optimize")
    f, slope = decay()
    for ours, other in ((leastsq(f, [1, 1], full_output=True), theirs.leastsq(f, [1, 1], full_output=True)),):
        np.testing.assert_allclose(ours[0], other[0], rtol=1e-7)
        np.testing.assert_allclose(ours[2]["fjac"], other[2]["fjac"], rtol=1e-5, atol=1e-7)
        assert ours[4] == other[4]
