# SPDX-License-Identifier: BSD-3-Clause
"""`root_scalar`: one face for the finders of a zero of a function of one variable."""
from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from scinova.optimize import _newton, _scalar_roots
from scinova.optimize._bfgs import as_args
from scinova.optimize._scalar_roots import RootResults


@dataclass(frozen=True)
class Method:
    """A finder, whether it needs a bracket, and the derivatives it needs."""

    function: Callable[..., Any]
    bracket: bool = False
    needs: tuple[str, ...] = ("x0",)


METHODS = {
    **{f.__name__: Method(f, True, ()) for f in (_scalar_roots.bisect, _scalar_roots.brentq, _scalar_roots.brenth,
                                                  _scalar_roots.ridder, _scalar_roots.toms748)},
    "newton": Method(_newton.newton),
    "secant": Method(_newton.newton),
    "halley": Method(_newton.newton, needs=("x0", "fprime", "fprime2")),
}


class _Parts:
    """A function that returns (f, f', ...), taken apart; the last point is kept."""

    def __init__(self, fun: Callable[..., Any]):
        self.fun, self.at, self.values, self.calls = fun, None, (), 0

    def part(self, index: int) -> Callable[..., Any]:
        def get(x: Any, *args: Any) -> Any:
            if self.at is None or x != self.at:
                self.values, self.at = self.fun(x, *args), x
                self.calls += 1
            return self.values[index]
        return get


def root_scalar(f: Callable[..., Any], args: Any = (), method: str | None = None, bracket: Any = None,
                fprime: Any = None, fprime2: Any = None, x0: Any = None, x1: Any = None, xtol: float | None = None,
                rtol: float | None = None, maxiter: int | None = None, options: Any = None) -> RootResults:
    """Find a zero of a function of one variable.

    Parameters
    ----------
    f : callable
        The function ``f(x, *args)``; it may return its derivatives too, see ``fprime``.
    args : tuple, optional
        Further arguments.
    method : {'bisect', 'brentq', 'brenth', 'ridder', 'toms748', 'newton', 'secant', 'halley'}, optional
        By default 'brentq' with a bracket; otherwise 'halley', 'newton' or 'secant', as derivatives are given.
    bracket : sequence of two floats, optional
        Ends of an interval at which the function has different signs.
    fprime, fprime2 : callable or bool, optional
        First and second derivative; True where ``f`` returns them with its value.
    x0, x1 : float, optional
        Starting points.
    xtol, rtol : float, optional
        Absolute and relative tolerance on the root.
    maxiter : int, optional
        Iterations at most.
    options : dict, optional
        Further options of the method: ``k``, ``disp``.

    Returns
    -------
    RootResults
        With ``root``, ``converged``, ``flag``, ``iterations``, ``function_calls`` and ``method``.

    Raises
    ------
    ValueError
        For an unknown method, or where what it needs is not given.

    Examples
    --------
    >>> from scinova import optimize
    >>> round(optimize.root_scalar(lambda x: x**3 - 1, bracket=[0, 3]).root, 9)
    1.0
    """
    args = as_args(args)
    parts = None
    both = fprime2 is not None and not callable(fprime2) and bool(fprime2)
    if both or (fprime is not None and not callable(fprime) and bool(fprime)):
        parts = _Parts(f)
        fprime2 = parts.part(2) if both else fprime2
        f, fprime = parts.part(0), parts.part(1)
    fprime = fprime if callable(fprime) else None
    fprime2 = fprime2 if callable(fprime2) else None
    name = _choice(method, bracket, x0, x1, fprime, fprime2)
    row = METHODS[name]
    settings = {"disp": False, "full_output": True, **(options or {})}
    settings.update({k: v for k, v in (("rtol", rtol), ("maxiter", maxiter)) if v is not None})
    if xtol is not None:
        settings["xtol" if row.bracket else "tol"] = xtol
    elif "xtol" in settings and not row.bracket:
        settings["tol"] = settings.pop("xtol")
    if row.bracket:
        a, b = _two_ends(bracket, name)
        _, result = row.function(f, a, b, args=args, **settings)
        return result
    for needed, value in (("x0", x0), ("fprime", fprime), ("fprime2", fprime2)):
        if needed in row.needs and value is None:
            raise ValueError(f"root_scalar: method {name!r} needs {needed}")
    if name == "newton" and fprime is None:
        fprime = _difference(f)
    derivatives = {"newton": {"fprime": fprime}, "halley": {"fprime": fprime, "fprime2": fprime2},
                   "secant": {"x1": x1}}[name]
    _, result = row.function(f, x0, args=args, **derivatives, **settings)
    if parts is not None:
        result["function_calls"] = parts.calls
    result["method"] = name
    return result


def _choice(method: str | None, bracket: Any, x0: Any, x1: Any, fprime: Any, fprime2: Any) -> str:
    if method is None:
        if bracket is not None:
            return "brentq"
        if x0 is None:
            raise ValueError("root_scalar: a bracket or a starting point x0 is needed")
        if fprime is None:
            return "newton" if x1 is None else "secant"
        return "newton" if fprime2 is None else "halley"
    name = str(method).lower()
    if name not in METHODS:
        raise ValueError(f"root_scalar: method must be one of {', '.join(METHODS)}; got {method!r}")
    return name


def _two_ends(bracket: Any, name: str) -> tuple[Any, Any]:
    if not isinstance(bracket, (list, tuple)) and not hasattr(bracket, "shape"):
        raise ValueError(f"root_scalar: method {name!r} needs a bracket, a sequence of two numbers; got {bracket!r}")
    a, b = bracket[:2]
    return a, b


def _difference(f: Callable[..., Any]) -> Callable[..., Any]:
    """The slope of ``f`` by a forward difference."""
    from scinova.optimize._differences import EPSILON

    def slope(x: Any, *args: Any) -> Any:
        h = float(EPSILON) * max(1.0, abs(x))
        return (f(x + h, *args) - f(x, *args)) / h

    return slope
