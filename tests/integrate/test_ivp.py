# SPDX-License-Identifier: BSD-3-Clause
"""solve_ivp and its solvers: order conditions, convergence, stiffness, dense output, events, options, bad input."""
from __future__ import annotations

import math
import warnings

import numpy as np
import pytest

from scinova import integrate
from scinova.integrate import BDF, DOP853, LSODA, RK23, RK45, OdeSolution, OdeSolver, Radau, solve_ivp

METHODS = ["RK23", "RK45", "DOP853", "Radau", "BDF", "LSODA"]
EXPLICIT = [RK23, RK45, DOP853]


def vdp(t, y, mu=1.0):
    return [y[1], mu * (1 - y[0] ** 2) * y[1] - y[0]]


def circle(t, y):
    return np.array([-y[1], y[0]])


@pytest.mark.parametrize("pair", EXPLICIT)
def test_order_conditions(pair):
    """The conditions for quadrature and for the trees up to order 4 (Hairer, Norsett, Wanner, table II.2.2)."""
    s = pair.n_stages
    a, b, c = pair.A[:s, :s - 1 if pair.A.shape[1] < s else s], pair.B, pair.C[:s]
    a = np.hstack([a, np.zeros((s, s - a.shape[1]))])
    assert np.allclose(a.sum(axis=1), c, atol=1e-14)
    for q in range(1, pair.order + 1):
        assert b @ c ** (q - 1) == pytest.approx(1 / q, abs=1e-14)
    conditions = {3: [(b @ a @ c, 1 / 6)], 4: [(b * c @ a @ c, 1 / 8), (b @ a @ c**2, 1 / 12), (b @ a @ a @ c, 1 / 24)]}
    for q, rows in conditions.items():
        if pair.order >= q:
            assert all(got == pytest.approx(exact, abs=1e-13) for got, exact in rows)


@pytest.mark.parametrize("pair", EXPLICIT)
def test_convergence_order(pair):
    errors = []
    lengths = (1.0, 0.5, 0.25)
    for h in lengths:
        solver = pair(circle, 0.0, [1.0, 0.0], h, first_step=h, rtol=1e3, atol=1e3)
        solver.step()
        assert solver.t == h
        middle = solver.dense_output()(h / 3)
        errors.append((np.abs(solver.y - [math.cos(h), math.sin(h)]).max(),
                       np.abs(middle - [math.cos(h / 3), math.sin(h / 3)]).max()))
    rates = np.log2(np.array(errors[:-1]) / errors[1:])
    assert (rates[:, 0] > pair.order + 0.7).all()                 # local error of a step
    assert (rates[:, 1] > {RK23: 3, RK45: 4, DOP853: 7}[pair] + 0.7).all()


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("tf", [5.0, -5.0])
@pytest.mark.parametrize("tol", [1e-3, 1e-6, 1e-9])
def test_tolerances_and_dense_output(method, tf, tol):
    r = solve_ivp(circle, (0, tf), [1.0, 0.0], method=method, rtol=tol, atol=tol, dense_output=True)
    assert r.success and r.status == 0 and r.t[0] == 0 and r.t[-1] == tf
    assert np.abs(r.y - [np.cos(r.t), np.sin(r.t)]).max() < 60 * tol ** 0.9
    t = np.linspace(0, tf, 77)
    assert np.abs(r.sol(t) - [np.cos(t), np.sin(t)]).max() < 100 * tol ** 0.9
    assert np.allclose(r.sol(t[3]), r.sol(t)[:, 3], rtol=1e-13, atol=1e-14)
    picked = solve_ivp(circle, (0, tf), [1.0, 0.0], method=method, rtol=tol, atol=tol, t_eval=t)
    assert np.array_equal(picked.t, t) and np.allclose(picked.y, r.sol(t), rtol=1e-12, atol=1e-13)


@pytest.mark.parametrize("method", ["Radau", "BDF", "LSODA"])
@pytest.mark.parametrize("jacobian", [False, True])
def test_stiff(method, jacobian):
    options = dict(jac=lambda t, y, mu: [[0, 1], [-2 * mu * y[0] * y[1] - 1, mu * (1 - y[0] ** 2)]]) if jacobian else {}
    r = solve_ivp(vdp, (0, 2000), [2.0, 0.0], method=method, args=(1e3,), rtol=1e-5, atol=1e-8, **options)
    # from Radau at tolerance 1e-12
    assert r.success and r.y[0, -1] == pytest.approx(1.7061677321, rel=3e-3)
    assert r.nfev < 12000 and r.njev > 0 and r.nlu > 0


