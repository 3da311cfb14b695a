// SPDX-License-Identifier: BSD-3-Clause
// Typed, strided, non-owning views of arrays. Strides count elements, not bytes, and may be zero or negative.
// The binding guarantees that memory is aligned and in native byte order (see bindings/numpy_views.hpp).
#pragma once

#include <array>
#include <cstddef>

namespace scinova {

using index_t = std::ptrdiff_t;

inline constexpr int max_dims = 64;  // NumPy's own limit

// A view whose number of dimensions is known when compiled.
template <class T, int N>
struct View {
    static_assert(N >= 1);
    T* data = nullptr;
    std::array<index_t, N> shape{};
    std::array<index_t, N> stride{};

    index_t size() const noexcept {
        index_t n = 1;
        for (index_t s : shape) n *= s;
        return n;
    }
    bool contiguous() const noexcept {  // in C order; an array without elements always is
        index_t expected = 1;
        for (int d = N - 1; d >= 0; --d) {
            if (shape[d] == 0) return true;
        }
        for (int d = N - 1; d >= 0; --d) {
            if (shape[d] != 1 && stride[d] != expected) return false;
            expected *= shape[d];
        }
        return true;
    }
    template <class... I>
    T& operator()(I... i) const noexcept {
        static_assert(sizeof...(I) == N);
        index_t at = 0;
        int d = 0;
        ((at += static_cast<index_t>(i) * stride[d++]), ...);
        return data[at];
    }
    operator View<const T, N>() const noexcept { return {data, shape, stride}; }
};

template <class T>
using Vec = View<T, 1>;
template <class T>
using Mat = View<T, 2>;

// A view whose number of dimensions is known only when called; zero dimensions are one element.
template <class T>
struct NdView {
    T* data = nullptr;
    int ndim = 0;
    std::array<index_t, max_dims> shape{};
    std::array<index_t, max_dims> stride{};

    index_t size() const noexcept {
        index_t n = 1;
        for (int d = 0; d < ndim; ++d) n *= shape[d];
        return n;
    }
    bool contiguous() const noexcept {
        index_t expected = 1;
        for (int d = ndim - 1; d >= 0; --d) {
            if (shape[d] == 0) return true;
        }
        for (int d = ndim - 1; d >= 0; --d) {
            if (shape[d] != 1 && stride[d] != expected) return false;
            expected *= shape[d];
        }
        return true;
    }
};

// Walks every line of an n-dimensional view along one axis: line k starts at offset(k), elements `stride[axis]` apart.
// Random access by k lets a thread start anywhere.
template <class T>
class Lines {
public:
    Lines(const NdView<T>& a, int axis) noexcept : a_(a), axis_(axis) {
        for (int d = 0; d < a.ndim; ++d)
            if (d != axis) count_ *= a.shape[d];
    }
    index_t count() const noexcept { return count_; }
    index_t length() const noexcept { return a_.shape[axis_]; }
    index_t step() const noexcept { return a_.stride[axis_]; }
    T* start(index_t k) const noexcept {
        index_t at = 0;
        for (int d = a_.ndim - 1; d >= 0; --d) {
            if (d == axis_) continue;
            at += (k % a_.shape[d]) * a_.stride[d];
            k /= a_.shape[d];
        }
        return a_.data + at;
    }

private:
    NdView<T> a_;
    int axis_;
    index_t count_ = 1;
};

}  // namespace scinova
