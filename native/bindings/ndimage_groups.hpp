// SPDX-License-Identifier: BSD-3-Clause
// The elements of an array in groups by label, and what is asked of them, as Python objects.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <memory>
#include <utility>
#include <vector>

#include "bindings/ndimage_views.hpp"
#include "kernels/ndimage/convert.hpp"
#include "kernels/ndimage/groups.hpp"

namespace scinova::ndimage {

namespace nb = nanobind;

template <class T>
T* data_of(const nb::object& array) {
    return static_cast<T*>(PyArray_DATA(reinterpret_cast<PyArrayObject*>(array.ptr())));
}
inline nb::object zeros(std::initializer_list<npy_intp> shape, int type) {
    nb::object a = nb::steal(PyArray_ZEROS(static_cast<int>(shape.size()), const_cast<npy_intp*>(shape.begin()), type, 0));
    if (!a.is_valid()) throw nb::python_error();
    return a;
}

// The element at a flat position of an array of any layout.
inline const void* element(const AnyView& a, index_t place) {
    index_t offset = 0;
    for (int d = a.ndim - 1; d >= 0; --d) {
        const auto k = static_cast<std::size_t>(d);
        offset += place % a.shape[k] * a.stride[k];
        place /= a.shape[k];
    }
    return a.at(offset);
}
inline nb::object scalar(nb::handle array, const void* value) {
    return nb::steal(PyArray_Scalar(const_cast<void*>(value), PyArray_DESCR(reinterpret_cast<PyArrayObject*>(array.ptr())), nullptr));
}
// A flat position as a tuple of indices.
inline nb::object index_tuple(const AnyView& a, index_t place) {
    static PyArray_Descr* const type = PyArray_DescrFromType(NPY_INT64);
    nb::object out = nb::steal(PyTuple_New(a.ndim));
    if (!out.is_valid()) throw nb::python_error();
    for (int d = a.ndim - 1; d >= 0; --d) {
        const auto k = static_cast<std::size_t>(d);
        std::int64_t i = place % a.shape[k];
        place /= a.shape[k];
        PyObject* one = PyArray_Scalar(&i, type, nullptr);
        if (!one) throw nb::python_error();
        PyTuple_SET_ITEM(out.ptr(), d, one);
    }
    return out;
}

// The array if a kernel can read it as it lies in memory, and it is no subclass.
inline bool plain(nb::handle h, AnyView* out) { return PyArray_CheckExact(h.ptr()) && any_view(h, false, out); }

// An integer of Python or of NumPy; false if it is none or has more than 64 bits.
inline bool plain_integer(PyObject* o, std::int64_t* out) {
    int over = 0;
    if (PyLong_CheckExact(o)) {
        *out = PyLong_AsLongLongAndOverflow(o, &over);
        return over == 0;
    }
    if (!PyArray_IsScalar(o, Integer)) return false;
    const nb::object whole = nb::steal(PyNumber_Index(o));
    if (!whole.is_valid()) throw nb::python_error();
    *out = PyLong_AsLongLongAndOverflow(whole.ptr(), &over);
    return over == 0;
}

// Labels that are asked for: one, or a list, range or array of them; false if they are not plain integers.
inline bool wanted_labels(nb::handle index, std::vector<std::int64_t>& out) {
    const auto put = [&](PyObject* o) {
        std::int64_t x = 0;
        if (!plain_integer(o, &x)) return false;
        out.push_back(x);
        return true;
    };
    if (PyLong_CheckExact(index.ptr()) || PyArray_IsScalar(index.ptr(), Integer)) return put(index.ptr());
    if (PyList_CheckExact(index.ptr()) || PyTuple_CheckExact(index.ptr())) {
        const Py_ssize_t n = PySequence_Fast_GET_SIZE(index.ptr());
        for (Py_ssize_t k = 0; k < n; ++k)
            if (!put(PySequence_Fast_GET_ITEM(index.ptr(), k))) return false;
        return n > 0;
    }
    if (PyRange_Check(index.ptr())) {
        const Py_ssize_t n = PyObject_Size(index.ptr());
        if (n <= 0) {
            PyErr_Clear();
            return false;
        }
        const nb::object start = index.attr("start"), step = index.attr("step");
        std::int64_t first = 0, by = 0, last = 0;
        if (!plain_integer(start.ptr(), &first) || !plain_integer(step.ptr(), &by) ||
            __builtin_mul_overflow(static_cast<std::int64_t>(n - 1), by, &last) || __builtin_add_overflow(last, first, &last))
            return false;
        for (Py_ssize_t k = 0; k < n; ++k) out.push_back(first + k * by);
        return true;
    }
    AnyView a;
    if (!plain(index, &a) || a.ndim != 1) return false;
    return visit(a.dtype, [&]<class T>(Tag<T>) {
        if constexpr (std::is_integral_v<T> && !std::is_same_v<T, std::uint64_t>) {
            for (index_t k = 0; k < a.shape[0]; ++k) out.push_back(static_cast<const T*>(a.data)[k * a.stride[0]]);
            return true;
        } else return false;
    });
}

struct Grouped {
    nb::object values_array, labels_array;
    AnyView values, labels;
    Groups groups;
    std::vector<std::int64_t> table;  // where the groups have one of their own
    nb::object table_array;
    std::unique_ptr<std::uint8_t[]> own_labels;

