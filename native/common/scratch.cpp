// SPDX-License-Identifier: BSD-3-Clause
#include "common/scratch.hpp"

#include <cstdlib>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace scinova {
namespace {

constexpr int slots = 4;  // for kernels within kernels: a transform, a part of it, and a line of that
constexpr std::size_t most_kept = std::size_t{20} << 20;

struct Kept {
    void* at[slots] = {};
    std::size_t size[slots] = {};
    bool used[slots] = {};
    ~Kept() {
        for (void* p : at) std::free(p);
    }
};
thread_local Kept kept;

// Fresh pages of 4096 bytes cost as much as a transform of what lies on them: large scratch asks for huge ones.
void* allocate(std::size_t bytes) {
    constexpr std::size_t line = 64;
    constexpr std::size_t huge = std::size_t{2} << 20;
    const bool large = bytes >= 2 * huge;
    void* p = std::aligned_alloc(large ? huge : line, large ? (bytes + huge - 1) / huge * huge : bytes);
    if (!p) throw std::bad_alloc();
#if defined(MADV_HUGEPAGE)
    if (large) madvise(p, bytes, MADV_HUGEPAGE);  // advice: where it is not taken, nothing is lost
#endif
    return p;
}

}  // namespace

Scratch::Scratch(std::size_t bytes) : at_(nullptr), slot_(-1) {
    bytes = (bytes + 4095) / 4096 * 4096;
    if (bytes <= most_kept)
        for (int i = 0; i < slots && slot_ < 0; ++i)
            if (!kept.used[i]) slot_ = i;
    if (slot_ < 0) {
        at_ = allocate(bytes);
        return;
    }
    if (kept.size[slot_] < bytes) {
        std::free(kept.at[slot_]);
        kept.at[slot_] = nullptr;
        kept.size[slot_] = 0;
        kept.at[slot_] = allocate(bytes);
        kept.size[slot_] = bytes;
    }
    kept.used[slot_] = true;
    at_ = kept.at[slot_];
}

Scratch::~Scratch() {
    if (slot_ < 0) std::free(at_);
    else kept.used[slot_] = false;
}

}  // namespace scinova
