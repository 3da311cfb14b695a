scinova_kernels(sparse SOURCES kernels/sparse/pattern.cpp kernels/sparse/arithmetic.cpp)
scinova_extension(sparse SOURCES bindings/sparse.cpp KERNELS sparse)
