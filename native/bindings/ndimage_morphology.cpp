// SPDX-License-Identifier: BSD-3-Clause
// Binary morphology, labels and measurements.
#include <limits>
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

using Ints = Vec<std::int64_t>;

using Table = Vec<const std::int64_t>;

// An empty table: labels from `lowest` on are the groups.
Groups groups_of(index_t lowest, const Table& group, index_t count) {
    if (group.shape[0] == 0) return {lowest, nullptr, count, count};
    return {lowest, group.data, group.shape[0], count};
}

index_t* indices(const Ints& a) { return reinterpret_cast<index_t*>(a.data); }

// A tuple of slices for each box, None for those that are empty.
nb::list slices(const index_t* box, index_t count, int ndim) {
    nb::list out;
    for (index_t k = 0; k < count; ++k, box += 2 * ndim) {
        if (box[0] < 0) {
            out.append(nb::none());
            continue;
        }
        nb::object place = nb::steal(PyTuple_New(ndim));
        for (int d = 0; d < ndim; ++d) {
            const nb::int_ low(box[2 * d]), high(box[2 * d + 1]);
            PyTuple_SET_ITEM(place.ptr(), d, PySlice_New(low.ptr(), high.ptr(), nullptr));
        }
        out.append(std::move(place));
    }
    return out;
}

// The least and greatest label.
struct Range {
    std::int64_t low = 0, high = 0;
};
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

// A dictionary from `key(k)` to the indices of the elements of group k, for the groups that have some.
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
    nb::dict out;
    index_t start = 0;
    for (index_t k = 0; k < groups.count; ++k) {
        const npy_intp count = size[static_cast<std::size_t>(k)];
        if (count) {
            nb::object where = nb::steal(PyTuple_New(labels.ndim));
            for (int d = 0; d < labels.ndim; ++d)
                PyTuple_SET_ITEM(where.ptr(), d, new_array(1, &count, NPY_INT64, data + d * shape[1] + start, index.ptr()).release().ptr());
            const nb::object name = key(k);
            if (PyDict_SetItem(out.ptr(), name.ptr(), where.ptr()) < 0) throw nb::python_error();
        }
        start += count;
    }
    return out;
}

// The same for the values of an integer array, unless they lie far apart: then None.
nb::object places_of_values(const AnyView& values, std::int64_t ignored) {
    if (values.size() == 0) return nb::dict();
    Range range;
    work_on(values.size(), [&] { range = range_of(values); });
    const auto span = static_cast<std::uint64_t>(range.high) - static_cast<std::uint64_t>(range.low);
    if (span >= static_cast<std::uint64_t>(4 * values.size() + 65536) || range.high == std::numeric_limits<std::int64_t>::max())
        return nb::none();
    const auto count = static_cast<index_t>(span) + 1;
    PyArray_Descr* descr = descr_of(values.dtype);
    const nb::object keep = nb::steal(reinterpret_cast<PyObject*>(descr));
    const bool within = ignored >= range.low && ignored <= range.high;
    return places(values, {range.low, nullptr, count, count}, within ? ignored - range.low : -1, [&](index_t k) {
        std::int64_t value = range.low + k;  // its first bytes are those of a narrower integer, little-endian
        return nb::steal(PyArray_Scalar(&value, descr, nullptr));
    });
}

}  // namespace

void bind_morphology(nb::module_& m) {
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
    m.def("boxes", [](AnyView labels, index_t count, index_t most) -> nb::object {
        if (count < 1) count = without_gil([&] { return range_of(labels).high; });
        if (count < 1) return nb::list();
        if (count > most) return nb::none();
        std::vector<index_t> box(static_cast<std::size_t>(2 * labels.ndim * count));
        without_gil([&] { boxes(labels, count, box.data()); });
        return slices(box.data(), count, labels.ndim);
    });
    // Whether each is greater than the one before.
    m.def("ascending", [](Vec<const std::int64_t> index) {
        for (index_t k = 1; k < index.shape[0]; ++k)
            if (index(k) <= index(k - 1)) return false;
        return true;
    });
    m.def("total", [](AnyView values) { return without_gil([&] { return total(values); }); });
    m.def("total_squares", [](AnyView values, double centre) {
        return without_gil([&] { return total_squares(values, centre); });
    });
    m.def("extreme_place", [](AnyView values, bool greatest) {
        return without_gil([&] { return extreme_place(values, greatest); });
    });
    m.def("group_sizes", [](AnyView labels, index_t lowest, Table group, Ints size) {
        without_gil([&] { group_sizes(labels, groups_of(lowest, group, size.shape[0]), size.data); });
    });
    m.def("group_sums", [](AnyView values, AnyView labels, index_t lowest, Table group, Vec<double> sum, Ints size) {
        without_gil([&] { group_sums(values, labels, groups_of(lowest, group, sum.shape[0]), sum.data, size.shape[0] ? size.data : nullptr); });
    });
    m.def("group_squares", [](AnyView values, AnyView labels, index_t lowest, Table group, Vec<const double> centre, Vec<double> sum) {
        without_gil([&] { group_squares(values, labels, groups_of(lowest, group, sum.shape[0]), centre.data, sum.data); });
    });
    m.def("group_moments", [](AnyView values, AnyView labels, index_t lowest, Table group, Vec<double> sum, Mat<double> moment) {
        without_gil([&] { group_moments(values, labels, groups_of(lowest, group, sum.shape[0]), sum.data, moment.data); });
    });
    m.def("group_extrema", [](AnyView values, AnyView labels, index_t lowest, Table group, Ints least, Ints greatest) {
        without_gil([&] {
            group_extrema(values, labels, groups_of(lowest, group, least.shape[0]), indices(least), indices(greatest));
        });
    });
    m.def("group_middles", [](AnyView values, AnyView labels, index_t lowest, Table group, OutView low, OutView high) {
        without_gil([&] { group_middles(values, labels, groups_of(lowest, group, low.shape[0]), low.data, high.data); });
    });
    m.def("group_tallies", [](AnyView values, AnyView labels, index_t lowest, Table group, Vec<const double> edges, Mat<std::int64_t> tally) {
        without_gil([&] {
            group_tallies(values, labels, groups_of(lowest, group, tally.shape[0]), edges.data, tally.shape[1], tally.data);
        });
    });
    m.def("group_positions", [](AnyView labels, index_t lowest, Table group, Vec<const std::int64_t> size, Ints position) {
        without_gil([&] { group_positions(labels, groups_of(lowest, group, size.shape[0]), size.data, indices(position)); });
    });
    m.def("places_of_values", [](AnyView values, std::int64_t ignored) { return places_of_values(values, ignored); });
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
