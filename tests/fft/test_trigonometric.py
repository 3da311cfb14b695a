# SPDX-License-Identifier: BSD-3-Clause
import numpy as np
import pytest

from scinova import fft

TOLERANCE = {"f": 2e-6, "d": 3e-15, "g": 3e-15}


def matrix(kind, sine, n):
    """The sums of the kernel's header, written out."""
    j, k = np.arange(n), np.arange(n)[:, None]
    if sine:
        angle = {1: (j + 1) * (k + 1) / (n + 1), 2: (k + 1) * (2 * j + 1) / (2 * n),
                 3: (2 * k + 1) * (j + 1) / (2 * n), 4: (2 * k + 1) * (2 * j + 1) / (4 * n)}[kind]
        m = 2 * np.sin(np.pi * angle)
        if kind == 3:
            m[:, -1] /= 2
        return m
    angle = {1: j * k / max(n - 1, 1), 2: k * (2 * j + 1) / (2 * n), 3: (2 * k + 1) * j / (2 * n),
             4: (2 * k + 1) * (2 * j + 1) / (4 * n)}[kind]
    m = 2 * np.cos(np.pi * angle)
    if kind in (1, 3):
        m[:, 0] /= 2
    if kind == 1:
        m[:, -1] /= 2
    return m


@pytest.mark.parametrize("n", [1, 2, 3, 4, 5, 8, 9, 17, 30, 64, 101])
@pytest.mark.parametrize("kind", [1, 2, 3, 4])
@pytest.mark.parametrize("sine", [False, True])
@pytest.mark.parametrize("code", "fdg")
def test_against_the_definition(n, kind, sine, code):
    forward, inverse = (fft.dst, fft.idst) if sine else (fft.dct, fft.idct)
    if n == 1 and kind == 1 and not sine:
        with pytest.raises(RuntimeError):
            forward([1.0], 1)
        return
    x = np.random.default_rng(n).standard_normal((20, n)).astype(code)
    m, tol = matrix(kind, sine, n), TOLERANCE[code] * n**0.5
    for y in (x, x[:1], np.asfortranarray(x)):
        out = forward(y, kind)
        assert out.dtype == x.dtype
        np.testing.assert_allclose(out, y @ m.T, atol=tol * abs(m @ np.ones(n)).max() + 4 * tol)
        np.testing.assert_allclose(inverse(out, kind), y, atol=8 * tol)
        ortho = forward(y, kind, norm="ortho")
        np.testing.assert_allclose((ortho**2).sum(-1), (y**2).sum(-1), rtol=20 * tol)
        np.testing.assert_allclose(inverse(ortho, kind, norm="ortho"), y, atol=8 * tol)
        np.testing.assert_allclose(inverse(forward(y, kind, norm="forward"), kind, norm="forward"), y, atol=8 * tol)


def test_axes_lengths_and_complex():
    x = np.random.default_rng(0).standard_normal((3, 4, 5))
    np.testing.assert_allclose(fft.dctn(x, 2, axes=(0, 2)), fft.dct(fft.dct(x, axis=0), axis=2), atol=1e-14)
    np.testing.assert_allclose(fft.idstn(fft.dstn(x, 3), 3), x, atol=1e-14)
    np.testing.assert_allclose(fft.dct(x, n=7), fft.dct(np.pad(x, [(0, 0), (0, 0), (0, 2)])), atol=1e-14)
    np.testing.assert_allclose(fft.dst(x, n=2), fft.dst(x[..., :2]), atol=1e-14)
    z = x + 1j * x[::-1]
    np.testing.assert_allclose(fft.dctn(z), fft.dctn(x) + 1j * fft.dctn(x[::-1]), atol=1e-13)
    kept = x.copy()
    fft.dctn(x)
    np.testing.assert_array_equal(x, kept)
    assert np.shares_memory(fft.dctn(x, overwrite_x=True), x)
    for call, kind in ((lambda: fft.dct(x, 5), ValueError), (lambda: fft.dct(x, "2"), TypeError),
                       (lambda: fft.dct([]), ValueError), (lambda: fft.dct(1.0), IndexError)):
        with pytest.raises(kind):
            call()
