# SPDX-License-Identifier: BSD-3-Clause
import pickle
import warnings

import numpy as np
import pytest

from scinova import stats
from scinova.stats._errors import SmallSampleWarning

RNG = np.random.default_rng(0)
X, Y = RNG.normal(size=(5, 4, 3)), RNG.normal(size=(7, 4, 3)) + 1
HOLES = RNG.normal(size=(5, 4, 3))
HOLES[0, 0, 0] = HOLES[2:4, 1, 1] = np.nan


def test_by_hand():
    # Student 1908: additional hours of sleep; t = -1.8608, df = 18, p = 0.07919 and paired t = -4.0621, p = 0.002833.
    a = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0.0, 2.0]
    b = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4]
    result = stats.ttest_ind(a, b)
    assert (result.statistic, result.pvalue, result.df) == pytest.approx((-1.8608, 0.07919, 18), rel=1e-4)
    welch = stats.ttest_ind(a, b, equal_var=False)
    assert (welch.pvalue, welch.df) == pytest.approx((0.07939, 17.776), rel=1e-4)
    assert tuple(welch.confidence_interval()) == pytest.approx((-3.3654832, 0.2054832), rel=1e-6)
    paired = stats.ttest_rel(a, b)
    assert (paired.statistic, paired.pvalue) == pytest.approx((-4.0621, 0.002833), rel=1e-4)
    one = stats.ttest_1samp(np.subtract(a, b), 0.0)
    assert tuple(one) == pytest.approx(tuple(paired))
    again = stats.ttest_ind_from_stats(np.mean(a), np.std(a, ddof=1), 10, np.mean(b), np.std(b, ddof=1), 10)
    assert tuple(again) == pytest.approx(tuple(result))


@pytest.mark.parametrize("axis", [0, 1, -1, None, (0, 2), (0, 1, 2)])
@pytest.mark.parametrize("keepdims", [False, True])
def test_axes(axis, keepdims):
    result = stats.ttest_ind(X, HOLES[..., :3] * 0 + Y[:5], axis=axis, keepdims=keepdims, nan_policy="propagate")
    expected = np.mean(X, axis=axis, keepdims=keepdims).shape
    assert np.shape(result.statistic) == np.shape(result.pvalue) == np.shape(result.df) == expected


def test_nan_policies():
    for function in (lambda x, **kw: stats.ttest_ind(X, x, **kw), lambda x, **kw: stats.ttest_rel(X, x, **kw),
                     lambda x, **kw: stats.ttest_1samp(x, 0.0, **kw)):
        spoilt = np.isnan(HOLES).any(axis=0)
        through = function(HOLES)
        np.testing.assert_array_equal(np.isnan(through.statistic), spoilt)
        np.testing.assert_array_equal(np.isnan(through.df), spoilt)
        omitted = function(HOLES, nan_policy="omit")
        masked = function(np.ma.masked_invalid(HOLES))
        assert np.isfinite(omitted.statistic).all()
        for got, expected in zip(masked, omitted):
            np.testing.assert_array_equal(got, expected)
        np.testing.assert_array_equal(omitted.statistic[~spoilt], through.statistic[~spoilt])
        with pytest.raises(ValueError):
            function(HOLES, nan_policy="raise")
        with pytest.raises(ValueError):
            function(HOLES, nan_policy="no")
    keep = ~np.isnan(HOLES[:, 1, 1])
    assert stats.ttest_rel(X, HOLES, nan_policy="omit").statistic[1, 1] == pytest.approx(
        stats.ttest_rel(X[keep, 1, 1], HOLES[keep, 1, 1]).statistic)


def test_positions_of_old_scripts():
    assert tuple(stats.ttest_ind(X[:, 0, 0], Y[:, 0, 0], 0, False)) == tuple(
        stats.ttest_ind(X[:, 0, 0], Y[:, 0, 0], equal_var=False))


