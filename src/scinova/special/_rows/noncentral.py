# SPDX-License-Identifier: BSD-3-Clause
"""Non-central distributions, and inverses of distribution functions in their parameters."""
from __future__ import annotations

from scinova.special._row import Row

_TWO, _THREE, _FOUR = "ff->f dd->d", "fff->f ddd->d", "ffff->f dddd->d"
_MIXTURE = "a mixture of central ones with Poisson weights, summed with positive terms only"
_SOURCE = "Johnson, Kotz and Balakrishnan, Continuous Univariate Distributions 2"
_ROOT = "Brent, Algorithms for Minimization without Derivatives (1973), chapter 4"


def _inverse(args: str, types: str, of: str, what: str, example: str, shows: str) -> Row:
    return Row(args, types, f"Inverse of {of} in {what}",
               f"{what} at which {of} takes the value p; NaN where none does", _ROOT, "", 50, "", example, shows)


ROWS: dict[str, Row] = {
    "chndtr": Row(
        "x,df,nc", _THREE, "Distribution function of the non-central chi square", _MIXTURE, _SOURCE,
        "0.1:50,0.5:20,0.1:20 0.01~300,0.1~100,0.001~300", 500, "chndtr(x,df,nc)", "3.0,2.0,1.0", "0.62064365322"),
    "chndtrix": Row(
        "p,df,nc", _THREE, "Quantile of the non-central chi square", "x with chndtr(x, df, nc) = p", _SOURCE, "", 50,
        "", "0.5,3.0,2.0", "4.1375151234"),
    "ncfdtr": Row(
        "dfn,dfd,nc,f", _FOUR, "Distribution function of the non-central F", _MIXTURE, _SOURCE,
        "1:20,1:20,0.1:20,0.1:20", 500, "ncfdtr(dfn,dfd,nc,f)", "2.0,3.0,1.0,1.5", "0.525671387024"),
    "ncfdtri": Row(
        "dfn,dfd,nc,p", _FOUR, "Quantile of the non-central F", "f with ncfdtr(dfn, dfd, nc, f) = p", _SOURCE, "", 50,
        "", "2.0,3.0,1.0,0.5", "1.37116387508"),
    "nctdtr": Row(
        "df,nc,t", _THREE, "Distribution function of the non-central t",
        "two mixtures with Poisson weights where t and nc have the same sign, else the integral of the normal"
        " distribution function by the trapezoidal rule; no cancellation in either tail", _SOURCE,
        "1:50,-5:5,-10:10", 1000, "nctdtr(df,nc,t)", "3.0,1.0,2.0", "0.743629868408"),
    "nctdtrit": Row(
        "df,nc,p", _THREE, "Quantile of the non-central t", "t with nctdtr(df, nc, t) = p", _SOURCE, "", 50, "",
        "3.0,1.0,0.5", "1.09115254658"),
    "nrdtrimn": Row(
        "p,std,x", _THREE, "Mean of a normal distribution from one of its values", "x - std ndtri(p)", "DLMF 7.17",
        "", 50, "", "0.25,2.0,1.0", "2.34897950039"),
    "nrdtrisd": Row(
        "mn,p,x", _THREE, "Standard deviation of a normal distribution from one of its values",
        "(x - mn)/ndtri(p)", "DLMF 7.17", "", 50, "", "1.0,0.75,2.0", "1.48260221851"),
    "chdtriv": _inverse("p,x", _TWO, "chdtr", "its degrees of freedom", "0.5,2.0", "2.62850002069"),
    "gdtria": _inverse("p,b,x", _THREE, "gdtr", "its rate", "0.5,3.0,2.0", "1.33703015686"),
    "gdtrib": _inverse("a,p,x", _THREE, "gdtr", "its shape", "2.0,0.5,3.0", "6.33003105519"),
    "pdtrik": _inverse("p,m", _TWO, "pdtr", "its number of events, continuous", "0.5,3.0", "2.32673701077"),
    "btdtria": _inverse("p,b,x", _THREE, "betainc", "its first parameter", "0.5,2.0,0.25", "0.858574974718"),
    "btdtrib": _inverse("a,p,x", _THREE, "betainc", "its second parameter", "2.0,0.5,0.25", "5.36730957848"),
    "bdtrik": _inverse("y,n,p", _THREE, "bdtr", "its number of successes, continuous", "0.5,8.0,0.25", "1.40978920264"),
    "bdtrin": _inverse("k,y,p", _THREE, "bdtr", "its number of trials, continuous", "2.0,0.5,0.25", "10.3548812449"),
    "nbdtrik": _inverse("y,n,p", _THREE, "nbdtr", "its number of failures, continuous",
                        "0.5,3.0,0.25", "7.35488124494"),
    "nbdtrin": _inverse("k,y,p", _THREE, "nbdtr", "its number of successes, continuous", "3.0,0.5,0.5", "4"),
    "fdtridfd": _inverse("dfn,p,x", _THREE, "fdtr", "its second degrees of freedom", "2.0,0.75,1.75", "6.1725857176"),
    "stdtridf": _inverse("p,t", _TWO, "stdtr", "its degrees of freedom", "0.96,2.0", "8.11739495072"),
    "chndtridf": _inverse("x,p,nc", _THREE, "chndtr", "its degrees of freedom", "3.0,0.5,1.0", "2.79290687868"),
    "chndtrinc": _inverse("x,df,p", _THREE, "chndtr", "its non-centrality", "3.0,2.0,0.5", "1.90118974434"),
    "ncfdtridfd": _inverse("dfn,p,nc,f", _FOUR, "ncfdtr", "its second parameter", "2.0,0.5,1.0,1.4", "2.76399693324"),
    "ncfdtridfn": _inverse("p,dfd,nc,f", _FOUR, "ncfdtr", "its first parameter", "0.5,3.0,9.0,3.5", "4.4824448204"),
    "ncfdtrinc": _inverse("dfn,dfd,p,f", _FOUR, "ncfdtr", "its non-centrality", "2.0,3.0,0.25,1.5", "4.48672532577"),
    "nctdtridf": _inverse("p,nc,t", _THREE, "nctdtr", "its degrees of freedom", "0.75,1.0,2.0", "3.25525682196"),
    "nctdtrinc": _inverse("df,p,t", _THREE, "nctdtr", "its non-centrality", "3.0,0.5,2.0", "1.81816456527"),
}

HELPERS: dict[str, str] = {"_chndtrc": _THREE, "_ncfdtrc": _FOUR, "_nctdtrc": _THREE}
