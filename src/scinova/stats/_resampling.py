# SPDX-License-Identifier: BSD-3-Clause
"""How a test gets its null distribution by resampling, and the one loop over resamples.

B. Phipson and G. K. Smyth, "Permutation p-values should never be zero", Stat. Appl. Genet. Mol. Biol. 9 (2010) 39: with
random resamples the observed one counts as one of them.
"""
from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import numpy as np

from scinova._core.progress import meter
from scinova._core.random import check_random_state


class PermutationMethod:
    """A test's p-value by permutation of the observations.

    Parameters
    ----------
    n_resamples : int
        How many random permutations; when there are no more distinct ones than this, all of them are used.
    batch : int, optional
        How many to evaluate at once.
    random_state : None, int, RandomState or Generator, optional
        The older spelling of ``rng``.
    rng : None, int or Generator, optional
        Source of the random permutations.

    Examples
    --------
    >>> from scinova import stats
    >>> stats.ttest_ind([1.0, 2.0, 3.0], [4.0, 5.0, 6.5], method=stats.PermutationMethod()).pvalue
    np.float64(0.1)
    """

    def __init__(self, n_resamples: int = 9999, batch: int | None = None, random_state: Any = None, *,
                 rng: Any = None):
        if rng is not None and random_state is not None:
            raise TypeError("PermutationMethod got both rng and random_state; give one of them")
        self.n_resamples = _count(n_resamples, "PermutationMethod: n_resamples")
        self.batch = None if batch is None else _count(batch, "PermutationMethod: batch")
        self.random_state, self.rng = random_state, rng

    def __repr__(self) -> str:
        return f"PermutationMethod(n_resamples={self.n_resamples}, batch={self.batch}, rng={self.rng!r})"

    def generator(self) -> Any:
        """The generator to draw from."""
        return check_random_state(self.random_state) if self.random_state is not None else np.random.default_rng(
            self.rng)


class MonteCarloMethod:
    """A test's p-value from random samples of the null hypothesis.

    Parameters
    ----------
    n_resamples : int
        How many times random samples are drawn.
    batch : int, optional
        How many to draw at once; all by default.
    rvs : callable or tuple of callables, optional
        ``rvs(size=...)`` draws a sample under the null hypothesis; a tuple has one for each sample of the test.
        By default what the test takes its data to be, for t-tests the standard normal distribution. Not together
        with ``rng``.
    rng : None, int or Generator, optional
        Source of the random samples where ``rvs`` is not given.

    Examples
    --------
    >>> from scinova import stats
    >>> method = stats.MonteCarloMethod(rng=1)
    >>> exact = stats.ttest_ind([1.0, 2.0, 3.0], [4.0, 5.0, 6.5]).pvalue
    >>> abs(stats.ttest_ind([1.0, 2.0, 3.0], [4.0, 5.0, 6.5], method=method).pvalue - exact) < 0.01
    np.True_
    """

    def __init__(self, n_resamples: int = 9999, batch: int | None = None,
                 rvs: Callable[..., Any] | Sequence[Callable[..., Any]] | None = None, rng: Any = None):
        if rvs is not None and rng is not None:
            raise ValueError("MonteCarloMethod got both rvs and rng; give one of them")
        self.n_resamples = _count(n_resamples, "MonteCarloMethod: n_resamples")
        self.batch = None if batch is None else _count(batch, "MonteCarloMethod: batch")
        self.rvs, self.rng = rvs, rng

    def __repr__(self) -> str:
        return (f"MonteCarloMethod(n_resamples={self.n_resamples}, batch={self.batch}, rvs={self.rvs!r}, "
                f"rng={self.rng!r})")

    def sources(self, default: str, count: int) -> list[Callable[..., Any]]:
        """What draws each of ``count`` samples; ``default`` is the method of a Generator to use without ``rvs``."""
        if self.rvs is None:
            return [getattr(np.random.default_rng(self.rng), default)] * count
        given = [self.rvs] if callable(self.rvs) else self.rvs
        if not isinstance(given, (list, tuple)) or not all(map(callable, given)):
            raise TypeError(f"MonteCarloMethod: rvs must be a callable or a tuple of them; got {self.rvs!r}")
        if len(given) != count:
            raise ValueError(f"MonteCarloMethod: the test has {count} samples and needs as many callables in rvs; "
                             f"got {len(given)}")
        return list(given)


def _count(value: Any, name: str) -> int:
    """A whole number of at least 1, also as a float."""
    try:
        count = int(value)
    except (TypeError, ValueError, OverflowError):
        count = 0
    if count < 1 or count != value:
        raise ValueError(f"{name} must be an integer of at least 1; got {value!r}")
    return count


