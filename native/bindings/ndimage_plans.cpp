// SPDX-License-Identifier: BSD-3-Clause
// Filters made once and applied to any array: what a call of a small array costs is one call of `apply`.
#include <nanobind/stl/vector.h>

#include "bindings/ndimage_views.hpp"
#include "kernels/ndimage/boxes.hpp"
#include "kernels/ndimage/filters.hpp"
#include "kernels/ndimage/fourier.hpp"
#include "kernels/ndimage/laplacian.hpp"
#include "kernels/ndimage/passes.hpp"

namespace nb = nanobind;

namespace scinova::ndimage {
namespace {

// The addresses that an array's elements take up, the end exclusive.
std::pair<const char*, const char*> extent(const AnyView& a) {
    index_t low = 0, high = 0;
    for (int d = 0; d < a.ndim; ++d) {
        const index_t reach = (a.shape[d] - 1) * a.stride[d];
        (reach < 0 ? low : high) += reach;
    }
    return {static_cast<const char*>(a.at(low)), static_cast<const char*>(a.at(high + 1))};
}

bool same_layout(const AnyView& a, const AnyView& b) {
    if (a.data != b.data || item_size(a.dtype) != item_size(b.dtype)) return false;
    for (int d = 0; d < a.ndim; ++d)
        if (a.stride[d] != b.stride[d]) return false;
    return true;
}

// An array and where its result goes, if both are plain: no subclasses, nothing to convert, no memory shared but by an
// output that is the input where `in_place` allows it. Otherwise null, and Python's way is taken.
nb::object plain_pair(nb::handle input, nb::handle output, int ndim, bool in_place, AnyView& in, OutView& out) {
    if (!PyArray_CheckExact(input.ptr()) || !any_view(input, false, &in) || in.ndim != ndim) return {};
    auto* a = reinterpret_cast<PyArrayObject*>(input.ptr());
    if (output.is_none() || PyArray_DescrCheck(output.ptr())) {
        PyArray_Descr* type = output.is_none() ? PyArray_DESCR(a) : reinterpret_cast<PyArray_Descr*>(output.ptr());
        if (!PyTypeNum_ISNUMBER(type->type_num) && !PyTypeNum_ISBOOL(type->type_num)) return {};
        Py_INCREF(type);
        nb::object made = nb::steal(PyArray_Empty(in.ndim, PyArray_DIMS(a), type, 0));
        if (!made.is_valid()) throw nb::python_error();
        if (!any_view(made, true, &out)) return {};
        return made;
    }
    if (!PyArray_CheckExact(output.ptr()) || !any_view(output, true, &out) || out.ndim != in.ndim) return {};
    for (int d = 0; d < in.ndim; ++d)
        if (in.shape[d] != out.shape[d]) return {};
    if (in.size() > 0) {
        const auto [a0, a1] = extent(in);
        const auto [b0, b1] = extent(out);
        if (a0 < b1 && b0 < a1 && !(in_place && same_layout(in, out))) return {};
    }
    return nb::borrow(output);
}

bool plain_number(nb::handle h, double* out) {
    if (PyFloat_Check(h.ptr())) *out = PyFloat_AS_DOUBLE(h.ptr());
    else if (PyLong_CheckExact(h.ptr())) {
        *out = PyLong_AsDouble(h.ptr());
        if (*out == -1.0 && PyErr_Occurred()) {
            PyErr_Clear();
            return false;
        }
    } else return false;
    return true;
}

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

// Multiplication of a transform by one factor for each axis.
struct FactorsPlan {
    std::vector<double> factors;
    bool complex;
    std::vector<index_t> shape;

    template <class T>
    void multiply(PyArrayObject* a, PyArrayObject* out) const {
        const Factors by{factors.data(), complex, shape.data(), static_cast<int>(shape.size())};
        const auto work = [&] { multiply_axes(static_cast<const T*>(PyArray_DATA(a)), static_cast<T*>(PyArray_DATA(out)), by); };
        if (PyArray_SIZE(a) < small) work();
        else without_gil(work);
    }
    // The product, or None where an argument needs Python's care.
    nb::object apply(nb::handle input) const {
        if (!PyArray_CheckExact(input.ptr())) return nb::none();
        auto* a = reinterpret_cast<PyArrayObject*>(input.ptr());
        int type = PyArray_TYPE(a);
        if (!PyArray_ISCARRAY_RO(a) || PyArray_NDIM(a) != static_cast<int>(shape.size())) return nb::none();
        for (std::size_t d = 0; d < shape.size(); ++d)
            if (PyArray_DIM(a, static_cast<int>(d)) != shape[d]) return nb::none();
        const bool widen = complex && type == NPY_DOUBLE;
        if (complex && type == NPY_FLOAT) return nb::none();
        if (widen) type = NPY_CDOUBLE;
        if (type != NPY_FLOAT && type != NPY_DOUBLE && type != NPY_CFLOAT && type != NPY_CDOUBLE) return nb::none();
        nb::object made = nb::steal(PyArray_EMPTY(PyArray_NDIM(a), PyArray_DIMS(a), type, 0));
        if (!made.is_valid()) throw nb::python_error();
        auto* out = reinterpret_cast<PyArrayObject*>(made.ptr());
        if (widen) {
            const auto* from = static_cast<const double*>(PyArray_DATA(a));
            auto* to = static_cast<std::complex<double>*>(PyArray_DATA(out));
            std::copy(from, from + PyArray_SIZE(a), to);
            a = out;
        }
        if (type == NPY_FLOAT) multiply<float>(a, out);
        else if (type == NPY_DOUBLE) multiply<double>(a, out);
        else if (type == NPY_CFLOAT) multiply<std::complex<float>>(a, out);
        else multiply<std::complex<double>>(a, out);
        return made;
    }
};

}  // namespace

void bind_plans(nb::module_& m) {
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
    nb::class_<FactorsPlan>(m, "Factors")
        .def("__init__", [](FactorsPlan* self, Vec<const double> factors, bool complex, std::vector<index_t> shape) {
            new (self) FactorsPlan{std::vector<double>(factors.data, factors.data + factors.shape[0]), complex, std::move(shape)};
        })
        .def("apply", &FactorsPlan::apply);
}

}  // namespace scinova::ndimage
