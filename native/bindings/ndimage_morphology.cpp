// SPDX-License-Identifier: BSD-3-Clause
// Binary morphology, labels, and where labels lie.
#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "bindings/ndimage_views.hpp"
#include "common/status.hpp"
#include "kernels/ndimage/binary.hpp"
#include "kernels/ndimage/groups.hpp"
#include "kernels/ndimage/label.hpp"
#include "kernels/ndimage/reduce.hpp"

namespace nb = nanobind;

namespace scinova::ndimage {
namespace {

constexpr index_t few = 1024;  // elements that are gone through one by one sooner than runs of them are found

// A tuple of slices.
nb::object box_slices(const index_t* box, int ndim) {
    nb::object place = nb::steal(PyTuple_New(ndim));
    if (!place.is_valid()) throw nb::python_error();
    for (int d = 0; d < ndim; ++d) {
        const nb::int_ low(box[2 * d]), high(box[2 * d + 1]);
        PyObject* one = PySlice_New(low.ptr(), high.ptr(), nullptr);
        if (!one) throw nb::python_error();
        PyTuple_SET_ITEM(place.ptr(), d, one);
    }
    return place;
}
// `count` times None.
nb::object nothing(index_t count) {
    nb::object out = nb::steal(PyList_New(count));
    if (!out.is_valid()) throw nb::python_error();
    for (index_t k = 0; k < count; ++k) {
        Py_INCREF(Py_None);
        PyList_SET_ITEM(out.ptr(), k, Py_None);
    }
    return out;
}
void set_item(const nb::object& list, index_t k, nb::object item) {
    if (PyList_SetItem(list.ptr(), k, item.release().ptr()) < 0) throw nb::python_error();
}

const index_t* box_of(const LabelBoxes& found, index_t label, int ndim) {
    return found.box.data() + (label - found.first) * 2 * ndim;
}
// The last label that occurs, or 0.
index_t last_of(const LabelBoxes& found, int ndim) {
    index_t last = found.first + static_cast<index_t>(found.box.size()) / (2 * ndim) - 1;
    while (last >= found.first && box_of(found, last, ndim)[0] < 0) --last;
    return found.box.empty() ? 0 : last;
}
// An entry for every label to `most`, or to the last that occurs: the slices of its box, or None.
nb::object slices(const LabelBoxes& found, index_t most, int ndim) {
    const index_t last = last_of(found, ndim);
    const auto box = [&](index_t label) { return box_of(found, label, ndim); };
    nb::object out = nothing(most > 0 ? most : last);
    for (index_t label = found.first; label <= last; ++label)
        if (box(label)[0] >= 0) set_item(out, label - 1, box_slices(box(label), ndim));
    return out;
}

// The least and greatest label.
struct Range {
    std::int64_t low = 0, high = 0;
};
Range range_of(const AnyView& labels);

// The same where labels lie far apart.
nb::object far_slices(const AnyView& labels, index_t most, index_t limit) {
    if (most < 1) {
        work_on(labels.size(), [&] { most = range_of(labels).high; });
        if (most > limit) throw nb::value_error("input must have labels of at most 2**40, of which each takes a place");
    }
    nb::object out = nothing(most);
    std::map<index_t, std::vector<index_t>> found;
    work_on(labels.size(), [&] { found = far_label_boxes(labels, most); });
    for (const auto& [label, box] : found) set_item(out, label - 1, box_slices(box.data(), labels.ndim));
    return out;
}

Range range_of(const AnyView& labels) {
    return visit(labels.dtype, [&]<class T>(Tag<T>) -> Range {
        if constexpr (std::is_same_v<T, Bool>) {
            return {0, 1};
        } else if constexpr (std::is_integral_v<T>) {
            if (labels.size() == 0) return {};
            const auto value = [&](bool greatest) {
                index_t at = extreme_place(labels, greatest), offset = 0;
                for (int d = labels.ndim - 1; d >= 0; --d) {
                    offset += at % labels.shape[static_cast<std::size_t>(d)] * labels.stride[static_cast<std::size_t>(d)];
                    at /= labels.shape[static_cast<std::size_t>(d)];
                }
                const T x = static_cast<const T*>(labels.data)[offset];
                constexpr auto most = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
                if (x > 0 && static_cast<std::uint64_t>(x) > most) return std::numeric_limits<std::int64_t>::max();
                return static_cast<std::int64_t>(x);
            };
            return {value(false), value(true)};
        } else {
            return {};
        }
    });
}

nb::object new_array(int ndim, const npy_intp* shape, int type, void* data = nullptr, PyObject* base = nullptr) {
    nb::object a = nb::steal(PyArray_New(&PyArray_Type, ndim, const_cast<npy_intp*>(shape), type, nullptr, data, 0,
                                         data ? NPY_ARRAY_CARRAY : 0, nullptr));
    if (!a.is_valid()) throw nb::python_error();
    if (base) {
        Py_INCREF(base);
        if (PyArray_SetBaseObject(reinterpret_cast<PyArrayObject*>(a.ptr()), base) < 0) throw nb::python_error();
    }
    return a;
}

PyArray_Descr* descr_of(DType d) {
    constexpr int types[dtype_count] = {NPY_BOOL, NPY_UINT8, NPY_INT8, NPY_UINT16, NPY_INT16, NPY_UINT32, NPY_INT32,
                                        NPY_UINT64, NPY_INT64, NPY_FLOAT, NPY_DOUBLE};
    return PyArray_DescrFromType(types[static_cast<int>(d)]);
}

// A dictionary from `key(k)` to the indices of the elements of group k, for the groups that have some: `index` holds them one
// group after the other, axis after axis.
template <class Key>
nb::object dictionary(const nb::object& index, int ndim, const std::vector<std::int64_t>& size, Key key) {
    static PyArray_Descr* const type = PyArray_DescrFromType(NPY_INT64);
    auto* whole = reinterpret_cast<PyArrayObject*>(index.ptr());
    auto* data = static_cast<index_t*>(PyArray_DATA(whole));
    const npy_intp total = PyArray_DIM(whole, 1);
    nb::dict out;
    index_t start = 0;
    for (std::size_t k = 0; k < size.size(); ++k) {
        const npy_intp count = size[k];
        if (!count) continue;
        const nb::object where = nb::steal(PyTuple_New(ndim));
        if (!where.is_valid()) throw nb::python_error();
        for (int d = 0; d < ndim; ++d) {
            Py_INCREF(type);
            PyObject* one = PyArray_NewFromDescr(&PyArray_Type, type, 1, &count, nullptr, data + d * total + start, NPY_ARRAY_CARRAY,
                                                 nullptr);
            if (!one) throw nb::python_error();
            PyTuple_SET_ITEM(where.ptr(), d, one);
            if (PyArray_SetBaseObject(reinterpret_cast<PyArrayObject*>(one), Py_NewRef(index.ptr())) < 0) throw nb::python_error();
        }
        const nb::object name = key(static_cast<index_t>(k));
        if (PyDict_SetItem(out.ptr(), name.ptr(), where.ptr()) < 0) throw nb::python_error();
        start += count;
    }
    return out;
}

// The same of labels.
template <class Key>
nb::object places(const AnyView& labels, const Groups& groups, index_t skip, Key key) {
    std::vector<std::int64_t> size(static_cast<std::size_t>(groups.count));
    work_on(labels.size(), [&] { group_sizes(labels, groups, size.data()); });
    if (skip >= 0) size[static_cast<std::size_t>(skip)] = 0;
    npy_intp total = 0;
    for (const std::int64_t n : size) total += n;
    const npy_intp shape[2] = {labels.ndim, total};
    nb::object index = new_array(2, shape, NPY_INT64);
    auto* data = static_cast<index_t*>(PyArray_DATA(reinterpret_cast<PyArrayObject*>(index.ptr())));
    work_on(labels.size(), [&] { group_indices(labels, groups, size.data(), data); });
    return dictionary(index, labels.ndim, size, key);
}

// f(element, first index of its line along all axes but the last, index along the last) of every element in C order.
template <class T, class F>
void each_element(const AnyView& a, F f) {
    const int last = a.ndim - 1;
    const index_t n = a.shape[static_cast<std::size_t>(last)], step = a.stride[static_cast<std::size_t>(last)];
    std::array<index_t, max_dims> c{};
    if (a.size() == 0) return;
    for (;;) {
        index_t offset = 0;
        for (int d = 0; d < last; ++d) offset += c[static_cast<std::size_t>(d)] * a.stride[static_cast<std::size_t>(d)];
        const T* line = static_cast<const T*>(a.data) + offset;
        for (index_t i = 0; i < n; ++i) f(line[i * step], c, i);
        int d = last - 1;
        for (; d >= 0 && ++c[static_cast<std::size_t>(d)] == a.shape[static_cast<std::size_t>(d)]; --d) c[static_cast<std::size_t>(d)] = 0;
        if (d < 0) return;
    }
}

// Indices of the elements of an array of few, by value; null where values lie far apart.
nb::object few_places(const AnyView& values, std::optional<std::int64_t> ignored, nb::handle input) {
    return visit(values.dtype, [&]<class T>(Tag<T>) -> nb::object {
        if constexpr (!std::is_integral_v<T>) return {};
        else {
            T low = std::numeric_limits<T>::max(), high = std::numeric_limits<T>::min();
            each_element<T>(values, [&](T x, const auto&, index_t) {
                low = std::min(low, x);
                high = std::max(high, x);
            });
            const auto span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low);
            if (span >= static_cast<std::uint64_t>(2 * values.size() + 64)) return {};
            std::vector<std::int64_t> size(static_cast<std::size_t>(span) + 1), next(size.size());
            const auto group = [&](T x) { return static_cast<std::size_t>(static_cast<std::uint64_t>(x) - static_cast<std::uint64_t>(low)); };
            each_element<T>(values, [&](T x, const auto&, index_t) { ++size[group(x)]; });
            const bool skips = ignored && std::in_range<T>(*ignored) && static_cast<T>(*ignored) >= low && static_cast<T>(*ignored) <= high;
            const std::size_t skipped = skips ? group(static_cast<T>(*ignored)) : size.size();
            if (skips) size[skipped] = 0;
            npy_intp total = 0;
            for (std::size_t k = 0; k < size.size(); ++k) {
                next[k] = total;
                total += size[k];
            }
            const npy_intp shape[2] = {values.ndim, total};
            nb::object index = new_array(2, shape, NPY_INT64);
            auto* data = static_cast<index_t*>(PyArray_DATA(reinterpret_cast<PyArrayObject*>(index.ptr())));
            const int last = values.ndim - 1;
            each_element<T>(values, [&](T x, const auto& c, index_t i) {
                const std::size_t g = group(x);
                if (g == skipped) return;
                index_t* to = data + next[g]++;
                for (int d = 0; d < last; ++d) to[d * total] = c[static_cast<std::size_t>(d)];
                to[last * total] = i;
            });
            PyArray_Descr* type = PyArray_DESCR(reinterpret_cast<PyArrayObject*>(input.ptr()));
            return dictionary(index, values.ndim, size, [&](index_t k) {
                T value = static_cast<T>(static_cast<std::uint64_t>(low) + static_cast<std::uint64_t>(k));
                return nb::steal(PyArray_Scalar(&value, type, nullptr));
            });
        }
    });
}

// The boxes of the labels in an array of few; false where those that occur are no small numbers.
bool few_boxes(const AnyView& labels, index_t most, LabelBoxes* out) {
    return visit(labels.dtype, [&]<class T>(Tag<T>) {
        if constexpr (!std::is_integral_v<T>) return false;
        else {
            T high = 0;
            each_element<T>(labels, [&](T x, const auto&, index_t) { high = std::max(high, x); });
            if (most > 0 && std::in_range<T>(most)) high = std::min(high, static_cast<T>(most));
            if (static_cast<std::uint64_t>(high) > static_cast<std::uint64_t>(2 * labels.size() + 64)) return false;
            const int last = labels.ndim - 1;
            out->first = 1;
            out->box.assign(static_cast<std::size_t>(high) * 2 * static_cast<std::size_t>(labels.ndim), -1);
            each_element<T>(labels, [&](T x, const auto& c, index_t i) {
                if (x < T{1} || x > high) return;
                index_t* box = out->box.data() + static_cast<index_t>(x - 1) * 2 * labels.ndim;
                const bool seen = box[0] >= 0;
                for (int d = 0; d <= last; ++d) {
                    const index_t at = d < last ? c[static_cast<std::size_t>(d)] : i;
                    box[2 * d] = seen ? std::min(box[2 * d], at) : at;
                    box[2 * d + 1] = std::max(box[2 * d + 1], at + 1);
                }
            });
            return true;
        }
    });
}

// The same for the values of an integer array, unless they lie far apart: then None.
nb::object places_of_values(const AnyView& values, std::optional<std::int64_t> ignored) {
    if (values.size() == 0) return nb::dict();
    Range range;
    work_on(values.size(), [&] { range = range_of(values); });
    const auto span = static_cast<std::uint64_t>(range.high) - static_cast<std::uint64_t>(range.low);
    if (span >= static_cast<std::uint64_t>(4 * values.size() + 65536) || range.high == std::numeric_limits<std::int64_t>::max())
        return nb::none();
    const auto count = static_cast<index_t>(span) + 1;
    PyArray_Descr* descr = descr_of(values.dtype);
    const nb::object keep = nb::steal(reinterpret_cast<PyObject*>(descr));
    const bool within = ignored && *ignored >= range.low && *ignored <= range.high;
    return places(values, {range.low, nullptr, count, count}, within ? *ignored - range.low : -1, [&](index_t k) {
        std::int64_t value = range.low + k;  // its first bytes are those of a narrower integer, little-endian
        return nb::steal(PyArray_Scalar(&value, descr, nullptr));
    });
}

// Erosion or dilation by a neighbourhood, made once and applied to any array.
struct BinaryPlan {
    std::vector<index_t> offsets;
    index_t count;
    int ndim;
    bool dilate;

