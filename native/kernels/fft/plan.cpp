// SPDX-License-Identifier: BSD-3-Clause
#include "kernels/fft/plan.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <limits>
#include <list>
#include <mutex>
#include <numbers>
#include <utility>

#include "common/parallel.hpp"
#include "kernels/fft/passes.hpp"

namespace scinova::fft {
namespace {

using Long = long double;

// exp(-2 pi i k / n) for k = 0, 1, ..., reduced to the first octant, so that multiples of an eighth are exact.
// In long double, which leaves rounding to T as the only error that matters; for many k, where T is shorter, as the
// product of an entry of each of two tables of about sqrt(n), at an error of one unit in the last place of long double.
template <class T>
class Roots {
public:
    explicit Roots(index_t n) : n_(static_cast<std::uint64_t>(n)) {
        if (sizeof(T) > 8 || n < 256) return;
        while ((std::uint64_t{1} << (2 * bits_)) < n_) ++bits_;
        for (std::uint64_t m = 0; m < std::uint64_t{1} << bits_; ++m) fine_.push_back(direct(m));
        for (std::uint64_t m = 0; m <= n_; m += std::uint64_t{1} << bits_) coarse_.push_back(direct(m));
    }

    void get(std::uint64_t k, T* re, T* im) const {
        std::uint64_t eighths = 8 * (k % n_);  // n < 2^60
        const std::uint64_t octant = eighths / n_;
        eighths %= n_;
        const bool flip = octant & 1;
        auto [c, s] = first_octant(flip ? n_ - eighths : eighths);
        if (flip) std::swap(c, s);
        switch (octant / 2) {  // the whole quarter turns
            case 0: break;
            case 1: std::swap(c, s); c = -c; break;
            case 2: c = -c; s = -s; break;
            default: std::swap(c, s); s = -s; break;
        }
        *re = static_cast<T>(c);
        *im = static_cast<T>(-s);
    }

private:
    struct Point {
        Long c, s;
    };
    Point direct(std::uint64_t m) const {
        const Long angle = std::numbers::pi_v<Long> / 4 * static_cast<Long>(m) / static_cast<Long>(n_);
        return {std::cos(angle), std::sin(angle)};
    }
    Point first_octant(std::uint64_t m) const {
        if (fine_.empty()) return direct(m);
        const Point &a = coarse_[m >> bits_], &b = fine_[m & ((std::uint64_t{1} << bits_) - 1)];
        return {a.c * b.c - a.s * b.s, a.s * b.c + a.c * b.s};
    }

