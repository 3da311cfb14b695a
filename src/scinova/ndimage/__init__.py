# SPDX-License-Identifier: BSD-3-Clause
"""Image processing in any number of dimensions."""
from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_interpolation": "affine_transform geometric_transform map_coordinates rotate shift spline_filter spline_filter1d "
                      "zoom",
    "_linear": "convolve convolve1d correlate correlate1d gaussian_filter gaussian_filter1d "
               "gaussian_gradient_magnitude gaussian_laplace generic_gradient_magnitude generic_laplace laplace "
               "prewitt sobel uniform_filter uniform_filter1d",
    "_order": "maximum_filter maximum_filter1d median_filter minimum_filter minimum_filter1d percentile_filter "
              "rank_filter",
})
