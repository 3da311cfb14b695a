# SPDX-License-Identifier: BSD-3-Clause
"""Rules for samples and fixed rules: degrees of exactness, axes, dtypes, bad input."""
from __future__ import annotations

import io
import math
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scinova import integrate
from scinova.integrate import (
    cumulative_simpson,
    cumulative_trapezoid,
    fixed_quad,
    newton_cotes,
    romb,
    simpson,
    trapezoid,
)

TOTALS = [trapezoid, simpson]
CUMULATIVE = [cumulative_trapezoid, cumulative_simpson]


@pytest.mark.parametrize("n", range(2, 12))
@pytest.mark.parametrize("rule, degree", [(trapezoid, 1), (simpson, 2), (cumulative_trapezoid, 1),
                                          (cumulative_simpson, 2)])
def test_degree(rule, degree, n):
    rng = np.random.default_rng(n)
    x = np.cumsum(0.1 + rng.random(n))
    for power in range(degree + 1 if n > 2 else 2):
        exact = (x ** (power + 1) - x[0] ** (power + 1)) / (power + 1)
        got = rule(x**power, x=x)
        assert got == pytest.approx(exact[1:] if np.ndim(got) else exact[-1], rel=1e-12)


@pytest.mark.parametrize("n", [3, 5, 9, 11])
def test_simpson_cubics_on_even_spacing(n):
    x = np.linspace(1, 2, n)
    assert simpson(x**3, dx=x[1] - x[0]) == pytest.approx(15 / 4, rel=1e-14)
    assert simpson(x**3, x=x) == pytest.approx(15 / 4, rel=1e-14)
    assert cumulative_simpson(x**3, x=x)[1::2] == pytest.approx((x[2::2] ** 4 - 1) / 4, rel=1e-13)


@pytest.mark.parametrize("rule, order", [(trapezoid, 2), (simpson, 4)])
def test_convergence_order(rule, order):
    errors = []
    for n in (33, 65, 129):
        x = np.linspace(0, 1, n)
        errors.append(abs(rule(np.exp(x), x=x) - (math.e - 1)))
    observed = np.log2(np.array(errors[:-1]) / errors[1:])
    assert np.allclose(observed, order, atol=0.2)


@pytest.mark.parametrize("rule", TOTALS + CUMULATIVE)
@pytest.mark.parametrize("axis", [0, 1, 2, -1, -2])
def test_axes_and_x_shapes(rule, axis):
    rng = np.random.default_rng(0)
    y = rng.random((4, 5, 7))
    x = np.sort(rng.random(y.shape[axis]))
    along = [1, 1, 1]
    along[axis] = -1
    full = np.broadcast_to(x.reshape(along), y.shape)
    expected = np.apply_along_axis(lambda line: rule(line, x=x), axis, y)
    assert np.allclose(rule(y, x=x, axis=axis), expected, rtol=1e-13)
    assert np.allclose(rule(y, x=full, axis=axis), expected, rtol=1e-13)
    assert np.allclose(rule(y[::-1, ::-1, ::-1], dx=0.3, axis=axis),
                       rule(np.ascontiguousarray(y[::-1, ::-1, ::-1]), dx=0.3, axis=axis), rtol=1e-13)


@settings(max_examples=40, deadline=None)
@given(st.integers(3, 9), st.sampled_from(["f4", "f8", "c8", "c16", "i2", "u1", "?", ">f8"]), st.booleans())
def test_kinds_of_samples(n, dtype, spaced):
    y = (np.arange(n) * 3 % 7).astype(dtype)
    x = np.linspace(0, 1, n) if spaced else None
    wide = y.astype("c16" if y.dtype.kind == "c" else "f8")
    for rule in TOTALS + CUMULATIVE:
        assert np.allclose(rule(y, x=x), rule(wide, x=x), rtol=1e-5)
    if dtype in ("f4", "c8"):
        assert trapezoid(y).dtype == simpson(y).dtype == cumulative_trapezoid(y).dtype == y.dtype


def test_infinite_samples_stay_infinite():
    for place in range(4):
        y = np.ones(4)
        y[place] = np.inf
        assert trapezoid(y) == np.inf
    assert np.isnan(trapezoid([1.0, np.nan, 2.0]))


def test_initial():
    y = np.arange(8.0).reshape(2, 4)
    assert cumulative_trapezoid(y, initial=0)[:, 0].tolist() == [0, 0]
    with pytest.raises(ValueError):
        cumulative_trapezoid(y, initial=1)
    start = np.array([[1.0], [2.0]])
    got = cumulative_simpson(y, initial=start)
    assert got[:, :1].tolist() == start.tolist()
    assert np.allclose(got[:, 1:], cumulative_simpson(y) + start)


@pytest.mark.parametrize("k", range(6))
def test_romb(k):
    x = np.linspace(0, 1, 2**k + 1)
    assert romb(x ** (2 * k + 1), dx=0.5**k) == pytest.approx(1 / (2 * k + 2), rel=1e-13)
    y = np.stack([x, x**2 if k else x], axis=0)
    assert np.allclose(romb(y.T, dx=0.5**k, axis=0), romb(y, dx=0.5**k))


