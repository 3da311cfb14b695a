# SPDX-License-Identifier: BSD-3-Clause
"""Hypergeometric functions."""
from __future__ import annotations

from scinova.special._row import Row

ROWS: dict[str, Row] = {
    "hyp0f1": Row(
        "v,z", "ff->f fF->F dd->d dD->D", "Confluent hypergeometric limit function 0F1",
        "sum of z^k/((v)_k k!); series in float64, double-double or multiprecision as their error estimates ask, "
        "Hankel's expansions for large real z", "DLMF 16.2, 10.39.9, 10.17.1",
        "-100:100,-100:100 0.1:20,-5000:5000", 45000, "hyp0f1(v,z)", "1.5,2.0", "2.98040610354"),
    "hyp1f1": Row(
        "a,b,x", "fff->f ffF->F ddd->d ddD->D", "Kummer's confluent hypergeometric function 1F1",
        "M(a, b, x), the sum of (a)_k x^k/((b)_k k!); series in float64, double-double or multiprecision as their "
        "error estimates ask, Kummer's transformation, expansions for large x; NaN where none of them is sure",
        "DLMF 13.2, 13.7; Pearson, Olver and Porter, Numer. Algorithms 74 (2017) 821",
        "-100:100,-100:100,-100:100 0.1:20,0.1:20,-20:20", 45000, "hyp1f1(a,b,x)", "0.5,1.5,2.0", "2.36445389281"),
    "hyp2f1": Row(
        "a,b,c,z", "dddd->d dddD->D ffff->f fffF->F", "Gauss's hypergeometric function 2F1",
        "sum of (a)_k (b)_k z^k/((c)_k k!) and its continuation, cut along [1, inf); series in float64, double-double "
        "or multiprecision as their error estimates ask, after the transformation that suits z; NaN where none of "
        "them is sure", "DLMF 15.2, 15.8; Johansson, ACM TOMS 45 (2019) 30",
        "-100:100,-100:100,-100:100,-1:1 0.1:20,0.1:20,0.1:20,-50:1", 45000, "hyp2f1(a,b,c,z)", "1.0,2.0,3.0,0.5",
        "1.54517744448"),
}
