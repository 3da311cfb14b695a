// SPDX-License-Identifier: BSD-3-Clause
// Matrices with constant diagonals, or antidiagonals: every row is a piece of one line of numbers, of any type.
#include <algorithm>
#include <cstring>
#include <memory>

#include "bindings/numpy_views.hpp"
#include "common/parallel.hpp"
#include "kernels/linalg/slanted.hpp"

namespace nb = nanobind;

namespace scinova::linalg {
namespace {

constexpr index_t chunk_bytes = index_t{1} << 21;      // a thread's share is no less

enum Kind { toeplitz, hankel, circulant };

PyArrayObject* as_array(nb::handle h) noexcept { return reinterpret_cast<PyArrayObject*>(h.ptr()); }

// The (m, n) matrix whose row i is line[start + step i:][:n].
nb::object from_line(const char* line, PyArray_Descr* type, index_t m, index_t n, index_t start, index_t step) {
    const npy_intp shape[2] = {m, n};
    Py_INCREF(type);
    nb::object out = nb::steal(PyArray_Empty(2, shape, type, 0));
    if (!out.is_valid()) throw nb::python_error();
    const auto size = static_cast<index_t>(PyArray_ITEMSIZE(as_array(out))), length = n * size;
    char* to = PyArray_BYTES(as_array(out));
    const auto rows = [&](index_t begin, index_t end) {
        slanted_rows().rows(line + (start + step * begin) * size, step * size, length, end - begin, to + begin * length);
    };
    if (m * length <= chunk_bytes) rows(0, m);
    else without_gil([&] { parallel_for(m, std::max<index_t>(1, chunk_bytes / length), rows); });
    return out;
}

bool is_line(nb::handle values) noexcept {
    return PyArray_CheckExact(values.ptr()) && PyArray_NDIM(as_array(values)) == 1 &&
           PyArray_ISCARRAY_RO(as_array(values)) && PyTypeNum_ISNUMBER(PyArray_TYPE(as_array(values)));
}

nb::object slanted(nb::handle values, index_t m, index_t n, index_t start, index_t step) {
    const index_t last = start + step * (m - 1);
    if (!is_line(values) || m < 1 || n < 1 || std::min(start, last) < 0 ||
        std::max(start, last) + n > PyArray_DIM(as_array(values), 0))
        throw nb::value_error("slanted: values must be a contiguous line of numbers that holds every row");
    return from_line(PyArray_BYTES(as_array(values)), PyArray_DESCR(as_array(values)), m, n, start, step);
}

template <std::size_t size>
void reversed(const char* from, index_t count, char* to) noexcept {
    for (index_t i = 0; i < count; ++i)
        std::memcpy(to + static_cast<std::size_t>(i) * size, from + static_cast<std::size_t>(count - 1 - i) * size, size);
}

// to := the items of `from` in reverse order.
void reversed(const char* from, index_t count, char* to, index_t size) noexcept {
    switch (size) {
        case 1: return reversed<1>(from, count, to);
        case 2: return reversed<2>(from, count, to);
        case 4: return reversed<4>(from, count, to);
        case 8: return reversed<8>(from, count, to);
        case 16: return reversed<16>(from, count, to);
        default:
            for (index_t i = 0; i < count; ++i)
                std::memcpy(to + i * size, from + (count - 1 - i) * size, static_cast<std::size_t>(size));
    }
}

// toeplitz(c, r), hankel(c, r) or circulant(c) for arrays of one dimension and the same type of numbers; None where
// something else is to be done. Without r the row is c, of real numbers, or zeros for hankel.
nb::object from_column(nb::handle c, nb::handle r, int kind) {
    if (!is_line(c) || PyArray_DIM(as_array(c), 0) == 0) return nb::none();
    if (kind == toeplitz && r.is_none() && PyTypeNum_ISCOMPLEX(PyArray_TYPE(as_array(c)))) return nb::none();
    const index_t m = PyArray_DIM(as_array(c), 0);
    index_t n = m;
    if (!r.is_none()) {
        if (!is_line(r) || PyArray_TYPE(as_array(r)) != PyArray_TYPE(as_array(c))) return nb::none();
        n = PyArray_DIM(as_array(r), 0);
        if (n == 0) return nb::none();
    }
    const auto size = static_cast<index_t>(PyArray_ITEMSIZE(as_array(c)));
    const char* column = PyArray_BYTES(as_array(c));
    const auto line = std::make_unique_for_overwrite<char[]>(static_cast<std::size_t>((m + n - 1) * size));
    char* rest = line.get() + m * size;
    const auto tail = static_cast<std::size_t>((n - 1) * size);
    if (kind == hankel) std::memcpy(line.get(), column, static_cast<std::size_t>(m * size));
    else reversed(column, m, line.get(), size);
    if (kind == circulant) reversed(column + size, m - 1, rest, size);
    else if (!r.is_none()) std::memcpy(rest, PyArray_BYTES(as_array(r)) + size, tail);
    else if (kind == toeplitz) std::memcpy(rest, column + size, tail);
    else std::memset(rest, 0, tail);
    return from_line(line.get(), PyArray_DESCR(as_array(c)), m, n, kind == hankel ? 0 : m - 1, kind == hankel ? 1 : -1);
}

}  // namespace

void bind_slanted(nb::module_& m) {
    m.def("slanted", &slanted);
    m.def("slanted_from", &from_column, nb::arg("c"), nb::arg("r").none(), nb::arg("kind"));
}

}  // namespace scinova::linalg
