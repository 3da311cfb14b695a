# SPDX-License-Identifier: BSD-3-Clause
"""Run SciPy's own tests against scinova and hold the number passed to the floors in ``tests/conformance.json``.

    python tools/conformance_floors.py CONFORM.PY                      # exit 1 when a part falls below its floor
    python tools/conformance_floors.py --raise CONFORM.PY [PART ...]   # write what passed, where it is more

A part is a subpackage, or one test module of it (``integrate.tests.test_quadpack``). Floors may only rise.
"""
from __future__ import annotations

import argparse
import json
import os
import re
import subprocess
import sys
from pathlib import Path

TOOLS = Path(__file__).parent
FLOORS = TOOLS.parent / "tests" / "conformance.json"
_CHANCE = 500         # one test in so many may depend on chance or on the clock
CANARY = "constants"  # the part that the canary plugin breaks


def passed(conform: str, part: str, jobs: int, plugin: str = "") -> tuple[int, int]:
    """Tests passed and eligible of one part, with a pytest plugin from this folder."""
    env = dict(os.environ)
    if plugin:
        env.update(PYTEST_ADDOPTS=f"-p {plugin}", PYTHONPATH=str(TOOLS))
    out = subprocess.run([sys.executable, conform, "run", part, "--jobs", str(jobs)], capture_output=True, text=True,
                         env=env)
    total = re.search(r"^total\s+(\d+) /\s+(\d+)", out.stdout, re.M)
    if total is None:
        sys.exit(f"conformance: no result for {part}:\n{out.stdout}{out.stderr}")
    return int(total[1]), int(total[2])


def main() -> int:
    """Check, or raise, the floors."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("conform", help="path of conform.py")
    parser.add_argument("--raise", dest="raise_floors", action="store_true")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("parts", nargs="*", help="parts to run (all that have a floor); new ones with --raise")
    given = parser.parse_args()
    floors = json.loads(FLOORS.read_text())
    below = []
    whole, _ = passed(given.conform, CANARY, 1)
    broken, _ = passed(given.conform, CANARY, 1, plugin="conformance_canary")
    if not broken < whole:
        sys.exit(f"conformance: {broken} tests pass with a function broken, {whole} without: not scinova's code")
    for part in given.parts or floors:
        count, eligible = passed(given.conform, part, given.jobs)
        floor = floors.get(part, 0)
        print(f"{part:40s} {count:6d} of {eligible:6d} passed, floor {floor}", flush=True)
        if count < floor:
            below.append(part)
        elif given.raise_floors:
            floors[part] = max(floor, count - count // _CHANCE)
    if given.raise_floors:
        FLOORS.write_text(json.dumps(dict(sorted(floors.items())), indent=1) + "\n")
    failed = len(below)
    print(f"{len(given.parts or floors) - failed} passed, {failed} failed")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
