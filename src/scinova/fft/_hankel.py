# SPDX-License-Identifier: BSD-3-Clause
"""Hankel transforms of functions sampled at logarithmically spaced points.

    A(k) = integral_0^inf a(r) J_mu(k r) k dr,      a(r) = integral_0^inf A(k) J_mu(k r) r dk

Method: A. J. S. Hamilton, "Uncorrelated modes of the non-linear power spectrum", MNRAS 312 (2000) 257, appendix B
(FFTLog), after J. D. Talman, J. Comput. Phys. 29 (1978) 35. With r_j = r_c exp((j - j_c) dln), j_c = (n - 1) / 2,
a(r) (r / r_c)^-q is taken to be a finite Fourier series in ln r, whose terms (r / r_c)^(i y), y = 2 pi m / (n dln),
are transformed exactly: into (k r_c)^-(q + i y) U(q + i y) with

    U(x) = integral_0^inf t^x J_mu(t) dt = 2^x Gamma((mu + 1 + x) / 2) / Gamma((mu + 1 - x) / 2)

(DLMF 10.22.43), so that each direction is one real transform, a product and one inverse transform. Of the phase of the
term of the highest frequency, which for even n has no sign, the cosine is kept.
"""
from __future__ import annotations

import math
import warnings
from typing import Any

import numpy as np

from scinova.fft._engine import converted
from scinova.fft._real import irfft, rfft
from scinova.special import loggamma

_LN2 = math.log(2.0)


def _is_pole(x: float) -> bool:
    return x <= 0 and x == math.floor(x)


def _constant_term(plus: float, minus: float) -> float:
    """Gamma(plus) / Gamma(minus); where both are poles, the limit from plus + i y / 2 and minus - i y / 2."""
    if _is_pole(plus) and _is_pole(minus):
        sign = 1.0 if (plus + minus) % 2 else -1.0
        return sign * math.exp(math.lgamma(1 - minus) - math.lgamma(1 - plus))
    if _is_pole(plus):
        return math.inf
    if _is_pole(minus):
        return 0.0
    signs = [1.0 if x > 0 or math.floor(x) % 2 == 0 else -1.0 for x in (plus, minus)]
    return signs[0] * signs[1] * float(np.exp(math.lgamma(plus) - math.lgamma(minus)))


