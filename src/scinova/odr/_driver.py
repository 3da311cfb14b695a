# SPDX-License-Identifier: BSD-3-Clause
"""One regression by odrpack: arrays into the forms it takes, functions checked at every call, results out.

P. T. Boggs, R. H. Byrd, J. E. Rogers, R. B. Schnabel, "User's reference guide for ODRPACK version 2.01", NISTIR 92-4834
(1992): the digits of ``job``, ``iprint`` and ``info`` and the forms of weights are explained there.
"""
from __future__ import annotations

import functools
import importlib
import math
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from scinova.odr._errors import OdrError, OdrStop

# The engine keeps the state of a fit on its stack, but not that of its report files: one fit at a time, and a model
# may itself fit.
_one_at_a_time = threading.RLock()

# Names of the parts of the real work array that callers know, by the engine's own.
_WORK_NAMES = {"xplusd": "xplus", "olmavg": "olmav", "rnorms": "rnors", "taufac": "taufc", "epsmac": "apsma",
               "beta0": "betao", "wssdel": "wssde", "wsseps": "wssep", "partol": "partl"}
_BEYOND = ("lower", "upper", "lrwkmin")
_FLOAT64 = np.dtype(np.float64)
# Five points for `reliable_digits`, and what takes values there to their distances from the straight line through them.
_STEPS = (np.arange(-2, 3) * 10 * np.finfo(float).eps).tolist()
_OFF_THE_LINE = np.eye(5) - 0.2 - np.outer(np.arange(-2, 3), np.arange(-2, 3)) / 10.0


