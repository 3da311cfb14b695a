# SPDX-License-Identifier: BSD-3-Clause
"""Non-central distributions, and inverses of distribution functions in their parameters."""
from __future__ import annotations

from scinova.special._row import Row

_TWO, _THREE, _FOUR = "ff->f dd->d", "fff->f ddd->d", "ffff->f dddd->d"
_MIXTURE = "a mixture of central ones with Poisson weights, summed with positive terms only"
_SOURCE = "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 2"
_ROOT = "Brent, Algorithms for Minimization without Derivatives (1973), chapter 4"


def _inverse(args: str, types: str, of: str, what: str, samples: str, ulp: float, reference: str, example: str,
             shows: str) -> Row:
    probability = "p" if "p" in args.split(",") and "y" not in args.split(",") else "y"
    return Row(args, types, f"Inverse of {of} in {what}",
               f"{what} at which {of} takes the value {probability}; NaN where none does", _ROOT, samples, ulp,
               reference,
               example, shows, inverse=probability)


ROWS: dict[str, Row] = {
    "chndtr": Row(
        "x,df,nc", _THREE, "Distribution function of the non-central chi square", _MIXTURE, _SOURCE,
        "0.1:50,0.5:20,0.1:20 0.01~300,0.1~100,0.001~300 1e-10~1e4,1e-3~1e4,1e-10~2e3", 500, "chndtr(x,df,nc)",
        "3.0,2.0,1.0", "0.62064365322"),
    "chndtrix": Row(
        "p,df,nc", _THREE, "Quantile of the non-central chi square", "x with chndtr(x, df, nc) = p", _SOURCE,
        "0.001:0.999999,0.1:30,0.01:50 1e-300~0.999,0.1~100,1e-3~300",
        50, "inverse(lambda x: chi_lower(x,df,nc),p,start=log(df+nc),near=computed('chndtrix',p,df,nc))",
        "0.5,3.0,2.0", "4.1375151234", inverse="p"),
    "ncfdtr": Row(
        "dfn,dfd,nc,f", _FOUR, "Distribution function of the non-central F", _MIXTURE, _SOURCE,
        "1:20,1:20,0.1:20,0.1:20 1e-3~1e3,1e-3~1e3,1e-5~1e3,1e-5~1e5", 500, "ncfdtr(dfn,dfd,nc,f)",
        "2.0,3.0,1.0,1.5", "0.525671387024"),
    "ncfdtri": Row(
        "dfn,dfd,nc,p", _FOUR, "Quantile of the non-central F", "f with ncfdtr(dfn, dfd, nc, f) = p", _SOURCE,
        "0.5:30,0.5:30,0.01:30,0.001:0.999999 0.1~100,0.1~100,1e-3~100,1e-100~0.999",
        50, "inverse(lambda f: ncf_lower(dfn,dfd,nc,f),p,start=log(1+nc/dfn),near=computed('ncfdtri',dfn,dfd,nc,p))",
        "2.0,3.0,1.0,0.5", "1.37116387508",
        inverse="p"),
    "nctdtr": Row(
        "df,nc,t", _THREE, "Distribution function of the non-central t",
        "two mixtures with Poisson weights where t and nc have the same sign, else the integral of the normal"
        " distribution function by the trapezoidal rule; no cancellation in either tail", _SOURCE,
        "1:50,-5:5,-10:10 1e-2~1e4,-15:15,-30:30 0.1~100,-10:10,1e-3~1e5", 1000, "nctdtr(df,nc,t)", "3.0,1.0,2.0",
        "0.743629868408"),
    "nctdtrit": Row(
        "df,nc,p", _THREE, "Quantile of the non-central t", "t with nctdtr(df, nc, t) = p", _SOURCE,
        "0.5:50,-5:5,0.001:0.999999 0.3~300,-5:5,1e-15~0.999",
        50, "inverse(lambda t: nct_lower(df,nc,t),p,chart=SINH,start=asinh(nc),near=computed('nctdtrit',df,nc,p))",
        "3.0,1.0,0.5", "1.09115254658", inverse="p"),
    "nrdtrimn": Row(
        "p,std,x", _THREE, "Mean of a normal distribution from one of its values", "x - std ndtri(p)", "DLMF 7.17",
        "0.001:0.999999,0.01:10,-10:10 1e-300~0.999,1e-5~1e5,-1e3:1e3",
        50, "x-std*normal_quantile(p)", "0.25,2.0,1.0", "2.34897950039", inverse="p"),
    "nrdtrisd": Row(
        "mn,p,x", _THREE, "Standard deviation of a normal distribution from one of its values",
        "(x - mn)/ndtri(p)", "DLMF 7.17", "-10:10,0.001:0.999999,-10:10 -1e3:1e3,1e-300~0.49,-1e3:1e3",
        50, "(x-mn)/normal_quantile(p)", "1.0,0.75,2.0", "1.48260221851", inverse="p"),
    "chdtriv": _inverse("p,x", _TWO, "chdtr", "its degrees of freedom", "0.001:0.999999,0.1:60 1e-300~0.999,1e-3~1e4",
        50, "2*inverse(lambda a: gamma_both(a,x/2),p,start=log(x))",
        "0.5,2.0", "2.62850002069"),
    "gdtria": _inverse("p,b,x", _THREE, "gdtr", "its rate",
        "0.001:0.999999,0.01:100,0.1:20 1e-300~0.999,1e-3~1e4,1e-5~1e5",
        50, "inverse(lambda z: gamma_both(b,z),p,start=log(b))/x",
        "0.5,3.0,2.0", "1.33703015686"),
    "gdtrib": _inverse("a,p,x", _THREE, "gdtr", "its shape",
        "0.5:3,0.001:0.999999,0.1:20 1e-3~10,1e-300~0.999,1e-3~1e3",
        50, "inverse(lambda b: gamma_both(b,a*x),p,start=log(a*x))",
        "2.0,0.5,3.0", "6.33003105519"),
    "pdtrik": _inverse("p,m", _TWO, "pdtr", "its number of events, continuous",
        "0.001:0.999999,0.1:60 1e-300~0.999,0.1~1e4",
        50, "from_zero(exp(-m),p,lambda: inverse(lambda k: gamma_both(k+1,m)[::-1],p,start=log(m)))",
        "0.5,3.0", "2.32673701077"),
    "btdtria": _inverse("p,b,x", _THREE, "betainc", "its first parameter",
        "0.001:0.999999,0.1:50,0.01:0.99 1e-300~0.999,1e-2~1e3,1e-5~0.999",
        50, "inverse(lambda a: beta_both(a,b,x),p,start=log(b*x/(1-x)))",
        "0.5,2.0,0.25", "0.858574974718"),
    "btdtrib": _inverse("a,p,x", _THREE, "betainc", "its second parameter",
        "0.1:50,0.001:0.999999,0.01:0.99 1e-2~1e3,1e-300~0.999,1e-5~0.999",
        50, "inverse(lambda b: beta_both(a,b,x),p,start=log(a*(1-x)/x))",
        "2.0,0.5,0.25", "5.36730957848"),
    "bdtrik": _inverse("y,n,p", _THREE, "bdtr", "its number of successes, continuous",
        "0.001:0.999999,1:100,0.01:0.99 1e-20~0.999,1~1e4,1e-4~0.999",
        50, "from_zero((1-p)**n,y,lambda: n*inverse(lambda u,v: "
        "beta_lower(n*v,n*u+1,1-p,p),y,chart=LOGIT,start=log(p/(1-p))))",
        "0.5,8.0,0.25", "1.40978920264"),
    "bdtrin": _inverse("k,y,p", _THREE, "bdtr", "its number of trials, continuous",
        "0:50,0.001:0.999999,0.01:0.99 0.01~1e3,1e-100~0.999,1e-4~0.999",
        50, "k+inverse(lambda m: beta_both(m,k+1,1-p,p),y,start=log((k+1)*(1-p)/p))",
        "2.0,0.5,0.25", "10.3548812449"),
    "nbdtrik": _inverse("y,n,p", _THREE, "nbdtr", "its number of failures, continuous",
        "0.001:0.999999,0.1:50,0.01:0.99 1e-20~0.999,0.01~1e3,1e-4~0.999",
        50, "from_zero(p**n,y,lambda: inverse(lambda k: beta_both(n,k+1,p),y,start=log(n*(1-p)/p)))",
        "0.5,3.0,0.25", "7.35488124494"),
    "nbdtrin": _inverse("k,y,p", _THREE, "nbdtr", "its number of successes, continuous",
        "0:50,0.001:0.999999,0.01:0.99 0.01~1e3,1e-100~0.999,1e-4~0.999",
        50, "inverse(lambda n: beta_both(n,k+1,p),y,start=log((k+1)*p/(1-p)))",
        "3.0,0.5,0.5", "4"),
    "fdtridfd": _inverse("dfn,p,x", _THREE, "fdtr", "its second degrees of freedom",
        "0.5:50,0.001:0.7,0.5:20 0.1~1e3,1e-20~0.5,0.5~100",
        50, "inverse(lambda d: f_both(dfn,d,x),p,start=log(5),reach=45)",
        "2.0,0.75,1.75", "6.1725857176"),
    "stdtridf": _inverse("p,t", _TWO, "stdtr", "its degrees of freedom",
        "0.51:0.85,1.1:20 0.75~0.98,3:1e3 1e-10~0.02,-8~-1e3",
        50, "student_degrees(p,t)",
        "0.96,2.0", "8.11739495072"),
    "chndtridf": _inverse("x,p,nc", _THREE, "chndtr", "its degrees of freedom",
        "0.1:60,0.001:0.6,0.01:20 0.1~1e3,1e-100~0.1,1e-3~4",
        50, "inverse(lambda df: chi_lower(x,df,nc),p,start=log(x),reach=40)",
        "3.0,0.5,1.0", "2.79290687868"),
    "chndtrinc": _inverse("x,df,p", _THREE, "chndtr", "its non-centrality",
        "5:60,0.1:5,0.001:0.9 10~300,0.1~10,1e-50~0.9",
        50, "inverse(lambda nc: chi_lower(x,df,nc),p,start=log(x),reach=40,near=computed('chndtrinc',x,df,p))",
        "3.0,2.0,0.5", "1.90118974434"),
    "ncfdtridfd": _inverse("dfn,p,nc,f", _FOUR, "ncfdtr", "its second parameter",
        "0.5:30,0.001:0.7,0.01:5,1:20 0.1~100,1e-20~0.5,1e-3~1,0.5~100",
        50, "inverse(lambda d: ncf_lower(dfn,d,nc,f),p,start=log(5),reach=45,near=computed('ncfdtridfd',dfn,p,nc,f))",
        "2.0,0.5,1.0,1.4", "2.76399693324"),
    "ncfdtridfn": _inverse("p,dfd,nc,f", _FOUR, "ncfdtr", "its first parameter",
        "0.2:0.8,0.5:30,1:20,0.1:20 0.2:0.8,0.1~100,1~10,0.1~10",
        50, "inverse(lambda n: ncf_lower(n,dfd,nc,f),p,start=log(5),reach=45)",
        "0.5,3.0,9.0,3.5", "4.4824448204"),
    "ncfdtrinc": _inverse("dfn,dfd,p,f", _FOUR, "ncfdtr", "its non-centrality",
        "0.5:30,0.5:30,0.001:0.5,2:20 0.1~30,0.1~30,1e-20~0.5,2~20",
        50, "inverse(lambda nc: ncf_lower(dfn,dfd,nc,f),p,reach=10,near=computed('ncfdtrinc',dfn,dfd,p,f))",
        "2.0,3.0,0.25,1.5", "4.48672532577"),
    "nctdtridf": _inverse("p,nc,t", _THREE, "nctdtr", "its degrees of freedom",
        "0.5:0.93,0:1,2.5:10 0.16:0.84,1:2,3~100 0.16:0.84,-2:-1,-100:-3",
        50, "inverse(lambda df: nct_lower(df,nc,t),p,start=log(5),reach=45,near=computed('nctdtridf',p,nc,t))",
        "0.75,1.0,2.0", "3.25525682196"),
    "nctdtrinc": _inverse("df,p,t", _THREE, "nctdtr", "its non-centrality",
        "0.5:50,0.001:0.999,-5:5 0.3~300,1e-9~0.999,-5:5",
        50, "inverse(lambda d: nct_lower(df,d,t),p,chart=LINE,start=t,near=computed('nctdtrinc',df,p,t))",
        "3.0,0.5,2.0", "1.81816456527"),
}

HELPERS: dict[str, str] = {"_chndtrc": _THREE, "_ncfdtrc": _FOUR, "_nctdtrc": _THREE}
