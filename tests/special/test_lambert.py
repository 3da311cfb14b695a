# SPDX-License-Identifier: BSD-3-Clause
import mpmath as mp
import numpy as np
import pytest

from scinova import special


@pytest.mark.parametrize("k", [0, -1, 1, 2, -5])
@pytest.mark.parametrize("z", [0.3, -0.2, -0.36, -0.55, -3.0, 1e-8, 1e200, 1 + 1j, -0.3679 + 1e-4j, -0.4 - 0.01j, -2j])
def test_against_mpmath(z, k):
    assert special.lambertw(z, k) == pytest.approx(complex(mp.lambertw(z, k)), rel=2e-15)


def test_limits():
    assert special.lambertw(0.0) == 0
    assert special.lambertw(0.0, -1) == -np.inf
    assert special.lambertw(np.inf) == np.inf
    assert np.isnan(special.lambertw(np.nan))
    assert special.lambertw(-np.exp(-1)) == pytest.approx(-1, abs=3e-8)
    assert special.lambertw(np.array([0.1, 0.2], dtype=np.float32)).dtype == np.complex64
