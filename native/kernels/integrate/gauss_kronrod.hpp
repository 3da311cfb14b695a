// SPDX-License-Identifier: BSD-3-Clause
// Gauss-Kronrod rules: K21 on a finite interval, K15 on (0, 1) for ranges transformed from infinity, and K15 with a
// weight function (the book, sections 2.2.3 and 2.2.2.1; the error estimate is formula (2.2.7) and what follows it).
#pragma once

#include <algorithm>
#include <cmath>

#include "kernels/integrate/gauss_kronrod_tables.hpp"
#include "kernels/integrate/quad_types.hpp"

namespace scinova::quad {

// Turns the raw difference |Kronrod - Gauss| into an error estimate, with a floor for rounding.
inline double scaled_error(double difference, double absolute, double deviation) noexcept {
    double error = std::abs(difference);
    if (deviation != 0.0 && error != 0.0) error = deviation * std::min(1.0, std::pow(200.0 * error / deviation, 1.5));
    if (absolute > tiny / (50.0 * epsilon)) error = std::max(50.0 * epsilon * absolute, error);
    return error;
}

// A symmetric pair of rules on [a, b], applied to any functor.
template <std::size_t N, class F>
Status gauss_kronrod(F& f, double a, double b, const std::array<double, N>& node, const std::array<double, N>& weight,
                     const std::array<double, N>& gauss, Estimate& out) {
    const double centre = 0.5 * (a + b), half = 0.5 * (b - a);
    double below[N], above[N], middle;
    if (Status s = f(centre, middle); s != Status::ok) return s;
    double kronrod = weight[N - 1] * middle, plain = gauss[N - 1] * middle;
    double absolute = weight[N - 1] * std::abs(middle);
    for (const std::size_t first : {std::size_t{1}, std::size_t{0}}) {  // Gauss's nodes, then Kronrod's
        for (std::size_t j = first; j + 1 < N; j += 2) {
            const double step = half * node[j];
            if (Status s = f(centre - step, below[j]); s != Status::ok) return s;
            if (Status s = f(centre + step, above[j]); s != Status::ok) return s;
            const double both = below[j] + above[j];
            kronrod += weight[j] * both;
            plain += gauss[j] * both;
            absolute += weight[j] * (std::abs(below[j]) + std::abs(above[j]));
        }
    }
    const double mean = 0.5 * kronrod;
    double deviation = weight[N - 1] * std::abs(middle - mean);
    for (std::size_t j = 0; j + 1 < N; ++j)
        deviation += weight[j] * (std::abs(below[j] - mean) + std::abs(above[j] - mean));
    const double width = std::abs(half);
    out.value = kronrod * half;
    out.absolute = absolute * width;
    out.deviation = deviation * width;
    out.error = scaled_error((kronrod - plain) * half, out.absolute, out.deviation);
    return Status::ok;
}

// G10K21 on finite intervals.
template <class F>
struct FiniteRule {
    F& f;
    index_t count = 0;
    Status operator()(double a, double b, int, Estimate& out) {
        count += 21;
        return gauss_kronrod(f, a, b, k21_node, k21_weight, k21_gauss, out);
    }
};

// G7K15 on parts of (0, 1], the image of [bound, inf) or (-inf, bound] under x = bound +- (1 - t) / t. A doubly infinite
// range is folded at zero.
template <class F>
struct InfiniteRule {
    F& f;
    double bound;
    double direction;  // +1 or -1
    bool both;
    index_t count = 0;

    Status operator()(double a, double b, int, Estimate& out) {
        count += both ? 30 : 15;
        auto image = [this](double t, double& y) {
            const double x = bound + direction * ((1.0 - t) / t);
            if (Status s = f(x, y); s != Status::ok) return s;
            if (both) {
                double other;
                if (Status s = f(-x, other); s != Status::ok) return s;
                y += other;
            }
            y = y / t / t;
            return Status::ok;
        };
        return gauss_kronrod(image, a, b, k15_node, k15_weight, k15_gauss, out);
    }
};

// G7K15 of f times a weight function w(x), for intervals where the weight is smooth.
template <class F, class W>
Status weighted_kronrod(F& f, const W& w, double a, double b, Estimate& out) {
    auto product = [&](double x, double& y) {
        if (Status s = f(x, y); s != Status::ok) return s;
        y *= w(x);
        return Status::ok;
    };
    return gauss_kronrod(product, a, b, k15_node, k15_weight, k15_gauss, out);
}

}  // namespace scinova::quad
