# Written by tools/make_stubs.py from the table in __init__.py.
from . import _native as _native
from ._backends import (
    register_backend as register_backend,
    set_backend as set_backend,
    set_global_backend as set_global_backend,
    skip_backend as skip_backend,
)
from ._complex import (
    fft as fft,
    fft2 as fft2,
    fftn as fftn,
    ifft as ifft,
    ifft2 as ifft2,
    ifftn as ifftn,
)
from ._frequencies import (
    fftfreq as fftfreq,
    fftshift as fftshift,
    ifftshift as ifftshift,
    rfftfreq as rfftfreq,
)
from ._hankel import (
    fht as fht,
    fhtoffset as fhtoffset,
    ifht as ifht,
)
from ._lengths import (
    next_fast_len as next_fast_len,
    prev_fast_len as prev_fast_len,
)
from ._nonuniform import (
    nufft1 as nufft1,
    nufft2 as nufft2,
    nufft3 as nufft3,
)
from ._real import (
    hfft as hfft,
    hfft2 as hfft2,
    hfftn as hfftn,
    ihfft as ihfft,
    ihfft2 as ihfft2,
    ihfftn as ihfftn,
    irfft as irfft,
    irfft2 as irfft2,
    irfftn as irfftn,
    rfft as rfft,
    rfft2 as rfft2,
    rfftn as rfftn,
)
from ._trigonometric import (
    dct as dct,
    dctn as dctn,
    dst as dst,
    dstn as dstn,
    idct as idct,
    idctn as idctn,
    idst as idst,
    idstn as idstn,
)
from ._workers import (
    get_workers as get_workers,
    set_workers as set_workers,
)

__all__ = [
    "dct",
    "dctn",
    "dst",
    "dstn",
    "fft",
    "fft2",
    "fftfreq",
    "fftn",
    "fftshift",
    "fht",
    "fhtoffset",
    "get_workers",
    "hfft",
    "hfft2",
    "hfftn",
    "idct",
    "idctn",
    "idst",
    "idstn",
    "ifft",
    "ifft2",
    "ifftn",
    "ifftshift",
    "ifht",
    "ihfft",
    "ihfft2",
    "ihfftn",
    "irfft",
    "irfft2",
    "irfftn",
    "next_fast_len",
    "nufft1",
    "nufft2",
    "nufft3",
    "prev_fast_len",
    "register_backend",
    "rfft",
    "rfft2",
    "rfftfreq",
    "rfftn",
    "set_backend",
    "set_global_backend",
    "set_workers",
    "skip_backend",
]
