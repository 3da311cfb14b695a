# SPDX-License-Identifier: BSD-3-Clause
import math
import warnings

import mpmath
import numpy as np
import pytest

from scinova import fft

GRID = np.linspace(-14, 14, 513)
DLN = GRID[1] - GRID[0]


def transformed(a, mu, offset=0.0, bias=0.0):
    k = np.exp(GRID + offset)
    return fft.fht(a, DLN, mu, offset, bias), k


@pytest.mark.parametrize("mu", [0.0, 0.5, 1.0, 2.5, 7.0, -0.4])
@pytest.mark.parametrize("offset", [0.0, 0.3, -1.1])
def test_gaussian_is_its_own_transform(mu, offset):
    # integral r^mu exp(-r^2/2) J_mu(k r) r dr = k^mu exp(-k^2/2); FFTLog's measure is k dr, hence r^(mu+1) and k^(mu+1)
    r = np.exp(GRID)
    found, k = transformed(r ** (mu + 1) * np.exp(-r ** 2 / 2), mu, offset)
    exact = k ** (mu + 1) * np.exp(-k ** 2 / 2)
    # far below the middle the next period is seen: exp(-(mu + 1) t), t the distance from there
    assert abs(found - exact)[60:-60].max() < 2e-13 * max(1.0, exact.max()) + 9 * math.exp(-16 * (mu + 1))


@pytest.mark.parametrize("mu, bias", [(0.0, 0.3), (1.0, -0.4), (0.5, 0.2)])
def test_bias_changes_only_what_is_periodic(mu, bias):
    r = np.exp(GRID)
    a = r ** (mu + 1) * np.exp(-r ** 2 / 2)
    found, k = transformed(a, mu, 0.2, bias)
    error = abs(found - k ** (mu + 1) * np.exp(-k ** 2 / 2))[100:-100].max()
    assert error < 1e-11 + 100 * math.exp(-19 * (mu + 1 - bias))


