# SPDX-License-Identifier: BSD-3-Clause
"""Padé approximants."""
from math import factorial

import numpy as np
import pytest

from scinova import interpolate, linalg, misc

EXP = [1 / factorial(k) for k in range(12)]


@pytest.mark.parametrize("m", range(6))
@pytest.mark.parametrize("n", range(6))
def test_of_the_exponential_is_known(m, n):
    """The closed form of Baker and Graves-Morris, section 1.2."""
    p, q = interpolate.pade(EXP, m, n)
    numerator = [factorial(m + n - k) * factorial(n) / (factorial(m + n) * factorial(k) * factorial(n - k))
                 for k in range(n + 1)]
    denominator = [(-1)**k * factorial(m + n - k) * factorial(m) / (factorial(m + n) * factorial(k) * factorial(m - k))
                   for k in range(m + 1)]
    np.testing.assert_allclose(p.coeffs[::-1], numerator, rtol=1e-9)
    np.testing.assert_allclose(q.coeffs[::-1], denominator, rtol=1e-9)


@pytest.mark.parametrize("dtype, tolerance", [("f4", 1e-4), ("f8", 1e-12), ("F", 1e-4), ("D", 1e-12), (">f8", 1e-12)])
def test_the_product_agrees_with_the_series(dtype, tolerance):
    rng = np.random.default_rng(3)
    series = rng.normal(size=9)
    if np.dtype(dtype).kind == "c":
        series = series + 1j * rng.normal(size=9)
    series = series.astype(dtype)
    p, q = interpolate.pade(series, 3)
    assert p.coeffs.dtype == np.dtype(dtype).newbyteorder("=") and len(p.coeffs) == 6 and q(0) == 1
    product = np.convolve(q.coeffs[::-1], series)[:9]
    np.testing.assert_allclose(product, np.r_[p.coeffs[::-1], 0, 0, 0], atol=tolerance * np.abs(product).max() * 10)


def test_rational_series_are_found_again():
    p, q = interpolate.pade([1, -1, 1, -1, 1], 1)
    np.testing.assert_allclose(p.coeffs, [1.0], atol=1e-15)
    np.testing.assert_allclose(q.coeffs, [1.0, 1.0])
    np.testing.assert_allclose(interpolate.pade([4.0], 0)[0].coeffs, [4.0])
    np.testing.assert_allclose(interpolate.pade([1.0, 2.0, np.nan], 0, 1)[0].coeffs, [2.0, 1.0])    # never used
    with pytest.raises(linalg.LinAlgError):
        interpolate.pade([1, 1, 1, 1, 1], 2)                 # 1 / (1 - x) in many ways


@pytest.mark.parametrize("args, error", [
    (([], 0), ValueError), ((EXP, 12), ValueError), ((EXP, 6, 6), ValueError), ((EXP, -1), ValueError),
    ((EXP, 2, -1), ValueError), ((EXP, 2.0), TypeError), ((EXP, 2, 1.0), TypeError), (([[1.0, 2.0]], 0), ValueError),
    ((["a"], 0), ValueError), (([1.0, np.nan, 3.0], 1), ValueError), (([1.0, np.inf, 3.0], 1), ValueError),
    (([1.0, np.nan, 3.0], 0), ValueError)])
def test_refuses(args, error):
    with pytest.raises(error):
        interpolate.pade(*args)


def test_old_name():
    assert misc.pade is interpolate.pade


def test_against_scipy():
    theirs = pytest.importorskip("scipy.interpolate")
    rng = np.random.default_rng(5)
    for m, n in ((0, None), (3, None), (2, 1), (5, 0), (4, 5)):
        series = rng.normal(size=10)
        for got, expected in zip(interpolate.pade(series, m, n), theirs.pade(series, m, n)):
            np.testing.assert_allclose(got.coeffs, expected.coeffs, rtol=1e-9)