@pytest.mark.parametrize("method", ["Radau", "BDF"])
def test_forms_of_the_jacobian(method):
    sparse = pytest.importorskip("scinova.sparse")
    n = 12
    a = 40 * (np.diag(np.full(n - 1, 1.0), 1) + np.diag(np.full(n - 1, 1.0), -1) - 2 * np.eye(n))
    y0 = np.sin(np.arange(n))
    evaluations = []
    for options in (dict(), dict(jac=a), dict(jac=sparse.csc_array(a)), dict(jac=lambda t, y: a),
                    dict(jac=lambda t, y: sparse.csr_array(a)), dict(jac_sparsity=a != 0),
                    dict(jac_sparsity=sparse.coo_array(a)), dict(vectorized=True)):
        calls = [0]

        def f(t, y, calls=calls):
            calls[0] += 1
            return a @ y

        r = solve_ivp(f, (0, 1), y0, method=method, rtol=1e-6, atol=1e-9, **options)
        values, vectors = np.linalg.eigh(a)
        exact = vectors @ (np.exp(values) * (vectors.T @ y0))
        assert np.allclose(r.y[:, -1], exact, atol=1e-6)
        evaluations.append(calls[0])
    assert evaluations[1] <= evaluations[0] and evaluations[5] < evaluations[0]
    with pytest.raises(ValueError):
        solve_ivp(f, (0, 1), y0, method=method, jac=np.eye(3))
    with pytest.raises(ValueError):
        solve_ivp(f, (0, 1), y0, method=method, jac_sparsity=np.eye(3))


def test_lsoda_banded():
    n = 8
    a = 300 * (np.diag(np.full(n - 1, 1.0), 1) - 2 * np.eye(n))
    packed = np.zeros((2, n))
    packed[0, 1:], packed[1] = 300.0, -600.0
    full = solve_ivp(lambda t, y: a @ y, (0, 1), np.ones(n), method="LSODA", rtol=1e-8, atol=1e-10)
    band = solve_ivp(lambda t, y: a @ y, (0, 1), np.ones(n), method="LSODA", rtol=1e-8, atol=1e-10, lband=0, uband=1,
                     jac=lambda t, y: packed)
    assert np.allclose(full.y[:, -1], band.y[:, -1], atol=1e-8) and band.njev > 0


@pytest.mark.parametrize("method", ["RK23", "RK45", "DOP853", "BDF"])
def test_complex(method):
    r = solve_ivp(lambda t, y: 1j * y, (0, 2), [1 + 0j, 1j], method=method, rtol=1e-7, atol=1e-9, dense_output=True)
    assert r.y.dtype == complex and np.allclose(r.sol(1.0), np.exp(1j) * np.array([1, 1j]), atol=1e-5)


@pytest.mark.parametrize("method", ["Radau", "LSODA"])
def test_complex_refused(method):
    with pytest.raises(ValueError, match="real"):
        solve_ivp(lambda t, y: 1j * y, (0, 2), [1j], method=method)


@pytest.mark.parametrize("method", METHODS)
def test_events(method):
    def rising(t, y):
        return y[1]

    def level(t, y, *args):
        return y[0] - 0.5

    rising.direction = 1
    r = solve_ivp(circle, (0, 14), [1.0, 0.0], method=method, rtol=1e-8, atol=1e-10, events=[rising, level])
    assert r.t_events[0] == pytest.approx([0, 2 * math.pi, 4 * math.pi], abs=1e-5)
    exact = sorted(2 * math.pi * k + s * math.pi / 3 for k in range(3) for s in (1, -1))[1:]
    assert r.t_events[1] == pytest.approx([x for x in exact if x < 14], abs=1e-5)
    assert r.y_events[1].shape == (r.t_events[1].size, 2) and r.y_events[1][:, 0] == pytest.approx(0.5, abs=1e-6)
    level.terminal = 2
    r = solve_ivp(circle, (0, 14), [1.0, 0.0], method=method, rtol=1e-8, atol=1e-10, events=level, dense_output=True)
    assert r.status == 1 and r.t[-1] == pytest.approx(5 * math.pi / 3, abs=1e-5) and r.sol.t_max == r.t[-1]
    r = solve_ivp(circle, (14, 0), [math.cos(14), math.sin(14)], method=method, rtol=1e-8, atol=1e-10, events=level)
    assert len(r.t_events[0]) == 2 and r.t_events[0][0] > r.t_events[0][1]
    level.terminal = -1
    with pytest.raises(ValueError):
        solve_ivp(circle, (0, 1), [1.0, 0.0], events=level)


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("when", [0.0, 0.5])
def test_not_finite_ends(method, bad, when):
    count = [0]

    def f(t, y):
        count[0] += 1
        return np.array([bad if t >= when else -y[0]])

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        r = solve_ivp(f, (0, 1), [1.0], method=method)
    assert r.status == -1 and not r.success and r.message
    assert count[0] < 20000


@pytest.mark.parametrize("method", METHODS)
def test_edges(method):
    r = solve_ivp(lambda t, y: -y, (0, 0), [1.0], method=method)
    assert r.success and r.y.tolist() == [[1.0, 1.0]]
    r = solve_ivp(lambda t, y: np.zeros(0), (0, 1), [], method=method)
    assert r.success and r.y.shape == (0, 2)
    r = solve_ivp(lambda t, y: -y, (0, 1), [1.0], method=method, t_eval=[])
    assert r.success and r.t.size == 0
    r = solve_ivp(lambda t, y: -y, (0, 1), np.array([1], "i4"), method=method, max_step=0.01, first_step=1e-3)
    assert np.diff(r.t).max() <= 0.01 * (1 + 1e-9) and np.diff(r.t)[0] <= 1e-3 * (1 + 1e-9)
    r = solve_ivp(lambda t, y: y * y, (0, 2), [1.0], method=method)
    assert not r.success or method == "LSODA"


