// SPDX-License-Identifier: BSD-3-Clause
// Rows are padded to 4, 8 or 16 elements, so that the compiler unrolls and vectorises the loops over a row.
#include "kernels/linalg/exponential_small.hpp"

#include <cstring>

#include "kernels/linalg/exponential.hpp"

namespace scinova::linalg {
namespace {

template <class T, int P>
class Rows {
public:
    using R = Part<T>;
    static constexpr index_t parts = has_parts<T> ? 2 : 1, width = P * parts;

    static constexpr bool taylor = false;

    explicit Rows(index_t n) noexcept : n_(n), rows_((n + together - 1) / together * together) {}
    index_t n() const noexcept { return n_; }
    index_t ld() const noexcept { return P; }
    index_t size() const noexcept { return rows_ * P; }
    T* buffer(int k) noexcept { return reinterpret_cast<T*>(memory_ + k * P * width); }

    void multiply(const T* a, const T* b, T* out) const noexcept {
        const Turned turned(b, n_);
        for (index_t i = 0; i < rows_; i += together) rows_times(a + i * P, b, turned, out + i * P);
    }

    R norm(const T* a) const noexcept {
        R sum[P] = {};
        for (index_t i = 0; i < n_; ++i)
            for (index_t j = 0; j < P; ++j) sum[j] += modulus(a[i * P + j]);
        R largest = 0;
        for (index_t j = 0; j < P; ++j) largest = std::max(largest, sum[j]);
        return largest;
    }

    std::pair<R, bool> norm_of_product(const T* a, const T* b, T* out) const noexcept {
        multiply(a, b, out);
        return {norm(out), true};
    }

    // y := x a for moduli in a
    void row_times(const R* x, const R* a, R* y) const noexcept {
        constexpr index_t some = std::min<index_t>(P, 64 / sizeof(R)), blocks = P / some;
        using Some [[gnu::vector_size(some * sizeof(R))]] = R;
        Some sum[blocks] = {};
        for (index_t i = 0; i < n_; ++i)
            for (index_t v = 0; v < blocks; ++v) {
                Some row;
                std::memcpy(&row, a + i * P + v * some, sizeof row);
                sum[v] += x[i] * row;
            }
        std::memcpy(y, sum, sizeof sum);
    }

    // Gaussian elimination with partial pivoting, then substitution row by row.
    void solve(T* p, T* q) const noexcept {
        T lower[P][P], inverse[P];
        for (index_t k = 0; k < n_; ++k) {
            index_t best = k;
            R most = size_of(p[k * P + k]);
            for (index_t i = k + 1; i < n_; ++i)
                if (const R here = size_of(p[i * P + k]); here > most) best = i, most = here;
            if (best != k) {
                std::swap_ranges(p + k * P, p + k * P + P, p + best * P);
                std::swap_ranges(q + k * P, q + k * P + P, q + best * P);
                std::swap_ranges(lower[k], lower[k] + k, lower[best]);
            }
            inverse[k] = quotient(T(1), p[k * P + k]);
            for (index_t i = k + 1; i < n_; ++i) {
                lower[i][k] = times(p[i * P + k], inverse[k]);
                subtract(p + k * P, &lower[i][k], 1, p + i * P);
            }
        }
        for (index_t i = 1; i < n_; ++i) subtract(q, lower[i], i, q + i * P);
        for (index_t i = n_ - 1; i >= 0; --i) {
            subtract(q + (i + 1) * P, p + i * P + i + 1, n_ - 1 - i, q + i * P);
            for (index_t j = 0; j < P; ++j) q[i * P + j] = times(q[i * P + j], inverse[i]);
        }
    }

private:
    // The rows of a product that are computed together, from vectors of at most 64 bytes.
    static constexpr index_t together = 4, lanes = std::min<index_t>(width, 64 / sizeof(R));
    using Lanes [[gnu::vector_size(lanes * sizeof(R))]] = R;

    static void load(const R* x, Lanes& v) noexcept { std::memcpy(&v, x, sizeof v); }

    // i b: what the imaginary part of a factor multiplies. Nothing for real matrices.
    struct Turned {
        alignas(64) R x[has_parts<T> ? P * width : 1];
        Turned(const T* b, index_t rows) noexcept {
            if constexpr (has_parts<T>) {
                const R* y = reinterpret_cast<const R*>(b);
                for (index_t j = 0; j < rows * width; j += 2) {
                    x[j] = -y[j + 1];
                    x[j + 1] = y[j];
                }
            }
        }
    };

