# SPDX-License-Identifier: BSD-3-Clause
"""odeint: initial value problems by LSODA (native/kernels/integrate/lsoda.hpp)."""
from __future__ import annotations

import math
import warnings
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova._core.validation import Arguments, Function, Integer, Number
from scinova.integrate import _native


class ODEintWarning(UserWarning):
    """An integration by `odeint` did not reach the last time."""


_ODEINT = Arguments("integrate.odeint", example=dict(func=lambda y, t: y, y0=1.0, t=[0.0, 1.0]),
                    func=Function(), h0=Number(), hmax=Number(), hmin=Number(), mxstep=Integer(), mxhnil=Integer(),
                    mxordn=Integer(0), mxords=Integer(0))

_MESSAGES = {
    2: "Integration successful.",
    1: "Nothing was done; the integration time was 0.",
    -1: "Too many steps for one output time (is Dfun wrong, or the solution singular?); mxstep raises the limit.",
    -2: "The tolerances ask for more accuracy than the floating-point numbers have.",
    -3: "Illegal input: a tolerance, step size or time is out of range.",
    -4: "The error test failed again and again; the problem may be singular here.",
    -5: "The corrector failed to converge again and again, or the derivative is not finite (is Dfun wrong?).",
    -6: "The error weight of a component became zero (atol is 0 and the component vanished).",
}

_NO_TIMES = np.zeros(0)
_TOLERANCE = np.array([1.49012e-8])  # one element stands for all components
_REALS = ("hu", "tcur", "tolsf", "tsw")
_INTEGERS = ("nst", "nfe", "nje", "nqu", "mused")


def odeint(func: Callable[..., Any], y0: Any, t: Any, args: tuple = (), Dfun: Callable[..., Any] | None = None,
           col_deriv: bool = False, full_output: bool = False, ml: int | None = None, mu: int | None = None,
           rtol: Any = None, atol: Any = None, tcrit: Any = None, h0: float = 0.0, hmax: float = 0.0,
           hmin: float = 0.0, ixpr: bool = False, mxstep: int = 0, mxhnil: int = 0, mxordn: int = 12, mxords: int = 5,
           printmessg: bool = False, tfirst: bool = False) -> Any:
    """Integrate a system of ordinary differential equations ``dy/dt = func(y, t, ...)``.

    Parameters
    ----------
    func : callable
        ``func(y, t, *args)``, or ``func(t, y, *args)`` with `tfirst`: the derivative of y at t.
    y0 : array_like of float, shape (n,) or scalar
        y at the first time.
    t : array_like of float, shape (m,)
        Times, increasing or decreasing, at which y is wanted; the first is that of `y0`.
    args : tuple, optional
        Further arguments of `func` and `Dfun`.
    Dfun : callable, optional
        The Jacobian ``df_i/dy_j`` of `func`, called like it, of shape (n, n); for a banded one shape (ml + mu + 1, n),
        entry ``[i - j + mu, j]``.
    col_deriv : bool, optional
        Whether `Dfun` returns the transpose of that.
    full_output : bool, optional
        Whether to return a dictionary of details too.
    ml, mu : int, optional
        Numbers of sub- and superdiagonals of a banded Jacobian.
    rtol, atol : float or array_like of shape (n,), optional
        The local error is kept below ``rtol * abs(y) + atol``; 1.49012e-8 each by default.
    tcrit : array_like, optional
        Times that no step may cross, such as jumps of `func`.
    h0, hmax, hmin : float, optional
        First, largest and smallest step; 0 leaves them to the solver.
    ixpr : bool, optional
        Whether to print a line when the method switches.
    mxstep : int, optional
        Most steps for one output time (0: 500).
    mxhnil : int, optional
        Most lines printed about steps too small to change t (0: 10).
    mxordn, mxords : int, optional
        Highest order of the Adams (at most 12) and the BDF method (at most 5).
    printmessg : bool, optional
        Whether to warn with the message of the outcome also after success.
    tfirst : bool, optional
        The order of the first two arguments of `func` and `Dfun`.

    Returns
    -------
    y : ndarray of float64, shape (m, n)
        The solution; NaN from the time on that was not reached.
    infodict : dict
        With `full_output`. For every output time after the first: step size ``hu``, time reached ``tcur``, tolerance
        factor needed ``tolsf``, time of the last method switch ``tsw``, steps ``nst``, evaluations of func ``nfe`` and
        of the Jacobian ``nje`` so far, order ``nqu``, method ``mused`` (1 Adams, 2 BDF); ``imxer``, the component at
        fault (-1: none); ``lenrw`` and ``leniw``, the work space of the original LSODA; ``message``.

    Warns
    -----
    ODEintWarning
        If the last time was not reached.

    Notes
    -----
    The method is LSODA: variable-order Adams formulas for non-stiff stretches, backward differentiation formulas for
    stiff ones. The solver keeps all of its state per call, so that calls may run in threads and inside each other.

    References
    ----------
    A. C. Hindmarsh, ODEPACK, a systematized collection of ODE solvers, in Scientific Computing, 1983.
    L. R. Petzold, SIAM J. Sci. Stat. Comput. 4 (1983) 136-148.

    Examples
    --------
    >>> import numpy as np
    >>> from scinova import integrate
    >>> t = np.linspace(0, 4, 40)
    >>> y = integrate.odeint(lambda y, t: -2 * y, 1, t)
    >>> bool(np.allclose(y[:, 0], np.exp(-2 * t), atol=1e-6))
    True
    """
    _ODEINT.func(func)
    if type(args) is not tuple:
        raise TypeError(f"odeint: args must be a tuple; got {args!r}")
    t, y0 = _times(t), _initial(y0)
    n, m = y0.size, t.size
    lower, upper = _bandwidths(ml, mu)
    relative, absolute = _tolerance(rtol, n, "rtol"), _tolerance(atol, n, "atol")
    critical = _critical(tcrit, t)
    steps, notices = _ODEINT.mxstep(mxstep), _ODEINT.mxhnil(mxhnil)
    orders = min(_ODEINT.mxordn(mxordn) or 12, 12), min(_ODEINT.mxords(mxords) or 5, 5)
    sizes = _ODEINT.h0(h0), _ODEINT.hmax(hmax), _ODEINT.hmin(hmin)
    y = np.empty((m, n))
    reals = integers = None
    if full_output:
        reals, integers = np.zeros((4, max(m - 1, 0))), np.zeros((5, max(m - 1, 0)), np.int32)
    code, worst = 1, 0
    y[:1] = y0
    if m > 1:
        if steps < 0 or notices < 0 or n == 0 or lower >= n or upper >= n:
            code, worst, done = -3, -1, 1
        else:
            code, worst, done = _native.odeint(
                func, Dfun, args, bool(tfirst), bool(col_deriv), t, relative, absolute, critical, lower, upper, *sizes,
                steps or 500, notices or 10, *orders, bool(ixpr), y, reals, integers)
        if code < 0:
            y[done:] = math.nan
    if code < 0 or printmessg:
        hint = "" if full_output else " full_output=True returns details."
        warnings.warn(f"odeint: {_MESSAGES[code]}{hint}", ODEintWarning, stacklevel=2)
    if not full_output:
        return y
    info: dict[str, Any] = {**dict(zip(_REALS, reals)), **dict(zip(_INTEGERS, integers))}
    info["imxer"] = worst if code != 1 else 0
    info["lenrw"], info["leniw"] = _work_space(n, *orders, lower, upper, Dfun) if code != 1 else (0, 0)
    info["message"] = _MESSAGES[code]
    return y, info


