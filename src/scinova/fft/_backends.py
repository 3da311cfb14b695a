# SPDX-License-Identifier: BSD-3-Clause
"""Other implementations of the transforms, chosen at run time by the uarray protocol.

The protocol (uarray's documentation for backend providers): a backend is any object with ``__ua_domain__``, here
``"numpy.scipy.fft"``; ``__ua_function__(method, args, kwargs)``, which returns the result or NotImplemented; and,
optionally, ``__ua_convert__(dispatchables, coerce)``, which returns the arrays as the backend wants them or
NotImplemented. ``method`` is the public function that was called; backends find theirs by ``method.__name__``. Those
that look for SciPy's very function objects instead (and import SciPy for that, as pyFFTW's does) decline it; where
SciPy is imported, a backend that declines is therefore asked again with SciPy's function of that name.

Backends are asked in this order until one answers: those of the contexts entered, the last first; the one set for the
process; the registered ones, the first first. In the beginning scinova's own transforms are set for the process.
Arguments that are the defaults themselves are left out of ``args`` (from the end) and ``kwargs``.
"""
from __future__ import annotations

import contextvars
import functools
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple, TypeVar, cast

import numpy as np

from scinova.fft import _native

DOMAIN = "numpy.scipy.fft"
_F = TypeVar("_F", bound=Callable[..., Any])


class BackendNotImplementedError(NotImplementedError):
    """No backend that may be asked implements the function for its arguments."""


@dataclass(slots=True)
class Dispatchable:
    """An argument that `__ua_convert__` is asked to convert."""

    value: Any
    type: Any = np.ndarray
    coercible: bool = True


class _Own:
    """scinova's transforms, as a backend."""

    __ua_domain__ = DOMAIN

    @staticmethod
    def __ua_function__(method: Any, args: Any, kwargs: Any) -> Any:
        own = getattr(method, "default", None)
        return NotImplemented if own is None else own(*args, **kwargs)


_NAMED = {"scipy": _Own, "scinova": _Own}


class _Choice(NamedTuple):
    backend: Any
    coerce: bool
    only: bool


class _Selection(NamedTuple):
    """What the contexts entered say: backends to ask, the last first, and backends to leave out."""

    chosen: tuple[_Choice, ...] = ()
    skipped: tuple[Any, ...] = ()


class _Process:
    """What holds for the whole process."""

    choice = _Choice(_Own, False, False)
    last = False  # whether the choice comes after the registered ones
    registered: tuple[Any, ...] = ()
    contexts = False  # whether a context ever selected anything
    lock = threading.Lock()


_selection: contextvars.ContextVar[_Selection | None] = contextvars.ContextVar("scinova_fft_backends", default=None)
_NOTHING = _Selection()
_made: dict[Callable[..., Any], Any] = {}


def _watch() -> None:
    plain = _Process.choice.backend is _Own and not (_Process.last and _Process.registered)
    _native.watch(_selection, _dispatch, _Process.contexts, not plain)


def _checked(backend: Any) -> Any:
    if isinstance(backend, str):
        try:
            backend = _NAMED[backend]
        except KeyError:
            raise ValueError(f"backend must be 'scipy', 'scinova' or an object of the uarray protocol; got "
                             f"{backend!r}") from None
    if backend.__ua_domain__ != DOMAIN:
        raise ValueError(f"the backend's __ua_domain__ must be {DOMAIN!r}; got {backend.__ua_domain__!r}")
    return backend


def _candidates() -> Iterator[_Choice]:
    chosen, skipped = _selection.get() or _NOTHING
    process = [_Choice(b, False, False) for b in _Process.registered]
    process.insert(len(process) if _Process.last else 0, _Process.choice)
    for choice in (*reversed(chosen), *process):
        if not any(s is choice.backend or s == choice.backend for s in skipped):
            yield choice


def _dispatch(method: Any, /, *args: Any, **kwargs: Any) -> Any:
    """Ask the backends in turn."""
    first = method.parameters[0]
    if not args and first not in kwargs:
        raise TypeError(f"{method.__name__}() needs its argument {first!r}")
    defaults = method.defaults
    kept = len(args)
    while kept > 1 and kept <= len(method.parameters) and args[kept - 1] is defaults.get(method.parameters[kept - 1],
                                                                                        NotImplemented):
        kept -= 1
    args = args[:kept]
    kwargs = {k: v for k, v in kwargs.items() if v is not defaults.get(k, NotImplemented)}
    for backend, coerce, only in _candidates():
        result = _asked(backend, method, first, args, kwargs, coerce)
        if result is not NotImplemented:
            return result
        if only or coerce:
            break
    raise BackendNotImplementedError(f"no backend that was asked implements {method.__name__} for these arguments")


def _asked(backend: Any, method: Any, first: str, args: tuple[Any, ...], kwargs: dict[str, Any], coerce: bool) -> Any:
    convert = getattr(backend, "__ua_convert__", None)
    try:
        if convert is not None:
            wanted = Dispatchable(args[0] if args else kwargs[first])
            converted = convert((wanted,), coerce)
            if converted is NotImplemented:
                return NotImplemented
            value = next(iter(converted))
            if args:
                args = (value, *args[1:])
            else:
                kwargs = {**kwargs, first: value}
        result = backend.__ua_function__(method, args, dict(kwargs))
        if result is NotImplemented and (known := _same_in_scipy(method)) is not None:
            result = backend.__ua_function__(known, args, dict(kwargs))
        return result
    except BackendNotImplementedError:
        return NotImplemented


