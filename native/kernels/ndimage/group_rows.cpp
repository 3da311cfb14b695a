// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/group_rows.hpp"

#include <algorithm>
#include <limits>

namespace scinova::ndimage {
namespace {

template <class T>
auto whole(T x) noexcept {
    if constexpr (std::is_same_v<T, Bool>) return static_cast<std::uint8_t>(x.byte != 0);
    else return x;
}

// 32 bits do for differences where labels of type T reach from lowest to lowest + length - 1.
template <class T>
void places(const void* labels, index_t step, index_t n, std::int64_t lowest, std::uint32_t length, std::uint32_t* out) {
    const T* p = static_cast<const T*>(labels);
    if constexpr (std::is_floating_point_v<T>) {
        std::fill(out, out + n, length);
    } else if constexpr (sizeof(T) <= 4) {
        using Value = decltype(whole(T{}));
        constexpr std::int64_t least = std::numeric_limits<Value>::min(), most = std::numeric_limits<Value>::max();
        if (lowest < least || lowest > most - std::int64_t{length} + 1) {
            for (index_t i = 0; i < n; ++i) {
                const auto k = static_cast<std::uint64_t>(std::int64_t{whole(p[i * step])} - lowest);
                out[i] = static_cast<std::uint32_t>(std::min<std::uint64_t>(k, length));
            }
            return;
        }
        const auto low = static_cast<std::uint32_t>(lowest);
        const auto place = [=](index_t by) {
            for (index_t i = 0; i < n; ++i) out[i] = std::min(static_cast<std::uint32_t>(whole(p[i * by])) - low, length);
        };
        if (step == 1) place(1);
        else place(step);
    } else {
        const auto low = static_cast<std::uint64_t>(lowest);
        for (index_t i = 0; i < n; ++i)
            out[i] = static_cast<std::uint32_t>(std::min<std::uint64_t>(static_cast<std::uint64_t>(p[i * step]) - low, length));
    }
}

template <class T>
void changes(const void* labels, index_t step, index_t n, std::uint8_t* out) {
    const T* p = static_cast<const T*>(labels);
    out[0] = 1;
    if (step == 1)
        for (index_t i = 1; i < n; ++i) out[i] = whole(p[i]) != whole(p[i - 1]);
    else
        for (index_t i = 1; i < n; ++i) out[i] = whole(p[i * step]) != whole(p[(i - 1) * step]);
}

constexpr GroupTable make_table() {
    GroupTable t{};
    for (int d = 0; d < dtype_count; ++d)
        visit(static_cast<DType>(d), [&]<class T>(Tag<T>) {
            t.places[d] = &places<T>;
            t.changes[d] = &changes<T>;
        });
    return t;
}

}  // namespace

template <>
const GroupTable& group_table<isa::current>() {
    static const GroupTable t = make_table();
    return t;
}

}  // namespace scinova::ndimage
