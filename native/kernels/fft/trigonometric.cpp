// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/fft/trigonometric.hpp"

#include <numbers>

#include "kernels/fft/lines.hpp"

namespace scinova::fft {
namespace {

// A line read and written through the changes of order, sign and ends that make one transform out of another.
template <class T, int type, bool sine>
struct Line {
    const T* in;
    T* out;
    index_t in_step, out_step, n, given;
    bool orthogonal;
    T scale;

    static constexpr T root2 = std::numbers::sqrt2_v<T>;

    T get(index_t j) const noexcept {
        const bool reversed = sine && (type == 3 || type == 4);
        const index_t at = reversed ? n - 1 - j : j;
        T x = at < given ? in[at * in_step] : T(0);
        if (sine && type == 2 && j % 2) x = -x;
        if (((type == 3 && j == 0) || (type == 1 && !sine && (j == 0 || j == n - 1))) && orthogonal) x *= root2;
        return x;
    }
    void put(index_t k, T y) const noexcept {
        if (((type == 2 && k == 0) || (type == 1 && !sine && (k == 0 || k == n - 1))) && orthogonal) y /= root2;
        if (sine && type > 2 && k % 2) y = -y;
        const index_t at = sine && type == 2 ? n - 1 - k : k;
        out[at * out_step] = scale * y;
    }
};

// Everything the lines of one call share.
template <class T, int type, bool sine>
struct Call {
    using Line = scinova::fft::Line<T, type, sine>;
    index_t n;
    index_t real_length = 0;  // of the real transform that serves; 0: a complex one
    std::shared_ptr<const Plan<T>> plan;
    std::shared_ptr<const Turns<T>> turns;

    explicit Call(index_t n_) : n(n_) {
        if (type == 1) real_length = sine ? 2 * (n + 1) : 2 * (n - 1);
        else if (type < 4) real_length = n;
        const bool even = real_length % 2 == 0;
        if (real_length) plan = plan_for<T>(even ? real_length / 2 : real_length, even);
        else plan = plan_for<T>(n % 2 ? 2 * n : n / 2, false);
        if (type > 1) turns = turns_for<T>(n);
    }

    // Element m of the real sequence that is transformed, for types I and II.
    T element(const Line& line, index_t m) const noexcept {
        if (type == 2) return line.get(2 * m < n ? 2 * m : 2 * (n - m) - 1);
        if (!sine) return line.get(m < n ? m : 2 * (n - 1) - m);
        if (m == 0 || m == n + 1) return T(0);
        return m <= n ? line.get(m - 1) : -line.get(2 * n + 1 - m);
    }

    void load(const Line& line, index_t lanes, index_t q, Split<T> to) const {
        const index_t h = plan->n;
        const auto set = [&](index_t j, T re, T im) { to.re[j * lanes + q] = re, to.im[j * lanes + q] = im; };
        const T *c = turns ? turns->re.data() : nullptr, *s = turns ? turns->im.data() : nullptr;
        if (type == 3) {
            const auto value = [&](index_t k) -> std::complex<T> {
                if (k == 0) return line.get(0);
                const T a = line.get(k), b = -line.get(n - k), wr = c[2 * k], wi = -s[2 * k];
                return {a * wr - b * wi, 2 * k == n ? T(0) : a * wi + b * wr};
            };
            spread_spectrum(*plan, n, lanes, q, value, to);
        } else if (type == 4 && n % 2 == 0) {
            for (index_t j = 0; j < h; ++j) {
                const T a = line.get(2 * j), b = line.get(n - 1 - 2 * j), wr = c[4 * j + 1], wi = s[4 * j + 1];
                set(j, a * wr - b * wi, a * wi + b * wr);
            }
        } else if (type == 4) {
            for (index_t j = 0; j < n; ++j) {
                const T a = line.get(j);
                set(j, a * c[2 * j], a * s[2 * j]);
            }
            for (index_t j = n; j < 2 * n; ++j) set(j, T(0), T(0));
        } else if (real_length % 2 == 0) {
            for (index_t j = 0; j < h; ++j) set(j, element(line, 2 * j), element(line, 2 * j + 1));
        } else {
            for (index_t j = 0; j < real_length; ++j) set(j, element(line, j), T(0));
        }
    }

