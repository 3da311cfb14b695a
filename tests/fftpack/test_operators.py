# SPDX-License-Identifier: BSD-3-Clause
import numpy as np
import pytest

from scinova import fft, fftpack

OPERATORS = {
    "diff": lambda w: 1j * w, "hilbert": lambda w: 1j * np.sign(w), "ihilbert": lambda w: -1j * np.sign(w),
    "tilbert": lambda w: 1j / np.tanh(0.3 * w), "itilbert": lambda w: -1j * np.tanh(0.3 * w),
    "cs_diff": lambda w: -1j * np.cosh(0.3 * w) / np.sinh(0.4 * w),
    "sc_diff": lambda w: 1j * np.sinh(0.3 * w) / np.cosh(0.4 * w),
    "ss_diff": lambda w: np.sinh(0.3 * w) / np.sinh(0.4 * w),
    "cc_diff": lambda w: np.cosh(0.3 * w) / np.cosh(0.4 * w), "shift": lambda w: np.exp(0.3j * w),
}
ARGUMENTS = {"tilbert": (0.3,), "itilbert": (0.3,), "shift": (0.3,),
             **dict.fromkeys(("cs_diff", "sc_diff", "ss_diff", "cc_diff"), (0.3, 0.4))}


@pytest.mark.parametrize("name", OPERATORS)
@pytest.mark.parametrize("n", [9, 16])
@pytest.mark.parametrize("period", [None, 1.0])
def test_on_a_trigonometric_polynomial(name, n, period):
    if name in ("hilbert", "ihilbert"):
        period = None
    rng = np.random.default_rng(n)
    c = np.zeros(n, complex)
    for j in (1, 2, 3):
        c[j] = rng.standard_normal() + 1j * rng.standard_normal()
        c[-j] = np.conj(c[j])
    w = np.fft.fftfreq(n, 1 / n) * (2 * np.pi / period if period else 1.0)
    x = fft.ifft(c).real
    with np.errstate(all="ignore"):
        factors = np.where(w == 0, 0, OPERATORS[name](w))
    expected = fft.ifft(c * factors).real
    extra = (period,) if period else ()
    f = getattr(fftpack, name)
    if name == "diff":
        out = f(x, 1, *extra)
        np.testing.assert_allclose(f(out, -1, *extra), x, atol=1e-12)
    else:
        out = f(x, *ARGUMENTS.get(name, ()), *extra)
    np.testing.assert_allclose(out, expected, atol=1e-11)
    np.testing.assert_allclose(f(1j * x, *(ARGUMENTS.get(name, (1,) if name == "diff" else ())), *extra), 1j * out)


def test_derivatives_and_no_overflow():
    t = np.linspace(0, 2 * np.pi, 2000, endpoint=False)
    np.testing.assert_allclose(fftpack.diff(np.sin(3 * t), 2), -9 * np.sin(3 * t), atol=1e-6)
    assert np.isfinite(fftpack.cs_diff(np.sin(t), 5.0, 6.0)).all()
    assert np.isfinite(fftpack.tilbert(np.sin(t), 10.0)).all()
    with pytest.raises(ValueError):
        fftpack.diff(np.ones((2, 2)))


@pytest.mark.parametrize("kind", [1, 2, 3, 4])
def test_cosines_and_sines_are_not_scaled(kind):
    x = np.random.default_rng(0).standard_normal((3, 8))
    points = {1: (14, 18)}.get(kind, (16, 16))
    np.testing.assert_allclose(fftpack.idct(fftpack.dct(x, kind), kind), points[0] * x)
    np.testing.assert_allclose(fftpack.idst(fftpack.dst(x, kind), kind), points[1] * x)
    np.testing.assert_allclose(fftpack.idct(fftpack.dct(x, kind, norm="ortho"), kind, norm="ortho"), x)
    np.testing.assert_allclose(fftpack.idctn(fftpack.dctn(x, 2, norm="ortho"), 2, norm="ortho"), x)
    np.testing.assert_allclose(fftpack.idstn(fftpack.dstn(x, 2, norm="ortho"), 2, norm="ortho"), x)
