scinova_extension(_core SOURCES bindings/core.cpp bindings/traced_callback.cpp)
