// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/reduce.hpp"

#include "kernels/ndimage/group_lines.hpp"
#include "kernels/ndimage/reduce_rows.hpp"

namespace scinova::ndimage {

using namespace grouping;

namespace {

// The same elements, in one line if they lie in C order.
AnyView in_lines(const AnyView& a) {
    index_t pitch = 1;
    for (int d = a.ndim - 1; d >= 0; --d) {
        if (a.stride[at(d)] != pitch && a.shape[at(d)] != 1) return a;
        pitch *= a.shape[at(d)];
    }
    AnyView line{a.data, a.dtype, 1};
    line.shape[0] = a.size();
    line.stride[0] = 1;
    return line;
}

// f(values, n) for pieces of the array, then join(results) in the order of the pieces.
template <class R, class W, class F>  // W: the working type of the array
std::vector<R> by_pieces(const AnyView& a, F f) {
    constexpr index_t piece = 1 << 16;
    const index_t n = last(a), count = lines(a);
    if (count == 1) {
        const index_t step = a.stride[at(a.ndim - 1)];
        const index_t pieces = (n + piece - 1) / piece;
        std::vector<R> out(at(pieces));
        parallel_for(pieces, 2, [&](index_t begin, index_t end) {
            const bool direct = step == 1;
            std::vector<W> copy(at(direct ? 0 : std::min(n, piece)));
            for (index_t k = begin; k < end; ++k) {
                const index_t m = std::min(piece, n - k * piece);
                const void* p = a.at(k * piece * step);
                if (!direct) loader<W>(a.dtype)(p, step, copy.data(), 1, m);
                out[at(k)] = f(direct ? static_cast<const W*>(p) : copy.data(), m);
            }
        });
        return out;
    }
    std::vector<R> out(at(count));
    parallel_for(count, 1 + piece / n, [&](index_t begin, index_t end) {
        ValueLines<W> value(a);
        for (index_t k = begin; k < end; ++k) out[at(k)] = f(value(k), n);
    });
    return out;
}

// The sum of the sums of pieces; which(dtype) gives the function for one.
template <class F>
double by_halves(const AnyView& values, F which) {
    const AnyView a = in_lines(values);
    if (a.size() == 0) return 0.0;
    const auto sums = visit(a.dtype, [&]<class T>(Tag<T>) { return by_pieces<double, Working<T>>(a, which(a.dtype)); });
    return reduce_rows().sum[static_cast<int>(DType::f8)](sums.data(), static_cast<index_t>(sums.size()));
}

}  // namespace

double total(const AnyView& values) {
    return by_halves(values, [](DType d) { return reduce_rows().sum[static_cast<int>(d)]; });
}

double total_squares(const AnyView& values, double centre) {
    return by_halves(values, [centre](DType d) {
        return [centre, f = reduce_rows().squares[static_cast<int>(d)]](const void* v, index_t n) { return f(v, n, centre); };
    });
}

index_t extreme_place(const AnyView& values, bool greatest) {
    const AnyView a = in_lines(values);
    return visit(a.dtype, [&]<class T>(Tag<T>) {
        using W = Working<T>;
        struct Found {
            W value{};
            index_t place = 0;
        };
        const auto& table = greatest ? reduce_rows().greatest : reduce_rows().least;
        const auto find = table[static_cast<int>(a.dtype)];
        const auto found = by_pieces<Found, W>(a, [find](const W* v, index_t n) {
            const index_t k = find(v, n);
            return Found{v[k], k};
        });
        const index_t pitch = lines(a) == 1 ? index_t{1} << 16 : last(a);
        std::size_t best = 0;
        for (std::size_t k = 1; k < found.size(); ++k) {
            const W x = found[k].value, y = found[best].value;
            if (y == y && (x != x || (greatest ? x > y : x < y))) best = k;
        }
        return static_cast<index_t>(best) * pitch + found[best].place;
    });
}

}  // namespace scinova::ndimage
