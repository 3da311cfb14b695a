# SPDX-License-Identifier: BSD-3-Clause
"""What `show_config` shows, under the name where programs look it up: ``scinova.__config__.CONFIG``."""
from __future__ import annotations

from typing import Any


def __getattr__(name: str) -> Any:
    from scinova._config import show_config
    if name == "CONFIG":
        return show_config(mode="dicts")
    if name == "show":
        return show_config
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
