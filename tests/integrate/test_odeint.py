# SPDX-License-Identifier: BSD-3-Clause
"""odeint (LSODA): closed forms, the solver's statistics, options, and right-hand sides that misbehave."""
from __future__ import annotations

import math
import warnings
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from scinova.integrate import ODEintWarning, odeint


def decay(y, t):
    return -2 * y


def oscillator(y, t, nu, om):
    return (y[1], -nu * y[1] - om * y[0])


def robertson(y, t):
    slow, fast, loss = 0.04 * y[0], 1e4 * y[1] * y[2], 3e7 * y[1] ** 2
    return [fast - slow, slow - fast - loss, loss]


def robertson_jacobian(y, t):
    return np.array([[-0.04, 1e4 * y[2], 1e4 * y[1]], [0.04, -1e4 * y[2] - 6e7 * y[1], -1e4 * y[1]],
                     [0, 6e7 * y[1], 0]])


def test_tutorial_statistics():
    counter = np.zeros(1, np.uint16)

    def f(y, t, counter):
        counter += 1
        return -2 * y

    t = np.linspace(0, 4, 40)
    y, info = odeint(f, 1, t, args=(counter,), full_output=True)
    assert np.allclose(y[:, 0], np.exp(-2 * t), rtol=0, atol=1e-7)
    assert info["nfe"][:10].tolist() == [31, 35, 43, 49, 53, 57, 59, 63, 65, 69]
    assert info["nfe"].dtype == np.int32 and counter[0] == info["nfe"][-1] == 129
    assert set(info) == {"hu", "tcur", "tolsf", "tsw", "nst", "nfe", "nje", "nqu", "mused", "imxer", "lenrw", "leniw",
                         "message"}
    assert info["imxer"] == -1 and info["lenrw"] == 36 and info["leniw"] == 21
    assert (info["tcur"] >= t[1:]).all() and (info["mused"] == 1).all()


@pytest.mark.parametrize("tol", [1e-4, 1e-7, 1e-10])
def test_oscillator_follows_the_tolerance(tol):
    t = np.linspace(0, 10, 50)
    y = odeint(oscillator, (1, 0), t, args=(0.8, 8.0), rtol=tol, atol=tol)
    w = math.sqrt(8 - 0.16)
    exact = np.exp(-0.4 * t) * (np.cos(w * t) + 0.4 / w * np.sin(w * t))
    error = np.abs(y[:, 0] - exact).max()
    assert error < 100 * tol


def test_stiff_and_jacobian_forms():
    t = np.r_[0, np.logspace(-3, 5, 30)]
    plain, info = odeint(robertson, [1, 0, 0], t, full_output=True)
    assert info["mused"][-1] == 2 and info["nje"][-1] > 0 and info["nst"][-1] < 1000
    assert np.allclose(plain.sum(axis=1), 1, atol=1e-9)
    given, with_jac = odeint(robertson, [1, 0, 0], t, Dfun=robertson_jacobian, full_output=True)
    assert with_jac["nfe"][-1] < info["nfe"][-1]
    transposed = odeint(robertson, [1, 0, 0], t, Dfun=lambda y, t: robertson_jacobian(y, t).T, col_deriv=True)
    assert np.array_equal(given, transposed)
    assert np.allclose(plain, given, rtol=1e-5, atol=1e-8)
    swapped = odeint(lambda t, y: robertson(y, t), [1, 0, 0], t, Dfun=lambda t, y: robertson_jacobian(y, t),
                     tfirst=True)
    assert np.array_equal(given, swapped)
    # to six digits by an implicit Runge-Kutta method of order 5 at tolerance 1e-11
    late = odeint(robertson, [1, 0, 0], [0, 4e3], rtol=1e-10, atol=1e-14, mxstep=5000)[-1]
    assert late == pytest.approx([0.183202, 8.94235e-7, 0.816798], rel=5e-6)


