// SPDX-License-Identifier: BSD-3-Clause
// Exact Euclidean distances: P. Felzenszwalb and D. Huttenlocher, "Distance transforms of sampled functions", Theory of
// Computing 8, 2012: along every axis in turn the lower envelope of the parabolas on the line's elements, in linear time.
// Chamfer distances: A. Rosenfeld and J. Pfaltz, "Sequential operations in digital picture processing", J. ACM 13, 1966.
#include "kernels/ndimage/distance.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include "common/parallel.hpp"

namespace scinova::ndimage {
namespace {

constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr index_t abreast = 8;  // lines handled together where elements of a line are far apart in memory

// The envelope of one line.
class Envelope {
public:
    explicit Envelope(index_t n) : apex_(static_cast<std::size_t>(n)), from_(static_cast<std::size_t>(n) + 1) {}

    // out[i] = min over q of f[q] + (step (i - q))^2, and which q.
    void operator()(const double* f, index_t n, double step, double* out, std::int32_t* which) {
        const double s2 = step * step;
        index_t k = -1;
        for (index_t q = 0; q < n; ++q) {
            if (f[q] == infinite) continue;
            const auto x = static_cast<double>(q);
            double start = -infinite;
            while (k >= 0) {
                const auto v = static_cast<double>(apex_[at(k)]);
                start = ((f[q] - f[apex_[at(k)]]) / s2 + (x - v) * (x + v)) / (2.0 * (x - v));
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
            const double d = step * static_cast<double>(i - q);
            out[i] = f[q] + d * d;
            which[i] = static_cast<std::int32_t>(q);
        }
    }

private:
    static std::size_t at(index_t k) { return static_cast<std::size_t>(k); }
    std::vector<index_t> apex_;
    std::vector<double> from_;
};

index_t product(const index_t* shape, int from, int to) {
    index_t n = 1;
    for (int d = from; d < to; ++d) n *= shape[d];
    return n;
}

}  // namespace

void euclidean_pass(double* squared, std::int32_t* nearest, const index_t* shape, int ndim, int axis, double step) {
    const index_t n = shape[axis], inner = product(shape, axis + 1, ndim), outer = product(shape, 0, axis),
                  size = n * inner * outer, blocks = (inner + abreast - 1) / abreast;
    if (size == 0) return;
    parallel_for(outer * blocks, 1 + 5000 / (n * std::min(inner, abreast)), [&](index_t begin, index_t end) {
        Envelope envelope(n);
        std::vector<double> f(static_cast<std::size_t>(abreast * n)), out(f.size());
        std::vector<std::int32_t> which(f.size()), kept(f.size());
        for (index_t t = begin; t < end; ++t) {
            const index_t first = (t % blocks) * abreast, lanes = std::min(abreast, inner - first),
                          base = (t / blocks) * n * inner + first;
            for (index_t i = 0; i < n; ++i)
                for (index_t b = 0; b < lanes; ++b) f[b * n + i] = squared[base + i * inner + b];
            for (index_t b = 0; b < lanes; ++b) envelope(&f[b * n], n, step, &out[b * n], &which[b * n]);
            for (index_t i = 0; i < n; ++i)
                for (index_t b = 0; b < lanes; ++b) squared[base + i * inner + b] = out[b * n + i];
            if (!nearest) continue;
            for (int d = 0; d < axis; ++d) {
                std::int32_t* c = nearest + d * size + base;
                for (index_t i = 0; i < n; ++i)
                    for (index_t b = 0; b < lanes; ++b) kept[b * n + i] = c[i * inner + b];
                for (index_t i = 0; i < n; ++i)
                    for (index_t b = 0; b < lanes; ++b) c[i * inner + b] = kept[b * n + which[b * n + i]];
            }
            std::int32_t* c = nearest + axis * size + base;
            for (index_t i = 0; i < n; ++i)
                for (index_t b = 0; b < lanes; ++b) c[i * inner + b] = which[b * n + i];
        }
    });
}

void chamfer(std::int32_t* distance, index_t* nearest, const index_t* shape, int ndim, const std::uint8_t* structure) {
    struct Step {
        std::array<index_t, max_dims> by{};
        index_t flat = 0;
    };
    const index_t size = product(shape, 0, ndim);
    if (size == 0) return;
    constexpr std::int32_t far = std::numeric_limits<std::int32_t>::max() / 2;  // not reached yet
    for (index_t p = 0; p < size; ++p) distance[p] = distance[p] < 0 ? far : 0;
    index_t all = 1;
    for (int d = 0; d < ndim; ++d) all *= 3;
    for (const bool forward : {true, false}) {
        std::vector<Step> steps;
        for (index_t k = forward ? 0 : all / 2 + 1; k < (forward ? all / 2 : all); ++k) {
            if (!structure[k]) continue;
            Step s;
            index_t rest = k, pitch = 1;
            for (int d = ndim - 1; d >= 0; --d) {
                s.by[d] = rest % 3 - 1;
                s.flat += s.by[d] * pitch;
                pitch *= shape[d];
                rest /= 3;
            }
            steps.push_back(s);
        }
        if (!forward) std::reverse(steps.begin(), steps.end());  // each sweep asks its farthest neighbours first
        std::vector<index_t> flat;
        for (const Step& s : steps) flat.push_back(s.flat);
        const int last = ndim - 1;
        const index_t n = shape[last], lines = size / n;
        const auto visit = [&](index_t p, const index_t* c, bool inner) {
            std::int32_t least = distance[p];
            index_t from = -1;
            for (const Step& s : steps) {
                bool within = true;
                for (int d = 0; d < ndim && !inner; ++d) {
                    const index_t i = c[d] + s.by[d];
                    within &= i >= 0 && i < shape[d];
                }
                if (!within) continue;
                const std::int32_t there = distance[p + s.flat] + 1;
                if (there >= least) continue;
                least = there;
                from = p + s.flat;
            }
            distance[p] = least;
            if (nearest && from >= 0) nearest[p] = nearest[from];
        };
        for (index_t k = 0; k < lines; ++k) {
            const index_t line = forward ? k : lines - 1 - k;
            std::array<index_t, max_dims> c{};
            index_t rest = line;
            bool inner = true;
            for (int d = last - 1; d >= 0; --d) {
                c[d] = rest % shape[d];
                rest /= shape[d];
                inner &= c[d] > 0 && c[d] + 1 < shape[d];
            }
            for (index_t i = 0; i < n; ++i) {
                c[last] = forward ? i : n - 1 - i;
                const index_t p = line * n + c[last];
                if (distance[p] == 0) continue;
                if (nearest || !inner || i == 0 || i + 1 == n) {
                    visit(p, c.data(), inner && i > 0 && i + 1 < n);
                } else {
                    std::int32_t least = distance[p];
                    for (const index_t by : flat) least = std::min(least, distance[p + by] + 1);
                    distance[p] = least;
                }
            }
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
