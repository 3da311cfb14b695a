// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/order_rows.hpp"

namespace scinova::ndimage {

template <>
const OrderTable<std::uint8_t>& OrderAt<isa::current, std::uint8_t>::table() {
    static const OrderTable<std::uint8_t> t = make_order_table<std::uint8_t>();
    return t;
}

template <>
const OrderTable<std::int8_t>& OrderAt<isa::current, std::int8_t>::table() {
    static const OrderTable<std::int8_t> t = make_order_table<std::int8_t>();
    return t;
}

}  // namespace scinova::ndimage
