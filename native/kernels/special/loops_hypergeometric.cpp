// SPDX-License-Identifier: BSD-3-Clause
#include <algorithm>

#include "kernels/special/complex_gathering.hpp"
#include "kernels/special/complex_gauss_lanes.hpp"
#include "kernels/special/complex_kummer_lanes.hpp"
#include "kernels/special/hypergeometric_arrays.hpp"
#include "kernels/special/loops.hpp"
#include "kernels/special/weber.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

void hyp1f1_array(const double* a, const double* b, const double* z, double* y, index_t n) noexcept {
    static thread_local lanes::KummerBlock all;            // too large for the stacks of threads
    const auto one = [&](index_t i) { y[i] = aside(static_cast<double (*)(double, double, double) noexcept>(&hyp1f1), a[i], b[i], z[i]); };
    for (index_t i = 0; i < n; ++i) {
        if (lanes::kummer_in_lanes(a[i], b[i], z[i])) all.add(a[i], b[i], z[i], static_cast<int>(i));
        else one(i);
    }
    all.run(y, [&](int i) { one(i); });
}

namespace {

// Small parameters, where one element at a time is nearly as quick, for the time of scalars.
bool at_once(double a, double b, cdouble z, cdouble& v) noexcept {
    if (!(std::fabs(a) < 10.0 && std::fabs(b) < 10.0 && size_of(z) < 4.0) || is_pole(a) || is_pole(b)) return false;
    const Dd top[1] = {a}, bottom[1] = {b};
    const Summed<cdouble> s = series<1, 1, cdouble>(top, bottom, z, 200);
    v = s.value;
    return s.error < 0.1 * series_tolerance && finite(v);
}
bool at_once(double a, double b, double c, cdouble z, cdouble& v) noexcept {
    if (!(std::fabs(a) < 10.0 && std::fabs(b) < 10.0 && std::fabs(c) < 10.0) || z.imag() == 0.0) return false;
    if (is_pole(a) || is_pole(b) || is_pole(c) || a == c || b == c) return false;
    const bool below = z.imag() < 0.0;
    const cdouble up = below ? std::conj(z) : z;
    const double r = modulus(z), rest = modulus(1.0 - z), turned = rest > 1.05 && r > 0.3 ? r / rest : r;
    // 1 - z, 1 - 1/z, 1/(1 - z), 1/z
    const double sizes[4] = {rest, z.real() < 0.6 ? inf : rest / r, 1.0 / rest, z.real() < 0.5 ? inf : 1.0 / r};
    const auto way = std::min_element(sizes, sizes + 4) - sizes;
    Summed<cdouble> s;
    if (turned < 0.75 || (turned < 0.92 && sizes[way] > 0.5)) s = gauss_series(a, b, Dd(c), up, false);
    else if (sizes[way] < 0.75 && r < 1e8) s = way < 2 ? gauss_near_one(a, b, c, up, way == 1) : gauss_far(a, b, c, up, way == 3);
    if (way >= 2 && r > 1.4 && r < 1e8 && !(s.error < tolerance<cdouble>)) s = gauss_far(a, b, c, up, way == 2);
    v = below ? std::conj(s.value) : s.value;
    return s.error < 0.25 * series_tolerance && finite(v);
}

}  // namespace

void hyp1f1_complex_array(const double* a, const double* b, const cdouble* z, cdouble* y, index_t n) noexcept {
    static thread_local lanes::ComplexKummerBlock all;     // too large for the stacks of threads
    const auto one = [&](index_t i) { y[i] = hyp1f1(a[i], b[i], z[i]); };
    for (index_t i = 0; i < n; ++i) {
        if (at_once(a[i], b[i], z[i], y[i])) continue;
        if (lanes::kummer_in_lanes(a[i], b[i], z[i])) all.add(a[i], b[i], z[i], static_cast<int>(i));
        else one(i);
    }
    all.run(y, [&](index_t i) { one(i); });
}

// Real arrays: gauss_lanes.hpp, and what that leaves once more, for its choice among the ways and its digits.
void hyp2f1_array(const double* a, const double* b, const double* c, const double* z, double* y, index_t n) noexcept {
    const auto one = [&](index_t i) { y[i] = aside(static_cast<double (*)(double, double, double, double) noexcept>(&hyp2f1), a[i], b[i], c[i], z[i]); };
    static thread_local lanes::GaussBlock all;             // too large for the stacks of threads
    static thread_local lanes::ComplexGaussBlock others;
    for (index_t i = 0; i < n; ++i) {
        if (lanes::in_lanes(a[i], b[i], c[i], z[i])) all.add(a[i], b[i], c[i], z[i], static_cast<int>(i));
        else one(i);
    }
    all.run(y, [&](int i) { others.add(a[i], b[i], c[i], z[i], i); });
    others.run(y, [&](int i) { one(i); });
}

void hyp2f1_complex_array(const double* a, const double* b, const double* c, const cdouble* z, cdouble* y, index_t n) noexcept {
    static thread_local lanes::ComplexGaussBlock all;      // too large for the stacks of threads
    const auto one = [&](index_t i) { y[i] = hyp2f1(a[i], b[i], c[i], z[i]); };
    for (index_t i = 0; i < n; ++i) {
        if (at_once(a[i], b[i], c[i], z[i], y[i])) continue;
        if (lanes::in_lanes(a[i], b[i], c[i], z[i])) all.add(a[i], b[i], c[i], z[i], static_cast<int>(i));
        else one(i);
    }
    all.run(y, [&](index_t i) { one(i); });
}

}  // namespace SCINOVA_ISA

template <>
void add_hypergeometric_loops<isa::current>(LoopList& l) {
    add<static_cast<double (*)(double, double) noexcept>(&special::hyp0f1)>(l, "hyp0f1", 512);
    add<static_cast<cdouble (*)(double, cdouble) noexcept>(&special::hyp0f1)>(l, "hyp0f1", 512);
    add_gathering<&special::hyp1f1_array>(l, "hyp1f1", 512);
    add_complex_gathering<&special::hyp1f1_complex_array, 2>(l, "hyp1f1", 512);
    add_gathering<&special::hyp2f1_array>(l, "hyp2f1", 512);
    add_complex_gathering<&special::hyp2f1_complex_array, 3>(l, "hyp2f1", 512);
    add<&special::hyperu>(l, "hyperu", 512);
    add<&special::pbdv>(l, "pbdv", 512);
    add<&special::pbvv>(l, "pbvv", 512);
    add<&special::pbwa>(l, "pbwa", 512);
}

}  // namespace scinova::special
