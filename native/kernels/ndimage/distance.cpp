// SPDX-License-Identifier: BSD-3-Clause
// Exact Euclidean distances, one axis after the other (T. Saito and J. Toriwaki, Pattern Recognition 27, 1994). Where all
// minima on a bundle of lines are near, by looking outwards until no farther element can be nearer; else P. Felzenszwalb and D. Huttenlocher, "Distance transforms of sampled functions", Theory of
// Computing 8, 2012: along every axis in turn the lower envelope of the parabolas on the line's elements, in linear time.
// Chamfer distances: A. Rosenfeld and J. Pfaltz, "Sequential operations in digital picture processing", J. ACM 13, 1966.
#include "kernels/ndimage/distance.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <vector>

#include "common/parallel.hpp"
#include "kernels/ndimage/distance_rows.hpp"

namespace scinova::ndimage {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr index_t farthest_near = 64;  // how far along a line minima are looked for before an envelope is made

// The envelope of one line.
class Envelope {
public:
    Envelope(index_t n, double step) : step_(step), apex_(at(n)), from_(at(n) + 1), apart_(at(n)) {
        for (index_t k = 1; k < n; ++k) apart_[at(k)] = 1.0 / (2.0 * step * step * static_cast<double>(k));
    }

    // out[i] = min over q of f[q] + (step (i - q))^2, and which q.
    void operator()(const double* f, index_t n, double* out, std::int32_t* which) {
        index_t k = -1;
        for (index_t q = 0; q < n; ++q) {
            if (f[q] == infinite) continue;
            const auto x = static_cast<double>(q);
            double start = -infinite;
            while (k >= 0) {
                const index_t v = apex_[at(k)];
                start = (f[q] - f[v]) * apart_[at(q - v)] + 0.5 * (x + static_cast<double>(v));
                if (start > from_[at(k)]) break;
                --k;
            }
            if (k < 0) start = -infinite;
            apex_[at(++k)] = q;
            from_[at(k)] = start;
        }
        if (k < 0) {
            std::fill(out, out + n, infinite);
            std::fill(which, which + n, 0);
            return;
        }
        const index_t last = k;
        k = 0;
        for (index_t i = 0; i < n; ++i) {
            while (k < last && from_[at(k + 1)] < static_cast<double>(i)) ++k;
            const index_t q = apex_[at(k)];
            const double d = step_ * static_cast<double>(i - q);
            out[i] = f[q] + d * d;
            which[i] = static_cast<std::int32_t>(q);
        }
    }

private:
    static std::size_t at(index_t k) { return static_cast<std::size_t>(k); }
    double step_;
    std::vector<index_t> apex_;
    std::vector<double> from_, apart_;
};

index_t product(const index_t* shape, int from, int to) {
    index_t n = 1;
    for (int d = from; d < to; ++d) n *= shape[d];
    return n;
}

}  // namespace

namespace {

// Squared distances along the last axis, from the background of each line.
void first_pass(const std::uint8_t* foreground, const index_t* shape, int ndim, double step, double* squared,
                std::int32_t* nearest) {
    const index_t n = shape[ndim - 1], lines = product(shape, 0, ndim - 1);
    std::vector<double> square(static_cast<std::size_t>(n));
    for (index_t k = 0; k < n; ++k) {
        const double d = step * static_cast<double>(k);
        square[static_cast<std::size_t>(k)] = d * d;
    }
    parallel_for(lines, 1 + 50000 / n, [&](index_t begin, index_t end) {
        std::vector<std::int32_t> before(static_cast<std::size_t>(n));
        const auto none = static_cast<std::int32_t>(-n);
        for (index_t line = begin; line < end; ++line) {
            const std::uint8_t* in = foreground + line * n;
            std::int32_t last = none;
            for (index_t i = 0; i < n; ++i) {
                last = in[i] ? last : static_cast<std::int32_t>(i);
                before[static_cast<std::size_t>(i)] = last;
            }
            last = static_cast<std::int32_t>(2 * n);
            for (index_t i = n - 1; i >= 0; --i) {
                last = in[i] ? last : static_cast<std::int32_t>(i);
                const std::int32_t lower = before[static_cast<std::size_t>(i)], at = static_cast<std::int32_t>(i),
                                   q = at - lower <= last - at ? lower : last, d = std::min(at - lower, last - at);
                squared[line * n + i] = d < n ? square[static_cast<std::size_t>(d)] : infinite;
                if (nearest) nearest[line * n + i] = d < n ? q : 0;
            }
        }
    });
}

// What one thread needs for `abreast` lines of n elements each.
struct Block {
    Block(index_t n, double step, index_t reach)
        : envelope(n, step), before(reach * abreast), rows(at((n + 2 * reach) * abreast), infinite), out(at(n * abreast)), from(out.size()),
          line(at(n)), result(at(n)), which(at(n)), kept(out.size()) {}
    static std::size_t at(index_t k) { return static_cast<std::size_t>(k); }

