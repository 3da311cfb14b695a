# SPDX-License-Identifier: BSD-3-Clause
"""Adaptive quadrature against closed forms (the book's test families, QUADPACK 1983, chapter 4) and known defects."""
from __future__ import annotations

import ctypes
import math
import warnings

import mpmath
import numpy as np
import pytest

import scinova
from scinova.integrate import IntegrationWarning, dblquad, nquad, quad, tplquad

INF = math.inf


def check(answer: tuple, exact: float, slack: float = 1e-14) -> None:
    value, error = answer[:2]
    assert abs(value - exact) <= error + slack * abs(exact)
    assert error <= 1.5e-8 * max(1.0, abs(exact))


CLOSED = [
    (np.sin, 0, math.pi / 2, 1.0),
    (lambda x: x**20, -1, 1, 2 / 21),
    (math.log, 0, 1, -1.0),
    (lambda x: math.log(x) / math.sqrt(x), 0, 1, -4.0),
    (lambda x: x**-0.9, 0, 1, 10.0),
    (lambda x: x**-0.99, 0, 1, 100.0),
    (lambda x: abs(x - 1 / 3) ** -0.5, 0, 1, 2 * (math.sqrt(1 / 3) + math.sqrt(2 / 3))),
    (lambda x: x > 0.3, 0, 1, 0.7),
    (lambda x: math.exp(-x), 0, INF, 1.0),
    (lambda x: math.exp(x), -INF, 1, math.e),
    (lambda x: math.exp(-x * x), -INF, INF, math.sqrt(math.pi)),
    (lambda x: 1 / (1 + x * x), -INF, INF, math.pi),
    (lambda x: x**-1.1, 1, INF, 10.0),
    (lambda x: math.exp(20 * (x - 1)) * math.sin(256 * x), 0, 1,
     float(mpmath.im((mpmath.exp(20 + 256j) - 1) / (20 + 256j)) * mpmath.exp(-20))),
]


@pytest.mark.parametrize("row", CLOSED, ids=range(len(CLOSED)))
def test_closed_forms(row):
    f, a, b, exact = row
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check(quad(f, a, b), exact)
        value, error = quad(f, b, a)
    assert value == -quad(f, a, b)[0]


def test_kronrod_degree():
    # K21 integrates degree 31 exactly, 10-point Gauss degree 19
    value, error, info = quad(lambda x: x**19, 0, 1, full_output=1)
    assert info["neval"] == 21 and info["last"] == 1
    assert value == pytest.approx(1 / 20, rel=4e-16) and error < 1e-14


def weighted(f, a, b):
    mpmath.mp.dps = 30
    return float(mpmath.quad(f, [a, (a + b) / 2, b]))


@pytest.mark.parametrize("omega", [0.0, 1.0, 7.0, 20.0, 49.0, 200.0, 1e4, -30.0])
@pytest.mark.parametrize("a, b", [(0.0, 1.0), (-2.0, 3.0)])
def test_fourier(omega, a, b):
    def closed(x):
        return mpmath.exp((1 + 1j * omega) * x) / (1 + 1j * omega)

    exact = complex(closed(b) - closed(a))
    check(quad(math.exp, a, b, weight="cos", wvar=omega), exact.real, 1e-13)
    check(quad(math.exp, a, b, weight="sin", wvar=omega), exact.imag, 1e-13)


@pytest.mark.parametrize("omega", [1e-8, 1e-5, 1e-3, 0.1])
def test_slow_fourier_tail(omega):
    check(quad(lambda x: math.exp(-x), 0, INF, weight="cos", wvar=omega), 1 / (1 + omega**2))
    check(quad(lambda x: x / (1 + x * x), 1, INF, weight="cos", wvar=max(omega, 1e-3)),
          float(mpmath.re(mpmath.quad(lambda u: mpmath.exp(1j * max(omega, 1e-3) * (1 + 1j * u)) * (1 + 1j * u)
                                      / (1 + (1 + 1j * u) ** 2) * 1j, [0, 1, 10, 100, 1e3, 1e4, mpmath.inf]))))


