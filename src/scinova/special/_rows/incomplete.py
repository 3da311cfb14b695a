# SPDX-License-Identifier: BSD-3-Clause
"""Incomplete gamma and beta functions and their inverses."""
from __future__ import annotations

from scinova.special._row import Row

ROWS: dict[str, Row] = {
    "gammainc": Row(
        "a,x", "dd->d ff->f", "Regularised lower incomplete gamma function",
        "P(a, x), the integral of t^(a-1) exp(-t) over (0, x) divided by gamma(a); series, continued fraction"
        " or Temme's uniform expansion, over a common factor with a double-double exponent",
        "DLMF 8.2.4, 8.7, 8.9, 8.12; Gil, Segura and Temme, SIAM J. Sci. Comput. 34 (2012) A2965",
        "0.1:50,0.1:60 1e-3~1e6,1e-3~1e6 1e-10~1,1e-300~10 1e-5~1e3,1e-10~1e3",
        50, "gamma_p(a,x)", "2.0,3.0", "0.800851726529"),
    "gammaincc": Row(
        "a,x", "dd->d ff->f", "Regularised upper incomplete gamma function",
        "Q(a, x) = 1 - P(a, x), computed as such where it is the smaller",
        "DLMF 8.2.4, 8.7, 8.9, 8.12; Gil, Segura and Temme, SIAM J. Sci. Comput. 34 (2012) A2965",
        "0.1:50,0.1:60 1e-3~1e6,1e-3~1e6 1e-10~1,1e-300~10 1e-5~1e3,1e-10~1e3",
        50, "gamma_q(a,x)", "2.0,3.0", "0.199148273471"),
    "gammaincinv": Row(
        "a,p", "dd->d ff->f", "Inverse of gammainc in its second argument",
        "x with P(a, x) = p: Newton's method on log P against log x, which is concave", "DLMF 8.2",
        "1e-3~1e4,1e-300~0.999 0.01:300,0.001:0.999999 1e-8~1,0.5:0.999999",
        50, "inverse(lambda x: gamma_both(a,x),p,start=log(a))", "2.0,0.5", "1.67834699002", inverse="p"),
    "gammainccinv": Row(
        "a,q", "dd->d ff->f", "Inverse of gammaincc in its second argument",
        "x with Q(a, x) = q: Newton's method on the logarithm of the smaller of P and Q", "DLMF 8.2",
        "1e-3~1e4,1e-300~0.999 0.01:300,0.001:0.999999 1e-8~1,1e-15~0.5",
        50, "inverse(lambda x: gamma_both(a,x),None,q,start=log(a))", "2.0,0.5", "1.67834699002", inverse="q"),
    "betainc": Row(
        "a,b,x", "fff->f ddd->d", "Regularised incomplete beta function",
        "I_x(a, b), the integral of t^(a-1) (1-t)^(b-1) over (0, x) divided by beta(a, b); power series, "
        "continued fraction or quadrature, over a common factor with a double-double exponent",
        "DLMF 8.17; DiDonato and Morris, ACM TOMS 18 (1992) 360",
        "0.1:50,0.1:50,0.05:0.95 1e-3~1e5,1e-3~1e5,0.001:0.999 1e-10~1,1e-10~1e3,1e-20~0.999 "
        "1e-2~1e3,1e-10~1,0.5:0.999999", 50,
        "beta_p(a,b,x)", "2.0,3.0,0.25", "0.26171875"),
    "betaincc": Row(
        "a,b,x", "fff->f ddd->d", "Complement of the regularised incomplete beta function",
        "1 - I_x(a, b), series and continued fraction in double-double for parameters below 1e4",
        "DLMF 8.17; DiDonato and Morris, ACM TOMS 18 (1992) 360",
        "0.1:50,0.1:50,0.05:0.95 1e-3~1e5,1e-3~1e5,0.001:0.999 1e-10~1,1e-10~1e3,1e-20~0.999 "
        "1e-2~1e3,1e-10~1,0.5:0.999999", 1,
        "beta_p(b,a,1-x,x)", "2.0,3.0,0.25", "0.73828125"),
    "betaincinv": Row(
        "a,b,y", "fff->f ddd->d", "Inverse of betainc in its last argument",
        "x with I_x(a, b) = y: Newton's method on the logarithm of the smaller tail against log x or log(1 - x)",
        "DLMF 8.17", "0.01~1e3,0.01~1e3,1e-300~0.999 0.5:50,0.5:50,0.001:0.999999 1e-3~1e4,1e-3~1e4,0.001:0.999",
        50, "inverse(lambda x,w: beta_both(a,b,x,w),y,chart=LOGIT,start=log(a/b))", "2.0,3.0,0.5", "0.385727568132",
        inverse="y"),
    "betainccinv": Row(
        "a,b,y", "fff->f ddd->d", "Inverse of betaincc in its last argument", "x with 1 - I_x(a, b) = y",
        "DLMF 8.17", "0.01~1e3,0.01~1e3,1e-300~0.999 0.5:50,0.5:50,0.001:0.999999 1e-3~1e4,1e-3~1e4,0.001:0.999",
        50, "inverse(lambda x,w: beta_both(a,b,x,w),None,y,chart=LOGIT,start=log(a/b))", "2.0,3.0,0.5",
        "0.385727568132", inverse="y"),
}
