// SPDX-License-Identifier: BSD-3-Clause
// Adaptive bisection, plain and accelerated by the epsilon algorithm (the book, sections 2.2.5, 3.1 and 3.4.1-3.4.3).
//
// The accelerated driver bisects the interval of largest error. Intervals of at least a given subdivision level are
// "small"; when the worst interval is small, the larger ones are first refined until their total error is below the
// tolerance, then the integral's current approximation enters the epsilon table and the level rises by one.
//
// Departures from the book: (1) a non-finite estimate ends the computation at once; (2) when the test for divergence
// turns the extrapolated value down, plain bisection spends what is left of the limit, so that a steep but integrable
// integrand is still integrated, and a divergent one is reported with its partial sum; (3) a first estimate accepted
// through the absolute tolerance alone, with no correct digit, is probed by some bisections (peaks at an end).
#pragma once

#include <cmath>
#include <span>

#include "common/parallel.hpp"
#include "kernels/integrate/epsilon_table.hpp"
#include "kernels/integrate/partition.hpp"

namespace scinova::quad {

// Counts signs that rounding, not the integrand, rules the error (the book, section 3.4.1: parameters 10, 20 and 5).
struct RoundoffWatch {
    int stalled = 0, stalled_extrapolating = 0, growing = 0;

    void look(double old_value, double old_error, const Estimate& left, const Estimate& right, bool extrapolating,
              index_t parts) noexcept {
        if (left.deviation == left.error || right.deviation == right.error) return;
        const double value = left.value + right.value, error = left.error + right.error;
        if (std::abs(old_value - value) <= 1e-5 * std::abs(value) && error >= 0.99 * old_error)
            ++(extrapolating ? stalled_extrapolating : stalled);
        if (parts > 10 && error > old_error) ++growing;
    }
};

inline bool too_short(double a1, double a2, double b2) noexcept {
    return std::max(std::abs(a1), std::abs(b2)) <= (1.0 + 100.0 * epsilon) * (std::abs(a2) + 1000.0 * tiny);
}

// Options that tell the accelerated drivers apart.
struct Acceleration {
    int small_level;                 // intervals of this level or above are small at first
    bool from_start = true;          // extrapolation may begin at once
    double begin_width = huge;       // otherwise: once intervals are at most this wide (Fourier integrals)
    bool first_sum = true;           // the first approximation enters the table at once
    bool forward = false;            // raise the errors of unresolved first intervals
};

template <class Rule>
class Adaptive {
public:
    Adaptive(Rule& rule, Tolerance tolerance, index_t limit) : parts(), rule_(rule), tol_(tolerance), limit_(limit) {
        parts.reserve(limit);
    }

    Partition parts;
    std::vector<int> forwarded;  // per first interval: its error was raised to put its subdivision forward

    // Integrates over [edges[0], edges[1]], [edges[1], edges[2]], ...
    Outcome accelerated(std::span<const double> edges, Acceleration how) {
        Outcome out;
        bool done = false;
        if (!first(edges, how.forward, out, done) || done) return out;
        extrapolate(how, out);
        if (out.status == Status::ok && out.trouble == divergent) persist(out);
        return out;
    }

    // Bisection without extrapolation. `split_at(interval)` chooses the point.
    template <class SplitAt>
    Outcome plain(std::span<const double> edges, SplitAt split_at) {
        Outcome out;
        bool done = false;
        if (!first(edges, false, out, done) || done) return out;
        bisect(split_at, out, limit_);
        return out;
    }

    static double middle(const Interval& p) noexcept { return 0.5 * (p.a + p.b); }

private:
    bool measure(double a, double b, int level, Estimate& e, Outcome& out) {
        out.status = rule_(a, b, level, e);
        if (out.status != Status::ok) return false;
        if (!std::isfinite(e.value) || !std::isfinite(e.error)) {
            out.trouble = not_finite;
            out.value = std::isnan(e.value) ? std::numeric_limits<double>::quiet_NaN() : parts.sum() + e.value;
            out.error = std::isnan(e.value) ? e.value : std::numeric_limits<double>::infinity();
            if (parts.size() == 0) parts.add({a, b, e.value, out.error, level});
            return false;
        }
        return true;
    }

