# SPDX-License-Identifier: BSD-3-Clause
"""MAT-files: round trips of every type, files made byte by byte, and files that are broken."""
import io
import struct
import warnings
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from scinova import sparse
from scinova.io import loadmat, savemat, whosmat
from scinova.io.matlab import (
    MatlabFunction,
    MatlabObject,
    MatReadError,
    MatReadWarning,
    MatWriteError,
    MatWriteWarning,
    mat_struct,
    matfile_version,
    varmats_from_mat,
)


def round_trip(value, load=None, **save):
    file = io.BytesIO()
    savemat(file, {"x": value}, **save)
    return loadmat(file, **(load or {}))["x"]


def same(a, b):
    assert a.dtype == b.dtype
    assert a.shape == b.shape
    np.testing.assert_array_equal(a, b)


DTYPES = ["b1", "i1", "u1", "i2", "u2", "i4", "u4", "i8", "u8", "f4", "f8", "c8", "c16"]


@pytest.mark.parametrize("compress", [False, True])
@pytest.mark.parametrize("dtype", DTYPES)
def test_numbers(dtype, compress):
    rng = np.random.default_rng(1)
    a = (rng.integers(0, 100, (3, 4, 2)) * (1 - 0.5j if dtype[0] == "c" else 1)).astype(dtype)
    for order in (a, np.asfortranarray(a), a[::-1, ::2], a.astype(a.dtype.newbyteorder())):
        got = round_trip(order, do_compression=compress)
        same(got, (order.view("u1") if dtype == "b1" and order.flags.c_contiguous else order).astype(
            "u1" if dtype == "b1" else dtype))
        assert got.flags.writeable
        same(round_trip(order, {"mat_dtype": True}, do_compression=compress),
             order.astype({"b": bool}.get(dtype[0], dtype)))


@settings(max_examples=60, deadline=None)
@given(hnp.arrays(st.sampled_from(["f8", "i2", "c16"]), hnp.array_shapes(min_dims=2, max_dims=4, min_side=0)),
       st.booleans())
def test_any_shape(a, compress):
    got = round_trip(a, do_compression=compress)
    assert got.shape == a.shape
    np.testing.assert_array_equal(got, a)


@pytest.mark.parametrize("value, want", [
    ("abc", np.array(["abc"])), ("", np.array([], "U1")), (b"abc", np.array(["abc"])), ("é中", np.array(["é中"])),
    (["a", "bcd"], np.array(["a  ", "bcd"])), ("🙂x", np.array(["🙂x"])),
])
def test_strings(value, want):
    same(round_trip(value), want)


def test_characters_one_by_one():
    same(round_trip(["ab", "cd"], {"chars_as_strings": False}), np.array([["a", "b"], ["c", "d"]]))
    assert round_trip("abc", {"squeeze_me": True}) == "abc"


@pytest.mark.parametrize("oned_as, shape", [("row", (1, 3)), ("column", (3, 1))])
def test_vectors(oned_as, shape):
    assert round_trip([1.0, 2, 3], oned_as=oned_as).shape == shape


class Point:
    def __init__(self):
        self.x, self.y, self._hidden = 1.0, "name", 3


def test_structures():
    record = np.array([(1, "a"), (2, "b")], dtype=[("n", "i4"), ("s", "O")])
    got = round_trip(record)
    assert got.shape == (1, 2)
    assert got["n"][0, 1].item() == 2
    assert got["s"][0, 0].item() == "a"
    with pytest.warns(MatWriteWarning, match="_hidden"):
        point = round_trip(Point())
    assert point.dtype.names == ("x", "y")
    nested = round_trip({"a": {"b": {"c": np.eye(2)}}}, {"simplify_cells": True})
    same(nested["a"]["b"]["c"], np.eye(2))
    loose = round_trip({"a": 1, "b": "t"}, {"struct_as_record": False, "squeeze_me": True})
    assert isinstance(loose, mat_struct)
    assert (loose._fieldnames, loose.a, loose.b) == (["a", "b"], 1, "t")
    again = round_trip(loose, {"simplify_cells": True})
    assert again == {"a": 1, "b": "t"}
    assert round_trip({}).item() is None


def test_cells():
    cell = np.empty((2, 2), object)
    cell[:] = [[1, "two"], [np.arange(3), {"four": 4}]]
    got = round_trip(cell)
    assert got.shape == (2, 2)
    assert got[0, 1].item() == "two"
    same(got[1, 0], np.arange(3)[None])
    assert round_trip([1, {"a": 2}], {"simplify_cells": True}) == [1, {"a": 2}]
    assert round_trip(np.empty((0, 2), object)).shape == (0, 2)


