# SPDX-License-Identifier: BSD-3-Clause
import numpy as np
import pytest

from scinova import stats


@pytest.mark.parametrize("a", [np.arange(7.0), np.random.default_rng(0).normal(size=(4, 5)), [2.0], [1, 3, 2, 2]])
@pytest.mark.parametrize("per", [0, 100, 33.3, [10, 50], [[1, 99]]])
def test_score_is_numpys_percentile(a, per):
    for method, name in (("fraction", "linear"), ("lower", "lower"), ("higher", "higher")):
        for axis in (None, *range(np.ndim(a))):
            got = stats.scoreatpercentile(a, per, interpolation_method=method, axis=axis)
            np.testing.assert_allclose(got, np.percentile(a, per, method=name, axis=axis), rtol=1e-14, atol=1e-15)


def test_score_edges():
    assert np.isnan(stats.scoreatpercentile([], 50))
    assert stats.scoreatpercentile([1, 2, 3, 4, 100], 50, limit=(0, 10)) == 2.5
    assert stats.scoreatpercentile([-np.inf, 0.0, np.inf], 50) == 0.0
    for bad in (dict(per=-1), dict(per=101), dict(per=np.nan), dict(interpolation_method="no"), dict(axis=3)):
        with pytest.raises(ValueError):
            stats.scoreatpercentile(**{"a": [1.0, 2.0], "per": 50, **bad})
    with pytest.raises(TypeError):
        stats.scoreatpercentile([1j], 50)


def test_percentile_of_score():
    a = [1, 2, 3, 3, 4]
    for kind, expected in (("rank", [70, 40, 0, 100]), ("weak", [80, 40, 0, 100]), ("strict", [40, 40, 0, 100]),
                           ("mean", [60, 40, 0, 100])):
        np.testing.assert_allclose(stats.percentileofscore(a, [3, 2.5, 0, 9], kind), expected)
    assert np.isnan(stats.percentileofscore([], 1)) and np.isnan(stats.percentileofscore(a, np.nan))
    assert np.isnan(stats.percentileofscore([1, np.nan], 1))
    assert stats.percentileofscore([1, np.nan], 1, nan_policy="omit") == 100.0
    for bad in (dict(kind="no"), dict(nan_policy="no"), dict(a=[[1.0]]), dict(a=[np.nan], nan_policy="raise")):
        with pytest.raises(ValueError):
            stats.percentileofscore(**{"a": [1.0], "score": 1.0, **bad})
