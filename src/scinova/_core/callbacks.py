# SPDX-License-Identifier: BSD-3-Clause
"""Native functions as callbacks: LowLevelCallable, and pointers from ctypes, cffi, numba and capsules; and the switch
of callback tracing (see tracing.py).

A native driver that can call C directly resolves its ``func`` argument with `native_function`; the answer goes to the
binding as plain integers.
"""
from __future__ import annotations

import ctypes
import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from scinova._core import _native


class NativeFunction(NamedTuple):
    """Address of a C function, address of its user data (0 for none), and its signature in canonical form."""

    address: int
    user_data: int
    signature: str


class LowLevelCallable(tuple):
    """A native function to be called without the interpreter.

    Parameters
    ----------
    function : PyCapsule, ctypes function pointer, cffi function pointer or numba ``cfunc``
        The C function.
    user_data : PyCapsule, ctypes ``void*`` or cffi ``void*``, optional
        Passed to the function as its last argument.
    signature : str, optional
        Its C signature, where it cannot be read from ``function``.

    Attributes
    ----------
    function, user_data, signature
        What it was made from; ``signature`` is None when it is unknown.

    Examples
    --------
    >>> import ctypes, scinova
    >>> @ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_double)
    ... def half(x):
    ...     return x / 2
    >>> scinova.LowLevelCallable(half).signature
    'double (double)'
    """

    __slots__ = ()

    def __new__(cls, function: Any, user_data: Any = None, signature: str | None = None) -> LowLevelCallable:
        if isinstance(function, LowLevelCallable):
            function, user_data = function.function, function.user_data if user_data is None else user_data
        address, found = _address(function)
        return tuple.__new__(cls, (function, user_data, signature or found, address, _data_address(user_data)))

    @classmethod
    def from_cython(cls, module: Any, name: str, user_data: Any = None,
                    signature: str | None = None) -> LowLevelCallable:
        """The function that a Cython module exports under ``name`` in its ``__pyx_capi__``."""
        try:
            capsule = module.__pyx_capi__[name]
        except AttributeError:
            raise ValueError(f"LowLevelCallable.from_cython: module {module!r} exports no C functions") from None
        except KeyError:
            raise ValueError(f"LowLevelCallable.from_cython: no function {name!r} in {module!r}") from None
        return cls(capsule, user_data, signature)

    function = property(lambda self: self[0])
    user_data = property(lambda self: self[1])
    signature = property(lambda self: self[2])

    def __repr__(self) -> str:
        return f"LowLevelCallable({self.function!r}, {self.user_data!r})"


def native_function(function: Any, signatures: Iterable[str]) -> NativeFunction | None:
    """``function`` as a native function of one of ``signatures``, or None when it is a Python callable.

    Raises
    ------
    ValueError
        When it is native but of another signature; the message lists those accepted.
    """
    if not isinstance(function, LowLevelCallable):
        foreign: Any = function
        if isinstance(function, tuple) and hasattr(function, "user_data"):      # another library's LowLevelCallable
            function = LowLevelCallable(foreign.function, foreign.user_data, foreign.signature)
        elif _is_ctypes(function) and function.argtypes is not None:
            function = LowLevelCallable(function)
        else:
            return None
    accepted = [_canonical(s) for s in signatures]
    _, _, signature, address, data = function
    found = _canonical(signature or "")
    if found not in accepted:
        raise ValueError(f"the native function has the signature {signature!r}; accepted are "
                         + ", ".join(map(repr, accepted)))
    return NativeFunction(address, data, found)


def get_callback_tracing() -> bool:
    """Whether callbacks that are plain arithmetic may run without the interpreter; see `set_callback_tracing`."""
    return _native.callback_tracing()


