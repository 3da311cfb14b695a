// SPDX-License-Identifier: BSD-3-Clause
// Written by tools/special_tables/vector.py; not to be edited.
#pragma once

namespace scinova::special::tables {

// (exp(r) - 1 - r)/r^2 on [-0.346574, 0.346574], relative error 2.3e-16
inline constexpr double exp_rest[10] =
    {0x1.0000000000001p-1, 0x1.5555555555556p-3, 0x1.5555555553d68p-5, 0x1.11111111109b5p-7, 0x1.6c16c17889f3cp-10,
     0x1.a01a01a7c2f2cp-13, 0x1.a019b914881bap-16, 0x1.71de0db2eb873p-19, 0x1.28917c9f3a495p-22,
     0x1.af389eea54156p-26};

// (2 atanh(s)/s - 2)/s^2 in s^2 on [0.0, 0.0294373], relative error 4.6e-16
inline constexpr double atanh_rest[7] =
    {0x1.5555555555558p-1, 0x1.99999999952e2p-2, 0x1.2492492df14bcp-2, 0x1.c71c62e57c3c4p-3, 0x1.7462b4ac441afp-3,
     0x1.39fe604146b74p-3, 0x1.2b584c6b42d60p-3};

// (2 atanh(s)/s - 2)/s^2 in s^2 on [0.0, 0.0294373], relative error 5.6e-17
inline constexpr double atanh_more[9] =
    {0x1.5555555555555p-1, 0x1.9999999999998p-2, 0x1.2492492492959p-2, 0x1.c71c71c64c8c8p-3, 0x1.745d17d353561p-3,
     0x1.3b137b347157bp-3, 0x1.111d273f01a61p-3, 0x1.debedb96696e4p-4, 0x1.e6afc91944400p-4};

// (sin(r) - r)/r^3 in r^2 on [0.0, 0.616851], relative error 2.0e-16
inline constexpr double sin_rest[6] =
    {-0x1.5555555555555p-3, 0x1.1111111110bb2p-7, -0x1.a01a019e83aa8p-13, 0x1.71de3796898c8p-19,
     -0x1.ae600b022d198p-26, 0x1.5e0b19c752b8ep-33};

// (cos(r) - 1 + r^2/2)/r^4 in r^2 on [0.0, 0.616851], relative error 5.7e-17
inline constexpr double cos_rest[6] =
    {0x1.5555555555555p-5, -0x1.6c16c16c16967p-10, 0x1.a01a019f4eafdp-16, -0x1.27e4fa17d9c81p-22,
     0x1.1eeb68e8f6cdfp-29, -0x1.907da33638fbcp-37};

// (sin(pi r) - pi r)/r^3 in r^2 on [0.0, 0.0625001], relative error 4.4e-17
inline constexpr double sinpi_rest[7] =
    {-0x1.4abbce625be53p+2, 0x1.466bc6775aae1p+1, -0x1.32d2cce62b872p-1, 0x1.50783486faca7p-4,
     -0x1.e3074d2614308p-8, 0x1.e8f036bc53b41p-12, -0x1.6cc577ac87082p-16};

// (cos(pi r) - 1)/r^2 in r^2 on [0.0, 0.0625001], relative error 7.0e-17
inline constexpr double cospi_rest[8] =
    {-0x1.3bd3cc9be45dep+2, 0x1.03c1f081b5ac4p+2, -0x1.55d3c7e3cbff7p+0, 0x1.e1f506891ae95p-3,
     -0x1.a6d1f2a086c8ap-6, 0x1.f9d387087080cp-10, -0x1.b6de8b8e2378ap-14, 0x1.1e745e3911b0cp-18};

// log 2: a part of 40 bits, so that its product with an exponent is exact, and the rest
inline constexpr double ln2_short[3] =
    {0x1.62e42fefa2000p-1, 0x1.9ef35793c7673p-41, 0x1.f97b57a079a19p-103};

// log10(2) likewise
inline constexpr double log10_2_short[2] =
    {0x1.34413509f4000p-2, 0x1.cff7988f8959bp-41};

// log 10 in two parts
inline constexpr double ln10_parts[2] =
    {0x1.26bb1bbb55516p+1, -0x1.f48ad494ea3e9p-53};

// log 2 in two parts
inline constexpr double ln2_whole[2] =
    {0x1.62e42fefa39efp-1, 0x1.abc9e3b39803fp-56};

// x^(-1/3) on [1.0, 8.0], relative error 0.0038
inline constexpr double cbrt_seed[6] =
    {0x1.6641e0f46f289p+0, -0x1.1b95f66489b81p-1, 0x1.6f05deaa8a28bp-3, -0x1.08e53b78c22d6p-5,
     0x1.84e675bea17d4p-9, -0x1.c49487b5b6961p-14};

}  // namespace scinova::special::tables
