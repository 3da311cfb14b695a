# SPDX-License-Identifier: BSD-3-Clause
"""Cosine-sine decomposition of a unitary matrix in four blocks.

Sutton, Numer. Algorithms 50 (2009) 33, through LAPACK's orcsd and uncsd.
"""
from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import numpy as np

from scinova._core.validation import Array
from scinova.linalg._stacks import LinAlgError, over_stack
from scinova.linalg.lapack import get_lapack_funcs

_BLOCK = Array("lapack", ndim=(2, None), finite=True, refusal=ValueError, masked=False)
_BLOCK.function, _BLOCK.name = "linalg.cossin", "X"


def cossin(X: Any, p: int | None = None, q: int | None = None, separate: bool = False, swap_sign: bool = False,
           compute_u: bool = True, compute_vh: bool = True) -> tuple:
    """Cosine-sine decomposition ``X = U @ CS @ V^H`` of a unitary matrix, or of each of a stack.

    ``U`` and ``V`` are block diagonal with blocks of order p and m - p, q and m - q; ``CS`` holds cosines and sines of
    the same angles::

        I 0 0 | 0  0  0
        0 C 0 | 0 -S  0
        0 0 0 | 0  0 -I
        ---------------
        0 0 0 | I  0  0
        0 S 0 | 0  C  0
        0 0 I | 0  0  0

    Parameters
    ----------
    X : (..., M, M) array_like, or four array_like
        A unitary matrix, or its blocks in the order upper left, upper right, lower left, lower right.
    p, q : int, optional
        Rows and columns of the upper left block, when ``X`` is one matrix.
    separate : bool, optional
        Return blocks and angles instead of matrices.
    swap_sign : bool, optional
        Put the minus signs into the lower left block.
    compute_u, compute_vh : bool, optional
        Whether to compute the left and the right factor; empty if not.

    Returns
    -------
    u : (..., M, M) ndarray, or tuple of two ndarray
    cs : (..., M, M) ndarray, or the (..., r) angles
    vh : (..., M, M) ndarray, or tuple of two ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> x, _ = np.linalg.qr([[1., 2., 3.], [4., 5., 6.], [7., 8., 10.]])
    >>> u, cs, vh = linalg.cossin(x, p=1, q=2)
    >>> np.allclose(u @ cs @ vh, x)
    True
    """
    if p or q:
        x = _BLOCK(X)
        m = x.shape[-1]
        if x.shape[-2] != m:
            raise ValueError(f"linalg.cossin: X must be square; got an array of shape {x.shape}")
        for name, size in (("p", p), ("q", q)):
            if size is None or not 0 < size < m:
                raise ValueError(f"linalg.cossin: {name} must be between 1 and {m - 1}; got {size}")
        blocks = [x[..., :p, :q], x[..., :p, q:], x[..., p:, :q], x[..., p:, q:]]
    else:
        blocks = _blocks(X)
    p, q = blocks[0].shape[-2:]
    m = p + blocks[2].shape[-2]

    def one(*blocks: np.ndarray) -> tuple[np.ndarray, ...]:
        u1, u2, theta, v1h, v2h = parts = _decompose(blocks, swap_sign, compute_u, compute_vh)
        return parts if separate else (_diagonal(u1, u2), _middle(theta, m, p, q, swap_sign), _diagonal(v1h, v2h))
    parts = over_stack("linalg.cossin", one, *blocks)
    return ((parts[0], parts[1]), parts[2], (parts[3], parts[4])) if separate else parts


def _blocks(X: Any) -> list[np.ndarray]:
    if not isinstance(X, Iterable):
        raise ValueError("linalg.cossin: X must be four arrays when p and q are not given")
    blocks = [_BLOCK(np.atleast_2d(np.asarray(x))) for x in X]
    if len(blocks) != 4:
        raise ValueError(f"linalg.cossin: X must be four arrays when p and q are not given; got {len(blocks)}")
    (p, q), (p2, q2), (p3, q3), (p4, q4) = (b.shape[-2:] for b in blocks)
    if any(0 in b.shape[-2:] for b in blocks) or p != p2 or q != q3 or (p3, q2) != (p4, q4) or p + p3 != q + q2:
        raise ValueError("linalg.cossin: the blocks in X must be non-empty and make up a square matrix; got shapes "
                         + ", ".join(str(b.shape) for b in blocks))
    return blocks


def _decompose(blocks: tuple[np.ndarray, ...], swap_sign: bool, compute_u: bool,
               compute_vh: bool) -> tuple[np.ndarray, ...]:
    complex_ = any(b.dtype.kind == "c" for b in blocks)
    csd = get_lapack_funcs("uncsd" if complex_ else "orcsd", blocks)
    *_, theta, u1, u2, v1h, v2h, info = csd(*blocks, compute_u1=compute_u, compute_u2=compute_u, compute_v1t=compute_vh,
                                            compute_v2t=compute_vh, trans=False, signs=swap_sign)
    if info > 0:
        raise LinAlgError("linalg.cossin: no convergence; X may not be unitary")
    return u1, u2, theta, v1h, v2h


def _diagonal(first: np.ndarray, second: np.ndarray) -> np.ndarray:
    n, m = len(first), len(second)
    out = np.zeros((n + m, n + m), dtype=first.dtype)
    out[:n, :n], out[n:, n:] = first, second
    return out


def _middle(theta: np.ndarray, m: int, p: int, q: int, swap_sign: bool) -> np.ndarray:
    c, s, r = np.diag(np.cos(theta)), np.diag(np.sin(theta)), len(theta)
    upper_left, upper_right = min(p, q) - r, min(p, m - q) - r
    lower_left, lower_right = min(m - p, q) - r, min(m - p, m - q) - r
    minus_above, minus_below = (1, -1) if swap_sign else (-1, 1)
    out = np.zeros((m, m), dtype=theta.dtype)

    def put(row: int, column: int, block: np.ndarray) -> None:
        out[row:row + len(block), column:column + len(block)] = block
    put(0, 0, np.eye(upper_left))
    put(upper_left, upper_left, c)
    put(upper_left, q + lower_right, minus_above * s)
    put(upper_left + r, q + lower_right + r, minus_above * np.eye(upper_right))
    put(p, q, np.eye(lower_right))
    put(p + lower_right, upper_left, minus_below * s)
    put(p + lower_right, q + lower_right, c)
    put(p + lower_right + r, upper_left + r, minus_below * np.eye(lower_left))
    return out