def test_romb_table(capsys):
    assert romb([0, 1, 4, 9, 16.0], show=True) == pytest.approx(64 / 3)
    assert len(capsys.readouterr().out.splitlines()) == 6
    romb([0, 1, 4.0], show=(2, 10))
    assert "     16" not in capsys.readouterr().out
    romb([[0, 1, 4.0]] * 2, show=True)
    assert "one-dimensional" in capsys.readouterr().out


@pytest.mark.parametrize("order", range(1, 21))
def test_newton_cotes_exactness(order):
    weights, error = newton_cotes(order)
    assert np.array_equal(weights, weights[::-1])
    for power in range(min(order + 1 + (order % 2 == 0), 6)):
        exact = order ** (power + 1) / (power + 1)
        assert weights @ np.arange(order + 1.0) ** power == pytest.approx(exact, rel=1e-9)


def test_newton_cotes_known():
    # Abramowitz and Stegun 25.4.14 (Boole) and 25.4.13 (three-eighths)
    weights, error = newton_cotes(4, 1)
    assert weights * 45 / 2 == pytest.approx([7, 32, 12, 32, 7]) and error == pytest.approx(-8 / 945)
    weights, error = newton_cotes(3)
    assert weights * 8 / 3 == pytest.approx([1, 3, 3, 1]) and error == pytest.approx(-3 / 80)
    weights, error = newton_cotes([0, 0.5, 2])
    assert weights == pytest.approx([-1 / 3, 16 / 9, 5 / 9])
    assert newton_cotes([0, 0.5, 2], equal=1)[0] == pytest.approx([1 / 3, 4 / 3, 1 / 3])
    for bad in ([0, 1.5], [0, 1, 1, 3], [[0, 1]], -1, [0, math.nan, 2]):
        with pytest.raises(ValueError):
            newton_cotes(bad)


@pytest.mark.parametrize("n", [1, 2, 5, 20, 64])
def test_fixed_quad(n):
    value, nothing = fixed_quad(lambda x, s: s * x ** (2 * n - 1), 0.0, 1.0, args=(2.0,), n=n)
    assert nothing is None and value == pytest.approx(1 / n, rel=1e-13)
    several, _ = fixed_quad(lambda x: np.array([x, x**0]), 0, 2, n=n)
    assert several == pytest.approx([2, 2])


def test_bad_samples():
    for rule in TOTALS + CUMULATIVE:
        with pytest.raises((ValueError, IndexError)):
            rule(3.0)
        with pytest.raises((ValueError, IndexError)):
            rule([1.0, 2, 3], x=[1.0, 2])
        with pytest.raises((ValueError, IndexError)):
            rule([1.0, 2, 3], axis=1)
    for y in ([], [1.0], [1.0] * 4):
        with pytest.raises(ValueError):
            romb(y)
    with pytest.raises(ValueError):
        cumulative_simpson([1.0, 2, 3], x=[0, 1, 1])
    with pytest.raises(ValueError):
        fixed_quad(np.cos, 0, math.inf)
    with pytest.raises(ValueError):
        fixed_quad(np.cos, 0, 1, n=0)


# Names gone from SciPy.

def test_old_names():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        value, error = integrate.quadrature(np.cos, 0.0, math.pi / 2)
        assert value == pytest.approx(1, abs=1e-9) and error < 1e-7
        assert integrate.quadrature(lambda x, a: a * x if x > 0 else 0, 0, 1, args=2.0, vec_func=False)[0] == 1
        assert integrate.romberg(math.cos, 0.0, math.pi / 2) == pytest.approx(1, abs=1e-9)
        assert integrate.romberg(np.cos, 0.0, 1.0, vec_func=True) == pytest.approx(math.sin(1), abs=1e-9)
        assert integrate.romberg(lambda x, a: a * x, 0.0, 1.0, args=(3.0,)) == pytest.approx(1.5)
    for call in (lambda: integrate.quadrature(lambda x: np.abs(x - 0.3), 0, 1, maxiter=3),
                 lambda: integrate.romberg(lambda x: abs(x - 0.3), 0, 1, divmax=2)):
        with pytest.warns(integrate.AccuracyWarning):
            call()
    assert integrate.trapz([1, 2, 3]) == 4 and integrate.cumtrapz([1, 2, 3]).tolist() == [1.5, 4]
    y = np.arange(6.0) ** 2
    assert integrate.simps(y) == simpson(y)
    first, last = integrate.simps(y, even="first"), integrate.simps(y, even="last")
    assert integrate.simps(y, even="avg") == pytest.approx((first + last) / 2)
    assert first == pytest.approx(64 / 3 + 20.5) and last == pytest.approx((125 - 1) / 3 + 0.5)
    with pytest.raises(ValueError):
        integrate.simps(y, even="no")
    text = io.StringIO()
    integrate.quad_explain(text)
    assert "epsabs" in text.getvalue()


def test_romberg_show(capsys):
    integrate.romberg(math.cos, 0.0, 1.0, show=True)
    assert "steps" in capsys.readouterr().out
