# SPDX-License-Identifier: BSD-3-Clause
"""What ``scinova.integrate`` answers for names gone from SciPy."""
from __future__ import annotations

import sys
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Choice, Function, Integer
from scinova.integrate import cumulative_trapezoid, fixed_quad, quad, simpson, trapezoid


class AccuracyWarning(Warning):
    """A Gaussian or Romberg quadrature stopped short of its tolerance."""


_QUADRATURE = Arguments("integrate.quadrature", example=dict(func=np.cos, a=0.0, b=1.0), func=Function(),
                        maxiter=Integer(), miniter=Integer(1))
_ROMBERG = Arguments("integrate.romberg", example=dict(function=np.cos, a=0.0, b=1.0), divmax=Integer(0))


def quadrature(func: Callable[..., Any], a: float, b: float, args: tuple = (), tol: float = 1.49e-8,
               rtol: float = 1.49e-8, maxiter: int = 50, vec_func: bool = True, miniter: int = 1) -> tuple[Any, float]:
    """Integrate a function by Gauss-Legendre rules of rising order.

    Parameters
    ----------
    func : callable
        ``func(x, *args)``, of arrays when `vec_func`.
    a, b : float
        Finite limits.
    args : tuple, optional
        Further arguments of `func`.
    tol, rtol : float, optional
        Stop when two orders differ by less than `tol`, or by less than `rtol` relative to the result.
    maxiter, miniter : int, optional
        Highest and lowest order.
    vec_func : bool, optional

    Returns
    -------
    val : float
        The integral.
    err : float
        Difference between the last two orders.

    Warns
    -----
    AccuracyWarning
        If `maxiter` is reached first.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import integrate
    >>> value, error = integrate.quadrature(np.cos, 0.0, np.pi / 2)
    >>> bool(abs(value - 1) < 1e-12)
    True
    """
    _QUADRATURE.func(func)
    args = args if isinstance(args, tuple) else (args,)
    low = _QUADRATURE.miniter(miniter)
    high = max(low + 1, _QUADRATURE.maxiter(maxiter))
    f = func if vec_func else _pointwise(func)
    value, error = np.inf, np.inf
    for n in range(low, high + 1):
        new = fixed_quad(f, a, b, args, n)[0]
        error, value = abs(new - value), new
        if error < tol or error < rtol * abs(value):
            return value, error
    warnings.warn(f"quadrature: maxiter = {high} reached; the last two orders differ by {error:e}", AccuracyWarning,
                  stacklevel=2)
    return value, error


def _pointwise(func: Callable[..., Any]) -> Callable[..., np.ndarray]:
    def over(x: Any, *args: Any) -> Any:
        if np.ndim(x) == 0:
            return func(x, *args)
        return np.array([func(float(p), *args) for p in np.ravel(x)]).reshape(np.shape(x))

    return over


def romberg(function: Callable[..., Any], a: float, b: float, args: tuple = (), tol: float = 1.48e-8,
            rtol: float = 1.48e-8, show: bool = False, divmax: int = 10, vec_func: bool = False) -> float:
    """Integrate a function by Romberg's rule.

    Parameters
    ----------
    function : callable
        ``function(x, *args)``, of arrays when `vec_func`.
    a, b : float
        Finite limits.
    args : tuple, optional
        Further arguments of `function`.
    tol, rtol : float, optional
        Stop when the last two diagonal entries differ by less than `tol`, or by less than `rtol` relative to the
        result.
    show : bool, optional
        Whether to print the extrapolation table.
    divmax : int, optional
        Most halvings of the step.
    vec_func : bool, optional

    Returns
    -------
    float
        The integral.

    Warns
    -----
    AccuracyWarning
        If `divmax` is reached first.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import integrate
    >>> bool(abs(integrate.romberg(np.cos, 0.0, np.pi / 2) - 1) < 1e-8)
    True
    """
    if not callable(function):
        raise TypeError(f"romberg: function must be callable; got {function!r}")
    if np.isinf(a) or np.isinf(b):
        raise ValueError(f"romberg: a and b must be finite; got {a} and {b}")
    args = args if isinstance(args, tuple) else (args,)
    f = function if vec_func else _pointwise(function)
    width, table = b - a, []
    ends = f(np.array([a, b], dtype=float), *args)
    table.append([width * 0.5 * (ends[0] + ends[1])])
    error = np.inf
    for level in range(1, _ROMBERG.divmax(divmax) + 1):
        pieces = 2**level
        middles = a + width * np.arange(1, pieces, 2) / pieces
        row = [0.5 * table[-1][0] + width / pieces * np.sum(f(middles, *args))]
        for j, above in enumerate(table[-1], 1):
            row.append(row[-1] + (row[-1] - above) / (4**j - 1))
        error = abs(row[-1] - table[-1][-1])
        table.append(row)
        if error < tol or error < rtol * abs(row[-1]):
            break
    else:
        warnings.warn(f"romberg: divmax = {divmax} reached; the last two values differ by {error:e}", AccuracyWarning,
                      stacklevel=2)
    if show:
        _show(table, width, function, a, b)
    return table[-1][-1]