@pytest.mark.parametrize("n", [1, 2, 5, 16, 33])
@pytest.mark.parametrize("mu, offset, bias", [(0.3, 0.0, 0.0), (2.0, 0.7, 0.4), (-0.5, -1.3, -0.2), (25.0, 0.1, 1.0)])
def test_factors_against_mpmath(n, mu, offset, bias):
    dln = 0.21
    x = np.random.default_rng(n).standard_normal(n)
    centred = np.arange(n) - (n - 1) / 2
    with mpmath.workdps(40):
        u = []
        for m in range(n // 2 + 1):
            t = bias + 2j * mpmath.pi * m / (n * mpmath.mpf(dln))
            value = mpmath.mpf(2) ** t * mpmath.gamma((mu + 1 + t) / 2) * mpmath.rgamma((mu + 1 - t) / 2)
            value *= mpmath.exp(-(t - bias) * offset)
            u.append(complex(value.real if 2 * m == n else value))
    exact = np.fft.irfft(np.fft.rfft(x * np.exp(-bias * centred * dln)) * u, n)[::-1]
    exact = exact * np.exp(-bias * (centred * dln + offset))
    found = fft.fht(x, dln, mu, offset, bias)
    assert abs(found - exact).max() < 2e-14 * abs(exact).max()
    if n % 2:
        assert abs(fft.ifht(found, dln, mu, offset, bias) - x).max() < 1e-12
    assert np.allclose(fft.fht(np.stack([x, 2 * x]), dln, mu, offset, bias)[1], 2 * found, rtol=0,
                       atol=1e-14 * abs(exact).max())


@pytest.mark.parametrize("n", [16, 17])
@pytest.mark.parametrize("mu, bias", [(0.5, 0.0), (3.0, 0.4), (-0.2, -0.3)])
def test_low_ringing_offset_makes_even_lengths_invertible(n, mu, bias):
    dln = 0.17
    offset = fft.fhtoffset(dln, mu, initial=0.9, bias=bias)
    assert abs(offset - 0.9) <= dln / 2
    assert fft.fhtoffset(dln, mu, initial=offset, bias=bias) == pytest.approx(offset, abs=1e-12)
    x = np.random.default_rng(0).standard_normal((3, n))
    assert np.allclose(fft.ifht(fft.fht(x, dln, mu, offset, bias), dln, mu, offset, bias), x, rtol=0, atol=1e-12)


@pytest.mark.parametrize("order", [1, 2, 3, 4, 5])
@pytest.mark.parametrize("bias", [0.0, 1.0, 2.0, -1.0])
def test_negative_whole_orders_reflect(order, bias):
    # J_{-n} = (-1)^n J_n, also where both gamma functions have poles
    if (order - 1 + bias) % 2 or order - 1 < abs(bias):
        pytest.skip("not a pair of poles")
    x = np.random.default_rng(order).standard_normal(9)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        for f in (fft.fht, fft.ifht):
            a, b = f(x, 0.1, -float(order), 0.2, bias), f(x, 0.1, float(order), 0.2, bias)
            assert np.allclose(a, (-1) ** order * b, rtol=1e-11, atol=1e-11 * abs(b).max())


def test_singular_transforms_warn():
    x = np.arange(1.0, 9.0)
    for f, mu, bias in ((fft.fht, 0.5, -1.5), (fft.fht, 1.0, -2.0), (fft.ifht, 0.5, 1.5), (fft.ifht, -2.5, 0.5)):
        with pytest.warns(UserWarning, match="mean"):
            y = f(x, 0.1, mu, 0.0, bias)
        assert np.isfinite(y).all()
    for f, mu, bias in ((fft.fht, -2.5, 0.5), (fft.ifht, 0.5, -1.5), (fft.fht, -4.0, 1.0)):
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            f(x, 0.1, mu, 0.0, bias)


def test_dtypes_and_errors():
    x = np.arange(1.0, 9.0)
    for code, kept in (("e", "f"), ("f", "f"), ("d", "d"), ("g", "g"), ("i", "d"), ("?", "d"), ("O", "d")):
        assert fft.fht(x.astype(code), 0.1, 0.5).dtype.char == kept
        assert fft.ifht(x.astype(code), 0.1, 0.5).dtype.char == kept
    for f in (fft.fht, fft.ifht):
        with pytest.raises(TypeError):
            f(x + 0j, 0.1, 0.5)
        with pytest.raises(TypeError):
            f(x, 0.1, 0.5 + 1j)
        with pytest.raises(ValueError):
            f([], 0.1, 0.5)
        with pytest.raises(IndexError):
            f(1.0, 0.1, 0.5)
        assert np.isnan(f([1.0, math.nan], 0.1, 0.5)).all()
        frozen = x.copy()
        frozen.flags.writeable = False
        f(frozen, 0.1, 0.5, bias=0.3)
        assert np.allclose(f(x[::-1], 0.1, 0.5), f(x[::-1].copy(), 0.1, 0.5), rtol=1e-13)


def test_same_as_scipy():
    scipy_fft = pytest.importorskip("scipy.fft")
    rng = np.random.default_rng(3)
    for n in (1, 2, 7, 64):
        x = rng.standard_normal((2, n))
        for mu, offset, bias in ((0.5, 0.0, 0.0), (2.0, 1.3, 0.3), (10.0, -0.4, -0.6)):
            for name in ("fht", "ifht"):
                theirs = getattr(scipy_fft, name)(x, 0.1, mu, offset, bias)
                assert np.allclose(getattr(fft, name)(x, 0.1, mu, offset, bias), theirs, rtol=1e-11, atol=1e-11)
            assert math.isclose(fft.fhtoffset(0.1, mu, offset, bias), scipy_fft.fhtoffset(0.1, mu, offset, bias),
                                abs_tol=1e-13)
