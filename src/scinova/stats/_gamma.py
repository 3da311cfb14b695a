# SPDX-License-Identifier: BSD-3-Clause
"""The gamma family: gamma, Erlang and chi-squared distributions."""
from __future__ import annotations

import math
import warnings
from typing import Any

import numpy as np

from scinova import special
from scinova.stats import _fit
from scinova.stats._continuous import rv_continuous
from scinova.stats._engine import Parameter, positive


def gamma_logpdf(a: Any, x: Any) -> Any:
    """Logarithm of x**(a-1) exp(-x) / Gamma(a)."""
    return special.xlogy(a - 1.0, x) - x - special.gammaln(a)


def gamma_entropy(a: Any) -> Any:
    """a + log Gamma(a) + (1 - a) psi(a).

    From 30 on, where the terms cancel, by the series DLMF 5.11.1 and 5.11.2. With
    mu(a) = log Gamma(a) - (a - 1/2) log a + a - log(2 pi)/2 and rho(a) = log a - 1/(2a) - psi(a) it is
    log(2 pi e a)/2 + mu(a) - 1/(2a) + (a - 1) rho(a). What is left out is below 1e-16.
    """
    a = np.asarray(a, dtype=float)
    small = np.minimum(a, 30.0)
    direct = small + special.gammaln(small) + (1.0 - small) * special.digamma(small)
    r = 1.0 / np.maximum(a, 30.0)
    q = r * r
    mu = r * (1.0 / 12.0 - q * (1.0 / 360.0 - q * (1.0 / 1260.0 - q / 1680.0)))
    rho = r * (1.0 / 12.0 - q * (1.0 / 120.0 - q * (1.0 / 252.0 - q / 240.0)))          # times a
    series = 0.5 * (1.0 + math.log(2.0 * math.pi) + np.log(1.0 / r)) + mu - 0.5 * r + (1.0 - r) * rho
    return np.where(a < 30.0, direct, series)[()]


def trigamma(a: float) -> float:
    """Derivative of the digamma function, the slope in Newton's steps: DLMF 5.5.2 up to 10, then 5.11.2 derived."""
    total = 0.0
    while a < 10.0:
        total += 1.0 / (a * a)
        a += 1.0
    r = 1.0 / (a * a)
    return total + 1.0 / a + r * (0.5 + (1.0 / 6.0 - r * (1.0 / 30.0 - r * (1.0 / 42.0 - r / 30.0))) / a)


def skewness(x: np.ndarray) -> float:
    """Sample skewness, 0 for constant data."""
    d = x - x.mean()
    v = (d * d).mean()
    return float((d**3).mean() / v**1.5) if v > 0 else 0.0


class gamma_gen(rv_continuous):
    """A gamma distribution: density x**(a-1) exp(-x) / Gamma(a) for x >= 0, with a > 0."""

    parameters = positive("a")

    def _pdf(self, x: Any, a: Any) -> Any:
        return np.exp(gamma_logpdf(a, x))

    def _logpdf(self, x: Any, a: Any) -> Any:
        return gamma_logpdf(a, x)

    def _cdf(self, x: Any, a: Any) -> Any:
        return special.gammainc(a, x)

    def _sf(self, x: Any, a: Any) -> Any:
        return special.gammaincc(a, x)

    def _ppf(self, q: Any, a: Any) -> Any:
        return special.gammaincinv(a, q)

    def _isf(self, q: Any, a: Any) -> Any:
        return special.gammainccinv(a, q)

    def _stats(self, a: Any) -> tuple[Any, Any, Any, Any]:
        return a, a, 2.0 / np.sqrt(a), 6.0 / a

    def _munp(self, n: int, a: Any) -> Any:
        return special.poch(a, n)

    def _entropy(self, a: Any) -> Any:
        return gamma_entropy(a)

    def _rvs(self, a: Any, size: Any = None, random_state: Any = None) -> Any:
        return random_state.standard_gamma(a, size)

    def _fitstart(self, data: np.ndarray, args: tuple | None = None) -> tuple:
        return super()._fitstart(data, (4.0 / (1e-8 + skewness(data)**2),) if args is None else args)

    def fit(self, data: Any, *args: Any, **kwds: Any) -> tuple:
        """Estimate the parameters from data; parameters as for `rv_continuous.fit`.

        Where ``floc`` is given and the method is maximum likelihood, the likelihood equations are solved: mean and
        mean logarithm of the data determine a and scale.

        Examples
        --------
        >>> from scinova import stats
        >>> a, loc, scale = stats.gamma.fit([1.0, 2.0, 3.0, 5.0], floc=0)
        >>> round(a, 6), loc, round(scale, 6)
        (np.float64(3.256973), 0, np.float64(0.844342))
        """
        wanted = _fit.fit_arguments(self, args, kwds)
        a, loc, scale = wanted.values
        if wanted.method == "mm" and wanted.optimizer is None:
            x = _fit.fit_data(self, data)
            if x.size and (wanted.values.count(None) < 3 or skewness(x) > 0):
                return _from_moments(x, a, loc, scale)
        if loc is None or wanted.method == "mm":
            return super().fit(data, *args, **kwds)
        x = _fit.fit_data(self, data) - loc
        if np.any(x <= 0):
            raise _fit.outside(self, loc, math.inf)
        mean = x.mean()
        if scale is None and a is None:
            a = _shape_of(math.log(mean) - np.log(x).mean())
        elif a is None:                      # digamma(a) = mean log(x / scale)
            a = _inverse_digamma(np.log(x).mean() - math.log(scale))
        return a, loc, mean / a if scale is None else scale


