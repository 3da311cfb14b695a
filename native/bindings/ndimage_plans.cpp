// SPDX-License-Identifier: BSD-3-Clause
// Filters made once and applied to any array: what a call of a small array costs is one call of `apply`.
#include <nanobind/stl/vector.h>

#include "bindings/ndimage_plain.hpp"
#include "kernels/ndimage/boxes.hpp"
#include "kernels/ndimage/convert.hpp"
#include "kernels/ndimage/filters.hpp"
#include "kernels/ndimage/fourier.hpp"
#include "kernels/ndimage/laplacian.hpp"
#include "kernels/ndimage/passes.hpp"

namespace nb = nanobind;

namespace scinova::ndimage {
namespace {

// apply(input, cval, output) -> the output, or None where an argument needs Python's care; into(input, cval, output)
// takes what kernels can read and write.
template <class Plan>
struct Bound {
    Plan plan;
    int ndim;
    static constexpr bool in_place = Plan::in_place;

    nb::object apply(nb::handle input, nb::handle cval, nb::handle output) const {
        AnyView in;
        OutView out;
        double constant = 0.0;
        if (!plain_number(cval, &constant)) return nb::none();
        nb::object result = plain_pair(input, output, ndim, in_place, in, out);
        if (!result.is_valid() || !Plan::suits(out)) return nb::none();
        work_on(in.size(), [&] { plan.run(in, constant, out); });
        return result;
    }
    void into(AnyView in, double cval, OutView out) const {
        if (in.ndim != ndim) throw nb::value_error("input: the filter was made for another number of dimensions");
        without_gil([&] { plan.run(in, cval, out); });
    }
};

struct PassesPlan {
    static bool suits(const AnyView&) { return true; }
    static constexpr bool in_place = true;
    std::vector<Pass> passes;
    void run(const AnyView& in, double constant, const AnyView& out) const { run_passes(in, passes, constant, out); }
};
struct AroundPlan {
    static bool suits(const AnyView&) { return true; }
    static constexpr bool in_place = false;
    Around filter;
    void run(const AnyView& in, double constant, const AnyView& out) const {
        if (in.size() > 0) run_around(in, filter, constant, out);
    }
};
struct LaplacianPlan {
    static bool suits(const AnyView& out) { return Laplacian::suits(out.dtype); }
    static constexpr bool in_place = false;
    Laplacian filter;
    void run(const AnyView& in, double constant, const AnyView& out) const {
        if (in.size() > 0) laplacian(in, filter, constant, out);
    }
};

// Two filters by boxes and what is made of them, or None where the arguments do not suit.
nb::object composed(const Bound<PassesPlan>& first, const Bound<PassesPlan>& second, int how, nb::handle input,
                    nb::handle cval, nb::handle output) {
    AnyView in;
    OutView out;
    double constant = 0.0;
    if (first.ndim != second.ndim || !plain_number(cval, &constant)) return nb::none();
    nb::object result = plain_pair(input, output, first.ndim, false, in, out);
    if (!result.is_valid()) return nb::none();
    bool done = false;
    work_on(in.size(), [&] {
        done = two_boxes(in, static_cast<Composition>(how), first.plan.passes, second.plan.passes, constant, out);
    });
    return done ? result : nb::none();
}

template <class Plan>
nb::class_<Bound<Plan>> bind_plan(nb::module_& m, const char* name) {
    return nb::class_<Bound<Plan>>(m, name)
        .def("apply", &Bound<Plan>::apply, nb::arg().none(), nb::arg().none(), nb::arg().none())
        .def("into", &Bound<Plan>::into)
        .def_prop_ro("in_place", [](const Bound<Plan>&) { return Plan::in_place; });
}

// (kind, axis, size, origin, mode) or, weighted, (kind, axis, weights, origin, mode).
std::vector<Pass> passes_of(nb::list rows) {
    std::vector<Pass> out;
    for (nb::handle h : rows) {
        const auto row = nb::cast<nb::tuple>(h);
        Pass p{static_cast<Pass::Kind>(nb::cast<int>(row[0])), nb::cast<int>(row[1]), 1, nb::cast<index_t>(row[3]),
               static_cast<Mode>(nb::cast<int>(row[4])), {}};
        if (p.kind == Pass::Kind::weighted) {
            const auto w = nb::cast<Vec<const double>>(row[2]);
            p.size = w.shape[0];
            p.weights = Weights(w);
        } else p.size = nb::cast<index_t>(row[2]);
        out.push_back(std::move(p));
    }
    return out;
}

// Multiplication of a transform by factors: one for each index of each axis, or one for each element.
struct FactorsPlan {
    std::vector<double> factors;
    bool complex, full;
    std::vector<index_t> shape;

    template <class T>
    void multiply(PyArrayObject* a, PyArrayObject* out) const {
        const index_t size = PyArray_SIZE(a);
        const Factors by{factors.data(), complex, full ? &size : shape.data(), full ? 1 : static_cast<int>(shape.size())};
        work_on(size, [&] { multiply_axes(static_cast<const T*>(PyArray_DATA(a)), static_cast<T*>(PyArray_DATA(out)), by); });
    }