    void rows_times(const T* a, const T* b, const Turned& turned, T* out) const noexcept {
        const R *left = reinterpret_cast<const R*>(a), *right = reinterpret_cast<const R*>(b);
        for (index_t at = 0; at < width; at += lanes) {
            Lanes sum[together] = {};
            for (index_t k = 0; k < n_; ++k) {
                Lanes x;
                load(right + k * width + at, x);
                for (index_t i = 0; i < together; ++i) sum[i] += left[i * width + parts * k] * x;
                if constexpr (has_parts<T>) {
                    Lanes y;
                    load(turned.x + k * width + at, y);
                    for (index_t i = 0; i < together; ++i) sum[i] += left[i * width + 2 * k + 1] * y;
                }
            }
            for (index_t i = 0; i < together; ++i)
                std::memcpy(reinterpret_cast<R*>(out + i * P) + at, &sum[i], sizeof sum[i]);
        }
    }

    // y -= l[0] x[0] + ... for `count` rows of x
    static void subtract(const T* x, const T* l, index_t count, T* y) noexcept {
        const R *factor = reinterpret_cast<const R*>(l), *right = reinterpret_cast<const R*>(x);
        for (index_t at = 0; at < width; at += lanes) {
            R* to = reinterpret_cast<R*>(y) + at;
            Lanes sum, turned = {};
            load(to, sum);
            for (index_t k = 0; k < count; ++k) {
                Lanes row;
                load(right + k * width + at, row);
                sum -= factor[parts * k] * row;
                if constexpr (has_parts<T>) turned += factor[2 * k + 1] * row;
            }
            std::memcpy(to, &sum, sizeof sum);
            if constexpr (has_parts<T>) {
                alignas(64) R part[lanes];
                std::memcpy(part, &turned, sizeof turned);
                for (index_t j = 0; j < lanes; j += 2) {
                    to[j] += part[j + 1];
                    to[j + 1] -= part[j];
                }
            }
        }
    }

    static R size_of(T x) noexcept {
        if constexpr (has_parts<T>) return std::abs(x.real()) + std::abs(x.imag());
        else return std::abs(x);
    }

    index_t n_, rows_;
    alignas(64) R memory_[7 * P * width];
};

template <class T, int P>
void exp_padded(const T* a, index_t n, T* out) {
    Rows<T, P> rows(n);
    Exponential<T, Rows<T, P>>(rows).exponential(a, out);
}

template <class T, int P>
void pair_padded(const T* a, index_t n, bool hyperbolic, T* c, T* s) {
    Rows<T, P> rows(n);
    Exponential<T, Rows<T, P>>(rows).cosine_and_sine(a, hyperbolic, c, s);
}

template <class T, int P>
void tanh_padded(const T* a, index_t n, T* out) {
    Rows<T, P> rows(n);
    Exponential<T, Rows<T, P>>(rows).hyperbolic_tangent(a, out);
}

template <class T>
void tanh_any(const T* a, index_t n, T* out) {
    if (n <= 4) tanh_padded<T, 4>(a, n, out);
    else if (n <= 8) tanh_padded<T, 8>(a, n, out);
    else tanh_padded<T, 16>(a, n, out);
}

template <class T>
void exp_any(const T* a, index_t n, T* out) {
    if (n <= 4) exp_padded<T, 4>(a, n, out);
    else if (n <= 8) exp_padded<T, 8>(a, n, out);
    else exp_padded<T, 16>(a, n, out);
}

template <class T>
void pair_any(const T* a, index_t n, bool hyperbolic, T* c, T* s) {
    if (n <= 4) pair_padded<T, 4>(a, n, hyperbolic, c, s);
    else if (n <= 8) pair_padded<T, 8>(a, n, hyperbolic, c, s);
    else pair_padded<T, 16>(a, n, hyperbolic, c, s);
}

template <class T>
constexpr SmallExponential<T> table{exp_any<T>, pair_any<T>, tanh_any<T>};

}  // namespace

template <>
const SmallExponentials& small_exponentials_at<isa::current>() {
    static const SmallExponentials t{table<float>, table<double>, table<std::complex<float>>,
                                     table<std::complex<double>>};
    return t;
}

}  // namespace scinova::linalg
