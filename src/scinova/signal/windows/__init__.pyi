# Written by tools/make_stubs.py from the table in __init__.py.
from ._cosine_sums import (
    blackman as blackman,
    blackmanharris as blackmanharris,
    boxcar as boxcar,
    flattop as flattop,
    general_cosine as general_cosine,
    general_hamming as general_hamming,
    hamming as hamming,
    hann as hann,
    nuttall as nuttall,
)
from ._optimal import (
    chebwin as chebwin,
    dpss as dpss,
    kaiser as kaiser,
    kaiser_bessel_derived as kaiser_bessel_derived,
    taylor as taylor,
)
from ._shapes import (
    barthann as barthann,
    bartlett as bartlett,
    bohman as bohman,
    cosine as cosine,
    exponential as exponential,
    gaussian as gaussian,
    general_gaussian as general_gaussian,
    lanczos as lanczos,
    parzen as parzen,
    triang as triang,
    tukey as tukey,
)
from ._table import (
    get_window as get_window,
)

__all__ = [
    "barthann",
    "bartlett",
    "blackman",
    "blackmanharris",
    "bohman",
    "boxcar",
    "chebwin",
    "cosine",
    "dpss",
    "exponential",
    "flattop",
    "gaussian",
    "general_cosine",
    "general_gaussian",
    "general_hamming",
    "get_window",
    "hamming",
    "hann",
    "kaiser",
    "kaiser_bessel_derived",
    "lanczos",
    "nuttall",
    "parzen",
    "taylor",
    "triang",
    "tukey",
]
