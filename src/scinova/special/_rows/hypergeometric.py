# SPDX-License-Identifier: BSD-3-Clause
"""Hypergeometric functions."""
from __future__ import annotations

from scinova.special._row import Row

ROWS: dict[str, Row] = {
    "hyp0f1": Row(
        "v,z", "ff->f fF->F dd->d dD->D", "Confluent hypergeometric limit function 0F1",
        "sum of z^k/((v)_k k!); series in float64, double-double or multiprecision as their error estimates ask, "
        "Hankel's expansions for large real z", "DLMF 16.2, 10.39.9, 10.17.1",
        "-100:100,-100:100 0.1:20,-5000:5000 -100:100,-100:100;-100:100", 45000, "hyp0f1(v,z)",
        "1.5,2.0", "2.98040610354"),
    "hyp1f1": Row(
        "a,b,x", "fff->f ffF->F ddd->d ddD->D", "Kummer's confluent hypergeometric function 1F1",
        "M(a, b, x), the sum of (a)_k x^k/((b)_k k!); series in float64, double-double or multiprecision as their "
        "error estimates ask, Kummer's transformation, expansions for large x; NaN where none of them is sure",
        "DLMF 13.2, 13.7; Pearson, Olver and Porter, Numer. Algorithms 74 (2017) 821",
        "-100:100,-100:100,-100:100 0.1:20,0.1:20,-20:20 -100:100,-100:100,-100:100;-100:100", 45000, "kummer(a,b,x)",
        "0.5,1.5,2.0", "2.36445389281"),
    "hyp2f1": Row(
        "a,b,c,z", "dddd->d dddD->D ffff->f fffF->F", "Gauss's hypergeometric function 2F1",
        "sum of (a)_k (b)_k z^k/((c)_k k!) and its continuation, cut along [1, inf); series in float64, double-double "
        "or multiprecision as their error estimates ask, after the transformation that suits z, side by side for "
        "arrays; NaN where none of them is sure", "DLMF 15.2, 15.8; Johansson, ACM TOMS 45 (2019) 30",
        "-100:100,-100:100,-100:100,-1:1 0.1:20,0.1:20,0.1:20,-50:1 -100:100,-100:100,-100:100,-2:2;-2:2 "
        "0.1:20,0.1:20,0.1:20,-20:20;-20:20", 45000, "gauss(a,b,c,z)", "1.0,2.0,3.0,0.5",
        "1.54517744448"),
    "hyperu": Row(
        "a,b,x", "fff->f ddd->d", "Tricomi's confluent hypergeometric function U",
        "U(a, b, x) for x >= 0, the solution of Kummer's equation that behaves as x^-a for large x; Miller's algorithm "
        "and recurrences in float64 with a bound on what they lose, 13.2.42 for small x in float64 and double-double, "
        "and in multiprecision where nothing else is sure",
        "DLMF 13.2.6, 13.3, 13.7; Temme, Numer. Math. 41 (1983) 63",
        "-100:100,-100:100,1:100 0.1:20,0.1:20,0.01:20", 45000, "hyperu(a,b,x)", "1.0,2.0,3.0", "0.333333333333"),
    "pbdv": Row(
        "v,x", "ff->ff dd->dd", "Parabolic cylinder function D and its derivative",
        "D_v(x) = U(-v - 1/2, x); Hermite polynomials, expansions for large x, Taylor's series of the differential "
        "equation, double-double and multiprecision where these lose too much", "DLMF 12.2, 12.4, 12.7, 12.9",
        "-100:100,-40:40 -5:5,-5:5", 45000,
        "pcfd_both(v,x)", "2.0,1.0", "0 1.55760156614", "d,dp"),
    "pbvv": Row(
        "v,x", "ff->ff dd->dd", "Parabolic cylinder function V and its derivative",
        "V_v(x) = V(-v - 1/2, x); expansions for large x, Taylor's series of the differential equation, double-double "
        "and multiprecision where these lose too much", "DLMF 12.2, 12.4, 12.9",
        "-100:100,-40:40 -5:5,-5:5", 45000, "pcfv_both(v,x)", "2.0,1.0",
        "-0.512252027827 -0.0258395710371", "v,vp"),
    "pbwa": Row(
        "a,x", "ff->ff dd->dd", "Parabolic cylinder function W and its derivative",
        "W(a, x), a solution of w'' + (x^2/4 - a) w = 0; Taylor's series from 0 or from where the expansions for large "
        "x hold, power series in double-double and multiprecision near zeros", "DLMF 12.14",
        "-5:5,-5:5 -100:100,-20:20", 45000, "pcfw_both(a,x)", "1.0,2.0",
        "0.158445525566 -0.124704850613", "w,wp"),
}
