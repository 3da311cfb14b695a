# SPDX-License-Identifier: BSD-3-Clause
"""Adaptive quadrature of a function of one variable.

The kernels (native/kernels/integrate) follow R. Piessens, E. de Doncker-Kapenga, C. W. Ueberhuber, D. K. Kahaner,
QUADPACK: A Subroutine Package for Automatic Integration, Springer, 1983.
"""
from __future__ import annotations

import math
import operator
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova._core.callbacks import native_function
from scinova._core.validation import Arguments, Integer, Number
from scinova.integrate import _native


class IntegrationWarning(UserWarning):
    """An integral may be less accurate than was asked for."""


_QUAD = Arguments("integrate.quad", example=dict(func=math.sin, a=0.0, b=1.0),
                  a=Number(), b=Number(), epsabs=Number(), epsrel=Number(), limit=Integer(1), maxp1=Integer(1),
                  limlst=Integer(3))

# The forms of a native integrand; the number is the kernel's name for it.
_FORMS = {"double (double)": 0, "double (double, void *)": 1, "double (int, double *)": 2,
          "double (int, double *, void *)": 3, "double (int, double)": 2}
_NUMBERED = {k.replace(", ", ","): v for k, v in _FORMS.items()}

_MESSAGES = {
    1: "the limit of {limit} subintervals was reached before the tolerance. Break the range at difficult points "
       "(points=), use a weight that describes the singularity, or raise limit",
    2: "rounding errors keep the requested tolerance out of reach; the error may be underestimated",
    3: "the integrand behaves so badly near some point that an interval there can be split no further",
    4: "the extrapolation stagnates because of rounding; the result is the best one found",
    5: "the integral probably diverges, or converges very slowly",
    8: "the integrand gave NaN or inf at a point where it was evaluated",
}
_CYCLE_MESSAGES = {
    **_MESSAGES,
    1: "the limit of {limlst} cycles was reached before the tolerance; raise limlst, or look at info['ierlst'] "
       "(full_output=1)",
    7: "the integrand behaves badly within some of the cycles; look at info['ierlst'] (full_output=1)",
}
_CYCLE_CODES = {
    1: "the limit of subintervals was reached on this cycle",
    2: "rounding errors keep the tolerance out of reach on this cycle",
    3: "the integrand behaves badly near some point of this cycle",
    4: "the extrapolation stagnates on this cycle because of rounding",
    5: "the integral over this cycle probably diverges, or converges very slowly",
}

Answer = tuple[float, float, int, int, "dict[str, Any] | None"]


