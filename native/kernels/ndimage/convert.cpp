// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/ndimage/convert.hpp"

#include <cmath>
#include <cstring>
#include <limits>

namespace scinova::ndimage {
namespace {

template <class T>
inline double widen(T x) noexcept {
    if constexpr (std::is_same_v<T, Bool>) return x.byte != 0 ? 1.0 : 0.0;
    else return static_cast<double>(x);
}

template <class T>
inline T truncate(double x) noexcept {
    if constexpr (std::is_floating_point_v<T>) return static_cast<T>(x);
    else if constexpr (std::is_same_v<T, Bool>) return {static_cast<std::uint8_t>((static_cast<std::int32_t>(x) & 0xff) != 0)};
    else if constexpr (sizeof(T) < 4 || std::is_same_v<T, std::int32_t>) return static_cast<T>(static_cast<std::int32_t>(x));
    else if constexpr (std::is_same_v<T, std::uint64_t>) {
        constexpr double half = 9223372036854775808.0;
        const bool low = !(x >= half);
        const auto bits = static_cast<std::uint64_t>(static_cast<std::int64_t>(low ? x : x - half));
        return low ? bits : bits ^ (std::uint64_t{1} << 63);
    } else return static_cast<T>(static_cast<std::int64_t>(x));
}

template <class T>
inline T round_clip(double x) noexcept {
    if constexpr (std::is_floating_point_v<T>) return static_cast<T>(x);
    else if constexpr (std::is_same_v<T, Bool>) return truncate<Bool>(x);
    else {
        // The largest double that T holds; for 64 bits one step below the power of two.
        constexpr int bits = std::numeric_limits<T>::digits;
        constexpr double high = bits > 53 ? static_cast<double>(std::numeric_limits<T>::max() - (T{1} << (bits - 53)) + 1)
                                          : static_cast<double>(std::numeric_limits<T>::max());
        constexpr double low = static_cast<double>(std::numeric_limits<T>::min());
        const double r = x > 0.0 ? x + 0.5 : std::is_signed_v<T> ? x - 0.5 : 0.0;
        if constexpr (sizeof(T) < 8) {
            const double c = r > high ? high : r < low ? low : r;
            return truncate<T>(c == c ? c : 0.0);
        } else {
            if (r > high) return std::numeric_limits<T>::max();
            if (r < low) return std::numeric_limits<T>::min();
            return r == r ? static_cast<T>(r) : T{0};
        }
    }
}

template <class D, class S, class F>
inline void run(const void* src, index_t ss, void* dst, index_t ds, index_t n, F f) {
    const S* __restrict s = static_cast<const S*>(src);
    D* __restrict d = static_cast<D*>(dst);
    if (ss == 1 && ds == 1) {
        for (index_t i = 0; i < n; ++i) d[i] = f(s[i]);
    } else {
        for (index_t i = 0; i < n; ++i) d[i * ds] = f(s[i * ss]);
    }
}

template <class T>
void to_double(const void* src, index_t ss, void* dst, index_t ds, index_t n) {
    run<double, T>(src, ss, dst, ds, n, [](T x) { return widen(x); });
}
template <class T>
void from_double(const void* src, index_t ss, void* dst, index_t ds, index_t n) {
    run<T, double>(src, ss, dst, ds, n, [](double x) { return truncate<T>(x); });
}
template <class T>
void rounded(const void* src, index_t ss, void* dst, index_t ds, index_t n) {
    run<T, double>(src, ss, dst, ds, n, [](double x) { return round_clip<T>(x); });
}
template <class T>
void same(const void* src, index_t ss, void* dst, index_t ds, index_t n) {
    if (ss == 1 && ds == 1) std::memcpy(dst, src, static_cast<std::size_t>(n) * sizeof(T));
    else run<T, T>(src, ss, dst, ds, n, [](T x) { return x; });
}

template <class W, class T>
void to_integer(const void* src, index_t ss, void* dst, index_t ds, index_t n) {
    run<W, T>(src, ss, dst, ds, n, [](T x) {
        if constexpr (std::is_same_v<T, Bool>) return static_cast<W>(x.byte != 0);
        else return static_cast<W>(x);
    });
}
template <class W, class T>
void from_integer(const void* src, index_t ss, void* dst, index_t ds, index_t n) {
    run<T, W>(src, ss, dst, ds, n, [](W x) {
        if constexpr (std::is_same_v<T, Bool>) return Bool{static_cast<std::uint8_t>((x & 0xff) != 0)};
        else return static_cast<T>(x);
    });
}

template <class T>
void to_float(const void* src, index_t ss, void* dst, index_t ds, index_t n) {
    if constexpr (std::is_same_v<T, float>) same<float>(src, ss, dst, ds, n);
    else run<float, T>(src, ss, dst, ds, n, [](T x) {
        if constexpr (std::is_same_v<T, Bool>) return x.byte != 0 ? 1.0f : 0.0f;
        else return static_cast<float>(x);
    });
}
template <class T>
void from_float(const void* src, index_t ss, void* dst, index_t ds, index_t n) {
    if constexpr (std::is_same_v<T, float>) same<float>(src, ss, dst, ds, n);
    else run<T, float>(src, ss, dst, ds, n, [](float x) {
        if constexpr (std::is_integral_v<T> && sizeof(T) < 4) return static_cast<T>(static_cast<std::int32_t>(x));
        else return truncate<T>(static_cast<double>(x));
    });
}

template <class... T>
ConvertTable table(Tag<T>...) {
    using S = std::int16_t;
    using I = std::int32_t;
    return {{&to_double<T>...},     {&from_double<T>...},     {&rounded<T>...},       {&same<T>...},
            {&to_integer<S, T>...}, {&from_integer<S, T>...}, {&to_integer<I, T>...}, {&from_integer<I, T>...},
            {&to_float<T>...},      {&from_float<T>...}};
}

}  // namespace

template <>
const ConvertTable& convert_table<isa::current>() {
    static const ConvertTable t =
        table(Tag<Bool>{}, Tag<std::uint8_t>{}, Tag<std::int8_t>{}, Tag<std::uint16_t>{}, Tag<std::int16_t>{},
              Tag<std::uint32_t>{}, Tag<std::int32_t>{}, Tag<std::uint64_t>{}, Tag<std::int64_t>{}, Tag<float>{},
              Tag<double>{});
    return t;
}

}  // namespace scinova::ndimage
