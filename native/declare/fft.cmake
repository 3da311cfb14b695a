# SPDX-License-Identifier: BSD-3-Clause
scinova_kernels(fft SOURCES kernels/fft/plan.cpp HOT kernels/fft/passes.cpp kernels/fft/transform.cpp
                kernels/fft/trigonometric.cpp)
scinova_extension(fft SOURCES bindings/fft.cpp bindings/fft_multimethod.cpp KERNELS fft)
