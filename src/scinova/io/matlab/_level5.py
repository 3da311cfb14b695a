# SPDX-License-Identifier: BSD-3-Clause
"""The codes and the layout of MAT-files of level 5.

MathWorks, "MAT-File Format", R2019b: a header of 128 bytes, then data elements, each a tag (type and length) and its
data padded to 8 bytes. Elements of up to 4 bytes share their tag's 8 bytes. A variable is an element of type miMATRIX
whose own elements are array flags, dimensions, name and data; it may be wrapped in a miCOMPRESSED one (zlib).
"""
from __future__ import annotations

HEADER_LENGTH = 128
MATRIX, COMPRESSED, UTF8, UTF16, UTF32 = 14, 15, 16, 17, 18
INT8, UINT8, UINT16, INT32, UINT32, DOUBLE = 1, 2, 4, 5, 6, 9

# Type code of an element -> the NumPy dtype of its data, without byte order.
NUMERIC = {1: "i1", 2: "u1", 3: "i2", 4: "u2", 5: "i4", 6: "u4", 7: "f4", 9: "f8", 12: "i8", 13: "u8"}
TYPE_CODE = {dtype: code for code, dtype in NUMERIC.items()}

CELL, STRUCT, OBJECT, CHAR, SPARSE = 1, 2, 3, 4, 5
FUNCTION, OPAQUE, NEW_OBJECT = 16, 17, 18
# Class code of a numeric array -> the dtype that MATLAB computes with.
CLASS_DTYPE = {6: "f8", 7: "f4", 8: "i1", 9: "u1", 10: "i2", 11: "u2", 12: "i4", 13: "u4", 14: "i8", 15: "u8"}
CLASS_CODE = {dtype: code for code, dtype in CLASS_DTYPE.items()}
CLASS_NAME = {1: "cell", 2: "struct", 3: "object", 4: "char", 5: "sparse", 6: "double", 7: "single", 8: "int8",
              9: "uint8", 10: "int16", 11: "uint16", 12: "int32", 13: "uint32", 14: "int64", 15: "uint64",
              16: "function", 17: "opaque", 18: "object"}

LOGICAL, GLOBAL, COMPLEX = 0x0200, 0x0400, 0x0800