@pytest.mark.parametrize("dtype", [bool, np.float64, np.complex128, np.int32])
def test_sparse(dtype):
    dense = np.zeros((4, 5), dtype)
    dense[[0, 3, 3], [1, 0, 4]] = np.array([1, 2, 3]).astype(dtype) * (1j if dtype is np.complex128 else 1)
    for make in (sparse.csr_matrix, sparse.coo_array, sparse.csc_array, sparse.lil_matrix):
        got = round_trip(make(dense))
        assert isinstance(got, sparse.csc_matrix)
        assert got.dtype == dtype
        np.testing.assert_array_equal(got.toarray(), dense)
    assert isinstance(round_trip(make(dense), {"spmatrix": False}), sparse.csc_array)
    assert round_trip(sparse.csc_matrix((3, 0))).shape == (3, 0)


@pytest.mark.parametrize("value, dtype", [
    (1, "f8"), (np.eye(3, 2), "f8"), (2 - 3j, "c16"), (np.ones((2, 2), "u1"), "u1"), (np.ones((2, 2), "f4"), "f4"),
    (np.arange(3, dtype="i2"), "i2"), (True, "f8"),
])
def test_level_4(value, dtype):
    got = round_trip(value, format="4")
    assert got.dtype == dtype
    np.testing.assert_array_equal(got, np.atleast_2d(value))


def test_level_4_strings_and_sparse():
    same(round_trip(["é", "bcd"], format="4"), np.array(["é  ", "bcd"]))
    dense = np.array([[0, 1.5, 0], [2 - 1j, 0, 0]])
    got = round_trip(sparse.csr_matrix(dense), format="4")
    np.testing.assert_array_equal(got.toarray(), dense)
    file = io.BytesIO()
    savemat(file, {"s": sparse.csr_matrix(dense), "t": "abc", "n": 1}, format="4")
    assert whosmat(file) == [("s", (2, 3), "sparse"), ("t", (1,), "char"), ("n", (1, 1), "double")]
    for bad, error in ((np.zeros((2, 2, 2)), ValueError), ({"a": 1}, TypeError), ("中", ValueError)):
        with pytest.raises(error):
            round_trip(bad, format="4")


def test_listing_and_selection():
    file = io.BytesIO()
    savemat(file, {"a": np.eye(2), "s": "abc", "c": np.array([1, "x"], object), "st": {"a": 1}, "l": True,
                   "i": np.int8(3), "z": np.float32(2)}, do_compression=True)
    assert whosmat(file) == [("a", (2, 2), "double"), ("s", (1,), "char"), ("c", (1, 2), "cell"),
                             ("st", (1, 1), "struct"), ("l", (1, 1), "logical"), ("i", (1, 1), "int8"),
                             ("z", (1, 1), "single")]
    found = loadmat(file, variable_names=["i", "none"])
    assert [k for k in found if k[0] != "_"] == ["i"]
    assert {k for k in loadmat(file, variable_names="s") if k[0] != "_"} == {"s"}
    assert [(n, whosmat(part)[0][0]) for n, part in varmats_from_mat(file)][:2] == [("a", "a"), ("s", "s")]
    mine = {"old": 1}
    assert loadmat(file, mine) is mine
    assert "old" in mine
    assert found["__version__"] == "1.0"
    assert found["__header__"].startswith(b"MATLAB 5.0")


def test_paths(tmp_path):
    name = str(tmp_path / "data")
    savemat(name, {"a": 1})
    assert (tmp_path / "data.mat").exists()
    assert loadmat(name)["a"] == loadmat(tmp_path / "data.mat")["a"]
    assert matfile_version(name) == (1, 0)
    with pytest.raises(FileNotFoundError):
        loadmat(name, appendmat=False)
    with pytest.raises(OSError, match="path or an open"):
        loadmat(5)


def test_names():
    with pytest.warns(MatWriteWarning, match="underscore"):
        savemat(io.BytesIO(), {"_a": 1})
    with pytest.raises(ValueError, match="31 characters"):
        round_trip({"f" * 32: 1})
    assert round_trip({"f" * 63: 1}, long_field_names=True).dtype.names == ("f" * 63,)
    with pytest.raises(TypeError, match="names"):
        savemat(io.BytesIO(), {1: 2})
    with pytest.raises(TypeError, match="mapping"):
        savemat(io.BytesIO(), [1])
    for bad in (None, object()):
        with pytest.raises(TypeError, match="no form"):
            round_trip(bad)
    with pytest.raises(MatWriteError):
        round_trip(MatlabFunction(np.zeros(1)))


def test_objects_keep_their_class():
    thing = MatlabObject(np.array([(1,)], dtype=[("f", "O")]), "inline")
    got = round_trip(thing)
    assert isinstance(got, MatlabObject)
    assert got.classname == "inline"


# -- files made byte by byte: what MATLAB on other machines writes

def file_of(body, order="<"):
    mark = b"IM" if order == "<" else b"MI"
    return b"MATLAB 5.0".ljust(124) + struct.pack(order + "H", 0x0100) + mark + body


def tagged(order, kind, data):
    return struct.pack(order + "II", kind, len(data)) + data + bytes(-len(data) % 8)


