// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/special/legendre.hpp"
#include "kernels/special/orthopoly_blocks.hpp"

namespace scinova::special {

namespace {

// Spherical Legendre functions (and harmonics, with a fourth argument) in lanes, up to degrees whose Gegenbauer
// polynomials do not overflow.
template <bool Harmonic>
struct SphereBlocks {
    static constexpr int nin = Harmonic ? 4 : 3;
    static constexpr long highest = 400;
    using Out = std::conditional_t<Harmonic, cdouble, double>;

    static void loop(char** args, const std::ptrdiff_t* dims, const std::ptrdiff_t* steps, void* data) {
        run_loop(args, dims, steps, data, nin, 1, [&](index_t begin, index_t end) {
            index_t at = begin;
            for (; at + 3 < end; at += block_lanes)
                block<block_lanes>(args, steps, at, static_cast<int>(std::min<index_t>(block_lanes, end - at)));
            for (; at < end; ++at) block<1>(args, steps, at, 1);
        });
    }
    template <class T>
    static T get(char** args, const std::ptrdiff_t* steps, int i, index_t k) noexcept {
        return *reinterpret_cast<const T*>(args[i] + k * steps[i]);
    }
    template <int L>
    static void block(char** args, const std::ptrdiff_t* steps, index_t at, int count) noexcept {
        GegenbauerLanes<L> lane;
        Lane<L> degree{}, out;
        SpherePoint point[L];
        bool ready[L]{};
        double top = 0.0;
        for (int j = 0; j < L; ++j) lane.begin(0.5, 0.5, 0.5, 1.0, j);
        for (int j = 0; j < count; ++j) {
            const long n = get<long>(args, steps, 0, at + j), m = get<long>(args, steps, 1, at + j);
            const double t = get<double>(args, steps, 2, at + j);
            ready[j] = n >= 0 && n <= highest && m <= n && m >= -n && std::isfinite(t);
            if (!ready[j]) continue;
            point[j] = at_angle(t);
            const double order = std::fabs(static_cast<double>(m));
            degree[j] = static_cast<double>(n) - order;
            top = std::fmax(top, degree[j]);
            lane.begin(order + 0.5, point[j].z, point[j].below, point[j].left && odd(degree[j]) ? -1.0 : 1.0, j);
        }
        lane.run(top, degree);
        lane.finish(degree, nullptr, out);
        for (int j = 0; j < count; ++j) {
            const long n = get<long>(args, steps, 0, at + j), m = get<long>(args, steps, 1, at + j);
            const double t = get<double>(args, steps, 2, at + j);
            double value;
            if (ready[j]) {
                const Wide f = legendre_front(static_cast<double>(n), static_cast<double>(m), point[j], true, quarter_over_pi);
                value = Wide{out[j] * f.m, f.e}.value();
            } else {
                value = sph_legendre0(n, m, t);
            }
            auto* to = reinterpret_cast<Out*>(args[nin] + (at + j) * steps[nin]);
            if constexpr (Harmonic) {
                const double phi = get<double>(args, steps, 3, at + j);
                *to = std::isfinite(phi) ? value * turn(m, phi) : cdouble(nan, nan);
            } else {
                *to = value;
            }
        }
    }
};

}  // namespace

template <>
void add_legendre_loops<isa::current>(LoopList& l) {
    constexpr index_t grain = 256;
    add_blocks<LegendreLanes, long>(l, "_legendre_p0");
    add<&legendre1>(l, "_legendre_p1", grain);
    add<&legendre2>(l, "_legendre_p2", grain);
    add<&assoc0<double>>(l, "_assoc_legendre_p0", grain);
    add<&assoc1<double>>(l, "_assoc_legendre_p1", grain);
    add<&assoc2<double>>(l, "_assoc_legendre_p2", grain);
    add<&assoc0<cdouble>>(l, "_assoc_legendre_p0", grain);
    add<&assoc1<cdouble>>(l, "_assoc_legendre_p1", grain);
    add<&assoc2<cdouble>>(l, "_assoc_legendre_p2", grain);
    l.push_back({"_sph_legendre_p0", "lld->d", &SphereBlocks<false>::loop, grain});
    add<&sph_legendre1>(l, "_sph_legendre_p1", grain);
    add<&sph_legendre2>(l, "_sph_legendre_p2", grain);
    l.push_back({"_sph_harm_y0", "lldd->D", &SphereBlocks<true>::loop, grain});
    add<&sph_harm_y1>(l, "_sph_harm_y1", grain);
    add<&sph_harm_y2>(l, "_sph_harm_y2", grain);
}

}  // namespace scinova::special
