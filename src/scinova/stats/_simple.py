# SPDX-License-Identifier: BSD-3-Clause
"""Distributions of elementary formulas: exponential, uniform, lognormal."""
from __future__ import annotations

import math
from typing import Any

import numpy as np

from scinova import special
from scinova.stats import _fit
from scinova.stats._continuous import rv_continuous
from scinova.stats._engine import positive
from scinova.stats._norm import norm


class expon_gen(rv_continuous):
    """An exponential distribution: density exp(-x) for x >= 0; scale is the mean."""

    parameters = ()

    def _pdf(self, x: Any) -> Any:
        return np.exp(-x)

    def _logpdf(self, x: Any) -> Any:
        return -x

    def _cdf(self, x: Any) -> Any:
        return -np.expm1(-x)

    def _sf(self, x: Any) -> Any:
        return np.exp(-x)

    def _logsf(self, x: Any) -> Any:
        return -x

    def _ppf(self, q: Any) -> Any:
        return -np.log1p(-q)

    def _isf(self, q: Any) -> Any:
        return -np.log(q)

    def _stats(self) -> tuple[float, float, float, float]:
        return 1.0, 1.0, 2.0, 6.0

    def _munp(self, n: int) -> float:
        return float(math.factorial(n))

    def _entropy(self) -> float:
        return 1.0

    def _rvs(self, size: Any = None, random_state: Any = None) -> Any:
        return random_state.standard_exponential(size)

    def fit(self, data: Any, *args: Any, **kwds: Any) -> tuple:
        """Least value and mean distance from it, which maximize the likelihood; parameters as for
        `rv_continuous.fit`.

        Examples
        --------
        >>> from scinova import stats
        >>> stats.expon.fit([1.0, 2.0, 6.0])
        (np.float64(1.0), np.float64(2.0))
        """
        wanted = _fit.fit_arguments(self, args, kwds)
        if wanted.method == "mm":
            return super().fit(data, *args, **kwds)
        x = _fit.fit_data(self, data)
        loc, scale = wanted.values
        if loc is None:
            loc = x.min()
        elif x.min() < loc:
            raise _fit.outside(self, loc, math.inf)
        return loc, x.mean() - loc if scale is None else scale


class uniform_gen(rv_continuous):
    """A uniform distribution on [0, 1], that is on [loc, loc + scale]."""

    parameters = ()

    def _pdf(self, x: Any) -> Any:
        return 1.0 * (x == x)

    def _logpdf(self, x: Any) -> Any:
        return 0.0 * x

    def _cdf(self, x: Any) -> Any:
        return x

    def _sf(self, x: Any) -> Any:
        return 1.0 - x

    def _ppf(self, q: Any) -> Any:
        return q

    def _isf(self, q: Any) -> Any:
        return 1.0 - q

    def _stats(self) -> tuple[float, float, float, float]:
        return 0.5, 1.0 / 12.0, 0.0, -1.2

    def _munp(self, n: int) -> float:
        return 1.0 / (n + 1)

    def _entropy(self) -> float:
        return 0.0

    def _rvs(self, size: Any = None, random_state: Any = None) -> Any:
        return random_state.uniform(0.0, 1.0, size)

    def fit(self, data: Any, *args: Any, **kwds: Any) -> tuple:
        """The least interval that holds the data, which maximizes the likelihood; parameters as for
        `rv_continuous.fit`.

        With ``fscale``, the interval of that length centred on the data.

        Examples
        --------
        >>> from scinova import stats
        >>> stats.uniform.fit([1.0, 2.0, 6.0])
        (np.float64(1.0), np.float64(5.0))
        """
        wanted = _fit.fit_arguments(self, args, kwds)
        if wanted.method == "mm":
            return super().fit(data, *args, **kwds)
        x = _fit.fit_data(self, data)
        loc, scale = wanted.values
        least, most = x.min(), x.max()
        if scale is not None:
            if most - least > scale:
                raise _fit.FitDataError(f"uniform.fit: data must lie in an interval of length {scale:g}; they span "
                                        f"{most - least:g}")
            return least - 0.5 * (scale - (most - least)), scale
        if loc is None:
            return least, most - least
        if least < loc:
            raise _fit.outside(self, loc, math.inf)
        return loc, most - loc


class lognorm_gen(rv_continuous):
    """A lognormal distribution: the logarithm is normal with standard deviation s > 0 and mean log(scale)."""

    parameters = positive("s")

    def _pdf(self, x: Any, s: Any) -> Any:
        return np.exp(self._logpdf(x, s))

    def _logpdf(self, x: Any, s: Any) -> Any:
        with np.errstate(divide="ignore", invalid="ignore"):
            y = np.log(x) / s
            value = norm._logpdf(y) - np.log(s) - np.log(x)
            return np.where(np.isneginf(y), -np.inf, value)[()]

    def _cdf(self, x: Any, s: Any) -> Any:
        return special.ndtr(np.log(x) / s)

    def _sf(self, x: Any, s: Any) -> Any:
        return special.ndtr(-np.log(x) / s)

    def _logcdf(self, x: Any, s: Any) -> Any:
        return special.log_ndtr(np.log(x) / s)

    def _logsf(self, x: Any, s: Any) -> Any:
        return special.log_ndtr(-np.log(x) / s)

    def _ppf(self, q: Any, s: Any) -> Any:
        return np.exp(s * special.ndtri(q))

    def _isf(self, q: Any, s: Any) -> Any:
        return np.exp(-s * special.ndtri(q))

    def _stats(self, s: Any) -> tuple[Any, Any, Any, Any]:
        p, less = np.exp(s * s), np.expm1(s * s)
        return np.sqrt(p), p * less, np.sqrt(less) * (2.0 + p), np.polyval([1.0, 2.0, 3.0, 0.0, -6.0], p)

    def _munp(self, n: int, s: Any) -> Any:
        return np.exp(0.5 * n * n * s * s)

    def _entropy(self, s: Any) -> Any:
        return norm._entropy() + np.log(s)

    def _rvs(self, s: Any, size: Any = None, random_state: Any = None) -> Any:
        return np.exp(s * random_state.standard_normal(size))

    def fit(self, data: Any, *args: Any, **kwds: Any) -> tuple:
        """Estimate the parameters from data; parameters as for `rv_continuous.fit`.

        Where ``floc`` is given and the method is maximum likelihood, mean and standard deviation of the logarithms are
        the answer.

        Examples
        --------
        >>> from scinova import stats
        >>> s, loc, scale = stats.lognorm.fit([1.0, 2.0, 4.0], floc=0)
        >>> round(s, 6), loc, round(scale, 6)
        (np.float64(0.565952), 0, np.float64(2.0))
        """
        wanted = _fit.fit_arguments(self, args, kwds)
        s, loc, scale = wanted.values
        if loc is None or wanted.method == "mm":
            return super().fit(data, *args, **kwds)
        x = _fit.fit_data(self, data) - loc
        if np.any(x <= 0):
            raise _fit.outside(self, loc, math.inf)
        y = np.log(x)
        if scale is None:
            scale = np.exp(y.mean())
        if s is None:
            s = np.sqrt(((y - np.log(scale))**2).mean())
        return s, loc, scale


expon = expon_gen(a=0.0, name="expon")
uniform = uniform_gen(a=0.0, b=1.0, name="uniform")
lognorm = lognorm_gen(a=0.0, name="lognorm")
