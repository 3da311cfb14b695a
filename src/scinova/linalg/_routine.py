# SPDX-License-Identifier: BSD-3-Clause
"""Compiles rows of the table of BLAS and LAPACK routines into callables.

A row reads ``name types : results <- parameters : arguments ! conditions``, where

* ``name`` may hold ``real|complex`` beginnings (``or|ungqr``); ``types`` are some of ``sdcz``, or pairs of a type and
  the full name (``c:scasum,z:dzasum``);
* ``parameters`` are those of the Python function, the optional ones in brackets with their defaults (``lower=0``);
  ``overwrite_a`` allows the array ``a`` to be overwritten;
* ``results`` are names of arguments, or ``shown=argument``, or ``shown=argument[7]`` for the beginning of one;
  ``x=@r`` is the value of the function itself;
* ``arguments`` are those of the routine in its own order: ``name:kind`` with kind

  ====  ==========================================================
  c     a letter
  i     an integer; ``name=expression`` is short for ``name:i=expression``, a bare name for ``name:i``
  p     an integer that counts from 0 in Python and from 1 in the routine
  r s   a real number of the routine's precision, a number of its type
  T R I an array of the routine's type, of reals of its precision, of 32-bit integers, with dimensions in parentheses
  P     an array of integers that count from 0 in Python and from 1 in the routine
  f     a Python function that the routine calls (with how many arguments, after ``=``)
  ====  ==========================================================

  then ``+`` (in and out), ``*`` (changed in place), ``>`` (out) or ``-`` (workspace). ``&name=expression`` is worked
  out but not passed. Dimensions are names that the shape gives a value to, expressions that the shape must equal,
  ``>=expression``, or ``*``. At the end of an array, ``@`` and an expression skip its first elements; ``<`` and an
  expression limit the indices in an array of pivots (0: they are not looked at), ``<=`` where zeros are allowed.
  ``lwork=?`` asks the routine for the best length;
* ``conditions`` are expressions that must hold;
* a name, argument or result followed by ``?`` exists for complex types only, by ``!`` for real ones only.

``of other`` in the place of the arguments stands for a query of ``other``'s workspace; ``~a`` clears the triangle of
``a`` that ``lower`` does not choose, if ``clean`` is true.

Arguments have the order of the LAPACK Users' Guide, 3rd edition (SIAM 1999), and of the reference BLAS.
"""
from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from scinova.linalg import _native

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


class Argument(NamedTuple):
    """One argument of a routine, as its row has it."""

    name: str
    kind: str
    role: str = ""
    dimensions: tuple[str, ...] = ()
    expression: str = ""
    offset: str = ""
    passed: bool = True
    only: str = ""          # "?" for complex types, "!" for real ones
    limit: str = ""         # the largest index in an array of them


class Row(NamedTuple):
    """One routine for all its types."""

    name: str
    types: str
    results: tuple[tuple[str, str, str], ...]       # shown, argument, only
    required: tuple[str, ...]
    optional: tuple[tuple[str, str], ...]
    arguments: tuple[Argument, ...]
    conditions: tuple[str, ...]
    query_of: str = ""
    cleaned: str = ""

    def parameters(self, letter: str) -> list[str]:
        """Names of the Python function's arguments."""
        names = map(_only, (*self.required, *(p for p, _ in self.optional)))
        return [name for name, only in names if _here(only, letter)]


def spelled(name: str, types: str) -> dict[str, str]:
    """The full names of a row's routines and their types: ``dorgqr``: ``d`` and three more of ``or|ungqr sdcz``."""
    if ":" in types:
        return {full: letter for letter, full in (pair.split(":") for pair in types.split(","))}
    real, bar, other = name.partition("|")
    both = {"sd": real + other[2:], "cz": other} if bar else {"sdcz": name}
    return {letter + full: letter for letters, full in both.items() for letter in types if letter in letters}


_HEAD = re.compile(r"(&?)(\w+)(?::(\w)([+*>-]?))?")


def _argument(token: str) -> Argument:
    head = _HEAD.match(token)
    if head is None:
        raise ValueError(f"not an argument: {token!r}")
    rest, dims, only = token[head.end():], "", ""
    if rest.endswith(("!", "?")) and rest != "=?":
        rest, only = rest[:-1], rest[-1]
    if rest.startswith("("):
        depths = itertools.accumulate((c == "(") - (c == ")") for c in rest)
        end = next(k for k, depth in enumerate(depths) if depth == 0)
        dims, rest = rest[1:end], rest[end + 1:]
    rest, _, offset = rest.partition("@")
    rest, limit = ("", rest[1:]) if rest.startswith("<") else (rest, "")
    return Argument(head[2], head[3] or "i", head[4] or "", tuple(_split(dims, ",")) if dims else (),
                    rest.removeprefix("="), offset, not head[1], only, limit)


