# SPDX-License-Identifier: BSD-3-Clause
"""Discrete Fourier transforms."""
from typing import Any

from scinova._core.lazy import attach


def _asking_backends(module: str, value: Any) -> Any:
    """Transforms are exported as multimethods, which other implementations can take over."""
    if module not in ("_complex", "_real", "_trigonometric", "_hankel") or value.__name__ == "fhtoffset":
        return value
    from scinova.fft._backends import multimethod
    return multimethod(value)


__getattr__, __dir__, __all__ = attach(__name__, {
    "_complex": "fft ifft fft2 ifft2 fftn ifftn",
    "_real": "rfft irfft rfft2 irfft2 rfftn irfftn hfft ihfft hfft2 ihfft2 hfftn ihfftn",
    "_trigonometric": "dct idct dst idst dctn idctn dstn idstn",
    "_hankel": "fht ifht fhtoffset",
    "_frequencies": "fftfreq rfftfreq fftshift ifftshift",
    "_lengths": "next_fast_len prev_fast_len",
    "_workers": "set_workers get_workers",
    "_nonuniform": "nufft1 nufft2 nufft3",
    "_backends": "set_backend set_global_backend register_backend skip_backend",
}, export=_asking_backends)
