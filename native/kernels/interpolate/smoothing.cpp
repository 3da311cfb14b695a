// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/interpolate/smoothing.hpp"

namespace scinova::interpolate {

std::vector<double> derivative_jumps(const std::vector<double>& t, int k) {
    const index_t n = static_cast<index_t>(t.size()) - k - 1, rows = n - k - 1, width = k + 2;
    std::vector<double> out(static_cast<std::size_t>(rows > 0 ? rows * width : 0));
    const double* knot = t.data();
    const double unit = static_cast<double>(n - k) / (knot[n] - knot[k]);
    for (index_t row = 0; row < rows; ++row) {
        const index_t l = k + 1 + row;
        for (index_t j = 0; j < width; ++j) {
            const index_t b = row + j;  // the B-spline on t_b .. t_{b+k+1}
            double product = 1.0;
            bool first = true;
            for (index_t i = b; i <= b + k + 1; ++i) {
                if (i == l) continue;
                product *= (knot[l] - knot[i]) * (first ? 1.0 : unit);
                first = false;
            }
            out[static_cast<std::size_t>(row * width + j)] = (knot[b + k + 1] - knot[b]) / product;
        }
    }
    return out;
}

SmoothingSearch::Step SmoothingSearch::advance(double f) noexcept {
    constexpr double shrink = 0.04, near = 0.9, far = 0.1;
    const double p2 = p_, f2 = f;
    if (!high_settled_) {
        if (f2 - f3_ <= tolerance_) {  // p so large that fp is that of the least-squares spline
            p3_ = p2;
            f3_ = f2;
            p_ *= shrink;
            if (p_ <= p1_) p_ = p1_ * near + p2 * far;
            return Step::again;
        }
        if (f2 < 0.0) high_settled_ = true;
    }
    if (!low_settled_) {
        if (f1_ - f2 <= tolerance_) {  // p so small that fp is that of the polynomial
            p1_ = p2;
            f1_ = f2;
            p_ /= shrink;
            if (p3_ >= 0.0 && p_ >= p3_) p_ = p2 * far + p3_ * near;
            return Step::again;
        }
        if (f2 > 0.0) low_settled_ = true;
    }
    if (f2 >= f1_ || f2 <= f3_) return Step::stalled;
    // Root of (u p + v) / (p + w) through the three points.
    double root;
    if (p3_ > 0.0) {
        const double h1 = f1_ * (f2 - f3_), h2 = f2 * (f3_ - f1_), h3 = f3_ * (f1_ - f2);
        root = -(p1_ * p2 * h3 + p2 * p3_ * h1 + p3_ * p1_ * h2) / (p1_ * h1 + p2 * h2 + p3_ * h3);
    } else {
        root = (p1_ * (f1_ - f3_) * f2 - p2 * (f2 - f3_) * f1_) / ((f1_ - f2) * f3_);
    }
    if (f2 < 0.0) {
        p3_ = p2;
        f3_ = f2;
    } else {
        p1_ = p2;
        f1_ = f2;
    }
    p_ = root;
    return Step::again;
}

bool add_knot(Vec<const double> x, std::vector<double>& t, int k, std::vector<double>& interval_fp,
              std::vector<std::int64_t>& interior) {
    const std::size_t count = interior.size();
    double largest = 0.0;
    std::size_t chosen = count;
    index_t begin = 0, chosen_begin = 0;  // data point on, or just left of, the interval's left end
    for (std::size_t i = 0; i < count; ++i) {
        if (interior[i] > 0 && interval_fp[i] > largest) {
            largest = interval_fp[i];
            chosen = i;
            chosen_begin = begin;
        }
        begin += static_cast<index_t>(interior[i]) + 1;
    }
    if (chosen == count) return false;
    const std::int64_t points = interior[chosen], middle = points / 2 + 1;
    const std::int64_t left = middle - 1, right = points - middle;
    const double share = largest / static_cast<double>(points);
    interior[chosen] = left;
    interior.insert(interior.begin() + static_cast<index_t>(chosen) + 1, right);
    interval_fp[chosen] = share * static_cast<double>(left);
    interval_fp.insert(interval_fp.begin() + static_cast<index_t>(chosen) + 1, share * static_cast<double>(right));
    t.insert(t.begin() + k + 1 + static_cast<index_t>(chosen), x(chosen_begin + middle));
    return true;
}

}  // namespace scinova::interpolate
