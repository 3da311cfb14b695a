// SPDX-License-Identifier: BSD-3-Clause
#include "bindings/numpy_views.hpp"
#include "kernels/linalg/matrix_functions.hpp"

namespace nb = nanobind;

namespace scinova::linalg {
namespace {

template <class T>
void bind(nb::module_& m) {
    m.def("expm", [](Stack<const T> a, Stack<T> out) { without_gil([&] { exponential(a, out); }); });
    m.def("cosm_sinm", [](Stack<const T> a, bool hyperbolic, Stack<T> c, Stack<T> s) {
        without_gil([&] { cosine_and_sine(a, hyperbolic, c, s); });
    });
}

}  // namespace

void bind_matrix_functions(nb::module_& m) {
    bind<double>(m);
    bind<float>(m);
    bind<std::complex<double>>(m);
    bind<std::complex<float>>(m);
}

}  // namespace scinova::linalg
