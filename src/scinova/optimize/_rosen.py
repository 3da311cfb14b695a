# SPDX-License-Identifier: BSD-3-Clause
"""Rosenbrock's function and its derivatives.

    f(x) = sum_{i=0}^{n-2} 100 (x_{i+1} - x_i^2)^2 + (1 - x_i)^2

H. H. Rosenbrock, The Computer Journal 3 (1960) 175-184. Its minimum is 0, at x = 1.
"""
from __future__ import annotations

from typing import Any

import numpy as np


def rosen(x: Any) -> Any:
    """Rosenbrock's function along the first axis.

    Parameters
    ----------
    x : array_like, shape (n, ...)
        The point, or points in the columns.

    Returns
    -------
    float or ndarray
        The value at each point.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova.optimize import rosen
    >>> float(rosen(0.1 * np.arange(10)))
    76.56
    """
    x = np.asarray(x)
    head, tail = x[:-1], x[1:]
    return np.sum(100.0 * (tail - head * head) ** 2 + (1 - head) ** 2, axis=0)


def rosen_der(x: Any) -> np.ndarray:
    """Gradient of Rosenbrock's function.

    Parameters
    ----------
    x : array_like, shape (n,)
        The point.

    Returns
    -------
    ndarray of shape (n,)

    Examples
    --------
    >>> from scinova.optimize import rosen_der
    >>> rosen_der([1.0, 2.0])
    array([-400.,  200.])
    """
    x = np.asarray(x)
    g = np.zeros(x.shape, dtype=np.result_type(x, np.float32(0) if x.dtype.kind == "f" else 0.0))
    off = x[1:] - x[:-1] ** 2
    g[:-1] = -400 * x[:-1] * off - 2 * (1 - x[:-1])
    g[1:] += 200 * off
    return g


def rosen_hess(x: Any) -> np.ndarray:
    """Hessian of Rosenbrock's function: tridiagonal.

    Parameters
    ----------
    x : array_like, shape (n,)
        The point.

    Returns
    -------
    ndarray of shape (n, n)

    Examples
    --------
    >>> from scinova.optimize import rosen_hess
    >>> rosen_hess([1.0, 1.0])
    array([[ 802., -400.],
           [-400.,  200.]])
    """
    x = np.atleast_1d(x)
    x = x if x.dtype.kind in "fc" else x.astype(float)
    beside = -400 * x[:-1]
    middle = np.zeros(len(x), dtype=x.dtype)
    middle[:-1] = 1200 * x[:-1] ** 2 - 400 * x[1:] + 2
    middle[1:] += 200
    return np.diag(middle) + np.diag(beside, 1) + np.diag(beside, -1)


def rosen_hess_prod(x: Any, p: Any) -> np.ndarray:
    """Hessian of Rosenbrock's function times a vector, in O(n).

    Parameters
    ----------
    x : array_like, shape (n,)
        The point.
    p : array_like, shape (n,)
        The vector.

    Returns
    -------
    ndarray of shape (n,)

    Examples
    --------
    >>> from scinova.optimize import rosen_hess_prod
    >>> rosen_hess_prod([1.0, 1.0], [1.0, 0.0])
    array([ 802., -400.])
    """
    x, p = np.atleast_1d(x), np.asarray(p)
    x = x if x.dtype.kind in "fc" else x.astype(float)
    out = np.zeros(len(x), dtype=np.result_type(x, p))
    beside = -400 * x[:-1]
    out[:-1] = (1200 * x[:-1] ** 2 - 400 * x[1:] + 2) * p[:-1] + beside * p[1:]
    out[1:] += 200 * p[1:] + beside * p[:-1]
    return out
