# SPDX-License-Identifier: BSD-3-Clause
"""Callbacks without the interpreter: the arithmetic that a Python function does, as a straight-line program.

``trace`` looks at the bytecode of a function first. If all of it is free of side effects, of branches and of loops, a
copy of the function is executed once on symbolic numbers, with stand-ins for everything it refers to; what the numbers
are asked to do is the program (native/kernels/expression/program.hpp). Anything unknown, here or there, means that the
function is not traced: it is then called as ever.

The value of an argument, a closure cell, a default or a global is an input of the program, described by a node: how it
is reached and what type it must be of. Modules and functions must be the same objects. The native side
(native/bindings/traced_callback.cpp) reads the inputs at the start of every driver's call and repeats the checks.

Kinds of numbers follow Python's rules: Python int and float, and numpy.float64. The kind decides what an operation
does: sums of ints are exact, and a ufunc is its inner loop for double, which need not agree with libm in the last bit.
"""
from __future__ import annotations

import dis
import functools
import math
import types
import weakref
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova._core import _native
from scinova._core.symbols import FLOAT, INT, NUMPY, Module, Number, Op, Opaque, Sequence, Untraceable, Vector

_OF_INTS = {Op.ADD: Op.INT_ADD, Op.SUBTRACT: Op.INT_SUBTRACT, Op.MULTIPLY: Op.INT_MULTIPLY, Op.NEGATE: Op.INT_NEGATE,
            Op.ABSOLUTE: Op.ABSOLUTE}
FUNCTION, ARGUMENT, GLOBAL, CELL, DEFAULTS, ATTRIBUTE, ITEM = range(7)
ANYTHING, IDENTICAL, CODE, REAL, NUMPY_REAL, INTEGER, TUPLE, LIST, ARRAY, MODULE = range(10)
SCALAR, STATE_TIME, TIME_STATE = range(3)       # f(x), f(y, t), f(t, y)
_KINDS = {int: (INT, INTEGER), float: (FLOAT, REAL), np.float64: (NUMPY, NUMPY_REAL)}

EXACT = 2 ** 53         # ints below are doubles
MOST_ITEMS = 64         # of a tuple, list or array
MOST_NODES = 96         # as in the native side
MOST_INSTRUCTIONS = 1000
DEEPEST = 8             # calls inside calls

# Bytecode without side effects, branches or loops, in Python 3.11 to 3.14.
_PURE = frozenset("""
RESUME NOP CACHE EXTENDED_ARG PRECALL PUSH_NULL KW_NAMES COPY_FREE_VARS LOAD_FAST LOAD_FAST_CHECK LOAD_FAST_LOAD_FAST
LOAD_FAST_BORROW LOAD_FAST_BORROW_LOAD_FAST_BORROW STORE_FAST STORE_FAST_STORE_FAST STORE_FAST_LOAD_FAST LOAD_CONST
LOAD_SMALL_INT LOAD_GLOBAL LOAD_DEREF LOAD_ATTR LOAD_METHOD CALL CALL_KW BINARY_OP BINARY_SUBSCR BINARY_SLICE
BUILD_SLICE BUILD_TUPLE BUILD_LIST LIST_EXTEND UNPACK_SEQUENCE UNARY_NEGATIVE UNARY_POSITIVE POP_TOP SWAP COPY
RETURN_VALUE RETURN_CONST""".split())
_PURE_INTRINSICS = ("INTRINSIC_UNARY_POSITIVE", "INTRINSIC_LIST_TO_TUPLE")


# Functions of `math` that the native side calls too, and others that Recorder has a method for. They are recognized by
# what they are, not by where they are found: a mock may stand in their place for a while.
_MATH = frozenset("sqrt exp expm1 exp2 log log2 log10 log1p sin cos tan asin acos atan sinh cosh tanh asinh acosh "
                  "atanh cbrt atan2 fmod copysign".split())
_OTHERS = {("math", "pow"): "math_power", ("math", "fabs"): "fabs", ("builtins", "pow"): "power",
           ("builtins", "abs"): "absolute", ("builtins", "len"): "length", ("numpy", "array"): "array",
           ("numpy", "asarray"): "array"}


@functools.cache
def _works(function: Callable[..., float]) -> bool:
    """Whether Python's own function of `math` is the one that the native side calls."""
    inputs, native = _native.math_function(function.__name__)
    for x in (0.3, 0.5, 1.1, 2.7, 1e-3, 12.5, -0.7, 0.999):
        try:
            expected = function(x) if inputs == 1 else function(x, 1.7)
        except ValueError:
            continue
        if native(x, 1.7) != expected:
            return False
    return True


