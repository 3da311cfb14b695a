// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/linalg/solve.hpp"

#include "kernels/linalg/blocked.hpp"
#include "kernels/linalg/small.hpp"

namespace scinova::linalg {
namespace {

// One matrix: factored once, then its condition estimated, and systems solved or the inverse formed.
template <class T>
class Factored {
public:
    using R = Real<T>;
    explicit Factored(Workspace<T>& w) : w_(w) {}

    // `a` is overwritten. Returns INFO.
    int factor(T* a, index_t n, Structure s, bool lower) {
        a_ = a;
        n_ = as_int(n);
        structure_ = s;
        uplo_ = lower ? 'U' : 'L';  // LAPACK sees the transpose
        w_.need(std::max<index_t>(4 * n, 64 * n), 3 * n, 2 * n);
        switch (s) {
            case Structure::diagonal: return factor_diagonal();
            case Structure::tridiagonal: return factor_tridiagonal();
            case Structure::banded: return factor_banded();
            case Structure::upper: uplo_ = 'L'; return factor_triangular();
            case Structure::lower: uplo_ = 'U'; return factor_triangular();
            case Structure::symmetric: return factor_indefinite(false);
            case Structure::hermitian: return factor_indefinite(true);
            case Structure::positive: return factor_positive();
            default: return factor_general();
        }
    }

    R rcond() const noexcept { return rcond_; }

    // Rows of b are right-hand sides.
    int solve(T* b, index_t nrhs, bool transposed) {
        const int m = as_int(nrhs);
        const char trans = transposed ? 'N' : 'T';
        int* ipiv = pivots_.data();
        switch (structure_) {
            case Structure::diagonal:
                for (index_t r = 0; r < nrhs; ++r)
                    for (int i = 0; i < n_; ++i) b[r * n_ + i] /= a_[i * (n_ + index_t{1})];
                return 0;
            case Structure::tridiagonal: {
                T* d = band_.data();
                return lapack::gttrs(trans, n_, m, d, d + n_, d + 2 * n_, d + 3 * n_, ipiv, b, n_);
            }
            case Structure::banded:
                return lapack::gbtrs(trans, n_, kl_, ku_, m, band_.data(), ldab_, ipiv, b, n_);
            case Structure::upper:
            case Structure::lower: return lapack::trtrs(uplo_, trans, 'N', n_, m, a_, n_, b, n_);
            case Structure::symmetric: return lapack::sytrs(uplo_, n_, m, a_, n_, ipiv, b, n_);
            case Structure::hermitian:
            case Structure::positive: return solve_hermitian(b, nrhs, transposed);
            default: return solve_factored(trans, n_, m, a_, n_, ipiv, b, n_);
        }
    }

    int invert() {
        int info = 0;
        int* ipiv = pivots_.data();
        switch (structure_) {
            case Structure::diagonal:
                for (int i = 0; i < n_; ++i) a_[i * (n_ + index_t{1})] = T(1) / a_[i * (n_ + index_t{1})];
                return 0;
            case Structure::upper:
            case Structure::lower: clear_triangle(); return lapack::trtri(uplo_, 'N', n_, a_, n_);
            case Structure::symmetric:
                info = lapack::sytri(uplo_, n_, a_, n_, ipiv, w_.work.data());
                mirror(false);
                return info;
            case Structure::hermitian:
                info = lapack::hetri(uplo_, n_, a_, n_, ipiv, w_.work.data());
                mirror(true);
                return info;
            case Structure::positive:
                info = lapack::potri(uplo_, n_, a_, n_);
                mirror(true);
                return info;
            default:
                w_.need(inversion_space(n_));
                return invert_factored(n_, a_, n_, ipiv, w_.work.data());
        }
    }

private:
    int factor_diagonal() noexcept {
        R least = std::numeric_limits<R>::infinity(), most = 0;
        for (int i = 0; i < n_; ++i) {
            const R size = std::abs(a_[i * (n_ + index_t{1})]);
            if (size == 0) return i + 1;
            if (!(size >= least)) least = size;
            if (!(size <= most)) most = size;
        }
        rcond_ = least / most;
        return 0;
    }

