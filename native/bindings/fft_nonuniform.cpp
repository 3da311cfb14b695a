// SPDX-License-Identifier: BSD-3-Clause
// Scattered points sorted for a grid, and their two operations.
#include "bindings/fft_nonuniform.hpp"

#include "bindings/numpy_views.hpp"
#include "kernels/fft/nonuniform.hpp"

namespace nb = nanobind;

namespace scinova::fft {
namespace {

std::array<index_t, most_nonuniform_dims> grid_of(Vec<const std::int64_t> lengths) {
    std::array<index_t, most_nonuniform_dims> grid{1, 1, 1};
    for (index_t d = 0; d < lengths.shape[0]; ++d) grid[static_cast<std::size_t>(d)] = lengths(d);
    return grid;
}

template <class T>
bool fits(const NonuniformPoints<T>& p, index_t points, index_t batch, const NdView<const std::complex<T>>& grid) {
    if (points != p.count || grid.ndim != p.dims + 1 || grid.shape[0] != batch || !grid.contiguous()) return false;
    for (int d = 0; d < p.dims; ++d)
        if (grid.shape[static_cast<std::size_t>(d + 1)] != p.axes[static_cast<std::size_t>(d)].length) return false;
    return true;
}

template <class T>
NdView<const std::complex<T>> constant(const NdView<std::complex<T>>& a) {
    return {a.data, a.ndim, a.shape, a.stride};
}

template <class T>
void bind(nb::module_& m, const char* name) {
    using C = std::complex<T>;
    using P = NonuniformPoints<T>;
    nb::class_<P>(m, name)
        .def("__init__",
             [](P* self, Mat<const double> x, Vec<const std::int64_t> grid, Mat<const T> coefficients, int width) {
                 const auto lanes = static_cast<int>(coefficients.shape[1]);
                 if (x.shape[0] < 1 || x.shape[0] > most_nonuniform_dims || grid.shape[0] != x.shape[0] ||
                     lanes % 4 != 0 || lanes < width || lanes > most_width || !coefficients.contiguous())
                     throw nb::value_error("arrays do not fit together");
                 SpreadKernel<T> kernel{width, lanes, static_cast<int>(coefficients.shape[0]), {}};
                 kernel.coefficients.assign(coefficients.data, coefficients.data + coefficients.size());
                 P sorted;
                 without_gil([&] { sorted = sort_points<T>(x, grid_of(grid), std::move(kernel)); });
                 new (self) P(std::move(sorted));
             })
        .def("spread",
             [](const P& p, Mat<const C> c, NdView<C> grid) {
                 if (!fits(p, c.shape[1], c.shape[0], constant(grid))) throw nb::value_error("arrays do not fit together");
                 without_gil([&] { nonuniform<T>().spread(p, c, grid.data); });
             })
        .def("interpolate", [](const P& p, NdView<const C> grid, Mat<C> c) {
            if (!fits(p, c.shape[1], c.shape[0], grid)) throw nb::value_error("arrays do not fit together");
            without_gil([&] { nonuniform<T>().interpolate(p, grid.data, c); });
        });
}

}  // namespace

void bind_nonuniform(nb::module_& m) {
    bind<float>(m, "NonuniformPoints32");
    bind<double>(m, "NonuniformPoints64");
}

}  // namespace scinova::fft
