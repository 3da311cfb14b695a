// SPDX-License-Identifier: BSD-3-Clause
// Measurements by label, step by step: one call that groups, and one for each result.
#include "bindings/ndimage_groups.hpp"

namespace scinova::ndimage {
namespace {

using Ints = Vec<std::int64_t>;
using Table = Vec<const std::int64_t>;

}  // namespace

void bind_groups(nb::module_& m) {
    nb::class_<Grouped>(m, "Grouped")
        // What Python has prepared: an empty table stands for labels from `lowest` on.
        .def("__init__", [](Grouped* self, nb::object values, nb::object labels, index_t lowest, nb::object table, index_t count) {
            AnyView v, l;
            if (!any_view(values, false, &v) || !any_view(labels, false, &l) || is_float(l.dtype) || v.ndim != l.ndim ||
                !std::equal(v.shape.begin(), v.shape.begin() + v.ndim, l.shape.begin()))
                throw nb::value_error("values and labels must be arrays of one shape that kernels can read");
            const Table t = nb::cast<Table>(table);
            Groups groups{lowest, nullptr, count, count};
            if (t.shape[0] > 0) groups = {lowest, t.data, t.shape[0], count};
            new (self) Grouped{values, labels, v, l, groups, {}, table, {}};
        })
        .def("sizes", &Grouped::sizes)
        .def("totals", &Grouped::totals)
        .def("sums", &Grouped::sums)
        .def("squares", &Grouped::squares)
        .def("moments", &Grouped::moments)
        .def("tallies", &Grouped::tallies)
        .def("middles", &Grouped::middles)
        .def("medians", &Grouped::medians)
        // The groups are those asked for, in their order.
        .def("spread", [](const Grouped&, nb::object per_group) { return per_group; })
        .def("extremes", &Grouped::extremes)
        .def("positions", &Grouped::positions)
        .def("extrema", &Grouped::extrema)
        .def("places", &Grouped::places)
        .def("ends", &Grouped::ends)
        .def("representable", &Grouped::representable)
        .def("median", &Grouped::median);
    // As `plain_groups`; None where an argument needs Python's care.
    m.def("grouped", [](nb::handle input, nb::handle labels, nb::handle index) -> nb::object {
        Grouped g;
        bool one = false;
        return plain_groups(input, labels, index, g, one) ? nb::cast(std::move(g)) : nb::none();
    }, nb::arg().none(), nb::arg().none(), nb::arg().none());
    m.def("group_positions", [](AnyView labels, index_t lowest, Table group, Vec<const std::int64_t> size, Ints position) {
        Groups groups{lowest, nullptr, size.shape[0], size.shape[0]};
        if (group.shape[0] > 0) groups = {lowest, group.data, group.shape[0], size.shape[0]};
        without_gil([&] { group_positions(labels, groups, size.data, reinterpret_cast<index_t*>(position.data)); });
    });
    // Whether each is greater than the one before.
    m.def("ascending", [](Vec<const std::int64_t> index) {
        for (index_t k = 1; k < index.shape[0]; ++k)
            if (index(k) <= index(k - 1)) return false;
        return true;
    });
}

}  // namespace scinova::ndimage