# Ufuncs whose inner loop for double gives the same bits for one number as for many. (np.power is not one: its loop
# takes another way when the exponent is a scalar 2.)
_UFUNCS = tuple(f for f in map(vars(np).get, (
    "absolute add arccos arccosh arcsin arcsinh arctan arctan2 arctanh cbrt ceil copysign cos cosh deg2rad degrees "
    "divide exp exp2 expm1 fabs floor fmax fmin fmod hypot log log10 log1p log2 logaddexp logaddexp2 maximum minimum "
    "multiply negative positive rad2deg radians reciprocal rint sign sin sinh sqrt square subtract tan tanh "
    "trunc").split()) if type(f) is np.ufunc)
_FLOAT = (0.0).__class__     # builtins.float may be something else
_CONSTANTS = (int, float, complex, bool, str, bytes, type(None), type(...), types.CodeType)


def _constant(x: Any) -> bool:
    """Whether the compiler makes such constants; tools that rewrite bytecode put in anything."""
    return type(x) in _CONSTANTS or (type(x) in (tuple, frozenset) and all(map(_constant, x)))


class Impure(Untraceable):
    """By its bytecode, whatever it is called with."""


def trace(function: Callable[..., Any], extra: tuple, layout: int, n: int) -> dict[str, Any] | bool | None:
    """The program of ``function(*leading, *extra)``; None if it cannot be one, False if no other call can either."""
    recorder = Recorder(layout, n)
    try:
        return recorder.record(function, extra)
    except Impure:
        return False if recorder.depth == 1 else None
    except Exception:       # of any kind: what the function does with stand-ins need not make sense
        return None


def check_bytecode(code: types.CodeType) -> list[str]:
    """The global names that `code` reads; raises `Impure` unless all of it is pure and straight."""
    if code.co_exceptiontable or code.co_cellvars or code.co_kwonlyargcount or len(code.co_code) > 4000:
        raise Impure("exceptions, cells, keyword arguments or length")
    if not all(map(_constant, code.co_consts)):
        raise Impure("constants")
    names = []
    for instruction in dis.get_instructions(code):
        name, value = instruction.opname, instruction.argval
        if name not in _PURE and not (name == "CALL_INTRINSIC_1" and instruction.argrepr in _PURE_INTRINSICS):
            raise Impure(name)
        if name == "LOAD_GLOBAL":
            names.append(value)
        elif name in ("LOAD_ATTR", "LOAD_METHOD") and value.startswith("_"):
            raise Impure(value)
    return names