def quad(func: Callable[..., Any], a: float, b: float, args: Any = (), full_output: int = 0, epsabs: float = 1.49e-8,
         epsrel: float = 1.49e-8, limit: int = 50, points: Any = None, weight: str | None = None, wvar: Any = None,
         wopts: Any = None, maxp1: int = 50, limlst: int = 50, complex_func: bool = False) -> tuple[Any, ...]:
    """Integrate a function of one variable between two limits.

    Parameters
    ----------
    func : callable or LowLevelCallable
        ``func(x, *args) -> float``. Native functions of the signatures ``double (double)``,
        ``double (double, void *)``, ``double (int, double *)`` and ``double (int, double *, void *)`` are called
        without the interpreter; the array holds x and then `args`.
    a, b : float
        Limits, either of which may be infinite.
    args : tuple, optional
        Further arguments of `func`.
    full_output : int, optional
        Whether to return a dictionary of details; no warning is given then, its text is returned instead.
    epsabs, epsrel : float, optional
        The error asked for is at most ``max(epsabs, epsrel * abs(integral))``.
    limit : int, optional
        Most subintervals.
    points : sequence of float, optional
        Where a finite range is to be broken: singularities, jumps, kinks.
    weight : {'cos', 'sin', 'alg', 'alg-loga', 'alg-logb', 'alg-log', 'cauchy'}, optional
        A factor of the integrand that is integrated exactly: ``cos(w x)`` or ``sin(w x)``;
        ``(x - a)**alpha * (b - x)**beta``, times ``log(x - a)`` and/or ``log(b - x)``; or ``1 / (x - c)`` as a
        principal value.
    wvar : optional
        Its parameters: ``w``, ``(alpha, beta)`` or ``c``.
    wopts : tuple, optional
        ``(momcom, chebmo)`` of an earlier call with 'cos' or 'sin' over a range of the same length with the same ``w``.
    maxp1 : int, optional
        Most levels of Chebyshev moments that are kept.
    limlst : int, optional
        Most cycles of a 'cos' or 'sin' integral over an infinite range.
    complex_func : bool, optional
        Whether `func` is complex; real and imaginary part are then integrated one after the other.

    Returns
    -------
    y : float
        The integral.
    abserr : float
        Estimate of its absolute error.
    infodict : dict
        With `full_output`: ``neval`` evaluations; ``last`` subintervals ``[alist, blist]`` with integrals ``rlist`` and
        errors ``elist``, ordered by ``iord`` from the largest error down. With `points` also ``pts``, ``level`` and
        ``ndin``; with 'cos' and 'sin' ``nnlog``, ``momcom`` and ``chebmo``, and over an infinite range ``lst`` cycles
        with ``rslst``, ``erlst`` and ``ierlst``. For `complex_func` the entries ``'real'`` and ``'imag'`` hold
        tuples of these and the message.
    message : str
        With `full_output`, where the tolerance was not met.
    explain : dict
        With `full_output`, after the message, for 'cos' and 'sin' over an infinite range: the codes of ``ierlst``.

    Warns
    -----
    IntegrationWarning
        If the tolerance was probably not met.

    Notes
    -----
    Finite ranges use the 21-point Gauss-Kronrod rule, infinite ones the 15-point rule after ``x = (1 - t) / t``, both
    with adaptive bisection and Wynn's epsilon algorithm; weights use modified Clenshaw-Curtis rules. When the
    extrapolation points to divergence, the rest of `limit` goes to plain bisection before that is reported.

    References
    ----------
    R. Piessens et al., QUADPACK: A Subroutine Package for Automatic Integration, Springer, 1983.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import integrate
    >>> value, error = integrate.quad(np.sin, 0, np.pi / 2)
    >>> abs(value - 1) < 1e-14
    True
    >>> value, error = integrate.quad(lambda x: np.exp(-x**2), -np.inf, np.inf)
    >>> bool(abs(value - np.sqrt(np.pi)) < 1e-8)
    True
    """
    if type(args) is not tuple:
        args = (args,)
    if complex_func:
        return _complex_quad(func, a, b, args, bool(full_output), dict(
            epsabs=epsabs, epsrel=epsrel, limit=limit, points=points, weight=weight, wvar=wvar, wopts=wopts,
            maxp1=maxp1, limlst=limlst))
    answer, messages = integral(func, a, b, args, bool(full_output), epsabs, epsrel, limit, points, weight, wvar,
                                wopts, maxp1, limlst)
    value, error, trouble, _, info = answer
    if not trouble:
        return (value, error, info) if full_output else (value, error)
    text = messages[trouble].format(limit=limit, limlst=limlst)
    if not full_output:
        warnings.warn(f"quad: {text}", IntegrationWarning, stacklevel=2)
        return value, error
    if messages is _CYCLE_MESSAGES:
        return value, error, info, text, dict(_CYCLE_CODES)
    return value, error, info, text


