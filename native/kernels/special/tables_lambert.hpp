// SPDX-License-Identifier: BSD-3-Clause
// Written by tools/special_tables/lambert.py; not to be edited.
#pragma once

namespace scinova::special::tables {

// mu_k
inline constexpr double branch_series[40] =
    {-0x1.0000000000000p+0, 0x1.0000000000000p+0, -0x1.5555555555555p-2, 0x1.38e38e38e38e4p-3,
     -0x1.4629b7f0d462ap-4, 0x1.6c901e573ac90p-5, -0x1.a9bbcb24fe29fp-6, 0x1.002c98983bc43p-6,
     -0x1.3b20565de449cp-7, 0x1.8a2b4a92630e7p-8, -0x1.f38df0d491306p-9, 0x1.3fee464a7d9c5p-9,
     -0x1.9d620108b4284p-10, 0x1.0d075d983b845p-10, -0x1.605a95d04e643p-11, 0x1.cff7754715cf2p-12,
     -0x1.32e4f1bc682e6p-12, 0x1.97a8dfca09940p-13, -0x1.0fbca7a215b09p-13, 0x1.6b701d0eab7e4p-14,
     -0x1.e77e059770444p-15, 0x1.47cc8ab17efb8p-15, -0x1.b9e1207154a3cp-16, 0x1.2a78f41328c77p-16,
     -0x1.9401d7ade9552p-17, 0x1.11ec34ad4cc39p-17, -0x1.7410af940ae5ap-18, 0x1.fa25d612cf897p-19,
     -0x1.58c408785b4b9p-19, 0x1.d64cfc4a15f14p-20, -0x1.412b187766ec2p-20, 0x1.b7283f405772bp-21,
     -0x1.2c91e9415bbf4p-21, 0x1.9bd9ecd4eb36ep-22, -0x1.1a6f4c03d6a39p-22, 0x1.83b78384fc489p-23,
     -0x1.0a58dd07b0576p-23, 0x1.6e3bbe3c47690p-24, -0x1.f7f5af07fa6f4p-25, 0x1.5afcf371ac22bp-25};

}  // namespace scinova::special::tables
