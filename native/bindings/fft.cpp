// SPDX-License-Identifier: BSD-3-Clause
// scinova.fft._native
#define SCINOVA_NUMPY_MAIN
#include <cmath>

#include "bindings/fft_multimethod.hpp"
#include "bindings/fft_nonuniform.hpp"
#include "bindings/fft_quick.hpp"
#include "bindings/numpy_views.hpp"
#include "kernels/fft/transform.hpp"
#include "kernels/fft/trigonometric.hpp"

namespace nb = nanobind;
using namespace scinova;

namespace {

// One over a divisor, which is a whole number or the square root of one; that is taken in the precision of T.
template <class T>
T reciprocal(double divisor) {
    if (sizeof(T) <= 8 || divisor == std::floor(divisor)) return T(1) / static_cast<T>(divisor);
    return T(1) / static_cast<T>(std::sqrt(std::round(static_cast<long double>(divisor) * divisor)));
}

template <class T>
void bind(nb::module_& m) {
    using C = std::complex<T>;
    m.def("c2c", [](NdView<const C> in, NdView<C> out, int axis, bool forward, double divisor) {
        without_gil([&] { fft::transforms<T>().complex_lines(in, out, axis, forward, reciprocal<T>(divisor)); });
    });
    m.def("r2c", [](NdView<const T> in, NdView<C> out, int axis, index_t n, bool forward, double divisor) {
        without_gil(
            [&] { fft::transforms<T>().real_lines(in, out, axis, n, forward, reciprocal<T>(divisor)); });
    });
    m.def("c2r", [](NdView<const C> in, NdView<T> out, int axis, bool forward, double divisor) {
        without_gil(
            [&] { fft::transforms<T>().hermitian_lines(in, out, axis, forward, reciprocal<T>(divisor)); });
    });
    m.def("trigonometric", [](NdView<const T> in, NdView<T> out, int axis, int type, bool sine, bool orthogonal,
                              double divisor) {
        without_gil([&] {
            fft::trigonometric<T>().lines(in, out, axis, type, sine, orthogonal, reciprocal<T>(divisor));
        });
    });
}

}  // namespace

NB_MODULE(_native, m) {
    init_numpy();
    bind<double>(m);
    bind<float>(m);
    bind<long double>(m);
    fft::bind_multimethods(m);
    fft::bind_quick(m);
    fft::bind_nonuniform(m);
    m.def("fast_length_above", &fft::fast_length_above);
    m.def("fast_length_below", &fft::fast_length_below);
}