def _same_in_scipy(method: Any) -> Any:
    """SciPy's function of the same name, if something else (such as the backend itself) has imported SciPy."""
    theirs = getattr(sys.modules.get("scipy.fft"), method.__name__, None)
    return None if theirs is method else theirs


def multimethod(function: _F) -> _F:
    """``function`` as the public callable that asks the backends first; the same one whenever it is asked for."""
    known = _made.get(function)
    if known is not None:
        return known
    m = _native.Multimethod(function)
    functools.update_wrapper(m, function)
    code = function.__code__
    m.__module__ = "scinova.fft"
    m.domain = DOMAIN
    m.default = function
    m.parameters = code.co_varnames[:code.co_argcount]
    values = function.__defaults__ or ()
    m.defaults = dict(zip(m.parameters[len(m.parameters) - len(values):], values), **(function.__kwdefaults__ or {}))
    return cast(_F, _made.setdefault(function, m))


class _Context:
    """A context in which something is chosen or skipped; may be entered again, also before it is left."""

    def _select(self, now: _Selection) -> _Selection:
        raise NotImplementedError

    def _release(self, now: _Selection) -> _Selection | None:
        raise NotImplementedError

    def __enter__(self) -> None:
        _selection.set(self._select(_selection.get() or _NOTHING))
        if not _Process.contexts:
            with _Process.lock:
                _Process.contexts = True
                _watch()

    def __exit__(self, *exception: object) -> None:
        now = self._release(_selection.get() or _NOTHING)
        if now is None:
            raise RuntimeError("a context of a backend was left that was not the last one entered here")
        _selection.set(None if now == _NOTHING else now)


class _Set(_Context):
    def __init__(self, backend: Any, coerce: bool, only: bool):
        self._choice = _Choice(backend, coerce, only)

    def _select(self, now: _Selection) -> _Selection:
        return now._replace(chosen=(*now.chosen, self._choice))

    def _release(self, now: _Selection) -> _Selection | None:
        if not now.chosen or now.chosen[-1] is not self._choice:
            return None
        return now._replace(chosen=now.chosen[:-1])


class _Skip(_Context):
    def __init__(self, backend: Any):
        self._backend = backend

    def _select(self, now: _Selection) -> _Selection:
        return now._replace(skipped=(*now.skipped, self._backend))

    def _release(self, now: _Selection) -> _Selection | None:
        if not now.skipped or now.skipped[-1] is not self._backend:
            return None
        return now._replace(skipped=now.skipped[:-1])


def set_backend(backend: Any, coerce: bool = False, only: bool = False) -> _Context:
    """Context in which transforms are done by a backend, as far as it implements them.

    Parameters
    ----------
    backend : object or {'scipy', 'scinova'}
        An object of the uarray protocol for the domain ``numpy.scipy.fft``; either name stands for scinova's own.
    coerce : bool, optional
        Allow the backend expensive conversions of the input (its ``__ua_convert__`` is told); implies ``only``.
    only : bool, optional
        Ask no other backend where this one returns NotImplemented.

    Returns
    -------
    context manager
        Holds for the current thread and the tasks started in it; contexts nest, and the last one entered is asked
        first.

    Raises
    ------
    ValueError
        If the name is unknown or the backend is for another domain.

    Examples
    --------
    >>> from scinova import fft
    >>> class Backend:
    ...     __ua_domain__ = "numpy.scipy.fft"
    ...     @staticmethod
    ...     def __ua_function__(method, args, kwargs):
    ...         return f"{method.__name__} of {args[0]}"
    >>> with fft.set_backend(Backend):
    ...     fft.fft([1, 2])
    'fft of [1, 2]'
    """
    return _Set(_checked(backend), bool(coerce), bool(only))


def skip_backend(backend: Any) -> _Context:
    """Context in which a backend, or one equal to it, is not asked.

    Parameters
    ----------
    backend : object or {'scipy', 'scinova'}

    Returns
    -------
    context manager

    Raises
    ------
    ValueError
        If the name is unknown or the backend is for another domain.

    Examples
    --------
    >>> from scinova import fft
    >>> with fft.skip_backend('scinova'):
    ...     fft.fft([1, 2])
    Traceback (most recent call last):
        ...
    scinova.fft._backends.BackendNotImplementedError: no backend that was asked implements fft for these arguments
    """
    return _Skip(_checked(backend))


def set_global_backend(backend: Any, coerce: bool = False, only: bool = False, try_last: bool = False) -> None:
    """Set the backend that transforms of the whole process are done by, outside of `set_backend`.

    Parameters
    ----------
    backend : object or {'scipy', 'scinova'}
        Either name stands for scinova's own, which holds in the beginning.
    coerce, only : bool, optional
        As in `set_backend`.
    try_last : bool, optional
        Ask registered backends before this one.

    Raises
    ------
    ValueError
        If the name is unknown or the backend is for another domain.

    Examples
    --------
    >>> from scinova import fft
    >>> fft.set_global_backend('scinova')
    >>> fft.fft([1.0])
    array([1.+0.j])
    """
    choice = _Choice(_checked(backend), bool(coerce), bool(only))
    with _Process.lock:
        _Process.choice, _Process.last = choice, bool(try_last)
        _watch()


def register_backend(backend: Any) -> None:
    """Add a backend to those asked when no other implements a transform.

    Parameters
    ----------
    backend : object or {'scipy', 'scinova'}

    Raises
    ------
    ValueError
        If the name is unknown or the backend is for another domain.

    Examples
    --------
    >>> from scinova import fft
    >>> fft.register_backend('scinova')
    """
    backend = _checked(backend)
    with _Process.lock:
        if not any(b is backend for b in _Process.registered):
            _Process.registered = (*_Process.registered, backend)
        _watch()