@pytest.mark.parametrize("lower, upper", [(1, 1), (2, 0), (0, 2), (3, 1), (5, 5)])
def test_banded(lower, upper):
    n = 9
    rng = np.random.default_rng(1)
    a = np.array([[rng.standard_normal() if -upper <= i - j <= lower else 0.0 for j in range(n)] for i in range(n)])
    a -= 300 * np.eye(n)
    band = np.zeros((lower + upper + 1, n))
    for i in range(n):
        for j in range(n):
            if -upper <= i - j <= lower:
                band[i - j + upper, j] = a[i, j]
    y0, t = rng.standard_normal(n), np.linspace(0, 1, 5)
    options = dict(rtol=1e-9, atol=1e-9, full_output=True)
    full, details = odeint(lambda y, t: a @ y + 1, y0, t, **options)
    for extra in (dict(), dict(Dfun=lambda y, t: band), dict(Dfun=lambda y, t: band.T, col_deriv=1)):
        y, info = odeint(lambda y, t: a @ y + 1, y0, t, ml=lower, mu=upper, **extra, **options)
        assert np.allclose(y, full, rtol=1e-6, atol=1e-8)
        assert info["mused"][-1] == 2
    exact = np.linalg.solve(a, -np.ones(n))
    assert np.allclose(full[-1], exact, atol=1e-7)


def test_wrong_jacobian_costs_but_does_not_spoil():
    t = [0.0, 1.0]
    y = odeint(lambda y, t: -1e4 * (y - 1), [2.0], t, Dfun=lambda y, t: [[-2e4]], mxstep=5000)
    assert y[-1, 0] == pytest.approx(1.0, abs=1e-6)


def test_options_have_effect():
    t = np.linspace(0, 10, 20)

    def vdp(y, t):
        return [y[1], 5 * (1 - y[0] ** 2) * y[1] - y[0]]

    def details(**kwargs):
        return odeint(vdp, [2.0, 0.0], t, full_output=True, **kwargs)[1]

    base = details()
    assert base["nqu"].max() > 3
    assert details(mxordn=2, mxords=2, mxstep=5000)["nqu"].max() == 2
    assert np.abs(details(hmax=0.01)["hu"]).max() <= 0.01 * (1 + 1e-12)
    assert details(h0=1e-6)["nst"][0] != base["nst"][0]
    assert details(rtol=1e-3, atol=[1e-3, 1e-3])["nfe"][-1] < base["nfe"][-1] / 2
    with pytest.warns(ODEintWarning):
        short = details(mxstep=5)
    assert short["nst"][0] == 5
    with pytest.warns(ODEintWarning, match="successful"):
        odeint(decay, 1.0, [0, 1], printmessg=True)


def test_ixpr_prints(capsys):
    odeint(lambda y, t: -1000 * (y - np.cos(t)), 1.0, [0, 1.0], ixpr=True)
    assert "BDF" in capsys.readouterr().out


def test_critical_times():
    def jump(y, t):
        return [1.0 if t < 0.5 else -1.0]

    seen = []

    def watched(y, t):
        seen.append(t)
        return jump(y, t)

    y = odeint(watched, [0.0], [0.0, 0.3, 0.9], tcrit=[0.5, 7.0])
    assert y[-1, 0] == pytest.approx(0.1, abs=1e-7)
    first = next(k for k, t in enumerate(seen) if t > 0.5)
    assert max(seen[:first]) <= 0.5


def test_backwards_and_repeated_times():
    y = odeint(decay, 1.0, [1.0, 0.5, 0.0])
    assert y[:, 0] == pytest.approx(np.exp([0, 1, 2]), rel=1e-6)
    y = odeint(decay, 1.0, [0, 0, 1, 1, 2.0])
    assert y[:, 0] == pytest.approx(np.exp([0, 0, -2, -2, -4]), abs=1e-6)
    y, info = odeint(decay, 1.0, [3.0], full_output=True)
    assert y.tolist() == [[1.0]] and info["nfe"].size == 0 and info["message"]
    assert odeint(decay, 1.0, []).shape == (0, 1)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
@pytest.mark.parametrize("when", [0.0, 0.5])
@pytest.mark.parametrize("stiff", [False, True])
def test_not_finite_ends(bad, when, stiff):
    count = 0

    def f(y, t):
        nonlocal count
        count += 1
        return [bad if t >= when else -1000 * (y[0] - math.cos(t)) if stiff else 1.0, -y[1]]

    with pytest.warns(ODEintWarning):
        y = odeint(f, [1.0, 1.0], [0, 0.25, 1, 2])
    assert count < 1500
    assert np.isnan(y[2:]).all() and np.isfinite(y[1]).all() == (when > 0)


def test_not_finite_start_or_jacobian():
    with pytest.warns(ODEintWarning):
        odeint(decay, [math.nan], [0, 1])
    with pytest.warns(ODEintWarning):
        odeint(decay, [math.inf], [0, 1])
    with pytest.warns(ODEintWarning):
        odeint(lambda y, t: -1e6 * (y - 1), [2.0], [0, 10.0], Dfun=lambda y, t: [[math.nan]], mxstep=300)


