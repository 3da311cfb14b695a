# SPDX-License-Identifier: BSD-3-Clause
"""``python -m scinova tour``: SciPy's tutorial from end to end, checked, as one page with figures."""
from __future__ import annotations

import argparse
import importlib
import importlib.util
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

from scinova._tour.sections import Section, run_section, sections_of

# The tutorial's order.
CHAPTERS = ("input_output", "special_functions", "linear_algebra", "fourier", "optimisation", "statistics",
            "interpolation", "integration", "signals", "images", "further_packages", "summary_exercises")


def chapter(name: str) -> ModuleType:
    """The chapter's module: from the installed package, or from ``examples/`` of a checkout."""
    if importlib.util.find_spec("scinova.examples") is not None:
        return importlib.import_module(f"scinova.examples.{name}")
    root = str(Path(__file__).resolve().parents[3])
    if root not in sys.path:
        sys.path.insert(0, root)
    return importlib.import_module(f"examples.{name}")


def main(words: Sequence[str]) -> int:
    """Run the chapters and write the page.

    Returns
    -------
    int
        0 only if every check of every section holds.
    """
    parser = argparse.ArgumentParser(prog="python -m scinova tour", description=__doc__)
    parser.add_argument("--out", type=Path, default=Path("tour"), metavar="DIR", help="where index.html goes (tour/)")
    parser.add_argument("--only", action="append", choices=CHAPTERS, metavar="CHAPTER",
                        help=f"run one chapter; may be repeated ({', '.join(CHAPTERS)})")
    parser.add_argument("--image", type=Path, metavar="FILE", help="a picture of your own for the picture chapters")
    given = parser.parse_args(words)
    if given.image is not None and not given.image.is_file():
        parser.error(f"--image: no such file: {given.image}")
    try:
        from scinova._tour import figures
    except ImportError as reason:
        print(f"the tour draws with matplotlib: pip install scinova[tour]  ({reason})", file=sys.stderr)
        return 2
    from scinova._tour.page import write_page

    work = [(module, section) for name in (given.only or CHAPTERS)
            for module in (chapter(name),) for section in sections_of(module)]
    began, done = time.perf_counter(), []
    with figures.style():
        for k, (module, section) in enumerate(work, 1):
            _progress(k, len(work), section)
            done.append((module, run_section(section, given.image)))
    _clear_line()
    page = write_page(given.out, done, time.perf_counter() - began)
    return _summary([outcome for _, outcome in done], page)


def _summary(outcomes: list, page: Path) -> int:
    held = sum(c.holds for o in outcomes for c in o.checks)
    checks = sum(len(o.checks) for o in outcomes)
    for outcome in outcomes:
        if outcome.error:
            print(f"FAILED  {outcome.section.title}: {outcome.error.strip().splitlines()[-1]}")
        for check in outcome.checks:
            if not check.holds:
                print(f"FAILED  {outcome.section.title}: {check.what}: got {check.got}, wanted {check.wanted}")
    good = sum(o.good for o in outcomes)
    print(f"{good} of {len(outcomes)} sections, {held} of {checks} checks hold\n{page}")
    return 0 if good == len(outcomes) else 1


def _progress(k: int, total: int, section: Section) -> None:
    if sys.stderr.isatty():
        print(f"\r\033[K[{k}/{total}] {section.title}", end="", file=sys.stderr, flush=True)
    else:
        print(f"[{k}/{total}] {section.title}", file=sys.stderr, flush=True)


def _clear_line() -> None:
    if sys.stderr.isatty():
        print("\r\033[K", end="", file=sys.stderr, flush=True)