def set_callback_tracing(on: bool) -> None:
    """Allow or forbid that callbacks that are plain arithmetic run without the interpreter, for the whole process.

    Parameters
    ----------
    on : bool
        True at the start, unless the environment variable ``SCINOVA_TRACE_CALLBACKS`` is 0.

    Notes
    -----
    Results, exceptions and warnings do not depend on it: what is traced, and what makes an evaluation go to the
    interpreter after all, is told in ``docs/callbacks.md``.

    Examples
    --------
    >>> import scinova
    >>> scinova.set_callback_tracing(False)
    >>> scinova.get_callback_tracing()
    False
    >>> scinova.set_callback_tracing(True)
    """
    if not isinstance(on, bool):
        raise TypeError(f"set_callback_tracing: on must be True or False; got {on!r}")
    _native.set_callback_tracing(on)


def _canonical(signature: str) -> str:
    text = re.sub(r"\bconst\b", " ", signature)
    text = re.sub(r"\s*([*(),])\s*", r"\1", re.sub(r"\s+", " ", text)).strip()
    return re.sub(r"(?<=[\w*])\(", " (", text.replace("*", " *").replace("* *", "**"), count=1)


def _is_ctypes(function: Any) -> bool:
    return isinstance(function, ctypes._CFuncPtr)  # type: ignore[attr-defined]


def _address(function: Any) -> tuple[int, str | None]:
    if _is_ctypes(function):
        return ctypes.cast(function, ctypes.c_void_p).value or 0, _ctypes_signature(function)
    if type(function).__name__ == "PyCapsule":
        name = _capsule_name(function)
        return _capsule_pointer(function, name), name.decode() if name else None
    if hasattr(function, "ctypes") and hasattr(function, "address"):          # numba.cfunc
        return function.address, _ctypes_signature(function.ctypes)
    if type(function).__module__.startswith("_cffi_backend"):
        import cffi
        ffi = cffi.FFI()
        return int(ffi.cast("uintptr_t", function)), re.sub(r"\(\*\)", "", ffi.getctype(ffi.typeof(function)))
    raise ValueError(f"LowLevelCallable: function must be a capsule, or a ctypes, cffi or numba function; "
                     f"got {function!r}")


def _data_address(data: Any) -> int:
    if data is None:
        return 0
    if type(data).__name__ == "PyCapsule":
        return _capsule_pointer(data, _capsule_name(data))
    if isinstance(data, (ctypes.c_void_p, ctypes._Pointer)):  # type: ignore[attr-defined]
        return ctypes.cast(data, ctypes.c_void_p).value or 0
    if type(data).__module__.startswith("_cffi_backend"):
        import cffi
        return int(cffi.FFI().cast("uintptr_t", data))
    raise ValueError(f"LowLevelCallable: user_data must be a capsule, or a ctypes or cffi pointer; got {data!r}")


_CTYPES_NAMES = {ctypes.c_double: "double", ctypes.c_float: "float", ctypes.c_int: "int", ctypes.c_long: "long",
                 ctypes.c_char: "char", ctypes.c_void_p: "void *", ctypes.c_ssize_t: "long", ctypes.c_size_t:
                 "unsigned long", ctypes.c_uint: "unsigned int", ctypes.c_short: "short", ctypes.c_bool: "_Bool"}


def _ctypes_name(kind: Any) -> str:
    if kind is None:
        return "void"
    if kind in _CTYPES_NAMES:
        return _CTYPES_NAMES[kind]
    inner = getattr(kind, "_type_", None)
    if isinstance(inner, type):
        name = _ctypes_name(inner)
        return name + ("*" if name.endswith("*") else " *")
    raise ValueError(f"LowLevelCallable: no C name known for the ctypes type {kind!r}; pass signature=")


def _ctypes_signature(function: Any) -> str | None:
    if function.argtypes is None:
        return None
    return f"{_ctypes_name(function.restype)} ({', '.join(_ctypes_name(a) for a in function.argtypes)})"


def _capsule_name(capsule: Any) -> bytes | None:
    ask = ctypes.pythonapi.PyCapsule_GetName
    ask.restype, ask.argtypes = ctypes.c_char_p, [ctypes.py_object]
    return ask(capsule)


def _capsule_pointer(capsule: Any, name: bytes | None) -> int:
    ask = ctypes.pythonapi.PyCapsule_GetPointer
    ask.restype, ask.argtypes = ctypes.c_void_p, [ctypes.py_object, ctypes.c_char_p]
    return ask(capsule, name) or 0
