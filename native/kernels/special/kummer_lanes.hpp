// SPDX-License-Identifier: BSD-3-Clause
// Array kernel of real 1F1(a, b; z), parameters up to 300 and z up to 150 in size, as series side by side
// (series_lanes.hpp): as it stands or after Kummer's transformation (DLMF 13.2.39), in float64, and where its terms cancel
// the form of the lesser bound in two, three and four parts. The size of the largest term is taken from the stationary
// points in k: by Stirling's formula (DLMF 5.11.3) |t_k| is about |1 + k/a|^a |1 + k/b|^-b e^k/(1 + k) where
// |(a + k) z| = |(b + k)(1 + k)|. Elements that are still without a value, and the others, are hyp1f1's of
// hypergeometric.hpp.
#pragma once

#include "kernels/special/gauss_lanes.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

namespace lanes {

SCINOVA_LANE Stationary kummer_stationary(double a, double b, double r, double sign, double la, double lb) noexcept {
    const double q = b + 1.0 - sign * r, s = b - sign * r * a, under = fma(q, q, -4.0 * s), root = std::sqrt(greater(under, 0.0));
    const double k1 = -0.5 * (q + with_sign(root, q)), k2 = s / k1;
    const double at1 = (under >= 0.0) & (k1 > 0.0) ? k1 : 0.0, at2 = (under >= 0.0) & (k2 > 0.0) & (k2 < 1e4) ? k2 : 0.0;
    const auto size = [&](double k) __attribute__((always_inline)) {
        return a * (rough_log(a + k) - la) - b * (rough_log(b + k) - lb) - rough_log(1.0 + k) + k;
    };
    return {greater(size(at1), size(at2)), greater(at1, at2)};
}
SCINOVA_LANE double kummer_bound(double a, double b, double z) noexcept {
    const double la = rough_log(a), lb = rough_log(b), r = absolute(z);
    const Stationary u = kummer_stationary(a, b, r, 1.0, la, lb), v = kummer_stationary(a, b, r, -1.0, la, lb);
    return greater(0.0, greater(u.size, v.size)) + 0.014 * greater(u.last, v.last);
}

inline bool kummer_in_lanes(double a, double b, double z) noexcept {
    if (!(std::fabs(a) < 300.0 && std::fabs(b) < 300.0 && std::fabs(z) < 150.0)) return false;
    return !is_pole(a) && !is_pole(b) && a != b && std::fabs(z) > 1e-200;
}

class KummerBlock {
public:
    void add(double a, double b, double z, int at) noexcept {
        elements[count++] = {a, b, z, at, z < 0.0 && !(a < 0.0 && b > 0.0)};
    }
    // Elements without a value are left to `other`.
    template <class Other>
    void run(double* y, Other other) noexcept {
        sum<Single<1>>(y);
        if (count == 0) return;
        choose(y);
        sum<Double<1>>(y);
        count = keep(elements, count, [](const Element& e) { return exact_in_two(two_diff(e.b, e.a)); }, other);
        sum<Triple<1>>(y);
        sum<Quadruple<1>>(y);
        for (int i = 0; i < count; ++i) other(elements[i].at);
        count = 0;
    }

private:
    struct Element {
        double a, b, z;
        int at;
        bool turned;                                       // by Kummer's transformation
    };
    template <class Sum>
    void sum(double* y) noexcept {
        for (int i = 0; i < count; ++i) {
            const Element& e = elements[i];
            Job& j = jobs[i];
            j.top[0] = e.turned ? two_diff(e.b, e.a) : Dd(e.a);
            j.bottom = e.b;
            j.z = j.over = e.turned ? -e.z : e.z;
        }
        sum_all<Sum, 1>(jobs, count, found);
        int left = 0;
        for (int i = 0; i < count; ++i) {
            const Element e = elements[i];
            const double v = found[i].value * (e.turned ? std::exp(e.z) : 1.0);
            if (found[i].error < series_tolerance && std::fabs(v) > 1e-290 && std::fabs(v) < inf) y[e.at] = v;
            else elements[left++] = e;
        }
        count = left;
    }
    // The better form; those of another form than before once more in float64.
    void choose(double* y) noexcept {
        for (int i = 0; i < count; ++i) {
            a[i] = elements[i].a;
            b[i] = elements[i].b;
            z[i] = elements[i].z;
        }
        for (int i = 0; i < count; ++i) gain[i] = kummer_bound(a[i], b[i], z[i]) - (kummer_bound(b[i] - a[i], b[i], z[i]) + z[i]);
        int same = 0, rest = 0;
        for (int i = 0; i < count; ++i) {
            Element e = elements[i];
            const bool turned = gain[i] > 0.0;
            if (turned == e.turned) {
                kept[same++] = e;
                continue;
            }
            e.turned = turned;
            elements[rest++] = e;
        }
        count = rest;
        sum<Single<1>>(y);
        for (int i = 0; i < same; ++i) elements[count++] = kept[i];
    }

    Element elements[block], kept[block];
    Job jobs[block];
    Found found[block];
    Room<double> a, b, z, gain;
    int count = 0;
};

}  // namespace lanes

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