def test_blow_up_is_reported():
    with pytest.warns(ODEintWarning):
        y, info = odeint(lambda y, t: y * y, 1.0, np.linspace(0, 2, 5), full_output=True)
    assert np.isfinite(y[1]) and np.isnan(y[-1]) and info["message"] != "Integration successful."


@pytest.mark.parametrize("result, error", [
    ([[1.0, 2.0]], RuntimeError), ([1.0, 2.0, 3.0], RuntimeError), (1.0, RuntimeError), (None, RuntimeError),
    ("a", ValueError), ([1j, 2], TypeError)])
def test_bad_results(result, error):
    with pytest.raises(error):
        odeint(lambda y, t: result, [1.0, 1.0], [0, 1.0])


@pytest.mark.parametrize("result", [(1, 2), [np.float32(1), 2.0], np.array([1, 2]), np.array([1.0, 0, 2.0])[::2],
                                    np.array([1.0, 2.0], ">f8"), np.array([1, 2], object), (True, 2)])
def test_kinds_of_results(result):
    assert odeint(lambda y, t: result, [0.0, 0.0], [0, 1.0])[-1] == pytest.approx([1, 2])


@pytest.mark.parametrize("kwargs, error", [
    (dict(t=[0, 2, 1]), ValueError), (dict(t=[0, math.nan]), ValueError), (dict(t=[[0, 1]]), ValueError),
    (dict(t=1.0), ValueError), (dict(y0=[[1.0]]), ValueError), (dict(y0=1j), TypeError), (dict(args=2), TypeError),
    (dict(rtol=[1e-3] * 3), ValueError), (dict(mxordn=-1), ValueError), (dict(mxstep=1.5), TypeError),
    (dict(func=3), TypeError), (dict(Dfun=lambda y, t: np.ones((3, 3)), func=lambda y, t: -1e6 * (y - 1)),
                                RuntimeError)])
def test_bad_arguments(kwargs, error):
    with pytest.raises(error):
        odeint(**{**dict(func=decay, y0=2.0, t=[0, 1.0]), **kwargs})


@pytest.mark.parametrize("kwargs", [dict(rtol=-1.0), dict(atol=math.nan), dict(h0=-0.1), dict(hmax=-1.0), dict(ml=5),
                                    dict(y0=[]), dict(rtol=1e-20, atol=0.0), dict(mxstep=-1)])
def test_illegal_settings_warn(kwargs):
    with pytest.warns(ODEintWarning):
        odeint(**{**dict(func=decay, y0=2.0, t=[0, 1.0]), **kwargs})


def test_kept_arrays_do_not_change():
    kept = []

    def f(y, t):
        kept.append((t, y))
        return -2 * y

    odeint(f, 1.0, [0, 1.0])
    assert all(abs(y[0] - math.exp(-2 * t)) < 1e-2 for t, y in kept)
    assert len({id(y) for _, y in kept}) == len(kept)


def test_reentrant_and_threaded():
    def outer(y, t):
        inner = odeint(decay, 1.0, [0, 1.0])[-1, 0]
        return [inner - math.exp(-2) + 1.0]

    assert odeint(outer, [0.0], [0, 1.0])[-1, 0] == pytest.approx(1.0, abs=1e-6)
    t = np.linspace(0, 4, 20)
    alone = [odeint(oscillator, (1, 0), t, args=(0.1 * k, 8.0)) for k in range(8)]
    with ThreadPoolExecutor(4) as pool:
        together = list(pool.map(lambda k: odeint(oscillator, (1, 0), t, args=(0.1 * k, 8.0)), range(8)))
    assert all(map(np.array_equal, alone, together))


def test_errors_pass_through():
    def f(y, t):
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        odeint(f, 1.0, [0, 1.0])


def test_statistics_like_scipy():
    scipy_odeint = pytest.importorskip("scipy.integrate").odeint
    t = np.linspace(0, 20, 30)

    def vdp(y, t):
        return [y[1], 5 * (1 - y[0] ** 2) * y[1] - y[0]]

    for kwargs in (dict(), dict(rtol=1e-4, atol=1e-4), dict(rtol=1e-11, atol=1e-11), dict(hmax=0.1)):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            ours, theirs = (f(vdp, [2.0, 0.0], t, full_output=True, **kwargs) for f in (odeint, scipy_odeint))
        assert np.allclose(ours[0], theirs[0], rtol=1e-4, atol=1e-3)
        assert abs(int(ours[1]["nfe"][-1]) - int(theirs[1]["nfe"][-1])) <= 0.1 * theirs[1]["nfe"][-1]
