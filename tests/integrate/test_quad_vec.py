# SPDX-License-Identifier: BSD-3-Clause
"""quad_vec: closed forms in every rule, norm and kind of range; details, limits, workers, bad input."""
from __future__ import annotations

import math

import numpy as np
import pytest

from scinova.integrate import quad_vec

INF = math.inf


@pytest.mark.parametrize("quadrature", [None, "gk21", "gk15", "trapezoid"])
@pytest.mark.parametrize("norm", ["2", "max"])
def test_arrays(quadrature, norm):
    n = np.arange(1.0, 6.0)
    tolerance = 1e-4 if quadrature == "trapezoid" else 1e-10
    value, error = quad_vec(lambda x: np.sin(n * x)[:, None] * [1, 1j], 0, 2, quadrature=quadrature, norm=norm,
                            epsabs=tolerance, epsrel=0)
    exact = ((1 - np.cos(2 * n)) / n)[:, None] * [1, 1j]
    assert value.shape == (5, 2) and np.abs(value - exact).max() <= error <= tolerance


@pytest.mark.parametrize("a, b, exact", [(0, INF, math.pi / 2), (-INF, 0, math.pi / 2), (-INF, INF, math.pi),
                                         (1, INF, math.pi / 4), (-INF, -1, math.pi / 4), (INF, 0, -math.pi / 2),
                                         (INF, -INF, -math.pi), (INF, INF, 0.0), (2, 2, 0.0)])
@pytest.mark.parametrize("points", [None, [3.0, -2.0]])
def test_ranges(a, b, exact, points):
    value, error = quad_vec(lambda x: 1 / (1 + x**2), a, b, points=points)
    assert abs(value - exact) <= max(error, 1e-12) and error < 1e-7


def test_points_and_difficult_integrands():
    value, error, info = quad_vec(lambda x: np.array([abs(x - 0.3) ** 0.5, x > 0.3]), 0, 1, points=[0.3, 5.0],
                                  full_output=True)
    assert value == pytest.approx([2 / 3 * (0.3**1.5 + 0.7**1.5), 0.7], rel=1e-7)
    assert info.success and info.status == 0 and info.neval % 21 == 0
    assert info.intervals.shape == (len(info.errors), 2) and info.integrals.shape == (len(info.errors), 2)
    assert info.integrals.sum(axis=0) == pytest.approx(value) and 0.3 in info.intervals
    assert (np.diff(info.errors) <= 0).all()


def test_limits_and_rounding():
    value, error, info = quad_vec(lambda x: abs(x - 0.3) ** -0.9, 0, 1, limit=5, full_output=True)
    assert info.status == 1 and not info.success
    value, error, info = quad_vec(math.cos, 0, 1, epsabs=0, epsrel=1e-17, full_output=True)
    assert info.status == 2 and value == pytest.approx(math.sin(1), rel=1e-14)
    for bad in (math.nan, math.inf):
        value, error, info = quad_vec(lambda x, bad=bad: bad, 0, 1, full_output=True)
        assert info.status == 2 and info.neval == 21


def test_cache_size():
    value, error, info = quad_vec(lambda x: np.full(10, abs(x - 0.3)), 0, 1, cache_size=100, full_output=True)
    assert value == pytest.approx(np.full(10, 0.29)) and np.isnan(info.integrals).any()


def test_workers_and_args():
    def f(x, n):
        return np.abs(np.sin(n * x))

    alone = quad_vec(f, 0, 7, args=(np.arange(4),))[0]
    assert np.array_equal(alone, quad_vec(f, 0, 7, args=(np.arange(4),), workers=2)[0])
    assert np.array_equal(alone, quad_vec(f, 0, 7, args=(np.arange(4),), workers=map)[0])
    assert quad_vec(lambda x, c: c * x, 0, 1, args=4.0)[0] == pytest.approx(2.0)
    with pytest.raises(ValueError):
        quad_vec(math.cos, 0, 1, workers=0)


@pytest.mark.parametrize("kwargs, error", [(dict(norm="1"), ValueError), (dict(quadrature="simpson"), ValueError),
                                           (dict(f=3), TypeError), (dict(a="x"), TypeError),
                                           (dict(limit=1.5), TypeError)])
def test_bad_arguments(kwargs, error):
    with pytest.raises(error):
        quad_vec(**{**dict(f=math.cos, a=0, b=1), **kwargs})


def test_errors_pass_through():
    def f(x):
        raise KeyError("mine")

    for workers in (1, 2):
        with pytest.raises(KeyError):
            quad_vec(f, 0, 1, workers=workers)
