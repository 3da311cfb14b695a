# SPDX-License-Identifier: BSD-3-Clause
"""``python -m bench [SUB ...]``: time SciPy, scinova and the specialised peers side by side.

Writes ``bench/results/<sub>.json`` and ``bench/results/README.md``, the table of all results there. A bar that is not
met is marked and makes the exit code 1.
"""
from __future__ import annotations

import argparse
import importlib
import json
import math
import platform
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np

import scinova
from bench.case import Case
from bench.measure import compare
from scinova._core import _native

RESULTS = Path(__file__).parent / "results"
CASES = Path(__file__).parent / "cases"


def contenders(case: Case, scipy: object) -> dict:
    """The calls of one case; peers that are not installed are left out."""
    data = case.setup()
    calls = {"scipy": lambda: case.call(scipy, *data)} if case.reference == "scipy" else {}
    for threads in case.threads:
        def ours(threads=threads):
            return case.call(scinova, *data)

        ours.threads = threads
        calls[f"scinova x{threads}"] = ours
    for name, peer in case.peers.items():
        try:
            peer(*data)
        except ImportError:
            continue
        calls[name] = lambda peer=peer: peer(*data)
    return calls


def run_case(case: Case, scipy: object, rounds: int, target: float) -> dict | None:
    """Ratios of one case, None if its reference is not installed.

    Threads are set before each group of rounds, so each thread count has its own null. SciPy's BLAS is held to the same
    number: left alone it would take every core against one of ours.
    """
    from threadpoolctl import threadpool_limits

    calls = contenders(case, scipy)
    if case.reference not in calls:
        return None
    reference, row = calls.pop(case.reference), {"name": case.name, "ratios": {}, "null": {}}
    fixed = {n: c for n, c in calls.items() if not hasattr(c, "threads")}
    for name, call in calls.items():
        if not hasattr(call, "threads"):
            continue
        scinova.set_num_threads(call.threads)
        group = {case.reference: reference, name: call, **fixed}
        with threadpool_limits(call.threads):
            found = compare(group, case.reference, rounds, target)
        for who, ratio in found.items():
            place = row["null"] if who == "null" else row["ratios"]
            place[name if who == "null" else who] = [round(v, 3) for v in (ratio.median, ratio.low, ratio.high)]
        fixed = {}
    scinova.set_num_threads(None)
    row["bars"] = {f"scinova x{t}": bar for t, bar in case.bar.items()}
    row["met"] = all(row["ratios"][n][0] >= bar for n, bar in row["bars"].items())
    return row


def table(results: dict[str, dict]) -> str:
    """The Markdown table of all results."""
    lines = ["# Speed", "",
             "How many times faster than SciPy: median of the ratios within rounds of one process, with quartiles. "
             "*Null* is SciPy against itself, the noise of the measurement. Written by `make bench`.", ""]
    for sub, result in sorted(results.items()):
        lines += [f"## {sub}", "", f"{result['machine']}; SciPy {result['scipy']}, NumPy {result['numpy']}.", ""]
        names = sorted({n for row in result["rows"] for n in row["ratios"]},
                       key=lambda n: (not n.startswith("scinova"), n))
        lines += ["| case | " + " | ".join(names) + " | null | bar |", "|---" * (len(names) + 3) + "|"]
        for row in result["rows"]:
            cells = [_cell(row["ratios"].get(n)) for n in names]
            null = ", ".join("{1:.2f}-{2:.2f}".format(*v) for v in row["null"].values())
            bars = ", ".join(f"{n.removeprefix('scinova ')}: {b:g}" for n, b in row["bars"].items())
            mark = "" if row["met"] else " **not met**"
            lines.append(f"| {row['name']} | " + " | ".join(cells) + f" | {null} | {bars}{mark} |")
        ours = [row["ratios"][n][0] for row in result["rows"] for n in row["ratios"] if n == "scinova x1"]
        if ours:
            mean = math.exp(sum(map(math.log, ours)) / len(ours))
            lines += ["", f"Geometric mean on one thread: {mean:.2f}; least: {min(ours):.2f}.", ""]
    return "\n".join(lines) + "\n"


def _cell(ratio: list[float] | None) -> str:
    return "" if ratio is None else f"{ratio[0]:.2f} ({ratio[1]:.2f}-{ratio[2]:.2f})"


def main(words: Sequence[str]) -> int:
    """Run the cases of the named subpackages, or of all."""
    known = sorted(p.stem for p in CASES.glob("*.py") if p.stem != "__init__")
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("sub", nargs="*", help=f"subpackages (all): {', '.join(known)}")
    parser.add_argument("-k", default="", help="only cases whose name contains this")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--target", type=float, default=0.05, help="seconds per contender and round")
    parser.add_argument("--dry", action="store_true", help="print only, write nothing")
    given = parser.parse_args(words)
    unknown = set(given.sub) - set(known)
    if unknown:
        parser.error(f"no cases for {', '.join(sorted(unknown))}; there are {', '.join(known)}")
    try:
        import scipy
        import threadpoolctl  # noqa: F401  SciPy's BLAS threads are set with it
    except ImportError as missing:
        parser.error(f"the benchmarks compare with SciPy and set its threads; {missing.name} is not installed")
    met = True
    for sub in given.sub or known:
        module = importlib.import_module(f"bench.cases.{sub}")
        for needed in getattr(module, "SUBPACKAGES", (sub,)):
            importlib.import_module(f"scipy.{needed}")
        rows = []
        for case in module.CASES:
            if given.k not in case.name:
                continue
            row = run_case(case, scipy, given.rounds, given.target)
            if row is None:
                continue
            rows.append(row)
            met &= rows[-1]["met"]
            shown = "  ".join(f"{n} {v[0]:.2f}" for n, v in rows[-1]["ratios"].items())
            print(f"{case.name:58s} {shown}{'' if rows[-1]['met'] else '   BELOW ITS BAR'}", flush=True)
        if not given.dry and not given.k:
            RESULTS.mkdir(exist_ok=True)
            machine = f"{platform.machine()}, level {_native.simd_level()}"
            result = {"scipy": scipy.__version__, "numpy": np.__version__, "machine": machine, "rows": rows}
            (RESULTS / f"{sub}.json").write_text(json.dumps(result, indent=1) + "\n")
    if not given.dry:
        found = {p.stem: json.loads(p.read_text()) for p in RESULTS.glob("*.json")}
        (RESULTS / "README.md").write_text(table(found))
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
