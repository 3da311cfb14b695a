// SPDX-License-Identifier: BSD-3-Clause
// The subintervals of an adaptive quadrature and their order by error.
#pragma once

#include <algorithm>
#include <cstdint>

#include "kernels/integrate/quad_types.hpp"

namespace scinova::quad {

struct Interval {
    double a, b, value, error;
    int level;
};

class Partition {
public:
    void clear() noexcept {
        parts_.clear();
        order_.clear();
    }
    void reserve(index_t n) {
        const auto size = static_cast<std::size_t>(std::min<index_t>(n, 256));
        parts_.reserve(size);
        order_.reserve(size);
    }
    index_t size() const noexcept { return static_cast<index_t>(parts_.size()); }
    const Interval& operator[](index_t k) const noexcept { return parts_[static_cast<std::size_t>(k)]; }
    // The interval whose error has the given rank (0 is the largest error), as an index.
    index_t ranked(index_t rank) const noexcept { return order_[static_cast<std::size_t>(rank)]; }

    void add(const Interval& part) {
        parts_.push_back(part);
        insert(static_cast<std::int32_t>(parts_.size() - 1));
    }
    // Replaces the interval of a rank by its halves; the half of larger error keeps the index.
    void split(index_t rank, Interval left, Interval right) {
        const std::int32_t at = order_[static_cast<std::size_t>(rank)];
        order_.erase(order_.begin() + rank);
        if (right.error > left.error) std::swap(left, right);
        parts_[static_cast<std::size_t>(at)] = left;
        parts_.push_back(right);
        insert(at);
        insert(static_cast<std::int32_t>(parts_.size() - 1));
    }
    // Overrides an error (to put a subdivision forward) and restores the order.
    void set_error(index_t k, double error) {
        parts_[static_cast<std::size_t>(k)].error = error;
        order_.erase(std::find(order_.begin(), order_.end(), static_cast<std::int32_t>(k)));
        insert(static_cast<std::int32_t>(k));
    }
    double sum() const noexcept {
        double total = 0.0;
        for (const Interval& p : parts_) total += p.value;
        return total;
    }

private:
    void insert(std::int32_t at) {
        const double error = parts_[static_cast<std::size_t>(at)].error;
        auto place = std::upper_bound(order_.begin(), order_.end(), error, [this](double e, std::int32_t k) {
            return e > parts_[static_cast<std::size_t>(k)].error;
        });
        order_.insert(place, at);
    }
    std::vector<Interval> parts_;
    std::vector<std::int32_t> order_;
};

}  // namespace scinova::quad
