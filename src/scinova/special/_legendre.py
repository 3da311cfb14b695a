# SPDX-License-Identifier: BSD-3-Clause
"""Legendre functions and spherical harmonics with their derivatives, one degree at a time or all up to a limit."""
from __future__ import annotations

import operator
from typing import Any

import numpy as np

from scinova.special import _native, _ufuncs
from scinova.special._arguments import whole


def _derivatives(diff_n: Any, function: str, error: type[Exception] = ValueError) -> int:
    """The number of derivatives asked for; ``error`` where it is not one that exists."""
    try:
        count = operator.index(diff_n)
    except TypeError:
        count = -1
    if count < 0:
        raise ValueError(f"special.{function}: diff_n must be a non-negative integer; got {diff_n!r}")
    if count > 2:
        raise error(f"special.{function}: diff_n must be 0, 1 or 2; got {diff_n!r}")
    return count


def _stacked(name: str, count: int, *args: Any) -> np.ndarray:
    """Outputs of the ufunc ``name``, which ends in the number of derivatives, along a first axis."""
    values = getattr(_ufuncs, f"{name}{count}")(*args)
    return np.stack(values) if isinstance(values, tuple) else np.asarray(values)[np.newaxis]


def _points(z: Any) -> tuple[np.ndarray, tuple[int, ...], np.dtype]:
    """Flat float64 points, their shape, and the dtype of the results."""
    a = np.asarray(z)
    if a.dtype.kind not in "biuf":
        raise TypeError(f"special: angles and arguments must be real numbers; got dtype {a.dtype}")
    result = np.dtype(np.float32) if a.dtype in (np.float32, np.float16) else np.dtype(np.float64)
    return np.ascontiguousarray(a, dtype=np.float64).reshape(-1), a.shape, result


def legendre_p(n: Any, z: Any, *, diff_n: int = 0) -> np.ndarray:
    """Legendre polynomials and their derivatives.

    Parameters
    ----------
    n : array_like of int
        Degree; P of degree -n - 1 is that of degree n.
    z : array_like, real
        Argument.
    diff_n : {0, 1, 2}, optional
        How many derivatives to give along with the value.

    Returns
    -------
    ndarray, shape (diff_n + 1, ...)
        The value and the derivatives in ``z``, along the first axis.

    Notes
    -----
    The value as `eval_legendre`; derivatives by P'_{k+1} = P'_{k-1} + (2 k + 1) P_k (DLMF 18.9), which divides by
    nothing.

    Examples
    --------
    >>> from scinova import special
    >>> special.legendre_p(2, 0.5, diff_n=1)
    array([-0.125,  1.5  ])
    """
    return _stacked("_legendre_p", _derivatives(diff_n, "legendre_p", NotImplementedError), n, z)


def legendre_p_all(n: int, z: Any, *, diff_n: int = 0) -> np.ndarray:
    """Legendre polynomials of all degrees up to a limit, and their derivatives.

    Parameters
    ----------
    n : int
        Highest degree.
    z : array_like, real
        Argument.
    diff_n : {0, 1, 2}, optional
        How many derivatives to give along with the value.

    Returns
    -------
    ndarray, shape (diff_n + 1, n + 1, ...)

    Examples
    --------
    >>> from scinova import special
    >>> special.legendre_p_all(2, 0.5)
    array([[ 1.   ,  0.5  , -0.125]])
    """
    count, top = _derivatives(diff_n, "legendre_p_all"), whole(n, "n", "legendre_p_all", 0, array=TypeError)
    flat, shape, dtype = _points(z)
    out = np.empty((count + 1, top + 1, flat.size))
    _native.legendre_polynomials_all(flat, top, out)
    return out.reshape((count + 1, top + 1, *shape)).astype(dtype, copy=False)


def assoc_legendre_p(n: Any, m: Any, z: Any, *, branch_cut: Any = 2, norm: bool = False,
                     diff_n: int = 0) -> np.ndarray:
    """Associated Legendre functions and their derivatives.

    Parameters
    ----------
    n, m : array_like of int
        Degree and order. The function is 0 for n < 0 and for abs(m) > n.
    z : array_like, real or complex
        Argument.
    branch_cut : {2, 3}, optional
        2 for the functions on the cut (-1, 1), continued with cuts outside; 3 for those off the cut (-inf, 1].
    norm : bool, optional
        Give the functions whose squares have integral 1 over [-1, 1].
    diff_n : {0, 1, 2}, optional
        How many derivatives to give along with the value.

    Returns
    -------
    ndarray, shape (diff_n + 1, ...)
        The value and the derivatives in ``z``; NaN where a real argument has no real value.

    Notes
    -----
    Ferrers' function has the factor (-1)**m (DLMF 14.3.1). All are powers times Gegenbauer polynomials (18.11.1), whose
    derivatives are Gegenbauer polynomials again.

    Examples
    --------
    >>> from scinova import special
    >>> special.assoc_legendre_p(3, 2, 0.5).round(12)
    array([5.625])
    """
    count = _derivatives(diff_n, "assoc_legendre_p")
    return _stacked("_assoc_legendre_p", count, n, m, z, branch_cut, bool(norm))


