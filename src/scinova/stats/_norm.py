# SPDX-License-Identifier: BSD-3-Clause
"""The normal distribution."""
from __future__ import annotations

import math
from typing import Any

import numpy as np

from scinova import special
from scinova.stats import _fit
from scinova.stats._continuous import rv_continuous

_LOG_ROOT_2PI = 0.5 * math.log(2.0 * math.pi)
_ROOT_2PI = math.sqrt(2.0 * math.pi)


class norm_gen(rv_continuous):
    """A normal distribution: density exp(-x**2 / 2) / sqrt(2 pi); loc is the mean, scale the standard deviation."""

    parameters = ()
    _whole_line = True

    def _pdf(self, x: Any) -> Any:
        return np.exp(x * x * -0.5) / _ROOT_2PI

    def _logpdf(self, x: Any) -> Any:
        return x * x * -0.5 - _LOG_ROOT_2PI

    def _cdf(self, x: Any) -> Any:
        return special.ndtr(x)

    def _sf(self, x: Any) -> Any:
        return special.ndtr(-x)

    def _logcdf(self, x: Any) -> Any:
        return special.log_ndtr(x)

    def _logsf(self, x: Any) -> Any:
        return special.log_ndtr(-x)

    def _ppf(self, q: Any) -> Any:
        return special.ndtri(q)

    def _isf(self, q: Any) -> Any:
        return -special.ndtri(q)

    def _stats(self) -> tuple[float, float, float, float]:
        return 0.0, 1.0, 0.0, 0.0

    def _munp(self, n: int) -> float:
        return 0.0 if n % 2 else float(math.prod(range(1, n, 2)))

    def _entropy(self) -> float:
        return 0.5 + _LOG_ROOT_2PI

    def _rvs(self, size: Any = None, random_state: Any = None) -> Any:
        return random_state.standard_normal(size)

    def fit(self, data: Any, *args: Any, **kwds: Any) -> tuple:
        """Mean and standard deviation of the data, which maximize the likelihood; parameters as for
        `rv_continuous.fit`.

        Examples
        --------
        >>> from scinova import stats
        >>> loc, scale = stats.norm.fit([1.0, 2.0, 3.0], floc=2.0)
        >>> loc, round(scale, 6)
        (2.0, np.float64(0.816497))
        """
        wanted = _fit.fit_arguments(self, args, kwds)
        x = _fit.fit_data(self, data)
        loc, scale = wanted.values
        with np.errstate(all="ignore"):
            if loc is None:
                loc = x.mean() if x.size else np.float64(np.nan)
            if scale is None:
                scale = np.sqrt(((x - loc)**2).mean()) if x.size else np.float64(np.nan)
        return loc, scale


norm = norm_gen(name="norm")
