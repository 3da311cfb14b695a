# SPDX-License-Identifier: BSD-3-Clause
"""`show_options`: the options of every method, read from the solvers' signatures."""
from __future__ import annotations

import inspect
from collections.abc import Callable
from typing import Any

from scinova.optimize import _hybrid, _minimize, _root_scalar, _scalar_minimize

# What an option means, for all the methods that have it.
_MEANINGS = {
    "adaptive": "parameters that adapt to the number of variables",
    "band": "numbers of sub- and superdiagonals of a banded Jacobian",
    "c1": "constant of the sufficient decrease",
    "c2": "constant of the curvature condition",
    "col_deriv": "whether the Jacobian is returned transposed",
    "diag": "scale of the variables",
    "direc": "first directions, as rows",
    "disp": "print how it ended",
    "eps": "absolute step of the differences",
    "factor": "the first step bound, as a multiple of the size of x",
    "fatol": "tolerance on the values at the vertices",
    "finite_diff_rel_step": "relative step of the differences",
    "ftol": "relative tolerance on the function",
    "gtol": "tolerance on the gradient",
    "hess_inv0": "first estimate of the inverse Hessian",
    "initial_simplex": "vertices to begin with, shape (n + 1, n)",
    "k": "interpolation steps in each iteration",
    "maxcor": "number of steps that the model remembers",
    "maxfev": "evaluations at most",
    "maxfun": "evaluations at most",
    "maxiter": "iterations at most",
    "maxls": "trials of a line search at most",
    "norm": "order of the norm of the gradient",
    "return_all": "return the iterates as allvecs",
    "rtol": "relative tolerance on x",
    "tol": "absolute tolerance on x",
    "workers": "processes, or a mapping, for the evaluations of a difference",
    "xatol": "absolute tolerance on x",
    "xrtol": "relative size of a step at which to end",
    "xtol": "tolerance on x",
}


def _solvers() -> dict[str, dict[str, Callable[[], Callable[..., Any]]]]:
    """Solver to method to what makes the function that carries its options."""
    plain = lambda f: lambda: f
    return {
        "minimize": {name: row.load for name, row in _minimize.METHODS.items()},
        "minimize_scalar": {name: plain(f) for name, f in _scalar_minimize.METHODS.items()},
        "root": {name: plain(row[0]) for name, row in _hybrid.METHODS.items()},
        "root_scalar": {name: plain(row.function) for name, row in _root_scalar.METHODS.items()},
    }


def show_options(solver: str | None = None, method: str | None = None, disp: bool = True) -> str | None:
    """Show the options of the methods of `minimize`, `minimize_scalar`, `root` and `root_scalar`.

    Parameters
    ----------
    solver : str, optional
        One of those four; all of them by default.
    method : str, optional
        One method; all of the solver's by default.
    disp : bool, optional
        Print the text instead of returning it.

    Returns
    -------
    str or None
        The text, if ``disp`` is False.

    Raises
    ------
    ValueError
        If there is no such solver or method.

    Examples
    --------
    >>> from scinova import optimize
    >>> print(optimize.show_options("minimize", "bfgs", disp=False).splitlines()[0])
    The quasi-Newton method of Broyden, Fletcher, Goldfarb and Shanno.
    """
    table = _solvers()
    if solver is not None and solver not in table:
        raise ValueError(f"show_options: solver must be one of {', '.join(table)}; got {solver!r}")
    if solver is None:
        text = "\n\n".join(f"{name}\n{'=' * len(name)}\n\n{_all(methods)}" for name, methods in table.items())
    elif method is None:
        text = _all(table[solver])
    else:
        key = method.lower()
        if key not in table[solver]:
            raise ValueError(f"show_options: method must be one of {', '.join(table[solver])}; got {method!r}")
        text = _one(table[solver][key]())
    if disp:
        print(text)
        return None
    return text


def _all(methods: dict[str, Callable[[], Callable[..., Any]]]) -> str:
    return "\n\n".join(f"{name}\n{'-' * len(name)}\n\n{_one(load())}" for name, load in methods.items())


def _one(function: Callable[..., Any]) -> str:
    """First line of the docstring, and one line an option with its default and meaning."""
    lines = [inspect.getdoc(function).split("\n")[0], ""]  # type: ignore[union-attr]
    for name, parameter in inspect.signature(function).parameters.items():
        if name in _MEANINGS:
            default = parameter.default
            shown = f"{default:g}" if isinstance(default, float) else str(default)
            lines.append(f"{name} (default {shown}): {_MEANINGS[name]}")
    return "\n".join(lines)
