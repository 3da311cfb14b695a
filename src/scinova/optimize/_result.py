# SPDX-License-Identifier: BSD-3-Clause
"""What an optimiser returns, the warning it gives, and the lines it prints under ``disp``."""
from __future__ import annotations

import inspect
import warnings
from typing import Any

from scinova._core.results import Result


class OptimizeResult(Result):
    """The outcome of an optimisation: a dictionary whose keys are also attributes.

    Attributes
    ----------
    x : ndarray
        The solution.
    success : bool
        Whether the solver met its tolerance.
    status : int
        A code of the solver's for why it ended; `message` says it in words.
    fun, jac, hess, hess_inv
        Value and derivatives of the objective at ``x`` (those the solver has).
    nfev, njev, nhev, nit : int
        Evaluations of the objective, its gradient and its Hessian, and iterations.

    Examples
    --------
    >>> from scinova.optimize import minimize
    >>> res = minimize(lambda x: (x[0] - 2)**2, 0.0)
    >>> res.success, round(float(res.x[0]), 5)
    (True, 2.0)
    """

    quoted_strings = False


class OptimizeWarning(UserWarning):
    """A solver ended early, or an argument has no effect."""


SUCCEEDED = "Optimization terminated successfully."
NOTES = {
    "maxfev": "The limit on function evaluations was reached.",
    "maxiter": "The limit on iterations was reached.",
    "precision": "The tolerance was not met: rounding errors keep the line search from going further down.",
    "nan": "The objective, its gradient or the iterate became NaN.",
    "callback": "The callback stopped the iteration (StopIteration).",
}


def announce(result: OptimizeResult, disp: Any, rows: str = "nit nfev njev",
             category: type[Warning] = OptimizeWarning) -> None:
    """Under ``disp``: print how an optimisation ended; as a warning when it did not succeed."""
    if not disp:
        return
    if result.success:
        print(result.message)
    else:
        warnings.warn(result.message, category, stacklevel=4)
    print(f"         Current function value: {float(result.fun):f}")
    titles = {"nit": "Iterations", "nfev": "Function evaluations", "njev": "Gradient evaluations",
              "nhev": "Hessian evaluations"}
    for name in rows.split():
        if name in result:
            print(f"         {titles[name]}: {result[name]}")


def warn_unknown(options: dict[str, Any]) -> None:
    """Warn about options that a solver does not know."""
    if options:
        warnings.warn("the solver has no options named " + ", ".join(map(str, options)), OptimizeWarning, stacklevel=4)


class Callback:
    """A user's callback behind one face: ``callback(x, f)`` is true when the iteration is to stop.

    A callback whose only parameter is called ``intermediate_result`` gets an `OptimizeResult` with ``x`` and ``fun``;
    any other gets a copy of ``x`` (for ``always_result``, an OptimizeResult first, as trust-constr's). Raising
    StopIteration asks to stop; so does a true return value where ``truth_stops``.
    """

    __slots__ = ("function", "takes_result", "stopped", "truth_stops")

    def __init__(self, function: Any, truth_stops: bool = False):
        self.function: Any = function.function if isinstance(function, Callback) else function
        self.stopped = False
        self.truth_stops = truth_stops
        self.takes_result = function is not None and takes_intermediate_result(self.function)

    def __bool__(self) -> bool:
        return self.function is not None

    def __call__(self, x: Any, f: Any, **more: Any) -> bool:
        if self.function is None:
            return False
        try:
            if self.takes_result:
                answer = self.function(intermediate_result=OptimizeResult(x=x.copy(), fun=f, **more))
            else:
                answer = self.function(x.copy())
        except StopIteration:
            self.stopped = True
            return True
        self.stopped = bool(self.truth_stops and answer)
        return self.stopped


def takes_intermediate_result(function: Any) -> bool:
    """Whether ``function``'s one parameter is named ``intermediate_result``."""
    try:
        return set(inspect.signature(function).parameters) == {"intermediate_result"}
    except (TypeError, ValueError):
        return False
