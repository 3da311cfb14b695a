// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/fft/nonuniform.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "common/parallel.hpp"
#include "common/vector_width.hpp"

namespace scinova::fft {
namespace {

using Isa = isa::current;

// As many elements at once as a register has, of `lanes` altogether.
template <class T>
constexpr int at_once(int lanes) {
    int n = vector_bytes / static_cast<int>(sizeof(T));
    while (lanes % n != 0) n /= 2;
    return n;
}

template <class T, int Lanes>
struct Row {  // Lanes numbers in registers
    static constexpr int width = at_once<T>(Lanes), count = Lanes / width;
    typedef T V __attribute__((vector_size(width * sizeof(T))));
    V v[count];

    [[gnu::always_inline]] static Row zero() noexcept { return Row{}; }
    [[gnu::always_inline]] static Row load(const T* at) noexcept {
        Row r;
#pragma GCC unroll 16
        for (int i = 0; i < count; ++i) {  // vector by vector: as a whole it would go through memory
            V one;
            std::memcpy(&one, at + i * width, sizeof one);
            r.v[i] = one;
        }
        return r;
    }
    [[gnu::always_inline]] void store(T* at) const noexcept {
#pragma GCC unroll 16
        for (int i = 0; i < count; ++i) {
            const V one = v[i];
            std::memcpy(at + i * width, &one, sizeof one);
        }
    }
    [[gnu::always_inline]] static V fused(const V& a, const V& b, const V& c) noexcept {
#ifdef __FMA__
        V r;
#pragma GCC unroll 16
        for (int i = 0; i < width; ++i) r[i] = std::fma(a[i], b[i], c[i]);
        return r;
#else
        return a * b + c;
#endif
    }
    [[gnu::always_inline]] static Row fused(const Row& a, T b, const Row& c) noexcept {
        Row r;
        const V all = b - V{};
#pragma GCC unroll 16
        for (int i = 0; i < count; ++i) r.v[i] = fused(a.v[i], all, c.v[i]);
        return r;
    }
    [[gnu::always_inline]] Row times(T a) const noexcept {
        Row r;
#pragma GCC unroll 16
        for (int i = 0; i < count; ++i) r.v[i] = v[i] * a;
        return r;
    }
    [[gnu::always_inline]] Row plus(const Row& b) const noexcept {
        Row r;
#pragma GCC unroll 16
        for (int i = 0; i < count; ++i) r.v[i] = v[i] + b.v[i];
        return r;
    }
    [[gnu::always_inline]] T dot(const Row& b) const noexcept {
        V s = v[0] * b.v[0];
#pragma GCC unroll 16
        for (int i = 1; i < count; ++i) s += v[i] * b.v[i];
        return sum<width>(s);
    }

private:
    template <int N, class U>
    [[gnu::always_inline]] static T sum(const U& s) noexcept {
        if constexpr (N == 2) return s[0] + s[1];
        else return halves_summed<N>(s, std::make_index_sequence<N / 2>());
    }
    template <int N, class U, std::size_t... I>
    [[gnu::always_inline]] static T halves_summed(const U& s, std::index_sequence<I...>) noexcept {
        return sum<N / 2>(__builtin_shufflevector(s, s, static_cast<int>(I)...) +
                          __builtin_shufflevector(s, s, static_cast<int>(I + N / 2)...));
    }
};

template <class T, int Lanes>
[[gnu::always_inline]] inline Row<T, Lanes> kernel_values(const T* coefficients, int terms, T u) noexcept {
    auto r = Row<T, Lanes>::load(coefficients);
    typename Row<T, Lanes>::V all = u - typename Row<T, Lanes>::V{};
    for (int m = 1; m < terms; ++m) {
        const auto next = Row<T, Lanes>::load(coefficients + m * Lanes);
#pragma GCC unroll 16
        for (int i = 0; i < r.count; ++i) r.v[i] = Row<T, Lanes>::fused(r.v[i], all, next.v[i]);
    }
    return r;
}

// A tile and what the kernel reaches over its sides, real and imaginary parts apart. Rows end with room for the lanes
// beyond the kernel's width.
template <class T>
struct Copy {
    std::array<index_t, most_nonuniform_dims> first{}, size{1, 1, 1};  // in grid points; the fastest axis last
    index_t row = 0;
    std::vector<T> memory;
    T* re = nullptr;
    T* im = nullptr;

