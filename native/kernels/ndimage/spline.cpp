// SPDX-License-Identifier: BSD-3-Clause
// The interpolation problem sum_k c[k] b(i - k) = f[i], b the centred B-spline of degree n, is solved by a gain and,
// for every pole z of 1 / B(z) inside the unit circle, a causal and an anticausal recursion
//     c+[k] = f[k] + z c+[k-1],      c[k] = z (c[k+1] - c+[k])
// (M. Unser, A. Aldroubi and M. Eden, "B-spline signal processing: part II", IEEE Trans. Signal Processing 41, 1993,
// equations 2.5 and 2.7). The first values follow from the continuation of the samples (P. Thevenaz, T. Blu and
// M. Unser, "Interpolation revisited", IEEE Trans. Medical Imaging 19, 2000, appendix). The sums over the continuation
// stop where the power of z falls below 1e-40: what is left out is below that share of the largest sample.
#include "kernels/ndimage/spline.hpp"

#include <cmath>

#include "kernels/ndimage/spline_rows.hpp"
#include "kernels/ndimage/tiles.hpp"

namespace scinova::ndimage {
namespace {

constexpr double negligible = 1e-40;
// What a strip of lines should hold.
constexpr index_t strip_bytes = index_t{1} << 18;

struct Poles {
    int count = 0;
    double z[2] = {0.0, 0.0};
    double gain = 1.0;
};

// The roots inside the unit circle of the symmetric polynomials with the coefficients b(k): 1 6 1, 1 4 1,
// 1 76 230 76 1 and 1 26 66 26 1, to 25 digits.
Poles poles_of(int order) {
    Poles p;
    switch (order) {
        case 2: p = {1, {-0.1715728752538099023966226, 0.0}}; break;
        case 3: p = {1, {-0.2679491924311227064725537, 0.0}}; break;
        case 4: p = {2, {-0.3613412259002201770922128, -0.01372542929733912136033123}}; break;
        default: p = {2, {-0.4305753470999737918514348, -0.04309628820326465382271238}}; break;
    }
    for (int k = 0; k < p.count; ++k) p.gain *= (1.0 - p.z[k]) * (1.0 - 1.0 / p.z[k]);
    return p;
}

// n rows of `lanes`, `pitch` apart; `sum` a scratch row.
class Recursion {
public:
    Recursion(double* rows, index_t n, index_t pitch, index_t lanes, double* sum, Mode mode)
        : rows_(rows), n_(n), pitch_(pitch), lanes_(lanes), sum_(sum), mode_(mode), loops_(spline_rows()) {}

    void operator()(double z) {
        if (mode_ == Mode::mirror) first_mirror(z);
        else if (mode_ == Mode::reflect) first_reflect(z);
        else first_wrap(z);
        loops_.causal(rows_, n_, pitch_, lanes_, z);
        if (mode_ == Mode::mirror) last_mirror(z);
        else if (mode_ == Mode::reflect) last_reflect(z);
        else last_wrap(z);
        loops_.anticausal(rows_, n_, pitch_, lanes_, z);
    }

private:
    double* row(index_t k) const { return rows_ + k * pitch_; }

