# SPDX-License-Identifier: BSD-3-Clause
"""Writing MAT-files of level 5; the layout is described in `_level5`."""
from __future__ import annotations

import struct
import sys
import time
import warnings
import zlib
from collections.abc import Mapping
from typing import Any, BinaryIO

import numpy as np

from scinova.io.matlab import _level5 as m5
from scinova.io.matlab._types import (
    MatlabFunction,
    MatlabObject,
    MatlabOpaque,
    MatWriteError,
    MatWriteWarning,
    at_least_two_dimensional,
    mat_struct,
)
from scinova.sparse import issparse

_MAX_BYTES = 2**32 - 1  # lengths are 32-bit words


class Fields(dict):
    """The fields of a structure to be written, in order."""


def header() -> bytes:
    """The first 128 bytes of a file, in this machine's byte order."""
    text = f"MATLAB 5.0 MAT-file Platform: {sys.platform}, Created on: {time.asctime()}".encode("latin-1", "replace")
    mark = b"IM" if sys.byteorder == "little" else b"MI"
    return text[:116].ljust(116) + bytes(8) + struct.pack("=H", 0x0100) + mark


def element(kind: int, data: bytes | memoryview) -> bytes:
    """An element with its tag and padding."""
    length = len(data)
    if length > _MAX_BYTES:
        raise MatWriteError(f"a variable of {length} bytes is too large for a MAT-file of level 5")
    if 0 < length <= 4:
        return struct.pack("=I", (length << 16) | kind) + bytes(data).ljust(4, b"\0")
    return b"".join((struct.pack("=II", kind, length), data, bytes(-length % 8)))


class Writer5:
    """Writes variables to an open file, one after the other."""

    def __init__(self, stream: BinaryIO, *, compress: bool, long_names: bool, oned_as: str):
        self.stream, self.compress, self.oned_as = stream, compress, oned_as
        self.longest_field = 63 if long_names else 31

    def write(self, variables: Mapping[str, Any]) -> None:
        """Write the variables; names that MATLAB keeps to itself are left out with a warning."""
        hidden = set(variables.get("__globals__", ()))
        for name, value in variables.items():
            if name[0] == "_":
                if name not in ("__header__", "__version__", "__globals__"):
                    warnings.warn(f"savemat: the variable {name!r} begins with an underscore and is left out",
                                  MatWriteWarning, stacklevel=4)
                continue
            whole = element(m5.MATRIX, self.matrix(value, name, m5.GLOBAL if name in hidden else 0))
            if self.compress:
                packed = zlib.compress(whole)
                whole = struct.pack("=II", m5.COMPRESSED, len(packed)) + packed
            self.stream.write(whole)

    def matrix(self, value: Any, name: str = "", flags: int = 0) -> bytes:
        """The data of a miMATRIX element."""
        if issparse(value):
            return self._sparse(value, name, flags)
        a = writable(value)
        if isinstance(a, Fields):
            record = np.empty((), dtype=[(f, object) for f in a] or object)
            record[()] = tuple(a.values()) if a else None
            return self._struct(record, name, flags) if a else self._empty_struct(name, flags)
        if isinstance(a, (MatlabFunction, MatlabOpaque)):
            raise MatWriteError(f"savemat: a {type(a).__name__} cannot be written ({name or 'inside a variable'})")
        if isinstance(a, MatlabObject):
            return self._struct(a, name, flags, m5.OBJECT, a.classname or "")
        if a.dtype.fields is not None:
            return self._struct(a, name, flags)
        if a.dtype.kind == "O":
            return self._cell(a, name, flags)
        if a.dtype.kind in "SU":
            return self._characters(a, name, flags)
        return self._numbers(a, name, flags)

    def _heading(self, kind: int, dims: tuple[int, ...], name: str, flags: int, nonzero: int = 0) -> list[bytes]:
        if max(dims, default=0) >= 2**31:
            raise MatWriteError(f"savemat: dimensions {dims} are too large for a MAT-file of level 5")
        return [element(m5.UINT32, struct.pack("=II", kind | flags, nonzero)),
                element(m5.INT32, np.array(dims, np.int32).tobytes()), element(m5.INT8, name.encode("utf-8"))]

    def _dims(self, a: np.ndarray) -> tuple[int, ...]:
        return at_least_two_dimensional(a.shape, self.oned_as)

    def _numbers(self, a: np.ndarray, name: str, flags: int) -> bytes:
        kind, parts = a.dtype.kind, [a]
        if kind == "b":
            a, flags = a.view(np.uint8), flags | m5.LOGICAL
            parts = [a]
        elif kind == "c":
            flags |= m5.COMPLEX
            parts = [a.real, a.imag]
        elif kind not in "iuf":
            raise TypeError(f"savemat: no MATLAB class for dtype {a.dtype} ({name or 'inside a variable'})")
        wanted = _stored_dtype(parts[0].dtype)
        out = self._heading(m5.CLASS_CODE[wanted], self._dims(a), name, flags)
        out += [element(m5.TYPE_CODE[wanted], p.astype(wanted, copy=False).tobytes(order="F")) for p in parts]
        return b"".join(out)

    def _characters(self, a: np.ndarray, name: str, flags: int) -> bytes:
        if a.dtype.kind == "S":
            a = np.char.decode(a, "latin-1")
        width = a.dtype.itemsize // 4
        if a.size == 0 or width == 0 or (a.size == 1 and not a.item()):
            dims = at_least_two_dimensional(a.shape, self.oned_as)
            dims = (0,) * len(dims) if a.size == 1 else (*a.shape, width) if a.ndim else (0, 0)
            head = self._heading(m5.CHAR, at_least_two_dimensional(dims), name, flags)
            return b"".join([*head, element(m5.UTF8, b"")])
        filled = np.char.ljust(a, width) if a.ndim else a
        letters = np.ascontiguousarray(filled).reshape(a.shape or (1,)).view("U1").reshape((*(a.shape or (1,)), width))
        text = "".join(letters.ravel(order="F").tolist())
        kind, data = (m5.UTF8, text.encode("utf-8")) if text.isascii() else \
            (m5.UINT16, text.encode("utf-16-le" if sys.byteorder == "little" else "utf-16-be"))
        dims = letters.shape
        if kind == m5.UINT16 and len(data) != 2 * letters.size:   # beyond the basic plane: as UTF-8, one letter each
            kind, data = m5.UTF8, text.encode("utf-8")
        return b"".join([*self._heading(m5.CHAR, dims, name, flags), element(kind, data)])

    def _cell(self, a: np.ndarray, name: str, flags: int) -> bytes:
        items = [element(m5.MATRIX, self.matrix(item)) for item in a.ravel(order="F")]
        return b"".join([*self._heading(m5.CELL, self._dims(a), name, flags), *items])

    def _empty_struct(self, name: str, flags: int) -> bytes:
        return b"".join([*self._heading(m5.STRUCT, (1, 1), name, flags), element(m5.INT32, struct.pack("=i", 1)),
                         element(m5.INT8, b"")])

    def _struct(self, a: np.ndarray, name: str, flags: int, kind: int = m5.STRUCT, class_name: str = "") -> bytes:
        fields = [f.encode("utf-8") for f in a.dtype.names or ()]
        longest = max(map(len, fields), default=0)
        if longest > self.longest_field:
            raise ValueError(f"savemat: field names may have {self.longest_field} characters at most; one has {longest}"
                             + ("" if self.longest_field == 63 else " (long_field_names=True allows 63)"))
        out = self._heading(kind, self._dims(a), name, flags)
        if kind == m5.OBJECT:
            out.append(element(m5.INT8, class_name.encode("latin-1")))
        width = longest + 1
        out += [element(m5.INT32, struct.pack("=i", width)),
                element(m5.INT8, b"".join(f.ljust(width, b"\0") for f in fields))]
        for record in np.asarray(a).ravel(order="F"):
            out += [element(m5.MATRIX, self.matrix(record[f])) for f in a.dtype.names or ()]
        return b"".join(out)

    def _sparse(self, value: Any, name: str, flags: int) -> bytes:
        a = value.tocsc()
        a.sort_indices()
        data = a.data
        if data.dtype.kind == "b":
            data, flags = data.view(np.uint8), flags | m5.LOGICAL
        if data.dtype.kind == "c":
            flags |= m5.COMPLEX
        parts = [data.real, data.imag] if data.dtype.kind == "c" else [data]
        wanted = _stored_dtype(parts[0].dtype)
        out = self._heading(m5.SPARSE, a.shape, name, flags, max(int(a.nnz), 1))
        out += [element(m5.INT32, a.indices.astype(np.int32).tobytes()),
                element(m5.INT32, a.indptr.astype(np.int32).tobytes())]
        out += [element(m5.TYPE_CODE[wanted], p.astype(wanted, copy=False).tobytes()) for p in parts]
        return b"".join(out)


