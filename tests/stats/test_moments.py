# SPDX-License-Identifier: BSD-3-Clause
import warnings

import numpy as np
import pytest

from scinova import stats
from scinova.stats._errors import SmallSampleWarning

X = np.random.default_rng(0).gamma(2.0, size=(6, 5, 4))


def test_definitions():
    x = X[:, 0, 0]
    d = x - x.mean()
    assert stats.sem(x) == pytest.approx(x.std(ddof=1) / np.sqrt(6), rel=1e-14)
    assert stats.sem(x, ddof=0) == pytest.approx(x.std() / np.sqrt(6), rel=1e-14)
    assert stats.skew(x) == pytest.approx((d**3).mean() / x.std()**3, rel=1e-13)
    assert stats.kurtosis(x, fisher=False) == pytest.approx((d**4).mean() / x.var()**2, rel=1e-13)
    assert stats.kurtosis(x) == pytest.approx(stats.kurtosis(x, fisher=False) - 3)


def test_no_bias():
    # Over all samples of a few values from an equally likely set the k-statistics have the set's own cumulants.
    values = np.array([0.0, 1.0, 5.0])
    samples = np.stack(np.meshgrid(*[values] * 4, indexing="ij"), axis=-1).reshape(-1, 4)
    spread = samples[np.ptp(samples, axis=1) > 0]
    third = stats.skew(spread, axis=1, bias=False) * spread.var(axis=1, ddof=1)**1.5
    fourth = stats.kurtosis(spread, axis=1, bias=False) * spread.var(axis=1, ddof=1)**2
    d = values - values.mean()
    assert third.sum() / len(samples) == pytest.approx((d**3).mean(), rel=1e-12)
    assert fourth.sum() / len(samples) == pytest.approx((d**4).mean() - 3 * values.var()**2, rel=1e-12)


@pytest.mark.parametrize("function", [stats.sem, stats.skew, stats.kurtosis])
def test_edges(function):
    holes = X.copy()
    holes[0, 0, 0] = np.nan
    assert np.isnan(function(holes)[0, 0]) and np.isfinite(function(holes, nan_policy="omit")).all()
    assert function(holes, nan_policy="omit")[0, 0] == pytest.approx(function(X[1:, 0, 0]))
    with pytest.raises(ValueError):
        function(holes, nan_policy="raise")
    for axis in (None, 1, (0, 2)):
        assert np.shape(function(X, axis=axis, keepdims=True)) == X.mean(axis=axis, keepdims=True).shape
    assert function(X.astype(np.float32)).dtype == np.float32
    with pytest.warns(SmallSampleWarning):
        assert np.isnan(function([]))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)
        value = function([2.0, 2.0, 2.0])
    assert value == 0.0 if function is stats.sem else np.isnan(value)


def test_against_scipy():
    theirs = pytest.importorskip("scipy.stats")
    for name, options in (("sem", {}), ("sem", dict(ddof=2)), ("skew", {}), ("skew", dict(bias=False)),
                          ("kurtosis", {}), ("kurtosis", dict(bias=False, fisher=False))):
        for axis in (0, 2, None, (0, 1)):
            np.testing.assert_allclose(getattr(stats, name)(X, axis=axis, **options),
                                       getattr(theirs, name)(X, axis=axis, **options), rtol=1e-12)
