# SPDX-License-Identifier: BSD-3-Clause
"""Every row of the table: accuracy against mpmath, loops, docstring, special arguments."""
import doctest
import importlib.util
from pathlib import Path

import numpy as np
import pytest

from scinova import special
from scinova.special import _native
from scinova.special._table import ALIASES, HELPERS, TABLE

pytest.importorskip("mpmath")
_spec = importlib.util.spec_from_file_location("accuracy", Path(__file__).parents[2] / "tools/accuracy.py")
accuracy = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(accuracy)

MEASURED = [name for name, row in TABLE.items() if row.reference and row.samples]


@pytest.mark.parametrize("name", MEASURED)
def test_accuracy(name):
    measured = accuracy.measure(name, getattr(special, name), 12)
    assert accuracy.promise_kept(TABLE[name], measured), measured


@pytest.mark.parametrize("name", TABLE)
def test_is_a_ufunc_with_its_loops(name):
    f = getattr(special, name)
    assert isinstance(f, np.ufunc) and f.__name__ == name
    assert f.types == TABLE[name].types.split()


@pytest.mark.parametrize("name", TABLE)
def test_docstring_example(name):
    finder = doctest.DocTestParser().get_doctest(getattr(special, name).__doc__, {}, name, None, 0)
    assert finder.examples
    result = doctest.DocTestRunner(verbose=False).run(finder)
    assert result.failed == 0


def test_aliases_are_the_same_object():
    for alias, name in ALIASES.items():
        assert getattr(special, alias) is getattr(special, name)


def test_every_kernel_has_a_row():
    assert {name for name, _ in _native.kernels()} <= set(TABLE) | set(HELPERS)


@pytest.mark.filterwarnings("ignore:special.*whole number")
@pytest.mark.parametrize("name", TABLE)
def test_nan_in_nan_out(name):
    f = getattr(special, name)
    for k in range(f.nin):
        if TABLE[name].types.split()[-1][k] == "l" or "l" in {t[k] for t in f.types}:
            continue
        args = [1 if {t[j] for t in f.types} == {"l"} else 0.5 for j in range(f.nin)]
        args[k] = np.nan
        value = f(*args)
        for v in value if isinstance(value, tuple) else (value,):
            assert np.isnan(v), (name, args)


@pytest.mark.parametrize("name", [n for n, r in TABLE.items() if r.args.count(",") == 0 and "d->d" in r.types.split()])
def test_shapes_strides_and_out(name):
    f = getattr(special, name)
    x = np.linspace(0.05, 0.95, 24).reshape(4, 6)
    y = f(x)
    assert np.array_equal(f(x[::-1, ::2]), y[::-1, ::2], equal_nan=True)
    out = np.empty_like(x)
    assert f(x, out=out) is out
    assert np.array_equal(out, y, equal_nan=True)
    assert f(np.empty((0, 3))).shape == (0, 3)
    swapped = f(x.astype(x.dtype.newbyteorder()))
    assert np.array_equal(swapped, y, equal_nan=True)
    assert np.array_equal(f(x, where=x > 0.5, out=np.zeros_like(x)), np.where(x > 0.5, y, 0), equal_nan=True)
    assert f(x.astype(np.float32)).dtype == np.float32


def test_threads_change_nothing():
    x = np.random.default_rng(0).random(100_000)
    whole = special.gammaln(x)
    parts = np.concatenate([special.gammaln(p) for p in np.split(x, 100)])
    assert np.array_equal(whole, parts)


def test_reductions_stay_in_order():
    x = np.full(50_000, 0.5)
    assert special.binom.reduce(np.full(50_000, 1.0)) == 1.0
    assert special.xlogy.accumulate(x[:3])[-1] == special.xlogy(special.xlogy(0.5, 0.5), 0.5)
