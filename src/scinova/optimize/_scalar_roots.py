# SPDX-License-Identifier: BSD-3-Clause
"""Zeros of a function of one variable inside a bracket. The methods are in native/kernels/optimize/bracketing.hpp."""
from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova._core.callbacks import native_function
from scinova.optimize import _native
from scinova.optimize._bfgs import as_args
from scinova.optimize._result import OptimizeResult

_FLAGS = {0: "converged", -1: "sign error", -2: "convergence error", -3: "value error"}
_SIGNATURES = ("double (double)", "double (double, void *)")
_XTOL = 2e-12
_RTOL = 4 * np.finfo(float).eps


class RootResults(OptimizeResult):
    """What a scalar root finder found.

    Parameters
    ----------
    root : float
        The zero.
    iterations, function_calls : int
        What it took.
    flag : int or str
        0 or 'converged'; -1 'sign error'; -2 'convergence error'; -3 'value error'.
    method : str
        Name of the method.

    Examples
    --------
    >>> from scinova.optimize import brentq
    >>> root, r = brentq(lambda x: x**2 - 2, 0, 2, full_output=True)
    >>> r.converged, round(r.root, 6)
    (True, 1.414214)
    """

    def __init__(self, root: Any, iterations: int, function_calls: int, flag: Any, method: str):
        text = _FLAGS.get(flag, flag) if isinstance(flag, int) else flag
        super().__init__(converged=text == "converged", flag=text, function_calls=function_calls,
                         iterations=iterations, root=root, method=method)


def find(method: str, code: int, f: Callable[..., Any], a: Any, b: Any, args: Any, xtol: float, rtol: float,
         maxiter: int, full_output: Any, disp: Any, least_rtol: float = _RTOL) -> Any:
    """Check the tolerances, search, and shape the answer: all the bracketing methods."""
    if not xtol > 0:
        raise ValueError(f"{method}: xtol must be positive; got {xtol}")
    if not rtol >= least_rtol:
        raise ValueError(f"{method}: rtol must be at least {least_rtol:g}; got {rtol}")
    maxiter = operator.index(maxiter)
    if maxiter < 0:
        raise ValueError(f"{method}: maxiter must not be negative; got {maxiter}")
    native = native_function(f, _SIGNATURES)
    if native is not None:
        answer = _native.find_root_native(code, native.address, native.user_data, int("void" in native.signature),
                                          float(a), float(b), float(xtol), float(rtol), maxiter)
    else:
        if not callable(f):
            raise TypeError(f"{method}: f must be callable; got {f!r}")
        answer = _native.find_root(code, f, as_args(args) or None, float(a), float(b), float(xtol), float(rtol),
                                   maxiter)
    root, calls, iterations, flag = answer
    if flag == -1:
        raise ValueError(f"{method}: f(a) and f(b) must have different signs, for a = {a} and b = {b}")
    if flag == -3:
        raise ValueError(f"{method}: the function is NaN at x = {root}")
    if flag == -2 and disp:
        raise RuntimeError(f"{method}: no convergence in {iterations} iterations; the last value is {root}")
    return (root, RootResults(root, iterations, calls, flag, method)) if full_output else root


_DOC = """{summary}

    Parameters
    ----------
    f : callable or LowLevelCallable
        The continuous function ``f(x, *args)``. A native function, ``double (double)`` or ``double (double, void *)``,
        is called without the interpreter.
    a, b : float
        Ends of the bracket: ``f(a)`` and ``f(b)`` have different signs.
    args : tuple, optional
        Further arguments.
{k}    xtol, rtol : float, optional
        The root is found to ``xtol + rtol |x|``.
    maxiter : int, optional
        Iterations at most.
    full_output : bool, optional
        Return a `RootResults` too.
    disp : bool, optional
        Raise RuntimeError if it does not converge.

    Returns
    -------
    root : float
        The zero.
    r : RootResults
        With ``full_output``.

    Raises
    ------
    ValueError
        If the signs are the same, or the function is NaN.
    RuntimeError
        If it does not converge.

    Notes
    -----
    {notes}

    Examples
    --------
    >>> from scinova import optimize
    >>> round(optimize.{name}(lambda x: x**3 - 2*x - 5, 2, 3), 9)
    2.094551482
    """


def bisect(f: Callable[..., Any], a: float, b: float, args: Any = (), xtol: float = _XTOL, rtol: float = _RTOL,
           maxiter: int = 100, full_output: Any = False, disp: Any = True) -> Any:
    return find("bisect", 0, f, a, b, args, xtol, rtol, maxiter, full_output, disp)


def ridder(f: Callable[..., Any], a: float, b: float, args: Any = (), xtol: float = _XTOL, rtol: float = _RTOL,
           maxiter: int = 100, full_output: Any = False, disp: Any = True) -> Any:
    return find("ridder", 1, f, a, b, args, xtol, rtol, maxiter, full_output, disp)


def brentq(f: Callable[..., Any], a: float, b: float, args: Any = (), xtol: float = _XTOL, rtol: float = _RTOL,
           maxiter: int = 100, full_output: Any = False, disp: Any = True) -> Any:
    return find("brentq", 2, f, a, b, args, xtol, rtol, maxiter, full_output, disp)


def brenth(f: Callable[..., Any], a: float, b: float, args: Any = (), xtol: float = _XTOL, rtol: float = _RTOL,
           maxiter: int = 100, full_output: Any = False, disp: Any = True) -> Any:
    return find("brenth", 3, f, a, b, args, xtol, rtol, maxiter, full_output, disp)


def toms748(f: Callable[..., Any], a: float, b: float, args: Any = (), k: int = 1, xtol: float = _XTOL,
            rtol: float = _RTOL, maxiter: int = 100, full_output: Any = False, disp: Any = True) -> Any:
    k, maxiter = operator.index(k), operator.index(maxiter)
    if k < 1:
        raise ValueError(f"toms748: k must be at least 1; got {k}")
    if maxiter < 1:
        raise ValueError(f"toms748: maxiter must be at least 1; got {maxiter}")
    if not (np.isfinite(a) and np.isfinite(b) and a < b):
        raise ValueError(f"toms748: a and b must be finite, a below b; got {a} and {b}")
    return find("toms748", 3 + k, f, a, b, args, xtol, rtol, maxiter, full_output, disp, np.finfo(float).eps)


_K = "    k : int, optional\n        Interpolation steps in each iteration.\n"
for _function, _summary, _notes in (
    (bisect, "Find a zero of a function in a bracket by halving it.", "Slow and sure: one bit an evaluation."),
    (ridder, "Find a zero of a function in a bracket by Ridders' method.",
     "C. J. F. Ridders, IEEE Trans. Circuits Syst. 26 (1979) 979-980; two evaluations an iteration."),
    (brentq, "Find a zero of a function in a bracket by Brent's method.",
     "R. P. Brent, Algorithms for Minimization Without Derivatives (1973), chapter 4: inverse quadratic\n"
     "    interpolation, secant steps and bisection."),
    (brenth, "Find a zero of a function in a bracket by Brent's method with hyperbolic extrapolation.",
     "J. C. P. Bus and T. J. Dekker, ACM TOMS 1 (1975) 330-345."),
    (toms748, "Find a zero of a function in a bracket by Algorithm 748.",
     "G. E. Alefeld, F. A. Potra and Y. Shi, ACM TOMS 21 (1995) 327-344."),
):
    _function.__doc__ = _DOC.format(summary=_summary, notes=_notes, name=_function.__name__,
                                    k=_K if _function is toms748 else "")