    // The first approximation; false when something went wrong, done when it is good enough or nothing can be improved.
    bool first(std::span<const double> edges, bool forward, Outcome& out, bool& done) {
        const auto count = edges.size() - 1;
        double absolute = 0.0, raised = 0.0;
        forwarded.assign(count, 0);
        Estimate e;
        for (std::size_t k = 0; k < count; ++k) {
            if (!measure(edges[k], edges[k + 1], 0, e, out)) return false;
            parts.add({edges[k], edges[k + 1], e.value, e.error, 0});
            area_ += e.value;
            error_ += e.error;
            absolute += e.absolute;
            forwarded[k] = forward && e.error == e.deviation && e.error != 0.0;
        }
        out.value = area_;
        out.error = error_;
        for (std::size_t k = 0; k < count; ++k)
            if (forwarded[k]) parts.set_error(static_cast<index_t>(k), error_);
        for (index_t k = 0; k < parts.size(); ++k) raised += parts[k].error;
        error_ = raised;
        absolute_ = absolute;
        same_sign_ = std::abs(area_) >= (1.0 - 50.0 * epsilon) * absolute;
        const double bound = tol_.bound(area_);
        const bool unresolved = count == 1 && e.error == e.deviation && e.error != 0.0;
        if (out.error <= 100.0 * epsilon * absolute && out.error > bound) out.trouble = roundoff;
        if (limit_ <= parts.size() && out.error > bound) out.trouble = limit_reached;
        done = out.trouble != none || out.error == 0.0 || (out.error <= bound && !unresolved);
        if (!done && unresolved && out.error <= bound) done = probe(e, bound, out);
        return true;
    }

    // An estimate without a digit passed the absolute tolerance: bisect a little before believing it.
    bool probe(const Estimate& e, double bound, Outcome& out) {
        if (e.error < 1e-10 * bound || limit_ < 2) return true;
        const Partition kept = parts;
        const Outcome before = out;
        const index_t most = std::min<index_t>(limit_, 20);
        double total = error_, sum = area_, mass = std::abs(area_);
        while (parts.size() < most && total <= bound && total > 0.1 * mass) {
            const Interval p = parts[parts.ranked(0)];
            const double at = middle(p);
            Estimate left, right;
            if (too_short(p.a, at, p.b)) break;
            if (!measure(p.a, at, p.level + 1, left, out) || !measure(at, p.b, p.level + 1, right, out)) return true;
            total += left.error + right.error - p.error;
            sum += left.value + right.value - p.value;
            mass += std::abs(left.value) + std::abs(right.value) - std::abs(p.value);
            parts.split(0, {p.a, at, left.value, left.error, p.level + 1},
                        {at, p.b, right.value, right.error, p.level + 1});
        }
        if (total <= bound) {
            out.value = parts.sum();
            out.error = total;
            return true;
        }
        error_ = total;
        area_ = sum;
        bisect(middle, out, limit_);
        if (out.status != Status::ok || out.trouble == none) return true;
        parts = kept;  // plain bisection did not do: the accelerated driver starts afresh
        out = before;
        error_ = before.error;
        area_ = before.value;
        return false;
    }

    // Splits the interval of the given rank; updates the totals.
    bool halve(index_t rank, double at, bool extrapolating, RoundoffWatch& watch, Estimate& left, Estimate& right,
               Outcome& out) {
        const Interval p = parts[parts.ranked(rank)];
        const int level = p.level + 1;
        if (!measure(p.a, at, level, left, out) || !measure(at, p.b, level, right, out)) return false;
        area_ += left.value + right.value - p.value;
        error_ += left.error + right.error - p.error;
        watch.look(p.value, p.error, left, right, extrapolating, parts.size() + 1);
        parts.split(rank, {p.a, at, left.value, left.error, level}, {at, p.b, right.value, right.error, level});
        if (interrupted()) out.status = Status::interrupted;
        return out.status == Status::ok;
    }

    template <class SplitAt>
    void bisect(SplitAt split_at, Outcome& out, index_t limit) {
        RoundoffWatch watch;
        out.trouble = none;
        while (true) {
            if (error_ <= tol_.bound(area_)) break;
            if (parts.size() >= limit) {
                out.trouble = limit_reached;
                break;
            }
            const Interval p = parts[parts.ranked(0)];
            const double at = split_at(p);
            Estimate left, right;
            if (!halve(0, at, false, watch, left, right, out)) return;
            if (error_ <= tol_.bound(area_)) break;
            if (watch.stalled >= 10 || watch.growing >= 20) out.trouble = roundoff;
            if (too_short(p.a, at, p.b)) out.trouble = bad_spot;
            if (out.trouble != none) break;
        }
        out.value = parts.sum();
        out.error = error_;
    }

    void persist(Outcome& out) {
        bisect(middle, out, limit_);
        if (out.status == Status::ok && out.trouble != none && out.trouble != not_finite) out.trouble = divergent;
    }

    struct Extrapolation {
        EpsilonTable table;
        double value = 0.0, error = huge;    // the best extrapolated value
        double large_error = 0.0;            // total error over the large intervals
        double large_tolerance = 0.0;
        double correction = 0.0;
        int idle = 0;
        bool active = false, exhausted = false, begun = true;
    };

