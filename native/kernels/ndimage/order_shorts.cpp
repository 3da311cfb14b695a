// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/order_rows.hpp"

namespace scinova::ndimage {

template <>
const OrderTable<std::uint16_t>& OrderAt<isa::current, std::uint16_t>::table() {
    static const OrderTable<std::uint16_t> t = make_order_table<std::uint16_t>();
    return t;
}

template <>
const OrderTable<std::int16_t>& OrderAt<isa::current, std::int16_t>::table() {
    static const OrderTable<std::int16_t> t = make_order_table<std::int16_t>();
    return t;
}

}  // namespace scinova::ndimage
