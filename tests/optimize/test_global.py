# SPDX-License-Identifier: BSD-3-Clause
"""Global optimisers: known minima, streams of random numbers, stopping, bad input."""
import numpy as np
import pytest

import scinova
from scinova import optimize


def wavy(x):
    return float(x[0] ** 2 + 10 * np.sin(x[0]))


def rastrigin(x):
    return float(np.sum(x * x - 10 * np.cos(2 * np.pi * x)) + 10 * len(x))


def test_basinhopping_tutorial():
    res = optimize.basinhopping(lambda x: x**2 + 10 * np.sin(x), 0, seed=0)
    assert abs(res.fun - -7.9458233756) < 1e-9
    np.testing.assert_allclose(res.x, [-1.30644001], atol=1e-6)
    assert res.nit == 100 and res.minimization_failures == 0


def test_basinhopping_options():
    trail = []
    res = optimize.basinhopping(wavy, [4.0], niter=30, rng=3, stepsize=4.0, interval=5,
                                callback=lambda x, f, accepted: trail.append((float(f), accepted)))
    assert len(trail) == 31 and res.fun == pytest.approx(min(f for f, _ in trail))
    assert optimize.basinhopping(wavy, [4.0], niter=9, rng=3, callback=lambda x, f, a: True).nit == 1
    assert optimize.basinhopping(wavy, [0.0], niter=50, rng=3, niter_success=5).nit < 50
    forced = optimize.basinhopping(wavy, [0.0], niter=5, rng=3, accept_test=lambda **k: "force accept")
    assert forced.nit == 5

    class Step:
        stepsize = 1.0

        def __call__(self, x):
            return x + self.stepsize * (-1) ** int(abs(x[0]))
    step = Step()
    optimize.basinhopping(wavy, [0.0], niter=20, rng=3, take_step=step, interval=4)
    assert step.stepsize != 1.0
    res = optimize.basinhopping(rastrigin, [0.3, 0.3], niter=5, rng=1, minimizer_kwargs={"method": "Nelder-Mead"})
    assert "njev" not in res


@pytest.mark.parametrize(("more", "error"), [
    ({"take_step": 3}, TypeError), ({"accept_test": 3}, TypeError), ({"callback": 3}, TypeError),
    ({"target_accept_rate": 0}, ValueError), ({"stepwise_factor": 1}, ValueError),
    ({"rng": 1, "seed": 1}, TypeError), ({"accept_test": lambda **k: "no"}, ValueError)])
def test_basinhopping_bad_input(more, error):
    with pytest.raises(error):
        optimize.basinhopping(wavy, [0.0], niter=2, **more)


def test_brute():
    x, f, grid, values = optimize.brute(wavy, ((-10, 10),), Ns=5, full_output=True)
    np.testing.assert_allclose(x, [-1.30644], atol=1e-3)
    np.testing.assert_array_equal(grid, [-10, -5, 0, 5, 10])
    x, f, grid, values = optimize.brute(rastrigin, (slice(-2, 2, 0.5), (-1, 1)), Ns=3, finish=None, full_output=True)
    assert grid.shape == (2, 8, 3) and values.shape == (8, 3)
    np.testing.assert_array_equal(x, [0, 0])
    assert values[4, 1] == f == 0
    assert optimize.brute(lambda x, a: float(np.sum(x) ** 2) + a, [(-1, 1)], args=(1,), finish=None, Ns=3) == 0
    with pytest.raises(ValueError):
        optimize.brute(rastrigin, [(0, 1)] * 41)
    with pytest.warns(RuntimeWarning):
        optimize.brute(rastrigin, [(-1, 2)] * 2, Ns=4,
                       finish=lambda f, x, args=(), full_output=0, disp=0: (x, f(x), 1, 1, 2))


def test_dual_annealing():
    res = optimize.dual_annealing(rastrigin, [(-5.12, 5.12)] * 4, maxiter=300, rng=2)
    assert res.fun < 1e-8 and res.success and res.nit == 300
    seen = []
    res = optimize.dual_annealing(rastrigin, [(-5, 5)] * 2, maxiter=20, rng=2, no_local_search=True,
                                  callback=lambda x, f, c: seen.append((f, c)))
    assert res.njev == 0 and [f for f, _ in seen] == sorted((f for f, _ in seen), reverse=True)
    assert not optimize.dual_annealing(rastrigin, [(-5, 5)] * 2, maxfun=20, rng=2).success
    assert not optimize.dual_annealing(rastrigin, [(-5, 5)] * 2, rng=2, callback=lambda x, f, c: True).success
    res = optimize.dual_annealing(rastrigin, optimize.Bounds([-5, -5], [5, 5]), maxiter=9, rng=2, x0=[1.0, 1.0],
                                  restart_temp_ratio=0.9, minimizer_kwargs={"method": "Nelder-Mead"})
    assert res.nit == 9


@pytest.mark.parametrize("more", [
    {"bounds": [(0, np.inf)]}, {"bounds": [(1, 0)]}, {"bounds": []}, {"restart_temp_ratio": 2}, {"x0": [1.0, 2, 3]},
    {"initial_temp": 0}, {"visit": 1}, {"accept": 2}])
def test_dual_annealing_bad_input(more):
    with pytest.raises(ValueError):
        optimize.dual_annealing(rastrigin, **{"bounds": [(-1, 1)] * 2, "maxiter": 2, **more})


def test_dual_annealing_needs_a_finite_value():
    with pytest.raises(ValueError):
        optimize.dual_annealing(lambda x: np.inf, [(0, 1)])


def test_same_streams_as_scipy():
    theirs = pytest.importorskip("scipy.optimize")
    for maxiter in (3, 40):
        a, b = (m.dual_annealing(rastrigin, [(-5, 5)] * 2, maxiter=maxiter, seed=1234) for m in (optimize, theirs))
        assert a.nfev == b.nfev and abs(a.fun - b.fun) < 1e-9
    a, b = (m.basinhopping(wavy, [0.0], niter=40, seed=5, stepsize=3, interval=7) for m in (optimize, theirs))
    assert a.nfev == b.nfev and abs(a.fun - b.fun) < 1e-9


def test_progress_is_reported():
    told = []

    class Reporter:
        def __init__(self, label, total):
            told.append(label)

        def update(self, n=1):
            told.append(n)

        def close(self):
            told.append("closed")
    with scinova.progress(Reporter):
        optimize.dual_annealing(rastrigin, [(-5, 5)] * 2, maxiter=4, rng=2, no_local_search=True)
    assert told == ["dual annealing", 1, 1, 1, 1, "closed"]


@pytest.mark.parametrize("schedule", ["fast", "cauchy", "boltzmann"])
def test_anneal(schedule):
    np.random.seed(0)
    x, f, t, calls, temperatures, accepted, code = optimize.anneal(
        lambda x: x**2 + 10 * np.sin(x), 0.0, schedule=schedule, lower=-10, upper=10, full_output=1, disp=False)
    assert abs(x - -1.30644) < 0.05 and f == x**2 + 10 * np.sin(x)
    assert calls > accepted > 0 and code in range(6)
    with pytest.raises(ValueError):
        optimize.anneal(wavy, [0.0], schedule="x")
