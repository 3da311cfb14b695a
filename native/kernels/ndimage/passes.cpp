// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/passes.hpp"

#include <cmath>
#include <functional>
#include <limits>

#include "kernels/ndimage/bands.hpp"
#include "kernels/ndimage/linear.hpp"
#include "kernels/ndimage/order.hpp"
#include "kernels/ndimage/rows.hpp"
#include "kernels/ndimage/sums.hpp"
#include "kernels/ndimage/tiles.hpp"

namespace scinova::ndimage {

Weights::Weights(Vec<const double> w) {
    const index_t n = w.shape[0], middle = n / 2;
    constexpr double tolerance = std::numeric_limits<double>::epsilon();
    bool even = n % 2 != 0, odd = even;
    for (index_t k = 1; k <= middle && (even || odd); ++k) {
        even &= !(std::abs(w(middle + k) - w(middle - k)) > tolerance);
        odd &= !(std::abs(w(middle + k) + w(middle - k)) > tolerance);
    }
    symmetry = even ? Symmetry::even : odd ? Symmetry::odd : Symmetry::none;
    const auto take = [&](index_t k) {
        place.push_back(k);
        each.push_back(w(k));
    };
    if (symmetry == Symmetry::none) {
        take(n - 1);
        for (index_t k = 0; k + 1 < n; ++k) take(k);
        value = each;
    } else {
        take(middle);
        value.push_back(w(middle));
        for (index_t k = 0; k < middle; ++k) {
            take(k);
            take(n - 1 - k);
            value.push_back(w(k));
            // To one epsilon is not always to the bit: the first of a pair speaks for both.
            each.back() = symmetry == Symmetry::odd ? -w(k) : w(k);
        }
    }
    natural.resize(each.size());
    for (std::size_t k = 0; k < each.size(); ++k) natural[static_cast<std::size_t>(place[k])] = each[k];
    whole = true;
    for (double v : each) {
        whole &= v == std::floor(v);
        total += std::abs(v);
    }
}

namespace {

constexpr index_t longest_direct = 64;  // windows of floating-point numbers that are summed afresh for every element

// Pointers to rows, on the stack when they are few.
template <class W>
class RowPointers {
public:
    explicit RowPointers(index_t most) {
        if (most > few) many_.resize(static_cast<std::size_t>(most));
        row_ = most > few ? many_.data() : fixed_;
    }
    void push(const W* p) noexcept { row_[count_++] = p; }
    const W* const* data() const noexcept { return row_; }
    index_t count() const noexcept { return count_; }

private:
    static constexpr index_t few = 64;
    const W* fixed_[few];
    std::vector<const W*> many_;
    const W** row_;
    index_t count_ = 0;
};

// A pass on a flat buffer in which the elements of a line are `step` apart: n results from n + (size - 1) step elements.
// They come in one of the two buffers, which is returned.
template <class W>
struct Linear {
    const Pass& pass;
    bool running = false;  // means: of a running sum
    std::vector<W> weight{};

