# SPDX-License-Identifier: BSD-3-Clause
"""Minimisers of several variables: closed forms, the published Rosenbrock minimum, counts, callbacks, bounds, bad
input."""
import warnings

import numpy as np
import pytest

from scinova import optimize
from scinova.optimize import OptimizeWarning, minimize, rosen, rosen_der, rosen_hess, rosen_hess_prod

METHODS = ["BFGS", "CG", "L-BFGS-B", "Nelder-Mead", "Newton-CG", "Powell"]
GRADIENT = ["BFGS", "CG", "L-BFGS-B", "Newton-CG"]
BOUNDED = ["L-BFGS-B", "Nelder-Mead", "Powell"]


def bowl(n, seed=0):
    """A strictly convex quadratic with its minimiser."""
    rng = np.random.default_rng(seed)
    a = rng.standard_normal((n, n))
    a = a @ a.T + 0.5 * np.eye(n)
    b = rng.standard_normal(n)
    return (lambda x: 0.5 * x @ a @ x - b @ x), (lambda x: a @ x - b), np.linalg.solve(a, b)


@pytest.mark.parametrize("method", METHODS)
def test_rosenbrock(method):
    jac = rosen_der if method in GRADIENT else None
    options = {"xatol": 1e-8, "fatol": 1e-12} if method == "Nelder-Mead" else {"gtol": 1e-8} if method in (
        "BFGS", "CG", "L-BFGS-B") else {"xtol": 1e-10}
    res = minimize(rosen, [-1.2, 1.0], jac=jac, method=method, options=options)
    np.testing.assert_allclose(res.x, [1, 1], atol=2e-4)
    assert res.fun < 1e-8 and res.nfev > 0


@pytest.mark.parametrize("method", GRADIENT)
@pytest.mark.parametrize("n", [1, 2, 7, 30])
def test_quadratic(method, n):
    f, g, x = bowl(n)
    res = minimize(f, np.ones(n), jac=g, method=method, tol=1e-9)
    np.testing.assert_allclose(res.x, x, atol=5e-5)


@pytest.mark.parametrize("method", ["BFGS", "CG", "L-BFGS-B"])
@pytest.mark.parametrize("jac", [None, "2-point", "3-point", "cs", True, False])
def test_ways_to_a_gradient(method, jac):
    fun = (lambda x: (rosen(x), rosen_der(x))) if jac is True else rosen
    res = minimize(fun, [0.5, 0.8], jac=jac, method=method)
    np.testing.assert_allclose(res.x, [1, 1], atol=1e-3)


def test_no_point_is_evaluated_twice():
    for method in ("BFGS", "CG", "L-BFGS-B"):
        seen = []
        minimize(lambda x: (seen.append(x.tobytes()), rosen(x))[1], [-1.2, 1.0], jac=rosen_der, method=method)  # noqa: B023
        assert len(set(seen)) == len(seen)


def test_counts_are_those_of_calls():
    calls = [0]

    def fun(x):
        calls[0] += 1
        return rosen(x)

    for method in METHODS:
        calls[0] = 0
        jac = rosen_der if method == "Newton-CG" else None
        assert minimize(fun, [-1.0, 1.5], jac=jac, method=method).nfev == calls[0]


def test_tutorial_bfgs(capsys):
    x = optimize.fmin_bfgs(lambda x: x**2 + 10 * np.sin(x), 0)
    np.testing.assert_allclose(x, [-1.30644], atol=1e-6)
    out = capsys.readouterr().out
    assert out.startswith("Optimization terminated successfully.")
    assert "Current function value: -7.945823" in out and "Iterations: 5" in out
    x = optimize.fmin_bfgs(lambda x: x**2 + 10 * np.sin(x), 3, disp=0)
    np.testing.assert_allclose(x, [3.83746663], atol=2e-6)
    assert capsys.readouterr().out == ""


def test_six_hump_camel():
    def camel(v):
        x, y = v
        return (4 - 2.1 * x**2 + x**4 / 3) * x**2 + x * y + (4 * y**2 - 4) * y**2
    found = {tuple(np.round(optimize.fmin_bfgs(camel, (x, y), disp=0), 3) + 0.0)
             for x in np.linspace(-1.9, 1.9, 6) for y in np.linspace(-0.9, 0.9, 5)}
    best = min(camel(v) for v in found)
    assert abs(best - -1.0316284535) < 1e-5
    assert {(0.09, -0.713), (-0.09, 0.713)} <= found


