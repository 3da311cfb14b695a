# SPDX-License-Identifier: BSD-3-Clause
"""Signal processing.

``scinova.signal``: trends, resampling, windows and filters.
"""
from __future__ import annotations

import sys

from scinova._tour.sections import Tour, run_chapter, section


@section("Removing a trend")
def detrend(tour: Tour) -> None:
    """``detrend`` takes the straight line of least squares out of a signal."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import signal

    t = np.linspace(0, 5, 100)
    x = t + np.random.default_rng(3).normal(size=100)
    flat = signal.detrend(x)

    fig, ax = plt.subplots()
    ax.plot(t, x, lw=2.5, label="signal")
    ax.plot(t, flat, lw=2.5, label="detrended")
    ax.legend()
    tour.check("what is left has no slope", np.polyfit(t, flat, 1), [0.0, 0.0], atol=1e-12)
    tour.check("what was taken is the line of least squares", x - flat, np.polyval(np.polyfit(t, x, 1), t), rtol=1e-10,
               atol=1e-12)


@section("Resampling")
def resample(tour: Tour) -> None:
    """``resample`` goes through the Fourier transform, which takes the signal for periodic: a sine that does not close
    rings at its ends, one that does is exact."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import signal

    t = np.linspace(0, 5, 100)
    x = np.sin(t)
    fifty = signal.resample(x, 50)

    fig, ax = plt.subplots()
    ax.plot(t, x, lw=2.5)
    ax.plot(t[::2], fifty, "o", ms=4)
    turn = 2 * np.pi * np.arange(100) / 100
    tour.check("half the points of a periodic signal", signal.resample(np.cos(3 * turn), 50), np.cos(3 * turn)[::2],
               atol=1e-13)
    tour.check("in the middle, near the samples", bool(np.abs(fifty - x[::2])[5:-5].max() < 0.1), True)


@section("Windows")
def windows(tour: Tour) -> None:
    """Windows taper a piece of signal before its spectrum is taken. At the top level of ``signal`` they are where old
    scripts look for them."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import fft, signal

    names = ("hamming", "bartlett", "blackman", "hann")
    fig, (left, right) = plt.subplots(1, 2)
    for name in names:
        window = getattr(signal, name)(51)
        response = np.abs(fft.fft(window, 2048))[:410]
        left.plot(window, label=name)
        right.plot(20 * np.log10(np.maximum(response / response[0], 1e-7)))
    left.legend(fontsize=8)
    right.set(ylim=(-120, 5), ylabel="dB", xlabel="frequency")
    n = np.arange(51)
    tour.check("Hamming's formula", signal.hamming(51), 0.54 - 0.46 * np.cos(2 * np.pi * n / 50), atol=1e-14)
    tour.check("Bartlett's triangle", signal.bartlett(51), 1 - np.abs(n / 25 - 1), atol=1e-14)
    tour.check("Blackman's formula", signal.blackman(51),
               0.42 - 0.5 * np.cos(2 * np.pi * n / 50) + 0.08 * np.cos(4 * np.pi * n / 50), atol=1e-14)


@section("Median and Wiener filters")
def medians(tour: Tour) -> None:
    """A median removes spikes and keeps edges; Wiener's filter smooths where the variance is that of the noise."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import signal

    rng = np.random.default_rng(4)
    clean = np.where(np.arange(300) % 100 < 50, 1.0, 0.0)
    noisy = clean + 0.08 * rng.standard_normal(300)
    noisy[rng.integers(0, 300, 18)] += 2.0
    medfilt = signal.medfilt(noisy, 7)
    wiener = signal.wiener(noisy, 7)

    fig, axes = plt.subplots(3, 1, sharex=True, figsize=(7.2, 4))
    for ax, (title, values) in zip(axes, (("measured", noisy), ("median", medfilt), ("Wiener", wiener))):
        ax.plot(values, lw=1.2)
        ax.set_ylabel(title)
    error = {name: float(np.sqrt(np.mean((v - clean) ** 2))) for name, v in (("measured", noisy), ("median", medfilt))}
    print(error)
    tour.check("the median by hand", medfilt[150], np.median(noisy[147:154]))
    tour.check("spikes are gone", bool(error["median"] < 0.35 * error["measured"]), True)


@section("Real data: an electro-encephalogram")
def eeg(tour: Tour) -> None:
    """Four channels, ten seconds. Detrended, tapered and transformed, they show where their power lies."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import fft, signal

    from . import data

    channels, rate = data.eeg()
    flat = signal.detrend(channels, axis=0)
    spectrum = np.abs(fft.rfft(flat * signal.windows.hann(len(flat))[:, None], axis=0)) ** 2
    frequency = fft.rfftfreq(len(flat), 1 / rate)
    share = spectrum[(frequency > 0.5) & (frequency < 13)].sum(axis=0) / spectrum.sum(axis=0)
    print("share of power between 0.5 and 13 Hz:", np.round(share, 3))

    fig, (left, right) = plt.subplots(1, 2, width_ratios=(3, 2))
    for k in range(4):
        left.plot(np.arange(len(flat)) / rate, flat[:, k] / np.ptp(flat) * 3 + k, lw=0.8)
        right.semilogy(frequency[1:], spectrum[1:, k], lw=0.8)
    left.set(xlabel="seconds", ylabel="channel")
    right.set(xlabel="Hz")
    tour.check("no mean and no slope are left", np.polyfit(np.arange(len(flat)), flat, 1), np.zeros((2, 4)), atol=1e-8)
    tour.check("Parseval's sum", np.sum(np.abs(fft.fft(flat, axis=0)) ** 2) / len(flat), np.sum(flat**2), rtol=1e-12)


if __name__ == "__main__":
    sys.exit(run_chapter(sys.modules[__name__]))
