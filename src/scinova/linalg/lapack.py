# SPDX-License-Identifier: BSD-3-Clause
"""The routines of LAPACK as Python functions; their arguments are converted and checked, their workspace is theirs.

Each routine's docstring begins with the call, optional arguments in brackets; matrices in column-major order are passed
without a copy, and with ``overwrite_a=True`` their memory is used for the results. ``lwork`` is asked of the routine
when it is not given. ``info`` is what the routine reports: 0 if all is well, negative for a wrong argument.
"""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from numpy.typing import ArrayLike, DTypeLike

from scinova.linalg._lapack_eigen_rows import ROWS as _EIGEN_ROWS
from scinova.linalg._lapack_rows import ROWS
from scinova.linalg._low_level import select
from scinova.linalg._routine import compiled
from scinova.linalg._rows import Table
from scinova.linalg.blas import find_best_blas_type as find_best_lapack_type

HAS_ILP64 = False

_TABLE = Table(ROWS + _EIGEN_ROWS)
# The unitary routines under the names of the orthogonal ones.
_ALIASES = {letter + "or" + name[3:]: name for name in _TABLE for letter in "cz" if name.startswith(letter + "un")}

__all__ = ["HAS_ILP64", "find_best_lapack_type", "get_lapack_funcs", *_TABLE]


def get_lapack_funcs(names: str | Iterable[str], arrays: Iterable[ArrayLike] = (), dtype: DTypeLike = None,
                   ilp64: bool | str = False) -> Any:
    """Routines of LAPACK for the dtypes of some arrays.

    Parameters
    ----------
    names : str or iterable of str
        Names without the letter of the type, ``"gesv"``. Names of routines for real matrices give those for complex
        ones where these are called otherwise.
    arrays : iterable of array_like, optional
        Arrays that the routines will be called with; their common dtype decides.
    dtype : dtype, optional
        What decides when there are no arrays; float64 by default.
    ilp64 : {False, True, "preferred"}, optional
        Whether integers must have 64 bits. They have 32 in the library that is used.

    Returns
    -------
    Routine or list of Routine
        One if ``names`` is a string. Each has ``typecode``, ``dtype``, ``prefix``, ``module_name`` and ``int_dtype``.

    Raises
    ------
    ValueError
        If there is no such routine for the dtype.
    RuntimeError
        If ``ilp64`` is True.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.linalg import get_lapack_funcs
    >>> get_lapack_funcs("orgqr", dtype=np.complex128)
    <routine zungqr>
    """
    return select("LAPACK", names, arrays, dtype, ilp64, globals(), __getattr__, _ALIASES)


def __getattr__(name: str) -> Any:
    if name in _TABLE:
        value = globals()[name] = compiled(name, _TABLE, "flapack")
        return value
    if name == "routine":  # SciPy's module shows its last routine under this name as well
        return globals().get("zhegvd") or __getattr__("zhegvd")
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*__all__, *globals()})
