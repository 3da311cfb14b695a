# SPDX-License-Identifier: BSD-3-Clause
"""Rational filters: the recurrence by hand, states, refusals."""
import numpy as np
import pytest
from numpy.testing import assert_allclose

from scinova.signal import lfilter, lfilter_zi, lfiltic

RNG = np.random.default_rng(13)
FILTERS = [([1.0, 0.5, -0.2], [2.0, -0.7]), ([3.0], [1.0, 0.4, 0.1, 0.05]), ([1.0, 2.0, 3.0], [2.0]), ([2.0], [4.0]),
           ([1.0, 1j], [1.0, 0.3])]


def by_hand(b, a, x):
    y = np.zeros(len(x), np.result_type(np.asarray(b), np.asarray(a), x))
    x = x.astype(y.dtype)
    for n in range(len(x)):
        total = sum(b[k] * x[n - k] for k in range(len(b)) if n >= k)
        y[n] = (total - sum(a[k] * y[n - k] for k in range(1, len(a)) if n >= k)) / a[0]
    return y


@pytest.mark.parametrize(("b", "a"), FILTERS)
@pytest.mark.parametrize("dtype", "fdgFDi")
def test_recurrence(b, a, dtype):
    x = (5 * RNG.normal(size=(3, 20, 2))).astype(dtype)
    y = lfilter(b, a, x, axis=1)
    for i in range(3):
        for j in range(2):
            assert_allclose(y[i, :, j], by_hand(b, a, x[i, :, j]), rtol=1e-9, atol=1e-9)
    assert y.dtype == np.result_type(np.asarray(b), np.asarray(a), x)


@pytest.mark.parametrize(("b", "a"), FILTERS)
def test_states_carry_over(b, a):
    x = RNG.normal(size=(2, 30))
    n = max(len(b), len(a)) - 1
    first, z = lfilter(b, a, x[:, :11], zi=np.zeros((1, n)))
    second, _ = lfilter(b, a, x[:, 11:], zi=z)
    whole = lfilter(b, a, x)
    assert_allclose(np.concatenate([first, second], axis=1), whole, atol=1e-13)
    if n:
        for line in range(2):
            assert_allclose(lfiltic(b, a, whole[line, 10::-1], x[line, 10::-1]), z[line], atol=1e-12)


@pytest.mark.parametrize(("b", "a"), [f for f in FILTERS if len(f[0]) + len(f[1]) > 2])
def test_steady_states_answer_a_step_at_once(b, a):
    y, _ = lfilter(b, a, np.ones(12), zi=lfilter_zi(b, a))
    assert_allclose(y, np.sum(b) / np.sum(a), rtol=1e-12)


def test_strides_and_empties():
    x = RNG.normal(size=(40, 6))
    sparse = x[::2, ::3].T
    assert_allclose(lfilter([1.0, 2.0], [1.0, 0.5], sparse), lfilter([1.0, 2.0], [1.0, 0.5], sparse.copy()))
    assert lfilter([1.0], [1.0, 0.5], np.zeros((0, 3))).shape == (0, 3)
    y, z = lfilter([1.0], [1.0, 0.5], [], zi=[2.0])
    assert y.shape == (0,) and z == [2.0]


def test_refusals():
    for call in (lambda: lfilter([1.0], [0.0, 1.0], [1.0]), lambda: lfilter([], [1.0], [1.0]),
                 lambda: lfilter([1.0], [1.0], 3.0),
                 lambda: lfilter([1.0], [1.0, 2.0], [1.0], zi=[1.0, 2.0]), lambda: lfilter_zi([1.0], [1.0]),
                 lambda: lfiltic([1.0], [0.0, 1.0], [1.0])):
        with pytest.raises(ValueError):
            call()
    for x in ([1, 2], ["a"], np.array([1.0], object)):
        with pytest.raises(NotImplementedError):
            lfilter([1], [1, 2], x)
    with pytest.raises(np.linalg.LinAlgError):
        lfilter_zi([1.0, 2.0], [1.0, -1.0])