    double* f() { return rows.data() + before; }

    // The minima of all lines, by envelopes.
    void far(index_t n, index_t lanes) {
        for (index_t b = 0; b < lanes; ++b) {
            for (index_t i = 0; i < n; ++i) line[at(i)] = f()[i * abreast + b];
            envelope(line.data(), n, result.data(), which.data());
            for (index_t i = 0; i < n; ++i) {
                out[at(i * abreast + b)] = result[at(i)];
                from[at(i * abreast + b)] = which[at(i)];
            }
        }
    }

    Envelope envelope;
    index_t before;
    std::vector<double> rows, out, from, line, result;
    std::vector<std::int32_t> which, kept;
};

// The least of squared[q] + (step (i - q))^2 on every line along an axis, or, after the first axis, its root. `nearest`
// knows the coordinates of the axes after it.
void next_pass(double* squared, std::int32_t* nearest, const index_t* shape, int ndim, int axis, double step) {
    const index_t n = shape[axis], inner = product(shape, axis + 1, ndim), outer = product(shape, 0, axis),
                  size = n * inner * outer, blocks = (inner + abreast - 1) / abreast;
    const index_t reach = std::min(farthest_near, n);
    std::vector<double> square(static_cast<std::size_t>(reach) + 2);
    for (index_t k = 0; k <= reach + 1; ++k) {
        const double d = step * static_cast<double>(k);
        square[static_cast<std::size_t>(k)] = d * d;
    }
    parallel_for(outer * blocks, 1 + 20000 / (n * std::min(inner, abreast)), [&](index_t begin, index_t end) {
        Block block(n, step, reach);
        for (index_t t = begin; t < end; ++t) {
            const index_t first = (t % blocks) * abreast, lanes = std::min(abreast, inner - first),
                          base = (t / blocks) * n * inner + first;
            for (index_t i = 0; i < n; ++i)
                for (index_t b = 0; b < abreast; ++b)
                    block.f()[i * abreast + b] = b < lanes ? squared[base + i * inner + b] : 0.0;
            if (!distance_rows().near(block.f(), n, square.data(), reach, block.out.data(), nearest ? block.from.data() : nullptr))
                block.far(n, lanes);
            if (axis == 0) for (double& x : block.out) x = std::sqrt(x);
            for (index_t i = 0; i < n; ++i) std::copy_n(&block.out[Block::at(i * abreast)], lanes, squared + base + i * inner);
            if (!nearest) continue;
            for (int d = axis + 1; d < ndim; ++d) {
                std::int32_t* c = nearest + d * size + base;
                for (index_t i = 0; i < n; ++i) std::copy_n(c + i * inner, lanes, &block.kept[Block::at(i * abreast)]);
                for (index_t i = 0; i < n; ++i)
                    for (index_t b = 0; b < lanes; ++b) {
                        const auto q = static_cast<index_t>(block.from[Block::at(i * abreast + b)]);
                        c[i * inner + b] = block.kept[Block::at(q * abreast + b)];
                    }
            }
            std::int32_t* c = nearest + axis * size + base;
            for (index_t i = 0; i < n; ++i)
                for (index_t b = 0; b < lanes; ++b)
                    c[i * inner + b] = static_cast<std::int32_t>(block.from[Block::at(i * abreast + b)]);
        }
    });
}

// Distances to the place before the first element, where no element is background.
void without_background(const index_t* shape, int ndim, const double* step, double* distance, std::int32_t* nearest) {
    const index_t size = product(shape, 0, ndim);
    std::array<index_t, max_dims> c{};
    for (index_t p = 0; p < size; ++p) {
        double sum = 0.0;
        for (int d = 0; d < ndim; ++d) {
            const double x = static_cast<double>(c[static_cast<std::size_t>(d)] + (d == 0)) * step[d];
            sum += x * x;
        }
        distance[p] = std::sqrt(sum);
        for (int d = ndim - 1; d >= 0 && ++c[static_cast<std::size_t>(d)] == shape[d]; --d) c[static_cast<std::size_t>(d)] = 0;
    }
    if (!nearest) return;
    std::fill(nearest, nearest + size, std::int32_t{-1});
    std::fill(nearest + size, nearest + ndim * size, std::int32_t{0});
}

}  // namespace

