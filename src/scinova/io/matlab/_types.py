# SPDX-License-Identifier: BSD-3-Clause
"""Python's stand-ins for MATLAB's types, and what can go wrong with a MAT-file."""
from __future__ import annotations

from dataclasses import dataclass
from typing import Any, BinaryIO

import numpy as np


class MatReadError(Exception):
    """A MAT-file cannot be read: it is empty, cut short, or broken."""


class MatReadWarning(UserWarning):
    """Something in a MAT-file was read in a way that may surprise."""


class MatWriteError(Exception):
    """A value has no form in a MAT-file."""


class MatWriteWarning(UserWarning):
    """Something was left out of a MAT-file."""


class mat_struct:
    """A MATLAB structure with its fields as attributes: what ``struct_as_record=False`` gives.

    Attributes
    ----------
    _fieldnames : list of str
        The fields, in the file's order.
    """

    _fieldnames: list[str]


class MatlabObject(np.ndarray):
    """The fields of an object of an old-style MATLAB class, as a structured array.

    Parameters
    ----------
    input_array : array_like
    classname : str, optional
        Name of the MATLAB class.
    """

    classname: str | None = None

    def __new__(cls, input_array: Any, classname: str | None = None) -> MatlabObject:
        made = np.asarray(input_array).view(cls)
        made.classname = classname
        return made

    def __array_finalize__(self, parent: Any) -> None:
        self.classname = getattr(parent, "classname", None)


class MatlabFunction(np.ndarray):
    """A MATLAB function handle: what the file holds of it, which Python cannot call."""

    def __new__(cls, input_array: Any) -> MatlabFunction:
        return np.asarray(input_array).view(cls)


class MatlabOpaque(np.ndarray):
    """A value of a new-style MATLAB class: its name, type system, class and an undocumented matrix."""

    def __new__(cls, input_array: Any) -> MatlabOpaque:
        return np.asarray(input_array).view(cls)


OPAQUE_DTYPE = np.dtype([("s0", "O"), ("s1", "O"), ("s2", "O"), ("arr", "O")])


@dataclass(frozen=True)
class Options:
    """How variables become arrays: the keywords of `loadmat`."""

    byte_order: str | None = None
    mat_dtype: bool = False
    squeeze_me: bool = False
    chars_as_strings: bool = True
    struct_as_record: bool = True
    verify_compressed_data_integrity: bool = True
    uint16_codec: str | None = None
    spmatrix: bool = True


def read_exactly(stream: BinaryIO, length: int, what: str, error: type[Exception] = OSError) -> bytearray:
    """The next ``length`` bytes; memory is taken only once the stream is known to hold them.

    Raises
    ------
    error
        If the stream ends before.
    """
    here = stream.tell()
    left = stream.seek(0, 2) - here
    stream.seek(here)
    if length > left:
        raise error(f"the file ends inside {what}: {length} bytes are announced, {left} are there")
    memory = bytearray(length)
    stream.readinto(memory)  # type: ignore[attr-defined]
    return memory


def squeezed(a: np.ndarray) -> Any:
    """``a`` without dimensions of length 1; one element as a Python scalar, none as a one-dimensional array."""
    if not a.size:
        return np.array([], dtype=a.dtype)
    a = np.squeeze(a)
    return a.item() if type(a) is np.ndarray and not a.ndim and a.dtype.fields is None else a


def rows_to_strings(characters: np.ndarray) -> np.ndarray:
    """An array of single characters as an array of the strings along its last axis, without trailing blanks' loss."""
    *outer, last = characters.shape
    if last == 0 or characters.size == 0:
        return np.array([], dtype="U1")
    joined = np.ascontiguousarray(characters).view(f"U{last}")
    return joined.reshape(outer)


def at_least_two_dimensional(shape: tuple[int, ...], oned_as: str = "column") -> tuple[int, ...]:
    """The dimensions that MATLAB sees: it has no scalars and no vectors, only matrices."""
    if shape == ():
        return (1, 1)
    if len(shape) == 1:
        if shape[0] == 0:
            return (0, 0)
        if oned_as not in ("row", "column"):
            raise ValueError(f"savemat: oned_as must be 'row' or 'column'; got {oned_as!r}")
        return (1, shape[0]) if oned_as == "row" else (shape[0], 1)
    return shape
