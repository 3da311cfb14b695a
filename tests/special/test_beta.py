# SPDX-License-Identifier: BSD-3-Clause
"""The incomplete beta function, and what it becomes at parameters of any size."""
from fractions import Fraction

import mpmath as mp
import numpy as np
import pytest

from scinova import special


@pytest.mark.parametrize("n", [1e39, 1.01e40, 1e59, 1e80, 1e141, 1e300])
def test_tails_of_huge_parameters(n):
    """The numbers beside the mean are further from it than any tail reaches."""
    x = np.array([1e-300, 0.3, np.nextafter(0.5, 0), 0.5, np.nextafter(0.5, 1), 0.7])
    steps = np.array([0, 0, 0, 0.5, 1, 1])
    f = np.array([1e-300, 0.5, np.nextafter(1, 0), 1, np.nextafter(1, 2), 1.5])
    for lower, upper in ((special.betainc(n, n, x), special.betaincc(n, n, x)),
                         (special.fdtr(n, n, f), special.fdtrc(n, n, f)),
                         (special.gammainc(n, n * f), special.gammaincc(n, n * f))):
        np.testing.assert_allclose(lower, steps, rtol=1e-15)
        np.testing.assert_allclose(upper, 1 - steps, rtol=1e-15)


def test_huge_parameters_near_the_mean():
    """a y - b x is exact where the products almost cancel."""
    rng = np.random.default_rng(0)
    a, b = 10**rng.uniform(40.01, 40.3, (2, 60000))
    x = a / (a + b)
    near = [i for i in range(a.size) if abs(Fraction(a[i]) - (Fraction(a[i]) + Fraction(b[i])) * Fraction(x[i])) < 2e21]
    assert len(near) > 5
    for i in near:
        with mp.workdps(60):
            z = (b[i] * mp.mpf(x[i]) - a[i] * (1 - mp.mpf(x[i]))) * mp.sqrt(1 / mp.mpf(a[i]) + 1 / mp.mpf(b[i]))
            exact = mp.ncdf(z)
            assert abs(special.betainc(a[i], b[i], x[i]) - exact) <= 2e-14 * exact


@pytest.mark.parametrize(("a", "b"), [(1500, 2e3), (40, 1e4), (900, 900)])
def test_large_parameters_against_mpmath(a, b):
    mean, spread = a / (a + b), np.sqrt(a * b / (a + b)**3)
    x = mean + spread * np.array([-5, -1, 0.1, 2])
    x = x[(x > 0) & (x < 1)]
    lower, upper = special.betainc(a, b, x), special.betaincc(a, b, x)
    for at, p, q in zip(x, lower, upper, strict=True):
        with mp.workdps(40):
            exact = mp.betainc(a, b, 0, mp.mpf(at), regularized=True)
            assert abs(p - exact) <= 1e-14 * exact and abs(q - (1 - exact)) <= 1e-14 * (1 - exact)
