# SPDX-License-Identifier: BSD-3-Clause
"""The classical orthogonal polynomials as poly1d objects that know their quadrature."""
from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

import numpy as np

from scinova.special import _roots, _ufuncs
from scinova.special._arguments import whole


class orthopoly1d(np.poly1d):
    """A polynomial of an orthogonal family.

    Parameters
    ----------
    roots, weights : array_like
        Nodes and weights of its Gaussian quadrature.
    hn, kn : float
        Integral of its square under the weight function, and its leading coefficient.
    wfunc : callable, optional
        The weight function.
    limits : tuple, optional
        Interval of orthogonality.
    monic : bool, optional
        Divide by the leading coefficient.
    eval_func : callable, optional
        How to evaluate it at numbers; by its coefficients otherwise.

    Attributes
    ----------
    weights : ndarray, shape (n, 3)
        Nodes, weights, and weights over the weight function at the nodes.
    weight_func : callable
    limits : tuple
    normcoef : float
        Square root of the integral of its square under the weight function.

    Examples
    --------
    >>> from scinova import special
    >>> special.legendre(2).limits
    (-1, 1)
    """

    def __init__(self, roots: Any, weights: Any = None, hn: float = 1.0, kn: float = 1.0,
                 wfunc: Callable | None = None, limits: tuple | None = None, monic: bool = False,
                 eval_func: Callable | None = None, *, coefficients: Any = None):
        weight = wfunc if wfunc is not None else np.ones_like
        if weights is None:
            equivalent = []
        elif coefficients is not None:                   # one of the families here, whose functions take arrays
            equivalent = np.asarray(weights) / weight(np.asarray(roots))
        else:
            equivalent = [w / weight(x) for w, x in zip(weights, roots)]
        monic_poly = np.poly1d(roots, r=True).coeffs if coefficients is None else np.asarray(coefficients)
        scale = 1.0 if monic else float(kn)
        np.poly1d.__init__(self, monic_poly * scale)
        of_unit = eval_func
        if monic and eval_func is not None:
            def of_unit(x: Any) -> Any:
                return eval_func(x) / kn
        self.weights = np.array(list(zip(roots, weights if weights is not None else roots, equivalent)))
        self.weight_func = wfunc
        self.limits = limits
        self.normcoef = np.sqrt(hn) / (kn if monic else 1.0)
        self._eval_func = of_unit

    def __call__(self, v: Any) -> Any:
        if self._eval_func is not None and not isinstance(v, np.poly1d):
            return self._eval_func(v)
        return np.poly1d.__call__(self, v)

    def _scale(self, p: float) -> None:
        """Multiply by a number in place."""
        if p == 1.0:
            return
        self._coeffs = self._coeffs * p
        before = self._eval_func
        if before is not None:
            self._eval_func = lambda x: before(x) * p
        self.normcoef *= p


def _degree(n: Any, function: str) -> int:
    return whole(n, "n", function, 0, array=TypeError)


def _coefficients(n: int, diagonal: Callable[[int], float], square: Callable[[int], float]) -> np.ndarray:
    """Those of the monic polynomial by its recurrence p_{k+1} = (x - a_k) p_k - b_k^2 p_{k-1}, highest power first."""
    before, now = np.zeros(n + 1), np.zeros(n + 1)
    now[0] = 1.0
    for k in range(n):
        after = now.copy()
        shift = diagonal(k)
        if shift:
            after[1:] -= shift * now[:-1]
        if k:
            after[2:] -= square(k) * before[:-2]
        before, now = now, after
    return now


def _jacobi_recurrence(alpha: float, beta: float, scale: float = 1.0, shift: float = 0.0) -> tuple[Callable, Callable]:
    s = alpha + beta

    def diagonal(k: int) -> float:
        a = (beta - alpha) / (s + 2) if k == 0 else (
            (beta**2 - alpha**2) / ((2 * k + s) * (2 * k + s + 2)) if beta != alpha else 0.0)
        return scale * a + shift

    def square(k: int) -> float:
        if k == 1:
            b = 4 * (1 + alpha) * (1 + beta) / ((s + 2) ** 2 * (s + 3))
        else:
            b = 4 * k * (k + alpha) * (k + beta) * (k + s) / ((2 * k + s) ** 2 * (2 * k + s + 1) * (2 * k + s - 1))
        return scale**2 * b
    return diagonal, square


def _made(n: int, roots: Callable[[int], tuple], hn: float, kn: float, weight: Callable, limits: tuple, monic: bool,
          evaluate: Callable, recurrence: tuple[Callable, Callable]) -> orthopoly1d:
    x, w = roots(n) if n else ([], [])
    return orthopoly1d(x, w, float(hn), float(kn), weight, limits, monic, evaluate,
                       coefficients=_coefficients(n, *recurrence))