void distances(const std::uint8_t* foreground, const index_t* shape, int ndim, const double* step, double* distance,
               std::int32_t* nearest) {
    const index_t size = product(shape, 0, ndim);
    if (size == 0) return;
    if (!std::memchr(foreground, 0, static_cast<std::size_t>(size))) {
        without_background(shape, ndim, step, distance, nearest);
        return;
    }
    first_pass(foreground, shape, ndim, step[ndim - 1], distance, nearest ? nearest + (ndim - 1) * size : nullptr);
    if (ndim == 1)
        for (index_t p = 0; p < size; ++p) distance[p] = std::sqrt(distance[p]);
    for (int axis = ndim - 2; axis >= 0; --axis) next_pass(distance, nearest, shape, ndim, axis, step[axis]);
}

namespace {

constexpr std::int32_t far = std::numeric_limits<std::int32_t>::max() / 2;  // not reached yet

// A neighbour one step away that a sweep has visited before.
struct Step {
    std::array<std::int8_t, max_dims> by{};
    index_t flat = 0;
};

// The same as seen from a line: how far away in memory, and how far along the line.
struct LineStep {
    index_t flat = 0, shift = 0;
};

// Those before the centre in C order, or their opposites; the farthest first.
std::vector<Step> steps_of(const std::uint8_t* structure, const index_t* shape, int ndim, bool forward) {
    index_t all = 1;
    for (int d = 0; d < ndim; ++d) all *= 3;
    std::vector<Step> steps;
    for (index_t k = forward ? 0 : all / 2 + 1; k < (forward ? all / 2 : all); ++k) {
        if (!structure[forward ? k : all - 1 - k]) continue;
        Step s;
        index_t rest = k, pitch = 1;
        for (int d = ndim - 1; d >= 0; --d) {
            s.by[static_cast<std::size_t>(d)] = static_cast<std::int8_t>(rest % 3 - 1);
            s.flat += (rest % 3 - 1) * pitch;
            pitch *= shape[d];
            rest /= 3;
        }
        steps.push_back(s);
    }
    if (!forward) std::reverse(steps.begin(), steps.end());
    return steps;
}

// Of the steps from a line whose outer coordinates are c, those that stay within the array there.
void possible_steps(const std::vector<Step>& steps, const index_t* c, const index_t* shape, int last,
                    std::vector<LineStep>& out) {
    out.clear();
    for (const Step& s : steps) {
        bool within = true;
        for (int d = 0; d < last; ++d) {
            const index_t i = c[d] + s.by[static_cast<std::size_t>(d)];
            within &= i >= 0 && i < shape[d];
        }
        if (within) out.push_back({s.flat, s.by[static_cast<std::size_t>(last)]});
    }
}

// Each element asks the one before it, of n that lie `by` apart. Four stretches go abreast; then each learns of the end of
// the one before it, as far as that is nearer.
template <int by>
void step_along(std::int32_t* p, index_t n) {
    constexpr index_t parts = 4;
    const index_t length = n / parts;
    std::int32_t d[parts] = {far, far, far, far};
    for (index_t i = 0; i < length; ++i)
        for (index_t k = 0; k < parts; ++k) {
            std::int32_t& x = p[by * (k * length + i)];
            x = d[k] = std::min(x, d[k] + 1);
        }
    std::int32_t last = length ? d[0] : far;
    for (index_t k = 1; k < parts && length; ++k) {
        const index_t begin = k * length, end = begin + length;
        std::int32_t there = last + 1;
        for (index_t i = begin; i < end && there < p[by * i]; ++i) p[by * i] = there++;
        last = p[by * (end - 1)];
    }
    for (index_t i = parts * length; i < n; ++i) p[by * i] = last = std::min(p[by * i], last + 1);
}

// One sweep over one line. The neighbours of an element on other lines do not depend on the line itself: all elements
// ask those first; then each asks the one before it.
void sweep_line(std::int32_t* line, index_t n, const std::vector<LineStep>& steps, bool forward,
                std::vector<const std::int32_t*>& rows) {
    bool along = false;
    rows.clear();
    for (const auto [flat, shift] : steps) {
        if (flat == (forward ? -1 : 1) && shift == flat) {
            along = true;
            continue;
        }
        const std::int32_t* other = line + flat;
        rows.push_back(other + 1);
        if (shift >= 0 && n > shift) line[0] = std::min(line[0], other[0] + 1);
        if (shift <= 0 && n > 1) line[n - 1] = std::min(line[n - 1], other[n - 1] + 1);
    }
    if (n > 2) distance_rows().step(line + 1, rows.data(), static_cast<index_t>(rows.size()), n - 2);
    if (!along) return;
    if (forward) step_along<1>(line, n);
    else step_along<-1>(line + n - 1, n);
}

// The same with the nearest background element of each.
void sweep_line(std::int32_t* line, index_t* nearest, index_t n, const std::vector<LineStep>& steps, bool forward) {
    for (index_t k = 0; k < n; ++k) {
        const index_t i = forward ? k : n - 1 - k;
        if (line[i] == 0) continue;
        std::int32_t least = line[i];
        index_t from = 0;
        for (const LineStep& s : steps) {
            const index_t j = i + s.shift;
            if (j < 0 || j >= n) continue;
            const std::int32_t there = line[i + s.flat] + 1;
            from = there < least ? s.flat : from;
            least = std::min(least, there);
        }
        line[i] = least;
        nearest[i] = nearest[i + from];
    }
}

}  // namespace

