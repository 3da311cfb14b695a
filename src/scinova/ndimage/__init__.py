# SPDX-License-Identifier: BSD-3-Clause
"""Image processing in any number of dimensions."""
from scinova._core.lazy import attach

__getattr__, __dir__, __all__ = attach(__name__, {
    "_binary": "binary_closing binary_dilation binary_erosion binary_fill_holes binary_hit_or_miss binary_opening "
               "binary_propagation generate_binary_structure iterate_structure",
    "_distance": "distance_transform_bf distance_transform_cdt distance_transform_edt",
    "_ellipsoid": "fourier_ellipsoid",
    "_fourier": "fourier_gaussian fourier_shift fourier_uniform",
    "_generic": "generic_filter generic_filter1d",
    "_grey": "black_tophat grey_closing grey_dilation grey_erosion grey_opening morphological_gradient "
             "morphological_laplace white_tophat",
    "_interpolation": "affine_transform geometric_transform map_coordinates rotate shift spline_filter spline_filter1d "
                      "zoom",
    "_label": "find_objects label value_indices",
    "_linear": "convolve convolve1d correlate correlate1d gaussian_filter gaussian_filter1d "
               "gaussian_gradient_magnitude gaussian_laplace generic_gradient_magnitude generic_laplace laplace "
               "prewitt sobel uniform_filter uniform_filter1d",
    "_measure": "center_of_mass extrema histogram labeled_comprehension maximum maximum_position mean median minimum "
                "minimum_position standard_deviation sum sum_labels variance",
    "_order": "maximum_filter maximum_filter1d median_filter minimum_filter minimum_filter1d percentile_filter "
              "rank_filter",
    "_vectorized": "vectorized_filter",
    "_watershed": "watershed_ift",
})
