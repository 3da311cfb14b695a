# SPDX-License-Identifier: BSD-3-Clause
"""Transforms in forked children, in pools of processes, from many threads; memory and strides."""
import concurrent.futures
import gc
import multiprocessing
import os
import resource

import numpy as np
import pytest

import scinova
from scinova import fft

SHAPES = [(64,), (1009,), (2**17,), (3**10,), (100003,), (200, 128), (128, 200), (40, 30, 50)]


def data(shape, seed=0):
    rng = np.random.default_rng(seed)
    return rng.standard_normal(shape) + 1j * rng.standard_normal(shape)


def digest(seed):
    """Results of all shapes, to the last bit."""
    out = []
    for shape in SHAPES:
        x = data(shape, seed)
        for y in (fft.fftn(x), fft.rfftn(x.real), fft.irfftn(x), fft.dctn(x.real)):
            out.append(hash(y.tobytes()))
    return out


def _work(seed):
    return [fft.fft(data(s, seed)).sum() for s in SHAPES]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_forked_children():
    expected = digest(0)  # the pool of threads runs already
    pids = []
    for _ in range(3):
        pid = os.fork()
        if pid == 0:
            os._exit(0 if digest(0) == expected else 1)
        pids.append(pid)
    assert [os.waitstatus_to_exitcode(os.waitpid(p, 0)[1]) for p in pids] == [0, 0, 0]
    assert digest(0) == expected


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_pools_of_processes(method):
    if method not in multiprocessing.get_all_start_methods():
        pytest.skip(f"no {method} here")
    expected = [_work(k) for k in range(4)]
    with concurrent.futures.ProcessPoolExecutor(2, multiprocessing.get_context(method)) as pool:
        assert list(pool.map(_work, range(4))) == expected


def test_threads():
    expected = [digest(k) for k in range(4)]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        assert list(pool.map(digest, [0, 1, 2, 3] * 2)) == expected * 2


def test_bits_do_not_depend_on_the_number_of_threads():
    many = digest(1)
    try:
        scinova.set_num_threads(1)
        assert digest(1) == many
    finally:
        scinova.set_num_threads(None)


@pytest.mark.parametrize("shape", SHAPES)
def test_in_place(shape):
    x = data(shape)
    for transform in (fft.fftn, fft.ifftn):
        y = x.copy()
        expected = transform(x)
        out = transform(y, overwrite_x=True)
        assert np.shares_memory(out, y)
        np.testing.assert_array_equal(out, expected)
    r = x.real.copy()
    expected = fft.dctn(r)
    out = fft.dctn(r, overwrite_x=True)
    assert np.shares_memory(out, r)
    np.testing.assert_array_equal(out, expected)


@pytest.mark.parametrize("n", [5, 32, 100, 1009, 2**16, 3**10])
def test_strides(n):
    """Lines that are contiguous, strided, reversed, between others, or read-only."""
    block = data((n, 3, 5))
    expected = fft.fft(np.ascontiguousarray(block[:, 1, 2]))
    real = fft.rfft(np.ascontiguousarray(block[:, 1, 2].real))
    back = fft.irfft(real, n)
    cosines = fft.dct(np.ascontiguousarray(block[:, 1, 2].real))
    tolerance = {"rtol": 0, "atol": 1e-14 * n}
    for view in (block, np.asfortranarray(block), block[::-1][::-1], np.repeat(block, 2, axis=0)[::2]):
        view.setflags(write=False)
        np.testing.assert_allclose(fft.fft(view, axis=0)[:, 1, 2], expected, **tolerance)
        np.testing.assert_allclose(fft.fft(view[:, 1, 2]), expected, **tolerance)
        np.testing.assert_allclose(fft.rfft(view.real, axis=0)[:, 1, 2], real, **tolerance)
        np.testing.assert_allclose(fft.irfft(fft.rfft(view.real, axis=0), n, axis=0)[:, 1, 2], back, **tolerance)
        np.testing.assert_allclose(fft.dct(view.real, axis=0)[:, 1, 2], cosines, **tolerance)
    for m in (n - 1, n + 3):
        padded = np.zeros((m, 3, 5), complex)
        padded[:min(m, n)] = block[:m]
        np.testing.assert_allclose(fft.fft(block, m, axis=0), fft.fft(padded, axis=0), **tolerance)
        np.testing.assert_allclose(fft.rfft(block.real, m, axis=0), fft.rfft(padded.real, axis=0), **tolerance)
        np.testing.assert_allclose(fft.fft(block[:, 0, 0], m), fft.fft(padded[:, 0, 0]), **tolerance)


@pytest.mark.parametrize("n", [3, 9, 15, 25, 64, 1009, 2**16, 3**10])
@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize("bad", [np.nan, np.inf, complex(0, np.nan)])
def test_nan_and_inf_stay_in_their_line(n, axis, bad):
    x = data((n, 5) if axis == 0 else (5, n))
    half = data((n // 2 + 1, 5) if axis == 0 else (5, n // 2 + 1))
    for transform, y in ((fft.fft, x), (fft.rfft, x.real.copy()), (fft.dct, x.real.copy()),
                         (lambda v, axis: fft.irfft(v, n, axis), half)):
        if y.dtype.kind == "f" and isinstance(bad, complex):
            continue
        clean = transform(y, axis=axis)
        line = y[:, 2] if axis == 0 else y[2]
        line[1] = bad
        out = np.moveaxis(transform(y, axis=axis), axis, 1)
        others = [0, 1, 3, 4]
        np.testing.assert_allclose(out[others], np.moveaxis(clean, axis, 1)[others], rtol=0, atol=1e-14 * n)
        assert not np.isfinite(out[2]).all()


def test_scratch_of_long_lines():
    n = 2**21
    x = data(n)
    fft.fft(x)  # the plan
    gc.collect()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    out = fft.fft(x)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert (after - before) * 1024 < 2.5 * out.nbytes
