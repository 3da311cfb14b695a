scinova_extension(optimize SOURCES bindings/optimize.cpp bindings/optimize_lbfgsb.cpp bindings/optimize_roots.cpp bindings/optimize_systems.cpp
                    bindings/traced_callback.cpp)
