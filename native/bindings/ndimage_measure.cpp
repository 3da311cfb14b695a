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

// Whether each label is above zero, as labels of their own; false if they do not lie in one piece.
bool set_positive(nb::handle labels, Grouped& g, std::unique_ptr<std::uint8_t[]>& above) {
    if (g.labels.dtype != DType::b1) {
        if (!PyArray_IS_C_CONTIGUOUS(reinterpret_cast<PyArrayObject*>(labels.ptr()))) return false;
        const index_t n = g.labels.size();
        above = std::make_unique_for_overwrite<std::uint8_t[]>(static_cast<std::size_t>(n));
        visit(g.labels.dtype, [&]<class T>(Tag<T>) {
            if constexpr (!std::is_same_v<T, Bool>) {
                const T* from = static_cast<const T*>(g.labels.data);
                for (index_t i = 0; i < n; ++i) above[static_cast<std::size_t>(i)] = from[i] > T{0};
            }
        });
        g.labels.data = above.get();
        g.labels.dtype = DType::b1;
        index_t step = 1;
        for (int d = g.labels.ndim - 1; d >= 0; --d) {
            g.labels.stride[static_cast<std::size_t>(d)] = step;
            step *= g.labels.shape[static_cast<std::size_t>(d)];
        }
    }
    g.groups = {1, nullptr, 1, 1};
    return true;
}

// None where an argument needs Python's care.
nb::object measure(int code, nb::handle input, nb::handle labels, nb::handle index) {
    const auto what = static_cast<Measure>(code);
    AnyView v, l;
    if (!plain(input, &v)) return nb::none();
    if (labels.is_none()) return index.is_none() ? of_all(what, input, v) : nb::none();
    if (!plain(labels, &l) || v.ndim != l.ndim || !std::equal(v.shape.begin(), v.shape.begin() + v.ndim, l.shape.begin()) ||
        v.size() == 0)
        return nb::none();
    Grouped g{nb::borrow(input), nb::borrow(labels), v, l, {}, {}, {}};
    std::unique_ptr<std::uint8_t[]> above;
    bool one = index.is_none();
    if (one) {
        if (!set_positive(labels, g, above)) return nb::none();
    } else {
        std::vector<std::int64_t> wanted;
        if (is_float(l.dtype) || !wanted_labels(index, wanted) || !set_groups(g, wanted)) return nb::none();
        one = PyLong_CheckExact(index.ptr()) || PyArray_IsScalar(index.ptr(), Integer);
    }
    if (what == Measure::center_of_mass) return !one || summed(v) ? centres(g, one) : nb::none();
    return one ? of_one(what, g) : of_each(what, g);
}

}  // namespace

void bind_measure(nb::module_& m) {
    m.def("measure", &measure, nb::arg(), nb::arg().none(), nb::arg().none(), nb::arg().none());
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
