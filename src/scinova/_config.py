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
    ['BLAS', 'NumPy']
    """
    if mode not in ("stdout", "dicts"):
        raise ValueError(f"show_config: mode must be 'stdout' or 'dicts'; got {mode!r}")
    from scinova import __version__
    from scinova._core import _native

    try:
        blas = "scipy-openblas32 " + importlib.metadata.version("scipy-openblas32")
    except importlib.metadata.PackageNotFoundError:
        blas = "not found"
    facts = {
        "scinova": __version__, "NumPy": np.__version__, "Python": sys.version.split()[0],
        "machine": platform.machine(), "processors": os.cpu_count(), "threads": _native.num_threads(),
        "processor level": f"x86-64-v{_native.simd_level()}" if platform.machine() == "x86_64" else "plain",
        "BLAS": blas,
    }
    if mode == "dicts":
        return facts
    json.dump(facts, sys.stdout, indent=2)
    print()
    return None
