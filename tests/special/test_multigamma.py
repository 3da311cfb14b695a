# SPDX-License-Identifier: BSD-3-Clause
import numpy as np
import pytest

from scinova import special


def test_recurrence_and_dimension_one():
    a = np.linspace(3, 20, 9)
    assert np.array_equal(special.multigammaln(a, 1), special.gammaln(a))
    step = 0.5 * 3 * np.log(np.pi) + special.gammaln(a) + special.multigammaln(a - 0.5, 3)
    assert special.multigammaln(a, 4) == pytest.approx(step, rel=1e-14)


def test_rejected():
    with pytest.raises(ValueError, match="whole number"):
        special.multigammaln(3.0, 1.5)
    with pytest.raises(ValueError, match="above"):
        special.multigammaln(0.5, 3)