@pytest.mark.parametrize("method", METHODS)
def test_callbacks(method):
    jac = rosen_der if method in GRADIENT else None
    path = []
    minimize(rosen, [-1.2, 1.0], jac=jac, method=method, callback=path.append)
    assert len(path) >= 2 and all(p.shape == (2,) for p in path)

    def named(intermediate_result):
        assert intermediate_result.fun == rosen(intermediate_result.x)
        raise StopIteration
    res = minimize(rosen, [-1.2, 1.0], jac=jac, method=method, callback=named)
    assert res.status == 99 and not res.success


@pytest.mark.parametrize("method", BOUNDED)
def test_bounds(method):
    jac = rosen_der if method == "L-BFGS-B" else None
    inside = []

    def fun(x):
        inside.append(bool((x >= [-2, 0]).all() and (x <= [0.5, 3]).all()))
        return (x[0] - 1)**2 + (x[1] - 0.25)**2 + 0.3 * x[0] * x[1]
    jac = (lambda x: np.array([2 * (x[0] - 1) + 0.3 * x[1], 2 * (x[1] - 0.25) + 0.3 * x[0]])) if jac else None
    res = minimize(fun, [-1.2, 1.0], jac=jac, method=method, bounds=[(-2, 0.5), (0, 3)])
    np.testing.assert_allclose(res.x, [0.5, 0.175], atol=1e-3)
    assert all(inside)


@pytest.mark.parametrize("seed", range(6))
def test_lbfgsb_satisfies_the_first_order_conditions(seed):
    rng = np.random.default_rng(seed)
    n = int(rng.integers(2, 40))
    f, g, _ = bowl(n, seed)
    lower = np.where(rng.random(n) < 0.3, -np.inf, -rng.random(n) * 0.3)
    upper = np.where(rng.random(n) < 0.3, np.inf, rng.random(n) * 0.3)
    res = minimize(f, rng.standard_normal(n), jac=g, method="L-BFGS-B", bounds=optimize.Bounds(lower, upper),
                   options={"gtol": 1e-8, "ftol": 0})
    projected = np.clip(res.x - g(res.x), lower, upper) - res.x
    assert np.abs(projected).max() < 1e-5


def test_powell_comes_in_from_outside():
    with pytest.warns(OptimizeWarning):
        res = minimize(lambda x: float(np.sum(x**2)), [0.5, 3.0], method="Powell", bounds=[(1, 1), (-1, 2)])
    assert res.success and res.x[0] == 1
    np.testing.assert_allclose(res.x[1], 0, atol=1e-3)


def test_fixed_variables():
    res = minimize(rosen, [1.0, 2, 3], method="L-BFGS-B", bounds=[(0, 1), (0.5, 0.5), (0, 2)])
    np.testing.assert_allclose(res.x, [0.7085595, 0.5, 0.25], atol=1e-4)
    assert np.isnan(res.jac[1])
    res = minimize(rosen, [1.0, 2], method="L-BFGS-B", bounds=[(1, 1), (0.5, 0.5)])
    assert res.success and res.nfev == 1 and res.fun == 25.0


def test_inverse_hessian_of_lbfgs():
    f, g, _ = bowl(5)
    res = minimize(f, np.ones(5), jac=g, method="L-BFGS-B", options={"gtol": 1e-10, "ftol": 0})
    h = res.hess_inv.todense()
    np.testing.assert_allclose(h, h.T, atol=1e-10)
    np.testing.assert_allclose(h @ np.ones(5), res.hess_inv @ np.ones(5))
    s, y = res.hess_inv.sk[-1], res.hess_inv.yk[-1]
    np.testing.assert_allclose(h @ y, s, atol=1e-12)  # the secant equation


def test_hessian_products():
    by_matrix = minimize(rosen, [-1.2, 1.0], jac=rosen_der, hess=rosen_hess, method="Newton-CG")
    by_product = minimize(rosen, [-1.2, 1.0], jac=rosen_der, hessp=rosen_hess_prod, method="Newton-CG")
    np.testing.assert_allclose(by_matrix.x, by_product.x, atol=1e-6)
    assert by_matrix.nhev > 0


def test_newton_where_curvature_is_lost_in_rounding():
    res = minimize(lambda x: np.cos(x[0]), [0.1], jac=lambda x: -np.sin(x), method="Newton-CG", options={"xtol": 0})
    assert res.success and abs(res.x[0] - np.pi) < 1e-8
    res = minimize(lambda x: x[0], [0.1], jac=lambda x: np.ones(1), method="Newton-CG", options={"maxiter": 3})
    assert not res.success