    std::uint64_t n_;
    int bits_ = 0;
    std::vector<Point> fine_, coarse_;
};

std::vector<int> small_factors(index_t n, index_t* rest) {
    std::vector<int> out;
    int twos = 0;
    while (n % 2 == 0) n /= 2, ++twos;
    for (; twos >= 3 && twos != 4; twos -= 3) out.push_back(8);
    for (; twos >= 2; twos -= 2) out.push_back(4);
    if (twos) out.push_back(2);
    while (n % 9 == 0) n /= 9, out.push_back(9);
    for (index_t r = 3; r * r <= n; r += 2)
        while (n % r == 0) n /= r, out.push_back(static_cast<int>(r));
    *rest = n;  // 1, or the largest prime factor
    return out;
}

// Rough time per point: a pass over memory and the arithmetic of each stage. `lanes`: lines enough to fill the vectors.
double cost(index_t n, bool lanes = false) {
    index_t rest;
    double per_point = 0;
    auto factors = small_factors(n, &rest);
    if (rest > 1) factors.push_back(static_cast<int>(std::min<index_t>(rest, 1 << 30)));
    for (int r : factors) {
        if (r == 2 || r == 4) per_point += 2.5;
        else if (r == 8) per_point += 3.2;
        else if (r == 3) per_point += 3.2;
        else if (r == 9) per_point += 5;
        else if (r <= largest_unrolled_radix) per_point += 2 + 0.55 * r;
        else per_point += (lanes || n / r >= 8 ? 0.4 : n / r >= 4 ? 0.8 : 1.5) * r;  // vectors as wide as what was done before
    }
    return per_point * static_cast<double>(n);
}

// The length of at least n, no longer than the next power of two, at which a transform costs least.
index_t convenient_length(index_t n) {
    index_t best = 1;
    while (best < n) best *= 2;
    double least = cost(best);
    const auto consider = [&](index_t odd) {
        index_t x = odd;
        while (x < n) x *= 2;
        if (x % 8 == 0 && cost(x) < least) best = x, least = cost(x);
    };
    for (index_t three = 1; three <= 27; three *= 3)
        for (index_t five = 1; five <= 25; five *= 5)
            for (index_t seven = 1; seven <= 7; seven *= 7) consider(three * five * seven);
    return best;
}

template <class T>
void fill_stages(Plan<T>& plan) {
    index_t rest, length = plan.n;
    std::vector<int> factors = small_factors(plan.n, &rest);
    if (rest > 1) factors.push_back(static_cast<int>(rest));
    for (int r : factors) {
        Stage<T> stage;
        stage.radix = r;
        stage.m = length / r;
        const std::size_t count = static_cast<std::size_t>(r - 1) * static_cast<std::size_t>(stage.m);
        stage.re.resize(count);
        stage.im.resize(count);
        const Roots<T> roots(length);
        for (index_t k = 1; k < r; ++k)
            for (index_t p = 0; p < stage.m; ++p)
                roots.get(static_cast<std::uint64_t>(k) * static_cast<std::uint64_t>(p),
                          &stage.re[(k - 1) * stage.m + p], &stage.im[(k - 1) * stage.m + p]);
        if (r > largest_unrolled_radix) {
            stage.cos.resize(r);
            stage.sin.resize(r);
            const Roots<T> circle(r);
            for (int j = 0; j < r; ++j) circle.get(static_cast<std::uint64_t>(j), &stage.cos[j], &stage.sin[j]);
            for (T& s : stage.sin) s = -s;
        }
        length = stage.m;
        plan.stages.push_back(std::move(stage));
    }
}

template <class T>
void fill_chirp(Plan<T>& plan, index_t inner_length, Use use) {
    const index_t n = plan.n;
    plan.inner = plan_for<T>(inner_length, use == Use::lanes ? Use::lanes : Use::line);
    plan.chirp_re.resize(n);
    plan.chirp_im.resize(n);
    plan.kernel_re.assign(inner_length, T(0));
    plan.kernel_im.assign(inner_length, T(0));
    std::uint64_t square = 0;  // j^2 mod 2n
    const auto turn = 2 * static_cast<std::uint64_t>(n);
    const Roots<T> roots(2 * n);
    for (index_t j = 0; j < n; ++j) {
        roots.get(square, &plan.chirp_re[j], &plan.chirp_im[j]);
        square = (square + 2 * static_cast<std::uint64_t>(j) + 1) % turn;
        const T scale = T(1) / static_cast<T>(inner_length);
        plan.kernel_re[j] = plan.chirp_re[j] * scale;
        plan.kernel_im[j] = -plan.chirp_im[j] * scale;
        if (j) {
            plan.kernel_re[inner_length - j] = plan.kernel_re[j];
            plan.kernel_im[inner_length - j] = plan.kernel_im[j];
        }
    }
    std::vector<T> scratch(2 * static_cast<std::size_t>(inner_length));
    Split<T> data{plan.kernel_re.data(), plan.kernel_im.data()};
    const Split<T> out =
        passes<T>().run(*plan.inner, data, {scratch.data(), scratch.data() + inner_length}, 1, {});
    if (out.re != data.re) {
        std::copy_n(out.re, inner_length, data.re);
        std::copy_n(out.im, inner_length, data.im);
    }
}

// The divisor that splits n most evenly, at most its root.
index_t even_divisor(index_t n) {
    auto a = static_cast<index_t>(std::sqrt(static_cast<double>(n)));
    while (a * a > n) --a;
    while (n % a != 0) --a;
    return a;
}

// The array and the buffers of such a line, split and complex, are too much for a second-level cache.
template <class T>
constexpr index_t shortest_long_line = 2048 * 1024 / (4 * static_cast<index_t>(sizeof(T) > 8 ? 16 : sizeof(T)));

template <class T>
bool splits(index_t n) {
    return n >= shortest_long_line<T> && even_divisor(n) >= 32;
}

template <class T>
void fill_long(Plan<T>& plan) {
    const index_t a = even_divisor(plan.n), b = plan.n / a, wide = block<T>;
    plan.down = plan_for<T>(a, Use::lanes);
    plan.across = plan_for<T>(b, Use::lanes);
    plan.turn_re.resize(plan.n);
    plan.turn_im.resize(plan.n);
    const Roots<T> roots(plan.n);
    parallel_for((b + wide - 1) / wide, std::max<index_t>(1, 2000 / (a * wide)), [&](index_t begin, index_t end) {
        for (index_t first = begin * wide; first < std::min(b, end * wide); first += wide) {
            const index_t w = std::min(wide, b - first);
            index_t at = first * a;
            for (index_t k = 0; k < a; ++k)
                for (index_t q = 0; q < w; ++q, ++at)
                    roots.get(static_cast<std::uint64_t>(k) * static_cast<std::uint64_t>(first + q),
                              &plan.turn_re[at], &plan.turn_im[at]);
        }
    });
}

enum class Way { stages, long_line, chirp };

template <class T>
Way way_of(index_t n, Use use) {
    index_t rest;
    bool huge_factor = false;
    for (int r : small_factors(n, &rest)) huge_factor |= r > 50;
    huge_factor |= rest > 50;
    if (huge_factor) {
        const index_t convenient = convenient_length(2 * n - 1);
        if (2 * cost(convenient) + 8.0 * static_cast<double>(convenient) < cost(n, use == Use::lanes)) return Way::chirp;
    }
    return use != Use::lanes && splits<T>(n) ? Way::long_line : Way::stages;
}

template <class T>
std::shared_ptr<const Plan<T>> make_plan(index_t n, Use use) {
    auto plan = std::make_shared<Plan<T>>();
    plan->n = n;
    if (n > 1) {
        switch (way_of<T>(n, use)) {
            case Way::chirp: fill_chirp(*plan, convenient_length(2 * n - 1), use); break;
            case Way::long_line: fill_long(*plan); break;
            case Way::stages: fill_stages(*plan); break;
        }
    }
    if (use == Use::half) {
        plan->half_re.resize(n + 1);
        plan->half_im.resize(n + 1);
        const Roots<T> roots(2 * n);
        for (index_t k = 0; k <= n; ++k)
            roots.get(static_cast<std::uint64_t>(k), &plan->half_re[k], &plan->half_im[k]);
    }
    return plan;
}

// exp(-2 pi i (step k + first) / n), k < count.
template <class T>
std::shared_ptr<const Turns<T>> make_turns(index_t n, index_t count, index_t step, index_t first) {
    auto turns = std::make_shared<Turns<T>>();
    turns->re.resize(count);
    turns->im.resize(count);
    const Roots<T> roots(n);
    for (index_t k = 0; k < count; ++k)
        roots.get(static_cast<std::uint64_t>(step * k + first), &turns->re[k], &turns->im[k]);
    return turns;
}

// The last of what was made for a length, bounded in number and in points.
template <class Item>
class Cache {
public:
    template <class Make>
    std::shared_ptr<const Item> get(index_t n, Use use, Make&& make) {
        {
            const std::scoped_lock lock(mutex_);
            for (auto at = entries_.begin(); at != entries_.end(); ++at)
                if (at->n == n && at->use == use) {
                    entries_.splice(entries_.begin(), entries_, at);
                    return at->item;
                }
        }
        std::shared_ptr<const Item> item = make();  // outside the lock: plans of Bluestein ask for others
        const std::scoped_lock lock(mutex_);
        entries_.push_front({n, use, item});
        index_t points = 0, count = 0;
        for (auto at = entries_.begin(); at != entries_.end();) {
            points += at->n;
            ++count;
            const bool keep = count == 1 || (count <= most_items && points <= most_points);
            at = keep ? std::next(at) : entries_.erase(at);
        }
        return item;
    }

private:
    static constexpr index_t most_items = 64, most_points = index_t{1} << 24;
    struct Entry {
        index_t n;
        Use use;
        std::shared_ptr<const Item> item;
    };
    std::mutex mutex_;
    std::list<Entry> entries_;
};

// Calls take(x) for x <= limit times every power of the primes listed.
template <class Take>
void odd_products(index_t x, index_t limit, const int* primes, int count, Take&& take) {
    if (count == 0) {
        take(x);
        return;
    }
    for (;; x *= primes[0]) {
        odd_products(x, limit, primes + 1, count - 1, take);
        if (x > limit / primes[0]) break;
    }
}
constexpr int odd_primes[] = {3, 5, 7, 11};

}  // namespace

template <class T>
std::shared_ptr<const Plan<T>> plan_for(index_t n, Use use) {
    static auto* cache = new Cache<Plan<T>>;  // never destroyed: threads may outlive static objects
    return cache->get(n, use, [&] { return make_plan<T>(n, use); });
}

template <class T>
bool long_real(index_t n) {
    return n >= 2 * shortest_long_line<T> && way_of<T>(n, Use::line) == Way::long_line;
}

template <class T>
std::shared_ptr<const Turns<T>> turns_for(index_t n) {
    static auto* cache = new Cache<Turns<T>>;
    return cache->get(n, Use::line, [&] { return make_turns<T>(8 * n, 2 * n + 1, 1, 0); });
}

template <class T>
std::shared_ptr<const Turns<T>> fourth_turns_for(index_t n) {
    static auto* cache = new Cache<Turns<T>>;
    return cache->get(n, Use::line, [&] { return make_turns<T>(16 * n, n / 2 + 1, 8, 1); });
}

index_t fast_length_above(index_t n, bool real) noexcept {
    if (n <= 6) return n;
    index_t best = 1;
    while (best < n) best *= 2;
    odd_products(1, best, odd_primes, real ? 2 : 4, [&](index_t x) {
        while (x < n) x *= 2;
        best = std::min(best, x);
    });
    return best;
}

index_t fast_length_below(index_t n, bool real) noexcept {
    if (n <= 6) return n;
    index_t best = 1;
    odd_products(1, n, odd_primes, real ? 2 : 4, [&](index_t x) {
        while (x <= n / 2) x *= 2;
        best = std::max(best, x);
    });
    return best;
}

template bool long_real<float>(index_t);
template bool long_real<double>(index_t);
template bool long_real<long double>(index_t);
template std::shared_ptr<const Turns<float>> turns_for<float>(index_t);
template std::shared_ptr<const Turns<float>> fourth_turns_for<float>(index_t);
template std::shared_ptr<const Turns<double>> turns_for<double>(index_t);
template std::shared_ptr<const Turns<double>> fourth_turns_for<double>(index_t);
template std::shared_ptr<const Turns<long double>> turns_for<long double>(index_t);
template std::shared_ptr<const Turns<long double>> fourth_turns_for<long double>(index_t);
template std::shared_ptr<const Plan<float>> plan_for<float>(index_t, Use);
template std::shared_ptr<const Plan<double>> plan_for<double>(index_t, Use);
template std::shared_ptr<const Plan<long double>> plan_for<long double>(index_t, Use);

}  // namespace scinova::fft
