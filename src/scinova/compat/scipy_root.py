# SPDX-License-Identifier: BSD-3-Clause
"""The module that answers for ``scipy`` itself: subpackages, and the NumPy names that SciPy's root once had."""
from __future__ import annotations

import importlib
import types
from typing import Any

import numpy as np

from scinova.compat import old_numpy

VERSION = "1.17.1"

_SUBPACKAGES = frozenset("cluster constants datasets differentiate fft fftpack integrate interpolate io linalg misc "
                         "ndimage odr optimize signal sparse spatial special stats".split())
_FROM_SCINOVA = {"LowLevelCallable": "LowLevelCallable", "show_config": "show_config"}

# These were the versions of numpy.lib.scimath: complex where the real function would be NaN.
_COMPLEX_DOMAIN = frozenset("sqrt log log2 log10 logn power arccos arcsin arctanh".split())
_RANDOM = {"rand": "rand", "randn": "randn"}


class _CallableFFT(types.ModuleType):
    """The subpackage ``fft``, which was once the function: ``scipy.fft(x)`` still transforms."""

    def __call__(self, x: Any, n: int | None = None, axis: int = -1) -> np.ndarray:
        return self.fft(x, n, axis)


def _subpackage(name: str) -> types.ModuleType:
    module = importlib.import_module(f"scipy.{name}")
    if name == "fft" and type(module) is types.ModuleType:
        module.__class__ = _CallableFFT
    return module


def _lookup(name: str) -> Any:
    if name in _SUBPACKAGES:
        try:
            return _subpackage(name)
        except ModuleNotFoundError:
            raise AttributeError(f"module 'scipy' has no attribute {name!r}") from None
    if name in _FROM_SCINOVA:
        return getattr(importlib.import_module("scinova"), _FROM_SCINOVA[name])
    if name in _COMPLEX_DOMAIN:
        return getattr(np.emath, name)
    if name in _RANDOM:
        return getattr(np.random, _RANDOM[name])
    if name == "random":
        return np.random
    if name == "ifft":
        return np.fft.ifft
    if name in old_numpy.NAMES:
        return old_numpy.NAMES[name]()
    if not name.startswith("_") and name in np.__all__:
        return getattr(np, name)
    raise AttributeError(f"module 'scipy' has no attribute {name!r}")


def make() -> types.ModuleType:
    """A new root module."""
    root = types.ModuleType("scipy", "scinova, answering for SciPy.")
    root.__version__ = VERSION       # type: ignore[attr-defined]
    root.__path__ = []               # type: ignore[attr-defined]
    root.__file__ = __file__
    root.__package__ = "scipy"

    def __getattr__(name: str) -> Any:
        value = _lookup(name)
        setattr(root, name, value)
        return value

    root.__getattr__ = __getattr__   # type: ignore[method-assign]
    root.__dir__ = lambda: sorted({*vars(root), *_SUBPACKAGES, *_FROM_SCINOVA})  # type: ignore[method-assign]
    root.__all__ = [*sorted(_SUBPACKAGES - {"misc", "odr"}), "LowLevelCallable", "show_config", "__version__"]  # type: ignore[attr-defined]
    return root


def make_version() -> types.ModuleType:
    """The module ``scipy.version``."""
    module = types.ModuleType("scipy.version")
    vars(module).update(version=VERSION, full_version=VERSION, short_version=VERSION, release=True)
    return module
