// SPDX-License-Identifier: BSD-3-Clause
// Minimum degree on a quotient graph.
//
// A variable i is adjacent to variables A_i and to elements E_i; an element is a clique of variables L_e, left behind
// by an elimination (or, for A^T A, given by a row of A). Eliminating p makes the element L_p, the union of A_p and the
// cliques of E_p, which it absorbs. The degree of i in L_p is bounded by |A_i| + |L_p| + sum over e of |L_e \ L_p|
// (Amestoy, Davis and Duff, eq. 4). Variables with equal lists are merged, those with nothing outside of L_p are
// eliminated with p, elements inside of L_p are absorbed.
#include <algorithm>
#include <cmath>
#include <new>

#include "common/parallel.hpp"
#include "kernels/sparse/lu.hpp"

namespace scinova::sparse {
namespace {

using std::size_t;

class QuotientGraph {
public:
    QuotientGraph(const Columns& a, bool of_product) : n_(a.n) {
        const auto n = static_cast<size_t>(n_);
        weight_.assign(n, 1);
        start_.assign(n, 0), elements_.assign(n, 0), length_.assign(n, 0);
        degree_.assign(n, 0);
        next_.assign(n, -1), previous_.assign(n, -1), head_.assign(n + 1, -1);
        member_.assign(n, -1), tail_.resize(n);
        in_pivot_.assign(n, -1);
        for (index_t i = 0; i < n_; ++i) tail_[static_cast<size_t>(i)] = static_cast<Index>(i);
        if (of_product) init_product(a);
        else init_sum(a);
        for (index_t i = 0; i < n_; ++i)
            if (weight(i) > 0) insert(static_cast<Index>(i));
    }

    Status run(Index* order) {
        order_ = order;
        index_t left = n_ - static_cast<index_t>(late_.size());
        while (left > 0) {
            while (head_[static_cast<size_t>(lowest_)] < 0) ++lowest_;
            const Index p = head_[static_cast<size_t>(lowest_)];
            remove(p);
            left -= eliminate(p, left);
            if ((++steps_ & 1023) == 0 && interrupted()) return Status::interrupted;
        }
        for (Index i : late_) order[done_++] = i;
        return Status::ok;
    }

private:
    Index& weight(index_t i) { return weight_[static_cast<size_t>(i)]; }

    index_t dense_limit() const { return std::max<index_t>(16, static_cast<index_t>(10.0 * std::sqrt(double(n_)))); }

    // A + A^T without the diagonal: variables adjacent to variables.
    void init_sum(const Columns& a) {
        std::vector<Index> count(static_cast<size_t>(n_), 0);
        for (index_t c = 0; c < n_; ++c)
            for (index_t k = a.indptr[c]; k < a.indptr[c + 1]; ++k)
                if (a.indices[k] != c) ++count[static_cast<size_t>(c)], ++count[static_cast<size_t>(a.indices[k])];
        std::int64_t at = 0;
        for (size_t i = 0; i < count.size(); ++i) start_[i] = at, at += count[i] + 1;  // room for one element more
        list_.resize(static_cast<size_t>(at));
        for (index_t c = 0; c < n_; ++c)
            for (index_t k = a.indptr[c]; k < a.indptr[c + 1]; ++k) {
                const Index r = a.indices[k];
                if (r == c) continue;
                push(static_cast<Index>(c), r);
                push(r, static_cast<Index>(c));
            }
        for (index_t i = 0; i < n_; ++i) unique(static_cast<Index>(i));
        for (index_t i = 0; i < n_; ++i) {
            degree_[static_cast<size_t>(i)] = length_[static_cast<size_t>(i)];
            if (length_[static_cast<size_t>(i)] > dense_limit()) postpone(static_cast<Index>(i));
        }
    }