    void place(const NonuniformPoints<T>& p, index_t tile) {
        const index_t w = p.kernel.width;
        for (int d = p.dims - 1; d >= 0; --d) {
            const TiledAxis& axis = p.axes[static_cast<std::size_t>(d)];
            const auto at = static_cast<std::size_t>(d + most_nonuniform_dims - p.dims);
            first[at] = axis.begin(tile % axis.count) - w / 2;
            size[at] = axis.thickness(tile % axis.count) + w;
            tile /= axis.count;
        }
        row = size[2] + p.kernel.lanes;
        const index_t all = row * size[1] * size[0];
        if (static_cast<index_t>(memory.size()) < 2 * all) memory.resize(static_cast<std::size_t>(2 * all));
        re = memory.data();
        im = re + all;
    }
    index_t elements() const noexcept { return row * size[1] * size[0]; }
    void clear() noexcept { std::fill(re, re + 2 * elements(), T(0)); }
};

// Calls each(position in the copy, pointer into the grid, length) for the pieces of rows, which wrap around.
template <class T, class C, class Each>
void for_pieces(const NonuniformPoints<T>& p, const Copy<T>& copy, C* grid, Each&& each) {
    std::array<index_t, most_nonuniform_dims> n{1, 1, 1};
    for (int d = 0; d < p.dims; ++d)
        n[static_cast<std::size_t>(d + most_nonuniform_dims - p.dims)] = p.axes[static_cast<std::size_t>(d)].length;
    const auto wrapped = [](index_t i, index_t length) {
        i %= length;
        return i < 0 ? i + length : i;
    };
    for (index_t i = 0; i < copy.size[0]; ++i) {
        const index_t plane = wrapped(copy.first[0] + i, n[0]) * n[1];
        for (index_t j = 0; j < copy.size[1]; ++j) {
            C* line = grid + (plane + wrapped(copy.first[1] + j, n[1])) * n[2];
            index_t at = wrapped(copy.first[2], n[2]), done = 0;
            const index_t start = (i * copy.size[1] + j) * copy.row;
            while (done < copy.size[2]) {
                const index_t length = std::min(copy.size[2] - done, n[2] - at);
                each(start + done, line + at, length);
                done += length;
                at = 0;
            }
        }
    }
}

template <class T>
void add_to_grid(const NonuniformPoints<T>& p, const Copy<T>& copy, std::complex<T>* grid) {
    for_pieces(p, copy, grid, [&](index_t start, std::complex<T>* g, index_t length) {
        T* x = reinterpret_cast<T*>(g);
        const T *re = copy.re + start, *im = copy.im + start;
        for (index_t k = 0; k < length; ++k) x[2 * k] += re[k], x[2 * k + 1] += im[k];
    });
}

template <class T>
void take_from_grid(const NonuniformPoints<T>& p, const Copy<T>& copy, const std::complex<T>* grid) {
    for_pieces(p, copy, grid, [&](index_t start, const std::complex<T>* g, index_t length) {
        const T* x = reinterpret_cast<const T*>(g);
        T *re = copy.re + start, *im = copy.im + start;
        for (index_t k = 0; k < length; ++k) re[k] = x[2 * k], im[k] = x[2 * k + 1];
    });
}

// The kernel's values along the slower axes, and where the first row begins.
template <class T, int Lanes, int Dims>
struct Slower {
    T y[Lanes], z[Lanes];
    index_t start;
    [[gnu::always_inline]] Slower(const NonuniformPoints<T>& p, const Copy<T>& copy, const Site<T>& site) noexcept {
        const T* a = p.kernel.coefficients.data();
        start = site.cell[Dims - 1];
        if constexpr (Dims > 1) {
            kernel_values<T, Lanes>(a, p.kernel.terms, site.u[Dims - 2]).store(y);
            start += site.cell[Dims - 2] * copy.row;
        }
        if constexpr (Dims > 2) {
            kernel_values<T, Lanes>(a, p.kernel.terms, site.u[0]).store(z);
            start += site.cell[0] * copy.row * copy.size[1];
        }
    }
};

template <class T, int Lanes, int Dims>
void spread_points(const NonuniformPoints<T>& p, Vec<const std::complex<T>> c, index_t begin, index_t end,
                   const Copy<T>& copy) {
    using R = Row<T, Lanes>;
    const int w = p.kernel.width;
    [[maybe_unused]] const index_t row = copy.row, plane = copy.row * copy.size[1];
    for (index_t j = begin; j < end; ++j) {
        const Site<T>& site = p.sites[static_cast<std::size_t>(j)];
        // Strengths lie anywhere: those of points to come are asked for early.
        __builtin_prefetch(&c(p.sites[static_cast<std::size_t>(std::min(j + 12, end - 1))].order));
        const std::complex<T> strength = c(site.order);
        const Slower<T, Lanes, Dims> slow(p, copy, site);
        const R x = kernel_values<T, Lanes>(p.kernel.coefficients.data(), p.kernel.terms, site.u[Dims - 1]);
        const R xr = x.times(strength.real()), xi = x.times(strength.imag());
        T *re = copy.re + slow.start, *im = copy.im + slow.start;
        if constexpr (Dims == 1) {
            R::load(re).plus(xr).store(re);
            R::load(im).plus(xi).store(im);
        } else {
            const int planes = Dims > 2 ? w : 1;
            for (int k = 0; k < planes; ++k) {
                for (int i = 0; i < w; ++i) {
                    T a = slow.y[i];
                    if constexpr (Dims > 2) a *= slow.z[k];
                    R::fused(xr, a, R::load(re + i * row)).store(re + i * row);
                    R::fused(xi, a, R::load(im + i * row)).store(im + i * row);
                }
                re += plane;
                im += plane;
            }
        }
    }
}

template <class T, int Lanes, int Dims>
void interpolate_points(const NonuniformPoints<T>& p, Vec<std::complex<T>> c, index_t begin, index_t end,
                        const Copy<T>& copy) {
    using R = Row<T, Lanes>;
    const int w = p.kernel.width;
    [[maybe_unused]] const index_t row = copy.row, plane = copy.row * copy.size[1];
    for (index_t j = begin; j < end; ++j) {
        const Site<T>& site = p.sites[static_cast<std::size_t>(j)];
        const Slower<T, Lanes, Dims> slow(p, copy, site);
        const R x = kernel_values<T, Lanes>(p.kernel.coefficients.data(), p.kernel.terms, site.u[Dims - 1]);
        const T *re = copy.re + slow.start, *im = copy.im + slow.start;
        R r = R::zero(), s = R::zero();
        if constexpr (Dims == 1) {
            r = R::load(re);
            s = R::load(im);
        } else {
            R r2 = R::zero(), s2 = R::zero();  // a second pair of sums, so that none waits for the one before
            const int planes = Dims > 2 ? w : 1;
            for (int k = 0; k < planes; ++k) {
                T factor = 1;
                if constexpr (Dims > 2) factor = slow.z[k];
                int i = 0;
                for (; i + 1 < w; i += 2) {
                    const T a = slow.y[i] * factor, b = slow.y[i + 1] * factor;
                    r = R::fused(R::load(re + i * row), a, r);
                    s = R::fused(R::load(im + i * row), a, s);
                    r2 = R::fused(R::load(re + (i + 1) * row), b, r2);
                    s2 = R::fused(R::load(im + (i + 1) * row), b, s2);
                }
                if (i < w) {
                    const T a = slow.y[i] * factor;
                    r = R::fused(R::load(re + i * row), a, r);
                    s = R::fused(R::load(im + i * row), a, s);
                }
                re += plane;
                im += plane;
            }
            r = r.plus(r2);
            s = s.plus(s2);
        }
        c(site.order) = {x.dot(r), x.dot(s)};
    }
}

template <class T>
using SpreadFunction = void (*)(const NonuniformPoints<T>&, Vec<const std::complex<T>>, index_t, index_t, const Copy<T>&);
template <class T>
using InterpolateFunction = void (*)(const NonuniformPoints<T>&, Vec<std::complex<T>>, index_t, index_t, const Copy<T>&);

template <class T, int Lanes>
constexpr SpreadFunction<T> spread_in[] = {&spread_points<T, Lanes, 1>, &spread_points<T, Lanes, 2>,
                                           &spread_points<T, Lanes, 3>};
template <class T, int Lanes>
constexpr InterpolateFunction<T> interpolate_in[] = {
    &interpolate_points<T, Lanes, 1>, &interpolate_points<T, Lanes, 2>, &interpolate_points<T, Lanes, 3>};

template <class T>
SpreadFunction<T> spread_function(const NonuniformPoints<T>& p) {
    const SpreadFunction<T>* by_lanes[] = {spread_in<T, 4>, spread_in<T, 8>, spread_in<T, 12>, spread_in<T, 16>};
    return by_lanes[p.kernel.lanes / 4 - 1][p.dims - 1];
}
template <class T>
InterpolateFunction<T> interpolate_function(const NonuniformPoints<T>& p) {
    const InterpolateFunction<T>* by_lanes[] = {interpolate_in<T, 4>, interpolate_in<T, 8>, interpolate_in<T, 12>,
                                                interpolate_in<T, 16>};
    return by_lanes[p.kernel.lanes / 4 - 1][p.dims - 1];
}

// Work on one point, in nanoseconds or so.
template <class T>
double cost_of_point(const NonuniformPoints<T>& p) {
    double cost = 10;
    for (int d = 1; d < p.dims; ++d) cost *= p.kernel.width;
    return cost * p.kernel.lanes / 8;
}

// Tiles of a colour, by the parities of their places; the last of an odd number, next to the first, has its own.
template <class T>
int colour(const NonuniformPoints<T>& p, index_t tile) {
    int c = 0;
    for (int d = p.dims - 1; d >= 0; --d) {
        const index_t count = p.axes[static_cast<std::size_t>(d)].count, i = tile % count;
        c = 3 * c + (count % 2 == 1 && count > 1 && i == count - 1 ? 2 : static_cast<int>(i % 2));
        tile /= count;
    }
    return c;
}

constexpr index_t parts_of_crowded = 8, least_crowded = 1 << 14;

template <class T>
bool crowded(const NonuniformPoints<T>& p, index_t tile) {
    const auto t = static_cast<std::size_t>(tile);
    return p.tile_start[t + 1] - p.tile_start[t] > std::max(least_crowded, p.count / 16);
}

// Many points in one tile are spread in parts, which are added up in order.
template <class T>
void spread_crowded(const NonuniformPoints<T>& p, Vec<const std::complex<T>> c, index_t tile, std::complex<T>* grid) {
    const index_t begin = p.tile_start[static_cast<std::size_t>(tile)];
    const index_t count = p.tile_start[static_cast<std::size_t>(tile) + 1] - begin;
    std::array<Copy<T>, parts_of_crowded> copies;
    parallel_for(parts_of_crowded, 1, [&](index_t first, index_t last) {
        for (index_t part = first; part < last; ++part) {
            Copy<T>& copy = copies[static_cast<std::size_t>(part)];
            copy.place(p, tile);
            copy.clear();
            spread_function(p)(p, c, begin + part * count / parts_of_crowded,
                               begin + (part + 1) * count / parts_of_crowded, copy);
        }
    });
    for (const Copy<T>& copy : copies) add_to_grid(p, copy, grid);
}

template <class T>
void spread(const NonuniformPoints<T>& p, Mat<const std::complex<T>> c, std::complex<T>* grid) {
    index_t grid_size = 1;
    for (int d = 0; d < p.dims; ++d) grid_size *= p.axes[static_cast<std::size_t>(d)].length;
    std::array<std::vector<index_t>, 27> tiles;
    std::vector<index_t> full;
    for (index_t t = 0; t < p.tiles(); ++t) {
        if (p.tile_start[static_cast<std::size_t>(t)] == p.tile_start[static_cast<std::size_t>(t) + 1]) continue;
        if (crowded(p, t)) full.push_back(t);
        else tiles[static_cast<std::size_t>(colour(p, t))].push_back(t);
    }
    const auto run = spread_function(p);
    for (index_t b = 0; b < c.shape[0]; ++b) {
        const Vec<const std::complex<T>> strengths{&c(b, 0), {p.count}, {c.stride[1]}};
        std::complex<T>* g = grid + b * grid_size;
        for (index_t t : full) spread_crowded(p, strengths, t, g);
        for (const auto& list : tiles) {
            const auto count = static_cast<index_t>(list.size());
            if (count == 0) continue;
            index_t points = 0;
            for (index_t t : list)
                points += p.tile_start[static_cast<std::size_t>(t) + 1] - p.tile_start[static_cast<std::size_t>(t)];
            const double each = cost_of_point(p) * static_cast<double>(points) / static_cast<double>(count) + 2000;
            parallel_for(count, static_cast<index_t>(1 + 3e4 / each), [&](index_t begin, index_t end) {
                Copy<T> copy;
                for (index_t i = begin; i < end; ++i) {
                    const auto t = static_cast<std::size_t>(list[static_cast<std::size_t>(i)]);
                    copy.place(p, list[static_cast<std::size_t>(i)]);
                    copy.clear();
                    run(p, strengths, p.tile_start[t], p.tile_start[t + 1], copy);
                    add_to_grid(p, copy, g);
                }
            });
        }
    }
}

template <class T>
void interpolate(const NonuniformPoints<T>& p, const std::complex<T>* grid, Mat<std::complex<T>> c) {
    index_t grid_size = 1;
    for (int d = 0; d < p.dims; ++d) grid_size *= p.axes[static_cast<std::size_t>(d)].length;
    struct Part {
        index_t tile, begin, end;
    };
    std::vector<Part> parts;
    for (index_t t = 0; t < p.tiles(); ++t) {
        const index_t end = p.tile_start[static_cast<std::size_t>(t) + 1];
        for (index_t at = p.tile_start[static_cast<std::size_t>(t)]; at < end; at += least_crowded)
            parts.push_back({t, at, std::min(end, at + least_crowded)});
    }
    const auto count = static_cast<index_t>(parts.size());
    if (count == 0) return;
    const double each = cost_of_point(p) * static_cast<double>(p.count) / static_cast<double>(count) + 2000;
    const auto run = interpolate_function(p);
    for (index_t b = 0; b < c.shape[0]; ++b) {
        const Vec<std::complex<T>> values{&c(b, 0), {p.count}, {c.stride[1]}};
        parallel_for(count, static_cast<index_t>(1 + 3e4 / each), [&](index_t begin, index_t end) {
            Copy<T> copy;
            for (index_t i = begin; i < end; ++i) {
                const Part& part = parts[static_cast<std::size_t>(i)];
                copy.place(p, part.tile);
                take_from_grid(p, copy, grid + b * grid_size);
                run(p, values, part.begin, part.end, copy);
            }
        });
    }
}

template <class T>
const NonuniformTable<T>& table() {
    static const NonuniformTable<T> t{&spread<T>, &interpolate<T>};
    return t;
}

}  // namespace

template <>
const NonuniformTable<float>& nonuniform_table<isa::current, float>() {
    return table<float>();
}
template <>
const NonuniformTable<double>& nonuniform_table<isa::current, double>() {
    return table<double>();
}

}  // namespace scinova::fft
