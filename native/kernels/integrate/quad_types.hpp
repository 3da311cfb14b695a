// SPDX-License-Identifier: BSD-3-Clause
// What the quadrature kernels share. An integrand is a functor `Status f(double x, double& y)`; a rule is a class with
// `Status operator()(double a, double b, int level, Estimate& out)` that counts its evaluations in `count`.
//
// Reference for all of them: R. Piessens, E. de Doncker-Kapenga, C. W. Ueberhuber, D. K. Kahaner, QUADPACK: A
// Subroutine Package for Automatic Integration, Springer 1983 (called "the book" below).
#pragma once

#include <limits>
#include <vector>

#include "common/status.hpp"
#include "common/views.hpp"

namespace scinova::quad {

inline constexpr double epsilon = std::numeric_limits<double>::epsilon();
inline constexpr double tiny = std::numeric_limits<double>::min();
inline constexpr double huge = std::numeric_limits<double>::max();

// One interval's integral, its error estimate, and the integrals of |f| and of |f - mean f|.
struct Estimate {
    double value = 0.0, error = 0.0, absolute = 0.0, deviation = 0.0;
};

struct Tolerance {
    double abs, rel;
    double bound(double value) const noexcept {
        const double r = rel * (value < 0 ? -value : value);
        return r > abs ? r : abs;
    }
};

// The error codes that users see.
enum Trouble : int {
    none = 0,
    limit_reached = 1,
    roundoff = 2,
    bad_spot = 3,         // an interval became too short to split
    no_extrapolation = 4, // the extrapolation stagnates
    divergent = 5,
    invalid = 6,
    cycles_bad = 7,       // Fourier integrals: some cycle has trouble of its own
    not_finite = 8,       // the integrand gave NaN (ours)
};

struct Outcome {
    double value = 0.0, error = 0.0;
    int trouble = none;
    Status status = Status::ok;
};

}  // namespace scinova::quad
