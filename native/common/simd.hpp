// SPDX-License-Identifier: BSD-3-Clause
// One mechanism for code that is compiled once per x86-64 processor level and chosen once at run time.
//
// A hot source is listed under HOT in scinova_kernels(). It is compiled with SCINOVA_ISA set to v2, v3 and v4 in turn
// (only v2, meaning "plain", on other processors; cmake -DSCINOVA_LEVEL=v4 builds that one level alone, for quick
// builds on the machine at hand). It fills a table of function pointers and hands it out through an explicit
// specialisation for isa::current:
//
//     // kernels/demo/scale.hpp
//     struct ScaleTable { void (*f64)(double*, index_t, double); };
//     template <class Isa> const ScaleTable& scale_table();
//     inline const ScaleTable& scale() {
//         static const ScaleTable& t = simd::pick(&scale_table<isa::v2>, &scale_table<isa::v3>, &scale_table<isa::v4>);
//         return t;
//     }
//     // kernels/demo/scale.cpp  (HOT)
//     namespace { void f64(double* x, index_t n, double a) { for (index_t i = 0; i < n; ++i) x[i] *= a; } }
//     template <> const ScaleTable& scale_table<isa::current>() { static const ScaleTable t{f64}; return t; }
//
// Everything that should vectorise lives in an unnamed namespace of the hot source, or in templates over isa::current:
// an ordinary inline function would be merged with the copies of the other levels.
#pragma once

namespace scinova {

namespace isa {
struct v2 {};
#if (defined(__x86_64__) || defined(_M_X64)) && !defined(SCINOVA_ONE_LEVEL)
struct v3 {};
struct v4 {};
#else
using v3 = v2;
using v4 = v2;
#endif
using current = SCINOVA_ISA;
}  // namespace isa

namespace simd {

// 2, 3 or 4: the highest x86-64 level of this machine, or the lower one that SCINOVA_SIMD=v2|v3|v4 asks for.
__attribute__((visibility("default"))) int level() noexcept;

template <class Table>
const Table& pick(const Table& (*at_v2)(), const Table& (*at_v3)(), const Table& (*at_v4)()) {
    const int l = level();
    return l >= 4 ? at_v4() : l == 3 ? at_v3() : at_v2();
}

}  // namespace simd
}  // namespace scinova
