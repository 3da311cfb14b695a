# SPDX-License-Identifier: BSD-3-Clause
"""Adaptive quadrature of an array-valued function of one variable.

Global adaptive bisection as in R. Piessens et al., QUADPACK (1983), with the modulus of the integrand replaced by a
norm, and several of the worst intervals bisected at once so that their evaluations can run side by side.
"""
from __future__ import annotations

import collections
import contextlib
import heapq
import itertools
import math
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np

from scinova._core.results import Result
from scinova._core.validation import Arguments, Choice, Function, Integer, Number
from scinova.integrate import _native

EPS = float(np.finfo(float).eps)
TINY = float(np.finfo(float).tiny)
NEAREST = math.sqrt(TINY)       # how close to its pole a transformation is evaluated
BATCH = 128

_NORMS = {"2": lambda x: float(np.sqrt(np.sum(np.abs(x) ** 2))), "max": lambda x: float(np.max(np.abs(x), initial=0.0)),
          None: lambda x: float(np.sqrt(np.sum(np.abs(x) ** 2)))}
_RULES = {"gk21": "gk21", "gk15": "gk15", "trapezoid": "trapezoid", "trapz": "trapezoid", None: None}
_QUAD_VEC = Arguments("integrate.quad_vec", example=dict(f=lambda x: x, a=0.0, b=1.0), f=Function(), a=Number(),
                      b=Number(), epsabs=Number(), epsrel=Number(), limit=Integer(0), norm=Choice(_NORMS),
                      quadrature=Choice(_RULES))

_MESSAGES = {0: "The target precision was reached.", 1: "The limit of subintervals was reached.",
             2: "Rounding errors keep the target precision out of reach."}


class QuadVecResult(Result):
    """Details of `quad_vec`."""


def quad_vec(f: Callable[..., Any], a: float, b: float, epsabs: float = 1e-200, epsrel: float = 1e-8,
             norm: str = "2", cache_size: float = 100e6, limit: float = 10000, workers: Any = 1, points: Any = None,
             quadrature: str | None = None, full_output: bool = False, *, args: tuple = ()) -> tuple[Any, ...]:
    """Integrate an array-valued function of one variable.

    Parameters
    ----------
    f : callable
        ``f(x, *args)`` of a float; returns a number or an array, real or complex.
    a, b : float
        Limits, either of which may be infinite.
    epsabs, epsrel : float, optional
        The norm of the error asked for is at most ``max(epsabs, epsrel * norm(integral))``.
    norm : {'2', 'max'}, optional
        Euclidean or largest component.
    cache_size : float, optional
        Bytes that may hold the integrals of subintervals, which are computed again when they do not fit.
    limit : int, optional
        Most subintervals.
    workers : int or map-like callable, optional
        Number of threads that evaluate `f` (-1: one per processor), or ``map(func, iterable)``.
    points : sequence of float, optional
        Where the range is to be broken.
    quadrature : {'gk21', 'gk15', 'trapezoid'}, optional
        Rule on each subinterval: Gauss-Kronrod of 21 (finite ranges) or 15 points (infinite), or trapezoidal.
    full_output : bool, optional
    args : tuple, optional
        Further arguments of `f`.

    Returns
    -------
    res : float or ndarray
        The integral.
    err : float
        Norm of its estimated error.
    info : QuadVecResult
        With `full_output`: ``success``, ``status`` (0 success, 1 limit, 2 rounding), ``message``, ``neval``,
        ``intervals``, their ``integrals`` (NaN where the cache was too small) and ``errors``.

    See Also
    --------
    quad

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import integrate
    >>> y, error = integrate.quad_vec(lambda x: x ** np.arange(3), 0, 1)
    >>> bool(np.allclose(y, [1, 1/2, 1/3]))
    True
    """
    _QUAD_VEC.f(f)
    a, b, epsabs, epsrel = _QUAD_VEC.a(a), _QUAD_VEC.b(b), _QUAD_VEC.epsabs(epsabs), _QUAD_VEC.epsrel(epsrel)
    limit = _QUAD_VEC.limit(int(limit) if isinstance(limit, float) and limit.is_integer() else limit)
    args = args if isinstance(args, tuple) else (args,)
    integrand, low, high, breaks, sign = _transformed(f, args, a, b, points)
    rule = _QUAD_VEC.quadrature(quadrature) or ("gk21" if math.isfinite(a) and math.isfinite(b) else "gk15")
    with _mapper(workers) as mapped:
        search = _Search(integrand, rule, _QUAD_VEC.norm(norm), mapped, cache_size)
        status = search.run(low, high, breaks, epsabs, epsrel, limit)
    value = sign * search.total
    if not full_output:
        return value, search.error + search.rounding
    return value, search.error + search.rounding, search.details(status, value)


