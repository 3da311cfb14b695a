# SPDX-License-Identifier: BSD-3-Clause
scinova_kernels(cluster
  SOURCES kernels/cluster/linkage.cpp kernels/cluster/tree.cpp kernels/cluster/ordering.cpp
  HOT kernels/cluster/quantize.cpp)
scinova_extension(cluster SOURCES bindings/cluster.cpp KERNELS cluster)
