// SPDX-License-Identifier: BSD-3-Clause
// Order 1 on a grid parallel to the axes: the lines around an output line are combined first, and the sum is spread over
// the output's last axis once. An output element costs two products however many dimensions there are. An image that is
// magnified to float32 has every input line spread once instead, and output lines are sums of such lines.
//
// The order of the sums is not that of evaluate.hpp. A value that is rounded to an integer stands as it is where its
// error bound leaves no doubt about the integer, and is computed again in that order otherwise; where that happens too
// often, everything is. So integers are the same to the last one, and bytes can be combined in float32.
#pragma once

#include "common/simd.hpp"
#include "kernels/ndimage/anyview.hpp"

namespace scinova::ndimage {

// How a combined line is spread over n output elements: element i is line[at[0][i]] weight[i] + line[at[1][i]]
// (1 - weight[i]). All arrays have room for `spread_slack` more elements, which plan() fills; the line is as much longer.
inline constexpr index_t spread_slack = 40;
template <class W>
struct Spread {
    index_t n = 0;
    std::int32_t* at[2] = {};
    const W* weight = nullptr;
    // One for each vector of elements: where the samples that it is taken from begin, or -1 if they do not lie together;
    // and each element's place among them.
    std::int32_t* window = nullptr;
    std::int8_t* lane = nullptr;
    // What the vectors' samples span at most: together no more than a vector, the lower ones no more than that, or more.
    enum Span : int { tight, narrow, wide } span = wide;
};

// The lines around an output line: null for the constant. weight holds the `outer` weights of each line.
struct Around {
    const void* const* line = nullptr;
    index_t count = 0, step = 1;
    const double* weight = nullptr;
    int outer = 0;
    double constant = 0.0;
};

template <class W>
struct SpreadTable {
    void (*plan)(Spread<W>& spread);
    // to[i] = sum over lines of line[i step] times its weights, i < n.
    void (*combine[dtype_count])(const Around& around, index_t n, W* to);
    // Floating-point outputs.
    void (*reals[dtype_count])(const W* line, const Spread<W>& spread, void* out);
    // Integer outputs of up to 32 bits: the nearest ones. Puts down which elements lie within `doubt` of a half, and
    // returns how many they are; `doubtful` has the slack too.
    index_t (*integers[dtype_count])(const W* line, const Spread<W>& spread, double doubt, void* out, std::int32_t* doubtful);
};
struct MultilinearTable {
    SpreadTable<float> single;
    SpreadTable<double> twice;
    // value[k] = the element with the taps at[0][k], at[1][k] (-1: the constant) and the weights w[0][k], w[1][k] on the
    // lines, for k = which[0], ..., which[count - 1], in the order of evaluate.hpp.
    void (*exact[dtype_count])(const Around& around, const std::int64_t* const* at, const double* const* w,
                               const std::int32_t* which, index_t count, double* value);
    // Whole lines in that order: to[i] = line l times its weights, i < n; then the sums over 1, 2 or 4 such lines that
    // are `pitch` apart, rounded to the nearest integers.
    void (*weighted[dtype_count])(const Around& around, index_t l, index_t n, double* to);
    void (*rounded[dtype_count])(const double* line, index_t lines, index_t pitch, const Spread<double>& spread, void* out);
    // Floating-point outputs: out[i] = sum over l of row[l][i] weight[l], i < n, without negative zeros. Rows have slack.
    void (*sum[dtype_count])(const double* const* row, const double* weight, index_t lines, index_t n, void* out);
};

template <class Isa>
const MultilinearTable& multilinear_table();
template <>
const MultilinearTable& multilinear_table<isa::current>();

inline const MultilinearTable& multilinear() {
    static const MultilinearTable& t =
        simd::pick(&multilinear_table<isa::v2>, &multilinear_table<isa::v3>, &multilinear_table<isa::v4>);
    return t;
}

}  // namespace scinova::ndimage
