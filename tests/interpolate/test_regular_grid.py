# SPDX-License-Identifier: BSD-3-Clause
"""Interpolation on rectangular grids: what each method reproduces, shapes, edges, agreement with SciPy."""
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scinova.interpolate import PchipInterpolator, RegularGridInterpolator, interpn

RNG = np.random.default_rng(4)
GRID = tuple(np.cumsum(0.5 + RNG.random(n)) for n in (7, 6, 8))
VALUES = RNG.normal(size=(7, 6, 8))
INSIDE = np.stack([p[0] + (p[-1] - p[0]) * RNG.random(40) for p in GRID], axis=-1)
ITERATIVE = ("cubic", "quintic")        # where SciPy stops an iterative solver early
METHODS = ["linear", "nearest", "slinear", "cubic", "quintic", "pchip"]


def polynomial(k, x, y, z):
    return 1 + x - y * z + (x * y * z if k < 3 else x**3 * z - y**2 * z**3)


@pytest.mark.parametrize(("method", "k"), [("linear", 1), ("slinear", 1), ("cubic", 3), ("quintic", 5)])
def test_polynomials_are_reproduced(method, k):
    f = RegularGridInterpolator(GRID, polynomial(k, *np.meshgrid(*GRID, indexing="ij")), method)
    exact = polynomial(k, *INSIDE.T)
    assert_allclose(f(INSIDE), exact, atol=1e-9 * np.abs(exact).max())


@pytest.mark.parametrize("method", METHODS)
def test_as_scipy(method):
    oracle = pytest.importorskip("scipy.interpolate").RegularGridInterpolator
    for grid, values in ((GRID, VALUES), (GRID[:2], VALUES), ((GRID[0][::-1], GRID[1]), VALUES[..., 0]),
                         (GRID[:1], VALUES[:, 0, 0])):
        x = INSIDE[:, :len(grid)]
        a = RegularGridInterpolator(grid, values, method, bounds_error=False, fill_value=None)
        b = oracle(grid, values, method, bounds_error=False, fill_value=None)
        assert_allclose(a(x), b(x), atol=1e-3 if method in ITERATIVE else 1e-9)
        if method not in ITERATIVE:
            assert_allclose(a(x + 0.4), b(x + 0.4), atol=1e-8)
        assert a(x).dtype == b(x).dtype


@pytest.mark.parametrize("method", METHODS)
def test_grid_points_and_shapes(method):
    f = RegularGridInterpolator(GRID[:2], VALUES, method)
    assert_allclose(f((GRID[0][:, None], GRID[1])), VALUES, atol=1e-12)
    assert f((GRID[0][1], GRID[1][1])).shape == (8,)
    assert f([[GRID[0][1], GRID[1][1]]]).shape == (1, 8)
    assert f(np.zeros((0, 2))).shape == (0, 8)


def test_outside_and_nan():
    f = RegularGridInterpolator(GRID, VALUES, bounds_error=False, fill_value=-5.0)
    out = f(np.stack([INSIDE[0], INSIDE[0] + 100, np.full(3, np.nan)]))
    assert out[1] == -5.0 and np.isnan(out[2])
    with pytest.raises(ValueError):
        RegularGridInterpolator(GRID, VALUES)(INSIDE[0] + 100)


def test_derivatives_of_splines():
    x, y = GRID[:2]
    f = RegularGridInterpolator((x, y), x[:, None] ** 3 * y**2, "cubic")
    at = INSIDE[:, :2]
    assert_allclose(f(at, nu=(1, 1)), 6 * at[:, 0] ** 2 * at[:, 1], rtol=1e-9)
    for bad in ((1,), (-1, 0)):
        with pytest.raises(ValueError):
            f(at, nu=bad)
    with pytest.raises(ValueError):
        f(at, "linear", nu=(1, 0))


def test_complex_values_and_nan_corners():
    f = RegularGridInterpolator(GRID[:1], VALUES[:, 0, 0] + 1j * VALUES[:, 1, 1], "cubic")
    assert_allclose(f(GRID[0]), VALUES[:, 0, 0] + 1j * VALUES[:, 1, 1])
    values = VALUES.copy()
    values[3, 3, 3] = np.nan
    f = RegularGridInterpolator(GRID, values)
    assert_array_equal(f([GRID[0][2], GRID[1][2], GRID[2][2]]), [values[2, 2, 2]])


def test_pchip_goes_from_the_last_axis_to_the_first():
    f = RegularGridInterpolator(GRID[:2], VALUES[..., 0], "pchip")
    x, y = INSIDE[3, :2]
    inner = PchipInterpolator(GRID[1], VALUES[..., 0], axis=1)(y)
    assert_allclose(f((x, y)), PchipInterpolator(GRID[0], inner)(x), rtol=1e-12)


def test_interpn():
    oracle = pytest.importorskip("scipy.interpolate").interpn
    for method in (*METHODS, "splinef2d"):
        assert_allclose(interpn(GRID[:2], VALUES[..., 0], INSIDE[:, :2], method),
                        oracle(GRID[:2], VALUES[..., 0], INSIDE[:, :2], method),
                        atol=1e-4 if method in ITERATIVE else 1e-8)
    out = interpn(GRID[:2], VALUES[..., 0], INSIDE[:, :2] + [[0, 50]], "splinef2d", False, 7.0)
    assert_array_equal(out, np.full(40, 7.0))


@pytest.mark.parametrize("call", [
    lambda: RegularGridInterpolator(GRID, VALUES[0]), lambda: RegularGridInterpolator(GRID, VALUES.T),
    lambda: RegularGridInterpolator(GRID, VALUES, "guess"),
    lambda: RegularGridInterpolator(GRID, VALUES, fill_value="a"),
    lambda: RegularGridInterpolator(([0, 1, 1], [0, 1]), np.ones((3, 2))),
    lambda: RegularGridInterpolator(([0, 1, 2], [0, 1]), np.ones((3, 2)), "cubic"),
    lambda: RegularGridInterpolator(GRID, VALUES)([1.0, 2.0]), lambda: interpn(GRID, VALUES, INSIDE, "guess"),
    lambda: interpn(GRID, VALUES, INSIDE, "splinef2d"),
])
def test_bad_input_is_refused(call):
    with pytest.raises(ValueError):
        call()
