# SPDX-License-Identifier: BSD-3-Clause
"""The sample pictures and the electrocardiogram, with stand-ins where the originals cannot be had.

The originals come from `scinova.datasets` (a cached file, or the network). Otherwise a generated array of the same
shape, dtype and character answers, and a note is printed once.
"""
from __future__ import annotations

import functools
import sys
from collections.abc import Callable

import numpy as np

from scinova.datasets import _fetch

_lacking: set[str] = set()  # data sets that could not be had; not asked for again in this process


def _original_or(name: str, stand_in: Callable[[], np.ndarray]) -> np.ndarray:
    if name not in _lacking:
        try:
            return getattr(_fetch, name)()
        except (ImportError, OSError, ValueError) as reason:
            _lacking.add(name)
            print(f"scinova: the original of misc.{name} could not be fetched ({type(reason).__name__}); "
                  "a generated stand-in of the same shape and dtype is used", file=sys.stderr)
    return stand_in()


def face(gray: bool = False) -> np.ndarray:
    """A colour picture, 768 by 1024.

    Parameters
    ----------
    gray : bool
        Return grey levels.

    Returns
    -------
    ndarray, shape (768, 1024, 3) or (768, 1024), uint8

    Examples
    --------
    >>> from scinova import misc
    >>> misc.face(gray=True).shape
    (768, 1024)
    """
    colours = _original_or("face", _furry_picture)
    return _fetch.luminance(colours) if gray else colours


def ascent() -> np.ndarray:
    """A grey-level picture, 512 by 512.

    Returns
    -------
    ndarray, shape (512, 512), uint8

    Examples
    --------
    >>> from scinova import misc
    >>> misc.ascent().dtype
    dtype('uint8')
    """
    return _original_or("ascent", _stair_picture)


def electrocardiogram() -> np.ndarray:
    """Five minutes of an electrocardiogram at 360 Hz, in millivolts.

    Returns
    -------
    ndarray, shape (108000,), float64

    Examples
    --------
    >>> from scinova import misc
    >>> misc.electrocardiogram().shape
    (108000,)
    """
    return _original_or("electrocardiogram", _heart_beats)


def _octaves(shape: tuple[int, int], rng: np.random.Generator, falloff: float) -> np.ndarray:
    """Noise in [0, 1] whose amplitude falls as frequency to the power ``-falloff``, as in natural pictures."""
    fy, fx = np.fft.fftfreq(shape[0])[:, None], np.fft.rfftfreq(shape[1])[None, :]
    frequency = np.hypot(fy, fx)
    frequency[0, 0] = 1.0
    spectrum = np.fft.rfft2(rng.standard_normal(shape)) * frequency**-falloff
    spectrum[0, 0] = 0.0
    noise = np.fft.irfft2(spectrum, shape)
    return (noise - noise.min()) / np.ptp(noise)


@functools.cache
def _furry_picture() -> np.ndarray:
    """A dark mask with two bright eyes on fur in front of leaves."""
    rng = np.random.default_rng(20081)
    y, x = np.indices((768, 1024)) / 768.0
    leaves = _octaves((768, 1024), rng, 1.2)
    fur = _octaves((768, 1024), rng, 0.9)
    head = np.clip(1.6 - np.hypot((x - 0.8) / 0.42, (y - 0.42) / 0.34), 0, 1)
    mask = np.exp(-((x - 0.8) / 0.26)**4 - ((y - 0.38) / 0.09)**4)
    grey = (1 - head) * leaves * 0.8 + head * (0.25 + 0.6 * fur) * (1 - 0.75 * mask)
    colours = np.stack([grey * (0.75 + 0.25 * head), grey, grey * (0.55 + 0.35 * head)], axis=-1)
    for centre in (0.68, 0.92):
        eye = np.exp(-(((x - centre) / 0.028)**2 + ((y - 0.38) / 0.028)**2)**3)
        glint = np.exp(-((x - centre - 0.008)**2 + (y - 0.372)**2) / 0.006**2)
        colours = colours * (1 - eye[..., None]) + (0.05 * eye + 0.9 * glint)[..., None]
    picture = (255 * np.clip(colours, 0, 1)).astype(np.uint8)
    picture.flags.writeable = False
    return picture


@functools.cache
def _stair_picture() -> np.ndarray:
    """Steps in perspective under slanting light."""
    rng = np.random.default_rng(512)
    y, x = np.indices((512, 512)) / 512.0
    step = np.floor(14 * (y + 0.15 * x) ** 1.5)
    edge = np.abs(14 * (y + 0.15 * x) ** 1.5 - step - 0.5) * 2
    light = 0.35 + 0.4 * (step % 2) + 0.15 * (1 - edge) + 0.25 * _octaves((512, 512), rng, 1.1) - 0.25 * x
    return (255 * np.clip(light, 0, 1)).astype(np.uint8)


@functools.cache
def _heart_beats() -> np.ndarray:
    """Beats as five Gaussian waves on a varying period (McSharry et al., IEEE Trans. Biomed. Eng. 50 (2003) 289)."""
    rng = np.random.default_rng(208)
    rate, n = 360.0, 108000
    t = np.arange(n) / rate
    signal = 0.05 * np.sin(2 * np.pi * 0.25 * t) + 0.02 * rng.standard_normal(n)
    at = 0.3
    while at < t[-1]:
        period = 0.62 * (1 + 0.06 * np.sin(2 * np.pi * 0.1 * at) + 0.03 * rng.standard_normal())
        for shift, width, height in ((-0.2, 0.025, 0.15), (-0.03, 0.01, -0.12), (0.0, 0.011, 1.4), (0.03, 0.01, -0.25),
                                     (0.22, 0.04, 0.35)):
            centre = at + shift * period / 0.62
            window = slice(*np.searchsorted(t, (centre - 5 * width, centre + 5 * width)))
            signal[window] += height * np.exp(-0.5 * ((t[window] - centre) / width)**2)
        at += period
    signal.flags.writeable = False
    return signal