    int factor_general() {
        pivots_.resize(n_);
        const R norm = row_norm();
        const int info = factor_lu(n_, n_, a_, n_, pivots_.data());
        if (!info) lapack::gecon('I', n_, a_, n_, norm, &rcond_, w_.work.data(), w_.rwork.data(), w_.iwork.data());
        return info;
    }

    int factor_triangular() {
        for (int i = 0; i < n_; ++i)
            if (a_[i * (n_ + index_t{1})] == T(0)) return i + 1;
        lapack::trcon('I', uplo_, 'N', n_, a_, n_, &rcond_, w_.work.data(), w_.rwork.data(), w_.iwork.data());
        return 0;
    }

    int factor_positive() {
        const R norm = symmetric_norm();
        const int info = lapack::potrf(uplo_, n_, a_, n_);
        if (!info)
            lapack::pocon(uplo_, n_, a_, n_, norm, &rcond_, w_.work.data(), w_.rwork.data(), w_.iwork.data());
        return info;
    }

    int factor_indefinite(bool hermitian) {
        pivots_.resize(n_);
        const R norm = symmetric_norm();
        T* work = w_.work.data();
        const int lwork = as_int(64 * static_cast<index_t>(n_));
        int* ipiv = pivots_.data();
        const int info = hermitian ? lapack::hetrf(uplo_, n_, a_, n_, ipiv, work, lwork)
                                   : lapack::sytrf(uplo_, n_, a_, n_, ipiv, work, lwork);
        if (info) return info;
        if (hermitian) lapack::hecon(uplo_, n_, a_, n_, ipiv, norm, &rcond_, work, w_.iwork.data());
        else lapack::sycon(uplo_, n_, a_, n_, ipiv, norm, &rcond_, work, w_.iwork.data());
        return 0;
    }

    int factor_tridiagonal() {
        pivots_.resize(n_);
        band_.assign(4 * static_cast<std::size_t>(n_), T(0));
        T *dl = band_.data(), *d = dl + n_, *du = d + n_, *du2 = du + n_;
        R norm = 0;  // of the transpose, in the infinity norm: column sums of a
        for (index_t i = 0; i < n_; ++i) {
            d[i] = a_[i * n_ + i];
            R sum = std::abs(d[i]);
            if (i + 1 < n_) {
                du[i] = a_[(i + 1) * n_ + i];
                dl[i] = a_[i * n_ + i + 1];
                sum += std::abs(du[i]);
            }
            if (i > 0) sum += std::abs(dl[i - 1]);
            if (!(sum <= norm)) norm = sum;
        }
        const int info = lapack::gttrf(n_, dl, d, du, du2, pivots_.data());
        if (!info)
            lapack::gtcon('I', n_, dl, d, du, du2, pivots_.data(), norm, &rcond_, w_.work.data(), w_.iwork.data());
        return info;
    }

    int factor_banded() {
        const Bandwidth width = bandwidth(a_, n_);
        kl_ = as_int(width.above);  // of the transpose
        ku_ = as_int(width.below);
        ldab_ = 2 * kl_ + ku_ + 1;
        pivots_.resize(n_);
        band_.assign(static_cast<std::size_t>(ldab_) * static_cast<std::size_t>(n_), T(0));
        const R norm = row_norm();
        for (index_t j = 0; j < n_; ++j)  // column j of the transpose is row j of a
            for (index_t i = std::max<index_t>(0, j - ku_); i <= std::min<index_t>(n_ - 1, j + kl_); ++i)
                band_[j * ldab_ + kl_ + ku_ + i - j] = a_[j * n_ + i];
        const int info = lapack::gbtrf(n_, n_, kl_, ku_, band_.data(), ldab_, pivots_.data());
        if (!info)
            lapack::gbcon('I', n_, kl_, ku_, band_.data(), ldab_, pivots_.data(), norm, &rcond_, w_.work.data(),
                          w_.rwork.data(), w_.iwork.data());
        return info;
    }

