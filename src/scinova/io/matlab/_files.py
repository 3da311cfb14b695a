# SPDX-License-Identifier: BSD-3-Clause
"""Loading, saving and listing MAT-files, of whichever level."""
from __future__ import annotations

import contextlib
import io
import os
import warnings
from collections.abc import Iterator, Mapping, MutableMapping
from typing import Any, BinaryIO

import numpy as np

from scinova._core.validation import Arguments, Choice
from scinova.io.matlab import _level5
from scinova.io.matlab._level4 import Reader4, Writer4
from scinova.io.matlab._read5 import Reader5
from scinova.io.matlab._types import MatReadError, MatReadWarning, Options, mat_struct
from scinova.io.matlab._write5 import Writer5, header

_SAVE = Arguments("io.savemat", example={"file_name": io.BytesIO(), "mdict": {}, "format": "5", "oned_as": "row"},
                  format=Choice(("5", "4")), oned_as=Choice(("row", "column")))


@contextlib.contextmanager
def _opened(file_name: Any, appendmat: bool, mode: str) -> Iterator[Any]:
    """The binary stream behind a name or an open file; a name without its ending is tried with ``.mat`` as well."""
    if hasattr(file_name, "read" if mode == "rb" else "write"):
        yield file_name
        return
    try:
        path = os.fspath(file_name)
    except TypeError:
        raise OSError(f"a MAT-file must be a path or an open binary file; got {type(file_name).__name__}") from None
    if appendmat and isinstance(path, str) and not path.endswith(".mat") and (mode == "wb" or not os.path.exists(path)):
        path += ".mat"
    with open(path, mode) as stream:
        yield stream


def _version(stream: BinaryIO) -> tuple[int, int]:
    """Major and minor version; the stream goes back to its beginning."""
    stream.seek(0)
    head = stream.read(_level5.HEADER_LENGTH)
    stream.seek(0)
    if len(head) < 4:
        raise MatReadError("the file is empty or cut short")
    if not any(head[:20]):
        raise MatReadError("the file is broken: it begins with 20 zero bytes")
    if 0 in head[:4]:                                   # text never has a zero byte; the words of level 4 always do
        return 0, 0
    if len(head) < _level5.HEADER_LENGTH:
        raise MatReadError("the file ends inside its header")
    minor, major = (head[124], head[125]) if head[126:128] == b"IM" else (head[125], head[124])
    if major not in (1, 2):
        raise ValueError(f"not a MAT-file of a known level: its version reads {major}.{minor}")
    return major, minor


def matfile_version(file_name: Any, *, appendmat: bool = True) -> tuple[int, int]:
    """The version of a MAT-file.

    Parameters
    ----------
    file_name : path or binary file
    appendmat : bool
        Add ``.mat`` to a name that does not have it and is not there.

    Returns
    -------
    tuple of int
        ``(0, 0)`` for level 4, ``(1, 0)`` for level 5, ``(2, 0)`` for files of MATLAB 7.3, which are HDF5.

    Raises
    ------
    MatReadError
        If the file is empty or cut short.
    ValueError
        If it is no MAT-file.

    Examples
    --------
    >>> import io
    >>> from scinova.io.matlab import matfile_version, savemat
    >>> file = io.BytesIO()
    >>> savemat(file, {"a": 1})
    >>> matfile_version(file)
    (1, 0)
    """
    with _opened(file_name, appendmat, "rb") as stream:
        return _version(stream)


def _reader(stream: BinaryIO, options: Options) -> Reader4 | Reader5:
    major, _ = _version(stream)
    if major == 0:
        return Reader4(stream, options)
    if major == 2:
        raise NotImplementedError("a file of MATLAB 7.3 is HDF5: read it with h5py")
    return Reader5(stream, options)


