# SPDX-License-Identifier: BSD-3-Clause
"""Windows of one formula each: triangles, polynomials, bells, lobes."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.signal.windows._cosine_sums import hann
from scinova.signal.windows._frame import sampled


def _centred(n: int) -> np.ndarray:
    """Places of the points, their middle at 0."""
    return np.arange(n) - (n - 1.0) / 2.0


def triang(M: int, sym: bool = True, *, xp: Any = None, device: Any = None) -> Any:
    """A triangle that does not reach zero.

    Parameters
    ----------
    M : int
        Number of points.
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
    >>> windows.triang(5).round(6)
    array([0.333333, 0.666667, 1.      , 0.666667, 0.333333])
    """
    return sampled(M, sym, lambda n: 1.0 - np.abs(2.0 * _centred(n)) / (n + n % 2), xp, device)


def bartlett(M: int, sym: bool = True, *, xp: Any = None, device: Any = None) -> Any:
    """A triangle with zeros at its ends.

    Parameters
    ----------
    M : int
        Number of points.
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
    >>> windows.bartlett(5).round(6)
    array([0. , 0.5, 1. , 0.5, 0. ])
    """
    return sampled(M, sym, lambda n: 1.0 - np.abs(_centred(n)) * (2.0 / (n - 1)), xp, device)


def parzen(M: int, sym: bool = True, *, xp: Any = None, device: Any = None) -> Any:
    """Parzen's window, a piecewise cubic.

    Parameters
    ----------
    M : int
        Number of points.
    sym : bool, optional
        Symmetric (for filter design), or periodic (for spectra).
    xp, device : optional
        Array namespace, and its device, of the result; NumPy by default.

    Returns
    -------
    ndarray, shape (M,)

    Notes
    -----
    E. Parzen, Technometrics 3 (1961) 167.

    Examples
    --------
    >>> from scinova.signal import windows
    >>> windows.parzen(5).round(6)
    array([0.016, 0.424, 1.   , 0.424, 0.016])
    """
    def formula(n: int) -> np.ndarray:
        r = np.abs(_centred(n)) / (n / 2.0)
        return np.where(r <= 0.5, 1.0 - 6.0 * r**2 * (1.0 - r), 2.0 * (1.0 - r) ** 3)

    return sampled(M, sym, formula, xp, device)


def bohman(M: int, sym: bool = True, *, xp: Any = None, device: Any = None) -> Any:
    """Bohman's window, a cosine lobe convolved with itself.

    Parameters
    ----------
    M : int
        Number of points.
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
    >>> windows.bohman(5).round(6)
    array([0.     , 0.31831, 1.     , 0.31831, 0.     ])
    """
    def formula(n: int) -> np.ndarray:
        r = np.abs(np.linspace(-1, 1, n))
        w = (1.0 - r) * np.cos(np.pi * r) + np.sin(np.pi * r) / np.pi
        w[[0, -1]] = 0.0
        return w

    return sampled(M, sym, formula, xp, device)


def barthann(M: int, sym: bool = True, *, xp: Any = None, device: Any = None) -> Any:
    """The modified Bartlett-Hann window.

    Parameters
    ----------
    M : int
        Number of points.
    sym : bool, optional
        Symmetric (for filter design), or periodic (for spectra).
    xp, device : optional
        Array namespace, and its device, of the result; NumPy by default.

    Returns
    -------
    ndarray, shape (M,)

    Notes
    -----
    Y. H. Ha and J. A. Pearce, IEEE Trans. ASSP 37 (1989) 298.

    Examples
    --------
    >>> from scinova.signal import windows
    >>> windows.barthann(5).round(6)
    array([0. , 0.5, 1. , 0.5, 0. ])
    """
    def formula(n: int) -> np.ndarray:
        r = np.abs(_centred(n)) / (n - 1)
        return 0.62 - 0.48 * r + 0.38 * np.cos(2 * np.pi * r)

    return sampled(M, sym, formula, xp, device)


def cosine(M: int, sym: bool = True, *, xp: Any = None, device: Any = None) -> Any:
    """Half a wave of the sine.

    Parameters
    ----------
    M : int
        Number of points.
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
    >>> windows.cosine(5).round(6)
    array([0.309017, 0.809017, 1.      , 0.809017, 0.309017])
    """
    return sampled(M, sym, lambda n: np.sin(np.pi / n * (np.arange(n) + 0.5)), xp, device)


def gaussian(M: int, std: float, sym: bool = True, *, xp: Any = None, device: Any = None) -> Any:
    """Gauss's bell.

    Parameters
    ----------
    M : int
        Number of points.
    std : float
        Standard deviation, in points.
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
    >>> windows.gaussian(5, 1.0).round(6)
    array([0.135335, 0.606531, 1.      , 0.606531, 0.135335])
    """
    return sampled(M, sym, lambda n: np.exp(-(_centred(n) ** 2) / (2.0 * std * std)), xp, device)


def general_gaussian(M: int, p: float, sig: float, sym: bool = True, *, xp: Any = None, device: Any = None) -> Any:
    """A bell of another exponent, ``exp(-|x / sig|**(2 p) / 2)``.

    Parameters
    ----------
    M : int
        Number of points.
    p : float
        1 is Gauss's bell, 0.5 Laplace's.
    sig : float
        Width, in points.
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
    >>> windows.general_gaussian(5, 1.5, 1.0).round(6)
    array([0.018316, 0.606531, 1.      , 0.606531, 0.018316])
    """
    return sampled(M, sym, lambda n: np.exp(-0.5 * np.abs(_centred(n) / sig) ** (2 * p)), xp, device)


def exponential(M: int, center: float | None = None, tau: float = 1.0, sym: bool = True, *, xp: Any = None,
                device: Any = None) -> Any:
    """A two-sided decay, ``exp(-|x - center| / tau)``.

    Parameters
    ----------
    M : int
        Number of points.
    center : float, optional
        Place of the peak, by default the middle; not for a symmetric window.
    tau : float, optional
        Decay length, in points.
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
    >>> windows.exponential(5, None, 2.0).round(6)
    array([0.367879, 0.606531, 1.      , 0.606531, 0.367879])
    """
    if sym and center is not None:
        raise ValueError(f"exponential: center must be None when sym is true; got {center}")

    def formula(n: int) -> np.ndarray:
        return np.exp(-np.abs(_centred(n) if center is None else np.arange(n) - center) / tau)

    return sampled(M, sym, formula, xp, device)


def tukey(M: int, alpha: float = 0.5, sym: bool = True, *, xp: Any = None, device: Any = None) -> Any:
    """Tukey's window: flat, with cosine tapers at both ends.

    Parameters
    ----------
    M : int
        Number of points.
    alpha : float, optional
        Share of the points in the tapers, from 0 (a boxcar) to 1 (Hann's window).
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
    >>> windows.tukey(9, 0.5).round(6)
    array([0. , 0.5, 1. , 1. , 1. , 1. , 1. , 0.5, 0. ])
    """
    if alpha <= 0:
        return sampled(M, sym, np.ones, xp, device)
    if alpha >= 1.0:
        return hann(M, sym, xp=xp, device=device)

    def formula(n: int) -> np.ndarray:
        # Distance from the nearer end, in tapers.
        taper = alpha * (n - 1) / 2.0
        r = np.minimum(np.arange(n), np.arange(n - 1, -1, -1)) / taper
        return np.where(r < 1.0, 0.5 * (1.0 - np.cos(np.pi * r)), 1.0)

    return sampled(M, sym, formula, xp, device)


def lanczos(M: int, *, sym: bool = True, xp: Any = None, device: Any = None) -> Any:
    """Lanczos' window, the main lobe of the sinc.

    Parameters
    ----------
    M : int
        Number of points.
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
    >>> windows.lanczos(5).round(6)
    array([0.     , 0.63662, 1.     , 0.63662, 0.     ])
    """
    return sampled(M, sym, lambda n: np.sinc(2.0 * _centred(n) / (n - 1)), xp, device)