    Linear(const Pass& p, bool run) : pass(p), running(run) {
        if (!std::is_floating_point_v<W>)
            for (double v : p.weights.each) weight.push_back(static_cast<W>(v));
    }
    W* operator()(W* tile, W* spare, index_t n, index_t step) const {
        return pass.kind == Pass::Kind::mean ? mean(tile, spare, n, step) : sum(tile, spare, n, step);
    }

private:
    W* sum(const W* tile, W* spare, index_t n, index_t step) const {
        const Weights& w = pass.weights;
        RowPointers<W> row(static_cast<index_t>(w.place.size()));
        for (index_t k : w.place) row.push(tile + k * step);
        if constexpr (std::is_floating_point_v<W>) {
            if (w.symmetry != Weights::Symmetry::none)
                rows().paired(row.data(), w.value.data(), pass.size / 2, w.symmetry == Weights::Symmetry::odd, spare, n);
            else linear<W>().weighted(row.data(), w.value.data(), row.count(), spare, n);
        } else linear<W>().weighted(row.data(), weight.data(), row.count(), spare, n);
        return spare;
    }
    W* mean(const W* tile, W* spare, index_t n, index_t step) const {
        const index_t size = pass.size;
        if constexpr (std::is_floating_point_v<W>) {
            if (running) {
                rows().running_mean(tile, size, spare, n / step, step);
                return spare;
            }
        }
        // Blocks of about the square root of the window, then blocks and what is left.
        const index_t block = size < 8 ? 1 : static_cast<index_t>(std::sqrt(static_cast<double>(size)));
        RowPointers<W> row(size / block + block);
        index_t k = 0;
        if (block > 1) {
            RowPointers<W> part(block);
            for (index_t j = 0; j < block; ++j) part.push(tile + j * step);
            linear<W>().summed(part.data(), block, spare, n + (size - block) * step);
            for (; k + block <= size; k += block) row.push(spare + k * step);
        }
        for (; k < size; ++k) row.push(tile + k * step);
        linear<W>().mean(row.data(), row.count(), size, spare, n);
        return spare;
    }
};

// Windows of a power of two from windows of half the length, then two that overlap.
template <class W>
struct Extremum {
    const Pass& pass;