    void first_mirror(double z) {
        const double zn = std::pow(z, static_cast<double>(n_ - 1));
        for (index_t b = 0; b < lanes_; ++b) sum_[b] = row(0)[b] + zn * row(n_ - 1)[b];
        double zk = z;
        for (index_t k = 1; k < n_ - 1 && std::abs(zk) > negligible; ++k, zk *= z)
            loops_.add_scaled(sum_, zk, row(k), zn, row(n_ - 1 - k), lanes_);
        for (index_t b = 0; b < lanes_; ++b) row(0)[b] = sum_[b] / (1.0 - zn * zn);
    }
    void first_reflect(double z) {
        const double zn = std::pow(z, static_cast<double>(n_));
        for (index_t b = 0; b < lanes_; ++b) sum_[b] = row(0)[b] + zn * row(n_ - 1)[b];
        double zk = z;
        for (index_t k = 1; k < n_ && std::abs(zk) > negligible; ++k, zk *= z)
            loops_.add_scaled(sum_, zk, row(k), zn, row(n_ - 1 - k), lanes_);
        for (index_t b = 0; b < lanes_; ++b) row(0)[b] += sum_[b] * (z / (1.0 - zn * zn));
    }
    void first_wrap(double z) {
        std::copy(row(0), row(0) + lanes_, sum_);
        double zk = z;
        for (index_t k = 1; k < n_ && std::abs(zk) > negligible; ++k, zk *= z)
            loops_.add_scaled(sum_, zk, row(n_ - k), 0.0, row(0), lanes_);
        for (index_t b = 0; b < lanes_; ++b) row(0)[b] = sum_[b] / (1.0 - zk);
    }
    void last_mirror(double z) {
        for (index_t b = 0; b < lanes_; ++b)
            row(n_ - 1)[b] = (z * row(n_ - 2)[b] + row(n_ - 1)[b]) * z / (z * z - 1.0);
    }
    void last_reflect(double z) {
        for (index_t b = 0; b < lanes_; ++b) row(n_ - 1)[b] *= z / (z - 1.0);
    }
    void last_wrap(double z) {
        std::copy(row(n_ - 1), row(n_ - 1) + lanes_, sum_);
        double zk = z;
        for (index_t k = 0; k < n_ - 1 && std::abs(zk) > negligible; ++k, zk *= z)
            loops_.add_scaled(sum_, zk, row(k), 0.0, row(k), lanes_);
        for (index_t b = 0; b < lanes_; ++b) row(n_ - 1)[b] = sum_[b] * z / (zk - 1.0);
    }

