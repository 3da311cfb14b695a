// SPDX-License-Identifier: BSD-3-Clause
// Delaunay triangulations, for scinova.spatial._native.
#include "bindings/numpy_views.hpp"
#include "kernels/spatial/delaunay.hpp"

namespace nb = nanobind;
using namespace scinova;
using namespace scinova::spatial;

void bind_delaunay(nb::module_& m);

namespace {

template <class V>
void require(const V& v, bool fits = true) {
    if (!fits || !v.contiguous()) throw nb::value_error("spatial kernel: array of the wrong shape or not contiguous");
}

template <class T>
nb::object to_array(const std::vector<T>& v) {
    auto n = static_cast<npy_intp>(v.size());
    PyObject* a = PyArray_SimpleNew(1, &n, numpy_type<T>());
    if (!a) throw nb::python_error();
    std::copy(v.begin(), v.end(), static_cast<T*>(PyArray_DATA(reinterpret_cast<PyArrayObject*>(a))));
    return nb::steal(a);
}

}  // namespace

void bind_delaunay(nb::module_& m) {
    nb::class_<Triangulation>(m, "Triangulation")
        .def("__init__", [](Triangulation* t, int d) {
            if (d < 2 || d > 20) throw nb::value_error("spatial kernel: 2 to 20 dimensions");
            new (t) Triangulation(d);
        })
        .def("insert", [](Triangulation& t, Mat<const double> x) {
            require(x, x.shape[1] == t.dimension() && x.shape[0] + t.size() < (index_t{1} << 30));
            const Status s = without_gil([&] { return t.insert(x.data, x.shape[0]); });
            if (s == Status::interrupted) throw nb::python_error();
            if (s == Status::out_of_memory) throw std::bad_alloc();
            return s == Status::ok ? 0 : s == Status::singular ? 1 : 2;
        })
        .def("finite", [](const Triangulation& t) {
            std::vector<std::int32_t> vertices, neighbours, same;
            without_gil([&] {
                t.finite(vertices, neighbours);
                t.duplicates(vertices, same);
            });
            return nb::make_tuple(to_array(vertices), to_array(neighbours), to_array(same));
        });
    m.def("find_simplices", [](Mat<const double> x, Mat<const std::int32_t> neighbours, View<const double, 3> transform,
                               double eps, bool brute_force, Vec<std::int32_t> found) {
        const index_t d = x.shape[1];
        require(x), require(neighbours, neighbours.shape[1] == d + 1), require(found, found.shape[0] == x.shape[0]);
        require(transform, transform.shape[0] == neighbours.shape[0] && transform.shape[1] == d + 1 && transform.shape[2] == d);
        for (index_t k = 0; k < neighbours.size(); ++k)
            if (neighbours.data[k] >= neighbours.shape[0]) throw nb::value_error("spatial kernel: neighbour out of range");
        without_gil([&] {
            find_simplices(x.shape[0], x.data, static_cast<int>(d), neighbours.shape[0], neighbours.data, transform.data,
                           eps, brute_force, found.data);
        });
    });
}
