# SPDX-License-Identifier: BSD-3-Clause
"""The language of the table of BLAS and LAPACK routines.

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

import itertools
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple


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
        names = map(only_of, (*self.required, *(p for p, _ in self.optional)))
        return [name for name, only in names if here(only, letter)]


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


def here(only: str, letter: str) -> bool:
    """Whether something marked ``only`` exists for the type ``letter``."""
    return only != ("?" if letter in "sd" else "!")


def only_of(word: str) -> tuple[str, str]:
    """A name and the mark behind it."""
    return (word[:-1], word[-1]) if word[-1] in "?!" else (word, "")
