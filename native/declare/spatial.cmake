scinova_kernels(spatial SOURCES kernels/spatial/kdtree.cpp HOT kernels/spatial/distance.cpp)
scinova_extension(spatial SOURCES bindings/spatial.cpp bindings/spatial_tree.cpp KERNELS spatial)
