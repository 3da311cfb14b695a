scinova_kernels(integrate SOURCES kernels/integrate/clenshaw_curtis.cpp)
scinova_extension(integrate SOURCES bindings/integrate.cpp bindings/integrate_quad.cpp bindings/integrate_odeint.cpp
                    bindings/integrate_ivp.cpp bindings/traced_callback.cpp KERNELS integrate)
