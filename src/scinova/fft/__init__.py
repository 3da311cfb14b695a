# SPDX-License-Identifier: BSD-3-Clause
"""Discrete Fourier transforms."""
from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_complex": "fft ifft fft2 ifft2 fftn ifftn",
    "_real": "rfft irfft rfft2 irfft2 rfftn irfftn hfft ihfft hfft2 ihfft2 hfftn ihfftn",
    "_trigonometric": "dct idct dst idst dctn idctn dstn idstn",
    "_frequencies": "fftfreq rfftfreq fftshift ifftshift",
    "_lengths": "next_fast_len prev_fast_len",
    "_workers": "set_workers get_workers",
})
