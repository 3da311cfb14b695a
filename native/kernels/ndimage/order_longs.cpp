// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/order_rows.hpp"

namespace scinova::ndimage {

template <>
const OrderTable<std::uint64_t>& OrderAt<isa::current, std::uint64_t>::table() {
    static const OrderTable<std::uint64_t> t = make_order_table<std::uint64_t>();
    return t;
}

template <>
const OrderTable<std::int64_t>& OrderAt<isa::current, std::int64_t>::table() {
    static const OrderTable<std::int64_t> t = make_order_table<std::int64_t>();
    return t;
}

}  // namespace scinova::ndimage