def _from_moments(x: np.ndarray, a: Any, loc: Any, scale: Any) -> tuple:
    """The free parameters from as many moments: mean loc + a scale, variance a scale**2, skewness 2 / sqrt(a)."""
    mean, variance = x.mean(), x.var()
    if a is None and loc is None and scale is None:
        a = np.float64(4.0 / skewness(x)**2)
    if a is None:
        if loc is None:
            a = variance / scale**2
        else:
            a = (mean - loc)**2 / variance if scale is None else (mean - loc) / scale
    if scale is None:
        scale = np.sqrt(variance / a) if loc is None else (mean - loc) / a
    if loc is None:
        loc = mean - a * scale
    if not (a > 0 and scale > 0):
        raise _fit.FitError(f"gamma.fit: no gamma distribution has the moments of the data; got {(a, loc, scale)}")
    return a, loc, scale


def _shape_of(s: float) -> Any:
    """The root a of log(a) - digamma(a) = s, from Minka's approximation by Newton's steps in 1/a.

    T. P. Minka, "Estimating a gamma distribution", 2002, equations (5) to (10).
    """
    if not s > 0:
        raise _fit.FitError("gamma.fit: data without spread have no estimate of the shape parameter")
    a = (3.0 - s + math.sqrt((s - 3.0)**2 + 24.0 * s)) / (12.0 * s)
    for _ in range(100):
        f = math.log(a) - float(special.digamma(a)) - s
        slope = 1.0 / a - trigamma(a)
        step = f / (a * a * slope)
        new = 1.0 / (1.0 / a + step)
        if abs(new - a) <= 4e-16 * a:
            return np.float64(new)
        a = new
    return np.float64(a)


def _inverse_digamma(y: float) -> Any:
    """The root a of digamma(a) = y by Newton's method (Minka 2002, appendix: the start)."""
    a = math.exp(y) + 0.5 if y >= -2.22 else -1.0 / (y + np.euler_gamma)
    for _ in range(100):
        step = (float(special.digamma(a)) - y) / trigamma(a)
        a -= step
        if abs(step) <= 4e-16 * a:
            break
    return np.float64(a)


class erlang_gen(gamma_gen):
    """An Erlang distribution: a gamma distribution whose shape parameter is an integer."""

    parameters = (Parameter("a", integral=True),)

    def _argcheck(self, a: Any) -> Any:
        if np.any(np.floor(a) != a):
            warnings.warn(f"erlang: the shape parameter is meant to be an integer; got {a}", RuntimeWarning,
                          stacklevel=5)
        return a > 0

    def _fitstart(self, data: np.ndarray, args: tuple | None = None) -> tuple:
        if args is None:
            args = (max(1.0, math.floor(4.0 / (1e-8 + skewness(data)**2))),)
        return rv_continuous._fitstart(self, data, args)

    def fit(self, data: Any, *args: Any, **kwds: Any) -> tuple:
        """Estimate the parameters from data, the shape as a real number; parameters as for `rv_continuous.fit`.

        Examples
        --------
        >>> from scinova import stats
        >>> a, loc, scale = stats.erlang.fit([1.0, 2.0, 3.0, 5.0], f0=3, floc=0)
        >>> a, loc, round(scale, 6)
        (3, 0, np.float64(0.916667))
        """
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", "erlang: the shape parameter", RuntimeWarning)
            return super().fit(data, *args, **kwds)


class chi2_gen(rv_continuous):
    """A chi-squared distribution: the sum of df squared normal variables, a gamma distribution with a = df/2 and
    scale 2.
    """

    parameters = positive("df")

    def _pdf(self, x: Any, df: Any) -> Any:
        return np.exp(self._logpdf(x, df))

    def _logpdf(self, x: Any, df: Any) -> Any:
        return gamma_logpdf(df * 0.5, x * 0.5) - math.log(2.0)

    def _cdf(self, x: Any, df: Any) -> Any:
        return special.gammainc(df * 0.5, x * 0.5)

    def _sf(self, x: Any, df: Any) -> Any:
        return special.gammaincc(df * 0.5, x * 0.5)

    def _ppf(self, q: Any, df: Any) -> Any:
        return 2.0 * special.gammaincinv(df * 0.5, q)

    def _isf(self, q: Any, df: Any) -> Any:
        return 2.0 * special.gammainccinv(df * 0.5, q)

    def _stats(self, df: Any) -> tuple[Any, Any, Any, Any]:
        return df, 2.0 * df, 2.0 * np.sqrt(2.0 / df), 12.0 / df

    def _munp(self, n: int, df: Any) -> Any:
        return 2.0**n * special.poch(df * 0.5, n)

    def _entropy(self, df: Any) -> Any:
        return gamma_entropy(df * 0.5) + math.log(2.0)

    def _rvs(self, df: Any, size: Any = None, random_state: Any = None) -> Any:
        return random_state.chisquare(df, size)


gamma = gamma_gen(a=0.0, name="gamma")
erlang = erlang_gen(a=0.0, name="erlang")
chi2 = chi2_gen(a=0.0, name="chi2")
