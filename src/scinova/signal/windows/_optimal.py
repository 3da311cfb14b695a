# SPDX-License-Identifier: BSD-3-Clause
"""Windows that are optimal in some sense, or nearly: Kaiser, Chebyshev, Taylor, Slepian."""
from __future__ import annotations

import operator
import warnings
from typing import Any

import numpy as np

from scinova.signal import _native
from scinova.signal._transforms import fft, irfft, rfft
from scinova.signal.windows._frame import delivered, length, sampled


def kaiser(M: int, beta: float, sym: bool = True, *, xp: Any = None, device: Any = None) -> Any:
    """Kaiser's window, ``I0(beta sqrt(1 - x**2)) / I0(beta)``.

    Parameters
    ----------
    M : int
        Number of points.
    beta : float
        Shape: main lobe width against side lobe level; 0 is a boxcar, 14 a good start.
    sym : bool, optional
        Symmetric (for filter design), or periodic (for spectra).
    xp, device : optional
        Array namespace, and its device, of the result; NumPy by default.

    Returns
    -------
    ndarray, shape (M,)

    Notes
    -----
    J. F. Kaiser and R. W. Schafer, IEEE Trans. ASSP 28 (1980) 105.

    Examples
    --------
    >>> from scinova.signal import windows
    >>> windows.kaiser(5, 8.0).round(6)
    array([0.002339, 0.368973, 1.      , 0.368973, 0.002339])
    """
    def formula(n: int) -> np.ndarray:
        x = 2.0 * (np.arange((n + 1) // 2) - (n - 1) / 2.0) / (n - 1)
        half = np.i0(beta * np.sqrt(1.0 - x * x)) / np.i0(float(beta))
        return np.concatenate([half, half[n // 2 - 1::-1]])

    return sampled(M, sym, formula, xp, device)


def kaiser_bessel_derived(M: int, beta: float, *, sym: bool = True, xp: Any = None, device: Any = None) -> Any:
    """The Kaiser-Bessel derived window, whose squares half a length apart add up to one.

    Parameters
    ----------
    M : int
        Number of points.
    beta : float
        Shape of the Kaiser window it is derived from.
    sym : bool, optional
        Symmetric (for filter design), or periodic (for spectra).
    xp, device : optional
        Array namespace, and its device, of the result; NumPy by default.

    Returns
    -------
    ndarray, shape (M,)

    Examples
    --------
    >>> from scinova.signal import windows
    >>> windows.kaiser_bessel_derived(4, 8.0).round(6)
    array([0.048249, 0.998835, 0.998835, 0.048249])
    """
    if not sym:
        raise ValueError("kaiser_bessel_derived: sym must be true; the window is defined symmetric only")
    if M < 1:
        return delivered(np.ones(0), xp, device)
    M = length(M)
    if M % 2:
        raise ValueError(f"kaiser_bessel_derived: M must be even; got {M}")
    sums = np.cumsum(kaiser(M // 2 + 1, beta))
    half = np.sqrt(sums[:-1] / sums[-1])
    return delivered(np.concatenate([half, half[::-1]]), xp, device)


def _chebyshev(n: int, attenuation: float) -> np.ndarray:
    """Its transform is a Chebyshev polynomial of the cosine, sampled and transformed back."""
    order = n - 1.0
    beta = np.cosh(np.arccosh(10 ** (abs(attenuation) / 20.0)) / order)
    k = np.arange(n)
    x = beta * np.cos(np.pi * k / n)
    p = np.zeros(n)
    above, below, inside = x > 1, x < -1, np.abs(x) <= 1
    p[above] = np.cosh(order * np.arccosh(x[above]))
    p[below] = (2 * (n % 2) - 1) * np.cosh(order * np.arccosh(-x[below]))
    p[inside] = np.cos(order * np.arccos(x[inside]))
    if n % 2:
        w = np.real(fft(p))
        half = w[:(n + 1) // 2]
        w = np.concatenate([half[:0:-1], half])
    else:
        w = np.real(fft(p * np.exp(1.0j * np.pi / n * k)))
        half = w[1:n // 2 + 1]
        w = np.concatenate([half[::-1], half])
    return w / w.max()


def chebwin(M: int, at: float, sym: bool = True, *, xp: Any = None, device: Any = None) -> Any:
    """The Dolph-Chebyshev window: the narrowest main lobe for a level of the side lobes.

    Parameters
    ----------
    M : int
        Number of points.
    at : float
        Attenuation of the side lobes in dB; below 45 the window is not one to use for spectra.
    sym : bool, optional
        Symmetric (for filter design), or periodic (for spectra).
    xp, device : optional
        Array namespace, and its device, of the result; NumPy by default.

    Returns
    -------
    ndarray, shape (M,)

    Notes
    -----
    C. L. Dolph, Proc. IRE 34 (1946) 335; the construction is that of P. Lynch, Mon. Weather Rev. 125 (1997) 655.

    Examples
    --------
    >>> from scinova.signal import windows
    >>> windows.chebwin(5, 60).round(6)
    array([0.187615, 0.686241, 1.      , 0.686241, 0.187615])
    """
    if abs(at) < 45:
        warnings.warn(f"chebwin: a window with an attenuation below 45 dB is not suited to spectra; got {at}",
                      UserWarning, stacklevel=2)
    return sampled(M, sym, lambda n: _chebyshev(n, at), xp, device)


def _taylor(n: int, nbar: int, sll: float, norm: bool) -> np.ndarray:
    a = np.arccosh(10 ** (sll / 20)) / np.pi
    widening = nbar**2 / (a**2 + (nbar - 0.5) ** 2)
    m = np.arange(1, nbar)
    coefficients = np.empty(nbar - 1)
    for i, j in enumerate(m):
        others = np.delete(m, i)
        numerator = (-1) ** i * np.prod(1 - j**2 / widening / (a**2 + (m - 0.5) ** 2))
        coefficients[i] = numerator / (2 * np.prod(1 - j**2 / others**2))

    def series(x: np.ndarray) -> np.ndarray:
        return 1 + 2 * coefficients @ np.cos(2 * np.pi * m[:, None] * (x - n / 2.0 + 0.5) / n)

    w = series(np.arange(n))
    return w / series(np.array([(n - 1) / 2.0])) if norm else w


def taylor(M: int, nbar: int = 4, sll: float = 30, norm: bool = True, sym: bool = True, *, xp: Any = None,
           device: Any = None) -> Any:
    """Taylor's window: nearly constant side lobes near the main lobe, falling ones beyond.

    Parameters
    ----------
    M : int
        Number of points.
    nbar : int, optional
        How many side lobes are nearly constant.
    sll : float, optional
        Their level below the main lobe, in dB.
    norm : bool, optional
        Whether the middle is scaled to 1.
    sym : bool, optional
        Symmetric (for filter design), or periodic (for spectra).
    xp, device : optional
        Array namespace, and its device, of the result; NumPy by default.

    Returns
    -------
    ndarray, shape (M,)

    Notes
    -----
    T. T. Taylor, IRE Trans. Antennas Propag. 3 (1955) 16.

    Examples
    --------
    >>> from scinova.signal import windows
    >>> windows.taylor(5).round(6)
    array([0.332497, 0.772015, 1.      , 0.772015, 0.332497])
    """
    return sampled(M, sym, lambda n: _taylor(n, nbar, sll, norm), xp, device)


def dpss(M: int, NW: float, Kmax: int | None = None, sym: bool = True, norm: Any = None, return_ratios: bool = False,
         *, xp: Any = None, device: Any = None) -> Any:
    """Discrete prolate spheroidal (Slepian) sequences: most energy in a frequency band.

    Parameters
    ----------
    M : int
        Number of points.
    NW : float
        Half the bandwidth times the length, below ``M / 2``.
    Kmax : int, optional
        How many sequences; by default the first alone, as a 1-dimensional array.
    sym : bool, optional
        Symmetric (for filter design), or periodic (for spectra).
    norm : {2, 'approximate', 'subsample'}, optional
        Unit length; or a maximum of one, corrected for even lengths by ``M**2 / (M**2 + NW)`` or by interpolation. By
        default 2 with ``Kmax``, 'approximate' without.
    return_ratios : bool, optional
        Also return the share of each sequence's energy in the band.
    xp, device : optional
        Array namespace, and its device, of the result; NumPy by default.

    Returns
    -------
    ndarray, shape (M,) or (Kmax, M)
    ratios : float or ndarray

    Notes
    -----
    They are the vectors of a tridiagonal matrix that commutes with the band limitation (D. Slepian, Bell Syst. Tech. J.
    57 (1978) 1371). Even ones have a positive mean, odd ones begin with a positive lobe.

    Examples
    --------
    >>> from scinova.signal import windows
    >>> windows.dpss(5, 2.0).round(6)
    array([0.186542, 0.685394, 1.      , 0.685394, 0.186542])
    """
    M = length(M)
    norm = ("approximate" if Kmax is None else 2) if norm is None else norm
    if norm not in (2, "approximate", "subsample"):
        raise ValueError(f"dpss: norm must be one of 2, 'approximate', 'subsample'; got {norm!r}")
    if M <= 1:
        w = delivered(np.ones(M), xp, device)
        return (w, 1.0 if Kmax is None else delivered(np.ones(1), xp, device)) if return_ratios else w
    count = 1 if Kmax is None else operator.index(Kmax)
    n = M if sym else M + 1
    if not 0 < count <= n:
        raise ValueError(f"dpss: Kmax must be in [1, {n}]; got {count}")
    if NW >= M / 2.0:
        raise ValueError(f"dpss: NW must be below M / 2 = {M / 2.0}; got {NW}")
    if NW <= 0:
        raise ValueError(f"dpss: NW must be positive; got {NW}")
    w = _slepian(n, NW / n, count)
    ratios = _concentration(w, NW / n) if return_ratios else None
    if norm != 2:
        w /= w.max()
        if n % 2 == 0:
            w *= n**2 / (n**2 + NW) if norm == "approximate" else _peak_correction(w[0])
    w = w[:, :M] if Kmax is not None else w[0, :M]
    w = delivered(w, xp, device)
    if not return_ratios:
        return w
    return w, delivered(ratios if Kmax is not None else np.asarray(ratios[0]), xp, device)


def _slepian(n: int, half_band: float, count: int) -> np.ndarray:
    i = np.arange(n)
    diagonal = ((n - 1 - 2 * i) / 2.0) ** 2 * np.cos(2 * np.pi * half_band)
    beside = i[1:] * (n - i[1:]) / 2.0
    values, w = np.empty(count), np.empty((count, n))
    _native.largest_eigenpairs(diagonal, beside, values, w)
    for k in range(count):
        if k % 2 == 0:
            flip = w[k].sum() < 0
        else:
            lobe = w[k][w[k] ** 2 > max(1e-7, 1.0 / n)]
            flip = lobe.size > 0 and lobe[0] < 0
        if flip:
            w[k] *= -1
    return w


def _concentration(w: np.ndarray, half_band: float) -> np.ndarray:
    """The quadratic form of the sinc, from the autocorrelation of each sequence."""
    n = w.shape[1]
    size = 2 * n
    correlation = irfft(np.abs(rfft(w, size, axis=1)) ** 2, size, axis=1)[:, :n]
    sinc = 4 * half_band * np.sinc(2 * half_band * np.arange(n))
    sinc[0] = 2 * half_band
    return correlation @ sinc


def _peak_correction(w: np.ndarray) -> float:
    """What brings the peak between the two middle points to one, by the window's own trigonometric polynomial."""
    n = w.size
    s = rfft(w)
    shift = -(1 - 1.0 / n) * np.arange(1, n // 2 + 1)
    s[1:] *= 2 * np.exp(-1j * np.pi * shift)
    return n / s.real.sum()
