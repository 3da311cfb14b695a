# Written by tools/make_stubs.py from the table in __init__.py.
from ._data import (
    Data as Data,
    RealData as RealData,
)
from ._errors import (
    OdrError as OdrError,
    OdrStop as OdrStop,
    OdrWarning as OdrWarning,
    odr_error as odr_error,
    odr_stop as odr_stop,
)
from ._fit import (
    ODR as ODR,
    Output as Output,
    odr as odr,
)
from ._model import (
    Model as Model,
    exponential as exponential,
    multilinear as multilinear,
    polynomial as polynomial,
    quadratic as quadratic,
    unilinear as unilinear,
)

__all__ = [
    "Data",
    "Model",
    "ODR",
    "OdrError",
    "OdrStop",
    "OdrWarning",
    "Output",
    "RealData",
    "exponential",
    "multilinear",
    "odr",
    "odr_error",
    "odr_stop",
    "polynomial",
    "quadratic",
    "unilinear",
]
