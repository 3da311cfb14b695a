# SPDX-License-Identifier: BSD-3-Clause
"""The table of special functions: registration, docstrings and the accuracy battery are made from it."""
from __future__ import annotations

from scinova.special._row import Row

TABLE: dict[str, Row] = {
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
    "gamma": Row(
        "x", "d->d D->D f->f F->F", "Gamma function",
        "the integral of t^(x-1) exp(-t) over (0, inf), continued; a table on [1, 2] with the recurrence, "
        "Stirling's series beyond 20", "DLMF 5.2, 5.11", "-170:171 1e-300~20", 4, "gamma(x)", "0.5",
        "1.77245385091"),
    "rgamma": Row(
        "x", "d->d D->D f->f F->F", "Reciprocal of the gamma function", "1/gamma(x), entire, zero at 0, -1, -2, ...",
        "DLMF 5.7", "-20:171", 4, "rgamma(x)", "-0.5", "-0.282094791774"),
    "gammaln": Row(
        "x", "d->d f->f", "Logarithm of the absolute value of the gamma function",
        "log |gamma(x)|; near its zeros at 1 and 2 the zero is a factor of what is tabulated", "DLMF 5.2, 5.11",
        "1e-300~1e300 0.001:30", 4, "loggamma(x).real", "100.0", "359.13420537"),
    "gammasgn": Row(
        "x", "d->d f->f", "Sign of the gamma function", "1.0, -1.0, or NaN at the poles", "DLMF 5.2", "-20:20", 0,
        "sign(gamma(x))", "-0.5", "-1"),
    "digamma": Row(
        "x", "d->d D->D f->f F->F", "Digamma function",
        "the derivative of log gamma(x); its positive zero is a factor of what is tabulated", "DLMF 5.2.2, 5.11.2",
        "1e-300~1e300 0.01:30", 4, "digamma(x)", "1.0", "-0.577215664902"),
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
    "gammainc": Row(
        "a,x", "dd->d ff->f", "Regularised lower incomplete gamma function",
        "P(a, x), the integral of t^(a-1) exp(-t) over (0, x) divided by gamma(a); series, continued fraction"
        " or Temme's uniform expansion, over a common factor with a double-double exponent",
        "DLMF 8.2.4, 8.7, 8.9, 8.12; Gil, Segura and Temme, SIAM J. Sci. Comput. 34 (2012) A2965", "0.1:50,0.1:60",
        50, "gammainc(a,0,x,regularized=True)", "2.0,3.0", "0.800851726529"),
    "gammaincc": Row(
        "a,x", "dd->d ff->f", "Regularised upper incomplete gamma function",
        "Q(a, x) = 1 - P(a, x), computed as such where it is the smaller",
        "DLMF 8.2.4, 8.7, 8.9, 8.12; Gil, Segura and Temme, SIAM J. Sci. Comput. 34 (2012) A2965", "0.1:50,0.1:60",
        50, "gammainc(a,x,inf,regularized=True)", "2.0,3.0", "0.199148273471"),
    "gammaincinv": Row(
        "a,p", "dd->d ff->f", "Inverse of gammainc in its second argument",
        "x with P(a, x) = p: Newton's method on log P against log x, which is concave", "DLMF 8.2",
        "0.5:50,0.01:0.99", 50, "", "2.0,0.5", "1.67834699002"),
    "gammainccinv": Row(
        "a,q", "dd->d ff->f", "Inverse of gammaincc in its second argument",
        "x with Q(a, x) = q: Newton's method on the logarithm of the smaller of P and Q", "DLMF 8.2",
        "0.5:50,0.01:0.99", 50, "", "2.0,0.5", "1.67834699002"),
    "beta": Row(
        "a,b", "dd->d ff->f", "Beta function",
        "gamma(a) gamma(b)/gamma(a + b); Stirling's series with double-double logarithms for large arguments",
        "DLMF 5.12", "0.01:100,0.01:100", 4, "beta(a,b)", "2.0,3.0", "0.0833333333333"),
    "betaln": Row(
        "a,b", "dd->d ff->f", "Logarithm of the absolute value of the beta function",
        "log |beta(a, b)|, in double-double until the last step", "DLMF 5.12", "1e-6~1e6,1e-6~1e6", 4,
        "log(beta(a,b))", "1e3,1e-3", "6.90027162969"),
    "betainc": Row(
        "a,b,x", "fff->f ddd->d", "Regularised incomplete beta function",
        "I_x(a, b), the integral of t^(a-1) (1-t)^(b-1) over (0, x) divided by beta(a, b); power series, "
        "continued fraction or quadrature, over a common factor with a double-double exponent",
        "DLMF 8.17; DiDonato and Morris, ACM TOMS 18 (1992) 360", "0.1:50,0.1:50,0.05:0.95", 50,
        "betainc(a,b,0,x,regularized=True)", "2.0,3.0,0.25", "0.26171875"),
    "betaincc": Row(
        "a,b,x", "fff->f ddd->d", "Complement of the regularised incomplete beta function",
        "1 - I_x(a, b), computed as such where it is the smaller",
        "DLMF 8.17; DiDonato and Morris, ACM TOMS 18 (1992) 360", "0.1:50,0.1:50,0.05:0.95", 50,
        "betainc(b,a,0,1-x,regularized=True)", "2.0,3.0,0.25", "0.73828125"),
    "betaincinv": Row(
        "a,b,y", "fff->f ddd->d", "Inverse of betainc in its last argument",
        "x with I_x(a, b) = y: Newton's method on the logarithm of the smaller tail against log x or log(1 - x)",
        "DLMF 8.17", "0.5:50,0.5:50,0.01:0.99", 50, "", "2.0,3.0,0.5", "0.385727568132"),
    "betainccinv": Row(
        "a,b,y", "fff->f ddd->d", "Inverse of betaincc in its last argument", "x with 1 - I_x(a, b) = y",
        "DLMF 8.17", "0.5:50,0.5:50,0.01:0.99", 50, "", "2.0,3.0,0.5", "0.385727568132"),
    "stdtr": Row(
        "df,t", "ff->f dd->d", "Distribution function of Student's t",
        "the probability of a value below t with df degrees of freedom", "DLMF 8.17", "0.5:50,-10:10", 50,
        "betainc(df/2,mpf(1)/2,0,df/(df+t*t),regularized=True)/2 if t<0 else "
        "1-betainc(df/2,mpf(1)/2,0,df/(df+t*t),regularized=True)/2", "3.0,2.0", "0.930337015721"),
    "stdtrit": Row(
        "df,p", "ff->f dd->d", "Quantile of Student's t", "t with stdtr(df, t) = p", "DLMF 8.17", "0.5:50,0.01:0.99",
        50, "", "3.0,0.975", "3.18244630528"),
    "chdtr": Row(
        "v,x", "ff->f dd->d", "Distribution function of chi square", "gammainc(v/2, x/2)", "DLMF 8.2",
        "0.5:50,0.1:60", 50, "gammainc(v/2,0,x/2,regularized=True)", "3.0,2.0", "0.427593295529"),
    "chdtrc": Row(
        "v,x", "ff->f dd->d", "Survival function of chi square", "gammaincc(v/2, x/2)", "DLMF 8.2", "0.5:50,0.1:60",
        50, "gammainc(v/2,x/2,inf,regularized=True)", "3.0,2.0", "0.572406704471"),
    "chdtri": Row(
        "v,p", "ff->f dd->d", "Inverse of chdtrc in its second argument", "x with chdtrc(v, x) = p", "DLMF 8.2",
        "0.5:50,0.01:0.99", 50, "", "3.0,0.05", "7.81472790325"),
    "pdtr": Row(
        "k,m", "ff->f dd->d", "Distribution function of Poisson",
        "the probability of at most floor(k) events where m are expected", "DLMF 8.4.10", "0:50,0.1:60", 50,
        "gammainc(floor(k)+1,m,inf,regularized=True)", "2.0,3.0", "0.423190081127"),
    "pdtrc": Row(
        "k,m", "ff->f dd->d", "Survival function of Poisson",
        "the probability of more than floor(k) events where m are expected", "DLMF 8.4.10", "0:50,0.1:60", 50,
        "gammainc(floor(k)+1,0,m,regularized=True)", "2.0,3.0", "0.576809918873"),
    "pdtri": Row(
        "k,y", "ld->d ff->f dd->d", "Inverse of pdtr in its second argument", "m with pdtr(k, m) = y", "DLMF 8.4.10",
        "", 50, "", "2,0.5", "2.67406031372"),
    "gdtr": Row(
        "a,b,x", "fff->f ddd->d", "Distribution function of a gamma variable of rate a and shape b",
        "gammainc(b, a x)", "DLMF 8.2", "0.5:3,0.5:20,0.1:20", 50, "gammainc(b,0,a*x,regularized=True)",
        "2.0,3.0,1.0", "0.323323583817"),
    "gdtrc": Row(
        "a,b,x", "fff->f ddd->d", "Survival function of a gamma variable of rate a and shape b", "gammaincc(b, a x)",
        "DLMF 8.2", "0.5:3,0.5:20,0.1:20", 50, "gammainc(b,a*x,inf,regularized=True)", "2.0,3.0,1.0",
        "0.676676416183"),
    "gdtrix": Row(
        "a,b,p", "fff->f ddd->d", "Inverse of gdtr in its last argument", "x with gdtr(a, b, x) = p", "DLMF 8.2", "",
        50, "", "2.0,3.0,0.5", "1.33703015686"),
    "fdtr": Row(
        "dfn,dfd,x", "fff->f ddd->d", "Distribution function of Fisher's F",
        "I_z(dfn/2, dfd/2) at z = dfn x/(dfn x + dfd), a double-double quotient", "DLMF 8.17",
        "0.5:50,0.5:50,0.05:10", 50, "betainc(dfn/2,dfd/2,0,dfn*x/(dfn*x+dfd),regularized=True)", "2.0,3.0,1.5",
        "0.646446609407"),
    "fdtrc": Row(
        "dfn,dfd,x", "fff->f ddd->d", "Survival function of Fisher's F", "1 - fdtr(dfn, dfd, x)", "DLMF 8.17",
        "0.5:50,0.5:50,0.05:10", 50, "betainc(dfd/2,dfn/2,0,dfd/(dfn*x+dfd),regularized=True)", "2.0,3.0,1.5",
        "0.353553390593"),
    "fdtri": Row(
        "dfn,dfd,p", "fff->f ddd->d", "Quantile of Fisher's F", "x with fdtr(dfn, dfd, x) = p", "DLMF 8.17", "", 50,
        "", "2.0,3.0,0.95", "9.55209449592"),
    "bdtr": Row(
        "k,n,p", "fff->f dld->d ddd->d", "Distribution function of the binomial",
        "the probability of at most floor(k) successes in n trials of probability p", "DLMF 8.17.5", "", 50, "",
        "2,5,0.5", "0.5"),
    "bdtrc": Row(
        "k,n,p", "fff->f dld->d ddd->d", "Survival function of the binomial",
        "the probability of more than floor(k) successes in n trials of probability p", "DLMF 8.17.5", "", 50, "",
        "2,5,0.25", "0.103515625"),
    "bdtri": Row(
        "k,n,y", "fff->f dld->d ddd->d", "Inverse of bdtr in its last argument", "p with bdtr(k, n, p) = y",
        "DLMF 8.17.5", "", 50, "", "2,5,0.75", "0.35943616479"),
    "nbdtr": Row(
        "k,n,p", "lld->d fff->f ddd->d", "Distribution function of the negative binomial",
        "the probability of at most k failures before the n-th success", "DLMF 8.17.5", "", 50, "", "2,3,0.5",
        "0.5"),
    "nbdtrc": Row(
        "k,n,p", "lld->d fff->f ddd->d", "Survival function of the negative binomial",
        "the probability of more than k failures before the n-th success", "DLMF 8.17.5", "", 50, "", "2,3,0.25",
        "0.896484375"),
    "nbdtri": Row(
        "k,n,y", "lld->d fff->f ddd->d", "Inverse of nbdtr in its last argument", "p with nbdtr(k, n, p) = y",
        "DLMF 8.17.5", "", 50, "", "2,3,0.75", "0.64056383521"),
    "poch": Row(
        "x,m", "ff->f dd->d", "Rising factorial (Pochhammer symbol)",
        "gamma(x + m)/gamma(x); products of exact factors for whole m up to 40", "DLMF 5.2(iii)", "0.1:50,0.1:50", 8,
        "rf(x,m)", "3.0,2.5", "26.1713888923"),
    "binom": Row(
        "x,y", "ff->f dd->d", "Binomial coefficient of real arguments",
        "gamma(x + 1)/(gamma(y + 1) gamma(x - y + 1)); products for whole y up to 40", "DLMF 1.2, 5.12",
        "30:50,1:25", 8, "binomial(x,y)", "5.5,2.0", "12.375"),
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
        "DLMF 7.2.3; Al Azah and Chandler-Wilde, SIAM J. Numer. Anal. 59 (2021) 2346", "-20:20", 50,
        "exp(-z*z)*erfc(-1j*z)", "1.0", "0.367879441171+0.607157705841j"),
    "voigt_profile": Row(
        "x,sigma,gamma", "fff->f ddd->d", "Voigt profile",
        "the density of the sum of a normal variable of deviation sigma and a Cauchy variable of half-width "
        "gamma, through the Faddeeva function", "DLMF 7.19", "-5:5,0.5:2,0.1:2", 50,
        "(exp(-((x+1j*gamma)/sigma/sqrt(2))**2)*erfc(-1j*(x+1j*gamma)/sigma/sqrt(2))).real/sigma/sqrt(2*pi)",
        "1.0,1.0,1.0", "0.165795662689"),
    "loggamma": Row(
        "z", "d->d D->D f->f F->F", "Logarithm of the gamma function, analytic off the negative axis",
        "the branch that is real for z > 0, with a cut along the negative axis; NaN for real z < 0",
        "DLMF 5.11; Hare, J. Symbolic Comput. 24 (1997) 221", "0.01:30", 4, "loggamma(z)", "5.0", "3.17805383035"),
    "zetac": Row(
        "x", "d->d f->f", "Riemann zeta function minus 1", "zeta(x) - 1, with all digits where zeta(x) is near 1",
        "DLMF 25.2", "-5:200", 4, "zeta(x,2) if x>1 else zeta(x)-1", "10.0", "0.000994575127818"),
    "jv": Row(
        "v,z", "ff->f dd->d fF->F dD->D", "Bessel function of the first kind of real order",
        "J_v(z), through I_v at the argument turned by a right angle; NaN for real z < 0 and fractional v",
        "DLMF 10.2, 10.27.6", "0:20,0.1:40", 50, "besselj(v,z)", "1.5,2.0", "0.491293778687"),
    "jve": Row(
        "v,z", "ff->f dd->d fF->F dD->D", "Bessel function of the first kind, scaled", "exp(-|Im z|) J_v(z)",
        "DLMF 10.2", "0:20,0.1:40", 50, "besselj(v,z)", "1.5,2.0", "0.491293778687"),
    "yv": Row(
        "v,z", "ff->f dd->d fF->F dD->D", "Bessel function of the second kind of real order",
        "Y_v(z), through K_v at the argument turned by a right angle", "DLMF 10.2.3, 10.27.8", "0:20,0.1:40", 50,
        "bessely(v,z)", "1.5,2.0", "-0.395623281359"),
    "yve": Row(
        "v,z", "ff->f dd->d fF->F dD->D", "Bessel function of the second kind, scaled", "exp(-|Im z|) Y_v(z)",
        "DLMF 10.2.3", "0:20,0.1:40", 50, "bessely(v,z)", "1.5,2.0", "-0.395623281359"),
    "yn": Row(
        "n,x", "ld->d ff->f dd->d", "Bessel function of the second kind of integer order",
        "Y_n(x); a fractional n is cut off", "DLMF 10.2.3", "0:20i,0.1:40", 50, "bessely(n,x)", "1,2.0",
        "-0.107032431541"),
    "iv": Row(
        "v,z", "ff->f dd->d fF->F dD->D", "Modified Bessel function of the first kind of real order",
        "I_v(z): power series, continued fraction with the Wronskian, Hankel's or Debye's expansion",
        "DLMF 10.25, 10.33, 10.40, 10.41", "0:20,0.1:100", 50, "besseli(v,z)", "1.5,2.0", "1.09947318863"),
    "ive": Row(
        "v,z", "ff->f dd->d fF->F dD->D", "Modified Bessel function of the first kind, scaled",
        "exp(-|Re z|) I_v(z)", "DLMF 10.25", "0:20,0.1:100", 50, "besseli(v,z)*exp(-z)", "1.5,2.0",
        "0.148797515395"),
    "kv": Row(
        "v,z", "ff->f dd->d fF->F dD->D", "Modified Bessel function of the second kind of real order",
        "K_v(z): Temme's series, Miller's algorithm, Hankel's or Debye's expansion; forward recurrence in the"
        " order", "DLMF 10.25, 10.40, 10.41; Temme, J. Comput. Phys. 19 (1975) 324", "0:20,0.1:100", 50,
        "besselk(v,z)", "1.5,2.0", "0.179906657952"),
    "kve": Row(
        "v,z", "ff->f dd->d fF->F dD->D", "Modified Bessel function of the second kind, scaled", "exp(z) K_v(z)",
        "DLMF 10.25", "0:20,0.1:100", 50, "besselk(v,z)*exp(z)", "1.5,2.0", "1.32934038818"),
    "kn": Row(
        "n,x", "ld->d ff->f dd->d", "Modified Bessel function of the second kind of integer order",
        "K_n(x); a fractional n is cut off", "DLMF 10.25", "0:20i,0.1:100", 50, "besselk(n,x)", "1,2.0",
        "0.139865881817"),
    "hankel1": Row(
        "v,z", "fF->F dD->D", "Hankel function of the first kind", "J_v(z) + i Y_v(z)", "DLMF 10.2.5", "0:20,0.1:40",
        50, "hankel1(v,z)", "1.5,2.0", "0.491293778687-0.395623281359j"),
    "hankel1e": Row(
        "v,z", "fF->F dD->D", "Hankel function of the first kind, scaled", "exp(-i z) times hankel1(v, z)",
        "DLMF 10.2.5", "0:20,0.1:40", 50, "hankel1(v,z)*exp(-1j*z)", "1.5,2.0", "-0.564189583548-0.282094791774j"),
    "hankel2": Row(
        "v,z", "fF->F dD->D", "Hankel function of the second kind", "J_v(z) - i Y_v(z)", "DLMF 10.2.6",
        "0:20,0.1:40", 50, "hankel2(v,z)", "1.5,2.0", "0.491293778687+0.395623281359j"),
    "hankel2e": Row(
        "v,z", "fF->F dD->D", "Hankel function of the second kind, scaled", "exp(i z) times hankel2(v, z)",
        "DLMF 10.2.6", "0:20,0.1:40", 50, "hankel2(v,z)*exp(1j*z)", "1.5,2.0", "-0.564189583548+0.282094791774j"),
    "j0": Row(
        "x", "d->d f->f", "Bessel function of the first kind of order 0",
        "J_0(x): tables to 26, Hankel's expansion beyond", "DLMF 10.2, 10.17", "0.01:40 1e-10~1000", 8,
        "besselj(0,x)", "1.0", "0.765197686558"),
    "j1": Row(
        "x", "d->d f->f", "Bessel function of the first kind of order 1",
        "J_1(x): tables to 26, Hankel's expansion beyond", "DLMF 10.2, 10.17", "0.01:40 1e-10~1000", 8,
        "besselj(1,x)", "1.0", "0.440050585745"),
    "y0": Row(
        "x", "d->d f->f", "Bessel function of the second kind of order 0",
        "Y_0(x), x >= 0: tables to 26, Hankel's expansion beyond", "DLMF 10.2, 10.17", "0.01:40 1e-10~1000", 8,
        "bessely(0,x)", "1.0", "0.0882569642157"),
    "y1": Row(
        "x", "d->d f->f", "Bessel function of the second kind of order 1",
        "Y_1(x), x >= 0: tables to 26, Hankel's expansion beyond", "DLMF 10.2, 10.17", "0.01:40 1e-10~1000", 8,
        "bessely(1,x)", "1.0", "-0.7812128213"),
    "i0": Row(
        "x", "d->d f->f", "Modified Bessel function of the first kind of order 0", "I_0(x)", "DLMF 10.25, 10.40",
        "0.01:100 1e-10~600", 4, "besseli(0,x)", "1.0", "1.26606587775"),
    "i0e": Row(
        "x", "d->d f->f", "Modified Bessel function of the first kind of order 0, scaled", "exp(-abs(x)) I_0(x)",
        "DLMF 10.25, 10.40", "0.01:100 1e-10~600", 4, "besseli(0,x)*exp(-x)", "1.0", "0.465759607594"),
    "i1": Row(
        "x", "d->d f->f", "Modified Bessel function of the first kind of order 1", "I_1(x)", "DLMF 10.25, 10.40",
        "0.01:100 1e-10~600", 4, "besseli(1,x)", "1.0", "0.565159103992"),
    "i1e": Row(
        "x", "d->d f->f", "Modified Bessel function of the first kind of order 1, scaled", "exp(-abs(x)) I_1(x)",
        "DLMF 10.25, 10.40", "0.01:100 1e-10~600", 4, "besseli(1,x)*exp(-x)", "1.0", "0.20791041535"),
    "k0": Row(
        "x", "d->d f->f", "Modified Bessel function of the second kind of order 0", "K_0(x), x >= 0",
        "DLMF 10.25, 10.40", "0.01:100 1e-10~600", 4, "besselk(0,x)", "1.0", "0.421024438241"),
    "k0e": Row(
        "x", "d->d f->f", "Modified Bessel function of the second kind of order 0, scaled", "exp(x) K_0(x), x >= 0",
        "DLMF 10.25, 10.40", "0.01:100 1e-10~600", 4, "besselk(0,x)*exp(x)", "1.0", "1.14446307981"),
    "k1": Row(
        "x", "d->d f->f", "Modified Bessel function of the second kind of order 1", "K_1(x), x >= 0",
        "DLMF 10.25, 10.40", "0.01:100 1e-10~600", 4, "besselk(1,x)", "1.0", "0.601907230197"),
    "k1e": Row(
        "x", "d->d f->f", "Modified Bessel function of the second kind of order 1, scaled", "exp(x) K_1(x), x >= 0",
        "DLMF 10.25, 10.40", "0.01:100 1e-10~600", 4, "besselk(1,x)*exp(x)", "1.0", "1.63615348626"),
    "ellipk": Row(
        "m", "d->d f->f", "Complete elliptic integral of the first kind",
        "K(m), the integral of (1 - m sin^2 t)^(-1/2) over (0, pi/2), m <= 1; a table in the octaves of 1 - m",
        "DLMF 19.2.8, 19.12", "-10:0.999", 4, "ellipk(m)", "0.5", "1.8540746773"),
    "ellipkm1": Row(
        "p", "d->d f->f", "Complete elliptic integral of the first kind around m = 1",
        "K(1 - p), with all digits for small p", "DLMF 19.2.8, 19.12", "1e-12~10", 4, "ellipk(1-p)", "1e-10",
        "12.8992198264"),
    "ellipe": Row(
        "m", "d->d f->f", "Complete elliptic integral of the second kind",
        "E(m), the integral of (1 - m sin^2 t)^(1/2) over (0, pi/2), m <= 1; a table in the octaves of 1 - m",
        "DLMF 19.2.8, 19.12", "-10:0.999", 4, "ellipe(m)", "0.5", "1.35064388105"),
    "ellipkinc": Row(
        "phi,m", "dd->d ff->f", "Incomplete elliptic integral of the first kind",
        "F(phi, m), the integral of (1 - m sin^2 t)^(-1/2) over (0, phi), m <= 1; Carlson's R_F by duplication",
        "DLMF 19.2.4, 19.25.5, 19.36", "-20:20,-3:0.999", 10, "ellipf(phi,m)", "1.0,0.5", "1.08321677285"),
    "ellipeinc": Row(
        "phi,m", "dd->d ff->f", "Incomplete elliptic integral of the second kind",
        "E(phi, m), the integral of (1 - m sin^2 t)^(1/2) over (0, phi), m <= 1; Carlson's R_F and R_D by "
        "duplication", "DLMF 19.2.5, 19.25.9, 19.25.10, 19.36", "-20:20,-3:0.999", 10, "ellipe(phi,m)", "1.0,0.5",
        "0.927329883624"),
    "ellipj": Row(
        "u,m", "dd->dddd ff->ffff", "Jacobi's elliptic functions",
        "sn, cn, dn and the amplitude ph (sn = sin ph) for 0 <= m <= 1; descending Landen transformation",
        "DLMF 22.2, 22.20; Bulirsch, Numer. Math. 7 (1965) 78", "-3:3,0.01:0.9", 50,
        "(ellipfun('sn',u,m=m),ellipfun('cn',u,m=m),ellipfun('dn',u,m=m))", "1.0,0.5",
        "0.803001824896 0.595976567672 0.823161001632 0.932315079884", "sn,cn,dn,ph"),
}

# Other names of the same function.
ALIASES = {"psi": "digamma", "jn": "jv"}

# Ufuncs behind functions that do more than broadcast; not public.
HELPERS = {
    "_lambertw": "Flf->F Dld->D",
    "_hurwitz_zeta": "ff->f dd->d",
    "_riemann_zeta": "f->f d->d F->F D->D",
}
