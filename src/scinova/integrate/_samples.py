# SPDX-License-Identifier: BSD-3-Clause
"""Integrals of sampled functions: trapezoidal, Simpson's and Romberg's rule, total and cumulative."""
from __future__ import annotations

from typing import Any

import numpy as np

from scinova._core.arrays import normalize_axis


def trapezoid(y: Any, x: Any = None, dx: Any = 1.0, axis: int = -1) -> Any:
    """Integrate samples by the composite trapezoidal rule.

    Parameters
    ----------
    y : array_like
        Samples.
    x : array_like, optional
        Where they were taken, along `axis` or of a shape that broadcasts with `y`; need not increase.
    dx : float, optional
        Their distance when `x` is not given.
    axis : int, optional

    Returns
    -------
    float or ndarray
        The integral, without `axis`.

    See Also
    --------
    cumulative_trapezoid, simpson, romb

    Examples
    --------
    >>> from scinova import integrate
    >>> float(integrate.trapezoid([1, 2, 3]))
    4.0
    >>> float(integrate.trapezoid([1, 2, 3], x=[8, 6, 4]))
    -8.0
    """
    y = _floating(np.asanyarray(y))
    if (x is None and type(y) is np.ndarray and y.ndim == 1 < y.size and y.dtype == np.float64 and type(dx) is float
            and (axis == -1 or axis == 0)):
        return (y[1:-1].sum() + 0.5 * (y[0] + y[-1])) * dx
    axis = _axis(y, axis, "trapezoid")
    first, last = _ends(y.ndim, axis)
    step = _weak(dx) if x is None else _steps(x, y, axis, "trapezoid")
    return (step * (y[last] + y[first]) / 2.0).sum(axis)


def cumulative_trapezoid(y: Any, x: Any = None, dx: Any = 1.0, axis: int = -1, initial: float | None = None) -> Any:
    """Integrate samples cumulatively by the trapezoidal rule.

    Parameters
    ----------
    y : array_like
        Samples.
    x : array_like, optional
        Where they were taken: one-dimensional, along `axis`, or of the shape of `y`.
    dx : float, optional
        Their distance when `x` is not given.
    axis : int, optional
    initial : {None, 0}, optional
        0 puts a zero before the results.

    Returns
    -------
    ndarray
        The integrals up to every sample but the first (or, with `initial`, to every sample).

    See Also
    --------
    trapezoid, cumulative_simpson

    Examples
    --------
    >>> from scinova import integrate
    >>> integrate.cumulative_trapezoid([1, 2, 3, 4], initial=0)
    array([0. , 1.5, 4. , 7.5])
    """
    y = _floating(np.asarray(y))
    axis = _axis(y, axis, "cumulative_trapezoid")
    if y.shape[axis] == 0:
        raise ValueError("cumulative_trapezoid: y must have at least one sample along axis; got none")
    step = dx if x is None else _matching_steps(x, y, axis, "cumulative_trapezoid")
    if initial is not None and not (np.ndim(initial) == 0 and initial == 0):
        raise ValueError(f"cumulative_trapezoid: initial must be None or 0; got {initial!r}")
    first, last = _ends(y.ndim, axis)
    result = np.cumsum(step * (y[last] + y[first]) / 2.0, axis=axis)
    if initial is None:
        return result
    return np.concatenate([np.zeros(_one(result.shape, axis), dtype=result.dtype), result], axis=axis)


