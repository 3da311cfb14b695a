# SPDX-License-Identifier: BSD-3-Clause
"""A distribution with its parameters fixed."""
from __future__ import annotations

from collections.abc import Callable
from typing import Any


class rv_frozen:
    """A distribution with its parameters fixed: the methods of the distribution, without the parameters.

    Attributes
    ----------
    dist : rv_continuous
        A copy of the distribution, with a `random_state` of its own.
    args, kwds
        The parameters as they were given.
    a, b : float
        Ends of the support for location 0 and scale 1.
    """

    def __init__(self, dist: Any, *args: Any, **kwds: Any):
        self.args, self.kwds = args, kwds
        self.dist = dist._copy()
        shapes, self._loc, self._scale, _ = dist._split(args, kwds)
        self._given = (*shapes, self._loc, self._scale)
        self.a, self.b = self.dist._get_support(*shapes)

    @property
    def random_state(self) -> Any:
        """The generator that `rvs` draws from when it is given none."""
        return self.dist.random_state

    @random_state.setter
    def random_state(self, seed: Any) -> None:
        self.dist.random_state = seed

    def pdf(self, x: Any) -> Any:
        """Density at ``x``."""
        return self.dist.pdf(x, *self._given)

    def logpdf(self, x: Any) -> Any:
        """Logarithm of the density at ``x``."""
        return self.dist.logpdf(x, *self._given)

    def cdf(self, x: Any) -> Any:
        """Probability of a value up to ``x``."""
        return self.dist.cdf(x, *self._given)

    def logcdf(self, x: Any) -> Any:
        """Logarithm of `cdf`."""
        return self.dist.logcdf(x, *self._given)

    def sf(self, x: Any) -> Any:
        """Probability of a value above ``x``."""
        return self.dist.sf(x, *self._given)

    def logsf(self, x: Any) -> Any:
        """Logarithm of `sf`."""
        return self.dist.logsf(x, *self._given)

    def ppf(self, q: Any) -> Any:
        """The value that `cdf` is ``q`` at."""
        return self.dist.ppf(q, *self._given)

    def isf(self, q: Any) -> Any:
        """The value that `sf` is ``q`` at."""
        return self.dist.isf(q, *self._given)

    def rvs(self, size: Any = None, random_state: Any = None) -> Any:
        """Random samples."""
        return self.dist.rvs(*self._given, size=size, random_state=random_state)

    def stats(self, moments: str = "mv") -> Any:
        """Mean, variance, skewness, excess kurtosis: those that ``moments`` has the letters of."""
        return self.dist.stats(*self._given, moments=moments)

    def mean(self) -> Any:
        """Mean."""
        return self.dist.mean(*self._given)

    def median(self) -> Any:
        """Median."""
        return self.dist.median(*self._given)

    def var(self) -> Any:
        """Variance."""
        return self.dist.var(*self._given)

    def std(self) -> Any:
        """Standard deviation."""
        return self.dist.std(*self._given)

    def moment(self, order: Any = None, **kwds: Any) -> Any:
        """Moment of the given order about zero."""
        if order is None:
            order = kwds.pop("n", None)
        if order is None or kwds:
            raise TypeError("moment takes one argument, order")
        return self.dist.moment(order, *self._given)

    def entropy(self) -> Any:
        """Differential entropy, in nats."""
        return self.dist.entropy(*self._given)

    def interval(self, confidence: Any = None, **kwds: Any) -> Any:
        """The central interval with probability ``confidence``."""
        if confidence is None:
            confidence = kwds.pop("alpha", None)
        if confidence is None or kwds:
            raise TypeError("interval takes one argument, confidence")
        return self.dist.interval(confidence, *self._given)

    def support(self) -> Any:
        """Ends of the support."""
        return self.dist.support(*self._given)

    def expect(self, func: Callable[[float], float] | None = None, lb: float | None = None, ub: float | None = None,
               conditional: bool = False, **kwds: Any) -> float:
        """Expected value of ``func``."""
        return self.dist.expect(func, self._given[:-2], self._loc, self._scale, lb, ub, conditional, **kwds)


class rv_continuous_frozen(rv_frozen):
    """A continuous distribution with its parameters fixed."""
