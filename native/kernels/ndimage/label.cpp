// SPDX-License-Identifier: BSD-3-Clause
// Runs of true elements along the last axis are joined with the runs of the preceding neighbour lines by union-find
// (L. He, Y. Chao and K. Suzuki, "A run-based two-scan labeling algorithm", IEEE Trans. Image Processing 17, 2008).
// The root of a set is its first run, so that numbering roots in order numbers components by their first element.
#include "kernels/ndimage/label.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

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
    for (index_t line = 0; line < lines; ++line) {
        const auto* p = static_cast<const std::uint8_t*>(in.at(line_start(in, line)));
        for (index_t i = 0; i < n;) {
            if (!p[i * step]) {
                ++i;
                continue;
            }
            index_t end = i + 1;
            while (along && end < n && p[end * step]) ++end;
            runs.run.push_back({i, end, static_cast<index_t>(runs.run.size())});
            i = end;
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
                index_t i = 0;
                for (index_t r = runs.first[static_cast<std::size_t>(line)]; r < runs.first[static_cast<std::size_t>(line) + 1]; ++r) {
                    const Run& run = runs.run[static_cast<std::size_t>(r)];
                    for (; i < run.begin; ++i) p[i * step] = T{};
                    const T l = as_label<T>(number[static_cast<std::size_t>(r)]);
                    for (; i < run.end; ++i) p[i * step] = l;
                }
                for (; i < n; ++i) p[i * step] = T{};
            }
        });
        return 0;
    });
    return count;
}

}  // namespace scinova::ndimage
