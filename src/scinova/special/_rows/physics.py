# SPDX-License-Identifier: BSD-3-Clause
"""Functions of physics: polylogarithms, the integrals that lead to them, Coulomb wave functions."""
from __future__ import annotations

from scinova.special._row import Row

ROWS: dict[str, Row] = {
    "polylog": Row(
        "s,z", "ff->f dd->d fF->F dD->D", "Polylogarithm of real order",
        "sum_k z^k/k^s, continued to the plane without (1, inf): a real z above 1 is a domain error, a complex one "
        "gets the limit from below; poles of order s <= 1 at z = 1", "DLMF 25.12",
        "-5:8,-1:1 -3:6,-100:1 0.5:20,-1e-3~-1e10 -20:0,-10:0.99 1:8i,-50:1 -5:12,-8:8;-8:8 0.5:4,-1e3:1e3;-1e3:1e3",
        1000, "polylogarithm(s,z)", "2.0,-1.0", "-0.822467033424"),
    "fermi_dirac": Row(
        "j,x", "ff->f dd->d", "Complete Fermi-Dirac integral",
        "1/Gamma(j + 1) int_0^inf t^j/(exp(t - x) + 1) dt, continued to all real j: -polylog(j + 1, -exp(x))",
        "DLMF 25.12.14", "-0.5:4,-30:60 -3:10,-5:30 0.5:0.5,30~1e6", 200, "-polylogarithm(j+1,-exp(x))", "0.5,1.0",
        "1.57564077615"),
    "bose_einstein": Row(
        "j,x", "ff->f dd->d", "Complete Bose-Einstein integral",
        "1/Gamma(j + 1) int_0^inf t^j/(exp(t - x) - 1) dt for x <= 0, continued to all real j: polylog(j + 1, exp(x))",
        "DLMF 25.12.15", "-0.5:4,-30:-0.001 -3:10,-1e-9~-5", 200, "polylogarithm(j+1,exp(x))", "0.5,-1.0",
        "0.4284407346"),
    "clausen": Row(
        "x", "d->d f->f", "Clausen's function Cl_2", "sum_k sin(k x)/k^2, minus the integral of log(2 sin(t/2))",
        "DLMF 25.12.9", "-10:10 1e-300~1 10~1e9", 8, "clsin(2,x)", "1.0", "1.01395913236"),
    "debye": Row(
        "n,x", "ff->f dd->d", "Debye's function D_n",
        "n/x^n int_0^x t^n/(exp(t) - 1) dt for real n > 0 and any real x", "Abramowitz and Stegun 27.1",
        "1:6i,0:30 0.1:20,0:60 1~1e3,1e-3~1e3 1:6i,-20:0", 200, "debye(n,x)", "3.0,1.0", "0.674415564078"),
    "transport": Row(
        "n,x", "ff->f dd->d", "Transport integral J_n",
        "int_0^x t^n exp(t)/(exp(t) - 1)^2 dt for real n > 1 and x >= 0",
        "M. Goano, ACM Trans. Math. Softw. 21 (1995) 221",
        "2:6i,0:30 1.1:20,0:60 2~100,1e-3~1e3", 200, "transport(n,x)", "5.0,1.0", "0.236615879239"),
    "coulomb": Row(
        "l,eta,rho", "fff->ffff ddd->dddd", "Coulomb wave functions F and G with their derivatives",
        "the solutions of w'' = (l(l + 1)/rho^2 + 2 eta/rho - 1) w of 33.2 for real l >= 0 and rho >= 0, by continued "
        "fractions, Taylor's and asymptotic series", "DLMF 33", "0:10i,-5:5,0.1:40 0:60,-50:50,0.1:300", 2000,
        "coulomb_four(l,eta,rho)", "1.0,0.5,3.0", "1.06109322854 0.282104480302 0.510484795195 -0.806705696657",
        outputs="f,fp,g,gp"),
    "coulomb_f": Row(
        "l,eta,rho", "fff->f ddd->d", "Regular Coulomb wave function F", "the first of what coulomb gives", "DLMF 33",
        "0:10i,-5:5,0.1:40 0:60,-50:50,0.1:300", 2000, "coulombf(l,eta,rho)", "1.0,0.5,3.0", "1.06109322854"),
    "coulomb_g": Row(
        "l,eta,rho", "fff->f ddd->d", "Irregular Coulomb wave function G", "the third of what coulomb gives", "DLMF 33",
        "0:10i,-5:5,0.1:40 0:60,-50:50,0.1:300", 2000, "coulombg(l,eta,rho)", "1.0,0.5,3.0", "0.510484795195"),
}