def _stored_dtype(dtype: np.dtype) -> str:
    """The dtype of the file for numbers of ``dtype``: floats that MATLAB does not have become doubles."""
    code = f"{dtype.kind}{dtype.itemsize}"
    return code if code in m5.CLASS_CODE else "f8"


def writable(value: Any) -> Any:
    """``value`` as an ndarray or, for mappings and objects with attributes, as `Fields`.

    Raises
    ------
    TypeError
        If it is neither.
    """
    if isinstance(value, np.ndarray):
        return value
    if value is None:
        raise TypeError("savemat: None has no form in a MAT-file")
    if isinstance(value, Mapping):
        return _fields(value.items())
    if isinstance(value, mat_struct):
        return _fields((f, getattr(value, f)) for f in value._fieldnames)
    if isinstance(value, np.generic) and value.dtype.kind in "mM":
        return np.asarray(value.astype(np.int64), dtype=float)
    if isinstance(value, (str, bytes, bool, int, float, complex, np.generic)):
        return np.asanyarray(value)
    if hasattr(value, "__array__") or isinstance(value, (list, tuple, range)):
        return _sequence(value)
    fields = getattr(value, "__dict__", None)
    if fields:
        return _fields(fields.items())
    raise TypeError(f"savemat: a value of type {type(value).__name__} has no form in a MAT-file")


def _sequence(value: Any) -> np.ndarray:
    """An array of a sequence; one whose items do not fit together becomes a cell."""
    try:
        return np.asanyarray(value)
    except ValueError:
        out = np.empty(len(value), dtype=object)
        for k, item in enumerate(value):
            out[k] = item
        return out


def _fields(items: Any) -> Fields:
    out = Fields()
    for field, value in items:
        if not isinstance(field, str):
            continue
        if not field or field[0] == "_" or field[0].isdigit():
            warnings.warn(f"savemat: the field {field!r} begins with an underscore or a digit and is left out",
                          MatWriteWarning, stacklevel=6)
            continue
        out[field] = value
    return out
