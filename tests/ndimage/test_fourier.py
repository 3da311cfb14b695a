# SPDX-License-Identifier: BSD-3-Clause
import numpy as np
import pytest

from scinova import ndimage


@pytest.mark.parametrize("shape", [(32,), (16, 15), (8, 9, 16)])
def test_impulses(shape):
    a = np.zeros(shape)
    a[tuple(n // 3 for n in shape)] = 1.0
    moved = np.fft.ifftn(ndimage.fourier_shift(np.fft.fftn(a), [1] * len(shape))).real
    np.testing.assert_allclose(moved, np.roll(a, [1] * len(shape), range(len(shape))), atol=1e-14)
    for function in (ndimage.fourier_gaussian, ndimage.fourier_uniform):
        whole = np.fft.ifftn(function(np.fft.fftn(a), 2.0)).real
        half = np.fft.irfftn(function(np.fft.rfftn(a), 2.0, n=shape[-1]), s=shape, axes=range(len(shape)))
        np.testing.assert_allclose(half, whole, atol=1e-14)
        assert whole.sum() == pytest.approx(1)


def test_gaussian_is_the_filter():
    a = np.random.default_rng(0).standard_normal((64, 64))
    got = np.fft.ifft2(ndimage.fourier_gaussian(np.fft.fft2(a), (2.0, 3.0))).real
    np.testing.assert_allclose(got, ndimage.gaussian_filter(a, (2.0, 3.0), mode="wrap", truncate=9), atol=1e-6)


@pytest.mark.parametrize("shape, size", [((64,), 9.0), ((64, 64), 15.0), ((32, 32, 32), 9.0)])
def test_ellipsoid_is_a_ball(shape, size):
    """The transform of a sampled ball, in the frequencies that sampling hardly touches."""
    x = np.stack(np.meshgrid(*[np.fft.fftfreq(n, 1 / n) for n in shape], indexing="ij"))
    fine = np.zeros(shape)
    steps = np.stack(np.meshgrid(*[np.arange(-3, 4) / 7] * len(shape), indexing="ij")).reshape(len(shape), -1)
    for s in steps.T:
        fine += ((x + s.reshape(-1, *[1] * len(shape))) ** 2).sum(0) <= size**2 / 4
    expected = np.fft.fftn(fine / fine.sum()).real
    got = ndimage.fourier_ellipsoid(np.ones(shape), size)
    low = (slice(0, 4),) * len(shape)
    np.testing.assert_allclose(got[low], expected[low], atol=0.02)
    assert got[(0,) * len(shape)] == 1


def test_ellipsoid_near_zero():
    mpmath = pytest.importorskip("mpmath")
    got = ndimage.fourier_ellipsoid(np.ones((2, 1, 1)), [1e-3, 0, 0])[1, 0, 0]
    with mpmath.workdps(50):
        r = mpmath.pi * mpmath.mpf(1e-3) / 2
        expected = float(3 * (mpmath.sin(r) - r * mpmath.cos(r)) / r**3)
    assert got == pytest.approx(expected, rel=1e-15, abs=0)
    with pytest.raises(NotImplementedError):
        ndimage.fourier_ellipsoid(np.ones((2, 2, 2, 2)), 1)


@pytest.mark.parametrize("given, dtype", [("f", "f"), ("d", "d"), ("F", "F"), ("D", "D"), ("i", "d"), ("?", "d")])
def test_dtypes(given, dtype):
    a = np.ones((3, 4), given)
    assert ndimage.fourier_gaussian(a, 1).dtype == dtype
    assert ndimage.fourier_uniform(a, 1, output=np.complex64).dtype == np.complex64
    assert ndimage.fourier_shift(a, 1).dtype == ("F" if given == "F" else "D")


@pytest.mark.parametrize("call, error", [
    (lambda a: ndimage.fourier_gaussian(a, [1, 2, 3]), RuntimeError),
    (lambda a: ndimage.fourier_gaussian(a, 1, axis=5), ValueError),
    (lambda a: ndimage.fourier_gaussian(a.astype("g"), 1), RuntimeError),
    (lambda a: ndimage.fourier_shift(a, 1, output=np.zeros(a.shape)), RuntimeError),
    (lambda a: ndimage.fourier_uniform(a, 1, output=np.zeros(3)), RuntimeError)])
def test_bad_input(call, error):
    with pytest.raises(error):
        call(np.ones((3, 4)))


def test_fourier_ellipsoid_in_pieces(monkeypatch):
    from scinova.ndimage import _ellipsoid
    rng = np.random.default_rng(0)
    for shape in ((5000,), (70, 81), (17, 18, 19), (0, 5)):
        a = np.fft.fftn(rng.random(shape)) if np.prod(shape) else np.zeros(shape, complex)
        with monkeypatch.context() as whole:
            whole.setattr(_ellipsoid, "_AT_ONCE", 10**9)
            expected = ndimage.fourier_ellipsoid(a, 2.5)
        with monkeypatch.context() as pieces:
            pieces.setattr(_ellipsoid, "_AT_ONCE", 900)
            np.testing.assert_array_equal(ndimage.fourier_ellipsoid(a, 2.5), expected)
            for given in (a.copy(), a.copy()[::-1]):
                wanted = ndimage.fourier_ellipsoid(given, 2.5)
                assert ndimage.fourier_ellipsoid(given, 2.5, output=given) is given
                np.testing.assert_array_equal(given, wanted)
            other = a.copy()
            ndimage.fourier_ellipsoid(other, 2.5, output=other[::-1])
            np.testing.assert_array_equal(other[::-1], expected)
