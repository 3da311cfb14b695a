// SPDX-License-Identifier: BSD-3-Clause
// Distance transforms and watershed, of C-contiguous arrays.
#include <cmath>
#include <limits>
#include <vector>

#include "bindings/ndimage_views.hpp"
#include "kernels/ndimage/binary.hpp"
#include "kernels/ndimage/distance.hpp"
#include "kernels/ndimage/watershed.hpp"

namespace nb = nanobind;

namespace scinova::ndimage {
namespace {

using Ints = Vec<std::int64_t>;
index_t* positions(const Ints& a) { return a.shape[0] ? reinterpret_cast<index_t*>(a.data) : nullptr; }

// The background elements next to foreground ones: the coordinates of one after the other.
std::vector<index_t> rim(const AnyView& foreground) {
    const int ndim = foreground.ndim;
    std::vector<index_t> box, places;
    std::vector<std::uint8_t> near(static_cast<std::size_t>(foreground.size()));
    index_t count = 1;
    for (int d = 0; d < ndim; ++d) count *= 3;
    box.reserve(static_cast<std::size_t>(count * ndim));
    for (index_t k = 0; k < count; ++k) {
        index_t rest = k;
        for (int d = 0; d < ndim; ++d, rest /= 3) box.push_back(rest % 3 - 1);
    }
    AnyView grown = foreground;
    grown.data = near.data();
    if (binary_morphology(foreground, {box.data(), count, ndim}, {true, false, nullptr, 1}, grown) == Status::interrupted)
        throw Interrupted();
    const auto* inside = static_cast<const std::uint8_t*>(foreground.data);
    std::array<index_t, max_dims> c{};
    for (std::size_t p = 0; p < near.size(); ++p) {
        if (near[p] && !inside[p]) places.insert(places.end(), c.begin(), c.begin() + ndim);
        for (int d = ndim - 1; d >= 0 && ++c[static_cast<std::size_t>(d)] == foreground.shape[static_cast<std::size_t>(d)]; --d)
            c[static_cast<std::size_t>(d)] = 0;
    }
    return places;
}

// Distances by trying every pair, as float64 or uint32, and if asked for the indices of the nearest background elements.
nb::object brute_force(AnyView foreground, int code, Vec<const double> steps, bool with_indices) {
    const auto metric = static_cast<Metric>(code);
    const int ndim = foreground.ndim;
    const index_t size = foreground.size();
    const auto* inside = static_cast<const std::uint8_t*>(foreground.data);
    std::array<npy_intp, max_dims + 1> shape{ndim};
    std::copy(foreground.shape.begin(), foreground.shape.begin() + ndim, shape.begin() + 1);
    const nb::object result = nb::steal(PyArray_EMPTY(ndim, shape.data() + 1, metric == Metric::euclidean ? NPY_DOUBLE : NPY_UINT32, 0));
    const nb::object where = with_indices ? nb::steal(PyArray_EMPTY(ndim + 1, shape.data(), NPY_INT32, 0)) : nb::none();
    if (!result.is_valid() || !where.is_valid()) throw nb::python_error();
    void* to = PyArray_DATA(reinterpret_cast<PyArrayObject*>(result.ptr()));
    auto* index = with_indices ? static_cast<std::int32_t*>(PyArray_DATA(reinterpret_cast<PyArrayObject*>(where.ptr()))) : nullptr;
    work_on(size, [&] {
        const std::vector<index_t> places = rim(foreground);
        const index_t count = static_cast<index_t>(places.size()) / ndim;
        std::vector<double> own(static_cast<std::size_t>(metric == Metric::euclidean ? 0 : size));
        std::vector<index_t> nearest(static_cast<std::size_t>(with_indices ? size : 0));
        double* distance = metric == Metric::euclidean ? static_cast<double*>(to) : own.data();
        if (count > 0) {
            all_distances(inside, foreground.shape.data(), ndim, places.data(), count, steps.data, metric, distance,
                          with_indices ? nearest.data() : nullptr);
        } else {
            const double none = metric == Metric::euclidean ? std::numeric_limits<double>::max() : std::numeric_limits<std::uint32_t>::max();
            for (index_t p = 0; p < size; ++p) distance[p] = inside[p] ? none : 0.0;
        }
        if (metric == Metric::euclidean) for (index_t p = 0; p < size; ++p) distance[p] = std::sqrt(distance[p]);
        else for (index_t p = 0; p < size; ++p) static_cast<std::uint32_t*>(to)[p] = static_cast<std::uint32_t>(distance[p]);
        if (!with_indices) return;
        // Of its own in the background; of the first element where there is no background.
        std::array<index_t, max_dims> c{};
        for (index_t p = 0; p < size; ++p) {
            for (int d = 0; d < ndim; ++d) {
                const index_t at = !inside[p] ? c[static_cast<std::size_t>(d)]
                                   : count > 0 ? places[static_cast<std::size_t>(nearest[static_cast<std::size_t>(p)] * ndim + d)] : 0;
                index[d * size + p] = static_cast<std::int32_t>(at);
            }
            for (int d = ndim - 1; d >= 0 && ++c[static_cast<std::size_t>(d)] == foreground.shape[static_cast<std::size_t>(d)]; --d)
                c[static_cast<std::size_t>(d)] = 0;
        }
    });
    return nb::make_tuple(result, where);
}

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
    // A new array of labels, or None where an argument needs Python's care.
    m.def("plain_watershed", [](nb::handle input, nb::handle seeds, Vec<const std::uint8_t> structure) -> nb::object {
        AnyView values, markers;
        OutView labels;
        if (!PyArray_CheckExact(input.ptr()) || !PyArray_CheckExact(seeds.ptr()) || !any_view(input, false, &values) ||
            !any_view(seeds, false, &markers))
            return nb::none();
        auto *a = reinterpret_cast<PyArrayObject*>(input.ptr()), *b = reinterpret_cast<PyArrayObject*>(seeds.ptr());
        if (!PyArray_IS_C_CONTIGUOUS(a) || !PyArray_IS_C_CONTIGUOUS(b) || !PyArray_SAMESHAPE(a, b) || is_float(markers.dtype) ||
            markers.dtype == DType::b1 || (values.dtype != DType::u1 && values.dtype != DType::u2))
            return nb::none();
        Py_INCREF(PyArray_DESCR(b));
        nb::object made = nb::steal(PyArray_Empty(markers.ndim, PyArray_DIMS(b), PyArray_DESCR(b), 0));
        if (!made.is_valid() || !any_view(made, true, &labels)) throw nb::python_error();
        Status status = Status::ok;
        work_on(values.size(), [&] { status = watershed(values, markers, structure.data, labels); });
        if (status == Status::interrupted) throw nb::python_error();
        return made;
    });
    m.def("brute_force", &brute_force);
}

}  // namespace scinova::ndimage