def test_small_samples():
    with pytest.warns(SmallSampleWarning):
        assert np.isnan(stats.ttest_ind([], [1.0, 2.0]).pvalue)
    with pytest.warns(SmallSampleWarning):
        assert np.isnan(stats.ttest_1samp([np.nan], 0.0, nan_policy="omit").pvalue)
    assert stats.ttest_ind(np.empty((3, 0)), np.empty((2, 0))).pvalue.shape == (0,)
    assert stats.ttest_ind([1.0, 2.0], [3.0]).df == 1.0
    with pytest.warns(RuntimeWarning):
        assert stats.ttest_ind([1.0, 1.0], [2.0, 2.0]).pvalue == 0.0


def test_float32_and_integers():
    assert stats.ttest_ind(np.arange(3, dtype=np.float32), np.arange(4, dtype=np.float32)).pvalue.dtype == np.float32
    assert tuple(stats.ttest_ind([1, 2, 4], [True, False])) == tuple(stats.ttest_ind([1.0, 2.0, 4.0], [1.0, 0.0]))


def test_result():
    for alternative in ("two-sided", "less", "greater"):
        result = stats.ttest_ind(X, Y, alternative=alternative)
        low, high = result.confidence_interval(1 - 0.1)
        assert (low < high).all()
        assert np.isinf(low).all() == (alternative == "less") and np.isinf(high).all() == (alternative == "greater")
        twin = pickle.loads(pickle.dumps(result))
        np.testing.assert_array_equal(twin.confidence_interval(0.9).low, low)
    t, p = result
    assert p is result.pvalue
    # The interval holds 0 exactly when the test does not reject.
    two_sided = stats.ttest_ind(X, Y)
    for level in (0.5, 0.8, 0.95):
        low, high = two_sided.confidence_interval(level)
        np.testing.assert_array_equal((low < 0) & (high > 0), two_sided.pvalue > 1 - level)
    with pytest.raises(ValueError):
        two_sided.confidence_interval(1.5)


@pytest.mark.parametrize("bad, error", [
    (dict(alternative="no"), ValueError), (dict(trim=0.5), ValueError), (dict(trim=-0.1), ValueError),
    (dict(axis=3), ValueError), (dict(axis=1.5), TypeError), (dict(b=np.ones((5, 3))), ValueError),
    (dict(b=["a"]), TypeError), (dict(b=[1j]), TypeError)])
def test_refuses(bad, error):
    with pytest.raises(error):
        stats.ttest_ind(**{"a": X, "b": Y, **bad})


def test_against_scipy():
    theirs = pytest.importorskip("scipy.stats")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for axis in (0, 2, None, (0, 1)):
            for options in ({}, dict(equal_var=False), dict(trim=0.2), dict(trim=0.2, equal_var=False)):
                for policy in ("propagate", "omit"):
                    got, expected = (lib.ttest_ind(X, HOLES, axis=axis, nan_policy=policy, **options)
                                     for lib in (stats, theirs))
                    for name in ("statistic", "pvalue", "df"):
                        np.testing.assert_allclose(getattr(got, name), getattr(expected, name), rtol=1e-10)
                    for a, b in zip(got.confidence_interval(0.9), expected.confidence_interval(0.9)):
                        np.testing.assert_allclose(a, b, rtol=1e-9)


@pytest.mark.parametrize("alternative", ["two-sided", "less", "greater"])
def test_permutations(alternative):
    theirs = pytest.importorskip("scipy.stats")
    small = dict(axis=1, alternative=alternative)
    got = stats.ttest_ind(X[0], Y[0], method=stats.PermutationMethod(), **small)
    expected = theirs.ttest_ind(X[0], Y[0], method=theirs.PermutationMethod(), **small)
    np.testing.assert_allclose(got.pvalue, expected.pvalue, rtol=1e-12)
    np.testing.assert_allclose(got.statistic, expected.statistic)
    for batch in (None, 7):
        got = stats.ttest_ind(X, Y, alternative=alternative, equal_var=False,
                              method=stats.PermutationMethod(99, batch, rng=np.random.default_rng(5)))
        expected = theirs.ttest_ind(X, Y, alternative=alternative, equal_var=False,
                                    method=theirs.PermutationMethod(99, rng=np.random.default_rng(5)))
        np.testing.assert_allclose(got.pvalue, expected.pvalue, rtol=1e-12)
    with pytest.raises(ValueError):
        stats.ttest_ind(X, Y, method="permutation")
    with pytest.raises(ValueError):
        stats.PermutationMethod(0)


