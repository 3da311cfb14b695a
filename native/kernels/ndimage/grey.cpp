// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/grey.hpp"

#include <algorithm>
#include <memory>
#include <vector>

namespace scinova::ndimage {

void structured_extrema(const AnyView& in, const Around& filter, double constant, const AnyView& out) {
    visit(in.dtype, [&]<class T>(Tag<T>) {
        using W = Working<T>;
        const auto taps = static_cast<index_t>(filter.values.size());
        std::vector<W> height(filter.values.size());
        // Of booleans too the sums are those of bytes.
        storer<double>(dtype_of<W>())(filter.values.data(), 1, height.data(), 1, taps);
        const Neighbours<W> around(in, filter.shape, filter.mode, static_cast<W>(constant), loader<W>(in.dtype));
        const index_t n = around.length();
        if (n == 0) return;
        const ConvertFn store = storer<double>(out.dtype);
        const index_t grain = std::max<index_t>(2 * around.height(), 200000 / (n * taps) + 1);
        parallel_for(around.lines(), grain, [&](index_t begin, index_t end) {
            typename Neighbours<W>::Walker walker(around);
            const auto rest = std::make_unique_for_overwrite<W[]>(static_cast<std::size_t>(n + slack<W>()));
            const auto result = std::make_unique_for_overwrite<double[]>(static_cast<std::size_t>(n));
            for (index_t line = begin; line < end; ++line) {
                grey().of<W>().extremum(walker(line), filter.values[0], height.data(), taps,
                                        filter.kind == Around::Kind::greatest, n, rest.get(), result.get());
                store(result.get(), 1, out.at(line_start(out, line)), out.stride[out.ndim - 1], n);
            }
        });
    });
}

}  // namespace scinova::ndimage
