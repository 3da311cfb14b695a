// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/filters.hpp"

#include <cmath>
#include <limits>

#include "kernels/ndimage/neighbours.hpp"
#include "kernels/ndimage/order.hpp"
#include "kernels/ndimage/rows.hpp"
#include "kernels/ndimage/tiles.hpp"

namespace scinova::ndimage {
namespace {

enum class Symmetry { none, even, odd };

Symmetry symmetry_of(Vec<const double> w) {
    const index_t n = w.shape[0], middle = n / 2;
    if (n % 2 == 0) return Symmetry::none;
    constexpr double tolerance = std::numeric_limits<double>::epsilon();
    bool even = true, odd = true;
    for (index_t k = 1; k <= middle; ++k) {
        even &= !(std::abs(w(middle + k) - w(middle - k)) > tolerance);
        odd &= !(std::abs(w(middle + k) + w(middle - k)) > tolerance);
    }
    return even ? Symmetry::even : odd ? Symmetry::odd : Symmetry::none;
}

TileShape window(index_t size, index_t origin, index_t cost, bool recursive = false) {
    const index_t before = size / 2 + origin;
    return {before, size - 1 - before, recursive, cost};
}

template <class W>
W constant_as(double c) {
    return static_cast<W>(c);
}

}  // namespace

bool representable(double c, DType d) noexcept {
    if (is_float(d)) return true;
    return visit(d, [&]<class T>(Tag<T>) {
        if constexpr (std::is_same_v<T, Bool>) return c == 0.0 || c == 1.0;
        else if constexpr (std::is_integral_v<T>) {
            constexpr double low = static_cast<double>(std::numeric_limits<T>::min());
            const double beyond = 2.0 * static_cast<double>(std::numeric_limits<T>::max() / 2 + 1);
            return c >= low && c < beyond && c == std::floor(c);
        } else return true;
    });
}

double as_element(double c, DType d) noexcept {
    std::array<std::uint64_t, 1> element{};
    converters().from_double[static_cast<int>(d)](&c, 1, element.data(), 1, 1);
    converters().to_double[static_cast<int>(d)](element.data(), 1, &c, 1, 1);
    return c;
}

void correlate1d(const AnyView& in, Vec<const double> w, int axis, index_t origin, Edge edge, const AnyView& out) {
    const index_t size = w.shape[0], middle = size / 2;
    const Symmetry symmetry = symmetry_of(w);
    // Order of summation, see the header.
    std::vector<index_t> place;
    std::vector<double> weight;
    if (symmetry == Symmetry::none) {
        place.push_back(size - 1);
        for (index_t k = 0; k + 1 < size; ++k) place.push_back(k);
        for (index_t k : place) weight.push_back(w(k));
    } else {
        place.push_back(middle);
        weight.push_back(w(middle));
        for (index_t k = 0; k < middle; ++k) {
            place.push_back(k);
            place.push_back(size - 1 - k);
            weight.push_back(w(k));
        }
    }
    const RowsTable& loops = rows();
    line_tiles<double>(in, out, axis, window(size, origin, size + 2), edge.mode, edge.constant,
                       loader<double>(in.dtype), storer<double>(out.dtype),
                       [&](double* tile, double* result, index_t n, index_t lanes) {
                           constexpr index_t few = 64;
                           const double* fixed[few];
                           std::vector<const double*> many;
                           const double** row = fixed;
                           const auto count = static_cast<index_t>(place.size());
                           if (count > few) {
                               many.resize(place.size());
                               row = many.data();
                           }
                           for (index_t k = 0; k < count; ++k) row[k] = tile + place[static_cast<std::size_t>(k)] * lanes;
                           if (symmetry == Symmetry::none) loops.weighted(row, weight.data(), count, result, n * lanes);
                           else loops.paired(row, weight.data(), middle, symmetry == Symmetry::odd, result, n * lanes);
                           return result;
                       });
}

void uniform1d(const AnyView& in, index_t size, int axis, index_t origin, Edge edge, const AnyView& out) {
    const RowsTable& loops = rows();
    line_tiles<double>(in, out, axis, window(size, origin, 6, true), edge.mode, edge.constant,
                       loader<double>(in.dtype), storer<double>(out.dtype),
                       [&](double* tile, double* result, index_t n, index_t lanes) {
                           loops.running_mean(tile, size, result, n, lanes);
                           return result;
                       });
}

namespace {

// Windows of a power of two from windows of half the length, then two that overlap.
template <class W>
void extremum1d_in(const AnyView& in, index_t size, int axis, index_t origin, Edge edge, bool greatest,
                   const AnyView& out) {
    const OrderTable<W>& loops = order<W>();
    line_tiles<W>(in, out, axis, window(size, origin, 4), edge.mode, constant_as<W>(edge.constant),
                  loader<W>(in.dtype), storer<W>(out.dtype), [&](W* tile, W* result, index_t n, index_t lanes) -> W* {
                      const index_t all = (n + size - 1) * lanes;
                      if constexpr (std::is_floating_point_v<W>) {
                          bool nan = false;
                          for (index_t i = 0; i < all; ++i) nan |= tile[i] != tile[i];
                          if (nan) {
                              std::vector<const W*> row(static_cast<std::size_t>(size));
                              for (index_t k = 0; k < size; ++k) row[static_cast<std::size_t>(k)] = tile + k * lanes;
                              (greatest ? loops.fold_max : loops.fold_min)(row.data(), size, result, n * lanes);
                              return result;
                          }
                      }
                      const auto shift = greatest ? loops.shift_max : loops.shift_min;
                      index_t have = 1;
                      for (; 2 * have <= size; have *= 2) shift(tile, have * lanes, all - (2 * have - 1) * lanes);
                      if (have < size) shift(tile, (size - have) * lanes, n * lanes);
                      return tile;
                  });
}

template <class W>
void extremum_in(const AnyView& in, const Offsets& offsets, Edge edge, bool greatest, const AnyView& out) {
    const OrderTable<W>& loops = order<W>();
    const Neighbours<W> around(in, offsets, edge.mode, constant_as<W>(edge.constant), loader<W>(in.dtype));
    const ConvertFn store = storer<W>(out.dtype);
    around.for_lines(offsets.count, [&](const W* const* tap, index_t line, W* result) {
        (greatest ? loops.fold_max : loops.fold_min)(tap, offsets.count, result, around.length());
        store(result, 1, out.at(line_start(out, line)), out.stride[out.ndim - 1], around.length());
    });
}

}  // namespace

void extremum1d(const AnyView& in, index_t size, int axis, index_t origin, Edge edge, bool greatest,
                const AnyView& out) {
    if (in.dtype != out.dtype || (edge.mode == Mode::constant && !representable(edge.constant, in.dtype)))
        return extremum1d_in<double>(in, size, axis, origin, edge, greatest, out);
    if (edge.mode != Mode::constant) edge.constant = 0.0;
    visit(in.dtype, [&]<class T>(Tag<T>) { extremum1d_in<Working<T>>(in, size, axis, origin, edge, greatest, out); });
}

void correlate(const AnyView& in, const Offsets& offsets, const double* weights, Edge edge, const AnyView& out) {
    const RowsTable& loops = rows();
    const Neighbours<double> around(in, offsets, edge.mode, edge.constant, loader<double>(in.dtype));
    const ConvertFn store = storer<double>(out.dtype);
    around.for_lines(offsets.count, [&](const double* const* tap, index_t line, double* result) {
        loops.weighted(tap, weights, offsets.count, result, around.length());
        store(result, 1, out.at(line_start(out, line)), out.stride[out.ndim - 1], around.length());
    });
}

void extremum(const AnyView& in, const Offsets& offsets, const double* sums, Edge edge, bool greatest,
              const AnyView& out) {
    edge.constant = as_element(edge.constant, in.dtype);
    if (sums != nullptr) {
        const RowsTable& loops = rows();
        const Neighbours<double> around(in, offsets, edge.mode, edge.constant, loader<double>(in.dtype));
        const ConvertFn store = storer<double>(out.dtype);
        around.for_lines(offsets.count, [&](const double* const* tap, index_t line, double* result) {
            loops.fold_sums(tap, sums, offsets.count, greatest, result, around.length());
            store(result, 1, out.at(line_start(out, line)), out.stride[out.ndim - 1], around.length());
        });
        return;
    }
    if (in.dtype != out.dtype) return extremum_in<double>(in, offsets, edge, greatest, out);
    visit(in.dtype, [&]<class T>(Tag<T>) { extremum_in<Working<T>>(in, offsets, edge, greatest, out); });
}

}  // namespace scinova::ndimage
