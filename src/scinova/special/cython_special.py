# SPDX-License-Identifier: BSD-3-Clause
"""Special functions of plain numbers: the functions of `scinova.special` that are ufuncs, one number at a time.

``cython_special.erf(0.5)`` is a Python number. Indexing with the names of C types chooses a precision:
``cython_special.erf["float"]``, ``cython_special.jv["double", "double complex"]``.
"""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.special import _ufuncs
from scinova.special._table import ALIASES, TABLE

_C_TYPES = ("bint", "int", "long", "float", "double", "long double", "float complex", "double complex",
            "long double complex")

__all__ = sorted([*TABLE, *ALIASES])


class ScalarFunction:
    """One special function of plain numbers.

    Examples
    --------
    >>> from scinova.special import cython_special
    >>> round(cython_special.erf(0.5), 12), cython_special.jv["double", "double"](0.0, 0.0)
    (0.520499877813, 1.0)
    """

    def __init__(self, ufunc: np.ufunc, single: bool = False):
        self._ufunc, self._single = ufunc, single
        self.__name__ = ufunc.__name__
        self.__doc__ = ufunc.__doc__

    def __call__(self, *args: Any) -> Any:
        if len(args) != self._ufunc.nin:
            raise TypeError(f"{self.__name__} takes {self._ufunc.nin} numbers, not {len(args)}")
        if any(np.ndim(x) for x in args):
            raise TypeError(f"{self.__name__} takes plain numbers; special.{self.__name__} takes arrays")
        if self._single:
            args = tuple(np.complex64(x) if isinstance(x, complex) else np.float32(x) if isinstance(x, float) else x
                         for x in args)
        result = self._ufunc(*args)
        return tuple(x.item() for x in result) if isinstance(result, tuple) else result.item()

    def __getitem__(self, signature: str | tuple[str, ...]) -> ScalarFunction:
        names = (signature,) if isinstance(signature, str) else tuple(signature)
        unknown = [name for name in names if name not in _C_TYPES]
        if unknown:
            raise TypeError(f"{self.__name__}: a signature names C types such as double; got {unknown[0]!r}")
        return ScalarFunction(self._ufunc, any(name.startswith("float") for name in names))

    def __repr__(self) -> str:
        return f"<function {self.__name__} of plain numbers>"


def __getattr__(name: str) -> ScalarFunction:
    if name in TABLE or name in ALIASES:
        value = globals()[name] = ScalarFunction(getattr(_ufuncs, name))
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
