# SPDX-License-Identifier: BSD-3-Clause
"""scinova: SciPy, made again in Python over C++20 kernels.

Subpackages are imported when first used::

    from scinova import optimize, special

``scinova.install_as_scipy()`` makes every later ``import scipy`` in the process answer with scinova.
"""
from __future__ import annotations

import importlib as _importlib

from scinova._core import lazy as _lazy

__version__ = "0.1.0"

_SUBPACKAGES = ("cluster compat constants datasets fft fftpack integrate interpolate io linalg misc "
                "ndimage odr optimize signal sparse spatial special stats")

__getattr__, __dir__, __all__ = _lazy.attach(__name__, {
    "_core.callbacks": "LowLevelCallable get_callback_tracing set_callback_tracing",
    "_core.progress": "progress",
    "_core.threads": "get_num_threads set_num_threads",
    "compat.hook": "install_as_scipy",
    "_config": "show_config",
}, submodules=_SUBPACKAGES)
__all__ += ["__version__"]


def _old_name(module: str, name: str) -> object:
    if (module, name) == (__name__, "__config__"):
        return _importlib.import_module("scinova.__config__")
    return _importlib.import_module("scinova.compat.legacy").lookup(module, name)


def _old_call(function: str, args: tuple, kwargs: dict) -> tuple[tuple, dict]:
    return _importlib.import_module("scinova.compat.calls").todays_call(function, args, kwargs)  # type: ignore[no-any-return]


_lazy.on_miss = _old_name
_lazy.on_old_call = _old_call
