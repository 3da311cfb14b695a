# SPDX-License-Identifier: BSD-3-Clause
"""Distribution functions and their inverses."""
from __future__ import annotations

from scinova.special._row import Row

ROWS: dict[str, Row] = {
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
}
