# SPDX-License-Identifier: BSD-3-Clause
"""``python -m scinova run``: an old script or program, unchanged, with scinova answering for SciPy."""
from __future__ import annotations

import argparse
import os
import runpy
import sys
from collections.abc import Sequence

from scinova.compat import old_numpy
from scinova.compat.hook import install_as_scipy

# NumPy dropped its aliases of Python's types in 1.24 (2022); scripts of an earlier year may use them.
_LAST_YEAR_WITH_OLD_NUMPY = 2022


def prepare(year: int | None = None) -> None:
    """Answer for SciPy in this process; for an early ``year`` also give NumPy its dropped names back."""
    install_as_scipy()
    if year is not None and year <= _LAST_YEAR_WITH_OLD_NUMPY:
        old_numpy.restore()
        if not any(os.environ.get(v) for v in ("DISPLAY", "WAYLAND_DISPLAY")):
            os.environ.setdefault("MPLBACKEND", "Agg")


def run(words: Sequence[str]) -> int:
    """Run ``[--year YYYY] script.py args...`` or ``[--year YYYY] -m module args...``.

    Returns
    -------
    int
        0; a script that ends by ``sys.exit`` or an exception ends the process as it would without us.
    """
    parser = argparse.ArgumentParser(prog="python -m scinova run", description=__doc__,
                                     usage="%(prog)s [--year YYYY] (script.py | -m module) [args ...]")
    parser.add_argument("--year", type=int, help="the year the script was written in: up to 2022 gives np.int, "
                        "np.float and the other names that NumPy dropped since")
    parser.add_argument("-m", dest="module", action="store_true", help="run a module, as python -m does")
    parser.add_argument("target", help="the script, or the module's name with -m")
    parser.add_argument("args", nargs=argparse.REMAINDER, help="handed to it as sys.argv[1:]")
    given = parser.parse_args(words)
    prepare(given.year)
    sys.argv = [given.target, *given.args]
    if given.module:
        sys.path.insert(0, os.getcwd())
        runpy.run_module(given.target, run_name="__main__", alter_sys=True)
        return 0
    if not os.path.exists(given.target):
        parser.error(f"no such script: {given.target}")
    sys.path.insert(0, os.path.dirname(os.path.abspath(given.target)))
    runpy.run_path(given.target, run_name="__main__")
    return 0
