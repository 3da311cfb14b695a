// SPDX-License-Identifier: BSD-3-Clause
// Fourier integrals over a finite range and over [a, inf) (the book, sections 3.4.4 and 3.4.7).
#pragma once

#include <numbers>

#include "kernels/integrate/adaptive.hpp"
#include "kernels/integrate/weighted.hpp"

namespace scinova::quad {

template <class F>
Outcome fourier_finite(Adaptive<FourierRule<F>>& driver, double a, double b, double omega) {
    const double width = std::abs(b - a), w = std::abs(omega);
    Acceleration how{.small_level = 2};
    how.from_start = 0.25 * width * w <= 2.0;
    how.first_sum = 0.5 * width * w <= 2.0;
    how.begin_width = w > 0.0 ? 8.0 / w : huge;
    if (!how.from_start) how.small_level = 1;
    const double edges[2] = {a, b};
    return driver.accelerated(edges, how);
}

struct Cycles {
    std::vector<double> value, error;
    std::vector<int> trouble;
    index_t count = 0;  // evaluations
};

// Integrates over one stretch of an odd number of half periods after another and extrapolates the partial sums.
template <class F>
class FourierTail {
public:
    FourierTail(F& f, double omega, bool sine, index_t limit, index_t cycles, MomentTable& table)
        : f_(f), omega_(omega), sine_(sine), limit_(limit), most_(cycles), table_(table) {}

    Cycles cycles;

    Outcome run(double a, double tolerance) {
        constexpr double decay = 0.9;  // cycle k may use the share (1 - decay) decay^k of the tolerance
        const double w = std::abs(omega_);
        const double length = (2.0 * std::floor(w) + 1.0) * std::numbers::pi / w;
        const double floor_share = std::max(tolerance * (1.0 - decay), std::numeric_limits<double>::min() * 100.0);
        double share = floor_share, fade = 1.0, begin = a;
        Outcome out;
        best_ = {0.0, huge};
        for (index_t k = 0; k < most_; ++k, begin += length) {
            FourierRule<F> rule{f_, omega_, sine_, table_};
            Adaptive<FourierRule<F>> driver(rule, {share * fade, 0.0}, limit_);
            const Outcome part = k == 0 && length > 10.0 ? near_start(driver, begin, length)
                                                         : fourier_finite<F>(driver, begin, begin + length, omega_);
            cycles.count += rule.count;
            if (part.status != Status::ok) return part;
            fade *= decay;
            keep(part);
            if (!std::isfinite(part.value)) return {part.value, part.error, not_finite, Status::ok};
            drift_ = 50.0 * std::abs(part.value);
            if (error_ + drift_ <= tolerance && k >= 5) return plain(out);
            worst_ = std::max(worst_, part.error);
            if (part.trouble != none) {
                share = std::max(floor_share, worst_ * (1.0 - decay));
                out.trouble = cycles_bad;
            }
            if (out.trouble == cycles_bad && error_ + drift_ <= 10.0 * worst_ && k > 4) return plain(out);
            if (k + 1 == most_) out.trouble = limit_reached;
            if (extrapolate(k, tolerance, out)) break;
        }
        return choose(out);
    }

private:
    // The first cycle of a slow oscillation may be far longer than the integrand lives: it is broken at lengths that
    // grow geometrically. The weight turns by pi at most there, so that every part is left to the Kronrod rule.
    Outcome near_start(Adaptive<FourierRule<F>>& driver, double a, double length) {
        const double most = std::max(1.0, std::min(16.0, 0.4 * static_cast<double>(limit_)));
        const double ratio = std::max(10.0, std::pow(length / std::numbers::pi, 1.0 / most));
        std::vector<double> edges{a};
        for (double step = std::numbers::pi; step * 1.5 < length; step *= ratio) edges.push_back(a + step);
        edges.push_back(a + length);
        if (edges.size() > 2 && static_cast<double>(edges.size()) > 0.5 * static_cast<double>(limit_) + 1.0)
            edges = {a, a + length};
        return driver.accelerated(edges, {.small_level = 1, .forward = edges.size() > 2});
    }
    void keep(const Outcome& part) {
        cycles.value.push_back(part.value);
        cycles.error.push_back(part.error);
        cycles.trouble.push_back(part.trouble);
        error_ += part.error;
        sum_ += part.value;
    }
    Outcome& plain(Outcome& out) const noexcept {
        out.value = sum_;
        out.error = error_ + drift_;
        return out;
    }
    bool extrapolate(index_t k, double tolerance, Outcome& out) noexcept {
        if (k < 2) {
            sums_.start(sum_);
            return false;
        }
        const Limit limit = sums_.next(sum_);
        ++idle_;
        if (idle_ >= 15 && best_.error <= 1e-3 * (error_ + drift_) && out.trouble == none)
            out.trouble = no_extrapolation;
        if (limit.error <= best_.error && k != 2) {
            best_ = limit;
            idle_ = 0;
            const bool within = best_.error + 10.0 * worst_ <= tolerance;
            if (within || (best_.error <= tolerance && 10.0 * worst_ >= tolerance)) {
                if (out.trouble == limit_reached) out.trouble = none;
                return true;
            }
        }
        return out.trouble != none && out.trouble != cycles_bad;
    }
    Outcome choose(Outcome& out) const noexcept {
        out.value = best_.value;
        out.error = best_.error + 10.0 * worst_;
        if (best_.error == huge) return plain(out);
        if (out.trouble == none) return out;
        const double total = error_ + drift_;
        const bool relative = out.value != 0.0 && sum_ != 0.0;
        if (relative ? out.error / std::abs(out.value) > total / std::abs(sum_) : out.error > total) return plain(out);
        if (out.trouble != cycles_bad) out.error += drift_;
        return out;
    }

    F& f_;
    double omega_;
    bool sine_;
    index_t limit_, most_;
    MomentTable& table_;
    EpsilonTable sums_;
    Limit best_{0.0, huge};
    double sum_ = 0.0, error_ = 0.0, drift_ = 0.0, worst_ = 0.0;
    int idle_ = 0;
};

}  // namespace scinova::quad
