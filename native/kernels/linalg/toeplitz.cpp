// SPDX-License-Identifier: BSD-3-Clause
// Levinson's recursion; see toeplitz.hpp. Complex vectors are kept as two real ones, so that both vectorise.
#include "kernels/linalg/toeplitz.hpp"

#include <tuple>
#include <utility>

#include "kernels/fft/vectors.hpp"

namespace scinova::linalg {
namespace {

constexpr int width = fft::full_width<double>;
using V = fft::Pack<double, width>;

[[gnu::always_inline]] inline V at(const double* p) { return fft::load<V>(p); }
[[gnu::always_inline]] inline void put(double* p, const V& v) { fft::store(p, v); }

double total(const V& v) {
    double sum = 0;
    for (int l = 0; l < width; ++l) sum += v[l];
    return sum;
}

template <int P>
using Number = std::conditional_t<P == 1, double, std::complex<double>>;
template <int P>
using Planes = std::array<double*, P>;
template <int P>
using ConstPlanes = std::array<const double*, P>;

template <int P>
Number<P> number(const std::array<double, P>& parts) {
    if constexpr (P == 1) return parts[0];
    else return {parts[0], parts[1]};
}
template <int P>
std::array<double, P> parts(Number<P> z) {
    if constexpr (P == 1) return {z};
    else return {z.real(), z.imag()};
}
template <int P>
Planes<P> shifted(Planes<P> p, index_t by) {
    for (auto& plane : p) plane += by;
    return p;
}
template <int P>
ConstPlanes<P> shifted(ConstPlanes<P> p, index_t by) {
    for (auto& plane : p) plane += by;
    return p;
}

// y + s x, and sum + u v, for W numbers whose parts are A (packs or scalars).
template <int P, class A>
[[gnu::always_inline]] inline std::array<A, P> axpy(const std::array<double, P>& s, const std::array<A, P>& x,
                                                    const std::array<A, P>& y) {
    if constexpr (P == 1) return {y[0] + x[0] * s[0]};
    else return {y[0] + (x[0] * s[0] - x[1] * s[1]), y[1] + (x[0] * s[1] + x[1] * s[0])};
}
template <int P, class A>
[[gnu::always_inline]] inline void gather(std::array<A, P>& sum, const std::array<A, P>& u, const std::array<A, P>& v) {
    if constexpr (P == 1) {
        sum[0] += u[0] * v[0];
    } else {
        sum[0] += u[0] * v[0] - u[1] * v[1];
        sum[1] += u[0] * v[1] + u[1] * v[0];
    }
}
template <int P, class Q>
[[gnu::always_inline]] inline std::array<V, P> load(const Q& p, index_t i) {
    std::array<V, P> out;
    for (std::size_t k = 0; k < P; ++k) out[k] = at(p[k] + i);
    return out;
}
template <int P>
[[gnu::always_inline]] inline void store(const Planes<P>& p, index_t i, const std::array<V, P>& v) {
    for (std::size_t k = 0; k < P; ++k) put(p[k] + i, v[k]);
}
template <int P, class Q>
[[gnu::always_inline]] inline std::array<double, P> element(const Q& p, index_t i) {
    std::array<double, P> out;
    for (std::size_t k = 0; k < P; ++k) out[k] = p[k][i];
    return out;
}
template <int P>
[[gnu::always_inline]] inline void set(const Planes<P>& p, index_t i, const std::array<double, P>& v) {
    for (std::size_t k = 0; k < P; ++k) p[k][i] = v[k];
}
template <int P>
Number<P> joined(const std::array<V, P>& packs, const std::array<double, P>& rest) {
    std::array<double, P> out;
    for (std::size_t k = 0; k < P; ++k) out[k] = total(packs[k]) + rest[k];
    return number<P>(out);
}

// a := a + p c, c := c + q a; returns the products row.a and column.c.
template <int P>
std::pair<Number<P>, Number<P>> extend(Planes<P> a, Planes<P> c, ConstPlanes<P> row, ConstPlanes<P> column, index_t n,
                                       Number<P> p, Number<P> q) {
    const auto ps = parts<P>(p), qs = parts<P>(q);
    std::array<V, P> ra{}, cc{};
    index_t i = 0;
    for (; i + width <= n; i += width) {
        const auto x = load<P>(a, i), y = load<P>(c, i);
        const auto xn = axpy<P>(ps, y, x), yn = axpy<P>(qs, x, y);
        store<P>(a, i, xn);
        store<P>(c, i, yn);
        gather<P>(ra, load<P>(row, i), xn);
        gather<P>(cc, load<P>(column, i), yn);
    }
    std::array<double, P> rest_a{}, rest_c{};
    for (; i < n; ++i) {
        const auto x = element<P>(a, i), y = element<P>(c, i);
        const auto xn = axpy<P>(ps, y, x), yn = axpy<P>(qs, x, y);
        set<P>(a, i, xn);
        set<P>(c, i, yn);
        gather<P>(rest_a, element<P>(row, i), xn);
        gather<P>(rest_c, element<P>(column, i), yn);
    }
    return {joined<P>(ra, rest_a), joined<P>(cc, rest_c)};
}

// x_k := x_k + mu_k c for R right-hand sides at a time; ex_k becomes the product row.x_k.
template <int P, std::size_t R>
void add_to_sides(const Planes<P>* x, ConstPlanes<P> c, ConstPlanes<P> row, index_t n, const Number<P>* mu, Number<P>* ex) {
    std::array<std::array<double, P>, R> m;
    for (std::size_t k = 0; k < R; ++k) m[k] = parts<P>(mu[k]);
    std::array<std::array<V, P>, R> sums{};
    std::array<std::array<double, P>, R> rest{};
    index_t i = 0;
    for (; i + width <= n; i += width) {
        const auto ci = load<P>(c, i), ti = load<P>(row, i);
        for (std::size_t k = 0; k < R; ++k) {
            const auto xn = axpy<P>(m[k], ci, load<P>(x[k], i));
            store<P>(x[k], i, xn);
            gather<P>(sums[k], ti, xn);
        }
    }
    for (; i < n; ++i)
        for (std::size_t k = 0; k < R; ++k) {
            const auto xn = axpy<P>(m[k], element<P>(c, i), element<P>(x[k], i));
            set<P>(x[k], i, xn);
            gather<P>(rest[k], element<P>(row, i), xn);
        }
    for (std::size_t k = 0; k < R; ++k) ex[k] = joined<P>(sums[k], rest[k]);
}

template <int P>
ConstPlanes<P> constant(const Planes<P>& p) {
    ConstPlanes<P> out;
    for (std::size_t k = 0; k < P; ++k) out[k] = p[k];
    return out;
}

// The recursion. `t` as in the table; the sides hold b and become x.
template <int P>
int recursion(ConstPlanes<P> t, index_t n, std::vector<Planes<P>>& sides) {
    std::vector<double> store_(static_cast<std::size_t>(2 * P * n));
    Planes<P> a, c;
    for (index_t k = 0; k < P; ++k) {
        a[static_cast<std::size_t>(k)] = store_.data() + 2 * k * n;
        c[static_cast<std::size_t>(k)] = store_.data() + (2 * k + 1) * n;
    }
    const std::size_t count = sides.size();
    std::vector<Number<P>> mu(count), ex(count);
    a[0][0] = c[0][n - 1] = 1.0;
    Number<P> alpha = number<P>(element<P>(t, n - 1)), ef = 0.0, eb = 0.0;
    for (index_t m = 0; m < n; ++m) {  // from order m to m + 1
        Number<P> p = 0.0, q = 0.0;
        if (m > 0) {
            p = -ef / alpha;
            q = -eb / alpha;
            alpha *= 1.0 - p * q;
        }
        if (alpha == 0.0) return as_int(m + 1);
        // t_{m+1}, ..., t_1 and t_{-1}, ..., t_{-m-1}; the last order has no next one, and reads what is not used.
        const auto row = shifted<P>(t, std::max<index_t>(0, n - 2 - m));
        const auto column = shifted<P>(t, std::min(n, 2 * n - 2 - m));
        const auto next = shifted<P>(c, n - 1 - m);
        std::tie(ef, eb) = extend<P>(a, next, row, column, m + 1, p, q);
        for (std::size_t k = 0; k < count; ++k) {
            mu[k] = (number<P>(element<P>(sides[k], m)) - ex[k]) / alpha;
            set<P>(sides[k], m, {});
        }
        std::size_t k = 0;
        for (; k + 4 <= count; k += 4) add_to_sides<P, 4>(&sides[k], constant<P>(next), row, m + 1, &mu[k], &ex[k]);
        for (; k < count; ++k) add_to_sides<P, 1>(&sides[k], constant<P>(next), row, m + 1, &mu[k], &ex[k]);
        if (m % 512 == 511 && interrupted()) throw Interrupted{};
    }
    return 0;
}

int solve_real(const double* t, index_t n, double* x, index_t rows) {
    std::vector<Planes<1>> sides;
    for (index_t k = 0; k < rows; ++k) sides.push_back({x + k * n});
    return recursion<1>({t}, n, sides);
}

int solve_complex(const std::complex<double>* t, index_t n, std::complex<double>* x, index_t rows) {
    std::vector<double> split(static_cast<std::size_t>(2 * (2 * n - 1) + 2 * n * rows));
    double *re = split.data(), *im = re + 2 * n - 1;
    for (index_t i = 0; i < 2 * n - 1; ++i) re[i] = t[i].real(), im[i] = t[i].imag();
    std::vector<Planes<2>> sides;
    for (index_t k = 0; k < rows; ++k) {
        double* at = im + 2 * n - 1 + 2 * n * k;
        sides.push_back({at, at + n});
        for (index_t i = 0; i < n; ++i) at[i] = x[k * n + i].real(), at[n + i] = x[k * n + i].imag();
    }
    const int info = recursion<2>({re, im}, n, sides);
    for (index_t k = 0; k < rows; ++k)
        for (index_t i = 0; i < n; ++i)
            x[k * n + i] = {sides[static_cast<std::size_t>(k)][0][i], sides[static_cast<std::size_t>(k)][1][i]};
    return info;
}

}  // namespace

template <>
const ToeplitzTable<double>& toeplitz_table<isa::current, double>() {
    static const ToeplitzTable<double> table{solve_real};
    return table;
}
template <>
const ToeplitzTable<std::complex<double>>& toeplitz_table<isa::current, std::complex<double>>() {
    static const ToeplitzTable<std::complex<double>> table{solve_complex};
    return table;
}

}  // namespace scinova::linalg
