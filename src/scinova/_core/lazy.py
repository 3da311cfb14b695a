# SPDX-License-Identifier: BSD-3-Clause
"""Names that are imported when first asked for.

A subpackage's ``__init__.py`` is one table from implementation module to the public names it defines::

    __getattr__, __dir__, __all__ = attach(__name__, {
        "_bfgs": "fmin_bfgs",
        "_scalar_roots": "bisect brenth brentq ridder",
    }, submodules="elementwise")

Implementation modules begin with an underscore, so that a module and a function of the same name cannot shadow each
other. ``__init__.pyi``, written from the table by ``make stubs``, tells type checkers the same.
"""
from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Mapping
from typing import Any

# What answers when a name is not in the table: set by the root package to compat's table of names gone from SciPy.
# It returns the object, or raises AttributeError.
on_miss: Callable[[str, str], Any] | None = None

# What a call that does not fit the signature of today meant (see `scinova._core.old_calls`), set likewise. Given the
# function's public name below ``scinova``, the arguments and the keywords, it returns those of today's call.
on_old_call: Callable[[str, tuple[Any, ...], dict[str, Any]], tuple[tuple[Any, ...], dict[str, Any]]] | None = None


def attach(package: str, table: Mapping[str, str], submodules: str = "", *,
           export: Callable[[str, Any], Any] | None = None) -> tuple[Callable[[str], Any], Callable[[], list[str]],
                                                                     list[str]]:
    """Make the module-level ``__getattr__``, ``__dir__`` and ``__all__`` of a package from its table of names.

    Parameters
    ----------
    package : str
        ``__name__`` of the package.
    table : mapping of str to str
        Implementation module (relative to the package) to the public names it defines, separated by spaces.
    submodules : str, optional
        Public submodules, separated by spaces.
    export : callable, optional
        Given an implementation module's name in the table and what it defines, returns what is public instead.

    Returns
    -------
    tuple
        ``(__getattr__, __dir__, __all__)``.
    """
    home = {name: module for module, names in table.items() for name in names.split()}
    public_modules = submodules.split()
    exported = sorted([*home, *public_modules])

    def __getattr__(name: str) -> Any:
        module = home.get(name)
        if module is not None:
            value = getattr(importlib.import_module(f"{package}.{module}"), name)
            if export is not None:
                value = export(module, value)
        elif name in public_modules:
            return importlib.import_module(f"{package}.{name}")
        else:
            return missing(package, name)
        setattr(sys.modules[package], name, value)
        return value

    def __dir__() -> list[str]:
        return sorted({*vars(sys.modules[package]), *exported})

    __getattr__.table = table                    # type: ignore[attr-defined]  # read by tools/make_stubs.py
    __getattr__.submodules = public_modules      # type: ignore[attr-defined]
    return __getattr__, __dir__, exported


def missing(package: str, name: str) -> Any:
    """Answer for a name that ``package`` does not define: an old public name of SciPy's, or AttributeError."""
    if on_miss is not None and (not name.startswith("_") or name == "__config__"):
        return on_miss(package, name)
    raise AttributeError(f"module {package!r} has no attribute {name!r}")
