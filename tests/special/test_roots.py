# SPDX-License-Identifier: BSD-3-Clause
import numpy as np
import pytest

from scinova import special


@pytest.mark.parametrize("n", [1, 2, 3, 7, 20, 61, 400])
def test_legendre_integrates_polynomials(n):
    x, w, mu = special.roots_legendre(n, mu=True)
    assert mu == 2.0 and x.shape == w.shape == (n,)
    assert np.all(np.diff(x) > 0) and np.array_equal(x, -x[::-1])
    for degree in {0, 2, n, 2 * n - 1}:
        exact = 2 / (degree + 1) if degree % 2 == 0 else 0.0
        if degree <= 2 * n - 1:
            assert w @ x**degree == pytest.approx(exact, abs=1e-14)


def test_legendre_rejects_no_nodes():
    for n in (0, -1, 1.5):
        with pytest.raises(ValueError, match="positive integer"):
            special.roots_legendre(n)
