// SPDX-License-Identifier: BSD-3-Clause
// Legendre functions of all degrees and orders up to a limit, at many points.
#pragma once

#include <complex>

#include "common/simd.hpp"
#include "common/views.hpp"

namespace scinova::special {

struct LegendreAll {
    // Normalized associated functions (square integral over [-1, 1] equal to 2 unit; 1/(4 pi) for spherical harmonics,
    // 1/2 for an orthonormal system), of the angles t if `angle`, else of t in [-1, 1]:
    // out[(n (2 mmax + 1) + column) count + point], where column m is the order m and column -m + 2 mmax + 1 the order -m.
    void (*associated)(const double* t, index_t count, long nmax, long mmax, bool angle, double* out);
    // P_n and its first `order` derivatives: out[(k (nmax + 1) + n) count + point]
    void (*polynomials)(const double* z, index_t count, long nmax, int order, double* out);
    // Associated functions of real or complex arguments with `order` derivatives, nmax at most highest_cut_degree:
    // out[((k (nmax + 1) + n) (2 mmax + 1) + column) count + point]
    void (*cut_real)(const double* z, const long* branch, index_t count, long nmax, long mmax, bool norm, int order, double* out);
    void (*cut_complex)(const std::complex<double>* z, const long* branch, index_t count, long nmax, long mmax, bool norm,
                        int order, std::complex<double>* out);
};
inline constexpr long highest_cut_degree = 400;

template <class Isa> const LegendreAll& legendre_all_table();
}  // namespace scinova::special
