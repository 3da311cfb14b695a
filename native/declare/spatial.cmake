scinova_kernels(spatial HOT kernels/spatial/distance.cpp)
scinova_extension(spatial SOURCES bindings/spatial.cpp KERNELS spatial)