def _orders(m: int) -> np.ndarray:
    """0, 1, ..., m, -m, ..., -1"""
    return np.concatenate([np.arange(m + 1), np.arange(-m, 0)])


def assoc_legendre_p_all(n: int, m: int, z: Any, *, branch_cut: Any = 2, norm: bool = False,
                         diff_n: int = 0) -> np.ndarray:
    """Associated Legendre functions of all degrees and orders up to a limit, and their derivatives.

    Parameters
    ----------
    n, m : int
        Highest degree and order.
    z : array_like, real or complex
        Argument.
    branch_cut, norm, diff_n
        As in `assoc_legendre_p`.

    Returns
    -------
    ndarray, shape (diff_n + 1, n + 1, 2 m + 1, ...)
        Index j of the third axis is the order j for j <= m, and the order j - 2 m - 1 beyond, so that negative indices
        are negative orders.

    Examples
    --------
    >>> from scinova import special
    >>> special.assoc_legendre_p_all(2, 1, 0.5)[0, 2].round(12)
    array([-0.125     , -1.29903811,  0.21650635])
    """
    count = _derivatives(diff_n, "assoc_legendre_p_all")
    top, order = (whole(v, name, "assoc_legendre_p_all", 0, array=TypeError) for v, name in ((n, "n"), (m, "m")))
    z, branch_cut = np.asarray(z), np.asarray(branch_cut)
    if top > _native.highest_cut_degree or z.dtype.kind not in "biufc" or branch_cut.dtype.kind not in "biu":
        extra = (1,) * max(z.ndim, branch_cut.ndim)
        degrees, orders = np.arange(top + 1).reshape(-1, 1, *extra), _orders(order).reshape(-1, *extra)
        return _stacked("_assoc_legendre_p", count, degrees, orders, z, branch_cut, bool(norm))
    if branch_cut.ndim:
        z, branch_cut = np.broadcast_arrays(z, branch_cut)
    dtype = np.complex128 if z.dtype.kind == "c" else np.float64
    flat = np.ascontiguousarray(z, dtype=dtype).reshape(-1)
    branches = np.full(flat.size, branch_cut) if branch_cut.ndim == 0 else np.ascontiguousarray(branch_cut).reshape(-1)
    out = np.zeros((count + 1, top + 1, 2 * order + 1, flat.size), dtype=dtype)
    _native.legendre_cut_all(flat, branches.astype(np.int64, copy=False), top, order, bool(norm), out)
    return out.reshape((count + 1, top + 1, 2 * order + 1, *z.shape))


def sph_legendre_p(n: Any, m: Any, theta: Any, *, diff_n: int = 0) -> np.ndarray:
    """Spherical Legendre functions and their derivatives.

    Parameters
    ----------
    n, m : array_like of int
        Degree and order.
    theta : array_like, real
        Polar angle.
    diff_n : {0, 1, 2}, optional
        How many derivatives to give along with the value.

    Returns
    -------
    ndarray, shape (diff_n + 1, ...)
        The spherical harmonic at azimuth 0, and its derivatives in ``theta``.

    Examples
    --------
    >>> from scinova import special
    >>> special.sph_legendre_p(3, 2, 0.5).round(12)
    array([0.20614606])
    """
    return _stacked("_sph_legendre_p", _derivatives(diff_n, "sph_legendre_p"), n, m, theta)


def _sphere_all(n: int, m: int, theta: np.ndarray, count: int) -> np.ndarray:
    """The functions of all degrees and orders at flat angles, with ``count`` derivatives along a first axis."""
    width = m + count
    wide = np.zeros((n + 1, 2 * width + 1, theta.size))
    _native.legendre_associated_all(theta, n, width, True, wide)
    if count == 0:
        return wide[np.newaxis]
    orders = np.arange(-width, width + 1)
    wide = wide[:, orders]                                   # orders -width ... width
    columns = _orders(m) + width
    out = np.empty((count + 1, n + 1, 2 * m + 1, theta.size))
    out[0] = wide[:, columns]
    degree = np.arange(n + 1.0)[:, np.newaxis, np.newaxis]
    order = orders[np.newaxis, :, np.newaxis]
    up = np.sqrt(np.maximum((degree - order) * (degree + order + 1), 0))          # from m to m + 1
    side = np.where(np.sin(theta) < 0, -0.5, 0.5)
    now = wide
    for k in range(1, count + 1):
        # 2 P' = up(m) P^{m+1} - up(m - 1) P^{m-1}; the outermost orders serve only as neighbours
        following = np.zeros_like(now)
        following[:, 1:-1] = side * (up[:, 1:-1] * now[:, 2:] - up[:, :-2] * now[:, :-2])
        now = following
        out[k] = now[:, columns]
    return out


