// SPDX-License-Identifier: BSD-3-Clause
// scinova.ndimage._native.
#define SCINOVA_NUMPY_MAIN
#include "bindings/ndimage_views.hpp"
#include "kernels/ndimage/filters.hpp"
#include "kernels/ndimage/fourier.hpp"

namespace nb = nanobind;
using namespace scinova;
using namespace scinova::ndimage;

namespace {

Edge edge_of(int mode, double constant) { return {static_cast<Mode>(mode), constant}; }

void bind_filters(nb::module_& m) {
    m.def("correlate1d", [](AnyView in, Vec<const double> w, int axis, index_t origin, int mode, double cval, OutView out) {
        without_gil([&] { correlate1d(in, w, axis, origin, edge_of(mode, cval), out); });
    });
    m.def("uniform1d", [](AnyView in, index_t size, int axis, index_t origin, int mode, double cval, OutView out) {
        without_gil([&] { uniform1d(in, size, axis, origin, edge_of(mode, cval), out); });
    });
    m.def("extremum1d", [](AnyView in, index_t size, int axis, index_t origin, int mode, double cval, bool greatest, OutView out) {
        without_gil([&] { extremum1d(in, size, axis, origin, edge_of(mode, cval), greatest, out); });
    });
    m.def("correlate", [](AnyView in, Mat<const std::int64_t> offsets, Vec<const double> w, int mode, double cval, OutView out) {
        without_gil([&] { correlate(in, offsets_of(offsets), w.data, edge_of(mode, cval), out); });
    });
    m.def("extremum", [](AnyView in, Mat<const std::int64_t> offsets, Vec<const double> sums, int mode, double cval, bool greatest, OutView out) {
        without_gil([&] {
            extremum(in, offsets_of(offsets), sums.shape[0] ? sums.data : nullptr, edge_of(mode, cval), greatest, out);
        });
    });
    m.def("rank_filter", [](AnyView in, Mat<const std::int64_t> offsets, index_t rank, int mode, double cval, OutView out) {
        without_gil([&] { rank_filter(in, offsets_of(offsets), rank, edge_of(mode, cval), out); });
    });
}

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
void bind_interpolation(nb::module_& m);
void bind_morphology(nb::module_& m);
void bind_generic(nb::module_& m);
void bind_distance(nb::module_& m);
}

NB_MODULE(_native, m) {
    init_numpy();
    bind_filters(m);
    bind_fourier<double>(m);
    bind_fourier<float>(m);
    bind_interpolation(m);
    bind_morphology(m);
    bind_generic(m);
    bind_distance(m);
}
