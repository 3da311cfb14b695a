// SPDX-License-Identifier: BSD-3-Clause
// The part of scinova.special._native for functions of all degrees or orders at once and Gaussian quadrature.
#pragma once

#include "bindings/numpy_views.hpp"
#include "kernels/special/legendre_all.hpp"
#include "kernels/special/quadrature.hpp"
#include "kernels/special/sequences.hpp"

namespace scinova::special {

inline const LegendreAll& legendre_all() {
    static const LegendreAll& t =
        simd::pick(&legendre_all_table<isa::v2>, &legendre_all_table<isa::v3>, &legendre_all_table<isa::v4>);
    return t;
}

inline const Sequences& sequences() {
    static const Sequences& t = simd::pick(&sequences_table<isa::v2>, &sequences_table<isa::v3>, &sequences_table<isa::v4>);
    return t;
}

template <class T>
void check_cut(const Vec<const T>& z, const Vec<const long>& branch, long n, long m, const View<T, 4>& out) {
    if (n < 0 || m < 0 || n > highest_cut_degree || !z.contiguous() || !branch.contiguous() || !out.contiguous() ||
        branch.size() != z.size() || out.shape[1] != n + 1 || out.shape[2] != 2 * m + 1 || out.shape[3] != z.size())
        throw nanobind::value_error("shapes do not agree");
}

template <class T>
void check_second_kind(const Vec<const T>& z, const View<T, 3>& q, const View<T, 3>& slope) {
    for (const View<T, 3>* out : {&q, &slope})
        if (!z.contiguous() || !out->contiguous() || out->shape != q.shape || out->shape[2] != z.size() || out->shape[0] < 1 ||
            out->shape[1] < 1)
            throw nanobind::value_error("shapes do not agree");
}

inline void bind_special_sequences(nanobind::module_& m) {
    m.def("legendre_second", [](Vec<const double> z, View<double, 3> q, View<double, 3> slope) {
        check_second_kind(z, q, slope);
        without_gil([&] {
            sequences().legendre_second_real(z.data, z.size(), q.shape[0] - 1, q.shape[1] - 1, q.data, slope.data);
        });
    });
    m.def("legendre_second", [](Vec<const std::complex<double>> z, View<std::complex<double>, 3> q,
                                View<std::complex<double>, 3> slope) {
        check_second_kind(z, q, slope);
        without_gil([&] {
            sequences().legendre_second_complex(z.data, z.size(), q.shape[0] - 1, q.shape[1] - 1, q.data, slope.data);
        });
    });
    m.def("riccati", [](bool second, double x, Vec<double> value, Vec<double> slope) {
        if (value.size() < 1 || value.size() != slope.size() || !value.contiguous() || !slope.contiguous())
            throw nanobind::value_error("shapes do not agree");
        without_gil([&] { sequences().riccati(second, x, value.size() - 1, value.data, slope.data); });
    });
    m.def("jahnke_emden", [](double v, double x, Vec<double> value, Vec<double> slope) {
        if (value.size() < 1 || value.size() != slope.size() || !value.contiguous() || !slope.contiguous())
            throw nanobind::value_error("shapes do not agree");
        without_gil([&] { sequences().lambda(v, x, value.size(), value.data, slope.data); });
    });
    m.def("mathieu_coefficients", [](long order, double q, bool odd, Vec<double> value) {
        if (!value.contiguous()) throw nanobind::value_error("shapes do not agree");
        return sequences().mathieu(order, q, odd, value.size(), value.data);
    });
}

inline void bind_special_orthogonal(nanobind::module_& m) {
    m.def("legendre_associated_all", [](Vec<const double> t, long n, long m, bool angle, View<double, 3> out) {
        if (n < 0 || m < 0 || !t.contiguous() || !out.contiguous() || out.shape[0] != n + 1 || out.shape[1] != 2 * m + 1 ||
            out.shape[2] != t.size())
            throw nanobind::value_error("shapes do not agree");
        without_gil([&] { legendre_all().associated(t.data, t.size(), n, m, angle, out.data); });
    });
    m.def("legendre_polynomials_all", [](Vec<const double> z, long n, View<double, 3> out) {
        if (n < 0 || !z.contiguous() || !out.contiguous() || out.shape[1] != n + 1 || out.shape[2] != z.size())
            throw nanobind::value_error("shapes do not agree");
        without_gil([&] { legendre_all().polynomials(z.data, z.size(), n, static_cast<int>(out.shape[0]) - 1, out.data); });
    });
    m.def("legendre_cut_all", [](Vec<const double> z, Vec<const long> branch, long n, long m, bool norm, View<double, 4> out) {
        check_cut(z, branch, n, m, out);
        without_gil([&] {
            legendre_all().cut_real(z.data, branch.data, z.size(), n, m, norm, static_cast<int>(out.shape[0]) - 1, out.data);
        });
    });
    m.def("legendre_cut_all", [](Vec<const std::complex<double>> z, Vec<const long> branch, long n, long m, bool norm,
                                 View<std::complex<double>, 4> out) {
        check_cut(z, branch, n, m, out);
        without_gil([&] {
            legendre_all().cut_complex(z.data, branch.data, z.size(), n, m, norm, static_cast<int>(out.shape[0]) - 1, out.data);
        });
    });
    m.attr("highest_cut_degree") = highest_cut_degree;
    m.def("quadrature", [](int rule, double alpha, double beta, Vec<double> nodes, Vec<double> weights) {
        if (rule < 0 || rule > 2 || nodes.size() < 1 || nodes.size() != weights.size() || !nodes.contiguous() || !weights.contiguous())
            throw nanobind::value_error("shapes do not agree");
        static const Quadrature& q = simd::pick(&quadrature_table<isa::v2>, &quadrature_table<isa::v3>, &quadrature_table<isa::v4>);
        without_gil([&] { q.make(static_cast<Rule>(rule), nodes.size(), alpha, beta, nodes.data, weights.data); });
    });
    m.def("chebyshev", [](bool second, bool shifted, double scale, double weight, Vec<double> nodes, Vec<double> weights) {
        if (nodes.size() < 1 || nodes.size() != weights.size() || !nodes.contiguous() || !weights.contiguous())
            throw nanobind::value_error("shapes do not agree");
        static const Quadrature& q = simd::pick(&quadrature_table<isa::v2>, &quadrature_table<isa::v3>, &quadrature_table<isa::v4>);
        without_gil([&] { q.chebyshev({second, shifted, scale, weight}, nodes.size(), nodes.data, weights.data); });
    });
}

}  // namespace scinova::special
