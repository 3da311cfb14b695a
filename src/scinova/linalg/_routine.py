# SPDX-License-Identifier: BSD-3-Clause
"""Compiles rows of the table of BLAS and LAPACK routines (see `scinova.linalg._rows`) into callables."""
from __future__ import annotations

import ast
import re
from collections.abc import Iterable
from typing import Any

import numpy as np

from scinova.linalg import _native
from scinova.linalg._rows import Argument, Row, Table, here, only_of

TYPE_NAMES = {"s": "float32", "d": "float64", "c": "complex64", "z": "complex128"}
TYPECODES = {"s": "f", "d": "d", "c": "F", "z": "D", "i": "i"}

OPS = {name: k for k, name in enumerate((
    "constant slot add subtract multiply divide minimum maximum absolute negate less less_equal greater greater_equal "
    "equal unequal both either inverse select rows columns size pick given").split())}
_BINARY = {ast.Add: "add", ast.Sub: "subtract", ast.Mult: "multiply", ast.FloorDiv: "divide", ast.Lt: "less",
           ast.LtE: "less_equal", ast.Gt: "greater", ast.GtE: "greater_equal", ast.Eq: "equal", ast.NotEq: "unequal",
           ast.And: "both", ast.Or: "either"}
_OF_ARRAY = {"rows": "rows", "cols": "columns", "size": "size", "given": "given"}
ROLES = {"": 0, "+": 1, "*": 1, ">": 2, "-": 3}
IN_PLACE = -2
EXTRA = "_extra_args"          # of a parameter with more arguments for a function that the routine calls
EQUAL, AT_LEAST, ANY, BINDS = range(4)


class RoutineError(ValueError):
    """Arguments that a routine of BLAS or LAPACK cannot be called with."""


class _Compiler:
    """Turns the expressions of one routine into the code that the binding runs."""

    def __init__(self, slots: Iterable[str]):
        self.index = {name: k for k, name in enumerate(slots)}

    def __call__(self, text: str) -> list[int]:
        return self._of(ast.parse(text, mode="eval").body) if text else []

    def _of(self, node: ast.AST) -> list[int]:
        if isinstance(node, ast.Constant):
            value = ord(node.value) if isinstance(node.value, str) else int(node.value)
            return [OPS["constant"], value]
        if isinstance(node, ast.Name):
            return [OPS["slot"], self.index[node.id]]
        if isinstance(node, ast.BinOp):
            return [*self._of(node.left), *self._of(node.right), OPS[_BINARY[type(node.op)]]]
        if isinstance(node, ast.BoolOp):
            out = self._of(node.values[0])
            for value in node.values[1:]:
                out += [*self._of(value), OPS[_BINARY[type(node.op)]]]
            return out
        if isinstance(node, ast.Compare):
            out, left = [], node.left
            for k, (op, right) in enumerate(zip(node.ops, node.comparators)):
                out += [*self._of(left), *self._of(right), OPS[_BINARY[type(op)]]]
                out += [OPS["both"]] if k else []
                left = right
            return out
        if isinstance(node, ast.UnaryOp):
            return [*self._of(node.operand), OPS["negate" if isinstance(node.op, ast.USub) else "inverse"]]
        if isinstance(node, ast.Subscript):
            letters = node.value.value                  # type: ignore[attr-defined]
            return [*self._of(node.slice), OPS["pick"], len(letters), *map(ord, letters)]
        if isinstance(node, ast.Call):
            return self._call(node)
        raise ValueError(f"cannot compile {ast.dump(node)}")

    def _call(self, node: ast.Call) -> list[int]:
        name = node.func.id                             # type: ignore[attr-defined]
        if name in _OF_ARRAY:
            return [OPS[_OF_ARRAY[name]], self.index[node.args[0].id]]      # type: ignore[attr-defined]
        if name == "abs":
            return [*self._of(node.args[0]), OPS["absolute"]]
        out = self._of(node.args[0])
        if name == "where":
            return [*out, *self._of(node.args[1]), *self._of(node.args[2]), OPS["select"]]
        for arg in node.args[1:]:
            out += [*self._of(arg), OPS["minimum" if name == "min" else "maximum"]]
        return out


