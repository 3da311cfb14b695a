# SPDX-License-Identifier: BSD-3-Clause
"""Errors at every length, and the identities that transforms obey.

References: NumPy's transform in long double, itself checked here against the definition.
"""
import mpmath
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from scinova import fft

LARGE = [4096, 5040, 10007, 59049, 65536, 3 * 2**15, 100003, 2 * 50021, 2**17, 7**6, 3**11, 2**18 + 2, 17 * 2**13,
         2**20]


def error(actual, exact):
    return float(np.sqrt((abs(actual - exact) ** 2).sum() / (abs(exact) ** 2).sum()))


def data(n, seed=0):
    rng = np.random.default_rng(n + seed)
    return rng.standard_normal(n) + 1j * rng.standard_normal(n)


def bar(n):
    return 2e-16 * np.sqrt(np.log2(max(n, 2)))


def errors(n):
    """Of each transform of random numbers, forward and backward, complex and real."""
    x = data(n)
    wide = np.clongdouble(x)
    yield error(fft.fft(x), np.fft.fft(wide))
    yield error(fft.ifft(x), np.fft.ifft(wide))
    yield error(fft.rfft(x.real), np.fft.rfft(wide.real))
    half = fft.rfft(x.real)
    yield error(fft.irfft(half, n), np.fft.irfft(np.clongdouble(half), n))


@pytest.mark.parametrize("n", [5, 12, 67, 101, 127])
def test_reference(n):
    x = data(n)
    with mpmath.workdps(40):
        w = [mpmath.expjpi(mpmath.mpf(-2 * k) / n) for k in range(n)]
        exact = [sum((mpmath.mpc(v) * w[j * k % n] for j, v in enumerate(x)), mpmath.mpc(0)) for k in range(n)]
        for transform, tolerance in ((np.fft.fft, 1e-18), (fft.fft, 1e-18)):
            y = transform(np.clongdouble(x))
            wrong = [abs(mpmath.mpc(mpmath.mpf(np.format_float_positional(v.real)),
                                    mpmath.mpf(np.format_float_positional(v.imag))) - e) for v, e in zip(y, exact)]
            assert mpmath.norm(wrong) / mpmath.norm(exact) < tolerance * np.sqrt(np.log2(n))


@pytest.mark.parametrize("start", range(1, 2049, 128))
def test_every_length(start):
    for n in range(start, start + 128):
        assert max(errors(n)) <= bar(n), n


@pytest.mark.parametrize("n", LARGE)
def test_large_lengths(n):
    assert max(errors(n)) <= bar(n)


@pytest.mark.parametrize("n", [*range(1, 130), 1009, 4096, 10007, 3**9, 2**16])
def test_long_double(n):
    x = np.clongdouble(data(n)) + np.clongdouble(data(n, 1)) * np.longdouble(2) ** -40
    exact = np.fft.fft(x)
    tolerance = 1.2e-19 * np.sqrt(np.log2(max(n, 2))) * 2
    assert error(fft.fft(x), exact) < tolerance
    assert error(fft.fft(x, norm="ortho"), exact / np.sqrt(np.longdouble(n))) < tolerance + 2e-19
    r = np.fft.rfft(x.real)
    assert error(fft.rfft(x.real), r) < tolerance
    assert error(fft.irfft(r, n), x.real) < 2 * tolerance
    for kind in (2, 3, 4):
        for there, back in ((fft.dct, fft.idct), (fft.dst, fft.idst)):
            assert error(back(there(x.real, kind), kind), x.real) < 3 * tolerance
            assert error(back(there(x.real, kind, norm="ortho"), kind, norm="ortho"), x.real) < 3 * tolerance


def trigonometric(x, kind, sine):
    """By NumPy's transform of the data set out on the circle: the angles are 2 pi p q / points, p of the data and q of
    the result."""
    n = x.size
    first, odd = np.arange(n) + sine, 2 * np.arange(n) + 1
    points, p, q = {1: (2 * (n + 1) if sine else 2 * (n - 1), first, first), 2: (4 * n, odd, first),
                    3: (4 * n, first, odd), 4: (8 * n, odd, odd)}[kind]
    weighted = 2 * np.longdouble(x)
    if kind == 3:
        weighted[n - 1 if sine else 0] /= 2
    elif kind == 1 and not sine:
        weighted[0] /= 2
        weighted[-1] /= 2
    placed = np.zeros(points, np.longdouble)
    placed[p] = weighted
    spectrum = np.fft.rfft(placed)
    beyond = 2 * q > points
    values = spectrum[np.where(beyond, points - q, q)]
    return np.where(beyond, values.imag, -values.imag) if sine else values.real


