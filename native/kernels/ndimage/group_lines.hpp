// SPDX-License-Identifier: BSD-3-Clause
// Lines of labels and of values, and bands of them with results of their own.
#pragma once

#include <algorithm>
#include <bit>
#include <cstddef>
#include <memory>
#include <span>
#include <type_traits>
#include <vector>

#include "common/parallel.hpp"
#include "kernels/ndimage/bits_rows.hpp"
#include "kernels/ndimage/convert.hpp"
#include "kernels/ndimage/group_rows.hpp"
#include "kernels/ndimage/groups.hpp"
#include "kernels/ndimage/neighbours.hpp"

namespace scinova::ndimage::grouping {

inline std::size_t at(index_t i) noexcept { return static_cast<std::size_t>(i); }

inline index_t last(const AnyView& a) noexcept { return a.shape[a.ndim - 1]; }
inline index_t lines(const AnyView& a) noexcept { return last(a) ? a.size() / last(a) : 0; }

// Equal elements [begin, end) of a line.
struct Run {
    index_t begin, end;
    std::int64_t label;  // or the group it belongs to
};

// The runs of one line after the other; for one thread.
class LabelRuns {
public:
    explicit LabelRuns(const AnyView& labels)
        : labels_(labels), runs_(at(last(labels))), change_(at(last(labels))), bits_(at(last(labels) / 64 + 1)),
          changes_(group_rows().changes[static_cast<int>(labels.dtype)]),
          load_(visit(labels.dtype, []<class T>(Tag<T>) -> LoadFn { return &load<T>; })) {}

    std::span<const Run> operator()(index_t line) {
        const index_t n = last(labels_), step = labels_.stride[at(labels_.ndim - 1)];
        const void* p = labels_.at(line_start(labels_, line));
        changes_(p, step, n, change_.data());
        index_t count = 0;
        bit_rows().pack(change_.data(), n, bits_.data());
        for (index_t i = 0; i < n; i += 64)
            for (std::uint64_t x = bits_[at(i / 64)]; x; x &= x - 1)
                runs_[at(count++)].begin = i + std::countr_zero(x);
        load_(p, step, n, runs_.data(), count);
        return {runs_.data(), at(count)};
    }
    // Those that belong to a group, by the number of the group.
    std::span<const Run> operator()(index_t line, const Groups& groups) {
        const auto all = (*this)(line);
        index_t kept = 0;
        for (const Run& r : all) {
            const std::int64_t g = groups.of(r.label);
            if (g >= 0) runs_[at(kept++)] = {r.begin, r.end, g};
        }
        return {runs_.data(), at(kept)};
    }

private:
    using LoadFn = void (*)(const void*, index_t, index_t, Run*, index_t);
    template <class T>
    static void load(const void* line, index_t step, index_t n, Run* runs, index_t count) {
        const T* p = static_cast<const T*>(line);
        for (index_t k = 0; k < count; ++k) {
            if constexpr (std::is_same_v<T, Bool>) runs[k].label = p[runs[k].begin * step].byte != 0;
            else runs[k].label = static_cast<std::int64_t>(p[runs[k].begin * step]);
            runs[k].end = k + 1 < count ? runs[k + 1].begin : n;
        }
    }

    const AnyView& labels_;
    std::vector<Run> runs_;
    std::vector<std::uint8_t> change_;
    std::vector<std::uint64_t> bits_;
    GroupTable::ChangeFn changes_;
    LoadFn load_;
};

// One line of values after the other as W, without a copy where they are that already; for one thread.
template <class W>
class ValueLines {
public:
    explicit ValueLines(const AnyView& values)
        : values_(values), load_(loader<W>(values.dtype)),
          direct_(values.dtype == dtype_of<W>() && values.stride[values.ndim - 1] == 1), line_(at(direct_ ? 0 : last(values))) {}

    const W* operator()(index_t line) {
        const void* p = values_.at(line_start(values_, line));
        if (direct_) return static_cast<const W*>(p);
        load_(p, values_.stride[values_.ndim - 1], line_.data(), 1, last(values_));
        return line_.data();
    }

private:
    const AnyView& values_;
    ConvertFn load_;
    bool direct_;
    std::vector<W> line_;
};

// Lines to a band: work enough for a thread, and more elements than there are results to be joined. The results of a band
// take up `bytes`: there are no more bands than four unless those of all take little.
inline index_t band(const AnyView& labels, index_t results, index_t bytes = 0) noexcept {
    constexpr index_t little = 3 << 19;
    const index_t most = std::max<index_t>(4, little / std::max<index_t>(bytes, 1));
    return std::max(1 + std::max<index_t>(1 << 16, 2 * results) / last(labels), (lines(labels) + most - 1) / most);
}

// `each` results of every band, those of the first in the caller's array. The others are made by the thread that asks for
// them, once, and joined in the order of the bands.
template <class T>
class Partial {
public:
    Partial(T* out, index_t each, index_t bands)
        : out_(out), each_(each), bands_(bands), rest_(std::make_unique_for_overwrite<std::byte[]>(at((bands - 1) * each) * sizeof(T))) {
        static_assert(std::is_trivially_destructible_v<T> && alignof(T) <= alignof(std::max_align_t));
    }
    T* start(index_t band) {
        if (band == 0) return out_;
        T* mine = of(band);
        std::uninitialized_value_construct_n(mine, each_);
        return mine;
    }
    template <class F>
    void join(F f) {
        parallel_for(bands_ > 1 ? each_ : 0, 1 + 30000 / bands_, [&](index_t begin, index_t end) {
            for (index_t b = 1; b < bands_; ++b) {
                const T* other = of(b);
                for (index_t k = begin; k < end; ++k) f(out_[k], other[k]);
            }
        });
    }

private:
    T* of(index_t band) const noexcept { return reinterpret_cast<T*>(rest_.get()) + (band - 1) * each_; }

    T* out_;
    index_t each_, bands_;
    std::unique_ptr<std::byte[]> rest_;
};

inline std::array<index_t, max_dims> position_of(const AnyView& a, index_t line) noexcept {
    std::array<index_t, max_dims> p{};
    for (int d = a.ndim - 2; d >= 0; --d) {
        p[at(d)] = line % a.shape[d];
        line /= a.shape[d];
    }
    return p;
}

}  // namespace scinova::ndimage::grouping
