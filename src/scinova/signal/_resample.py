# SPDX-License-Identifier: BSD-3-Clause
"""Resampling through the Fourier transform."""
from __future__ import annotations

import operator
from typing import Any, Literal

import numpy as np
from numpy.typing import ArrayLike

from scinova._core.arrays import normalize_axis
from scinova.signal._transforms import fft, fftfreq, fftshift, ifft, irfft, rfft
from scinova.signal.windows._table import get_window


def resample(x: ArrayLike, num: int, t: ArrayLike | None = None, axis: int = 0, window: Any = None,
             domain: Literal["time", "freq"] = "time") -> Any:
    """Another number of samples of a periodic signal, by its Fourier series.

    Parameters
    ----------
    x : array_like
        Samples, taken for one period along ``axis``; with ``domain='freq'``, their transform.
    num : int
        Number of samples wanted.
    t : array_like, optional
        Places of the samples, equally spaced; the new places are then returned too.
    axis : int, optional
    window : str, tuple, float, callable or array_like, optional
        What the spectrum is multiplied with: a window by name as in `get_window` (its peak at frequency 0), a function
        of the frequencies ``fftfreq(len(x))``, or values in the order of the transform.
    domain : {'time', 'freq'}, optional
        Whether ``x`` is a signal or its transform.

    Returns
    -------
    ndarray, or tuple of two ndarrays
        The new samples; real for a real signal. With ``t``, also their places.

    Notes
    -----
    The series is cut at, or continued with zeros beyond, the Nyquist frequency of the coarser sampling. At that
    frequency the two terms of equal magnitude share, or gather, what one coefficient holds: a real signal stays real.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.signal import resample
    >>> resample(np.cos(np.arange(4) * np.pi / 2), 2).round(6) + 0.0
    array([ 1., -1.])
    """
    if domain not in ("time", "freq"):
        raise ValueError(f"resample: domain must be 'time' or 'freq'; got {domain!r}")
    x = np.asarray(x)
    if x.dtype.kind not in "biufc":
        raise TypeError(f"resample: x must hold numbers; got dtype {x.dtype}")
    num = _count(num)
    axis = normalize_axis(axis, x.ndim)
    n = x.shape[axis]
    if n == 0:
        raise ValueError("resample: x must hold samples along axis; got none")
    taper = None if window is None else _taper(window, n)
    lines = np.moveaxis(x, axis, -1)
    if domain == "time" and x.dtype.kind != "c":
        out = _real(lines, n, num, taper)
    else:
        spectrum = lines if domain == "freq" else fft(lines, axis=-1)
        out = _complex(spectrum, n, num, taper)
    out = np.moveaxis(out * (num / n), -1, axis)
    if t is None:
        return out
    t = np.asarray(t)
    return out, np.arange(num) * (t[1] - t[0]) * n / num + t[0]


def _count(num: Any) -> int:
    try:
        count = operator.index(num)
    except TypeError:
        if not float(num).is_integer():
            raise ValueError(f"resample: num must be an integer; got {num!r}") from None
        count = int(num)
    if count < 1:
        raise ValueError(f"resample: num must be positive; got {count}")
    return count


def _taper(window: Any, n: int) -> np.ndarray:
    """The factors of the spectrum, in the order of the transform."""
    if callable(window):
        return np.asarray(window(fftfreq(n)))
    if isinstance(window, (str, tuple, float, int)):
        return fftshift(get_window(window, n))
    taper = np.asarray(window)
    if taper.shape != (n,):
        raise ValueError(f"resample: window must have shape {(n,)}; got {taper.shape}")
    return taper


def _real(x: np.ndarray, n: int, num: int, taper: np.ndarray | None) -> np.ndarray:
    spectrum = rfft(x, axis=-1)
    if taper is not None:
        # Both frequencies of a pair count for the one coefficient that stands for them.
        mirrored = np.concatenate([taper[:1], taper[:0:-1]])
        spectrum = spectrum * (0.5 * (taper + mirrored)[:n // 2 + 1]).astype(_precision(spectrum, taper))
    low = min(n, num)
    kept = np.zeros((*x.shape[:-1], num // 2 + 1), spectrum.dtype)
    kept[..., :low // 2 + 1] = spectrum[..., :low // 2 + 1]
    if low % 2 == 0 and num != n:
        kept[..., low // 2] *= 2.0 if num < n else 0.5
    return irfft(kept, num, axis=-1)


def _precision(spectrum: np.ndarray, taper: np.ndarray) -> np.dtype:
    """A real or complex window's dtype at the precision of the spectrum."""
    return np.result_type(spectrum.real.dtype, np.complex64 if taper.dtype.kind == "c" else np.float16)


def _complex(spectrum: np.ndarray, n: int, num: int, taper: np.ndarray | None) -> np.ndarray:
    if taper is not None:
        spectrum = spectrum * taper
    low = min(n, num)
    kept = np.zeros((*spectrum.shape[:-1], num), np.result_type(spectrum.dtype, np.complex64))
    positive, negative = (low + 1) // 2, (low - 1) // 2
    kept[..., :positive] = spectrum[..., :positive]
    if negative:
        kept[..., -negative:] = spectrum[..., -negative:]
    if low % 2 == 0:
        middle = low // 2
        if num < n:
            kept[..., middle] = spectrum[..., middle] + spectrum[..., -middle]
        elif num > n:
            kept[..., middle] = kept[..., -middle] = 0.5 * spectrum[..., middle]
        else:
            kept[..., middle] = spectrum[..., middle]
    return ifft(kept, axis=-1)
