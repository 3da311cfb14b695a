# SPDX-License-Identifier: BSD-3-Clause
"""``workers=``: how the evaluations of a Python function are spread over processes."""
from __future__ import annotations

import contextlib
import operator
from collections.abc import Callable, Iterator
from typing import Any


@contextlib.contextmanager
def mapping(workers: Any) -> Iterator[Callable[..., Any]]:
    """A ``map``: the built-in one for None and 1, the caller's own callable, or that of a pool of processes.

    -1 is a process for every processor. A pool is closed at the end, also after an exception.
    """
    if workers is None or workers == 1:
        yield map
        return
    if callable(workers):
        yield workers
        return
    count = operator.index(workers)
    if count < 1 and count != -1:
        raise ValueError(f"workers must be a positive integer, -1 or a map-like callable; got {workers}")
    import multiprocessing

    with multiprocessing.Pool(None if count == -1 else count) as pool:
        yield pool.map