@dataclass
class Problem:
    """What a fit is of. Options that are None are the engine's to choose."""

    fcn: Callable[..., Any]
    beta0: Any
    x: Any
    y: Any
    we: Any = None
    wd: Any = None
    fjacb: Callable[..., Any] | None = None
    fjacd: Callable[..., Any] | None = None
    extra_args: tuple = ()
    delta0: Any = None
    ifixb: Any = None
    ifixx: Any = None
    job: int = 0
    iprint: int = 0
    errfile: str | None = None
    rptfile: str | None = None
    ndigit: int | None = None
    taufac: float | None = None
    sstol: float | None = None
    partol: float | None = None
    maxit: int | None = None
    stpb: Any = None
    stpd: Any = None
    sclb: Any = None
    scld: Any = None
    work: Any = None
    iwork: Any = None
    n: int = field(init=False)
    m: int = field(init=False)
    q: int = field(init=False)
    p: int = field(init=False)

    def __post_init__(self) -> None:
        self.x = np.ascontiguousarray(self._floats(self.x, "x"))
        if self.x.ndim not in (1, 2):
            raise ValueError(f"x must have 1 or 2 dimensions; got {self.x.ndim}")
        self.n, self.m = self.x.shape[-1], 1 if self.x.ndim == 1 else self.x.shape[0]
        self.beta0 = np.atleast_1d(self._floats(self.beta0, "beta0"))
        if self.beta0.ndim != 1:
            raise ValueError(f"beta0 must have 1 dimension; got {self.beta0.ndim}")
        self.p = len(self.beta0)
        if self.implicit:
            if not isinstance(self.y, (int, np.integer)):
                raise OdrError("an implicit model has no responses: y must be their number, an integer")
            self.q, self.y = int(self.y), np.zeros((int(self.y), self.n) if self.y > 1 else self.n)
            self.shapes = [(self.q, self.n)] + [(self.n,)] * (self.q == 1)
        else:
            if self.y is None or isinstance(self.y, (int, np.integer)):
                raise OdrError("an explicit model needs responses: y must be an array")
            self.y = np.ascontiguousarray(self._floats(self.y, "y"))
            if self.y.ndim not in (1, 2) or self.y.shape[-1] != self.n:
                raise ValueError(f"y must have the {self.n} observations of x; got shape {self.y.shape}")
            self.q = 1 if self.y.ndim == 1 else self.y.shape[0]
            self.shapes = [self.y.shape]

    @staticmethod
    def _floats(value: Any, name: str) -> np.ndarray:
        try:
            a = np.asarray(value)
            if a.dtype.kind not in "biuf":
                raise TypeError
            return a.astype(np.float64)
        except (TypeError, ValueError):
            raise ValueError(f"{name} must be made of real numbers; got {value!r}") from None

    implicit = property(lambda self: self.job % 10 == 1)
    odr = property(lambda self: self.job % 10 < 2)
    restart = property(lambda self: self.job // 10000 % 10 >= 1)
    given_delta = property(lambda self: self.job // 1000 % 10 >= 1)
    own_derivatives = property(lambda self: self.job // 10 % 10 >= 2)

    # -- functions -------------------------------------------------------------------------------------------------

    def called(self, function: Callable[..., Any], name: str, shapes: Sequence[tuple[int, ...]],
               stop: type[Exception]) -> Callable[..., Any]:
        """``function`` as the engine calls it, its result checked; arrays are the caller's to keep."""
        size, args, shape = math.prod(shapes[0]), self.extra_args, shapes[0]

        def call(x: np.ndarray, beta: np.ndarray) -> np.ndarray:
            try:
                out = function(beta.copy(), x.copy(), *args)
            except OdrStop as asked:
                raise stop(*asked.args) from None
            if type(out) is np.ndarray and out.shape == shape and out.dtype is _FLOAT64 and out.flags.c_contiguous:
                return out
            out = np.asarray(out)
            if out.shape not in shapes and not (name != "fcn" and out.size == size):
                raise OdrError(f"{name} must return an array of shape {' or '.join(map(str, shapes))}; "
                               f"got {out.shape}")
            if out.dtype.kind not in "biuf":
                raise OdrError(f"{name} must return real numbers; got dtype {out.dtype}")
            return np.ascontiguousarray(out, dtype=np.float64)

        return call

    def functions(self, stop: type[Exception] = OdrStop) -> dict[str, Callable[..., Any]]:
        """The three functions by the engine's names; an `OdrStop` in them becomes a ``stop``."""
        if not callable(self.fcn):
            raise TypeError(f"fcn must be callable; got {self.fcn!r}")
        f = self.called(self.fcn, "fcn", self.shapes, stop)
        out = {"f": f, "fjacb": f, "fjacd": f}            # in place of a derivative that is not given, never called
        for name, function, rows in (("fjacb", self.fjacb, self.p), ("fjacd", self.fjacd, self.m)):
            if function is not None:
                out[name] = self.called(function, name, [(self.q, rows, self.n)], stop)
        return out

    def check(self) -> None:
        """Call each function once: OdrError when a shape is wrong, ValueError when a derivative is missing."""
        if self.own_derivatives and (self.fjacb is None or (self.fjacd is None and self.odr)):
            raise ValueError("job asks for derivatives from fjacb and fjacd; got none")
        for name, function in self.functions().items():
            if name == "f" or getattr(self, name) is not None:
                function(self.x, self.beta0)

    # -- arrays ----------------------------------------------------------------------------------------------------

    def weights(self, w: Any, k: int, name: str) -> np.ndarray | None:
        """Weights of k variables as (k, 1 or k, 1 or n)."""
        if w is None:
            return None
        w = self._floats(w, name)
        n = self.n
        if w.ndim == 0:
            return np.full((k, 1, 1), float(w))
        forms = {(k,): (k, 1, 1), (k, k): (k, k, 1), (k, n): (k, 1, n), (k, k, n): (k, k, n), (k, 1, 1): (k, 1, 1),
                 (k, 1, n): (k, 1, n)}
        if k == 1:
            forms[(n,)] = (1, 1, n)
        if w.shape not in forms:
            raise ValueError(f"{name} must be a number or have one of the shapes {', '.join(map(str, forms))}; "
                             f"got {w.shape}")
        return np.ascontiguousarray(w.reshape(forms[w.shape]))

    def per_x(self, a: Any, name: str, dtype: Any) -> np.ndarray | None:
        """A number for each explanatory variable, or each of its values, as (m, 1 or n)."""
        if a is None:
            return None
        a = self._floats(a, name).astype(dtype)
        if a.ndim == 0:
            return np.full((self.m, 1), a)
        forms = {(self.m,): (self.m, 1), (self.m, 1): (self.m, 1), (self.m, self.n): (self.m, self.n)}
        if self.m == 1:
            forms[(self.n,)] = (1, self.n)
        elif (self.n,) not in forms and a.shape == (self.n,):
            a = np.broadcast_to(a, (self.m, self.n))
        if a.shape not in forms:
            raise ValueError(f"{name} must have one of the shapes {', '.join(map(str, forms))}; got {a.shape}")
        return np.ascontiguousarray(a.reshape(forms[a.shape]))

    def per_beta(self, a: Any, name: str, dtype: Any) -> np.ndarray | None:
        if a is None:
            return None
        a = self._floats(a, name).astype(dtype)
        if a.ndim == 0:
            a = np.full(self.p, a)
        if a.shape != (self.p,):
            raise ValueError(f"{name} must have the {self.p} elements of beta0; got shape {a.shape}")
        return np.ascontiguousarray(a)


def reliable_digits(problem: Problem, f: Callable[..., Any]) -> int:
    """How many decimal digits of the function can be relied on, 2 to 13.

    From the scatter of its values about a straight line at five points a few roundings of ``beta0`` apart. The engine
    estimates this, too, but takes a function without scatter to be exact, and then its difference quotients by steps
    of 1e-10 have but six digits.
    """
    values = np.concatenate([f(problem.x, problem.beta0 * (1.0 + h)).reshape(1, -1) for h in _STEPS])
    if not values.size or not np.isfinite(values).all():
        return 13
    size, scatter = np.abs(values).max(axis=0), np.abs(_OFF_THE_LINE @ values).max(axis=0)
    if not size.all():
        size, scatter = size[size > 0], scatter[size > 0]
    relative = np.sort(scatter / size)
    middle = len(relative)
    median = float(relative[(middle - 1) // 2] + relative[middle // 2]) / 2.0 if middle else 0.0
    return int(min(max(-math.log10(max(median, 1e-16)) - 1.0, 2.0), 13.0))


def engine() -> Any:
    """odrpack's own module of routines."""
    try:
        return importlib.import_module("odrpack.__odrpack")
    except ImportError:
        raise ImportError("orthogonal distance regression needs the package odrpack (0.7 or later): "
                          "pip install odrpack") from None


def _work_arrays(problem: Problem, routines: Any) -> tuple[np.ndarray, np.ndarray]:
    real, whole = routines.workspace_dimensions(problem.n, problem.m, problem.q, problem.p, problem.odr)
    arrays = []
    for name, given, size, dtype in (("work", problem.work, real, np.float64),
                                     ("iwork", problem.iwork, whole, np.int32)):
        if given is None:
            if problem.restart:
                raise OdrError(f"a restart needs {name}, as the fit before left it")
            arrays.append(np.zeros(size, dtype=dtype))
            continue
        a = np.array(given, dtype=dtype).ravel()
        if a.size < size:
            raise OdrError(f"{name} must have at least {size} elements; got {a.size}")
        arrays.append(a)
    return arrays[0], arrays[1]


def _first_delta(problem: Problem, work: np.ndarray) -> np.ndarray:
    shape = (problem.m, problem.n)
    if problem.delta0 is not None and not problem.restart:
        delta = problem._floats(problem.delta0, "delta0")
        if delta.size != problem.n * problem.m:
            raise ValueError(f"delta0 must have the shape of x, {problem.x.shape}; got {delta.shape}")
        return np.ascontiguousarray(delta.reshape(problem.x.shape))
    if problem.work is not None and (problem.given_delta or problem.restart):
        return work[:problem.n * problem.m].reshape(problem.x.shape).copy()
    return np.zeros(shape).reshape(problem.x.shape)


def solve(problem: Problem) -> dict[str, Any]:
    """Do the fit; the values of an `Output`."""
    import odrpack
    routines = engine()
    problem.check()
    work, iwork = _work_arrays(problem, routines)
    beta, delta = problem.beta0.copy(), _first_delta(problem, work)
    we, wd = problem.weights(problem.we, problem.q, "we"), problem.weights(problem.wd, problem.m, "wd")
    ifixx = problem.per_x(problem.ifixx, "ifixx", np.int32)
    stpd, scld = (problem.per_x(getattr(problem, k), k, np.float64) for k in ("stpd", "scld"))
    leading = lambda a: 1 if a is None else a.shape[-1]

    functions = problem.functions(odrpack.OdrStop)
    options = {name: getattr(problem, name) for name in ("ndigit", "taufac", "sstol", "partol", "maxit", "errfile",
                                                         "rptfile")}
    # Bounds on the parameters far out: without any, the engine may find room missing for a central difference.
    bounds = {"lower": np.full(problem.p, -1e300), "upper": np.full(problem.p, 1e300)}
    if options["ndigit"] is None and not problem.own_derivatives:
        options["ndigit"] = reliable_digits(problem, functions["f"])
    with _one_at_a_time:
        info = routines.odr(
            n=problem.n, m=problem.m, q=problem.q, npar=problem.p, ldwe=leading(we),
            ld2we=1 if we is None else we.shape[1], ldwd=leading(wd), ld2wd=1 if wd is None else wd.shape[1],
            ldifx=leading(ifixx), ldstpd=leading(stpd), ldscld=leading(scld), **functions, beta=beta, y=problem.y,
            x=problem.x, delta=delta, we=we, wd=wd, ifixb=problem.per_beta(problem.ifixb, "ifixb", np.int32),
            ifixx=ifixx, stpb=problem.per_beta(problem.stpb, "stpb", np.float64), stpd=stpd,
            sclb=problem.per_beta(problem.sclb, "sclb", np.float64), scld=scld, rwork=work, iwork=iwork,
            job=problem.job, iprint=problem.iprint, **bounds, **{k: v for k, v in options.items() if v is not None})
    where, known = _places(problem.n, problem.m, problem.q, problem.p, leading(we), 1 if we is None else we.shape[1],
                           problem.odr)
    return {**_results(problem, info, beta, delta, work, iwork, where), "work_ind": dict(known)}


@functools.lru_cache(maxsize=16)
def _places(*sizes: int) -> tuple[dict[str, int], dict[str, int]]:
    """Where the parts of the real work array begin, by the engine's names and by those that callers know."""
    where = engine().loc_rwork(*sizes)
    return where, {_WORK_NAMES.get(k, k): v for k, v in sorted(where.items(), key=lambda kv: kv[1])
                   if k not in _BEYOND}


def _results(problem: Problem, info: int, beta: np.ndarray, delta: np.ndarray, work: np.ndarray, iwork: np.ndarray,
             where: dict[str, int]) -> dict[str, Any]:
    n, m, q, p = problem.n, problem.m, problem.q, problem.p
    part = lambda name, size, shape: work[where[name]:where[name] + size].reshape(shape).copy()
    number = lambda name: float(work[where[name]])
    of_y = (q, n) if q > 1 or problem.y.ndim == 2 else (n,)
    eps = part("eps", q * n, of_y)
    xplus = part("xplusd", n * m, problem.x.shape) if problem.odr else problem.x.copy()
    work[:n * m] = delta.ravel() if problem.odr else work[:n * m]
    return {
        "beta": beta, "sd_beta": part("sd", p, p), "cov_beta": part("vcv", p * p, (p, p)), "delta": delta, "eps": eps,
        "xplus": xplus, "y": part("fn", q * n, of_y), "res_var": number("rvar"), "sum_square": number("wss"),
        "sum_square_delta": number("wssdel"), "sum_square_eps": number("wsseps"), "inv_condnum": number("rcond"),
        "rel_error": number("eta"), "work": work, "iwork": iwork, "info": int(info),
        "stopreason": reasons(int(info)),
    }


_CONVERGENCE = {1: "Sum of squares convergence", 2: "Parameter convergence",
                3: "Both sum of squares and parameter convergence", 4: "Iteration limit reached"}

def reasons(info: int) -> list[str]:
    """Why a fit ended, from the digits of ``info``."""
    digits = [info // 10**k % 10 for k in (4, 3, 2, 1, 0)]
    if digits[0] == 0:
        out = []
        if digits[1]:
            out.append("Derivatives may be wrong")
        if digits[2]:
            out.append("The function asked to stop while the covariance was computed")
        if digits[3]:
            out.append("Problem is not of full rank at the solution")
        if digits[4] or not out:
            out.append(_CONVERGENCE.get(digits[4], "No reason known"))
        return out
    if digits[0] == 5:
        return ["The function asked to stop"]
    if digits[0] == 6:
        return ["Numerical errors were detected"]
    kinds = {1: "Sizes of the problem are wrong", 2: "Sizes of arrays are wrong", 3: "Scales, steps or weights are "
             "wrong", 4: "Derivatives are wrong"}
    return [kinds.get(digits[0], "The problem is not stated rightly")]
