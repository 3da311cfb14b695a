// SPDX-License-Identifier: BSD-3-Clause
// Written by tools/special_tables/bessel.py; not to be edited.
#pragma once

namespace scinova::special::tables {

// (1/Gamma(1 - m) - 1/Gamma(1 + m))/(2 m) in powers of m^2
inline constexpr double temme_odd[12] =
    {-0x1.2788cfc6fb619p-1, 0x1.5815e8fa27048p-5, 0x1.59af103c34092p-5, -0x1.d919c527f60b2p-8,
     0x1.c364fe6f1563dp-13, 0x1.51ce8af47eabep-16, -0x1.302509dbc0de3p-20, -0x1.a44b7ba22d629p-28,
     0x1.44b4cedca388fp-30, -0x1.11d065bfaf067p-37, -0x1.1f20151323cd0p-41, 0x1.815f72a05f16fp-48};

// (1/Gamma(1 - m) + 1/Gamma(1 + m))/2 in powers of m^2
inline constexpr double temme_even[13] =
    {0x1.0000000000000p+0, -0x1.4fcf4026afa2ep-1, 0x1.5512320b43fbep-3, -0x1.3b4af28483e21p-7,
     -0x1.317112ce3a2a8p-10, 0x1.0c8a78cd9f9d2p-13, -0x1.4fad41fc34fbbp-20, -0x1.b9986666c225dp-23,
     0x1.57bc3fc384334p-28, 0x1.cae7675c18607p-34, -0x1.0423bac8ca3fbp-38, -0x1.72cb88ea5ae6ep-46,
     0x1.6198491a83bcdp-50};

// U_k(p)/p^k in powers of p^2
inline constexpr double debye[13][13] = {
    {0x1.0000000000000p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
     0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0},
    {0x1.0000000000000p-3, -0x1.aaaaaaaaaaaabp-3, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
     0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0},
    {0x1.2000000000000p-4, -0x1.9aaaaaaaaaaabp-2, 0x1.5638e38e38e39p-2, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
     0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0},
    {0x1.2c00000000000p-4, -0x1.c84cccccccccdp-1, 0x1.d8b1c71c71c72p+0, -0x1.069ba781948b1p+0, 0x0.0p+0, 0x0.0p+0,
     0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0},
    {0x1.cb60000000000p-4, -0x1.2e9a666666666p+1, 0x1.1940800000000p+3, -0x1.669fc3f35ba78p+3,
     0x1.2ada78a021b64p+2, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0},
    {0x1.d11e000000000p-3, -0x1.d79a53a83a83bp+2, 0x1.5447ad6c16c17p+5, -0x1.6f45e11c71c72p+6,
     0x1.528b7ca566307p+6, -0x1.c364a631dd95fp+4, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
     0x0.0p+0},
    {0x1.251ee80000000p-1, -0x1.a7dce636db6dbp+4, 0x1.b4618ac15dc91p+7, -0x1.5dca313ad82d8p+9,
     0x1.08ff639300000p+10, -0x1.7ea050e044d42p+9, 0x1.a923e815a1cf4p+7, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0,
     0x0.0p+0, 0x0.0p+0},
    {0x1.ba4c598000000p+0, -0x1.b05d1a13b6db7p+6, 0x1.2c39c95483d71p+10, -0x1.4b9a5a063f1c7p+12,
     0x1.6c3b258dcc4bep+13, -0x1.a8946669c5f9bp+13, 0x1.f7db8e0e6ff83p+12, -0x1.dfdd4a56e48aep+10, 0x0.0p+0,
     0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0},
    {0x1.84bd1aa980000p+2, -0x1.edea5169e2492p+8, 0x1.bc583a953f412p+12, -0x1.41d14f581555cp+15,
     0x1.dd58770920853p+16, -0x1.8d4416b11fe98p+17, 0x1.7811802863395p+17, -0x1.7ad4992fff6c7p+16,
     0x1.3bb12a52aa2fbp+14, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0},
    {0x1.8616a64f6c000p+4, -0x1.387a934e97623p+11, 0x1.614589b7ecd85p+15, -0x1.43df4b09fcb1fp+18,
     0x1.35a8d45f867f0p+20, -0x1.5773d9d00c99dp+21, 0x1.cb623a6199ae4p+21, -0x1.6df7ff592a81cp+21,
     0x1.404139d5a8d89p+20, -0x1.da73980d20117p+17, 0x0.0p+0, 0x0.0p+0, 0x0.0p+0},
    {0x1.b8118d37ff700p+6, -0x1.b1f0b7d0cbfb1p+13, 0x1.2cf699e52c822p+18, -0x1.540a91065230fp+21,
     0x1.958a7e55353d9p+23, -0x1.1e9d645493e4cp+25, 0x1.fa2b20232a522p+25, -0x1.1ab04f0d89c04p+26,
     0x1.84bccd3f0fa29p+25, -0x1.2cb3c31e51931p+24, 0x1.90efaed3176ecp+21, 0x0.0p+0, 0x0.0p+0},
    {0x1.13aafea4e5774p+9, -0x1.48256f009b97ep+16, 0x1.11e5c16c629afp+21, -0x1.7571ceb9ca037p+24,
     0x1.0ef6a77985642p+27, -0x1.d8ead78466863p+28, 0x1.07e453034ac45p+30, -0x1.827ee7a06eeffp+30,
     0x1.7268078e48462p+30, -0x1.bff876bd73df6p+29, 0x1.367d9d22f8e58p+28, -0x1.785a32d50ea99p+25, 0x0.0p+0},
    {0x1.7bc2e57729724p+11, -0x1.0c7a4a7b78e16p+19, 0x1.096da38dd1835p+24, -0x1.ad5adfbc76170p+27,
     0x1.73c2e3e3845c1p+30, -0x1.8733ea609e897p+32, 0x1.0b89e3d8c9f56p+34, -0x1.ec227ad1733f1p+34,
     0x1.338fb49d78209p+35, -0x1.0207616f8514bp+35, 0x1.1679daa552eedp+34, -0x1.5dab67540d45ep+32,
     0x1.84858f40f24dap+29},
};

}  // namespace scinova::special::tables
