// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <cmath>
#include <limits>

#include "common/parallel.hpp"
#include "kernels/interpolate/banded.hpp"
#include "kernels/interpolate/basis.hpp"
#include "kernels/interpolate/smoothing.hpp"
#include "kernels/interpolate/surface_fit.hpp"

namespace scinova::interpolate {

namespace {

// One direction of the grid: its abscissas, knots and basis values.
struct Direction {
    Vec<const double> x;
    int k;
    double low, high;
    std::vector<double> t{};
    std::vector<double> interval_fp{};
    std::vector<std::int64_t> interior{};
    index_t added = 0;
    double reduction = 0.0;
    std::vector<double> values{};
    std::vector<index_t> first{};

    index_t points() const noexcept { return x.shape[0]; }
    index_t fewest() const noexcept { return 2 * (k + 1); }
    index_t complete() const noexcept { return points() + k + 1; }
    index_t knots() const noexcept { return static_cast<index_t>(t.size()); }
    index_t unknowns() const noexcept { return knots() - k - 1; }

    void begin() {
        t.assign(static_cast<std::size_t>(fewest()), low);
        std::fill(t.begin() + k + 1, t.end(), high);
        interior.assign(1, points() - 2);
        interval_fp.assign(1, 0.0);
    }

    void interpolation_knots() {
        t.assign(static_cast<std::size_t>(complete()), low);
        std::fill(t.end() - k - 1, t.end(), high);
        for (index_t i = 0; i < points() - k - 1; ++i) {
            const index_t j = k / 2 + 1 + i;
            t[static_cast<std::size_t>(k + 1 + i)] = k % 2 ? x(j) : 0.5 * (x(j) + x(j - 1));
        }
    }

    void evaluate() {
        const index_t width = k + 1;
        values.resize(static_cast<std::size_t>(points() * width));
        first.resize(static_cast<std::size_t>(points()));
        const Vec<const double> knots_view{t.data(), {knots()}, {1}};
        index_t i = k;
        for (index_t p = 0; p < points(); ++p) {
            i = find_interval(knots_view, k, unknowns() - 1, x(p), i);
            basis<-1>(t.data() + i, k, x(p), 0, values.data() + p * width);
            first[static_cast<std::size_t>(p)] = i - k;
        }
    }

    // Least squares along this direction for `sides` right-hand sides at once, with the jumps weighted by `penalty`.
    // `right` has a row for each point.
    Status solve(const std::vector<double>& right, index_t sides, double penalty, std::vector<double>& out) const {
        const index_t width = k + 1;
        BandTriangle triangle(unknowns(), width + 1, 0, sides);
        std::vector<double> h(static_cast<std::size_t>(width + 1)), side(static_cast<std::size_t>(sides));
        for (index_t p = 0; p < points(); ++p) {
            std::copy_n(values.data() + p * width, width, h.begin());
            std::copy_n(right.data() + p * sides, sides, side.begin());
            triangle.add_row(first[static_cast<std::size_t>(p)], h.data(), width, side.data());
            if (interrupted()) return Status::interrupted;
        }
        if (penalty > 0.0) {
            const std::vector<double> jumps = derivative_jumps(t, k);
            const index_t rows = static_cast<index_t>(jumps.size()) / (width + 1);
            for (index_t row = 0; row < rows; ++row) {
                for (index_t j = 0; j <= width; ++j)
                    h[static_cast<std::size_t>(j)] = penalty * jumps[static_cast<std::size_t>(row * (width + 1) + j)];
                std::fill(side.begin(), side.end(), 0.0);
                triangle.add_row(row, h.data(), width + 1, side.data());
            }
        }
        out.assign(static_cast<std::size_t>(unknowns() * sides), 0.0);
        return triangle.solve(out.data());
    }

    // How many knots would be added here next.
    index_t wanted(double excess, double accuracy) const {
        if (knots() == fewest()) return 1;
        index_t n = added * 2;
        if (reduction > accuracy) n = static_cast<index_t>(std::min(static_cast<double>(added) * excess / reduction, 1e9));
        return std::min(added * 2, std::max({n, added / 2, index_t{1}}));
    }

    void add_knots(index_t count) {
        added = count;
        for (index_t a = 0; a < count && knots() < complete(); ++a)
            if (!add_knot(x, t, k, interval_fp, interior)) break;
        if (knots() == complete()) interpolation_knots();
    }

    // Whether point p opens a knot interval.
    bool opens(index_t p) const {
        return p > 0 && first[static_cast<std::size_t>(p)] != first[static_cast<std::size_t>(p - 1)];
    }
};

class GridFitter {
public:
    GridFitter(const GridProblem& in, SurfaceResult& out)
        : in_(in), out_(out), x_{in.x, in.kx, in.x_low, in.x_high}, y_{in.y, in.ky, in.y_low, in.y_high} {}

    Status run();

private:
    Status solve(double penalty);
    void residual();
    Status choose_knots(bool& finished);
    Status smooth();