    // A^T A: every row of A that is not dense is an element.
    void init_product(const Columns& a) {
        std::vector<std::int64_t> row_ptr(static_cast<size_t>(n_) + 1, 0);
        const index_t nnz = a.indptr[n_];
        for (index_t k = 0; k < nnz; ++k) ++row_ptr[static_cast<size_t>(a.indices[k]) + 1];
        for (size_t r = 0; r < static_cast<size_t>(n_); ++r) row_ptr[r + 1] += row_ptr[r];
        cliques_.resize(static_cast<size_t>(nnz));
        auto fill = row_ptr;
        for (index_t c = 0; c < n_; ++c) {
            start_[static_cast<size_t>(c)] = a.indptr[c] + c;
            for (index_t k = a.indptr[c]; k < a.indptr[c + 1]; ++k)
                cliques_[static_cast<size_t>(fill[static_cast<size_t>(a.indices[k])]++)] = static_cast<Index>(c);
        }
        list_.resize(static_cast<size_t>(nnz + n_));
        for (index_t r = 0; r < n_; ++r) {
            const auto first = row_ptr[static_cast<size_t>(r)], last = row_ptr[static_cast<size_t>(r) + 1];
            const Index e = new_element(first, last - first, static_cast<Index>(last - first));
            if (last - first > dense_limit()) alive_[static_cast<size_t>(e)] = 0;
        }
        for (index_t c = 0; c < n_; ++c) {
            std::int64_t bound = 0;
            for (index_t k = a.indptr[c]; k < a.indptr[c + 1]; ++k) {
                const Index e = a.indices[k];
                if (!alive_[static_cast<size_t>(e)]) continue;
                push(static_cast<Index>(c), e);
                ++elements_[static_cast<size_t>(c)];
                bound += size_[static_cast<size_t>(e)] - 1;
            }
            degree_[static_cast<size_t>(c)] = static_cast<Index>(std::min<std::int64_t>(bound, n_ - 1));
        }
    }

    void push(Index i, Index value) {
        list_[static_cast<size_t>(start_[static_cast<size_t>(i)] + length_[static_cast<size_t>(i)]++)] = value;
    }
    void unique(Index i) {
        Index* first = list_.data() + start_[static_cast<size_t>(i)];
        std::sort(first, first + length_[static_cast<size_t>(i)]);
        length_[static_cast<size_t>(i)] =
            static_cast<Index>(std::unique(first, first + length_[static_cast<size_t>(i)]) - first);
    }
    void postpone(Index i) {
        weight(i) = 0;
        late_.push_back(i);
    }
    Index new_element(std::int64_t first, std::int64_t count, Index size) {
        clique_start_.push_back(first), clique_length_.push_back(static_cast<Index>(count)), size_.push_back(size);
        alive_.push_back(1), outside_.push_back(0);
        return static_cast<Index>(size_.size() - 1);
    }

    void insert(Index i) {
        const auto d = static_cast<size_t>(degree_[static_cast<size_t>(i)]);
        next_[static_cast<size_t>(i)] = head_[d];
        previous_[static_cast<size_t>(i)] = -1;
        if (head_[d] >= 0) previous_[static_cast<size_t>(head_[d])] = i;
        head_[d] = i;
        lowest_ = std::min(lowest_, static_cast<Index>(d));
    }
    void remove(Index i) {
        const Index a = previous_[static_cast<size_t>(i)], b = next_[static_cast<size_t>(i)];
        if (a >= 0) next_[static_cast<size_t>(a)] = b;
        else head_[static_cast<size_t>(degree_[static_cast<size_t>(i)])] = b;
        if (b >= 0) previous_[static_cast<size_t>(b)] = a;
    }
    void adopt(Index i, Index j) {  // the members of j follow those of i
        member_[static_cast<size_t>(tail_[static_cast<size_t>(i)])] = j;
        tail_[static_cast<size_t>(i)] = tail_[static_cast<size_t>(j)];
    }

