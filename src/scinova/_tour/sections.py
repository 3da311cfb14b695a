# SPDX-License-Identifier: BSD-3-Clause
"""What a chapter of the tour is made of.

A chapter is a module whose docstring introduces it. Each of its sections is a function decorated with `section`; its
docstring is the text of the section, its body the code shown, what it prints the results, and every figure it leaves
open is put on the page. It states what must come out with ``tour.check``.
"""
from __future__ import annotations

import ast
import contextlib
import inspect
import io
import textwrap
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np


@dataclass(frozen=True)
class Section:
    """One section: its title and the function that is its code."""

    title: str
    function: Callable[[Tour], None]
    order: int

    @property
    def text(self) -> str:
        """The words of the section: the function's docstring."""
        return inspect.getdoc(self.function) or ""

    @property
    def code(self) -> str:
        """The body of the function, without decorator, signature, docstring and checks."""
        lines = textwrap.dedent(inspect.getsource(self.function)).splitlines()
        body = ast.parse("\n".join(lines)).body[0].body  # type: ignore[attr-defined]
        first = body[1] if ast.get_docstring(ast.parse("\n".join(lines)).body[0]) is not None else body[0]  # type: ignore[arg-type]
        hidden = {n for node in body if _is_check(node) for n in range(node.lineno, node.end_lineno + 1)}
        start = (body[0].end_lineno if first is not body[0] else first.lineno - 1)
        shown = [line for n, line in enumerate(lines, 1) if n > start and n not in hidden]
        return textwrap.dedent("\n".join(shown)).strip("\n")


def _is_check(node: ast.stmt) -> bool:
    return (isinstance(node, ast.Expr) and isinstance(node.value, ast.Call)
            and ast.unparse(node.value.func).startswith("tour.check"))


@dataclass(frozen=True)
class Check:
    """A claim of a section: what was computed against the tutorial's printed number or a closed form."""

    what: str
    got: str
    wanted: str
    holds: bool


@dataclass
class Tour:
    """What a section is given: the user's picture, and `check`."""

    image: Path | None = None
    checks: list[Check] = field(default_factory=list)

    def check(self, what: str, got: Any, wanted: Any, *, rtol: float = 1e-7, atol: float = 0.0) -> None:
        """Claim that ``got`` equals ``wanted``: numbers within the tolerances, everything else exactly."""
        a, b = np.asarray(got), np.asarray(wanted)
        if a.dtype.kind in "fc" or b.dtype.kind in "fc":
            holds = a.shape == b.shape and bool(np.allclose(a, b, rtol=rtol, atol=atol))
        else:
            holds = a.shape == b.shape and bool(np.all(a == b))
        self.checks.append(Check(what, _short(got), _short(wanted), holds))

    def check_raises(self, what: str, error: type[BaseException], call: Callable[[], Any]) -> None:
        """Claim that ``call()`` raises ``error``."""
        try:
            got = f"returned {_short(call())}"
            holds = False
        except Exception as raised:
            got, holds = type(raised).__name__, isinstance(raised, error)
        self.checks.append(Check(what, got, error.__name__, holds))


def _short(value: Any) -> str:
    if isinstance(value, (float, np.floating)):
        return f"{value:.10g}"
    if isinstance(value, np.ndarray) and value.size > 12:
        return f"array of shape {value.shape}, mean {np.mean(value):.8g}"
    if isinstance(value, np.ndarray):
        return np.array2string(value, precision=8, separator=", ", threshold=12).replace("\n", " ")
    return str(value)


@dataclass
class Outcome:
    """A section that was run."""

    section: Section
    printed: str
    figures: list[str]
    checks: list[Check]
    error: str | None
    seconds: float

    @property
    def good(self) -> bool:
        """Ran to its end, and every check holds."""
        return self.error is None and all(c.holds for c in self.checks)


_order = 0


def section(title: str) -> Callable[[Callable[[Tour], None]], Section]:
    """Make a function of a chapter a section of the page."""
    def make(function: Callable[[Tour], None]) -> Section:
        global _order
        _order += 1
        return Section(title, function, _order)

    return make


def sections_of(module: ModuleType) -> list[Section]:
    """The sections of a chapter, in the order they are written."""
    return sorted((v for v in vars(module).values() if isinstance(v, Section)), key=lambda s: s.order)


def run_section(part: Section, image: Path | None = None) -> Outcome:
    """Run one section, catching what it prints, draws and raises."""
    from scinova._tour import figures

    tour, printed, error = Tour(image), io.StringIO(), None
    began = time.perf_counter()
    with contextlib.redirect_stdout(printed):
        try:
            part.function(tour)
        except Exception:
            error = traceback.format_exc()
    seconds = time.perf_counter() - began
    return Outcome(part, printed.getvalue(), figures.drain(), tour.checks, error, seconds)


def run_chapter(module: ModuleType) -> int:
    """Run a chapter as a script: print its results and checks. Returns the exit code."""
    from scinova._tour import figures

    failed = 0
    with figures.style():
        for part in sections_of(module):
            outcome = run_section(part)
            print(f"\n== {part.title}\n{outcome.printed}{outcome.error or ''}", end="")
            for check in outcome.checks:
                print(f"  {'ok    ' if check.holds else 'FAILED'} {check.what}: {check.got}")
            failed += not outcome.good
    return 1 if failed else 0