    const GridProblem& in_;
    SurfaceResult& out_;
    Direction x_, y_;
    double accuracy_ = 0.0, first_fp_ = 0.0;
};

Status GridFitter::solve(double penalty) {
    x_.evaluate();
    y_.evaluate();
    const index_t mx = x_.points(), my = y_.points(), nx = x_.unknowns();
    std::vector<double> right(static_cast<std::size_t>(mx * my)), half;
    for (index_t i = 0; i < mx; ++i)
        for (index_t j = 0; j < my; ++j) right[static_cast<std::size_t>(i * my + j)] = in_.z(i, j);
    Status status = x_.solve(right, my, penalty, half);
    if (status != Status::ok) return status;
    std::vector<double> turned(static_cast<std::size_t>(nx * my)), columns;
    for (index_t i = 0; i < nx; ++i)
        for (index_t j = 0; j < my; ++j) turned[static_cast<std::size_t>(j * nx + i)] = half[static_cast<std::size_t>(i * my + j)];
    status = y_.solve(turned, nx, penalty, columns);
    if (status != Status::ok) return status;
    const index_t ny = y_.unknowns();
    out_.c.resize(static_cast<std::size_t>(nx * ny));
    for (index_t i = 0; i < nx; ++i)
        for (index_t j = 0; j < ny; ++j) out_.c[static_cast<std::size_t>(i * ny + j)] = columns[static_cast<std::size_t>(j * nx + i)];
    residual();
    return Status::ok;
}

// fp, and its share of each knot interval; a point that opens an interval is shared with the one before.
void GridFitter::residual() {
    const index_t ny = y_.unknowns();
    x_.interval_fp.assign(static_cast<std::size_t>(x_.knots() - x_.fewest() + 1), 0.0);
    y_.interval_fp.assign(static_cast<std::size_t>(y_.knots() - y_.fewest() + 1), 0.0);
    std::vector<double> line(static_cast<std::size_t>(ny));
    out_.fp = 0.0;
    for (index_t i = 0; i < x_.points(); ++i) {
        const double* hx = x_.values.data() + i * (x_.k + 1);
        const index_t ix = x_.first[static_cast<std::size_t>(i)];
        std::fill(line.begin(), line.end(), 0.0);
        for (int r = 0; r <= x_.k; ++r)
            for (index_t j = 0; j < ny; ++j) line[static_cast<std::size_t>(j)] += hx[r] * out_.c[static_cast<std::size_t>((ix + r) * ny + j)];
        for (index_t j = 0; j < y_.points(); ++j) {
            const double* hy = y_.values.data() + j * (y_.k + 1);
            const index_t iy = y_.first[static_cast<std::size_t>(j)];
            double value = 0.0;
            for (int r = 0; r <= y_.k; ++r) value += hy[r] * line[static_cast<std::size_t>(iy + r)];
            const double fp = (in_.z(i, j) - value) * (in_.z(i, j) - value);
            out_.fp += fp;
            const auto share = [fp](Direction& d, index_t interval, bool opens) {
                d.interval_fp[static_cast<std::size_t>(interval)] += opens ? 0.5 * fp : fp;
                if (opens) d.interval_fp[static_cast<std::size_t>(interval - 1)] += 0.5 * fp;
            };
            share(x_, ix, x_.opens(i));
            share(y_, iy, y_.opens(j));
        }
    }
}

Status GridFitter::choose_knots(bool& finished) {
    finished = true;
    enum class Last { none, x, y } last = Last::none;
    double last_fp = 0.0;
    for (index_t step = 0; step < x_.points() + y_.points(); ++step) {
        const Status status = solve(0.0);
        if (status != Status::ok) return status;
        const bool bare = x_.knots() == x_.fewest() && y_.knots() == y_.fewest();
        if (bare) first_fp_ = out_.fp;
        out_.end = bare ? -2 : 0;
        const double excess = out_.fp - in_.s;
        if (std::abs(excess) < accuracy_) return Status::ok;
        if (excess < 0.0) {
            finished = bare;
            return Status::ok;
        }
        if (x_.knots() == x_.complete() && y_.knots() == y_.complete()) {
            out_.end = -1;
            out_.fp = 0.0;
            return Status::ok;
        }
        if (last == Last::x) x_.reduction = last_fp - out_.fp;
        if (last == Last::y) y_.reduction = last_fp - out_.fp;
        last_fp = out_.fp;
        const index_t in_x = x_.wanted(excess, accuracy_), in_y = y_.wanted(excess, accuracy_);
        bool along_x = in_x < in_y || (in_x == in_y && last != Last::x);
        if (along_x && x_.knots() == x_.complete()) along_x = false;
        if (!along_x && y_.knots() == y_.complete()) along_x = true;
        if (along_x) x_.add_knots(in_x);
        else y_.add_knots(in_y);
        last = along_x ? Last::x : Last::y;
    }
    finished = false;
    return Status::ok;
}

Status GridFitter::smooth() {
    SmoothingSearch search(first_fp_ - in_.s, out_.fp - in_.s, 1.0, accuracy_);
    for (int step = 1;; ++step) {
        const Status status = solve(1.0 / search.p());
        if (status != Status::ok) return status;
        const double excess = out_.fp - in_.s;
        if (std::abs(excess) < accuracy_) return Status::ok;
        if (step >= in_.most_steps) {
            out_.end = 3;
            return Status::ok;
        }
        if (search.advance(excess) == SmoothingSearch::Step::stalled) {
            out_.end = 2;
            return Status::ok;
        }
    }
}

Status GridFitter::run() {
    accuracy_ = fit_tolerance * in_.s;
    Status status = Status::ok;
    if (in_.s == 0.0) {
        x_.interpolation_knots();
        y_.interpolation_knots();
        status = solve(0.0);
        out_.fp = 0.0;
        out_.end = -1;
    } else {
        x_.begin();
        y_.begin();
        bool finished = true;
        status = choose_knots(finished);
        if (status == Status::ok && !finished) status = smooth();
    }
    out_.tx = x_.t;
    out_.ty = y_.t;
    return status;
}

}  // namespace

Status fit_grid(const GridProblem& problem, SurfaceResult& result) {
    return GridFitter(problem, result).run();
}

}  // namespace scinova::interpolate
