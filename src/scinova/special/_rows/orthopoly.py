# SPDX-License-Identifier: BSD-3-Clause
"""Classical orthogonal polynomials."""
from __future__ import annotations

from scinova.special._row import Row

_DEGREE = "ld->d ff->f fF->F dd->d dD->D"
_DEGREE_1 = "ldd->d fff->f ffF->F ddd->d ddD->D"
_DEGREE_2 = "lddd->d ffff->f fffF->F dddd->d dddD->D"
_POWER = ("by the recurrence for small whole n, beyond by powers of exp(i acos x) in double-double arithmetic; "
          "whole n may be negative")

ROWS: dict[str, Row] = {
    "eval_chebyt": Row(
        "n,x", _DEGREE, "Chebyshev polynomial of the first kind",
        f"T_n(x) = cos(n acos x), {_POWER}", "DLMF 18.5.1, 18.9.1",
        "0:40i,-1:1 0:100000i,-1:1 0:60i,1:50 0:1000,-1:1", 100, "cheby_t(n,x)", "3,0.5", "-1"),
    "eval_chebyu": Row(
        "n,x", _DEGREE, "Chebyshev polynomial of the second kind",
        f"U_n(x) = sin((n + 1) acos x)/sin(acos x), {_POWER}", "DLMF 18.5.2, 18.9.1",
        "0:40i,-1:1 0:100000i,-1:1 0:60i,1:50 0:1000,-1:1", 200, "cheby_u(n,x)", "3,0.6", "-0.672"),
    "eval_chebyc": Row(
        "n,x", _DEGREE, "Chebyshev polynomial of the first kind on [-2, 2]",
        f"C_n(x) = 2 T_n(x/2), {_POWER}", "DLMF 18.1.3, 18.5.1", "0:40i,-2:2 0:100000i,-2:2", 100,
        "2*cheby_t(n,x/2)", "3,0.5", "-1.375"),
    "eval_chebys": Row(
        "n,x", _DEGREE, "Chebyshev polynomial of the second kind on [-2, 2]",
        f"S_n(x) = U_n(x/2), {_POWER}", "DLMF 18.1.3, 18.5.2", "0:40i,-2:2 0:100000i,-2:2", 200,
        "cheby_u(n,x/2)", "3,0.5", "-0.875"),
    "eval_sh_chebyt": Row(
        "n,x", _DEGREE, "Chebyshev polynomial of the first kind on [0, 1]",
        f"T_n(2 x - 1), {_POWER}", "DLMF 18.1.1, 18.5.1", "0:40i,0:1 0:100000i,0:1 0:1000i,1e-10~1", 20,
        "cheby_t(n,2*x-1)", "3,0.75", "-1"),
    "eval_sh_chebyu": Row(
        "n,x", _DEGREE, "Chebyshev polynomial of the second kind on [0, 1]",
        f"U_n(2 x - 1), {_POWER}", "DLMF 18.1.1, 18.5.2", "0:40i,0:1 0:100000i,0:1 0:1000i,1e-10~1", 20,
        "cheby_u(n,2*x-1)", "3,0.75", "-1"),
    "eval_legendre": Row(
        "n,x", _DEGREE, "Legendre polynomial",
        "P_n(x), by recurrence in difference form, and through Bessel functions on (-1, 1) for whole n > 1000; other n "
        "from two neighbours of degree below 2, by power series with a logarithm for x < 0; P_{-n-1} = P_n",
        "DLMF 14.3.1, 14.10.3, 15.8.10, 18.9.1, 18.15",
        "0:50i,-1:1 50:1000i,-1:1 1001:3000i,-1:1 0:50i,1:20 0:50,-0.9:1 0:50,1:20", 1000,
        "legendre_poly(n,x)", "3,0.5", "-0.4375"),
    "eval_sh_legendre": Row(
        "n,x", _DEGREE, "Legendre polynomial on [0, 1]", "P_n(2 x - 1), as eval_legendre", "DLMF 18.9.1, 18.15",
        "0:50i,0:1 1001:3000i,0:1", 1000, "legendre_poly(n,2*x-1)", "3,0.75", "-0.4375"),
    "eval_gegenbauer": Row(
        "n,alpha,x", _DEGREE_1, "Gegenbauer (ultraspherical) polynomial",
        "C_n^(alpha)(x), by recurrence in difference form", "DLMF 18.9.1", "0:50i,-0.5:10,-1:1 0:50i,0:10,1:10 "
        "0:50,0.01:6,-0.9:1 0:50,0.01:6,1:10", 45000, "gegenbauer_poly(n,alpha,x)", "3,1.5,0.5", "-1.5625"),
    "eval_jacobi": Row(
        "n,alpha,beta,x", _DEGREE_2, "Jacobi polynomial",
        "P_n^(alpha, beta)(x), by recurrence in difference form", "DLMF 18.9.1, 18.5.7",
        "0:50i,-1:10,-1:10,-1:1 0:50i,-1:10,-1:10,1:10 0:50,-0.9:6,-0.9:6,-0.9:1 0:50,-0.9:6,-0.9:6,1:10",
        45000, "jacobi_poly(n,alpha,beta,x)", "3,1.5,0.5,0.5",
        "-0.21875"),
    "eval_sh_jacobi": Row(
        "n,p,q,x", _DEGREE_2, "Jacobi polynomial on [0, 1]",
        "G_n(p, q, x) = n!/(n + p)_n P_n^(p-q, q-1)(2 x - 1), with leading coefficient 1; as eval_jacobi",
        "DLMF 18.1.2",
        "0:30i,1:10,1:5,0:1", 45000, "jacobi_poly(n,p-q,q-1,2*x-1)/binomial(2*n+p-1,n)", "3,2.5,1.5,0.25",
        "0.0137893356643"),
    "eval_genlaguerre": Row(
        "n,alpha,x", _DEGREE_1, "Generalized Laguerre polynomial",
        "L_n^(alpha)(x) for alpha > -1, by recurrence in difference form; NaN for other alpha", "DLMF 18.9.1",
        "0:50i,-0.99:10,0:100 0:50i,-0.99:10,-100:0 0:50,-0.9:10,-20:100", 45000,
        "laguerre_poly(n,alpha,x)", "3,0.5,1.0",
        "-0.604166666667"),
    "eval_laguerre": Row(
        "n,x", _DEGREE, "Laguerre polynomial", "L_n(x), by recurrence in difference form", "DLMF 18.9.1",
        "0:50i,0:100 0:50i,-100:0 0:50,-20:100", 45000, "laguerre_poly(n,0,x)", "3,1.0", "-0.666666666667"),
    "lpmv": Row(
        "m,v,x", "fff->f ddd->d", "Associated Legendre function of whole order and real degree",
        "Ferrers' function P_v^m(x) on [-1, 1] with the factor (-1)^m; NaN where m is not whole; series for the "
        "fractional part of the degree, then upwards by recurrence in the degree, for x < 0 in the order too; whole v "
        "as assoc_legendre_p", "DLMF 14.3.1, 14.9.3, 14.10, 15.8.10",
        "-5:6i,0:30,-0.9:1 -40:41i,-10:60,-1:1 -6:7i,60:300,-1:1 -20:21i,0:40i,-1:1", 45000, "ferrers_p(m,v,x)",
        "1,2.5,0.5", "-0.987378178532"),
    "eval_hermite": Row(
        "n,x", "ld->d", "Physicists' Hermite polynomial", "H_n(x), orthogonal with exp(-x^2), by recurrence with "
        "its rounding errors carried beside", "DLMF 18.9.1", "0:100i,-10:10 0:50i,-1e3:1e3", 8,
        "hermite_poly(n,x)", "3,0.5", "-5"),
    "eval_hermitenorm": Row(
        "n,x", "ld->d", "Probabilists' Hermite polynomial", "He_n(x), orthogonal with exp(-x^2/2), by recurrence with "
        "its rounding errors carried beside", "DLMF 18.9.1", "0:100i,-10:10 0:50i,-1e3:1e3", 8,
        "hermite_poly(n,x/sqrt(2))/sqrt(2)**n", "3,0.5", "-1.375"),
}

HELPERS = {
    "_legendre_p0": "ld->d", "_legendre_p1": "ld->dd", "_legendre_p2": "ld->ddd",
    "_assoc_legendre_p0": "lldll->d llDll->D", "_assoc_legendre_p1": "lldll->dd llDll->DD",
    "_assoc_legendre_p2": "lldll->ddd llDll->DDD",
    "_sph_legendre_p0": "lld->d", "_sph_legendre_p1": "lld->dd", "_sph_legendre_p2": "lld->ddd",
    "_sph_harm_y0": "lldd->D", "_sph_harm_y1": "lldd->DDD", "_sph_harm_y2": "lldd->DDDDDD",
}
