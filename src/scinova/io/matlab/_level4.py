# SPDX-License-Identifier: BSD-3-Clause
"""MAT-files of level 4 (MATLAB 4 and earlier): matrices, strings and sparse matrices.

MathWorks, "MAT-File Format", R2019b, chapter 2: each variable is five 32-bit words (type MOPT, rows, columns, whether
complex, length of the name), the name with a zero byte, and the data in column order. The digits of MOPT are machine
(0 little-endian, 1 big-endian), always 0, precision, and kind of matrix.
"""
from __future__ import annotations

import struct
import sys
import warnings
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

import numpy as np

from scinova.io.matlab._types import (
    MatReadError,
    MatWriteWarning,
    Options,
    at_least_two_dimensional,
    read_exactly,
    rows_to_strings,
    squeezed,
)
from scinova.io.matlab._write5 import Fields, writable
from scinova.sparse import coo_array, coo_matrix, issparse

_PRECISION = {0: "f8", 1: "f4", 2: "i4", 3: "i2", 4: "u2", 5: "u1"}
_CODE = {dtype: code for code, dtype in _PRECISION.items()}
_NAMES = {"f8": "double", "f4": "single", "i4": "int32", "i2": "int16", "u2": "uint16", "u1": "uint8"}
_FULL, _CHAR, _SPARSE = 0, 1, 2


@dataclass(frozen=True)
class Heading:
    """The five words and the name of a variable."""

    name: str
    rows: int
    columns: int
    precision: str
    kind: int
    complex: bool

    shape: tuple[int, int] | None = None   # of a sparse matrix, which its data say

    @property
    def shown_dims(self) -> tuple[int, ...]:
        """The shape that `whosmat` lists: strings count by rows."""
        return (self.rows,) if self.kind == _CHAR else self.shape or (self.rows, self.columns)

    @property
    def class_name(self) -> str:
        """MATLAB's name of the class."""
        return {_CHAR: "char", _SPARSE: "sparse"}.get(self.kind) or _NAMES[self.precision]

    @property
    def stored(self) -> int:
        """Bytes of data."""
        return self.rows * self.columns * int(self.precision[1]) * (2 if self.complex else 1)


class Reader4:
    """Reads the variables of an open file."""

    description, version = b"", "1.0"

    def __init__(self, stream: BinaryIO, options: Options):
        self.stream, self.options = stream, options
        first = stream.read(4)
        stream.seek(0)
        if len(first) < 4:
            raise MatReadError("the file is cut short")
        mopt = struct.unpack("<i", first)[0]
        self.order = {"little": "<", "big": ">"}.get(options.byte_order or "", "<" if 0 <= mopt <= 5000 else ">")

    def headings(self) -> Iterator[tuple[Heading, int, int]]:
        """Heading of each variable; the stream stands at its data when it is given out."""
        while words := self.stream.read(20):
            if len(words) < 20:
                raise MatReadError("the file ends inside a heading")
            mopt, rows, columns, imaginary, length = struct.unpack(self.order + "5i", words)
            machine, rest = divmod(mopt, 1000)
            reserved, rest = divmod(rest, 100)
            precision, kind = divmod(rest, 10)
            if machine not in (0, 1):
                raise ValueError(f"MAT-files of level 4 are read from IEEE machines only (0 and 1); this is {machine}")
            if reserved or precision not in _PRECISION or kind not in (_FULL, _CHAR, _SPARSE) \
                    or min(rows, columns) < 0 or length < 1:
                raise ValueError(f"broken MAT-file: heading {mopt, rows, columns, imaginary, length}")
            raw = self.stream.read(length)
            if len(raw) < length:
                raise MatReadError("the file ends inside a name")
            heading = Heading(raw.split(b"\0")[0].decode("latin-1"), rows, columns, _PRECISION[precision], kind,
                              imaginary == 1)
            start = self.stream.tell()
            after = start + heading.stored
            if kind == _SPARSE and rows:
                heading = replace(heading, shape=self._sparse_shape(heading, start))
                self.stream.seek(start)
            self.heading = heading
            yield heading, 0, heading.stored
            self.stream.seek(after)

    def _sparse_shape(self, heading: Heading, start: int) -> tuple[int, int]:
        """The first two numbers of the last row."""
        size, out = int(heading.precision[1]), []
        for column in (0, 1):
            self.stream.seek(start + size * ((column + 1) * heading.rows - 1))
            raw = self.stream.read(size)
            if len(raw) < size:
                raise MatReadError(f"the file ends inside {heading.name!r}")
            out.append(int(np.frombuffer(raw, self.order + heading.precision)[0]))
        return out[0], out[1]

    def load(self, kind: int, length: int) -> Any:
        """The value of the variable whose heading came last."""
        heading = self.heading
        memory = read_exactly(self.stream, length, repr(heading.name), ValueError)
        dtype = np.dtype(self.order + heading.precision)
        parts = np.frombuffer(memory, dtype).reshape((2 if heading.complex else 1, heading.columns, heading.rows))
        if heading.kind == _SPARSE:
            return self._sparse(parts[0].T)
        value = parts[0].T
        if heading.kind == _CHAR:
            codes = np.ascontiguousarray(value.astype(np.uint32))           # Latin-1: the codes of Unicode's first 256
            value = codes.view("U1") if value.size else np.empty(value.shape, "U1")
            if self.options.chars_as_strings:
                value = rows_to_strings(value)
        elif heading.complex:
            value = (parts[0] + 1j * parts[1]).T
        if self.options.mat_dtype and heading.kind == _FULL:
            value = value.astype(np.complex128 if heading.complex else np.float64, copy=False)
        return squeezed(value) if self.options.squeeze_me else value

    def _sparse(self, rows: np.ndarray) -> Any:
        """The last row is the shape; the others are row, column, real part and perhaps imaginary part, from 1."""
        if rows.shape[1] not in (3, 4) or rows.shape[0] < 1:
            raise ValueError("broken MAT-file: a sparse matrix needs three or four columns")
        shape = (int(rows[-1, 0]), int(rows[-1, 1]))
        values: np.ndarray = np.ascontiguousarray(rows[:-1, 2], dtype=np.float64)
        if rows.shape[1] == 4:
            values = values + 1j * rows[:-1, 3]
        at = np.ascontiguousarray(rows[:-1, :2].T, dtype=np.int32) - 1
        make = coo_matrix if self.options.spmatrix else coo_array
        return make((values, (at[0], at[1])), shape=shape)