    // The product, or None where an argument needs Python's care.
    nb::object apply(nb::handle input) const {
        AnyView in;
        if (!PyArray_CheckExact(input.ptr())) return nb::none();
        auto* a = reinterpret_cast<PyArrayObject*>(input.ptr());
        const int given = PyArray_TYPE(a);
        const bool pairs = given == NPY_CFLOAT || given == NPY_CDOUBLE;
        if (!PyArray_ISCARRAY_RO(a) || PyArray_NDIM(a) != static_cast<int>(shape.size()) || !(pairs || any_view(input, false, &in)))
            return nb::none();
        for (std::size_t d = 0; d < shape.size(); ++d)
            if (PyArray_DIM(a, static_cast<int>(d)) != shape[d]) return nb::none();
        const int type = pairs || (given == NPY_FLOAT && !complex) ? given : complex ? NPY_CDOUBLE : NPY_DOUBLE;
        nb::object made = nb::steal(PyArray_EMPTY(PyArray_NDIM(a), PyArray_DIMS(a), type, 0));
        if (!made.is_valid()) throw nb::python_error();
        auto* out = reinterpret_cast<PyArrayObject*>(made.ptr());
        if (type != given) {  // real numbers as doubles, or as the real parts of pairs of them
            auto* to = static_cast<double*>(PyArray_DATA(out));
            const index_t n = PyArray_SIZE(a);
            loader<double>(in.dtype)(in.data, 1, to, complex ? 2 : 1, n);
            for (index_t i = 0; complex && i < n; ++i) to[2 * i + 1] = 0.0;
            a = out;
        }
        if (type == NPY_FLOAT) multiply<float>(a, out);
        else if (type == NPY_DOUBLE) multiply<double>(a, out);
        else if (type == NPY_CFLOAT) multiply<std::complex<float>>(a, out);
        else multiply<std::complex<double>>(a, out);
        return made;
    }
};

// What a cache knows a few numbers or a small array by: None, a tuple of them and None, or dtype, shape and bytes. None for
// all else.
nb::object array_key(nb::handle given) {
    constexpr Py_ssize_t few = 32, bytes = 4096;
    PyObject* o = given.ptr();
    if (PyList_CheckExact(o) || PyTuple_CheckExact(o)) {
        const Py_ssize_t n = PySequence_Fast_GET_SIZE(o);
        if (n > few) return nb::none();
        for (Py_ssize_t k = 0; k < n; ++k) {
            PyObject* x = PySequence_Fast_GET_ITEM(o, k);
            if (!PyFloat_CheckExact(x) && !PyLong_CheckExact(x) && !PyBool_Check(x)) return nb::none();
        }
        const nb::object all = nb::steal(PySequence_Tuple(o));
        if (!all.is_valid()) throw nb::python_error();
        return nb::make_tuple(nb::none(), all, nb::none());
    }
    if (!PyArray_CheckExact(o)) return nb::none();
    auto* a = reinterpret_cast<PyArrayObject*>(o);
    if (PyArray_NBYTES(a) <= 0 || PyArray_NBYTES(a) > bytes || PyDataType_REFCHK(PyArray_DESCR(a))) return nb::none();
    const nb::object shape = nb::steal(PyArray_IntTupleFromIntp(PyArray_NDIM(a), PyArray_DIMS(a)));
    const nb::object data = nb::steal(PyArray_ToString(a, NPY_CORDER));
    if (!shape.is_valid() || !data.is_valid()) throw nb::python_error();
    return nb::make_tuple(nb::borrow(reinterpret_cast<PyObject*>(PyArray_DESCR(a))), shape, data);
}

}  // namespace

void bind_plans(nb::module_& m) {
    m.def("array_key", &array_key, nb::arg().none());
    // Whether a kernel can read an array as it lies in memory.
    m.def("is_plain", [](nb::handle a) {
        AnyView view;
        return PyArray_CheckExact(a.ptr()) && any_view(a, false, &view);
    }, nb::arg().none());
    bind_plan<PassesPlan>(m, "Passes")
        .def("__init__", [](Bound<PassesPlan>* self, int ndim, nb::list rows) {
            new (self) Bound<PassesPlan>{{passes_of(rows)}, ndim};
        })
        .def_prop_ro("passes", [](const Bound<PassesPlan>& self) { return self.plan.passes.size(); });
    m.def("composed", &composed, nb::arg(), nb::arg(), nb::arg(), nb::arg().none(), nb::arg().none(), nb::arg().none());
    bind_plan<LaplacianPlan>(m, "Laplacian").def("__init__", [](Bound<LaplacianPlan>* self, int ndim, nb::list rows) {
        new (self) Bound<LaplacianPlan>{{Laplacian(ndim, passes_of(rows))}, ndim};
    });
    bind_plan<AroundPlan>(m, "Around").def(
        "__init__", [](Bound<AroundPlan>* self, int kind, Mat<const std::int64_t> offsets, Vec<const double> values,
                       index_t rank, int mode) {
            const Offsets list = offsets_of(offsets);
            new (self) Bound<AroundPlan>{{Around(static_cast<Around::Kind>(kind), list,
                                                 std::vector<double>(values.data, values.data + values.shape[0]), rank,
                                                 static_cast<Mode>(mode))}, list.ndim};
        });
    // Factors of the axes one after the other, or `full`, of all elements.
    nb::class_<FactorsPlan>(m, "Factors")
        .def("__init__", [](FactorsPlan* self, Vec<const double> factors, bool complex, std::vector<index_t> shape, bool full) {
            new (self) FactorsPlan{std::vector<double>(factors.data, factors.data + factors.shape[0]), complex, full, std::move(shape)};
        })
        .def("apply", &FactorsPlan::apply);
}

}  // namespace scinova::ndimage
