// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/linalg/exponential.hpp"

#include "kernels/linalg/blocked.hpp"
#include "kernels/linalg/exponential_small.hpp"
#include "kernels/linalg/matrix_functions.hpp"
#include "kernels/linalg/square.hpp"

namespace scinova::linalg {
namespace {

constexpr index_t estimates_from = 64;  // order from which norms of products are estimated

template <class T>
class Blas {
public:
    explicit Blas(index_t n)
        : n_(n), memory_(static_cast<std::size_t>(7 * n * n + 3 * n)), integers_(static_cast<std::size_t>(n)) {}
    static constexpr bool taylor = true;
    index_t n() const noexcept { return n_; }
    index_t ld() const noexcept { return n_; }
    index_t size() const noexcept { return n_ * n_; }
    T* buffer(int k) noexcept { return memory_.data() + k * n_ * n_; }

    void multiply(const T* a, const T* b, T* out) {
        if (interrupted()) throw Interrupted{};
        product_of(a, b, out, n_);
    }
    // c := f (c + a b)
    void multiply_add(T f, const T* a, const T* b, T* c) {
        if (interrupted()) throw Interrupted{};
        const int n = as_int(n_);
        lapack::gemm('N', 'N', n, n, n, f, a, n, b, n, f, c, n);
    }
    Real<T> norm(const T* a) const noexcept { return one_norm(a, n_); }
    std::pair<Real<T>, bool> norm_of_product(const T* a, const T* b, T* out) {
        if (n_ >= estimates_from) return {norm_estimate({a, b}), false};
        multiply(a, b, out);
        return {norm(out), true};
    }
    Real<T> norm_estimate(std::initializer_list<const T*> factors) {
        return product_norm_estimate(factors, n_, buffer(7), integers_.data());
    }
    void row_times(const Real<T>* x, const Real<T>* a, Real<T>* y) {
        const int n = as_int(n_);
        lapack::gemv('N', n, n, Real<T>(1), a, n, x, 1, Real<T>(0), y, 1);
    }
    void solve(T* p, T* q) {
        const int n = as_int(n_);
        factor_lu(n, n, p, n, integers_.data());
        solve_factored('N', n, n, p, n, integers_.data(), q, n);
    }

private:
    index_t n_;
    Scratch<T> memory_;
    std::vector<int> integers_;
};

// Calls one(matrix number, ops or nullptr) for a stack; ops is null for matrices that need no BLAS.
template <class T, class One>
void over(index_t count, index_t n, One&& one) {
    for_stack(count, cube(n) * 30, [&](index_t begin, index_t end) {
        if (n <= exponential_small_order) {
            for (index_t k = begin; k < end; ++k) one(k, static_cast<Blas<T>*>(nullptr));
            return;
        }
        Blas<T> ops(n);
        for (index_t k = begin; k < end; ++k) one(k, &ops);
    });
}

}  // namespace

template <class T>
void exponential(Stack<const T> a, Stack<T> out) {
    const index_t n = a.shape[1], size = n * n;
    if (size == 0) return;
    const auto& small = small_exponential<T>();
    over<T>(a.shape[0], n, [&](index_t k, Blas<T>* ops) {
        const T* x = a.data + k * size;
        if (n == 1) out.data[k] = std::exp(*x);
        else if (!ops) small.exp(x, n, out.data + k * size);
        else Exponential<T, Blas<T>>(*ops).exponential(x, out.data + k * size);
    });
}

template <class T>
void cosine_and_sine(Stack<const T> a, bool hyperbolic, Stack<T> c, Stack<T> s) {
    const index_t n = a.shape[1], size = n * n;
    if (size == 0) return;
    const auto& small = small_exponential<T>();
    over<T>(a.shape[0], n, [&](index_t k, Blas<T>* ops) {
        const T* x = a.data + k * size;
        T *cosine = c.data + k * size, *sine = s.data + k * size;
        if (!ops) small.pair(x, n, hyperbolic, cosine, sine);
        else Exponential<T, Blas<T>>(*ops).cosine_and_sine(x, hyperbolic, cosine, sine);
    });
}

template <class T>
void hyperbolic_tangent(Stack<const T> a, Stack<T> out) {
    const index_t n = a.shape[1], size = n * n;
    if (size == 0) return;
    const auto& small = small_exponential<T>();
    over<T>(a.shape[0], n, [&](index_t k, Blas<T>* ops) {
        const T* x = a.data + k * size;
        if (!ops) small.tanh(x, n, out.data + k * size);
        else Exponential<T, Blas<T>>(*ops).hyperbolic_tangent(x, out.data + k * size);
    });
}

template void hyperbolic_tangent(Stack<const float>, Stack<float>);
template void hyperbolic_tangent(Stack<const double>, Stack<double>);
template void hyperbolic_tangent(Stack<const std::complex<float>>, Stack<std::complex<float>>);
template void hyperbolic_tangent(Stack<const std::complex<double>>, Stack<std::complex<double>>);
template void exponential(Stack<const float>, Stack<float>);
template void exponential(Stack<const double>, Stack<double>);
template void exponential(Stack<const std::complex<float>>, Stack<std::complex<float>>);
template void exponential(Stack<const std::complex<double>>, Stack<std::complex<double>>);
template void cosine_and_sine(Stack<const float>, bool, Stack<float>, Stack<float>);
template void cosine_and_sine(Stack<const double>, bool, Stack<double>, Stack<double>);
template void cosine_and_sine(Stack<const std::complex<float>>, bool, Stack<std::complex<float>>,
                              Stack<std::complex<float>>);
template void cosine_and_sine(Stack<const std::complex<double>>, bool, Stack<std::complex<double>>,
                              Stack<std::complex<double>>);

}  // namespace scinova::linalg