def _transformed(f: Callable[..., Any], args: tuple, a: float, b: float, points: Any) -> tuple[Any, ...]:
    """The integrand on a finite range, the range, its break points, and the sign of the integral."""
    breaks = [] if points is None else [float(p) for p in np.ravel(points)]
    sign = 1.0
    if b < a:
        a, b, sign = b, a, -1.0
    breaks = sorted({p for p in breaks if a < p < b})
    if a == b and math.isinf(a):
        return (lambda x: np.zeros_like(f(0.0, *args), dtype=float)), 0.0, 0.0, [], sign
    if math.isfinite(a) and math.isfinite(b) or math.isnan(a) or math.isnan(b):
        return (lambda x: f(x, *args)), a, b, breaks, sign
    if math.isinf(a) and math.isinf(b):
        def both(t: float) -> Any:      # x = (1 - |t|) / t on [-1, 1]
            if abs(t) < NEAREST:
                t = NEAREST
            return np.asarray(f((1 - abs(t)) / t, *args)) / t / t

        return both, -1.0, 1.0, sorted({0.0, *(1 / (1 + abs(p)) * (1 if p >= 0 else -1) for p in breaks)}), sign
    start, direction = (a, 1.0) if math.isfinite(a) else (b, -1.0)

    def half(t: float) -> Any:          # x = start +- (1 - t) / t on [0, 1]
        t = max(t, NEAREST)
        return np.asarray(f(start + direction * (1 - t) / t, *args)) / t / t

    return half, 0.0, 1.0, sorted(1 / (1 + abs(p - start)) for p in breaks), sign


@contextlib.contextmanager
def _mapper(workers: Any) -> Iterator[Callable[..., Any]]:
    if callable(workers):
        yield workers
        return
    count = os.cpu_count() or 1 if workers == -1 else int(workers)
    if count < 1:
        raise ValueError(f"quad_vec: workers must be a positive integer, -1 or a map-like callable; got {workers!r}")
    if count == 1:
        yield map
        return
    with ThreadPoolExecutor(count) as pool:
        yield pool.map