@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize("code", "fd")
def test_real_lines_of_very_different_sizes(code, axis):
    # none is to be seen in another: where two were the parts of one complex line, the small one was lost in the large
    def lines(transform, x, *args):
        return transform(x, *args) if axis else transform(x.T.copy(), *args, axis=0).T

    rng = np.random.default_rng(3)
    factor = 2**29 if code == "f" else 1
    sizes = 2.0 ** rng.integers(-40, 40, (37, 1))
    sizes[::5] = 2.0**60
    for n in (3, 15, 31, 60, 101, 243, 509, 852, 1009, 2187, 3125, 10007):
        x = rng.standard_normal((37, n)).astype(code)
        half = fft.rfft(x.astype("d")).astype(code.upper())
        exact = np.fft.rfft(np.longdouble(x))
        for count in (37, 7, 2):
            some, size = np.s_[-count:], sizes[-count:].astype(code)
            for transform in (fft.rfft, fft.fft):
                out = lines(transform, (size * x[some]))[:, :n // 2 + 1] / size
                worst = max(map(error, out, exact[some]))
                assert worst <= 1.5 * factor * bar(n), (n, count, transform)
            for transform in (fft.irfft, fft.hfft):
                spectra = half[some] if transform is fft.irfft else half[some].conj()
                scale = 1 if transform is fft.irfft else n
                out = lines(transform, size * spectra, n) / size
                back = np.fft.irfft(np.clongdouble(half[some]), n) * scale
                assert max(map(error, out, back)) <= 1.5 * factor * bar(n), (n, count, transform)


KINDS = [(kind, sine) for kind in (1, 2, 3, 4) for sine in (False, True)]


@pytest.mark.parametrize("start", range(1, 2049, 128))
def test_every_length_of_cosines_and_sines(start):
    # lines of very different sizes, none of which is to be seen in another
    sizes = 2.0 ** np.random.default_rng(start).integers(-60, 60, 9 if start % 3 else 19)
    for n in range(start, start + 128):
        x = data(n).real
        lines = np.outer(sizes, x)
        for kind, sine in KINDS:
            if n == 1 and kind == 1 and not sine:
                continue
            forward = fft.dst if sine else fft.dct
            exact = trigonometric(x, kind, sine)
            assert error(forward(x, kind), exact) <= bar(n), (n, kind, sine)
            rows = forward(lines, kind) if n % 4 < 2 else forward(lines.T.copy(), kind, axis=0).T
            wrong = np.sqrt(((rows / sizes[:, None] - exact) ** 2).sum(1) / (exact**2).sum())
            assert wrong.max() <= bar(n), (n, kind, sine)
            if n % 8 == kind:
                single = np.float32(x)
                wrong = error(forward(single, kind), trigonometric(single, kind, sine))
                assert wrong <= 2**29 * bar(n), (n, kind, sine)


@pytest.mark.parametrize("n", [4095, 4096, 6000, 8190, 10007, 16384, 32769, 3**10, 65536, 100003, 3**11, 2**17])
def test_long_cosines_and_sines(n):
    x = data(n).real
    for kind, sine in KINDS:
        exact = trigonometric(x, kind, sine)
        forward = fft.dst if sine else fft.dct
        assert error(forward(x, kind), exact) <= bar(n), (kind, sine)
        for axis in (0, 1):
            many = np.stack([x, 1e-9 * x], 1 - axis)
            first, second = np.moveaxis(forward(many, kind, axis=axis), axis, 1)
            assert error(first, exact) <= bar(n), (kind, sine)
            assert error(second * 1e9, exact) <= 1.5 * bar(n), (kind, sine)


@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize("code", "fd")
def test_lines_of_cosines_and_sines_are_alone(code, axis):
    # NaN and infinities stay in their line, whatever is done side by side
    def transform(x, kind, sine):
        forward = fft.dst if sine else fft.dct
        return forward(x, kind) if axis else forward(x.T.copy(), kind, axis=0).T

    good = np.setdiff1d(np.arange(21), [4, 11, 20])
    for n in (8, 9, 27, 60, 101, 1500, 1009, 6000):
        x = np.random.default_rng(n).standard_normal((21, n)).astype(code)
        bad = x.copy()
        bad[4, n // 2], bad[11, 0], bad[20, n - 1] = np.nan, np.inf, np.nan
        for kind, sine in KINDS:
            out = transform(bad, kind, sine)
            assert error(out[good], transform(x, kind, sine)[good]) <= 2 * bar(n) * (2**29 if code == "f" else 1)
            assert not np.isfinite(out[[4, 11, 20]]).all(1).any()


lengths = st.one_of(st.integers(1, 300), st.sampled_from([1009, 4096, 10007, 65536, 3**10, 2**17]))


@settings(max_examples=40, deadline=None)
@given(lengths, st.integers(0, 100))
def test_parseval(n, seed):
    x = data(n, seed)
    energy = (abs(x) ** 2).sum()
    assert abs((abs(fft.fft(x, norm="ortho")) ** 2).sum() / energy - 1) < 1e-14
    half = abs(fft.rfft(x.real, norm="ortho")) ** 2
    twice = half.sum() + half[1:(n + 1) // 2].sum()
    assert abs(twice / (x.real**2).sum() - 1) < 1e-14


@settings(max_examples=40, deadline=None)
@given(lengths, st.integers(0, 10**6))
def test_shift(n, by):
    x = data(n)
    turns = fft.fft(np.eye(1, n, by % n)[0])
    assert error(fft.fft(np.roll(x, by)), fft.fft(x) * turns) < 4 * bar(n)


@settings(max_examples=40, deadline=None)
@given(st.integers(1, 200), st.integers(0, 100))
def test_convolution(n, seed):
    x, y = data(n, seed), data(n, seed + 1)
    exact = np.array([sum(np.clongdouble(x[j]) * y[(k - j) % n] for j in range(n)) for k in range(n)])
    scale = np.sqrt((abs(x) ** 2).sum() * (abs(y) ** 2).sum())
    assert np.sqrt((abs(fft.ifft(fft.fft(x) * fft.fft(y)) - exact) ** 2).sum()) < 10 * bar(n) * scale
    real = fft.irfft(fft.rfft(x.real) * fft.rfft(y.real), n)
    exact = np.array([sum(np.longdouble(x.real[j]) * y.real[(k - j) % n] for j in range(n)) for k in range(n)])
    assert np.sqrt(((real - exact) ** 2).sum()) < 10 * bar(n) * scale
