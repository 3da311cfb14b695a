# SPDX-License-Identifier: BSD-3-Clause
"""ode and complex_ode: every integrator on closed forms, Jacobian forms, stepping, callbacks, failures."""
from __future__ import annotations

import gc
import math
import weakref
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from scinova.integrate import complex_ode, ode

REAL = [
    ("vode", {"method": "adams"}), ("vode", {"method": "bdf"}), ("vode", {"method": "adams", "with_jacobian": True}),
    ("lsoda", {}), ("dopri5", {}), ("dop853", {}), ("dopri5", {"beta": 0.04})]


def circle(t, y):
    return [-y[1], y[0]]


@pytest.mark.parametrize("name, options", REAL)
def test_circle(name, options):
    r = ode(circle).set_integrator(name, rtol=1e-8, atol=1e-10, nsteps=5000, **options)
    r.set_initial_value([1.0, 0.0], 0.5)
    for t in (1.0, 2.0, 7.0):
        y = r.integrate(t)
        assert r.successful() and r.t == t and r.get_return_code() > 0
        assert y == pytest.approx([math.cos(t - 0.5), math.sin(t - 0.5)], abs=1e-5)
    back = ode(circle).set_integrator(name, rtol=1e-8, atol=1e-10, nsteps=5000, **options)
    assert back.set_initial_value([1.0, 0.0]).integrate(-2.0) == pytest.approx([math.cos(2), -math.sin(2)], abs=1e-5)


@pytest.mark.parametrize("name, options", [("zvode", {"method": "adams"}), ("zvode", {"method": "bdf"})])
def test_zvode(name, options):
    r = ode(lambda t, y: 1j * y).set_integrator(name, rtol=1e-9, atol=1e-11, nsteps=5000, **options)
    assert r.set_initial_value([1.0, 2j]).integrate(3.0) == pytest.approx(np.exp(3j) * np.array([1, 2j]), abs=1e-6)


@pytest.mark.parametrize("name, options", REAL)
def test_complex_ode(name, options):
    r = complex_ode(lambda t, y, a: 1j * a * y).set_integrator(name, rtol=1e-9, atol=1e-11, nsteps=5000, **options)
    r.set_f_params(2.0).set_initial_value([1.0, 2j])
    assert r.integrate(1.5) == pytest.approx(np.exp(3j) * np.array([1, 2j]), abs=1e-6)
    assert r.y.dtype == complex


def band_of(a, lower, upper):
    n = len(a)
    packed = np.zeros((lower + upper + 1, n), dtype=a.dtype)
    for i in range(n):
        for j in range(n):
            if -upper <= i - j <= lower:
                packed[i - j + upper, j] = a[i, j]
    return packed


@pytest.mark.parametrize("kind", ["real", "zvode", "complex_ode"])
@pytest.mark.parametrize("lower, upper", [(1, 0), (0, 2), (1, 1), (2, 1)])
def test_jacobian_forms(kind, lower, upper):
    n = 6
    rng = np.random.default_rng(0)
    a = np.array([[rng.random() if -upper <= i - j <= lower else 0.0 for j in range(n)] for i in range(n)])
    a = a - 60 * np.eye(n) + (0 if kind == "real" else 3j) * np.eye(n)
    values, vectors = np.linalg.eig(a)
    y0 = np.arange(1.0, n + 1)
    exact = None
    make = complex_ode if kind == "complex_ode" else ode
    name = {"real": "vode", "zvode": "zvode", "complex_ode": "lsoda"}[kind]
    for jac, options in ((None, {}), (lambda t, y: a, {}), (None, dict(lband=lower, uband=upper)),
                         (lambda t, y: band_of(a, lower, upper), dict(lband=lower, uband=upper))):
        method = {} if name == "lsoda" else {"method": "bdf"}
        r = make(lambda t, y: a @ y, jac).set_integrator(name, rtol=1e-9, atol=1e-12, nsteps=5000, **method, **options)
        y = r.set_initial_value(y0).integrate(0.1)
        if exact is None:
            exact = y
            from mpmath import expm, matrix
            closed = expm(matrix((0.1 * a).tolist())) * matrix(y0.tolist())
            closed = np.array([complex(z) for z in closed])
            assert np.allclose(y, closed, atol=1e-6)
        assert np.allclose(y, exact, atol=1e-6)


