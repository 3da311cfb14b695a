// SPDX-License-Identifier: BSD-3-Clause
// Runs of true elements along the last axis are joined with the runs of the preceding neighbour lines by union-find
// (L. He, Y. Chao and K. Suzuki, "A run-based two-scan labeling algorithm", IEEE Trans. Image Processing 17, 2008).
// The root of a set is its first run, so that numbering roots in order numbers components by their first element.
//
// Lines are words of 64 elements. Where two lines touch, and for the first time, is a few operations on words; the
// number of the run that an element belongs to is how many runs have begun up to it, a count of bits.
#include "kernels/ndimage/label.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <memory>
#include <vector>

#include "common/parallel.hpp"
#include "kernels/ndimage/bits_rows.hpp"
#include "kernels/ndimage/neighbours.hpp"

namespace scinova::ndimage {
namespace {

using Word = std::uint64_t;

std::size_t at(index_t i) noexcept { return static_cast<std::size_t>(i); }

// A neighbour line that precedes in C order: its offset along the outer axes, and which shifts along the last connect.
struct Neighbour {
    std::array<std::int8_t, max_dims> offset{};
    index_t back = 0;  // how many lines
    bool shift[3] = {false, false, false};
};

std::vector<Neighbour> preceding(const AnyView& in, const std::uint8_t* structure) {
    std::vector<Neighbour> out;
    const int outer = in.ndim - 1;
    index_t half = 1;
    for (int d = 0; d < outer; ++d) half *= 3;
    for (index_t k = 0; k < half / 2; ++k) {
        Neighbour n;
        index_t rest = k, pitch = 1;
        bool any = false;
        for (int d = outer - 1; d >= 0; --d) {
            n.offset[at(d)] = static_cast<std::int8_t>(rest % 3 - 1);
            n.back -= n.offset[at(d)] * pitch;
            pitch *= in.shape[at(d)];
            rest /= 3;
        }
        for (int s = 0; s < 3; ++s) any |= n.shift[s] = structure[3 * k + s] != 0;
        if (any) out.push_back(n);
    }
    return out;
}

// Runs are numbered from 1 in C order. Id holds their number.
template <class Id>
class Runs {
public:
    Runs(const AnyView& in, const std::uint8_t* structure)
        : in_(in), before_(preceding(in, structure)), n_(in.shape[at(in.ndim - 1)]), lines_(in.size() / n_), words_((n_ + 63) / 64),
          bits_(std::make_unique_for_overwrite<Word[]>(at(lines_ * words_))),
          starts_(std::make_unique_for_overwrite<Word[]>(at(lines_ * words_))), first_(at(lines_) + 1),
          base_(std::make_unique_for_overwrite<Id[]>(at(lines_ * words_))) {
        index_t centre = 1;
        for (int d = 0; d < in.ndim - 1; ++d) centre *= 3;
        along_ = structure[(centre / 2) * 3 + 2] != 0;  // neighbours on the line are connected
    }

    // The number of components. Afterwards `name` of a run is that of its component.
    index_t find() {
        parallel_for(lines_, grain(), [&](index_t begin, index_t end) { pack(begin, end); });
        for (index_t k = 0; k < lines_; ++k) first_[at(k) + 1] += first_[at(k)];
        name_ = std::make_unique_for_overwrite<Id[]>(at(static_cast<index_t>(first_.back())) + 1);
        // What joins two bands waits until all bands are done.
        const index_t length = chunk_length(lines_, grain());
        parallel_for(lines_, grain(), [&](index_t begin, index_t end) {
            count(begin, end);
            for_pairs(begin, end, [&](index_t line, index_t other, const bool* shift) {
                if (other >= begin) join_lines(line, other, shift);
            });
        });
        index_t farthest = 0;
        for (const Neighbour& b : before_) farthest = std::max(farthest, b.back);
        for (index_t begin = length; begin < lines_; begin += length)
            for_pairs(begin, std::min(begin + std::min(length, farthest), lines_), [&](index_t line, index_t other, const bool* shift) {
                if (other < begin) join_lines(line, other, shift);
            });
        Id components = 0;
        name_[0] = 0;
        for (std::size_t r = 1; r <= first_.back(); ++r) name_[r] = name_[r] == r ? ++components : name_[name_[r]];
        return static_cast<index_t>(components);
    }

