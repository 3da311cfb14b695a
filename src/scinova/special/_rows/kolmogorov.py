# SPDX-License-Identifier: BSD-3-Clause
"""Kolmogorov-Smirnov distributions, Owen's T function and Tukey's lambda distribution."""
from __future__ import annotations

from scinova.special._row import Row

_INTEGER = "ld->d ff->f dd->d"

ROWS: dict[str, Row] = {
    "kolmogorov": Row(
        "y", "f->f d->d", "Upper tail of the limit distribution of Kolmogorov's statistic",
        "the limit of the probability that sqrt(n) times the largest distance between the distribution functions of a"
        " sample and of its population exceeds y; a theta function, by the series that converges faster",
        "Kolmogorov, Giorn. Ist. Ital. Attuari 4 (1933) 83; DLMF 20.7.32", "0.02:3 0.5~15", 8, "kolmogorov(y)",
        "1.0", "0.269999671677"),
    "kolmogi": Row(
        "p", "f->f d->d", "Inverse of kolmogorov", "y with kolmogorov(y) = p, by Newton's method",
        "DLMF 20.7.32", "1e-300~0.999 0.001:0.999999",
        50, "inverse(kolmogorov_lower,None,p)", "0.05", "1.35809863932", inverse="p"),
    "smirnov": Row(
        "n,d", _INTEGER, "Upper tail of Smirnov's one-sided statistic for a sample of n",
        "the probability that the distribution function of a sample of n values exceeds that of its population by d or"
        " more somewhere: Birnbaum and Tingey's finite sum of positive terms, by quadrature where n is large",
        "Birnbaum and Tingey, Ann. Math. Stat. 22 (1951) 592", "1:200i,0:1 200:1000i,0.001~0.6 1:100i,1e-10~1", 500,
        "smirnov(n,d)",
        "3,0.5", "0.166666666667"),
    "smirnovi": Row(
        "n,p", _INTEGER, "Inverse of smirnov in its second argument", "d with smirnov(n, d) = p",
        "Birnbaum and Tingey, Ann. Math. Stat. 22 (1951) 592",
        "1:100i,0.001:0.999999 1:100i,1e-300~0.999 100:300i,1e-20~0.999",
        50, "inverse(lambda d,e: smirnov_lower(n,d,e),None,p,chart=LOGIT,start=-log(n)/2)", "3,0.25",
        "0.435286075101", inverse="p"),
    "owens_t": Row(
        "h,a", "ff->f dd->d", "Owen's T function",
        "the integral of exp(-h^2 (1 + x^2)/2)/(1 + x^2)/(2 pi) over (0, a), by Gauss-Legendre quadrature",
        "Owen, Ann. Math. Stat. 27 (1956) 1075", "-5:5,-3:3 0:30,0:1 1e-6~30,1e-10~1e6", 16, "owens_t(h,a)",
        "1.0,0.5", "0.0430646911208"),
    "tklmbda": Row(
        "x,lmbda", "ff->f dd->d", "Distribution function of Tukey's lambda distribution",
        "p with (p^lmbda - (1 - p)^lmbda)/lmbda = x, by Newton's method",
        "Hastings, Mosteller, Tukey and Winsor, Ann. Math. Stat. 18 (1947) 413",
        "-5:5,-3:3 -1e-3~-1e3,-1e-3~-2 1e-10~1,1e-10~1 -30:30,-0.2:0.03",
        50, "tukey_lambda(x,lmbda)", "0.5,0.5",
        "0.673992636338", inverse="x"),
}

HELPERS: dict[str, str] = {
    "_kolmogc": "f->f d->d", "_kolmogp": "f->f d->d", "_kolmogci": "f->f d->d",
    "_smirnovc": _INTEGER, "_smirnovp": _INTEGER, "_smirnovci": _INTEGER,
}