    // The transpose of a hermitian matrix is its conjugate, so the right-hand sides are conjugated before and after.
    int solve_hermitian(T* b, index_t nrhs, bool transposed) {
        const bool flip = is_complex<T> && !transposed;
        const auto conjugate_all = [&] {
            for (index_t i = 0; i < nrhs * n_; ++i) b[i] = conjugate(b[i]);
        };
        if (flip) conjugate_all();
        const int info = structure_ == Structure::positive
                             ? lapack::potrs(uplo_, n_, as_int(nrhs), a_, n_, b, n_)
                             : lapack::hetrs(uplo_, n_, as_int(nrhs), a_, n_, pivots_.data(), b, n_);
        if (flip) conjugate_all();
        return info;
    }

    // 1-norm of a, the infinity norm of its transpose.
    R row_norm() {
        R* sums = w_.rwork.data();
        std::fill_n(sums, n_, R(0));
        for (index_t i = 0; i < n_; ++i)
            for (index_t j = 0; j < n_; ++j) sums[j] += std::abs(a_[i * n_ + j]);
        return largest(sums);
    }

    // The same, of the symmetric matrix whose triangle is read.
    R symmetric_norm() {
        R* sums = w_.rwork.data();
        std::fill_n(sums, n_, R(0));
        const bool lower = uplo_ == 'U';
        for (index_t i = 0; i < n_; ++i)
            for (index_t j = lower ? 0 : i; j < (lower ? i + 1 : static_cast<index_t>(n_)); ++j) {
                const R size = std::abs(a_[i * n_ + j]);
                sums[j] += size;
                if (i != j) sums[i] += size;
            }
        return largest(sums);
    }

    R largest(const R* sums) const noexcept {
        R most = 0;
        for (int j = 0; j < n_; ++j)
            if (!(sums[j] <= most)) most = sums[j];
        return most;
    }

    // Copies the triangle that was computed onto the other.
    void mirror(bool conjugated) noexcept {
        const bool lower = uplo_ == 'U';
        for (index_t i = 0; i < n_; ++i)
            for (index_t j = 0; j < i; ++j) {
                T& below = a_[i * n_ + j];
                T& above = a_[j * n_ + i];
                if (lower) above = conjugated ? conjugate(below) : below;
                else below = conjugated ? conjugate(above) : above;
            }
    }

    void clear_triangle() noexcept {
        for (index_t i = 0; i < n_; ++i) {
            T* row = a_ + i * n_;
            if (uplo_ == 'U') std::fill(row + i + 1, row + n_, T(0));
            else std::fill(row, row + i, T(0));
        }
    }

