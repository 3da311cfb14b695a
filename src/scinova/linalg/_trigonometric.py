# SPDX-License-Identifier: BSD-3-Clause
"""Trigonometric and hyperbolic functions of matrices.

Cosine and sine come together from one Pade approximant of the exponential, split into its even and odd part, and
doubling of the argument: Al-Mohy, Higham & Relton, SIAM J. Sci. Comput. 37 (2015) A456. Real matrices stay in real
arithmetic, and the sine of a small matrix keeps its relative accuracy.
"""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova.linalg import _native
from scinova.linalg._expm import square_stack
from scinova.linalg._solve import solve


def _stack(function: str, a: Any) -> tuple[tuple[int, ...], np.ndarray]:
    """The shape of the argument, and it as a stack (count, n, n)."""
    if np.ndim(a) < 2:
        raise ValueError(f"linalg.{function}: A must have two dimensions or more; got an array of shape {np.shape(a)}")
    a = square_stack(f"linalg.{function}", a, ValueError)
    return a.shape, a.reshape(-1, *a.shape[-2:]) if a.size else a.reshape(0, 1, 1)


def _pair(function: str, a: Any, hyperbolic: bool) -> tuple[np.ndarray, np.ndarray]:
    shape, stack = _stack(function, a)
    c, s = np.empty_like(stack), np.empty_like(stack)
    _native.cosm_sinm(stack, hyperbolic, c, s)
    return c.reshape(shape), s.reshape(shape)


def cosm(A: Any) -> np.ndarray:
    """Cosine of a square matrix, or of each matrix of a stack.

    Parameters
    ----------
    A : (..., N, N) array_like

    Returns
    -------
    (..., N, N) ndarray
        Real for real ``A``; single precision is kept.

    Raises
    ------
    ValueError
        If the matrices are not square.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> a = np.array([[1., 2.], [3., 4.]])
    >>> c, s = linalg.cosm(a), linalg.sinm(a)
    >>> np.allclose(c @ c + s @ s, np.eye(2))
    True
    """
    return _pair("cosm", A, False)[0]


def sinm(A: Any) -> np.ndarray:
    """Sine of a square matrix, or of each matrix of a stack.

    Parameters, result and errors are those of `cosm`.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> linalg.sinm(np.diag([0., np.pi / 2]))
    array([[0., 0.],
           [0., 1.]])
    """
    return _pair("sinm", A, False)[1]


def tanm(A: Any) -> np.ndarray:
    """Tangent of a square matrix, or of each matrix of a stack.

    The solution of ``cosm(A) @ X = sinm(A)``. Parameters, result and errors are those of `cosm`.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> linalg.tanm(np.diag([0., np.pi / 4])).round(15)
    array([[0., 0.],
           [0., 1.]])
    """
    c, s = _pair("tanm", A, False)
    return solve(c, s) if s.size else s


def coshm(A: Any) -> np.ndarray:
    """Hyperbolic cosine of a square matrix, or of each matrix of a stack.

    Parameters, result and errors are those of `cosm`.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> a = np.array([[1., 2.], [3., 4.]])
    >>> np.allclose(linalg.coshm(a) + linalg.sinhm(a), linalg.expm(a))
    True
    """
    return _pair("coshm", A, True)[0]


def sinhm(A: Any) -> np.ndarray:
    """Hyperbolic sine of a square matrix, or of each matrix of a stack.

    Parameters, result and errors are those of `cosm`.

    Examples
    --------
    >>> from scinova import linalg
    >>> linalg.sinhm([[0., 1e-9], [0., 0.]])
    array([[0.e+00, 1.e-09],
           [0.e+00, 0.e+00]])
    """
    return _pair("sinhm", A, True)[1]


def tanhm(A: Any) -> np.ndarray:
    """Hyperbolic tangent of a square matrix, or of each matrix of a stack.

    Doubled from a Pade approximant by tanh 2X = 2 tanh X / (1 + tanh^2 X), so that large matrices do not overflow.
    Parameters, result and errors are those of `cosm`; NaN and inf are refused.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import linalg
    >>> a = np.array([[1., 2.], [3., 4.]])
    >>> np.allclose(linalg.coshm(a) @ linalg.tanhm(a), linalg.sinhm(a))
    True
    """
    shape, stack = _stack("tanhm", A)
    if not np.isfinite(stack).all():
        raise ValueError("linalg.tanhm: A must be finite; got an array with NaN or inf")
    out = np.empty_like(stack)
    _native.tanhm(stack, out)
    return out.reshape(shape)
