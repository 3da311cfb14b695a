# SPDX-License-Identifier: BSD-3-Clause
"""Discrete cosine and sine transforms of types I to IV; the kernel's header states their sums."""
from __future__ import annotations

import operator
from typing import Any, cast

import numpy as np

from scinova.fft import _native
from scinova.fft._engine import converted, divisor, many_axes, one_axis, threads

_INVERSE = {1: 1, 2: 3, 3: 2, 4: 4}


def _kind(type: int, forward: bool) -> int:
    kind = operator.index(type)
    if kind not in _INVERSE:
        raise ValueError(f"type must be 1, 2, 3 or 4; got {kind}")
    return kind if forward else _INVERSE[kind]


def inverse_type(type: int) -> int:
    return _kind(type, False)


def _points(kind: int, sine: bool, n: int) -> int:
    """The period of what is transformed, whose inverse makes a transform and its inverse cancel."""
    if kind > 1:
        return 2 * n
    if sine:
        return 2 * (n + 1)
    if n < 2:
        raise RuntimeError("a cosine transform of type 1 needs at least two points; got one")
    return 2 * (n - 1)


def along_axes(x: Any, kind: int, axes: list[int], lengths: list[int], norm: str | None, overwrite_x: bool,
               workers: int | None, orthogonalize: bool | None, sine: bool, forward: bool) -> np.ndarray:
    """The transform along each axis in turn; real and imaginary parts apart."""
    a = converted(x)
    if not axes:
        return a
    points = 1
    for n in lengths:
        points *= _points(kind, sine, n)
    by = divisor(norm, forward, points)
    orthogonal = norm == "ortho" if orthogonalize is None else bool(orthogonalize)
    shape = list(a.shape)
    with threads(workers):
        for axis, n in zip(axes, lengths):
            shape[axis] = n
            in_place = overwrite_x and a.shape[axis] == n and a.flags.writeable
            out = a if in_place else np.empty(shape, dtype=a.dtype)
            if out.size:
                for source, target in ((a.real, out.real), (a.imag, out.imag)) if a.dtype.kind == "c" else ((a, out),):
                    _native.trigonometric(source, target, axis, kind, sine, orthogonal, by)
            a, overwrite_x, by = out, True, 1.0
    return a


def _one(x: Any, type: int, n: int | None, axis: int, norm: str | None, overwrite_x: bool, workers: int | None,
         orthogonalize: bool | None, sine: bool, forward: bool) -> np.ndarray:
    kind, a = _kind(type, forward), converted(x)
    i, length = one_axis(a, n, axis)
    return along_axes(a, kind, [i], [length], norm, overwrite_x, workers, orthogonalize, sine, forward)


def _many(x: Any, type: int, s: Any, axes: Any, norm: str | None, overwrite_x: bool, workers: int | None,
          orthogonalize: bool | None, sine: bool, forward: bool) -> np.ndarray:
    kind, a = _kind(type, forward), converted(x)
    which, lengths = many_axes(a, s, axes)
    if overwrite_x and any(a.shape[i] != n for i, n in zip(which, lengths)):
        overwrite_x = False
    return along_axes(a, kind, which, lengths, norm, overwrite_x, workers, orthogonalize, sine, forward)


def dct(x: Any, type: int = 2, n: int | None = None, axis: int = -1, norm: str | None = None,
        overwrite_x: bool = False, workers: int | None = None, orthogonalize: bool | None = None) -> np.ndarray:
    """Discrete cosine transform along an axis.

    Parameters
    ----------
    x : array_like
        Of complex input the real and imaginary parts are transformed apart.
    type : {1, 2, 3, 4}, optional
    n : int, optional
        Number of points; a longer ``x`` is cut, a shorter one continued with zeros.
    axis : int, optional
    norm : {None, 'backward', 'ortho', 'forward'}, optional
        Which transform is scaled: the inverse, both by the square root, or the forward one.
    overwrite_x : bool, optional
        Allow ``x`` to be overwritten.
    workers : int, optional
        Number of threads; -1 is every processor.
    orthogonalize : bool, optional
        Scale the ends so that with ``norm='ortho'`` the matrix is orthogonal; by default just then.

    Returns
    -------
    ndarray
        In the precision of ``x``; integers count as double precision.

    Examples
    --------
    >>> from scinova import fft
    >>> fft.dct([1., 1.])
    array([4., 0.])
    """
    if workers is None and orthogonalize is None:
        out = _native.quick_trigonometric(x, type, n, axis, norm, overwrite_x, False, True)
        if out is not None:
            return cast(np.ndarray, out)
    return _one(x, type, n, axis, norm, overwrite_x, workers, orthogonalize, False, True)


