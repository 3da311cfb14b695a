// SPDX-License-Identifier: BSD-3-Clause
// One accepted step of an embedded explicit Runge-Kutta pair, with step-size control
// (E. Hairer, S. P. Norsett, G. Wanner, Solving Ordinary Differential Equations I, sections II.4 and II.10).
//
// Stages k_i = f(t + c_i h, y + h sum_j a_ij k_j); y_new = y + h sum b_i k_i; error h sum e_i k_i, e including the
// derivative at the new point. Pairs of order 8 have two error rows, combined as (II.10.17). Norms are root mean squares
// of error / (atol + rtol max(|y|, |y_new|)). The step fails when it would fall below ten units in the last place of t.
#pragma once

#include <cmath>
#include <complex>
#include <limits>
#include <vector>

#include "common/parallel.hpp"
#include "common/status.hpp"
#include "common/views.hpp"

namespace scinova::ode {

struct Tableau {
    Mat<const double> a, errors;
    Vec<const double> b, c;
    int error_order;
};

struct StepControl {
    double direction, bound, longest;
    Vec<const double> rtol, atol;  // of length n or 1
    double safety = 0.9, shrink = 0.2, grow = 10.0;
    double beta = 0.0, previous = 1e-4;  // Gustafsson's stabilization and the error of the step before (section IV.2)
};

struct StepOutcome {
    Status status = Status::ok;
    bool accepted = false;
    double t = 0.0, h = 0.0, next = 0.0, error = 0.0;
    index_t evaluations = 0;
};

namespace detail {

inline double at(Vec<const double> v, index_t i) noexcept { return v(v.shape[0] == 1 ? 0 : i); }

// The weighted error of the step in k's last row and y_new.
template <class T>
double error_norm(const Tableau& tab, const StepControl& control, Vec<const T> y, Vec<const T> y_new, Mat<T> k, double h) {
    const index_t n = y.shape[0], rows = k.shape[0];
    double sum[2] = {0.0, 0.0};
    for (index_t i = 0; i < n; ++i) {
        const double scale = at(control.atol, i) + at(control.rtol, i) * std::max(std::abs(y(i)), std::abs(y_new(i)));
        for (index_t e = 0; e < tab.errors.shape[0]; ++e) {
            T total{};
            for (index_t r = 0; r < rows; ++r) total += tab.errors(e, r) * k(r, i);
            const double size = std::abs(total) / scale;
            sum[e] += size * size;
        }
    }
    const double count = static_cast<double>(n);
    if (tab.errors.shape[0] == 1) return std::abs(h) * std::sqrt(sum[0] / count);
    if (sum[0] == 0.0 && sum[1] == 0.0) return 0.0;
    return std::abs(h) * sum[0] / std::sqrt((sum[0] + 0.01 * sum[1]) * count);
}

}  // namespace detail

// F: Status f(double t, const T* y, T* dy). k has a row per stage and one for the derivative at the new point.
template <class T, class F>
StepOutcome runge_kutta_step(F& f, double t, Vec<const T> y, Vec<const T> slope, double size, const Tableau& tab,
                             const StepControl& control, Mat<T> k, Vec<T> y_new) {
    const double shrink = control.shrink, grow = control.grow;
    const index_t n = y.shape[0], stages = tab.b.shape[0];
    const double least =
        10.0 * std::abs(std::nextafter(t, control.direction * std::numeric_limits<double>::infinity()) - t);
    const double exponent = -1.0 / (tab.error_order + 1) + 0.75 * control.beta;
    const double factor = control.safety * std::pow(control.previous, control.beta);
    std::vector<T> stage(static_cast<std::size_t>(n));
    StepOutcome out;
    size = std::max(std::min(size, control.longest), least);
    for (index_t i = 0; i < n; ++i) k(0, i) = slope(i);
    for (bool rejected = false;; rejected = true) {
        if (!(size >= least)) return out;
        double h = size * control.direction;
        out.t = t + h;
        if (control.direction * (out.t - control.bound) > 0.0) out.t = control.bound;
        h = out.t - t;
        size = std::abs(h);
        for (index_t s = 1; s <= stages; ++s) {  // the last one is the derivative at the new point
            for (index_t i = 0; i < n; ++i) {
                T sum{};
                for (index_t j = 0; j < s; ++j) sum += (s < stages ? tab.a(s, j) : tab.b(j)) * k(j, i);
                stage[static_cast<std::size_t>(i)] = y(i) + h * sum;
            }
            const double time = s < stages ? t + tab.c(s) * h : t + h;
            ++out.evaluations;
            out.status = f(time, stage.data(), &k(s, 0));
            if (out.status != Status::ok) return out;
        }
        for (index_t i = 0; i < n; ++i) y_new(i) = stage[static_cast<std::size_t>(i)];
        const double norm = detail::error_norm<T>(tab, control, y, y_new, k, h);
        const double wanted = norm == 0.0 ? grow : factor * std::pow(norm, exponent);
        if (norm < 1.0) {
            out.accepted = true;
            out.h = h;
            out.error = norm;
            out.next = size * std::max(shrink, std::min(rejected ? 1.0 : grow, wanted));
            return out;
        }
        size *= wanted > shrink ? wanted : shrink;  // NaN shrinks too
        if (interrupted()) {
            out.status = Status::interrupted;
            return out;
        }
    }
}

}  // namespace scinova::ode
