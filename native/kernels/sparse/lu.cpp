// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/sparse/lu.hpp"

#include <algorithm>
#include <cmath>
#include <new>

#include "common/parallel.hpp"

namespace scinova::sparse {
namespace {

using std::size_t;

template <class V>
double magnitude(V x) {
    return static_cast<double>(std::abs(x));
}
template <class V>
V times(V a, V b) {
    return a * b;
}
template <class R>
std::complex<R> times(std::complex<R> a, std::complex<R> b) {
    return {a.real() * b.real() - a.imag() * b.imag(), a.real() * b.imag() + a.imag() * b.real()};
}
template <class V>
V conjugate(V a) {
    return a;
}
template <class R>
std::complex<R> conjugate(std::complex<R> a) {
    return std::conj(a);
}

template <class V>
class Elimination {
public:
    Elimination(const Columns& a, const V* values, const Index* order, double threshold, Factors<V>& f)
        : a_(a), values_(values), order_(order), threshold_(threshold), f_(f), n_(static_cast<size_t>(a.n)) {
        f.n = a.n;
        f.l_ptr.assign(n_ + 1, 0), f.u_ptr.assign(n_ + 1, 0);
        f.diagonal.assign(n_, V{});
        f.pivot_of_row.assign(n_, -1);
        f.column_order.assign(order, order + a.n);
        const auto guess = static_cast<size_t>(a.indptr[a.n]) * 8;
        f.l_row.reserve(guess), f.l_val.reserve(guess), f.u_row.reserve(guess), f.u_val.reserve(guess);
        x_.assign(n_, V{});
        seen_.assign(n_, -1), pruned_.assign(n_, -1), row_of_pivot_.assign(n_, -1);
        stack_.resize(n_), position_.resize(n_), reached_.resize(n_);
    }

    Status run() {
        for (index_t k = 0; k < a_.n; ++k) {
            if ((k & 127) == 0 && interrupted()) return Status::interrupted;
            scatter(k);
            solve(k);
            if (!pivot(k)) {
                f_.singular = true;
                return Status::singular;
            }
            prune(k);
        }
        for (auto& r : f_.l_row) r = f_.pivot_of_row[static_cast<size_t>(r)];
        return Status::ok;
    }

private:
    // The pattern of column k of L^-1 A: pivots in topological order in reached_[top_..), other rows in below_.
    void scatter(index_t k) {
        const Index column = order_[k];
        top_ = n_;
        below_.clear();
        for (index_t e = a_.indptr[column]; e < a_.indptr[column + 1]; ++e) {
            const Index r = a_.indices[e];
            visit(r, k);
            x_[static_cast<size_t>(r)] += values_[e];
        }
    }

    void visit(Index row, index_t k) {
        if (seen_[static_cast<size_t>(row)] == k) return;
        seen_[static_cast<size_t>(row)] = static_cast<Index>(k);
        const Index first = f_.pivot_of_row[static_cast<size_t>(row)];
        if (first < 0) {
            below_.push_back(row);
            return;
        }
        size_t depth = 0;
        stack_[0] = first;
        position_[0] = f_.l_ptr[static_cast<size_t>(first)];
        for (;;) {
            const auto j = static_cast<size_t>(stack_[depth]);
            const std::int64_t end = pruned_[j] >= 0 ? pruned_[j] : f_.l_ptr[j + 1];
            bool deeper = false;
            while (position_[depth] < end) {
                const Index r = f_.l_row[static_cast<size_t>(position_[depth]++)];
                if (seen_[static_cast<size_t>(r)] == k) continue;
                seen_[static_cast<size_t>(r)] = static_cast<Index>(k);
                const Index next = f_.pivot_of_row[static_cast<size_t>(r)];
                if (next < 0) {
                    below_.push_back(r);
                    continue;
                }
                ++depth;
                stack_[depth] = next;
                position_[depth] = f_.l_ptr[static_cast<size_t>(next)];
                deeper = true;
                break;
            }
            if (deeper) continue;
            reached_[--top_] = static_cast<Index>(j);
            if (depth == 0) return;
            --depth;
        }
    }

