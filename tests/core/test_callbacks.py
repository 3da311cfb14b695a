# SPDX-License-Identifier: BSD-3-Clause
import ctypes

import pytest

from scinova import LowLevelCallable
from scinova._core.callbacks import native_function

Scalar = ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_double)
WithData = ctypes.CFUNCTYPE(ctypes.c_double, ctypes.c_int, ctypes.POINTER(ctypes.c_double), ctypes.c_void_p)


@Scalar
def half(x):
    return x / 2


def test_ctypes_function():
    low = LowLevelCallable(half)
    assert low.signature == "double (double)"
    found = native_function(low, ["double (double)", "double (double, void *)"])
    assert Scalar(found.address)(3.0) == 1.5
    assert native_function(half, ["double(double)"]).address == found.address


def test_user_data():
    value = ctypes.c_double(2.5)
    low = LowLevelCallable(WithData(lambda n, x, data: 0.0), ctypes.cast(ctypes.pointer(value), ctypes.c_void_p))
    found = native_function(low, ["double (int, const double *, void *)"])
    assert ctypes.cast(found.user_data, ctypes.POINTER(ctypes.c_double))[0] == 2.5


def test_python_functions_are_not_native():
    assert native_function(lambda x: x, ["double (double)"]) is None


def test_wrong_signatures_and_things_are_refused():
    with pytest.raises(ValueError, match="accepted are"):
        native_function(half, ["int (int)"])
    with pytest.raises(ValueError, match="must be a capsule"):
        LowLevelCallable(3)
    with pytest.raises(ValueError, match="exports no C functions"):
        LowLevelCallable.from_cython(object(), "f")
