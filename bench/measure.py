# SPDX-License-Identifier: BSD-3-Clause
"""Timing of several contenders in one process, in turn.

Machines drift: clocks change, neighbours wake up. So contenders take turns, round after round, in a changing order, and
what is reported is the median over rounds of the ratio within a round. SciPy runs twice in each round: the ratio of the
two is the null control, and its spread is what the other ratios are good for.
"""
from __future__ import annotations

import gc
import itertools
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Ratio:
    """How many times faster than SciPy: median over rounds, and the quartiles."""

    median: float
    low: float
    high: float


def repetitions(call: Callable[[], object], target: float) -> int:
    """How many calls take about ``target`` seconds."""
    call()
    n = 1
    while True:
        took = time_calls(call, n)
        if took >= target / 4 or n >= 1_000_000:
            return max(1, round(n * target / max(took, 1e-9)))
        n *= 4


def time_calls(call: Callable[[], object], n: int) -> float:
    """Seconds that ``n`` calls take."""
    start = time.perf_counter()
    for _ in itertools.repeat(None, n):
        call()
    return time.perf_counter() - start


def compare(contenders: dict[str, Callable[[], object]], reference: str, rounds: int = 9,
            target: float = 0.05) -> dict[str, Ratio]:
    """Time the contenders in turn; ``reference`` runs twice a round, as itself and as the null control.

    Parameters
    ----------
    contenders : dict
        Name to a call without arguments.
    reference : str
        Whose time the ratios are of.
    rounds : int
    target : float
        Seconds that each contender runs for in a round.

    Returns
    -------
    dict of str to Ratio
        Reference time over contender's time, and ``'null'``.
    """
    entries = {**contenders, "null": contenders[reference]}
    counts = {name: repetitions(call, target) for name, call in entries.items()}
    counts["null"] = counts[reference]
    took: dict[str, list[float]] = {name: [] for name in entries}
    names = list(entries)
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        for k in range(rounds):
            for name in names[k % len(names):] + names[:k % len(names)]:
                took[name].append(time_calls(entries[name], counts[name]) / counts[name])
            gc.collect()
    finally:
        if was_enabled:
            gc.enable()
    return {name: _ratio([r / t for r, t in zip(took[reference], took[name])]) for name in names if name != reference}


def _ratio(values: list[float]) -> Ratio:
    low, median, high = statistics.quantiles(values, n=4)
    return Ratio(median, low, high)