    void solve(index_t k) {
        for (size_t t = top_; t < n_; ++t) {
            const auto j = static_cast<size_t>(reached_[t]);
            V& at = x_[static_cast<size_t>(row_of_pivot_[j])];
            const V factor = at;
            at = V{};
            f_.u_row.push_back(static_cast<Index>(j));
            f_.u_val.push_back(factor);
            if (factor == V{}) continue;
            const Index* row = f_.l_row.data();
            const V* val = f_.l_val.data();
            const std::int64_t end = f_.l_ptr[j + 1];
            for (std::int64_t e = f_.l_ptr[j]; e < end; ++e) x_[static_cast<size_t>(row[e])] -= times(val[e], factor);
        }
        f_.u_ptr[static_cast<size_t>(k) + 1] = static_cast<std::int64_t>(f_.u_row.size());
    }

    bool pivot(index_t k) {
        double largest = 0.0;
        Index best = -1;
        const Index wanted = order_[k];  // the diagonal entry's row
        bool diagonal = false;
        for (Index r : below_) {
            const double m = magnitude(x_[static_cast<size_t>(r)]);
            if (m > largest || m != m) {
                largest = m;
                best = r;
                if (m != m) break;
            }
            diagonal |= r == wanted;
        }
        if (best < 0) return false;
        if (diagonal && magnitude(x_[static_cast<size_t>(wanted)]) >= threshold_ * largest && largest == largest &&
            x_[static_cast<size_t>(wanted)] != V{})
            best = wanted;
        const V p = x_[static_cast<size_t>(best)];
        f_.pivot_of_row[static_cast<size_t>(best)] = static_cast<Index>(k);
        row_of_pivot_[static_cast<size_t>(k)] = best;
        f_.diagonal[static_cast<size_t>(k)] = p;
        x_[static_cast<size_t>(best)] = V{};
        for (Index r : below_) {
            if (r == best) continue;
            f_.l_row.push_back(r);
            f_.l_val.push_back(x_[static_cast<size_t>(r)] / p);
            x_[static_cast<size_t>(r)] = V{};
        }
        f_.l_ptr[static_cast<size_t>(k) + 1] = static_cast<std::int64_t>(f_.l_row.size());
        return true;
    }

    // Column j of L that has both U(j, k) and L(k, j): whatever lies below k in it is reached through column k too.
    void prune(index_t k) {
        const Index row = row_of_pivot_[static_cast<size_t>(k)];
        for (size_t t = top_; t < n_; ++t) {
            const auto j = static_cast<size_t>(reached_[t]);
            if (pruned_[j] >= 0) continue;
            const std::int64_t first = f_.l_ptr[j], last = f_.l_ptr[j + 1];
            const auto begin = f_.l_row.begin();
            if (std::find(begin + first, begin + last, row) == begin + last) continue;
            std::int64_t front = first;
            for (std::int64_t e = first; e < last; ++e) {
                if (f_.pivot_of_row[static_cast<size_t>(f_.l_row[static_cast<size_t>(e)])] < 0) continue;
                std::swap(f_.l_row[static_cast<size_t>(e)], f_.l_row[static_cast<size_t>(front)]);
                std::swap(f_.l_val[static_cast<size_t>(e)], f_.l_val[static_cast<size_t>(front)]);
                ++front;
            }
            pruned_[j] = front;
        }
    }