def _query_arguments(of: Row) -> tuple[Argument, ...]:
    """Arguments of a query of workspace: lengths are -1, arrays are not looked at, the answers are numbers."""
    lengths = {"lwork", "lrwork", "liwork", "size_rwork", "size_iwork"}
    out = []
    for a in of.arguments:
        if a.name in lengths:
            out.append(a._replace(expression="-1"))
        elif a.dimensions and a.role == "-" and any(length in a.dimensions[0] for length in lengths):
            out.append(a._replace(kind={"T": "s", "R": "r", "I": "i"}[a.kind], role=">", dimensions=()))
        elif a.dimensions:
            out.append(a._replace(role="-", dimensions=("1",), offset=""))
        elif a.kind == "c" and not a.expression:
            out.append(a._replace(expression="'V'" if a.name.startswith("job") else "'A'"))
        elif re.search("rows|cols|size", a.expression):
            out.append(a._replace(expression="1"))
        else:
            out.append(a)
    return tuple(out)


_WORDS = {"rows", "cols", "size", "given", "where", "min", "max", "abs", "and", "or", "not"}


def _names_in(a: Argument) -> set[str]:
    """Names that the expressions of an argument use."""
    texts = (*a.dimensions, a.expression, a.offset, a.limit.removeprefix("="))
    return {word for text in texts for word in re.findall(r"[A-Za-z_]\w*", re.sub(r"'\w*'", "", text))} - _WORDS


def _arguments(row: Row, letter: str, table: Table, name: str) -> tuple[Argument, ...]:
    """The arguments of one type's routine; behind them, what is worked out but not passed."""
    arguments = row.arguments
    if row.query_of:
        arguments = _query_arguments(table[name.removesuffix("_lwork")][0])
    arguments = tuple(a for a in arguments if here(a.only, letter))
    known = {a.name for a in arguments}
    extra = [p for p in row.parameters(letter)
             if p not in known and not p.startswith("overwrite_") and not p.endswith(EXTRA)]
    unknown = {word for a in arguments for word in _names_in(a)}
    unknown |= {word for _, text in row.optional for word in _names_in(Argument("", "i", expression=text))}
    unknown |= {word for text in row.conditions for word in _names_in(Argument("", "i", expression=text))}
    extra += sorted(unknown - known - set(extra))
    # A query does not look at most of what a call needs.
    idle = "1" if row.query_of else ""
    parameters = row.parameters(letter)
    return (*(a if a.kind != "i" or a.expression or a.role or a.name in parameters else a._replace(expression=idle)
              for a in arguments),
            *(Argument(p, "x", expression="" if p in parameters else idle and "0", passed=False) for p in extra))


def compiled(name: str, table: Table, module: str) -> Any:
    """The callable of routine ``name``."""
    row, letter = table[name]
    parameters = row.parameters(letter)
    defaults = {only_of(p)[0]: value for p, value in row.optional}
    arguments = _arguments(row, letter, table, name)
    names = [a.name for a in arguments]
    compile_ = _Compiler(names)
    free = {a.name for a in arguments if a.kind in "ix" and not a.expression and a.name not in parameters and
            a.role != ">"}
    slots = tuple(_slot(a, parameters, defaults, free, names, compile_) for a in arguments)
    passed = [k for k, a in enumerate(arguments) if a.passed]
    results, returns = [], "v"
    for _, argument, only in row.results:
        if argument.startswith("@"):
            returns = {"i": "i", "s": letter, "r": "s" if letter in "sc" else "d"}[argument[1]]
            results.append(-1)
        elif here(only, letter):
            results.append(names.index(argument.partition("[")[0]))
    cuts = [int((argument.partition("[")[2] or "0]")[:-1]) for _, argument, only in row.results if here(only, letter)]
    cleaned = [names.index(word) for word in (row.cleaned, "clean", "lower") if row.cleaned]
    routine = _native.Routine(name, f"scipy_{name.removesuffix('_lwork')}_", letter, returns, parameters,
                              sum(here(only_of(r)[1], letter) for r in row.required), slots, passed, results,
                              cuts, cleaned, tuple((compile_(c), c) for c in _conditions(row, arguments)), RoutineError)
    routine.__name__ = name
    routine.__doc__ = docstring(name, letter, row, arguments)
    routine.module_name = module
    routine.prefix = letter
    routine.typecode = letter
    routine.dtype = np.dtype(TYPECODES[letter])
    routine.int_dtype = np.dtype(np.int32)
    return routine


