// SPDX-License-Identifier: BSD-3-Clause
// Written by tools/special_tables/beta.py; not to be edited.
#pragma once

namespace scinova::special::tables {

// j l_j, log(sinh(v/2)/(v/2)) = sum_(j >= 1) l_j v^(2 j)
inline constexpr double sinh_logs[7] =
    {0x1.5555555555555p-5, -0x1.6c16c16c16c17p-11, 0x1.1566abc011567p-16, -0x1.bbd779334ef0bp-22,
     0x1.66a8f2bf70ebep-27, -0x1.22805d644267fp-32, 0x1.d6db2c4e09162p-38};

}  // namespace scinova::special::tables