    template <class F>
    void run(F&& f) const {
        if (values.size() > 0) work_on(values.size(), f);
    }
    nb::object new_counts() const { return zeros({groups.count}, NPY_INT64); }
    nb::object new_sums() const { return zeros({groups.count}, NPY_DOUBLE); }

    nb::object sizes() const {
        const nb::object size = new_counts();
        run([&] { group_sizes(labels, groups, data_of<std::int64_t>(size)); });
        return size;
    }
    nb::object totals() const {
        const nb::object sum = new_sums();
        run([&] { group_sums(values, labels, groups, data_of<double>(sum), nullptr); });
        return sum;
    }
    nb::object sums() const {
        const nb::object sum = new_sums(), count = new_counts();
        run([&] { group_sums(values, labels, groups, data_of<double>(sum), data_of<std::int64_t>(count)); });
        return nb::make_tuple(count, sum);
    }
    nb::object squares(Vec<const double> centre) const {
        if (centre.shape[0] != groups.count) throw nb::value_error("centre: one for each group is needed");
        const nb::object sum = new_sums();
        run([&] { group_squares(values, labels, groups, centre.data, data_of<double>(sum)); });
        return sum;
    }
    nb::object moments() const {
        const nb::object sum = new_sums(), moment = zeros({groups.count, values.ndim}, NPY_DOUBLE);
        run([&] { group_moments(values, labels, groups, data_of<double>(sum), data_of<double>(moment)); });
        return nb::make_tuple(sum, moment);
    }
    nb::object tallies(Vec<const double> edges) const {
        const nb::object tally = zeros({groups.count, edges.shape[0] - 1}, NPY_INT64);
        run([&] { group_tallies(values, labels, groups, edges.data, edges.shape[0] - 1, data_of<std::int64_t>(tally)); });
        return tally;
    }
    nb::object middles() const {
        const int type = PyArray_TYPE(reinterpret_cast<PyArrayObject*>(values_array.ptr()));
        const nb::object low = zeros({groups.count}, type), high = zeros({groups.count}, type);
        run([&] { group_middles(values, labels, groups, data_of<void>(low), data_of<void>(high)); });
        return nb::make_tuple(low, high);
    }

    // Of an even number of elements the mean of the middle two: of float32 as such, of others as float64. NaN of none.
    nb::object medians() const {
        const nb::object out = zeros({groups.count}, values.dtype == DType::f4 ? NPY_FLOAT : NPY_DOUBLE);
        visit(values.dtype, [&]<class T>(Tag<T>) {
            using W = Working<T>;
            using R = std::conditional_t<std::is_same_v<T, float>, float, double>;
            const auto n = static_cast<std::size_t>(groups.count);
            std::vector<W> low(n), high(n);
            std::vector<std::int64_t> size(n);
            run([&] {
                group_sizes(labels, groups, size.data());
                group_middles(values, labels, groups, low.data(), high.data());
            });
            R* to = data_of<R>(out);
            for (std::size_t k = 0; k < n; ++k) {
                const R a = static_cast<R>(low[k]), b = static_cast<R>(high[k]);
                to[k] = size[k] ? a + (b - a) / 2 : std::numeric_limits<R>::quiet_NaN();
            }
        });
        return out;
    }

