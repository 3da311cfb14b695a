# SPDX-License-Identifier: BSD-3-Clause
"""Windows that are sums of cosines.

``w(x) = sum_k a_k cos(k x)`` for x from -pi to pi (A. H. Nuttall, IEEE Trans. ASSP 29 (1981) 84; F. J. Harris, Proc.
IEEE 66 (1978) 51). Each member of the table is its coefficients.
"""
from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from scinova.signal.windows._frame import sampled

COEFFICIENTS = {
    "blackman": (0.42, 0.50, 0.08),
    "blackmanharris": (0.35875, 0.48829, 0.14128, 0.01168),                                    # Harris 1978, table 1
    "flattop": (0.21557895, 0.41663158, 0.277263158, 0.083578947, 0.006947368),
    "nuttall": (0.3635819, 0.4891775, 0.1365995, 0.0106411),                                   # Nuttall 1981, fig. 12
}


def _sum(a: Any, n: int) -> np.ndarray:
    x = (np.arange(n) - (n - 1) / 2.0) * (2.0 * np.pi / (n - 1))
    w = np.full(n, a[0], dtype=float)
    for k in range(1, len(a)):
        w += a[k] * np.cos(x if k == 1 else k * x)
    return w


def boxcar(M: int, sym: bool = True, *, xp: Any = None, device: Any = None) -> Any:
    """A window of ones.

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
    >>> windows.boxcar(3).round(6)
    array([1., 1., 1.])
    """
    return sampled(M, sym, lambda n: np.ones(n), xp, device)


def general_cosine(M: int, a: ArrayLike, sym: bool = True) -> Any:
    """A weighted sum of cosines.

    Parameters
    ----------
    M : int
        Number of points.
    a : array_like
        Weights of ``cos(k x)`` for k = 0, 1, ...
    sym : bool, optional
        Symmetric (for filter design), or periodic (for spectra).

    Returns
    -------
    ndarray, shape (M,)

    Examples
    --------
    >>> from scinova.signal import windows
    >>> windows.general_cosine(5, [0.5, 0.5]).round(6)
    array([0. , 0.5, 1. , 0.5, 0. ])
    """
    a = np.asarray(a, dtype=float).ravel()
    return sampled(M, sym, lambda n: _sum(a, n))


def general_hamming(M: int, alpha: float, sym: bool = True, *, xp: Any = None, device: Any = None) -> Any:
    """A raised cosine, ``alpha - (1 - alpha) cos``.

    Parameters
    ----------
    M : int
        Number of points.
    alpha : float
        Mean of the window: 0.5 is Hann's, 0.54 Hamming's.
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
    >>> windows.general_hamming(5, 0.6).round(6)
    array([0.2, 0.6, 1. , 0.6, 0.2])
    """
    return sampled(M, sym, lambda n: _sum((alpha, 1.0 - alpha), n), xp, device)


def hann(M: int, sym: bool = True, *, xp: Any = None, device: Any = None) -> Any:
    """Hann's window, a raised cosine that touches zero.

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
    >>> windows.hann(5).round(6)
    array([0. , 0.5, 1. , 0.5, 0. ])
    """
    return sampled(M, sym, lambda n: _sum((0.5, 0.5), n), xp, device)


def hamming(M: int, sym: bool = True, *, xp: Any = None, device: Any = None) -> Any:
    """Hamming's window, a raised cosine whose first side lobe is nearly cancelled.

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
    >>> windows.hamming(5).round(6)
    array([0.08, 0.54, 1.  , 0.54, 0.08])
    """
    return sampled(M, sym, lambda n: _sum((0.54, 1.0 - 0.54), n), xp, device)


def blackman(M: int, sym: bool = True, *, xp: Any = None, device: Any = None) -> Any:
    """Blackman's window of three terms.

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
    >>> windows.blackman(5).round(6)
    array([0.  , 0.34, 1.  , 0.34, 0.  ])
    """
    return sampled(M, sym, lambda n: _sum(COEFFICIENTS["blackman"], n), xp, device)


def nuttall(M: int, sym: bool = True, *, xp: Any = None, device: Any = None) -> Any:
    """Nuttall's window of four terms, the minimum one.

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
    >>> windows.nuttall(5).round(6)
    array([3.63000e-04, 2.26982e-01, 1.00000e+00, 2.26982e-01, 3.63000e-04])
    """
    return sampled(M, sym, lambda n: _sum(COEFFICIENTS["nuttall"], n), xp, device)


def blackmanharris(M: int, sym: bool = True, *, xp: Any = None, device: Any = None) -> Any:
    """The Blackman-Harris window of four terms, the minimum one.

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
    >>> windows.blackmanharris(5).round(6)
    array([6.0000e-05, 2.1747e-01, 1.0000e+00, 2.1747e-01, 6.0000e-05])
    """
    return sampled(M, sym, lambda n: _sum(COEFFICIENTS["blackmanharris"], n), xp, device)


def flattop(M: int, sym: bool = True, *, xp: Any = None, device: Any = None) -> Any:
    """A flat-top window of five terms, for amplitudes.

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
    >>> windows.flattop(5).round(6)
    array([-4.2100e-04, -5.4737e-02,  1.0000e+00, -5.4737e-02, -4.2100e-04])
    """
    return sampled(M, sym, lambda n: _sum(COEFFICIENTS["flattop"], n), xp, device)
