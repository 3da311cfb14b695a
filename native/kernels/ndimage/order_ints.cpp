// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/order_rows.hpp"

namespace scinova::ndimage {

template <>
const OrderTable<std::uint32_t>& OrderAt<isa::current, std::uint32_t>::table() {
    static const OrderTable<std::uint32_t> t = make_order_table<std::uint32_t>();
    return t;
}

template <>
const OrderTable<std::int32_t>& OrderAt<isa::current, std::int32_t>::table() {
    static const OrderTable<std::int32_t> t = make_order_table<std::int32_t>();
    return t;
}

}  // namespace scinova::ndimage
