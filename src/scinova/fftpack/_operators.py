# SPDX-License-Identifier: BSD-3-Clause
"""Differential and pseudodifferential operators on periodic sequences: multiplications of the Fourier coefficients.

With ``w_j = 2 pi j / period`` for the frequencies ``j = 0, 1, ..., -1``, each function states its factors; odd ones
leave out the frequency n/2 of even lengths, which has no sign.
"""
from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova.fft import _real


def _frequencies(n: int, period: float | None) -> np.ndarray:
    scale = 1.0 if period is None else 2 * math.pi / period
    return np.arange(n // 2 + 1) * scale


def _multiplied(x: Any, period: float | None, factors: Callable[[np.ndarray], np.ndarray], odd: bool) -> np.ndarray:
    """Real factors of an even operator, or of an odd one those that i is to be multiplied to; for j >= 0."""
    a = np.asarray(x)
    if a.dtype.kind == "c":
        return _multiplied(a.real, period, factors, odd) + 1j * _multiplied(a.imag, period, factors, odd)
    if a.ndim != 1:
        raise ValueError(f"x must be one-dimensional; got an array of shape {a.shape}")
    n = a.size
    spectrum = _real.rfft(a)
    with np.errstate(all="ignore"):
        w = np.asarray(factors(_frequencies(n, period)), dtype=complex)
    if odd:
        w = 1j * w
        if n % 2 == 0:
            w[-1] = 0
    return _real.irfft(spectrum * w, n)


def _hyperbolic(top: Callable[..., np.ndarray], a: float, bottom: Callable[..., np.ndarray], b: float,
                at_zero: float) -> Callable[[np.ndarray], np.ndarray]:
    """Factors ``top(a w) / bottom(b w)`` of sinh and cosh, without overflow."""
    def part(f: Callable[..., np.ndarray], u: np.ndarray) -> np.ndarray:
        tail = np.exp(-2 * np.abs(u))
        return (1 + tail) if f is np.cosh else np.sign(u) * -np.expm1(-2 * np.abs(u))

    def factors(w: np.ndarray) -> np.ndarray:
        out = np.exp((abs(a) - abs(b)) * w) * part(top, a * w) / part(bottom, b * w)
        out[0] = at_zero
        return out

    return factors


def diff(x: Any, order: int = 1, period: float | None = None) -> np.ndarray:
    """Derivative (integral for negative ``order``) of a periodic sequence: ``(i w_j)**order``, 0 at ``j = 0``.

    Parameters
    ----------
    x : (n,) array_like
        Real or complex.
    order : int, optional
    period : float, optional
        By default 2 pi.

    Returns
    -------
    (n,) ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fftpack
    >>> t = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    >>> np.allclose(fftpack.diff(np.sin(t)), np.cos(t))
    True
    """
    if order != int(order):
        raise TypeError(f"order must be a whole number; got {order!r}")
    order = int(order)
    if order == 0:
        return np.array(x, copy=True)

    def factors(w: np.ndarray) -> np.ndarray:
        out = w**float(order) * (-1) ** (order // 2 % 2)
        out[0] = 0
        return out

    return _multiplied(x, period, factors, odd=order % 2 == 1)


def hilbert(x: Any) -> np.ndarray:
    """Hilbert transform of a periodic sequence: factors ``i sign(w_j)``.

    Parameters
    ----------
    x : (n,) array_like
        Real or complex.

    Returns
    -------
    (n,) ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fftpack
    >>> t = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    >>> np.allclose(fftpack.hilbert(np.sin(t)), np.cos(t))
    True
    """
    return _multiplied(x, None, np.sign, odd=True)


def ihilbert(x: Any) -> np.ndarray:
    """Inverse of `hilbert`: factors ``-i sign(w_j)``.

    Parameters
    ----------
    x : (n,) array_like
        Real or complex.

    Returns
    -------
    (n,) ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fftpack
    >>> t = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    >>> np.allclose(fftpack.ihilbert(np.cos(t)), np.sin(t))
    True
    """
    return -hilbert(x)


def tilbert(x: Any, h: float, period: float | None = None) -> np.ndarray:
    """Hilbert transform of a strip of depth ``h``: factors ``i coth(h w_j)``, 0 at ``j = 0``.

    Parameters
    ----------
    x : (n,) array_like
        Real or complex.
    h : float
    period : float, optional
        By default 2 pi.

    Returns
    -------
    (n,) ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fftpack
    >>> t = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    >>> np.allclose(fftpack.tilbert(np.sin(t), 1.0), np.cos(t) / np.tanh(1.0))
    True
    """
    return _multiplied(x, period, _hyperbolic(np.cosh, h, np.sinh, h, 0.0), odd=True)


def itilbert(x: Any, h: float, period: float | None = None) -> np.ndarray:
    """Inverse of `tilbert`: factors ``-i tanh(h w_j)``.

    Parameters
    ----------
    x : (n,) array_like
        Real or complex.
    h : float
    period : float, optional
        By default 2 pi.

    Returns
    -------
    (n,) ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fftpack
    >>> t = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    >>> np.allclose(fftpack.itilbert(np.cos(t), 1.0), np.sin(t) * np.tanh(1.0))
    True
    """
    return -_multiplied(x, period, _hyperbolic(np.sinh, h, np.cosh, h, 0.0), odd=True)


def cs_diff(x: Any, a: float, b: float, period: float | None = None) -> np.ndarray:
    """Factors ``-i cosh(a w_j) / sinh(b w_j)``, 0 at ``j = 0``.

    Parameters
    ----------
    x : (n,) array_like
        Real or complex.
    a, b : float
    period : float, optional
        By default 2 pi.

    Returns
    -------
    (n,) ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fftpack
    >>> t = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    >>> np.allclose(fftpack.cs_diff(np.cos(t), 1.0, 2.0), np.sin(t) * np.cosh(1.0) / np.sinh(2.0))
    True
    """
    return -_multiplied(x, period, _hyperbolic(np.cosh, a, np.sinh, b, 0.0), odd=True)


def sc_diff(x: Any, a: float, b: float, period: float | None = None) -> np.ndarray:
    """Factors ``i sinh(a w_j) / cosh(b w_j)``.

    Parameters
    ----------
    x : (n,) array_like
        Real or complex.
    a, b : float
    period : float, optional
        By default 2 pi.

    Returns
    -------
    (n,) ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fftpack
    >>> t = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    >>> np.allclose(fftpack.sc_diff(np.sin(t), 1.0, 2.0), np.cos(t) * np.sinh(1.0) / np.cosh(2.0))
    True
    """
    return _multiplied(x, period, _hyperbolic(np.sinh, a, np.cosh, b, 0.0), odd=True)


def ss_diff(x: Any, a: float, b: float, period: float | None = None) -> np.ndarray:
    """Factors ``sinh(a w_j) / sinh(b w_j)``, ``a / b`` at ``j = 0``.

    Parameters
    ----------
    x : (n,) array_like
        Real or complex.
    a, b : float
    period : float, optional
        By default 2 pi.

    Returns
    -------
    (n,) ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fftpack
    >>> t = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    >>> np.allclose(fftpack.ss_diff(np.sin(t), 1.0, 2.0), np.sin(t) * np.sinh(1.0) / np.sinh(2.0))
    True
    """
    return _multiplied(x, period, _hyperbolic(np.sinh, a, np.sinh, b, a / b), odd=False)


def cc_diff(x: Any, a: float, b: float, period: float | None = None) -> np.ndarray:
    """Factors ``cosh(a w_j) / cosh(b w_j)``.

    Parameters
    ----------
    x : (n,) array_like
        Real or complex.
    a, b : float
    period : float, optional
        By default 2 pi.

    Returns
    -------
    (n,) ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fftpack
    >>> t = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    >>> np.allclose(fftpack.cc_diff(np.sin(t), 1.0, 2.0), np.sin(t) * np.cosh(1.0) / np.cosh(2.0))
    True
    """
    return _multiplied(x, period, _hyperbolic(np.cosh, a, np.cosh, b, 1.0), odd=False)


def shift(x: Any, a: float, period: float | None = None) -> np.ndarray:
    """The periodic sequence moved: ``y(t) = x(t + a)``, factors ``exp(i a w_j)``.

    Parameters
    ----------
    x : (n,) array_like
        Real or complex.
    a : float
    period : float, optional
        By default 2 pi.

    Returns
    -------
    (n,) ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fftpack
    >>> t = np.linspace(0, 2 * np.pi, 16, endpoint=False)
    >>> np.allclose(fftpack.shift(np.sin(t), 0.5), np.sin(t + 0.5))
    True
    """
    return _multiplied(x, period, lambda w: np.exp(1j * a * w), odd=False)