    // Of a single group, NaN if an element is; None of an empty group.
    nb::object median() const {
        if (find(false).least[0] < 0) return nb::none();
        return visit(values.dtype, [&]<class T>(Tag<T>) {
            using W = Working<T>;
            using R = std::conditional_t<std::is_same_v<T, float>, float, double>;
            W low{}, high{};
            run([&] { group_middles(values, labels, groups, &low, &high); });
            R middle = low == high ? static_cast<R>(low) : (static_cast<R>(low) + static_cast<R>(high)) / 2;
            if constexpr (std::is_floating_point_v<T>) {
                const R most = *static_cast<const R*>(element(values, find(false).greatest[0]));
                if (most != most) middle = most;
            }
            PyArray_Descr* descr = PyArray_DescrFromType(std::is_same_v<R, float> ? NPY_FLOAT : NPY_DOUBLE);
            const nb::object keep = nb::steal(reinterpret_cast<PyObject*>(descr));
            return nb::steal(PyArray_Scalar(&middle, descr, nullptr));
        });
    }

    struct Places {
        std::vector<index_t> least, greatest;
        const std::vector<index_t>& of(bool high) const { return high ? greatest : least; }
    };
    Places find(bool last) const {
        const auto n = static_cast<std::size_t>(groups.count);
        Places p{std::vector<index_t>(n, -1), std::vector<index_t>(n, -1)};
        run([&] { group_extrema(values, labels, groups, last, p.least.data(), p.greatest.data()); });
        return p;
    }
    // Values, zero in an empty group, and indices.
    nb::object values_at(const std::vector<index_t>& place) const {
        const index_t size = item_size(values.dtype);
        nb::object out = zeros({groups.count}, PyArray_TYPE(reinterpret_cast<PyArrayObject*>(values_array.ptr())));
        char* to = data_of<char>(out);
        for (std::size_t g = 0; g < place.size(); ++g, to += size)
            if (place[g] >= 0) std::memcpy(to, element(values, place[g]), static_cast<std::size_t>(size));
        return out;
    }
    nb::object indices_at(const std::vector<index_t>& place) const {
        nb::list out;
        if (values.size() > 0)
            for (const index_t p : place) out.append(index_tuple(values, std::max<index_t>(p, 0)));
        return out;
    }
    nb::object extremes(bool high) const { return values_at(find(true).of(high)); }
    nb::object positions(bool high) const { return indices_at(find(true).of(high)); }
    nb::object extrema() const {
        const Places p = find(true);
        return nb::make_tuple(values_at(p.least), values_at(p.greatest), indices_at(p.least), indices_at(p.greatest));
    }
    // Flat positions of the first least and the last greatest; -1 in an empty group.
    nb::object places() const {
        const Places p = find(true);
        const nb::object least = new_counts(), greatest = new_counts();
        std::copy(p.least.begin(), p.least.end(), data_of<std::int64_t>(least));
        std::copy(p.greatest.begin(), p.greatest.end(), data_of<std::int64_t>(greatest));
        return nb::make_tuple(least, greatest);
    }
    // Of a single group: the values and indices of the first least and the first greatest, or of the first NaN if there
    // is one; None of an empty group.
    nb::object ends() const {
        const auto [low, high] = both_ends();
        if (low < 0) return nb::none();
        return nb::make_tuple(scalar(values_array, element(values, low)), scalar(values_array, element(values, high)),
                              index_tuple(values, low), index_tuple(values, high));
    }
    // One of the four.
    nb::object end(bool high, bool index) const {
        const auto [least, greatest] = both_ends();
        if (least < 0) return nb::none();
        const index_t place = high ? greatest : least;
        return index ? index_tuple(values, place) : scalar(values_array, element(values, place));
    }

