# SPDX-License-Identifier: BSD-3-Clause
"""The beta family: beta and F distributions."""
from __future__ import annotations

import math
from typing import Any

import numpy as np

from scinova import special
from scinova.stats import _fit
from scinova.stats._continuous import rv_continuous
from scinova.stats._engine import positive
from scinova.stats._gamma import gamma_entropy, trigamma


class beta_gen(rv_continuous):
    """A beta distribution: density x**(a-1) (1-x)**(b-1) / B(a, b) on [0, 1], with a, b > 0."""

    parameters = positive("a", "b")

    def _logpdf(self, x: Any, a: Any, b: Any) -> Any:
        return special.xlog1py(b - 1.0, -x) + special.xlogy(a - 1.0, x) - special.betaln(a, b)

    def _pdf(self, x: Any, a: Any, b: Any) -> Any:
        return np.exp(self._logpdf(x, a, b))

    def _cdf(self, x: Any, a: Any, b: Any) -> Any:
        return special.betainc(a, b, x)

    def _sf(self, x: Any, a: Any, b: Any) -> Any:
        return special.betaincc(a, b, x)

    def _ppf(self, q: Any, a: Any, b: Any) -> Any:
        return special.betaincinv(a, b, q)

    def _isf(self, q: Any, a: Any, b: Any) -> Any:
        return special.betainccinv(a, b, q)

    def _stats(self, a: Any, b: Any) -> tuple[Any, Any, Any, Any]:
        whole = a + b
        mean = a / whole
        variance = mean * (b / whole) / (whole + 1.0)
        skew = 2.0 * (b - a) * np.sqrt(whole + 1.0) / ((whole + 2.0) * np.sqrt(a) * np.sqrt(b))
        excess = (6.0 * ((a - b)**2 * (whole + 1.0) - a * b * (whole + 2.0))
                  / (a * b * (whole + 2.0) * (whole + 3.0)))
        return mean, variance, skew, excess

    def _munp(self, n: int, a: Any, b: Any) -> Any:
        out: Any = 1.0
        for k in range(n):
            out = out * ((a + k) / (a + b + k))
        return out

    def _entropy(self, a: Any, b: Any) -> Any:
        # In entropies of gamma distributions, none of which cancels inside.
        whole = a + b
        return gamma_entropy(a) + gamma_entropy(b) - gamma_entropy(whole) - special.digamma(whole)

    def _rvs(self, a: Any, b: Any, size: Any = None, random_state: Any = None) -> Any:
        return random_state.beta(a, b, size)

    def _fitstart(self, data: np.ndarray, args: tuple | None = None) -> tuple:
        if args is not None:
            return super()._fitstart(data, args)
        low, high = data.min(), data.max()
        margin = 0.05 * (high - low) or 0.5
        y = (data - low + margin) / (high - low + 2.0 * margin)
        common = max(y.mean() * (1.0 - y.mean()) / max(y.var(), 1e-8) - 1.0, 0.1)
        return y.mean() * common, (1.0 - y.mean()) * common, low - margin, high - low + 2.0 * margin

    def fit(self, data: Any, *args: Any, **kwds: Any) -> tuple:
        """Estimate the parameters from data; parameters as for `rv_continuous.fit`.

        Where ``floc`` and ``fscale`` are given and the method is maximum likelihood, the likelihood equations are
        solved by Newton's method.

        Examples
        --------
        >>> from scinova import stats
        >>> a, b, loc, scale = stats.beta.fit([0.2, 0.4, 0.6, 0.7], floc=0, fscale=1)
        >>> round(a, 5), round(b, 5)
        (np.float64(2.97116), np.float64(3.33202))
        """
        wanted = _fit.fit_arguments(self, args, kwds)
        a, b, loc, scale = wanted.values
        if loc is None or scale is None or wanted.method == "mm":
            return super().fit(data, *args, **kwds)
        x = (_fit.fit_data(self, data) - loc) / scale
        if np.any(x <= 0) or np.any(x >= 1):
            raise _fit.outside(self, loc, loc + scale)
        mean, common = x.mean(), max(x.mean() * (1 - x.mean()) / max(x.var(), 1e-300) - 1.0, 0.1)
        guess = (float(wanted.starts.get(0, mean * common)), float(wanted.starts.get(1, (1.0 - mean) * common)))
        first = guess[0] if a is None else float(a)
        second = guess[1] if b is None else float(b)
        first, second = _solve(np.log(x).mean(), np.log1p(-x).mean(), first, second, a is None, b is None)
        return np.float64(first) if a is None else a, np.float64(second) if b is None else b, loc, scale