    // out(line, first element, how many, bits, bits where runs start, number of the run before) for all words.
    template <class F>
    void for_words(F out) const {
        parallel_for(lines_, grain(), [&](index_t begin, index_t end) {
            for (index_t line = begin; line < end; ++line)
                for (index_t w = 0; w < words_; ++w) {
                    const std::size_t k = at(line * words_ + w);
                    out(line, 64 * w, std::min<index_t>(64, n_ - 64 * w), bits_[k], starts_[k], base_[k]);
                }
        });
    }
    const Id* names() const noexcept { return name_.get(); }

private:
    index_t grain() const noexcept { return 1 + std::max<index_t>((1 << 16) / n_, lines_ / 16); }

    void pack(index_t begin, index_t end) {
        const index_t step = in_.stride[at(in_.ndim - 1)];
        std::vector<std::uint8_t> copy(step == 1 ? 0 : at(n_));
        for (index_t line = begin; line < end; ++line) {
            const auto* p = static_cast<const std::uint8_t*>(in_.at(line_start(in_, line)));
            if (step != 1) {
                for (index_t i = 0; i < n_; ++i) copy[at(i)] = p[i * step];
                p = copy.data();
            }
            Word last = 0, *bits = bits_.get() + line * words_, *starts = starts_.get() + line * words_;
            int found = 0;
            bit_rows().pack(p, n_, bits);
            for (index_t w = 0; w < words_; ++w) {
                starts[w] = along_ ? bits[w] & ~(bits[w] << 1 | last) : bits[w];
                last = bits[w] >> 63;
                found += std::popcount(starts[w]);
            }
            first_[at(line) + 1] = static_cast<Id>(found);
        }
    }

    // How many runs start before each word; each run a set of its own.
    void count(index_t begin, index_t end) {
        for (index_t line = begin; line < end; ++line) {
            Id r = first_[at(line)];
            for (index_t w = line * words_; w < (line + 1) * words_; ++w) {
                base_[at(w)] = r;
                r += static_cast<Id>(std::popcount(starts_[at(w)]));
            }
        }
        for (std::size_t r = at(static_cast<index_t>(first_[at(begin)])) + 1; r <= first_[at(end)]; ++r) name_[r] = static_cast<Id>(r);
    }

    // fn(line, neighbour line before it, shifts) for all pairs of lines.
    template <class F>
    void for_pairs(index_t begin, index_t end, F fn) const {
        const int outer = in_.ndim - 1;
        std::array<index_t, max_dims> c{};
        index_t rest = begin;
        for (int d = outer - 1; d >= 0; --d) {
            c[at(d)] = rest % in_.shape[at(d)];
            rest /= in_.shape[at(d)];
        }
        for (index_t line = begin; line < end; ++line) {
            for (const Neighbour& b : before_) {
                bool within = true;
                for (int d = 0; d < outer; ++d) {
                    const index_t i = c[at(d)] + b.offset[at(d)];
                    within &= i >= 0 && i < in_.shape[at(d)];
                }
                if (within) fn(line, line - b.back, b.shift);
            }
            for (int d = outer - 1; d >= 0 && ++c[at(d)] == in_.shape[at(d)]; --d) c[at(d)] = 0;
        }
    }

    void join_lines(index_t line, index_t other, const bool* shift) {
        if (shift[1]) join_straight(line, other);
        if (shift[0]) join_aslant<-1>(line, other, shift[1]);
        if (shift[2]) join_aslant<1>(line, other, shift[1]);
    }

    // Elements i of both lines: of a stretch of them, the first.
    void join_straight(index_t line, index_t other) {
        const index_t a = line * words_, b = other * words_;
        Word last = 0;
        for (index_t w = 0; w < words_; ++w) {
            Word both = bits_[at(a + w)] & bits_[at(b + w)];
            const Word more = both << 1 | last;
            last = both >> 63;
            if (along_) both &= ~more;
            for (; both; both &= both - 1) {
                const Word up_to = both ^ (both - 1);
                join(run(a + w, up_to), run(b + w, up_to));
            }
        }
    }

