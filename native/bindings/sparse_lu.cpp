// SPDX-License-Identifier: BSD-3-Clause
// The sparse LU factorisation, for scinova.sparse._native.
#include "bindings/numpy_views.hpp"
#include "kernels/sparse/lu.hpp"
#include "kernels/sparse/pattern.hpp"

#include <memory>
#include <vector>

namespace nb = nanobind;
using namespace scinova;
using namespace scinova::sparse;

void bind_lu(nb::module_& m);

namespace {

Columns columns(const Vec<const Index>& indptr, const Vec<const Index>& indices, index_t values) {
    if (!indptr.contiguous() || !indices.contiguous() || indptr.shape[0] < 1 || values < indices.shape[0])
        throw nb::value_error("sparse kernel: arrays too short or not contiguous");
    const index_t n = indptr.shape[0] - 1;
    if (!sound(Pattern<Index>{indptr.data, indices.data, n, n, indices.shape[0]}))
        throw nb::value_error("the index arrays of the sparse array are inconsistent");
    return {n, indptr.data, indices.data};
}

void report(Status s) {
    if (s == Status::interrupted) throw nb::python_error();
    if (s == Status::out_of_memory) throw std::bad_alloc();
}

template <class T>
nb::object to_array(const T* from, std::size_t count) {
    auto n = static_cast<npy_intp>(count);
    PyObject* a = PyArray_SimpleNew(1, &n, numpy_type<T>());
    if (!a) throw nb::python_error();
    std::copy(from, from + count, static_cast<T*>(PyArray_DATA(reinterpret_cast<PyArrayObject*>(a))));
    return nb::steal(a);
}
template <class T>
nb::object to_array(const std::vector<T>& v) {
    return to_array(v.data(), v.size());
}

template <class V>
void bind_factors(nb::module_& m, const char* name) {
    nb::class_<Factors<V>>(m, name)
        .def_prop_ro("n", [](const Factors<V>& f) { return f.n; })
        .def_prop_ro("nnz", [](const Factors<V>& f) {
            return static_cast<std::int64_t>(f.l_val.size() + f.u_val.size()) + f.n;  // one shared diagonal
        })
        .def("parts", [](const Factors<V>& f) {
            return nb::make_tuple(to_array(f.l_ptr), to_array(f.l_row), to_array(f.l_val), to_array(f.u_ptr),
                                  to_array(f.u_row), to_array(f.u_val), to_array(f.diagonal));
        })
        .def("permutations", [](const Factors<V>& f) {
            return nb::make_tuple(to_array(f.pivot_of_row), to_array(f.column_order));
        })
        // Rows of x are right-hand sides.
        .def("solve", [](const Factors<V>& f, Mat<V> x, int trans) {
            if (!x.contiguous() || x.shape[1] != f.n) throw nb::value_error("sparse kernel: right-hand side of the wrong shape");
            without_gil([&] { solve(f, trans, x.shape[0], f.n, x.data); });
        });
    m.def("factorize", [](Vec<const Index> indptr, Vec<const Index> indices, Vec<const V> values, Vec<const Index> order,
                          double threshold) -> nb::object {
        const Columns a = columns(indptr, indices, values.shape[0]);
        if (!values.contiguous() || !order.contiguous() || order.shape[0] != a.n)
            throw nb::value_error("sparse kernel: arrays too short or not contiguous");
        std::vector<char> named(static_cast<std::size_t>(a.n), 0);
        for (index_t k = 0; k < a.n; ++k) {
            if (order(k) < 0 || order(k) >= a.n || named[static_cast<std::size_t>(order(k))]++)
                throw nb::value_error("sparse kernel: the column order is not a permutation");
        }
        auto f = std::make_unique<Factors<V>>();
        const Status s = without_gil([&] { return factorize(a, values.data, order.data, threshold, *f); });
        report(s);
        if (s == Status::singular) return nb::none();
        return nb::cast(f.release(), nb::rv_policy::take_ownership);
    });
    m.def("solve_triangular", [](Vec<const Index> indptr, Vec<const Index> indices, Vec<const V> values, Mat<V> x,
                                 bool lower, bool unit) {
        const Columns a = columns(indptr, indices, values.shape[0]);
        if (!x.contiguous() || !values.contiguous() || x.shape[0] != a.n)
            throw nb::value_error("sparse kernel: right-hand side of the wrong shape");
        const Status s = without_gil([&] { return solve_triangular(a, values.data, lower, unit, x.shape[1], x.data); });
        report(s);
        return s == Status::ok;
    });
}

}  // namespace

void bind_lu(nb::module_& m) {
    m.def("minimum_degree", [](Vec<const Index> indptr, Vec<const Index> indices, bool of_product, Vec<Index> order) {
        const Columns a = columns(indptr, indices, indices.shape[0]);
        if (!order.contiguous() || order.shape[0] != a.n) throw nb::value_error("sparse kernel: order of the wrong length");
        report(without_gil([&] { return minimum_degree(a, of_product, order.data); }));
    });
    bind_factors<double>(m, "FactorsD");
    bind_factors<float>(m, "FactorsF");
    bind_factors<std::complex<double>>(m, "FactorsZ");
    bind_factors<std::complex<float>>(m, "FactorsC");
}
