# SPDX-License-Identifier: BSD-3-Clause
"""Iterated integrals: adaptive quadrature inside adaptive quadrature."""
from __future__ import annotations

import warnings
from collections.abc import Callable, Sequence
from typing import Any

from scinova.integrate._quad import IntegrationWarning, integral, integrand


def dblquad(func: Callable[..., float], a: float, b: float, gfun: Any, hfun: Any, args: Any = (),
            epsabs: float = 1.49e-8, epsrel: float = 1.49e-8) -> tuple[float, float]:
    """Integrate ``func(y, x, *args)`` over ``a < x < b``, ``gfun(x) < y < hfun(x)``.

    Parameters
    ----------
    func : callable or LowLevelCallable
        ``func(y, x, *args) -> float``.
    a, b : float
        Limits of x.
    gfun, hfun : callable or float
        Limits of y, as functions of x or constant.
    args : tuple, optional
        Further arguments of `func`.
    epsabs, epsrel : float, optional
        Tolerances of each integration in one variable.

    Returns
    -------
    y : float
        The integral.
    abserr : float
        The largest error estimate of the integrations in one variable.

    See Also
    --------
    quad, tplquad, nquad

    Examples
    --------
    >>> from scinova import integrate
    >>> value, error = integrate.dblquad(lambda y, x: x * y, 0, 2, 0, lambda x: x)
    >>> abs(value - 2) < 1e-12
    True
    """
    inner = _between((gfun, hfun), ("gfun", "hfun"), "dblquad")
    return nquad(func, [inner, (a, b)], args=args, opts={"epsabs": epsabs, "epsrel": epsrel})


def tplquad(func: Callable[..., float], a: float, b: float, gfun: Any, hfun: Any, qfun: Any, rfun: Any,
            args: Any = (), epsabs: float = 1.49e-8, epsrel: float = 1.49e-8) -> tuple[float, float]:
    """Integrate ``func(z, y, x, *args)`` where a < x < b, gfun(x) < y < hfun(x) and qfun(x, y) < z < rfun(x, y).

    Parameters
    ----------
    func : callable or LowLevelCallable
        ``func(z, y, x, *args) -> float``.
    a, b : float
        Limits of x.
    gfun, hfun : callable or float
        Limits of y, as functions of x or constant.
    qfun, rfun : callable or float
        Limits of z, as functions of x and y or constant.
    args : tuple, optional
        Further arguments of `func`.
    epsabs, epsrel : float, optional
        Tolerances of each integration in one variable.

    Returns
    -------
    y : float
        The integral.
    abserr : float
        The largest error estimate of the integrations in one variable.

    See Also
    --------
    quad, dblquad, nquad

    Examples
    --------
    >>> from scinova import integrate
    >>> value, error = integrate.tplquad(lambda z, y, x: x * y * z, 1, 2, 2, 3, 0, 1)
    >>> abs(value - 1.875) < 1e-12
    True
    """
    middle = _between((gfun, hfun), ("gfun", "hfun"), "tplquad")
    low, high = qfun, rfun
    for name, limit in (("qfun", qfun), ("rfun", rfun)):
        _check_limit(limit, name, "tplquad")

    def inner(y: float, x: float, *_: Any) -> tuple[float, float]:
        return low(x, y) if callable(low) else low, high(x, y) if callable(high) else high

    constant = not callable(qfun) and not callable(rfun)
    return nquad(func, [(qfun, rfun) if constant else inner, middle, (a, b)], args=args,
                 opts={"epsabs": epsabs, "epsrel": epsrel})


def _check_limit(limit: Any, name: str, function: str) -> None:
    if not callable(limit):
        try:
            float(limit)
        except (TypeError, ValueError):
            raise TypeError(f"{function}: {name} must be a number or a function; got {limit!r}") from None


def _between(limits: tuple[Any, Any], names: tuple[str, str], function: str) -> Any:
    for limit, name in zip(limits, names):
        _check_limit(limit, name, function)
    low, high = limits
    if not callable(low) and not callable(high):
        return limits
    return lambda x, *_: (low(x) if callable(low) else low, high(x) if callable(high) else high)


def nquad(func: Callable[..., float], ranges: Sequence[Any], args: Any = None, opts: Any = None,
          full_output: bool = False) -> tuple[Any, ...]:
    """Integrate a function of several variables over ranges that may depend on the outer variables.

    Parameters
    ----------
    func : callable or LowLevelCallable
        ``func(x0, x1, ..., *args) -> float``; x0 is the innermost variable.
    ranges : sequence
        For every variable ``(low, high)``, or a function of the variables outside it and of `args` that returns them.
    args : tuple, optional
        Further arguments of `func`, and of the functions in `ranges` and `opts`.
    opts : dict, callable or sequence of them, optional
        Options of `quad` (``epsabs, epsrel, limit, points, weight, wvar, wopts``), for all variables or one entry for
        each; a function is called like one in `ranges`.
    full_output : bool, optional
        Whether to return also ``{'neval': number of evaluations of func}``.

    Returns
    -------
    result : float
        The integral.
    abserr : float
        The largest error estimate of the integrations in one variable.
    out_dict : dict
        With `full_output`.

    See Also
    --------
    quad, dblquad, tplquad

    Examples
    --------
    >>> from scinova import integrate
    >>> value, error = integrate.nquad(lambda x, y: x * y, [lambda y: (0, y), (0, 2)])
    >>> abs(value - 2) < 1e-12
    True
    """
    if not callable(func) and not isinstance(func, tuple):
        raise ValueError(f"nquad: func must be callable; got {func!r}")
    ranges = list(ranges)
    if not ranges:
        raise ValueError("nquad: ranges must not be empty")
    args = () if args is None else args if isinstance(args, tuple) else (args,)
    if opts is None:
        opts = {}
    options = [opts] * len(ranges) if isinstance(opts, dict) or callable(opts) else list(opts)
    if len(options) != len(ranges):
        raise ValueError(f"nquad: opts must have one entry for each of the {len(ranges)} ranges; got {len(options)}")
    nest = _Nest(integrand(func), ranges, options, full_output)
    value = nest.level(len(ranges) - 1)(*args)
    if full_output:
        return value, nest.error, {"neval": nest.evaluations}
    return value, nest.error


class _Nest:
    """The recursion of nquad: ``level(k)`` integrates variables 0..k, as a function of the variables outside them."""

    def __init__(self, func: Any, ranges: list[Any], options: list[Any], full: bool):
        self.func, self.ranges, self.options, self.full = func, ranges, options, full
        self.error, self.evaluations = 0.0, 0

    def level(self, k: int) -> Callable[..., float]:
        inner = self.func if k == 0 else self.level(k - 1)
        limits, options = self.ranges[k], self.options[k]

        def over(*outer: Any) -> float:
            low, high = limits(*outer) if callable(limits) else limits
            chosen = dict(options(*outer) if callable(options) else options)
            chosen.pop("full_output", None)
            answer, messages = integral(inner, low, high, outer, False, **chosen)
            value, error, trouble, evaluations, _ = answer
            if trouble:
                text = messages[trouble].format(limit=chosen.get("limit", 50), limlst=50)
                warnings.warn(f"nquad: in variable {k}: {text}", IntegrationWarning, stacklevel=3)
            if error > self.error or error != error:
                self.error = error
            if k == 0:
                self.evaluations += evaluations
            return value

        return over
