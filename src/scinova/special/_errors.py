# SPDX-License-Identifier: BSD-3-Clause
"""What happens when a special function meets a pole, overflows or leaves its domain: `seterr`, `geterr`, `errstate`."""
from __future__ import annotations

from types import TracebackType

import scinova.special._native as _native

_ACTIONS = ("ignore", "warn", "raise")


class SpecialFunctionWarning(Warning):
    """Warning that a special function has something to say about a result; see `seterr`."""


class SpecialFunctionError(Exception):
    """Error that a special function raises where `seterr` asks for it."""


SpecialFunctionWarning.__module__ = SpecialFunctionError.__module__ = "scinova.special"


def geterr() -> dict[str, str]:
    """What this thread does about each category of trouble.

    Returns
    -------
    dict of str to str
        Category to 'ignore', 'warn' or 'raise'.

    See Also
    --------
    seterr : the categories.

    Examples
    --------
    >>> from scinova import special
    >>> special.geterr()["singular"]
    'ignore'
    """
    return {name: _ACTIONS[a] for name, a in zip(_native.categories, _native.get_actions())}


def seterr(*, all: str | None = None, **kwargs: str) -> dict[str, str]:
    """Choose what this thread does when a special function meets trouble.

    Parameters
    ----------
    all : {'ignore', 'warn', 'raise'}, optional
        For every category; those named separately override it.
    singular, underflow, overflow, slow, loss, no_result, domain, arg, other, memory : {'ignore', 'warn', 'raise'}
        A pole; a result too small or too large for its type; an iteration that was stopped; a result of few correct
        digits; no result; an argument outside the domain; a meaningless argument; anything else; no memory.

    Returns
    -------
    dict of str to str
        The choices before the call.

    Notes
    -----
    'ignore' leaves the value (inf, 0 or NaN) to speak for itself, 'warn' warns with `SpecialFunctionWarning` once a
    call and category, 'raise' raises `SpecialFunctionError`. At first everything is ignored but memory.

    Examples
    --------
    >>> from scinova import special
    >>> old = special.seterr(singular="raise")
    >>> special.gammaln(0.0)
    Traceback (most recent call last):
      ...
    scinova.special.SpecialFunctionError: special.gammaln: the function is singular at an argument (singular)
    >>> _ = special.seterr(**old)
    """
    before = geterr()
    wanted = dict.fromkeys(_native.categories, all) if all is not None else {}
    wanted.update(kwargs)
    for category, action in wanted.items():
        if category not in before:
            raise ValueError(f"special.seterr: categories are {', '.join(_native.categories)}; got {category!r}")
        if action not in _ACTIONS:
            raise ValueError(f"special.seterr: {category} must be 'ignore', 'warn' or 'raise'; got {action!r}")
    for category, action in wanted.items():
        _native.set_action(_native.categories.index(category), _ACTIONS.index(action))
    return before


class errstate:
    """Context manager: `seterr` on entry, what was before on exit.

    Parameters
    ----------
    all, singular, ... : {'ignore', 'warn', 'raise'}
        As in `seterr`.

    Examples
    --------
    >>> from scinova import special
    >>> with special.errstate(all="raise"):
    ...     float(special.gamma(3.0))
    2.0
    """

    def __init__(self, **kwargs: str):
        self.kwargs = kwargs

    def __enter__(self) -> None:
        self.before = seterr(**self.kwargs)

    def __exit__(self, kind: type[BaseException] | None, value: BaseException | None,
                 trace: TracebackType | None) -> None:
        seterr(**self.before)
