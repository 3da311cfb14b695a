# SPDX-License-Identifier: BSD-3-Clause
"""The symbols on which tracing.py executes a user's function: what is asked of them is recorded."""
from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import types

    from scinova._core.tracing import Recorder

INT, FLOAT, NUMPY = range(3)     # kinds of numbers: Python int and float, numpy.float64; the higher one wins


class Op:
    """Operations, by the numbers they have in native/kernels/expression/program.hpp."""

    (ADD, SUBTRACT, MULTIPLY, DIVIDE, NEGATE, ABSOLUTE, POWER, INT_ADD, INT_SUBTRACT, INT_MULTIPLY, INT_NEGATE, MATH1,
     MATH2, UFUNC1, UFUNC2) = range(15)


class Untraceable(Exception):
    """The function does something that a program cannot."""


def _refuse(self: Any, *_: Any) -> Any:
    raise Untraceable("the value of a symbol")


class Opaque:
    """Something unknown that nothing can be done with."""

    __slots__ = ()
    __array_ufunc__ = None
    __bool__ = __eq__ = __hash__ = __str__ = __repr__ = __format__ = _refuse  # type: ignore[assignment]


class Number(Opaque):
    """A register, and the kind of Python number that it stands for."""

    __slots__ = ("_kind", "_live", "_recorder", "_register")

    def __init__(self, recorder: Recorder, register: int, kind: int, live: bool):
        self._recorder, self._register, self._kind, self._live = recorder, register, kind, live

    __lt__ = __le__ = __gt__ = __ge__ = __index__ = __float__ = __int__ = _refuse
    __floordiv__ = __rfloordiv__ = __mod__ = __rmod__ = __divmod__ = __rdivmod__ = _refuse

    def __pos__(self) -> Any:
        return self

    def __neg__(self) -> Any:
        return self._recorder.unary(Op.NEGATE, self)

    def __abs__(self) -> Any:
        return self._recorder.unary(Op.ABSOLUTE, self)

    def __pow__(self, other: Any) -> Any:
        return self._recorder.power(self, other)

    def __rpow__(self, other: Any) -> Any:
        return self._recorder.power(other, self)


class Vector(Opaque):
    """A one-dimensional array of float64."""

    __slots__ = ("_items", "_recorder")

    def __init__(self, recorder: Recorder, items: list[Number]):
        self._recorder, self._items = recorder, items

    __iadd__ = __isub__ = __imul__ = __itruediv__ = __ipow__ = _refuse      # these would write into the user's array
    __lt__ = __le__ = __gt__ = __ge__ = _refuse
    size = property(lambda self: len(self._items))
    shape = property(lambda self: (len(self._items),))

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Number]:
        return iter(self._items)

    def __getitem__(self, k: Any) -> Any:
        if type(k) is slice:
            return Vector(self._recorder, self._items[k])
        if type(k) is not int:
            raise Untraceable("index")
        return self._items[k]

    def __neg__(self) -> Any:
        return Vector(self._recorder, [-x for x in self._items])

    def __pow__(self, other: Any) -> Any:
        if type(other) is not int or other != 2:
            raise Untraceable("powers of arrays have loops of their own")
        return self * self      # type: ignore[operator]

    def _apart(self, other: Any) -> list[Any]:
        if type(other) is not Vector:
            return [self._recorder.number(other)] * len(self)     # which may be none, but the check remains
        if len(other) != len(self):
            raise Untraceable("broadcasting")
        return other._items


class Sequence(Opaque):
    """A tuple or list of the user's."""

    __slots__ = ("_items",)

    def __init__(self, items: list[Any]):
        self._items = items

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items)

    def __getitem__(self, k: Any) -> Any:
        if type(k) is not int:
            raise Untraceable("index")
        return self._items[k]


class Module:
    """A module, of which the function may use what is a stand-in by itself."""

    __slots__ = ("_module", "_node", "_recorder")

    def __init__(self, recorder: Recorder, module: types.ModuleType, node: int):
        self._recorder, self._module, self._node = recorder, module, node

    def __getattr__(self, name: str) -> Any:
        return self._recorder.attribute(self._module, self._node, name)


def _binary(op: int) -> tuple[Callable[..., Any], ...]:
    def number(self: Number, other: Any) -> Any:
        return NotImplemented if type(other) is Vector else self._recorder.arithmetic(op, self, other)

    def reflected(self: Number, other: Any) -> Any:
        return self._recorder.arithmetic(op, other, self)

    def vector(self: Vector, other: Any) -> Any:
        return Vector(self._recorder, [self._recorder.arithmetic(op, a, b)
                                       for a, b in zip(self._items, self._apart(other))])

    def reflected_vector(self: Vector, other: Any) -> Any:
        return Vector(self._recorder, [self._recorder.arithmetic(op, b, a)
                                       for a, b in zip(self._items, self._apart(other))])

    return number, reflected, vector, reflected_vector


for _name, _op in (("add", Op.ADD), ("sub", Op.SUBTRACT), ("mul", Op.MULTIPLY), ("truediv", Op.DIVIDE)):
    _functions = _binary(_op)
    for _class, _pair in ((Number, _functions[:2]), (Vector, _functions[2:])):
        setattr(_class, f"__{_name}__", _pair[0])
        setattr(_class, f"__r{_name}__", _pair[1])