class Recorder:
    """Nodes, registers and instructions of one trace."""

    def __init__(self, layout: int, n: int):
        self.layout, self.n = layout, n
        self.leading = 1 if layout == SCALAR else n + 1
        self.registers = self.leading
        self.nodes: list[tuple[int, int, Any, int, Any, int]] = []
        self.constants: dict[str, int] = {}
        self.once: list[tuple[int, int, int, int, Any]] = []
        self.each: list[tuple[int, int, int, int, Any]] = []
        self.known: dict[tuple[Any, ...], Any] = {}
        self.numpy = False
        self.depth = 0

    def record(self, function: Callable[..., Any], extra: tuple) -> dict[str, Any]:
        if self.n > MOST_ITEMS:
            raise Untraceable("too many components")
        if type(function) is types.FunctionType:
            copy = self.copied(function, self.node(FUNCTION, 0, 0, CODE, function.__code__))
        else:
            self.depth = 1
            copy = self.known_callable(function)
            if copy is None:
                raise Impure("an unknown function")
            self.node(FUNCTION, 0, 0, IDENTICAL, function)
        if self.layout == SCALAR:
            leading: tuple[Any, ...] = (Number(self, 0, FLOAT, True),)
        else:
            state = Vector(self, [Number(self, k, NUMPY, True) for k in range(self.n)])
            time = Number(self, self.n, FLOAT, True)
            leading = (state, time) if self.layout == STATE_TIME else (time, state)
        results = self.results(copy(*leading, *[self.lifted(x, ARGUMENT, 0, k) for k, x in enumerate(extra)]))
        return {"nodes": self.nodes, "constants": [(r, float.fromhex(x)) for x, r in self.constants.items()],
                "once": self.once, "each": self.each, "results": results, "leading": self.leading,
                "registers": self.registers, "numpy": self.numpy}

    def results(self, result: Any) -> list[int]:
        if type(result) is Vector and self.layout != SCALAR:
            items = result._items
        elif type(result) in (tuple, list) and self.layout != SCALAR:
            items = result
        else:
            items = [result]
        if len(items) != (1 if self.layout == SCALAR else self.n):
            raise Untraceable("number of results")
        return [self.number(item)._register for item in items]

    # What the function refers to.

    def node(self, access: int, parent: int, key: Any, check: int, expected: Any = 0, register: int = 0) -> int:
        if len(self.nodes) == MOST_NODES:
            raise Untraceable("too many inputs")
        self.nodes.append((access, parent, key, check, expected, register))
        return len(self.nodes) - 1

    def lifted(self, value: Any, access: int, parent: int, key: Any) -> Any:
        """The stand-in of an object, once per way to reach it."""
        place = (access, parent, key)
        if place not in self.known:
            self.known[place] = self.stand_in(value, place)
        return self.known[place]

    def stand_in(self, value: Any, place: tuple[int, int, Any]) -> Any:
        kind = type(value)
        if kind in _KINDS and not (kind is int and abs(value) >= EXACT):
            return self.input(place, *_KINDS[kind])
        if kind in (tuple, list) and len(value) <= MOST_ITEMS:
            node = self.node(*place, TUPLE if kind is tuple else LIST, len(value))
            return Sequence([self.lifted(x, ITEM, node, k) for k, x in enumerate(value)])
        if kind is np.ndarray and value.dtype == np.float64 and value.ndim == 1 and value.size <= MOST_ITEMS:
            first = self.registers
            self.registers += value.size
            self.node(*place, ARRAY, value.size, first)
            return Vector(self, [Number(self, first + k, NUMPY, False) for k in range(value.size)])
        if kind is types.FunctionType:
            return self.copied(value, self.node(*place, CODE, value.__code__))
        if kind is types.ModuleType:        # a program must not keep it alive
            return Module(self, value, self.node(*place, MODULE, weakref.ref(value)))
        stand_in = self.known_callable(value)
        if stand_in is None:
            self.node(*place, ANYTHING)     # it may lie around as long as nothing is done with it
            return Opaque()
        self.node(*place, IDENTICAL, value)
        return stand_in

    def attribute(self, module: types.ModuleType, node: int, name: str) -> Any:
        return self.lifted(vars(module)[name], ATTRIBUTE, node, name)

    def input(self, place: tuple[int, int, Any], kind: int, check: int) -> Number:
        register = self.register()
        self.node(*place, check, 0, register)
        return Number(self, register, kind, False)

    def known_callable(self, value: Any) -> Any:
        kind = type(value)
        if kind is np.ufunc and value in _UFUNCS:
            return lambda *x: self.ufunc(value, x)
        if kind is types.BuiltinFunctionType:
            place = value.__module__, value.__name__
            if place[0] == "math" and place[1] in _MATH and _works(value):
                return lambda *x: self.math(value, x)
            return getattr(self, _OTHERS[place]) if place in _OTHERS else None
        return self.float if value is _FLOAT else None

    def copied(self, function: types.FunctionType, node: int) -> Callable[..., Any]:
        """The same code over stand-ins."""
        self.depth += 1
        if self.depth > DEEPEST:
            raise Untraceable("depth")
        code = function.__code__
        if type(function.__globals__) is not dict or type(function.__builtins__) is not dict:  # type: ignore[attr-defined]
            raise Untraceable("a look-up that may run Python")
        space: dict[str, Any] = {"__builtins__": {}}
        for name in check_bytecode(code):
            if name in function.__globals__:
                found = function.__globals__[name]
            else:
                found = function.__builtins__[name]  # type: ignore[attr-defined]
            space[name] = self.lifted(found, GLOBAL, node, name)
        cells = tuple(types.CellType(self.lifted(cell.cell_contents, CELL, node, k))
                      for k, cell in enumerate(function.__closure__ or ()))
        values = function.__defaults__
        if values is None:
            self.node(DEFAULTS, node, 0, IDENTICAL, None)
            defaults = None
        else:
            parent = self.node(DEFAULTS, node, 0, TUPLE, len(values))
            defaults = tuple(self.lifted(x, ITEM, parent, k) for k, x in enumerate(values))
        self.depth -= 1
        return types.FunctionType(code, space, "copy", defaults, cells)

    # What the function does.

    def register(self) -> int:
        self.registers += 1
        return self.registers - 1

    def number(self, x: Any) -> Number:
        kind = type(x)
        if kind is Number:
            return x
        if kind not in _KINDS or not -math.inf < x < math.inf or (kind is int and abs(x) >= EXACT):
            raise Untraceable("not a number")
        text = float(x).hex()
        if text not in self.constants:
            self.constants[text] = self.register()
        return Number(self, self.constants[text], _KINDS[kind][0], False)

    def emit(self, op: int, kind: int, a: Number, b: Number | None = None, *, payload: Any = None) -> Number:
        b = a if b is None else b
        live = a._live or b._live
        key = ("op", op, a._register, b._register, payload)
        if key not in self.known:
            if len(self.known) > MOST_INSTRUCTIONS:
                raise Untraceable("length")
            self.known[key] = self.register()
            (self.each if live else self.once).append((op, self.known[key], a._register, b._register, payload))
        self.numpy = self.numpy or kind == NUMPY
        return Number(self, self.known[key], kind, live)

    def arithmetic(self, op: int, left: Any, right: Any) -> Number:
        a, b = self.number(left), self.number(right)
        kind = max(a._kind, b._kind)
        if kind == INT:
            return self.emit(Op.DIVIDE, FLOAT, a, b) if op == Op.DIVIDE else self.emit(_OF_INTS[op], INT, a, b)
        return self.emit(op, kind, a, b)

    def unary(self, op: int, x: Any) -> Number:
        a = self.number(x)
        return self.emit(_OF_INTS[op] if a._kind == INT else op, a._kind, a)

    def power(self, base: Any, exponent: Any) -> Any:
        if type(base) is Vector:
            return base ** exponent
        a = self.number(base)
        if a._kind == INT and type(exponent) is int and 1 <= exponent <= 4:
            out = a
            for _ in range(exponent - 1):
                out = self.arithmetic(Op.MULTIPLY, out, a)
            return out
        b = self.number(exponent)
        if max(a._kind, b._kind) == INT:
            raise Untraceable("a power of ints is an int or a float")
        return self.emit(Op.POWER, max(a._kind, b._kind), a, b)

    def math_power(self, base: Any, exponent: Any) -> Number:
        return self.emit(Op.POWER, FLOAT, self.number(base), self.number(exponent))

    def math(self, function: Any, values: tuple[Any, ...]) -> Any:
        if all(type(x) in (int, float) for x in values):
            return function(*values)
        arguments = [self.number(x) for x in values]
        name = function.__name__
        if len(arguments) != _native.math_function(name)[0]:
            raise Untraceable("arguments")
        return self.emit(Op.MATH1 if len(arguments) == 1 else Op.MATH2, FLOAT, *arguments, payload=name)

    def ufunc(self, function: np.ufunc, values: tuple[Any, ...]) -> Number:
        arguments = [self.number(x) for x in values]
        if len(arguments) != function.nin:
            raise Untraceable("arguments")
        if all(a._kind == INT for a in arguments) and any(t.startswith("l" * function.nin) for t in function.types):
            raise Untraceable("a loop for ints")
        return self.emit(Op.UFUNC1 if len(arguments) == 1 else Op.UFUNC2, NUMPY, *arguments, payload=function)

    def absolute(self, x: Any) -> Any:
        return abs(x) if type(x) is not Number else self.unary(Op.ABSOLUTE, x)

    def fabs(self, x: Any) -> Number:
        return self.emit(Op.ABSOLUTE, FLOAT, self.number(x))

    def float(self, x: Any) -> Number:
        a = self.number(x)
        return Number(self, a._register, FLOAT, a._live)

    def length(self, x: Any) -> int:
        if type(x) not in (Vector, Sequence, tuple, list):
            raise Untraceable("length")
        return len(x)

    def array(self, values: Any, dtype: Any = None) -> Vector:
        if type(values) is Vector and dtype is None:
            return values       # nothing traced can tell a copy from the original
        items = [self.number(x) for x in values] if type(values) in (tuple, list) else []
        if (dtype is not None and dtype != self.float) or not items or all(x._kind == INT for x in items):
            raise Untraceable("array")
        return Vector(self, [Number(self, x._register, NUMPY, x._live) for x in items])
