// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/interpolate/grid_values.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <new>
#include <vector>

#include "common/parallel.hpp"
#include "kernels/interpolate/basis.hpp"

namespace scinova::interpolate {

namespace {

constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// What one point needs along one axis: rows of `values` to visit, relative to each other, and their weights.
struct Axis {
    Vec<const double> places{};
    index_t stride = 1;  // rows of values from one place along the axis to the next
    index_t guess = 0, first = 0;
    std::vector<double> weights{};
};

class Evaluator {
public:
    // `unused` places at the end of each axis have no row of their own (a spline has fewer coefficients than knots).
    Evaluator(const GridAxes& axes, int width, int unused) : width_(width) {
        const index_t n = axes.sizes.shape[0];
        axes_.resize(static_cast<std::size_t>(n));
        index_t offset = 0;
        for (index_t d = 0; d < n; ++d) {
            Axis& a = axes_[static_cast<std::size_t>(d)];
            a.places = {axes.places.data + offset * axes.places.stride[0], {axes.sizes(d)}, {axes.places.stride[0]}};
            a.weights.resize(static_cast<std::size_t>(width));
            offset += axes.sizes(d);
        }
        for (index_t d = n - 2; d >= 0; --d) {
            const Axis& next = axes_[static_cast<std::size_t>(d + 1)];
            axes_[static_cast<std::size_t>(d)].stride = next.stride * (next.places.shape[0] - unused);
        }
    }

    // weigh(axis, d, x) fills first and weights; then out(p, :) is the weighted sum over the box.
    template <class Weigh>
    void point(Mat<const double> values, Mat<const double> points, Mat<double> out, index_t p, Weigh&& weigh) {
        const std::size_t n = axes_.size();
        const index_t columns = values.shape[1];
        bool known = true;
        index_t base = 0;
        for (std::size_t d = 0; d < n; ++d) {
            const double x = points(p, static_cast<index_t>(d));
            if (std::isnan(x)) known = false;
            else weigh(axes_[d], d, x);
            base += axes_[d].first * axes_[d].stride;
        }
        for (index_t q = 0; q < columns; ++q) out(p, q) = known ? 0.0 : nan;
        if (known) sum(0, 1.0, base, values, out, p);
    }

private:
    void sum(std::size_t d, double weight, index_t row, Mat<const double> values, Mat<double> out, index_t p) const {
        const Axis& a = axes_[d];
        for (int r = 0; r < width_; ++r) {
            const double w = weight * a.weights[static_cast<std::size_t>(r)];
            if (w == 0.0) continue;
            const index_t at = row + r * a.stride;
            if (d + 1 < axes_.size()) {
                sum(d + 1, w, at, values, out, p);
            } else {
                for (index_t q = 0; q < values.shape[1]; ++q) out(p, q) += w * values(at, q);
            }
        }
    }

    std::vector<Axis> axes_;
    int width_;
};

template <class Weigh>
Status evaluate(const GridAxes& axes, int width, int unused, Mat<const double> values, Mat<const double> points,
                Mat<double> out, Weigh&& weigh) {
    double work = static_cast<double>(std::max<index_t>(1, values.shape[1]));
    for (index_t d = 0; d < axes.sizes.shape[0]; ++d) work *= width;
    const index_t share = std::max<index_t>(1, static_cast<index_t>(16384.0 / work));
    try {
        parallel_for(points.shape[0], share, [&](index_t begin, index_t end) {
            Evaluator evaluator(axes, width, unused);
            for (index_t p = begin; p < end; ++p) evaluator.point(values, points, out, p, weigh);
        });
    } catch (const std::bad_alloc&) {
        return Status::out_of_memory;
    }
    return Status::ok;
}

}  // namespace

Status grid_linear(const GridAxes& axes, Mat<const double> values, Mat<const double> points, Mat<double> out) {
    return evaluate(axes, 2, 0, values, points, out, [](Axis& a, std::size_t, double x) {
        const index_t n = a.places.shape[0];
        if (n == 1) {
            a.first = 0;
            a.weights[0] = 1.0;
            a.weights[1] = 0.0;
            return;
        }
        a.first = a.guess = find_interval(a.places, 0, n - 2, x, a.guess);
        const double s = (x - a.places(a.first)) / (a.places(a.first + 1) - a.places(a.first));
        a.weights[0] = 1.0 - s;
        a.weights[1] = s;
    });
}

Status grid_nearest(const GridAxes& axes, Mat<const double> values, Mat<const double> points, Mat<double> out) {
    return evaluate(axes, 1, 0, values, points, out, [](Axis& a, std::size_t, double x) {
        const index_t n = a.places.shape[0];
        a.weights[0] = 1.0;
        a.first = 0;
        if (n == 1) return;
        const index_t i = a.guess = find_interval(a.places, 0, n - 2, x, a.guess);
        const double s = (x - a.places(i)) / (a.places(i + 1) - a.places(i));
        a.first = s <= 0.5 ? i : i + 1;
    });
}

Status grid_spline(const GridAxes& axes, int k, Mat<const double> c, Vec<const std::int64_t> nu,
                   Mat<const double> points, Mat<double> out) {
    return evaluate(axes, k + 1, k + 1, c, points, out, [&](Axis& a, std::size_t d, double x) {
        const index_t i = a.guess = find_interval(a.places, k, a.places.shape[0] - k - 2, x, a.guess);
        a.first = i - k;
        const int order = static_cast<int>(nu(static_cast<index_t>(d)));
        with_degree(k, [&](auto degree) { basis<decltype(degree)::value>(a.places.data + i, k, x, order, a.weights.data()); });
    });
}

}  // namespace scinova::interpolate