    // None where an argument needs Python's care: an array that is no plain one in C order, or one that is large and grows
    // within a mask until nothing changes.
    nb::object apply(nb::handle input, nb::handle iterations, nb::handle mask, nb::handle border) const {
        AnyView in, within;
        if (!PyArray_CheckExact(input.ptr()) || !any_view(input, false, &in) || in.ndim != ndim || !PyLong_CheckExact(iterations.ptr()))
            return nb::none();
        int over = 0;
        const index_t times = PyLong_AsLongLongAndOverflow(iterations.ptr(), &over);
        if (over) return nb::none();
        BinaryPass pass{dilate, false, nullptr, times};
        if (!mask.is_none()) {
            if (!PyArray_CheckExact(mask.ptr()) || !any_view(mask, false, &within) || within.dtype != DType::b1 || within.ndim != ndim ||
                !std::equal(in.shape.begin(), in.shape.begin() + ndim, within.shape.begin()) ||
                !PyArray_IS_C_CONTIGUOUS(reinterpret_cast<PyArrayObject*>(mask.ptr())) || (times < 1 && in.size() > small))
                return nb::none();
            pass.mask = static_cast<const std::uint8_t*>(within.data);
        }
        const int beyond = PyObject_IsTrue(border.ptr());
        if (beyond < 0) throw nb::python_error();
        pass.border = beyond;
        std::unique_ptr<std::uint8_t[]> own;
        if (in.dtype != DType::b1) {
            if (!PyArray_IS_C_CONTIGUOUS(reinterpret_cast<PyArrayObject*>(input.ptr()))) return nb::none();
            own = not_zero(in);
            in.data = own.get();
            in.dtype = DType::b1;
        }
        nb::object made = nb::steal(PyArray_EMPTY(ndim, PyArray_DIMS(reinterpret_cast<PyArrayObject*>(input.ptr())), NPY_BOOL, 0));
        OutView out;
        if (!made.is_valid() || !any_view(made, true, &out)) throw nb::python_error();
        Status status = Status::ok;
        work_on(in.size(), [&] { status = binary_morphology(in, {offsets.data(), count, ndim}, pass, out); });
        if (status == Status::interrupted) throw nb::python_error();
        return made;
    }

private:
    static std::unique_ptr<std::uint8_t[]> not_zero(const AnyView& a) {
        const auto n = static_cast<std::size_t>(a.size());
        auto out = std::make_unique_for_overwrite<std::uint8_t[]>(n);
        visit(a.dtype, [&]<class T>(Tag<T>) {
            if constexpr (!std::is_same_v<T, Bool>) {
                const T* from = static_cast<const T*>(a.data);
                for (std::size_t i = 0; i < n; ++i) out[i] = from[i] != T{0};
            }
        });
        return out;
    }
};

}  // namespace