def _central(n: int) -> float:
    """binom(2 n, n)"""
    return float(_ufuncs.binom(2.0 * n, n))


_DOC = """{what}, as a poly1d.

    Parameters
    ----------
    n : int
        Degree.{parameters}
    monic : bool, optional
        Scale the leading coefficient to 1.

    Returns
    -------
    orthopoly1d
        Orthogonal on {interval} with the weight function {weight}.

    Examples
    --------
    >>> from scinova import special
    >>> p = special.{call}
    >>> print(f"{{p(0.5):.10g}}")
    {shows}
    """


def _documented(what: str, interval: str, weight: str, call: str, shows: str, parameters: str = "") -> Any:
    def attach(function: Any) -> Any:
        function.__doc__ = _DOC.format(what=what, interval=interval, weight=weight, call=call, shows=shows,
                                       parameters="\n" + parameters if parameters else "")
        return function
    return attach


@_documented("Legendre polynomial", "[-1, 1]", "1", "legendre(3)", "-0.4375")
def legendre(n: int, monic: bool = False) -> orthopoly1d:
    m = _degree(n, "legendre")
    return _made(m, _roots.roots_legendre, 2 / (2 * m + 1), _central(m) / 2.0**m, lambda x: 1.0, (-1, 1), monic,
                 lambda x: _ufuncs.eval_legendre(m, x), _jacobi_recurrence(0.0, 0.0))


@_documented("Legendre polynomial of 2 x - 1", "[0, 1]", "1", "sh_legendre(2)", "-0.5")
def sh_legendre(n: int, monic: bool = False) -> orthopoly1d:
    m = _degree(n, "sh_legendre")
    return _made(m, _roots.roots_sh_legendre, 1 / (2 * m + 1), _central(m), lambda x: 0.0 * x + 1.0, (0, 1), monic,
                 lambda x: _ufuncs.eval_sh_legendre(m, x), _jacobi_recurrence(0.0, 0.0, 0.5, 0.5))


@_documented("Chebyshev polynomial of the first kind", "[-1, 1]", "1/sqrt(1 - x**2)", "chebyt(3)", "-1")
def chebyt(n: int, monic: bool = False) -> orthopoly1d:
    m = _degree(n, "chebyt")
    return _made(m, _roots.roots_chebyt, math.pi / 2 if m else math.pi, 2.0 ** max(m - 1, 0),
                 lambda x: 1.0 / np.sqrt(1 - x * x), (-1, 1), monic, lambda x: _ufuncs.eval_chebyt(m, x),
                 _jacobi_recurrence(-0.5, -0.5))


@_documented("Chebyshev polynomial of the second kind", "[-1, 1]", "sqrt(1 - x**2)", "chebyu(2)", "0")
def chebyu(n: int, monic: bool = False) -> orthopoly1d:
    m = _degree(n, "chebyu")
    return _made(m, _roots.roots_chebyu, math.pi / 2, 2.0**m, lambda x: np.sqrt(1 - x * x), (-1, 1), monic,
                 lambda x: _ufuncs.eval_chebyu(m, x), _jacobi_recurrence(0.5, 0.5))


@_documented("Chebyshev polynomial C_n(x) = 2 T_n(x/2)", "[-2, 2]", "1/sqrt(1 - x**2/4)", "chebyc(3)", "-1.375")
def chebyc(n: int, monic: bool = False) -> orthopoly1d:
    m = _degree(n, "chebyc")
    return _made(m, _roots.roots_chebyc, 4 * math.pi * (1 if m else 2), 1.0 if m else 2.0,
                 lambda x: 1.0 / np.sqrt(1 - x * x / 4), (-2, 2), monic, lambda x: _ufuncs.eval_chebyc(m, x),
                 _jacobi_recurrence(-0.5, -0.5, 2.0))


@_documented("Chebyshev polynomial S_n(x) = U_n(x/2)", "[-2, 2]", "sqrt(1 - x**2/4)", "chebys(3)", "-0.875")
def chebys(n: int, monic: bool = False) -> orthopoly1d:
    m = _degree(n, "chebys")
    return _made(m, _roots.roots_chebys, math.pi, 1.0, lambda x: np.sqrt(1 - x * x / 4), (-2, 2), monic,
                 lambda x: _ufuncs.eval_chebys(m, x), _jacobi_recurrence(0.5, 0.5, 2.0))


