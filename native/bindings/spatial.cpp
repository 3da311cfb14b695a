// SPDX-License-Identifier: BSD-3-Clause
// scinova.spatial._native
#define SCINOVA_NUMPY_MAIN
#include "bindings/numpy_views.hpp"
#include "kernels/spatial/distance.hpp"

namespace nb = nanobind;
using namespace scinova;
using namespace scinova::spatial;

void bind_tree(nb::module_& m);      // spatial_tree.cpp
void bind_delaunay(nb::module_& m);  // spatial_delaunay.cpp

namespace {



template <class V>
void require(const V& v, bool fits = true) {
    if (!fits || !v.contiguous()) throw nb::value_error("spatial kernel: array of the wrong shape or not contiguous");
}

void distance(int metric, Mat<const double> a, Mat<const double> b, nb::object weight, nb::object norm_a,
              nb::object norm_b, nb::object inverse, double p, Vec<double> out, bool condensed) {
    require(a), require(b, a.shape[1] == b.shape[1]);
    Rows r{a.data, b.data, a.shape[0], b.shape[0], a.shape[1]};
    r.p = p;
    const auto optional = [](const nb::object& o, index_t n) -> const double* {
        if (o.is_none()) return nullptr;
        const auto v = nb::cast<Vec<const double>>(o);
        require(v, v.shape[0] == n);
        return v.data;
    };
    r.weight = optional(weight, r.n);
    r.weight_sum = static_cast<double>(r.n);
    if (r.weight) {
        r.weight_sum = 0.0;
        for (index_t k = 0; k < r.n; ++k) r.weight_sum += r.weight[k];
    }
    r.norm_a = optional(norm_a, r.na);
    r.norm_b = optional(norm_b, r.nb);
    r.inverse = optional(inverse, r.n * r.n);
    const auto m = static_cast<Metric>(metric);
    if ((m == Metric::cosine && (!r.norm_a || !r.norm_b)) || (m == Metric::mahalanobis && !r.inverse))
        throw nb::value_error("spatial kernel: norms or inverse covariance missing");
    require(out, out.shape[0] == (condensed ? r.na * (r.na - 1) / 2 : r.na * r.nb));
    without_gil([&] { (condensed ? distances().condensed : distances().full)(m, r, out.data); });
}

}  // namespace

NB_MODULE(_native, m) {
    init_numpy();
    m.def("distance", &distance, nb::arg(), nb::arg(), nb::arg(), nb::arg().none(), nb::arg().none(), nb::arg().none(),
          nb::arg().none(), nb::arg(), nb::arg(), nb::arg());
    bind_tree(m);
    bind_delaunay(m);
}
