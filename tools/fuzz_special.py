# SPDX-License-Identifier: BSD-3-Clause
"""Call every special ufunc with random bit patterns and report the slowest element of each.

    python tools/fuzz_special.py [--count N] [--only NAME ...] [--slow MICROSECONDS]

A third of the arguments are random 64-bit patterns (every exponent is as likely as any other, NaN and infinities come
too), a third are small integers and half-integers of either sign, a third random numbers of moderate size. A function
that hangs is named in the last line printed before.
"""
from __future__ import annotations

import argparse
import sys
import time
import warnings
from collections.abc import Callable

import numpy as np

from scinova import set_num_threads
from scinova.special import _ufuncs
from scinova.special._table import HELPERS, TABLE


def patterns(code: str, count: int, rng: np.random.Generator) -> np.ndarray:
    """``count`` arguments of one typecode."""
    if code == "l":
        return np.where(rng.uniform(size=count) < 0.5, rng.integers(-2 ** 63, 2 ** 63 - 1, count),
                        rng.integers(-300, 300, count)).astype(np.int64)
    if code in "DF":
        return patterns("d", count, rng) + 1j * rng.permutation(patterns("d", count, rng))
    bits = rng.integers(0, 2 ** 64, count, dtype=np.uint64).view(np.float64)
    halves = rng.integers(-400, 400, count) / 2
    moderate = rng.normal(0, 30, count)
    return np.choose(rng.integers(0, 3, count), [bits, halves, moderate])


def slowest(call: Callable, columns: list[np.ndarray], margin: float) -> tuple[float, list]:
    """Processor time in seconds and arguments of the slowest element, found by halving what takes over ``margin``."""
    began = time.process_time()
    call(*columns)
    spent = time.process_time() - began
    n = len(columns[0])
    if n == 1:
        again = time.process_time()
        call(*columns)
        return min(spent, time.process_time() - again), [c[0] for c in columns]
    if spent < margin:
        return spent / n, [c[0] for c in columns]
    halves = ([c[: n // 2] for c in columns], [c[n // 2:] for c in columns])
    return max((slowest(call, half, margin) for half in halves), key=lambda found: found[0])


def fuzz(name: str, count: int, seed: int = 0, margin: float = 2e-4) -> tuple[float, list]:
    """Seconds of the slowest element of ufunc ``name`` over all its float64 and complex loops, and its arguments."""
    ufunc = getattr(_ufuncs, name)
    rng = np.random.default_rng(seed)
    worst: tuple[float, list] = (0.0, [])
    for loop in ufunc.types:
        codes = loop.split("->")[0]
        if set(codes) & set("fFg"):
            continue
        found = slowest(ufunc, [patterns(c, count, rng) for c in codes], margin)
        worst = max(worst, found, key=lambda one: one[0])
    return worst


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--count", type=int, default=100_000, help="bit patterns per loop")
    parser.add_argument("--only", nargs="*", help="these functions only")
    parser.add_argument("--slow", type=float, default=1000.0, help="name what takes longer, in microseconds")
    options = parser.parse_args()
    set_num_threads(1)
    failed = False
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore")
        for name in options.only or [*TABLE, *HELPERS]:
            print(f"{name}: ", end="", flush=True)
            seconds, at = fuzz(name, options.count)
            slow = seconds * 1e6 > options.slow
            failed |= slow
            print(f"{seconds * 1e6:.1f} us at {tuple(a.item() for a in at)}{'  SLOW' if slow else ''}")
    sys.exit(failed)


if __name__ == "__main__":
    main()