class _Search:
    """The intervals, worst first, and what has been found on them."""

    def __init__(self, f: Callable[[float], Any], rule: str, norm: Callable[[Any], float],
                 mapped: Callable[..., Any], cache_size: float):
        self.f, self.norm, self.mapped, self.cache_size = f, norm, mapped, cache_size
        self.measure = self.trapezoid if rule == "trapezoid" else self.kronrod
        if rule != "trapezoid":
            self.nodes, self.kronrod_weights, self.gauss_weights = _native.kronrod_rule(int(rule[2:]))
        self.evaluations = 3 if rule == "trapezoid" else int(rule[2:])
        self.heap: list[tuple[float, float, float]] = []
        self.cache: collections.OrderedDict[tuple[float, float], Any] = collections.OrderedDict()
        self.cached = 0
        self.total: Any = 0.0
        self.error = self.rounding = 0.0
        self.neval = 0

    def kronrod(self, interval: tuple[float, float]) -> tuple[Any, float, float]:
        """Integral, error and rounding error on an interval (formula (2.2.7) of the book, with norms)."""
        low, high = interval
        half = 0.5 * (high - low)
        values = np.asarray([self.f(x) for x in (0.5 * (low + high) + half * self.nodes).tolist()])
        values = values if values.dtype.kind in "fc" else values.astype(float)
        with np.errstate(invalid="ignore", over="ignore"):
            kronrod = np.tensordot(self.kronrod_weights, values, 1)
            gauss = np.tensordot(self.gauss_weights, values, 1)
            error = self.norm((kronrod - gauss) * half)
            deviation = self.norm(np.tensordot(self.kronrod_weights, np.abs(values - kronrod / 2), 1) * half)
            rounding = self.norm(50 * EPS * half * np.tensordot(self.kronrod_weights, np.abs(values), 1))
        if error != 0 and deviation != 0:
            error = deviation * min(1.0, (200 * error / deviation) ** 1.5)
        if rounding > TINY:
            error = max(error, rounding)
        return kronrod * half, error, rounding

    def trapezoid(self, interval: tuple[float, float]) -> tuple[Any, float, float]:
        low, high = interval
        width = high - low
        first, middle, last = (np.asarray(self.f(x)) for x in (low, 0.5 * (low + high), high))
        coarse = 0.5 * width * (first + last)
        fine = 0.25 * width * (first + 2 * middle + last)
        rounding = self.norm(0.25 * width * (np.abs(first) + 2 * np.abs(middle) + np.abs(last))) * EPS
        error = self.norm(fine - coarse)   # three times the error of `fine` where the integrand is smooth
        return fine, max(error, rounding) if rounding > TINY else error, rounding

    def keep(self, interval: tuple[float, float], value: Any) -> None:
        size = np.asarray(value).nbytes
        self.cache[interval] = value
        self.cached += size
        while self.cached > self.cache_size and self.cache:
            self.cached -= np.asarray(self.cache.popitem(last=False)[1]).nbytes

    def take(self, interval: tuple[float, float]) -> Any:
        if interval not in self.cache:
            self.neval += self.evaluations
            return self.measure(interval)[0]
        value = self.cache.pop(interval)
        self.cached -= np.asarray(value).nbytes
        return value

    def add(self, intervals: list[tuple[float, float]]) -> Any:
        """Measure intervals; the sum of their integrals."""
        added: Any = 0.0
        for interval, (value, error, rounding) in zip(intervals, self.mapped(self.measure, intervals)):
            self.neval += self.evaluations
            added = added + value
            self.error += error
            self.rounding += rounding
            heapq.heappush(self.heap, (-error if error == error else -math.inf, *interval))
            self.keep(interval, value)
        return added

    def run(self, low: float, high: float, breaks: list[float], epsabs: float, epsrel: float, limit: int) -> int:
        edges = [low, *breaks, high]
        self.total = self.add(list(itertools.pairwise(edges)))
        while True:
            size = self.norm(self.total)
            tolerance = max(epsabs, epsrel * size)
            if not (math.isfinite(size) and math.isfinite(self.error)):
                return 2
            if self.error <= tolerance:
                return 0
            if self.error < self.rounding:
                return 2
            if len(self.heap) >= limit:
                return 1
            worst, taken = [], 0.0
            while self.heap and len(worst) < BATCH:
                if worst and taken > self.error - tolerance / 8:
                    break
                error, left, right = heapq.heappop(self.heap)
                taken -= error
                worst.append((left, right))
            halves = []
            for left, right in worst:
                middle = 0.5 * (left + right)
                halves += [(left, middle), (middle, right)]
            old = sum((self.take(interval) for interval in worst), 0.0)
            self.error -= taken
            self.total = self.total + (self.add(halves) - old)
            self.error = math.fsum(-entry[0] for entry in self.heap)

    def details(self, status: int, value: Any) -> QuadVecResult:
        ordered = sorted(self.heap)
        shape = np.shape(value)
        integrals = np.full((len(ordered), *shape), np.nan, dtype=np.result_type(value, float))
        for k, (_, left, right) in enumerate(ordered):
            if (left, right) in self.cache:
                integrals[k] = self.cache[left, right]
        return QuadVecResult(
            success=status == 0, status=status, message=_MESSAGES[status], neval=self.neval,
            intervals=np.array([entry[1:] for entry in ordered]).reshape(-1, 2), integrals=integrals,
            errors=np.array([-entry[0] for entry in ordered]))