void chamfer(const std::uint8_t* foreground, std::int32_t* distance, index_t* nearest, const index_t* shape, int ndim,
             const std::uint8_t* structure) {
    const index_t size = product(shape, 0, ndim);
    if (size == 0) return;
    for (index_t p = 0; p < size; ++p) distance[p] = foreground[p] ? far : 0;
    const int last = ndim - 1;
    const index_t n = shape[last], lines = size / n;
    for (const bool forward : {true, false}) {
        const std::vector<Step> steps = steps_of(structure, shape, ndim, forward);
        std::vector<LineStep> here;
        std::vector<const std::int32_t*> rows;
        for (index_t k = 0; k < lines; ++k) {
            const index_t line = forward ? k : lines - 1 - k;
            std::array<index_t, max_dims> c{};
            index_t rest = line;
            for (int d = last - 1; d >= 0; --d) {
                c[static_cast<std::size_t>(d)] = rest % shape[d];
                rest /= shape[d];
            }
            possible_steps(steps, c.data(), shape, last, here);
            if (nearest) sweep_line(distance + line * n, nearest + line * n, n, here, forward);
            else sweep_line(distance + line * n, n, here, forward, rows);
        }
    }
    for (index_t p = 0; p < size; ++p) distance[p] = distance[p] >= far ? -1 : distance[p];
}

void all_distances(const std::uint8_t* foreground, const index_t* shape, int ndim, const index_t* places, index_t count,
                   const double* step, Metric metric, double* distance, index_t* nearest) {
    const index_t size = product(shape, 0, ndim);
    parallel_for(size, 1 + 20000 / (count + 1), [&](index_t begin, index_t end) {
        for (index_t p = begin; p < end; ++p) {
            distance[p] = 0.0;
            if (!foreground[p]) continue;
            std::array<double, max_dims> c{};
            index_t rest = p;
            for (int d = ndim - 1; d >= 0; --d) {
                c[d] = static_cast<double>(rest % shape[d]);
                rest /= shape[d];
            }
            double best = infinite;
            for (index_t k = 0; k < count; ++k) {
                double total = 0.0;
                for (int d = 0; d < ndim; ++d) {
                    const double t = (c[d] - static_cast<double>(places[k * ndim + d])) * step[d];
                    total = metric == Metric::euclidean ? total + t * t
                            : metric == Metric::taxicab ? total + std::abs(t)
                                                        : std::max(total, std::abs(t));
                }
                if (total <= best) {
                    best = total;
                    if (nearest) nearest[p] = k;
                }
            }
            distance[p] = best;
        }
    });
}

}  // namespace scinova::ndimage
