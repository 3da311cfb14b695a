scinova_kernels(sparse SOURCES kernels/sparse/pattern.cpp kernels/sparse/arithmetic.cpp kernels/sparse/ordering.cpp
                kernels/sparse/lu.cpp)
scinova_extension(sparse SOURCES bindings/sparse.cpp bindings/sparse_lu.cpp KERNELS sparse)