    // Eliminates p with whatever goes along, and returns how many columns that was.
    index_t eliminate(Index p, index_t left) {
        const index_t stamp = steps_;
        // L_p, at the end of the pool of cliques.
        const auto first = static_cast<std::int64_t>(cliques_.size());
        Index size = 0;
        const auto take = [&](Index j) {
            if (weight(j) > 0 && j != p && in_pivot_[static_cast<size_t>(j)] != stamp) {
                in_pivot_[static_cast<size_t>(j)] = stamp;
                size += weight(j);
                cliques_.push_back(j);
            }
        };
        const std::int64_t at = start_[static_cast<size_t>(p)];
        const Index ne = elements_[static_cast<size_t>(p)], nl = length_[static_cast<size_t>(p)];
        for (Index k = ne; k < nl; ++k) take(list_[static_cast<size_t>(at + k)]);
        for (Index k = 0; k < ne; ++k) {
            const auto e = static_cast<size_t>(list_[static_cast<size_t>(at + k)]);
            if (!alive_[e]) continue;
            for (Index m = 0; m < clique_length_[e]; ++m) take(cliques_[static_cast<size_t>(clique_start_[e] + m)]);
            alive_[e] = 0;
        }
        Index eliminated = weight(p);
        weight(p) = 0;
        const auto count = static_cast<Index>(static_cast<std::int64_t>(cliques_.size()) - first);
        const Index element = new_element(first, count, size);
        measure(first, count);
        hashed_.clear();
        for (Index m = 0; m < count; ++m) {
            const Index i = cliques_[static_cast<size_t>(first + m)];
            remove(i);
            if (update(i, element, size, stamp, left - eliminated)) continue;
            // Nothing outside of L_p: i goes with p.
            eliminated += weight(i);
            size -= weight(i);
            weight(i) = 0;
            adopt(p, i);
        }
        merge_twins();
        // What is left of L_p.
        auto keep = first;
        for (Index m = 0; m < count; ++m) {
            const Index i = cliques_[static_cast<size_t>(first + m)];
            if (weight(i) == 0) continue;
            cliques_[static_cast<size_t>(keep++)] = i;
            auto& d = degree_[static_cast<size_t>(i)];
            d = static_cast<Index>(std::clamp<index_t>(d + size - weight(i), 0, std::max<index_t>(0, left - eliminated - weight(i))));
            insert(i);
        }
        cliques_.resize(static_cast<size_t>(keep));
        clique_length_[static_cast<size_t>(element)] = static_cast<Index>(keep - first);
        size_[static_cast<size_t>(element)] = size;
        if (keep == first) alive_[static_cast<size_t>(element)] = 0;
        for (Index i = p; i >= 0; i = member_[static_cast<size_t>(i)]) order_[done_++] = i;
        return eliminated;
    }

    // outside_[e] - base_ = |L_e \ L_p| for every element adjacent to a variable of L_p.
    void measure(std::int64_t first, Index count) {
        base_ += n_ + 1;
        for (Index m = 0; m < count; ++m) {
            const Index i = cliques_[static_cast<size_t>(first + m)];
            const std::int64_t at = start_[static_cast<size_t>(i)];
            for (Index k = 0; k < elements_[static_cast<size_t>(i)]; ++k) {
                const auto e = static_cast<size_t>(list_[static_cast<size_t>(at + k)]);
                if (!alive_[e]) continue;
                if (outside_[e] < base_) outside_[e] = base_ + size_[e];
                outside_[e] -= weight(i);
            }
        }
    }

