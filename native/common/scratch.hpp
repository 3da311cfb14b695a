// SPDX-License-Identifier: BSD-3-Clause
// Scratch memory that a thread keeps between calls, so that a short kernel costs no allocation and a long one no fresh
// pages.
#pragma once

#include <cstddef>

#include "common/views.hpp"

namespace scinova {

// Uninitialised memory, aligned for any vector; throws std::bad_alloc. Made and dropped by one thread.
class __attribute__((visibility("default"))) Scratch {
public:
    explicit Scratch(std::size_t bytes);
    ~Scratch();
    Scratch(const Scratch&) = delete;
    Scratch& operator=(const Scratch&) = delete;
    void* get() const noexcept { return at_; }

private:
    void* at_;
    int slot_;
};

// `count` elements.
template <class T>
class ScratchOf {
public:
    explicit ScratchOf(index_t count) : memory_(static_cast<std::size_t>(count) * sizeof(T)) {}
    T* get() const noexcept { return static_cast<T*>(memory_.get()); }

private:
    Scratch memory_;
};

}  // namespace scinova
