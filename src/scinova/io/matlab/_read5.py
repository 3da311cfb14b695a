# SPDX-License-Identifier: BSD-3-Clause
"""Reading MAT-files of level 5 (MATLAB 5 to 7.2); the layout is described in `_level5`.

Each variable is read into memory by itself. Every length is checked against what is left of its container, so that a
broken file is an error and never a wild allocation or a loop.
"""
from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from math import prod
from typing import Any, BinaryIO

import numpy as np

from scinova.io.matlab import _level5 as m5
from scinova.io.matlab._types import (
    OPAQUE_DTYPE,
    MatlabFunction,
    MatlabObject,
    MatlabOpaque,
    MatReadError,
    Options,
    mat_struct,
    read_exactly,
    rows_to_strings,
    squeezed,
)
from scinova.sparse import csc_array, csc_matrix

_WHOLE = (MatlabFunction, MatlabOpaque)  # these keep their shape: what is in them is MATLAB's own
_MAX_PADDING = 4096  # characters that the dimensions may announce beyond those in the file
_MAX_DEPTH = 200  # of cells and structures inside each other; deeper is a broken or hostile file


@dataclass(frozen=True)
class Heading:
    """What precedes the data of a variable."""

    kind: int
    flags: int
    dims: tuple[int, ...]
    name: str

    @property
    def shown_dims(self) -> tuple[int, ...]:
        """The shape that `whosmat` lists: strings count by rows."""
        if self.kind == m5.CHAR and self.dims:
            return self.dims[:-1] if prod(self.dims) else (0,)
        return self.dims

    @property
    def class_name(self) -> str:
        """MATLAB's name of the class."""
        if self.flags & m5.LOGICAL and self.kind != m5.SPARSE:
            return "logical"
        return m5.CLASS_NAME.get(self.kind, "unknown")


