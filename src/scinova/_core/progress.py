# SPDX-License-Identifier: BSD-3-Clause
"""``with scinova.progress():`` makes any long driver inside it report how far it is.

A driver writes ``for k in track(range(n), "differential evolution"):``, or, where the end is not known,
``with meter("basin hopping", total=None) as step: ... step()``. Outside the context both cost one look at a variable.
"""
from __future__ import annotations

import contextlib
import contextvars
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

T = TypeVar("T")

_reporter: contextvars.ContextVar[Any] = contextvars.ContextVar("scinova_progress", default=None)


class PlainReporter:
    """Rewrites one line of a text stream, at most five times a second."""

    def __init__(self, label: str, total: int | None, stream: Any = None):
        self.label, self.total, self.stream = label, total, stream or sys.stderr
        self.count, self.shown = 0, 0.0

    def update(self, by: int = 1) -> None:
        self.count += by
        now = time.monotonic()
        if now - self.shown >= 0.2:
            self.shown = now
            self._write("\r")

    def close(self) -> None:
        self._write("\r")
        self.stream.write("\n")

    def _write(self, start: str) -> None:
        of = f"/{self.total}" if self.total else ""
        self.stream.write(f"{start}{self.label}: {self.count}{of}")
        self.stream.flush()


@contextlib.contextmanager
def progress(reporter: Callable[..., Any] | None = None) -> Iterator[None]:
    """Report the progress of the long-running functions called inside this context.

    Parameters
    ----------
    reporter : callable, optional
        Called as ``reporter(label, total)`` at the start of each driver; returns an object with ``update(n)`` and
        ``close()``. By default tqdm's bar where tqdm is installed, else a line of text on standard error.

    Examples
    --------
    >>> import scinova
    >>> from scinova import optimize
    >>> with scinova.progress(lambda label, total: scinova.progress.silent):
    ...     x = optimize.brute(lambda x: (x[0] - 1)**2, [(-2, 2)], finish=None)
    """
    token = _reporter.set(reporter or _standard)
    try:
        yield
    finally:
        _reporter.reset(token)


def _standard(label: str, total: int | None) -> Any:
    try:
        from tqdm.auto import tqdm
    except ImportError:
        return PlainReporter(label, total)
    return tqdm(desc=label, total=total)


class _Silent:
    def update(self, by: int = 1) -> None: ...
    def close(self) -> None: ...


progress.silent = _Silent()  # type: ignore[attr-defined]


@contextlib.contextmanager
def meter(label: str, total: int | None = None) -> Iterator[Callable[..., None]]:
    """A function to call once per step of a driver; does nothing outside `progress`."""
    make = _reporter.get()
    if make is None:
        yield progress.silent.update  # type: ignore[attr-defined]
        return
    report = make(label, total)
    try:
        yield report.update
    finally:
        report.close()


def track(steps: Iterable[T], label: str, total: int | None = None) -> Iterable[T]:
    """``steps``, reported one by one inside `progress` and returned untouched outside it."""
    if _reporter.get() is None:
        return steps
    return _tracked(steps, label, total)


def _tracked(steps: Iterable[T], label: str, total: int | None) -> Iterator[T]:
    if total is None:
        with contextlib.suppress(TypeError):
            total = len(steps)  # type: ignore[arg-type]
    with meter(label, total) as step:
        for item in steps:
            yield item
            step()
