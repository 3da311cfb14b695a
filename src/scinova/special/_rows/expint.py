# SPDX-License-Identifier: BSD-3-Clause
"""Exponential, trigonometric, hyperbolic and Fresnel integrals, and the dilogarithm."""
from __future__ import annotations

from scinova.special._row import Row

ROWS: dict[str, Row] = {
    "exp1": Row(
        "x", "f->f d->d F->F D->D", "Exponential integral E1",
        "the integral of exp(-t)/t over (x, inf), with a cut along the negative axis; real negative numbers give NaN. "
        "Tables on the real axis, Gauss-Laguerre quadrature or the power series off it",
        "DLMF 6.2.1, 6.6.2, 6.9.1", "1e-300~738 0.01:5 -8:8;-8:8 -60:60;-60:60", 8, "e1(x)", "1.0", "0.219383934396"),
    "expi": Row(
        "x", "f->f d->d F->F D->D", "Exponential integral Ei",
        "the principal value of the integral of exp(t)/t over (-inf, x); for complex arguments continued from the "
        "positive axis with a cut along the negative one. Its zero is a factor of what is tabulated",
        "DLMF 6.2.5, 6.6.1", "1e-300~716 -1e-300~-738 0.01:5 -8:8;-8:8 -60:60;-60:60", 12, "ei(x)", "1.0",
        "1.89511781636"),
    "expn": Row(
        "n,x", "ld->d ff->f dd->d", "Exponential integral En",
        "the integral of exp(-x t)/t^n over (1, inf), n = 0, 1, 2, ...; by recurrence from E1, or a continued "
        "fraction", "DLMF 8.19.12, 8.19.17", "0:50i,1e-10~700 0:12i,0.01:20 1~1e9i,1e-3~100", 12, "expn(n,x)",
        "3,1.0", "0.109691967198"),
    "sici": Row(
        "x", "f->ff d->dd F->FF D->DD", "Sine and cosine integrals",
        "Si, the integral of sin(t)/t over (0, x), and Ci, that of cos(t)/t over (inf, x); tables, and auxiliary "
        "functions past 8; off the real axis by E1", "DLMF 6.2(ii), 6.2.17-20", "1e-300~1e10 0.1:60 -20:20;-20:20", 16,
        "sici(x)", "1.0", "0.946083070367 0.337403922901", "si,ci"),
    "shichi": Row(
        "x", "f->ff d->dd F->FF D->DD", "Hyperbolic sine and cosine integrals",
        "Shi, the integral of sinh(t)/t over (0, x), and Chi, that of (cosh(t) - 1)/t plus log(x) and Euler's "
        "constant", "DLMF 6.2.15-16", "1e-300~700 0.1:60 -20:20;-20:20", 16, "shichi(x)", "1.0",
        "1.05725087538 0.83786694098", "shi,chi"),
    "fresnel": Row(
        "x", "d->dd f->ff D->DD F->FF", "Fresnel integrals S and C",
        "the integrals of sin(pi t^2/2) and cos(pi t^2/2) over (0, x), S first; off the real axis by the Faddeeva "
        "function", "DLMF 7.2(iii), 7.5.3-4", "1e-100~1e8 -12:12 -4:4;-4:4", 16, "(fresnels(x),fresnelc(x))", "1.0",
        "0.43825914739 0.779893400377", "s,c"),
    "modfresnelp": Row(
        "x", "f->FF d->DD", "Modified Fresnel integrals with exp(i t^2)",
        "F, the integral of exp(i t^2) over (x, inf), and K = exp(-i (x^2 + pi/4)) F/sqrt(pi)", "DLMF 7.2.10-11",
        "-20:20 1e-10~1e6", 8, "modfresnelp(x)", "1.0",
        "-0.277867169243+0.316388766934j 0.207794047954+0.115159893777j",
        "f,k"),
    "modfresnelm": Row(
        "x", "f->FF d->DD", "Modified Fresnel integrals with exp(-i t^2)",
        "F, the integral of exp(-i t^2) over (x, inf), and K = exp(i (x^2 + pi/4)) F/sqrt(pi)", "DLMF 7.2.10-11",
        "-20:20 1e-10~1e6", 8, "modfresnelm(x)", "1.0",
        "-0.277867169243-0.316388766934j 0.207794047954-0.115159893777j",
        "f,k"),
    "synchrotron_1": Row(
        "x", "f->f d->d", "First synchrotron function",
        "x times the integral of K_5/3(t) over (x, inf), x >= 0: the spectrum of synchrotron radiation. Power series, "
        "tables", "Westfold, Astrophys. J. 130 (1959) 241; DLMF 10.29.1", "1e-300~740 0.1:10", 12, "synchrotron_1(x)",
        "1.0", "0.651422815355"),
    "synchrotron_2": Row(
        "x", "f->f d->d", "Second synchrotron function",
        "x K_2/3(x), x >= 0: the polarised part of synchrotron radiation. Power series, tables",
        "Westfold, Astrophys. J. 130 (1959) 241; DLMF 10.25.2, 10.27.4", "1e-300~740 0.1:10", 12,
        "x*besselk(mpf(2)/3,x)", "1.0", "0.494475062104"),
    "spence": Row(
        "z", "f->f d->d F->F D->D", "Spence's function, the dilogarithm of 1 - z",
        "minus the integral of log(t)/(t - 1) over (1, z), with a cut along the negative axis; NaN for real z < 0",
        "DLMF 25.12.1-6", "1e-300~1e300 0.01:5 -5:5;-5:5", 8, "spence(z)", "2.0", "-0.822467033424"),
}
