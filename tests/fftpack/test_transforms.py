# SPDX-License-Identifier: BSD-3-Clause
import numpy as np
import pytest

from scinova import fft, fftpack


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 8, 9, 30])
@pytest.mark.parametrize("dtype", ["f4", "f8", "g"])
def test_packed_spectrum(n, dtype):
    x = np.random.default_rng(n).standard_normal((3, n)).astype(dtype)
    y, packed = fft.fft(x), fftpack.rfft(x)
    assert packed.dtype == x.dtype
    assert packed.shape == x.shape
    k = (np.arange(n) + 1) // 2
    expected = np.where(np.arange(n) % 2 == 1, y.real[:, k], y.imag[:, k])
    expected[:, 0] = y.real[:, 0]
    np.testing.assert_allclose(packed, expected, atol=1e-5 if dtype == "f4" else 1e-13)
    np.testing.assert_allclose(fftpack.irfft(packed), x, atol=1e-5 if dtype == "f4" else 1e-13)
    np.testing.assert_allclose(fftpack.rfft(x.T, axis=0), packed.T)
    np.testing.assert_allclose(fftpack.irfft(packed.T, axis=0), fftpack.irfft(packed).T)


def test_cut_and_continued():
    x = np.arange(1.0, 8.0)
    for n in (3, 4, 7, 9, 10):
        padded = np.zeros(n)
        padded[:min(n, 7)] = x[:n]
        np.testing.assert_allclose(fftpack.rfft(x, n), fftpack.rfft(padded))
        np.testing.assert_allclose(fftpack.irfft(x, n), fftpack.irfft(padded))
        np.testing.assert_allclose(fftpack.fft(x, n), fft.fft(padded))


def test_several_axes_and_errors():
    a = np.random.default_rng(0).standard_normal((3, 4, 5))
    np.testing.assert_allclose(fftpack.fftn(a), np.fft.fftn(a), atol=1e-12)
    np.testing.assert_allclose(fftpack.ifftn(a, shape=(2, 4, 6)), np.fft.ifftn(a, (2, 4, 6), (0, 1, 2)), atol=1e-12)
    np.testing.assert_allclose(fftpack.fft2(a, shape=(2, 3)), np.fft.fft2(a, (2, 3)), atol=1e-12)
    np.testing.assert_allclose(fftpack.ifft2(fftpack.fft2(a)), a, atol=1e-12)
    for call in (lambda: fftpack.fftn(a, shape=(2,)), lambda: fftpack.fft([]), lambda: fftpack.rfftfreq(-1)):
        with pytest.raises(ValueError):
            call()
    with pytest.raises(TypeError):
        fftpack.rfft([1j])
    np.testing.assert_allclose(fftpack.rfftfreq(5, 0.1), [0, 2, 2, 4, 4])
    assert fftpack.next_fast_len(13) == 15
