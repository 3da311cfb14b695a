# SPDX-License-Identifier: BSD-3-Clause
scinova_kernels(signal SOURCES kernels/signal/tridiagonal.cpp)
scinova_extension(signal SOURCES bindings/signal.cpp KERNELS signal)
