# SPDX-License-Identifier: BSD-3-Clause
"""Nodes and weights of Gaussian quadrature for the classical weights."""
from __future__ import annotations

import math
from typing import Any

import numpy as np

from scinova import special
from scinova.special import _native
from scinova.special._arguments import whole

_JACOBI, _LAGUERRE, _HERMITE = range(3)

_DOC = """Nodes and weights of Gauss quadrature for {weight} on {interval}.

    They are the zeros of the polynomial of degree ``n`` that is orthogonal under this weight ({name}), and the numbers
    that integrate polynomials up to degree 2 n - 1 exactly.

    Parameters
    ----------
    n : int
        Number of nodes, at least 1.{parameters}
    mu : bool, optional
        Return the sum of the weights too.

    Returns
    -------
    x, w : ndarray
        Nodes in increasing order, and weights.
    mu : float
        The integral of the weight function, if asked for.

    Notes
    -----
    {method}

    Examples
    --------
    >>> from scinova import special
    >>> x, w = special.{call}
    >>> print(f"{{w.sum():.10f}}")
    {total}
    """
_NEWTON = """Up to 200 nodes (700 for Laguerre, 150 for Hermite), and for large parameters: eigenvalues of the Jacobi
    matrix, improved by a Newton step with the recurrence in double-double arithmetic. Beyond: expansions in Bessel
    functions (Bogaert, SIAM J. Sci. Comput. 36 (2014) A1008) and Taylor series from zero to zero (Glaser, Liu and
    Rokhlin, ibid. 29 (2007) 1420), in a time proportional to ``n``."""
_CLOSED = "In closed form (DLMF 3.5.22-25)."


def _documented(name: str, weight: str, interval: str, call: str, total: str, parameters: str = "",
                method: str = _NEWTON) -> Any:
    def attach(function: Any) -> Any:
        function.__doc__ = _DOC.format(name=name, weight=weight, interval=interval, call=call, total=total,
                                       method=method, parameters="\n" + parameters if parameters else "")
        return function
    return attach


