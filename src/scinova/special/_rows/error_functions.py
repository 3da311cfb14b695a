# SPDX-License-Identifier: BSD-3-Clause
"""Error functions, Faddeeva, and the normal distribution function with its inverses."""
from __future__ import annotations

from scinova.special._row import Row

ROWS: dict[str, Row] = {
    "erf": Row(
        "x", "d->d f->f D->D F->F", "Error function", "2/sqrt(pi) times the integral of exp(-t^2) from 0 to x",
        "DLMF 7.2.1", "-6:6 1e-300~1", 4, "erf(x)", "0.5", "0.520499877813"),
    "erfc": Row(
        "x", "d->d f->f D->D F->F", "Complementary error function", "1 - erf(x), without the cancellation",
        "DLMF 7.2.2", "-6:26.5", 4, "erfc(x)", "2.0", "0.00467773498105"),
    "erfcx": Row(
        "x", "d->d f->f D->D F->F", "Scaled complementary error function",
        "exp(x^2) erfc(x); a table in pieces, the asymptotic series past 32", "DLMF 7.7, 7.12", "-26:32 1e-3~1e6", 4,
        "exp(x*x)*erfc(x) if x<1000 else hyperu(.5,.5,x*x)/sqrt(pi)", "10.0", "0.0561409927438"),
    "erfinv": Row(
        "y", "f->f d->d", "Inverse of the error function", "x with erf(x) = y, for -1 <= y <= 1", "DLMF 7.17",
        "-0.999:0.999 1e-300~0.5", 4, "erfinv(y)", "0.5", "0.476936276204"),
    "erfcinv": Row(
        "y", "f->f d->d", "Inverse of the complementary error function",
        "x with erfc(x) = y, for 0 <= y <= 2; small y keep their digits", "DLMF 7.17", "0.001:1.999", 4,
        "erfinv(1-y)", "0.001", "2.32675376551"),
    "ndtr": Row(
        "x", "d->d f->f D->D F->F", "Standard normal distribution function",
        "the area under the standard normal density to the left of x; the square in the exponent is carried "
        "in two parts", "DLMF 7.2", "-38:9", 4, "ncdf(x)", "-3.0", "0.00134989803163"),
    "ndtri": Row(
        "p", "f->f d->d", "Quantile of the standard normal distribution", "x with ndtr(x) = p", "DLMF 7.17",
        "0.001:0.999", 4, "sqrt(2)*erfinv(2*p-1)", "0.975", "1.95996398454"),
    "log_ndtr": Row(
        "x", "d->d f->f D->D F->F", "Logarithm of the standard normal distribution function",
        "log(ndtr(x)), also where ndtr(x) underflows", "DLMF 7.12", "-40:9", 4, "log(erfc(-x/sqrt(2))/2)", "-40.0",
        "-804.608442014"),
    "ndtri_exp": Row(
        "y", "f->f d->d", "Quantile of the standard normal distribution from a logarithm",
        "x with log_ndtr(x) = y; -y is the variable of the table, so a log-probability of any size will do",
        "DLMF 7.17", "-20:-0.01", 4, "sqrt(2)*erfinv(2*exp(y)-1)", "-1000.0", "-44.615747732"),
    "erfi": Row(
        "x", "d->d f->f D->D F->F", "Imaginary error function",
        "-i erf(i x) = 2/sqrt(pi) times the integral of exp(t^2) from 0 to x", "DLMF 7.2", "-20:20", 4, "erfi(x)",
        "0.5", "0.614952094697"),
    "dawsn": Row(
        "x", "d->d f->f D->D F->F", "Dawson's integral", "exp(-x^2) times the integral of exp(t^2) from 0 to x",
        "DLMF 7.2.5", "-30:30 1e-20~1", 4, "sqrt(pi)/2*exp(-x*x)*erfi(x)", "1.0", "0.538079506913"),
    "wofz": Row(
        "z", "D->D F->F", "Faddeeva function",
        "w(z) = exp(-z^2) erfc(-i z); trapezoidal and midpoint rules with the residue of the pole",
        "DLMF 7.2.3; Al Azah and Chandler-Wilde, SIAM J. Numer. Anal. 59 (2021) 2346",
        "-20:20 -20:20;-20:20 -3:3;-3:3 1e-8~1e3;1e-8~1e3", 8,
        "exp(-z*z)*erfc(-1j*z)", "1.0", "0.367879441171+0.607157705841j"),
    "voigt_profile": Row(
        "x,sigma,gamma", "ddd->d fff->f", "Voigt profile",
        "the density of the sum of a normal variable of deviation sigma and a Cauchy variable of half-width "
        "gamma, through the Faddeeva function", "DLMF 7.19", "-5:5,0.5:2,0.1:2", 50,
        "(exp(-((x+1j*gamma)/sigma/sqrt(2))**2)*erfc(-1j*(x+1j*gamma)/sigma/sqrt(2))).real/sigma/sqrt(2*pi)",
        "1.0,1.0,1.0", "0.165795662689"),
}
