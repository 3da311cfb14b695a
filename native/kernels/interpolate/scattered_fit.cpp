// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <numeric>

#include "common/parallel.hpp"
#include "kernels/interpolate/banded.hpp"
#include "kernels/interpolate/basis.hpp"
#include "kernels/interpolate/smoothing.hpp"
#include "kernels/interpolate/surface_fit.hpp"

namespace scinova::interpolate {

namespace {

// One variable: its values at the points, knots, and basis values at the points.
struct Variable {
    Vec<const double> x;
    int k;
    double low, high;
    index_t most_knots;
    std::vector<double>& t;
    std::vector<double> values{};
    std::vector<index_t> first{};
    std::vector<double> interval_fp{}, moment{};  // residual of each knot interval, and its first moment

    index_t fewest() const noexcept { return 2 * (k + 1); }
    index_t knots() const noexcept { return static_cast<index_t>(t.size()); }
    index_t unknowns() const noexcept { return knots() - k - 1; }
    const double* row(index_t p) const noexcept { return values.data() + p * (k + 1); }

    void evaluate() {
        values.resize(static_cast<std::size_t>(x.shape[0] * (k + 1)));
        first.resize(static_cast<std::size_t>(x.shape[0]));
        const Vec<const double> view{t.data(), {knots()}, {1}};
        index_t i = k;
        for (index_t p = 0; p < x.shape[0]; ++p) {
            i = find_interval(view, k, unknowns() - 1, x(p), i);
            basis<-1>(t.data() + i, k, x(p), 0, values.data() + p * (k + 1));
            first[static_cast<std::size_t>(p)] = i - k;
        }
    }

    void clear() {
        interval_fp.assign(static_cast<std::size_t>(knots() - fewest() + 1), 0.0);
        moment = interval_fp;
    }

    // Adds a knot at the centre of residuals of `interval`, unless it is near one of its ends.
    bool split(index_t interval) {
        const std::size_t i = static_cast<std::size_t>(interval);
        const double at = moment[i] / interval_fp[i];
        const double right = t[i + static_cast<std::size_t>(k) + 1] - at, left = at - t[i + static_cast<std::size_t>(k)];
        if (right > 10.0 * left || left > 10.0 * right) return false;
        t.insert(t.begin() + k + 1 + interval, at);
        return true;
    }
};

class ScatteredFitter {
public:
    ScatteredFitter(const ScatteredProblem& in, SurfaceResult& out)
        : in_(in),
          out_(out),
          x_{in.x, in.kx, in.x_low, in.x_high, in.most_x, out.tx},
          y_{in.y, in.ky, in.y_low, in.y_high, in.most_y, out.ty} {}

    Status run();

private:
    index_t points() const noexcept { return in_.z.shape[0]; }
    index_t unknowns() const noexcept { return x_.unknowns() * y_.unknowns(); }
    Status least_squares();
    void solve(BandTriangle& triangle, double& lost);
    void residual();
    bool add_knot();
    Status choose_knots(bool& finished);
    Status smooth();
    void add_penalty(BandTriangle& triangle, const Variable& along, const Variable& across, bool along_is_outer,
                     double weight) const;

