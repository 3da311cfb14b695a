# SPDX-License-Identifier: BSD-3-Clause
"""Bessel functions."""
from __future__ import annotations

from scinova.special._row import Row

ROWS: dict[str, Row] = {
    "jv": Row(
        "v,z", "ff->f dd->d fF->F dD->D", "Bessel function of the first kind of real order",
        "J_v(z): tables in two variables and recurrences where z is real, through I_v at the argument turned by a right"
        " angle where it is complex; NaN for real z < 0 and fractional v",
        "DLMF 10.2, 10.19, 10.20, 10.27.6", "0:20,0.1:40 -200:200,0.1:400 0.01~200,1e-3~1e6"
        " 0:30,-30:30;-30:30 0.1~300,-200:200;-200:200", 50,
        "besselj(v,z)", "1.5,2.0", "0.491293778687"),
    "jve": Row(
        "v,z", "ff->f dd->d fF->F dD->D", "Bessel function of the first kind, scaled", "exp(-|Im z|) J_v(z)",
        "DLMF 10.2", "0:20,0.1:40", 50, "besselj(v,z)", "1.5,2.0", "0.491293778687"),
    "yv": Row(
        "v,z", "ff->f dd->d fF->F dD->D", "Bessel function of the second kind of real order",
        "Y_v(z): tables in two variables and recurrences where z is real, through K_v at the argument turned by a right"
        " angle where it is complex", "DLMF 10.2.3, 10.19, 10.20, 10.27.8",
        "0:20,0.1:40 0:200,0.1:400 0.01~200,1e-3~1e6 0:30,-30:30;-30:30", 50,
        "bessely(v,z)", "1.5,2.0", "-0.395623281359"),
    "yve": Row(
        "v,z", "ff->f dd->d fF->F dD->D", "Bessel function of the second kind, scaled", "exp(-|Im z|) Y_v(z)",
        "DLMF 10.2.3", "0:20,0.1:40", 50, "bessely(v,z)", "1.5,2.0", "-0.395623281359"),
    "yn": Row(
        "n,x", "ld->d ff->f dd->d", "Bessel function of the second kind of integer order",
        "Y_n(x), to order 30 by the recurrence from Y_0 and Y_1; a fractional n is cut off", "DLMF 10.2.3, 10.6.1",
        "0:20i,0.1:40", 50, "bessely(n,x)", "1,2.0",
        "-0.107032431541"),
    "iv": Row(
        "v,z", "ff->f dd->d fF->F dD->D", "Modified Bessel function of the first kind of real order",
        "I_v(z): for real z Debye's leading term times a table in two variables; for complex z Debye's expansion,"
        " Olver's about the turning points, and recurrences or the power series between them",
        "DLMF 10.20, 10.25, 10.40, 10.41", "0:20,0.1:100 0:200,0.1:400 0.01~200,1e-3~600"
        " 0:30,-30:30;-30:30 0.1~300,-200:200;-200:200", 50, "besseli(v,z)",
        "1.5,2.0", "1.09947318863"),
    "ive": Row(
        "v,z", "ff->f dd->d fF->F dD->D", "Modified Bessel function of the first kind, scaled",
        "exp(-|Re z|) I_v(z)", "DLMF 10.25", "0:20,0.1:100 0:200,0.1:400 0.01~200,1e-3~1000", 50,
        "besseli(v,z)*exp(-z)", "1.5,2.0",
        "0.148797515395"),
    "kv": Row(
        "v,z", "ff->f dd->d fF->F dD->D", "Modified Bessel function of the second kind of real order",
        "K_v(z): for real z tables in two variables; for complex z Debye's expansion, Olver's about the turning points,"
        " Temme's series and Miller's algorithm between them; forward recurrence in the order",
        "DLMF 10.20, 10.25, 10.40, 10.41; Temme, J. Comput. Phys. 19 (1975) 324",
        "0:20,0.1:100 0:200,0.1:400 0:30,-30:30;-30:30 0.1~300,-200:200;-200:200", 50,
        "exact_kv(v,z)", "1.5,2.0", "0.179906657952"),
    "kve": Row(
        "v,z", "ff->f dd->d fF->F dD->D", "Modified Bessel function of the second kind, scaled", "exp(z) K_v(z)",
        "DLMF 10.25", "0:20,0.1:100", 50, "besselk(v,z)*exp(z)", "1.5,2.0", "1.32934038818"),
    "kn": Row(
        "n,x", "ld->d ff->f dd->d", "Modified Bessel function of the second kind of integer order",
        "K_n(x); a fractional n is cut off", "DLMF 10.25", "0:20i,0.1:100", 50, "besselk(n,x)", "1,2.0",
        "0.139865881817"),
    "hankel1": Row(
        "v,z", "fF->F dD->D", "Hankel function of the first kind", "J_v(z) + i Y_v(z)", "DLMF 10.2.5",
        "0:20,0.1:40 0:30,-30:30;-30:30",
        50, "hankel1(v,z)", "1.5,2.0", "0.491293778687-0.395623281359j"),
    "hankel1e": Row(
        "v,z", "fF->F dD->D", "Hankel function of the first kind, scaled", "exp(-i z) times hankel1(v, z)",
        "DLMF 10.2.5", "0:20,0.1:40", 50, "hankel1(v,z)*exp(-1j*z)", "1.5,2.0", "-0.564189583548-0.282094791774j"),
    "hankel2": Row(
        "v,z", "fF->F dD->D", "Hankel function of the second kind", "J_v(z) - i Y_v(z)", "DLMF 10.2.6",
        "0:20,0.1:40 0:30,-30:30;-30:30", 50, "hankel2(v,z)",
        "1.5,2.0", "0.491293778687+0.395623281359j"),
    "hankel2e": Row(
        "v,z", "fF->F dD->D", "Hankel function of the second kind, scaled", "exp(i z) times hankel2(v, z)",
        "DLMF 10.2.6", "0:20,0.1:40", 50, "hankel2(v,z)*exp(1j*z)", "1.5,2.0", "-0.564189583548+0.282094791774j"),
    "j0": Row(
        "x", "d->d f->f", "Bessel function of the first kind of order 0",
        "J_0(x): eight polynomials to 24, Hankel's expansion beyond", "DLMF 10.2, 10.17", "0.01:40 1e-10~1000", 4,
        "besselj(0,x)", "1.0", "0.765197686558"),
    "j1": Row(
        "x", "d->d f->f", "Bessel function of the first kind of order 1",
        "J_1(x): eight polynomials to 24, Hankel's expansion beyond", "DLMF 10.2, 10.17", "0.01:40 1e-10~1000", 4,
        "besselj(1,x)", "1.0", "0.440050585745"),
    "y0": Row(
        "x", "d->d f->f", "Bessel function of the second kind of order 0",
        "Y_0(x), x >= 0: the logarithm and polynomials in x^2 to 2.5, eight polynomials to 24, Hankel's expansion "
        "beyond", "DLMF 10.8, 10.17", "0.01:40 1e-10~1000", 4,
        "bessely(0,x)", "1.0", "0.0882569642157"),
    "y1": Row(
        "x", "d->d f->f", "Bessel function of the second kind of order 1",
        "Y_1(x), x >= 0: the logarithm and polynomials in x^2 to 2.5, eight polynomials to 24, Hankel's expansion "
        "beyond", "DLMF 10.8, 10.17", "0.01:40 1e-10~1000", 4,
        "bessely(1,x)", "1.0", "-0.7812128213"),
    "i0": Row(
        "x", "d->d f->f", "Modified Bessel function of the first kind of order 0",
        "I_0(x): a polynomial in x^2 to 8, sqrt(x) exp(-x) I_0 in 1/x beyond", "DLMF 10.25, 10.40",
        "0.01:100 1e-10~600", 4, "besseli(0,x)", "1.0", "1.26606587775"),
    "i0e": Row(
        "x", "d->d f->f", "Modified Bessel function of the first kind of order 0, scaled",
        "exp(-abs(x)) I_0(x): a polynomial in x^2 to 8, one in 1/x beyond",
        "DLMF 10.25, 10.40", "0.01:100 1e-10~600", 4, "besseli(0,x)*exp(-x)", "1.0", "0.465759607594"),
    "i1": Row(
        "x", "d->d f->f", "Modified Bessel function of the first kind of order 1",
        "I_1(x): a polynomial in x^2 to 8, sqrt(x) exp(-x) I_1 in 1/x beyond", "DLMF 10.25, 10.40",
        "0.01:100 1e-10~600", 4, "besseli(1,x)", "1.0", "0.565159103992"),
    "i1e": Row(
        "x", "d->d f->f", "Modified Bessel function of the first kind of order 1, scaled",
        "exp(-abs(x)) I_1(x): a polynomial in x^2 to 8, one in 1/x beyond",
        "DLMF 10.25, 10.40", "0.01:100 1e-10~600", 4, "besseli(1,x)*exp(-x)", "1.0", "0.20791041535"),
    "k0": Row(
        "x", "d->d f->f", "Modified Bessel function of the second kind of order 0",
        "K_0(x), x >= 0: the logarithm and polynomials in x^2 to 1, sqrt(x) exp(x) K_0 in 1/x beyond",
        "DLMF 10.25, 10.40", "0.01:100 1e-10~600", 4, "besselk(0,x)", "1.0", "0.421024438241"),
    "k0e": Row(
        "x", "d->d f->f", "Modified Bessel function of the second kind of order 0, scaled",
        "exp(x) K_0(x), x >= 0: the logarithm and polynomials in x^2 to 1, one in 1/x beyond",
        "DLMF 10.25, 10.40", "0.01:100 1e-10~600", 4, "besselk(0,x)*exp(x)", "1.0", "1.14446307981"),
    "k1": Row(
        "x", "d->d f->f", "Modified Bessel function of the second kind of order 1",
        "K_1(x), x >= 0: the logarithm and polynomials in x^2 to 1, sqrt(x) exp(x) K_1 in 1/x beyond",
        "DLMF 10.25, 10.40", "0.01:100 1e-10~600", 4, "besselk(1,x)", "1.0", "0.601907230197"),
    "k1e": Row(
        "x", "d->d f->f", "Modified Bessel function of the second kind of order 1, scaled",
        "exp(x) K_1(x), x >= 0: the logarithm and polynomials in x^2 to 1, one in 1/x beyond",
        "DLMF 10.25, 10.40", "0.01:100 1e-10~600", 4, "besselk(1,x)*exp(x)", "1.0", "1.63615348626"),
    "wright_bessel": Row(
        "a,b,x", "ddd->d fff->f", "Wright's generalised Bessel function",
        "sum_k x^k/(k! Gamma(a k + b)) for a, b, x >= 0, its terms summed outwards from the largest", "DLMF 10.46.1",
        "0:5,0.1:5,0.01:20 0.1:20,0.1:100,0.1:300", 1000,
        "fsum(x**k*rgamma(k+1)*rgamma(a*k+b) for k in range(700))", "1.5,1.1,2.0", "2.76612243642"),
    "log_wright_bessel": Row(
        "a,b,x", "ddd->d fff->f", "Logarithm of Wright's generalised Bessel function",
        "log wright_bessel(a, b, x), also where that overflows", "DLMF 10.46.1", "0:5,0.1:5,1:20", 1000,
        "log(fsum(x**k*rgamma(k+1)*rgamma(a*k+b) for k in range(300)))", "1.5,1.1,2.0", "1.01744649706"),
}

ALIASES = {"jn": "jv"}

HELPERS = {f"_spherical_{kind}n{d}": "ld->d lf->f lD->D lF->F" for kind in "jyi" for d in ("", "_d")}
HELPERS |= {f"_spherical_kn{d}": "lf->f ld->d lF->F lD->D" for d in ("", "_d")}