def integral(func: Any, a: Any, b: Any, args: tuple, full: bool, epsabs: float = 1.49e-8, epsrel: float = 1.49e-8,
             limit: int = 50, points: Any = None, weight: str | None = None, wvar: Any = None, wopts: Any = None,
             maxp1: int = 50, limlst: int = 50) -> tuple[Answer, dict[int, str]]:
    """The kernel's answer ``(value, error, trouble, evaluations, info)``, and the texts of its trouble codes."""
    try:
        a, b = float(a), float(b)
    except (TypeError, ValueError):
        a, b = _QUAD.a(a), _QUAD.b(b)
    func = integrand(func)
    if type(limit) is not int or limit < 1:
        limit = _QUAD.limit(limit)
    if type(epsabs) is not float or type(epsrel) is not float:
        epsabs, epsrel = _QUAD.epsabs(epsabs), _QUAD.epsrel(epsrel)
    if maxp1 != 50 or limlst != 50:
        maxp1, limlst = _QUAD.maxp1(maxp1), _QUAD.limlst(limlst)
    sign = 1.0
    if b < a:
        a, b, sign = b, a, -1.0
    if a == b or math.isnan(a) or math.isnan(b):
        return _nothing(a, b, limit, full), _MESSAGES
    finite = -math.inf < a and b < math.inf
    if epsabs <= 0 and epsrel < 50 * 2.0**-52 and not (weight in ("cos", "sin") and not finite):
        raise ValueError(f"quad: epsrel must be at least 50 times the machine epsilon when epsabs is not positive; "
                         f"got epsabs={epsabs}, epsrel={epsrel}")
    messages = _MESSAGES
    if weight is None:
        if points is None:
            if finite:
                answer = _native.quad_finite(func, args, a, b, epsabs, epsrel, limit, full)
            else:
                answer = _infinite(func, args, a, b, epsabs, epsrel, limit, full)
        else:
            if not finite:
                raise ValueError(f"quad: points needs finite limits; got a={a}, b={b}")
            answer = _native.quad_points(func, args, _edges(points, a, b), epsabs, epsrel, limit, full)
    else:
        answer, messages = _weighted(func, args, a, b, weight, wvar, wopts, epsabs, epsrel, limit, maxp1, limlst,
                                     full)
    if sign < 0:
        answer = (-answer[0], *answer[1:])
    return answer, messages


def integrand(func: Any) -> Any:
    """What the kernel calls: the Python function itself, or (address, user data, form) of a native one."""
    if not callable(func) or isinstance(func, tuple):
        if not isinstance(func, tuple):
            raise ValueError(f"quad: func must be callable; got {func!r}")
        if type(func) is tuple and len(func) == 3:
            return func
    native = native_function(func, _FORMS)
    if native is None:
        return func
    return native.address, native.user_data, _NUMBERED[native.signature.replace(", ", ",")]


def _nothing(a: float, b: float, limit: int, full: bool) -> Answer:
    value = 0.0 if a == b else math.nan
    info = None
    if full:
        info = {"neval": 0, "last": 0, "iord": np.zeros(limit, np.int32), "alist": np.full(limit, math.nan),
                "blist": np.full(limit, math.nan), "rlist": np.zeros(limit), "elist": np.zeros(limit)}
    return value, value, 0, 0, info


def _infinite(func: Any, args: tuple, a: float, b: float, epsabs: float, epsrel: float, limit: int,
              full: bool) -> Answer:
    if b < math.inf:
        return _native.quad_infinite(func, args, b, -1.0, False, epsabs, epsrel, limit, full)
    both = a == -math.inf
    return _native.quad_infinite(func, args, 0.0 if both else a, 1.0, both, epsabs, epsrel, limit, full)


def _edges(points: Any, a: float, b: float) -> list[float]:
    inside = np.unique(np.asarray(points, dtype=float).ravel())
    return [a, *inside[(a < inside) & (inside < b)].tolist(), b]


def _weighted(func: Any, args: tuple, a: float, b: float, weight: str, wvar: Any, wopts: Any, epsabs: float,
              epsrel: float, limit: int, maxp1: int, limlst: int, full: bool) -> tuple[Answer, dict[int, str]]:
    finite = -math.inf < a and b < math.inf
    if weight in ("cos", "sin"):
        omega = _number(wvar, weight)
        if finite:
            computed, moments = _moments(wopts)
            return _native.quad_fourier(func, args, a, b, omega, weight == "sin", epsabs, epsrel, limit, maxp1,
                                        moments, computed, full), _MESSAGES
        return _fourier_tail(func, args, a, b, weight == "sin", omega, epsabs, limit, maxp1, limlst, full)
    if weight not in ("alg", "alg-loga", "alg-logb", "alg-log", "cauchy"):
        raise ValueError(f"quad: weight must be one of 'cos', 'sin', 'alg', 'alg-loga', 'alg-logb', 'alg-log', "
                         f"'cauchy'; got {weight!r}")
    if not finite:
        raise ValueError(f"quad: the weight {weight!r} needs finite limits; got a={a}, b={b}")
    if weight == "cauchy":
        c = _number(wvar, weight)
        if c in (a, b):
            raise ValueError(f"quad: wvar must differ from both limits for the weight 'cauchy'; got {c}")
        return _native.quad_cauchy(func, args, a, b, c, epsabs, epsrel, limit, full), _MESSAGES
    try:
        alpha, beta = map(float, wvar)
    except (TypeError, ValueError):
        raise TypeError(f"quad: wvar must be a pair of numbers for the weight {weight!r}; got {wvar!r}") from None
    if not (-1 < alpha < math.inf and -1 < beta < math.inf):
        raise ValueError(f"quad: the exponents in wvar must be above -1; got {wvar!r}")
    if limit < 2:
        raise ValueError(f"quad: limit must be at least 2 for the weight {weight!r}; got {limit}")
    return _native.quad_algebraic(func, args, a, b, alpha, beta, weight in ("alg-loga", "alg-log"),
                                  weight in ("alg-logb", "alg-log"), epsabs, epsrel, limit, full), _MESSAGES