@pytest.mark.parametrize("omega", [0.5, 2.0, 20.0, 100.0])
def test_fourier_tail(omega):
    check(quad(lambda x: math.exp(-x), 0, INF, weight="cos", wvar=omega), 1 / (1 + omega**2))
    check(quad(lambda x: math.exp(-x), 0, INF, weight="sin", wvar=omega), omega / (1 + omega**2))
    check(quad(lambda x: x / (1 + x * x), 0, INF, weight="sin", wvar=omega), math.pi / 2 * math.exp(-omega))
    check(quad(math.exp, -INF, 0, weight="sin", wvar=omega), -omega / (1 + omega**2))


def test_fourier_singular_end():
    def f(x):
        return math.inf if x == 0 else 1 / math.sqrt(x)

    exact = float(mpmath.quad(lambda t: 2 * mpmath.sin(50 * t * t), mpmath.linspace(0, 1, 30)))
    check(quad(f, 0, 1, weight="sin", wvar=50), exact)
    check(quad(f, 0, INF, weight="cos", wvar=2), math.sqrt(math.pi / 4))


def test_moments_reused():
    first = quad(math.exp, 0, 1, weight="cos", wvar=30, full_output=1)
    info = first[2]
    again = quad(math.exp, 0, 1, weight="cos", wvar=30, full_output=1, wopts=(info["momcom"], info["chebmo"]))
    assert again[0] == first[0]
    info["chebmo"][:] = 0.0
    wrong = quad(math.exp, 0, 1, weight="cos", wvar=30, full_output=1, wopts=(info["momcom"], info["chebmo"]))
    assert wrong[0] == 0.0  # the moments given are the ones used


@pytest.mark.parametrize("alpha, beta", [(-0.5, 0.5), (0.0, 0.0), (-0.9, -0.3), (2.0, 3.5), (-0.99, 0.0)])
@pytest.mark.parametrize("weight", ["alg", "alg-loga", "alg-logb", "alg-log"])
def test_end_weights(alpha, beta, weight):
    a, b = 0.5, 2.0


    def moment(k, with_a, with_b):
        da, db = (1 if with_a else 0), (1 if with_b else 0)
        beta_function = lambda p, q: (b - a) ** (p + q - 1) * mpmath.beta(p, q)  # noqa: E731
        point = (alpha + 1 + k, beta + 1)
        return mpmath.diff(beta_function, point, (da, db)) if da or db else beta_function(*point)

    mpmath.mp.dps = 30
    with_a, with_b = weight in ("alg-loga", "alg-log"), weight in ("alg-logb", "alg-log")
    coefficient = [float(mpmath.binomial(6, k)) * a ** (6 - k) for k in range(7)]   # x**6 in powers of x - a
    exact = float(sum(c * moment(k, with_a, with_b) for k, c in enumerate(coefficient)))
    value, error = quad(lambda x: x**6, a, b, weight=weight, wvar=(alpha, beta))
    assert value == pytest.approx(exact, rel=1e-12)
    assert quad(lambda x: x**6, b, a, weight=weight, wvar=(alpha, beta))[0] == -value


@pytest.mark.parametrize("c", [-0.7, 0.0, 0.2, 0.999, 1.05, 3.0])
def test_principal_value(c):
    exact = float((mpmath.ei(1 - c) - mpmath.ei(-1 - c)) * mpmath.exp(c))
    check(quad(math.exp, -1, 1, weight="cauchy", wvar=c), exact, 1e-13)


def test_break_points():
    value, error, info = quad(lambda x: abs(x - 0.3) ** -0.5, 0, 1, points=[0.3, 7.0, 0.3], full_output=1)
    assert value == pytest.approx(2 * (math.sqrt(0.3) + math.sqrt(0.7)), rel=1e-12)
    assert info["pts"].tolist() == [0.0, 0.3, 1.0]
    assert set(info) >= {"neval", "last", "iord", "alist", "blist", "rlist", "elist", "pts", "level", "ndin"}
    n = info["last"]
    width = info["blist"][:n] - info["alist"][:n]
    whole = np.where(info["alist"][:n] < 0.3, 0.3, 0.7)
    assert np.allclose(width, whole * 0.5 ** info["level"][:n])
    assert np.all(np.diff(info["elist"][info["iord"][:n]]) <= 0)


