# SPDX-License-Identifier: BSD-3-Clause
import numpy as np
import pytest

from scinova._core import arrays


@pytest.mark.parametrize("make", [
    lambda: np.arange(6.0), lambda: np.arange(12.0)[::2], lambda: np.arange(6.0)[::-1], lambda: np.ones((2, 3)).T,
])
def test_native_keeps_a_usable_array(make):
    a = make()
    assert arrays.native(a) is a


def test_native_makes_a_usable_array():
    record = np.zeros(5, dtype=[("a", "i1"), ("b", "<f8")])
    record["b"] = np.arange(5)
    for bad in (np.arange(5, dtype=">f8"), record["b"], [0, 1, 2, 3, 4], np.arange(5, dtype=np.float16)):
        out = arrays.native(bad, np.float64)
        assert out.dtype == np.float64
        assert out.dtype.isnative
        assert out.flags.aligned
        assert arrays.whole_strides(out)
        assert out.tolist() == [0, 1, 2, 3, 4]
    a = np.arange(3.0)
    assert arrays.native(a, copy=True) is not a
    assert arrays.native(np.ones((3, 4)).T, contiguous=True).flags.c_contiguous


@pytest.mark.parametrize("dtype, inexact, lapack", [
    (bool, "d", "d"), (np.int8, "d", "d"), (np.uint64, "d", "d"), (np.float16, "f", "f"), (np.float32, "f", "f"),
    (np.float64, "d", "d"), (np.longdouble, "g", "d"), (np.complex64, "F", "F"), (np.clongdouble, "G", "D"),
])
def test_promotion(dtype, inexact, lapack):
    a = np.zeros(2, dtype)
    assert arrays.inexact_dtype(a).char == inexact
    assert arrays.lapack_dtype(a).char == lapack


def test_promotion_refuses_what_is_not_a_number():
    with pytest.raises(TypeError, match="numeric values are needed"):
        arrays.inexact_dtype(np.array(["a"]))


def test_axes():
    assert arrays.normalize_axis(-1, 3) == 2
    assert arrays.normalize_axes(None, 3) == (0, 1, 2)
    assert arrays.normalize_axes((0, -1), 3) == (0, 2)
    with pytest.raises(np.exceptions.AxisError):
        arrays.normalize_axis(3, 3)
    with pytest.raises(ValueError, match="twice"):
        arrays.normalize_axes((0, -3), 3)
    with pytest.raises(TypeError):
        arrays.normalize_axis(0.5, 3)


def test_namespace_of_foreign_arrays():
    class Space:
        __name__ = "other"

    space = Space()
    foreign = type("Foreign", (), {"__array_namespace__": lambda self: space})()
    assert arrays.array_namespace(np.ones(2), 1.0, [1]) is np
    assert arrays.array_namespace(np.ones(2), foreign) is space
    second = type("Second", (), {"__array_namespace__": lambda self: np})()
    with pytest.raises(TypeError, match="two libraries"):
        arrays.array_namespace(foreign, second)
