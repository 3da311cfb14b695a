# SPDX-License-Identifier: BSD-3-Clause
"""The table of calls that functions answered in older versions of SciPy, and what they are today.

Consulted only when a call does not fit the signature of today (`scinova._core.old_calls`). A row turns arguments and
keywords into those of today; what it leaves and the function does not know is the function's own TypeError.
"""
from __future__ import annotations

from collections.abc import Callable
from typing import Any

Call = tuple[tuple[Any, ...], dict[str, Any]]

_EIGH = ("lower eigvals_only overwrite_a overwrite_b turbo eigvals type check_finite subset_by_index subset_by_value "
         "driver").split()
_EIGVALSH = [name for name in _EIGH if name != "eigvals_only"]
_PINV = ["atol", "rtol", "return_rank", "check_finite", "cond", "rcond"]
_PINVH = ["atol", "rtol", "lower", "return_rank", "check_finite", "cond", "rcond"]


def _named(function: str, args: tuple[Any, ...], kwargs: dict[str, Any], kept: int, names: list[str]) -> Call:
    """The arguments beyond the first ``kept`` as keywords."""
    more = args[kept:]
    if len(more) > len(names):
        raise TypeError(f"{function}: at most {kept + len(names)} arguments; got {len(args)}")
    given = dict(zip(names, more))
    if twice := given.keys() & kwargs.keys():
        raise TypeError(f"{function}: {', '.join(sorted(twice))} is given by position and by keyword")
    return args[:kept], {**given, **kwargs}


def _eigen(function: str, names: list[str]) -> Callable[[tuple[Any, ...], dict[str, Any]], Call]:
    """eigh and eigvalsh before 1.11: ``turbo`` chose the driver of pencils, ``eigvals`` the eigenvalues."""
    def today(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Call:
        args, kwargs = _named(function, args, kwargs, 2, names)
        turbo, eigvals = kwargs.pop("turbo", True), kwargs.pop("eigvals", None)
        if eigvals is not None:
            if kwargs.get("subset_by_index") is not None:
                raise TypeError(f"{function}: eigvals is the older name of subset_by_index; give one of them")
            kwargs["subset_by_index"] = eigvals
        b = args[1] if len(args) > 1 else kwargs.get("b")
        whole = kwargs.get("subset_by_index") is None and kwargs.get("subset_by_value") is None
        if not turbo and b is not None and whole and kwargs.get("driver") is None:
            kwargs["driver"] = "gv"
        return args, kwargs
    return today


def _pseudoinverse(function: str, names: list[str]) -> Callable[[tuple[Any, ...], dict[str, Any]], Call]:
    """pinv and pinvh before 1.14: ``cond`` and ``rcond`` are relative tolerances, the second goes before."""
    def today(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Call:
        args, kwargs = _named(function, args, kwargs, 1, names)
        cond, rcond = kwargs.pop("cond", None), kwargs.pop("rcond", None)
        relative = cond if rcond is None else rcond
        if relative is not None and relative != -1:
            if kwargs.get("rtol") is not None:
                raise TypeError(f"{function}: cond and rcond are older names of rtol; give one of them")
            kwargs["rtol"] = relative
        return args, kwargs
    return today


def _solve(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Call:
    """solve before 1.11: ``sym_pos`` stated a positive definite matrix; ``debug`` printed."""
    kwargs = dict(kwargs)
    kwargs.pop("debug", None)
    if kwargs.pop("sym_pos", False):
        kwargs["assume_a"] = "pos"
    return args, kwargs


def _expm(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Call:
    """expm before 0.18: ``q`` was the degree of the Pade approximant, which the norm decides since 0.9."""
    kwargs = dict(kwargs)
    if len(args) < 2:
        kwargs.pop("q", None)
        return args, kwargs
    return (args[:1] if len(args) == 2 else args), kwargs


def _comb(args: tuple[Any, ...], kwargs: dict[str, Any]) -> Call:
    """comb before 1.14: ``legacy`` cut fractions off where ``exact``."""
    args, kwargs = _named("special.comb", args, kwargs, 2, ["exact", "repetition", "legacy"])
    if kwargs.pop("legacy", False) and kwargs.get("exact"):
        args = tuple(int(a) for a in args)
        kwargs = {name: int(a) if name in ("N", "k") else a for name, a in kwargs.items()}
    return args, kwargs


TABLE: dict[str, Callable[[tuple[Any, ...], dict[str, Any]], Call]] = {
    "linalg.eigh": _eigen("linalg.eigh", _EIGH),
    "linalg.eigvalsh": _eigen("linalg.eigvalsh", _EIGVALSH),
    "linalg.expm": _expm,
    "linalg.pinv": _pseudoinverse("linalg.pinv", _PINV),
    "linalg.pinvh": _pseudoinverse("linalg.pinvh", _PINVH),
    "linalg.solve": _solve,
    "special.comb": _comb,
}


def todays_call(function: str, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Call:
    """What a call of ``function`` says in the words of today."""
    row = TABLE.get(function)
    return row(args, kwargs) if row else (args, kwargs)