def idct(x: Any, type: int = 2, n: int | None = None, axis: int = -1, norm: str | None = None,
         overwrite_x: bool = False, workers: int | None = None, orthogonalize: bool | None = None) -> np.ndarray:
    """Inverse of `dct` of the same type.

    Parameters
    ----------
    x : array_like
        Of complex input the real and imaginary parts are transformed apart.
    type : {1, 2, 3, 4}, optional
    n : int, optional
        Number of points; a longer ``x`` is cut, a shorter one continued with zeros.
    axis : int, optional
    norm : {None, 'backward', 'ortho', 'forward'}, optional
        Which transform is scaled: the inverse, both by the square root, or the forward one.
    overwrite_x : bool, optional
        Allow ``x`` to be overwritten.
    workers : int, optional
        Number of threads; -1 is every processor.
    orthogonalize : bool, optional
        Scale the ends so that with ``norm='ortho'`` the matrix is orthogonal; by default just then.

    Returns
    -------
    ndarray
        In the precision of ``x``; integers count as double precision.

    Examples
    --------
    >>> from scinova import fft
    >>> fft.idct([4., 0.])
    array([1., 1.])
    """
    if workers is None and orthogonalize is None:
        out = _native.quick_trigonometric(x, type, n, axis, norm, overwrite_x, False, False)
        if out is not None:
            return cast(np.ndarray, out)
    return _one(x, type, n, axis, norm, overwrite_x, workers, orthogonalize, False, False)


def dst(x: Any, type: int = 2, n: int | None = None, axis: int = -1, norm: str | None = None,
        overwrite_x: bool = False, workers: int | None = None, orthogonalize: bool | None = None) -> np.ndarray:
    """Discrete sine transform along an axis.

    Parameters
    ----------
    x : array_like
        Of complex input the real and imaginary parts are transformed apart.
    type : {1, 2, 3, 4}, optional
    n : int, optional
        Number of points; a longer ``x`` is cut, a shorter one continued with zeros.
    axis : int, optional
    norm : {None, 'backward', 'ortho', 'forward'}, optional
        Which transform is scaled: the inverse, both by the square root, or the forward one.
    overwrite_x : bool, optional
        Allow ``x`` to be overwritten.
    workers : int, optional
        Number of threads; -1 is every processor.
    orthogonalize : bool, optional
        Scale the ends so that with ``norm='ortho'`` the matrix is orthogonal; by default just then.

    Returns
    -------
    ndarray
        In the precision of ``x``; integers count as double precision.

    Examples
    --------
    >>> from scinova import fft
    >>> fft.dst([2.], type=1)
    array([4.])
    """
    if workers is None and orthogonalize is None:
        out = _native.quick_trigonometric(x, type, n, axis, norm, overwrite_x, True, True)
        if out is not None:
            return cast(np.ndarray, out)
    return _one(x, type, n, axis, norm, overwrite_x, workers, orthogonalize, True, True)


