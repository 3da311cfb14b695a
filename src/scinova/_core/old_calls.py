# SPDX-License-Identifier: BSD-3-Clause
"""Calls in the form that a function had in an older SciPy.

A function that is decorated with `answers_old_calls` has the signature of today. A call that does not fit it, because
of a keyword that is gone or of positional arguments that are keyword-only now, is handed to ``lazy.on_old_call``, which
the root package sets to compat's table of such calls.
"""
from __future__ import annotations

import functools
import inspect
from collections.abc import Callable
from typing import Any, TypeVar

from scinova._core import lazy

F = TypeVar("F", bound=Callable[..., Any])


def answers_old_calls(name: str) -> Callable[[F], F]:
    """Decorate the function with the public name ``name``, such as ``'linalg.eigh'``."""
    def decorate(function: F) -> F:
        parameters = inspect.signature(function).parameters.values()
        known = frozenset(p.name for p in parameters)
        limit = sum(p.kind is p.POSITIONAL_OR_KEYWORD for p in parameters)

        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            if (len(args) > limit or (kwargs and not known.issuperset(kwargs))) and lazy.on_old_call:
                args, kwargs = lazy.on_old_call(name, args, kwargs)
            return function(*args, **kwargs)

        return wrapper  # type: ignore[return-value]

    return decorate
