# SPDX-License-Identifier: BSD-3-Clause
"""Distribution functions and their inverses."""
from __future__ import annotations

from scinova.special._row import Row

ROWS: dict[str, Row] = {
    "stdtr": Row(
        "df,t", "ff->f dd->d", "Distribution function of Student's t",
        "the probability of a value below t with df degrees of freedom", "DLMF 8.17",
        "0.5:50,-10:10 1e-3~1e8,-1e-10~-1e10 1e-3~1e8,1e-5~100", 50,
        "student_both(df,abs(t))[1]/2 if t<0 else 1-student_both(df,t)[1]/2", "3.0,2.0", "0.930337015721"),
    "stdtrit": Row(
        "df,p", "ff->f dd->d", "Quantile of Student's t", "t with stdtr(df, t) = p", "DLMF 8.17",
        "0.01~1e4,1e-300~0.5 0.5:50,0.001:0.999999 0.1~1e8,0.5:0.999",
        50, "student_quantile(df,p)", "3.0,0.975", "3.18244630528", inverse="p"),
    "chdtr": Row(
        "v,x", "ff->f dd->d", "Distribution function of chi square", "gammainc(v/2, x/2)", "DLMF 8.2",
        "0.5:50,0.1:60 1e-3~1e6,1e-3~1e6 1e-10~1,1e-300~10 1e-5~1e3,1e-10~1e3", 50, "gamma_p(v/2,x/2)", "3.0,2.0",
        "0.427593295529"),
    "chdtrc": Row(
        "v,x", "ff->f dd->d", "Survival function of chi square", "gammaincc(v/2, x/2)", "DLMF 8.2",
        "0.5:50,0.1:60 1e-3~1e6,1e-3~1e6 1e-10~1,1e-300~10 1e-5~1e3,1e-10~1e3",
        50, "gamma_q(v/2,x/2)", "3.0,2.0", "0.572406704471"),
    "chdtri": Row(
        "v,p", "ff->f dd->d", "Inverse of chdtrc in its second argument", "x with chdtrc(v, x) = p", "DLMF 8.2",
        "1e-3~1e4,1e-300~0.999 0.01:300,0.001:0.999999",
        50, "2*inverse(lambda x: gamma_both(v/2,x),None,p,start=log(v))", "3.0,0.05", "7.81472790325", inverse="p"),
    "pdtr": Row(
        "k,m", "ff->f dd->d", "Distribution function of Poisson",
        "the probability of at most floor(k) events where m are expected", "DLMF 8.4.10",
        "0:50,0.1:60 0:1e6,1e-3~1e6 0:1000i,1e-10~1e5", 50,
        "gamma_q(floor(k)+1,m)", "2.0,3.0", "0.423190081127"),
    "pdtrc": Row(
        "k,m", "ff->f dd->d", "Survival function of Poisson",
        "the probability of more than floor(k) events where m are expected", "DLMF 8.4.10",
        "0:50,0.1:60 0:1e6,1e-3~1e6 0:1000i,1e-10~1e5", 50,
        "gamma_p(floor(k)+1,m)", "2.0,3.0", "0.576809918873"),
    "pdtri": Row(
        "k,y", "ld->d ff->f dd->d", "Inverse of pdtr in its second argument", "m with pdtr(k, m) = y", "DLMF 8.4.10",
        "0:10000i,1e-300~0.999 0:100i,0.001:0.999999",
        50, "inverse(lambda x: gamma_both(floor(k)+1,x),None,y,start=log(k+1))", "2,0.5", "2.67406031372",
        inverse="y"),
    "gdtr": Row(
        "a,b,x", "fff->f ddd->d", "Distribution function of a gamma variable of rate a and shape b",
        "gammainc(b, a x)", "DLMF 8.2", "0.5:3,0.5:20,0.1:20 1e-5~1e5,1e-3~1e5,1e-5~1e5", 50, "gamma_p(b,a*x)",
        "2.0,3.0,1.0", "0.323323583817"),
    "gdtrc": Row(
        "a,b,x", "fff->f ddd->d", "Survival function of a gamma variable of rate a and shape b", "gammaincc(b, a x)",
        "DLMF 8.2", "0.5:3,0.5:20,0.1:20 1e-5~1e5,1e-3~1e5,1e-5~1e5", 50, "gamma_q(b,a*x)", "2.0,3.0,1.0",
        "0.676676416183"),
    "gdtrix": Row(
        "a,b,p", "fff->f ddd->d", "Inverse of gdtr in its last argument", "x with gdtr(a, b, x) = p", "DLMF 8.2",
        "1e-5~1e5,1e-3~1e4,1e-300~0.999 0.5:3,0.01:300,0.001:0.999999",
        50, "inverse(lambda x: gamma_both(b,x),p,start=log(b))/a", "2.0,3.0,0.5", "1.33703015686", inverse="p"),
    "fdtr": Row(
        "dfn,dfd,x", "fff->f ddd->d", "Distribution function of Fisher's F",
        "I_z(dfn/2, dfd/2) at z = dfn x/(dfn x + dfd), a double-double quotient", "DLMF 8.17",
        "0.5:50,0.5:50,0.05:10 1e-3~1e5,1e-3~1e5,1e-10~1e10", 50, "f_both(dfn,dfd,x)[0]", "2.0,3.0,1.5",
        "0.646446609407"),
    "fdtrc": Row(
        "dfn,dfd,x", "fff->f ddd->d", "Survival function of Fisher's F", "1 - fdtr(dfn, dfd, x)", "DLMF 8.17",
        "0.5:50,0.5:50,0.05:10 1e-3~1e5,1e-3~1e5,1e-10~1e10", 50, "f_both(dfn,dfd,x)[1]", "2.0,3.0,1.5",
        "0.353553390593"),
    "fdtri": Row(
        "dfn,dfd,p", "fff->f ddd->d", "Quantile of Fisher's F", "x with fdtr(dfn, dfd, x) = p", "DLMF 8.17",
        "0.01~1e3,0.01~1e3,1e-300~0.999 0.5:50,0.5:50,0.001:0.999999",
        50, "inverse(lambda x: f_both(dfn,dfd,x),p)", "2.0,3.0,0.95", "9.55209449592", inverse="p"),
    "bdtr": Row(
        "k,n,p", "fff->f dld->d ddd->d", "Distribution function of the binomial",
        "the probability of at most floor(k) successes in n trials of probability p", "DLMF 8.17.5",
        "0:49i,50:1000i,0:1 0:9i,10:30i,1e-10~1 0:4000i,4001:10000i,0.001:0.999",
        50, "beta_p(n-floor(k),floor(k)+1,1-p,p)",
        "2,5,0.5", "0.5"),
    "bdtrc": Row(
        "k,n,p", "fff->f dld->d ddd->d", "Survival function of the binomial",
        "the probability of more than floor(k) successes in n trials of probability p", "DLMF 8.17.5",
        "0:49i,50:1000i,0:1 0:9i,10:30i,1e-10~1 0:4000i,4001:10000i,0.001:0.999",
        50, "beta_p(floor(k)+1,n-floor(k),p)",
        "2,5,0.25", "0.103515625"),
    "bdtri": Row(
        "k,n,y", "fff->f dld->d ddd->d", "Inverse of bdtr in its last argument", "p with bdtr(k, n, p) = y",
        "DLMF 8.17.5", "0:49i,50:1000i,0.001:0.999999 0:9i,10:30i,1e-300~0.999 0:4000i,4001:10000i,0.001:0.999",
        50, "inverse(lambda x,w: beta_both(floor(k)+1,n-floor(k),x,w),None,y,chart=LOGIT,start=log((k+1)/(n-k)))",
        "2,5,0.75", "0.35943616479", inverse="y"),
    "nbdtr": Row(
        "k,n,p", "lld->d fff->f ddd->d", "Distribution function of the negative binomial",
        "the probability of at most k failures before the n-th success", "DLMF 8.17.5",
        "0:50i,1:50i,0:1 0:1000i,1:1000i,0.001:0.999 0:9i,1:20i,1e-10~1",
        50, "beta_p(n,k+1,p)", "2,3,0.5",
        "0.5"),
    "nbdtrc": Row(
        "k,n,p", "lld->d fff->f ddd->d", "Survival function of the negative binomial",
        "the probability of more than k failures before the n-th success", "DLMF 8.17.5",
        "0:50i,1:50i,0:1 0:1000i,1:1000i,0.001:0.999 0:9i,1:20i,1e-10~1",
        50, "beta_p(k+1,n,1-p,p)", "2,3,0.25",
        "0.896484375"),
    "nbdtri": Row(
        "k,n,y", "lld->d fff->f ddd->d", "Inverse of nbdtr in its last argument", "p with nbdtr(k, n, p) = y",
        "DLMF 8.17.5", "0:50i,1:50i,0.001:0.999999 0:1000i,1:1000i,0.001:0.999 0:9i,1:20i,1e-300~0.999",
        50, "inverse(lambda x,w: beta_both(n,k+1,x,w),y,chart=LOGIT,start=log(n/(k+1)))", "2,3,0.75",
        "0.64056383521", inverse="y"),
}
