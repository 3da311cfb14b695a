# SPDX-License-Identifier: BSD-3-Clause
import math

import numpy as np
import pytest

from scinova import special


def test_whole_numbers():
    n = np.arange(30)
    assert special.factorial(n, exact=True).tolist() == [math.factorial(k) for k in range(30)]
    assert special.factorial(n).tolist() == [float(math.factorial(k)) for k in range(30)]
    assert special.factorial2([-1, 0, 1, 2, 7, 8]).tolist() == [0, 1, 1, 2, 105, 384]
    assert special.factorialk(10, 3, exact=True) == 10 * 7 * 4
    assert special.factorialk(10**6, 10**6 - 2, exact=True) == 2 * 10**6
    assert special.factorialk(1000, 3) == np.inf
    assert special.factorial(171) == np.inf


def test_dtypes():
    assert special.factorial([20], exact=True).dtype == np.int64
    assert special.factorial([21], exact=True).dtype == object
    assert special.factorial(np.float32(3)).dtype == np.float32
    assert type(special.factorial(5, exact=True)) is int
    assert isinstance(special.factorial(np.array(3)), np.ndarray)


def test_continued():
    assert special.factorial(-1.5, extend="complex") == pytest.approx(math.gamma(-0.5))
    assert special.factorial(-1.5) == 0
    assert special.factorial2(7, extend="complex") == pytest.approx(105)
    assert special.factorialk(7, 3, extend="complex") == pytest.approx(28)
    assert np.isnan(special.factorial(-1, extend="complex"))


@pytest.mark.parametrize(("call", "error"), [
    (lambda: special.factorial(5.0, exact=True), ValueError),
    (lambda: special.factorial(1j), ValueError),
    (lambda: special.factorial("a"), ValueError),
    (lambda: special.factorial(True), ValueError),
    (lambda: special.factorial(5, extend="some"), ValueError),
    (lambda: special.factorial(5, exact=True, extend="complex"), ValueError),
    (lambda: special.factorial2(5.0), ValueError),
    (lambda: special.factorialk(5, 0), ValueError),
    (lambda: special.factorialk(5, 2.5), ValueError),
    (lambda: special.factorialk(5, [2]), ValueError),
])
def test_rejected(call, error):
    with pytest.raises(error, match="special.factorial"):
        call()
