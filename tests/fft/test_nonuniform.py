# SPDX-License-Identifier: BSD-3-Clause
import itertools
import math

import mpmath
import numpy as np
import pytest

import scinova
from scinova import fft

MODES = [(41,), (12, 17), (7, 8, 9)]


def frequencies(modes):
    return np.meshgrid(*[np.arange(-(m // 2), (m + 1) // 2) for m in modes], indexing="ij")


def matrix(modes, x, sign):
    """exp(sign i k x), modes by points, in long double."""
    phase = sum(np.multiply.outer(k.ravel().astype(np.longdouble), a.astype(np.longdouble))
                for k, a in zip(frequencies(modes), x))
    return np.exp(sign * 1j * phase)


def error(found, exact):
    return float(np.sqrt((abs(found - exact) ** 2).sum() / (abs(exact) ** 2).sum()))


def random(shape, seed=0, code="D"):
    rng = np.random.default_rng(seed)
    return (rng.standard_normal(shape) + 1j * rng.standard_normal(shape)).astype(code)


def scattered(kind, dims, n, seed=1):
    rng = np.random.default_rng(seed)
    x = rng.uniform(-np.pi, np.pi, (dims, n))
    if kind == "clustered":
        x = 1.0 + 1e-5 * x
    elif kind == "edge":
        x = rng.choice([-np.pi, np.pi, np.nextafter(np.pi, 0), np.nextafter(-np.pi, -9), 0.0, -0.0, -1e-300], (dims, n))
    elif kind == "outside":
        x *= 25
    elif kind == "lattice":
        x = 2 * np.pi * rng.integers(-20, 20, (dims, n)) / 16
    return x


@pytest.mark.parametrize("modes", MODES)
@pytest.mark.parametrize("kind", ["uniform", "clustered", "edge", "outside", "lattice"])
@pytest.mark.parametrize("sigma, eps", [(2, 1e-3), (2, 1e-6), (2, 1e-9), (2, 1e-13), (1.25, 1e-3), (1.25, 1e-9)])
def test_all_types_against_sums(modes, kind, sigma, eps):
    x = scattered(kind, len(modes), 200)
    c, f = random(200), random(modes, 2)
    exact = matrix(modes, x, 1)
    # Sums of unrelated signs may cancel, hence relative to the size of the summands as well.
    bound = 4 * eps
    found = fft.nufft1(x, c, modes, eps=eps, sigma=sigma)
    wanted = (exact @ c).reshape(modes)
    assert found.shape == modes
    assert np.linalg.norm(found - wanted) < bound * max(np.linalg.norm(wanted),
                                                        math.sqrt(wanted.size) * np.linalg.norm(c))
    found, wanted = fft.nufft2(x, f, eps=eps, sigma=sigma), f.ravel() @ exact.conj()
    assert np.linalg.norm(found - wanted) < bound * max(np.linalg.norm(wanted), math.sqrt(200) * np.linalg.norm(f))
    s = np.random.default_rng(4).uniform(-6, 11, (len(modes), 60))
    if kind in ("outside", "lattice"):
        s /= 20  # the grid of type 3 grows with both extents
    found = fft.nufft3(x, c, s, eps=eps, sigma=sigma)
    wanted = np.exp(1j * sum(np.multiply.outer(a.astype(np.longdouble), b) for a, b in zip(s, x))) @ c
    assert np.linalg.norm(found - wanted) < (bound + 3e-13) * max(np.linalg.norm(wanted), 8 * np.linalg.norm(c))


@pytest.mark.parametrize("eps", [10.0 ** -p for p in range(1, 15)])
def test_error_is_about_eps(eps):
    for modes, sigma in itertools.product(MODES, (2, 1.25)):
        if sigma == 1.25 and eps < 0.9e-9:
            continue
        x = scattered("uniform", len(modes), 300)
        exact = matrix(modes, x, 1)
        c, f = random(300), random(modes)
        assert error(fft.nufft1(x, c, modes, eps=eps, sigma=sigma), (exact @ c).reshape(modes)) < 2.5 * eps
        assert error(fft.nufft2(x, f, eps=eps, sigma=sigma), f.ravel() @ exact.conj()) < 2.5 * eps


@pytest.mark.parametrize("eps", [1e-2, 1e-4, 1e-6])
def test_single_precision(eps):
    for modes in MODES:
        x = scattered("uniform", len(modes), 300).astype(np.float32)
        exact = matrix(modes, x, 1)
        c, f = random(300, code="F"), random(modes, code="F")
        found = fft.nufft1(x, c, modes, eps=eps)
        assert found.dtype == np.complex64
        assert error(found, (exact @ c).reshape(modes)) < 2.5 * eps
        assert fft.nufft2(x, f, eps=eps).dtype == np.complex64
        assert error(fft.nufft2(x, f, eps=eps), f.ravel() @ exact.conj()) < 2.5 * eps
        assert fft.nufft3(x, c, x, eps=eps).dtype == np.complex64
    assert fft.nufft1(x[0], np.ones(300, np.float32), 4).dtype == np.complex64
    assert fft.nufft1(x[0], np.ones(300, int), 4).dtype == np.complex128


def test_signs_orders_and_adjoints():
    x, c, f = scattered("uniform", 2, 100), random(100), random((6, 9))
    a = fft.nufft1(x, c, (6, 9), eps=1e-12)
    assert error(fft.nufft1(x, c.conj(), (6, 9), sign=-1, eps=1e-12).conj(), a) < 1e-11
    assert error(fft.nufft1(x, c, (6, 9), centred=False, eps=1e-12), np.fft.ifftshift(a)) < 1e-13
    b = fft.nufft2(x, f, eps=1e-12)
    assert error(fft.nufft2(x, np.fft.ifftshift(f), centred=False, eps=1e-12), b) < 1e-13
    assert abs(np.vdot(f, a) - np.vdot(b, c)) < 1e-11 * abs(np.vdot(f, a))
    s = scattered("uniform", 2, 30) * 3
    assert error(fft.nufft3(x, c, s, sign=-1, eps=1e-12), fft.nufft3(x, c.conj(), s, eps=1e-12).conj()) < 1e-11


def test_on_a_regular_grid_it_is_the_fast_transform():
    x = 2 * np.pi * np.arange(64) / 64
    c = random(64)
    assert error(fft.nufft1(x, c, 64, sign=-1, eps=1e-13, centred=False), np.fft.fft(c)) < 1e-12
    assert error(fft.nufft2(x, c, sign=1, eps=1e-13, centred=False), 64 * np.fft.ifft(c)) < 1e-12


def test_high_modes_see_the_coordinates_exactly():
    # the phase k x is as exact as x itself, also for many modes and points far outside the period
    modes = 1 << 18
    x = np.array([1.2345678901234567, -2.9, 1234567.890123])
    c = np.array([1.0, 0.5j, -0.7])
    found = fft.nufft1(x, c, modes, eps=1e-13)
    with mpmath.workdps(40):
        for k in (-modes // 2, -70001, 3, 99999, modes // 2 - 1):
            exact = sum(complex(mpmath.expj(k * mpmath.mpf(a))) * b for a, b in zip(x, c))
            assert abs(found[k + modes // 2] - exact) < 2e-12


def test_batches_strides_and_threads():
    x, c, f = scattered("uniform", 2, 5000), random((2, 3, 5000)), random((2, 3, 20, 70))
    one, two = fft.nufft1(x, c, (20, 70)), fft.nufft2(x, f)
    assert one.shape == (2, 3, 20, 70) and two.shape == (2, 3, 5000)
    for i, j in np.ndindex(2, 3):
        assert error(fft.nufft1(x, c[i, j], (20, 70)), one[i, j]) < 1e-14
        assert error(fft.nufft2(x, f[i, j]), two[i, j]) < 1e-14
    wide = np.repeat(c, 2, axis=-1)[..., ::2]
    wide.flags.writeable = False
    assert np.array_equal(fft.nufft1(np.asfortranarray(x), wide, (20, 70)), one)
    assert np.array_equal(fft.nufft1((x[0], x[1]), c, (20, 70)), one)
    assert np.array_equal(fft.nufft1(x[:, ::-1], c[..., ::-1], (20, 70)).shape, one.shape)
    copied = c.copy(), f.copy(), x.copy()
    fft.nufft3(x, c, x)
    assert all(np.array_equal(a, b) for a, b in zip(copied, (c, f, x)))


@pytest.mark.parametrize("dims", [1, 2, 3])
@pytest.mark.parametrize("crowd", [False, True])
def test_the_number_of_threads_changes_nothing(dims, crowd):
    n, modes = 60000, ((9000,), (90, 111), (18, 20, 33))[dims - 1]
    x, c = scattered("clustered" if crowd else "uniform", dims, n), random(n)
    if crowd:
        x[:, ::3] = scattered("uniform", dims, n)[:, ::3]
    before = scinova.get_num_threads()
    results = []
    try:
        for threads in (1, 2, 3):
            scinova.set_num_threads(threads)
            a = fft.nufft1(x, c, modes)
            results.append((a, fft.nufft2(x, a), fft.nufft3(x, c, x * 2)))
    finally:
        scinova.set_num_threads(before)
    for other in results[1:]:
        assert all(np.array_equal(p, q) for p, q in zip(results[0], other))
    assert np.array_equal(fft.nufft1(x, c, modes, workers=2), results[0][0])
    rows = np.random.default_rng(0).integers(0, math.prod(modes), 20)
    k = np.stack([g.ravel()[rows] for g in frequencies(modes)])
    exact = np.exp(1j * (k.T @ x)) @ c
    assert np.linalg.norm(results[0][0].ravel()[rows] - exact) < 1e-5 * np.linalg.norm(exact) + 1e-3


@pytest.mark.parametrize("n", [1, 2, 3, 5])
@pytest.mark.parametrize("modes", [(1,), (2,), (1, 3), (2, 1, 1)])
def test_tiny(n, modes):
    x, c, f = scattered("uniform", len(modes), n), random(n), random(modes)
    exact = matrix(modes, x, 1)
    assert error(fft.nufft1(x, c, modes, eps=1e-10), (exact @ c).reshape(modes)) < 1e-8
    assert error(fft.nufft2(x, f, eps=1e-10), f.ravel() @ exact.conj()) < 1e-8


def test_type_3_of_points_that_coincide_and_offsets():
    c = random(4)
    for x, s in ((np.zeros(4), [0.0, 1.0, -2.0]), (np.full(4, 7.5), [3.0]), ([1.0, 2.0, 3.0, 4.0], [0.0, 0.0]),
                 (np.zeros(4), [0.0]), (1000 + np.arange(4.0), [2000.0, 2003.0, 1999.0])):
        exact = np.exp(1j * np.multiply.outer(s, x)) @ c
        assert error(fft.nufft3(x, c, s, eps=1e-11), exact) < 1e-9


def test_empty():
    assert np.array_equal(fft.nufft1([], [], 5), np.zeros(5))
    assert np.array_equal(fft.nufft1(np.empty((2, 0)), np.empty((3, 0)), (5, 2)), np.zeros((3, 5, 2)))
    assert fft.nufft1([1.0], [1.0], 0).shape == (0,)
    assert fft.nufft2([], np.ones(5)).shape == (0,)
    assert np.array_equal(fft.nufft2([1.0, 2.0], []), [0, 0])
    assert fft.nufft3([1.0], [1.0], []).shape == (0,)
    assert np.array_equal(fft.nufft3([], [], [1.0]), [0])
    assert fft.nufft1([1.0], np.empty((0, 1)), 3).shape == (0, 3)


def test_errors():
    x, c = np.zeros((2, 3)), np.ones(3)
    for bad in (np.nan, np.inf, -np.inf):
        y = x.copy()
        y[1, 2] = bad
        for f, args in ((fft.nufft1, (y, c, (3, 3))), (fft.nufft2, (y, np.ones((3, 3)))), (fft.nufft3, (y, c, x)),
                        (fft.nufft3, (x, c, y))):
            with pytest.raises(ValueError, match="finite"):
                f(*args)
    for call in (lambda: fft.nufft1(x, np.ones(4), 3), lambda: fft.nufft1(x, 1.0, 3), lambda: fft.nufft1(x, c, (3,)),
                 lambda: fft.nufft1(x, c, (3, -1)), lambda: fft.nufft1(np.zeros((4, 3)), c, 3),
                 lambda: fft.nufft1(np.zeros((1, 1, 3)), c, 3), lambda: fft.nufft1(x, c, 3, sign=2),
                 lambda: fft.nufft1(x, c, 3, eps=0), lambda: fft.nufft1(x, c, 3, eps=np.nan),
                 lambda: fft.nufft1(x, c, 3, eps=1e-16), lambda: fft.nufft1(x, c, 3, eps=1.0),
                 lambda: fft.nufft1(x, c.astype("f"), 3, eps=1e-8), lambda: fft.nufft1(x, c, 3, sigma=1.5),
                 lambda: fft.nufft1(x, c, 3, sigma=1.25, eps=1e-10), lambda: fft.nufft1(x, c, 3, workers=0),
                 lambda: fft.nufft2(x, np.ones(3)), lambda: fft.nufft3(x, c, np.zeros(3)),
                 lambda: fft.nufft3(x + [0, 1e9, 2e9], c, x + [0, 1e9, 2e9]), lambda: fft.nufft1(x, c, 1 << 20)):
        with pytest.raises(ValueError):
            call()
    for call in (lambda: fft.nufft1(x + 0j, c, 3), lambda: fft.nufft1(x, ["a"] * 3, 3), lambda: fft.nufft1(x, c, 2.5),
                 lambda: fft.nufft1(x, c, None), lambda: fft.nufft2(x, [[object()]])):
        with pytest.raises(TypeError):
            call()
    assert np.isnan(fft.nufft1(x, [1.0, np.nan, 1.0], 3)).all()
    assert np.isfinite(fft.nufft1([1e300, -1e18], [1.0, 1.0], 8)).all()
