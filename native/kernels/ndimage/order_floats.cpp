// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/order_rows.hpp"

namespace scinova::ndimage {

template <>
const OrderTable<float>& OrderAt<isa::current, float>::table() {
    static const OrderTable<float> t = make_order_table<float>();
    return t;
}

template <>
const OrderTable<double>& OrderAt<isa::current, double>::table() {
    static const OrderTable<double> t = make_order_table<double>();
    return t;
}

}  // namespace scinova::ndimage