def _split(text: str, at: str = " ") -> list[str]:
    """Parts of a text between separators that are in no parentheses; blanks inside those are dropped."""
    parts, depth = [""], 0
    for c in text:
        depth += (c in "([") - (c in ")]")
        if c == at and depth == 0:
            parts.append("")
        elif c != " ":
            parts[-1] += c
    return [p for p in parts if p]


def parse(line: str) -> Row:
    """The row that a line of the table states."""
    head, signature, rest = (part.strip() for part in line.split(" : "))
    name, types = head.split()
    results, parameters = signature.split("<-")
    required, _, optional = parameters.partition("[")
    arguments, _, conditions = rest.partition(" ! ")
    query_of = arguments[3:].strip() if arguments.startswith("of ") else ""
    shown = []
    for r in results.split():
        only = r[-1] if r[-1] in "?!" else ""
        left, _, right = r.rstrip("?!").partition("=")
        shown.append((left, right or left, only))
    return Row(name, types, tuple(shown), tuple(required.split()),
               tuple((p.partition("=")[0], p.partition("=")[2]) for p in _split(optional.rstrip()[:-1])),
               () if query_of else tuple(_argument(a) for a in _split(arguments) if a[0] != "~"),
               tuple(_split(conditions)), query_of, "".join(a[1:] for a in _split(arguments) if a[0] == "~"))


class Table(Mapping[str, tuple[Row, str]]):
    """Row and type of every routine in a text of rows, each parsed when it is first asked for.

    Lines that begin with a blank continue the one before.
    """

    def __init__(self, text: str):
        lines: list[str] = []
        for line in text.strip("\n").splitlines():
            if line.startswith(" ") and lines:
                lines[-1] += " " + line.strip()
            elif line.strip() and not line.startswith("#"):
                lines.append(line.strip())
        self._lines = {name: (line, letter) for line in lines
                       for name, letter in spelled(*line.split(" : ")[0].split()).items()}
        self._rows: dict[str, tuple[Row, str]] = {}

    def __getitem__(self, name: str) -> tuple[Row, str]:
        if name not in self._rows:
            line, letter = self._lines[name]
            self._rows[name] = parse(line.replace("?select", letter + "select")), letter
        return self._rows[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._lines)

    def __len__(self) -> int:
        return len(self._lines)


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


def _here(only: str, letter: str) -> bool:
    return only != ("?" if letter in "sd" else "!")


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
    arguments = tuple(a for a in arguments if _here(a.only, letter))
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
    defaults = {_only(p)[0]: value for p, value in row.optional}
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
        elif _here(only, letter):
            results.append(names.index(argument.partition("[")[0]))
    cuts = [int((argument.partition("[")[2] or "0]")[:-1]) for _, argument, only in row.results if _here(only, letter)]
    cleaned = [names.index(word) for word in (row.cleaned, "clean", "lower") if row.cleaned]
    routine = _native.Routine(name, f"scipy_{name.removesuffix('_lwork')}_", letter, returns, parameters,
                              sum(_here(_only(r)[1], letter) for r in row.required), slots, passed, results,
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


def _only(word: str) -> tuple[str, str]:
    """A name and the mark behind it."""
    return (word[:-1], word[-1]) if word[-1] in "?!" else (word, "")


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
    shown = ",".join(s for s, _, only in row.results if _here(only, letter))
    required = [p for p, only in map(_only, row.required) if _here(only, letter)]
    optional = ",".join(p for p, only in (_only(p) for p, _ in row.optional) if _here(only, letter))
    return f"{shown} = {name}({','.join([*required, *([f'[{optional}]'] if optional else [])])})"


def docstring(name: str, letter: str, row: Row, arguments: tuple[Argument, ...]) -> str:
    """The documentation of one routine, from its row."""
    by_name = {a.name: a for a in arguments}
    dtype = TYPE_NAMES.get(letter, "float64")
    defaults = {_only(p)[0]: value for p, value in row.optional}

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
            for shown, argument, only in row.results if _here(only, letter)]
    return "\n".join(out)