def sph_legendre_p_all(n: int, m: int, theta: Any, *, diff_n: int = 0) -> np.ndarray:
    """Spherical Legendre functions of all degrees and orders up to a limit, and their derivatives.

    Parameters
    ----------
    n, m : int
        Highest degree and order.
    theta : array_like, real
        Polar angle.
    diff_n : {0, 1, 2}, optional
        How many derivatives to give along with the value.

    Returns
    -------
    ndarray, shape (diff_n + 1, n + 1, 2 m + 1, ...)
        Negative indices of the third axis are negative orders.

    Examples
    --------
    >>> from scinova import special
    >>> special.sph_legendre_p_all(2, 1, 0.5)[0, 2].round(12)
    array([ 0.41330597, -0.32503853,  0.32503853])
    """
    count = _derivatives(diff_n, "sph_legendre_p_all")
    top, order = whole(n, "n", "sph_legendre_p_all", 0, array=TypeError), abs(operator.index(m))
    flat, shape, dtype = _points(theta)
    out = _sphere_all(top, order, flat, count)
    return out.reshape((*out.shape[:-1], *shape)).astype(dtype, copy=False)


def _packed(values: list[Any]) -> Any:
    """(value, gradient, Hessian) from value, t, p, tt, tp, pp as far as they go."""
    if len(values) == 1:
        return values[0]
    out = [values[0], np.stack(values[1:3], axis=-1)]
    if len(values) > 3:
        tt, tp, pp = values[3:]
        out.append(np.stack([np.stack([tt, tp], axis=-1), np.stack([tp, pp], axis=-1)], axis=-2))
    return tuple(out)


def sph_harm_y(n: Any, m: Any, theta: Any, phi: Any, *, diff_n: int = 0) -> Any:
    """Spherical harmonics and their derivatives.

    Parameters
    ----------
    n, m : array_like of int
        Degree and order.
    theta, phi : array_like, real
        Polar angle and azimuth.
    diff_n : {0, 1, 2}, optional
        How many derivatives to give along with the value.

    Returns
    -------
    y : ndarray, complex
        sqrt((2 n + 1)/(4 pi) (n - m)!/(n + m)!) P_n^m(cos theta) exp(i m phi), with the factor (-1)**m in P.
    dy : ndarray, shape (..., 2), if ``diff_n >= 1``
        Derivatives in theta and phi.
    d2y : ndarray, shape (..., 2, 2), if ``diff_n == 2``
        Second derivatives.

    Notes
    -----
    Degrees of many thousands neither underflow nor overflow on the way: what is large or small there is kept as
    mantissa and exponent. Source: DLMF 14.30.

    Examples
    --------
    >>> from scinova import special
    >>> complex(special.sph_harm_y(1, 0, 0.0, 0.0).round(12))
    (0.488602511903+0j)
    """
    values = getattr(_ufuncs, f"_sph_harm_y{_derivatives(diff_n, 'sph_harm_y')}")(n, m, theta, phi)
    if not isinstance(values, tuple):
        return np.asarray(values)
    return _packed([np.asarray(v) for v in values])


def sph_harm_y_all(n: int, m: int, theta: Any, phi: Any, *, diff_n: int = 0) -> Any:
    """Spherical harmonics of all degrees and orders up to a limit, and their derivatives.

    Parameters
    ----------
    n, m : int
        Highest degree and order.
    theta, phi : array_like, real
        Polar angle and azimuth.
    diff_n : {0, 1, 2}, optional
        How many derivatives to give along with the value.

    Returns
    -------
    y : ndarray, complex, shape (n + 1, 2 m + 1, ...)
        Negative indices of the second axis are negative orders.
    dy : ndarray, shape (n + 1, 2 m + 1, ..., 2), if ``diff_n >= 1``
    d2y : ndarray, shape (n + 1, 2 m + 1, ..., 2, 2), if ``diff_n == 2``

    Examples
    --------
    >>> from scinova import special
    >>> special.sph_harm_y_all(2, 1, 0.5, 0.2).shape
    (3, 3)
    """
    count = _derivatives(diff_n, "sph_harm_y_all")
    if np.ndim(n):
        raise ValueError(f"special.sph_harm_y_all: n must be a non-negative integer; got {n!r}")
    top, order = whole(n, "n", "sph_harm_y_all", 0, array=TypeError), abs(operator.index(m))
    t, p = np.broadcast_arrays(theta, phi)
    (flat, shape, dtype), (azimuth, _, _) = _points(t), _points(p)
    real = _sphere_all(top, order, flat, count)
    orders = _orders(order)[:, np.newaxis]
    turned = orders * azimuth
    wave = np.empty(turned.shape, dtype=complex)
    np.cos(turned, out=wave.real)
    np.sin(turned, out=wave.imag)
    values = [real[0] * wave]
    if count:
        values += [real[1] * wave, 1j * orders * values[0]]
    if count == 2:
        values += [real[2] * wave, 1j * orders * values[1], -orders**2 * values[0]]
    kind = np.complex64 if dtype == np.float32 else np.complex128
    return _packed([v.reshape((*v.shape[:-1], *shape)).astype(kind, copy=False) for v in values])
