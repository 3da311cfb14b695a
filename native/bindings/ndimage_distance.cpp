// SPDX-License-Identifier: BSD-3-Clause
// Distance transforms and watershed, of C-contiguous arrays.
#include "bindings/ndimage_views.hpp"
#include "kernels/ndimage/distance.hpp"
#include "kernels/ndimage/watershed.hpp"

namespace nb = nanobind;

namespace scinova::ndimage {
namespace {

using Ints = Vec<std::int64_t>;
using Shape = Vec<const std::int64_t>;

const index_t* shape_of(const Shape& s) { return reinterpret_cast<const index_t*>(s.data); }
index_t* positions(const Ints& a) { return a.shape[0] ? reinterpret_cast<index_t*>(a.data) : nullptr; }

}  // namespace

void bind_distance(nb::module_& m) {
    // foreground is boolean; nearest is empty if it is not asked for.
    m.def("euclidean", [](AnyView foreground, Vec<const double> steps, OutView distance, Vec<std::int32_t> nearest) {
        without_gil([&] {
            distances(static_cast<const std::uint8_t*>(foreground.data), foreground.shape.data(), foreground.ndim, steps.data,
                      static_cast<double*>(distance.data), nearest.shape[0] ? nearest.data : nullptr);
        });
    });
    m.def("chamfer", [](AnyView foreground, OutView distance, Ints nearest, Vec<const std::uint8_t> structure) {
        without_gil([&] {
            chamfer(static_cast<const std::uint8_t*>(foreground.data), static_cast<std::int32_t*>(distance.data), positions(nearest),
                    foreground.shape.data(), foreground.ndim, structure.data);
        });
    });
    m.def("watershed", [](AnyView values, AnyView markers, Vec<const std::uint8_t> structure, OutView labels) {
        if (without_gil([&] { return watershed(values, markers, structure.data, labels); }) == Status::interrupted)
            throw nb::python_error();
    });
    m.def("all_distances", [](Vec<const std::uint8_t> foreground, Shape shape, Mat<const std::int64_t> places,
                              Vec<const double> step, int metric, Vec<double> distance, Ints nearest) {
        without_gil([&] {
            all_distances(foreground.data, shape_of(shape), static_cast<int>(shape.shape[0]),
                          reinterpret_cast<const index_t*>(places.data), places.shape[0], step.data,
                          static_cast<Metric>(metric), distance.data, positions(nearest));
        });
    });
}

}  // namespace scinova::ndimage
