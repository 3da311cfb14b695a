# SPDX-License-Identifier: BSD-3-Clause
"""The older interface to discrete Fourier transforms; see `scinova.fft` for the present one."""
from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_transforms": "fft ifft fftn ifftn fft2 ifft2 rfft irfft",
    "_trigonometric": "dct idct dst idst dctn idctn dstn idstn",
    "_operators": "diff hilbert ihilbert tilbert itilbert cs_diff sc_diff ss_diff cc_diff shift",
    "_frequencies": "fftfreq rfftfreq fftshift ifftshift next_fast_len",
})
