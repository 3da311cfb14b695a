# Written by tools/make_stubs.py from the table in __init__.py.
from ._frequencies import (
    fftfreq as fftfreq,
    fftshift as fftshift,
    ifftshift as ifftshift,
    next_fast_len as next_fast_len,
    rfftfreq as rfftfreq,
)
from ._transforms import (
    fft as fft,
    fft2 as fft2,
    fftn as fftn,
    ifft as ifft,
    ifft2 as ifft2,
    ifftn as ifftn,
    irfft as irfft,
    rfft as rfft,
)

__all__ = [
    "fft",
    "fft2",
    "fftfreq",
    "fftn",
    "fftshift",
    "ifft",
    "ifft2",
    "ifftn",
    "ifftshift",
    "irfft",
    "next_fast_len",
    "rfft",
    "rfftfreq",
]
