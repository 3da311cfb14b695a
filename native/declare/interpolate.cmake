# SPDX-License-Identifier: BSD-3-Clause
scinova_kernels(interpolate SOURCES
  kernels/interpolate/banded.cpp kernels/interpolate/bspline.cpp kernels/interpolate/curve_fit.cpp
  kernels/interpolate/grid_fit.cpp kernels/interpolate/grid_values.cpp kernels/interpolate/natural_smoothing.cpp
  kernels/interpolate/ppoly.cpp kernels/interpolate/scattered_fit.cpp
  kernels/interpolate/smoothing.cpp)
scinova_extension(interpolate SOURCES bindings/interpolate.cpp KERNELS interpolate)
