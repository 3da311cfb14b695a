// SPDX-License-Identifier: BSD-3-Clause
#include "bindings/numpy_views.hpp"
#include "kernels/linalg/matrix_functions.hpp"
#include "kernels/linalg/schur.hpp"
#include "kernels/linalg/sylvester.hpp"

namespace nb = nanobind;

namespace scinova::linalg {
namespace {

template <class T>
void bind(nb::module_& m) {
    m.def("expm", [](Mat<const T> a, Mat<T> out) {  // without the cost of making a stack of one
        const index_t n = a.shape[0];
        without_gil([&] { exponential<T>({a.data, {1, n, n}, {n * n, n, 1}}, {out.data, {1, n, n}, {n * n, n, 1}}); });
    });
    m.def("expm", [](Stack<const T> a, Stack<T> out) { without_gil([&] { exponential(a, out); }); });
    m.def("cosm_sinm", [](Stack<const T> a, bool hyperbolic, Stack<T> c, Stack<T> s) {
        without_gil([&] { cosine_and_sine(a, hyperbolic, c, s); });
    });
    m.def("tanhm", [](Stack<const T> a, Stack<T> out) { without_gil([&] { hyperbolic_tangent(a, out); }); });
    m.def("schur_form", [](Stack<T> a, Stack<T> z, Infos spectrum) {
        without_gil([&] { schur_form(a, z, spectrum); });
        std::int32_t all = 0;
        for (index_t k = 0; k < spectrum.shape[0]; ++k) all |= spectrum(k);
        return all;
    });
    // The root of one matrix, unless what is returned says that Python is to look at it.
    m.def("square_root", [](Mat<T> a, Mat<T> z) { return without_gil([&] { return root_by_schur(a, z); }); });
    m.def("sqrt_of_forms", [](Stack<T> t, Infos spectrum) { without_gil([&] { sqrt_of_forms(t, spectrum); }); });
    m.def("newton_roots", [](Stack<const T> a, Stack<T> out, Infos done) {
        without_gil([&] { newton_roots(a, out, done); });
    });
    m.def("newton_signs", [](Stack<const T> a, Stack<T> out, Infos done) {
        without_gil([&] { newton_signs(a, out, done); });
    });
    m.def("solve_sylvester", [](Stack<T> a, Stack<T> b, Stack<T> c, Infos info) {
        without_gil([&] { solve_sylvester(a, b, c, info); });
    });
    m.def("solve_lyapunov", [](Stack<T> a, Stack<T> c, Infos info) {
        without_gil([&] { solve_lyapunov(a, c, info); });
    });
    m.def("back_from_forms", [](Stack<const T> z, Stack<T> f, Infos spectrum) {
        without_gil([&] { back_from_forms(z, f, spectrum); });
    });
}

template <class T>
void bind_double(nb::module_& m) {
    m.def("log_of_forms", [](Stack<T> t, Infos spectrum) { without_gil([&] { log_of_forms(t, spectrum); }); });
    m.def("power_of_forms", [](Stack<T> t, double p, Infos spectrum) {
        without_gil([&] { power_of_forms(t, p, spectrum); });
    });
}

template <class R>
void bind_complex(nb::module_& m) {
    using C = std::complex<R>;
    m.def("split_pairs", [](Stack<const R> t, Stack<const R> z, Stack<C> t_out, Stack<C> z_out, Infos spectrum) {
        without_gil([&] { split_pairs(t, z, t_out, z_out, spectrum); });
    });
    m.def("back_from_pairs", [](Stack<const R> t, Stack<const R> z, Stack<C> f, Infos spectrum, bool real_part) {
        without_gil([&] { back_from_pairs(t, z, f, spectrum, real_part); });
    });
    m.def("reorder_form", [](Mat<C> t, Mat<C> z, Vec<const std::int32_t> order) {
        return without_gil([&] { return reorder(t, z, order); });
    });
    m.def("parlett", [](Mat<const C> t, Vec<const std::int32_t> starts, Mat<C> f) {
        without_gil([&] { parlett(t, starts, f); });
    });
}

}  // namespace

void bind_matrix_functions(nb::module_& m) {
    bind<double>(m);
    bind<float>(m);
    bind<std::complex<double>>(m);
    bind<std::complex<float>>(m);
    bind_double<double>(m);
    bind_double<std::complex<double>>(m);
    bind_complex<double>(m);
    bind_complex<float>(m);
}

}  // namespace scinova::linalg
