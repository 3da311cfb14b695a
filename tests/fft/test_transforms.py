# SPDX-License-Identifier: BSD-3-Clause
import functools
import threading

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import scinova
from scinova import fft

LENGTHS = [*range(1, 34), 49, 53, 64, 97, 100, 121, 125, 128, 169, 210, 243, 251, 256]
TOLERANCE = {"f": 1e-6, "d": 1e-15, "g": 1e-17}


@functools.cache
def matrix(n):
    """The definition, in long double; arguments are reduced exactly."""
    k = np.outer(np.arange(n), np.arange(n)) % n
    angle = -2 * np.longdouble("3.14159265358979323846264338327950288") * k / n
    return np.cos(angle) + 1j * np.sin(angle)


def error(actual, exact):
    return np.sqrt((abs(actual - exact) ** 2).sum() / (abs(exact) ** 2).sum())


def random(shape, code, seed=0):
    rng = np.random.default_rng(seed)
    return (rng.standard_normal(shape) + 1j * rng.standard_normal(shape)).astype(code.upper())


@pytest.mark.parametrize("n", LENGTHS)
@pytest.mark.parametrize("code", "fdg")
@pytest.mark.parametrize("lines", [1, 5, 20])
def test_against_the_definition(n, code, lines):
    x = random((lines, n), code)
    f, tol = matrix(n), TOLERANCE[code] * (1 + np.log2(n)) * 2
    for y in (x, np.asfortranarray(x)):
        assert error(fft.fft(y), y @ f) < tol
        assert error(fft.ifft(y), y @ f.conj() / n) < tol
        assert fft.fft(y).dtype == x.dtype
    y = x.real
    assert error(fft.rfft(y), (y @ f)[:, :n // 2 + 1]) < tol
    assert error(fft.fft(y), y @ f) < tol
    assert error(fft.ihfft(y), (y @ f.conj() / n)[:, :n // 2 + 1]) < tol
    half = random((lines, n // 2 + 1), code, 1)
    full = np.concatenate([half, half[:, 1:(n + 1) // 2][:, ::-1].conj()], axis=1)
    full[:, 0] = full[:, 0].real
    if n % 2 == 0:
        full[:, n // 2] = full[:, n // 2].real
    for h in (half, np.asfortranarray(half)):
        assert error(fft.irfft(h, n), (full @ f.conj() / n).real) < 2 * tol
        assert error(fft.hfft(h, n), (full @ f).real) < 2 * tol
        assert fft.irfft(h, n).dtype == half.real.dtype


@pytest.mark.parametrize("n", [5003, 2 * 5003, 4096, 5040, 3**7, 13**3])
def test_long_lines_by_shifted_impulses(n):
    j = n // 3
    x = np.zeros(n)
    x[j] = 1.0
    k = np.arange(n) * j % n
    exact = np.exp(-2j * np.pi * k.astype(np.clongdouble) / n)
    assert abs(fft.fft(x) - exact).max() < 3e-15
    assert abs(fft.fft(x + 0j) - exact).max() < 3e-15
    assert abs(fft.rfft(x) - exact[:n // 2 + 1]).max() < 3e-15
    assert abs(fft.irfft(fft.rfft(x), n) - x).max() < 1e-15


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 7), min_size=1, max_size=4), st.data())
def test_axes_lengths_and_strides(shape, data):
    rng = np.random.default_rng(len(shape))
    axes = data.draw(st.lists(st.integers(0, len(shape) - 1), min_size=1, unique=True))
    s = [data.draw(st.integers(1, 9)) for _ in axes]
    x = rng.standard_normal(shape) + 1j * rng.standard_normal(shape)
    x = x[tuple(slice(None, None, data.draw(st.sampled_from([1, -1]))) for _ in shape)].T.copy().T
    for ours, theirs in ((fft.fftn, np.fft.fftn), (fft.ifftn, np.fft.ifftn)):
        np.testing.assert_allclose(ours(x, s=s, axes=axes), theirs(x, s=s, axes=axes), atol=1e-12)
        np.testing.assert_allclose(ours(x.real, s=s, axes=axes), theirs(x.real, s=s, axes=axes), atol=1e-12)
    np.testing.assert_allclose(fft.rfftn(x.real, s=s, axes=axes), np.fft.rfftn(x.real, s=s, axes=axes), atol=1e-12)
    np.testing.assert_allclose(fft.irfftn(x, s=s, axes=axes), np.fft.irfftn(x, s=s, axes=axes), atol=1e-12)
    np.testing.assert_allclose(fft.hfftn(x, s=s, axes=axes),
                               fft.irfftn(x.conj(), s=s, axes=axes) * np.prod(s), atol=1e-12)
    np.testing.assert_allclose(fft.ihfftn(x.real, s=s, axes=axes),
                               fft.rfftn(x.real, s=s, axes=axes).conj() / np.prod(s), atol=1e-12)


@pytest.mark.parametrize("norm", [None, "backward", "ortho", "forward"])
def test_scaling(norm):
    x = random((4, 12), "d")
    scale = {"ortho": 12**-0.5, "forward": 1 / 12}.get(norm, 1)
    np.testing.assert_allclose(fft.fft(x, norm=norm), fft.fft(x) * scale)
    np.testing.assert_allclose(fft.rfft(x.real, norm=norm), fft.rfft(x.real) * scale)
    np.testing.assert_allclose(fft.ifft(fft.fft(x, norm=norm), norm=norm), x)
    np.testing.assert_allclose(fft.irfftn(fft.rfftn(x.real, norm=norm), norm=norm), x.real)
    np.testing.assert_allclose(fft.hfft2(fft.ihfft2(x.real, norm=norm), norm=norm), x.real)


def test_results_do_not_depend_on_threads():
    x = random((60, 1000), "d")
    reference = fft.fftn(x, workers=1)
    for workers in (2, 3, -1):
        np.testing.assert_array_equal(fft.fftn(x, workers=workers), reference)
    before = scinova.get_num_threads()
    with fft.set_workers(1):
        assert fft.get_workers() == 1
        np.testing.assert_array_equal(fft.fftn(x), reference)
    assert scinova.get_num_threads() == before
    for wrong, kind in ((0, ValueError), (-10**6, ValueError), (1.5, TypeError)):
        with pytest.raises(kind):
            fft.fft(x, workers=wrong)


def test_many_lengths_from_many_threads():
    failures = []

    def work(seed):
        for n in range(1 + seed, 200, 7):
            x = random((3, n), "d", seed)
            if error(fft.ifft(fft.fft(x)), x) > 1e-14:
                failures.append(n)

    threads = [threading.Thread(target=work, args=(k,)) for k in range(6)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert not failures


def test_dtypes_and_overwriting():
    x = np.arange(6)
    for dtype, out in (("f2", "c8"), ("i4", "c16"), ("?", "c16"), (">f4", "c8"), ("O", "c16")):
        assert fft.fft(x.astype(dtype)).dtype == out
    np.testing.assert_allclose(fft.fft(x.astype(">c16")), fft.fft(x))
    y = random((3, 8), "d")
    kept = y.copy()
    fft.fft(y), fft.ifftn(y), fft.irfft(y), fft.hfftn(y)
    np.testing.assert_array_equal(y, kept)
    z = fft.fft(y, overwrite_x=True)
    assert np.shares_memory(z, y)
    kept.setflags(write=False)
    np.testing.assert_array_equal(fft.fft(kept, overwrite_x=True), z)
    np.testing.assert_array_equal(fft.fft([np.nan, 1.0, 2.0]), [np.nan + 1j * np.nan] * 3)
    assert fft.fft(np.ones((0, 4))).shape == (0, 4)


def test_wrong_calls():
    x = np.arange(6.0)
    for call, kind in [(lambda: fft.fft(x, 0), ValueError), (lambda: fft.fft([]), ValueError),
                       (lambda: fft.fft(x, norm="other"), ValueError), (lambda: fft.fft(x, axis=2), IndexError),
                       (lambda: fft.fft(3.0), IndexError), (lambda: fft.fft(x, 2.5), TypeError),
                       (lambda: fft.fft(x, plan=1), NotImplementedError), (lambda: fft.rfft(x + 1j), TypeError),
                       (lambda: fft.irfft([1.0]), ValueError), (lambda: fft.fftn(x, s=(2, 2)), ValueError),
                       (lambda: fft.fftn(np.ones((2, 2)), axes=(0, 0)), ValueError),
                       (lambda: fft.fftn(np.ones((2, 2)), s=(1,), axes=(0, 1)), ValueError),
                       (lambda: fft.rfftn(np.ones((2, 2)), axes=()), ValueError), (lambda: fft.fft2(x), ValueError),
                       (lambda: fft.next_fast_len(-1), ValueError), (lambda: fft.next_fast_len(2.5), TypeError)]:
        with pytest.raises(kind):
            call()


def test_fast_lengths():
    def smooth(n, primes):
        for p in primes:
            while n % p == 0:
                n //= p
        return n == 1

    for real, primes in ((False, (2, 3, 5, 7, 11)), (True, (2, 3, 5))):
        good = [n for n in range(1, 5000) if smooth(n, primes)]
        for target in [*range(1, 300), 1021, 2999, 4001]:
            assert fft.next_fast_len(target, real) == min(n for n in good if n >= target)
            assert fft.prev_fast_len(target, real) == max(n for n in good if n <= target)
    assert fft.next_fast_len(0) == fft.prev_fast_len(0) == 0
    assert fft.next_fast_len(2**40 + 1) > 2**40 >= fft.prev_fast_len(2**40)


def test_frequencies_and_shifts():
    np.testing.assert_allclose(fft.fftfreq(5, 0.1), [0, 2, 4, -4, -2])
    np.testing.assert_allclose(fft.fftfreq(4), [0, 0.25, -0.5, -0.25])
    np.testing.assert_allclose(fft.rfftfreq(5, 0.1), [0, 2, 4])
    x = np.arange(15).reshape(3, 5)
    np.testing.assert_array_equal(fft.fftshift(x), np.fft.fftshift(x))
    np.testing.assert_array_equal(fft.ifftshift(fft.fftshift(x, 1), 1), x)


def test_hermitian_lengths_kept_by_minus_one():
    x = np.ones((5, 8))
    assert fft.irfftn(x, s=(3, -1)).shape == (3, 8)
    assert fft.irfftn(x).shape == (5, 14)
    assert fft.irfftn(np.ones((3, 1))).shape == (3, 1)
