# SPDX-License-Identifier: BSD-3-Clause
"""``python -m scinova run | tour | info | bench``."""
from __future__ import annotations

import sys

USAGE = """usage: python -m scinova COMMAND ...

  run [--year YYYY] script.py args...   run a script that imports scipy, with scinova answering
  run [--year YYYY] -m module args...   the same for a program
  tour [--out DIR] [--only CHAPTER]     SciPy's tutorial from end to end, as a page with figures and checks
  info                                  versions, threads, processor level, BLAS
  bench [SUB ...]                       speed, side by side with SciPy
"""


def main(words: list[str]) -> int:
    """Run one command; returns the exit code."""
    command, rest = (words[0], words[1:]) if words else ("", [])
    if command == "run":
        from scinova.compat.runner import run
        return run(rest)
    if command == "tour":
        from scinova._tour import main as tour
        return tour(rest)
    if command == "info":
        from scinova._config import show_config
        show_config()
        return 0
    if command == "bench":
        try:
            from bench.__main__ import main as bench
        except ImportError:
            print("python -m scinova bench works in a checkout of the sources, from its root", file=sys.stderr)
            return 2
        return bench(rest)
    print(USAGE, end="", file=sys.stdout if command in ("-h", "--help") else sys.stderr)
    return 0 if command in ("-h", "--help") else 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
