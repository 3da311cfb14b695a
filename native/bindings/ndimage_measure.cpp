// SPDX-License-Identifier: BSD-3-Clause
// Measurements of plain arguments, each in one call: for small arrays all that counts is how few there are.
#include "bindings/ndimage_groups.hpp"
#include "kernels/ndimage/reduce.hpp"

namespace scinova::ndimage {
namespace {

enum class Measure : int {
    sum, mean, variance, minimum, maximum, minimum_position, maximum_position, extrema, median, center_of_mass
};

constexpr index_t few = 4096;  // elements for which NumPy's minimum and median cost more to call than to find

template <class T>
nb::object number(T x, int type) {
    PyArray_Descr* descr = PyArray_DescrFromType(type);
    const nb::object keep = nb::steal(reinterpret_cast<PyObject*>(descr));
    return nb::steal(PyArray_Scalar(&x, descr, nullptr));
}
nb::object number(double x) { return number(x, NPY_DOUBLE); }

// Whether a sum in double precision is NumPy's: that of integers must be exact.
bool summed(const AnyView& v) {
    const index_t size = item_size(v.dtype);
    return is_float(v.dtype) || (size <= 4 && v.size() <= (index_t{1} << 53 >> 8 * size));
}

// A sum as the type that NumPy gives it.
nb::object as_sum(DType type, double sum) {
    switch (type) {
        case DType::f4: return number(static_cast<float>(sum), NPY_FLOAT);
        case DType::f8: return number(sum);
        case DType::u1: case DType::u2: case DType::u4: return number(static_cast<std::uint64_t>(sum), NPY_UINT64);
        default: return number(static_cast<std::int64_t>(sum), NPY_INT64);
    }
}
nb::object as_mean(DType type, double sum, std::int64_t size) {
    return number((type == DType::f4 ? static_cast<double>(static_cast<float>(sum)) : sum) / static_cast<double>(size));
}

nb::object whole_sum(const AnyView& v) {
    if (!summed(v)) return nb::none();
    double sum = 0.0;
    work_on(v.size(), [&] { sum = total(v); });
    return as_sum(v.dtype, sum);
}

index_t place_of(const AnyView& v, bool greatest) {
    index_t place = 0;
    work_on(v.size(), [&] { place = extreme_place(v, greatest); });
    return place;
}

// Of all elements.
nb::object of_all(Measure what, nb::handle input, const AnyView& v) {
    if (v.size() == 0) return nb::none();
    const bool greatest = what == Measure::maximum || what == Measure::maximum_position;
    switch (what) {
        case Measure::sum: return whole_sum(v);
        case Measure::mean: {
            if (!summed(v)) return nb::none();
            double sum = 0.0;
            work_on(v.size(), [&] { sum = total(v); });
            return as_mean(v.dtype, sum, v.size());
        }
        case Measure::minimum: case Measure::maximum:
            return v.size() > few ? nb::none() : scalar(input, element(v, place_of(v, greatest)));
        case Measure::minimum_position: case Measure::maximum_position: return index_tuple(v, place_of(v, greatest));
        case Measure::extrema: {
            const index_t low = place_of(v, false), high = place_of(v, true);
            return nb::make_tuple(scalar(input, element(v, low)), scalar(input, element(v, high)), index_tuple(v, low),
                                  index_tuple(v, high));
        }
        default: return nb::none();
    }
}

// Of a single group.
nb::object of_one(Measure what, const Grouped& g) {
    const AnyView& v = g.values;
    switch (what) {
        case Measure::sum: case Measure::mean: case Measure::variance: {
            if (!summed(v)) return nb::none();
            double sum = 0.0, squares = 0.0;
            std::int64_t size = 0;
            g.run([&] { group_sums(v, g.labels, g.groups, &sum, &size); });
            if (what == Measure::sum) return as_sum(v.dtype, sum);
            if (!size) return nb::none();
            if (what == Measure::mean) return as_mean(v.dtype, sum, size);
            const double centre = sum / static_cast<double>(size);
            g.run([&] { group_squares(v, g.labels, g.groups, &centre, &squares); });
            return number(squares / static_cast<double>(size));
        }
        case Measure::minimum: return g.end(false, false);
        case Measure::maximum: return g.end(true, false);
        case Measure::minimum_position: return g.end(false, true);
        case Measure::maximum_position: return g.end(true, true);
        case Measure::extrema: return g.ends();
        case Measure::median: return v.size() > few ? nb::none() : g.median();
        default: return nb::none();
    }
}

// Of each of the groups: None where one is empty and its result therefore not a number.
nb::object of_each(Measure what, const Grouped& g) {
    switch (what) {
        case Measure::sum: return g.totals();
        case Measure::mean: case Measure::variance: {
            const auto n = static_cast<std::size_t>(g.groups.count);
            nb::object out = g.new_sums();
            double* sum = data_of<double>(out);
            std::vector<std::int64_t> size(n);
            g.run([&] { group_sums(g.values, g.labels, g.groups, sum, size.data()); });
            for (std::size_t k = 0; k < n; ++k) {
                if (!size[k]) return nb::none();
                sum[k] /= static_cast<double>(size[k]);
            }
            if (what == Measure::mean) return out;
            std::vector<double> squares(n);
            g.run([&] { group_squares(g.values, g.labels, g.groups, sum, squares.data()); });
            for (std::size_t k = 0; k < n; ++k) sum[k] = squares[k] / static_cast<double>(size[k]);
            return out;
        }
        case Measure::minimum: case Measure::maximum: return g.extremes(what == Measure::maximum);
        case Measure::minimum_position: case Measure::maximum_position: return g.positions(what == Measure::maximum_position);
        case Measure::extrema: return g.extrema();
        case Measure::median: return g.medians();
        default: return nb::none();
    }
}

// The indices of the centre of each group; None where the elements of one sum to 0.
nb::object centres(const Grouped& g, bool one) {
    const int ndim = g.values.ndim;
    const auto n = static_cast<std::size_t>(g.groups.count), axes = static_cast<std::size_t>(ndim);
    std::vector<double> sum(n), moment(n * axes);
    g.run([&] { group_moments(g.values, g.labels, g.groups, sum.data(), moment.data()); });
    nb::object out = nb::steal(PyList_New(g.groups.count));
    for (std::size_t k = 0; k < n; ++k) {
        if (sum[k] == 0.0) return nb::none();
        nb::object centre = nb::steal(PyTuple_New(ndim));
        for (std::size_t d = 0; d < axes; ++d)
            PyTuple_SET_ITEM(centre.ptr(), static_cast<Py_ssize_t>(d), number(moment[k * axes + d] / sum[k]).release().ptr());
        if (one) return centre;
        PyList_SET_ITEM(out.ptr(), static_cast<Py_ssize_t>(k), centre.release().ptr());
    }
    return out;
}

// None where an argument needs Python's care.
nb::object measure(int code, nb::handle input, nb::handle labels, nb::handle index) {
    const auto what = static_cast<Measure>(code);
    Grouped g;
    bool one = false;
    if (!plain_groups(input, labels, index, g, one) || g.values.size() == 0) return nb::none();
    if (what == Measure::center_of_mass) return !one || summed(g.values) ? centres(g, one) : nb::none();
    if (labels.is_none()) return of_all(what, input, g.values);
    return one ? of_one(what, g) : of_each(what, g);
}

// An array of what `function` returns for the elements of each group, and their flat positions if asked for; `absent` for an
// empty group. None where an argument needs Python's care.
nb::object comprehend(nb::handle input, nb::handle labels, nb::handle index, nb::handle function, nb::handle absent,
                      bool with_positions) {
    Grouped g;
    bool one = false;
    if (index.is_none() || !plain_groups(input, labels, index, g, one) || !g.representable()) return nb::none();
    npy_intp count = g.groups.count, total = 0;
    std::vector<std::int64_t> size(static_cast<std::size_t>(count));
    g.run([&] { group_sizes(g.labels, g.groups, size.data()); });
    for (const std::int64_t n : size) total += n;
    const auto made = [](npy_intp n, int type, void* data, PyObject* base) {
        nb::object a = nb::steal(PyArray_New(&PyArray_Type, 1, &n, type, nullptr, data, 0, data ? NPY_ARRAY_CARRAY : 0, nullptr));
        if (!a.is_valid()) throw nb::python_error();
        if (base && PyArray_SetBaseObject(reinterpret_cast<PyArrayObject*>(a.ptr()), Py_NewRef(base)) < 0) throw nb::python_error();
        return a;
    };
    const int type = PyArray_TYPE(reinterpret_cast<PyArrayObject*>(input.ptr()));
    const nb::object positions = made(total, NPY_INT64, nullptr, nullptr), values = made(total, type, nullptr, nullptr);
    auto* place = data_of<index_t>(positions);
    char* value = data_of<char>(values);
    const index_t bytes = item_size(g.values.dtype);
    g.run([&] {
        group_positions(g.labels, g.groups, size.data(), place);
        for (index_t k = 0; k < total; ++k)
            std::memcpy(value + k * bytes, element(g.values, place[k]), static_cast<std::size_t>(bytes));
    });
    nb::object out = nb::steal(PyArray_EMPTY(1, &count, NPY_OBJECT, 0));
    if (!out.is_valid()) throw nb::python_error();
    PyObject** to = data_of<PyObject*>(out);
    for (index_t k = 0, start = 0; k < count; ++k) {
        const npy_intp n = size[static_cast<std::size_t>(k)];
        PyObject* result;
        if (!n) result = Py_NewRef(absent.ptr());
        else {
            const nb::object some = made(n, type, value + start * bytes, values.ptr());
            const nb::object where = with_positions ? made(n, NPY_INT64, place + start, positions.ptr()) : nb::object();
            PyObject* arguments[3] = {nullptr, some.ptr(), where.ptr()};
            result = PyObject_Vectorcall(function.ptr(), arguments + 1, (with_positions ? 2 : 1) | PY_VECTORCALL_ARGUMENTS_OFFSET,
                                         nullptr);
            if (!result) throw nb::python_error();
        }
        Py_XSETREF(to[k], result);
        start += n;
    }
    return out;
}

}  // namespace

void bind_measure(nb::module_& m) {
    m.def("measure", &measure, nb::arg(), nb::arg().none(), nb::arg().none(), nb::arg().none());
    m.def("comprehend", &comprehend, nb::arg().none(), nb::arg().none(), nb::arg().none(), nb::arg().none(), nb::arg().none(),
          nb::arg());
    // The sum of an array as NumPy's type of it; None where the array needs Python's care, or the sum of its integers may not
    // be exact in double precision.
    m.def("total", [](nb::handle values) {
        AnyView v;
        return plain(values, &v) ? whole_sum(v) : nb::none();
    }, nb::arg().none());
    m.def("total_squares", [](AnyView values, double centre) {
        return without_gil([&] { return total_squares(values, centre); });
    });
}

}  // namespace scinova::ndimage
