# SPDX-License-Identifier: BSD-3-Clause
"""Scalar integer arguments: what is taken, and what each wrong kind raises."""
from __future__ import annotations

from fractions import Fraction

import numpy as np
import pytest

from scinova import special
from scinova.special._arguments import whole


@pytest.mark.parametrize("value", [3, 3.0, np.int8(3), np.float32(3), np.array(3), np.array(3.0), Fraction(3)])
def test_whole_numbers_of_any_type(value):
    found = whole(value, "n", "f", 1)
    assert found == 3 and type(found) is int


@pytest.mark.parametrize("value, error", [
    (2.5, ValueError), (np.nan, ValueError), (0, ValueError), (-np.inf, ValueError), (np.inf, OverflowError),
    (1 + 0j, TypeError), (np.complex64(1), TypeError), ("1", TypeError), (None, TypeError), ([1], ValueError)])
def test_wrong_values(value, error):
    with pytest.raises(error, match="special.f: n must be a positive integer; got"):
        whole(value, "n", "f", 1)


def test_variants():
    assert whole(2.9, "n", "f", cut=True) == 2 and whole(-7.0, "n", "f") == -7
    assert whole(1e30, "n", "f") == int(1e30)
    with pytest.raises(OverflowError):
        whole(-np.inf, "n", "f")
    with pytest.raises(TypeError):
        whole([1], "n", "f", array=TypeError)


@pytest.mark.parametrize("call", [
    lambda v: special.jn_zeros(1, v), special.fresnel_zeros, special.kelvin_zeros, lambda v: special.riccati_jn(v, 1.0),
    lambda v: special.lqn(v, 0.5), special.bernoulli, lambda v: special.mathieu_odd_coef(v, 1.0),
    lambda v: special.obl_cv_seq(0, v, 1.0), special.roots_legendre, special.hermite,
    lambda v: special.legendre_p_all(v, 0.5), lambda v: special.comb(v, 1, exact=True)])
def test_the_functions_use_it(call):
    for value, error in ((np.inf, OverflowError), (np.nan, ValueError), (2j, TypeError)):
        with pytest.raises(error, match="integer"):
            call(value)
