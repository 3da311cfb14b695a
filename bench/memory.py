# SPDX-License-Identifier: BSD-3-Clause
"""``python -m bench.memory [SUB ...] [-k NAME]``: the most memory that a call holds beyond what was there before.

Counted by the kernel (VmHWM, reset before the call), so NumPy's arrays and native scratch alike. Blocks of 64 KiB and
more are made to come from the kernel and go back to it, or what one call leaves behind would hide what the next one
takes. A second call is measured: the first also imports and starts threads. A case is marked where it holds more than
its result and 2 MiB for each thread.
"""
from __future__ import annotations

import argparse
import ctypes
import gc
import importlib
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

import scinova

SCRATCH = 2 << 20
_M_MMAP_THRESHOLD, _M_TRIM_THRESHOLD = -3, -1


def _status(name: str) -> int:
    """A line of /proc/self/status, in bytes."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith(name + ":"):
            return int(line.split()[1]) << 10
    raise OSError(f"the kernel does not tell {name}")


def result_bytes(result: Any) -> int:
    """Bytes of the arrays that a call returned."""
    if isinstance(result, np.ndarray):
        return result.nbytes + (sum(map(result_bytes, result.flat)) if result.dtype.hasobject else 0)
    if isinstance(result, dict):
        return sum(map(result_bytes, result.values()))
    return sum(map(result_bytes, result)) if isinstance(result, (tuple, list)) else 0


def peak(call: Callable[[], Any]) -> tuple[int, int]:
    """Bytes held at most during a call beyond those before it, and bytes of its result."""
    libc = ctypes.CDLL(None)
    libc.mallopt(_M_MMAP_THRESHOLD, 1 << 16)
    libc.mallopt(_M_TRIM_THRESHOLD, 1 << 16)
    size = result_bytes(call())
    gc.collect()
    libc.malloc_trim(0)
    Path("/proc/self/clear_refs").write_text("5")
    before = _status("VmRSS")
    kept = call()
    most = _status("VmHWM")
    del kept
    return max(0, most - before), size


def main(words: Sequence[str]) -> int:
    """Print a line for each case; 1 where one is marked."""
    parser = argparse.ArgumentParser(prog="python -m bench.memory", description=__doc__)
    parser.add_argument("sub", nargs="+")
    parser.add_argument("-k", default="", help="only cases whose name contains this")
    parser.add_argument("--threads", type=int, default=1)
    given = parser.parse_args(words)
    import scipy
    scinova.set_num_threads(given.threads)
    over = 0
    for sub in given.sub:
        module = importlib.import_module(f"bench.cases.{sub}")
        for needed in getattr(module, "SUBPACKAGES", (sub,)):
            importlib.import_module(f"scipy.{needed}")
        for case in module.CASES:
            if given.k not in case.name:
                continue
            data = case.setup()
            ours, size = peak(lambda case=case, data=data: case.call(scinova, *data))
            theirs, _ = peak(lambda case=case, data=data: case.call(scipy, *data))
            much = ours > size + SCRATCH * given.threads
            over += much
            shown = f"result {size / 2**20:7.2f}  scinova {ours / 2**20:7.2f}  scipy {theirs / 2**20:7.2f} MiB"
            print(f"{case.name:58s} {shown}{'   ABOVE ITS RESULT AND SCRATCH' if much else ''}", flush=True)
    return int(over > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
