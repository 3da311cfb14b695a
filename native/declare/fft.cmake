# SPDX-License-Identifier: BSD-3-Clause
scinova_kernels(fft SOURCES kernels/fft/plan.cpp HOT kernels/fft/passes_f32.cpp
                kernels/fft/passes_f64.cpp kernels/fft/passes_long.cpp kernels/fft/transform.cpp
                kernels/fft/trigonometric_f32.cpp kernels/fft/trigonometric_f64.cpp kernels/fft/trigonometric_long.cpp
                kernels/fft/nonuniform.cpp kernels/fft/nonuniform_points.cpp)
scinova_extension(fft SOURCES bindings/fft.cpp bindings/fft_multimethod.cpp bindings/fft_nonuniform.cpp
                  bindings/fft_quick.cpp KERNELS fft)