def _show(table: list[list[Any]], width: float, function: Any, a: float, b: float) -> None:
    print(f"Romberg integration of {function!r} from {a} to {b}\n")
    print(f"{'steps':>6} {'step size':>9}  results")
    for level, row in enumerate(table):
        print(f"{2**level:6d} {width / 2**level:9f}", " ".join(f"{value:9f}" for value in row))
    print(f"\nThe result is {table[-1][-1]} after {2 ** (len(table) - 1) + 1} evaluations.")


def quad_explain(output: Any = None) -> None:
    """Write the documentation of `quad`.

    Parameters
    ----------
    output : file, optional
        Standard output by default.

    Examples
    --------
    >>> import io
    >>> from scinova import integrate
    >>> text = io.StringIO()
    >>> integrate.quad_explain(text)
    >>> "infodict" in text.getvalue()
    True
    """
    (sys.stdout if output is None else output).write(quad.__doc__ or "")


_SIMPS = Arguments("integrate.simps", example=dict(y=[1.0, 2.0, 4.0, 5.0]),
                   even=Choice({None: "simpson", "": "simpson", "simpson": "simpson", "avg": "avg", "first": "first",
                                "last": "last"}))


def simps(y: Any, x: Any = None, dx: float = 1.0, axis: int = -1, even: str | None = None) -> Any:
    """Integrate samples by Simpson's rule; `simpson` with the choice of old for an even number of samples.

    Parameters
    ----------
    y, x, dx, axis
        As in `simpson`.
    even : {None, 'simpson', 'avg', 'first', 'last'}, optional
        For an even number of samples: `simpson`'s own correction (None), or the trapezoidal rule on the last interval
        ('first': Simpson's rule on the first ones), on the first interval ('last'), or the mean of both ('avg').

    Returns
    -------
    float or ndarray

    Examples
    --------
    >>> from scinova import integrate
    >>> float(integrate.simps([0, 1, 8, 27], even='first'))
    21.5
    """
    choice = _SIMPS.even(even)
    y = np.asarray(y)
    if choice == "simpson" or y.shape[axis] % 2 or y.shape[axis] < 3:
        return simpson(y, x=x, dx=dx, axis=axis)
    y = np.moveaxis(y, axis, -1)
    if x is not None:
        x = np.asarray(x)
        x = x if x.ndim == 1 else np.moveaxis(x, axis, -1)

    def part(rule: Any, where: slice) -> Any:
        return rule(y[..., where], x=None if x is None else x[..., where], dx=dx, axis=-1)

    first = part(simpson, slice(None, -1)) + part(trapezoid, slice(-2, None)) if choice != "last" else 0.0
    last = part(simpson, slice(1, None)) + part(trapezoid, slice(None, 2)) if choice != "first" else 0.0
    return (first + last) / (2.0 if choice == "avg" else 1.0)


def trapz(y: Any, x: Any = None, dx: float = 1.0, axis: int = -1) -> Any:
    """`trapezoid` under its old name.

    Examples
    --------
    >>> from scinova import integrate
    >>> float(integrate.trapz([1, 2, 3]))
    4.0
    """
    return trapezoid(y, x=x, dx=dx, axis=axis)


def cumtrapz(y: Any, x: Any = None, dx: float = 1.0, axis: int = -1, initial: float | None = None) -> Any:
    """`cumulative_trapezoid` under its old name, with any number as `initial`.

    Examples
    --------
    >>> from scinova import integrate
    >>> integrate.cumtrapz([1, 2, 3], initial=7)
    array([7. , 1.5, 4. ])
    """
    if initial is not None and not np.isscalar(initial):
        raise ValueError(f"cumtrapz: initial must be a number or None; got {initial!r}")
    result = cumulative_trapezoid(y, x=x, dx=dx, axis=axis)
    if initial is None:
        return result
    shape = list(result.shape)
    shape[axis] = 1
    return np.concatenate([np.full(shape, initial, dtype=result.dtype), result], axis=axis)
