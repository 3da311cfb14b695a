// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/interpolate/banded.hpp"

#include <algorithm>
#include <cmath>

namespace scinova::interpolate {

Status solve_banded(double* a, index_t n, index_t below, index_t above, Mat<double> b) {
    const index_t sides = b.shape[1], reach = above + below, width = reach + below + 1;
    // Row i, addressed by column.
    const auto row = [&](index_t i) { return a + i * width + below - i; };
    for (index_t j = 0; j < n; ++j) {
        const index_t last_row = std::min(n - 1, j + below), last_column = std::min(n - 1, j + reach);
        index_t pivot = j;
        for (index_t i = j + 1; i <= last_row; ++i)
            if (std::abs(row(i)[j]) > std::abs(row(pivot)[j])) pivot = i;
        double* top = row(j);
        if (pivot != j) {
            double* other = row(pivot);
            for (index_t c = j; c <= last_column; ++c) std::swap(top[c], other[c]);
            for (index_t q = 0; q < sides; ++q) std::swap(b(j, q), b(pivot, q));
        }
        if (top[j] == 0.0) return Status::singular;
        for (index_t i = j + 1; i <= last_row; ++i) {
            double* under = row(i);
            const double factor = under[j] / top[j];
            if (factor == 0.0) continue;
            for (index_t c = j + 1; c <= last_column; ++c) under[c] -= factor * top[c];
            for (index_t q = 0; q < sides; ++q) b(i, q) -= factor * b(j, q);
        }
    }
    for (index_t i = n - 1; i >= 0; --i) {
        const double* top = row(i);
        const index_t last_column = std::min(n - 1, i + reach);
        for (index_t q = 0; q < sides; ++q) {
            double sum = b(i, q);
            for (index_t c = i + 1; c <= last_column; ++c) sum -= top[c] * b(c, q);
            b(i, q) = sum / top[i];
        }
    }
    return Status::ok;
}

namespace {

// Turns (r, p) with r >= 0 into (sqrt(r^2 + p^2), 0).
struct Rotation {
    double cosine, sine;
    Rotation(double p, double& r) noexcept {
        const double q = std::abs(p);
        const double length = q >= r ? q * std::sqrt(1.0 + (r / p) * (r / p)) : r * std::sqrt(1.0 + (p / r) * (p / r));
        cosine = r / length;
        sine = p / length;
        r = length;
    }
};

inline void rotate(double cosine, double sine, double& p, double& r) noexcept {
    const double old = p;
    p = cosine * old - sine * r;
    r = cosine * r + sine * old;
}

}  // namespace

BandTriangle::BandTriangle(index_t columns, index_t width, index_t border, index_t sides)
    : columns_(columns), width_(width), border_(std::min(border, columns)), sides_(sides), inner_(columns - border_) {
    const auto size = [](index_t a) { return static_cast<std::size_t>(a); };
    band_.assign(size(inner_ * width_), 0.0);
    edge_.assign(size(columns_ * border_), 0.0);
    right_.assign(size(columns_ * sides_), 0.0);
    row_.assign(size(width_), 0.0);
    row_edge_.assign(size(std::max<index_t>(border_, 1)), 0.0);
}

void BandTriangle::rotate_edge(index_t j, index_t from, double cosine, double sine, double* y) {
    double* edge = edge_row(j);
    for (index_t e = from; e < border_; ++e) rotate(cosine, sine, row_edge_[static_cast<std::size_t>(e)], edge[e]);
    double* z = right_.data() + j * sides_;
    for (index_t q = 0; q < sides_; ++q) rotate(cosine, sine, y[q], z[q]);
}

// Rotates row_, whose window begins at column `from`, into the band.
void BandTriangle::eliminate(index_t from, double* y) {
    // row_ is a window that slides with j: columns j .. j + width - 1. What a rotation fills in stays inside it.
    for (index_t j = from; j < inner_; ++j) {
        const double p = row_[0];
        if (p != 0.0) {
            double* band = band_row(j);
            const Rotation g(p, band[0]);
            for (index_t i = 1; i < width_; ++i) rotate(g.cosine, g.sine, row_[static_cast<std::size_t>(i)], band[i]);
            rotate_edge(j, 0, g.cosine, g.sine, y);
        }
        std::copy(row_.begin() + 1, row_.end(), row_.begin());
        row_.back() = 0.0;
        if (std::all_of(row_.begin(), row_.end(), [](double v) { return v == 0.0; })) break;
    }
}

void BandTriangle::add_row(index_t first, double* h, index_t count, double* y) {
    std::fill(row_.begin(), row_.end(), 0.0);
    std::fill(row_edge_.begin(), row_edge_.end(), 0.0);
    // Places of the row, wrapped; those in the band begin at column `start`.
    index_t start = inner_;
    for (index_t i = 0; i < count; ++i) {
        const index_t j = (first + i) % columns_;
        if (j < inner_ && start == inner_) start = j;
        if (j < inner_) row_[static_cast<std::size_t>(j - start)] += h[i];
        else row_edge_[static_cast<std::size_t>(j - inner_)] += h[i];
    }
    eliminate(start, y);
    for (index_t e = 0; e < border_; ++e) {
        const double p = row_edge_[static_cast<std::size_t>(e)];
        if (p == 0.0) continue;
        double* edge = edge_row(inner_ + e);
        const Rotation g(p, edge[e]);
        rotate_edge(inner_ + e, e + 1, g.cosine, g.sine, y);
    }
}

BandTriangle BandTriangle::widened(index_t width) const {
    BandTriangle out(columns_, width, border_, sides_);
    for (index_t j = 0; j < inner_; ++j) std::copy(band_row(j), band_row(j) + width_, out.band_row(j));
    out.edge_ = edge_;
    out.right_ = right_;
    return out;
}

double BandTriangle::diagonal_sum() const noexcept {
    double sum = 0.0;
    for (index_t j = 0; j < inner_; ++j) sum += band_row(j)[0];
    for (index_t j = inner_; j < columns_; ++j) sum += edge_row(j)[j - inner_];
    return sum;
}

double BandTriangle::largest_diagonal() const noexcept {
    double largest = 0.0;
    for (index_t j = 0; j < inner_; ++j) largest = std::max(largest, band_row(j)[0]);
    return largest;
}

index_t BandTriangle::solve_shortest(double threshold, double* out, double& lost) {
    const index_t n = columns_;
    std::vector<index_t> loose;  // unknowns that no row determines
    std::vector<double> y(static_cast<std::size_t>(sides_));
    for (index_t j = 0; j < n; ++j) {
        if (band_row(j)[0] > threshold) continue;
        loose.push_back(j);
        // What is left of the row goes into those below.
        std::copy(band_row(j) + 1, band_row(j) + width_, row_.begin());
        row_.back() = 0.0;
        std::copy_n(right_.data() + j * sides_, sides_, y.begin());
        std::fill(row_edge_.begin(), row_edge_.end(), 0.0);
        eliminate(j + 1, y.data());
        for (double left : y) lost += left * left;
        std::fill(band_row(j), band_row(j) + width_, 0.0);
        std::fill_n(right_.data() + j * sides_, sides_, 0.0);
        band_row(j)[0] = 1.0;
    }
    solve(out);
    // One vector of the null space for each loose unknown, made orthonormal, and taken out of the solution.
    std::vector<std::vector<double>> null;
    for (const index_t f : loose) {
        std::vector<double> v(static_cast<std::size_t>(n), 0.0);
        v[static_cast<std::size_t>(f)] = 1.0;
        for (index_t j = f - 1; j >= 0; --j) {
            double sum = 0.0;
            for (index_t i = 1; i < std::min(width_, n - j); ++i) sum += band_row(j)[i] * v[static_cast<std::size_t>(j + i)];
            v[static_cast<std::size_t>(j)] = -sum / band_row(j)[0];
        }
        for (int pass = 0; pass < 2; ++pass)
            for (const auto& u : null) {
                double dot = 0.0;
                for (std::size_t i = 0; i < v.size(); ++i) dot += u[i] * v[i];
                for (std::size_t i = 0; i < v.size(); ++i) v[i] -= dot * u[i];
            }
        double norm = 0.0;
        for (double e : v) norm += e * e;
        norm = std::sqrt(norm);
        for (double& e : v) e /= norm;
        for (index_t q = 0; q < sides_; ++q) {
            double dot = 0.0;
            for (index_t i = 0; i < n; ++i) dot += v[static_cast<std::size_t>(i)] * out[i * sides_ + q];
            for (index_t i = 0; i < n; ++i) out[i * sides_ + q] -= dot * v[static_cast<std::size_t>(i)];
        }
        null.push_back(std::move(v));
    }
    return n - static_cast<index_t>(loose.size());
}

Status BandTriangle::solve(double* out) const {
    std::copy(right_.begin(), right_.end(), out);
    for (index_t j = columns_ - 1; j >= 0; --j) {
        double* z = out + j * sides_;
        const double* edge = edge_row(j);
        for (index_t c = std::max(j + 1, inner_); c < columns_; ++c)
            for (index_t q = 0; q < sides_; ++q) z[q] -= edge[c - inner_] * out[c * sides_ + q];
        if (j < inner_) {
            const index_t length = std::min(width_, inner_ - j);
            for (index_t i = 1; i < length; ++i)
                for (index_t q = 0; q < sides_; ++q) z[q] -= band_row(j)[i] * out[(j + i) * sides_ + q];
        }
        const double pivot = j < inner_ ? band_row(j)[0] : edge[j - inner_];
        if (pivot == 0.0) return Status::singular;
        for (index_t q = 0; q < sides_; ++q) z[q] /= pivot;
    }
    return Status::ok;
}

}  // namespace scinova::interpolate