    Workspace<T>& w_;
    T* a_ = nullptr;
    int n_ = 0, kl_ = 0, ku_ = 0, ldab_ = 0;
    char uplo_ = 'U';
    Structure structure_ = Structure::general;
    R rcond_ = 0;
    std::vector<int> pivots_;
    std::vector<T> band_;
};

// Factors with the structure asked for or found. A guessed positive definite matrix that is not gets a second try.
template <class T>
int factor_as(Factored<T>& f, T* a, index_t n, Structure asked, bool lower, bool bands, std::vector<T>& saved) {
    if (asked != Structure::detect) return f.factor(a, n, asked, lower);
    const Structure found = detect_structure(a, n, bands);
    if (found != Structure::positive) return f.factor(a, n, found, lower);
    saved.assign(a, a + n * n);
    if (f.factor(a, n, found, lower) == 0) return 0;
    std::copy(saved.begin(), saved.end(), a);
    return f.factor(a, n, Structure::hermitian, lower);
}

// A caller that allows its matrices to be overwritten finds their factors there, as after LAPACK's routines.
template <class T>
void leave_factors(Matrices<T> m, index_t begin, index_t end) {
    const index_t count = end - begin;
    std::vector<std::int32_t> pivots(static_cast<std::size_t>(count * m.rows)), info(static_cast<std::size_t>(count));
    m.data = m.at(begin);
    m.count = count;
    small<T>().factor(m, m, pivots.data(), info.data(), 0, count);
}

bool whole_matrix(Structure s) noexcept { return s == Structure::general || s == Structure::detect; }

}  // namespace

template <class T>
void determinant(Stack<T> a, Vec<T> out) {
    const index_t n = a.shape[1];
    if (n <= small_order) {
        const auto m = row_major(a.data, a.shape[0], n, n);
        return parallel_for(a.shape[0], small_grain(n), [&](index_t begin, index_t end) {
            small<T>().determinant(m, out.data, begin, end);
            leave_factors(m, begin, end);
        });
    }
    for_stack(a.shape[0], cube(n) * 0.7, [&](index_t begin, index_t end) {
        std::vector<int> pivots(static_cast<std::size_t>(n));
        for (index_t k = begin; k < end; ++k) {
            T* m = a.data + k * n * n;
            bool odd = false;
            factor_lu(as_int(n), as_int(n), m, as_int(n), pivots.data());
            for (index_t i = 0; i < n; ++i) odd ^= pivots[i] != i + 1;
            T value = T(odd ? -1 : 1);
            for (index_t i = 0; i < n; ++i) value = value * m[i * n + i];
            out(k) = value + T(0);  // no negative zero
        }
    });
}

template <class T>
void invert(Stack<T> a, Structure structure, bool lower, Vec<Real<T>> rcond, Infos info) {
    const index_t n = a.shape[1];
    if (n <= small_order && whole_matrix(structure)) {
        const auto m = row_major(a.data, a.shape[0], n, n);
        return parallel_for(a.shape[0], small_grain(n), [&](index_t begin, index_t end) {
            small<T>().invert(m, m, structure == Structure::detect, rcond.data, info.data, begin, end);
        });
    }
    for_stack(a.shape[0], cube(n) * 2, [&](index_t begin, index_t end) {
        Workspace<T> space;
        Factored<T> factored(space);
        std::vector<T> saved;
        for (index_t k = begin; k < end; ++k) {
            T* m = a.data + k * n * n;
            info(k) = factor_as(factored, m, n, structure, lower, false, saved);
            rcond(k) = factored.rcond();
            if (!info(k)) info(k) = factored.invert();
        }
    });
}

template <class T>
void solve(Stack<T> a, Stack<T> b, Structure structure, bool lower, bool transposed, Vec<Real<T>> rcond, Infos info) {
    const index_t n = a.shape[1], nrhs = b.shape[1];
    if (n <= small_order && nrhs <= 64 && whole_matrix(structure)) {
        auto m = row_major(a.data, a.shape[0], n, n);
        if (transposed) m = m.transposed();
        const auto x = row_major(b.data, a.shape[0], nrhs, n).transposed();
        return parallel_for(a.shape[0], small_grain(n), [&](index_t begin, index_t end) {
            small<T>().solve(m, x, x, structure == Structure::detect, rcond.data, info.data, begin, end);
            leave_factors(m, begin, end);
        });
    }
    const double flops = cube(n) * 0.7 + 2.0 * static_cast<double>(n) * static_cast<double>(n) * static_cast<double>(nrhs);
    for_stack(a.shape[0], flops, [&](index_t begin, index_t end) {
        Workspace<T> space;
        Factored<T> factored(space);
        std::vector<T> saved;
        for (index_t k = begin; k < end; ++k) {
            T* m = a.data + k * n * n;
            T* x = b.data + k * n * nrhs;
            info(k) = factor_as(factored, m, n, structure, lower, true, saved);
            rcond(k) = factored.rcond();
            if (!info(k)) info(k) = factored.solve(x, nrhs, transposed);
        }
    });
}

template void determinant(Stack<float>, Vec<float>);
template void invert(Stack<float>, Structure, bool, Vec<float>, Infos);
template void solve(Stack<float>, Stack<float>, Structure, bool, bool, Vec<float>, Infos);
template void determinant(Stack<double>, Vec<double>);
template void invert(Stack<double>, Structure, bool, Vec<double>, Infos);
template void solve(Stack<double>, Stack<double>, Structure, bool, bool, Vec<double>, Infos);
template void determinant(Stack<std::complex<float>>, Vec<std::complex<float>>);
template void invert(Stack<std::complex<float>>, Structure, bool, Vec<float>, Infos);
template void solve(Stack<std::complex<float>>, Stack<std::complex<float>>, Structure, bool, bool, Vec<float>, Infos);
template void determinant(Stack<std::complex<double>>, Vec<std::complex<double>>);
template void invert(Stack<std::complex<double>>, Structure, bool, Vec<double>, Infos);
template void solve(Stack<std::complex<double>>, Stack<std::complex<double>>, Structure, bool, bool, Vec<double>, Infos);

}  // namespace scinova::linalg