@_documented("Chebyshev polynomial of the first kind of 2 x - 1", "[0, 1]", "1/sqrt(x - x**2)", "sh_chebyt(2)", "-1")
def sh_chebyt(n: int, monic: bool = False) -> orthopoly1d:
    m = _degree(n, "sh_chebyt")
    return _made(m, _roots.roots_sh_chebyt, math.pi / 2 if m else math.pi, 0.5 * 4.0**m if m else 1.0,
                 lambda x: 1.0 / np.sqrt(x - x * x), (0, 1), monic, lambda x: _ufuncs.eval_sh_chebyt(m, x),
                 _jacobi_recurrence(-0.5, -0.5, 0.5, 0.5))


@_documented("Chebyshev polynomial of the second kind of 2 x - 1", "[0, 1]", "sqrt(x - x**2)", "sh_chebyu(2)", "-1")
def sh_chebyu(n: int, monic: bool = False) -> orthopoly1d:
    m = _degree(n, "sh_chebyu")
    return _made(m, _roots.roots_sh_chebyu, math.pi / 8, 4.0**m, lambda x: np.sqrt(x - x * x), (0, 1), monic,
                 lambda x: _ufuncs.eval_sh_chebyu(m, x), _jacobi_recurrence(0.5, 0.5, 0.5, 0.5))


@_documented("Jacobi polynomial", "[-1, 1]", "(1 - x)**alpha * (1 + x)**beta", "jacobi(2, 1.0, 1.0)", "0.1875",
             "    alpha, beta : float\n        Exponents, above -1.")
def jacobi(n: int, alpha: float, beta: float, monic: bool = False) -> orthopoly1d:
    m = _degree(n, "jacobi")
    if alpha <= -1 or beta <= -1:
        raise ValueError(f"special.jacobi: alpha and beta must be above -1; got {alpha!r} and {beta!r}")
    s = alpha + beta + 1
    if m:
        log_h = (s * math.log(2) - math.log(2 * m + s) + _ufuncs.gammaln(m + alpha + 1) + _ufuncs.gammaln(m + beta + 1)
                 - _ufuncs.gammaln(m + 1.0) - _ufuncs.gammaln(m + s))
        kn = float(_ufuncs.poch(m + s, m)) / (2.0**m * math.gamma(m + 1.0)) if m < 80 else float(
            np.exp(_ufuncs.gammaln(2 * m + s) - _ufuncs.gammaln(m + 1.0) - _ufuncs.gammaln(m + s) - m * math.log(2)))
    else:
        log_h, kn = s * math.log(2) + _ufuncs.betaln(alpha + 1.0, beta + 1.0), 1.0
    return _made(m, lambda k: _roots.roots_jacobi(k, alpha, beta), np.exp(log_h), kn,
                 lambda x: (1 - x) ** alpha * (1 + x) ** beta, (-1, 1), monic,
                 lambda x: _ufuncs.eval_jacobi(m, alpha, beta, x), _jacobi_recurrence(alpha, beta))


@_documented("Jacobi polynomial G_n(p, q, x)", "[0, 1]", "(1 - x)**(p - q) * x**(q - 1)", "sh_jacobi(1, 2.0, 1.0)",
             "0.1666666667", "    p, q : float\n        Parameters, p - q > -1 and q > 0.")
def sh_jacobi(n: int, p: float, q: float, monic: bool = False) -> orthopoly1d:
    m = _degree(n, "sh_jacobi")
    if (p - q) <= -1 or q <= 0:
        raise ValueError(f"special.sh_jacobi: p - q must be above -1 and q above 0; got {p!r} and {q!r}")
    log = _ufuncs.gammaln
    if m:
        log_h = (log(m + 1.0) + log(m + q) + log(m + p) + log(m + p - q + 1) - math.log(2 * m + p)
                 - 2 * log(2 * m + p))
    else:
        log_h = _ufuncs.betaln(q, p - q + 1.0)
    return _made(m, lambda k: _roots.roots_sh_jacobi(k, p, q), np.exp(log_h), 1.0,
                 lambda x: (1 - x) ** (p - q) * x ** (q - 1.0), (0, 1), monic,
                 lambda x: _ufuncs.eval_sh_jacobi(m, p, q, x), _jacobi_recurrence(p - q, q - 1, 0.5, 0.5))


@_documented("Gegenbauer (ultraspherical) polynomial", "[-1, 1]", "(1 - x**2)**(alpha - 1/2)", "gegenbauer(2, 1.5)",
             "0.375", "    alpha : float\n        Parameter, above -1/2.")
