# SPDX-License-Identifier: BSD-3-Clause
import math

import numpy as np
import pytest

from scinova import special


def test_comb_exact_and_float():
    for n in range(0, 60, 7):
        for k in range(-1, n + 3):
            assert special.comb(n, k, exact=True) == (math.comb(n, k) if 0 <= k <= n else 0)
            assert special.comb(n, k) == pytest.approx(special.comb(n, k, exact=True), rel=4e-16)
            assert special.perm(n, k) == pytest.approx(special.perm(n, k, exact=True), rel=1e-14)
    assert special.comb(5, 2, repetition=True) == special.comb(6, 2)
    assert special.comb(0, 0, repetition=True) == 1


def test_comb_rejects_fractions_where_exact():
    with pytest.raises(ValueError, match="integer"):
        special.comb(2.5, 1, exact=True)
    with pytest.raises(TypeError):
        special.comb([3], [1], exact=True)
    with pytest.raises(ValueError):
        special.perm([3], 1, exact=True)


def test_broadcast():
    assert special.comb(np.arange(4)[:, None], np.arange(4)).tolist() == [
        [math.comb(n, k) for k in range(4)] for n in range(4)]
