# SPDX-License-Identifier: BSD-3-Clause
"""Sparse arrays in ``.npz`` files."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.sparse._base import container

_PARTS = {"csr": ("indices", "indptr"), "csc": ("indices", "indptr"), "bsr": ("indices", "indptr"),
          "dia": ("offsets",), "coo": ("row", "col")}


def save_npz(file: Any, matrix: Any, compressed: bool = True) -> None:
    """Write a sparse array to a file in NumPy's ``.npz`` format.

    Parameters
    ----------
    file : str or file-like
        A name without the ending ``.npz`` gets it.
    matrix : sparse array
        In CSR, CSC, BSR, DIA or COO format.
    compressed : bool

    Examples
    --------
    >>> import io
    >>> from scinova.sparse import csr_array, load_npz, save_npz
    >>> buffer = io.BytesIO()
    >>> save_npz(buffer, csr_array([[0, 5]]))
    >>> _ = buffer.seek(0)
    >>> load_npz(buffer).toarray()
    array([[0, 5]])
    """
    fmt = matrix.format
    if fmt not in _PARTS:
        raise NotImplementedError(f"save_npz: format {fmt!r} is not written; convert it to csr first")
    if fmt == "coo" and matrix.ndim != 2:
        parts = {"coords": np.array(matrix.coords)}
    else:
        parts = {name: getattr(matrix, name) for name in _PARTS[fmt]}
    parts |= {"format": np.array(fmt.encode("ascii")), "shape": np.array(matrix.shape), "data": matrix.data}
    if matrix._is_array():
        parts["_is_array"] = np.array(True)
    (np.savez_compressed if compressed else np.savez)(file, **parts)


def load_npz(file: Any) -> Any:
    """Read a sparse array from a ``.npz`` file.

    Parameters
    ----------
    file : str or file-like

    Returns
    -------
    sparse array or matrix
        As it was saved.

    Examples
    --------
    >>> import io
    >>> from scinova.sparse import coo_matrix, load_npz, save_npz
    >>> buffer = io.BytesIO()
    >>> save_npz(buffer, coo_matrix([[0, 5]]), compressed=False)
    >>> _ = buffer.seek(0)
    >>> load_npz(buffer).format
    'coo'
    """
    with np.load(file, allow_pickle=False) as saved:
        fmt = saved.get("format")
        if fmt is None:
            raise ValueError(f"load_npz: {file!r} does not hold a sparse array")
        fmt = fmt.item()
        fmt = fmt if isinstance(fmt, str) else fmt.decode("ascii")
        if fmt not in _PARTS:
            raise ValueError(f"load_npz: unknown format {fmt!r}")
        cls = container(fmt, bool(saved.get("_is_array", False)))
        shape = tuple(int(s) for s in saved["shape"])
        if fmt == "coo":
            coords = tuple(saved["coords"]) if "coords" in saved else (saved["row"], saved["col"])
            return cls((saved["data"], coords), shape=shape)
        if fmt == "dia":
            return cls((saved["data"], saved["offsets"]), shape=shape)
        return cls((saved["data"], saved["indices"], saved["indptr"]), shape=shape)

