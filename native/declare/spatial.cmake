scinova_kernels(spatial SOURCES kernels/spatial/kdtree.cpp kernels/spatial/delaunay.cpp HOT kernels/spatial/distance.cpp)
scinova_extension(spatial SOURCES bindings/spatial.cpp bindings/spatial_tree.cpp bindings/spatial_delaunay.cpp
                  KERNELS spatial)