    // Cleans the lists of i and bounds its degree outside of L_p; false when there is nothing outside.
    bool update(Index i, Index element, Index, index_t stamp, index_t) {
        const auto u = static_cast<size_t>(i);
        Index* list = list_.data() + start_[u];
        std::uint64_t hash = 0;
        std::int64_t degree = 0;
        Index to = 0;
        const Index ne = elements_[u], nl = length_[u];
        for (Index k = 0; k < ne; ++k) {
            const auto e = static_cast<size_t>(list[k]);
            if (!alive_[e]) continue;
            const std::int64_t out = outside_[e] - base_;
            if (out <= 0) {
                alive_[e] = 0;  // inside of L_p
                continue;
            }
            degree += out;
            hash += e;
            list[to++] = static_cast<Index>(e);
        }
        const Index kept_elements = to;
        for (Index k = ne; k < nl; ++k) {
            const Index j = list[k];
            if (weight(j) == 0 || in_pivot_[static_cast<size_t>(j)] == stamp) continue;
            degree += weight(j);
            hash += static_cast<std::uint64_t>(j) * 0x9E3779B1u;
            list[to++] = j;
        }
        if (degree == 0 && to == 0) return false;
        // The new element goes in front of the variables.
        list[to] = list[kept_elements];
        list[kept_elements] = element;
        elements_[u] = kept_elements + 1;
        length_[u] = to + 1;
        degree_[u] = static_cast<Index>(std::min<std::int64_t>(degree, n_));
        hashed_.emplace_back(hash, i);
        return true;
    }

    void merge_twins() {
        std::sort(hashed_.begin(), hashed_.end());
        for (size_t a = 0; a < hashed_.size(); ++a) {
            const Index i = hashed_[a].second;
            if (weight(i) == 0) continue;
            bool marked = false;
            for (size_t b = a + 1; b < hashed_.size() && hashed_[b].first == hashed_[a].first; ++b) {
                const Index j = hashed_[b].second;
                if (weight(j) == 0 || length_[static_cast<size_t>(i)] != length_[static_cast<size_t>(j)] ||
                    elements_[static_cast<size_t>(i)] != elements_[static_cast<size_t>(j)])
                    continue;
                if (!marked) {
                    const Index* list = list_.data() + start_[static_cast<size_t>(i)];
                    compare_.assign(list, list + length_[static_cast<size_t>(i)]);
                    const auto ne = elements_[static_cast<size_t>(i)];
                    std::sort(compare_.begin(), compare_.begin() + ne);
                    std::sort(compare_.begin() + ne, compare_.end());
                    marked = true;
                }
                const Index* list = list_.data() + start_[static_cast<size_t>(j)];
                other_.assign(list, list + length_[static_cast<size_t>(j)]);
                const auto ne = elements_[static_cast<size_t>(j)];
                std::sort(other_.begin(), other_.begin() + ne);
                std::sort(other_.begin() + ne, other_.end());
                if (other_ != compare_) continue;
                weight(i) += weight(j);
                weight(j) = 0;
                adopt(i, j);
            }
        }
    }

    index_t n_;
    std::vector<Index> weight_;                 // of a variable: how many columns it stands for; 0 when it is gone
    std::vector<std::int64_t> start_;           // where the lists of a variable begin
    std::vector<Index> elements_, length_;      // how many elements, how many entries altogether
    std::vector<Index> list_;
    std::vector<std::int64_t> clique_start_;
    std::vector<Index> clique_length_, size_;   // entries of L_e, and the columns they stand for
    std::vector<char> alive_;
    std::vector<std::int64_t> outside_;
    std::vector<Index> cliques_;
    std::vector<Index> degree_, next_, previous_, head_;
    std::vector<Index> member_, tail_;          // chain of the columns that a variable stands for
    std::vector<index_t> in_pivot_;
    std::vector<std::pair<std::uint64_t, Index>> hashed_;
    std::vector<Index> compare_, other_, late_;
    std::int64_t base_ = 0;
    Index lowest_ = 0;
    index_t steps_ = 0, done_ = 0;
    Index* order_ = nullptr;
};

}  // namespace

Status minimum_degree(const Columns& a, bool of_product, Index* order) {
    try {
        return QuotientGraph(a, of_product).run(order);
    } catch (const std::bad_alloc&) {
        return Status::out_of_memory;
    }
}

}  // namespace scinova::sparse
