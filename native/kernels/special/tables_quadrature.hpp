// SPDX-License-Identifier: BSD-3-Clause
// Written by tools/special_tables/quadrature.py; not to be edited.
#pragma once

namespace scinova::special::tables {

// Gauss-Legendre nodes on [0, 1], DLMF 3.5(v)
inline constexpr double legendre12_nodes[12] =
    {0x1.fb478ec721741p-1, 0x1.e7743a7fdc45ap-1, 0x1.c5185776c479bp-1, 0x1.965a782e03bfcp-1, 0x1.5e2a3482a2c67p-1,
     0x1.200f4bf1ec61dp-1, 0x1.bfe1681c273c7p-2, 0x1.43ab96faba731p-2, 0x1.a6961f47f100fp-3, 0x1.d73d4449dc328p-4,
     0x1.88bc58023ba64p-5, 0x1.2e1c4e37a2fdep-7};

// and weights
inline constexpr double legendre12_weights[12] =
    {0x1.8275d9dea6d8fp-6, 0x1.b60602bce6181p-5, 0x1.47d7258f22d8fp-4, 0x1.a0163e6b1ab72p-4, 0x1.de3155c256ab5p-4,
     0x1.fe40ce6d4f025p-4, 0x1.fe40ce6d4f025p-4, 0x1.de3155c256ab5p-4, 0x1.a0163e6b1ab72p-4, 0x1.47d7258f22d8fp-4,
     0x1.b60602bce6181p-5, 0x1.8275d9dea6d8fp-6};

// Gauss-Legendre nodes on [0, 1], DLMF 3.5(v)
inline constexpr double legendre16_nodes[16] =
    {0x1.fd4961326bc3fp-1, 0x1.f1cfab30b7cd8p-1, 0x1.dd9a01a8a7241p-1, 0x1.c1622eed23936p-1, 0x1.9e2d2336af45cp-1,
     0x1.754096690e9ddp-1, 0x1.48172b9908cdfp-1, 0x1.1852bd6676aa0p-1, 0x1.cf5a853312ac1p-2, 0x1.6fd1a8cdee642p-2,
     0x1.157ed32de2c47p-2, 0x1.874b732542e90p-3, 0x1.f4ee8896e3653p-4, 0x1.132ff2bac6df4p-4, 0x1.c60a99e906503p-6,
     0x1.5b4f66ca1e083p-8};

// and weights
inline constexpr double legendre16_weights[16] =
    {0x1.bcddab4b7c211p-7, 0x1.fdfb1a2c1265dp-6, 0x1.85c4ee79cc258p-5, 0x1.fe7af2bad386ap-5, 0x1.325f61bca3cbfp-4,
     0x1.5a6ebbb5a75fcp-4, 0x1.75f8c77e0c00fp-4, 0x1.83feae80e4dfcp-4, 0x1.83feae80e4dfcp-4, 0x1.75f8c77e0c00fp-4,
     0x1.5a6ebbb5a75fcp-4, 0x1.325f61bca3cbfp-4, 0x1.fe7af2bad386ap-5, 0x1.85c4ee79cc258p-5, 0x1.fdfb1a2c1265dp-6,
     0x1.bcddab4b7c211p-7};

// Gauss-Legendre nodes on [0, 1], DLMF 3.5(v)
inline constexpr double legendre24_nodes[24] =
    {0x1.fec496f348cc1p-1, 0x1.f987cf865fc3bp-1, 0x1.f032c2d385526p-1, 0x1.e2ec20c32687ap-1, 0x1.d1eba67069b80p-1,
     0x1.bd78c76dceeebp-1, 0x1.a5e9772fd0843p-1, 0x1.8ba0bdd626b95p-1, 0x1.6f0d17607892dp-1, 0x1.50a6a31623a44p-1,
     0x1.30ed2a85729f2p-1, 0x1.10660853eda2ep-1, 0x1.df33ef5824ba3p-2, 0x1.9e25aaf51ac1dp-2, 0x1.5eb2b9d3b8b78p-2,
     0x1.21e5d13f0eda5p-2, 0x1.d17d08a7651aap-3, 0x1.685a2340bdef4p-3, 0x1.0a1ce248c4454p-3, 0x1.70a2cc7cb2401p-4,
     0x1.d13df3cd9785bp-5, 0x1.f9a7a58f55b36p-6, 0x1.9e0c1e680f139p-7, 0x1.3b690cb733ec7p-9};

// and weights
inline constexpr double legendre24_weights[24] =
    {0x1.9465bd3112202p-8, 0x1.d375514486f1dp-7, 0x1.6ab884f57c979p-6, 0x1.e5c6255d25edap-6, 0x1.2c6d5c2eff064p-5,
     0x1.6108ef504463ap-5, 0x1.8fd8936444b16p-5, 0x1.b8177ba4a68dcp-5, 0x1.d91c78acb1b2dp-5, 0x1.f25cbce1d1ff6p-5,
     0x1.01b7117cf8bd8p-4, 0x1.060475e763736p-4, 0x1.060475e763736p-4, 0x1.01b7117cf8bd8p-4, 0x1.f25cbce1d1ff6p-5,
     0x1.d91c78acb1b2dp-5, 0x1.b8177ba4a68dcp-5, 0x1.8fd8936444b16p-5, 0x1.6108ef504463ap-5, 0x1.2c6d5c2eff064p-5,
     0x1.e5c6255d25edap-6, 0x1.6ab884f57c979p-6, 0x1.d375514486f1dp-7, 0x1.9465bd3112202p-8};

// Gauss-Legendre nodes on [0, 1], DLMF 3.5(v)
inline constexpr double legendre32_nodes[32] =
    {0x1.ff4caf38204dbp-1, 0x1.fc510938a5e6ep-1, 0x1.f6faa8c029dd5p-1, 0x1.ef56012cfbfa1p-1, 0x1.e5754da2ba65dp-1,
     0x1.d97027eb43509p-1, 0x1.cb634a40e25e3p-1, 0x1.bb70498eb49ddp-1, 0x1.a9bd44e243fc5p-1, 0x1.96748a34b1652p-1,
     0x1.81c431433594fp-1, 0x1.6bddad5f1be3cp-1, 0x1.54f557395ef7dp-1, 0x1.3d41efc338129p-1, 0x1.24fc1d4e2fe47p-1,
     0x1.0c5de42446625p-1, 0x1.e74437b7733b6p-2, 0x1.b607c563a0372p-2, 0x1.857c20798fdadp-2, 0x1.5615518d42105p-2,
     0x1.2844a541c8387p-2, 0x1.f8ef3af329ac5p-3, 0x1.a62dd72d3a6b8p-3, 0x1.590aec76f00edp-3, 0x1.123ed9c52d88dp-3,
     0x1.a4e5adf8ed0ebp-4, 0x1.347ec0a5e57b4p-4, 0x1.a8ab25d459a36p-5, 0x1.0a9fed30405eep-5, 0x1.20aae7fac455ap-6,
     0x1.d77b63ad0c91bp-8, 0x1.66a18fbf64a0fp-10};

// and weights
inline constexpr double legendre32_weights[32] =
    {0x1.cbf8bc743cc5cp-9, 0x1.0aa3c248696c9p-7, 0x1.a0060a8531ffap-7, 0x1.18c5800a355d9p-6, 0x1.5ee963a335495p-6,
     0x1.a1c6ae961fbfap-6, 0x1.e0bd76c924981p-6, 0x1.0d9b9a62cac10p-5, 0x1.2854103b35e0cp-5, 0x1.40483e126fd14p-5,
     0x1.553ee25ebebc6p-5, 0x1.6705e18e13ed1p-5, 0x1.7572bdb3f6e51p-5, 0x1.8062fc0f6fef9p-5, 0x1.87bc776f8c6d7p-5,
     0x1.8b6d9eaec77adp-5, 0x1.8b6d9eaec77adp-5, 0x1.87bc776f8c6d7p-5, 0x1.8062fc0f6fef9p-5, 0x1.7572bdb3f6e51p-5,
     0x1.6705e18e13ed1p-5, 0x1.553ee25ebebc6p-5, 0x1.40483e126fd14p-5, 0x1.2854103b35e0cp-5, 0x1.0d9b9a62cac10p-5,
     0x1.e0bd76c924981p-6, 0x1.a1c6ae961fbfap-6, 0x1.5ee963a335495p-6, 0x1.18c5800a355d9p-6, 0x1.a0060a8531ffap-7,
     0x1.0aa3c248696c9p-7, 0x1.cbf8bc743cc5cp-9};

}  // namespace scinova::special::tables
