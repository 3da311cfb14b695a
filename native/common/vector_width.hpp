// SPDX-License-Identifier: BSD-3-Clause
// The widest vector register of the processor level that a source is compiled for. Include only from HOT sources.
#pragma once

namespace scinova {
namespace {

#if defined(__AVX512BW__)
constexpr int vector_bytes = 64;
#elif defined(__AVX2__)
constexpr int vector_bytes = 32;
#else
constexpr int vector_bytes = 16;
#endif

}  // namespace
}  // namespace scinova
