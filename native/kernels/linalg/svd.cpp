// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/linalg/factor.hpp"

namespace scinova::linalg {

// LAPACK sees the transpose A^T = conj(V) S U^T. Its first factor, read in rows, is V^H and its last U: nothing is
// transposed or copied.
template <class T>
void svd(Stack<T> a, View<Real<T>, 2> s, Stack<T> u, Stack<T> vh, char job, bool divide_and_conquer, Infos info) {
    const index_t m = a.shape[1], n = a.shape[2], k = std::min(m, n), big = std::max(m, n);
    const int rows = as_int(n), columns = as_int(m);
    const int ld_left = rows, ld_right = job == 'N' ? 1 : as_int(u.shape[2]);
    const double flops = 4.0 * static_cast<double>(m) * static_cast<double>(n) * static_cast<double>(k) + 8 * cube(k);
    for_stack(a.shape[0], flops, [&](index_t begin, index_t end) {
        Workspace<T> space;
        const index_t r = divide_and_conquer ? std::max(5 * k * k + 5 * k, 2 * big * k + 2 * k * k + k) : 5 * k;
        space.need(1, is_complex<T> ? std::max<index_t>(r, 7 * k) : 0, 8 * k);
        const auto call = [&](T* matrix, Real<T>* values, T* left, T* right, int lwork) {
            if (divide_and_conquer)
                return lapack::gesdd(job, rows, columns, matrix, rows, values, left, ld_left, right, ld_right,
                                     space.work.data(), lwork, space.rwork.data(), space.iwork.data());
            return lapack::gesvd(job, job, rows, columns, matrix, rows, values, left, ld_left, right, ld_right,
                                 space.work.data(), lwork, space.rwork.data());
        };
        call(a.data, s.data, u.data, vh.data, -1);
        const int lwork = work_size(space.work[0]);
        space.need(lwork);
        for (index_t i = begin; i < end; ++i) {
            T* matrix = a.data + i * m * n;
            if (!all_finite(matrix, m * n)) {
                info(i) = 1;
                continue;
            }
            info(i) = call(matrix, s.data + i * k, vh.data + i * vh.shape[1] * vh.shape[2],
                           u.data + i * u.shape[1] * u.shape[2], lwork);
        }
    });
}

template void svd(Stack<float>, View<float, 2>, Stack<float>, Stack<float>, char, bool, Infos);
template void svd(Stack<double>, View<double, 2>, Stack<double>, Stack<double>, char, bool, Infos);
template void svd(Stack<std::complex<float>>, View<float, 2>, Stack<std::complex<float>>, Stack<std::complex<float>>,
                  char, bool, Infos);
template void svd(Stack<std::complex<double>>, View<double, 2>, Stack<std::complex<double>>,
                  Stack<std::complex<double>>, char, bool, Infos);

}  // namespace scinova::linalg
