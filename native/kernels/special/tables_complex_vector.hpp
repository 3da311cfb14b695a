// SPDX-License-Identifier: BSD-3-Clause
// Written by tools/special_tables/complex_vector.py; not to be edited.
#pragma once

namespace scinova::special::tables {

// (atan(t) - t)/t^3 in t^2, t <= sqrt(2) - 1; relative error of atan 1.8e-19
inline constexpr double atan_rest[12] =
    {-0x1.5555555555555p-2, 0x1.9999999999953p-3, -0x1.249249248d7eep-3, 0x1.c71c71c304b68p-4,
     -0x1.745d165df3f95p-4, 0x1.3b1392d9e785cp-4, -0x1.110e880a7a521p-4, 0x1.e19a13b9fc6dfp-5,
     -0x1.ac7a938b69c93p-5, 0x1.74ddd408bb4c1p-5, -0x1.1b33b923aa954p-5, 0x1.0ad36a455cafbp-6};

}  // namespace scinova::special::tables
