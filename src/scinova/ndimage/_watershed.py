# SPDX-License-Identifier: BSD-3-Clause
"""Watershed segmentation from markers."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova._core.arrays import native
from scinova.ndimage import _native
from scinova.ndimage._binary import ball_bytes, structure_bytes
from scinova.ndimage._support import make_output


def watershed_ift(input: Any, markers: Any, structure: Any = None, output: Any = None) -> np.ndarray:
    """Grow markers over an image so that the boundaries lie on its ridges.

    Parameters
    ----------
    input : array_like of uint8 or uint16
    markers : array_like of int
        Elements other than zero are where regions start. Negative markers are background: they come after the others
        where both reach an element at the same cost.
    structure : array_like of bool, optional
        Which neighbours are connected; of shape (3, 3, ...). By default those that share a face.
    output : array or dtype, optional
        By default an array of the dtype of ``markers``.

    Returns
    -------
    ndarray

    Notes
    -----
    The image foresting transform of Falcao, Stolfi and de Alencar Lotufo (IEEE Trans. PAMI 26, 2004): the cost of a
    path is its greatest step in grey value. Which of several markers wins at the same cost follows SciPy's order of
    visits; but opposite edges of the image are not neighbours here.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import ndimage
    >>> a = np.array([0, 1, 2, 9, 2, 1, 0], np.uint8)
    >>> ndimage.watershed_ift(a, np.array([1, 0, 0, 0, 0, 0, 2]))
    array([1, 1, 1, 1, 2, 2, 2])
    """
    if output is None and structure is None and type(input) is np.ndarray and input.ndim:
        done = _native.plain_watershed(input, markers, ball_bytes(input.ndim, 1))
        if done is not None:
            return done
    input = np.asarray(input)
    if input.dtype.type not in (np.uint8, np.uint16):
        raise TypeError(f"input must be an array of uint8 or uint16; got dtype {input.dtype}")
    markers = np.asarray(markers)
    if markers.dtype.kind not in "iu":
        raise RuntimeError(f"markers must be an array of integers; got dtype {markers.dtype}")
    if markers.shape != input.shape:
        raise RuntimeError(f"markers must have the shape of the input, {input.shape}; got {markers.shape}")
    flags = ball_bytes(input.ndim, 1) if structure is None else _connections(structure, input.ndim)
    out = make_output(output, markers)
    if not input.ndim:
        out[...] = markers
        return out
    values = native(input, contiguous=True)
    seeds = native(markers, contiguous=True)
    if output is None:
        _native.watershed(values, seeds, flags, out)
        return out
    direct = out.dtype == seeds.dtype and out.flags.carray and not np.may_share_memory(out, values)
    labels = out if direct and not np.may_share_memory(out, seeds) else np.empty(seeds.shape, seeds.dtype)
    _native.watershed(values, seeds, flags, labels)
    if labels is not out:
        out[...] = labels
    return out


def _connections(structure: Any, ndim: int) -> np.ndarray:
    """A structure as bytes: which neighbours are connected."""
    structure = np.asarray(structure, dtype=bool)
    if structure.ndim != ndim:
        raise RuntimeError(f"structure must have {ndim} dimensions; got {structure.ndim}")
    if structure.shape != (3,) * ndim:
        raise RuntimeError(f"structure must have a length of 3 along every axis; got shape {structure.shape}")
    return structure_bytes(structure)
