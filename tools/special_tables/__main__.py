# SPDX-License-Identifier: BSD-3-Clause
"""Write the coefficient tables native/kernels/special/tables_*.hpp.

    python tools/special_tables [NAME ...]

Each topic is a module here with a function ``write()``; without names, all are written.
"""
from __future__ import annotations

import importlib
import sys
from pathlib import Path

TOPICS = sorted(p.stem for p in Path(__file__).parent.glob("*.py") if p.stem not in ("__main__", "fitting"))

for name in sys.argv[1:] or TOPICS:
    importlib.import_module(name).write()