class Writer4:
    """Writes variables to an open file, one after the other."""

    def __init__(self, stream: BinaryIO, *, oned_as: str):
        self.stream, self.oned_as = stream, oned_as

    def write(self, variables: Mapping[str, Any]) -> None:
        """Write the variables; names that begin with an underscore are left out."""
        for name, value in variables.items():
            if name[0] == "_":
                if name not in ("__header__", "__version__", "__globals__"):
                    warnings.warn(f"savemat: the variable {name!r} begins with an underscore and is left out",
                                  MatWriteWarning, stacklevel=4)
                continue
            self.stream.write(self.matrix(name, value))

    def matrix(self, name: str, value: Any) -> bytes:
        """Heading, name and data of one variable."""
        if issparse(value):
            return self._packed(name, _sparse_rows(value), _SPARSE)
        a = writable(value)
        if isinstance(a, Fields) or a.dtype.kind in "OV":
            raise TypeError(f"savemat: MAT-files of level 4 hold numbers and strings only ({name!r} is neither)")
        if a.dtype.kind in "SU":
            a = np.char.decode(a, "latin-1") if a.dtype.kind == "S" else a
            shape, width = a.shape or (1,), max(1, a.dtype.itemsize // 4)
            rows = np.ascontiguousarray(np.char.ljust(a.astype(f"U{width}"), width)).reshape(shape).view("U1")
            letters = rows.reshape((*shape, width))
            if letters.ndim > 2:
                raise ValueError("savemat: MAT-files of level 4 hold arrays of two dimensions at most")
            codes = letters.copy().view(np.uint32).reshape(letters.shape)
            if codes.size and codes.max() > 255:
                raise ValueError(f"savemat: MAT-files of level 4 hold Latin-1 characters only ({name!r} has others)")
            return self._packed(name, codes.astype(np.uint8), _CHAR)
        return self._packed(name, a.reshape(at_least_two_dimensional(a.shape, self.oned_as)), _FULL)

    def _packed(self, name: str, a: np.ndarray, kind: int) -> bytes:
        if a.ndim > 2:
            raise ValueError("savemat: MAT-files of level 4 hold arrays of two dimensions at most")
        real = a.real if a.dtype.kind == "c" else a
        code = f"{real.dtype.kind}{real.dtype.itemsize}"
        stored = code if code in _CODE else "f8"
        mopt = (0 if sys.byteorder == "little" else 1000) + 10 * _CODE[stored] + kind
        encoded = name.encode("latin-1") + b"\0"
        head = struct.pack("=5i", mopt, *a.shape, a.dtype.kind == "c", len(encoded))
        parts = [real, a.imag] if a.dtype.kind == "c" else [real]
        return b"".join([head, encoded, *(p.astype(stored, copy=False).tobytes(order="F") for p in parts)])


def _sparse_rows(value: Any) -> np.ndarray:
    a = value.tocoo()
    complex_ = a.data.dtype.kind == "c"
    rows = np.zeros((a.nnz + 1, 4 if complex_ else 3))
    rows[:-1, 0], rows[:-1, 1] = a.coords[0] + 1, a.coords[1] + 1
    rows[:-1, 2] = a.data.real
    if complex_:
        rows[:-1, 3] = a.data.imag
    rows[-1, :2] = a.shape
    return rows
