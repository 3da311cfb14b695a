// SPDX-License-Identifier: BSD-3-Clause
#define SCINOVA_NUMPY_MAIN
#include "bindings/numpy_views.hpp"

#include <complex>
#include <stdexcept>

#include "common/status.hpp"
#include "kernels/signal/linear_filter.hpp"
#include "kernels/signal/tridiagonal.hpp"

namespace nb = nanobind;
using namespace scinova;
using namespace scinova::signal;

namespace {

void require_ok(Status status) {
    switch (status) {
        case Status::ok: return;
        case Status::out_of_memory: throw std::bad_alloc();
        case Status::interrupted: throw nb::python_error();
        default: throw std::runtime_error("a signal kernel was called outside its contract");
    }
}

template <class T>
void define_filter(nb::module_& m) {
    m.def("linear_filter", [](Vec<const T> b, Vec<const T> a, Mat<const T> x, Mat<T> y, Mat<T> z) {
        require_ok(without_gil([&] { return linear_filter<T>(b, a, x, y, z); }));
    });
}

}  // namespace

NB_MODULE(_native, m) {
    init_numpy();
    define_filter<double>(m);
    define_filter<float>(m);
    define_filter<long double>(m);
    define_filter<std::complex<double>>(m);
    define_filter<std::complex<float>>(m);
    define_filter<std::complex<long double>>(m);
    m.def("largest_eigenpairs", [](Vec<const double> d, Vec<const double> e, Vec<double> values, Mat<double> vectors) {
        require_ok(without_gil([&] { return largest_eigenpairs(d, e, values, vectors); }));
    });
}