@pytest.mark.parametrize("options", [{}, dict(equal_var=False), dict(trim=0.2), dict(alternative="less"),
                                     dict(alternative="greater"), dict(axis=0), dict(axis=None), dict(keepdims=True),
                                     dict(axis=(0, 1))], ids=str)
@pytest.mark.parametrize("batch", [None, 10])
def test_monte_carlo_against_scipy(options, batch):
    theirs = pytest.importorskip("scipy.stats")
    options = {"axis": 1, **options}
    for policy, b in (("propagate", Y[:5]), ("propagate", HOLES), ("omit", HOLES)):
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            got, expected = (lib.ttest_ind(X, b, nan_policy=policy, **options,
                                           method=lib.MonteCarloMethod(99, batch, rng=np.random.default_rng(5)))
                             for lib in (stats, theirs))
        np.testing.assert_allclose(got.pvalue, expected.pvalue, rtol=1e-12)
        np.testing.assert_allclose(got.statistic, expected.statistic, rtol=1e-9)


def test_monte_carlo_comes_to_the_exact_p_value():
    x, y = np.random.default_rng(2).normal(size=(2, 12))
    exact = stats.ttest_ind(x, y).pvalue
    near = stats.ttest_ind(x, y, method=stats.MonteCarloMethod(20_000, rng=3)).pvalue
    assert abs(near - exact) < 4 * np.sqrt(exact / 10_000)
    assert stats.ttest_ind([1.0, 2.0], [1e9, 2e9 + 1], method=stats.MonteCarloMethod(19)).pvalue >= 0.1


def test_monte_carlo_draws_what_it_is_told_to():
    asked = []

    def rvs(size):
        asked.append(size)
        return np.random.default_rng(len(asked)).normal(size=size)

    stats.ttest_ind(np.arange(8.0), np.arange(6.0), method=stats.MonteCarloMethod(25, 10, rvs=(rvs, rvs)))
    assert asked == [(10, 8), (10, 6), (10, 8), (10, 6), (5, 8), (5, 6)]


@pytest.mark.parametrize("make, error", [
    (lambda: dict(n_resamples=0), ValueError), (lambda: dict(n_resamples=1.5), ValueError),
    (lambda: dict(n_resamples="a"), ValueError), (lambda: dict(batch=0), ValueError),
    (lambda: dict(rvs=np.ones, rng=1), ValueError), (lambda: dict(rvs=3), TypeError),
    (lambda: dict(rvs=(np.ones, 3)), TypeError), (lambda: dict(rvs=np.ones), ValueError),
    (lambda: dict(rvs=(np.ones,) * 3), ValueError), (lambda: dict(rng="x"), TypeError),
    (lambda: dict(rvs=(lambda size: np.zeros((2, 2)),) * 2), ValueError),
    (lambda: dict(rvs=(lambda size: np.full(size, 1j),) * 2), TypeError)])
def test_monte_carlo_refuses(make, error):
    with pytest.raises(error):
        stats.ttest_ind(np.arange(8.0), np.arange(6.0), method=stats.MonteCarloMethod(**make()))


def test_older_keywords_of_permutations():
    a, b = X[:, 0, 0], Y[:, 0, 0]
    every = stats.ttest_ind(a, b, method=stats.PermutationMethod()).pvalue
    assert stats.ttest_ind(a, b, permutations=np.inf).pvalue == every
    assert stats.ttest_ind(a, b, permutations=792).pvalue == every            # 12 over 5
    some = stats.ttest_ind(a, b, permutations=99, random_state=4).pvalue
    assert some == stats.ttest_ind(a, b, method=stats.PermutationMethod(99, random_state=4)).pvalue
    assert stats.ttest_ind(a, b, permutations=0, random_state=1) == stats.ttest_ind(a, b)
    for wrong in (-1, 1.5, "x"):
        with pytest.raises(ValueError):
            stats.ttest_ind(a, b, permutations=wrong)
    with pytest.raises(ValueError):
        stats.ttest_ind(a, b, permutations=9, random_state="x")
    with pytest.raises(TypeError):
        stats.ttest_ind(a, b, permutations=9, method=stats.PermutationMethod())
