# SPDX-License-Identifier: BSD-3-Clause
"""Minimisation of one variable."""
import numpy as np
import pytest

from scinova import optimize


def f(x):
    return x**2 + 10 * np.sin(x)


MINIMUM = -1.3064400120612139  # 2 x + 10 cos x = 0, to the accuracy that values of f allow (about 1e-8)


@pytest.mark.parametrize("method", ["brent", "golden"])
@pytest.mark.parametrize("bracket", [None, (-3, -1), (-3, -1, 1), (1, -1, -3)])
def test_brackets(method, bracket):
    res = optimize.minimize_scalar(f, bracket=bracket, method=method)
    assert res.success and abs(res.x - MINIMUM) < 5e-8 and res.nfev > 5


def test_bounded():
    assert abs(optimize.fminbound(f, 0, 10) - 3.8374671) < 1e-5
    res = optimize.minimize_scalar(f, bounds=(0, 10))
    assert res.success and 0 < res.x < 10 and res.nit == res.nfev
    assert optimize.minimize_scalar(lambda x: x, bounds=(2, 3)).x == pytest.approx(2, abs=1e-4)
    x, value, code, calls = optimize.fminbound(f, 0, 10, full_output=True, maxfun=3, disp=0)
    assert code == 1 and calls == 3


def test_accuracy_of_golden_section():
    assert optimize.golden(lambda x: abs(x - 1), brack=(0, 0.5, 3)) == pytest.approx(1, abs=1e-7)


def test_bracket():
    a, b, c, fa, fb, fc, calls = optimize.bracket(lambda x: (x - 500) ** 2)
    assert min(a, c) < b < max(a, c) and fb < min(fa, fc)
    with pytest.raises(optimize.BracketError):
        optimize.bracket(lambda x: -x)
    assert not optimize.minimize_scalar(lambda x: x).success


def test_full_outputs():
    x, value, nit, calls = optimize.brent(f, full_output=True)
    assert value == f(x)
    x, value, calls = optimize.golden(f, full_output=True)
    assert value == f(x)
    assert optimize.brent(lambda x, a: (x - a) ** 2, args=(3,)) == pytest.approx(3)


@pytest.mark.parametrize("call", [
    lambda: optimize.brent(f, brack=(1, 2, 3)),
    lambda: optimize.brent(f, brack=(1,)),
    lambda: optimize.brent(f, tol=-1),
    lambda: optimize.minimize_scalar(f, method="x"),
    lambda: optimize.minimize_scalar(f, bounds=(0, 1), method="brent"),
    lambda: optimize.minimize_scalar(f, method="bounded"),
    lambda: optimize.fminbound(f, 3, 1),
    lambda: optimize.fminbound(f, 0, np.inf),
    lambda: optimize.fminbound(f, [0, 1], 3),
])
def test_bad_input(call):
    with pytest.raises(ValueError):
        call()


def test_progress_of_display(capsys):
    optimize.fminbound(f, 0, 10, disp=3)
    assert capsys.readouterr().out.count("\n") > 10
