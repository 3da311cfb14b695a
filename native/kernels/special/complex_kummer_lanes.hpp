// SPDX-License-Identifier: BSD-3-Clause
// Array kernel of 1F1(a, b; z), z complex, parameters up to 300 and z up to 150 in size, as series side by side
// (complex_series_lanes.hpp): the form of the lesser bound (kummer_lanes.hpp), as it stands or after Kummer's
// transformation (DLMF 13.2.39), in float64 and, where its terms cancel, in two, three and four parts. Elements that are
// still without a value, and the others, are hyp1f1's of hypergeometric.hpp.
#pragma once

#include "kernels/special/complex_series_lanes.hpp"
#include "kernels/special/kummer_lanes.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

namespace lanes {

inline constexpr double terms_of_a_complex_lane = 700.0;

inline bool kummer_in_lanes(double a, double b, cdouble z) noexcept {
    if (!(std::fabs(a) < 300.0 && std::fabs(b) < 300.0 && size_of(z) < 200.0)) return false;
    return !is_pole(a) && !is_pole(b) && a != b && std::fabs(a) > 1e-30 && std::fabs(b) > 1e-30 && size_of(z) > 1e-200;
}

class ComplexKummerBlock {
public:
    void add(double a, double b, cdouble z, int at) noexcept { elements[count++] = {a, b, z, at, false}; }
    // Elements without a value are left to `other`.
    template <class Other>
    void run(cdouble* y, Other other) noexcept {
        choose();
        sum<ComplexSingle<1>>(y);
        sum<ComplexDouble<1>>(y);
        count = keep(elements, count, [](const Element& e) { return exact_in_two(two_diff(e.b, e.a)); }, other);
        sum<ComplexTriple<1>>(y);
        sum<ComplexQuadruple<1>>(y);
        for (int i = 0; i < count; ++i) other(elements[i].at);
        count = 0;
    }

private:
    struct Element {
        double a, b;
        cdouble z;
        int at;
        bool turned;                                       // by Kummer's transformation
    };
    void choose() noexcept {
        for (int i = 0; i < count; ++i) {
            a[i] = elements[i].a;
            b[i] = elements[i].b;
            x[i] = elements[i].z.real();
            r[i] = modulus(elements[i].z);
        }
        for (int i = 0; i < count; ++i) gain[i] = kummer_bound(a[i], b[i], r[i]) - (kummer_bound(b[i] - a[i], b[i], r[i]) + x[i]);
        for (int i = 0; i < count; ++i) elements[i].turned = gain[i] > 0.0;
    }
    template <class Sum>
    void sum(cdouble* y) noexcept {
        if (count == 0) return;
        for (int i = 0; i < count; ++i) {
            const Element& e = elements[i];
            ComplexJob& j = jobs[i];
            j.top[0] = e.turned ? two_diff(e.b, e.a) : Dd(e.a);
            j.bottom = e.b;
            j.z = j.over = e.turned ? -e.z : e.z;
        }
        sum_all<Sum, 1>(jobs, count, found, terms_of_a_complex_lane);
        int left = 0;
        for (int i = 0; i < count; ++i) {
            const Element e = elements[i];
            const cdouble s = found[i].value.value(), v = e.turned ? s * exp_dd(Dd(e.z.real()), Dd(e.z.imag())) : s;
            const double size = size_of(v);
            if (found[i].error < series_tolerance && size > 1e-290 && size < inf) y[e.at] = v;
            else elements[left++] = e;
        }
        count = left;
    }

    Element elements[block];
    ComplexJob jobs[block];
    ComplexFound found[block];
    Room<double> a, b, x, r, gain;
    int count = 0;
};

}  // namespace lanes

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
