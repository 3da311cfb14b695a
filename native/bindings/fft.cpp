// SPDX-License-Identifier: BSD-3-Clause
// scinova.fft._native
#define SCINOVA_NUMPY_MAIN
#include <cmath>
#include <cstdlib>

#include "bindings/fft_multimethod.hpp"
#include "bindings/fft_nonuniform.hpp"
#include "bindings/fft_quick.hpp"
#include "bindings/numpy_views.hpp"
#include "common/parallel.hpp"
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
NdView<const T> constant(const NdView<T>& v) {
    return {v.data, v.ndim, v.shape, v.stride};
}

// first(in, out) and second(out) are transforms along the axes a and b. On a large array they take turns on slabs that
// stay in the cache, so that memory is swept once for both.
template <class X, class Y, class First, class Second>
void two_axes(NdView<X> in, NdView<Y> out, int a, int b, First&& first, Second&& second) {
    constexpr index_t least = index_t{1} << 23, most = index_t{1} << 19;  // bytes
    index_t bytes = static_cast<index_t>(sizeof(Y));
    int outer = -1;
    for (int d = 0; d < out.ndim; ++d) {
        bytes *= out.shape[d];
        const bool other = d != a && d != b && out.shape[d] > 1;
        if (other && (outer < 0 || std::abs(out.stride[d]) > std::abs(out.stride[outer]))) outer = d;
    }
    const auto far = [&](int d) { return out.shape[d] == 1 || std::abs(out.stride[d]) < std::abs(out.stride[outer]); };
    if (outer < 0 || bytes < least || bytes / out.shape[outer] > most || !far(a) || !far(b)) {
        first(in, out);
        second(out);
        return;
    }
    parallel_for(out.shape[outer], 1, [&](index_t begin, index_t end) {
        NdView<X> from = in;
        NdView<Y> to = out;
        from.shape[outer] = to.shape[outer] = 1;
        for (index_t i = begin; i < end; ++i) {
            from.data = in.data + i * in.stride[outer];
            to.data = out.data + i * out.stride[outer];
            first(from, to);
            second(to);
        }
    });
}

template <class T>
void bind(nb::module_& m) {
    using C = std::complex<T>;
    m.def("c2c", [](NdView<const C> in, NdView<C> out, int axis, bool forward, double divisor) {
        without_gil([&] { fft::transforms<T>().complex_lines(in, out, axis, forward, reciprocal<T>(divisor)); });
    });
    m.def("c2c_twice", [](NdView<const C> in, NdView<C> out, int axis, int then, bool forward, double divisor) {
        const auto lines = fft::transforms<T>().complex_lines;
        without_gil([&] {
            two_axes(in, out, axis, then,
                     [&](auto x, auto y) { lines(x, y, axis, forward, reciprocal<T>(divisor)); },
                     [&](auto y) { lines(constant(y), y, then, forward, T(1)); });
        });
    });
    m.def("r2c_c2c", [](NdView<const T> in, NdView<C> out, int axis, index_t n, int then, bool forward, double divisor) {
        const auto& t = fft::transforms<T>();
        without_gil([&] {
            two_axes(in, out, axis, then,
                     [&](auto x, auto y) { t.real_lines(x, y, axis, n, forward, reciprocal<T>(divisor)); },
                     [&](auto y) { t.complex_lines(constant(y), y, then, forward, T(1)); });
        });
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