    const ScatteredProblem& in_;
    SurfaceResult& out_;
    Variable x_, y_;
    std::vector<double> point_fp_;
    std::unique_ptr<BandTriangle> triangle_;
    bool x_outer_ = true;  // which index of the coefficients runs slowly in the system: the one that makes it narrow
    index_t rank_ = 0;
    double first_fp_ = 0.0;
};

Status ScatteredFitter::least_squares() {
    x_.evaluate();
    y_.evaluate();
    x_outer_ = x_.k * y_.unknowns() + y_.k <= y_.k * x_.unknowns() + x_.k;
    const Variable &outer = x_outer_ ? x_ : y_, &inner = x_outer_ ? y_ : x_;
    const index_t n = inner.unknowns(), width = outer.k * n + inner.k + 1;
    triangle_ = std::make_unique<BandTriangle>(unknowns(), width, 0, 1);
    std::vector<index_t> order(static_cast<std::size_t>(points()));
    std::iota(order.begin(), order.end(), index_t{0});
    const auto start = [&](index_t p) {
        return outer.first[static_cast<std::size_t>(p)] * n + inner.first[static_cast<std::size_t>(p)];
    };
    std::stable_sort(order.begin(), order.end(), [&](index_t a, index_t b) { return start(a) < start(b); });
    std::vector<double> h(static_cast<std::size_t>(width));
    double fp = 0.0;  // what the rotations leave: exactly zero when every point has an unknown of its own
    for (const index_t p : order) {
        const double w = in_.w(p);
        std::fill(h.begin(), h.end(), 0.0);
        for (int r = 0; r <= outer.k; ++r)
            for (int s = 0; s <= inner.k; ++s)
                h[static_cast<std::size_t>(r * n + s)] = w * outer.row(p)[r] * inner.row(p)[s];
        double z = w * in_.z(p);
        triangle_->add_row(start(p), h.data(), width, &z);
        fp += z * z;
        if (interrupted()) return Status::interrupted;
    }
    BandTriangle copy = *triangle_;
    solve(copy, fp);
    out_.fp = fp;
    return Status::ok;
}

void ScatteredFitter::solve(BandTriangle& triangle, double& lost) {
    std::vector<double> c(static_cast<std::size_t>(unknowns()));
    // Rotations alone leave a few units of rounding where a pivot is zero.
    const double tolerance = std::max(in_.rank_tolerance, 4.0 * std::numeric_limits<double>::epsilon());
    rank_ = triangle.solve_shortest(tolerance * triangle.largest_diagonal(), c.data(), lost);
    if (x_outer_) {
        out_.c = std::move(c);
    } else {
        const index_t nx = x_.unknowns(), ny = y_.unknowns();
        out_.c.resize(c.size());
        for (index_t i = 0; i < nx; ++i)
            for (index_t j = 0; j < ny; ++j)
                out_.c[static_cast<std::size_t>(i * ny + j)] = c[static_cast<std::size_t>(j * nx + i)];
    }
    residual();
}

void ScatteredFitter::residual() {
    const index_t ny = y_.unknowns();
    point_fp_.resize(static_cast<std::size_t>(points()));
    out_.fp = 0.0;
    for (index_t p = 0; p < points(); ++p) {
        const std::size_t at = static_cast<std::size_t>(p);
        double value = 0.0;
        for (int r = 0; r <= x_.k; ++r) {
            const double* c = out_.c.data() + (x_.first[at] + r) * ny + y_.first[at];
            double line = 0.0;
            for (int s = 0; s <= y_.k; ++s) line += y_.row(p)[s] * c[s];
            value += x_.row(p)[r] * line;
        }
        const double d = in_.w(p) * (in_.z(p) - value);
        point_fp_[at] = d * d;
        out_.fp += d * d;
    }
}

// Splits the knot interval, of either variable, with the largest residual that can be split.
bool ScatteredFitter::add_knot() {
    for (Variable* v : {&x_, &y_}) {
        v->clear();
        for (index_t p = 0; p < points(); ++p) {
            const std::size_t i = static_cast<std::size_t>(v->first[static_cast<std::size_t>(p)]);
            v->interval_fp[i] += point_fp_[static_cast<std::size_t>(p)];
            v->moment[i] += point_fp_[static_cast<std::size_t>(p)] * v->x(p);
        }
        if (v->knots() >= v->most_knots) std::fill(v->interval_fp.begin(), v->interval_fp.end(), 0.0);
    }
    for (;;) {
        Variable* best = nullptr;
        index_t interval = 0;
        double largest = 0.0;
        for (Variable* v : {&x_, &y_})
            for (std::size_t i = 0; i < v->interval_fp.size(); ++i)
                if (v->interval_fp[i] > largest) {
                    largest = v->interval_fp[i];
                    best = v;
                    interval = static_cast<index_t>(i);
                }
        if (!best) return false;
        if (best->split(interval)) return true;
        best->interval_fp[static_cast<std::size_t>(interval)] = 0.0;
    }
}

Status ScatteredFitter::choose_knots(bool& finished) {
    finished = true;
    const double accuracy = fit_tolerance * in_.s;
    for (index_t step = 0; step < points(); ++step) {
        const Status status = least_squares();
        if (status != Status::ok) return status;
        const bool bare = x_.knots() == x_.fewest() && y_.knots() == y_.fewest();
        if (bare) first_fp_ = out_.fp;
        out_.end = bare ? -2 : 0;
        const double excess = out_.fp - in_.s;
        if (std::abs(excess) <= accuracy) {
            if (out_.fp <= 0.0) out_.end = -1;
            return Status::ok;
        }
        if (excess < 0.0) {
            finished = bare;
            return Status::ok;
        }
        if (unknowns() > points()) {
            out_.end = 4;
            return Status::ok;
        }
        if (x_.knots() >= x_.most_knots && y_.knots() >= y_.most_knots) {
            out_.end = 1;
            return Status::ok;
        }
        if (!add_knot()) {
            out_.end = 5;
            return Status::ok;
        }
    }
    finished = false;
    return Status::ok;
}

void ScatteredFitter::add_penalty(BandTriangle& triangle, const Variable& along, const Variable& across,
                                  bool along_is_outer, double weight) const {
    const std::vector<double> jumps = derivative_jumps(along.t, along.k);
    const index_t width = along.k + 2, rows = static_cast<index_t>(jumps.size()) / width;
    const index_t step = along_is_outer ? across.unknowns() : 1, side = along_is_outer ? 1 : along.unknowns();
    std::vector<double> h(static_cast<std::size_t>((width - 1) * step + 1));
    for (index_t row = 0; row < rows; ++row)
        for (index_t j = 0; j < across.unknowns(); ++j) {
            std::fill(h.begin(), h.end(), 0.0);
            for (index_t l = 0; l < width; ++l)
                h[static_cast<std::size_t>(l * step)] = weight * jumps[static_cast<std::size_t>(row * width + l)];
            double zero = 0.0;
            triangle.add_row(row * step + j * side, h.data(), static_cast<index_t>(h.size()), &zero);
        }
}

Status ScatteredFitter::smooth() {
    const Variable &outer = x_outer_ ? x_ : y_, &inner = x_outer_ ? y_ : x_;
    const double start = static_cast<double>(unknowns()) / triangle_->diagonal_sum();
    const double accuracy = fit_tolerance * in_.s;
    SmoothingSearch search(first_fp_ - in_.s, out_.fp - in_.s, start, accuracy);
    const index_t narrow = outer.k * inner.unknowns() + inner.k + 1;
    const bool outer_jumps = outer.knots() > outer.fewest();
    const BandTriangle data = triangle_->widened(
        std::max(outer_jumps ? (outer.k + 1) * inner.unknowns() + 1 : narrow, std::max(narrow, inner.k + index_t{2})));
    for (int step = 1;; ++step) {
        BandTriangle both = data;
        add_penalty(both, inner, outer, false, 1.0 / search.p());
        add_penalty(both, outer, inner, true, 1.0 / search.p());
        double lost = 0.0;
        solve(both, lost);
        if (interrupted()) return Status::interrupted;
        const double excess = out_.fp - in_.s;
        if (std::abs(excess) <= accuracy) return Status::ok;
        if (step == most_smoothing_steps) {
            out_.end = 3;
            return Status::ok;
        }
        if (search.advance(excess) == SmoothingSearch::Step::stalled) {
            out_.end = 2;
            return Status::ok;
        }
    }
}

Status ScatteredFitter::run() {
    Status status;
    if (in_.given_knots) {
        status = least_squares();
        out_.end = 0;
    } else {
        for (Variable* v : {&x_, &y_}) {
            v->t.assign(static_cast<std::size_t>(v->fewest()), v->low);
            std::fill(v->t.begin() + v->k + 1, v->t.end(), v->high);
        }
        bool finished = true;
        status = choose_knots(finished);
        if (status == Status::ok && !finished) status = smooth();
    }
    if (out_.end <= 0 && rank_ < unknowns()) out_.end = -static_cast<int>(rank_);
    return status;
}

}  // namespace

Status fit_scattered(const ScatteredProblem& problem, SurfaceResult& result) {
    return ScatteredFitter(problem, result).run();
}

}  // namespace scinova::interpolate