def _solve(log_x: float, log_rest: float, a: float, b: float, free_a: bool, free_b: bool) -> tuple[float, float]:
    """The root (a, b) of digamma(a) - digamma(a+b) = log_x, digamma(b) - digamma(a+b) = log_rest; one may be fixed.

    Newton's method, halving steps that leave the domain; the log-likelihood is concave.
    """
    for _ in range(200):
        whole = float(special.digamma(a + b))
        f = float(special.digamma(a)) - whole - log_x if free_a else 0.0
        g = float(special.digamma(b)) - whole - log_rest if free_b else 0.0
        cross = -trigamma(a + b) if free_a and free_b else 0.0
        common = trigamma(a + b)
        faa = trigamma(a) - common if free_a else 1.0
        gbb = trigamma(b) - common if free_b else 1.0
        det = faa * gbb - cross * cross
        da, db = (f * gbb - g * cross) / det, (g * faa - f * cross) / det
        while a - da <= 0 or b - db <= 0:
            da, db = 0.5 * da, 0.5 * db
        a, b = a - da, b - db
        if abs(da) <= 1e-14 * a and abs(db) <= 1e-14 * b:
            return a, b
    if not (math.isfinite(a) and math.isfinite(b)):
        raise _fit.FitError("beta.fit: the likelihood equations were not solved")
    return a, b


class f_gen(rv_continuous):
    """An F distribution: the ratio of two chi-squared variables, each over its degrees of freedom, dfn and dfd."""

    parameters = positive("dfn", "dfd")

    def _logpdf(self, x: Any, dfn: Any, dfd: Any) -> Any:
        # With r = dfn x / dfd: r**(dfn/2 - 1) (1 + r)**(-(dfn + dfd)/2) dfn / dfd / B(dfn/2, dfd/2).
        ratio = dfn / dfd
        return (special.xlogy(0.5 * dfn - 1.0, ratio * x) - 0.5 * (dfn + dfd) * np.log1p(ratio * x) + np.log(ratio)
                - special.betaln(0.5 * dfn, 0.5 * dfd))

    def _pdf(self, x: Any, dfn: Any, dfd: Any) -> Any:
        return np.exp(self._logpdf(x, dfn, dfd))

    def _cdf(self, x: Any, dfn: Any, dfd: Any) -> Any:
        # From the smaller of the two complementary arguments, so that neither tail is lost.
        small = dfn * x < dfd
        r = dfn * x
        return np.where(small, special.betainc(0.5 * dfn, 0.5 * dfd, r / (dfd + r)),
                        special.betaincc(0.5 * dfd, 0.5 * dfn, dfd / (dfd + r)))[()]

    def _sf(self, x: Any, dfn: Any, dfd: Any) -> Any:
        small = dfn * x < dfd
        r = dfn * x
        return np.where(small, special.betaincc(0.5 * dfn, 0.5 * dfd, r / (dfd + r)),
                        special.betainc(0.5 * dfd, 0.5 * dfn, dfd / (dfd + r)))[()]

    def _ppf(self, q: Any, dfn: Any, dfd: Any) -> Any:
        y, rest = special.betaincinv(0.5 * dfn, 0.5 * dfd, q), special.betainccinv(0.5 * dfd, 0.5 * dfn, q)
        return np.where(y < 0.5, y / (1.0 - y), (1.0 - rest) / rest)[()] * (dfd / dfn)

    def _isf(self, q: Any, dfn: Any, dfd: Any) -> Any:
        y, rest = special.betainccinv(0.5 * dfn, 0.5 * dfd, q), special.betaincinv(0.5 * dfd, 0.5 * dfn, q)
        return np.where(y < 0.5, y / (1.0 - y), (1.0 - rest) / rest)[()] * (dfd / dfn)

    def _stats(self, dfn: Any, dfd: Any) -> tuple[Any, Any, Any, Any]:
        n, d = np.asarray(dfn, dtype=float), np.asarray(dfd, dtype=float)
        with np.errstate(all="ignore"):
            mean = np.where(d > 2, d / (d - 2.0), np.inf)
            variance = np.where(d > 4, 2.0 * (d / (d - 2.0))**2 * (n + d - 2.0) / (n * (d - 4.0)), np.inf)
            skew = np.where(d > 6, (2.0 * n + d - 2.0) * np.sqrt(8.0 * (d - 4.0))
                            / ((d - 6.0) * np.sqrt(n) * np.sqrt(n + d - 2.0)), np.nan)
            excess = np.where(d > 8, 12.0 * (n * (5.0 * d - 22.0) * (n + d - 2.0) + (d - 4.0) * (d - 2.0)**2)
                              / (n * (d - 6.0) * (d - 8.0) * (n + d - 2.0)), np.nan)
        return mean[()], variance[()], skew[()], excess[()]

    def _munp(self, n: int, dfn: Any, dfd: Any) -> Any:
        out: Any = 1.0
        for k in range(n):        # ratios of consecutive moments
            out = out * (dfd / dfn) * (0.5 * dfn + k) / (0.5 * dfd - k - 1.0)
        return np.where(dfd > 2 * n, out, np.inf)[()]

    def _entropy(self, dfn: Any, dfd: Any) -> Any:
        n, d = 0.5 * dfn, 0.5 * dfd
        return (np.log(dfd / dfn) + gamma_entropy(n) + gamma_entropy(d) - gamma_entropy(n + d)
                - 2.0 * special.digamma(d) + special.digamma(n + d))

    def _rvs(self, dfn: Any, dfd: Any, size: Any = None, random_state: Any = None) -> Any:
        return random_state.f(dfn, dfd, size)


beta = beta_gen(a=0.0, b=1.0, name="beta")
f = f_gen(a=0.0, name="f")