def simpson(y: Any, x: Any = None, *, dx: Any = 1.0, axis: int = -1) -> Any:
    """Integrate samples by the composite Simpson's rule.

    Parameters
    ----------
    y : array_like
        Samples.
    x : array_like, optional
        Where they were taken, of the shape of `y` or one-dimensional along `axis`.
    dx : float, optional
        Their distance when `x` is not given.
    axis : int, optional

    Returns
    -------
    float or ndarray
        The integral, without `axis`.

    See Also
    --------
    trapezoid, cumulative_simpson, romb, quad

    Notes
    -----
    Every two intervals share the parabola through their three samples. An odd interval left at the end takes the
    parabola through the last three samples (K. V. Cartwright, J. Math. Sci. Math. Educ. 12 (2017) 1). Exact for
    parabolas; for cubics too, if the samples are evenly spaced and odd in number.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import integrate
    >>> x = np.arange(0, 9)
    >>> float(integrate.simpson(x**3, x=x))
    1024.0
    """
    y = _floating(np.asarray(y))
    axis = _axis(y, axis, "simpson")
    count = y.shape[axis]
    if count == 0:
        raise IndexError("simpson: y must have at least one sample along axis; got none")
    y = y if axis == y.ndim - 1 else np.moveaxis(y, axis, -1)
    if x is None:
        return _even_simpson(y, dx, count)
    x = _floating(np.asarray(x))
    if x.ndim > 1 or x.ndim == 0:
        if x.ndim != y.ndim:
            raise ValueError(f"simpson: x must be one-dimensional or have as many dimensions as y; got {x.ndim}")
        x = np.moveaxis(x, axis, -1)
    if x.shape[-1] != count:
        raise ValueError(f"simpson: x must have the {count} entries of y along axis; got {x.shape[-1]}")
    return _uneven_simpson(y, np.diff(x, axis=-1), count)


def _even_simpson(y: np.ndarray, dx: Any, count: int) -> Any:
    if count == 1:
        return 0.0 * y[..., 0]
    if count == 2:
        return 0.5 * dx * (y[..., 0] + y[..., 1])
    stop = count if count % 2 else count - 1
    inner = 4.0 * y[..., 1:stop:2].sum(-1) + 2.0 * y[..., 2:stop - 1:2].sum(-1)
    total = (y[..., 0] + inner + y[..., stop - 1]) * (dx / 3.0)
    if stop < count:
        total = total + (5.0 * y[..., -1] + 8.0 * y[..., -2] - y[..., -3]) * (dx / 12.0)
    return total


def _uneven_simpson(y: np.ndarray, h: np.ndarray, count: int) -> Any:
    if count == 1:
        return 0.0 * y[..., 0]
    if count == 2:
        return 0.5 * h[..., 0] * (y[..., 0] + y[..., 1])
    stop = count if count % 2 else count - 1
    left, right = h[..., 0:stop - 1:2], h[..., 1:stop - 1:2]
    y0, y1, y2 = y[..., 0:stop - 2:2], y[..., 1:stop - 1:2], y[..., 2:stop:2]
    if left.all() and right.all():
        both, ratio = left + right, right / left
        pieces = (2.0 - ratio) * y0 + both * both / (left * right) * y1 + (2.0 - 1.0 / ratio) * y2
        total = (both / 6.0 * pieces).sum(-1)
    else:
        total = (_parabola(left, right, y0, y1, y2) + _parabola(right, left, y2, y1, y0)).sum(-1)
    if stop < count:
        total = total + _parabola(h[..., -1], h[..., -2], y[..., -1], y[..., -2], y[..., -3])
    return total


def _parabola(near: Any, far: Any, y0: Any, y1: Any, y2: Any) -> Any:
    """Integral from x0 to x1 = x0 + near of the parabola through x0, x1 and x2 = x1 + far.

    With both distances zero, or none of them where one is needed, the terms that would divide by zero are dropped.
    """
    both = near + far
    ratio = _safe_divide(near, both)
    bend = _safe_divide(near * near, far * both)
    return near / 6.0 * ((3.0 - ratio) * y0 + (3.0 + bend + ratio) * y1 - bend * y2)


def _safe_divide(a: Any, b: Any) -> Any:
    b = np.asarray(b)
    return np.divide(a, b, out=np.zeros(np.broadcast_shapes(np.shape(a), b.shape), dtype=np.result_type(a, b, 1.0)),
                     where=b != 0)