def gegenbauer(n: int, alpha: float, monic: bool = False) -> orthopoly1d:
    if not (np.isfinite(alpha) and alpha > -0.5):
        raise ValueError(f"special.gegenbauer: alpha must be a finite number above -1/2; got {alpha!r}")
    m = _degree(n, "gegenbauer")
    if alpha == 0:
        log_h = 0.0
    else:
        log_h = (math.log(math.pi) + (1 - 2 * alpha) * math.log(2) + _ufuncs.gammaln(m + 2 * alpha)
                 - _ufuncs.gammaln(m + 1.0) - math.log(abs(m + alpha)) - 2 * _ufuncs.gammaln(alpha))
    kn = float(_ufuncs.poch(alpha, m)) * 2.0**m / float(_ufuncs.gamma(m + 1.0)) if m < 150 else float(
        np.exp(_ufuncs.gammaln(m + alpha) - _ufuncs.gammaln(alpha) - _ufuncs.gammaln(m + 1.0) + m * math.log(2)))
    return _made(m, lambda k: _roots.roots_gegenbauer(k, alpha), np.exp(log_h), kn,
                 lambda x: (1 - x * x) ** (alpha - 0.5), (-1, 1), monic,
                 lambda x: _ufuncs.eval_gegenbauer(m, float(alpha), x), _jacobi_recurrence(alpha - 0.5, alpha - 0.5))


@_documented("Laguerre polynomial", "[0, inf)", "exp(-x)", "laguerre(2)", "0.125")
def laguerre(n: int, monic: bool = False) -> orthopoly1d:
    m = _degree(n, "laguerre")
    return _made(m, _roots.roots_laguerre, 1.0, (-1) ** m * float(_ufuncs.rgamma(m + 1.0)), lambda x: np.exp(-x),
                 (0, np.inf), monic, lambda x: _ufuncs.eval_laguerre(m, x),
                 (lambda k: 2.0 * k + 1, lambda k: float(k) * k))


@_documented("Generalized Laguerre polynomial", "[0, inf)", "x**alpha * exp(-x)", "genlaguerre(2, 1.0)", "1.625",
             "    alpha : float\n        Exponent, above -1.")
def genlaguerre(n: int, alpha: float, monic: bool = False) -> orthopoly1d:
    if alpha <= -1:
        raise ValueError(f"special.genlaguerre: alpha must be above -1; got {alpha!r}")
    m = _degree(n, "genlaguerre")
    hn = np.exp(_ufuncs.gammaln(m + alpha + 1) - _ufuncs.gammaln(m + 1.0))
    return _made(m, lambda k: _roots.roots_genlaguerre(k, alpha), hn, (-1) ** m * float(_ufuncs.rgamma(m + 1.0)),
                 lambda x: np.exp(-x) * x**alpha, (0, np.inf), monic,
                 lambda x: _ufuncs.eval_genlaguerre(m, alpha, x),
                 (lambda k: 2.0 * k + 1 + alpha, lambda k: k * (k + alpha)))


@_documented("Physicists' Hermite polynomial", "(-inf, inf)", "exp(-x**2)", "hermite(3)", "-5")
def hermite(n: int, monic: bool = False) -> orthopoly1d:
    m = _degree(n, "hermite")
    return _made(m, _roots.roots_hermite, 2.0**m * _ufuncs.gamma(m + 1.0) * math.sqrt(math.pi), 2.0**m,
                 lambda x: np.exp(-x * x), (-np.inf, np.inf), monic, lambda x: _ufuncs.eval_hermite(m, x),
                 (lambda k: 0.0, lambda k: 0.5 * k))


@_documented("Probabilists' Hermite polynomial", "(-inf, inf)", "exp(-x**2/2)", "hermitenorm(3)", "-1.375")
def hermitenorm(n: int, monic: bool = False) -> orthopoly1d:
    m = _degree(n, "hermitenorm")
    return _made(m, _roots.roots_hermitenorm, math.sqrt(2 * math.pi) * _ufuncs.gamma(m + 1.0), 1.0,
                 lambda x: np.exp(-x * x / 2), (-np.inf, np.inf), monic, lambda x: _ufuncs.eval_hermitenorm(m, x),
                 (lambda k: 0.0, lambda k: float(k)))


def assoc_laguerre(x: Any, n: Any, k: Any = 0.0) -> Any:
    """Generalized Laguerre polynomial, by the order of arguments of physics.

    Parameters
    ----------
    x : array_like
        Argument.
    n, k : array_like
        Degree and order, k > -1.

    Returns
    -------
    scalar or ndarray
        ``eval_genlaguerre(n, k, x)``.

    Examples
    --------
    >>> from scinova import special
    >>> float(special.assoc_laguerre(1.0, 2, 1))
    0.5
    """
    return _ufuncs.eval_genlaguerre(n, k, x)
