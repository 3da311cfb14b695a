# SPDX-License-Identifier: BSD-3-Clause
"""Elementary functions, entropies and the logistic family."""
from __future__ import annotations

from scinova.special._row import Row

ROWS: dict[str, Row] = {
    "xlogy": Row(
        "x,y", "dd->d ff->f DD->D FF->F", "x log(y), and 0 where x is 0",
        "x log(y) with 0 log(y) = 0 unless y is NaN", "DLMF 4.2", "0:10,1e-300~1e300", 4, "x*log(y)", "2.0,3.0",
        "2.19722457734"),
    "xlog1py": Row(
        "x,y", "dd->d ff->f DD->D FF->F", "x log(1 + y), and 0 where x is 0",
        "x log1p(y) with 0 log1p(y) = 0 unless y is NaN", "DLMF 4.2", "0:10,1e-20~1e10", 4, "x*log1p(y)",
        "2.0,1e-10", "1.9999999999e-10"),
    "entr": Row(
        "x", "f->f d->d", "Terms of an entropy", "-x log(x) for x > 0, 0 at 0, -inf for x < 0", "DLMF 4.2",
        "1e-300~1e300", 4, "-x*log(x)", "0.25", "0.34657359028"),
    "rel_entr": Row(
        "x,y", "ff->f dd->d", "Terms of a relative entropy",
        "x log(x/y) for x, y > 0; 0 at x = 0 where y >= 0; inf elsewhere", "DLMF 4.2", "0.1:10,0.1:10", 4,
        "x*log(x/y)", "2.0,3.0", "-0.810930216216"),
    "kl_div": Row(
        "x,y", "ff->f dd->d", "Terms of a Kullback-Leibler divergence",
        "x log(x/y) - x + y for x, y > 0; y at x = 0 where y >= 0; inf elsewhere. The logarithm is double-"
        "double or a series about x = y, so the double zero there keeps its digits", "DLMF 4.2", "0.1:10,0.1:10", 6,
        "x*log(x/y)-x+y", "2.0,3.0", "0.189069783784"),
    "expit": Row(
        "x", "d->d f->f g->g", "Logistic function", "1/(1 + exp(-x))", "DLMF 4.2", "-740:40 -5:5", 4,
        "1/(1+exp(-x))", "1.0", "0.73105857863"),
    "logit": Row(
        "p", "d->d f->f g->g", "Logarithm of the odds", "log(p/(1 - p)), the inverse of expit", "DLMF 4.2",
        "0.001:0.999 1e-300~0.5", 4, "log(p/(1-p))", "0.75", "1.09861228867"),
    "log_expit": Row(
        "x", "d->d f->f g->g", "Logarithm of the logistic function", "-log(1 + exp(-x))", "DLMF 4.2", "-50:700", 4,
        "-log1p(exp(-x))", "-2.0", "-2.12692801104"),
    "log1p": Row(
        "x", "d->d f->f D->D F->F", "log(1 + x)", "all digits for small x", "DLMF 4.2", "-0.99:10 1e-300~1e300", 4,
        "log1p(x)", "1e-10", "9.9999999995e-11"),
    "expm1": Row(
        "x", "d->d f->f D->D F->F", "exp(x) - 1", "all digits for small x", "DLMF 4.2", "-40:700 1e-300~1", 4,
        "expm1(x)", "1e-10", "1.00000000005e-10"),
    "exp2": Row(
        "x", "d->d f->f", "2 to the power x", "the exponential of base 2", "DLMF 4.2", "-1000:1000", 4, "mpf(2)**x",
        "0.5", "1.41421356237"),
    "exp10": Row(
        "x", "d->d f->f", "10 to the power x", "x log 10 is carried in two parts; whole powers up to 22 are exact",
        "DLMF 4.2", "-300:308", 4, "mpf(10)**x", "2.5", "316.227766017"),
    "cbrt": Row(
        "x", "d->d f->f", "Cube root",
        "the real cube root, also of negative numbers; one Newton step with an exact residual", "DLMF 4.2",
        "-100:100 1e-280~1e300", 4, "sign(x)*cbrt(abs(x))", "27.0", "3"),
    "cosm1": Row(
        "x", "d->d f->f", "cos(x) - 1", "-2 sin^2(x/2)", "DLMF 4.21", "1e-8:100", 4, "cos(x)-1", "1e-5",
        "-4.99999999996e-11"),
    "exprel": Row(
        "x", "d->d f->f", "Relative error exponential", "(exp(x) - 1)/x, and 1 at 0", "DLMF 4.2", "-40:700", 4,
        "expm1(x)/x", "1.0", "1.71828182846"),
    "boxcox": Row(
        "x,lmbda", "ff->f dd->d", "Box-Cox transform",
        "(x^lmbda - 1)/lmbda, and log(x) at lmbda = 0; lmbda log(x) is carried in two parts",
        "Box and Cox, J. R. Stat. Soc. B 26 (1964) 211", "1e-10~1e10,-20:20", 4, "expm1(lmbda*log(x))/lmbda",
        "4.0,2.5", "12.4"),
    "boxcox1p": Row(
        "x,lmbda", "ff->f dd->d", "Box-Cox transform of 1 + x",
        "((1 + x)^lmbda - 1)/lmbda, and log1p(x) at lmbda = 0", "Box and Cox, J. R. Stat. Soc. B 26 (1964) 211",
        "1e-10~1e10,-20:20", 4, "expm1(lmbda*log1p(x))/lmbda", "3.0,2.5", "12.4"),
    "inv_boxcox": Row(
        "y,lmbda", "ff->f dd->d", "Inverse of the Box-Cox transform",
        "(1 + lmbda y)^(1/lmbda), and exp(y) at lmbda = 0", "Box and Cox, J. R. Stat. Soc. B 26 (1964) 211",
        "0:10,0.01:20", 4, "exp(log1p(lmbda*y)/lmbda)", "12.4,2.5", "4"),
    "inv_boxcox1p": Row(
        "y,lmbda", "ff->f dd->d", "Inverse of the Box-Cox transform of 1 + x",
        "(1 + lmbda y)^(1/lmbda) - 1, and expm1(y) at lmbda = 0", "Box and Cox, J. R. Stat. Soc. B 26 (1964) 211",
        "0:10,0.01:20", 4, "expm1(log1p(lmbda*y)/lmbda)", "12.4,2.5", "3"),
}
