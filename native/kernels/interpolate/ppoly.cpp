// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/interpolate/ppoly.hpp"

#include <cmath>
#include <limits>
#include <new>
#include <vector>

#include "kernels/interpolate/basis.hpp"

namespace scinova::interpolate {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();
constexpr index_t grain = 8192;

// Breakpoints seen in increasing order, whichever way they run; `index` is the piece in storage order.
struct Pieces {
    Vec<const double> x;
    bool up;
    index_t count;

    explicit Pieces(Vec<const double> breaks) noexcept
        : x(breaks), up(breaks(breaks.shape[0] - 1) >= breaks(0)), count(breaks.shape[0] - 1) {}
    double operator()(index_t i) const noexcept { return up ? x(i) : x(count - i); }
    double low() const noexcept { return (*this)(0); }
    double high() const noexcept { return (*this)(count); }
};

// In descending order the piece that holds x is x_i >= x > x_{i+1}, mirrored from the ascending rule.
index_t find_piece(const Pieces& pieces, double v, index_t& guess) noexcept {
    if (pieces.up) {
        guess = find_interval(pieces.x, 0, pieces.count - 1, v, guess);
        return guess;
    }
    const auto mirrored = [&](index_t i) { return -pieces.x(i); };
    guess = find_interval(mirrored, 0, pieces.count - 1, -v, guess);
    return guess;
}

// (d/ds)^nu of sum_r c_r s^(k-1-r), by Horner with the falling factorials folded in.
inline double polynomial(const double* c, index_t step, int k, double s, int nu) noexcept {
    double sum = 0.0;
    if (nu == 0) {
        for (int r = 0; r < k; ++r) sum = sum * s + c[r * step];
        return sum;
    }
    if (nu > 0) {
        for (int r = 0; r < k - nu; ++r) {
            double factor = 1.0;
            for (int j = 0; j < nu; ++j) factor *= k - 1 - r - j;
            sum = sum * s + c[r * step] * factor;
        }
        return sum;
    }
    for (int r = 0; r < k; ++r) {
        double factor = 1.0;
        for (int j = 1; j <= -nu; ++j) factor *= k - 1 - r + j;
        sum = sum * s + c[r * step] / factor;
    }
    for (int j = 0; j < -nu; ++j) sum *= s;
    return sum;
}

template <class Piece>
void evaluate(View<const double, 3> c, Vec<const double> x, Vec<const double> xp, bool extrapolate, Mat<double> out,
              Piece&& piece) {
    const Pieces pieces(x);
    const index_t columns = c.shape[2];
    const double low = pieces.low(), high = pieces.high();
    const index_t share = std::max<index_t>(1, grain / std::max<index_t>(1, columns));
    parallel_for(xp.shape[0], share, [&](index_t begin, index_t end) {
        index_t guess = 0;
        for (index_t p = begin; p < end; ++p) {
            const double v = xp(p);
            if (std::isnan(v) || (!extrapolate && (v < low || v > high))) {
                for (index_t q = 0; q < columns; ++q) out(p, q) = nan;
                continue;
            }
            piece(find_piece(pieces, v, guess), v, p);
        }
    });
}

}  // namespace

Status ppoly_evaluate(View<const double, 3> c, Vec<const double> x, Vec<const double> xp, int nu, bool extrapolate,
                      Mat<double> out) {
    const int k = static_cast<int>(c.shape[0]);
    const index_t step = c.stride[0], columns = c.shape[2];
    const auto with_order = [&](auto order) {
        constexpr int fixed = decltype(order)::value;
        evaluate(c, x, xp, extrapolate, out, [&](index_t i, double v, index_t p) {
            const double s = v - x(i);
            const double* at = c.data + i * c.stride[1];
            for (index_t q = 0; q < columns; ++q, at += c.stride[2]) {
                if constexpr (fixed > 0) out(p, q) = polynomial(at, step, fixed, s, 0);
                else out(p, q) = polynomial(at, step, k, s, nu);
            }
        });
    };
    if (nu == 0 && k == 4) with_order(IntC<4>{});
    else if (nu == 0 && k == 2) with_order(IntC<2>{});
    else with_order(IntC<-1>{});
    return Status::ok;
}

