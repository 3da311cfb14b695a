// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/fourier.hpp"

#include <vector>

#include "common/parallel.hpp"

namespace scinova::ndimage {
namespace {

template <class T>
inline constexpr bool is_complex = false;
template <class R>
inline constexpr bool is_complex<std::complex<R>> = true;

template <class R>
void multiply_line(const R* in, R* out, index_t n, double by, const double* factor) {
    for (index_t i = 0; i < n; ++i) out[i] = static_cast<R>(static_cast<double>(in[i]) * (by * factor[i]));
}
template <class R>
void multiply_line(const std::complex<R>* in, std::complex<R>* out, index_t n, double by, const double* factor) {
    for (index_t i = 0; i < n; ++i) {
        const double f = by * factor[i];
        out[i] = {static_cast<R>(static_cast<double>(in[i].real()) * f), static_cast<R>(static_cast<double>(in[i].imag()) * f)};
    }
}

std::complex<double> times(std::complex<double> a, std::complex<double> b) {
    return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}
template <class R>
void multiply_line(const std::complex<R>* in, std::complex<R>* out, index_t n, std::complex<double> by,
                   const std::complex<double>* factor) {
    for (index_t i = 0; i < n; ++i) {
        const auto z = times(std::complex<double>(in[i]), times(by, factor[i]));
        out[i] = {static_cast<R>(z.real()), static_cast<R>(z.imag())};
    }
}
double times(double a, double b) { return a * b; }

// With factors of type F.
template <class F, class T>
void multiply(const T* in, T* out, const Factors& by) {
    const auto* factors = reinterpret_cast<const F*>(by.factors);
    const index_t n = by.shape[by.ndim - 1];
    index_t lines = 1;
    std::vector<const F*> of_axis(static_cast<std::size_t>(by.ndim));
    for (int d = 0; d < by.ndim; ++d) {
        of_axis[static_cast<std::size_t>(d)] = factors;
        factors += by.shape[d];
        if (d < by.ndim - 1) lines *= by.shape[d];
    }
    if (n == 0) return;
    parallel_for(lines, 1 + 50000 / n, [&](index_t begin, index_t end) {
        for (index_t line = begin; line < end; ++line) {
            F outer(1.0);
            index_t rest = line;
            for (int d = by.ndim - 2; d >= 0; --d) {
                outer = times(outer, of_axis[static_cast<std::size_t>(d)][rest % by.shape[d]]);
                rest /= by.shape[d];
            }
            multiply_line(in + line * n, out + line * n, n, outer, of_axis.back());
        }
    });
}

}  // namespace

template <class T>
void multiply_axes(const T* in, T* out, const Factors& by) {
    if constexpr (is_complex<T>) {
        if (by.complex) return multiply<std::complex<double>>(in, out, by);
    }
    multiply<double>(in, out, by);
}

template void multiply_axes(const float*, float*, const Factors&);
template void multiply_axes(const double*, double*, const Factors&);
template void multiply_axes(const std::complex<float>*, std::complex<float>*, const Factors&);
template void multiply_axes(const std::complex<double>*, std::complex<double>*, const Factors&);

}  // namespace scinova::ndimage