def _factors(n: int, dln: float, mu: float, offset: float, bias: float) -> np.ndarray:
    """``U(q + i y) exp(-i y offset)`` for the frequencies of `rfft`."""
    plus, minus = (mu + 1 + bias) / 2, (mu + 1 - bias) / 2
    y = np.linspace(0.0, math.pi * (n // 2) / (n * dln), n // 2 + 1)
    z = np.empty(y.shape, dtype=complex)
    z.imag = y
    z.real = plus
    first = loggamma(z)
    z.real = minus
    second = loggamma(z)  # of the conjugate of the denominator's argument
    u = np.empty(y.shape, dtype=complex)
    u.real = bias * _LN2 + first.real - second.real
    u.imag = 2 * y * (_LN2 - offset) + first.imag + second.imag
    np.exp(u, out=u)
    if math.isfinite(plus + minus):
        u[0] = 2.0 ** bias * _constant_term(plus, minus)
    if n % 2 == 0:
        u.imag[-1] = 0
    return u


def _powers(n: int, dln: float, exponent: float, offset: float = 0.0) -> np.ndarray:
    return np.exp(exponent * ((np.arange(n) - (n - 1) / 2) * dln + offset))


def _checked(a: Any, mu: Any) -> np.ndarray:
    a = converted(a)
    if a.dtype.kind == "c":
        raise TypeError(f"the samples must be real; got an array of dtype {a.dtype}")
    if isinstance(mu, complex):
        raise TypeError(f"mu must be real; got {mu!r}")
    if a.ndim == 0:
        raise IndexError("the samples must have at least one dimension; got a scalar")
    if a.shape[-1] == 0:
        raise ValueError(f"there must be at least one sample along the last axis; got an array of shape {a.shape}")
    return a


def _convolved(a: np.ndarray, u: np.ndarray, kept: np.dtype) -> np.ndarray:
    product = rfft(a) * u
    return irfft(product, a.shape[-1])[..., ::-1].astype(kept, copy=False)


def fht(a: Any, dln: float, mu: float, offset: float = 0.0, bias: float = 0.0) -> np.ndarray:
    """Hankel transform of samples at logarithmically spaced points, taken as periodic in the logarithm.

    Parameters
    ----------
    a : (..., n) array_like
        Real samples at ``r[j] = rc * exp((j - (n - 1)/2) * dln)``.
    dln : float
        Step of the logarithm.
    mu : float
        Order of the Bessel function, any real number.
    offset : float, optional
        ``log(kc * rc)``, which says where the result's points lie; see `fhtoffset`.
    bias : float, optional
        Exponent q of the power law that is taken out: ``a(r) * (r/rc)**-q`` is what is periodic.

    Returns
    -------
    (..., n) ndarray
        ``A[j]`` at ``k[j] = kc * exp((j - (n - 1)/2) * dln)``, of
        ``A(k) = integral(a(r) * J(mu, k*r) * k, r = 0..inf)``.

    Warns
    -----
    UserWarning
        If ``(mu + 1 + bias)/2`` is a pole of the gamma function, and ``(mu + 1 - bias)/2`` is not: the mean of the
        samples has no finite transform, and is left out.

    Notes
    -----
    Hamilton's FFTLog (MNRAS 312 (2000) 257), two real transforms of length n.

    Examples
    --------
    The transform of ``r**(mu + 1) * exp(-r**2/2)`` is the same function of k.

    >>> import numpy as np
    >>> from scinova import fft
    >>> r = np.exp(np.linspace(-8, 8, 129))
    >>> a = r * np.exp(-r**2 / 2)
    >>> bool(abs(fft.fht(a, np.log(r[1] / r[0]), 0.0) - a).max() < 1e-3)
    True
    """
    a = _checked(a, mu)
    n, kept = a.shape[-1], a.dtype
    if bias:
        a = a * _powers(n, dln, -bias)
        kept = a.dtype
    u = _factors(n, dln, mu, offset, bias)
    if np.isinf(u[0]):
        warnings.warn("the mean of the samples has no finite transform for this mu and bias and is left out; another "
                      "bias avoids that", stacklevel=2)
        u[0] = 0
    out = _convolved(a, u, kept)
    if bias:
        out = out * _powers(n, dln, -bias, offset)
    return out


def ifht(A: Any, dln: float, mu: float, offset: float = 0.0, bias: float = 0.0) -> np.ndarray:
    """Inverse of `fht`.

    Parameters
    ----------
    A : (..., n) array_like
        Real samples at ``k[j] = kc * exp((j - (n - 1)/2) * dln)``.
    dln : float
        Step of the logarithm.
    mu : float
        Order of the Bessel function, any real number.
    offset : float, optional
        ``log(kc * rc)``.
    bias : float, optional
        Exponent of the power law taken out, as given to `fht`.

    Returns
    -------
    (..., n) ndarray
        ``a[j]`` at ``r[j] = rc * exp((j - (n - 1)/2) * dln)``.

    Warns
    -----
    UserWarning
        If ``(mu + 1 - bias)/2`` is a pole of the gamma function, and ``(mu + 1 + bias)/2`` is not: `fht` then drops the
        mean, and it cannot be restored.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fft
    >>> a = np.array([1.0, 3.0, 2.0])
    >>> fft.ifht(fft.fht(a, 0.1, 0.5, bias=0.2), 0.1, 0.5, bias=0.2).round(9)
    array([1., 3., 2.])
    """
    A = _checked(A, mu)
    n, kept = A.shape[-1], A.dtype
    if bias:
        A = A * _powers(n, dln, bias, offset)
        kept = A.dtype
    u = _factors(n, dln, mu, offset, bias)
    if u[0] == 0 and not math.isinf(2.0 ** -bias):
        warnings.warn("the mean of the samples is lost by the transform for this mu and bias and is left out; another "
                      "bias avoids that", stacklevel=2)
        u[0] = np.inf
    with np.errstate(all="ignore"):
        inverse = 1 / u.conj()
    inverse[np.isinf(u)] = 0
    out = _convolved(A, inverse, kept)
    if bias:
        out = out * _powers(n, dln, bias)
    return out


def fhtoffset(dln: float, mu: float, initial: float = 0.0, bias: float = 0.0) -> Any:
    """The offset next to ``initial`` with which the highest frequency keeps its phase, which lessens ringing.

    Parameters
    ----------
    dln : float
        Step of the logarithm.
    mu : float
        Order of the Bessel function.
    initial : float, optional
        Offset wanted.
    bias : float, optional
        Exponent of the power law taken out.

    Returns
    -------
    float
        The ``offset`` for `fht`, within ``dln/2`` of ``initial``.

    Notes
    -----
    The factor of `fht` at ``y = pi/dln`` is then real (Hamilton, equation B26).

    Examples
    --------
    >>> from scinova import fft
    >>> round(float(fft.fhtoffset(0.1, 0.5)), 6)
    -0.027643
    """
    half = math.pi / (2 * dln)
    first, second = loggamma((mu + 1 + bias) / 2 + 1j * half), loggamma((mu + 1 - bias) / 2 + 1j * half)
    turns = (_LN2 - initial) / dln + (first.imag + second.imag) / math.pi
    return initial + (turns - np.round(turns)) * dln