def _times(t: Any) -> np.ndarray:
    t = np.array(t, dtype=np.float64, order="C")
    if t.ndim != 1:
        raise ValueError(f"odeint: t must be one-dimensional; got {t.ndim} dimensions")
    if not _native.monotone(t):
        raise ValueError("odeint: t must be increasing or decreasing, without NaN")
    return t


def _initial(y0: Any) -> np.ndarray:
    y0 = np.asarray(y0)
    kind = y0.dtype.kind
    if kind == "c":
        raise TypeError("odeint: y0 must be real; got complex values")
    if y0.ndim > 1:
        raise ValueError(f"odeint: y0 must be one-dimensional; got {y0.ndim} dimensions")
    return y0 if kind in "fiub" else y0.astype(np.float64)


def _tolerance(tolerance: Any, n: int, name: str) -> np.ndarray:
    if tolerance is None:
        return _TOLERANCE
    values = np.asarray(tolerance, dtype=np.float64)
    if values.size == 1:
        return np.array(values.reshape(1))
    if values.shape != (n,):
        raise ValueError(f"odeint: {name} must be a number or have the length of y0, {n}; got shape {values.shape}")
    return np.array(values, order="C")


def _bandwidths(ml: Any, mu: Any) -> tuple[int, int]:
    lower = -1 if ml is None else int(ml)
    upper = -1 if mu is None else int(mu)
    if lower < 0 and upper < 0:
        return -1, -1
    return max(lower, 0), max(upper, 0)


def _critical(tcrit: Any, t: np.ndarray) -> np.ndarray:
    if tcrit is None or not t.size:
        return _NO_TIMES
    points = np.unique(np.asarray(tcrit, dtype=np.float64).ravel())
    points = points[np.isfinite(points)]
    if t[-1] >= t[0]:
        return np.array(points[points > t[0]])
    return np.array(points[points < t[0]][::-1])


def _work_space(n: int, order_adams: int, order_bdf: int, lower: int, upper: int, jacobian: Any) -> tuple[int, int]:
    matrix = n * n + 2 if lower < 0 else (2 * lower + upper + 1) * n + 2
    adams = 20 + n * (order_adams + 1) + 3 * n
    stiff = 20 + n * (order_bdf + 1) + 3 * n + matrix
    return max(adams, stiff), 20 + n