    // Whether the labels that were asked for are values of the type of those that there are.
    bool representable() const {
        return visit(labels.dtype, [&]<class T>(Tag<T>) {
            const index_t low = groups.lowest, high = low + groups.length - 1;
            if constexpr (std::is_same_v<T, Bool>) return low >= 0 && high <= 1;
            else if constexpr (std::is_integral_v<T>) return std::in_range<T>(low) && std::in_range<T>(high);
            else return false;
        });
    }

private:
    std::pair<index_t, index_t> both_ends() const {
        index_t low = -1, high = -1;
        run([&] { group_extrema(values, labels, groups, false, &low, &high); });
        const bool nan = high >= 0 && visit(values.dtype, [&]<class T>(Tag<T>) {
            if constexpr (std::is_floating_point_v<T>) return std::isnan(*static_cast<const T*>(element(values, high)));
            else return false;
        });
        return {nan ? high : low, high};
    }
};

// Labels from the first to the last of `wanted`, ascending, in a table where some between them are not; false where
// those lie far apart.
inline bool set_groups(Grouped& g, const std::vector<std::int64_t>& wanted) {
    for (std::size_t k = 1; k < wanted.size(); ++k)
        if (wanted[k] <= wanted[k - 1]) return false;
    const auto count = static_cast<index_t>(wanted.size());
    if (count == 0) return true;
    const auto span = static_cast<std::uint64_t>(wanted.back()) - static_cast<std::uint64_t>(wanted.front()) + 1;
    if (span == 0 || span > static_cast<std::uint64_t>(16 * g.labels.size() + 65536) || span >= (std::uint64_t{1} << 32) - 2)
        return false;
    if (wanted.front() < 0 && g.labels.dtype == DType::u8) return false;
    const auto length = static_cast<index_t>(span);
    g.groups = {wanted.front(), nullptr, length, count};
    if (length != count) {
        g.table.assign(static_cast<std::size_t>(length), -1);
        for (index_t k = 0; k < count; ++k)
            g.table[static_cast<std::size_t>(wanted[static_cast<std::size_t>(k)] - wanted.front())] = k;
        g.groups.group = g.table.data();
    }
    return true;
}

// Whether each label is above zero, as labels of their own; false if they do not lie in one piece.
inline bool set_positive(Grouped& g) {
    AnyView& l = g.labels;
    if (l.dtype != DType::b1) {
        if (!PyArray_IS_C_CONTIGUOUS(reinterpret_cast<PyArrayObject*>(g.labels_array.ptr()))) return false;
        const auto n = static_cast<std::size_t>(l.size());
        g.own_labels = std::make_unique_for_overwrite<std::uint8_t[]>(n);
        visit(l.dtype, [&]<class T>(Tag<T>) {
            if constexpr (!std::is_same_v<T, Bool>) {
                const T* from = static_cast<const T*>(l.data);
                std::uint8_t* to = g.own_labels.get();
                for (std::size_t i = 0; i < n; ++i) to[i] = from[i] > T{0};
            }
        });
        l.data = g.own_labels.get();
        l.dtype = DType::b1;
    }
    g.groups = {1, nullptr, 1, 1};
    return true;
}

// The groups of plain arrays by ascending labels, or `one` of them: that of the only label asked for, of all labels above
// zero, or of all elements. False where an argument needs Python's care.
inline bool plain_groups(nb::handle input, nb::handle labels, nb::handle index, Grouped& g, bool& one) {
    static std::uint8_t no_label = 0;
    if (!plain(input, &g.values)) return false;
    g.values_array = nb::borrow(input);
    one = index.is_none();
    if (labels.is_none()) {
        g.labels = g.values;
        g.labels.data = &no_label;
        g.labels.dtype = DType::b1;
        g.labels.stride = {};
        g.groups = {0, nullptr, 1, 1};
        return one;
    }
    if (!plain(labels, &g.labels) || g.values.ndim != g.labels.ndim ||
        !std::equal(g.values.shape.begin(), g.values.shape.begin() + g.values.ndim, g.labels.shape.begin()))
        return false;
    g.labels_array = nb::borrow(labels);
    if (one) return set_positive(g);
    std::vector<std::int64_t> wanted;
    if (is_float(g.labels.dtype) || !wanted_labels(index, wanted) || !set_groups(g, wanted)) return false;
    one = PyLong_CheckExact(index.ptr()) || PyArray_IsScalar(index.ptr(), Integer);
    return true;
}

}  // namespace scinova::ndimage