void bind_morphology(nb::module_& m) {
    nb::class_<BinaryPlan>(m, "Binary")
        .def("__init__", [](BinaryPlan* self, Mat<const std::int64_t> offsets, bool dilate) {
            const Offsets list = offsets_of(offsets);
            new (self) BinaryPlan{{list.data, list.data + list.count * list.ndim}, list.count, list.ndim, dilate};
        })
        .def("apply", &BinaryPlan::apply, nb::arg().none(), nb::arg().none(), nb::arg().none(), nb::arg().none());
    m.def("binary_morphology", [](AnyView in, Mat<const std::int64_t> offsets, bool dilate, bool border,
                                  Vec<const std::uint8_t> mask, index_t iterations, OutView out) {
        const BinaryPass pass{dilate, border, mask.shape[0] ? mask.data : nullptr, iterations};
        if (without_gil([&] { return binary_morphology(in, offsets_of(offsets), pass, out); }) == Status::interrupted)
            throw nb::python_error();
    });
    m.def("label", [](AnyView in, Vec<const std::uint8_t> structure, OutView out) {
        return without_gil([&] { return label(in, structure.data, out); });
    });
    // count below 1: the greatest label; None if that is more than `most`.
    // most below 1: up to the greatest label. None where the array needs Python's care.
    m.def("find_objects", [](nb::handle input, index_t most, index_t limit) -> nb::object {
        AnyView labels;
        if (!PyArray_CheckExact(input.ptr()) || !any_view(input, false, &labels) || is_float(labels.dtype)) return nb::none();
        if (most < 1 && labels.size() == 0) return nb::none();
        const index_t greatest = most > 0 ? most : std::numeric_limits<index_t>::max() / 2;
        LabelBoxes found;
        if (labels.size() <= few && few_boxes(labels, most, &found)) return slices(found, most, labels.ndim);
        bool near = false;
        work_on(labels.size(), [&] { near = label_boxes(labels, greatest, 16 * labels.size() + 65536, &found); });
        // Labels above those that indices of 64 bits count.
        if (most < 1 && labels.dtype == DType::u8 && range_of(labels).high > limit) near = false;
        near = near && (most > 0 || last_of(found, labels.ndim) <= limit);
        if (near) return slices(found, most, labels.ndim);
        return far_slices(labels, most, limit);
    }, nb::arg().none(), nb::arg(), nb::arg());
    // None where an argument needs Python's care, or values lie far apart.
    m.def("places_of_values", [](nb::handle input, nb::handle ignored) -> nb::object {
        AnyView values;
        if (!PyArray_CheckExact(input.ptr()) || !any_view(input, false, &values) || is_float(values.dtype) || values.dtype == DType::b1)
            return nb::none();
        std::optional<std::int64_t> value;
        if (!ignored.is_none()) {
            int over = 0;
            if (!PyLong_CheckExact(ignored.ptr())) return nb::none();
            value = PyLong_AsLongLongAndOverflow(ignored.ptr(), &over);
            if (over) return nb::none();
        }
        if (values.size() > 0 && values.size() <= few) {
            nb::object found = few_places(values, value, input);
            if (found.is_valid()) return found;
        }
        return places_of_values(values, value);
    }, nb::arg().none(), nb::arg().none());
    // labels: positions in `values`.
    m.def("places_of_ranks", [](AnyView labels, Vec<const std::int64_t> skip, nb::object values) {
        auto* names = reinterpret_cast<PyArrayObject*>(values.ptr());
        const index_t count = PyArray_DIM(names, 0);
        return places(labels, {0, nullptr, count, count}, skip.shape[0] ? static_cast<index_t>(skip(0)) : -1, [&](index_t k) {
            return nb::steal(PyArray_Scalar(PyArray_GETPTR1(names, k), PyArray_DESCR(names), values.ptr()));
        });
    });
}

}  // namespace scinova::ndimage