def test_options():
    assert minimize(rosen, [-1.2, 1], options={"maxiter": 2}).status == 1
    res = minimize(rosen, [-1.2, 1], method="Nelder-Mead", options={"maxfev": 10})
    assert res.status == 1 and res.nfev == 10
    assert len(minimize(rosen, [-1.2, 1], options={"return_all": True}).allvecs) > 5
    assert minimize(rosen, [-1.2, 1], method="L-BFGS-B", options={"maxfun": 5}).status == 1
    res = minimize(rosen, [-1.2, 1], method="Nelder-Mead",
                   options={"initial_simplex": [[1, 1.1], [1.1, 1], [0.9, 0.9]], "adaptive": True})
    np.testing.assert_allclose(res.x, [1, 1], atol=1e-3)
    with pytest.warns(OptimizeWarning):
        minimize(rosen, [-1.2, 1], options={"no_such_option": 1})
    with pytest.warns(RuntimeWarning):
        minimize(rosen, [-1.2, 1], method="Nelder-Mead", jac=rosen_der)


def test_own_method():
    res = minimize(rosen, [0.0, 0], method=lambda fun, x0, args=(), **kw: optimize.OptimizeResult(x=x0, kw=sorted(kw)))
    assert "bounds" in res.kw


@pytest.mark.parametrize(("call", "error"), [
    (lambda: minimize(rosen, [1, 2], method="nope"), ValueError),
    (lambda: minimize(rosen, [[1, 2]]), ValueError),
    (lambda: minimize(3, [1, 2]), TypeError),
    (lambda: minimize(lambda x: x, [1.0, 2]), ValueError),
    (lambda: minimize(rosen, [1, 2], bounds=[(2, 1), (0, 1)]), ValueError),
    (lambda: minimize(rosen, [1, 2], bounds=[(0, 1)] * 3), ValueError),
    (lambda: minimize(rosen, [1, 2], options={"c1": 0.9, "c2": 0.1}), ValueError),
    (lambda: minimize(rosen, [1, 2], options={"hess_inv0": -np.eye(2)}), ValueError),
    (lambda: minimize(rosen, [1, 2], jac=lambda x: np.ones(3)), ValueError),
    (lambda: minimize(rosen, [1, 2], method="Newton-CG"), ValueError),
    (lambda: minimize(rosen, []), ValueError),
    (lambda: minimize(rosen, [1, 2], method="Nelder-Mead", options={"initial_simplex": np.ones((2, 2))}), ValueError),
])
def test_bad_input(call, error):
    with pytest.raises(error):
        call()


def test_nan_ends_the_run():
    for method in ("BFGS", "CG", "L-BFGS-B", "Nelder-Mead"):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)
            res = minimize(lambda x: np.nan, [1.0, 2.0], method=method)
        assert not res.success or method == "Nelder-Mead"


def test_an_exception_of_the_function_comes_through():
    class Own(Exception):
        pass

    def fun(x):
        raise Own
    for method in METHODS:
        with pytest.raises(Own):
            minimize(fun, [1.0, 2.0], jac=rosen_der if method == "Newton-CG" else None, method=method)


def test_kept_arrays_do_not_change():
    kept = []
    minimize(lambda x: (kept.append(x), rosen(x))[1], [-1.2, 1.0], jac=rosen_der, method="L-BFGS-B")
    assert len({a.tobytes() for a in kept}) == len(kept)


def test_line_search():
    alpha, fc, gc, new, old, g = optimize.line_search(rosen, rosen_der, np.array([1.8, 1.7]), np.array([-1.0, -1.0]))
    x = np.array([1.8, 1.7]) - alpha
    assert new == rosen(x) and old == rosen([1.8, 1.7])
    assert new <= old + 1e-4 * alpha * rosen_der([1.8, 1.7]) @ [-1, -1]
    np.testing.assert_array_equal(g, rosen_der(x))
    assert optimize.line_search(rosen, rosen_der, np.array([1.8, 1.7]), np.array([-1.0, -1.0]), amax=0.1)[0] == 0.1


def test_agrees_with_scipy():
    theirs = pytest.importorskip("scipy.optimize")
    for method in ("BFGS", "CG", "L-BFGS-B", "Nelder-Mead", "Newton-CG"):
        jac = rosen_der if method in GRADIENT else None
        a, b = (m.minimize(rosen, [-1.2, 1.0, 0.7], jac=jac, method=method) for m in (optimize, theirs))
        np.testing.assert_allclose(a.x, b.x, atol=1e-4)
        assert abs(a.nfev - b.nfev) <= 0.1 * b.nfev


def test_show_options(capsys):
    for solver, method in (("minimize", "BFGS"), ("minimize_scalar", "bounded"), ("root", "hybr"),
                           ("root_scalar", "brentq")):
        assert "xtol" in optimize.show_options(solver, disp=False)
        assert optimize.show_options(solver, method, disp=False) in optimize.show_options(disp=False)
    assert optimize.show_options("minimize", "bfgs") is None
    assert "gtol" in capsys.readouterr().out
    for wrong in (("x",), ("minimize", "x")):
        with pytest.raises(ValueError):
            optimize.show_options(*wrong)
