// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/watershed.hpp"

#include <algorithm>
#include <array>
#include <iterator>
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
            count *= shape[k];
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
    index_t size = 1, count = 1;  // with the border, and without
};

// An element of the image, as small as may be: they are visited all over the image. K is wide enough for the number of
// a marker and two bits, V for a value.
template <class K, class V>
struct Node {
    static constexpr int bits = std::numeric_limits<K>::digits;
    static constexpr K done = static_cast<K>(K{1} << (bits - 1)), late = static_cast<K>(K{1} << (bits - 2)),
                       number = static_cast<K>(late - 1);
    K marker;  // the number of the marker that reaches it (`number`: none does), whether that is negative, and done
    V value, cost;
};

// The elements of one cost that wait: the last come goes first, but what negative markers reach goes after all others and
// in the order that it came. An element that is reached at less cost waits there too, and here it is passed over when
// its turn comes: it is done by then.
template <class I>
struct Waiting {
    std::vector<I> early, late;
    std::size_t next = 0;  // of those late

    bool take(I* p) {
        if (!early.empty()) {
            *p = early.back();
            early.pop_back();
            return true;
        }
        if (next == late.size()) return false;
        *p = late[next++];
        return true;
    }
};

// I is wide enough for a position.
template <class I, class K, class V>
class Forest {
    using N = Node<K, V>;

public:
    Forest(const Framed& frame, index_t levels)
        : frame_(frame), node_(std::make_unique_for_overwrite<N[]>(at(frame.size))), waiting_(at(levels)) {
        std::fill_n(node_.get(), frame.size, N{N::done, 0, 0});
    }

    template <class M>
    void plant(const V* values, const M* markers) {
        K count = 0;
        frame_.each([&](index_t p, index_t q) {
            N& n = node_[at(q)];
            n = {N::number, values[p], 0};
            if (markers[p] == 0) return;
            n.marker = count++;
            if constexpr (std::is_signed_v<M>)
                if (markers[p] < 0) n.marker |= N::late;
            append(static_cast<I>(q), n);
        });
    }

    Status grow(const std::vector<index_t>& distance) {
        index_t steps = 0;
        for (Waiting<I>& level : waiting_) {
            for (I p; level.take(&p);) {
                const N here = node_[p];
                if (here.marker & N::done) continue;
                if (++steps % 65536 == 0 && interrupted()) return Status::interrupted;
                for (const index_t by : distance) ask(here, static_cast<I>(static_cast<index_t>(p) + by));
                node_[p].marker |= N::done;
            }
            level = {};
        }
        return Status::ok;
    }

    // The markers' values are in the order of their numbers.
    template <class M>
    void harvest(const std::vector<M>& marker, M* labels) const {
        frame_.each([&](index_t p, index_t q) {
            const K from = node_[at(q)].marker & N::number;
            labels[p] = from == N::number ? M{0} : marker[from];
        });
    }

private:
    static std::size_t at(index_t p) { return static_cast<std::size_t>(p); }

    void ask(const N& from, I q) {
        N& to = node_[q];
        if (to.marker & N::done) return;
        const int apart = int{from.value} - int{to.value};
        const auto cost = static_cast<V>(std::max<int>(from.cost, apart < 0 ? -apart : apart));
        if (to.marker != N::number && cost >= to.cost) return;
        to.cost = cost;
        to.marker = from.marker;
        append(q, to);
    }

    void append(I p, const N& n) {
        Waiting<I>& level = waiting_[n.cost];
        (n.marker & N::late ? level.late : level.early).push_back(p);
    }

    const Framed& frame_;
    std::unique_ptr<N[]> node_;
    std::vector<Waiting<I>> waiting_;
};

template <class I, class K, class V, class M>
Status grow_all(const Framed& frame, const V* values, const M* markers, const std::vector<M>& marker,
                const std::vector<index_t>& distance, M* labels) {
    const auto [low, high] = std::minmax_element(values, values + frame.count);
    Forest<I, K, V> forest(frame, index_t{*high} - index_t{*low} + 1);
    forest.plant(values, markers);
    if (const Status s = forest.grow(distance); s != Status::ok) return s;
    forest.harvest(marker, labels);
    return Status::ok;
}

template <class V, class M>
Status flood(const Framed& frame, const AnyView& image, const M* markers, const std::vector<index_t>& distance, M* labels) {
    const V* values = static_cast<const V*>(image.data);
    std::vector<M> marker;
    std::copy_if(markers, markers + frame.count, std::back_inserter(marker), [](M m) { return m != 0; });
    if (frame.size >= index_t{std::numeric_limits<std::uint32_t>::max()})
        return grow_all<std::uint64_t, std::uint64_t>(frame, values, markers, marker, distance, labels);
    if (marker.size() < Node<std::uint16_t, V>::number)
        return grow_all<std::uint32_t, std::uint16_t>(frame, values, markers, marker, distance, labels);
    if (marker.size() < Node<std::uint32_t, V>::number)
        return grow_all<std::uint32_t, std::uint32_t>(frame, values, markers, marker, distance, labels);
    return grow_all<std::uint32_t, std::uint64_t>(frame, values, markers, marker, distance, labels);
}

}  // namespace

Status watershed(const AnyView& values, const AnyView& markers, const std::uint8_t* structure, const AnyView& labels) {
    if (values.size() == 0) return Status::ok;
    const Framed frame(values);
    const std::vector<index_t> distance = frame.distances(structure);
    return visit(markers.dtype, [&]<class T>(Tag<T>) {
        if constexpr (!std::is_integral_v<T>) {
            return Status::ok;
        } else {
            const auto* from = static_cast<const T*>(markers.data);
            auto* to = static_cast<T*>(labels.data);
            return values.dtype == DType::u1 ? flood<std::uint8_t>(frame, values, from, distance, to)
                                             : flood<std::uint16_t>(frame, values, from, distance, to);
        }
    });
}

}  // namespace scinova::ndimage
