// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/watershed.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <memory>
#include <vector>

#include "common/parallel.hpp"

namespace scinova::ndimage {
namespace {

// The image with a border of one element on every side, which ends every search for neighbours.
struct Framed {
    explicit Framed(const AnyView& a) : dims(a.ndim) {
        for (int d = dims - 1; d >= 0; --d) {
            const auto k = static_cast<std::size_t>(d);
            shape[k] = a.shape[k];
            pitch[k] = size;
            size *= shape[k] + 2;
        }
    }

    // f(place in the image, place in the frame) for every element of the image in C order.
    template <class F>
    void each(F&& f) const {
        const auto innermost = static_cast<std::size_t>(dims - 1);
        std::array<index_t, max_dims> line{};
        for (index_t p = 0;;) {
            index_t q = 1;
            for (std::size_t d = 0; d < innermost; ++d) q += (line[d] + 1) * pitch[d];
            for (index_t i = 0; i < shape[innermost]; ++i) f(p++, q++);
            int d = dims - 2;
            for (; d >= 0 && ++line[static_cast<std::size_t>(d)] == shape[static_cast<std::size_t>(d)]; --d)
                line[static_cast<std::size_t>(d)] = 0;
            if (d < 0) return;
        }
    }

    // How far away the neighbours of an element are, in C order.
    std::vector<index_t> distances(const std::uint8_t* structure) const {
        std::vector<index_t> out;
        index_t all = 1;
        for (int d = 0; d < dims; ++d) all *= 3;
        for (index_t k = 0; k < all; ++k) {
            if (!structure[k] || k == all / 2) continue;
            index_t by = 0, rest = k;
            for (int d = dims - 1; d >= 0; --d, rest /= 3) by += (rest % 3 - 1) * pitch[static_cast<std::size_t>(d)];
            out.push_back(by);
        }
        return out;
    }

    int dims;
    std::array<index_t, max_dims> shape{}, pitch{};
    index_t size = 1;
};

// An element of the image, with its links to those before and after it in a list. I is wide enough for a position and
// two bits.
template <class I>
struct Node {
    static constexpr I none = std::numeric_limits<I>::max(), done = I{1} << (std::numeric_limits<I>::digits - 1),
                       late = done >> 1, place = late - 1;
    I next, previous;
    I marker;  // the position of the marker that reaches it (`place`: none does), whether that is negative, and done
    std::uint16_t value, cost;
};

template <class I>
class Forest {
public:
    Forest(const Framed& frame, index_t levels)
        : frame_(frame), node_(std::make_unique_for_overwrite<Node<I>[]>(at(frame.size))), first_(at(levels), none),
          last_(at(levels), none) {
        std::fill_n(node_.get(), frame.size, Node<I>{none, none, Node<I>::done, 0, 0});
    }

    template <class V, class M>
    void plant(const V* values, const M* markers) {
        frame_.each([&](index_t p, index_t q) {
            Node<I>& n = node_[at(q)];
            n = {none, none, Node<I>::place, values[p], 0};
            if (markers[p] == 0) return;
            n.marker = static_cast<I>(p);
            if constexpr (std::is_signed_v<M>) n.marker |= markers[p] < 0 ? Node<I>::late : 0;
            append(static_cast<I>(q), 0);
        });
    }

    Status grow(const std::vector<index_t>& distance) {
        index_t steps = 0;
        for (std::size_t level = 0; level < first_.size(); ++level) {
            while (first_[level] != none) {
                const I p = take(level);
                Node<I>& here = node_[p];
                if (++steps % 65536 == 0 && interrupted()) return Status::interrupted;
                for (const index_t by : distance) ask(here, static_cast<I>(static_cast<index_t>(p) + by));
                here.marker |= Node<I>::done;
            }
        }
        return Status::ok;
    }

    template <class M>
    void harvest(const M* markers, M* labels) const {
        frame_.each([&](index_t p, index_t q) {
            const I from = node_[at(q)].marker & Node<I>::place;
            labels[p] = from == Node<I>::place ? M{0} : markers[from];
        });
    }

private:
    static constexpr I none = Node<I>::none;
    static std::size_t at(index_t p) { return static_cast<std::size_t>(p); }

    void ask(const Node<I>& from, I q) {
        Node<I>& to = node_[q];
        if (to.marker & Node<I>::done) return;
        const int apart = int{from.value} - int{to.value};
        const auto cost = static_cast<std::uint16_t>(std::max<int>(from.cost, apart < 0 ? -apart : apart));
        if (to.marker != Node<I>::place) {
            if (cost >= to.cost) return;
            remove(q);
        }
        to.cost = cost;
        to.marker = from.marker;
        append(q, cost);
    }

    void append(I p, std::size_t cost) {
        Node<I>& n = node_[p];
        I &first = first_[cost], &last = last_[cost];
        if (n.marker & Node<I>::late) {
            n.previous = last;
            n.next = none;
            if (last != none) node_[last].next = p;
            last = p;
            if (first == none) first = p;
        } else {
            n.next = first;
            n.previous = none;
            if (first != none) node_[first].previous = p;
            first = p;
            if (last == none) last = p;
        }
    }

    void remove(I p) {
        const Node<I> n = node_[p];
        if (first_[n.cost] == p) first_[n.cost] = n.next;
        if (last_[n.cost] == p) last_[n.cost] = n.previous;
        if (n.previous != none) node_[n.previous].next = n.next;
        if (n.next != none) node_[n.next].previous = n.previous;
    }

    I take(std::size_t level) {
        const I p = first_[level];
        Node<I>& n = node_[p];
        first_[level] = n.next;
        if (n.next == none) last_[level] = none;
        if (n.next != none) node_[n.next].previous = none;
        n.next = n.previous = none;
        return p;
    }

    const Framed& frame_;
    std::unique_ptr<Node<I>[]> node_;
    std::vector<I> first_, last_;
};

template <class I, class V, class M>
Status flood(const Framed& frame, const AnyView& values, const M* markers, const std::vector<index_t>& distance,
             M* labels) {
    const V* v = static_cast<const V*>(values.data);
    const index_t size = values.size();
    const auto [low, high] = std::minmax_element(v, v + size);
    Forest<I> forest(frame, index_t{*high} - index_t{*low} + 1);
    forest.plant(v, markers);
    if (const Status s = forest.grow(distance); s != Status::ok) return s;
    forest.harvest(markers, labels);
    return Status::ok;
}

}  // namespace

Status watershed(const AnyView& values, const AnyView& markers, const std::uint8_t* structure, const AnyView& labels) {
    if (values.size() == 0) return Status::ok;
    const Framed frame(values);
    const std::vector<index_t> distance = frame.distances(structure);
    const bool narrow = frame.size < static_cast<index_t>(Node<std::uint32_t>::place);
    return visit(markers.dtype, [&]<class T>(Tag<T>) {
        if constexpr (!std::is_integral_v<T>) {
            return Status::ok;
        } else {
            const auto* from = static_cast<const T*>(markers.data);
            auto* to = static_cast<T*>(labels.data);
            if (values.dtype == DType::u1)
                return narrow ? flood<std::uint32_t, std::uint8_t>(frame, values, from, distance, to)
                              : flood<std::uint64_t, std::uint8_t>(frame, values, from, distance, to);
            return narrow ? flood<std::uint32_t, std::uint16_t>(frame, values, from, distance, to)
                          : flood<std::uint64_t, std::uint16_t>(frame, values, from, distance, to);
        }
    });
}

}  // namespace scinova::ndimage