    double* rows_;
    index_t n_, pitch_, lanes_;
    double* sum_;
    Mode mode_;
    const SplineRowsTable& loops_;
};

void solve(const Poles& poles, double* rows, index_t n, index_t pitch, index_t lanes, double* scratch, Mode mode) {
    Recursion filter(rows, n, pitch, lanes, scratch, mode);
    for (int k = 0; k < poles.count; ++k) filter(poles.z[k]);
}

// Lines whose elements are neighbours in memory: laid side by side, a stretch of `stretch` elements at a time.
void along_lines(const LinePairs& lines, const AnyView& in, const Poles& poles, Mode mode, const AnyView& out) {
    constexpr index_t stretch = 64;
    const index_t n = lines.length_in();
    const index_t lanes = std::min<index_t>(n <= 2048 ? 32 : 8, lines.abreast());
    const ConvertFn load = loader<double>(in.dtype), store = storer<double>(out.dtype);
    const auto transpose = spline_rows().transpose;
    parallel_for(lines.groups(lanes), std::max<index_t>(1, 30000 / (n * lanes)), [&](index_t begin, index_t end) {
        const auto memory = std::make_unique_for_overwrite<double[]>(
            static_cast<std::size_t>((n + stretch + 1) * lanes + 2 * slack<double>()));
        double *tile = memory.get(), *part = tile + n * lanes + slack<double>(), *scratch = part + stretch * lanes;
        for (index_t t = begin; t < end; ++t) {
            index_t from, to;
            const index_t count = lines.group(t, lanes, from, to);
            for (index_t i = 0; i < n; i += stretch) {
                const index_t m = std::min(stretch, n - i);
                for (index_t b = 0; b < count; ++b)
                    load(in.at(from + b * lines.lane_in() + i * lines.step_in()), lines.step_in(), part + b * stretch, 1, m);
                transpose(part, stretch, count, m, poles.gain, tile + i * count, count);
            }
            solve(poles, tile, n, count, count, scratch, mode);
            for (index_t i = 0; i < n; i += stretch) {
                const index_t m = std::min(stretch, n - i);
                transpose(tile + i * count, count, m, count, 1.0, part, stretch);
                for (index_t b = 0; b < count; ++b)
                    store(part + b * stretch, 1, out.at(to + b * lines.lane_out() + i * lines.step_out()), lines.step_out(), m);
            }
        }
    });
}

// Lines side by side in an array of doubles, where they are filtered, a strip of them at a time.
void strips(const LinePairs& lines, const AnyView& in, const Poles& poles, Mode mode, const AnyView& out) {
    const index_t n = lines.length_in();
    const index_t width = std::min<index_t>(std::max<index_t>(strip_bytes / (n * 8), 128), lines.abreast());
    const ConvertFn load = loader<double>(in.dtype);
    parallel_for(lines.groups(width), std::max<index_t>(1, 30000 / (n * width)), [&](index_t begin, index_t end) {
        std::vector<double> scratch(static_cast<std::size_t>(width + slack<double>()));
        for (index_t t = begin; t < end; ++t) {
            index_t from, to;
            const index_t lanes = lines.group(t, width, from, to);
            double* rows = static_cast<double*>(out.data) + to;
            for (index_t k = 0; k < n; ++k) {
                double* row = rows + k * lines.step_out();
                if (in.at(from + k * lines.step_in()) != row)
                    load(in.at(from + k * lines.step_in()), lines.lane_in(), row, 1, lanes);
                for (index_t b = 0; b < lanes; ++b) row[b] *= poles.gain;
            }
            solve(poles, rows, n, lines.step_out(), lanes, scratch.data(), mode);
        }
    });
}

}  // namespace

void spline_prefilter(const AnyView& in, int order, int axis, Mode mode, const AnyView& out) {
    const Poles poles = order > 1 ? poles_of(order) : Poles{};
    const LinePairs lines(in, out, axis);
    if (lines.along() && lines.abreast() > 1 && lines.length_in() > 1 && lines.outer() > 0 && poles.count > 0)
        return along_lines(lines, in, poles, mode, out);
    if (out.dtype == DType::f8 && lines.lane_out() == 1 && !lines.along() && lines.length_in() > 1 && lines.outer() > 0 &&
        poles.count > 0)
        return strips(lines, in, poles, mode, out);
    TileShape shape;
    shape.recursive = true;
    shape.cost = 12;
    line_tiles<double>(in, out, axis, shape, mode, 0.0, loader<double>(in.dtype), storer<double>(out.dtype),
                       [&](double* tile, double* scratch, index_t n, index_t lanes) {
                           if (n < 2 || poles.count == 0) return tile;
                           for (index_t i = 0; i < n * lanes; ++i) tile[i] *= poles.gain;
                           solve(poles, tile, n, lanes, lanes, scratch, mode);
                           return tile;
                       });
}

void pad(const AnyView& in, int batch, index_t width, bool nearest, double cval, const AnyView& out) {
    const int last = out.ndim - 1;
    const index_t n = in.shape[last], length = out.shape[last], lines = length ? out.size() / length : 0;
    const ConvertFn load = loader<double>(in.dtype);
    parallel_for(lines, 1 + 30000 / (length + 1), [&](index_t begin, index_t end) {
        for (index_t line = begin; line < end; ++line) {
            index_t rest = line, from = 0, to = 0;
            bool beyond = false;
            for (int d = last - 1; d >= 0; --d) {
                const index_t at = rest % out.shape[d], i = d < batch ? at : at - width;
                rest /= out.shape[d];
                beyond |= i < 0 || i >= in.shape[d];
                from += std::clamp<index_t>(i, 0, in.shape[d] - 1) * in.stride[d];
                to += at * out.stride[d];
            }
            double* row = static_cast<double*>(out.data) + to;  // `out` is contiguous
            if (beyond && !nearest) {
                std::fill(row, row + length, cval);
                continue;
            }
            load(in.at(from), in.stride[last], row + width, 1, n);
            std::fill(row, row + width, nearest ? row[width] : cval);
            std::fill(row + width + n, row + length, nearest ? row[width + n - 1] : cval);
        }
    });
}

}  // namespace scinova::ndimage
