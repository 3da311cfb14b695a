// SPDX-License-Identifier: BSD-3-Clause
// Gauss's hypergeometric function along a path (series_path.hpp), around 1 where the ray passes near it.
#pragma once

#include "kernels/special/gauss_connection.hpp"
#include "kernels/special/series_path.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

template <class Arithmetic>
inline bool gauss_path_to(SeriesPath<Arithmetic, GaussEquation>& path, double start, double z, int most) noexcept {
    if (z > 1.0 - 1e-9 || z < -1000.0) return false;
    return path.begin(z > 0.0 ? start : -start) && path.go(z, most);
}
template <class Arithmetic>
inline bool gauss_path_to(SeriesPath<Arithmetic, GaussEquation>& path, double start, cdouble z, int most) noexcept {
    if (modulus(z) > 1000.0 || modulus(1.0 - z) < 1e-6) return false;
    // Around 1 when the ray to z passes near it.
    const bool detour = z.real() > 0.7 && std::fabs(z.imag()) < 0.7 * z.real();
    const double side = std::signbit(z.imag()) ? -1.0 : 1.0;
    const cdouble first = detour ? cdouble(0.6, 0.65 * side) : z;
    if (!path.begin(first * (start / modulus(first)))) return false;
    if (detour && !path.go(first, most)) return false;
    if (detour && z.real() > 1.3 && !path.go(cdouble(1.0, 0.75 * side), most)) return false;
    return path.go(z, most);
}

template <class Arithmetic>
inline Summed<typename Arithmetic::W> gauss_path(double a, double b, double c, typename Arithmetic::Z z, int most) noexcept {
    SeriesPath<Arithmetic, GaussEquation> path(GaussEquation{a, b, c});
    // z^(1-c), if c is far below 0, grows so much faster than the function that every bit of the way counts.
    const double start = std::fmin(std::fmin(c < -10.0 ? 0.7 : 0.6, 0.9 * modulus(z)),
                                   Arithmetic::reach * 3.0 * std::fmax(std::fabs(c), 0.5) / (std::fabs(a * b) + 1.0));
    if (!gauss_path_to(path, start, z, most)) return {};
    Summed<typename Arithmetic::W> r;
    r.value = path.result();
    r.error = path.error();
    return r;
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