def cumulative_simpson(y: Any, *, x: Any = None, dx: Any = 1.0, axis: int = -1, initial: Any = None) -> Any:
    """Integrate samples cumulatively by Simpson's rule.

    Parameters
    ----------
    y : array_like
        Samples.
    x : array_like, optional
        Where they were taken, increasing; of the shape of `y` or one-dimensional along `axis`.
    dx : float or array_like, optional
        Their distance when `x` is not given; an array has the shape of `y`, less all but one entry along `axis`.
    axis : int, optional
    initial : float or array_like, optional
        Put before the results and added to them; an array has the shape of `y`, less all but one entry along `axis`.

    Returns
    -------
    ndarray
        The integrals up to every sample but the first (or, with `initial`, to every sample).

    See Also
    --------
    simpson, cumulative_trapezoid

    Notes
    -----
    Each interval takes the parabola through its ends and a neighbour: the sample after it for the first interval of a
    pair and the one before it for the second, and for the last of all (Cartwright 2017). With fewer than three samples
    the rule is the trapezoidal one.

    Examples
    --------
    >>> from scinova import integrate
    >>> integrate.cumulative_simpson([0, 1, 4, 9, 16], initial=0) * 3
    array([ 0.,  1.,  8., 27., 64.])
    """
    y = _floating(np.asarray(y))
    axis = _axis(y, axis, "cumulative_simpson", ValueError)
    shape, count = y.shape, y.shape[axis]
    if count == 0:
        raise ValueError("cumulative_simpson: y must have at least one sample along axis; got none")
    y = np.moveaxis(y, axis, -1)
    if x is None:
        h = _distances(dx, shape, axis)
    else:
        x = _floating(np.asarray(x))
        if not (x.shape == shape or (x.ndim == 1 and x.size == count)):
            raise ValueError(f"cumulative_simpson: x must have the shape of y or be one-dimensional with its length "
                             f"along axis; got shape {x.shape} for {shape}")
        x = np.broadcast_to(x, y.shape) if x.ndim == 1 else np.moveaxis(x, axis, -1)
        h = np.diff(x, axis=-1)
        if count > 2 and (h <= 0).any():
            raise ValueError("cumulative_simpson: x must increase strictly along axis")
    if initial is not None:
        initial = _initial(initial, shape, axis)
    if count < 3:
        pieces = h * (y[..., 1:] + y[..., :-1]) / 2.0
    else:
        pieces = _simpson_pieces(y, np.broadcast_to(h, (*y.shape[:-1], count - 1)))
    result = np.cumsum(pieces, axis=-1)
    if initial is not None:
        result = np.concatenate([initial, result + initial], axis=-1)
    return np.moveaxis(result, -1, axis)


def _simpson_pieces(y: np.ndarray, h: np.ndarray) -> np.ndarray:
    near, far = h[..., :-1], h[..., 1:]
    before, middle, after = y[..., :-2], y[..., 1:-1], y[..., 2:]
    pieces = np.empty((*y.shape[:-1], y.shape[-1] - 1), dtype=np.result_type(y, h))
    pieces[..., :-1:2] = _parabola(near[..., ::2], far[..., ::2], before[..., ::2], middle[..., ::2], after[..., ::2])
    pieces[..., 1::2] = _parabola(far[..., ::2], near[..., ::2], after[..., ::2], middle[..., ::2], before[..., ::2])
    pieces[..., -1] = _parabola(far[..., -1], near[..., -1], after[..., -1], middle[..., -1], before[..., -1])
    return pieces


def _distances(dx: Any, shape: tuple[int, ...], axis: int) -> np.ndarray:
    if dx is None:
        raise TypeError("cumulative_simpson: dx must be a number or an array; got None")
    h = np.asarray(dx)
    h = h if h.dtype.kind in "fc" else h.astype(np.float64)
    if h.ndim == 0:
        return h
    if h.shape != _one(shape, axis):
        raise ValueError(f"cumulative_simpson: dx must be a number or have the shape {_one(shape, axis)}; "
                         f"got {h.shape}")
    return np.moveaxis(h, axis, -1)


def _initial(initial: Any, shape: tuple[int, ...], axis: int) -> np.ndarray:
    value = np.asarray(initial)
    value = value if value.dtype.kind in "fc" else value.astype(np.float64)
    wanted = _one(shape, axis)
    if value.ndim == 0:
        value = np.broadcast_to(value, wanted)
    elif value.shape != wanted:
        raise ValueError(f"cumulative_simpson: initial must be a number or have the shape {wanted}; got {value.shape}")
    return np.moveaxis(value, axis, -1)


