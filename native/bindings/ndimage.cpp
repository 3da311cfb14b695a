// SPDX-License-Identifier: BSD-3-Clause
// scinova.ndimage._native.
#define SCINOVA_NUMPY_MAIN
#include "bindings/ndimage_views.hpp"
#include "kernels/ndimage/fourier.hpp"

namespace nb = nanobind;
using namespace scinova;
using namespace scinova::ndimage;

namespace {

// Flat arrays of reals, complex ones as pairs.
template <class R>
void bind_fourier(nb::module_& m) {
    m.def("multiply_axes", [](Vec<const R> in, bool complex_in, Vec<const double> factors, bool complex_factors,
                              Vec<const std::int64_t> shape, Vec<R> out) {
        const Factors by{factors.data, complex_factors, reinterpret_cast<const index_t*>(shape.data), static_cast<int>(shape.shape[0])};
        using C = std::complex<R>;
        without_gil([&] {
            if (complex_in) multiply_axes(reinterpret_cast<const C*>(in.data), reinterpret_cast<C*>(out.data), by);
            else multiply_axes(in.data, out.data, by);
        });
    });
}

}  // namespace

namespace scinova::ndimage {
void bind_plans(nb::module_& m);
void bind_interpolation(nb::module_& m);
void bind_morphology(nb::module_& m);
void bind_groups(nb::module_& m);
void bind_measure(nb::module_& m);
void bind_generic(nb::module_& m);
void bind_distance(nb::module_& m);
}

NB_MODULE(_native, m) {
    init_numpy();
    bind_plans(m);
    bind_fourier<double>(m);
    bind_fourier<float>(m);
    bind_interpolation(m);
    bind_morphology(m);
    bind_groups(m);
    bind_measure(m);
    bind_generic(m);
    bind_distance(m);
}
