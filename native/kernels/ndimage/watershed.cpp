// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/watershed.hpp"

#include <algorithm>
#include <cstdlib>
#include <vector>

#include "common/parallel.hpp"

namespace scinova::ndimage {
namespace {

struct Neighbour {
    std::array<index_t, max_dims> by{};
    index_t flat = 0;
};

std::vector<Neighbour> neighbours_of(const index_t* shape, int ndim, const std::uint8_t* structure) {
    std::vector<Neighbour> out;
    index_t all = 1;
    for (int d = 0; d < ndim; ++d) all *= 3;
    for (index_t k = 0; k < all; ++k) {
        if (!structure[k] || k == all / 2) continue;
        Neighbour n;
        index_t rest = k, pitch = 1;
        for (int d = ndim - 1; d >= 0; --d) {
            n.by[d] = rest % 3 - 1;
            n.flat += n.by[d] * pitch;
            pitch *= shape[d];
            rest /= 3;
        }
        out.push_back(n);
    }
    return out;
}

// Marks the elements at the edge of the array, which lack some neighbours.
constexpr std::uint8_t done = 1, at_edge = 2;
void mark_edges(std::uint8_t* flags, const index_t* shape, int ndim, index_t size) {
    index_t inner = 1;
    for (int d = ndim - 1; d >= 0; --d) {
        const index_t slab = inner * shape[d];
        for (index_t first = 0; first < size; first += slab)
            for (const index_t plane : {first, first + slab - inner})
                for (index_t p = plane; p < plane + inner; ++p) flags[p] |= at_edge;
        inner = slab;
    }
}

// Elements waiting at each cost: those of positive markers first, last in first out; those of negative markers after
// them, first in first out.
class Waiting {
public:
    explicit Waiting(index_t levels) : queue_(static_cast<std::size_t>(2 * levels)), head_(static_cast<std::size_t>(levels), 0) {}
    void push(index_t p, index_t cost, bool late) { queue_[at(cost, late)].push_back(p); }
    bool pop(index_t cost, index_t* p) {
        auto& early = queue_[at(cost, false)];
        if (!early.empty()) {
            *p = early.back();
            early.pop_back();
            return true;
        }
        auto& late = queue_[at(cost, true)];
        std::size_t& head = head_[static_cast<std::size_t>(cost)];
        if (head < late.size()) {
            *p = late[head++];
            return true;
        }
        late.clear();
        head = 0;
        return false;
    }

private:
    static std::size_t at(index_t cost, bool late) { return static_cast<std::size_t>(2 * cost + late); }
    std::vector<std::vector<index_t>> queue_;
    std::vector<std::size_t> head_;
};

}  // namespace

Status watershed(const std::uint16_t* values, index_t levels, std::int64_t* labels, const index_t* shape, int ndim,
                 const std::uint8_t* structure) {
    index_t size = 1;
    for (int d = 0; d < ndim; ++d) size *= shape[d];
    const std::vector<Neighbour> around = neighbours_of(shape, ndim, structure);
    std::vector<std::int32_t> costs(static_cast<std::size_t>(size), static_cast<std::int32_t>(levels));
    std::vector<std::uint8_t> flagged(static_cast<std::size_t>(size), 0);
    std::int32_t* cost = costs.data();
    std::uint8_t* flags = flagged.data();
    mark_edges(flags, shape, ndim, size);
    Waiting waiting(levels);
    for (index_t p = 0; p < size; ++p) {
        if (labels[p] == 0) continue;
        cost[p] = 0;
        waiting.push(p, 0, labels[p] < 0);
    }
    const auto ask = [&](index_t p, index_t q, std::int32_t level) {
        const std::int32_t there = std::max(level, std::abs(std::int32_t{values[p]} - std::int32_t{values[q]}));
        if ((flags[q] & done) || there >= cost[q]) return;
        cost[q] = there;
        labels[q] = labels[p];
        waiting.push(q, there, labels[q] < 0);
    };
    index_t p = 0, steps = 0;
    for (std::int32_t level = 0; level < levels; ++level) {
        while (waiting.pop(level, &p)) {
            if ((flags[p] & done) || cost[p] != level) continue;
            flags[p] |= done;
            if (++steps % 65536 == 0 && interrupted()) return Status::interrupted;
            if (!(flags[p] & at_edge)) {
                for (const Neighbour& n : around) ask(p, p + n.flat, level);
                continue;
            }
            index_t c[max_dims], rest = p;
            for (int d = ndim - 1; d >= 0; --d) {
                c[d] = rest % shape[d];
                rest /= shape[d];
            }
            for (const Neighbour& n : around) {
                bool within = true;
                for (int d = 0; d < ndim; ++d) within &= c[d] + n.by[d] >= 0 && c[d] + n.by[d] < shape[d];
                if (within) ask(p, p + n.flat, level);
            }
        }
    }
    return Status::ok;
}

}  // namespace scinova::ndimage