    void extrapolate(const Acceleration& how, Outcome& out) {
        RoundoffWatch watch;
        Extrapolation x;
        int small = how.small_level;
        bool noisy = false;
        index_t rank = 0;
        x.begun = how.from_start;
        x.large_error = error_;
        x.large_tolerance = tol_.bound(area_);
        if (how.first_sum) x.table.start(area_);
        const index_t start = parts.size();
        while (parts.size() < limit_) {
            const Interval p = parts[parts.ranked(rank)];
            const double at = middle(p);
            Estimate left, right;
            if (!halve(rank, at, x.active, watch, left, right, out)) return;
            const double bound = tol_.bound(area_);
            if (watch.stalled + watch.stalled_extrapolating >= 10 || watch.growing >= 20) out.trouble = roundoff;
            if (watch.stalled_extrapolating >= 5) noisy = true;
            if (parts.size() == limit_) out.trouble = limit_reached;
            if (too_short(p.a, at, p.b)) out.trouble = bad_spot;
            if (error_ <= bound) return total(out);
            if (out.trouble != none) break;
            if (parts.size() == 2 && start == 1) {  // nothing to extrapolate from yet
                x.large_error = error_;
                x.large_tolerance = bound;
                if (x.begun) x.table.start(area_);
                continue;
            }
            if (x.exhausted) continue;
            if (x.begun) {
                x.large_error -= p.error;
                if (p.level + 1 < small) x.large_error += left.error + right.error;
            }
            if (!x.active) {
                if (parts[parts.ranked(rank)].level < small) continue;
                if (!x.begun) {
                    const Interval& worst = parts[parts.ranked(rank)];
                    ++small;
                    if (std::abs(worst.b - worst.a) > how.begin_width) continue;
                    x.begun = true;
                    x.large_error = error_;
                    x.large_tolerance = bound;
                    continue;
                }
                x.active = true;
                rank = 1;
            }
            if (!noisy && x.large_error > x.large_tolerance && next_large(rank, small)) continue;
            if (!accelerate(x, out)) break;
            rank = 0;
            x.active = false;
            ++small;
            x.large_error = error_;
        }
        settle(x, noisy, out);
    }

    // Moves `rank` to the worst large interval, if one is left.
    bool next_large(index_t& rank, int small) const noexcept {
        index_t last = parts.size();
        if (last > 2 + limit_ / 2) last = limit_ + 3 - last;
        last = std::min(last, parts.size());
        for (; rank < last; ++rank)
            if (parts[parts.ranked(rank)].level < small) return true;
        return false;
    }

    // One more term for the epsilon table; false when the extrapolation is over.
    bool accelerate(Extrapolation& x, Outcome& out) noexcept {
        if (x.table.size() < 2) {
            x.table.start(area_);
            return true;
        }
        const Limit limit = x.table.next(area_);
        ++x.idle;
        if (x.idle > 5 && x.error < 1e-3 * error_) out.trouble = no_extrapolation;
        if (limit.error < x.error) {
            x.idle = 0;
            x.error = limit.error;
            x.value = limit.value;
            x.correction = x.large_error;
            x.large_tolerance = tol_.bound(limit.value);
            if (x.error <= x.large_tolerance) return false;
        }
        if (x.table.size() == 1) x.exhausted = true;
        return out.trouble == none;
    }

    void total(Outcome& out) const noexcept {
        out.value = parts.sum();
        out.error = error_;
        if (out.trouble == limit_reached || out.trouble == roundoff || out.trouble == bad_spot) out.trouble = none;
    }

    // Chooses between the extrapolated value and the plain sum, and tests for divergence.
    void settle(const Extrapolation& x, bool noisy, Outcome& out) noexcept {
        out.value = parts.sum();
        out.error = error_;
        if (x.error == huge) return;
        double error = x.error;
        if (out.trouble != none || noisy) {
            if (noisy) error += x.correction;
            if (out.trouble == none) out.trouble = roundoff;
            const bool relative = x.value != 0.0 && area_ != 0.0;
            if (relative ? error / std::abs(x.value) > error_ / std::abs(area_) : error > error_) return;
            if (!relative && area_ == 0.0) {
                out.value = x.value;
                out.error = error;
                return;
            }
        }
        const bool negligible = !same_sign_ && std::max(std::abs(x.value), std::abs(area_)) <= 0.01 * absolute_;
        const double ratio = x.value / area_;
        if (!negligible && (ratio < 0.01 || ratio > 100.0 || error_ > std::abs(area_))) {
            out.trouble = divergent;
            return;
        }
        out.value = x.value;
        out.error = error;
    }

    Rule& rule_;
    Tolerance tol_;
    index_t limit_;
    double area_ = 0.0, error_ = 0.0, absolute_ = 0.0;
    bool same_sign_ = false;
};

}  // namespace scinova::quad
