scinova_extension(_core SOURCES bindings/core.cpp)
