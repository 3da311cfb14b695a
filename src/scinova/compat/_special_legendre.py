# SPDX-License-Identifier: BSD-3-Clause
"""Legendre functions and spherical harmonics under the names and argument orders that SciPy has given up."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova import special


def _checked(m: Any, n: Any, z: Any, function: str) -> tuple[int, int]:
    if np.ndim(m) or abs(m) > n:
        raise ValueError(f"special.{function}: m must be an integer with abs(m) <= n; got {m!r}")
    if np.ndim(n) or n < 0:
        raise ValueError(f"special.{function}: n must be a non-negative integer; got {n!r}")
    if np.ndim(z):
        raise ValueError(f"special.{function}: z must be a scalar; got {z!r}")
    if int(m) != m or int(n) != n:
        raise ValueError(f"special.{function}: m and n must be whole; got {m!r} and {n!r}")
    return int(m), int(n)


def _table(m: int, n: int, z: Any, branch_cut: int) -> tuple[np.ndarray, np.ndarray]:
    """Orders 0 ... m (or 0 ... -m, falling) by degrees 0 ... n, and the derivatives."""
    size = abs(m)
    values = special.assoc_legendre_p_all(n, size, z, branch_cut=branch_cut, diff_n=1)
    orders = np.arange(size + 1) * (-1 if m < 0 else 1)
    p, dp = values[:, :, orders].transpose(0, 2, 1)
    return p, dp


def lpmn(m: int, n: int, z: float) -> tuple[np.ndarray, np.ndarray]:
    """Associated Legendre functions of orders 0 ... m and degrees 0 ... n at a real point, and their derivatives."""
    order, degree = _checked(m, n, z, "lpmn")
    if np.iscomplex(z):
        raise ValueError(f"special.lpmn: z must be real; got {z!r}; clpmn takes complex numbers")
    x = float(np.real(z))
    if x >= -1:
        return _table(order, degree, x, 2 if x <= 1 else 3)
    p, dp = _table(order, degree, complex(x), 3)
    return p.real, dp.real


def clpmn(m: int, n: int, z: complex, type: int = 3) -> tuple[np.ndarray, np.ndarray]:
    """The same at a complex point, with the cuts of ``type`` 2 (outside (-1, 1)) or 3 (left of 1)."""
    order, degree = _checked(m, n, z, "clpmn")
    if type not in (2, 3):
        raise ValueError(f"special.clpmn: type must be 2 or 3; got {type!r}")
    return _table(order, degree, complex(z), type)


def lpn(n: Any, z: Any) -> tuple[np.ndarray, np.ndarray]:
    """Legendre polynomials of degrees 0 ... n, and their derivatives."""
    if np.ndim(n) or n < 0 or int(n) != n:
        raise ValueError(f"special.lpn: n must be a non-negative integer; got {n!r}")
    if np.asarray(z).dtype.kind == "c":
        p, dp = special.assoc_legendre_p_all(int(n), 0, z, branch_cut=2, diff_n=1)[:, :, 0]
    else:
        p, dp = special.legendre_p_all(int(n), z, diff_n=1)
    return p, dp


def sph_harm(m: Any, n: Any, theta: Any, phi: Any) -> Any:
    """Spherical harmonic of order m and degree n at azimuth theta and polar angle phi; NaN where abs(m) > n."""
    order, degree = np.asarray(m), np.asarray(n)
    whole = (order == np.trunc(order)) & (degree == np.trunc(degree))
    value = special.sph_harm_y(np.trunc(degree).astype(np.int64), np.trunc(order).astype(np.int64), phi, theta)
    good = whole & (degree >= 0) & (np.abs(order) <= degree)
    value = np.where(good, value, complex(np.nan, np.nan))
    return value[()]
