// SPDX-License-Identifier: BSD-3-Clause
// k-d trees, for scinova.spatial._native.
#include "bindings/numpy_views.hpp"
#include "kernels/spatial/kdtree.hpp"

namespace nb = nanobind;
using namespace scinova;
using namespace scinova::spatial;

void bind_tree(nb::module_& m);

namespace {

template <class V>
void require(const V& v, bool fits = true) {
    if (!fits || !v.contiguous()) throw nb::value_error("spatial kernel: array of the wrong shape or not contiguous");
}
void report(Status s) {
    if (s == Status::out_of_memory) throw std::bad_alloc();
}

template <class T>
nb::object to_array(const std::vector<T>& v) {
    auto n = static_cast<npy_intp>(v.size());
    PyObject* a = PyArray_SimpleNew(1, &n, numpy_type<T>());
    if (!a) throw nb::python_error();
    std::copy(v.begin(), v.end(), static_cast<T*>(PyArray_DATA(reinterpret_cast<PyArrayObject*>(a))));
    return nb::steal(a);
}

const double* optional_weights(const nb::object& o, index_t n) {
    if (o.is_none()) return nullptr;
    const auto v = nb::cast<Vec<const double>>(o);
    require(v, v.shape[0] == n);
    return v.data;
}

nb::object node_table(const Tree& t) {
    std::vector<std::int64_t> whole;
    std::vector<double> split;
    for (const TreeNode& n : t.nodes) {
        whole.insert(whole.end(), {n.begin, n.end, n.less, n.greater, n.dim});
        split.push_back(n.split);
    }
    return nb::make_tuple(to_array(whole), to_array(split));
}

nb::object lists(const std::vector<std::vector<std::int64_t>>& found) {
    nb::list out;
    for (const auto& f : found) {
        PyObject* one = PyList_New(static_cast<Py_ssize_t>(f.size()));
        if (!one) throw nb::python_error();
        for (std::size_t k = 0; k < f.size(); ++k)
            PyList_SET_ITEM(one, static_cast<Py_ssize_t>(k), PyLong_FromLongLong(f[k]));
        out.append(nb::steal(one));
    }
    return out;
}

}  // namespace

void bind_tree(nb::module_& m) {
    nb::class_<Tree>(m, "Tree")
        .def_static("build", [](Mat<const double> data, index_t leaf_size, bool balanced, bool compact,
                                Vec<const double> period) {
            require(data), require(period, period.shape[0] == 0 || period.shape[0] == data.shape[1]);
            auto* t = new Tree;
            nb::object owner = nb::cast(t, nb::rv_policy::take_ownership);
            t->period.assign(period.data, period.data + period.shape[0]);
            report(without_gil([&] {
                return build_tree(data.data, data.shape[0], data.shape[1], {std::max<index_t>(1, leaf_size), balanced, compact}, *t);
            }));
            return owner;
        })
        .def_prop_ro("size", [](const Tree& t) { return t.nodes.size(); })
        .def_prop_ro("indices", [](const Tree& t) { return to_array(t.indices); })
        .def_prop_ro("nodes", &node_table)
        .def("nearest", [](const Tree& t, Mat<const double> x, double p, double eps, double bound, Mat<double> distance,
                           Mat<std::int64_t> index) {
            const index_t count = x.shape[0], k = distance.shape[1];
            require(x, x.shape[1] == t.m), require(distance, distance.shape[0] == count);
            require(index, index.shape[0] == count && index.shape[1] == k);
            report(without_gil([&] { return nearest(t, count, x.data, k, p, eps, bound, distance.data, index.data); }));
        })
        .def("within", [](const Tree& t, Mat<const double> x, Vec<const double> radius, double p, double eps, bool sorted,
                          Vec<std::int64_t> length, bool wanted) -> nb::object {
            const index_t count = x.shape[0];
            require(x, x.shape[1] == t.m), require(radius, radius.shape[0] == count);
            require(length, length.shape[0] == count);
            std::vector<std::vector<std::int64_t>> found(static_cast<std::size_t>(wanted ? count : 0));
            report(without_gil([&] {
                return within(t, count, x.data, radius.data, p, eps, sorted, wanted ? &found : nullptr, length.data);
            }));
            return wanted ? lists(found) : nb::none();
        })
        .def("close_pairs", [](const Tree& t, double r, double p, double eps) {
            PairList out;
            report(without_gil([&] { return close_pairs(t, r, p, eps, out); }));
            return nb::make_tuple(to_array(out.i), to_array(out.j));
        })
        .def("cross_pairs", [](const Tree& a, const Tree& b, double r, double p) {
            require(Vec<const double>{}, a.m == b.m);
            PairList out;
            report(without_gil([&] { return cross_pairs(a, b, r, p, out); }));
            return nb::make_tuple(to_array(out.i), to_array(out.j), to_array(out.distance));
        })
        .def("count_pairs", [](const Tree& a, const Tree& b, Vec<const double> r, double p, nb::object wa, nb::object wb,
                               Vec<double> out) {
            require(r, a.m == b.m), require(out, out.shape[0] == r.shape[0]);
            const double *u = optional_weights(wa, a.n), *v = optional_weights(wb, b.n);
            report(without_gil([&] { return count_pairs(a, b, r.shape[0], r.data, p, u, v, out.data); }));
        }, nb::arg(), nb::arg(), nb::arg(), nb::arg().none(), nb::arg().none(), nb::arg());
}
