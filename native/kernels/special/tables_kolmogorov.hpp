// SPDX-License-Identifier: BSD-3-Clause
// Written by tools/special_tables/kolmogorov.py; not to be edited.
#pragma once

namespace scinova::special::tables {

// log (n - 1)! - ((n - 1/2) log n - n + log(2 pi)/2), n = 1 ... 12
inline constexpr double stirling_integers[12] =
    {0x1.4c071bcda0a5bp-4, 0x1.52a9b923ea649p-5, 0x1.c579a268d80b3p-6, 0x1.54a2662fd78a9p-6, 0x1.10b4e513fcbedp-6,
     0x1.c6b167bebdf36p-7, 0x1.85d4d612e4a86p-7, 0x1.552805e7b3076p-7, 0x1.2f4871b12ab64p-7, 0x1.10f9d4c0743a7p-7,
     0x1.f0593088014f8p-8, 0x1.c7018733aa9c6p-8};

}  // namespace scinova::special::tables
