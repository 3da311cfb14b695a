// SPDX-License-Identifier: BSD-3-Clause
// Batcher's merge-exchange sort (Knuth, The Art of Computer Programming 3, 5.2.2, Algorithm M), which works for any
// number of inputs, less every comparator that does not bear on the rank asked for.
#pragma once

#include "common/views.hpp"

namespace scinova::ndimage {

template <class Compare>
constexpr void merge_exchange(int n, Compare compare) {
    int top = 1;
    while (2 * top < n) top *= 2;
    for (int p = top; p > 0; p /= 2) {
        int q = top, r = 0, d = p;
        for (;;) {
            for (int i = 0; i + d < n; ++i)
                if ((i & p) == r) compare(i, i + d);
            if (q == p) break;
            d = q - p;
            q /= 2;
            r = p;
        }
    }
}

}  // namespace scinova::ndimage
