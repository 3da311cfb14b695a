# SPDX-License-Identifier: BSD-3-Clause
"""How many threads the kernels use."""
from __future__ import annotations

import contextlib
import operator
from collections.abc import Iterator

from scinova._core import _native


def get_num_threads() -> int:
    """The number of threads that kernels may use: SCINOVA_NUM_THREADS, or the processors this process may run on."""
    return _native.num_threads()


def set_num_threads(n: int | None) -> None:
    """Set the number of threads that kernels may use, for the whole process; None is back to the default.

    Results do not depend on it.

    Raises
    ------
    ValueError
        If ``n`` is below 1.

    Examples
    --------
    >>> import scinova
    >>> scinova.set_num_threads(1)
    >>> scinova.get_num_threads()
    1
    >>> scinova.set_num_threads(None)
    """
    if n is None:
        _native.set_num_threads(0)
        return
    count = operator.index(n)
    if count < 1:
        raise ValueError(f"set_num_threads: n must be at least 1 or None; got {count}")
    _native.set_num_threads(count)


@contextlib.contextmanager
def threads_for(workers: int | None) -> Iterator[None]:
    """Honour a ``workers=`` argument: None keeps the setting, -1 is every processor."""
    if workers is None:
        yield
        return
    before = _native.num_threads()
    set_num_threads(None if workers == -1 else workers)
    try:
        yield
    finally:
        _native.set_num_threads(before)
