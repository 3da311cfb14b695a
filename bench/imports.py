# SPDX-License-Identifier: BSD-3-Clause
"""``python -m bench.imports``: what importing costs, against ``import numpy``, in fresh processes taken in turn."""
from __future__ import annotations

import statistics
import subprocess
import sys
import time

STATEMENTS = ("import numpy", "import scinova", "import numpy, scinova", "import scinova.stats",
              "import scinova.signal", "import scinova.optimize", "from scinova.stats import norm")


def seconds(statement: str) -> float:
    """Wall time of a new interpreter that runs one statement."""
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", statement], check=True)
    return time.perf_counter() - start


def main(rounds: int = 15) -> None:
    """Print milliseconds above a bare interpreter, and the ratio to NumPy's."""
    took: dict[str, list[float]] = {s: [] for s in ("pass", *STATEMENTS)}
    for _ in range(rounds):
        for statement in took:
            took[statement].append(seconds(statement))
    bare = statistics.median(took.pop("pass"))
    base = statistics.median(took["import numpy"]) - bare
    for statement, values in took.items():
        cost = statistics.median(values) - bare
        print(f"{statement:32s} {1e3 * cost:7.1f} ms   {cost / base:5.2f} x numpy   {1e3 * (cost - base):+6.1f} ms")


if __name__ == "__main__":
    main()