def _rule(kind: int, n: int, mu0: float, alpha: float = 0.0, beta: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
    x, w = np.empty(n), np.empty(n)
    _native.quadrature(kind, float(alpha), float(beta), x, w)
    w *= mu0
    return x, w


def _result(x: np.ndarray, w: np.ndarray, mu0: float, mu: bool) -> tuple[Any, ...]:
    return (x, w, mu0) if mu else (x, w)


@_documented("Legendre", "the weight 1", "[-1, 1]", "roots_legendre(3)", "2.0000000000")
def roots_legendre(n: int, mu: bool = False) -> tuple[Any, ...]:
    return _result(*_rule(_JACOBI, whole(n, "n", "roots_legendre", 1, array=TypeError), 2.0), 2.0, mu)


@_documented("shifted Legendre", "the weight 1", "[0, 1]", "roots_sh_legendre(3)", "1.0000000000")
def roots_sh_legendre(n: int, mu: bool = False) -> tuple[Any, ...]:
    x, w = _rule(_JACOBI, whole(n, "n", "roots_sh_legendre", 1, array=TypeError), 1.0)
    return _result(0.5 * (x + 1), w, 1.0, mu)


def _chebyshev(n: int, weight: float, *, second: bool = False, shifted: bool = False,
               scale: float = 1.0) -> tuple[np.ndarray, np.ndarray]:
    x, w = np.empty(n), np.empty(n)
    _native.chebyshev(second, shifted, scale, weight, x, w)
    return x, w


@_documented("Chebyshev of the first kind", "1/sqrt(1 - x**2)", "[-1, 1]", "roots_chebyt(3)", "3.1415926536",
             method=_CLOSED)
def roots_chebyt(n: int, mu: bool = False) -> tuple[Any, ...]:
    m = whole(n, "n", "roots_chebyt", 1, array=TypeError)
    return _result(*_chebyshev(m, math.pi / m), math.pi, mu)


@_documented("Chebyshev of the second kind", "sqrt(1 - x**2)", "[-1, 1]", "roots_chebyu(3)", "1.5707963268",
             method=_CLOSED)
def roots_chebyu(n: int, mu: bool = False) -> tuple[Any, ...]:
    m = whole(n, "n", "roots_chebyu", 1, array=TypeError)
    return _result(*_chebyshev(m, math.pi / (m + 1), second=True), math.pi / 2, mu)


@_documented("Chebyshev C", "1/sqrt(1 - x**2/4)", "[-2, 2]", "roots_chebyc(3)", "6.2831853072", method=_CLOSED)
def roots_chebyc(n: int, mu: bool = False) -> tuple[Any, ...]:
    m = whole(n, "n", "roots_chebyc", 1, array=TypeError)
    return _result(*_chebyshev(m, 2 * math.pi / m, scale=2.0), 2 * math.pi, mu)


@_documented("Chebyshev S", "sqrt(1 - x**2/4)", "[-2, 2]", "roots_chebys(3)", "3.1415926536", method=_CLOSED)
def roots_chebys(n: int, mu: bool = False) -> tuple[Any, ...]:
    m = whole(n, "n", "roots_chebys", 1, array=TypeError)
    return _result(*_chebyshev(m, 2 * math.pi / (m + 1), second=True, scale=2.0), math.pi, mu)


@_documented("shifted Chebyshev of the first kind", "1/sqrt(x - x**2)", "[0, 1]", "roots_sh_chebyt(3)", "3.1415926536",
             method=_CLOSED)
def roots_sh_chebyt(n: int, mu: bool = False) -> tuple[Any, ...]:
    m = whole(n, "n", "roots_sh_chebyt", 1, array=TypeError)
    return _result(*_chebyshev(m, math.pi / m, shifted=True), math.pi, mu)


@_documented("shifted Chebyshev of the second kind", "sqrt(x - x**2)", "[0, 1]", "roots_sh_chebyu(3)", "0.3926990817",
             method=_CLOSED)
def roots_sh_chebyu(n: int, mu: bool = False) -> tuple[Any, ...]:
    m = whole(n, "n", "roots_sh_chebyu", 1, array=TypeError)
    return _result(*_chebyshev(m, 0.25 * math.pi / (m + 1), second=True, shifted=True), math.pi / 8, mu)


def _jacobi(n: int, alpha: float, beta: float) -> tuple[np.ndarray, np.ndarray, float]:
    alpha, beta = float(alpha), float(beta)
    if not (math.isfinite(alpha) and math.isfinite(beta)):
        raise ValueError(f"special.roots_jacobi: alpha and beta must be finite; got {alpha} and {beta}")
    # Through the logarithm only where the power alone leaves the range of float64.
    s = alpha + beta + 1
    small = s < 1000
    mu0 = 2.0 ** s * special.beta(alpha + 1, beta + 1) if small else np.exp(
        s * math.log(2) + special.betaln(alpha + 1, beta + 1))
    return *_rule(_JACOBI, n, mu0, alpha, beta), float(mu0)


_ALPHA_BETA = """    alpha, beta : float
        Exponents, above -1."""


@_documented("Jacobi", "(1 - x)**alpha * (1 + x)**beta", "[-1, 1]", "roots_jacobi(3, 0.5, 1.5)", "1.5707963268",
             _ALPHA_BETA)
def roots_jacobi(n: int, alpha: float, beta: float, mu: bool = False) -> tuple[Any, ...]:
    m = whole(n, "n", "roots_jacobi", 1, array=TypeError)
    if alpha <= -1 or beta <= -1:
        raise ValueError(f"special.roots_jacobi: alpha and beta must be above -1; got {alpha!r} and {beta!r}")
    x, w, mu0 = _jacobi(m, alpha, beta)
    return _result(x, w, mu0, mu)


@_documented("shifted Jacobi", "(1 - x)**(p1 - q1) * x**(q1 - 1)", "[0, 1]", "roots_sh_jacobi(3, 2.0, 1.0)",
             "0.5000000000",
             """    p1, q1 : float
        Parameters, p1 - q1 > -1 and q1 > 0.""")
def roots_sh_jacobi(n: int, p1: float, q1: float, mu: bool = False) -> tuple[Any, ...]:
    m = whole(n, "n", "roots_sh_jacobi", 1, array=TypeError)
    if (p1 - q1) <= -1 or q1 <= 0:
        raise ValueError(f"special.roots_sh_jacobi: p1 - q1 must be above -1 and q1 above 0; got {p1!r} and {q1!r}")
    x, w, mu0 = _jacobi(m, p1 - q1, q1 - 1)
    scale = 0.5 ** p1
    return _result(0.5 * (x + 1), w * scale, mu0 * scale, mu)


@_documented("Gegenbauer", "(1 - x**2)**(alpha - 1/2)", "[-1, 1]", "roots_gegenbauer(3, 1.0)", "1.5707963268",
             """    alpha : float
        Parameter, above -1/2.""")
def roots_gegenbauer(n: int, alpha: float, mu: bool = False) -> tuple[Any, ...]:
    m = whole(n, "n", "roots_gegenbauer", 1, array=TypeError)
    if alpha < -0.5:
        raise ValueError(f"special.roots_gegenbauer: alpha must be above -0.5; got {alpha!r}")
    if alpha == -0.5:
        return _result(np.full(m, np.nan), np.full(m, np.nan), math.inf, mu)
    if alpha == 0:
        return roots_chebyt(m, mu)
    if not math.isfinite(alpha):
        raise ValueError(f"special.roots_gegenbauer: alpha must be finite; got {alpha!r}")
    log_mu = 0.5 * math.log(math.pi) + special.gammaln(alpha + 0.5) - special.gammaln(alpha + 1.0)
    mu0 = math.sqrt(math.pi) * special.poch(alpha + 1.0, -0.5) if alpha < 1e8 else math.exp(log_mu)
    return _result(*_rule(_JACOBI, m, mu0, alpha - 0.5, alpha - 0.5), float(mu0), mu)


@_documented("Laguerre", "exp(-x)", "[0, inf)", "roots_laguerre(3)", "1.0000000000")
def roots_laguerre(n: int, mu: bool = False) -> tuple[Any, ...]:
    return _result(*_rule(_LAGUERRE, whole(n, "n", "roots_laguerre", 1, array=TypeError), 1.0), 1.0, mu)


@_documented("generalized Laguerre", "x**alpha * exp(-x)", "[0, inf)", "roots_genlaguerre(3, 1.0)", "1.0000000000",
             """    alpha : float
        Exponent, above -1.""")
def roots_genlaguerre(n: int, alpha: float, mu: bool = False) -> tuple[Any, ...]:
    m = whole(n, "n", "roots_genlaguerre", 1, array=TypeError)
    if alpha < -1:
        raise ValueError(f"special.roots_genlaguerre: alpha must be above -1; got {alpha!r}")
    if alpha == -1:
        return _result(np.full(m, np.nan), np.full(m, np.nan), math.inf, mu)
    if not math.isfinite(alpha):
        raise ValueError(f"special.roots_genlaguerre: alpha must be finite; got {alpha!r}")
    mu0 = float(special.gamma(alpha + 1.0))
    return _result(*_rule(_LAGUERRE, m, mu0, alpha), mu0, mu)


@_documented("physicists' Hermite", "exp(-x**2)", "(-inf, inf)", "roots_hermite(3)", "1.7724538509")
def roots_hermite(n: int, mu: bool = False) -> tuple[Any, ...]:
    mu0 = math.sqrt(math.pi)
    return _result(*_rule(_HERMITE, whole(n, "n", "roots_hermite", 1, array=TypeError), mu0), mu0, mu)


@_documented("probabilists' Hermite", "exp(-x**2/2)", "(-inf, inf)", "roots_hermitenorm(3)", "2.5066282746")
def roots_hermitenorm(n: int, mu: bool = False) -> tuple[Any, ...]:
    mu0 = math.sqrt(2 * math.pi)
    x, w = _rule(_HERMITE, whole(n, "n", "roots_hermitenorm", 1, array=TypeError), mu0)
    x *= math.sqrt(2)
    return _result(x, w, mu0, mu)


# The old short names
p_roots, ps_roots = roots_legendre, roots_sh_legendre
t_roots, u_roots, c_roots, s_roots = roots_chebyt, roots_chebyu, roots_chebyc, roots_chebys
ts_roots, us_roots = roots_sh_chebyt, roots_sh_chebyu
j_roots, js_roots, cg_roots = roots_jacobi, roots_sh_jacobi, roots_gegenbauer
l_roots, la_roots = roots_laguerre, roots_genlaguerre
h_roots, he_roots = roots_hermite, roots_hermitenorm
