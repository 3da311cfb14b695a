// SPDX-License-Identifier: BSD-3-Clause
// Runs of true elements along the last axis are joined with the runs of the preceding neighbour lines by union-find
// (L. He, Y. Chao and K. Suzuki, "A run-based two-scan labeling algorithm", IEEE Trans. Image Processing 17, 2008).
// The root of a set is its first run, so that numbering roots in order numbers components by their first element.
#include "kernels/ndimage/label.hpp"

#include <algorithm>
#include <bit>
#include <limits>
#include <vector>

#include "kernels/ndimage/bits.hpp"
#include "kernels/ndimage/neighbours.hpp"

namespace scinova::ndimage {
namespace {

struct Run {
    index_t begin, end, parent;
};

class Runs {
public:
    index_t root(index_t r) {
        while (run[at(r)].parent != r) {
            run[at(r)].parent = run[at(run[at(r)].parent)].parent;
            r = run[at(r)].parent;
        }
        return r;
    }
    void join(index_t a, index_t b) {
        a = root(a);
        b = root(b);
        if (a < b) run[at(b)].parent = a;
        else run[at(a)].parent = b;
    }
    std::vector<Run> run;
    std::vector<index_t> first;  // of each line; one more at the end

private:
    static std::size_t at(index_t r) { return static_cast<std::size_t>(r); }
};

// A neighbour line that precedes in C order: its offset along the outer axes, and which shifts along the last connect.
struct Neighbour {
    std::vector<index_t> offset;
    index_t lines = 0;  // how many lines back
    bool shift[3] = {false, false, false};
};

std::vector<Neighbour> preceding(const AnyView& in, const std::uint8_t* structure) {
    std::vector<Neighbour> out;
    const int outer = in.ndim - 1;
    index_t half = 1;
    for (int d = 0; d < outer; ++d) half *= 3;
    for (index_t k = 0; k < half / 2; ++k) {
        Neighbour n;
        n.offset.resize(static_cast<std::size_t>(outer));
        index_t rest = k, pitch = 1;
        bool any = false;
        for (int d = outer - 1; d >= 0; --d) {
            n.offset[static_cast<std::size_t>(d)] = rest % 3 - 1;
            n.lines += n.offset[static_cast<std::size_t>(d)] * pitch;
            pitch *= in.shape[d];
            rest /= 3;
        }
        for (int s = 0; s < 3; ++s) any |= n.shift[s] = structure[3 * k + s] != 0;
        if (any) out.push_back(std::move(n));
    }
    return out;
}

void join_lines(Runs& runs, index_t line, index_t other, const bool* shift) {
    const index_t low = shift[0] ? -1 : shift[1] ? 0 : 1, high = shift[2] ? 1 : shift[1] ? 0 : -1;
    const auto end = runs.first[static_cast<std::size_t>(line) + 1], other_end = runs.first[static_cast<std::size_t>(other) + 1];
    index_t s = runs.first[static_cast<std::size_t>(other)];
    for (index_t r = runs.first[static_cast<std::size_t>(line)]; r < end; ++r) {
        const Run here = runs.run[static_cast<std::size_t>(r)];
        while (s < other_end && runs.run[static_cast<std::size_t>(s)].end <= here.begin + low) ++s;
        for (index_t t = s; t < other_end; ++t) {
            const Run there = runs.run[static_cast<std::size_t>(t)];
            if (there.begin >= here.end + high) break;
            for (index_t d = -1; d <= 1; ++d) {
                if (shift[d + 1] && there.begin < here.end + d && here.begin + d < there.end) {
                    runs.join(r, t);
                    break;
                }
            }
        }
    }
}

// change(i) wherever element i differs from the one before (before the first there are zeros). 64 elements at a time,
// so that short runs cost no mispredicted branches.
template <class Change>
void for_changes(const std::uint8_t* p, index_t n, Change change) {
    std::uint64_t before = 0;
    for (index_t i = 0; i < n; i += 64) {
        const std::uint64_t bits = bits_of(p + i, std::min<index_t>(n - i, 64));
        std::uint64_t changes = bits ^ (bits << 1 | before);
        if (n - i < 64) changes &= (std::uint64_t{1} << (n - i)) - 1;
        for (; changes; changes &= changes - 1) change(i + std::countr_zero(changes));
        before = bits >> 63;
    }
}

Runs find_runs(const AnyView& in, const std::uint8_t* structure) {
    Runs runs;
    const index_t n = in.shape[in.ndim - 1], step = in.stride[in.ndim - 1], lines = in.size() / n;
    index_t centre = 1;
    for (int d = 0; d < in.ndim - 1; ++d) centre *= 3;
    const bool along = structure[(centre / 2) * 3 + 2] != 0;  // neighbours on the line are connected
    const std::vector<Neighbour> before = preceding(in, structure);
    runs.first.reserve(static_cast<std::size_t>(lines) + 1);
    runs.first.push_back(0);
    std::array<index_t, max_dims> at{};
    std::vector<std::uint8_t> copy(step == 1 ? 0 : static_cast<std::size_t>(n));
    std::vector<index_t> changes(static_cast<std::size_t>(n) + 1);
    for (index_t line = 0; line < lines; ++line) {
        const auto* p = static_cast<const std::uint8_t*>(in.at(line_start(in, line)));
        if (step != 1) {
            for (index_t i = 0; i < n; ++i) copy[static_cast<std::size_t>(i)] = p[i * step];
            p = copy.data();
        }
        const auto add = [&](index_t begin, index_t end) {
            runs.run.push_back({begin, end, static_cast<index_t>(runs.run.size())});
        };
        index_t count = 0;
        for_changes(p, n, [&](index_t i) { changes[static_cast<std::size_t>(count++)] = i; });
        // A change to the background ends what the change before it began; the line's end may, too.
        changes[static_cast<std::size_t>(count)] = n;
        for (index_t k = 0; k < count; k += 2) {
            const index_t from = changes[static_cast<std::size_t>(k)], to = changes[static_cast<std::size_t>(k) + 1];
            if (along) add(from, to);
            else for (index_t i = from; i < to; ++i) add(i, i + 1);
        }
        runs.first.push_back(static_cast<index_t>(runs.run.size()));
        index_t rest = line;
        for (int d = in.ndim - 2; d >= 0; --d) {
            at[d] = rest % in.shape[d];
            rest /= in.shape[d];
        }
        for (const Neighbour& b : before) {
            bool within = true;
            for (int d = 0; d < in.ndim - 1; ++d) {
                const index_t i = at[d] + b.offset[static_cast<std::size_t>(d)];
                within &= i >= 0 && i < in.shape[d];
            }
            if (within) join_lines(runs, line, line + b.lines, b.shift);
        }
    }
    return runs;
}

template <class T>
bool holds(index_t count) {
    if constexpr (std::is_same_v<T, Bool>) return count <= 1;
    else if constexpr (std::is_floating_point_v<T>) return count <= (index_t{1} << std::numeric_limits<T>::digits);
    else return static_cast<std::uint64_t>(count) <= static_cast<std::uint64_t>(std::numeric_limits<T>::max());
}

template <class T>
T as_label(index_t l) {
    if constexpr (std::is_same_v<T, Bool>) return {static_cast<std::uint8_t>(l)};
    else return static_cast<T>(l);
}

}  // namespace

index_t label(const AnyView& in, const std::uint8_t* structure, const AnyView& out) {
    if (in.size() == 0) return 0;
    Runs runs = find_runs(in, structure);
    std::vector<index_t> number(runs.run.size());
    index_t count = 0;
    for (std::size_t r = 0; r < runs.run.size(); ++r) {
        const index_t root = runs.root(static_cast<index_t>(r));
        number[r] = root == static_cast<index_t>(r) ? ++count : number[static_cast<std::size_t>(root)];
    }
    const index_t n = in.shape[in.ndim - 1], step = out.stride[in.ndim - 1], lines = in.size() / n;
    const bool fits = visit(out.dtype, [&]<class T>(Tag<T>) { return holds<T>(count); });
    if (!fits) return -count;
    visit(out.dtype, [&]<class T>(Tag<T>) {
        parallel_for(lines, 1 + 100000 / n, [&](index_t begin, index_t end) {
            for (index_t line = begin; line < end; ++line) {
                T* p = static_cast<T*>(out.at(line_start(out, line)));
                const auto fill = [p, step](index_t from, index_t to, T value) {
                    if (step == 1) std::fill(p + from, p + to, value);
                    else for (; from < to; ++from) p[from * step] = value;
                };
                index_t i = 0;
                for (index_t r = runs.first[static_cast<std::size_t>(line)]; r < runs.first[static_cast<std::size_t>(line) + 1]; ++r) {
                    const Run& run = runs.run[static_cast<std::size_t>(r)];
                    fill(i, run.begin, T{});
                    fill(run.begin, run.end, as_label<T>(number[static_cast<std::size_t>(r)]));
                    i = run.end;
                }
                fill(i, n, T{});
            }
        });
        return 0;
    });
    return count;
}

}  // namespace scinova::ndimage
