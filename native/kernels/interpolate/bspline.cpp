// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/interpolate/bspline.hpp"

#include <cmath>
#include <limits>
#include <new>
#include <vector>

#include "common/parallel.hpp"
#include "kernels/interpolate/banded.hpp"
#include "kernels/interpolate/basis.hpp"

namespace scinova::interpolate {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr index_t grain = 4096;  // evaluations worth waking a thread for
constexpr int max_stack = 64;    // degrees below this keep their basis values on the stack

// Room for the k+1 basis values of one argument.
class Scratch {
public:
    explicit Scratch(int size) {
        if (size > max_stack) heap_.resize(static_cast<std::size_t>(size));
    }
    double* data() noexcept { return heap_.empty() ? stack_ : heap_.data(); }

private:
    double stack_[max_stack];
    std::vector<double> heap_;
};

template <int Degree>
void evaluate_range(Vec<const double> t, Mat<const double> c, int k, Vec<const double> x, int nu, bool extrapolate,
                    Mat<double> out, index_t begin, index_t end) {
    const index_t n = t.shape[0] - k - 1, columns = c.shape[1];
    const double low = t(k), high = t(n);
    Scratch scratch(k + 1);
    double* h = scratch.data();
    index_t i = k;
    for (index_t p = begin; p < end; ++p) {
        const double v = x(p);
        if (std::isnan(v) || (!extrapolate && (v < low || v > high))) {
            for (index_t q = 0; q < columns; ++q) out(p, q) = nan;
            continue;
        }
        i = find_interval(t, k, n - 1, v, i);
        basis<Degree>(t.data + i, k, v, nu, h);
        const double* row = c.data + (i - k) * c.stride[0];
        for (index_t q = 0; q < columns; ++q) {
            double sum = 0.0;
            for (int r = 0; r <= (Degree >= 0 ? Degree : k); ++r) sum += h[r] * row[r * c.stride[0]];
            out(p, q) = sum;
            row += c.stride[1];
        }
    }
}

// Basis values for every argument of one axis.
struct AxisRows {
    std::vector<double> values;
    std::vector<std::int64_t> first;
    int width;

    AxisRows(Vec<const double> t, int k, Vec<const double> x, int nu)
        : values(static_cast<std::size_t>(x.shape[0] * (k + 1))),
          first(static_cast<std::size_t>(x.shape[0])),
          width(k + 1) {
        const index_t m = x.shape[0];
        bspline_rows(t, k, x, nu, {values.data(), {m, width}, {width, 1}}, {first.data(), {m}, {1}});
    }
    const double* row(index_t p) const noexcept { return values.data() + p * width; }
};

}  // namespace

Status bspline_evaluate(Vec<const double> t, Mat<const double> c, int k, Vec<const double> x, int nu, bool extrapolate,
                        Mat<double> out) {
    const index_t share = std::max<index_t>(1, grain / std::max<index_t>(1, c.shape[1]));
    try {
        with_degree(k, [&](auto degree) {
            parallel_for(x.shape[0], share, [&](index_t begin, index_t end) {
                evaluate_range<decltype(degree)::value>(t, c, k, x, nu, extrapolate, out, begin, end);
            });
        });
    } catch (const std::bad_alloc&) {
        return Status::out_of_memory;
    }
    return Status::ok;
}

Status bspline_rows(Vec<const double> t, int k, Vec<const double> x, int nu, Mat<double> values,
                    Vec<std::int64_t> first) {
    const index_t n = t.shape[0] - k - 1;
    with_degree(k, [&](auto degree) {
        parallel_for(x.shape[0], grain, [&](index_t begin, index_t end) {
            Scratch scratch(k + 1);
            index_t i = k;
            for (index_t p = begin; p < end; ++p) {
                i = find_interval(t, k, n - 1, x(p), i);
                basis<decltype(degree)::value>(t.data + i, k, x(p), nu, scratch.data());
                for (int r = 0; r <= k; ++r) values(p, r) = scratch.data()[r];
                first(p) = i - k;
            }
        });
    });
    return Status::ok;
}

