// SPDX-License-Identifier: BSD-3-Clause
// The interpolation problem sum_k c[k] b(i - k) = f[i], b the centred B-spline of degree n, is solved by a gain and,
// for every pole z of 1 / B(z) inside the unit circle, a causal and an anticausal recursion
//     c+[k] = f[k] + z c+[k-1],      c[k] = z (c[k+1] - c+[k])
// (M. Unser, A. Aldroubi and M. Eden, "B-spline signal processing: part II", IEEE Trans. Signal Processing 41, 1993,
// equations 2.5 and 2.7). The first values follow from the continuation of the samples (P. Thevenaz, T. Blu and
// M. Unser, "Interpolation revisited", IEEE Trans. Medical Imaging 19, 2000, appendix). The sums over the continuation
// stop where the power of z falls below 1e-40: what is left out is below that share of the largest sample.
#include "kernels/ndimage/spline.hpp"

#include <cmath>

#include "kernels/ndimage/rows.hpp"
#include "kernels/ndimage/tiles.hpp"

namespace scinova::ndimage {
namespace {

constexpr double negligible = 1e-40;

struct Poles {
    int count = 0;
    double z[2] = {0.0, 0.0};
    double gain = 1.0;
};

// The roots inside the unit circle of the symmetric polynomials with the coefficients b(k): 1 6 1, 1 4 1,
// 1 76 230 76 1 and 1 26 66 26 1, to 25 digits.
Poles poles_of(int order) {
    Poles p;
    switch (order) {
        case 2: p = {1, {-0.1715728752538099023966226, 0.0}}; break;
        case 3: p = {1, {-0.2679491924311227064725537, 0.0}}; break;
        case 4: p = {2, {-0.3613412259002201770922128, -0.01372542929733912136033123}}; break;
        default: p = {2, {-0.4305753470999737918514348, -0.04309628820326465382271238}}; break;
    }
    for (int k = 0; k < p.count; ++k) p.gain *= (1.0 - p.z[k]) * (1.0 - 1.0 / p.z[k]);
    return p;
}

// One tile: n rows of `lanes`, `sum` a scratch row.
class Recursion {
public:
    Recursion(double* rows, index_t n, index_t lanes, double* sum, Mode mode)
        : rows_(rows), n_(n), lanes_(lanes), sum_(sum), mode_(mode), loops_(rows_table()) {}

    void operator()(double z) {
        if (mode_ == Mode::mirror) first_mirror(z);
        else if (mode_ == Mode::reflect) first_reflect(z);
        else first_wrap(z);
        loops_.causal(rows_, n_, lanes_, z);
        if (mode_ == Mode::mirror) last_mirror(z);
        else if (mode_ == Mode::reflect) last_reflect(z);
        else last_wrap(z);
        loops_.anticausal(rows_, n_, lanes_, z);
    }

private:
    static const RowsTable& rows_table() { return ndimage::rows(); }
    double* row(index_t k) const { return rows_ + k * lanes_; }

    void first_mirror(double z) {
        const double zn = std::pow(z, static_cast<double>(n_ - 1));
        for (index_t b = 0; b < lanes_; ++b) sum_[b] = row(0)[b] + zn * row(n_ - 1)[b];
        double zk = z;
        for (index_t k = 1; k < n_ - 1 && std::abs(zk) > negligible; ++k, zk *= z)
            loops_.add_scaled(sum_, zk, row(k), zn, row(n_ - 1 - k), lanes_);
        for (index_t b = 0; b < lanes_; ++b) row(0)[b] = sum_[b] / (1.0 - zn * zn);
    }
    void first_reflect(double z) {
        const double zn = std::pow(z, static_cast<double>(n_));
        for (index_t b = 0; b < lanes_; ++b) sum_[b] = row(0)[b] + zn * row(n_ - 1)[b];
        double zk = z;
        for (index_t k = 1; k < n_ && std::abs(zk) > negligible; ++k, zk *= z)
            loops_.add_scaled(sum_, zk, row(k), zn, row(n_ - 1 - k), lanes_);
        for (index_t b = 0; b < lanes_; ++b) row(0)[b] += sum_[b] * (z / (1.0 - zn * zn));
    }
    void first_wrap(double z) {
        std::copy(row(0), row(0) + lanes_, sum_);
        double zk = z;
        for (index_t k = 1; k < n_ && std::abs(zk) > negligible; ++k, zk *= z)
            loops_.add_scaled(sum_, zk, row(n_ - k), 0.0, row(0), lanes_);
        for (index_t b = 0; b < lanes_; ++b) row(0)[b] = sum_[b] / (1.0 - zk);
    }
    void last_mirror(double z) {
        for (index_t b = 0; b < lanes_; ++b)
            row(n_ - 1)[b] = (z * row(n_ - 2)[b] + row(n_ - 1)[b]) * z / (z * z - 1.0);
    }
    void last_reflect(double z) {
        for (index_t b = 0; b < lanes_; ++b) row(n_ - 1)[b] *= z / (z - 1.0);
    }
    void last_wrap(double z) {
        std::copy(row(n_ - 1), row(n_ - 1) + lanes_, sum_);
        double zk = z;
        for (index_t k = 0; k < n_ - 1 && std::abs(zk) > negligible; ++k, zk *= z)
            loops_.add_scaled(sum_, zk, row(k), 0.0, row(k), lanes_);
        for (index_t b = 0; b < lanes_; ++b) row(n_ - 1)[b] = sum_[b] * z / (zk - 1.0);
    }

    double* rows_;
    index_t n_, lanes_;
    double* sum_;
    Mode mode_;
    const RowsTable& loops_;
};

}  // namespace

void spline_prefilter(const AnyView& in, int order, int axis, Mode mode, const AnyView& out) {
    const Poles poles = order > 1 ? poles_of(order) : Poles{};
    TileShape shape;
    shape.recursive = true;
    shape.cost = 12;
    line_tiles<double>(in, out, axis, shape, mode, 0.0, loader<double>(in.dtype), storer<double>(out.dtype),
                       [&](double* tile, double* scratch, index_t n, index_t lanes) {
                           if (n < 2 || poles.count == 0) return tile;
                           for (index_t i = 0; i < n * lanes; ++i) tile[i] *= poles.gain;
                           Recursion filter(tile, n, lanes, scratch, mode);
                           for (int k = 0; k < poles.count; ++k) filter(poles.z[k]);
                           return tile;
                       });
}

}  // namespace scinova::ndimage
