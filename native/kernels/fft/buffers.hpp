// SPDX-License-Identifier: BSD-3-Clause
// Pairs of arrays in a thread's scratch memory.
#pragma once

#include <cstddef>

#include "common/scratch.hpp"
#include "common/views.hpp"
#include "kernels/fft/passes.hpp"

namespace scinova::fft {

// `count` pairs of arrays of `size` elements.
template <class T, int count>
class SplitScratch {
public:
    explicit SplitScratch(index_t size)
        : step_(padded(size)), memory_(static_cast<std::size_t>(2 * count * step_) * sizeof(T)) {}
    Split<T> operator[](int i) const noexcept {
        T* at = static_cast<T*>(memory_.get()) + 2 * i * step_;
        return {at, at + step_};
    }

private:
    // whole cache lines, and a few more to keep the arrays apart in the cache
    static index_t padded(index_t size) noexcept {
        constexpr index_t line = sizeof(T) > 8 ? 4 : 64 / static_cast<index_t>(sizeof(T));
        return (size + line - 1) / line * line + 3 * line;
    }
    index_t step_;
    Scratch memory_;
};

template <class T>
struct Buffers {
    SplitScratch<T, 2> both;
    Split<T> data, scratch;
    explicit Buffers(index_t size) : both(size), data(both[0]), scratch(both[1]) {}
};

}  // namespace scinova::fft
