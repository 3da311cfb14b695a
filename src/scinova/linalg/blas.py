# SPDX-License-Identifier: BSD-3-Clause
"""The routines of BLAS as Python functions; their arguments are converted and checked, their workspace is theirs.

Each routine's docstring begins with the call, optional arguments in brackets. Vectors are ``n`` elements from
``x[offx]`` on, ``incx`` apart; matrices in column-major order are passed without a copy.
"""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import ArrayLike, DTypeLike

from scinova.linalg._blas_rows import ROWS
from scinova.linalg._low_level import best_type, select
from scinova.linalg._routine import compiled
from scinova.linalg._rows import Table

HAS_ILP64 = False

_TABLE = Table(ROWS)
_ALIASES = {"cnrm2": "scnrm2", "znrm2": "dznrm2", "cdot": "cdotc", "zdot": "zdotc", "cger": "cgerc", "zger": "zgerc",
            "sdotc": "sdot", "sdotu": "sdot", "ddotc": "ddot", "ddotu": "ddot"}

__all__ = ["HAS_ILP64", "find_best_blas_type", "get_blas_funcs", *_TABLE]


def find_best_blas_type(arrays: Iterable[ArrayLike] = (), dtype: DTypeLike = None) -> tuple[str, np.dtype, bool]:
    """The type of routine that suits some arrays.

    Parameters
    ----------
    arrays : iterable of array_like, optional
        Arrays that a routine is to be called with.
    dtype : dtype, optional
        What decides when there are no arrays; float64 by default.

    Returns
    -------
    prefix : str
        ``s``, ``d``, ``c`` or ``z``.
    dtype : numpy.dtype
        What the routine computes in.
    prefer_fortran : bool
        Whether the array that decided lies in column-major order.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.linalg.blas import find_best_blas_type
    >>> find_best_blas_type((np.ones(3, np.complex64),))
    ('c', dtype('complex64'), True)
    """
    return best_type(arrays, dtype)


def get_blas_funcs(names: str | Iterable[str], arrays: Iterable[ArrayLike] = (), dtype: DTypeLike = None,
                   ilp64: bool | str = False) -> Any:
    """Routines of BLAS for the dtypes of some arrays.

    Parameters
    ----------
    names : str or iterable of str
        Names without the letter of the type, ``"gemm"``. Names of routines for real matrices give those for complex
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
    >>> from scinova.linalg import get_blas_funcs
    >>> get_blas_funcs("nrm2", dtype=np.complex128)(np.array([3, 4j]))
    5.0
    """
    return select("BLAS", names, arrays, dtype, ilp64, globals(), __getattr__, _ALIASES)


def __getattr__(name: str) -> Any:
    if name in _TABLE:
        value = globals()[name] = compiled(name, _TABLE, "fblas")
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*__all__, *globals()})
