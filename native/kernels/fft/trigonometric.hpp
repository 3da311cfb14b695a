// SPDX-License-Identifier: BSD-3-Clause
// Discrete cosine and sine transforms of types I to IV of every line of an array along one axis.
//
//   DCT-I   y_k = x_0 + (-1)^k x_(n-1) + 2 sum_(0<j<n-1) x_j cos(pi j k / (n - 1))
//   DCT-II  y_k = 2 sum x_j cos(pi k (2j + 1) / 2n)          DCT-III  y_k = x_0 + 2 sum_(j>0) x_j cos(pi (2k + 1) j / 2n)
//   DCT-IV  y_k = 2 sum x_j cos(pi (2k + 1)(2j + 1) / 4n)
//   DST-I   y_k = 2 sum x_j sin(pi (j + 1)(k + 1) / (n + 1))
//   DST-II  y_k = 2 sum x_j sin(pi (k + 1)(2j + 1) / 2n)
//   DST-III y_k = (-1)^k x_(n-1) + 2 sum_(j<n-1) x_j sin(pi (2k + 1)(j + 1) / 2n)
//   DST-IV  y_k = 2 sum x_j sin(pi (2k + 1)(2j + 1) / 4n)
//
// Types II and III by Makhoul's permutation (IEEE Trans. ASSP 28 (1980) 27) and a real transform of the same length; type
// IV of even length by a complex one of half the length (Britanak, Yip & Rao, Discrete Cosine and Sine Transforms, 2007,
// section 4.4); type I by the even or odd continuation, of which a real transform packs half. A sine transform is a cosine
// transform of reversed or alternating data.
#pragma once

#include "common/simd.hpp"
#include "kernels/fft/plan.hpp"

namespace scinova::fft {

template <class T>
struct TrigonometricTable {
    // n is the length of `out`; a longer input is cut, a shorter one continued with zeros. `orthogonal`: ends are scaled
    // by the square root of two so that, with the scale to match, the matrix is orthogonal.
    void (*lines)(NdView<const T> in, NdView<T> out, int axis, int type, bool sine, bool orthogonal, T scale);
};

template <class Isa, class T>
const TrigonometricTable<T>& trigonometric_table();

template <class T>
const TrigonometricTable<T>& trigonometric() {
    static const TrigonometricTable<T>& table = simd::pick(
        &trigonometric_table<isa::v2, T>, &trigonometric_table<isa::v3, T>, &trigonometric_table<isa::v4, T>);
    return table;
}

}  // namespace scinova::fft