def romb(y: Any, dx: Any = 1.0, axis: int = -1, show: bool | tuple[int, int] = False) -> Any:
    """Integrate ``2**k + 1`` evenly spaced samples by Romberg's rule.

    Parameters
    ----------
    y : array_like
        Samples.
    dx : float, optional
        Their distance.
    axis : int, optional
    show : bool or (int, int), optional
        Whether to print the extrapolation table of one-dimensional samples; a pair gives the digits after the point and
        the width of an entry.

    Returns
    -------
    float or ndarray
        The integral, without `axis`.

    See Also
    --------
    simpson, trapezoid, quad

    Notes
    -----
    Richardson extrapolation of trapezoidal sums with 1, 2, 4, ... intervals (Romberg 1955).

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import integrate
    >>> x = np.linspace(0, 1, 17)
    >>> bool(abs(integrate.romb(np.exp(x), dx=1 / 16) - (np.e - 1)) < 1e-10)
    True
    """
    y = _floating(np.asarray(y))
    axis = _axis(y, axis, "romb")
    y = np.moveaxis(y, axis, -1)
    intervals = y.shape[-1] - 1
    if intervals < 1 or intervals & (intervals - 1):
        raise ValueError(f"romb: y must have 2**k + 1 samples along axis; got {y.shape[-1]}")
    step = intervals
    width = intervals * np.asarray(dx, dtype=float)
    table = [[(y[..., 0] + y[..., -1]) / 2.0 * width]]
    while step > 1:
        half = step // 2
        row = [0.5 * (table[-1][0] + width * y[..., half::step].sum(-1))]
        for j, above in enumerate(table[-1], 1):
            row.append(row[-1] + (row[-1] - above) / (4**j - 1))
        table.append(row)
        step, width = half, width / 2.0
    if show is not False:
        _print_table(table, y.ndim, show)
    return table[-1][-1]


def _print_table(table: list[list[Any]], ndim: int, show: bool | tuple[int, int]) -> None:
    if ndim != 1:
        print("romb: the table is printed only for one-dimensional samples")
        return
    digits, width = show if isinstance(show, tuple) else (5, 8)
    title = "Romberg's rule: extrapolation table"
    print(f"{title}\n{'=' * len(title)}")
    for row in table:
        print(" ".join(f"{value:{width}.{digits}f}" for value in row))
    print("=" * len(title))


def _axis(y: np.ndarray, axis: int, function: str, error: type[Exception] = IndexError) -> int:
    if y.ndim == 0:
        raise error(f"{function}: y must have at least one dimension; got a scalar")
    return normalize_axis(axis, y.ndim)


def _one(shape: tuple[int, ...], axis: int) -> tuple[int, ...]:
    return (*shape[:axis], 1, *shape[axis + 1:])


def _ends(ndim: int, axis: int) -> tuple[tuple[slice, ...], tuple[slice, ...]]:
    """Indices of all samples but the last along axis, and of all but the first."""
    whole = (slice(None),) * axis
    return (*whole, slice(None, -1)), (*whole, slice(1, None))


def _floating(a: np.ndarray) -> np.ndarray:
    """Integers and booleans as float64: their sums and differences would wrap around."""
    return a.astype(np.float64) if a.dtype.kind in "biu" else a


def _weak(dx: Any) -> Any:
    """A real scalar as a Python number, which leaves the precision of the samples alone."""
    return float(dx) if isinstance(dx, np.floating) else dx


def _steps(x: Any, y: np.ndarray, axis: int, function: str) -> np.ndarray:
    x = _floating(np.asanyarray(x))
    if x.ndim == 1:
        if x.size != y.shape[axis]:
            raise ValueError(f"{function}: x must have the {y.shape[axis]} entries of y along axis; got {x.size}")
        return np.diff(x).reshape((-1,) + (1,) * (y.ndim - 1 - axis))
    if x.ndim < y.ndim:
        x = np.broadcast_to(x, y.shape)
    return np.diff(x, axis=axis)


def _matching_steps(x: Any, y: np.ndarray, axis: int, function: str) -> np.ndarray:
    x = np.asarray(x)
    if x.ndim != 1 and x.ndim != y.ndim:
        raise ValueError(f"{function}: x must be one-dimensional or have as many dimensions as y; got {x.ndim}")
    along = x.shape[0] if x.ndim == 1 else x.shape[axis]
    if along != y.shape[axis]:
        raise ValueError(f"{function}: x must have the {y.shape[axis]} entries of y along axis; got {along}")
    return _steps(x, y, axis, function)


