// SPDX-License-Identifier: BSD-3-Clause
// What every dense kernel shares: types, workspaces, and the loop over a stack of matrices.
//
// A stack is a C-contiguous View<T, 3>: (count, rows, columns). What LAPACK reads as column-major is the transpose of
// each matrix; kernels say in their first lines whether they use that or want the stack transposed by the caller.
#pragma once

#include <algorithm>
#include <cmath>
#include <complex>
#include <cstdint>
#include <limits>
#include <memory>
#include <type_traits>
#include <utility>
#include <vector>

#include "common/blas_threads.hpp"
#include "common/lapack.hpp"
#include "common/parallel.hpp"
#include "common/views.hpp"

namespace scinova::linalg {

template <class T>
struct real_of {
    using type = T;
};
template <class T>
struct real_of<std::complex<T>> {
    using type = T;
};
template <class T>
using Real = typename real_of<std::remove_const_t<T>>::type;
template <class T>
inline constexpr bool is_complex = !std::is_same_v<T, Real<T>>;

template <class T>
using Stack = View<T, 3>;
using Infos = Vec<std::int32_t>;  // per matrix: 0, or LAPACK's INFO

template <class T>
T conjugate(T x) noexcept {
    if constexpr (is_complex<T>) return std::conj(x);
    else return x;
}

inline int as_int(index_t n) noexcept {
    return static_cast<int>(std::min<index_t>(n, std::numeric_limits<int>::max()));
}

// LAPACK's answer to a workspace query: a float holds it rounded, so it is taken one step up.
template <class T>
int work_size(T answer) noexcept {
    const auto x = static_cast<double>(std::real(answer));
    return x * (1 + 1e-6) + 1 >= 2147483647.0 ? 2147483647 : static_cast<int>(x * (1 + 1e-6)) + 1;
}

// Numbers that are written before they are read: large workspace is not worth clearing.
template <class T>
struct Untouched : std::allocator<T> {
    template <class U>
    struct rebind {
        using other = Untouched<U>;
    };
    template <class U, class... Args>
    void construct(U* p, Args&&... args) {
        if constexpr (sizeof...(Args) > 0) ::new (static_cast<void*>(p)) U(std::forward<Args>(args)...);
    }
};
template <class T>
using Scratch = std::vector<T, Untouched<T>>;

template <class T>
struct Workspace {
    Scratch<T> work;
    Scratch<Real<T>> rwork;
    std::vector<int> iwork;

    void need(index_t w, index_t r = 0, index_t i = 0) {
        grow(work, w);
        grow(rwork, r);
        grow(iwork, i);
    }

private:
    template <class V>
    static void grow(V& v, index_t n) {
        if (static_cast<index_t>(v.size()) < n) v.resize(static_cast<std::size_t>(n));
    }
};

template <class T>
bool all_finite(const T* x, index_t n) noexcept {
    using R = Real<T>;
    constexpr index_t lanes = 16;
    R sums[lanes] = {};  // of x - x, which is zero, or NaN for what is not finite
    const auto* y = reinterpret_cast<const R*>(x);
    n *= is_complex<T> ? 2 : 1;
    index_t i = 0;
    for (; i + lanes <= n; i += lanes)
        for (index_t l = 0; l < lanes; ++l) sums[l] += y[i + l] - y[i + l];
    for (; i < n; ++i) sums[0] += y[i] - y[i];
    R sum = 0;
    for (const R s : sums) sum += s;
    return sum == 0;
}

// Calls work(begin, end) for pieces of a stack. Many small matrices are spread over threads, BLAS running on one;
// large ones go one after the other, and BLAS has the threads.
template <class Work>
void for_stack(index_t count, double flops_each, Work&& work) {
    const BlasThreads threads(flops_each);
    if (flops_each >= BlasThreads::worth_threads) {
        for (index_t k = 0; k < count; ++k) {
            if (interrupted()) throw Interrupted{};
            work(k, k + 1);
        }
        return;
    }
    const auto grain = static_cast<index_t>(std::max(1.0, 3e5 / (flops_each + 50.0)));
    parallel_for(count, grain, work);
}

inline double cube(index_t n) noexcept { return static_cast<double>(n) * static_cast<double>(n) * static_cast<double>(n); }

}  // namespace scinova::linalg