# What letters an option may have.
_LETTERS = {"side": "LR", "uplo": "UL", "diag": "NU", "trans": "NTC", "transr": "NTC", "trana": "NTC", "tranb": "NTC",
            "range": "AVI", "jobz": "NV", "fact": "FNE", "order": "BE"}


def _conditions(row: Row, arguments: tuple[Argument, ...]) -> list[str]:
    """What must hold before the routine is called."""
    letters = [" or ".join(f"{a.name}=='{c}'" for c in _LETTERS[a.name])
               for a in arguments if a.kind == "c" and a.name in _LETTERS and not a.expression]
    return [*letters, *row.conditions]


def _slot(a: Argument, parameters: list[str], defaults: dict[str, str], free: set[str], names: list[str],
          compile_: _Compiler) -> tuple:
    parameter = parameters.index(a.name) if a.name in parameters else -1
    overwrite = parameters.index(f"overwrite_{a.name}") if f"overwrite_{a.name}" in parameters else -1
    overwrite = IN_PLACE if a.role == "*" else overwrite
    queried = a.expression == "?" or defaults.get(a.name) == "?"
    expression = "" if queried else defaults.get(a.name, "") or a.expression
    dims = []
    for text in a.dimensions:
        if text == "*":
            dims.append((ANY, -1, [], "*"))
        elif text.startswith(">="):
            dims.append((AT_LEAST, -1, compile_(text[2:]), text[2:]))
        elif text in free:
            dims.append((BINDS, names.index(text), [], text))
        else:
            dims.append((EQUAL, -1, compile_(text), text))
    return (a.name, a.kind, ROLES[a.role], parameter, overwrite, queried, compile_(expression), compile_(a.offset),
            tuple(dims), compile_(a.limit.removeprefix("=")), a.limit.startswith("="))


_KINDS = {"c": "a letter", "i": "int", "p": "int", "x": "int", "r": "float", "s": "number", "f": "callable"}


def signature(name: str, letter: str, row: Row) -> str:
    """``lu,piv,x,info = dgesv(a,b,[overwrite_a,overwrite_b])``."""
    shown = ",".join(s for s, _, only in row.results if here(only, letter))
    required = [p for p, only in map(only_of, row.required) if here(only, letter)]
    optional = ",".join(p for p, only in (only_of(p) for p, _ in row.optional) if here(only, letter))
    return f"{shown} = {name}({','.join([*required, *([f'[{optional}]'] if optional else [])])})"


def docstring(name: str, letter: str, row: Row, arguments: tuple[Argument, ...]) -> str:
    """The documentation of one routine, from its row."""
    by_name = {a.name: a for a in arguments}
    dtype = TYPE_NAMES.get(letter, "float64")
    defaults = {only_of(p)[0]: value for p, value in row.optional}

    def described(word: str, shown: str = "") -> str:
        a = by_name.get(word)
        if word.endswith(EXTRA):
            return f"{word} : tuple\n    More arguments for {word.removesuffix(EXTRA)}."
        if a is None:
            return f"{shown or word} : bool\n    Whether {word.removeprefix('overwrite_')} may be overwritten."
        real = "float32" if letter in "sc" else "float64"
        kinds = {**_KINDS, "T": f"ndarray of {dtype}", "R": f"ndarray of {real}", "I": "ndarray of int32",
                 "P": "ndarray of int32"}
        shape = ", shape (" + ", ".join(d.lstrip(">=") for d in a.dimensions) + ")" if a.dimensions else ""
        text = f"{shown or word} : {kinds[a.kind]}{shape}"
        if defaults.get(word) not in (None, "", "?"):
            text += f", default {defaults[word]}"
        return text

    out = [signature(name, letter, row), "", f"The routine {name.upper().removesuffix('_LWORK')} of BLAS and LAPACK."
           if not row.query_of else f"How much workspace {name.upper().removesuffix('_LWORK')} works best with.",
           "", "Parameters", "----------"]
    out += [described(p) for p in row.parameters(letter)]
    out += ["", "Returns", "-------"]
    out += [described(argument.partition("[")[0], shown) if not argument.startswith("@") else f"{shown} : number"
            for shown, argument, only in row.results if here(only, letter)]
    return "\n".join(out)