    const Columns& a_;
    const V* values_;
    const Index* order_;
    double threshold_;
    Factors<V>& f_;
    size_t n_, top_ = 0;
    std::vector<V> x_;
    std::vector<Index> seen_, row_of_pivot_, stack_, reached_, below_;
    std::vector<std::int64_t> pruned_, position_;
};

template <class V>
void solve_one(const Factors<V>& f, int trans, V* x, V* y) {
    const auto n = static_cast<size_t>(f.n);
    const auto conj_if = [&](V v) { return trans == 2 ? conjugate(v) : v; };
    if (trans == 0) {
        for (size_t i = 0; i < n; ++i) y[f.pivot_of_row[i]] = x[i];
        for (size_t k = 0; k < n; ++k) {
            const V factor = y[k];
            if (factor == V{}) continue;
            for (auto e = f.l_ptr[k]; e < f.l_ptr[k + 1]; ++e)
                y[f.l_row[static_cast<size_t>(e)]] -= times(f.l_val[static_cast<size_t>(e)], factor);
        }
        for (size_t k = n; k-- > 0;) {
            const V factor = y[k] = y[k] / f.diagonal[k];
            for (auto e = f.u_ptr[k]; e < f.u_ptr[k + 1]; ++e)
                y[f.u_row[static_cast<size_t>(e)]] -= times(f.u_val[static_cast<size_t>(e)], factor);
        }
        for (size_t k = 0; k < n; ++k) x[f.column_order[k]] = y[k];
        return;
    }
    for (size_t k = 0; k < n; ++k) y[k] = x[f.column_order[k]];
    for (size_t k = 0; k < n; ++k) {
        V sum = y[k];
        for (auto e = f.u_ptr[k]; e < f.u_ptr[k + 1]; ++e)
            sum -= times(conj_if(f.u_val[static_cast<size_t>(e)]), y[f.u_row[static_cast<size_t>(e)]]);
        y[k] = sum / conj_if(f.diagonal[k]);
    }
    for (size_t k = n; k-- > 0;) {
        V sum = y[k];
        for (auto e = f.l_ptr[k]; e < f.l_ptr[k + 1]; ++e)
            sum -= times(conj_if(f.l_val[static_cast<size_t>(e)]), y[f.l_row[static_cast<size_t>(e)]]);
        y[k] = sum;
    }
    for (size_t i = 0; i < n; ++i) x[i] = y[f.pivot_of_row[i]];
}

}  // namespace

template <class V>
Status factorize(const Columns& a, const V* values, const Index* order, double threshold, Factors<V>& f) {
    try {
        return Elimination<V>(a, values, order, threshold, f).run();
    } catch (const std::bad_alloc&) {
        return Status::out_of_memory;
    }
}

template <class V>
void solve(const Factors<V>& f, int trans, index_t count, index_t step, V* x) {
    parallel_for(count, std::max<index_t>(1, 30000 / (f.n + 1)), [&](index_t begin, index_t end) {
        std::vector<V> y(static_cast<size_t>(f.n));
        for (index_t c = begin; c < end; ++c) solve_one(f, trans, x + c * step, y.data());
    });
}

template <class V>
Status solve_triangular(const Columns& a, const V* values, bool lower, bool unit, index_t count, V* x) {
    for (index_t s = 0; s < a.n; ++s) {
        const index_t k = lower ? s : a.n - 1 - s;
        V* line = x + k * count;
        if (!unit) {
            V d{};
            for (index_t e = a.indptr[k]; e < a.indptr[k + 1]; ++e)
                if (a.indices[e] == k) d += values[e];
            if (d == V{}) return Status::singular;
            for (index_t c = 0; c < count; ++c) line[c] = line[c] / d;
        }
        for (index_t e = a.indptr[k]; e < a.indptr[k + 1]; ++e) {
            const index_t r = a.indices[e];
            if (r == k) continue;
            V* to = x + r * count;
            const V factor = values[e];
            for (index_t c = 0; c < count; ++c) to[c] -= times(factor, line[c]);
        }
        if ((s & 1023) == 0 && interrupted()) return Status::interrupted;
    }
    return Status::ok;
}

template Status factorize(const Columns&, const float*, const Index*, double, Factors<float>&);
template void solve(const Factors<float>&, int, index_t, index_t, float*);
template Status solve_triangular(const Columns&, const float*, bool, bool, index_t, float*);
template Status factorize(const Columns&, const double*, const Index*, double, Factors<double>&);
template void solve(const Factors<double>&, int, index_t, index_t, double*);
template Status solve_triangular(const Columns&, const double*, bool, bool, index_t, double*);
template Status factorize(const Columns&, const std::complex<float>*, const Index*, double, Factors<std::complex<float>>&);
template void solve(const Factors<std::complex<float>>&, int, index_t, index_t, std::complex<float>*);
template Status solve_triangular(const Columns&, const std::complex<float>*, bool, bool, index_t, std::complex<float>*);
template Status factorize(const Columns&, const std::complex<double>*, const Index*, double, Factors<std::complex<double>>&);
template void solve(const Factors<std::complex<double>>&, int, index_t, index_t, std::complex<double>*);
template Status solve_triangular(const Columns&, const std::complex<double>*, bool, bool, index_t, std::complex<double>*);

}  // namespace scinova::sparse
