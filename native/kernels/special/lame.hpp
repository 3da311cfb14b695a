// SPDX-License-Identifier: BSD-3-Clause
// Lame functions of integer degree (DLMF 29; ellipsoidal harmonics, G. Dassios, Ellipsoidal Harmonics, 2012): solutions
// E_n^p(s) = |s^2|^(a/2) |s^2 - h^2|^(b/2) |s^2 - k^2|^(c/2) P(s^2), a, b, c in {0, 1}, P monic of degree N, of
// (s^2 - h^2)(s^2 - k^2) E'' + s (2 s^2 - h^2 - k^2) E' + (H - n(n+1) s^2) E = 0.
//
// P in powers of y = s^2 - h^2, the middle of the three finite singular points 0, h^2, k^2: the recurrence of its
// coefficients is
//   l_j c_(j-1) + (d_j - mu) c_j + u_j c_(j+1) = 0,  l_j = (j-1)(j-2+S) - N(N-1+S),  u_j = -h^2 (k^2-h^2)(j+1)(j+b+1/2),
// S = a + b + c + 3/2, with l_(j+1) u_j > 0, so that it is a symmetric tridiagonal eigenproblem (tridiagonal.hpp).
// Numbering of p: K (b = c = 0), L (b = 1), M (c = 1), N (both), within each from the largest zero of P downwards.
// Accuracy: 1e-13 of the sum of the absolute terms of P.
#pragma once

#include <algorithm>

#include "kernels/special/complex.hpp"
#include "kernels/special/tridiagonal.hpp"