class Elements:
    """A cursor over the elements in a piece of memory."""

    def __init__(self, memory: bytes | bytearray, order: str, start: int = 0, stop: int | None = None):
        self.memory, self.order = memory, order
        self.at, self.stop = start, len(memory) if stop is None else stop

    def next(self) -> tuple[int, int, int]:
        """Type, start and stop of the next element's data; the cursor moves behind it."""
        if self.at + 8 > self.stop:
            raise MatReadError("the file ends inside a variable")
        kind, length = struct.unpack_from(self.order + "II", self.memory, self.at)
        if kind >> 16:                                            # type and length in one word, data in the other
            kind, length = kind & 0xFFFF, kind >> 16
            if length > 4:
                raise ValueError(f"broken MAT-file: a small element of {length} bytes")
            start, after = self.at + 4, self.at + 8
        else:
            start = self.at + 8
            after = start + length
            if kind != m5.COMPRESSED:
                after += -length % 8
        if start + length > self.stop:
            raise MatReadError("the file ends inside a variable")
        self.at = min(after, self.stop)
        return kind, start, start + length

    def bytes(self) -> bytes:
        """The next element's data as bytes."""
        _, start, stop = self.next()
        return bytes(self.memory[start:stop])

    def numbers(self) -> np.ndarray:
        """The next element's data as a one-dimensional array of its own type: a view of the memory."""
        kind, start, stop = self.next()
        if kind not in m5.NUMERIC:
            raise ValueError(f"broken MAT-file: type {kind} where numbers are expected")
        dtype = np.dtype(self.order + m5.NUMERIC[kind])
        if (stop - start) % dtype.itemsize:
            raise ValueError(f"broken MAT-file: {stop - start} bytes of {dtype.itemsize}-byte numbers")
        return np.frombuffer(self.memory, dtype, (stop - start) // dtype.itemsize, start)

    def integers(self) -> tuple[int, ...]:
        """The next element's data as integers, whatever width they have in the file."""
        values = self.numbers()
        if values.dtype.kind not in "iu":
            raise ValueError("broken MAT-file: integers are expected")
        return tuple(int(v) for v in values)

    def text(self) -> str:
        """The next element's data as a name: ASCII as MATLAB writes it, UTF-8 as other programs do."""
        raw = self.bytes()
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError:
            return raw.decode("latin-1")

    def heading(self) -> Heading:
        """Flags, dimensions and name of the variable at the cursor."""
        flags = self.integers()
        if len(flags) != 2:
            raise ValueError("broken MAT-file: array flags of the wrong length")
        kind = flags[0] & 0xFF
        if kind == m5.OPAQUE:
            return Heading(kind, flags[0], (1, 1), "")
        dims = self.integers()
        if any(d < 0 for d in dims) or len(dims) > 32:
            raise ValueError(f"broken MAT-file: dimensions {dims}")
        return Heading(kind, flags[0], dims, self.text())


class Reader5:
    """Reads the variables of an open file, whose first 128 bytes are the header."""

    def __init__(self, stream: BinaryIO, options: Options):
        self.stream, self.options = stream, options
        head = stream.read(m5.HEADER_LENGTH)
        if len(head) < m5.HEADER_LENGTH:
            raise MatReadError("the file ends inside its header")
        self.order = {"little": "<", "big": ">"}.get(options.byte_order or "", "<" if head[126:128] == b"IM" else ">")
        self.description = head[:116].rstrip(b"\0 \t\n")
        major, minor = (head[125], head[124]) if self.order == "<" else (head[124], head[125])
        self.version = f"{major}.{minor}"

    # -- variables, one after the other ---------------------------------------------------------------------------

    def stored(self) -> Iterator[tuple[int, int]]:
        """Type and length of each top-level element; the stream stands at its data when it is given out."""
        while True:
            tag = self.stream.read(8)
            if not tag:
                return
            if len(tag) < 8:
                raise MatReadError("the file ends inside a tag")
            kind, length = struct.unpack(self.order + "II", tag)
            if kind not in (m5.MATRIX, m5.COMPRESSED):
                raise TypeError(f"broken MAT-file: a top-level element of type {kind}")
            after = self.stream.tell() + length
            yield kind, length
            self.stream.seek(after)

    def headings(self) -> Iterator[tuple[Heading, int, int]]:
        """Heading of each variable, with type and length of its element."""
        for kind, length in self.stored():
            start = self.stream.tell()
            head = self.stream.read(min(length, 4096))
            if kind == m5.COMPRESSED:
                head = zlib.decompressobj().decompress(head, 4096)[8:]
            cursor = Elements(head, self.order)
            heading = cursor.heading()
            self.stream.seek(start)
            yield heading, kind, length

    def load(self, kind: int, length: int) -> Any:
        """The value of the variable whose data the stream stands at."""
        memory = read_exactly(self.stream, length, "a variable")
        start = 0
        if kind == m5.COMPRESSED:
            unpacker = zlib.decompressobj()
            memory = bytearray(unpacker.decompress(memory))
            if self.options.verify_compressed_data_integrity and not unpacker.eof:
                raise ValueError("broken MAT-file: compressed data end early")
            inner, announced = struct.unpack_from(self.order + "II", memory)
            if inner != m5.MATRIX:
                raise TypeError(f"broken MAT-file: a compressed element of type {inner}")
            if self.options.verify_compressed_data_integrity and announced != len(memory) - 8:
                raise ValueError("broken MAT-file: compressed data are longer than their variable")
            start = 8
        return self.variable(Elements(memory, self.order, start), 0)

    def function_workspace(self, kind: int, length: int) -> np.ndarray:
        """The data of the nameless variable at the end of a file: MATLAB's own, kept as bytes."""
        plain = Reader5.__new__(Reader5)
        plain.stream, plain.order = self.stream, self.order
        plain.options = Options(chars_as_strings=False)
        return plain.load(kind, length)

    # -- values ---------------------------------------------------------------------------------------------------

    def variable(self, cursor: Elements, depth: int) -> Any:
        """The value of the variable at the cursor."""
        if depth > _MAX_DEPTH:
            raise ValueError(f"broken MAT-file: more than {_MAX_DEPTH} cells or structures inside each other")
        heading = cursor.heading()
        if heading.kind in m5.CLASS_DTYPE:
            value = self._numbers(cursor, heading)
        else:
            try:
                read = self._READERS[heading.kind]
            except KeyError:
                raise TypeError(f"broken MAT-file: unknown class {heading.kind}") from None
            value = read(self, cursor, heading, depth)
        if self.options.squeeze_me and isinstance(value, np.ndarray) and not isinstance(value, _WHOLE):
            return squeezed(value)
        return value

    def _numbers(self, cursor: Elements, heading: Heading) -> np.ndarray:
        values = cursor.numbers()
        if heading.flags & m5.COMPLEX:
            imaginary = cursor.numbers()
            both = np.result_type(values.dtype, imaginary.dtype, np.complex64)
            joined = np.empty(len(values), both)
            joined.real, joined.imag = values, imaginary
            values = joined
        values = _filled(values, heading.dims)
        if self.options.mat_dtype:
            wanted = np.dtype(m5.CLASS_DTYPE[heading.kind])
            if heading.flags & m5.LOGICAL:
                wanted = np.dtype(bool)
            elif values.dtype.kind == "c":
                wanted = np.result_type(wanted, np.complex64)
            return values.astype(wanted, copy=False)
        return values

    def _sparse(self, cursor: Elements, heading: Heading, depth: int) -> Any:
        rows, starts, values = cursor.numbers(), cursor.numbers(), cursor.numbers()
        if heading.flags & m5.COMPLEX:
            values = values + 1j * cursor.numbers()
        if len(heading.dims) != 2 or len(starts) < heading.dims[1] + 1:
            raise ValueError("broken MAT-file: a sparse matrix without its columns")
        shape = (heading.dims[0], heading.dims[1])
        starts = starts[:shape[1] + 1].astype(np.int64)
        count = int(starts[-1]) if len(starts) else 0
        if count > min(len(rows), len(values)) or count < 0 or np.any(np.diff(starts) < 0):
            raise ValueError("broken MAT-file: a sparse matrix whose columns do not fit its data")
        if heading.flags & m5.LOGICAL:
            values = values.astype(bool)
        order = values.dtype.newbyteorder("=")
        make = csc_matrix if self.options.spmatrix else csc_array
        return make((values[:count].astype(order), rows[:count].astype(np.int32), starts.astype(np.int32)), shape=shape)

    def _characters(self, cursor: Elements, heading: Heading, depth: int) -> np.ndarray:
        kind, start, stop = cursor.next()
        raw = bytes(cursor.memory[start:stop])
        little = "-le" if self.order == "<" else "-be"
        codec = {m5.INT8: "ascii", m5.UINT8: "utf-8", m5.UTF8: "utf-8", m5.UTF16: "utf-16" + little,
                 m5.UTF32: "utf-32" + little, m5.UINT16: self.options.uint16_codec or "utf-16" + little}.get(kind)
        if codec is None:
            raise TypeError(f"broken MAT-file: characters of type {kind}")
        text = raw.decode(codec, "replace" if kind != m5.UINT16 else "strict")
        count = prod(heading.dims)
        if count == 0:
            dims = heading.dims
            return rows_to_strings(np.empty(dims, "U1")) if self.options.chars_as_strings else np.empty(dims, "U1")
        if count > max(2 * len(text), len(raw), _MAX_PADDING):
            raise ValueError(f"broken MAT-file: {len(text)} characters for the dimensions {heading.dims}")
        letters = np.array(list(text), dtype="U1")
        if letters.size < count:                                 # surrogate pairs and the like count twice in MATLAB
            letters = np.concatenate([letters, np.full(count - letters.size, " ", dtype="U1")])
        letters = letters[:count].reshape(heading.dims, order="F")
        return rows_to_strings(letters) if self.options.chars_as_strings else letters

    def _cell(self, cursor: Elements, heading: Heading, depth: int) -> np.ndarray:
        items = [self._inner(cursor, depth) for _ in self._counted(cursor, heading.dims)]
        out = np.empty(len(items), dtype=object)
        for k, item in enumerate(items):
            out[k] = item
        return out.reshape(heading.dims, order="F")

    def _struct(self, cursor: Elements, heading: Heading, depth: int) -> np.ndarray:
        (width,) = cursor.integers()
        packed = cursor.bytes()
        if width <= 0:
            raise ValueError("broken MAT-file: field names of no length")
        fields = _distinct([packed[k:k + width].split(b"\0")[0].decode("latin-1")
                            for k in range(0, len(packed) // width * width, width)])
        if not fields:
            return np.full(heading.dims, None, dtype=object)
        count = prod(heading.dims)
        if count * len(fields) * 8 > cursor.stop - cursor.at:
            raise MatReadError("the file ends inside a structure")
        records = [[self._inner(cursor, depth) for _ in fields] for _ in range(count)]
        if self.options.struct_as_record:
            out = np.empty(count, dtype=[(f, object) for f in fields])
            for k, record in enumerate(records):
                out[k] = tuple(record)
        else:
            out = np.empty(count, dtype=object)
            for k, record in enumerate(records):
                out[k] = mat_struct()
                out[k].__dict__.update(_fieldnames=fields, **dict(zip(fields, record)))
        return out.reshape(heading.dims, order="F")

    def _object(self, cursor: Elements, heading: Heading, depth: int) -> MatlabObject:
        class_name = cursor.text()
        return MatlabObject(self._struct(cursor, heading, depth), class_name)

    def _function(self, cursor: Elements, heading: Heading, depth: int) -> MatlabFunction:
        return MatlabFunction(self._inner(cursor, depth))

    def _opaque(self, cursor: Elements, heading: Heading, depth: int) -> MatlabOpaque:
        names = [cursor.bytes() for _ in range(3)]
        out = np.empty(1, dtype=OPAQUE_DTYPE)
        out[0] = (*names, self._inner(cursor, depth))
        return MatlabOpaque(out)

    def _inner(self, cursor: Elements, depth: int) -> Any:
        kind, start, stop = cursor.next()
        if kind != m5.MATRIX:
            raise TypeError(f"broken MAT-file: type {kind} where a variable is expected")
        if start == stop:
            return np.array([]) if self.options.squeeze_me else np.zeros((0, 0))
        return self.variable(Elements(cursor.memory, self.order, start, stop), depth + 1)

    @staticmethod
    def _counted(cursor: Elements, dims: tuple[int, ...]) -> range:
        count = prod(dims)
        if count * 8 > cursor.stop - cursor.at:                  # each item has a tag of 8 bytes at least
            raise MatReadError("the file ends inside a cell array")
        return range(count)

    _READERS = {m5.CELL: _cell, m5.STRUCT: _struct, m5.OBJECT: _object, m5.CHAR: _characters, m5.SPARSE: _sparse,
                m5.FUNCTION: _function, m5.OPAQUE: _opaque, m5.NEW_OBJECT: _object}


def _filled(values: np.ndarray, dims: tuple[int, ...]) -> np.ndarray:
    """``values`` in column order in an array of ``dims`` that may be written to and does not keep a larger memory."""
    if prod(dims) != values.size:
        raise ValueError(f"broken MAT-file: {values.size} numbers for the dimensions {dims}")
    base = values.base
    own = base is None or (isinstance(base, (bytes, bytearray, memoryview)) and 2 * values.nbytes > len(base)
                           and values.flags.writeable)
    return (values if own else values.copy()).reshape(dims, order="F")


def _distinct(fields: list[str]) -> list[str]:
    """Field names as they are, but for repeated ones, which get a number: ``_1_x`` is the second ``x``."""
    seen: dict[str, int] = {}
    out = []
    for name in fields:
        repeats = seen.get(name, 0)
        seen[name] = repeats + 1
        out.append(f"_{repeats}_{name}" if repeats else name)
    return out
