# SPDX-License-Identifier: BSD-3-Clause
"""Special functions, as NumPy ufuncs wherever they act element by element."""
from __future__ import annotations

from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_combinatorics": "comb perm",
    "_errors": "SpecialFunctionError SpecialFunctionWarning errstate geterr seterr",
    "_factorial": "factorial factorial2 factorialk",
    "_lambert": "lambertw",
    "_logsumexp": "log_softmax logsumexp softmax",
    "_multigamma": "multigammaln",
    "_roots": "roots_legendre",
    "_ufuncs": ("erf erfc erfcx erfinv erfcinv ndtr ndtri log_ndtr ndtri_exp gamma rgamma gammaln gammasgn digamma "
                "xlogy xlog1py entr rel_entr kl_div expit logit log_expit log1p expm1 exp2 exp10 cbrt cosm1 exprel "
                "boxcox boxcox1p inv_boxcox inv_boxcox1p gammainc gammaincc gammaincinv gammainccinv beta betaln "
                "betainc betaincc betaincinv betainccinv stdtr stdtrit chdtr chdtrc chdtri pdtr pdtrc pdtri gdtr "
                "gdtrc gdtrix fdtr fdtrc fdtri bdtr bdtrc bdtri nbdtr nbdtrc nbdtri poch binom erfi dawsn wofz "
                "voigt_profile loggamma zetac jv jve yv yve yn iv ive kv kve kn hankel1 hankel1e hankel2 hankel2e j0 "
                "j1 y0 y1 i0 i0e i1 i1e k0 k0e k1 k1e ellipk ellipkm1 ellipe ellipkinc ellipeinc ellipj psi jn"),
    "_zeta": "polygamma zeta",
})