def variable(order, kind, dims, name, *parts, flags=0):
    inside = tagged(order, 6, struct.pack(order + "II", kind | flags, 0)) \
        + tagged(order, 5, struct.pack(f"{order}{len(dims)}i", *dims)) + tagged(order, 1, name) + b"".join(parts)
    return tagged(order, 14, inside)


@pytest.mark.parametrize("order", ["<", ">"])
def test_byte_orders(order):
    numbers = tagged(order, 4, struct.pack(order + "4H", 1, 2, 300, 4))          # doubles stored as uint16
    file = io.BytesIO(file_of(variable(order, 6, (2, 2), b"m", numbers), order))
    got = loadmat(file)["m"]
    assert got.dtype == np.dtype(order + "u2")
    assert got.tolist() == [[1, 300], [2, 4]]
    assert loadmat(file, mat_dtype=True)["m"].dtype == np.float64


def test_small_elements_and_globals_and_repeats():
    small = struct.pack("<HH", 2, 3) + b"\1\2\3\0"                                # three bytes inside the tag
    once = variable("<", 9, (1, 3), b"v", small, flags=0x0400)
    got = loadmat(io.BytesIO(file_of(once)))
    assert got["v"].tolist() == [[1, 2, 3]]
    assert got["__globals__"] == ["v"]
    with pytest.warns(MatReadWarning, match="twice"):
        loadmat(io.BytesIO(file_of(once + once)))


def test_repeated_fields():
    names = b"a\0a\0"
    item = variable("<", 9, (1, 1), b"", struct.pack("<HH", 2, 1) + b"\7\0\0\0")
    whole = variable("<", 2, (1, 1), b"s", tagged("<", 5, struct.pack("<i", 2)), tagged("<", 1, names), item, item)
    assert loadmat(io.BytesIO(file_of(whole)))["s"].dtype.names == ("a", "_1_a")


GOOD = io.BytesIO()
savemat(GOOD, {"a": np.arange(6.0).reshape(2, 3), "c": np.array([1, "x", {"f": [1, 2]}], object), "t": "text",
               "s": sparse.csc_matrix(np.eye(3))})
OLD = io.BytesIO()
savemat(OLD, {"a": np.eye(3), "t": "text", "s": sparse.csc_matrix(np.eye(3))}, format="4")
EXPECTED = (MatReadError, ValueError, TypeError, OSError, NotImplementedError, zlib.error, UnicodeDecodeError)


@pytest.mark.parametrize("whole", [GOOD.getvalue(), OLD.getvalue()], ids=["level 5", "level 4"])
@pytest.mark.filterwarnings("ignore")
def test_every_truncation_is_an_error_or_fewer_variables(whole):
    for cut in range(0, len(whole), 3):
        try:
            loadmat(io.BytesIO(whole[:cut]))
        except EXPECTED:
            continue


@pytest.mark.parametrize("whole", [GOOD.getvalue(), OLD.getvalue()], ids=["level 5", "level 4"])
@pytest.mark.filterwarnings("ignore")
def test_broken_bytes_never_crash(whole):
    rng = np.random.default_rng(0)
    for _ in range(1500):
        broken = bytearray(whole)
        for at in rng.integers(0, len(whole), 3):
            broken[at] = rng.integers(0, 256)
        try:
            loadmat(io.BytesIO(broken))
            whosmat(io.BytesIO(broken))
        except (*EXPECTED, struct.error, OverflowError, MemoryError):
            continue


@pytest.mark.parametrize("data, error", [
    (b"", MatReadError), (b"abc", MatReadError), (bytes(200), MatReadError), (b"a" * 300, ValueError),
    (b"MATLAB 7.3".ljust(124) + struct.pack("<H", 0x0200) + b"IM", NotImplementedError),
])
def test_what_is_no_file(data, error):
    with pytest.raises(error):
        loadmat(io.BytesIO(data))


def test_compressed_lengths_are_checked():
    inside = variable("<", 6, (1, 1), b"d", tagged("<", 9, struct.pack("<d", 1.0)))
    longer = zlib.compress(inside + b"\0" * 8)
    file = io.BytesIO(file_of(struct.pack("<II", 15, len(longer)) + longer))
    with pytest.raises(ValueError, match="longer"):
        loadmat(file)
    assert loadmat(file, verify_compressed_data_integrity=False)["d"] == 1.0


@pytest.mark.parametrize("value", [np.eye(3), "text", {"a": [1, 2]}, True, 1j, np.array([1, "x"], object)], ids=str)
@pytest.mark.parametrize("level", ["4", "5"])
def test_scipy_reads_what_we_write_and_we_what_it_writes(value, level):
    theirs = pytest.importorskip("scipy.io")
    if level == "4" and isinstance(value, (dict, np.ndarray)) and getattr(value, "dtype", "O") == "O":
        pytest.skip("not in level 4")
    ours_file, their_file = io.BytesIO(), io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        savemat(ours_file, {"x": value}, format=level)
        theirs.savemat(their_file, {"x": value}, format=level)
    one, two = theirs.loadmat(ours_file)["x"], loadmat(their_file)["x"]
    assert repr(one) == repr(two)
