// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/interpolate/curve_fit.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "common/parallel.hpp"
#include "kernels/interpolate/banded.hpp"
#include "kernels/interpolate/basis.hpp"
#include "kernels/interpolate/smoothing.hpp"

namespace scinova::interpolate {

namespace {

class CurveFitter {
public:
    CurveFitter(const CurveProblem& problem, CurveState& state)
        : in_(problem),
          out_(state),
          k_(problem.k),
          m_(problem.periodic ? problem.x.shape[0] - 1 : problem.x.shape[0]),
          sides_(problem.y.shape[1]),
          accuracy_(fit_tolerance * problem.s),
          fewest_(2 * (problem.k + 1)),
          complete_(problem.x.shape[0] + (problem.periodic ? 2 * problem.k : problem.k + 1)) {}

    Status run(FitStart start);

private:
    index_t knots() const noexcept { return static_cast<index_t>(out_.t.size()); }
    index_t unknowns() const noexcept { return knots() - k_ - 1 - (in_.periodic ? k_ : 0); }

    void begin_without_knots();
    void begin_resumed();
    void interpolation_knots();
    void close_knots();
    Status constant_fit();
    Status least_squares();
    Status choose_knots(bool& finished);
    void share_residuals();
    Status smooth();
    double residual();

    const CurveProblem& in_;
    CurveState& out_;
    int k_;
    index_t m_, sides_;
    double accuracy_;
    index_t fewest_, complete_;
    std::vector<double> values_, point_fp_;  // basis values and squared residual of each data point
    std::vector<index_t> first_;
    std::unique_ptr<BandTriangle> triangle_;
};

void CurveFitter::begin_without_knots() {
    out_.t.assign(static_cast<std::size_t>(fewest_), 0.0);
    close_knots();
    out_.interior.assign(1, in_.x.shape[0] - 2);
    out_.interval_fp.assign(1, 0.0);
    out_.last_fp = 0.0;
    out_.added = 0;
}

// A spline through all points has its knots at them (odd degree) or halfway between.
void CurveFitter::interpolation_knots() {
    out_.t.assign(static_cast<std::size_t>(complete_), 0.0);
    const bool odd = k_ % 2 == 1;
    const index_t interior = complete_ - fewest_;
    const index_t skipped = in_.periodic ? 0 : k_ / 2;
    for (index_t i = 0; i < interior; ++i) {
        const index_t j = skipped + 1 + i;
        out_.t[static_cast<std::size_t>(k_ + 1 + i)] = odd ? in_.x(j) : 0.5 * (in_.x(j) + in_.x(j - 1));
    }
    close_knots();
}

// The k+1 knots at either end: repeated, or continued with the period.
void CurveFitter::close_knots() {
    const index_t n = knots();
    double* t = out_.t.data();
    t[k_] = in_.low;
    t[n - k_ - 1] = in_.high;
    const double period = in_.high - in_.low;
    for (index_t j = 1; j <= k_; ++j) {
        t[k_ - j] = in_.periodic ? t[n - k_ - 1 - j] - period : in_.low;
        t[n - k_ - 1 + j] = in_.periodic ? t[k_ + j] + period : in_.high;
    }
}

// The periodic polynomial is a constant.
Status CurveFitter::constant_fit() {
    std::vector<double> mean(static_cast<std::size_t>(sides_));
    double weight = 0.0;
    for (index_t i = 0; i < m_; ++i) weight += in_.w(i) * in_.w(i);
    double fp = 0.0;
    for (index_t q = 0; q < sides_; ++q) {
        double sum = 0.0;
        for (index_t i = 0; i < m_; ++i) sum += in_.w(i) * in_.w(i) * in_.y(i, q);
        mean[static_cast<std::size_t>(q)] = sum / weight;
        for (index_t i = 0; i < m_; ++i) {
            const double d = in_.w(i) * (in_.y(i, q) - sum / weight);
            fp += d * d;
        }
    }
    out_.fp = out_.first_fp = fp;
    out_.c.clear();
    for (int j = 0; j <= k_; ++j) out_.c.insert(out_.c.end(), mean.begin(), mean.end());
    out_.end = FitEnd::polynomial;
    return Status::ok;
}

Status CurveFitter::least_squares() {
    const index_t n = unknowns(), width = k_ + 1;
    if (in_.periodic) close_knots();
    values_.resize(static_cast<std::size_t>(m_ * width));
    first_.resize(static_cast<std::size_t>(m_));
    triangle_ = std::make_unique<BandTriangle>(n, width, in_.periodic ? width : 0, sides_);
    std::vector<double> h(static_cast<std::size_t>(width)), y(static_cast<std::size_t>(sides_));
    const Vec<const double> t{out_.t.data(), {knots()}, {1}};
    index_t i = k_;
    for (index_t p = 0; p < m_; ++p) {
        i = find_interval(t, k_, knots() - k_ - 2, in_.x(p), i);
        double* row = values_.data() + p * width;
        basis<-1>(t.data + i, k_, in_.x(p), 0, row);
        first_[static_cast<std::size_t>(p)] = i - k_;
        const double w = in_.w(p);
        for (index_t j = 0; j < width; ++j) h[static_cast<std::size_t>(j)] = w * row[j];
        for (index_t q = 0; q < sides_; ++q) y[static_cast<std::size_t>(q)] = w * in_.y(p, q);
        triangle_->add_row(i - k_, h.data(), width, y.data());
        if (interrupted()) return Status::interrupted;
    }
    out_.c.assign(static_cast<std::size_t>((knots() - k_ - 1) * sides_), 0.0);
    const Status status = triangle_->solve(out_.c.data());
    if (status != Status::ok) return status;
    out_.fp = residual();
    return Status::ok;
}

// fp of the coefficients in out_.c, which are closed first when periodic; keeps each point's share.
double CurveFitter::residual() {
    const index_t width = k_ + 1;
    if (in_.periodic)
        for (index_t j = 0; j < k_ * sides_; ++j)
            out_.c[static_cast<std::size_t>(unknowns() * sides_ + j)] = out_.c[static_cast<std::size_t>(j)];
    point_fp_.resize(static_cast<std::size_t>(m_));
    double fp = 0.0;
    for (index_t p = 0; p < m_; ++p) {
        const double* row = values_.data() + p * width;
        const double* c = out_.c.data() + first_[static_cast<std::size_t>(p)] * sides_;
        double sum = 0.0;
        for (index_t q = 0; q < sides_; ++q) {
            double value = 0.0;
            for (index_t j = 0; j < width; ++j) value += row[j] * c[j * sides_ + q];
            const double d = in_.w(p) * (value - in_.y(p, q));
            sum += d * d;
        }
        point_fp_[static_cast<std::size_t>(p)] = sum;
        fp += sum;
    }
    return fp;
}

// Residual of each knot interval; a point that opens an interval is shared with the one before. The first point of a
// period counts for the first interval and for the last.
void CurveFitter::share_residuals() {
    const std::size_t intervals = static_cast<std::size_t>(knots() - fewest_ + 1);
    out_.interval_fp.assign(intervals, 0.0);
    std::size_t at = 0;
    index_t next = k_ + 1;  // knot that ends interval `at`
    const index_t last = knots() - k_ - 1;
    for (index_t p = 0; p < m_; ++p) {
        const double fp = point_fp_[static_cast<std::size_t>(p)];
        if (in_.periodic && p == 0) {
            out_.interval_fp[0] += fp;
            out_.interval_fp[intervals - 1] += fp;
            continue;
        }
        if (next < last && in_.x(p) >= out_.t[static_cast<std::size_t>(next)]) {
            out_.interval_fp[at] += 0.5 * fp;
            ++at;
            ++next;
            out_.interval_fp[at] += 0.5 * fp;
        } else {
            out_.interval_fp[at] += fp;
        }
    }
}

// Least-squares splines on ever more knots. `finished` when the last of them is the answer.
Status CurveFitter::choose_knots(bool& finished) {
    finished = true;
    for (index_t step = 0; step < in_.x.shape[0]; ++step) {
        const Status status = least_squares();
        if (status != Status::ok) return status;
        const bool bare = knots() == fewest_ && !in_.periodic;
        if (bare) out_.first_fp = out_.fp;
        out_.end = bare ? FitEnd::polynomial : FitEnd::smooth;
        const double excess = out_.fp - in_.s;
        if (std::abs(excess) < accuracy_) return Status::ok;
        if (excess < 0.0) {
            finished = bare;
            return Status::ok;
        }
        if (knots() == complete_) {
            out_.end = FitEnd::interpolates;
            return Status::ok;
        }
        if (knots() >= in_.most_knots) {
            out_.end = FitEnd::out_of_knots;
            return Status::ok;
        }
        if (bare) {
            out_.added = 1;
        } else {
            const double fall = out_.last_fp - out_.fp;
            index_t wanted = out_.added * 2;
            if (fall > accuracy_)
                wanted = static_cast<index_t>(std::min(static_cast<double>(out_.added) * excess / fall, 1e9));
            out_.added = std::min(out_.added * 2, std::max({wanted, out_.added / 2, index_t{1}}));
        }
        out_.last_fp = out_.fp;
        share_residuals();
        for (index_t a = 0; a < out_.added; ++a) {
            if (!add_knot(in_.x, out_.t, k_, out_.interval_fp, out_.interior)) {
                if (a > 0) break;
                out_.end = FitEnd::out_of_knots;
                return Status::ok;
            }
            if (knots() == complete_) {
                interpolation_knots();
                break;
            }
            if (knots() >= in_.most_knots) break;
        }
    }
    finished = false;
    return Status::ok;
}

Status CurveFitter::smooth() {
    const index_t n = unknowns(), width = k_ + 2;
    const std::vector<double> jumps = derivative_jumps(out_.t, k_);
    const index_t rows = static_cast<index_t>(jumps.size()) / width;
    const double start = static_cast<double>(n) / triangle_->diagonal_sum();
    SmoothingSearch search(out_.first_fp - in_.s, out_.fp - in_.s, start, accuracy_);
    const BandTriangle data = triangle_->widened(width);
    std::vector<double> h(static_cast<std::size_t>(width)), zero(static_cast<std::size_t>(sides_));
    for (int step = 1;; ++step) {
        BandTriangle both = data;
        for (index_t row = 0; row < rows; ++row) {
            for (index_t j = 0; j < width; ++j)
                h[static_cast<std::size_t>(j)] = jumps[static_cast<std::size_t>(row * width + j)] / search.p();
            std::fill(zero.begin(), zero.end(), 0.0);
            both.add_row(row, h.data(), width, zero.data());
            if (interrupted()) return Status::interrupted;
        }
        const Status status = both.solve(out_.c.data());
        if (status != Status::ok) return status;
        out_.fp = residual();
        const double excess = out_.fp - in_.s;
        if (std::abs(excess) < accuracy_) {
            out_.end = FitEnd::smooth;
            return Status::ok;
        }
        if (step == most_smoothing_steps) {
            out_.end = FitEnd::too_many_steps;
            return Status::ok;
        }
        if (search.advance(excess) == SmoothingSearch::Step::stalled) {
            out_.end = FitEnd::stalled;
            return Status::ok;
        }
    }
}

Status CurveFitter::run(FitStart start) {
    if (start == FitStart::given_knots) {
        if (!in_.periodic || knots() > fewest_) {
            out_.end = FitEnd::smooth;
            return least_squares();
        }
        return constant_fit();
    }
    if (in_.s == 0.0) {
        if (complete_ > in_.most_knots) {
            out_.end = FitEnd::out_of_knots;
            return Status::ok;
        }
        begin_without_knots();
        interpolation_knots();
    } else {
        const bool resumed = start == FitStart::resume && knots() > fewest_ && out_.first_fp > in_.s;
        if (!resumed) begin_without_knots();
        if (in_.periodic && !resumed) {
            constant_fit();
            if (out_.fp - in_.s < accuracy_ || complete_ == fewest_) return Status::ok;
            if (fewest_ >= in_.most_knots) {
                out_.end = FitEnd::out_of_knots;
                return Status::ok;
            }
            // One knot, at the middle point.
            out_.last_fp = out_.fp;
            out_.added = 1;
            const index_t middle = (in_.x.shape[0] + 1) / 2 - 1;
            out_.t.insert(out_.t.begin() + k_ + 1, in_.x(middle));
            out_.interior = {middle - 1, m_ - middle - 1};
        }
    }
    bool finished = true;
    const Status status = choose_knots(finished);
    if (status != Status::ok || finished) return status;
    return smooth();
}

}  // namespace

Status fit_curve(const CurveProblem& problem, FitStart start, CurveState& state) {
    return CurveFitter(problem, state).run(start);
}

}  // namespace scinova::interpolate