    W* operator()(W* tile, W* spare, index_t n, index_t step) const {
        const OrderTable<W>& loops = order<W>();
        const index_t size = pass.size, all = n + (size - 1) * step;
        const bool greatest = pass.kind == Pass::Kind::greatest;
        if constexpr (std::is_floating_point_v<W>) {
            if (loops.any_nan(tile, all)) {
                for (index_t line = 0; line < step; ++line)
                    greatest ? ascending<std::greater_equal<>>(tile + line, spare + line, n / step, step)
                             : ascending<std::less_equal<>>(tile + line, spare + line, n / step, step);
                return spare;
            }
        }
        const auto shift = greatest ? loops.shift_max : loops.shift_min;
        index_t have = 1;
        for (; 2 * have <= size; have *= 2) shift(tile, have * step, all - (2 * have - 1) * step);
        if (have < size) shift(tile, (size - have) * step, n);
        return tile;
    }

private:
    // One line with NaN, by the list of those elements that may yet be the extremum of a window (R. Harter, "The minimum
    // on a sliding window algorithm", 2009). What comes after a NaN does not remove it; it leaves with the window, or
    // with all others where an element is no worse than the first of the list.
    template <class NoWorse>
    void ascending(const W* line, W* out, index_t n, index_t step) const {
        const NoWorse no_worse{};
        std::vector<index_t> list(static_cast<std::size_t>(n + pass.size));
        std::size_t first = 0, last = 0;  // inclusive
        const auto value = [&](std::size_t k) { return line[list[k] * step]; };
        list[0] = 0;
        for (index_t i = 1; i < n + pass.size; ++i) {
            if (i >= pass.size) {
                out[(i - pass.size) * step] = value(first);
                if (i == n + pass.size - 1) return;
                if (list[first] == i - pass.size) ++first;
            }
            const W x = line[i * step];
            if (first > last || no_worse(x, value(first))) last = first;
            else {
                while (no_worse(x, value(last))) --last;
                ++last;
            }
            list[last] = i;
        }
    }
};

bool is_order(const Pass& p) { return p.kind == Pass::Kind::least || p.kind == Pass::Kind::greatest; }

constexpr bool is_signed(DType d) { return d == DType::i1 || d == DType::i2 || d == DType::i4 || d == DType::i8; }

// Whether integers within `limit` hold all sums of the passes, and are integers still once they are stored as `to`.
bool fits(const Pass* p, int count, DType from, DType to, double constant, double limit) {
    double largest = largest_of(from);
    for (int k = 0; k < count; ++k) {
        const double total = p[k].kind == Pass::Kind::mean ? static_cast<double>(p[k].size) : p[k].weights.total;
        if (p[k].kind == Pass::Kind::mean ? p[k].size > 1024 : !p[k].weights.whole) return false;
        if (!sums_fit(largest, to, total, p[k].mode, constant, limit)) return false;
        const double sum = std::max(largest, p[k].mode == Mode::constant ? std::abs(constant) : 0.0) *
                           (p[k].kind == Pass::Kind::mean ? 1.0 : total);
        // What does not fit the output keeps its low bits, and is then anything that it holds.
        largest = is_signed(to) && (item_size(to) > 2 || sum < largest_of(to)) ? sum : largest_of(to);
    }
    return true;
}

constexpr bool is_short(DType d) { return d >= DType::u1 && d <= DType::i2; }

// Whether the passes' sums, truncated, are always values of `to`: integers up to `largest_of(from)` do not leave its range.
bool truncation_holds(std::initializer_list<const Pass*> passes, DType from, DType to, double constant) {
    double least = is_signed(from) ? -largest_of(from) : 0.0, most = largest_of(from);
    for (const Pass* p : passes) {
        if (p->mode == Mode::constant) {
            least = std::min(least, constant);
            most = std::max(most, constant);
        }
        if (p->kind == Pass::Kind::weighted) {
            double low = 0.0, high = 0.0;
            for (double w : p->weights.each) {
                low += w * (w < 0 ? most : least);
                high += w * (w < 0 ? least : most);
            }
            const double error = 1e-9 * p->weights.total * std::max(most, -least);
            least = low - error;
            most = high + error;
        }
        const double end = largest_of(to) + (is_signed(to) ? 0.0 : 1.0);
        if (!(most < end && least > (is_signed(to) ? -end - 1.0 : -1.0))) return false;
        least = std::trunc(least);
        most = std::trunc(most);
    }
    return true;
}

// Whether the order in which doubles are summed for a mean is free: the sums are exact, or the result is not an integer.
enum class Freedom { none, if_moderate, any };
Freedom freedom(const Pass& p, DType from, DType to, double constant) {
    if (p.kind != Pass::Kind::mean || p.size > longest_direct) return Freedom::none;
    if (is_float(from)) {
        const bool edge = p.mode != Mode::constant || std::abs(constant) < 1e280;
        return is_float(to) && edge ? Freedom::if_moderate : Freedom::none;
    }
    const bool edge = p.mode != Mode::constant || (std::abs(constant) < 1e9 && constant == std::floor(constant));
    return item_size(from) <= 4 && edge ? Freedom::any : Freedom::none;
}

index_t cost_of(const Pass& p) { return p.kind == Pass::Kind::weighted ? p.size + 2 : 6; }

template <class W>
void linear_pass(const AnyView& in, const Pass& p, double constant, const AnyView& out) {
    constexpr bool real = std::is_floating_point_v<W>;
    const Freedom free = real ? freedom(p, in.dtype, out.dtype, constant) : Freedom::any;
    const bool recursive = p.kind == Pass::Kind::mean && free == Freedom::none;
    const Linear<W> direct(p, recursive), running(p, true);
    const TileShape shape{p.before(), p.after(), recursive, cost_of(p)};
    const W edge = edge_of<W>({p.mode}, constant);
    const auto together = [&](W* tile, index_t n) { return free != Freedom::if_moderate || linear<W>().moderate(tile, n); };
    const auto work = [&](W* tile, W* spare, index_t n, index_t lanes) {
        const bool fresh = together(tile, (n + p.size - 1) * lanes);
        return (fresh ? direct : running)(tile, spare, n * lanes, lanes);
    };
    const ConvertFn load = loader<W>(in.dtype), store = storer<W>(out.dtype);
    if (!short_line_tiles<W>(in, out, p.axis, shape, p.mode, edge, load, store, together, work))
        line_tiles<W>(in, out, p.axis, shape, p.mode, edge, load, store, work);
}

// Where passes leave what later ones go on with: in booleans, whole bytes.
AnyView between_passes(AnyView out) {
    if (out.dtype == DType::b1) out.dtype = DType::u1;
    return out;
}

// Means of bytes to bytes. False where that is not what is asked for.
bool means_of_bytes(const AnyView& in, const Pass& p, const Pass& q, double constant, const AnyView& out) {
    if (in.dtype != out.dtype || (in.dtype != DType::u1 && in.dtype != DType::i1)) return false;
    for (const Pass* pass : {&p, &q})
        if (pass->kind != Pass::Kind::mean || (pass->mode == Mode::constant && !representable(constant, in.dtype))) return false;
    const auto in_type = [&]<class S>(const SumLoops<S>& loops) {
        return in_bands<S>(in, out, p, q, edge_of<S>({p.mode, q.mode}, constant), cost_of(p) + cost_of(q), loader<S>(in.dtype),
                           storer<S>(out.dtype), SumLines<S>(loops, p, false), SumLines<S>(loops, q, false),
                           [](const S*, index_t) { return true; }, [](S*, index_t) {});
    };
    return in.dtype == DType::u1 ? in_type(sums().u1) : in_type(sums().i1);
}

// Doubles and integers. Between the passes results are kept as the output keeps them.
template <class W>
bool sums_in_bands(const AnyView& in, const Pass& p, const Pass& q, double constant, const AnyView& out) {
    constexpr bool real = std::is_floating_point_v<W>;
    const SumTable& t = sums();
    const SumLoops<W>& loops = [&]() -> const SumLoops<W>& {
        if constexpr (real) return t.f8;
        else if constexpr (sizeof(W) == 2) return t.i2;
        else return t.i4;
    }();
    bool moderate = false;
    if constexpr (real) {
        const Freedom one = freedom(p, in.dtype, out.dtype, constant), two = freedom(q, out.dtype, out.dtype, constant);
        if (p.kind == Pass::Kind::mean && (one == Freedom::none || two == Freedom::none)) return false;
        moderate = one == Freedom::if_moderate || two == Freedom::if_moderate;
    }
    const bool kept = real ? out.dtype == DType::f8 : p.kind == Pass::Kind::mean && in.dtype == out.dtype &&
                                                                (p.mode != Mode::constant || representable(constant, in.dtype));
    const DType type = between_passes(out).dtype;
    return in_bands<W>(
        in, out, p, q, edge_of<W>({p.mode, q.mode}, constant), cost_of(p) + cost_of(q), loader<W>(in.dtype), storer<W>(out.dtype),
        SumLines<W>(loops, p, real), SumLines<W>(loops, q, real),
        [&](const W* row, index_t n) { return !moderate || linear<W>().moderate(row, n); },
        [&](W* row, index_t n) {
            if (!kept) keep_as<W>(type, row, n);
        });
}

// Elements in float, sums in double: of float32 and short integers to float32, and of short integers where truncated sums
// are values of the output. False where neither is so.
bool sums_of_floats(const AnyView& in, const Pass& p, const Pass& q, double constant, const AnyView& out) {
    const bool real = in.dtype == DType::f4, narrow = out.dtype == DType::f4;
    if (!(real ? narrow : is_short(in.dtype) && (narrow || is_short(out.dtype)))) return false;
    const auto exact = static_cast<double>(static_cast<float>(constant));
    if ((p.mode == Mode::constant || q.mode == Mode::constant) && !(exact == constant)) return false;
    if (!narrow && !truncation_holds({&p, &q}, in.dtype, out.dtype, constant)) return false;
    bool check = false;
    if (p.kind == Pass::Kind::mean) {
        const Freedom one = freedom(p, in.dtype, out.dtype, constant), two = freedom(q, out.dtype, out.dtype, constant);
        if (one == Freedom::none || two == Freedom::none) return false;
        check = real;
    }
    const SumLoops<float>& loops = narrow ? sums().f4 : sums().whole;
    return in_bands<float>(in, out, p, q, edge_of<float>({p.mode, q.mode}, constant), cost_of(p) + cost_of(q),
                           loader<float>(in.dtype), storer<float>(out.dtype), SumLines<float>(loops, p, true),
                           SumLines<float>(loops, q, true),
                           [&](const float* row, index_t n) { return !check || sums().finite(row, n); }, [](float*, index_t) {});
}

template <class W>
bool order_in_bands(const AnyView& in, const Pass& p, const Pass& q, double constant, const AnyView& out) {
    return in_bands<W>(in, out, p, q, edge_of<W>({p.mode, q.mode}, constant), 4, loader<W>(in.dtype), storer<W>(out.dtype),
                       OrderLines<W>{p}, OrderLines<W>{q}, [](const W* row, index_t n) { return !order<W>().any_nan(row, n); },
                       [&](W* row, index_t n) {
                           if (std::is_same_v<W, double> && out.dtype != DType::f8) keep_as<W>(out.dtype, row, n);
                       });
}

// f(Tag<W>{}) with the type to work in.
template <class F>
auto in_working_type(const Pass* p, int count, DType from, DType to, double constant, F&& f) {
    if (is_order(p[0])) {
        bool same = from == to;
        for (int k = 0; k < count; ++k) same &= p[k].mode != Mode::constant || representable(constant, from);
        if (!same) return f(Tag<double>{});
        return visit(from, [&]<class T>(Tag<T>) { return f(Tag<Working<T>>{}); });
    }
    if (fits(p, count, from, to, constant, 32767.0)) return f(Tag<std::int16_t>{});
    if (fits(p, count, from, to, constant, 2147483647.0)) return f(Tag<std::int32_t>{});
    return f(Tag<double>{});
}

void one_pass(const AnyView& in, const Pass& p, double constant, const AnyView& out) {
    in_working_type(&p, 1, in.dtype, out.dtype, constant, [&]<class W>(Tag<W>) {
        if constexpr (std::is_same_v<W, double> || std::is_same_v<W, std::int16_t> || std::is_same_v<W, std::int32_t>) {
            if (!is_order(p)) return linear_pass<W>(in, p, constant, out);
        }
        const Extremum<W> op{p};
        const TileShape shape{p.before(), p.after(), false, 4};
        const W edge = edge_of<W>({p.mode}, constant);
        const auto together = [](W* tile, index_t n) { return !order<W>().any_nan(tile, n); };
        const auto work = [&](W* tile, W* spare, index_t n, index_t lanes) { return op(tile, spare, n * lanes, lanes); };
        const ConvertFn load = loader<W>(in.dtype), store = storer<W>(out.dtype);
        if (!short_line_tiles<W>(in, out, p.axis, shape, p.mode, edge, load, store, together, work))
            line_tiles<W>(in, out, p.axis, shape, p.mode, edge, load, store, work);
    });
}

// Both passes at once where they go along two axes, one of them that of neighbours in memory.
bool two_passes(const AnyView& in, const Pass& p, const Pass& q, double constant, const AnyView& out) {
    if (in.data == out.data || p.axis == q.axis || is_order(p) != is_order(q)) return false;
    const Pass both[] = {p, q};
    if (means_of_bytes(in, p, q, constant, out)) return true;
    if (!is_order(p) && p.kind == q.kind && !fits(both, 2, in.dtype, out.dtype, constant, 2147483647.0) &&
        sums_of_floats(in, p, q, constant, out))
        return true;
    return in_working_type(both, 2, in.dtype, out.dtype, constant, [&]<class W>(Tag<W>) {
        if constexpr (std::is_same_v<W, double> || std::is_same_v<W, std::int16_t> || std::is_same_v<W, std::int32_t>) {
            if (!is_order(p)) return sums_in_bands<W>(in, p, q, constant, out);
        }
        return order_in_bands<W>(in, p, q, constant, out);
    });
}

}  // namespace

void run_passes(const AnyView& in, const std::vector<Pass>& passes, double constant, const AnyView& out) {
    if (in.size() == 0) return;
    const std::size_t n = passes.size();
    if (n == 2 && two_passes(in, passes[0], passes[1], constant, out)) return;
    const AnyView between = is_order(passes[0]) ? out : between_passes(out);
    for (std::size_t k = 0; k < n; ++k) one_pass(k ? between : in, passes[k], constant, k + 1 < n ? between : out);
}

}  // namespace scinova::ndimage
