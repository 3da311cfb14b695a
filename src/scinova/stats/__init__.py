# SPDX-License-Identifier: BSD-3-Clause
"""Probability distributions and statistical functions."""
from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_continuous": "rv_continuous",
    "_norm": "norm",
    "_gamma": "chi2 erlang gamma",
    "_student_t": "t",
    "_simple": "expon lognorm uniform",
    "_beta": "beta f",
    "_resampling": "MonteCarloMethod PermutationMethod",
    "_ttest": "ttest_1samp ttest_ind ttest_ind_from_stats ttest_rel",
    "_moments": "kurtosis sem skew",
    "_percentiles": "percentileofscore scoreatpercentile",
    "_errors": "ConstantInputWarning DegenerateDataWarning FitError NearConstantInputWarning",
})
