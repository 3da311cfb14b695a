# SPDX-License-Identifier: BSD-3-Clause
"""How a test gets its null distribution by resampling, and the one loop over resamples.

B. Phipson and G. K. Smyth, "Permutation p-values should never be zero", Stat. Appl. Genet. Mol. Biol. 9 (2010) 39: with
random resamples the observed one counts as one of them.
"""
from __future__ import annotations

import itertools
import math
import operator
from collections.abc import Callable, Iterator
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
        self.n_resamples = operator.index(n_resamples)
        if self.n_resamples < 1:
            raise ValueError(f"PermutationMethod: n_resamples must be at least 1; got {n_resamples}")
        if batch is not None and operator.index(batch) < 1:
            raise ValueError(f"PermutationMethod: batch must be at least 1; got {batch}")
        self.batch, self.random_state, self.rng = batch, random_state, rng

    def __repr__(self) -> str:
        return f"PermutationMethod(n_resamples={self.n_resamples}, batch={self.batch}, rng={self.rng!r})"

    def generator(self) -> Any:
        """The generator to draw from."""
        return check_random_state(self.random_state) if self.random_state is not None else np.random.default_rng(
            self.rng)


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


def permutation_pvalue(method: PermutationMethod, statistic: Callable[[np.ndarray, np.ndarray], np.ndarray],
                       x: np.ndarray, y: np.ndarray, observed: np.ndarray, alternative: str) -> np.ndarray:
    """The part of all partitions of two samples (last axis) whose statistic is as extreme as the observed one."""
    n1 = x.shape[-1]
    z = np.concatenate([x, y], axis=-1)
    orders, count, complete = partitions(method, n1, y.shape[-1])
    batch = method.batch or max(1, 1_000_000 // max(z.size, 1))
    observed = np.asarray(observed)[..., np.newaxis]
    room = np.abs(observed) * 100 * np.finfo(float).eps              # equal but for rounding is as extreme
    below = np.zeros(observed.shape[:-1])
    above = np.zeros(observed.shape[:-1])
    with meter("permutations", count) as step:
        while block := list(itertools.islice(orders, batch)):
            drawn = z[..., np.stack(block)]
            null = statistic(drawn[..., :n1], drawn[..., n1:])
            below += (null <= observed + room).sum(axis=-1)
            above += (null >= observed - room).sum(axis=-1)
            step(len(block))
    own = 0 if complete else 1
    less, greater = (below + own) / (count + own), (above + own) / (count + own)
    p = {"less": less, "greater": greater, "two-sided": np.minimum(1.0, 2.0 * np.minimum(less, greater))}[alternative]
    return np.where(np.isnan(observed[..., 0]), np.nan, p)