def test_details_add_up():
    value, error, info = quad(lambda x: abs(x - 0.3), 0, 1, full_output=1)
    n = info["last"]
    assert info["neval"] == 21 * (2 * n - 1)
    assert info["alist"].shape == (50,) and info["iord"].dtype == np.int32
    assert sorted([*info["alist"][:n], 1.0]) == pytest.approx([0.0, *sorted(info["blist"][:n])])
    assert value == pytest.approx(info["rlist"][:n].sum()) == pytest.approx(0.29)


# Known defects of other implementations.

def test_divergence_is_reported():
    for f in (lambda x: x**-2, lambda x: x**-1.01, lambda x: 1 / x):
        with pytest.warns(IntegrationWarning):
            value, error = quad(f, 0, 1)
        assert value > 0 and error > 0.01 * value


@pytest.mark.parametrize("b", [1e7, 1e8, 1e9])
def test_steep_power(b):
    check(quad(lambda x: x**-3.0, 1e2, b), 5e-5 - 0.5 / b**2)
    assert quad(lambda x: x**-3.0, 1e2, b)[0] == pytest.approx(5e-5, rel=1e-4)


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_not_finite_ends_at_once(bad):
    calls = []

    def f(x):
        calls.append(x)
        return bad

    for kwargs in ({}, {"weight": "cos", "wvar": 3}, {"weight": "cauchy", "wvar": 0.3}, {"points": [0.2]},
                   {"weight": "alg", "wvar": (0, 0)}):
        calls.clear()
        with pytest.warns(IntegrationWarning):
            assert not math.isfinite(quad(f, 0, 1, **kwargs)[0])
        assert len(calls) <= 100


def test_small_limits():
    for limit in (1, 2, 3):
        out = quad(lambda x: math.exp(-x), 0, INF, weight="cos", wvar=2, limit=limit, limlst=3, maxp1=1, full_output=1)
        assert len(out[2]["rslst"]) == 3
        assert quad(math.sqrt, 0, 1, weight="cos", wvar=100, limit=limit, maxp1=1, full_output=1)[2]["last"] <= limit
    answer = quad(lambda x: abs(x - 0.3), 0, 1, limit=2, full_output=1)
    assert len(answer) == 4 and isinstance(answer[3], str)
    with pytest.warns(IntegrationWarning):
        quad(lambda x: abs(x - 0.3), 0, 1, limit=2)


# Kinds of integrands.

def test_native_integrands():
    one = ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_double)(lambda x: x * x)
    assert quad(scinova.LowLevelCallable(one), 0, 1)[0] == pytest.approx(1 / 3)
    assert quad(one, 0, 1)[0] == pytest.approx(1 / 3)
    scale = ctypes.c_double(4.0)
    with_data = ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_double, ctypes.c_void_p)(
        lambda x, p: x * ctypes.cast(p, ctypes.POINTER(ctypes.c_double))[0])
    data = ctypes.cast(ctypes.pointer(scale), ctypes.c_void_p)
    assert quad(scinova.LowLevelCallable(with_data, data), 0, 1)[0] == pytest.approx(2.0)
    many = ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_int, ctypes.POINTER(ctypes.c_double))(
        lambda n, x: n + x[0] * x[1])
    assert quad(scinova.LowLevelCallable(many), 0, 1, args=(6.0,))[0] == pytest.approx(5.0)
    assert quad(scinova.LowLevelCallable(many), -INF, 0, weight="cos", wvar=1.0, args=(0.0,), limlst=3,
                full_output=1)[2]["lst"] == 3
    assert nquad(scinova.LowLevelCallable(many), [(0, 1), (0, 2)])[0] == pytest.approx(5.0)
    assert dblquad(many, 0, 2, 0, 1)[0] == pytest.approx(5.0)
    wrong = ctypes.CFUNCTYPE(ctypes.c_float, ctypes.c_float)(lambda x: x)
    with pytest.raises(ValueError, match="signature"):
        quad(scinova.LowLevelCallable(wrong), 0, 1)


