# SPDX-License-Identifier: BSD-3-Clause
"""Random generators: ``rng=``, and the older ``seed=`` and ``random_state=``.

The two spellings mean different things for an integer: the old ones make a legacy ``RandomState`` (and None is NumPy's
global one), ``rng`` makes a ``Generator``. The same state gives the same stream as SciPy.
"""
from __future__ import annotations

import functools
import inspect
import numbers
from collections.abc import Callable
from typing import Any, TypeVar

import numpy as np

F = TypeVar("F", bound=Callable[..., Any])


def check_random_state(seed: Any) -> Any:
    """The generator that ``seed=`` or ``random_state=`` stands for.

    None is NumPy's global ``RandomState``, an integer a new ``RandomState``; generators are returned as they are.
    """
    if seed is None or seed is np.random:
        return np.random.mtrand._rand
    if isinstance(seed, (numbers.Integral, np.integer)):
        return np.random.RandomState(int(seed))
    if isinstance(seed, (np.random.RandomState, np.random.Generator)):
        return seed
    raise ValueError(f"seed must be None, an integer, a RandomState or a Generator; got {seed!r}")


def accepts_rng(old_name: str, position: int | None = None) -> Callable[[F], F]:
    """Decorate a function that has a parameter ``rng`` so that it also answers to its older name.

    ``rng=`` by keyword goes through ``numpy.random.default_rng``. The old keyword, a positional argument at
    ``position``, and no argument at all go through `check_random_state`. Both names at once are a TypeError. The
    function always receives a generator object.
    """
    def decorate(function: F) -> F:
        @functools.wraps(function)
        def wrapper(*args: Any, **kwargs: Any) -> Any:
            if old_name in kwargs:
                if "rng" in kwargs or (position is not None and len(args) > position):
                    raise TypeError(f"{function.__name__} got both rng and {old_name}; give one of them")
                kwargs["rng"] = check_random_state(kwargs.pop(old_name))
            elif position is not None and len(args) > position:
                if "rng" in kwargs:
                    raise TypeError(f"{function.__name__} got rng both by position and by keyword")
                args = (*args[:position], check_random_state(args[position]), *args[position + 1:])
            elif "rng" in kwargs:
                kwargs["rng"] = np.random.default_rng(kwargs["rng"])
            else:
                kwargs["rng"] = check_random_state(None)
            return function(*args, **kwargs)

        wrapper.__signature__ = inspect.signature(function)  # type: ignore[attr-defined]
        return wrapper  # type: ignore[return-value]

    return decorate