def loadmat(file_name: Any, mdict: MutableMapping[str, Any] | None = None, appendmat: bool = True, *,
            spmatrix: bool = True, byte_order: str | None = None, mat_dtype: bool = False, squeeze_me: bool = False,
            chars_as_strings: bool = True, matlab_compatible: bool = False, struct_as_record: bool = True,
            verify_compressed_data_integrity: bool = True, simplify_cells: bool = False,
            variable_names: str | list[str] | None = None, uint16_codec: str | None = None) -> MutableMapping[str, Any]:
    """Read the variables of a MAT-file, level 4 or 5.

    Parameters
    ----------
    file_name : path or binary file
    mdict : dict, optional
        Where the variables go; by default a new dictionary.
    appendmat : bool
        Add ``.mat`` to a name that does not have it and is not there.
    spmatrix : bool
        Sparse matrices as ``*_matrix`` rather than ``*_array``.
    byte_order : {None, 'little', 'big'}
        By default what the file says.
    mat_dtype : bool
        Arrays of the dtype that MATLAB computes with, rather than the one they are stored in to save space.
    squeeze_me : bool
        Drop dimensions of length 1.
    chars_as_strings : bool
        Rows of characters as strings.
    matlab_compatible : bool
        As MATLAB would have them: the same as ``squeeze_me=False, chars_as_strings=False, mat_dtype=True,
        struct_as_record=True``.
    struct_as_record : bool
        Structures as structured arrays, rather than as objects with attributes.
    verify_compressed_data_integrity : bool
        Check that compressed variables are as long as they say.
    simplify_cells : bool
        Structures as dictionaries, cells as lists or arrays, nothing wrapped in 1 by 1 arrays.
    variable_names : str or list of str, optional
        Read only these.
    uint16_codec : str, optional
        Encoding of 16-bit characters, by default UTF-16.

    Returns
    -------
    dict
        Variables by name, and ``__header__``, ``__version__`` and ``__globals__``.

    Raises
    ------
    MatReadError
        If the file is empty or cut short.
    ValueError, TypeError
        If it is broken otherwise, or no MAT-file.
    NotImplementedError
        If it is of MATLAB 7.3.

    Examples
    --------
    >>> import io
    >>> import numpy as np
    >>> from scinova.io import loadmat, savemat
    >>> file = io.BytesIO()
    >>> savemat(file, {"a": np.ones((1, 2))})
    >>> loadmat(file)["a"]
    array([[1., 1.]])
    """
    if simplify_cells:
        struct_as_record, squeeze_me = False, True
    if matlab_compatible:
        squeeze_me, chars_as_strings, mat_dtype, struct_as_record = False, False, True, True
    options = Options(_byte_order(byte_order), mat_dtype, squeeze_me, chars_as_strings, struct_as_record,
                      verify_compressed_data_integrity, uint16_codec, spmatrix)
    wanted = [variable_names] if isinstance(variable_names, str) else variable_names
    with _opened(file_name, appendmat, "rb") as stream:
        found = _variables(_reader(stream, options), None if wanted is None else list(wanted))
    if simplify_cells:
        found = {name: _simplified(value) for name, value in found.items()}
    if mdict is None:
        return found
    mdict.update(found)
    return mdict


def _byte_order(name: str | None) -> str | None:
    known = {None: None, "little": "little", "<": "little", "le": "little", "l": "little", "big": "big", ">": "big",
             "be": "big", "b": "big", "native": None, "=": None}
    if name not in known:
        raise ValueError(f"loadmat: byte_order must be 'little', 'big' or None; got {name!r}")
    return known[name]


def _variables(reader: Reader4 | Reader5, wanted: list[str] | None) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if isinstance(reader, Reader5):
        found.update(__header__=reader.description, __version__=reader.version, __globals__=[])
    for heading, kind, length in reader.headings():
        name = heading.name
        if name in found:
            warnings.warn(f"loadmat: the variable {name!r} is in the file twice; the later one is kept", MatReadWarning,
                          stacklevel=3)
        if not name and isinstance(reader, Reader5):
            if heading.kind != _level5.OPAQUE:
                found["__function_workspace__"] = reader.function_workspace(kind, length)
                continue
            name = "None"
        if wanted is not None and name not in wanted:
            continue
        found[name] = reader.load(kind, length)
        if isinstance(reader, Reader5) and heading.flags & _level5.GLOBAL:  # type: ignore[union-attr]
            found["__globals__"].append(name)
        if wanted is not None:
            wanted.remove(name)
            if not wanted:
                break
    return found


def _simplified(value: Any) -> Any:
    """Structures as dictionaries and cells of them as lists, all the way down."""
    if isinstance(value, mat_struct):
        return {f: _simplified(getattr(value, f)) for f in value._fieldnames}
    if _holds_structure(value):
        return [_simplified(item) for item in value]
    return value


def _holds_structure(value: Any) -> bool:
    return (isinstance(value, np.ndarray) and value.dtype.kind == "O" and value.ndim > 0
            and any(isinstance(item, mat_struct) or _holds_structure(item) for item in value.ravel()))


