# SPDX-License-Identifier: BSD-3-Clause
"""Fast Fourier transforms.

``scinova.fft``, and ``scinova.fftpack`` for the scripts that were written for it.
"""
from __future__ import annotations

import sys

from scinova._tour.sections import Tour, run_chapter, section


@section("Finding a frequency, and filtering")
def noisy_sine(tour: Tour) -> None:
    """The observer of a noisy signal knows its time step, not its period. The largest peak of the power spectrum gives
    the period; leaving out all that is above it gives the signal."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import fftpack

    rng = np.random.default_rng(0)
    time_step, period = 0.02, 5.0
    time_vec = np.arange(0, 20, time_step)
    sig = np.sin(2 * np.pi / period * time_vec) + 0.5 * rng.standard_normal(time_vec.size)

    sample_freq = fftpack.fftfreq(sig.size, d=time_step)
    sig_fft = fftpack.fft(sig)
    positive = np.where(sample_freq > 0)
    freqs, power = sample_freq[positive], np.abs(sig_fft)[positive]
    freq = freqs[power.argmax()]
    print("frequency found:", freq)
    sig_fft[np.abs(sample_freq) > freq] = 0
    main_sig = fftpack.ifft(sig_fft)

    fig, ax = plt.subplots()
    ax.plot(time_vec, sig, lw=0.6)
    ax.plot(time_vec, main_sig.real, lw=3)
    ax.set(xlabel="Time [s]", ylabel="Amplitude")
    inset = ax.inset_axes((0.62, 0.66, 0.36, 0.33))
    inset.plot(freqs[:60], power[:60])
    inset.set_title("power", fontsize=8)
    tour.check("the frequency is 1 / period", freq, 1 / period, rtol=1e-12)
    tour.check("the filtered signal is near the clean one",
               np.abs(main_sig.real - np.sin(2 * np.pi / period * time_vec)).max() < 0.15, True)
    tour.check("what is transformed back is real", np.abs(main_sig.imag).max(), 0.0, atol=1e-14)


@section("Crude periodicity finding: hares and lynxes")
def pelts(tour: Tour) -> None:
    """The trade in pelts rose and fell with the hares and the lynxes that hunt them, every ten years or so."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import fft

    from . import data

    years, hares, lynxes = data.pelts()
    periods = 1 / fft.rfftfreq(years.size, 1)[1:]
    found = {}
    fig, (left, right) = plt.subplots(1, 2)
    for name, counts in (("hares", hares), ("lynxes", lynxes)):
        spectrum = np.abs(fft.rfft(counts - counts.mean()))[1:]
        found[name] = periods[spectrum.argmax()]
        left.plot(years, counts, label=name)
        right.plot(periods, spectrum, "o-", ms=4)
    left.set(xlabel="year", ylabel="pelts (thousands)")
    left.legend()
    right.set(xlabel="period (years)", ylabel="amplitude")
    print(found)
    tour.check("a period of ten years and a half", list(found.values()), [10.5, 10.5], rtol=1e-12)
    tour.check("Parseval's sum", np.sum(np.abs(fft.fft(hares)) ** 2) / hares.size, np.sum(hares**2), rtol=1e-13)


@section("Exercise: cleaning a picture of periodic noise")
def denoise(tour: Tour) -> None:
    """The picture came over a poor line: stripes of three frequencies lie over it. In the spectrum (shown as its
    logarithm: the few large values would hide all others) they are bright points far from the centre. The exercise
    keeps the lowest frequencies only; a small dark disc over each bright point harms the picture less."""
    import matplotlib.pyplot as plt
    import numpy as np

    from scinova import fftpack

    from . import data

    clean = data.photograph(tour.image).astype(float)
    y, x = np.indices(clean.shape)
    stripes = [(0.23, 0.11), (-0.17, 0.31), (0.37, -0.05)]
    noisy = clean + sum(40 * np.cos(2 * np.pi * (fy * y + fx * x)) for fy, fx in stripes)

    spectrum = fftpack.fft2(noisy)
    fy = fftpack.fftfreq(clean.shape[0])[:, None]
    fx = fftpack.fftfreq(clean.shape[1])[None, :]
    low_pass = spectrum * ((np.abs(fy) < 0.1) & (np.abs(fx) < 0.1))
    blurred = fftpack.ifft2(low_pass).real

    centre = np.hypot(fy, fx) < 0.08
    around = np.abs(spectrum) * ~centre
    notched = spectrum.copy()
    for _ in range(6):
        row, column = np.unravel_index(around.argmax(), around.shape)
        near = np.hypot(fy - fy[row, 0], fx - fx[0, column]) < 0.012
        notched[near], around[near] = 0, 0
    restored = fftpack.ifft2(notched).real

    fig, axes = plt.subplots(1, 4, figsize=(8, 2.9))
    shown = (("received", noisy), ("its spectrum", np.log(1 + np.abs(fftpack.fftshift(spectrum)))),
             ("low frequencies", blurred), ("notched", restored))
    for ax, (title, picture) in zip(axes, shown):
        ax.imshow(picture)
        ax.set_title(title)
        ax.axis("off")
    errors = [float(np.sqrt(np.mean((p - clean) ** 2))) for p in (noisy, blurred, restored)]
    print("rms distance from the clean picture: received, low-pass, notched:", np.round(errors, 1))
    tour.check("both filters help, the notches more", errors[2] < errors[1] < errors[0], True)
    tour.check("transform and back", fftpack.ifft2(fftpack.fft2(clean)).real, clean, atol=1e-10)


if __name__ == "__main__":
    sys.exit(run_chapter(sys.modules[__name__]))
