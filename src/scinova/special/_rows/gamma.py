# SPDX-License-Identifier: BSD-3-Clause
"""Gamma, beta and zeta functions."""
from __future__ import annotations

from scinova.special._row import Row

ROWS: dict[str, Row] = {
    "gamma": Row(
        "x", "d->d D->D f->f F->F", "Gamma function",
        "the integral of t^(x-1) exp(-t) over (0, inf), continued; a table on [1, 2] with the recurrence, "
        "Stirling's series beyond 20", "DLMF 5.2, 5.11", "-170:171 1e-300~20", 4, "gamma(x)", "0.5",
        "1.77245385091"),
    "rgamma": Row(
        "x", "d->d D->D f->f F->F", "Reciprocal of the gamma function", "1/gamma(x), entire, zero at 0, -1, -2, ...",
        "DLMF 5.7", "-20:171", 4, "rgamma(x)", "-0.5", "-0.282094791774"),
    "gammaln": Row(
        "x", "d->d f->f F->F D->D", "Logarithm of the absolute value of the gamma function",
        "log |gamma(x)|; near its zeros at 1 and 2 the zero is a factor of what is tabulated; of complex "
        "numbers loggamma", "DLMF 5.2, 5.11",
        "1e-300~1e300 0.001:30", 4, "loggamma(x).real", "100.0", "359.13420537"),
    "gammasgn": Row(
        "x", "d->d f->f", "Sign of the gamma function", "1.0, -1.0, or NaN at the poles", "DLMF 5.2", "-20:20", 0,
        "sign(gamma(x))", "-0.5", "-1"),
    "digamma": Row(
        "x", "d->d D->D f->f F->F", "Digamma function",
        "the derivative of log gamma(x); its positive zero is a factor of what is tabulated", "DLMF 5.2.2, 5.11.2",
        "1e-300~1e300 0.01:30", 4, "digamma(x)", "1.0", "-0.577215664902"),
    "beta": Row(
        "a,b", "dd->d ff->f", "Beta function",
        "gamma(a) gamma(b)/gamma(a + b); Stirling's series with double-double logarithms for large arguments",
        "DLMF 5.12", "0.01:100,0.01:100 1e-6~1e3,1e-6~100", 6, "beta(a,b)", "2.0,3.0", "0.0833333333333"),
    "betaln": Row(
        "a,b", "dd->d ff->f", "Logarithm of the absolute value of the beta function",
        "log |beta(a, b)|, in double-double until the last step", "DLMF 5.12", "1e-6~1e6,1e-6~1e6", 4,
        "log(beta(a,b))", "1e3,1e-3", "6.90027162969"),
    "poch": Row(
        "x,m", "ff->f dd->d", "Rising factorial (Pochhammer symbol)",
        "gamma(x + m)/gamma(x); products of exact factors for whole m up to 40", "DLMF 5.2(iii)", "0.1:50,0.1:50", 8,
        "rf(x,m)", "3.0,2.5", "26.1713888923"),
    "binom": Row(
        "x,y", "ff->f dd->d", "Binomial coefficient of real arguments",
        "gamma(x + 1)/(gamma(y + 1) gamma(x - y + 1)); products for whole y up to 40", "DLMF 1.2, 5.12",
        "30:50,1:25 0.01:100,0.01:20", 6, "binomial(x,y)", "5.5,2.0", "12.375"),
    "loggamma": Row(
        "z", "d->d D->D f->f F->F", "Logarithm of the gamma function, analytic off the negative axis",
        "the branch that is real for z > 0, with a cut along the negative axis; NaN for real z < 0",
        "DLMF 5.11; Hare, J. Symbolic Comput. 24 (1997) 221",
        "0.01:30 -10:10;-10:10 0:4;-3:3 -1000:1000;-1000:1000", 8, "loggamma(z)", "5.0", "3.17805383035"),
    "zetac": Row(
        "x", "d->d f->f", "Riemann zeta function minus 1", "zeta(x) - 1, with all digits where zeta(x) is near 1",
        "DLMF 25.2", "-5:200", 4, "zeta(x,2) if x>1 else zeta(x)-1", "10.0", "0.000994575127818"),
}

ALIASES = {"psi": "digamma"}
HELPERS = {"_hurwitz_zeta": "ff->f dd->d", "_polygamma": "ff->f dd->d fF->F dD->D",
           "_riemann_zeta": "f->f d->d F->F D->D"}