def savemat(file_name: Any, mdict: Mapping[str, Any], appendmat: bool = True, format: str = "5",
            long_field_names: bool = False, do_compression: bool = False, oned_as: str = "row") -> None:
    """Write variables to a MAT-file.

    Parameters
    ----------
    file_name : path or binary file
    mdict : mapping
        Variables by name: arrays, numbers, strings, sparse matrices; mappings and objects with attributes become
        structures, object arrays become cells.
    appendmat : bool
        Add ``.mat`` to a name that does not have it.
    format : {'5', '4'}
        Level of the file.
    long_field_names : bool
        Allow field names of up to 63 characters instead of 31.
    do_compression : bool
        Compress each variable.
    oned_as : {'row', 'column'}
        What one-dimensional arrays become.

    Raises
    ------
    TypeError
        If ``mdict`` is no mapping, or a value has no form in the file.
    ValueError
        If a name is too long, or an option unknown.
    MatWriteError
        If a variable is too large, or a function handle.

    Examples
    --------
    >>> import io
    >>> from scinova.io import savemat, whosmat
    >>> file = io.BytesIO()
    >>> savemat(file, {"run": {"name": "first", "volts": [0.5, 1.5]}})
    >>> whosmat(file)
    [('run', (1, 1), 'struct')]
    """
    _SAVE.format(format)
    _SAVE.oned_as(oned_as)
    if not hasattr(mdict, "items"):
        raise TypeError(f"savemat: mdict must be a mapping of names to variables; got {type(mdict).__name__}")
    mdict = dict(mdict.items())
    for name in mdict:
        if not isinstance(name, str) or not name:
            raise TypeError(f"savemat: names of variables must be non-empty strings; got {name!r}")
    with _opened(file_name, appendmat, "wb") as stream:
        if format == "4":
            if long_field_names:
                raise ValueError("savemat: long_field_names is for format '5' only")
            Writer4(stream, oned_as=oned_as).write(mdict)
            return
        stream.write(header())
        Writer5(stream, compress=do_compression, long_names=long_field_names, oned_as=oned_as).write(mdict)


def whosmat(file_name: Any, appendmat: bool = True, *, byte_order: str | None = None,
            **kwargs: Any) -> list[tuple[str, tuple[int, ...], str]]:
    """List the variables of a MAT-file without reading their data.

    Parameters
    ----------
    file_name : path or binary file
    appendmat : bool
        Add ``.mat`` to a name that does not have it and is not there.
    byte_order : {None, 'little', 'big'}
        By default what the file says.
    **kwargs
        Other options of `loadmat`, which change nothing here.

    Returns
    -------
    list of tuple
        Name, shape and MATLAB class of each variable.

    Raises
    ------
    MatReadError
        If the file is empty or cut short.

    Examples
    --------
    >>> import io
    >>> import numpy as np
    >>> from scinova.io import savemat, whosmat
    >>> file = io.BytesIO()
    >>> savemat(file, {"a": np.zeros((2, 3)), "s": "text"})
    >>> whosmat(file)
    [('a', (2, 3), 'double'), ('s', (1,), 'char')]
    """
    unknown = set(kwargs) - set(loadmat.__kwdefaults__ or ())
    if unknown:
        raise TypeError(f"whosmat got unexpected keywords: {', '.join(sorted(unknown))}")
    with _opened(file_name, appendmat, "rb") as stream:
        reader = _reader(stream, Options(_byte_order(byte_order)))
        return [(h.name or "__function_workspace__", h.shown_dims, h.class_name) for h, _, _ in reader.headings()]


def varmats_from_mat(file_obj: BinaryIO) -> list[tuple[str, io.BytesIO]]:
    """Split a MAT-file of level 5 into one file a variable.

    Parameters
    ----------
    file_obj : binary file

    Returns
    -------
    list of tuple
        Name of each variable, and a file that holds it alone.

    Examples
    --------
    >>> import io
    >>> from scinova.io.matlab import savemat, varmats_from_mat, whosmat
    >>> file = io.BytesIO()
    >>> savemat(file, {"a": 1.0, "b": "text"})
    >>> [(name, whosmat(part)) for name, part in varmats_from_mat(file)]
    [('a', [('a', (1, 1), 'double')]), ('b', [('b', (1,), 'char')])]
    """
    file_obj.seek(0)
    reader = Reader5(file_obj, Options())
    file_obj.seek(0)
    head = file_obj.read(_level5.HEADER_LENGTH)
    out = []
    for heading, _, length in reader.headings():
        start = file_obj.tell()
        file_obj.seek(start - 8)
        out.append((heading.name, io.BytesIO(head + file_obj.read(8 + length))))
        file_obj.seek(start)
    return out
