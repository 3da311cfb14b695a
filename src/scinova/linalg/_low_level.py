# SPDX-License-Identifier: BSD-3-Clause
"""Which routine of BLAS or LAPACK suits the dtypes of some arrays."""
from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from scinova.linalg._routine import TYPECODES

# Letter of the routine for each dtype that has its own; NumPy's promotion leads the others here.
_LETTERS = {"f": "s", "d": "d", "F": "c", "D": "z"}


def best_type(arrays: Iterable[Any], dtype: Any = None) -> tuple[str, np.dtype, bool]:
    """Letter, dtype and whether column-major order suits, for a routine that is to take all of ``arrays``."""
    given = [np.asanyarray(a) for a in arrays]
    wanted = np.dtype("d" if dtype is None else dtype)
    if given:
        wanted = np.result_type(*(a.dtype for a in given))
    letter = _letter(wanted)
    first = next((a for a in given if _letter(a.dtype) == letter), None)
    return letter, np.dtype(TYPECODES[letter]), first is not None and bool(first.flags.f_contiguous)


def _shared_letter(arrays: Iterable[Any]) -> str | None:
    """The letter of arrays that are all of one of LAPACK's types, as they nearly always are."""
    shared = None
    if type(arrays) is tuple or type(arrays) is list:
        for a in arrays:
            if type(a) is not np.ndarray or (shared is not None and a.dtype is not shared):
                return None
            shared = a.dtype
    return None if shared is None else _LETTERS.get(shared.char)


def _letter(dtype: np.dtype) -> str:
    if dtype.char in _LETTERS:
        return _LETTERS[dtype.char]
    if dtype.kind == "c":
        return "z"
    return "s" if dtype.char in "e?" or (dtype.kind in "iu" and dtype.itemsize <= 2) else "d"


def select(kind: str, names: str | Iterable[str], arrays: Iterable[Any], dtype: Any, ilp64: Any,
           known: dict[str, Any], lookup: Callable[[str], Any], aliases: dict[str, str]) -> Any:
    """The routines called ``names`` for the dtypes of ``arrays``: one, or a list; those not in ``known`` are made."""
    if ilp64 is not False:
        _check_integers(ilp64)
    letter = _shared_letter(arrays) or best_type(arrays, dtype)[0]
    single = isinstance(names, str)
    found = []
    for name in (names,) if single else names:
        full = letter + name
        full = aliases.get(full, full)
        routine = known.get(full)
        try:
            found.append(lookup(full) if routine is None else routine)
        except AttributeError:
            raise ValueError(f"{kind} has no routine {name!r} for {TYPECODES[letter]!r}") from None
    return found[0] if single else found


def _check_integers(ilp64: Any) -> None:
    if ilp64 not in (True, False, "preferred"):
        raise ValueError(f"ilp64 must be True, False or 'preferred', not {ilp64!r}")
    if ilp64 is True:
        raise RuntimeError("this OpenBLAS has 32-bit integers; ilp64 must be False or 'preferred'")