namespace scinova::special {
inline namespace SCINOVA_ISA {

namespace lame {

struct Function {
    double h2 = nan, k2 = nan;
    long n = -1, p = -1;
    bool good = false;
    int degree = 0, a = 0, b = 0, c = 0;
    double coefficient[512];       // of y^j
    Tridiagonal t;
};
inline constexpr long largest_degree = 1000;

inline bool prepare(Function& f) noexcept {
    const long r = f.n / 2, odd = f.n % 2;
    long q = f.p - 1;              // position in the class
    if (q <= r) {
        f.a = static_cast<int>(odd);
        f.b = f.c = 0;
        f.degree = static_cast<int>(r);
    } else if (q <= f.n) {
        q -= r + 1;
        f.a = static_cast<int>(1 - odd);
        f.b = 1;
        f.c = 0;
        f.degree = static_cast<int>(f.n - r - 1);
    } else if (q <= 2 * f.n - r) {
        q -= f.n + 1;
        f.a = static_cast<int>(1 - odd);
        f.b = 0;
        f.c = 1;
        f.degree = static_cast<int>(f.n - r - 1);
    } else {
        q -= 2 * f.n - r + 1;
        f.a = static_cast<int>(odd);
        f.b = f.c = 1;
        f.degree = static_cast<int>(r - 1);
    }
    const int size = f.degree + 1;
    const double low = -f.h2, high = f.k2 - f.h2, sum = low + high, product = low * high;
    const double wa = f.a + 0.5, wb = f.b + 0.5, wc = f.c + 0.5, s = wa + wb + wc, top = f.degree * (f.degree - 1.0 + s);
    double ratio[512], least = inf, most = -inf;
    for (int j = 0; j < size; ++j) {
        f.t.d[j] = -sum * j * (j - 1.0) - (wb * sum + wa * high + wc * low) * j;
        const double u = product * (j + 1.0) * (j + wb), l = j * (j - 1.0 + s) - top;   // u_j and l_(j+1)
        f.t.e[j] = j + 1 < size ? std::sqrt(l * u) : 0.0;
        ratio[j] = std::sqrt(l / u);
    }
    for (int j = 0; j < size; ++j) {
        const double off = (j > 0 ? f.t.e[j - 1] : 0.0) + f.t.e[j];
        least = std::fmin(least, f.t.d[j] - off);
        most = std::fmax(most, f.t.d[j] + off);
    }
    const double pad = 1e-12 * (std::fabs(least) + std::fabs(most)) + 1e-300;
    const double mu = f.t.solve(size, f.degree - static_cast<int>(q), 0.5 * (least + most), least - pad, most + pad);
    if (std::isnan(mu)) return false;
    double scale = 1.0;
    for (int j = 0; j < size; ++j) {
        f.coefficient[j] = (j & 1 ? -scale : scale) * f.t.v[j];
        scale *= ratio[j];
    }
    const double last = f.coefficient[size - 1];
    if (last == 0.0 || !std::isfinite(last)) return false;
    for (int j = 0; j < size; ++j) f.coefficient[j] /= last;
    return true;
}

inline Function& function() noexcept {
    static thread_local Function f;
    return f;
}

// E(s)
inline double value(const Function& f, double s) noexcept {
    const double h = std::sqrt(f.h2), k = std::sqrt(f.k2), a = std::fabs(s), y = (a - h) * (a + h);
    double v = f.coefficient[f.degree];
    for (int j = f.degree - 1; j >= 0; --j) v = fma(v, y, f.coefficient[j]);
    if (f.a) v *= s;
    if (f.b) v *= std::sqrt(std::fabs(y));
    if (f.c) v *= std::sqrt(std::fabs((a - k) * (a + k)));
    return v;
}

// The function for the arguments, or null with the trouble reported
inline const Function* find(double h2, double k2, double n, double p) noexcept {
    n = std::trunc(n);
    p = std::trunc(p);
    if (std::isnan(h2) || std::isnan(k2) || std::isnan(n) || std::isnan(p)) return nullptr;
    if (!(n >= 0.0 && n <= static_cast<double>(largest_degree)) || !(p >= 1.0 && p <= 2.0 * n + 1.0) ||
        !(h2 > 0.0 && h2 < k2 && std::isfinite(k2))) {
        report(n > static_cast<double>(largest_degree) ? Trouble::no_result : Trouble::arg);
        return nullptr;
    }
    Function& f = function();
    if (f.h2 != h2 || f.k2 != k2 || f.n != static_cast<long>(n) || f.p != static_cast<long>(p)) {
        f.h2 = h2;
        f.k2 = k2;
        f.n = static_cast<long>(n);
        f.p = static_cast<long>(p);
        f.good = prepare(f);
    }
    if (f.good) return &f;
    report(Trouble::no_result);
    return nullptr;
}

// Nodes and weights of Gauss and Legendre on (-1, 1): Newton's method on the recurrence DLMF 18.9.1
struct Gauss {
    static constexpr int size = 24;
    double x[size], w[size];
    Gauss() noexcept {
        for (int i = 0; i < size; ++i) {
            double t = std::cos(pi * (i + 0.75) / (size + 0.5)), slope = 1.0;
            for (int turn = 0; turn < 8; ++turn) {
                double before = 1.0, now = t;
                for (int l = 1; l < size; ++l) {
                    const double next = ((2.0 * l + 1.0) * t * now - l * before) / (l + 1.0);
                    before = now;
                    now = next;
                }
                slope = size * (t * now - before) / (t * t - 1.0);
                t -= now / slope;
            }
            x[i] = t;
            w[i] = 2.0 / ((1.0 - t * t) * slope * slope);
        }
    }
};

// F(s)/E(s) E(s): the integral in the angle t = sin(angle)/k, on panels halved towards its end, where 1/E^2 is largest
// and, for s = k, singular.
inline double second(const Function& f, double s) noexcept {
    static const Gauss gauss;
    const double k = std::sqrt(f.k2), modulus = f.h2 / f.k2, here = value(f, s), end = std::asin(k / s);
    const double gap = std::atan2(std::sqrt((s - k) * (s + k)), k) / end;
    const double rest = std::fmin(0.25, std::fmin(4.0 / (static_cast<double>(f.n) + 1.0), gap));
    double from = 0.0, sum = 0.0;
    while (from < 1.0) {
        const double to = 1.0 - from > rest ? 0.5 * (1.0 + from) : 1.0, half = 0.5 * (to - from) * end;
        const double middle = 0.5 * (to + from) * end;
        for (int i = 0; i < Gauss::size; ++i) {
            const double sine = std::sin(fma(gauss.x[i], half, middle)), e = value(f, k / sine);
            sum += gauss.w[i] * half * (here / e) / e / std::sqrt(1.0 - modulus * sine * sine);
        }
        from = to;
    }
    return (2.0 * static_cast<double>(f.n) + 1.0) * sum / k;
}

}  // namespace lame

inline double ellip_harm(double h2, double k2, double n, double p, double s, double signm, double signn) noexcept {
    if (std::isnan(s)) return s;
    if (std::fabs(signm) != 1.0 || std::fabs(signn) != 1.0) {
        report(Trouble::arg);
        return nan;
    }
    const lame::Function* f = lame::find(h2, k2, n, p);
    return f == nullptr ? nan : lame::value(*f, s) * (f->b ? signm : 1.0) * (f->c ? signn : 1.0);
}

inline double ellip_harm_2(double h2, double k2, double n, double p, double s) noexcept {
    if (std::isnan(s)) return s;
    const lame::Function* f = lame::find(h2, k2, n, p);
    if (f == nullptr) return nan;
    if (!(s > std::sqrt(k2))) {
        report(Trouble::domain);
        return nan;
    }
    return std::isinf(s) ? 0.0 : lame::second(*f, s);
}

}  // namespace SCINOVA_ISA
}  // namespace scinova::special
