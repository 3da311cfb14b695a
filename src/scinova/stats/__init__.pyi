# Written by tools/make_stubs.py from the table in __init__.py.
from ._beta import (
    beta as beta,
    f as f,
)
from ._continuous import (
    rv_continuous as rv_continuous,
)
from ._errors import (
    ConstantInputWarning as ConstantInputWarning,
    DegenerateDataWarning as DegenerateDataWarning,
    FitError as FitError,
    NearConstantInputWarning as NearConstantInputWarning,
)
from ._gamma import (
    chi2 as chi2,
    erlang as erlang,
    gamma as gamma,
)
from ._moments import (
    kurtosis as kurtosis,
    sem as sem,
    skew as skew,
)
from ._norm import (
    norm as norm,
)
from ._percentiles import (
    percentileofscore as percentileofscore,
    scoreatpercentile as scoreatpercentile,
)
from ._resampling import (
    MonteCarloMethod as MonteCarloMethod,
    PermutationMethod as PermutationMethod,
)
from ._simple import (
    expon as expon,
    lognorm as lognorm,
    uniform as uniform,
)
from ._student_t import (
    t as t,
)
from ._ttest import (
    ttest_1samp as ttest_1samp,
    ttest_ind as ttest_ind,
    ttest_ind_from_stats as ttest_ind_from_stats,
    ttest_rel as ttest_rel,
)

__all__ = [
    "ConstantInputWarning",
    "DegenerateDataWarning",
    "FitError",
    "MonteCarloMethod",
    "NearConstantInputWarning",
    "PermutationMethod",
    "beta",
    "chi2",
    "erlang",
    "expon",
    "f",
    "gamma",
    "kurtosis",
    "lognorm",
    "norm",
    "percentileofscore",
    "rv_continuous",
    "scoreatpercentile",
    "sem",
    "skew",
    "t",
    "ttest_1samp",
    "ttest_ind",
    "ttest_ind_from_stats",
    "ttest_rel",
    "uniform",
]
