# SPDX-License-Identifier: BSD-3-Clause
"""How many threads a transform uses: ``workers=``, and a setting for a whole context."""
from __future__ import annotations

import contextlib
import contextvars
import operator
import os
from collections.abc import Iterator

from scinova._core.threads import get_num_threads

_setting: contextvars.ContextVar[int | None] = contextvars.ContextVar("scinova_fft_workers", default=None)


def checked_workers(workers: int) -> int:
    """``workers`` as a number of threads: negative ones count back from the number of processors."""
    n = operator.index(workers)
    processors = os.cpu_count() or 1
    if n < 0 and n >= -processors:
        return n + 1 + processors
    if n <= 0:
        raise ValueError(f"workers must be positive, or negative and at least -{processors}; got {n}")
    return n


def current_workers(workers: int | None) -> int | None:
    """What ``workers=`` says, else the context; None leaves the threads as they are set."""
    return _setting.get() if workers is None else checked_workers(workers)


@contextlib.contextmanager
def set_workers(workers: int) -> Iterator[None]:
    """Context in which transforms use ``workers`` threads unless told otherwise.

    Parameters
    ----------
    workers : int
        At least 1, or negative: -1 is every processor, -2 all but one.

    Examples
    --------
    >>> from scinova import fft
    >>> with fft.set_workers(1):
    ...     fft.get_workers()
    1
    """
    token = _setting.set(checked_workers(workers))
    try:
        yield
    finally:
        _setting.reset(token)


def get_workers() -> int:
    """The number of threads that transforms use when ``workers`` is not given.

    Examples
    --------
    >>> from scinova import fft
    >>> fft.get_workers() >= 1
    True
    """
    return _setting.get() or get_num_threads()