    // Types I and II, from the spectrum at k of all lanes; type III, from the sequence; type IV.
    void finish(const Line* lines, index_t lanes, Split<T> z) const {
        if (type == 3) return finish_sequence(lines, lanes, z);
        if (type == 4) return finish_fourth(lines, lanes, z);
        T re[most_lanes<T>], im[most_lanes<T>];
        const index_t last = type == 1 ? (sine ? n : n - 1) : n / 2;
        for (index_t k = type == 1 && sine ? 1 : 0; k <= last; ++k) {
            const T *xr = re, *xi = im;
            if (real_length % 2 == 0) untangle(*plan, z, lanes, k, re, im);
            else xr = z.re + k * lanes, xi = z.im + k * lanes;
            if (type == 1) {
                for (index_t q = 0; q < lanes; ++q) sine ? lines[q].put(k - 1, -xi[q]) : lines[q].put(k, xr[q]);
                continue;
            }
            const T wr = turns->re[2 * k], wi = turns->im[2 * k];
            for (index_t q = 0; q < lanes; ++q) {
                lines[q].put(k, 2 * (wr * xr[q] - wi * xi[q]));
                if (k > 0 && k < n - k) lines[q].put(n - k, -2 * (wr * xi[q] + wi * xr[q]));
            }
        }
    }

private:
    void finish_sequence(const Line* lines, index_t lanes, Split<T> z) const {
        for (index_t m = 0; m < n; ++m) {
            const T* v = n % 2 ? z.re + m * lanes : (m % 2 ? z.im : z.re) + m / 2 * lanes;
            const index_t k = 2 * m < n ? 2 * m : 2 * (n - m) - 1;
            for (index_t q = 0; q < lanes; ++q) lines[q].put(k, v[q]);
        }
    }
    void finish_fourth(const Line* lines, index_t lanes, Split<T> z) const {
        const T *c = turns->re.data(), *s = turns->im.data();
        for (index_t k = 0; k < (n % 2 ? n : n / 2); ++k) {
            const index_t at = n % 2 ? 2 * k + 1 : 4 * k;
            const T wr = c[at], wi = s[at];
            for (index_t q = 0; q < lanes; ++q) {
                const T re = z.re[k * lanes + q], im = z.im[k * lanes + q];
                lines[q].put(n % 2 ? k : 2 * k, 2 * (re * wr - im * wi));
                if (n % 2 == 0) lines[q].put(n - 1 - 2 * k, -2 * (re * wi + im * wr));
            }
        }
    }
};

template <class T, int type, bool sine>
void lines_of(NdView<const T> in, NdView<T> out, int axis, bool orthogonal, T scale) {
    const Lines<const T> source(in, axis);
    const Lines<T> target(out, axis);
    const Call<T, type, sine> call(target.length());
    const auto& table = passes<T>();
    for_lines<T>(target.count(), *call.plan, source.step() == 1 && target.step() == 1,
                 [&](index_t first, index_t lanes, Buffers<T>& b) {
        Line<T, type, sine> lines[most_lanes<T>];
        for (index_t q = 0; q < lanes; ++q) {
            lines[q] = {source.start(first + q), target.start(first + q), source.step(), target.step(), call.n,
                        source.length(), orthogonal, scale};
            call.load(lines[q], lanes, q, b.data);
        }
        const Split<T> z = type == 3 ? table.run(*call.plan, b.data.swapped(), b.scratch.swapped(), lanes).swapped()
                                     : table.run(*call.plan, b.data, b.scratch, lanes);
        call.finish(lines, lanes, z);
    });
}

template <class T>
void trigonometric_lines(NdView<const T> in, NdView<T> out, int axis, int type, bool sine, bool orthogonal, T scale) {
    using Function = void (*)(NdView<const T>, NdView<T>, int, bool, T);
    static constexpr Function functions[2][4] = {
        {&lines_of<T, 1, false>, &lines_of<T, 2, false>, &lines_of<T, 3, false>, &lines_of<T, 4, false>},
        {&lines_of<T, 1, true>, &lines_of<T, 2, true>, &lines_of<T, 3, true>, &lines_of<T, 4, true>}};
    functions[sine][type - 1](in, out, axis, orthogonal, scale);
}

}  // namespace

template <>
const TrigonometricTable<float>& trigonometric_table<isa::current, float>() {
    static const TrigonometricTable<float> table{&trigonometric_lines<float>};
    return table;
}
template <>
const TrigonometricTable<double>& trigonometric_table<isa::current, double>() {
    static const TrigonometricTable<double> table{&trigonometric_lines<double>};
    return table;
}
template <>
const TrigonometricTable<long double>& trigonometric_table<isa::current, long double>() {
    static const TrigonometricTable<long double> table{&trigonometric_lines<long double>};
    return table;
}

}  // namespace scinova::fft
