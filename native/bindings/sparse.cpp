// SPDX-License-Identifier: BSD-3-Clause
// scinova.sparse._native. Arrays are one-dimensional (dense ones two) and contiguous; a pattern is the triple
// (indptr, indices, cols).
#define SCINOVA_NUMPY_MAIN
#include "bindings/numpy_views.hpp"
#include "kernels/sparse/arithmetic.hpp"

namespace nb = nanobind;
using namespace scinova;
using namespace scinova::sparse;

void bind_lu(nb::module_& m);  // sparse_lu.cpp

namespace {

using Int32 = std::int32_t;
using Int64 = std::int64_t;

void report(Status s) {
    if (s == Status::bad_argument)
        throw nb::value_error("the index arrays of the sparse array are inconsistent: an index is out of bounds, or the "
                              "index pointer decreases or runs past the end");
}

template <class T>
T* flat(const Vec<T>& v, index_t at_least = 0) {
    if (!v.contiguous() || v.shape[0] < at_least) throw nb::value_error("sparse kernel: array too short or not contiguous");
    return v.data;
}
template <class T>
T* flat2(const Mat<T>& v, index_t rows, index_t cols) {
    if (!v.contiguous() || v.shape[0] != rows || v.shape[1] != cols)
        throw nb::value_error("sparse kernel: dense array of the wrong shape or not contiguous");
    return v.data;
}

template <class I>
Pattern<I> pattern(const Vec<const I>& indptr, const Vec<const I>& indices, index_t cols) {
    flat(indptr, 1);
    flat(indices);
    return {indptr.data, indices.data, indptr.shape[0] - 1, cols, indices.shape[0]};
}

// Values that are only moved: any dtype without references, contiguous.
struct Bytes {
    char* data = nullptr;
    index_t count = 0;
    int width = 0;
};

Bytes bytes(nb::handle src, index_t at_least, bool writable) {
    if (!PyArray_Check(src.ptr())) throw nb::type_error("sparse kernel: values must be an array");
    auto* a = reinterpret_cast<PyArrayObject*>(src.ptr());
    if (PyDataType_REFCHK(PyArray_DESCR(a))) throw nb::type_error("sparse kernel: values of object dtype");
    if (!PyArray_IS_C_CONTIGUOUS(a) || !PyArray_ISALIGNED(a) || (writable && !PyArray_ISWRITEABLE(a)) ||
        PyArray_SIZE(a) < at_least)
        throw nb::value_error("sparse kernel: values too short, not contiguous or not writable");
    return {static_cast<char*>(PyArray_DATA(a)), PyArray_SIZE(a), static_cast<int>(PyArray_ITEMSIZE(a))};
}

template <class Work>
void with_word(int width, Work&& work) {
    Status s = Status::bad_argument;
    switch (width) {
        case 1: s = without_gil([&] { return work(Word<1>{}); }); break;
        case 2: s = without_gil([&] { return work(Word<2>{}); }); break;
        case 4: s = without_gil([&] { return work(Word<4>{}); }); break;
        case 8: s = without_gil([&] { return work(Word<8>{}); }); break;
        case 16: s = without_gil([&] { return work(Word<16>{}); }); break;
        case 32: s = without_gil([&] { return work(Word<32>{}); }); break;
        default: throw nb::type_error("sparse kernel: values of an unsupported width");
    }
    report(s);
}

template <class W>
W* as(const Bytes& b) {
    return reinterpret_cast<W*>(b.data);
}

void same_width(const Bytes& a, const Bytes& b) {
    if (a.width != b.width) throw nb::type_error("sparse kernel: values of different widths");
}

template <class I>
void bind_patterns(nb::module_& m) {
    m.def("sound", [](Vec<const I> indptr, Vec<const I> indices, index_t cols) {
        return without_gil([&, a = pattern(indptr, indices, cols)] { return sound(a); });
    });
    m.def("increasing", [](Vec<const I> indptr, Vec<const I> indices, bool strictly) {
        return without_gil([&, a = pattern(indptr, indices, 0)] { return increasing(a, strictly); });
    });
    m.def("compress", [](index_t rows, index_t cols, Vec<const I> major, Vec<const I> minor, nb::handle values,
                         Vec<I> indptr, Vec<I> indices, nb::handle out) {
        const index_t n = major.shape[0];
        const Bytes from = bytes(values, n, false), to = bytes(out, n, true);
        same_width(from, to);
        flat(major), flat(minor, n), flat(indptr, rows + 1), flat(indices, n);
        with_word(from.width, [&](auto w) {
            using W = decltype(w);
            return compress(rows, cols, n, major.data, minor.data, as<const W>(from), indptr.data, indices.data, as<W>(to));
        });
    });
    m.def("transpose", [](Vec<const I> indptr, Vec<const I> indices, index_t cols, nb::handle values, Vec<I> out_indptr,
                          Vec<I> out_indices, nb::handle out) {
        const auto a = pattern(indptr, indices, cols);
        const index_t n = std::max<index_t>(0, indptr(a.rows));
        const Bytes from = bytes(values, n, false), to = bytes(out, n, true);
        same_width(from, to);
        flat(out_indptr, cols + 1), flat(out_indices, n);
        with_word(from.width, [&](auto w) {
            using W = decltype(w);
            return transpose(a, as<const W>(from), out_indptr.data, out_indices.data, as<W>(to));
        });
    });
    m.def("sort_lists", [](Vec<const I> indptr, Vec<I> indices, index_t cols, nb::handle values) {
        const auto a = pattern<I>(indptr, indices, cols);
        const Bytes b = bytes(values, std::max<index_t>(0, indptr(a.rows)), true);
        with_word(b.width, [&](auto w) { return sort_lists(a, indices.data, as<decltype(w)>(b)); });
    });
    m.def("take_lists", [](Vec<const I> indptr, Vec<const I> indices, index_t cols, nb::handle values, Vec<const I> which,
                           Vec<const I> out_indptr, Vec<I> out_indices, nb::handle out) {
        const auto a = pattern(indptr, indices, cols);
        const index_t count = which.shape[0];
        flat(which), flat(out_indptr, count + 1);
        const index_t n = std::max<index_t>(0, out_indptr(count));
        flat(out_indices, n);
        const Bytes from = bytes(values, std::max<index_t>(0, indptr(a.rows)), false), to = bytes(out, n, true);
        same_width(from, to);
        with_word(from.width, [&](auto w) {
            using W = decltype(w);
            return take_lists(a, as<const W>(from), count, which.data, out_indptr.data, out_indices.data, as<W>(to));
        });
    });
    m.def("take_minor_lengths", [](Vec<const I> indptr, Vec<const I> indices, index_t cols, Vec<const I> which,
                                   Vec<I> out_indptr) {
        const auto a = pattern(indptr, indices, cols);
        flat(which), flat(out_indptr, a.rows + 1);
        report(without_gil([&] {
            return take_minor<I, Word<1>>(a, nullptr, which.shape[0], which.data, out_indptr.data, nullptr, nullptr);
        }));
    });
    m.def("take_minor", [](Vec<const I> indptr, Vec<const I> indices, index_t cols, nb::handle values, Vec<const I> which,
                           Vec<I> out_indptr, Vec<I> out_indices, nb::handle out) {
        const auto a = pattern(indptr, indices, cols);
        flat(which), flat(out_indptr, a.rows + 1);
        const index_t n = std::max<index_t>(0, out_indptr(a.rows));
        flat(out_indices, n);
        const Bytes from = bytes(values, std::max<index_t>(0, indptr(a.rows)), false), to = bytes(out, n, true);
        same_width(from, to);
        with_word(from.width, [&](auto w) {
            using W = decltype(w);
            return take_minor(a, as<const W>(from), which.shape[0], which.data, out_indptr.data, out_indices.data,
                              as<W>(to));
        });
    });
    m.def("locate", [](Vec<const I> indptr, Vec<const I> indices, index_t cols, Vec<const I> row, Vec<const I> col,
                       Vec<Int64> at) {
        const auto a = pattern(indptr, indices, cols);
        flat(row), flat(col, row.shape[0]), flat(at, row.shape[0]);
        report(without_gil([&] { return locate(a, row.shape[0], row.data, col.data, at.data); }));
    });
    m.def("align", [](Vec<const I> ap, Vec<const I> ai, nb::handle av, Vec<const I> bp, Vec<const I> bi, nb::handle bv,
                      index_t cols, bool intersect, Vec<I> out_indptr, Vec<I> out_indices, nb::handle left,
                      nb::handle right) {
        const auto a = pattern(ap, ai, cols), b = pattern(bp, bi, cols);
        const index_t n = intersect ? std::min(a.nnz, b.nnz) : a.nnz + b.nnz;
        const Bytes x = bytes(av, a.nnz, false), y = bytes(bv, b.nnz, false);
        const Bytes l = bytes(left, n, true), r = bytes(right, n, true);
        same_width(x, y), same_width(x, l), same_width(x, r);
        flat(out_indptr, a.rows + 1), flat(out_indices, n);
        with_word(x.width, [&](auto w) {
            using W = decltype(w);
            return align(a, as<const W>(x), b, as<const W>(y), intersect, out_indptr.data, out_indices.data, as<W>(l),
                         as<W>(r));
        });
    });
    m.def("scatter", [](Vec<const I> indptr, Vec<const I> indices, index_t cols, nb::handle values, nb::handle out) {
        const auto a = pattern(indptr, indices, cols);
        const Bytes from = bytes(values, std::max<index_t>(0, indptr(a.rows)), false);
        auto* d = reinterpret_cast<PyArrayObject*>(out.ptr());
        if (!PyArray_Check(out.ptr()) || PyArray_NDIM(d) != 2 || PyArray_DIMS(d)[0] != a.rows ||
            PyArray_DIMS(d)[1] != cols || PyArray_ITEMSIZE(d) != from.width || !PyArray_ISBEHAVED(d) ||
            PyArray_STRIDES(d)[0] % from.width || PyArray_STRIDES(d)[1] % from.width)
            throw nb::value_error("sparse kernel: dense array of the wrong shape, width or layout");
        with_word(from.width, [&](auto w) {
            using W = decltype(w);
            return scatter(a, as<const W>(from), static_cast<W*>(PyArray_DATA(d)), PyArray_STRIDES(d)[0] / from.width,
                           PyArray_STRIDES(d)[1] / from.width);
        });
    });
    m.def("product_lengths", [](Vec<const I> ap, Vec<const I> ai, index_t inner, Vec<const I> bp, Vec<const I> bi,
                                index_t cols, Vec<Int64> length) {
        const auto a = pattern(ap, ai, inner), b = pattern(bp, bi, cols);
        flat(length, a.rows);
        report(without_gil([&] { return product_lengths(a, b, length.data); }));
    });
}

template <class I, class V>
void bind_values(nb::module_& m) {
    m.def("rows_times_vector", [](Vec<const I> indptr, Vec<const I> indices, Vec<const V> values, Vec<const V> x,
                                  Vec<V> y) {
        const auto a = pattern(indptr, indices, x.shape[0]);
        flat(values, a.nnz), flat(x), flat(y, a.rows);
        report(without_gil([&] { return rows_times_vector(a, values.data, x.data, y.data); }));
    });
    m.def("columns_times_vector", [](Vec<const I> indptr, Vec<const I> indices, Vec<const V> values, Vec<const V> x,
                                     Vec<V> y) {
        const auto a = pattern(indptr, indices, y.shape[0]);
        flat(values, a.nnz), flat(x, a.rows), flat(y);
        report(without_gil([&] { return columns_times_vector(a, values.data, x.data, y.data); }));
    });
    m.def("rows_times_dense", [](Vec<const I> indptr, Vec<const I> indices, Vec<const V> values, Mat<const V> x,
                                 Mat<V> y) {
        const auto a = pattern(indptr, indices, x.shape[0]);
        flat(values, a.nnz), flat2(x, x.shape[0], x.shape[1]), flat2(y, a.rows, x.shape[1]);
        report(without_gil([&] { return rows_times_dense(a, values.data, x.shape[1], x.data, y.data); }));
    });
    m.def("columns_times_dense", [](Vec<const I> indptr, Vec<const I> indices, Vec<const V> values, Mat<const V> x,
                                    Mat<V> y) {
        const auto a = pattern(indptr, indices, y.shape[0]);
        flat(values, a.nnz), flat2(x, a.rows, x.shape[1]), flat2(y, y.shape[0], x.shape[1]);
        report(without_gil([&] { return columns_times_dense(a, values.data, x.shape[1], x.data, y.data); }));
    });
    m.def("product", [](Vec<const I> ap, Vec<const I> ai, Vec<const V> av, index_t inner, Vec<const I> bp,
                        Vec<const I> bi, Vec<const V> bv, index_t cols, Vec<const I> indptr, Vec<I> indices,
                        Vec<V> out) {
        const auto a = pattern(ap, ai, inner), b = pattern(bp, bi, cols);
        flat(av, a.nnz), flat(bv, b.nnz), flat(indptr, a.rows + 1);
        flat(indices, indptr(a.rows)), flat(out, indptr(a.rows));
        report(without_gil([&] {
            return product(a, av.data, b, bv.data, indptr.data, indices.data, out.data);
        }));
    });
    m.def("combine", [](Vec<const I> ap, Vec<const I> ai, Vec<const V> av, Vec<const I> bp, Vec<const I> bi,
                        Vec<const V> bv, index_t cols, int sign, Vec<I> indptr, Vec<I> indices, Vec<V> out) {
        const auto a = pattern(ap, ai, cols), b = pattern(bp, bi, cols);
        const index_t n = sign == 0 ? std::min(a.nnz, b.nnz) : a.nnz + b.nnz;
        flat(av, a.nnz), flat(bv, b.nnz), flat(indptr, a.rows + 1), flat(indices, n), flat(out, n);
        report(without_gil([&] {
            return combine(a, av.data, b, bv.data, sign, indptr.data, indices.data, out.data);
        }));
    });
}

template <class I>
void bind_index(nb::module_& m) {
    bind_patterns<I>(m);
    bind_values<I, double>(m);
    bind_values<I, Int64>(m);
    bind_values<I, std::complex<double>>(m);
    bind_values<I, float>(m);
    bind_values<I, std::complex<float>>(m);
    bind_values<I, long double>(m);
    bind_values<I, std::complex<long double>>(m);
}

}  // namespace

NB_MODULE(_native, m) {
    init_numpy();
    bind_index<Int32>(m);
    bind_index<Int64>(m);
    bind_lu(m);
}