@pytest.mark.parametrize("method", METHODS)
def test_vectorized_and_atol_vector(method):
    plain = solve_ivp(lambda t, y: -y * np.array([1.0, 50.0]), (0, 1), [1.0, 1.0], method=method, atol=[1e-6, 1e-9])
    wide = solve_ivp(lambda t, y: -y * np.array([[1.0], [50.0]]), (0, 1), [1.0, 1.0], method=method,
                     atol=[1e-6, 1e-9], vectorized=True)
    assert np.allclose(plain.y[:, -1], wide.y[:, -1], rtol=1e-6, atol=1e-9)


@pytest.mark.parametrize("kwargs, error", [
    (dict(method="Euler"), ValueError), (dict(method=3), ValueError), (dict(y0=[[1.0]]), ValueError),
    (dict(y0=[math.nan]), ValueError), (dict(t_eval=[2.0]), ValueError), (dict(t_eval=[0.5, 0.2]), ValueError),
    (dict(t_eval=[[0.5]]), ValueError), (dict(atol=-1.0), ValueError), (dict(atol=[1e-3] * 2), ValueError),
    (dict(max_step=0.0), ValueError), (dict(first_step=0.0), ValueError), (dict(first_step=2.0), ValueError),
    (dict(args=3), TypeError), (dict(t_span=(0, 1, 2)), ValueError), (dict(fun=3), TypeError),
    (dict(fun=lambda t, y: [1.0, 2.0]), (ValueError, RuntimeError))])
@pytest.mark.parametrize("method", ["RK45", "BDF", "LSODA"])
def test_bad_arguments(kwargs, error, method):
    with pytest.raises(error):
        solve_ivp(**{**dict(fun=lambda t, y: -y, t_span=(0, 1), y0=[1.0], method=method), **kwargs})


@pytest.mark.parametrize("method", METHODS)
def test_warnings(method):
    with pytest.warns(UserWarning, match="foo"):
        solve_ivp(lambda t, y: -y, (0, 1), [1.0], method=method, foo=3)
    with pytest.warns(UserWarning, match="rtol"):
        solve_ivp(lambda t, y: -y, (0, 0.01), [1.0], method=method, rtol=1e-20)


@pytest.mark.parametrize("solver_class", [RK23, RK45, DOP853, Radau, BDF, LSODA])
def test_stepping(solver_class):
    solver = solver_class(vdp, 0.0, [2.0, 0.0], 3.0)
    assert solver.status == "running" and solver.t_old is None and solver.step_size is None
    with pytest.raises(RuntimeError):
        solver.dense_output()
    ends, pieces = [0.0], []
    while solver.status == "running":
        assert solver.step() is None
        assert solver.step_size == pytest.approx(solver.t - solver.t_old)
        ends.append(solver.t)
        pieces.append(solver.dense_output())
        assert pieces[-1](solver.t) == pytest.approx(solver.y, rel=1e-9, abs=1e-9)
    assert solver.status == "finished" and solver.nfev > 0
    with pytest.raises(RuntimeError):
        solver.step()
    solution = OdeSolution(ends, pieces)
    assert solution(np.array([3.0, 0.0, 1.5])).shape == (2, 3) and solution([]).shape == (2, 0)
    with pytest.raises(ValueError):
        OdeSolution(ends[:-1], pieces)
    with pytest.raises(ValueError):
        OdeSolution([0, 1, 1], pieces[:2])
    with pytest.raises(ValueError):
        solution(np.zeros((2, 2)))


def test_a_solver_of_ones_own():
    class Euler(OdeSolver):
        def __init__(self, fun, t0, y0, t_bound, vectorized=False, **_):
            super().__init__(fun, t0, y0, t_bound, vectorized)

        def _step_impl(self):
            h = min(1e-3, abs(self.t_bound - self.t)) * self.direction
            self.y = self.y + h * self.fun(self.t, self.y)
            self.t = self.t + h
            return True, None

    r = solve_ivp(lambda t, y: -y, (0, 1), [1.0], method=Euler)
    assert r.y[0, -1] == pytest.approx(math.exp(-1), abs=1e-3) and r.nfev == len(r.t) - 1


def test_like_scipy():
    scipy = pytest.importorskip("scipy.integrate")
    for method in ("RK23", "RK45", "DOP853", "LSODA"):
        ours = solve_ivp(vdp, (0, 10), [2.0, 0.0], method=method)
        theirs = scipy.solve_ivp(vdp, (0, 10), [2.0, 0.0], method=method)
        assert abs(ours.nfev - theirs.nfev) <= 2 and np.allclose(ours.y[:, -1], theirs.y[:, -1], atol=1e-6)
        assert list(ours) == list(theirs)
    assert set(integrate.__all__) >= {"solve_ivp", "RK45"}
