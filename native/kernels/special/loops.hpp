// SPDX-License-Identifier: BSD-3-Clause
// Loops over arrays for the scalar kernels, with the signature of a NumPy inner loop, and the list in which each source
// file offers them.
//
// A kernel is a function of double, std::complex<double> or long returning one of them, or returning void with
// references to its results last. add<kernel>(list, "name") offers its float64 loop and the same in float32: the
// kernel is evaluated in float64 there too, because a float32 argument is an exact float64 one and the result then is
// right to a rounding. Large arrays are divided among the threads.
//
// An array kernel (blocks.hpp) takes a block at a time: void (const double* x, double* y, index_t n), with further
// inputs before y. add_array<kernel>(list, "name") offers it in float64 and float32; add_gathering one that takes blocks
// of any number of elements.
#pragma once

#include <algorithm>
#include <atomic>
#include <cfenv>
#include <complex>
#include <cstddef>
#include <cstdint>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "common/parallel.hpp"
#include "common/simd.hpp"
#include "kernels/special/blocks.hpp"
#include "kernels/special/errors.hpp"

namespace scinova::special {

struct LoopData {
    const char* name;
    index_t grain;
};

using LoopFn = void (*)(char** args, const std::ptrdiff_t* dims, const std::ptrdiff_t* steps, void* data);

struct Loop {
    const char* name;
    std::string types;   // "dd->d"
    LoopFn fn;
    index_t grain;       // elements worth a thread
};
using LoopList = std::vector<Loop>;

// Set by the binding: told the categories of trouble that a loop met.
inline void (*trouble_hook)(const char* name, unsigned troubles) = nullptr;
// Set by the binding: a Ctrl-C stopped a loop.
inline void (*interrupt_hook)() = nullptr;

inline constexpr index_t usual_grain = 4096;

inline namespace SCINOVA_ISA {

using cdouble = std::complex<double>;
using cfloat = std::complex<float>;

template <class T> struct Storage;
template <> struct Storage<double> { using single = float; static constexpr char code = 'd', single_code = 'f'; };
template <> struct Storage<cdouble> { using single = cfloat; static constexpr char code = 'D', single_code = 'F'; };
template <> struct Storage<long> { using single = long; static constexpr char code = 'l', single_code = 'l'; };
template <> struct Storage<long double> {
    using single = long double;
    static constexpr char code = 'g', single_code = 'g';
};

template <class T> using single_t = typename Storage<std::remove_reference_t<T>>::single;

// Whether elements may be computed out of order: not where an output feeds later inputs (reduce and accumulate).
inline bool independent(char** args, const std::ptrdiff_t* steps, int nin, int nout, std::ptrdiff_t n) noexcept {
    for (int o = nin; o < nin + nout; ++o) {
        if (steps[o] == 0) return false;
        const char *low = args[o], *high = args[o] + n * steps[o];
        if (low > high) std::swap(low, high);
        for (int i = 0; i < nin; ++i) {
            if (args[i] == args[o] && steps[i] == steps[o]) continue;
            const char *from = args[i], *to = args[i] + n * steps[i];
            if (from > to) std::swap(from, to);
            if (from <= high && low <= to) return false;
        }
    }
    return true;
}

// NumPy looks at the processor's flags after a loop; trouble is reported by seterr's rules instead. Clearing is slow, and
// so is looking at both of x86's sets of flags: only long double needs the older one.
template <bool Extended = false>
inline void forget_flags() noexcept {
#if defined(__SSE2__)
    if constexpr (!Extended) {
        constexpr unsigned seen = 0x1d;   // all but "denormal operand" and "inexact"
        const unsigned state = __builtin_ia32_stmxcsr();
        if (state & seen) __builtin_ia32_ldmxcsr(state & ~seen);
        return;
    }
#endif
    constexpr int seen = FE_DIVBYZERO | FE_OVERFLOW | FE_UNDERFLOW | FE_INVALID;
    if (std::fetestexcept(seen)) std::feclearexcept(seen);
}

template <bool Extended = false, class Body>
void run_loop(char** args, const std::ptrdiff_t* dims, const std::ptrdiff_t* steps, void* data, int nin, int nout,
              Body&& body) {
    const auto* about = static_cast<const LoopData*>(data);
    const std::ptrdiff_t n = dims[0];
    std::atomic<unsigned> troubles{0};
    const auto chunk = [&](index_t begin, index_t end) {
        pending_troubles = 0;
        body(begin, end);
        if (pending_troubles) troubles.fetch_or(pending_troubles, std::memory_order_relaxed);
    };
    if (n < 2 * about->grain || !independent(args, steps, nin, nout, n)) {
        chunk(0, n);
    } else {
        try {
            parallel_for(n, about->grain, chunk);
        } catch (...) {
            if (interrupt_hook) interrupt_hook();
        }
    }
    forget_flags<Extended>();
    if (const unsigned t = troubles.load(std::memory_order_relaxed); t && trouble_hook) trouble_hook(about->name, t);
}

template <class T, bool Single>
using stored_t = std::conditional_t<Single, single_t<T>, std::remove_reference_t<T>>;

template <auto F, bool Single, class R, class... A>
struct Returning {
    static void loop(char** args, const std::ptrdiff_t* dims, const std::ptrdiff_t* steps, void* data) {
        constexpr int nin = sizeof...(A);
        run_loop<std::is_same_v<R, long double>>(args, dims, steps, data, nin, 1, [&](index_t begin, index_t end) {
            each(args, steps, begin, end, std::make_index_sequence<nin>{});
        });
    }
    template <std::size_t... I>
    static void each(char** args, const std::ptrdiff_t* steps, index_t begin, index_t end, std::index_sequence<I...>) {
        const char* in[] = {args[I] + begin * steps[I]...};
        const std::ptrdiff_t step[] = {steps[I]...};
        char* out = args[sizeof...(I)] + begin * steps[sizeof...(I)];
        const std::ptrdiff_t out_step = steps[sizeof...(I)];
        for (index_t k = begin; k < end; ++k) {
            *reinterpret_cast<stored_t<R, Single>*>(out) = static_cast<stored_t<R, Single>>(
                F(static_cast<A>(*reinterpret_cast<const stored_t<A, Single>*>(in[I]))...));
            ((in[I] += step[I]), ...);
            out += out_step;
        }
    }
};

// Kernels that return void and take references to their results.
template <auto F, bool Single, class In, class Out> struct Filling;
template <auto F, bool Single, class... A, class... R>
struct Filling<F, Single, std::tuple<A...>, std::tuple<R...>> {
    static constexpr int nin = sizeof...(A), nout = sizeof...(R);
    static void loop(char** args, const std::ptrdiff_t* dims, const std::ptrdiff_t* steps, void* data) {
        run_loop(args, dims, steps, data, nin, nout, [&](index_t begin, index_t end) {
            each(args, steps, begin, end, std::make_index_sequence<nin>{}, std::make_index_sequence<nout>{});
        });
    }
    template <std::size_t... I, std::size_t... O>
    static void each(char** args, const std::ptrdiff_t* steps, index_t begin, index_t end, std::index_sequence<I...>,
                     std::index_sequence<O...>) {
        for (index_t k = begin; k < end; ++k) {
            std::tuple<R...> result{};
            F(static_cast<A>(*reinterpret_cast<const stored_t<A, Single>*>(args[I] + k * steps[I]))...,
              std::get<O>(result)...);
            ((*reinterpret_cast<stored_t<R, Single>*>(args[nin + O] + k * steps[nin + O]) =
                  static_cast<stored_t<R, Single>>(std::get<O>(result))), ...);
        }
    }
};

// An array kernel as it is called: on blocks, and once more compiled for one element, for the time of scalars. The
// operations are the same, so are the values.
template <auto F, int Inputs, bool AnyNumber>
struct Kernel {
    [[gnu::noinline]] static void apply(const double* const* in, double* y, index_t n) noexcept {
        call(in, y, n, std::make_index_sequence<Inputs>{});
    }
    [[gnu::noinline]] static void alone(const double* const* in, double* y) noexcept {
        call(in, y, 1, std::make_index_sequence<Inputs>{});
    }

private:
    template <std::size_t... I>
    [[gnu::always_inline]] static void call(const double* const* in, double* y, index_t n, std::index_sequence<I...>) noexcept {
        F(in[I]..., y, n);
    }
};

// Loops of array kernels: contiguous, apart and whole blocks are passed as they are, everything else through buffers,
// filled up to a multiple of 8 with copies of the last element, unless the kernel takes any number of them.
template <auto F, bool Single, int Inputs, bool AnyNumber>
struct Blocked {
    using T = std::conditional_t<Single, float, double>;

    static void loop(char** args, const std::ptrdiff_t* dims, const std::ptrdiff_t* steps, void* data) {
        if (dims[0] == 1) {
            pending_troubles = 0;
            one(args, std::make_index_sequence<Inputs>{});
            forget_flags();
            if (pending_troubles && trouble_hook) trouble_hook(static_cast<const LoopData*>(data)->name, pending_troubles);
            return;
        }
        if (dims[0] <= few && independent(args, steps, Inputs, 1, dims[0])) {
            pending_troubles = 0;
            a_few(args, steps, dims[0], std::make_index_sequence<Inputs>{});
            forget_flags();
            if (pending_troubles && trouble_hook) trouble_hook(static_cast<const LoopData*>(data)->name, pending_troubles);
            return;
        }
        const index_t length = independent(args, steps, Inputs, 1, dims[0]) ? block : 1;
        run_loop(args, dims, steps, data, Inputs, 1, [&](index_t begin, index_t end) {
            for (index_t at = begin; at < end; at += length)
                some(args, steps, at, std::min(length, end - at), std::make_index_sequence<Inputs>{});
        });
    }
    template <std::size_t... I>
    static void one(char** args, std::index_sequence<I...>) noexcept {
        const double values[] = {*reinterpret_cast<const T*>(args[I])...};
        const double* in[] = {values + I...};
        double y;
        if constexpr (AnyNumber) Kernel<F, Inputs, AnyNumber>::apply(in, &y, 1);
        else Kernel<F, Inputs, AnyNumber>::alone(in, &y);
        *reinterpret_cast<T*>(args[Inputs]) = static_cast<T>(y);
    }
    // Very short arrays, without what only longer ones need.
    static constexpr index_t few = 8;
    static void load(const char* p, std::ptrdiff_t step, index_t n, double* to) noexcept {
        const double first = *reinterpret_cast<const T*>(p);
        for (index_t i = 0; i < few; ++i) to[i] = first;
        for (index_t i = 1; i < n; ++i) to[i] = *reinterpret_cast<const T*>(p + i * step);
    }
    template <std::size_t... I>
    static void a_few(char** args, const std::ptrdiff_t* steps, index_t n, std::index_sequence<I...>) noexcept {
        if (!AnyNumber && n <= 3) {                       // sooner done one by one
            for (index_t i = 0; i < n; ++i) {
                char* at[] = {args[I] + i * steps[I]..., args[Inputs] + i * steps[Inputs]};
                one(at, std::index_sequence<I...>{});
            }
            return;
        }
        alignas(64) double values[Inputs][few], y[few];
        (load(args[I], steps[I], n, values[I]), ...);
        const double* in[] = {values[I]...};
        Kernel<F, Inputs, AnyNumber>::apply(in, y, AnyNumber ? n : few);
        char* out = args[Inputs];
        for (index_t i = 0; i < n; ++i) *reinterpret_cast<T*>(out + i * steps[Inputs]) = static_cast<T>(y[i]);
    }
    static bool direct(const char* p, std::ptrdiff_t step, index_t n) noexcept {
        return !Single && step == sizeof(T) && n % 8 == 0 && reinterpret_cast<std::uintptr_t>(p) % alignof(T) == 0;
    }
    static const double* gather(const char* p, std::ptrdiff_t step, index_t n, const char* out, double* to) noexcept {
        const auto bytes = static_cast<std::ptrdiff_t>(n * sizeof(double));
        if (direct(p, step, n) && (p + bytes <= out || out + bytes <= p)) return reinterpret_cast<const double*>(p);
        if (n == 1) {
            const double v = *reinterpret_cast<const T*>(p);
            for (index_t i = 0; i < 8; ++i) to[i] = v;
            return to;
        }
        if (step == sizeof(T)) {
            const T* from = reinterpret_cast<const T*>(p);
            for (index_t i = 0; i < n; ++i) to[i] = from[i];
        } else {
            for (index_t i = 0; i < n; ++i) to[i] = *reinterpret_cast<const T*>(p + i * step);
        }
        const index_t full = (n + 7) & ~index_t{7};
        for (index_t i = n; i < full; ++i) to[i] = to[n - 1];
        return to;
    }
    template <std::size_t... I>
    static void some(char** args, const std::ptrdiff_t* steps, index_t at, index_t n, std::index_sequence<I...>) noexcept {
        if (n < 1) __builtin_unreachable();
        Room<double> rooms[Inputs], room;
        char* out = args[Inputs] + at * steps[Inputs];
        const std::ptrdiff_t step = steps[Inputs];
        const bool straight = direct(out, step, n);
        double* y = straight ? reinterpret_cast<double*>(out) : room.at;
        const char* apart = straight ? out : reinterpret_cast<const char*>(room.at);
        const double* in[] = {gather(args[I] + at * steps[I], steps[I], n, apart, rooms[I].at)...};
        Kernel<F, Inputs, AnyNumber>::apply(in, y, AnyNumber ? n : (n + 7) & ~index_t{7});
        if (straight) return;
        if (step == sizeof(T)) {
            T* to = reinterpret_cast<T*>(out);
            for (index_t i = 0; i < n; ++i) to[i] = static_cast<T>(y[i]);
        } else {
            for (index_t i = 0; i < n; ++i) *reinterpret_cast<T*>(out + i * step) = static_cast<T>(y[i]);
        }
    }
};

namespace detail {

template <class... A>
constexpr int inputs_of(void (*)(A...) noexcept) { return static_cast<int>(sizeof...(A)) - 2; }

template <bool Single, class... T>
std::string codes() {
    return {(Single ? Storage<std::remove_reference_t<T>>::single_code : Storage<std::remove_reference_t<T>>::code)...};
}

// Splits the parameters of a void kernel into inputs and (reference) outputs.
template <class In, class Out, class... Rest> struct Split;
template <class... I, class... O>
struct Split<std::tuple<I...>, std::tuple<O...>> {
    using in = std::tuple<I...>;
    using out = std::tuple<O...>;
};
template <class... I, class... O, class A, class... Rest>
struct Split<std::tuple<I...>, std::tuple<O...>, A, Rest...>
    : std::conditional_t<std::is_reference_v<A>,
                         Split<std::tuple<I...>, std::tuple<O..., std::remove_reference_t<A>>, Rest...>,
                         Split<std::tuple<I..., A>, std::tuple<O...>, Rest...>> {};

template <bool Single, class... T>
std::string codes_of(std::tuple<T...>*) { return codes<Single, T...>(); }

template <class T> inline constexpr bool has_single = !std::is_same_v<single_t<T>, std::remove_reference_t<T>>;

template <auto F, class... A>
void add_filling(LoopList& list, const char* name, index_t grain, void (*)(A...)) {
    using S = Split<std::tuple<>, std::tuple<>, A...>;
    using In = typename S::in;
    using Out = typename S::out;
    list.push_back({name, codes_of<false>(static_cast<In*>(nullptr)) + "->" + codes_of<false>(static_cast<Out*>(nullptr)),
                    &Filling<F, false, In, Out>::loop, grain});
    list.push_back({name, codes_of<true>(static_cast<In*>(nullptr)) + "->" + codes_of<true>(static_cast<Out*>(nullptr)),
                    &Filling<F, true, In, Out>::loop, grain});
}

template <auto F, class R, class... A>
void add_returning(LoopList& list, const char* name, index_t grain, R (*)(A...)) {
    list.push_back({name, codes<false, A...>() + "->" + codes<false, R>(), &Returning<F, false, R, A...>::loop, grain});
    if constexpr ((has_single<A> || ...))
        list.push_back({name, codes<true, A...>() + "->" + codes<true, R>(), &Returning<F, true, R, A...>::loop, grain});
}

template <class R, class... A>
constexpr bool fills(R (*)(A...) noexcept) { return std::is_void_v<R>; }

template <class R, class... A>
auto plain(R (*)(A...) noexcept) { return static_cast<R (*)(A...)>(nullptr); }

}  // namespace detail

template <auto F>
void add(LoopList& list, const char* name, index_t grain = usual_grain) {
    if constexpr (detail::fills(F)) detail::add_filling<F>(list, name, grain, detail::plain(F));
    else detail::add_returning<F>(list, name, grain, detail::plain(F));
}

template <auto F, bool AnyNumber = false>
void add_array(LoopList& list, const char* name, index_t grain = usual_grain) {
    constexpr int n = detail::inputs_of(F);
    list.push_back({name, std::string(n, 'd') + "->d", &Blocked<F, false, n, AnyNumber>::loop, grain});
    list.push_back({name, std::string(n, 'f') + "->f", &Blocked<F, true, n, AnyNumber>::loop, grain});
}
// For kernels that bring elements together by themselves: n is whatever number there is, so that a scalar is one element.
template <auto F>
void add_gathering(LoopList& list, const char* name, index_t grain = usual_grain) {
    add_array<F, true>(list, name, grain);
}

}  // namespace SCINOVA_ISA

// One function per source file and processor level, each appending its loops.
template <class Isa> void add_erf_loops(LoopList&);
template <class Isa> void add_gamma_loops(LoopList&);
template <class Isa> void add_elementary_loops(LoopList&);
template <class Isa> void add_incomplete_loops(LoopList&);
template <class Isa> void add_airy_loops(LoopList&);
template <class Isa> void add_bessel_loops(LoopList&);
template <class Isa> void add_spherical_bessel_loops(LoopList&);
template <class Isa> void add_elliptic_loops(LoopList&);
template <class Isa> void add_hypergeometric_loops(LoopList&);
template <class Isa> void add_expint_loops(LoopList&);
template <class Isa> void add_lambert_loops(LoopList&);
template <class Isa> void add_convenience_loops(LoopList&);
template <class Isa> void add_elliptic_incomplete_loops(LoopList&);
template <class Isa> void add_spheroidal_loops(LoopList&);
template <class Isa> void add_mathieu_loops(LoopList&);
template <class Isa> void add_bessel_integrals_loops(LoopList&);
template <class Isa> void add_struve_loops(LoopList&);
template <class Isa> void add_bessel_integer_loops(LoopList&);
template <class Isa> void add_chebyshev_loops(LoopList&);
template <class Isa> void add_orthopoly_loops(LoopList&);
template <class Isa> void add_legendre_loops(LoopList&);
template <class Isa> void add_noncentral_loops(LoopList&);
template <class Isa> void add_kolmogorov_loops(LoopList&);
template <class Isa> void add_physics_loops(LoopList&);

template <class Isa>
const LoopList& all_loops() {
    static const LoopList list = [] {
        LoopList l;
        add_erf_loops<Isa>(l);
        add_gamma_loops<Isa>(l);
        add_elementary_loops<Isa>(l);
        add_incomplete_loops<Isa>(l);
        add_airy_loops<Isa>(l);
        add_bessel_loops<Isa>(l);
        add_spherical_bessel_loops<Isa>(l);
        add_bessel_integer_loops<Isa>(l);
        add_elliptic_loops<Isa>(l);
        add_hypergeometric_loops<Isa>(l);
        add_expint_loops<Isa>(l);
        add_lambert_loops<Isa>(l);
        add_convenience_loops<Isa>(l);
        add_chebyshev_loops<Isa>(l);
        add_orthopoly_loops<Isa>(l);
        add_elliptic_incomplete_loops<Isa>(l);
        add_spheroidal_loops<Isa>(l);
        add_mathieu_loops<Isa>(l);
        add_bessel_integrals_loops<Isa>(l);
        add_struve_loops<Isa>(l);
        add_legendre_loops<Isa>(l);
        add_noncentral_loops<Isa>(l);
        add_kolmogorov_loops<Isa>(l);
        add_physics_loops<Isa>(l);
        return l;
    }();
    return list;
}

}  // namespace scinova::special
