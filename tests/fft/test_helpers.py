# SPDX-License-Identifier: BSD-3-Clause
import threading

import numpy as np
import pytest

from scinova import fft, fftpack


def is_smooth(n, primes):
    for p in primes:
        while n % p == 0:
            n //= p
    return n == 1


@pytest.mark.parametrize("real, primes", [(False, (2, 3, 5, 7, 11)), (True, (2, 3, 5))])
def test_fast_lengths_by_search(real, primes):
    smooth = [n for n in range(1, 1400) if is_smooth(n, primes)]
    for n in range(1, 1200):
        assert fft.next_fast_len(n, real) == min(m for m in smooth if m >= n)
        assert fft.prev_fast_len(n, real=real) == max(m for m in smooth if m <= n)
    assert fft.next_fast_len(np.int64(13)) == 14 and fft.next_fast_len(target=0) == 0


@pytest.mark.parametrize("f", [fft.next_fast_len, fft.prev_fast_len])
def test_lengths_that_are_refused(f):
    for bad, kind in ((2.0, TypeError), ("a", TypeError), (None, TypeError), (-1, ValueError),
                      (1 << 64, OverflowError)):
        with pytest.raises(kind):
            f(bad)


def test_workers_hold_for_a_context():
    outside = fft.get_workers()
    with fft.set_workers(3):
        seen = []
        thread = threading.Thread(target=lambda: seen.append(fft.get_workers()))
        thread.start()
        thread.join()
        assert fft.get_workers() == 3 and seen == [outside]
        with pytest.raises(KeyError), fft.set_workers(1):
            assert fft.get_workers() == 1
            raise KeyError
        assert fft.get_workers() == 3
    assert fft.get_workers() == outside
    with fft.set_workers(-1):
        assert fft.get_workers() >= 1
    for bad, kind in ((0, ValueError), (-10 ** 6, ValueError), (1.5, TypeError), ("a", TypeError)):
        with pytest.raises(kind), fft.set_workers(bad):
            pass
        with pytest.raises(kind):
            fft.fft([1.0, 2.0], workers=bad)


def test_frequencies():
    for n in range(1, 10):
        assert np.array_equal(fft.fftfreq(n, 0.3), np.fft.fftfreq(n, 0.3))
        assert np.array_equal(fft.rfftfreq(n, 0.3, xp=np), np.fft.rfftfreq(n, 0.3))
    for f in (fft.fftfreq, fft.rfftfreq):
        with pytest.raises(ValueError):
            f(4.0)
        with pytest.raises(ValueError):
            f(4, device="elsewhere")
    with pytest.raises(ValueError):
        fft.fftfreq(-1)


def test_orders_of_derivatives_are_whole():
    x = np.sin(2 * np.pi * np.arange(16) / 16)
    assert np.allclose(fftpack.diff(x, 2.0), -x)
    with pytest.raises(TypeError):
        fftpack.diff(x, 1.5)
