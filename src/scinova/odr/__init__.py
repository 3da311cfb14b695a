# SPDX-License-Identifier: BSD-3-Clause
"""Orthogonal distance regression: fitting with errors in the variables, over the PyPI package odrpack."""
from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_data": "Data RealData",
    "_model": "Model exponential multilinear polynomial quadratic unilinear",
    "_errors": "OdrError OdrStop OdrWarning odr_error odr_stop",
    "_fit": "ODR Output odr",
})
