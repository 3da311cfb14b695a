# SPDX-License-Identifier: BSD-3-Clause
"""Zeros of a function of one variable."""
import ctypes

import numpy as np
import pytest

from scinova import LowLevelCallable, optimize

BRACKETING = ["bisect", "brentq", "brenth", "ridder", "toms748"]
CASES = [  # function, bracket, root in closed form
    (lambda x: x**2 - 2, 0, 2, np.sqrt(2)),
    (lambda x: np.cos(x) - x, 0, 1, 0.7390851332151607),  # the Dottie number
    (lambda x: np.exp(x) - 5, -3, 4, np.log(5)),
    (lambda x: x**9, -1, 3, 0.0),
    (lambda x: np.tanh(50 * (x - 0.3)), -5, 7, 0.3),
    (lambda x: (x - 1) * 1e-200, 0, 3, 1.0),
    (lambda x: (x - 1) * 1e200, 0, 3, 1.0),
]


@pytest.mark.parametrize("name", BRACKETING)
@pytest.mark.parametrize("case", CASES)
def test_roots(name, case):
    f, a, b, root = case
    x, r = getattr(optimize, name)(f, a, b, full_output=True, maxiter=400)
    assert r.converged and r.function_calls >= 3 and x == r.root
    assert abs(x - root) < 5e-12 or abs(f(x)) < 1e-90


def test_brent_beats_bisection():
    calls = {name: getattr(optimize, name)(CASES[1][0], 0, 1, full_output=True)[1].function_calls
             for name in BRACKETING}
    assert calls["brentq"] < 12 and calls["toms748"] < 12 and calls["brenth"] < 12 and calls["ridder"] < 16
    assert calls["bisect"] > 35


@pytest.mark.parametrize("name", BRACKETING)
def test_native_function_runs_without_the_interpreter(name):
    @ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_double)
    def f(x):
        return x * x - 2
    find = getattr(optimize, name)
    assert find(LowLevelCallable(f), 0, 2) == find(lambda x: x * x - 2, 0, 2)


@pytest.mark.parametrize("name", BRACKETING)
@pytest.mark.parametrize(("a", "b", "options", "error"), [
    (0, 1, {}, ValueError), (1, 3, {"xtol": 0}, ValueError), (1, 3, {"rtol": 1e-20}, ValueError),
    (1, 3, {"maxiter": 1.5}, TypeError), (1, 3, {"maxiter": -1}, ValueError), (1, np.nan, {}, ValueError),
    (1, 3, {"maxiter": 2}, RuntimeError)])
def test_bad_input(name, a, b, options, error):
    with pytest.raises(error):
        getattr(optimize, name)(lambda x: x**3 - 2 * x - 5, a, b, **options)


def test_failures():
    with pytest.raises(TypeError):
        optimize.brentq(3, 0, 1)
    with pytest.raises(ValueError):
        optimize.brentq(lambda x: np.nan, 0, 1)
    with pytest.raises(ZeroDivisionError):
        optimize.brentq(lambda x: 1 / 0, 0, 1)
    x, r = optimize.brentq(lambda x: x**3 - 5, 0, 3, maxiter=2, disp=False, full_output=True)
    assert not r.converged and r.flag == "convergence error"
    _, r = optimize.brentq(lambda x: x, 0, 1, full_output=True)
    assert r.root == 0 and r.iterations == 0


def test_newton_and_its_kin():
    f, d, dd = (lambda x: x**3 - 2 * x - 5), (lambda x: 3 * x**2 - 2), (lambda x: 6 * x)
    root = 2.0945514815423265  # Wallis's equation
    for more in ({}, {"fprime": d}, {"fprime": d, "fprime2": dd}, {"x1": 3}):
        assert abs(optimize.newton(f, 2, **more) - root) < 1e-9
    x, converged, zero = optimize.newton(f, np.array([2.0, 3, 4]), fprime=d, full_output=True)
    np.testing.assert_allclose(x, root)
    assert converged.all() and not zero.any()
    np.testing.assert_allclose(optimize.newton(f, [2.0, 3.0]), root)
    assert abs(optimize.newton(lambda z: z**2 + 1, 1 + 1j, fprime=lambda z: 2 * z) - 1j) < 1e-9
    with pytest.raises(RuntimeError):
        optimize.newton(lambda x: x**2 + 1, 1.0, maxiter=5)
    with pytest.raises(RuntimeError):
        optimize.newton(lambda x: x**2 - 1, 0.0, fprime=lambda x: 2 * x)
    with pytest.warns(RuntimeWarning):
        optimize.newton(lambda x: x**2 - 1, np.array([0.0, 3]), fprime=lambda x: 2 * x)
    for bad in ({"tol": 0}, {"maxiter": 0}, {"x1": 2}):
        with pytest.raises(ValueError):
            optimize.newton(f, 2, **bad)


@pytest.mark.parametrize("method", [None, *BRACKETING])
def test_root_scalar_in_a_bracket(method):
    r = optimize.root_scalar(lambda x, a: x**2 - a, args=(2,), bracket=[0, 2], method=method)
    assert r.converged and abs(r.root - np.sqrt(2)) < 1e-11 and r.method == (method or "brentq")


def test_root_scalar_from_a_point():
    f = lambda x: x**3 - 1
    assert optimize.root_scalar(f, x0=2).root == pytest.approx(1)
    assert optimize.root_scalar(f, x0=2, x1=3).method == "secant"
    assert optimize.root_scalar(lambda x: (f(x), 3 * x**2), x0=2, fprime=True).method == "newton"
    r = optimize.root_scalar(lambda x: (f(x), 3 * x**2, 6 * x), x0=2, fprime=True, fprime2=True)
    assert r.method == "halley" and r.function_calls == r.iterations
    for bad in ({}, {"method": "zz", "x0": 1}, {"method": "brentq", "x0": 1}, {"method": "halley", "x0": 1}):
        with pytest.raises(ValueError):
            optimize.root_scalar(f, **bad)
