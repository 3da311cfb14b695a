# SPDX-License-Identifier: BSD-3-Clause
import numpy as np
import pytest

from scinova import special


def test_far_beyond_the_range():
    assert special.logsumexp([1e4, 1e4]) == pytest.approx(1e4 + np.log(2), rel=1e-15)
    assert special.logsumexp([0.0, -1e-300, -800.0]) == pytest.approx(np.log(2), rel=1e-15)
    assert special.logsumexp([0.0, -40.0]) == np.log1p(np.exp(-40.0))


def test_factors_and_sign():
    value, sign = special.logsumexp([1.0, 1.0], b=[1.0, -3.0], return_sign=True)
    assert sign == -1 and value == pytest.approx(1 + np.log(2))
    assert np.isnan(special.logsumexp([1.0, 1.0], b=[1.0, -3.0]))
    assert special.logsumexp([1.0, 1000.0], b=[1.0, 0.0]) == pytest.approx(1.0)
    assert special.logsumexp([1.0, 1.0], b=[1.0, -1.0]) == -np.inf


def test_limits():
    assert special.logsumexp([-np.inf, -np.inf]) == -np.inf
    assert special.logsumexp([np.inf, 1.0]) == np.inf
    assert np.isnan(special.logsumexp([np.nan, 1.0]))
    assert special.logsumexp([np.inf, -np.inf]) == np.inf


def test_complex():
    z = np.array([1 + 1j, -2 + 3j, 0.5j])
    assert special.logsumexp(z) == pytest.approx(np.log(np.exp(z).sum()))


def test_axes():
    a = np.random.default_rng(0).normal(size=(3, 4, 5))
    assert special.logsumexp(a, axis=(0, 2)) == pytest.approx(np.log(np.exp(a).sum(axis=(0, 2))))
    assert special.logsumexp(a, axis=1, keepdims=True).shape == (3, 1, 5)
    assert special.softmax(a, axis=2).sum(axis=2) == pytest.approx(np.ones((3, 4)))
    assert special.log_softmax(a, axis=0) == pytest.approx(np.log(special.softmax(a, axis=0)))
