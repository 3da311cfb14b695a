# SPDX-License-Identifier: BSD-3-Clause
import warnings

import numpy as np
import pytest

from scinova import constants


def test_exact_constants_of_the_si():
    # SI Brochure, 9th edition, section 2.2
    assert constants.c == 299792458
    assert constants.h == 6.62607015e-34
    assert constants.e == 1.602176634e-19
    assert constants.k == 1.380649e-23
    assert constants.N_A == 6.02214076e23


def test_codata_2022():
    # NIST's table of 2022
    assert constants.physical_constants["electron mass"] == (9.1093837139e-31, "kg", 2.8e-40)
    assert constants.value("proton-electron mass ratio") == 1836.152673426
    assert constants.unit("Newtonian constant of gravitation") == "m^3 kg^-1 s^-2"
    assert constants.precision("Planck constant") == 0
    assert len(constants.find()) == 355
    assert "electron mass" in constants.find("ELECTRON M")
    assert constants.find("no such thing") == []


def test_relations_between_constants():
    c = constants
    assert abs(c.e**2 / (2 * c.epsilon_0 * c.h * c.c) / c.alpha - 1) < 1e-9
    assert abs(c.mu_0 * c.epsilon_0 * c.c**2 - 1) < 1e-9
    assert abs(c.alpha**2 * c.m_e * c.c / (2 * c.h) / c.Rydberg - 1) < 1e-9
    assert abs(2 * np.pi**5 * c.k**4 / (15 * c.h**3 * c.c**2) / c.sigma - 1) < 1e-15
    assert abs(c.N_A * c.k / c.R - 1) < 1e-15


def test_former_constants_warn():
    with pytest.warns(constants.ConstantWarning):
        assert constants.value("Wien displacement law constant") == 0.0028977685
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert "Wien displacement law constant" in constants.physical_constants
    with pytest.raises(KeyError):
        constants.value("no such constant")


@pytest.mark.parametrize("name, exact", [("mile", 1609.344), ("pound", 0.45359237), ("gallon", 3.785411784e-3),
                                         ("acre", 4046.8564224), ("hp", 745.69987158227022), ("psi", 6894.757293168361),
                                         ("Btu", 1055.05585262), ("light_year", 9460730472580800),
                                         ("troy_ounce", 31.1034768e-3), ("stone", 6.35029318), ("knot", 1852 / 3600)])
def test_units_of_nist_sp811(name, exact):
    assert abs(getattr(constants, name) / exact - 1) < 3e-16


@pytest.mark.parametrize("old, new, readings", [
    ("Celsius", "Fahrenheit", {-40: -40, 0: 32, 100: 212}), ("K", "C", {273.15: 0}), ("f", "k", {32: 273.15}),
    ("rankine", "kelvin", {491.67: 273.15, 1e-9: 1e-9 / 1.8}), ("C", "R", {0: 491.67}),
    ("Kelvin", "Kelvin", {1e-12: 1e-12}),
])
def test_temperatures(old, new, readings):
    found = constants.convert_temperature(list(readings), old, new)
    np.testing.assert_allclose(found, list(readings.values()), rtol=3e-16, atol=1e-13 if new.lower()[0] in "cf" else 0)
    back = constants.convert_temperature(found, new, old)
    np.testing.assert_allclose(back, list(readings), rtol=1e-14, atol=1e-12)


def test_temperatures_keep_type_and_shape():
    assert constants.convert_temperature(np.float32(3), "K", "F").dtype == np.float32
    assert constants.convert_temperature(np.zeros((2, 3), np.int8), "K", "C").shape == (2, 3)
    assert isinstance(constants.convert_temperature(3, "K", "C"), np.float64)
    with pytest.raises(NotImplementedError, match="old_scale"):
        constants.convert_temperature(1.0, "Reaumur", "K")


def test_light():
    assert constants.lambda2nu(constants.c) == 1
    np.testing.assert_allclose(constants.nu2lambda(constants.lambda2nu([1e-9, 5e-7])), [1e-9, 5e-7], rtol=4e-16)


def test_old_names():
    assert constants.C2K(0.0) == 273.15
    assert constants.F2C(32.0) == 0
    assert constants.K2F(0.0) == pytest.approx(-459.67, rel=1e-15)


def test_same_as_scipy():
    scipy_constants = pytest.importorskip("scipy.constants")
    for name in constants.__all__:
        theirs = getattr(scipy_constants, name)
        if isinstance(theirs, (int, float)):
            assert getattr(constants, name) == pytest.approx(theirs, rel=4e-16), name
    assert constants.physical_constants == scipy_constants.physical_constants
