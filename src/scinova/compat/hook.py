# SPDX-License-Identifier: BSD-3-Clause
"""``install_as_scipy()``: every later ``import scipy[...]`` in the process answers with scinova.

A finder in front of all others claims ``scipy`` and everything below it. ``scipy.X.Y`` is the very module
``scinova.X.Y``, so classes have one identity under both names; private and removed module names of SciPy's that
libraries import (`NAMESPACES`) are modules that forward their names. What does not exist is a ModuleNotFoundError:
an installed SciPy is never reached.
"""
from __future__ import annotations

import importlib
import importlib.abc
import importlib.machinery
import importlib.util
import sys
import types
from collections.abc import Sequence

from scinova.compat import scipy_root
from scinova.compat.namespaces import NAMESPACES, forwarding_module


class _Loader(importlib.abc.Loader):
    """Puts the module that answers in place of the empty one that the import system made."""

    def __init__(self, resolve):
        self.resolve = resolve

    def exec_module(self, module: types.ModuleType) -> None:
        sys.modules[module.__name__] = self.resolve()


class ScipyFinder(importlib.abc.MetaPathFinder):
    """Claims ``scipy`` and all modules below it."""

    def find_spec(self, fullname: str, path: Sequence[str] | None = None,
                  target: types.ModuleType | None = None) -> importlib.machinery.ModuleSpec | None:
        if fullname == "scipy":
            return importlib.machinery.ModuleSpec(fullname, _Loader(scipy_root.make), is_package=True)
        if not fullname.startswith("scipy."):
            return None
        inside = fullname.partition(".")[2]
        if inside == "version":
            return importlib.machinery.ModuleSpec(fullname, _Loader(scipy_root.make_version))
        if inside in NAMESPACES:
            return importlib.machinery.ModuleSpec(fullname, _Loader(lambda: forwarding_module(fullname, inside)))
        ours = f"scinova.{inside}"
        if ours == "scinova.compat" or ours.startswith(("scinova.compat.", "scinova._core")) or not _exists(ours):
            raise ModuleNotFoundError(f"No module named {fullname!r} (scinova answers for SciPy "
                                      f"{scipy_root.VERSION})", name=fullname)
        return importlib.machinery.ModuleSpec(fullname, _Loader(lambda: importlib.import_module(ours)))


def _exists(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except ModuleNotFoundError:
        return False


def install_as_scipy() -> None:
    """Make every later ``import scipy`` in this process, and of anything below it, answer with scinova.

    ``scipy.__version__`` is the version of SciPy whose API is answered for. A SciPy imported before is forgotten:
    names already taken from it stay what they were, later imports get scinova. Calling it again does nothing.

    Examples
    --------
    >>> import scinova
    >>> scinova.install_as_scipy()
    >>> import scipy.constants
    >>> scipy.__version__
    '1.17.1'
    >>> from scinova import constants
    >>> scipy.constants is constants
    True
    """
    if any(isinstance(finder, ScipyFinder) for finder in sys.meta_path):
        return
    for name in [n for n in sys.modules if n == "scipy" or n.startswith("scipy.")]:
        del sys.modules[name]
    sys.meta_path.insert(0, ScipyFinder())
