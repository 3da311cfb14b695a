# SPDX-License-Identifier: BSD-3-Clause
"""What this scinova was built with and runs on."""
from __future__ import annotations

import importlib.metadata
import json
import os
import platform
import sys
from typing import Any

import numpy as np


def show_config(mode: str = "stdout") -> dict[str, Any] | None:
    """Print versions, threads, the processor level in use and the BLAS.

    Parameters
    ----------
    mode : {'stdout', 'dicts'}
        Print, or return a dictionary.

    Raises
    ------
    ValueError
        If ``mode`` is neither.

    Examples
    --------
    >>> import scinova
    >>> sorted(scinova.show_config(mode="dicts"))[:2]
    ['Build Dependencies', 'Compilers']
    """
    if mode not in ("stdout", "dicts"):
        raise ValueError(f"show_config: mode must be 'stdout' or 'dicts'; got {mode!r}")
    from scinova import __version__
    from scinova._core import _native

    try:
        blas = importlib.metadata.version("scipy-openblas32")
    except importlib.metadata.PackageNotFoundError:
        blas = "not found"
    level = f"x86-64-v{_native.simd_level()}" if platform.machine() == "x86_64" else "plain"
    compiler = {"name": "c++20", "version": "unknown"}
    absent = {"name": "none", "version": "none"}          # languages that no part is written in
    host = {"cpu": platform.machine(), "family": platform.machine(), "endian": sys.byteorder,
            "system": platform.system().lower()}
    facts = {
        "Compilers": {"c": compiler, "c++": compiler, "cython": absent, "fortran": absent, "pythran": absent},
        "Machine Information": {"host": host, "build": host, "processors": os.cpu_count()},
        "Build Dependencies": {name: {"name": "scipy-openblas32", "version": blas} for name in ("blas", "lapack")},
        "Python Information": {"path": sys.executable, "version": sys.version.split()[0]},
        "scinova": {"version": __version__, "NumPy": np.__version__, "threads": _native.num_threads(),
                    "processor level": level},
    }
    if mode == "dicts":
        return facts
    json.dump(facts, sys.stdout, indent=2)
    print()
    return None
