// SPDX-License-Identifier: BSD-3-Clause
// Written by tools/special_tables/polylog.py; not to be edited.
#pragma once

namespace scinova::special::tables {

// zeta(1 + e) - 1/e = sum_k c_k e^k (DLMF 25.2.4)
inline constexpr double stieltjes[18] =
    {0x1.2788cfc6fb619p-1, 0x1.2a40f2afba4a2p-4, -0x1.3d88a87ff7c46p-8, -0x1.66eeff1c66798p-12,
     0x1.96634bafa2d70p-14, -0x1.bba8a963f5f9fp-18, -0x1.641422d05f35ap-22, 0x1.c157f24b8c4d7p-24,
     -0x1.2c1232e41d1c0p-27, 0x1.a0dbebb4b9ccap-34, 0x1.f1b8559cc5ebcp-35, -0x1.dc4de0681961dp-38,
     0x1.892d63957437cp-42, 0x1.3dcdf9f9c733ap-48, -0x1.59d87c0a1bda4p-49, 0x1.f3d844062d89bp-53,
     -0x1.6020eef2c491dp-57, -0x1.5cdf87d6a3d25p-64};

// (zeta(k) - 1)/k, k = 2, 3, ...
inline constexpr double zeta_rests[28] =
    {0x1.4a34cc4a60fa6p-2, 0x1.13e001a557607p-4, 0x1.51322ac7d8483p-6, 0x1.e404fc218f5f2p-8, 0x1.7add6eadb6c30p-9,
     0x1.38ac5c2bf8e08p-10, 0x1.0b36af86396e9p-11, 0x1.d3fd4c76d2fc8p-13, 0x1.a127b0f17d65ap-14,
     0x1.78de5bd7c81efp-15, 0x1.580dcee66eb02p-16, 0x1.3cbc963ce2243p-17, 0x1.2597a39f34aacp-18,
     0x1.11b2eb7679541p-19, 0x1.0064cdeb22f0fp-20, 0x1.e2600d93cfd2fp-22, 0x1.c76bbb3f07a4dp-23,
     0x1.af5a6cbbf8a97p-24, 0x1.99b93c2070b0fp-25, 0x1.862c734df3eacp-26, 0x1.7469daccfadcdp-27,
     0x1.6434a8447aeadp-28, 0x1.555a877ffd2c3p-29, 0x1.47b1679258d0ep-30, 0x1.3b15d2b2fc10cp-31,
     0x1.2f69a9fabe3e0p-32, 0x1.24932a337434cp-33, 0x1.1a7c26ec2523cp-34};

// zeta(2k), k = 1, 2, ...
inline constexpr double even_zetas[27] =
    {0x1.a51a6625307d3p+0, 0x1.151322ac7d848p+0, 0x1.0470984c09245p+0, 0x1.010b36af86397p+0, 0x1.00412e33a5bb9p+0,
     0x1.001020a5b2cd3p+0, 0x1.00040392bcad4p+0, 0x1.00010064cdeb2p+0, 0x1.0000400b2654ep+0, 0x1.000010013c594p+0,
     0x1.000004002319bp+0, 0x1.0000010003e5ap+0, 0x1.00000040006edp+0, 0x1.00000010000c5p+0, 0x1.0000000400016p+0,
     0x1.0000000100002p+0, 0x1.0000000040000p+0, 0x1.0000000010000p+0, 0x1.0000000004000p+0, 0x1.0000000001000p+0,
     0x1.0000000000400p+0, 0x1.0000000000100p+0, 0x1.0000000000040p+0, 0x1.0000000000010p+0, 0x1.0000000000004p+0,
     0x1.0000000000001p+0, 0x1.0000000000000p+0};

// x/(e^x - 1) = 1 - x/2 + sum_k B_2k/(2k)! x^2k, k = 1, 2, ...
inline constexpr double bose_series[17] =
    {0x1.5555555555555p-4, -0x1.6c16c16c16c17p-10, 0x1.1566abc011567p-15, -0x1.bbd779334ef0bp-21,
     0x1.66a8f2bf70ebep-26, -0x1.22805d644267fp-31, 0x1.d6db2c4e09162p-37, -0x1.7da4e1f79955cp-42,
     0x1.355871d652e9ep-47, -0x1.f57d968caacf1p-53, 0x1.967e1f09c376fp-58, -0x1.497d9033a2b5cp-63,
     0x1.0b132d7c6ad06p-68, -0x1.b0f72d59f1c16p-74, 0x1.5ef2da4cca26dp-79, -0x1.1c77df96de38bp-84,
     0x1.cd299de521b62p-90};

// Cl_2(t) = t (1 - log t) + t sum_k c_k t^2k, k = 1, 2, ...
inline constexpr double clausen_near_zero[18] =
    {0x1.c71c71c71c71cp-7, 0x1.23456789abcdfp-14, 0x1.a6b4d4f3e9a84p-21, 0x1.8a86a49f629d1p-27,
     0x1.a1598a2de5251p-33, 0x1.dcb864bec8df1p-39, 0x1.1eff7ef77d015p-44, 0x1.6731c59dbd7dep-50,
     0x1.cf1d1c3362ad7p-56, 0x1.31aba277df942p-61, 0x1.9b500f3769b41p-67, 0x1.192a4b43f4a8cp-72,
     0x1.859450efd56d4p-78, 0x1.1100be03bf87dp-83, 0x1.826bbe4408f9cp-89, 0x1.13d916dfdf3ecp-94,
     0x1.8cd5134562478p-100, 0x1.1f5e7b43251fep-105};

// Cl_2(pi - t) = t log 2 - t sum_k c_k t^2k, k = 1, 2, ...
inline constexpr double clausen_near_pi[18] =
    {0x1.5555555555555p-5, 0x1.1111111111111p-10, 0x1.a01a01a01a01ap-15, 0x1.88fc1dfac33a7p-19,
     0x1.a0f133cb59abcp-23, 0x1.dc9a99387cf28p-27, 0x1.1efb02f981235p-30, 0x1.67305e6bf7e03p-34,
     0x1.cf1ca86c1ba09p-38, 0x1.31ab8f5d256cap-41, 0x1.9b5008ca29773p-45, 0x1.192a4a2aca5d8p-48,
     0x1.8594508e70590p-52, 0x1.1100bdf2af7bfp-55, 0x1.826bbe3dff4adp-59, 0x1.13d916decb65ap-62,
     0x1.8cd51344ff124p-66, 0x1.1f5e7b431329fp-69};

}  // namespace scinova::special::tables