Status bpoly_evaluate(View<const double, 3> c, Vec<const double> x, Vec<const double> xp, int nu, bool extrapolate,
                      Mat<double> out) {
    const int k = static_cast<int>(c.shape[0]);
    const index_t columns = c.shape[2];
    try {
        evaluate(c, x, xp, extrapolate, out, [&](index_t i, double v, index_t p) {
            const double width = x(i + 1) - x(i), s = (v - x(i)) / width;
            std::vector<double> b(static_cast<std::size_t>(k));
            for (index_t q = 0; q < columns; ++q) {
                for (int r = 0; r < k; ++r) b[static_cast<std::size_t>(r)] = c(r, i, q);
                int length = k;
                double factor = 1.0;  // a derivative is the Bernstein form of the differences, one degree lower
                for (int d = 0; d < nu && length > 0; ++d) {
                    factor *= (length - 1) / width;
                    --length;
                    for (int r = 0; r < length; ++r) b[static_cast<std::size_t>(r)] =
                        b[static_cast<std::size_t>(r + 1)] - b[static_cast<std::size_t>(r)];
                }
                for (int level = length - 1; level > 0; --level)
                    for (int r = 0; r < level; ++r)
                        b[static_cast<std::size_t>(r)] = b[static_cast<std::size_t>(r)] * (1.0 - s) +
                                                         b[static_cast<std::size_t>(r + 1)] * s;
                out(p, q) = length > 0 ? factor * b[0] : 0.0;
            }
        });
    } catch (const std::bad_alloc&) {
        return Status::out_of_memory;
    }
    return Status::ok;
}

namespace {

// On the line through two points. An infinite ordinate counts from whichever end gives a number.
inline double between(double slope, double v, double left, double base, double right, double next) noexcept {
    double value = slope * (v - left) + base;
    if (std::isnan(value)) {
        value = slope * (v - right) + next;
        if (std::isnan(value) && base == next) value = base;
    }
    return value;
}

// One column: neighbouring arguments mostly share a piece, whose slope is then at hand.
void linear_column(Vec<const double> x, Vec<const double> y, Vec<const double> xp, Vec<double> out, index_t begin,
                   index_t end) {
    const index_t last = x.shape[0] - 2;
    index_t i = 0;
    double left = nan, right = nan, base = nan, next = nan, slope = nan;
    for (index_t p = begin; p < end; ++p) {
        const double v = xp(p);
        if (!(v > left && v < right)) {
            if (std::isnan(v)) {
                out(p) = nan;
                continue;
            }
            i = find_interval(x, 0, last, v, i);
            left = x(i);
            right = x(i + 1);
            base = y(i);
            next = y(i + 1);
            slope = (next - base) / (right - left);
            if (v == left || v == right) {  // a data point gives back its ordinate exactly
                out(p) = v == left ? base : next;
                continue;
            }
        }
        out(p) = between(slope, v, left, base, right, next);
    }
}

}  // namespace

Status linear_evaluate(Vec<const double> x, Mat<const double> y, Vec<const double> xp, Mat<double> out) {
    if (y.shape[1] == 1) {
        const Vec<const double> column{y.data, {y.shape[0]}, {y.stride[0]}};
        const Vec<double> result{out.data, {out.shape[0]}, {out.stride[0]}};
        parallel_for(xp.shape[0], grain, [&](index_t begin, index_t end) {
            linear_column(x, column, xp, result, begin, end);
        });
        return Status::ok;
    }
    const index_t last = x.shape[0] - 2, columns = y.shape[1];
    const index_t share = std::max<index_t>(1, grain / std::max<index_t>(1, columns));
    parallel_for(xp.shape[0], share, [&](index_t begin, index_t end) {
        index_t i = 0;
        for (index_t p = begin; p < end; ++p) {
            const double v = xp(p);
            if (std::isnan(v)) {
                for (index_t q = 0; q < columns; ++q) out(p, q) = nan;
                continue;
            }
            i = find_interval(x, 0, last, v, i);
            if (v == x(i) || v == x(i + 1)) {  // a data point gives back its ordinate exactly
                const index_t j = v == x(i) ? i : i + 1;
                for (index_t q = 0; q < columns; ++q) out(p, q) = y(j, q);
                continue;
            }
            const double width = x(i + 1) - x(i);
            for (index_t q = 0; q < columns; ++q)
                out(p, q) = between((y(i + 1, q) - y(i, q)) / width, v, x(i), y(i, q), x(i + 1), y(i + 1, q));
        }
    });
    return Status::ok;
}

}  // namespace scinova::interpolate