    // Element i of the line and i + s of the other. Where straight neighbours and those on a line are connected, only
    // those matter that have no other neighbour in common.
    template <int s>
    void join_aslant(index_t line, index_t other, bool straight) {
        const index_t a = line * words_, b = other * words_;
        Word last = 0;
        for (index_t w = 0; w < words_; ++w) {
            Word both = bits_[at(a + w)] & moved<s>(b, w);
            if (along_ && straight) {
                both &= ~(moved<s>(a, w) | bits_[at(b + w)]);
            } else if (along_) {
                const Word more = both << 1 | last;
                last = both >> 63;
                both &= ~more;
            }
            for (; both; both &= both - 1) {
                const Word up_to = both ^ (both - 1);
                Id there;
                if constexpr (s < 0) there = run(b + w, up_to >> 1);
                else there = run(b + w, up_to << 1 | 1) + static_cast<Id>(up_to >> 63 ? starts_[at(b + w + 1)] & 1 : 0);
                join(run(a + w, up_to), there);
            }
        }
    }

    // Word w of a line of which element i is element i + s.
    template <int s>
    Word moved(index_t line, index_t w) const noexcept {
        const Word* p = bits_.get() + line;
        if constexpr (s < 0) return p[w] << 1 | (w ? p[w - 1] >> 63 : 0);
        else return p[w] >> 1 | (w + 1 < words_ ? p[w + 1] << 63 : 0);
    }

    Id run(index_t word, Word up_to) const noexcept {
        return base_[at(word)] + static_cast<Id>(std::popcount(starts_[at(word)] & up_to));
    }

    // Rem's algorithm with splicing: E. W. Dijkstra, "A discipline of programming", 1976.
    void join(Id a, Id b) noexcept {
        Id* name = name_.get();
        while (name[a] != name[b]) {
            if (name[a] < name[b]) std::swap(a, b);
            const Id up = name[a];
            name[a] = name[b];
            if (up == a) return;
            a = up;
        }
    }

    const AnyView& in_;
    std::vector<Neighbour> before_;
    index_t n_, lines_, words_;
    bool along_ = false;
    std::unique_ptr<Word[]> bits_, starts_;
    std::vector<Id> first_;       // how many runs there are before each line; one more at the end
    std::unique_ptr<Id[]> base_;  // and before each word
    std::unique_ptr<Id[]> name_;  // a run of the same component that is no later
};

template <class T>
bool holds(index_t count) {
    if constexpr (std::is_same_v<T, Bool>) return count <= 1;
    else if constexpr (std::is_floating_point_v<T>) return count <= (index_t{1} << std::numeric_limits<T>::digits);
    else return static_cast<std::uint64_t>(count) <= static_cast<std::uint64_t>(std::numeric_limits<T>::max());
}

template <class T, class Id>
T as_label(Id l) {
    if constexpr (std::is_same_v<T, Bool>) return {static_cast<std::uint8_t>(l)};
    else return static_cast<T>(l);
}

template <class T, class Id>
void write(const Runs<Id>& runs, const AnyView& out) {
    const index_t step = out.stride[at(out.ndim - 1)];
    const Id* name = runs.names();
    runs.for_words([&](index_t line, index_t first, index_t n, Word bits, Word starts, Id run) {
        T* p = static_cast<T*>(out.at(line_start(out, line) + first * step));
        const auto spread = [&](auto by) {
            if (bits == 0) {
                for (index_t i = 0; i < n; ++i) p[i * by] = T{};
            } else if (n == 64 && bits == ~Word{0} && starts <= 1) {
                const T label = as_label<T>(name[run + static_cast<Id>(starts)]);
                for (index_t i = 0; i < 64; ++i) p[i * by] = label;
            } else {
                Id r = run;
                for (index_t i = 0; i < n; ++i, bits >>= 1, starts >>= 1) {
                    r += static_cast<Id>(starts & 1);
                    p[i * by] = as_label<T>(static_cast<Id>(name[r] & (Id{0} - static_cast<Id>(bits & 1))));
                }
            }
        };
        if (step == 1) spread(std::integral_constant<index_t, 1>{});
        else spread(step);
    });
}

template <class Id>
index_t label_as(const AnyView& in, const std::uint8_t* structure, const AnyView& out) {
    Runs<Id> runs(in, structure);
    const index_t count = runs.find();
    return visit(out.dtype, [&]<class T>(Tag<T>) {
        if (!holds<T>(count)) return -count;
        write<T>(runs, out);
        return count;
    });
}

}  // namespace

index_t label(const AnyView& in, const std::uint8_t* structure, const AnyView& out) {
    if (in.size() == 0) return 0;
    constexpr index_t narrow = std::numeric_limits<std::uint32_t>::max();
    return in.size() < narrow ? label_as<std::uint32_t>(in, structure, out) : label_as<std::uint64_t>(in, structure, out);
}

}  // namespace scinova::ndimage
