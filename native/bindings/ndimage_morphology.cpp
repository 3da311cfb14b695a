// SPDX-License-Identifier: BSD-3-Clause
// Binary morphology, labels and measurements.
#include "bindings/ndimage_views.hpp"
#include "common/status.hpp"
#include "kernels/ndimage/binary.hpp"
#include "kernels/ndimage/label.hpp"

namespace nb = nanobind;

namespace scinova::ndimage {
namespace {

using Ints = Vec<std::int64_t>;

Groups groups_of(index_t lowest, const Vec<const std::int64_t>& group) { return {lowest, group.data, group.shape[0]}; }

index_t* indices(const Ints& a) { return reinterpret_cast<index_t*>(a.data); }

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
    m.def("boxes", [](AnyView labels, index_t count, Ints box) {
        without_gil([&] { boxes(labels, count, indices(box)); });
    });
    m.def("group_sums", [](AnyView values, AnyView labels, index_t lowest, Vec<const std::int64_t> group, Vec<double> sum, Ints count) {
        without_gil([&] { group_sums(values, labels, groups_of(lowest, group), sum.data, count.data); });
    });
    m.def("group_squares", [](AnyView values, AnyView labels, index_t lowest, Vec<const std::int64_t> group, Vec<const double> centre,
                              Vec<double> sum) {
        without_gil([&] { group_squares(values, labels, groups_of(lowest, group), centre.data, sum.data); });
    });
    m.def("group_moments", [](AnyView values, AnyView labels, index_t lowest, Vec<const std::int64_t> group, Vec<double> moment) {
        without_gil([&] { group_moments(values, labels, groups_of(lowest, group), moment.data); });
    });
    m.def("group_extrema", [](AnyView values, AnyView labels, index_t lowest, Vec<const std::int64_t> group, Ints least, Ints greatest) {
        without_gil([&] {
            group_extrema(values, labels, groups_of(lowest, group), indices(least), indices(greatest), least.shape[0]);
        });
    });
}

}  // namespace scinova::ndimage