def test_complex_integrand():
    value, error = quad(lambda x, a: np.exp(1j * a * x), 0, 1, args=2.0, complex_func=True)
    assert value == pytest.approx((np.exp(2j) - 1) / 2j)
    assert set(quad(lambda x: 1j, 0, 1, complex_func=True, full_output=1)[2]) == {"real", "imag"}


def test_errors_of_the_integrand_pass_through():
    class Oops(Exception):
        pass

    def f(*x):
        raise Oops

    for kwargs in ({}, {"weight": "sin", "wvar": 30}, {"points": [0.5]}):
        with pytest.raises(Oops):
            quad(f, 0, 1, **kwargs)
    with pytest.raises(TypeError):
        quad(lambda x: 1j, 0, 1)
    with pytest.raises(TypeError):
        quad(lambda x: None, 0, 1)


@pytest.mark.parametrize("kwargs, error", [
    (dict(limit=0), ValueError), (dict(limit=2.5), TypeError), (dict(epsabs=0, epsrel=1e-20), ValueError),
    (dict(weight="tan", wvar=1), ValueError), (dict(weight="cos"), TypeError),
    (dict(weight="cos", wvar=INF), ValueError), (dict(weight="alg", wvar=1), TypeError),
    (dict(weight="alg", wvar=(-1, 0)), ValueError), (dict(weight="alg", wvar=(math.nan, 0)), ValueError),
    (dict(weight="cauchy", wvar=1), ValueError), (dict(b=INF, weight="cauchy", wvar=1), ValueError),
    (dict(b=INF, points=[1]), ValueError), (dict(b=INF, weight="cos", wvar=1, limlst=2), ValueError),
    (dict(b=INF, weight="cos", wvar=1, epsabs=0), ValueError), (dict(weight="cos", wvar=1, maxp1=0), ValueError),
    (dict(a=-INF, b=INF, weight="cos", wvar=1), ValueError), (dict(a="x"), TypeError), (dict(b=1j), TypeError),
    (dict(func=3), ValueError)])
def test_bad_arguments(kwargs, error):
    with pytest.raises(error, match="quad"):
        quad(**{**dict(func=math.sin, a=0, b=1), **kwargs})


# Several variables.

def test_double_and_triple():
    value, error = dblquad(lambda y, x: math.exp(-x - y), 0, INF, 0, lambda x: x)
    assert value == pytest.approx(0.5, abs=1e-8)
    value, error = tplquad(lambda z, y, x, s: s * x * y * z, 1, 2, lambda x: 2, 3, lambda x, y: 0, lambda x, y: 1,
                           args=(8.0,))
    assert value == pytest.approx(15.0, rel=1e-13)


def test_nquad_options_and_count():
    value, error, info = nquad(lambda x, y, s: s * x * y, [lambda y, s: (0, y), (0, 2)], args=(3.0,),
                               opts=[lambda y, s: {"epsabs": 1e-10}, {"points": [1.0]}], full_output=True)
    assert value == pytest.approx(6.0, rel=1e-13)
    assert info["neval"] == 21 * 42
    for bad in ([], ):
        with pytest.raises(ValueError):
            nquad(lambda x: x, bad)
    with pytest.raises(ValueError):
        nquad(lambda x: x, [(0, 1)], opts=[{}, {}])
    with pytest.raises(ValueError):
        nquad(3, [(0, 1)])


def test_nested_and_threaded():
    from concurrent.futures import ThreadPoolExecutor

    def outer(k):
        return quad(lambda x: quad(lambda y: x * y + k, 0, 1)[0], 0, 1)[0]

    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(outer, range(8))) == [pytest.approx(0.25 + k) for k in range(8)]