def test_step_and_relax():
    for name in ("vode", "lsoda"):
        r = ode(circle).set_integrator(name, rtol=1e-6, atol=1e-8).set_initial_value([1.0, 0.0])
        times = []
        while r.t < 1.0:
            r.integrate(1.0, step=True)
            times.append(r.t)
            assert r.y == pytest.approx([math.cos(r.t), math.sin(r.t)], abs=1e-4)
        assert times[-1] == 1.0 and len(times) > 5
        r = ode(circle).set_integrator(name).set_initial_value([1.0, 0.0])
        r.integrate(1.0, relax=True)
        assert 1.0 <= r.t < 1.5 and r.y == pytest.approx([math.cos(r.t), math.sin(r.t)], abs=1e-4)
    r = ode(circle).set_integrator("dopri5").set_initial_value([1.0, 0.0])
    for how in ("step", "relax"):
        with pytest.raises(RuntimeError):
            r.integrate(1.0, **{how: True})


@pytest.mark.parametrize("name", ["dopri5", "dop853"])
@pytest.mark.parametrize("make", [ode, complex_ode])
def test_solout(name, make):
    seen = []

    def watch(t, y):
        seen.append((t, y.copy()))
        return -1 if t > 1.0 else 0

    r = make(lambda t, y: -y).set_integrator(name)
    r.set_solout(watch)
    r.set_initial_value([1.0]).integrate(5.0)
    assert r.successful() and r.get_return_code() == 2 and 1.0 < r.t < 5.0
    assert seen[0][0] == 0.0 and all(abs(y[0] - math.exp(-t)) < 1e-5 for t, y in seen)
    with pytest.raises(ValueError):
        ode(circle).set_integrator("vode").set_solout(watch)


@pytest.mark.parametrize("name", ["vode", "zvode", "lsoda", "dopri5", "dop853"])
@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_failures_are_reported(name, bad):
    count = [0]

    def f(t, y):
        count[0] += 1
        return [bad if t > 0.5 else 1.0]

    r = ode(f).set_integrator(name, nsteps=300).set_initial_value([1.0])
    with pytest.warns(UserWarning, match="ode.integrate"):
        r.integrate(1.0)
    assert not r.successful() and r.get_return_code() < 0 and count[0] < 10000
    r = ode(circle).set_integrator(name, nsteps=2).set_initial_value([1.0, 0.0])
    with pytest.warns(UserWarning, match="nsteps"):
        r.integrate(10.0)


def test_options_have_effect():
    def calls(name, **options):
        count = [0]

        def f(t, y):
            count[0] += 1
            return [-y[1], y[0]]

        ode(f).set_integrator(name, nsteps=100000, **options).set_initial_value([1.0, 0.0]).integrate(5.0)
        return count[0]

    for name in ("vode", "lsoda", "dopri5", "dop853"):
        assert calls(name, max_step=0.01) > 2 * calls(name)
        assert calls(name, first_step=1e-8) != calls(name)
        assert calls(name, rtol=1e-3, atol=1e-3) < calls(name)
    assert calls("vode", order=2) > calls("vode")
    assert calls("lsoda", max_order_ns=2) > calls("lsoda")
    assert calls("dopri5", safety=0.5) > calls("dopri5")
    assert calls("dopri5", ifactor=1.05) > calls("dopri5", first_step=1e-3)
    with pytest.raises(ValueError):
        ode(circle).set_integrator("vode", method="euler")
    with pytest.raises(TypeError):
        ode(circle).set_integrator("vode", foo=1)
    with pytest.warns(UserWarning):
        ode(circle).set_integrator("nothing like it")
    with pytest.raises(ValueError):
        complex_ode(circle).set_integrator("zvode")
    with pytest.raises(ValueError):
        ode(circle).set_initial_value([[1.0, 2.0]])


def test_parameters_defaults_and_reuse():
    r = ode(lambda t, y, a: a * y, lambda t, y, a: [[a]]).set_f_params(-2.0).set_jac_params(-2.0)
    r.set_initial_value(1.0)
    assert r.integrate(1.0)[0] == pytest.approx(math.exp(-2), rel=1e-4)
    r.set_initial_value(3.0, 1.0)
    assert r.integrate(2.0)[0] == pytest.approx(3 * math.exp(-2), rel=1e-4)
    assert ode(circle).y == []


@pytest.mark.parametrize("name", ["vode", "zvode", "lsoda"])
def test_nothing_is_kept_alive(name):
    r = ode(lambda t, y: -y, lambda t, y: [[-1.0]]).set_integrator(name)
    r.f.owner = r                       # a cycle through the user's function
    r.set_initial_value([1.0]).integrate(1.0)
    gone = weakref.ref(r)
    del r
    gc.collect()
    assert gone() is None


def test_threads_and_errors():
    def solve(k):
        return ode(lambda t, y: -k * y).set_integrator("lsoda").set_initial_value([1.0]).integrate(1.0)[0]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(solve, range(1, 9))) == [solve(k) for k in range(1, 9)]

    def f(t, y):
        raise KeyError("mine")

    for name in ("vode", "lsoda", "dopri5"):
        with pytest.raises(KeyError):
            ode(f).set_integrator(name).set_initial_value([1.0]).integrate(1.0)