def partitions(method: PermutationMethod, n1: int, n2: int) -> tuple[Iterator[np.ndarray], int, bool]:
    """Orders of n1 + n2 observations, the first n1 being the first sample; their number; whether they are all."""
    n = n1 + n2
    count = math.comb(n, n1)
    if count <= method.n_resamples:
        def every() -> Iterator[np.ndarray]:
            for chosen in itertools.combinations(range(n), n1):
                rest = np.ones(n, dtype=bool)
                rest[list(chosen)] = False
                yield np.concatenate([chosen, np.flatnonzero(rest)]).astype(np.intp)
        return every(), count, True
    rng = method.generator()
    return (rng.permutation(n) for _ in range(method.n_resamples)), method.n_resamples, False


class _Tally:
    """Counts of resamples at most and at least the observed statistics, and the p-values that follow."""

    def __init__(self, observed: np.ndarray):
        self.observed = np.asarray(observed)[..., np.newaxis]
        self.room = np.abs(self.observed) * 100 * np.finfo(float).eps    # equal but for rounding is as extreme
        self.below = np.zeros(self.observed.shape[:-1])
        self.above = np.zeros(self.observed.shape[:-1])

    def add(self, null: np.ndarray) -> None:
        """Count values along the last axis."""
        with np.errstate(invalid="ignore"):
            self.below += (null <= self.observed + self.room).sum(axis=-1)
            self.above += (null >= self.observed - self.room).sum(axis=-1)

    def pvalue(self, count: int, own: int, alternative: str) -> np.ndarray:
        """Of ``count`` resamples; ``own`` is 1 where the observed one is to be counted besides."""
        less, greater = (self.below + own) / (count + own), (self.above + own) / (count + own)
        p = {"less": less, "greater": greater,
             "two-sided": np.minimum(1.0, 2.0 * np.minimum(less, greater))}[alternative]
        return np.where(np.isnan(self.observed[..., 0]), np.nan, p)


def permutation_pvalue(method: PermutationMethod, statistic: Callable[[np.ndarray, np.ndarray], np.ndarray],
                       x: np.ndarray, y: np.ndarray, observed: np.ndarray, alternative: str) -> np.ndarray:
    """The part of all partitions of two samples (last axis) whose statistic is as extreme as the observed one."""
    n1 = x.shape[-1]
    z = np.concatenate([x, y], axis=-1)
    orders, count, complete = partitions(method, n1, y.shape[-1])
    batch = method.batch or max(1, 1_000_000 // max(z.size, 1))
    tally = _Tally(observed)
    with meter("permutations", count) as step:
        while block := list(itertools.islice(orders, batch)):
            drawn = z[..., np.stack(block)]
            tally.add(statistic(drawn[..., :n1], drawn[..., n1:]))
            step(len(block))
    return tally.pvalue(count, 0 if complete else 1, alternative)


def monte_carlo_pvalue(method: MonteCarloMethod, statistic: Callable[..., np.ndarray], sizes: Sequence[int],
                       observed: np.ndarray, alternative: str, default: str = "normal") -> np.ndarray:
    """The part of random samples of the null hypothesis whose statistic is as extreme as the observed one.

    A draw serves all observed statistics; it counts them as one resample more.
    """
    sources = method.sources(default, len(sizes))
    total = method.n_resamples
    batch = min(method.batch or total, total)
    some = max(1, 1_000_000 // max(np.size(observed), 1))                # a comparison for each, with each observed
    tally = _Tally(observed)
    with meter("random samples", total) as step:
        for first in range(0, total, batch):
            rows = min(batch, total - first)
            drawn = [_drawn(source, (rows, n)) for source, n in zip(sources, sizes)]
            null = np.asarray(statistic(*drawn))
            for part in range(0, rows, some):
                tally.add(null[part:part + some])
            step(rows)
    return tally.pvalue(total, 1, alternative)


def _drawn(source: Callable[..., Any], size: tuple[int, int]) -> np.ndarray:
    sample = np.asarray(source(size=size))
    if sample.dtype.kind not in "biuf":
        raise TypeError(f"MonteCarloMethod: rvs must draw real numbers; got dtype {sample.dtype}")
    try:
        return np.broadcast_to(sample, size)
    except ValueError:
        raise ValueError(f"MonteCarloMethod: rvs must draw an array of the size asked for, {size}; got shape "
                         f"{sample.shape}") from None