Status bspline_collocate(Vec<const double> t, int k, Vec<const double> x, Vec<const std::int64_t> at_first,
                         Vec<const std::int64_t> at_last, Mat<double> b) {
    const index_t n = t.shape[0] - k - 1, width = 3 * k + 1, before = at_first.shape[0], m = x.shape[0];
    if (b.shape[0] != n || before + m + at_last.shape[0] != n || m < 1) return Status::bad_argument;
    try {
        // By the conditions of Schoenberg and Whitney row i reaches no further than k columns from the diagonal.
        std::vector<double> band(static_cast<std::size_t>(n * width));
        Scratch scratch(k + 1);
        double* h = scratch.data();
        bool regular = true;
        index_t i = k;
        const auto add = [&](index_t row, double v, int nu, auto degree) {
            i = find_interval(t, k, n - 1, v, i);
            basis<decltype(degree)::value>(t.data + i, k, v, nu, h);
            for (int r = 0; r <= k; ++r) {
                const index_t place = i - k + r - row + k;
                if (place >= 0 && place <= 2 * k) band[static_cast<std::size_t>(row * width + place)] = h[r];
                else if (h[r] != 0.0) regular = false;
            }
        };
        with_degree(k, [&](auto degree) {
            index_t row = 0;
            for (index_t j = 0; j < before; ++j) add(row++, x(0), static_cast<int>(at_first(j)), degree);
            for (index_t p = 0; p < m; ++p) add(row++, x(p), 0, degree);
            for (index_t j = 0; j < at_last.shape[0]; ++j) add(row++, x(m - 1), static_cast<int>(at_last(j)), degree);
        });
        return regular ? solve_banded(band.data(), n, k, k, b) : Status::singular;
    } catch (const std::bad_alloc&) {
        return Status::out_of_memory;
    }
}

Status bspline_grid(Vec<const double> tx, Vec<const double> ty, Mat<const double> c, int kx, int ky,
                    Vec<const double> x, Vec<const double> y, int nux, int nuy, Mat<double> out) {
    try {
        const AxisRows ax(tx, kx, x, nux), ay(ty, ky, y, nuy);
        const index_t columns = c.shape[1], ny = y.shape[0];
        const index_t share = std::max<index_t>(1, grain / std::max<index_t>(1, ny));
        parallel_for(x.shape[0], share, [&](index_t begin, index_t end) {
            // Along one line of constant x the surface is a spline in y, whose coefficients are formed once.
            std::vector<double> line(static_cast<std::size_t>(columns));
            for (index_t p = begin; p < end; ++p) {
                const double* hx = ax.row(p);
                const index_t i0 = ax.first[static_cast<std::size_t>(p)];
                for (index_t j = 0; j < columns; ++j) {
                    double sum = 0.0;
                    for (int r = 0; r <= kx; ++r) sum += hx[r] * c(i0 + r, j);
                    line[static_cast<std::size_t>(j)] = sum;
                }
                for (index_t q = 0; q < ny; ++q) {
                    const double* hy = ay.row(q);
                    const double* at = line.data() + ay.first[static_cast<std::size_t>(q)];
                    double sum = 0.0;
                    for (int r = 0; r <= ky; ++r) sum += hy[r] * at[r];
                    out(p, q) = sum;
                }
            }
        });
    } catch (const std::bad_alloc&) {
        return Status::out_of_memory;
    }
    return Status::ok;
}

Status bspline_points(Vec<const double> tx, Vec<const double> ty, Mat<const double> c, int kx, int ky,
                      Vec<const double> x, Vec<const double> y, int nux, int nuy, Vec<double> out) {
    const index_t nx = tx.shape[0] - kx - 1, ny = ty.shape[0] - ky - 1;
    parallel_for(x.shape[0], grain / 2, [&](index_t begin, index_t end) {
        Scratch sx(kx + 1), sy(ky + 1);
        double *hx = sx.data(), *hy = sy.data();
        index_t i = kx, j = ky;
        for (index_t p = begin; p < end; ++p) {
            i = find_interval(tx, kx, nx - 1, x(p), i);
            j = find_interval(ty, ky, ny - 1, y(p), j);
            with_degree(kx, [&](auto d) { basis<decltype(d)::value>(tx.data + i, kx, x(p), nux, hx); });
            with_degree(ky, [&](auto d) { basis<decltype(d)::value>(ty.data + j, ky, y(p), nuy, hy); });
            double sum = 0.0;
            for (int r = 0; r <= kx; ++r) {
                double inner = 0.0;
                for (int s = 0; s <= ky; ++s) inner += hy[s] * c(i - kx + r, j - ky + s);
                sum += hx[r] * inner;
            }
            out(p) = sum;
        }
    });
    return Status::ok;
}

}  // namespace scinova::interpolate