def _number(wvar: Any, weight: str) -> float:
    try:
        value = float(wvar)
    except (TypeError, ValueError):
        raise TypeError(f"quad: wvar must be a number for the weight {weight!r}; got {wvar!r}") from None
    if not math.isfinite(value):
        raise ValueError(f"quad: wvar must be finite for the weight {weight!r}; got {wvar!r}")
    return value


def _moments(wopts: Any) -> tuple[int, np.ndarray | None]:
    if wopts is None:
        return 0, None
    computed, moments = wopts
    moments = np.array(moments, dtype=np.float64)
    if moments.ndim != 2 or moments.shape[0] != 25:
        raise ValueError(f"quad: wopts[1] must have the shape (25, maxp1); got {moments.shape}")
    return operator.index(computed), moments


def _fourier_tail(func: Any, args: tuple, a: float, b: float, sine: bool, omega: float, epsabs: float, limit: int,
                  maxp1: int, limlst: int, full: bool) -> tuple[Answer, dict[int, str]]:
    if a == -math.inf and b == math.inf:
        raise ValueError("quad: a 'cos' or 'sin' weight needs at least one finite limit; got (-inf, inf)")
    if not epsabs > 0:
        raise ValueError(f"quad: epsabs must be positive for a 'cos' or 'sin' weight over an infinite range; "
                         f"got {epsabs}")
    if omega == 0.0:
        if sine:
            return _nothing(0.0, 0.0, limit, full), _MESSAGES
        return _infinite(func, args, a, b, epsabs, 0.0, limit, full), _MESSAGES
    if b == math.inf:
        return _native.quad_fourier_tail(func, args, a, omega, sine, epsabs, limit, limlst, maxp1,
                                         full), _CYCLE_MESSAGES
    mirrored = _mirrored(func, args)
    answer = _native.quad_fourier_tail(mirrored, (), -b, omega, sine, epsabs, limit, limlst, maxp1, full)
    return ((-answer[0], *answer[1:]) if sine else answer), _CYCLE_MESSAGES


def _mirrored(func: Any, args: tuple) -> Callable[[float], Any]:
    if type(func) is tuple:
        func = native_caller(func)
    return lambda x: func(-x, *args)


def native_caller(native: tuple[int, int, int]) -> Callable[..., float]:
    """A Python function that calls the native integrand ``(address, user data, form)``."""
    import ctypes
    address, data, form = native
    number, integer, pointer = ctypes.c_double, ctypes.c_int, ctypes.c_void_p
    kinds = {0: (number,), 1: (number, pointer), 2: (integer, ctypes.POINTER(number)),
             3: (integer, ctypes.POINTER(number), pointer)}[form]
    raw = ctypes.CFUNCTYPE(number, *kinds)(address)
    tail = (data,) if form in (1, 3) else ()
    if form < 2:
        return lambda x, *args: raw(x, *tail)
    return lambda *xs: raw(len(xs), (number * len(xs))(*xs), *tail)


def _complex_quad(func: Any, a: Any, b: Any, args: tuple, full: bool, options: dict[str, Any]) -> tuple[Any, ...]:
    if not callable(func):
        raise ValueError(f"quad: func must be callable; got {func!r}")
    real = quad(lambda x, *more: np.real(func(x, *more)), a, b, args, full, **options)
    imag = quad(lambda x, *more: np.imag(func(x, *more)), a, b, args, full, **options)
    value, error = real[0] + 1j * imag[0], real[1] + 1j * imag[1]
    if full and a == b:
        return value, error, {"real": real[2], "imag": imag[2]}
    if full:
        return value, error, {"real": real[2:], "imag": imag[2:]}
    return value, error
