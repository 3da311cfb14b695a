# SPDX-License-Identifier: BSD-3-Clause
"""Window functions."""
from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_cosine_sums": "blackman blackmanharris boxcar flattop general_cosine general_hamming hamming hann nuttall",
    "_optimal": "chebwin dpss kaiser kaiser_bessel_derived taylor",
    "_shapes": "barthann bartlett bohman cosine exponential gaussian general_gaussian lanczos parzen triang tukey",
    "_table": "get_window",
})
