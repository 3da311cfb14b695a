// SPDX-License-Identifier: BSD-3-Clause
// Binary morphology, labels and measurements.
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
    m.def("boxes", [](AnyView labels, index_t count) {
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
    m.def("group_indices", [](AnyView labels, index_t lowest, Table group, Vec<const std::int64_t> size, Mat<std::int64_t> index) {
        without_gil([&] {
            group_indices(labels, groups_of(lowest, group, size.shape[0]), size.data, reinterpret_cast<index_t*>(index.data));
        });
    });
}

}  // namespace scinova::ndimage
