# SPDX-License-Identifier: BSD-3-Clause
"""One battery over all windows; closed forms; names and parameters."""
import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from scinova import signal
from scinova.signal import get_window, windows
from scinova.signal.windows._table import WINDOWS

PARAMETERS = {"kaiser": (8.6,), "kaiser_bessel_derived": (8.6,), "gaussian": (7.0,), "general_gaussian": (1.5, 7.0),
              "general_cosine": ([1.0, 0.5, 0.2],), "general_hamming": (0.6,), "chebwin": (80,), "dpss": (2.5,)}
NAMES = sorted(WINDOWS)


def made(name, m, sym=True):
    return getattr(windows, name)(m, *PARAMETERS.get(name, ()), sym=sym)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("m", [6, 50, 51, 128])
def test_symmetric_and_periodic(name, m):
    if name == "kaiser_bessel_derived":
        m += m % 2
    w = made(name, m)
    assert w.shape == (m,) and w.dtype == float
    assert_allclose(w, w[::-1], atol=1e-12)
    assert w.max() <= 1.7 + 1e-12
    if name != "kaiser_bessel_derived":
        periodic = made(name, m, sym=False)
        reference = made(name, m + 1)[:m]
        if name == "dpss":
            assert_allclose(periodic / periodic.max(), reference / reference.max(), atol=1e-12)
        else:
            assert_array_equal(periodic, reference)
        assert_array_equal(get_window((name, *PARAMETERS.get(name, ())), m), periodic)


@pytest.mark.parametrize("name", NAMES)
def test_as_scipy(name):
    oracle = pytest.importorskip("scipy.signal.windows")
    for m in (0, 1, 2, 3, 7, 8, 63, 64):
        for sym in (True, False):
            try:
                expected = getattr(oracle, name)(m, *PARAMETERS.get(name, ()), sym=sym)
            except ValueError:
                with pytest.raises(ValueError):
                    made(name, m, sym)
                continue
            assert_allclose(made(name, m, sym), expected, atol=2e-13)


@pytest.mark.parametrize("name", NAMES)
def test_bad_lengths(name):
    for m in (-1, 2.5):
        if name != "kaiser_bessel_derived":
            with pytest.raises(ValueError):
                made(name, m)


def test_closed_forms():
    n = np.arange(51)
    assert_allclose(windows.hann(51), np.sin(np.pi * n / 50) ** 2, atol=1e-15)
    assert_allclose(windows.kaiser(51, 14), np.kaiser(51, 14), rtol=1e-14)
    assert_allclose(windows.tukey(51, 1.0), windows.hann(51))
    assert_allclose(windows.tukey(51, 0.0), 1)
    assert_allclose(windows.taylor(51, norm=False).sum(), 51, rtol=1e-12)
    half = windows.kaiser_bessel_derived(64, 4.0) ** 2
    assert_allclose(half[:32] + half[32:], 1, rtol=1e-14)


def test_side_lobes_of_chebyshev_are_level():
    response = np.abs(np.fft.rfft(windows.chebwin(53, 60), 1 << 14))
    response = 20 * np.log10(response / response[0])
    peaks = response[1:-1][(response[1:-1] > response[2:]) & (response[1:-1] > response[:-2])]
    assert_allclose(peaks[1:], -60, atol=0.05)


def test_slepian_sequences():
    w, ratios = windows.dpss(200, 4.0, 7, return_ratios=True)
    assert_allclose(w @ w.T, np.eye(7), atol=1e-12)
    assert (np.diff(ratios) < 0).all() and ratios[0] <= 1 + 1e-14
    i = np.arange(200)
    sinc = 2 * 0.02 * np.sinc(2 * 0.02 * (i[:, None] - i))
    assert_allclose(w @ sinc, ratios[:, None] * w, atol=1e-12)
    assert (w[::2].sum(axis=1) > 0).all()
    assert_allclose(windows.dpss(64, 2.0, norm="approximate").max(), 0.9995, atol=1e-3)


def test_names_and_parameters():
    assert_array_equal(get_window(8.6, 16), windows.kaiser(16, 8.6, sym=False))
    assert_array_equal(get_window("ham", 16, fftbins=False), windows.hamming(16))
    assert_array_equal(get_window("hann_symmetric", 16), windows.hann(16))
    for bad in ("guess", "kaiser", ("hann", 3), None, b"hann"):
        with pytest.raises(ValueError):
            get_window(bad, 16)


def test_other_namespaces_are_handed_the_result():
    class Space:
        @staticmethod
        def asarray(a, device=None):
            return ("made", a.shape, device)
    assert windows.hann(5, xp=Space) == ("made", (5,), None)
    assert get_window("hann", 5, xp=Space, device="there") == ("made", (5,), "there")


@pytest.mark.filterwarnings("ignore")
def test_old_names_answer_at_the_top():
    for name in ("hamming", "hann", "bartlett", "blackman", "gaussian", "kaiser"):
        assert getattr(signal, name) is getattr(windows, name)
