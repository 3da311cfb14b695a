# SPDX-License-Identifier: BSD-3-Clause
"""Student's t distribution."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova import special
from scinova.stats._continuous import rv_continuous
from scinova.stats._engine import Parameter
from scinova.stats._norm import norm

_ENTROPY_SERIES = (-17.0 / 16.0, -17.0 / 14.0, 1.0 / 4.0, 3.0 / 10.0, -1.0 / 8.0, -1.0 / 6.0, 1.0 / 4.0, 1.0, 0.0)


class t_gen(rv_continuous):
    """Student's t distribution with df > 0 degrees of freedom; the normal one for df = inf.

    The density is (1 + x**2/df)**(-(df+1)/2) / (sqrt(df) B(1/2, df/2)).
    """

    parameters = (Parameter("df", closed_high=True),)

    def _logpdf(self, x: Any, df: Any) -> Any:
        if not np.any(np.isinf(df)):
            return -0.5 * (df + 1.0) * np.log1p(x * x / df) - 0.5 * np.log(df) - special.betaln(0.5, 0.5 * df)
        finite = np.where(np.isinf(df), 1.0, df)
        log_norm = 0.5 * np.log(finite) + special.betaln(0.5, 0.5 * finite)
        value = -0.5 * (finite + 1.0) * np.log1p(x * x / finite) - log_norm
        return np.where(np.isinf(df), norm._logpdf(x), value)[()]

    def _pdf(self, x: Any, df: Any) -> Any:
        return np.exp(self._logpdf(x, df))

    def _cdf(self, x: Any, df: Any) -> Any:
        return special.stdtr(df, x)

    def _sf(self, x: Any, df: Any) -> Any:
        return special.stdtr(df, -x)

    def _ppf(self, q: Any, df: Any) -> Any:
        return special.stdtrit(df, q)

    def _isf(self, q: Any, df: Any) -> Any:
        return -special.stdtrit(df, q)

    def _stats(self, df: Any) -> tuple[Any, Any, Any, Any]:
        df = np.asarray(df, dtype=float)
        normal = np.isinf(df)
        mean = np.where(df > 1, 0.0, np.inf)
        variance = np.where(normal, 1.0, np.where(df > 2, df / (df - 2.0), np.where(df > 1, np.inf, np.nan)))
        skew = np.where(df > 3, 0.0, np.nan)
        excess = np.where(normal, 0.0, np.where(df > 4, 6.0 / (df - 4.0), np.where(df > 2, np.inf, np.nan)))
        return mean[()], variance[()], skew[()], excess[()]

    def _munp(self, n: int, df: Any) -> Any:
        if n % 2:
            return np.where(df > n, 0.0, np.inf if n == 1 else np.nan)[()]
        df = np.asarray(df, dtype=float)
        exists, normal = df > n, np.isinf(df)
        safe = np.where(exists & ~normal, df, n + 1.0)
        value = np.exp(0.5 * n * np.log(safe) + special.gammaln(0.5 * (n + 1)) + special.gammaln(0.5 * (safe - n))
                       - 0.5 * np.log(np.pi) - special.gammaln(0.5 * safe))
        return np.where(normal, norm._munp(n), np.where(exists, value, np.inf))[()]

    def _entropy(self, df: Any) -> Any:
        df = np.asarray(df, dtype=float)
        safe = np.where(df < 100.0, df, 1.0)
        half, more = 0.5 * safe, 0.5 * (safe + 1.0)
        direct = (more * (special.digamma(more) - special.digamma(half)) + 0.5 * np.log(safe)
                  + special.betaln(half, 0.5))
        # The same in powers of 1/df (DLMF 5.11.1 and 5.11.2), where the terms above cancel; below 1e-17 from df = 100.
        series = norm._entropy() + np.polyval(_ENTROPY_SERIES, 1.0 / df)
        return np.where(df < 100.0, direct, series)[()]

    def _rvs(self, df: Any, size: Any = None, random_state: Any = None) -> Any:
        return random_state.standard_t(df, size=size)


t = t_gen(name="t")