def idst(x: Any, type: int = 2, n: int | None = None, axis: int = -1, norm: str | None = None,
         overwrite_x: bool = False, workers: int | None = None, orthogonalize: bool | None = None) -> np.ndarray:
    """Inverse of `dst` of the same type.

    Parameters
    ----------
    x : array_like
        Of complex input the real and imaginary parts are transformed apart.
    type : {1, 2, 3, 4}, optional
    n : int, optional
        Number of points; a longer ``x`` is cut, a shorter one continued with zeros.
    axis : int, optional
    norm : {None, 'backward', 'ortho', 'forward'}, optional
        Which transform is scaled: the inverse, both by the square root, or the forward one.
    overwrite_x : bool, optional
        Allow ``x`` to be overwritten.
    workers : int, optional
        Number of threads; -1 is every processor.
    orthogonalize : bool, optional
        Scale the ends so that with ``norm='ortho'`` the matrix is orthogonal; by default just then.

    Returns
    -------
    ndarray
        In the precision of ``x``; integers count as double precision.

    Examples
    --------
    >>> from scinova import fft
    >>> fft.idst([4.], type=1)
    array([2.])
    """
    if workers is None and orthogonalize is None:
        out = _native.quick_trigonometric(x, type, n, axis, norm, overwrite_x, True, False)
        if out is not None:
            return cast(np.ndarray, out)
    return _one(x, type, n, axis, norm, overwrite_x, workers, orthogonalize, True, False)


def dctn(x: Any, type: int = 2, s: Any = None, axes: Any = None, norm: str | None = None,
         overwrite_x: bool = False, workers: int | None = None, *, orthogonalize: bool | None = None) -> np.ndarray:
    """Discrete cosine transform along several axes.

    Parameters
    ----------
    x : array_like
    type : {1, 2, 3, 4}, optional
    s : sequence of int, optional
        Number of points along each axis; -1 keeps the array's.
    axes : sequence of int, optional
        By default the last ``len(s)`` axes, or all.
    norm, overwrite_x, workers, orthogonalize
        As in `dct`.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import fft
    >>> fft.dctn(np.ones((2, 2)))
    array([[16.,  0.],
           [ 0.,  0.]])
    """
    return _many(x, type, s, axes, norm, overwrite_x, workers, orthogonalize, False, True)


def idctn(x: Any, type: int = 2, s: Any = None, axes: Any = None, norm: str | None = None,
          overwrite_x: bool = False, workers: int | None = None, orthogonalize: bool | None = None) -> np.ndarray:
    """Inverse of `dctn` of the same type.

    Parameters
    ----------
    x : array_like
    type : {1, 2, 3, 4}, optional
    s : sequence of int, optional
        Number of points along each axis; -1 keeps the array's.
    axes : sequence of int, optional
        By default the last ``len(s)`` axes, or all.
    norm, overwrite_x, workers, orthogonalize
        As in `idct`.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import fft
    >>> fft.idctn([[16., 0.], [0., 0.]])
    array([[1., 1.],
           [1., 1.]])
    """
    return _many(x, type, s, axes, norm, overwrite_x, workers, orthogonalize, False, False)


def dstn(x: Any, type: int = 2, s: Any = None, axes: Any = None, norm: str | None = None,
         overwrite_x: bool = False, workers: int | None = None, orthogonalize: bool | None = None) -> np.ndarray:
    """Discrete sine transform along several axes.

    Parameters
    ----------
    x : array_like
    type : {1, 2, 3, 4}, optional
    s : sequence of int, optional
        Number of points along each axis; -1 keeps the array's.
    axes : sequence of int, optional
        By default the last ``len(s)`` axes, or all.
    norm, overwrite_x, workers, orthogonalize
        As in `dst`.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import fft
    >>> fft.dstn([[2.]], type=1)
    array([[8.]])
    """
    return _many(x, type, s, axes, norm, overwrite_x, workers, orthogonalize, True, True)


def idstn(x: Any, type: int = 2, s: Any = None, axes: Any = None, norm: str | None = None,
          overwrite_x: bool = False, workers: int | None = None, orthogonalize: bool | None = None) -> np.ndarray:
    """Inverse of `dstn` of the same type.

    Parameters
    ----------
    x : array_like
    type : {1, 2, 3, 4}, optional
    s : sequence of int, optional
        Number of points along each axis; -1 keeps the array's.
    axes : sequence of int, optional
        By default the last ``len(s)`` axes, or all.
    norm, overwrite_x, workers, orthogonalize
        As in `idst`.

    Returns
    -------
    ndarray

    Examples
    --------
    >>> from scinova import fft
    >>> fft.idstn([[8.]], type=1)
    array([[2.]])
    """
    return _many(x, type, s, axes, norm, overwrite_x, workers, orthogonalize, True, False)
