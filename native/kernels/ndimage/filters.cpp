// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/filters.hpp"

#include <cmath>
#include <limits>

#include "kernels/ndimage/grey.hpp"
#include "kernels/ndimage/linear.hpp"

namespace scinova::ndimage {

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
    if (d == DType::b1) d = DType::u1;
    std::array<std::uint64_t, 1> element{};
    converters().from_double[static_cast<int>(d)](&c, 1, element.data(), 1, 1);
    converters().to_double[static_cast<int>(d)](element.data(), 1, &c, 1, 1);
    return c;
}

double largest_of(DType d) noexcept {
    constexpr double largest[] = {HUGE_VAL, 255, 128, 65535, 32768};
    return d <= DType::i2 ? largest[static_cast<int>(d)] : HUGE_VAL;
}

bool sums_fit(double largest, DType to, double total, Mode mode, double constant, double limit) noexcept {
    if (to == DType::b1 || to == DType::u4 || to == DType::u8 || is_float(to)) return false;
    if (mode == Mode::constant) {
        if (!(std::abs(constant) <= 65535.0) || constant != std::floor(constant)) return false;
        largest = std::max(largest, std::abs(constant));
    }
    return largest * total <= limit;
}

Around::Around(Kind k, const Offsets& o, std::vector<double> v, index_t r, Mode m)
    : kind(k), ndim(o.ndim), offsets(o.data, o.data + o.count * o.ndim), shape(o), values(std::move(v)), rank(r), mode(m) {
    if (kind == Kind::rank && o.count <= network_limit) network = selection_network(o.count, rank);
    whole = kind == Kind::weighted;
    for (double value : values) {
        whole &= value == std::floor(value);
        total += std::abs(value);
    }
}

namespace {

// fn(taps, scratch line) -> result line, stored.
template <class W, class Fn>
void every_line(const AnyView& in, const Around& filter, W constant, const AnyView& out, Fn fn) {
    const Neighbours<W> around(in, filter.shape, filter.mode, constant, loader<W>(in.dtype));
    const ConvertFn store = storer<W>(out.dtype);
    around.for_lines(filter.shape.count(), [&](const W* const* tap, index_t line, W* result) {
        fn(tap, result, around.length());
        store(result, 1, out.at(line_start(out, line)), out.stride[out.ndim - 1], around.length());
    });
}

// All weights of a box, on four output lines at a time: each neighbour is loaded once for the four.
void dense_sums(const AnyView& in, const Around& filter, double constant, const AnyView& out) {
    constexpr index_t four = 4;
    const Neighbours<double> around(in, filter.shape, filter.mode, constant, loader<double>(in.dtype), four);
    const ConvertFn store = storer<double>(out.dtype);
    const index_t n = around.length(), pitch = n + slack<double>(), taps = filter.shape.count();
    const index_t width = filter.shape.width(), height = filter.shape.height();
    const auto planes = static_cast<index_t>(filter.shape.planes().size());
    // A sum of float32 is rounded to float32 in the end.
    const bool fused = in.dtype == DType::f4 && out.dtype == DType::f4;
    if (n == 0) return;
    const index_t grain = std::max<index_t>(2 * around.height(), 200000 / (n * taps) + 1);
    parallel_for(around.lines(), grain, [&](index_t begin, index_t end) {
        typename Neighbours<double>::Walker walker(around);
        std::vector<const double*> row;
        const auto result = std::make_unique_for_overwrite<double[]>(static_cast<std::size_t>(four * pitch));
        for (index_t line = begin; line < end;) {
            const index_t left = std::min(end - line, around.rows() - line % around.rows());
            const index_t count = left >= four ? four : 1;
            if (count == four) {
                walker.rows(line, four, row);
                linear<double>().dense4(row.data(), filter.values.data(), planes, height, width, result.get(), pitch, n, fused);
            } else linear<double>().weighted(walker(line), filter.values.data(), taps, result.get(), n);
            for (index_t j = 0; j < count; ++j, ++line)
                store(result.get() + j * pitch, 1, out.at(line_start(out, line)), out.stride[out.ndim - 1], n);
        }
    });
}

template <class W>
void whole_sums(const AnyView& in, const Around& filter, double constant, const AnyView& out) {
    const std::vector<W> weights(filter.values.begin(), filter.values.end());
    every_line<W>(in, filter, filter.mode == Mode::constant ? static_cast<W>(constant) : W{}, out,
                  [&](const W* const* tap, W* result, index_t n) {
                      linear<W>().weighted(tap, weights.data(), filter.shape.count(), result, n);
                  });
}

void weighted_sums(const AnyView& in, const Around& filter, double constant, const AnyView& out) {
    const auto fit = [&](double limit) {
        return filter.whole && sums_fit(largest_of(in.dtype), out.dtype, filter.total, filter.mode, constant, limit);
    };
    if (fit(32767.0)) return whole_sums<std::int16_t>(in, filter, constant, out);
    if (fit(2147483647.0)) return whole_sums<std::int32_t>(in, filter, constant, out);
    if (filter.shape.dense() && filter.shape.height() > 1) return dense_sums(in, filter, constant, out);
    every_line<double>(in, filter, constant, out, [&](const double* const* tap, double* result, index_t n) {
        linear<double>().weighted(tap, filter.values.data(), filter.shape.count(), result, n);
    });
}

template <class W>
void extrema(const AnyView& in, const Around& filter, double constant, const AnyView& out) {
    const auto fold = filter.kind == Around::Kind::greatest ? order<W>().fold_max : order<W>().fold_min;
    every_line<W>(in, filter, edge_element<W>(constant, in.dtype), out,
                  [&](const W* const* tap, W* result, index_t n) { fold(tap, filter.shape.count(), result, n); });
}

}  // namespace

void run_around(const AnyView& in, const Around& filter, double constant, const AnyView& out) {
    if (filter.kind == Around::Kind::weighted) return weighted_sums(in, filter, constant, out);
    if (filter.kind == Around::Kind::rank) return rank_filter(in, filter, constant, out);
    if (!filter.values.empty()) return structured_extrema(in, filter, as_element(constant, in.dtype), out);
    if (in.dtype != out.dtype) return extrema<double>(in, filter, constant, out);
    visit(in.dtype, [&]<class T>(Tag<T>) { extrema<Working<T>>(in, filter, constant, out); });
}

}  // namespace scinova::ndimage
