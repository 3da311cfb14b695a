# SPDX-License-Identifier: BSD-3-Clause
"""Wigner symbols: orthogonality, symmetry, selection rules, large arguments."""
import numpy as np
import pytest

from scinova import special


@pytest.mark.parametrize("j1, j2", [(2, 3), (2.5, 1), (0.5, 0.5)])
def test_3j_is_orthogonal(j1, j2):
    m1, m2 = np.meshgrid(np.arange(-j1, j1 + 1), np.arange(-j2, j2 + 1))
    for j3 in np.arange(abs(j1 - j2), j1 + j2 + 1):
        assert np.sum(special.wigner_3j(j1, j2, j3, m1, m2, -m1 - m2) ** 2) == pytest.approx(1, rel=1e-14)


def test_3j_values_and_selection_rules():
    assert special.wigner_3j(1, 1, 2, 1, -1, 0) == pytest.approx(1 / np.sqrt(30), rel=1e-15)
    assert special.wigner_3j(1, 1, 3, 0, 0, 0) == 0 and special.wigner_3j(1, 1, 2, 1, 1, 0) == 0
    # all m zero and j1 + j2 + j3 odd
    assert special.wigner_3j(300, 300, 301, 0, 0, 0) == 0
    # (J/2)!/... of DLMF 34.3.5, at a size where every factorial overflows
    assert abs(special.wigner_3j(500, 500, 500, 0, 0, 0)) == pytest.approx(
        np.sqrt(1 / (2 * np.pi * np.sqrt(3) / 4 * 500.5**2)), rel=2e-3)


def test_6j_is_orthogonal():
    j = np.arange(30)
    assert np.sum((2 * j + 1) * 9 * special.wigner_6j(5, 6, j, 7, 6, 4) ** 2) == pytest.approx(1, rel=1e-14)
    assert special.wigner_6j(0.5, 0.5, 1, 0.5, 0.5, 1) == pytest.approx(1 / 6, rel=1e-15)


def test_9j_is_orthogonal_and_symmetric():
    c, f = np.meshgrid(np.arange(6), np.arange(6))
    v = special.wigner_9j(1, 2, c, 2, 1, f, 3, 2, 3)
    assert np.sum((2 * c + 1) * (2 * f + 1) * 35 * v**2) == pytest.approx(1, rel=1e-14)
    assert special.wigner_9j(1, 2, 3, 2, 1, 2, 3, 2, 3) == special.wigner_9j(1, 2, 3, 2, 1, 2, 3, 2, 3)
    odd = special.wigner_9j(2, 1, 3, 1, 2, 2, 2, 3, 3)      # two columns exchanged: (-1)^sum
    assert special.wigner_9j(1, 2, 3, 2, 1, 2, 3, 2, 3) == pytest.approx((-1) ** 19 * odd, rel=1e-14)


def test_clebsch_gordan():
    assert special.clebsch_gordan(0.5, -0.5, 0.5, 0.5, 0, 0) == pytest.approx(-np.sqrt(0.5), rel=1e-15)
    assert special.clebsch_gordan(1, [1, 0], 1, [-1, 0], 2, 0) == pytest.approx([np.sqrt(1 / 6), np.sqrt(2 / 3)])


def test_arguments_that_are_no_angular_momenta():
    with pytest.raises(ValueError, match="half-whole"):
        special.wigner_3j(1, 1, 0.3, 0, 0, 0)
    with pytest.raises(ValueError, match="at most"):
        special.wigner_6j(1e5, 1, 1, 1, 1, 1)
