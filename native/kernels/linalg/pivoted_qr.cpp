// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/linalg/pivoted_qr.hpp"

namespace scinova::linalg {
namespace {

constexpr index_t panel = 32;

template <class T>
Real<T> norm(const T* x, index_t n) {
    Real<T> largest = 0, sum = 0;
    for (index_t i = 0; i < n; ++i) largest = std::max(largest, static_cast<Real<T>>(std::abs(x[i])));
    if (largest == 0) return 0;
    for (index_t i = 0; i < n; ++i) sum += std::norm(x[i] / largest);
    return largest * std::sqrt(sum);
}

}  // namespace

template <class T>
index_t qr_leading(Mat<T> a, Vec<std::int32_t> pivots, Vec<T> tau, Real<T> eps, index_t most) {
    const index_t n = a.shape[0], m = a.shape[1];
    const BlasThreads threads(4.0 * static_cast<double>(m) * static_cast<double>(n) * static_cast<double>(most));
    const auto count = static_cast<std::size_t>(n);
    std::vector<Real<T>> left(count), at_last_count(count);
    std::vector<T> update(count * static_cast<std::size_t>(panel)), scratch(static_cast<std::size_t>(panel));
    for (index_t j = 0; j < n; ++j) {
        pivots(j) = static_cast<std::int32_t>(j);
        left[static_cast<std::size_t>(j)] = at_last_count[static_cast<std::size_t>(j)] = norm(a.data + j * m, m);
    }
    for (index_t done = 0, step = 0; done < most; done += step) {
        if (interrupted()) throw Interrupted{};
        int taken = 0;
        lapack::laqps(as_int(m), as_int(n - done), as_int(done), as_int(std::min(panel, most - done)), &taken,
                      a.data + done * m, as_int(m), pivots.data + done, tau.data + done, left.data() + done,
                      at_last_count.data() + done, scratch.data(), update.data(), as_int(n - done));
        step = std::max(1, taken);
        const Real<T> first = std::abs(a(0, 0));
        for (index_t i = done; i < done + step; ++i)
            if (eps >= 0 && std::abs(a(i, i)) <= eps * first) return i;
    }
    return most;
}

template index_t qr_leading(Mat<float>, Vec<std::int32_t>, Vec<float>, float, index_t);
template index_t qr_leading(Mat<double>, Vec<std::int32_t>, Vec<double>, double, index_t);
template index_t qr_leading(Mat<std::complex<float>>, Vec<std::int32_t>, Vec<std::complex<float>>, float, index_t);
template index_t qr_leading(Mat<std::complex<double>>, Vec<std::int32_t>, Vec<std::complex<double>>, double, index_t);

}  // namespace scinova::linalg
