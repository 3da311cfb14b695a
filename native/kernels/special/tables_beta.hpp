// SPDX-License-Identifier: BSD-3-Clause
// Written by tools/special_tables/beta.py; not to be edited.
#pragma once

namespace scinova::special::tables {

// Gauss-Legendre nodes on [0, 1], DLMF 3.5(v)
inline constexpr double panel_nodes[48] =
    {0x1.ffaf74ec57971p-1, 0x1.fe57fe4d79252p-1, 0x1.fbef96b64776cp-1, 0x1.f878b0cbc2397p-1, 0x1.f3f7008a906fdp-1,
     0x1.ee6f5bb083aa6p-1, 0x1.e7e7b1f252742p-1, 0x1.e067061faaa2ap-1, 0x1.d7f5667af75cfp-1, 0x1.ce9be4080368fp-1,
     0x1.c46488cb7c716p-1, 0x1.b95a4d01816cdp-1, 0x1.ad890b55624d1p-1, 0x1.a0fd7426ad001p-1, 0x1.93c4ffe8f9250p-1,
     0x1.85ede0acf9b8ap-1, 0x1.7786f2e25011ap-1, 0x1.689fad6277a8fp-1, 0x1.594810d5e98e2p-1, 0x1.4990968549f51p-1,
     0x1.398a1ea911f7ep-1, 0x1.2945de4ab3306p-1, 0x1.18d54ccaa9b7bp-1, 0x1.084a111f530cbp-1, 0x1.ef6bddc159e69p-2,
     0x1.ce55666aac909p-2, 0x1.ad74436a999f4p-2, 0x1.8cebc2addc104p-2, 0x1.6cded2f56c15fp-2, 0x1.4d6fde542ce3cp-2,
     0x1.2ec0a53b10ae2p-2, 0x1.10f21a3b5fdcbp-2, 0x1.e8487d4c191d7p-3, 0x1.b0ec005c1b6c0p-3, 0x1.7c0a2f654bffep-3,
     0x1.49dbd2aa76cbep-3, 0x1.1a96cbf9fa4cep-3, 0x1.dcdbb9a41c74dp-4, 0x1.8b20dfbfe4b8cp-4, 0x1.4054cc2845186p-4,
     0x1.f98f9e0555d66p-5, 0x1.8184e0dad8bddp-5, 0x1.190a44f7c55a8p-5, 0x1.811feeadf2057p-6, 0x1.e1d3cd0f71a26p-7,
     0x1.041a526e2251ep-7, 0x1.a801b286dae07p-9, 0x1.422c4ea1a3b19p-11};

// and weights
inline constexpr double panel_weights[48] =
    {0x1.9d50bc55d2d99p-10, 0x1.e037f45d9bd00p-9, 0x1.781605954a639p-8, 0x1.fe80c5c315c9dp-8, 0x1.416423e8cba8ep-7,
     0x1.822eefbc97517p-7, 0x1.c15b1e8f69969p-7, 0x1.fea4d40fed235p-7, 0x1.1ce51f31f701fp-6, 0x1.3945ed05d7d70p-6,
     0x1.54565a91a8406p-6, 0x1.6df9583af719dp-6, 0x1.86135edf0aa09p-6, 0x1.9c8a8d5861892p-6, 0x1.b146c443c7e24p-6,
     0x1.c431bfe4b31a0p-6, 0x1.d537300bfd4dfp-6, 0x1.e444cde6d0026p-6, 0x1.f14a6f9e10ad4p-6, 0x1.fc3a19b11a2a4p-6,
     0x1.028406fc86d37p-5, 0x1.05d56c2248c44p-5, 0x1.080dac3f3725fp-5, 0x1.092a652a0fbb7p-5, 0x1.092a652a0fbb7p-5,
     0x1.080dac3f3725fp-5, 0x1.05d56c2248c44p-5, 0x1.028406fc86d37p-5, 0x1.fc3a19b11a2a4p-6, 0x1.f14a6f9e10ad4p-6,
     0x1.e444cde6d0026p-6, 0x1.d537300bfd4dfp-6, 0x1.c431bfe4b31a0p-6, 0x1.b146c443c7e24p-6, 0x1.9c8a8d5861892p-6,
     0x1.86135edf0aa09p-6, 0x1.6df9583af719dp-6, 0x1.54565a91a8406p-6, 0x1.3945ed05d7d70p-6, 0x1.1ce51f31f701fp-6,
     0x1.fea4d40fed235p-7, 0x1.c15b1e8f69969p-7, 0x1.822eefbc97517p-7, 0x1.416423e8cba8ep-7, 0x1.fe80c5c315c9dp-8,
     0x1.781605954a639p-8, 0x1.e037f45d9bd00p-9, 0x1.9d50bc55d2d99p-10};

}  // namespace scinova::special::tables
