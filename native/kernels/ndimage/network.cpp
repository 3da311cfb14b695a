// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/network.hpp"

#include <algorithm>

#include "kernels/ndimage/order.hpp"

namespace scinova::ndimage {

SelectionNetwork selection_network(index_t inputs, index_t rank) {
    SelectionNetwork net{inputs, rank, {}};
    merge_exchange(static_cast<int>(inputs), [&](int i, int j) {
        net.steps.push_back({static_cast<std::int16_t>(i), static_cast<std::int16_t>(j), false, false});
    });
    std::vector<char> used(static_cast<std::size_t>(inputs), 0);
    used[static_cast<std::size_t>(rank)] = 1;
    for (auto it = net.steps.rbegin(); it != net.steps.rend(); ++it) {
        it->keep_low = used[static_cast<std::size_t>(it->low)];
        it->keep_high = used[static_cast<std::size_t>(it->high)];
        if (it->keep_low || it->keep_high) used[static_cast<std::size_t>(it->low)] = used[static_cast<std::size_t>(it->high)] = 1;
    }
    std::erase_if(net.steps, [](const Comparator& c) { return !c.keep_low && !c.keep_high; });
    return net;
}

}  // namespace scinova::ndimage
